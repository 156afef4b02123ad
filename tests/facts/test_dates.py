"""Dates in EDTF: what is read, how it compares, how it is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.facts.dates import EdtfDate, find_latest, parse_date, show_date

SHOWN = {
    "2022-02-20": ((2022, 2, 20), (2022, 2, 20), "20 February 2022"),
    "2022-02": ((2022, 2, 1), (2022, 2, 28), "February 2022"),
    "2024-02": ((2024, 2, 1), (2024, 2, 29), "February 2024"),
    "2022": ((2022, 1, 1), (2022, 12, 31), "2022"),
    "2022-02-24?": ((2022, 2, 24), (2022, 2, 24), "24 February 2022 (uncertain)"),
    "2022-02-20~": ((2022, 2, 20), (2022, 2, 20), "20 February 2022 (approximately)"),
    "2022-02%": ((2022, 2, 1), (2022, 2, 28), "February 2022 (uncertain, approximately)"),
    "2022-02-XX": ((2022, 2, 1), (2022, 2, 28), "some day in February 2022"),
    "2022-XX": ((2022, 1, 1), (2022, 12, 31), "some month of 2022"),
    "2022-XX-XX": ((2022, 1, 1), (2022, 12, 31), "some day in 2022"),
    "2022-02-18/..": ((2022, 2, 18), None, "from 18 February 2022"),
    "2022-02-18/": ((2022, 2, 18), None, "from 18 February 2022"),
    "../2022-02-18": (None, (2022, 2, 18), "until 18 February 2022"),
    "2022-02-18/2022-02-20": ((2022, 2, 18), (2022, 2, 20), "18 February 2022 to 20 February 2022"),
    "2022-02-18/2022-02": ((2022, 2, 18), (2022, 2, 28), "18 February 2022 to February 2022"),
    "2022-02-24?/..": ((2022, 2, 24), None, "from 24 February 2022 (uncertain)"),
    "2022-21": ((2022, 3, 1), (2022, 5, 31), "spring 2022"),
    "2022-25": ((2022, 3, 1), (2022, 5, 31), "2022-25"),
    "2022-34": ((2022, 4, 1), (2022, 6, 30), "2022-34"),
    "198X": ((1980, 1, 1), (1989, 12, 31), "198X"),
    "-0044": ((-44, 1, 1), (-44, 12, 31), "-0044"),
    "Y170000002": ((170000002, 1, 1), (170000002, 12, 31), "Y170000002"),
}

REFUSED = {
    "": "is not a date in EDTF",
    "yesterday": "is not a date in EDTF",
    "20/02/2022": "is not a date in EDTF",
    "2022-13": "is not a date in EDTF",
    "2022-00": "is not a date in EDTF",
    "2022-02-30": "is no day of the calendar",
    "2023-02-29": "is no day of the calendar",
    "0000-01-01": "is no day of the calendar",
    "2022-02-30?": "is not a date in EDTF",
    "2022-02-30/2022-03-01": "is not a date in EDTF",
    "2022-02-20/2022-02-18": "ends before it starts",
    "2022-03/2022-02-27": "ends before it starts",
    "../..": "names no day at all",
    "/": "names no day at all",
    "2020/2021/2022": "is not a date in EDTF",
    "2020//2021": "is not a date in EDTF",
    " 2022": "is not a date in EDTF",
    "2022\n": "is not a date in EDTF",
    "٢٠٢٢-٠٢-٢٠": "is not a date in EDTF",
    "Y1E999999999": "is not a date in EDTF",
    "2" * 41: "has more than 40 characters",
}

NEAR = st.text(st.sampled_from("0123456789-XxYEST:Zu.?~%/[]{},+ "), max_size=42)


@pytest.mark.parametrize("text", SHOWN)
def test_a_date_is_read_compared_and_shown(text: str) -> None:
    earliest, latest, words = SHOWN[text]
    found = parse_date(text)
    assert (found.text, found.earliest, found.latest) == (text, earliest, latest)
    assert show_date(found) == words


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_date_is_refused_with_the_reason(text: str) -> None:
    with pytest.raises(ValueError, match=REFUSED[text]):
        parse_date(text)


@given(
    st.text()
    | NEAR
    | st.from_regex(r"\d{4}(-\d\d){0,2}[?~%]?(/(\d{4}(-\d\d){0,2}|\.\.)?)?", fullmatch=True)
)
def test_whatever_the_text_it_is_a_date_or_a_value_error(text: str) -> None:
    try:
        found = parse_date(text)
    except ValueError:
        return
    assert found.text == text
    assert found.earliest or found.latest
    if found.earliest and found.latest:
        assert found.earliest <= found.latest
    assert show_date(found).strip()
    assert found == parse_date(text)


@given(st.dates())
def test_every_day_of_the_calendar_is_a_date_of_that_day(day: object) -> None:
    found = parse_date(str(day))
    assert found.earliest == found.latest == tuple(int(part) for part in str(day).split("-"))
    assert str(int(str(day)[-2:])) in show_date(found)


def test_dates_sort_by_first_day_then_last_with_open_ends_outermost() -> None:
    texts = ["../2020", "2022", "2022-01", "2022-01-01", "2022-01-01/..", "2022-02"]
    expected = ["../2020", "2022-01-01", "2022-01", "2022", "2022-01-01/..", "2022-02"]
    assert [
        one.text for one in sorted(map(parse_date, texts), key=lambda one: one.sort_key)
    ] == expected


def test_a_date_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        parse_date("2022").text = "2023"  # type: ignore[misc]
    assert isinstance(parse_date("2022"), EdtfDate)


def test_the_latest_date_is_the_one_that_ends_last() -> None:
    dates = [parse_date(text) for text in ("2022-02-20", "2022-02", "2022-01-01/..", "2021")]
    assert find_latest([*dates, None]) == parse_date("2022-02")
    assert find_latest([None, parse_date("2022-01-01/..")]) is None
    assert find_latest([]) is None
