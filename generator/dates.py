"""Dates in EDTF (ISO 8601-2:2019, levels 0 to 2): parse, compare, show in words."""

import re
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
PLAIN = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
SIMPLE = re.compile(r"(\d{4})(?:-(\d\d|XX))?(?:-(\d\d|XX))?([?~%])?", re.ASCII)
DOUBT = {"?": " (uncertain)", "~": " (approximately)", "%": " (uncertain, approximately)"}


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """A date as written, with the first and the last day that it may mean; None where that end is open or unknown."""

    text: str
    earliest: Day | None
    latest: Day | None

    @property
    def sort_key(self) -> tuple[Day, Day, str]:
        """Orders by first day, then last; an open beginning comes first, an open end last."""
        return (self.earliest or (-99999, 1, 1), self.latest or (99999, 12, 31), self.text)


@lru_cache(maxsize=4096)
def parse_date(text: str) -> EdtfDate:
    """Reads one EDTF date.

    Raises ValueError, with a message for the curator, where `text` is not EDTF, is no day of the calendar, or ends
    before it starts.
    """
    if PLAIN.fullmatch(text):
        try:
            day = date.fromisoformat(text)
        except ValueError as error:
            raise ValueError(f'"{text}" is no day of the calendar') from error
        plain = (day.year, day.month, day.day)
        return EdtfDate(text, plain, plain)
    if len(text) > LONGEST:
        raise ValueError(f"a date has at most {LONGEST} characters")
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
    # Imported late: the library takes a fifth of a second to load, and most dates are plain days.
    from edtf import EDTFParseException, parse_edtf

    try:
        parsed = parse_edtf(text)
        return EdtfDate(text, _day(parsed.lower_strict()), _day(parsed.upper_strict()))
    except (EDTFParseException, ValueError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise ValueError(f'"{text}" is not a date in EDTF') from error


def _day(moment: tuple[int, ...]) -> Day:
    return (moment[0], moment[1], moment[2])


def show_date(value: EdtfDate) -> str:
    """The date in English words: "20 February 2022", "from 18 February 2022", "some day in February 2022"."""
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
    return _show_parts(int(year), month, day) + DOUBT.get(doubt or "", "")


def _show_parts(year: int, month: str | None, day: str | None) -> str:
    if month is None:
        return str(year)
    if month == "XX":
        return f"some day in {year}" if day else f"some month of {year}"
    if int(month) in SEASONS:
        return f"{SEASONS[int(month)]} {year}"
    name = MONTHS[int(month) - 1]
    if day is None:
        return f"{name} {year}"
    return f"some day in {name} {year}" if day == "XX" else f"{int(day)} {name} {year}"
