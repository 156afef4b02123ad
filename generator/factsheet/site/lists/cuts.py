"""A long list cut into pages: by steps such as year and month, and by number if that is not enough.

What fits on one page is not cut. A page that is cut shows how much each of its parts holds, as bars
that lead there. No id of a record holds an underscore, and every address made here does.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Generic, TypeVar

from factsheet.facts.dates import EdtfDate, show_date
from factsheet.site.scope import find_month

Listed = TypeVar("Listed")

MOST_ROWS = 200
MOST_BYTES = 160_000
"""A page holds at most so many rows, and so much of what is said in them, as HTML in UTF-8."""
MOST_BARS = 100

COARSE = 2
"""So many of the first steps of a date's trail are taken only if there are too many of the next."""


@dataclass(frozen=True, slots=True)
class Step:
    """One way to go on from a page that is cut; `key` is that part of its address."""

    key: str
    title: str


WHOLE = Step("", "")


@dataclass(frozen=True, slots=True)
class Cut(Generic[Listed]):
    """A part of a list that is a page: it has either `records` or further `cuts`."""

    step: Step
    count: int
    records: tuple[Listed, ...]
    cuts: tuple["Cut[Listed]", ...] = ()

    @property
    def slug(self) -> str:
        """The last part of its address; "" for the whole list."""
        return f"in_{self.step.key}" if self.step.key else ""


@dataclass(frozen=True, slots=True)
class Place(Generic[Listed]):
    """A cut with those that it is part of, the whole first, and its neighbours: for records the
    pages of records before and after it, for others those beside it.
    """

    cut: Cut[Listed]
    above: tuple[Cut[Listed], ...] = ()
    before: Cut[Listed] | None = None
    after: Cut[Listed] | None = None


@dataclass(frozen=True, slots=True)
class Knife(Generic[Listed]):
    """Cuts a list. Of each record `find_trail` gives the steps to it, as many for each, of which
    the first `coarse` may be left out; and `weigh` its bytes on a page, at most.
    """

    find_trail: Callable[[Listed], Sequence[Step]]
    weigh: Callable[[Listed], int]
    coarse: int = 0

    def cut(self, records: Sequence[Listed]) -> Cut[Listed]:
        """Cut a list whose records stand in the order of their trails."""
        return self._cut(WHOLE, records, 0)

    def _cut(self, step: Step, records: Sequence[Listed], level: int) -> Cut[Listed]:
        parts = list(self._fill(records))
        if len(parts) < 2:
            return Cut(step, len(records), tuple(records))
        depth = len(self.find_trail(records[0]))
        while level < depth:
            groups = self._group(records, level)
            if len(groups) == 1:  # all of it is in there: the page's name, and no page of its own
                step = next(iter(groups)) if step is not WHOLE else step
            elif len(groups) <= MOST_BARS and not self._can_skip(records, level):
                cuts = (self._cut(key, group, level + 1) for key, group in groups.items())
                return Cut(step, len(records), (), tuple(cuts))
            level += 1
        return _nest(step, [_make_part(step, n, part) for n, part in enumerate(parts, 1)])

    def _group(self, records: Iterable[Listed], level: int) -> dict[Step, list[Listed]]:
        groups: dict[Step, list[Listed]] = {}
        for record in records:
            groups.setdefault(self.find_trail(record)[level], []).append(record)
        return groups

    def _can_skip(self, records: Iterable[Listed], level: int) -> bool:
        return level < self.coarse and len(self._group(records, level + 1)) <= MOST_BARS

    def _fill(self, records: Iterable[Listed]) -> Iterator[tuple[Listed, ...]]:
        """Pages of as many records as fit, one after the other."""
        part: list[Listed] = []
        weight = 0
        for record in records:
            added = self.weigh(record)
            if part and (len(part) == MOST_ROWS or weight + added > MOST_BYTES):
                yield tuple(part)
                part, weight = [], 0
            part.append(record)
            weight += added
        if part:
            yield tuple(part)


def _make_part(step: Step, number: int, records: tuple[Listed, ...]) -> Cut[Listed]:
    return Cut(_number(step, f"{number}", f"part {number}"), len(records), records)


def _number(step: Step, numbers: str, words: str) -> Step:
    if step is WHOLE:
        return Step(numbers, words.capitalize())
    return Step(f"{step.key}_{numbers}", f"{step.title}, {words}")


