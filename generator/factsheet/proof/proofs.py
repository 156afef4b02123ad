"""Proofs of quotes: how they are made and written, and what they say of a quote.

A proof is made where the saved copy is, and read where it is not: by hashes alone it says whether a
quote as it stands now was found in the copy, letter for letter (see `quotes`).
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Literal
from weakref import WeakKeyDictionary

from factsheet.facts.corpus import Corpus, EvidenceAt, EvidenceKey
from factsheet.facts.dates import EdtfDate, parse_date
from factsheet.facts.files import replace_file
from factsheet.facts.model import Proof, QuoteProof, Source
from factsheet.facts.writer import format_record
from factsheet.problems import Refusal
from factsheet.proof.copies import Snapshot, read_origin, read_snapshot
from factsheet.proof.fragments import make_fragment
from factsheet.proof.quotes import (
    count_words,
    find_quote,
    hash_quote,
    normalise_text,
    split_passages,
)

State = Literal["proven", "changed", "unproven", "lost"]
"""Found in the copy; not looked up since it was changed; never looked up; looked up and not found.
"""

NOT_FOUND = "no"

COMMENT = (
    "Written by `factsheet verify`: what was found in the saved copy of this source. Do not edit."
)


@dataclass(frozen=True, slots=True)
class Copy:
    """A saved copy: its text, the SHA-256 of the file's bytes in hexadecimal, when and how it was
    obtained.
    """

    text: str
    sha256: str
    obtained: EdtfDate | None
    method: Literal["fetched", "supplied"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the proofs say of one quote; `fragment` leads to its passage, and is empty if none is
    exact.
    """

    state: State
    fragment: str = ""


def make_proof(source_id: str, pieces: Iterable[EvidenceAt], copy: Copy) -> Proof:
    """Look up every quote of a source in its saved copy."""
    text = normalise_text(copy.text)
    quoted = sorted(
        {
            (piece.placed.ref, piece.evidence.quote)
            for piece in pieces
            if piece.evidence.quote is not None
        }
    )
    return Proof(
        id=source_id,
        sha256=copy.sha256,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        words=max(1, count_words(text)),
        obtained=copy.obtained,
        method=copy.method,
        quotes=tuple(_prove_quote(ref, quote, text, copy.text) for ref, quote in quoted),
    )


def _prove_quote(ref: str, quote: str, text: str, original: str) -> QuoteProof:
    spans = find_quote(quote, text)
    ranges = " ".join(f"{start}-{end}" for start, end in spans) or NOT_FOUND
    fragment = make_fragment(original, spans) if spans else None
    return QuoteProof(statement=ref, sha256=hash_quote(quote), found=ranges, fragment=fragment)


def judge_quotes(corpus: Corpus) -> Mapping[EvidenceKey, Judgement]:
    """Judge every quote in the facts by the proofs; worked out once for each corpus."""
    if corpus not in _JUDGEMENTS:
        _JUDGEMENTS[corpus] = _judge_quotes(corpus)
    return _JUDGEMENTS[corpus]


_JUDGEMENTS: "WeakKeyDictionary[Corpus, Mapping[EvidenceKey, Judgement]]" = WeakKeyDictionary()


def _judge_quotes(corpus: Corpus) -> Mapping[EvidenceKey, Judgement]:
    judged: dict[EvidenceKey, Judgement] = {}
    for source_id, pieces in corpus.evidence_of_source.items():
        proof = corpus.proofs.get(source_id)
        looked_up = proof.quotes if proof else ()
        by_hash = {quote.sha256: quote for quote in looked_up}
        hashes = {
            piece.key: hash_quote(piece.evidence.quote)
            for piece in pieces
            if piece.evidence.quote is not None
        }
        now = set(hashes.values())
        stale = {quote.statement for quote in looked_up if quote.sha256 not in now}
        for key, sha256 in hashes.items():
            judged[key] = _judge(by_hash.get(sha256), changed=key[0] in stale)
    return judged


def _judge(proof: QuoteProof | None, *, changed: bool) -> Judgement:
    if proof is None:
        return Judgement("changed" if changed else "unproven")
    if proof.found == NOT_FOUND:
        return Judgement("lost")
    return Judgement("proven", proof.fragment or "")


@dataclass(frozen=True, slots=True)
class ProofTally:
    """How many quotes are in which state, and how many of the proven ones a link leads to exactly,
    or does not.
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


def tally_quotes(judged: Iterable[Judgement]) -> ProofTally:
    """Count quotes by what the proofs say of them."""
    listed = list(judged)
    states = Counter(found.state for found in listed)
    exact = sum(bool(found.fragment) for found in listed)
    return ProofTally(
        states["proven"],
        states["changed"],
        states["unproven"],
        states["lost"],
        exact,
        states["proven"] - exact,
    )


def format_proof(proof: Proof) -> str:
    """Format a proof as the text of its file; the same proof always gives the same text."""
    return format_record(proof, COMMENT)


def find_nearest(quote: str, text: str) -> str:
    """Find the passage of a saved copy that is most like `quote`: a hint for a curator, never a
    proof.
    """
    longest = max(split_passages(quote), key=len)
    plain = normalise_text(text)
    match = SequenceMatcher(None, plain, longest, autojunk=False).find_longest_match()
    start = max(0, match.a - match.b)
    return plain[start : start + len(longest)].strip() if match.size > 3 else ""


@dataclass(frozen=True, slots=True)
class Lost:
    """A quote that does not stand in its saved copy, and the passage there that is most like it, as
    a hint.
    """

    piece: EvidenceAt
    nearest: str


@dataclass(frozen=True, slots=True)
class Verified:
    """A source whose quotes were looked up."""

    proof: Proof
    lost: tuple[Lost, ...]


def choose_quoted(corpus: Corpus) -> tuple[str, ...]:
    """List the ids of the sources that are there and quoted."""
    return tuple(name for name in corpus.sources if corpus.evidence_of_source[name])


def verify_source(corpus: Corpus, source: Source, folder: Path) -> Verified | Refusal | None:
    """Look up all quotes of `source` in its saved copy in `folder`; None if there is no copy."""
    snapshot = read_snapshot(folder, source)
    if not isinstance(snapshot, Snapshot):
        return snapshot
    origin = read_origin(folder, source)
    if isinstance(origin, Refusal):
        return origin
    obtained = parse_date(origin.obtained) if origin else source.accessed
    copy = Copy(snapshot.text, snapshot.sha256, obtained, origin.method if origin else "supplied")
    pieces = corpus.evidence_of_source[source.id]
    proof = make_proof(source.id, pieces, copy)
    return Verified(proof, tuple(_find_lost(proof, pieces, snapshot.text)))


def _find_lost(proof: Proof, pieces: Iterable[EvidenceAt], text: str) -> Iterable[Lost]:
    lost = {checked.sha256 for checked in proof.quotes if checked.found == NOT_FOUND}
    for piece in pieces:
        quote = piece.evidence.quote
        if quote is not None and hash_quote(quote) in lost:
            yield Lost(piece, find_nearest(quote, text))


def write_proof(facts: Path, proof: Proof) -> bool:
    """Write a proof into `facts/proofs/`, whole or not at all; return whether it changed."""
    path = facts / "proofs" / f"{proof.id}.yml"
    text = format_proof(proof)
    if path.is_file() and path.read_text("utf-8") == text:
        return False
    replace_file(path, text.encode())
    return True
