"""Quotes: one form for comparing, words counted, passages taken apart."""

import hashlib
from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from factsheet.proof.quotes import (
    GAP,
    REACH,
    Span,
    _is_whole,
    count_words,
    find_quote,
    has_words,
    hash_quote,
    normalise_text,
    split_passages,
)

TEXTS = st.text() | st.text(
    st.sampled_from("aé e\u0301’“”—-ﬁﬆ\u00ad\u200b\u2009\u3000\u1fef\r\n.,[…]Å\u212b0"), max_size=30
)

SAME = {
    "“an hour”": '"an hour"',
    "«an hour»": '"an hour"',
    "the ‘talk’": "the 'talk'",
    "Macron’s": "Macron's",
    "20–21 — February": "20-21 - February",
    "e\u0301lyse\u0301e": "élysée",
    "an\u00a0hour\n and  a\thalf ": "an hour and a half",
    "ceaseﬁre": "ceasefire",
    "cease\u00adfire": "ceasefire",
    "\ufeffcease\u200bfire": "ceasefire",
    "cease-\nfire": "ceasefire",
    "Franco-\nGerman": "Franco- German",
    "An Hour": "An Hour",
    "": "",
}

WORDS = {
    "an hour and 45 minutes": 5,
    "they spoke […] for an hour": 5,
    "Macron's well-known view": 3,
    "1,000.50 euros": 2,
    "– … ! […]": 0,
    "": 0,
    "20:30": 2,
    "Київ і Москва": 3,
}


@pytest.mark.parametrize("text", SAME)
def test_what_only_typography_parts_becomes_the_same(text: str) -> None:
    assert normalise_text(text) == SAME[text]


@given(TEXTS)
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalise_text(text)
    assert normalise_text(once) == once
    assert "  " not in once
    assert once == once.strip()


@pytest.mark.parametrize("text", WORDS)
def test_words_are_counted(text: str) -> None:
    assert count_words(text) == WORDS[text]


@given(TEXTS, TEXTS)
def test_joining_passages_adds_no_word(first: str, second: str) -> None:
    assert count_words(f"{first} {GAP} {second}") == count_words(
        f"{first} {second}".replace(GAP, " ")
    )


def test_a_quote_is_taken_apart_at_its_gaps() -> None:
    assert split_passages("“they spoke” […] for  an hour") == ('"they spoke"', "for an hour")


def test_other_brackets_part_no_quote() -> None:
    assert split_passages("they [both] spoke [...] for an hour") == (
        "they [both] spoke [...] for an hour",
    )


def test_the_hash_is_that_of_the_normalised_passages() -> None:
    expected = hashlib.sha256('"they spoke"[…]for an hour'.encode()).hexdigest()
    assert hash_quote(" “they spoke” […]  for an hour") == expected


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_quotes_alike_after_normalising_have_one_hash(text: str) -> None:
    assert hash_quote(text) == hash_quote(GAP.join(split_passages(text)))
    assert len(hash_quote(text)) == 64


PASSAGES = st.lists(st.sampled_from(["a", "b", ".", "b-a", "a b"]), min_size=1, max_size=5)
WORDS_OF_TEXT = st.lists(st.sampled_from(["a", "b", "aa", "b-a", "a."]), max_size=14)


def find_by_trying(
    passages: Sequence[str], text: str, start: int, end: int
) -> tuple[Span, ...] | None:
    """What `find_quote` is to find, by trying every way: the first of the first that leads on."""
    if not passages:
        return ()
    for begin in range(start, min(end, len(text)) + 1):
        stop = begin + len(passages[0])
        if text[begin:stop] == passages[0] and _is_whole(text, begin, stop):
            rest = find_by_trying(passages[1:], text, stop, stop + REACH)
            if rest is not None:
                return ((begin, stop), *rest)
    return None


@given(WORDS_OF_TEXT, PASSAGES)
@example(["a."], ["a", "."])
@example(["a", "x" * 298, "b"], ["a", "b"])
@example(["a", "x" * 299, "b"], ["a", "b"])
def test_joined_passages_are_found_wherever_any_way_leads_from_one_to_the_next(
    words: list[str], passages: list[str]
) -> None:
    text = " ".join(words)
    expected = find_by_trying(passages, text, 0, len(text))
    assert find_quote(f" {GAP} ".join(passages), text) == (expected or ())


def test_passages_that_stand_everywhere_do_not_make_the_search_hang() -> None:
    text = "the " * 2000
    assert find_quote(f" {GAP} ".join([*["the"] * 15, "zebra"]), text) == ()
    assert len(find_quote(f" {GAP} ".join(["the"] * 16), text)) == 16


@given(st.text() | st.text(st.sampled_from("a1\u0301\u00adﬁ[…] -'\u200b_")))
def test_a_text_has_words_if_any_are_counted(text: str) -> None:
    assert has_words(text) == (count_words(text) > 0)
