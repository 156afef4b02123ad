"""An article to be read: its saved copy sentence by sentence, with what the facts have of it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from factsheet.desk.state import Desk, read_copy, read_copy_text
from factsheet.facts.corpus import Corpus, EvidenceAt
from factsheet.facts.model import Source
from factsheet.facts.prose import strip_prose
from factsheet.facts.vocabulary import is_passed_on
from factsheet.problems import Refusal
from factsheet.proof.judgement import judge_quote
from factsheet.proof.lookup import CopyText, look_up
from factsheet.proof.quotes import SHARE, Span, count_words
from factsheet.proof.reading.coverage import hash_sentence
from factsheet.proof.reading.sentences import split_sentences
from factsheet.site.scope import name_record
from factsheet.voices.status import name_actor

MARKS = {"own-voice": "its own words", "unnamed": "nobody by name"}
"""What is said of an attribution that is no actor's."""


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words of a sentence, and the references of the statements that quote them."""

    text: str
    start: int
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What stands in the margin: a statement that quotes a sentence, and what the proofs say of its
    quote there.
    """

    ref: str
    text: str
    says: str
    record: str
    state: str
    stands: bool


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence of a copy, which begins at `start` in the normalised text. If it is set `aside`,
    that says what it is. `begins` says that it begins a paragraph.
    """

    hash: str
    start: int
    words: tuple[Words, ...]
    notes: tuple[Note, ...]
    aside: str
    begins: bool

    @property
    def is_open(self) -> bool:
        """Whether it has no statement that stands, and is not set aside."""
        return not self.aside and not any(note.stands for note in self.notes)


@dataclass(frozen=True, slots=True)
class Article:
    """A source's copy as it is read; `lost` are quotes of it that do not stand there."""

    source: Source
    sentences: tuple[ReadSentence, ...]
    lost: tuple[Note, ...]
    quoted: int
    words: int
    is_passed_on: bool

    @property
    def open(self) -> int:
        """How many sentences are open."""
        return sum(sentence.is_open for sentence in self.sentences)

    @property
    def unproven(self) -> int:
        """How many statements in the margin have a quote that is not proven."""
        notes = (note for sentence in self.sentences for note in (*sentence.notes, *self.lost))
        return len({note.ref for note in notes if note.state != "proven"})

    @property
    def allowed(self) -> int:
        """So many words may be quoted of it."""
        return self.words if self.is_passed_on else int(SHARE * self.words)


def read_article(desk: Desk, corpus: Corpus, source: Source) -> Article | Refusal:
    """Take the saved copy of `source` apart; a refusal if there is none."""
    snapshot = read_copy(desk, corpus, source.id)
    if isinstance(snapshot, Refusal):
        return snapshot
    copy = read_copy_text(snapshot.text)
    placed, lost = _place_quotes(corpus, source, copy)
    return Article(
        source=source,
        sentences=tuple(_list_sentences(corpus, source, copy, placed)),
        lost=tuple(make_note(corpus, piece) for piece in lost),
        quoted=sum(count_words(copy.text[start:end]) for start, end in _merge(placed)),
        words=count_words(copy.text),
        is_passed_on=is_passed_on(corpus.vocabulary, source.kind),
    )


def _place_quotes(
    corpus: Corpus, source: Source, copy: CopyText
) -> tuple[Mapping[Span, list[EvidenceAt]], list[EvidenceAt]]:
    """Where the passages of the quotes of a source stand, and the quotes that stand nowhere."""
    placed: dict[Span, list[EvidenceAt]] = {}
    lost = []
    for piece in corpus.evidence_of_source[source.id]:
        if piece.evidence.quote is None:
            continue
        found = look_up(piece.evidence.quote, piece.evidence.locator or "", copy)
        if found is None:
            lost.append(piece)
        for span in found.spans if found else ():
            placed.setdefault(span, []).append(piece)
    return placed, lost


def _list_sentences(
    corpus: Corpus, source: Source, copy: CopyText, placed: Mapping[Span, list[EvidenceAt]]
) -> Iterator[ReadSentence]:
    spans = list(split_sentences(copy.original))
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    within: dict[int, list[Span]] = {}
    for start, end in sorted(placed):
        for number in range(bisect_right(ends, start), bisect_left(starts, end)):
            within.setdefault(number, []).append((start, end))
    paragraphs = {0, *(end + 1 for end in copy.paragraphs)}
    for number, (start, end) in enumerate(spans):
        quotes = within.get(number, [])
        pieces = {piece.placed.ref: piece for span in quotes for piece in placed[span]}
        hash_ = hash_sentence(copy.text[start:end])
        yield ReadSentence(
            hash=hash_,
            start=start,
            words=tuple(_split_words(copy.text, (start, end), quotes, placed)),
            notes=tuple(make_note(corpus, piece) for piece in pieces.values()),
            aside=source.set_aside.get(hash_, ""),
            begins=start in paragraphs,
        )


def _split_words(
    text: str, within: Span, quotes: Sequence[Span], placed: Mapping[Span, list[EvidenceAt]]
) -> Iterator[Words]:
    """Cut a sentence where quotes begin and end."""
    first, last = within
    cuts = {first, last}
    for span in quotes:
        cuts.update(min(max(place, first), last) for place in span)
    ordered = sorted(cuts)
    for start, end in pairwise(ordered):
        refs = {
            piece.placed.ref: None
            for span in quotes
            if span[0] <= start and end <= span[1]
            for piece in placed[span]
        }
        yield Words(text[start:end], start, tuple(refs))


def make_note(corpus: Corpus, piece: EvidenceAt) -> Note:
    """What the margin says of the statement of a piece of evidence."""
    placed = piece.placed
    names = piece.evidence.attributed_to or placed.statement.attributed_to
    return Note(
        ref=placed.ref,
        text=strip_prose(placed.statement.text),
        says=", ".join(MARKS.get(name) or name_actor(corpus, name) for name in names),
        record=name_record(placed.record),
        state=judge_quote(corpus, piece).state,
        stands=placed.stands,
    )


def _merge(spans: Mapping[Span, object]) -> Iterator[Span]:
    """Spans without what they share."""
    reach = 0
    for start, end in sorted(spans):
        if end > reach:
            yield max(start, reach), end
            reach = end
