"""From days to places on an axis, true to scale: a calendar without an end, spans of days, ticks.

Days are counted in the proleptic Gregorian calendar of ISO 8601-1:2019, in which there is a year 0,
since `datetime` knows the years 1 to 9999 alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from factsheet.facts.dates import MONTHS, Day, EdtfDate

MONDAY = 5
"""What the numbers of Mondays leave when divided by 7."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a date may mean: from `start` to before `end`, None if that side is open or
    unknown.
    """

    start: int | None
    end: int | None

    @property
    def one_day(self) -> bool:
        return self.start is not None and self.end == self.start + 1

    @property
    def bounds(self) -> tuple[int, int]:
        """The named days; an open side has that of the other side."""
        start = self.start if self.start is not None else (self.end or 1) - 1
        return start, self.end if self.end is not None else start + 1


@dataclass(frozen=True, slots=True)
class Scale:
    """The days from `first` to before `last` along `length`, which begins at `start`."""

    first: int
    last: int
    start: float
    length: float

    def place(self, day: float) -> float:
        """The place of the beginning of a day; its middle is half a day later."""
        return round(self.start + (day - self.first) * self.length / (self.last - self.first), 2)


@dataclass(frozen=True, slots=True)
class Tick:
    """A day, month or year on the axis; `year` is empty if it is that of the tick before."""

    place: float
    words: str
    year: str


def count_days(day: Day) -> int:
    """The number of a day: the day after it has the next one."""
    year, month, of_month = day
    # A year that begins in March has its odd day at its end.
    year -= month <= 2
    since_march = (month + 9) % 12
    return (
        365 * year
        + year // 4
        - year // 100
        + year // 400
        + (153 * since_march + 2) // 5
        + of_month
        - 1
    )


def find_day(number: int) -> Day:
    """The day that has this number: the opposite of `count_days`."""
    era, rest = divmod(number, 146097)
    year = (rest - rest // 1460 + rest // 36524 - rest // 146096) // 365
    of_year = rest - (365 * year + year // 4 - year // 100)
    since_march = (5 * of_year + 2) // 153
    of_month = of_year - (153 * since_march + 2) // 5 + 1
    month = since_march + 3 if since_march < 10 else since_march - 9
    return (era * 400 + year + (month <= 2), month, of_month)


def find_span(date: EdtfDate) -> Days:
    """The days that a date may mean."""
    return Days(
        count_days(date.earliest) if date.earliest else None,
        count_days(date.latest) + 1 if date.latest else None,
    )


def show_day(number: int) -> str:
    """The day that has this number in words: "20 February 2022"."""
    year, month, day = find_day(number)
    return f"{day} {MONTHS[month - 1]} {year}"


def list_ticks(scale: Scale, distance: float) -> Iterator[Tick]:
    """Days, Mondays, months or years, whichever are at least `distance` apart; days stand at their
    middle.
    """
    least_days = distance * (scale.last - scale.first) / scale.length
    year_before = None
    if least_days <= 7:
        step = 1 if least_days <= 1 else 7
        begin = scale.first + ((MONDAY - scale.first) % 7 if step == 7 else 0)
        for number in range(begin, scale.last, step):
            year, month, day = find_day(number)
            new_year = str(year) if year != year_before else ""
            yield Tick(scale.place(number + 0.5), f"{day} {MONTHS[month - 1][:3]}", new_year)
            year_before = year
        return
    step = next(months for months in _list_steps() if months * 28 >= least_days)
    for number, year, month in _list_months(scale, step):
        words = str(year) if step >= 12 else MONTHS[month - 1][:3]
        new_year = str(year) if step < 12 and year != year_before else ""
        yield Tick(scale.place(number), words, new_year)
        year_before = year


def _list_steps() -> Iterator[int]:
    """Numbers of months that make familiar steps."""
    yield from (1, 3, 12)
    yield from (12 * times * 10**power for power in count() for times in (2, 5, 10))


def _list_months(scale: Scale, step: int) -> Iterator[tuple[int, int, int]]:
    """The first day, year and month of every month within the scale whose number `step` divides."""
    year, month, day = find_day(scale.first)
    begin = year * 12 + month - (day == 1)
    for number in count(-(-begin // step) * step, step):
        year, month_before = divmod(number, 12)
        first_day = count_days((year, month_before + 1, 1))
        if first_day >= scale.last:
            return
        yield first_day, year, month_before + 1


def spread_boxes(wanted: Sequence[float], heights: Sequence[int]) -> list[int]:
    """The beginnings of boxes, so that none overlaps the next or begins before 0, each as near as
    possible to where it is `wanted`; `wanted` ascends.

    Least squares, by pooling adjacent violators (Ayer et al., 1955): a box that would overlap is
    moved together with those it pushes.
    """
    pools: list[tuple[float, int]] = []
    above = 0
    for place, height in zip(wanted, heights, strict=True):
        total, size = place - above, 1
        while pools and pools[-1][0] / pools[-1][1] >= total / size:
            pooled, members = pools.pop()
            total, size = total + pooled, size + members
        pools.append((total, size))
        above += height
    free = [int(max(0, total / size)) for total, size in pools for _ in range(size)]
    placed, above = [], 0
    for begin, height in zip(free, heights, strict=True):
        placed.append(begin + above)
        above += height
    return placed
