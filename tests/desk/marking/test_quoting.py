"""A quote out of marked words."""

import pytest

from factsheet.desk.marking.quoting import take_quote, widen_mark
from factsheet.problems import Refused
from factsheet.proof.lookup import read_text

TEXT = 'Talks end\nThe "long" talks, at 5 a.m., ended (after nine hours).\nThe talks end in June.\n'


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("alks e", "Talks end"),
        (" The ", "The"),
        ('"long" talks,', 'long" talks'),
        ("ong", "long"),
        ("5 a.m.,", "5 a.m."),
        ("(after nine hours).", "after nine hours"),
        ("June.", "June"),
        ("ended (after", "ended (after"),
    ],
)
def test_marked_words_become_whole_words_without_what_stands_around_them(
    words: str, quote: str
) -> None:
    text = read_text(TEXT).text
    start = text.index(words)
    begin, end = widen_mark(text, (start, start + len(words)))
    assert text[begin:end] == quote


@pytest.mark.parametrize("mark", [(0, 0), (5, 6), (11, 10), (10_000, 10_002)])
def test_without_words_there_is_no_quote(mark: tuple[int, int]) -> None:
    with pytest.raises(Refused):
        take_quote(read_text(TEXT), [mark])


def test_a_quote_says_how_long_it_is_and_whether_it_stands_once() -> None:
    copy = read_text(TEXT)
    start = copy.text.index("after nine")
    quote = take_quote(copy, [(start, start + 10)])
    assert (quote.text, quote.words, quote.places, quote.locator) == ("after nine", 2, 1, "")


@pytest.mark.parametrize(("place", "locator"), [(0, "paragraph 2"), (1, "paragraph 3")])
def test_of_several_places_a_locator_picks_the_marked_one(place: int, locator: str) -> None:
    copy = read_text(TEXT)
    start = [copy.text.index("The "), copy.text.rindex("The ")][place]
    quote = take_quote(copy, [(start, start + 3)])
    assert (quote.places, quote.locator) == (2, locator)


def test_if_no_locator_picks_the_place_none_is_proposed() -> None:
    copy = read_text("One two. One three.\n")
    assert take_quote(copy, [(0, 3)]).locator == "headline"
    assert take_quote(copy, [(9, 12)]).locator == ""


def test_several_marks_are_passages_in_the_order_of_the_article() -> None:
    copy = read_text(TEXT)
    marks = [(copy.text.index(some), copy.text.index(some) + len(some)) for some in ("nine", "5")]
    assert take_quote(copy, marks).text == "5 […] nine"


def test_passages_that_stand_far_apart_are_no_quote() -> None:
    copy = read_text(f"One. {'And more. ' * 100}Two.")
    with pytest.raises(Refused, match="too far apart"):
        take_quote(copy, [(0, 3), (len(copy.text) - 4, len(copy.text) - 1)])
