"""Quotes: one form for comparing, words counted, passages taken apart."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.proof.quotes import GAP, count_words, hash_quote, normalise_text, split_passages

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
