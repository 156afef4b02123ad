"""The calendar without an end, and the days that dates mean."""

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.facts.dates import Day, parse_date
from factsheet.site.pictures.days import Days, count_days, find_day, find_span

NUMBERS = st.integers(-(10**12), 10**12)


@given(st.dates())
def test_days_are_counted_as_the_calendar_of_python_does(day: date) -> None:
    written: Day = (day.year, day.month, day.day)
    assert count_days(written) - count_days((1, 1, 1)) == day.toordinal() - 1
    assert find_day(count_days(written)) == written


@given(NUMBERS)
def test_a_number_is_that_of_its_day_and_of_no_other(number: int) -> None:
    year, month, day = find_day(number)
    assert count_days((year, month, day)) == number
    assert 1 <= day <= monthrange(2000 + year % 400, month)[1]


@pytest.mark.parametrize(
    ("text", "days", "one_day"),
    [
        ("2022-02-20", 1, True),
        ("2022-02-20?", 1, True),
        ("2022-02", 28, False),
        ("2022-02-18/2022-02-20", 3, False),
        ("-4000", 366, False),
        ("Y17000", 365, False),
    ],
)
def test_the_span_of_a_date(text: str, days: int, one_day: bool) -> None:
    span = find_span(parse_date(text))
    assert span.start is not None
    assert span.end is not None
    assert (span.end - span.start, span.one_day) == (days, one_day)


def test_an_open_side_has_no_day() -> None:
    day = count_days((2022, 2, 18))
    begins, ends = find_span(parse_date("2022-02-18/..")), find_span(parse_date("../2022-02-18"))
    assert (begins, ends) == (Days(day, None), Days(None, day + 1))
    assert not begins.one_day
    assert not ends.one_day
