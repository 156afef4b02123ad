"""What the proofs say of each quote, and whether a record can be a proof at all.

A record is a testimony: somebody says that these words stand in that copy. Without the copy nobody
can tell whether it is true, but a record that contradicts itself, the facts or another record is
none, whoever wrote it.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal
from urllib.parse import unquote

from factsheet.facts.corpus import Corpus, EvidenceAt, EvidenceKey, QuoteOf
from factsheet.facts.dates import EdtfDate
from factsheet.facts.model import Source
from factsheet.facts.testimony import Proof, QuoteProof
from factsheet.kept import keep_for_each
from factsheet.problems import quote_name
from factsheet.proof.bounds import find_breach
from factsheet.proof.proofs import NOT_FOUND, QuoteName, is_verbatim, name_quote, read_ranges
from factsheet.proof.quotes import (
    REACH,
    Span,
    hash_quote,
    normalise_text,
    split_passages,
    strip_insertions,
)
from factsheet.wording import count_things

State = Literal["proven", "changed", "unproven", "lost"]
"""Found in the copy; not looked up since it was changed; never looked up, or not so that it counts;
looked up and not found.
"""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the proofs say of one quote; `fragment` leads to its passage, and is empty if none is
    exact. `checked` is the day on which a proven one was looked up.
    """

    state: State
    fragment: str = ""
    checked: EdtfDate | None = None


@dataclass(frozen=True, slots=True)
class Misfit:
    """What a record cannot be, whatever the copy holds; `index` is that of its quote, or None."""

    source: str
    index: int | None
    reason: str


UNPROVEN = Judgement("unproven")


