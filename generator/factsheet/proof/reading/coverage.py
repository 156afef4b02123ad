"""What is left of an article: its sentences, each with the statements that quote it."""

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from factsheet.facts.corpus import EvidenceAt
from factsheet.facts.testimony import Sentences
from factsheet.proof.quotes import Span, count_words, find_quote, hash_quote, normalise_text
from factsheet.proof.reading.sentences import breaks_off, split_sentences

HASH_DIGITS = 16
"""So many hexadecimal digits tell the sentences of one article apart."""

MOST_LISTED = 500
"""As many sentences without a statement are listed in a record; an article of which more are
missing was not read completely.
"""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a saved copy, and the full references of the standing statements that quote
    it.
    """

    text: str
    statements: tuple[str, ...]

    @property
    def hash(self) -> str:
        """What the sentence is known by where its text may not stand."""
        return hash_sentence(self.text)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a copy is quoted: `quoted` of `words` words, counted once however often they are
    quoted.
    """

    sentences: tuple[Sentence, ...]
    quoted: int
    words: int


def hash_sentence(text: str) -> str:
    """Name a sentence: the first digits of the SHA-256 of its normalised text, in hexadecimal."""
    return hashlib.sha256(normalise_text(text).encode()).hexdigest()[:HASH_DIGITS]


def measure_coverage(text: str, pieces: Iterable[EvidenceAt]) -> Coverage:
    """Measure how much of the saved copy `text` the quotes of `pieces` cover."""
    plain = normalise_text(text)
    spans: set[Span] = set()
    standing: set[tuple[str, Span]] = set()
    for piece in pieces:
        found = find_quote(piece.evidence.quote, plain) if piece.evidence.quote else ()
        spans.update(found)
        if piece.placed.stands:
            standing.update((piece.placed.ref, span) for span in found)
    sentences = _tell_statements(text, plain, standing)
    quoted = sum(count_words(plain[start:end]) for start, end in _merge(spans))
    return Coverage(tuple(sentences), quoted, count_words(plain))


def record_sentences(
    text: str,
    pieces: Collection[EvidenceAt],
    found: Mapping[tuple[str, str], tuple[Span, ...]],
) -> Sentences:
    """Record how many sentences the saved copy `text` has, and which of them none of `pieces`
    quotes that stand; `found` is where the quotes are, by statement and hash.
    """
    spans = {
        (piece.placed.ref, span)
        for piece in pieces
        if piece.placed.stands
        for span in found.get((piece.placed.ref, hash_quote(piece.evidence.quote or "")), ())
    }
    sentences = list(_tell_statements(text, normalise_text(text), spans))
    cited = {sentence.hash for sentence in sentences if sentence.statements}
    uncited = dict.fromkeys(sentence.hash for sentence in sentences if sentence.hash not in cited)
    withdrawn = {piece.placed.ref for piece in pieces if not piece.placed.stands}
    return Sentences(
        count=len(sentences),
        uncited=tuple(uncited)[:MOST_LISTED],
        more=max(0, len(uncited) - MOST_LISTED),
        broken_off=sentences[-1].hash if sentences and breaks_off(text) else None,
        withdrawn=tuple(sorted(withdrawn)),
    )


def _tell_statements(
    text: str, plain: str, quotes: Collection[tuple[str, Span]]
) -> Iterator[Sentence]:
    """The sentences of `text`, whose normalised form is `plain`, with the statements of `quotes`
    that stand in them.
    """
    spans = list(split_sentences(text))
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    refs: dict[int, set[str]] = {}
    for ref, (start, end) in quotes:
        for number in range(bisect_right(ends, start), bisect_left(starts, end)):
            refs.setdefault(number, set()).add(ref)
    for number, (start, end) in enumerate(spans):
        yield Sentence(plain[start:end], tuple(sorted(refs.get(number, ()))))


def _merge(spans: Iterable[Span]) -> Iterator[Span]:
    """Merge spans that overlap or touch."""
    start, end = 0, 0
    for low, high in sorted(spans):
        if low > end:
            yield start, end
            start = low
        end = max(end, high)
    yield start, end
