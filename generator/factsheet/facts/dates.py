"""Dates in EDTF (ISO 8601-2:2019, levels 0 to 2): parse, compare, show in words."""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

Day = tuple[int, int, int]
"""Year, month, day. Not `datetime.date`: EDTF reaches beyond the years that one knows."""

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}

LONGEST = 40
# No white space, which the library skips, and no exponent: the year "Y1E999999999" would fill the
# memory.
ALLOWED = re.compile(r"[0-9XYSTZ:.,?~%/{}\[\]+-]+", re.ASCII)
PLAIN = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)
YEAR = re.compile(r"\d{4}", re.ASCII)
SIMPLE = re.compile(r"(\d{4})(?:-(\d\d|XX))?(?:-(\d\d|XX))?([?~%])?", re.ASCII)
DOUBT = {"?": " (uncertain)", "~": " (approximately)", "%": " (uncertain, approximately)"}


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """A date as written, with the first and the last day that it may mean; None if that end is open
    or unknown.
    """

    text: str
    earliest: Day | None
    latest: Day | None

    @property
    def sort_key(self) -> tuple[Day, Day, str]:
        """A key by first day, then last; an open beginning comes first, an open end last."""
        return (self.earliest or (-99999, 1, 1), self.latest or (99999, 12, 31), self.text)


@lru_cache(maxsize=4096)
def parse_date(text: str) -> EdtfDate:
    """Parse one EDTF date.

    Raises ValueError, with a message for the curator, if `text` is not EDTF, is not a day of the
    calendar, or ends before it starts.
    """
    if PLAIN.fullmatch(text):
        try:
            day = date.fromisoformat(text)
        except ValueError as error:
            raise ValueError(f'"{text}" is no day of the calendar') from error
        plain = (day.year, day.month, day.day)
        return EdtfDate(text, plain, plain)
    if len(text) > LONGEST:
        raise ValueError(f"has more than {LONGEST} characters")
    if not ALLOWED.fullmatch(text) or text.count("/") > 1:
        raise ValueError(f'"{text}" is not a date in EDTF')
    parsed = _parse_edtf(text)
    if parsed.earliest and parsed.latest and parsed.earliest > parsed.latest:
        raise ValueError(f'"{text}" ends before it starts')
    return parsed


def _parse_edtf(text: str) -> EdtfDate:
    start, slash, end = text.partition("/")
    if slash:
        lower = None if start in ("", "..") else _parse_edtf(start).earliest
        upper = None if end in ("", "..") else _parse_edtf(end).latest
        if lower is None and upper is None:
            raise ValueError(f'"{text}" names no day at all')
        return EdtfDate(text, lower, upper)
    if YEAR.fullmatch(text):
        return EdtfDate(text, (int(text), 1, 1), (int(text), 12, 31))
    if month := MONTH.fullmatch(text):
        start_day = (int(month[1]), int(month[2]), 1)
        return EdtfDate(text, start_day, (*start_day[:2], monthrange(*start_day[:2])[1]))
    # Imported late: the library takes a fifth of a second to load, and 10 ms for each of the few
    # dates left to it.
    from edtf import EDTFParseException, parse_edtf

    try:
        parsed = parse_edtf(text)
        return EdtfDate(text, _day(parsed.lower_strict()), _day(parsed.upper_strict()))
    except (
        EDTFParseException,
        ValueError,
        TypeError,
        AttributeError,
        OverflowError,
        RecursionError,
    ) as error:
        raise ValueError(f'"{text}" is not a date in EDTF') from error


def _day(moment: tuple[int, ...]) -> Day:
    return (moment[0], moment[1], moment[2])


def show_date(value: EdtfDate) -> str:
    """Put a date into English words: "20 February 2022", "from 18 February 2022", "some day in
    February 2022".
    """
    start, slash, end = value.text.partition("/")
    if not slash:
        return _show_simple(value.text)
    if start in ("", ".."):
        return f"until {_show_simple(end)}"
    if end in ("", ".."):
        return f"from {_show_simple(start)}"
    return f"{_show_simple(start)} to {_show_simple(end)}"


def _show_simple(text: str) -> str:
    match = SIMPLE.fullmatch(text)
    if not match:
        return text
    year, month, day, doubt = match.groups()
    words = _show_month(int(year), month, day) if month else str(int(year))
    return words + DOUBT.get(doubt or "", "") if words else text


def _show_month(year: int, month: str, day: str | None) -> str:
    """In words, or empty for the seasons of level 2 (hemispheres, quarters), which have no short
    name.
    """
    if month == "XX":
        return f"some day in {year}" if day else f"some month of {year}"
    if int(month) > len(MONTHS):
        return f"{SEASONS[int(month)]} {year}" if int(month) in SEASONS else ""
    name = MONTHS[int(month) - 1]
    if day is None:
        return f"{name} {year}"
    return f"some day in {name} {year}" if day == "XX" else f"{int(day)} {name} {year}"


def find_latest(dates: Iterable[EdtfDate | None]) -> EdtfDate | None:
    """Find the date that ends last, of those that are known and end at all."""
    closed = [date for date in dates if date is not None and date.latest is not None]
    return max(closed, key=lambda date: (date.latest, date.sort_key), default=None)
