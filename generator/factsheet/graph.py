"""What leads to what, and what stands against what: circles, groups and pairs among names."""

from collections.abc import Iterable, Iterator, Mapping

Edges = Mapping[str, Iterable[str]]
"""The names that each name leads to."""

Opposed = tuple[tuple[str, ...], tuple[str, ...]]
"""The names on the one side and on the other: each of these stands against each of those."""


def find_circles(edges: Edges) -> Mapping[str, int]:
    """The number of each name's circle: two names have the same if each leads to the other.

    Kosaraju's algorithm: its time grows with the edges alone, however long the ways are.
    """
    backwards: dict[str, list[str]] = {}
    for name, targets in edges.items():
        for target in targets:
            backwards.setdefault(target, []).append(name)
    circles: dict[str, int] = {}
    for number, start in enumerate(reversed(list(_list_finished(edges)))):
        waiting = [start]
        while waiting:
            name = waiting.pop()
            if name not in circles:
                circles[name] = number
                waiting += backwards.get(name, ())
    return circles


def _list_finished(edges: Edges) -> Iterator[str]:
    """Every name once, after all to which it leads without coming back to it."""
    seen: set[str] = set()
    for start in edges:
        way = [] if start in seen else [(start, iter(edges[start]))]
        seen.add(start)
        while way:
            name, targets = way[-1]
            for target in targets:
                if target not in seen:
                    seen.add(target)
                    way.append((target, iter(edges.get(target, ()))))
                    break
            else:
                way.pop()
                yield name


def group_opposed(names: Iterable[str], against: Edges) -> list[list[str]]:
    """`names` in groups: those that stand against each other, directly or through a third of them,
    together.

    Both the groups and what is in them keep the order of `names`; a name that has nothing against
    it among them is a group of its own. `against` holds in both directions.
    """
    order = {name: number for number, name in enumerate(names)}
    among = {name: [other for other in against.get(name, ()) if other in order] for name in order}
    return [sorted(group, key=order.__getitem__) for group in _connect(among)]


def pair_opposed(pairs: Iterable[tuple[str, str]]) -> Iterator[Opposed]:
    """Each of `pairs` once, in as few rows as a simple rule finds: what stands against most others
    goes first, with all of them on the other side, and with it whatever else stands against each of
    them.
    """
    against: dict[str, dict[str, None]] = {}
    for one, other in pairs:
        against.setdefault(one, {})[other] = None
        against.setdefault(other, {})[one] = None
    for names in _connect(against):
        while any(against[name] for name in names):
            first = max(names, key=lambda name: len(against[name]))
            right = tuple(against[first])
            also = [name for name in names if against[name].keys() >= set(right)]
            left = (first, *(name for name in also if name != first))
            yield left, right
            for one in left:
                for other in right:
                    del against[one][other], against[other][one]


def _connect(against: Edges) -> Iterator[list[str]]:
    """The names in groups that have nothing to do with each other."""
    seen: set[str] = set()
    for start in against:
        group, waiting = [], [start]
        for name in waiting:
            if name not in seen:
                seen.add(name)
                group.append(name)
                waiting += against[name]
        if group:
            yield group