def _nest(step: Step, parts: Sequence[Cut[Listed]]) -> Cut[Listed]:
    """The page of parts, with runs of them in between if there are too many for one."""
    size, cuts = 1, list(parts)
    while len(cuts) > MOST_BARS:
        size *= MOST_BARS
        runs = [cuts[start : start + MOST_BARS] for start in range(0, len(cuts), MOST_BARS)]
        cuts = [
            _join_run(step, run, number * size + 1, min((number + 1) * size, len(parts)))
            for number, run in enumerate(runs)
        ]
    return Cut(step, sum(cut.count for cut in cuts), (), tuple(cuts))


def _join_run(step: Step, run: Sequence[Cut[Listed]], first: int, last: int) -> Cut[Listed]:
    joined = _number(step, f"{first}-{last}", f"parts {first} to {last}")
    return Cut(joined, sum(cut.count for cut in run), (), tuple(run))


def list_places(whole: Cut[Listed]) -> list[Place[Listed]]:
    """Every page of a list with its neighbours; the whole list first, then in its order."""
    places = list(_walk(whole, (), None, None))
    leaves = [place.cut for place in places if not place.cut.cuts]
    before = {cut.step: earlier for earlier, cut in pairwise(leaves)}
    after = {cut.step: later for cut, later in pairwise(leaves)}
    return [
        replace(place, before=before.get(place.cut.step), after=after.get(place.cut.step))
        if not place.cut.cuts
        else place
        for place in places
    ]


def _walk(
    cut: Cut[Listed],
    above: tuple[Cut[Listed], ...],
    before: Cut[Listed] | None,
    after: Cut[Listed] | None,
) -> Iterator[Place[Listed]]:
    yield Place(cut, above, before, after)
    beside = (None, *cut.cuts, None)
    for earlier, inner, later in zip(beside, cut.cuts, beside[2:], strict=False):
        yield from _walk(inner, (*above, cut), earlier, later)


@lru_cache(maxsize=4096)
def trace_date(date: EdtfDate | None) -> tuple[Step, ...]:
    """Century, decade, year and month in which a date lies or begins; what has none, or one outside
    the years 1 to 9999, goes one way all along.
    """
    month = find_month(date)
    if not month:
        return (_step_outside(date),) * 4
    year = int(month[:4])
    known = show_date(EdtfDate(month, None, None)) if len(month) > 4 else f"{year}, no month known"
    return (
        _step_years(year, 100),
        _step_years(year, 10),
        Step(month[:4], str(year)),
        Step(month if len(month) > 4 else f"{month}-00", known),
    )


def _step_years(year: int, length: int) -> Step:
    first = year - year % length
    key = f"{year:04}"[: -len(str(length - 1))].ljust(4, "x")
    return Step(key, f"{max(first, 1)} to {first + length - 1}")


def _step_outside(date: EdtfDate | None) -> Step:
    day = date and (date.earliest or date.latest)
    if not day:
        return Step("undated", "Without a date")
    return Step("before", "Before the year 1") if day[0] < 1 else Step("after", "After 9999")


def order_trail(date: EdtfDate | None) -> tuple[int, int, int]:
    """A key that keeps together what stands on one page: the newest year first, and in it what is
    known by the year only, then the newest month; then what is after, before, or without a date.
    """
    month = find_month(date)
    if month:
        return (0, -int(month[:4]), -int(month[5:] or 13))
    return (("after", "before", "undated").index(_step_outside(date).key) + 1, 0, 0)


def trace_initial(kind: Step, name: str) -> tuple[Step, Step]:
    """A kind, and in it the first letter of a name without its accents."""
    letter = find_initial(name)
    if not letter:
        return (kind, Step(f"{kind.key}_other", f"{kind.title}: no letter"))
    key = letter.lower() if letter.isascii() else f"u{ord(letter):x}"
    return (kind, Step(f"{kind.key}_{key}", f"{kind.title}: {letter}"))


def find_initial(name: str) -> str:
    """The first letter of a name, as a capital without accents; "" if it has none."""
    letters = (sign for sign in unicodedata.normalize("NFD", name) if sign.isalpha())
    return next(letters, "").upper()[:1]
