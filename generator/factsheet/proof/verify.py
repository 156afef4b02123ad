"""Quotes held against the saved copies: what was found, and the records that say so."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from factsheet.facts.corpus import Corpus, EvidenceAt
from factsheet.facts.dates import parse_date
from factsheet.facts.files import replace_file
from factsheet.facts.model import Proof, Source
from factsheet.proof.copies import Snapshot, read_origin, read_snapshot
from factsheet.proof.proofs import NOT_FOUND, Copy, find_nearest, format_proof, make_proof
from factsheet.proof.quotes import hash_quote
from factsheet.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Lost:
    """A quote that does not stand in its saved copy, and the passage there that is most like it: a hint only."""

    piece: EvidenceAt
    nearest: str


@dataclass(frozen=True, slots=True)
class Verified:
    """A source whose quotes were looked up."""

    proof: Proof
    lost: tuple[Lost, ...]


def choose_quoted(corpus: Corpus) -> tuple[str, ...]:
    """The ids of the sources that are quoted."""
    return tuple(name for name, pieces in corpus.evidence_of_source.items() if pieces)


def verify_source(corpus: Corpus, source: Source, folder: Path) -> Verified | Refusal | None:
    """Looks up all quotes of `source` in its saved copy in `folder`; None where there is no copy."""
    snapshot = read_snapshot(folder, source)
    if not isinstance(snapshot, Snapshot):
        return snapshot
    origin = read_origin(folder, source)
    if isinstance(origin, Refusal):
        return origin
    obtained = parse_date(origin.obtained) if origin else source.accessed
    copy = Copy(snapshot.text, snapshot.sha256, obtained, origin.method if origin else "supplied")
    pieces = corpus.evidence_of_source.get(source.id, ())
    proof = make_proof(source.id, pieces, copy)
    return Verified(proof, tuple(_find_lost(proof, pieces, snapshot.text)))


def _find_lost(proof: Proof, pieces: Iterable[EvidenceAt], text: str) -> Iterable[Lost]:
    lost = {one.sha256 for one in proof.quotes if one.found == NOT_FOUND}
    for piece in pieces:
        quote = piece.evidence.quote
        if quote is not None and hash_quote(quote) in lost:
            yield Lost(piece, find_nearest(quote, text))


def write_proof(facts: Path, proof: Proof) -> bool:
    """Writes the record into `facts/proofs/`, whole or not at all; tells whether it changed."""
    path = facts / "proofs" / f"{proof.id}.yml"
    text = format_proof(proof)
    if path.is_file() and path.read_text("utf-8") == text:
        return False
    replace_file(path, text.encode())
    return True
