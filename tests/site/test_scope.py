import pytest

from factsheet.facts.dates import parse_date
from factsheet.site.scope import find_month, view_occasion
from factsheet.site.views import DateView
from support.pictures import make_event

DAY = DateView("20 February 2022", "2022-02-20")


@pytest.mark.parametrize(
    ("date", "month"),
    [
        ("2022-02-20", "2022-02"), ("2022-02", "2022-02"), ("2022-02-XX", "2022-02"), ("2022", "2022"),
        ("2022-XX-20", "2022"), ("2022-02-18/..", "2022-02"), ("../2022-03-01", "2022-03"), ("2022-21", "2022"),
    ],
)  # fmt: skip
def test_find_month(date: str, month: str) -> None:
    assert find_month(parse_date(date)) == month


@pytest.mark.parametrize(
    ("date", "words", "when", "text", "instead"),
    [
        ("2022-02-20", "", DAY, "20 February 2022", ""),
        ("2022-02-20", "on Sunday", DAY, "20 February 2022", ""),
        ("", "on Sunday", "“on Sunday”", "“on Sunday”", "“on Sunday”"),
        ("", "", "no date given", "no date given", ""),
    ],
)
def test_an_occasion_has_a_date_or_words_instead_or_neither(
    date: str, words: str, when: object, text: str, instead: str
) -> None:
    occasion = view_occasion(make_event("a", date, date_words=words or None))
    assert (occasion.when, occasion.text, occasion.instead) == (when, text, instead)


def test_that_an_event_occurred_needs_no_word() -> None:
    states = [
        view_occasion(make_event("a", state=state)).state for state in ("occurred", "announced")
    ]
    assert states == ["", "announced"]
