"""Claims: what a sentence says in numbers, dates and negations, and whether its quotes say it too."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from factsheet.checks.english.claims import (
    find_claims,
    find_unsupported,
    list_readings,
    may_claim,
    read_claims,
)
from factsheet.checks.english.numbers import split_words
from factsheet.proof.quotes import normalise_text

BORNE_OUT = [
    ("The call lasted one hour and 45 minutes.", "an hour and 45 minutes"),
    ("The call lasted an hour.", "a one-hour conversation"),
    ("The call lasted 90 minutes.", "lasted ninety minutes"),
    ("They counted 1,500 violations.", "1 500 violations"),
    ("At least 150 thousand troops stand there.", "at least 150,000 troops"),
    ("His second call.", "the 2nd call"),
    ("Two presidents spoke.", "both presidents said"),
    ("One call took place.", "a call"),
    ("One observer was hurt.", "a single observer"),
    ("They met on 7 February.", "February 7 meeting"),
    ("They met on 7 February 2022.", "7.2.2022"),
    ("They met on 7 February 2022.", "2022-02-07"),
    ("They met on 3 February 2022.", "02/03/2022"),
    ("They met in February.", "Feb. 7"),
    ("They met on the 7th.", "7 February"),
    ("They meet on 20 and 21 February.", "February 20-21"),
    ("In May 2022 they met.", "May 5, 2022"),
    ("They spoke on Sunday.", "Sunday's conversation"),
    ("They spoke on Sunday.", "ON SUNDAY"),
    ("They speak on Sundays.", "each Sunday"),
    ("Russia does not invade.", "doesn’t invade"),
    ("Nobody was hurt.", "no one was hurt"),
    ("Russia denies it.", "it is not true"),
    ("Kyiv does not implement it.", "refuse to implement"),
    ("It is to happen without delay.", "avoid delay"),
    ("It did not agree.", "ruled out agreement"),
    ("It did not agree.", "called that baseless."),
    ("No doubt they spoke, not least of it.", "they spoke of it"),
    ("The two leaders spoke.", "the leaders spoke"),
    ("One report says so, and one of the others.", "so"),
    ("Not only they spoke, but she did, and no later than that.", "they spoke"),
    ("Whether or not they spoke is open.", "is it open that they spoke"),
    ("They may march in August.", "they may march in August"),
    ("May it be so.", "be it so"),
]
BEYOND = [
    ("The call lasted two hours.", "an hour", ["two"]),
    ("The call lasted one hour.", "one of the calls lasted two hours", ["one hour"]),
    ("The call lasted an hour.", "a call", ["an hour"]),
    ("They counted 1,500 violations.", "15,000 violations", ["1,500"]),
    ("150 troops.", "150,000 troops", ["150"]),
    ("45% of them.", "45 of them", ["45%"]),
    ("45 of them.", "45% of them", ["45"]),
    ("20 troops.", "20 February", ["20"]),
    ("Two calls.", "his second call", ["Two"]),
    ("Their two countries.", "the countries", ["two"]),
    ("They met on 7 February.", "8 February", ["7 February"]),
    ("They met on 7 February.", "in February, with 7 advisers", ["7 February"]),
    ("They met on 7 February 2022.", "7 February", ["2022"]),
    ("They met in March.", "7 February", ["March"]),
    ("They spoke on Monday.", "Sunday's conversation today", ["Monday"]),
    ("Russia does not invade.", "Russia invades", ["not"]),
    ("It can't and won't.", "it can and will", ["can't", "won't"]),
    ("Russia denies it.", "Russia confirmed it", ["denies"]),
    ("Nothing happened.", "not only this happened but that", ["Nothing"]),
    ("Two of them met on Monday, not there.", "they met there", ["Monday", "Two", "not"]),
    ("They are not only speaking.", "they are only speaking", ["not"]),
    ("They spoke for [two] hours.", "they spoke [for two] hours", ["two"]),
    ("They met on 20 February.", "20 […] February", ["20 February"]),
]
WORDS = st.lists(
    st.sampled_from(
        split_words(
            "a an one two both second half and hundred thousand 1 20 1,500 % 20:30 on May in March"
            " February Feb. Sunday no not only but or refuse don't more than the . , - ; 2022"
            " 20.02.2022 2022-02-20 99.99.2022 hour report"
        )
    )
).map(" ".join)


@pytest.mark.parametrize(("text", "quote"), BORNE_OUT)
def test_what_stands_in_a_quote_is_borne_out(text: str, quote: str) -> None:
    assert find_unsupported(text, [quote]) == ()


@pytest.mark.parametrize(("text", "quote", "words"), BEYOND)
def test_what_stands_in_no_quote_is_found(text: str, quote: str, words: list[str]) -> None:
    assert [claim.words for claim in find_unsupported(text, [quote])] == words


def test_the_quotes_bear_out_a_text_together() -> None:
    assert find_unsupported("On Sunday they spoke for an hour.", ["on Sunday", "one hour"]) == ()
    assert len(find_unsupported("On Sunday they spoke for an hour.", [])) == 2


def test_a_claim_tells_its_kind() -> None:
    kinds = [
        claim.kind for claim in find_claims("On Monday, 20 February, two of them did not speak.")
    ]
    assert kinds == ["date", "date", "number", "negation"]


@given(st.text() | WORDS)
def test_no_text_is_too_strange(text: str) -> None:
    for claim in find_claims(text):
        assert claim.words
        assert claim.readings


LETTERS = [char for char in map(chr, range(0xD800)) if re.fullmatch("[a-z]", char, re.IGNORECASE)]
"""Those of ASCII, and what a pattern takes for one of them if case is ignored."""
SPELLED = st.sampled_from(
    split_words(
        "Friday sundays Tuesday mid-March February an-hour twelfth thousands twice zero"
        " don't can't cannot refused DENIES 5th"
    )
).flatmap(
    lambda word: (
        st.tuples(*(st.sampled_from([char, *LETTERS]) for char in word)).map("".join)
        | st.just(word)
    )
)
NEAR_CLAIMS = st.lists(SPELLED | st.text(max_size=3), max_size=5).flatmap(
    lambda words: st.sampled_from(["", " ", "'", "_", "-"]).map(lambda joint: joint.join(words))
)


@example("a dozen of them")
@given(st.text() | WORDS | NEAR_CLAIMS)
def test_the_first_look_misses_nothing(text: str) -> None:
    plain = normalise_text(text)
    assert may_claim(plain) or read_claims(plain) == ()


@pytest.mark.parametrize("day", ["Monday", "Tuesdays", "Friday", "Sunday"])
@pytest.mark.parametrize("letter", LETTERS)
def test_the_first_look_knows_each_letter_that_passes_for_another(day: str, letter: str) -> None:
    for place in range(len(day)):
        plain = normalise_text(day[:place] + letter + day[place + 1 :])
        assert may_claim(plain) or read_claims(plain) == ()


@pytest.mark.parametrize("text", ["A report on trade.", "An article of a document."])
def test_the_first_look_passes_over_most(text: str) -> None:
    assert not may_claim(text)


@given((st.text() | WORDS).filter(lambda text: "[" not in text))
def test_a_text_is_borne_out_by_itself(text: str) -> None:
    assert find_unsupported(text, [text]) == ()


@given(WORDS, WORDS)
def test_a_further_quote_takes_nothing_away(text: str, quote: str) -> None:
    assert set(find_unsupported(text, [quote, text])) <= set(find_unsupported(text, [quote]))
    assert list_readings(quote) <= list_readings(f"{quote} […] {text}")
