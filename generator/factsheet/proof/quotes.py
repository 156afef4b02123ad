"""Quotes: what a quote is made of, and the one form in which quotes and articles are compared."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from factsheet.looks import part_marks

GAP = "[…]"
"""Joins two passages that follow each other in one article."""

QUOTE_WORDS = 20
"""The most words that one quote may have."""

SHARE = 0.30
"""The most of an article's words that all its quotes together may have."""

DROPPED = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
SAME = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
    }
)  # fmt: skip
UNIFORM = {**DROPPED, **SAME}
MIXED = re.compile(f"[{''.join(map(chr, UNIFORM))}]")
LETTER = re.compile(r"\w")
WORD = re.compile(r"\w[\w'.,-]*")
# Followed by a small letter, the hyphen at a line's end parts one word; otherwise it may belong
# there.
HYPHENATION = re.compile(r"-(?<=[^\W\d_]-)[ ]*\r?\n[ ]*(?=[a-zß-öø-ÿ])")
INSERTION = re.compile(r"\[[^\[\]]*\]")

REACH = 300
"""The most characters between two passages that a quote joins."""

Span = tuple[int, int]
"""Where a passage begins and ends in a normalised text."""


def normalise_text(text: str) -> str:
    """Bring `text` into the form in which quotes and articles are compared: Unicode NFC (UAX 15),
    one space for each run of white space, straight quotation marks and hyphens, ligatures taken
    apart, soft hyphens and zero-width characters dropped, words joined that a hyphen parts at a
    line's end. Case stays, and so does everything else.
    """
    if text.isascii() and "\n" not in text:
        return " ".join(text.split())  # the rest changes other characters, and the ends of lines
    return " ".join(unicodedata.normalize("NFC", part_marks(join_lines(text))).split())


def join_lines(text: str) -> str:
    """Bring the marks and ligatures of `text` into one form, and join words that a hyphen parts at
    the end of a line.
    """
    plain = text.translate(UNIFORM) if MIXED.search(text) else text
    return HYPHENATION.sub("", plain)


def split_passages(quote: str) -> tuple[str, ...]:
    """Split a quote into the passages that it joins with `[…]`, in order, each normalised."""
    return tuple(normalise_text(passage) for passage in quote.split(GAP))


def count_words(text: str) -> int:
    """Count the words of `text`; punctuation that stands alone and `[…]` are not words."""
    if text.isascii() and "\n" not in text:
        return len(WORD.findall(text))  # to normalise it changes spaces alone
    return len(WORD.findall(normalise_text(text.replace(GAP, " "))))


def has_words(text: str) -> bool:
    """Whether `text` has any words; takes a fraction of the time of counting them."""
    return LETTER.search(text) is not None


@lru_cache(maxsize=1 << 16)
def hash_quote(quote: str) -> str:
    """Name a quote as proofs do: SHA-256 of its normalised passages joined with `[…]`, in
    hexadecimal.
    """
    return hashlib.sha256(GAP.join(split_passages(quote)).encode()).hexdigest()


def find_quote(quote: str, text: str) -> tuple[Span, ...]:
    """Find where `text`, which is normalised, first holds `quote`: one span for each passage, or
    nothing. `find_places` says how.
    """
    return next(find_places(quote, text), ())


def find_places(quote: str, text: str) -> Iterator[tuple[Span, ...]]:
    """Find every place where `text`, which is normalised, holds `quote`, in order: one span for
    each passage.

    Letter for letter and whole words only. Passages joined with `[…]` follow each other within
    `REACH` characters. Other text in square brackets is a curator's insertion, unless the article
    has it so.
    """
    passages = split_passages(quote)
    if len(passages) > QUOTE_WORDS:
        return
    is_there = False
    for way in _find_ways(passages, text):
        is_there = True
        yield tuple(_list_spans(way))
    if not is_there and INSERTION.search(quote.replace(GAP, "")):
        yield from (tuple(_list_spans(way)) for way in _find_ways(strip_insertions(quote), text))


def strip_insertions(quote: str) -> tuple[str, ...]:
    """The passages of a quote as `split_passages` gives them, without its curators' insertions."""
    parts = (INSERTION.sub(" ", passage) for passage in quote.split(GAP))
    return tuple(normalise_text(part) for part in parts)


class _Way(NamedTuple):
    """A place of a passage, and where the passages after it stand."""

    span: Span
    rest: "_Way | None"


def _find_ways(passages: tuple[str, ...], text: str) -> Iterator[_Way]:
    """The places of the first passage from which all others can be reached, each with the nearest.

    Worked out from the last passage backwards, so that each place of each passage is looked at
    once: forwards, the ways grow exponentially with the passages. Those of the first passage are
    looked for as they are asked for: mostly a few will do of a word that stands everywhere.
    """
    ways: Iterator[_Way] = (_Way(span, None) for span in _list_places(passages[-1], text))
    for passage in reversed(passages[:-1]):
        ways = _lead_on(_list_places(passage, text), tuple(ways))
    return ways


def _list_spans(way: _Way | None) -> Iterator[Span]:
    while way:
        yield way.span
        way = way.rest


def _list_places(passage: str, text: str) -> Iterator[Span]:
    """Where `text` has `passage` in whole words, in order."""
    start = text.find(passage) if passage else -1
    while start >= 0:
        stop = start + len(passage)
        if _is_whole(text, start, stop):
            yield start, stop
        start = text.find(passage, start + 1)


def _lead_on(spans: Iterable[Span], ways: Sequence[_Way]) -> Iterator[_Way]:
    """The `spans` from which one of `ways` can be reached, each with the nearest; all in order."""
    number = 0
    for span in spans:
        while number < len(ways) and ways[number].span[0] < span[1]:
            number += 1
        if number < len(ways) and ways[number].span[0] <= span[1] + REACH:
            yield _Way(span, ways[number])


def _is_whole(text: str, start: int, stop: int) -> bool:
    return not _is_inside_word(text, start) and not _is_inside_word(text, stop)


def _is_inside_word(text: str, place: int) -> bool:
    """Whether the place before `text[place]` is inside a word: parts letters, or what joins letters
    or digits.
    """
    before, left, right, after = (
        text[place - 2 : place - 1],
        text[max(place - 1, 0) : place],
        text[place : place + 1],
        text[place + 1 : place + 2],
    )
    if _is_letter(right) or unicodedata.combining(right or " "):
        return _is_letter(left) or _joins(before, left, right)
    return _is_letter(left) and _joins(left, right, after)


def _is_letter(char: str) -> bool:
    return char.isalnum() or char == "_" or bool(char and unicodedata.combining(char))


def _joins(left: str, joint: str, right: str) -> bool:
    if joint in (".", ","):
        return left.isdigit() and right.isdigit()
    return joint in ("'", "-") and _is_letter(left) and _is_letter(right)
