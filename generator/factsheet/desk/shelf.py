"""The shelf: every source, with how much of it is read, what is unproven, and what has no copy."""

from collections.abc import Iterator
from dataclasses import dataclass

from factsheet.desk.state import Desk, read_copy, read_copy_text
from factsheet.facts.corpus import Corpus
from factsheet.facts.dates import show_date
from factsheet.facts.model import Source
from factsheet.proof.copies import Snapshot
from factsheet.proof.judgement import judge_quote
from factsheet.site.scope import find_title_language

READ_FIRST = ("to read", "in part", "complete", "no copy", "through others")
"""What may be said of a source, in the order of the shelf."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """A source on the shelf: of its `sentences` so many are `open`, that is, have no statement and
    are not set aside; of its `quotes` so many are `unproven`. `state` is one of `READ_FIRST`.
    """

    id: str
    title: str
    language: str
    publisher: str
    issued: str
    state: str
    sentences: int
    open: int
    quotes: int
    unproven: int

    @property
    def share(self) -> int:
        """How much of it is read, in percent."""
        return 100 * (self.sentences - self.open) // self.sentences if self.sentences else 0


def list_shelf(desk: Desk, corpus: Corpus) -> tuple[Shelved, ...]:
    """All sources: those first of which most is left to read."""
    shelved = (_shelve(desk, corpus, source) for source in corpus.sources.values())
    return tuple(
        sorted(shelved, key=lambda book: (READ_FIRST.index(book.state), -book.open, book.title))
    )


def _shelve(desk: Desk, corpus: Corpus, source: Source) -> Shelved:
    sentences, missing = _count_sentences(desk, corpus, source)
    states = list(_list_states(corpus, source))
    return Shelved(
        id=source.id,
        title=source.name,
        language=find_title_language(source),
        publisher=corpus.find_actor(source.publisher).name if source.publisher else "",
        issued=show_date(source.issued) if source.issued else "",
        state=_name_state(corpus, source, sentences, missing),
        sentences=sentences,
        open=missing,
        quotes=len(states),
        unproven=sum(state != "proven" for state in states),
    )


def _name_state(corpus: Corpus, source: Source, sentences: int, missing: int) -> str:
    if not sentences:
        return "through others" if corpus.readings[source.id] == "no" else "no copy"
    if not missing:
        return "complete"
    return "in part" if corpus.evidence_of_source[source.id] else "to read"


def _count_sentences(desk: Desk, corpus: Corpus, source: Source) -> tuple[int, int]:
    """The sentences of a source, and how many of them are open: as its record says; without one,
    those of its copy, of which none is proven to have a statement. None without a copy.
    """
    proof = corpus.proofs.get(source.id)
    if proof and proof.sentences:
        uncited = proof.sentences.uncited
        missing = sum(hash_ not in source.set_aside for hash_ in uncited) + proof.sentences.more
        return proof.sentences.count, missing
    copy = read_copy(desk, corpus, source.id)
    if not isinstance(copy, Snapshot):
        return 0, 0
    count = len(read_copy_text(copy.text).sentences)
    return count, max(0, count - len(source.set_aside))


def _list_states(corpus: Corpus, source: Source) -> Iterator[str]:
    """What the proofs say of each different quote of a source."""
    seen: dict[str, str] = {}
    for piece in corpus.evidence_of_source[source.id]:
        quote = piece.evidence.quote
        if quote is not None and seen.get(quote, "proven") == "proven":
            seen[quote] = judge_quote(corpus, piece).state
    yield from seen.values()