class _ByQuote(Mapping[EvidenceKey, Judgement]):
    """The judgements of all quotes, source by source; each is made when somebody asks for it."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus

    def __getitem__(self, key: EvidenceKey) -> Judgement:
        name, index = key
        pieces = self.corpus.statements[name].pieces
        if index >= len(pieces) or pieces[index].evidence.quote is None:
            raise KeyError(key)
        return judge_quote(self.corpus, pieces[index])

    def __iter__(self) -> Iterator[EvidenceKey]:
        for pieces in self.corpus.evidence_of_source.values():
            yield from (piece.key for piece in pieces if piece.evidence.quote is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def judge_quotes(corpus: Corpus) -> Mapping[EvidenceKey, Judgement]:
    """Judge every quote in the facts by the proofs, source by source; each is worked out once for
    each corpus.
    """
    return _ByQuote(corpus)


def judge_quote(corpus: Corpus, piece: EvidenceAt) -> Judgement:
    """Judge the quote of a piece of evidence, which has one."""
    record = _read_record(corpus, piece.evidence.source)
    return record.judge(piece) if record else UNPROVEN


def find_record(corpus: Corpus, piece: EvidenceAt) -> QuoteProof | None:
    """Find what was recorded of the quote of a piece of evidence; None if it was not found, or if
    there is no quote.
    """
    record = _read_record(corpus, piece.evidence.source)
    return record.find(piece) if record and piece.evidence.quote is not None else None


def find_misfits(corpus: Corpus, source: str) -> tuple[Misfit, ...]:
    """Find what of the record of a source cannot be a proof; none if it has no record."""
    record = _read_record(corpus, source)
    if record is None:
        return ()
    known = source in corpus.quotes_of_source
    own = record.find_misfits(corpus.broken) if known else ()
    return (*_find_shared(corpus, record.proof), *own)


@keep_for_each
def _read_record(corpus: Corpus, source: str) -> "_Record | None":
    """The proof of a source, held against its quotes; None if it has none."""
    proof = corpus.proofs.get(source)
    if proof is None:
        return None
    quotes = corpus.quotes_of_source.get(source, ())
    return _Record(proof, corpus.find_source(source), quotes, any(_find_shared(corpus, proof)))


def _find_shared(corpus: Corpus, proof: Proof) -> Iterator[Misfit]:
    """The copy of `proof` if another source claims it, too: whose it is, nobody can tell. The first
    to claim it tells of all others, and these of the first.
    """
    twins: dict[str, None] = {}
    for copy in (proof.sha256, proof.text_sha256):
        ids = corpus.proofs_of_copy[copy]
        twins |= dict.fromkeys(ids[1:] if ids[0] == proof.id else ids[:1])
    for twin in twins:
        yield Misfit(proof.id, None, f"it rests on the same copy as that of {quote_name(twin)}")


class _Record:
    """The proof of a source, held against that source's quotes as they are now.

    `shared` says that the proof of another source has the same copy.
    """

    def __init__(
        self, proof: Proof, source: Source, quotes: Sequence[QuoteOf], shared: bool
    ) -> None:
        self.proof = proof
        self.source = source
        self.listed = quotes
        self.shared = shared
        self.entries: dict[QuoteName, QuoteProof] = {}
        self.found: dict[QuoteName, QuoteProof] = {}
        self.pairs: set[tuple[str, str]] = set()
        self.names: dict[EvidenceKey, QuoteName] = {}
        self.judged: dict[EvidenceKey, Judgement] = {}
        for entry in proof.quotes:
            self.entries.setdefault((entry.statement, entry.sha256, entry.context), entry)
            if entry.found != NOT_FOUND:
                self.found[entry.statement, entry.sha256, entry.context] = entry
            self.pairs.add((entry.statement, entry.sha256))

    @cached_property
    def quotes(self) -> Mapping[tuple[str, str], str]:
        """The quotes of the source, by their statements and hashes."""
        return {(ref, hash_quote(quote)): quote for ref, quote, _ in self.listed if quote}

    @cached_property
    def stale(self) -> frozenset[str]:
        """The statements of which a quote was looked up that they do not have now."""
        return frozenset(statement for statement, _ in self.pairs - self.quotes.keys())

    def find(self, piece: EvidenceAt) -> QuoteProof | None:
        """What was recorded of a quote of the source; None if it was not found."""
        return self.found.get(self._name(piece)) if self.found else None

    def judge(self, piece: EvidenceAt) -> Judgement:
        """Judge a quote of the source, once."""
        if not self.entries:
            return UNPROVEN
        if piece.key not in self.judged:
            self.judged[piece.key] = self._judge(piece, self._name(piece))
        return self.judged[piece.key]

    def _name(self, piece: EvidenceAt) -> QuoteName:
        if piece.key not in self.names:
            self.names[piece.key] = name_quote(piece)
        return self.names[piece.key]

    def _judge(self, piece: EvidenceAt, name: QuoteName) -> Judgement:
        """Judge a quote of the source, which records know by `name`."""
        evidence, ref = piece.evidence, piece.placed.ref
        quote = evidence.quote or ""
        entry = self.entries.get(name)
        if entry is None:
            changed = name[:2] in self.pairs or ref in self.stale
            return Judgement("changed") if changed else UNPROVEN
        if entry.found == NOT_FOUND:
            return Judgement("lost")
        if self.proof.url != self.source.url:
            return Judgement("changed")
        if self.shared or explain_misfit(self.proof, entry, quote):
            return UNPROVEN
        language = evidence.language or self.source.language or ""
        verbatim = is_verbatim(read_ranges(entry.found), quote)
        if find_breach(quote, language, verbatim=verbatim) or (entry.skips and not evidence.note):
            return UNPROVEN
        return Judgement("proven", entry.fragment or "", self.proof.checked)

    def find_misfits(self, broken: Container[str]) -> Iterator[Misfit]:
        """Find what of the record cannot be a proof; statements of records that are `broken`, and
        so left out, may have any quote.
        """
        seen: set[QuoteName] = set()
        placed: list[tuple[Span, str]] = []
        for index, entry in enumerate(self.proof.quotes):
            quote = self.quotes.get((entry.statement, entry.sha256))
            key = entry.statement, entry.sha256, entry.context
            if quote is None and entry.statement.partition("#")[0] in broken:
                reason: str | None = None
            elif quote is None:
                reason = f"{entry.statement} has no quote with that hash"
            elif key in seen:
                reason = "the same quote is recorded twice"
            else:
                reason = explain_misfit(self.proof, entry, quote)
            seen.add(key)
            if reason:
                yield Misfit(self.proof.id, index, reason)
            elif quote is not None and entry.found != NOT_FOUND:
                spans = read_ranges(entry.found)
                placed += zip(spans, _choose_passages(spans, quote), strict=True)
        if clash := _find_clash(placed) or _explain_sentences(self.proof):
            yield Misfit(self.proof.id, None, clash)


def _explain_sentences(proof: Proof) -> str | None:
    """Say why a copy cannot have the sentences that `proof` tells of; None if it can."""
    sentences = proof.sentences
    missing = len(sentences.uncited) + sentences.more if sentences else 0
    if sentences is None or missing <= sentences.count:
        return None
    return f"it has {count_things(sentences.count, 'sentence')}, and {missing} without a statement"


def explain_misfit(proof: Proof, entry: QuoteProof, quote: str) -> str | None:
    """Say why `entry` cannot be what was found of `quote` in a copy of the length that `proof`
    gives; None if it can.
    """
    spans = read_ranges(entry.found)
    others = read_ranges(entry.elsewhere or NOT_FOUND)
    if not spans:
        return "it was not found, and yet leads somewhere" if others or entry.fragment else None
    if any(stop > proof.characters for _, stop in (*spans, *others)):
        return f"it ends beyond the {proof.characters} characters of its copy"
    passages = _choose_passages(spans, quote)
    if not _has_lengths(spans, passages):
        return "its ranges are not as long as the quote's passages"
    if any(not before[1] <= after[0] <= before[1] + REACH for before, after in pairwise(spans)):
        return f"its ranges do not follow each other within {REACH} characters"
    if bool(entry.skips) and len(spans) == 1:
        return "it leaves words out, and has one passage"
    if entry.fragment and not _leads_to(entry.fragment, passages):
        return "its fragment does not begin and end with the quote"
    return None


def _choose_passages(spans: Sequence[Span], quote: str) -> tuple[str, ...]:
    """The passages of `quote` that spans are as long as: with its brackets, or without."""
    passages = split_passages(quote)
    if "[" not in quote or is_verbatim(spans, quote):
        return passages
    return strip_insertions(quote)


def _has_lengths(spans: Sequence[Span], passages: Sequence[str]) -> bool:
    return [stop - start for start, stop in spans] == list(map(len, passages))


def _leads_to(fragment: str, passages: Sequence[str]) -> bool:
    """Whether a text directive begins and ends with a quote of `passages`."""
    terms = fragment.split(",")
    if len(terms) > 1 and terms[0].endswith("-"):
        terms = terms[1:]
    if len(terms) > 1 and terms[-1].startswith("-"):
        terms = terms[:-1]
    start, end = _read_letters(unquote(terms[0])), _read_letters(unquote(terms[-1]))
    first, last = _read_letters(passages[0]), _read_letters(passages[-1])
    if len(terms) == 1:
        return len(passages) == 1 and start == first
    return len(terms) == 2 and first.startswith(start) and last.endswith(end)


def _read_letters(text: str) -> str:
    """Letters and digits alone: browsers and copies differ in the rest."""
    return "".join(filter(str.isalnum, normalise_text(text).casefold()))


def _find_clash(placed: Iterable[tuple[Span, str]]) -> str | None:
    """Say where two quotes claim other letters of the same place of a copy."""
    reach = 0
    furthest = ""
    for (start, stop), passage in sorted(placed):
        shared = min(stop, reach) - start
        if shared > 0:
            begin = len(furthest) - (reach - start)
            if furthest[begin : begin + shared] != passage[:shared]:
                return f"two quotes have other letters at the character {start} of the copy"
        if stop > reach:
            reach, furthest = stop, passage
    return None


@dataclass(frozen=True, slots=True)
class ProofTally:
    """How many different quotes are in which state, and how many of the proven ones a link leads to
    exactly, or does not.
    """

    proven: int
    changed: int
    unproven: int
    lost: int
    exact: int
    ambiguous: int

    def __str__(self) -> str:
        return (
            f"Quotes: {self.proven} proven, {self.changed} changed since, {self.unproven} never"
            f" looked up, {self.lost} not found. Links to passages: {self.exact} exact,"
            f" {self.ambiguous} ambiguous, {self.lost} lost."
        )


def tally_quotes(corpus: Corpus) -> ProofTally:
    """Count the different quotes by what the proofs say of them; of one that is used several times
    what is worst.
    """
    judged = judge_quotes(corpus)
    uses: dict[tuple[str, str], list[Judgement]] = {}
    for pieces in corpus.evidence_of_source.values():
        for piece in pieces:
            if quote := piece.evidence.quote:
                uses.setdefault((piece.evidence.source, quote), []).append(judged[piece.key])
    worst = [max(several, key=_rank_judgement) for several in uses.values()]
    states = Counter(judgement.state for judgement in worst)
    exact = sum(bool(judgement.fragment) for judgement in worst)
    return ProofTally(
        states["proven"],
        states["changed"],
        states["unproven"],
        states["lost"],
        exact,
        states["proven"] - exact,
    )


def _rank_judgement(judgement: Judgement) -> tuple[int, bool]:
    order: tuple[State, ...] = ("proven", "changed", "unproven", "lost")
    return order.index(judgement.state), not judgement.fragment
