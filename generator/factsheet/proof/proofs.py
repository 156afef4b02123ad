"""Proofs of quotes: records of what was found in saved copies, how they are made and written.

A proof is made where the saved copy is, and read where it is not: `judgement` says of a quote as it
stands now what the proofs say of it, by hashes alone.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Literal

from factsheet.facts.corpus import EvidenceAt, find_attribution
from factsheet.facts.dates import EdtfDate
from factsheet.facts.files import replace_file
from factsheet.facts.model import Evidence, Source
from factsheet.facts.testimony import Proof, QuoteProof
from factsheet.facts.writing.writer import format_record
from factsheet.proof.bounds import list_skips
from factsheet.proof.fragments.making import make_fragment
from factsheet.proof.lookup import MOST_PLACES, CopyText, look_up, read_text
from factsheet.proof.quotes import Span, count_words, hash_quote, split_passages
from factsheet.proof.reading.coverage import record_sentences

NOT_FOUND = "no"

QuoteName = tuple[str, str, str]
"""What a record knows a quote by: its statement, its hash and its context."""

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


def make_proof(
    source: Source, pieces: Collection[EvidenceAt], copy: Copy, checked: EdtfDate
) -> Proof:
    """Look up every quote of a source in its saved copy, on the day `checked`."""
    read = read_text(copy.text)
    quotes = tuple(_prove_quotes(source, pieces, read))
    found = {(quote.statement, quote.sha256): read_ranges(quote.found) for quote in quotes}
    return Proof(
        id=source.id,
        url=source.url,
        sha256=copy.sha256,
        text_sha256=hashlib.sha256(read.text.encode()).hexdigest(),
        characters=max(1, len(read.text)),
        words=max(1, count_words(read.text)),
        obtained=copy.obtained,
        checked=checked,
        method=copy.method,
        sentences=record_sentences(copy.text, pieces, found),
        quotes=quotes,
    )


def _prove_quotes(
    source: Source, pieces: Iterable[EvidenceAt], read: CopyText
) -> Iterator[QuoteProof]:
    """What is found of each quote of a source, once for each use, in order."""
    quoted = {
        (piece.placed.ref, hash_quote(piece.evidence.quote), hash_context(piece)): piece
        for piece in pieces
        if piece.evidence.quote is not None
    }
    for (ref, sha256, context), piece in sorted(quoted.items(), key=itemgetter(0)):
        entry = QuoteProof(statement=ref, sha256=sha256, context=context, found=NOT_FOUND)
        yield _prove_quote(entry, piece.evidence, source, read)


def hash_context(piece: EvidenceAt) -> str:
    """Name what the quote of a piece of evidence is used for; see `hash_use`."""
    evidence = piece.evidence
    attribution = find_attribution(piece.placed.statement, evidence)
    return hash_use(evidence.stance, attribution, evidence.translation, evidence.locator)


@lru_cache(maxsize=1 << 14)  # most quotes are used as many others are
def hash_use(
    stance: str,
    attribution: tuple[str, ...],
    translation: str | None = None,
    locator: str | None = None,
) -> str:
    """Name a use of a quote as proofs do: the first 16 hexadecimal digits of the SHA-256 of stance,
    translation, locator and attribution as JSON.
    """
    used = [stance, translation, locator, *attribution]
    return hashlib.sha256(json.dumps(used).encode()).hexdigest()[:16]


def _prove_quote(
    entry: QuoteProof, evidence: Evidence, source: Source, copy: CopyText
) -> QuoteProof:
    """What is found of the quote of `evidence` in a copy, as a whole record."""
    quote, language = evidence.quote or "", evidence.language or source.language or ""
    found = look_up(quote, evidence.locator or "", copy)
    if found is None:
        return entry
    others = (place[0] for place in found.others[: MOST_PLACES - 1])
    return replace(
        entry,
        found=format_ranges(found.spans),
        elsewhere=format_ranges(others) or None,
        skips=list_skips(copy, found.spans, language),
        fragment=make_fragment(copy.original, found.spans) if found.settled else None,
    )


def name_quote(piece: EvidenceAt) -> QuoteName:
    """What a record knows the quote of a piece of evidence by."""
    return piece.placed.ref, hash_quote(piece.evidence.quote or ""), hash_context(piece)


def read_ranges(text: str) -> tuple[Span, ...]:
    """Read the ranges that a record gives; none for `no`."""
    if text == NOT_FOUND:
        return ()
    pairs = (item.partition("-") for item in text.split(" "))
    return tuple((int(start), int(stop)) for start, _, stop in pairs)


def is_verbatim(spans: Sequence[Span], quote: str) -> bool:
    """Whether spans are as long as the passages of `quote` with all that stands in brackets: the
    article has these itself, or there are none.
    """
    return [stop - start for start, stop in spans] == list(map(len, split_passages(quote)))


def format_ranges(spans: Iterable[Span]) -> str:
    """Format spans as a record gives them."""
    return " ".join(f"{start}-{stop}" for start, stop in spans)


def format_proof(proof: Proof) -> str:
    """Format a proof as the text of its file; the same proof always gives the same text."""
    return format_record(proof, COMMENT)


def write_proof(facts: Path, proof: Proof) -> bool:
    """Write a proof into `facts/proofs/`, whole or not at all; return whether it changed."""
    path = facts / "proofs" / f"{proof.id}.yml"
    data = format_proof(proof).encode()
    if path.is_file() and path.read_bytes() == data:
        return False
    replace_file(path, data)
    return True
