"""What is left of an article: its sentences, each with the statements that quote it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from factsheet.facts.corpus import EvidenceAt
from factsheet.proof.quotes import Span, count_words, find_quote, join_lines, normalise_text

# Ends a sentence: a full stop or the like, with what closes it, before a capital, a digit or an
# opening quotation mark.
SENTENCE_END = re.compile(
    r"(?<=[^\W\d_]{2})[.!?…][\"')\]]*(?=\s+[\"'(\[]*[A-ZÀ-ÞА-Я0-9]|[\"']?[A-ZÀ-ÞА-Я][a-zß-ÿ])"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a saved copy, and the full references of the statements that quote it."""

    text: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a copy is quoted: `quoted` of `words` words, counted once however often they are
    quoted.
    """

    sentences: tuple[Sentence, ...]
    quoted: int
    words: int


def measure_coverage(text: str, pieces: Iterable[EvidenceAt]) -> Coverage:
    """Measure how much of the saved copy `text` the quotes of `pieces` cover."""
    plain = normalise_text(text)
    quotes: set[tuple[str, Span]] = set()
    for piece in pieces:
        spans = find_quote(piece.evidence.quote, plain) if piece.evidence.quote else ()
        quotes.update((piece.placed.ref, span) for span in spans)
    sentences = []
    for start, end in split_sentences(text):
        refs = {ref for ref, span in quotes if span[0] < end and start < span[1]}
        sentences.append(Sentence(plain[start:end], tuple(sorted(refs))))
    merged = _merge({span for _, span in quotes})
    quoted = sum(count_words(plain[start:end]) for start, end in merged)
    return Coverage(tuple(sentences), quoted, count_words(plain))


def split_sentences(text: str) -> Iterator[Span]:
    """Find where the sentences of `text` stand in its normalised form; a line's end ends a sentence
    too.
    """
    offset = 0
    for block in filter(None, map(normalise_text, join_lines(text).splitlines())):
        ends = [match.end() for match in SENTENCE_END.finditer(block)]
        for start, end in zip([0, *ends], [*ends, len(block)], strict=True):
            if block[start:end].strip():
                yield offset + start + (block[start] == " "), offset + end
        offset += len(block) + 1  # one space stands between two lines


def _merge(spans: Iterable[Span]) -> Iterator[Span]:
    """Merge spans that overlap or touch."""
    start, end = 0, 0
    for low, high in sorted(spans):
        if low > end:
            yield start, end
            start = low
        end = max(end, high)
    yield start, end
