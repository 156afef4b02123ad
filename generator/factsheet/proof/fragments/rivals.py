"""Where else a text directive could match: how much context tells a passage from its rivals.

To try every prefix with every suffix takes the square of their number, each time through the whole
text. Here each place where the first term stands is looked at once: how many words before it and
behind it are those of the passage. From that follows for every prefix and suffix whether a second
place matches, too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from factsheet.proof.fragments.directives import find_all, is_boundary

NOWHERE = 1 << 62


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms that could be proposed, folded: `prefixes` and `suffixes` of no, one and ever more
    words; an empty `end` is not given.
    """

    prefixes: Sequence[str]
    start: str
    end: str
    suffixes: Sequence[str]


@dataclass(slots=True)
class Rivals:
    """For each number of words before it, what can match: of an exact passage the two largest
    numbers of words that follow, and how many of those places end with a word (2 for any more); of
    a range the two places where the first term ends first.

    `last` is for each number of words behind it the last place where a range's end begins.
    """

    behind: list[list[int]] = field(default_factory=list)
    closed: list[int] = field(default_factory=list)
    starts: list[list[int]] = field(default_factory=list)
    last: list[int] = field(default_factory=list)

    def are_told_apart(self, before: int, behind: int) -> bool:
        """Whether one place at most matches with so many words of context."""
        if self.last:
            return self.starts[before][1] > self.last[behind]
        return self.behind[before][1] < behind if behind else self.closed[before] < 2


def find_rivals(key: str, terms: Terms) -> Rivals:
    """Find what can match in the folded text `key`."""
    most = len(terms.prefixes)
    if terms.end:
        rivals = Rivals(starts=[[NOWHERE, NOWHERE] for _ in range(most)])
        rivals.last = _find_last(key, terms)
    else:
        rivals = Rivals([[-1, -1] for _ in range(most)], [0] * most)
    for place in find_all(key, terms.start):
        _add_place(rivals, key, terms, place)
    for number in range(most - 2, 0, -1):  # what matches more words, matches fewer, too
        if terms.end:
            rivals.starts[number] = _keep(rivals.starts, number, reverse=False)
        else:
            rivals.behind[number] = _keep(rivals.behind, number, reverse=True)
            rivals.closed[number] += rivals.closed[number + 1]
    return rivals


def _keep(pairs: Sequence[Sequence[int]], number: int, *, reverse: bool) -> list[int]:
    return sorted((*pairs[number], *pairs[number + 1]), reverse=reverse)[:2]


def _add_place(rivals: Rivals, key: str, terms: Terms, place: int) -> None:
    stop = place + len(terms.start)
    numbers = {0} if is_boundary(key, place) is not False else set()
    numbers.add(count_before(key, place, terms.prefixes))
    if terms.end:
        if is_boundary(key, stop) is not False:
            for number in numbers - {-1}:
                rivals.starts[number] = sorted((*rivals.starts[number], stop))[:2]
        return
    closed = is_boundary(key, stop) is not False
    behind = count_behind(key, stop, terms.suffixes)
    for number in numbers - {-1}:
        rivals.behind[number] = sorted((*rivals.behind[number], behind), reverse=True)[:2]
        rivals.closed[number] += closed


def _find_last(key: str, terms: Terms) -> list[int]:
    """For each number of words behind a range, the last place where its end begins; -1 if there is
    none.
    """
    last = [-1] * len(terms.suffixes)
    for place in find_all(key, terms.end):
        if is_boundary(key, place) is not False:
            stop = place + len(terms.end)
            if is_boundary(key, stop) is not False:
                last[0] = place
            for number in range(1, count_behind(key, stop, terms.suffixes) + 1):
                last[number] = place
    return last


def count_before(key: str, place: int, prefixes: Sequence[str]) -> int:
    """Count the words of `prefixes` that stand before `place`; -1 if there is not one."""
    stop = place
    while key[stop - 1 : stop].isspace():
        stop -= 1
    starts = (stop - len(prefix) for prefix in prefixes[1:])
    number = _count(
        start >= 0 and key.startswith(prefix, start) and is_boundary(key, start) is not False
        for prefix, start in zip(prefixes[1:], starts, strict=True)
    )
    return number or -1


def count_behind(key: str, place: int, suffixes: Sequence[str]) -> int:
    """Count the words of `suffixes` that stand behind `place`."""
    start = place
    while key[start : start + 1].isspace():
        start += 1
    return _count(
        key.startswith(suffix, start) and is_boundary(key, start + len(suffix)) is not False
        for suffix in suffixes[1:]
    )


def _count(matches: Iterable[bool]) -> int:
    """How many are true before the first that is not."""
    number = 0
    for matching in matches:
        if not matching:
            break
        number += 1
    return number
