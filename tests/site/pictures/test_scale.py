"""Days on an axis: the calendar without an end, the scale, its ticks, and boxes that make room for
one another.
"""

from calendar import monthrange
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.facts.dates import Day, parse_date
from factsheet.site.pictures.scale import (
    Days,
    Scale,
    count_days,
    find_day,
    find_span,
    list_ticks,
    show_day,
    spread_boxes,
)

NUMBERS = st.integers(-(10**12), 10**12)
SCALES = st.builds(
    lambda first, days, start, length: Scale(first, first + days, start, length),
    NUMBERS, st.integers(1, 10**9), st.integers(0, 50), st.integers(20, 50_000),
)  # fmt: skip


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


def test_an_open_side_has_no_day_and_takes_the_place_of_the_other() -> None:
    day = count_days((2022, 2, 18))
    begins, ends = find_span(parse_date("2022-02-18/..")), find_span(parse_date("../2022-02-18"))
    assert (begins, ends) == (Days(day, None), Days(None, day + 1))
    assert begins.bounds == ends.bounds == (day, day + 1)
    assert not begins.one_day
    assert not ends.one_day


@given(SCALES, st.integers(0, 10**9), st.integers(0, 10**9))
def test_equal_spans_of_days_have_equal_lengths(scale: Scale, one: int, other: int) -> None:
    days = scale.last - scale.first
    first, second = scale.first + one % days, scale.first + other % days
    lengths = [scale.place(begin + days // 2) - scale.place(begin) for begin in (first, second)]
    assert lengths[0] == pytest.approx(lengths[1], abs=0.021)
    assert scale.place(scale.first) == scale.start
    assert scale.place(scale.last) == pytest.approx(scale.start + scale.length, abs=0.01)


@given(SCALES, st.integers(10, 60))
def test_ticks_stand_apart_within_the_scale(scale: Scale, distance: int) -> None:
    places = [one.place for one in list_ticks(scale, distance)]
    assert all(scale.start <= place <= scale.start + scale.length for place in places)
    # Months are of 28 days or more, and steps are chosen by that.
    assert all(later - earlier >= distance - 0.02 for earlier, later in pairwise(places))


@pytest.mark.parametrize(
    ("first", "last", "length", "ticks"),
    [
        ((2021, 12, 31), (2022, 1, 3), 90, ["31 Dec|2021", "1 Jan|2022", "2 Jan|"]),
        ((2022, 2, 7), (2022, 2, 25), 100, ["7 Feb|2022", "14 Feb|", "21 Feb|"]),
        ((2021, 11, 2), (2022, 2, 2), 100, ["Dec|2021", "Jan|2022", "Feb|"]),
        ((2020, 1, 1), (2023, 1, 1), 100, ["2020|", "2021|", "2022|"]),
        (
            (-4001, 1, 1),
            (9999, 12, 31),
            300,
            ["-4000|", "-2000|", "0|", "2000|", "4000|", "6000|", "8000|"],
        ),
    ],
)
def test_ticks_are_days_mondays_months_or_years(
    first: Day, last: Day, length: int, ticks: list[str]
) -> None:
    scale = Scale(count_days(first), count_days(last), 0, length)
    assert [f"{one.words}|{one.year}" for one in list_ticks(scale, 25)] == ticks


def test_ticks_of_days_stand_at_noon_and_those_of_months_at_their_beginning() -> None:
    (day, _) = list_ticks(Scale(count_days((2022, 2, 1)), count_days((2022, 2, 3)), 0, 100), 30)
    assert day.place == 25
    (month, _) = list_ticks(Scale(count_days((2022, 2, 1)), count_days((2022, 4, 1)), 0, 59), 28)
    assert month.place == 0


def test_a_day_in_words() -> None:
    assert show_day(count_days((2022, 2, 20))) == "20 February 2022"


@given(st.lists(st.tuples(st.integers(-50, 2000), st.integers(1, 90)), max_size=60))
def test_boxes_never_overlap_and_keep_their_order(boxes: list[tuple[int, int]]) -> None:
    boxes.sort()
    wanted, heights = [place for place, _ in boxes], [height for _, height in boxes]
    placed = spread_boxes(wanted, heights)
    ends = [0, *(begin + height for begin, height in zip(placed, heights, strict=True))]
    assert all(begin >= end for begin, end in zip(placed, ends, strict=False))


@pytest.mark.parametrize(
    ("wanted", "placed"),
    [
        ([], []),
        ([100], [100]),
        ([0, 50, 100], [0, 50, 100]),
        ([100, 100], [90, 110]),
        ([100, 100, 100, 300], [80, 100, 120, 300]),
        ([5, 5, 5], [0, 20, 40]),
        ([100, 110, 125], [91, 111, 131]),
    ],
)
def test_boxes_move_as_little_as_can_be(wanted: list[float], placed: list[int]) -> None:
    assert spread_boxes(wanted, [20] * len(wanted)) == placed


def test_ten_thousand_boxes_at_one_place() -> None:
    placed = spread_boxes([10**6] * 10_000, [20] * 10_000)
    assert placed[0] == 10**6 - 20 * 9_999 // 2
    assert placed[-1] - placed[0] == 20 * 9_999
