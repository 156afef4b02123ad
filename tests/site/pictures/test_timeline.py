"""Time beside a list: room that is true to scale or broken, and bars for what lasts."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.facts.dates import parse_date
from factsheet.site.pictures.days import Days, count_days, find_span
from factsheet.site.pictures.timeline import (
    BREAK,
    LONGEST,
    MOST_LANES,
    PER_DAY,
    SHARE,
    STUB,
    draw_rails,
    measure_spaces,
    place_bars,
    tell_length,
)
from support.pictures import DATES, read

LISTS = st.lists(DATES, max_size=40).map(
    lambda dates: [find_span(date) for date in sorted(dates, key=lambda date: date.sort_key)]
)


def list_spans(*texts: str) -> list[Days]:
    return [find_span(parse_date(text)) for text in texts]


def list_rooms(*texts: str, reach: float | None = float("-inf")) -> list[float | str]:
    """Of each room its words if it is broken, else its height."""
    return [space.words or space.height for space in measure_spaces(list_spans(*texts), reach)]


@given(LISTS)
def test_the_room_between_any_dates_is_of_one_scale_or_broken(spans: Sequence[Days]) -> None:
    spaces = measure_spaces(spans)
    assert len(spaces) == max(0, len(spans) - 1)
    kept = [space for space in spaces if not space.words]
    assert all(space.height <= LONGEST for space in kept)
    assert sum(space.height for space in kept) <= LONGEST * SHARE + len(kept)
    scales = [space.height / space.days for space in kept if space.height > 10]
    assert all(one == pytest.approx(other, rel=0.02) for one, other in pairwise(scales))
    longest = max((space.days for space in kept), default=0)
    assert all(space.days > longest for space in spaces if space.words)
    assert {space.height for space in spaces if space.words} <= {BREAK}


def test_few_days_have_room_and_many_are_broken_and_told() -> None:
    assert list_rooms("2022-02-18", "2022-02-19", "2022-02-22", "2022-03-22") == [
        0,
        2 * PER_DAY,
        "27 days without an event",
    ]
    assert list_rooms("1564", "2022-02-20") == ["457 years without an event"]
    assert list_rooms("-1000", "2000") == ["2999 years without an event"]


def test_one_date_far_off_changes_nothing_among_the_others() -> None:
    near = [f"2022-01-{day:02}" for day in range(1, 31, 2)]
    for far in ("9999", "Y1234567890"):
        assert list_rooms(*near, far)[:-1] == list_rooms(*near)


def test_many_days_share_what_a_page_has() -> None:
    days = [f"{2000 + number // 12}-{number % 12 + 1:02}-01" for number in range(240)]
    rooms = [space.height for space in measure_spaces(list_spans(*days))]
    assert sum(rooms) == pytest.approx(LONGEST * SHARE, rel=0.02)
    assert min(rooms) > 3


def test_what_lasts_into_the_room_is_not_denied() -> None:
    assert list_rooms("2021", "2024-06-01") == ["2 years without an event"]
    assert list_rooms("2021", "2022-06-01") == ["16 months in which no event begins"]
    assert list_rooms("2021/..", "2024-06-01") == ["3 years in which no event begins"]
    reach = count_days((2021, 12, 1))
    dates = "2021-01-01", "2022-01-01"
    assert list_rooms(*dates) == ["11 months without an event"]
    assert list_rooms(*dates, reach=reach) == ["11 months in which no event begins"]
    assert list_rooms(*dates, reach=None) == ["11 months"]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ((2022, 2, 20), (2022, 2, 21), "1 day"),
        ((2022, 1, 31), (2022, 3, 30), "58 days"),
        ((2022, 1, 1), (2022, 3, 1), "2 months"),
        ((2020, 3, 1), (2021, 4, 1), "13 months"),
        ((2020, 3, 1), (2021, 3, 1), "1 year"),
        ((-4000, 1, 1), (9999, 12, 31), "13999 years"),
    ],
)
def test_a_length_in_words(
    first: tuple[int, int, int], last: tuple[int, int, int], words: str
) -> None:
    assert tell_length(count_days(first), count_days(last)) == words


@given(LISTS)
def test_bars_of_any_dates_share_no_lane_and_lead_to_where_they_end(spans: Sequence[Days]) -> None:
    spaces = measure_spaces(spans)
    bars = place_bars(spans, spaces)
    for bar in bars:
        end = spans[bar.first].end
        assert not spans[bar.first].one_day
        assert bar.lane < MOST_LANES
        assert (bar.from_open, bar.to_open) == (spans[bar.first].start is None, end is None)
        for row in range(bar.first + 1, len(spans)):
            start = spans[row].start
            through = end is None or start is None or start < end
            assert (row <= bar.last) == through
        if bar.last < len(spaces):
            assert 0 <= bar.tail <= spaces[bar.last].height
    for lane in range(MOST_LANES):
        taken = [bar for bar in bars if bar.lane == lane]
        assert all(earlier.last < later.first for earlier, later in pairwise(taken))


def test_a_bar_ends_in_the_room_where_its_last_day_does() -> None:
    spans = list_spans("2022-02-01/2022-02-03", "2022-02-05")
    (bar,) = place_bars(spans, measure_spaces(spans))
    assert bar.tail == 2 * PER_DAY
    spans = list_spans("2022-02-01/2022-02-03", "2022-05-05")
    assert place_bars(spans, measure_spaces(spans))[0].tail == STUB


@given(LISTS)
def test_rails_of_any_dates_are_as_wide_as_each_other_and_the_same_each_time(
    spans: Sequence[Days],
) -> None:
    rails = draw_rails(spans)
    assert rails == draw_rails(spans)
    assert len(rails) == len(spans)
    pictures = [picture for rail in rails for picture in (rail.row, rail.room) if picture]
    assert len({picture.width for picture in pictures}) <= 1
    for picture in pictures:
        svg = read(picture.svg)
        assert all(0 < float(line.get("x1", "")) < picture.width for line in svg.iter("line"))


def test_an_open_bar_has_a_head_at_its_open_side() -> None:
    rails = draw_rails(list_spans("../2022-02-02", "2022-02-01", "2022-02-02/..", "2022-02-03"))
    heads = [rail.row.svg.count("<path") for rail in rails]
    assert heads == [1, 0, 0, 1]
