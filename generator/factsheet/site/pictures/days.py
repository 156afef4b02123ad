"""A calendar without an end, and the spans of days that dates mean.

Days are counted in the proleptic Gregorian calendar of ISO 8601-1:2019, in which there is a year 0,
since `datetime` knows the years 1 to 9999 alone.
"""

from dataclasses import dataclass

from factsheet.facts.dates import Day, EdtfDate


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
