"""A quote out of marked words: letter for letter, in whole words, with its place in the copy."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from factsheet.problems import Refused
from factsheet.proof.lookup import MOST_PLACES, CopyText, look_up, number_paragraph
from factsheet.proof.quotes import GAP, QUOTE_WORDS, Span, count_words, find_places, has_words

BEFORE = re.compile(r"""^["'(\[{]+""")
BEHIND = re.compile(r"""["')\]},;:!?]+$""")
STOP = re.compile(r"(?<!\.\w)\.+$")
"""The full stop of a sentence, and not that of an abbreviation with stops inside."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Marked words as a quote: so many `words`, in so many `places` of the copy. Of several the
    `locator` picks the one that is marked; "" if it cannot.
    """

    text: str
    spans: tuple[Span, ...]
    words: int
    places: int
    locator: str


def take_quote(copy: CopyText, marked: Sequence[Span]) -> Quote:
    """Take the words that are `marked` in the normalised text of a copy as a quote; several marks
    become passages of it.

    Raises Refused if there are no words in a mark, or if the marks do not follow each other.
    """
    if not 0 < len(marked) <= QUOTE_WORDS:
        raise Refused("no words are marked", "mark some")
    spans = tuple(widen_mark(copy.text, mark) for mark in sorted(marked))
    text = f" {GAP} ".join(copy.text[start:end] for start, end in spans)
    places = list(islice(find_places(text, copy.text), MOST_PLACES))
    if not any(place[0] == spans[0] for place in places):
        raise Refused("these passages are too far apart", "mark what stands closer together")
    locator = "" if len(places) == 1 else _choose_locator(copy, text, spans)
    return Quote(text, spans, count_words(text), len(places), locator)


def widen_mark(text: str, mark: Span) -> Span:
    """The whole words that `mark` touches, without the punctuation around them."""
    start, end = max(0, mark[0]), min(len(text), mark[1])
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start >= end or not has_words(text[start:end]):
        raise Refused("no words are marked", "mark some")
    start = text.rfind(" ", 0, start) + 1
    end = text.find(" ", end) if " " in text[end:] else len(text)
    words = text[start:end]
    first = BEFORE.match(words)
    begin = start + (first.end() if first else 0)
    while trimmed := BEHIND.search(text[begin:end]) or STOP.search(text[begin:end]):
        end = begin + trimmed.start()
    return begin, end


def _choose_locator(copy: CopyText, text: str, spans: Sequence[Span]) -> str:
    """The locator that picks the place of `spans` among several; "" if none does."""
    paragraph = number_paragraph(spans, copy)
    locator = "headline" if paragraph == 1 else f"paragraph {paragraph}"
    found = look_up(text, locator, copy)
    return locator if found and found.settled and found.spans[0] == spans[0] else ""
