"""Where a quote stands in a saved copy, and which of several places is meant."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, islice, permutations

from factsheet.proof.quotes import (
    GAP,
    REACH,
    Span,
    find_places,
    find_quote,
    join_lines,
    normalise_text,
    split_passages,
)
from factsheet.proof.reading.sentences import split_sentences

MOST_PLACES = 6
MOST_ORDERED = 3
"""As many places of a quote are looked at."""
PARAGRAPH = re.compile(r"(?:paragraph|para|par\.?|¶) *(\d{1,4})", re.IGNORECASE)
HEADLINE = ("headline", "title", "heading")


@dataclass(frozen=True, slots=True)
class CopyText:
    """A saved copy's text as it is, and normalised; where its paragraphs and its sentences end in
    the normalised form, ascending. Each line is a paragraph.
    """

    original: str
    text: str
    paragraphs: tuple[int, ...]
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A quote's place, with a span for each passage, and the other places. It is `settled` if it is
    the only one, or the quote's locator chose it.
    """

    spans: tuple[Span, ...]
    others: tuple[tuple[Span, ...], ...]
    settled: bool


def read_text(original: str) -> CopyText:
    """Read the text of a saved copy."""
    lines = filter(None, map(normalise_text, join_lines(original).splitlines()))
    ends = tuple(end - 1 for end in accumulate(len(line) + 1 for line in lines))
    sentences = tuple(end for _, end in split_sentences(original))
    return CopyText(original, normalise_text(original), ends, sentences)


def look_up(quote: str, locator: str, copy: CopyText) -> Found | None:
    """Look `quote` up in a saved copy; None if it does not stand there.

    Of several places the `locator` chooses the first within the headline, which is the first
    paragraph, or within the paragraph of its number.
    """
    places = list(islice(find_places(quote, copy.text), MOST_PLACES))
    if not places:
        return None
    meant = _find_paragraph(locator)
    chosen = next((place for place in places if number_paragraph(place, copy) == meant), None)
    found = chosen or places[0]
    others = tuple(place for place in places if place != found)
    return Found(found, others, settled=chosen is not None or not others)


def number_paragraph(spans: Sequence[Span], copy: CopyText) -> int:
    """The number of the paragraph, from 1, in which a quote begins."""
    return bisect_right(copy.paragraphs, spans[0][0]) + 1


def _find_paragraph(locator: str) -> int | None:
    if locator.casefold().strip() in HEADLINE:
        return 1
    match = PARAGRAPH.search(locator)
    return int(match[1]) if match else None


def explain_absence(quote: str, text: str) -> str:
    """Say why the normalised `text` does not hold `quote` although it has all its passages; "" if
    it lacks one.
    """
    passages = split_passages(quote)
    if len(passages) < 2 or not all(find_quote(passage, text) for passage in passages):
        return ""
    orders = permutations(passages) if len(passages) <= MOST_ORDERED else [passages[::-1]]
    if any(find_quote(GAP.join(order), text) for order in orders):
        return "its passages stand there in another order"
    return f"its passages stand there more than {REACH} characters apart"
