"""Circles and groups among names: what leads to what, and what stands against what."""

from collections.abc import Iterable, Iterator, Mapping

Edges = Mapping[str, Iterable[str]]
"""The names that each name leads to."""


def find_circles(edges: Edges) -> Mapping[str, int]:
    """Number the circle of each name: two names have the same number if each leads to the other.

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
    """List every name once, after all to which it leads without coming back to it."""
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
    """Group `names`: those that stand against each other, directly or through a third of them, are
    together.

    Both the groups and what is in them keep the order of `names`; a name that has nothing against
    it among them is a group of its own. `against` holds in both directions.
    """
    order = {name: number for number, name in enumerate(names)}
    among = {name: [other for other in against.get(name, ()) if other in order] for name in order}
    return [sorted(group, key=order.__getitem__) for group in _connect(among)]


def _connect(against: Edges) -> Iterator[list[str]]:
    """Split the names into groups that have nothing to do with each other."""
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
