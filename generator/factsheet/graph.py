"""Circles, groups and pairs among names: what leads to what, and what stands against what."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from heapq import heapify, heappop, heappush

Edges = Mapping[str, Iterable[str]]
"""The names that each name leads to."""

Opposed = tuple[tuple[str, ...], tuple[str, ...]]
"""The names on the one side and on the other: each of these stands against each of those."""


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


def pair_opposed(pairs: Iterable[tuple[str, str]]) -> Iterator[Opposed]:
    """Put each of `pairs` into a row once, in as few rows as a simple rule finds: what stands
    against most others goes first, with all of them on the other side, and with it whatever else
    stands against each of them.
    """
    against: dict[str, dict[str, None]] = {}
    for name, opposite in pairs:
        against.setdefault(name, {})[opposite] = None
        against.setdefault(opposite, {})[name] = None
    order = {name: number for names in _connect(against) for number, name in enumerate(names)}
    for names in _connect(against):
        yield from _pair_group(names, order, against)


def _pair_group(
    names: list[str], order: Mapping[str, int], against: dict[str, dict[str, None]]
) -> Iterator[Opposed]:
    """The rows of names that have to do with each other. `against` loses what was put into one.

    What stands against everything that the first one does, stands against nothing else, since the
    first has most: such names have one sum of weights, and are found by it.
    """
    waiting = [(-len(against[name]), order[name], name) for name in names]
    heapify(waiting)
    sums = {name: sum(map(_weigh, against[name])) for name in names}
    alike: dict[int, dict[str, None]] = {}
    for name in names:
        alike.setdefault(sums[name], {})[name] = None
    while waiting:
        count, _, first = heappop(waiting)
        if -count != len(against[first]) or not count:
            continue  # it has lost some since; then it waits a second time
        right = tuple(against[first])
        also = [
            name for name in alike[sums[first]] if against[name].keys() == against[first].keys()
        ]
        left = (first, *sorted((name for name in also if name != first), key=order.__getitem__))
        yield left, right
        for side, other in ((left, right), (right, left)):
            lost = sum(map(_weigh, other))
            for name in side:
                for opposite in other:
                    del against[name][opposite]
                del alike[sums[name]][name]
                sums[name] -= lost
                alike.setdefault(sums[name], {})[name] = None
                heappush(waiting, (-len(against[name]), order[name], name))


@lru_cache(maxsize=1 << 16)
def _weigh(name: str) -> int:
    """A weight of `name` that hardly any other has; the same each time."""
    return int.from_bytes(sha256(name.encode()).digest())


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
