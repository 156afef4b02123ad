"""Quotes looked up in saved copies: their proofs, and what a person must know of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from factsheet.facts.corpus import Corpus, EvidenceAt
from factsheet.facts.dates import EdtfDate, parse_date
from factsheet.facts.model import Source
from factsheet.facts.testimony import Proof, QuoteProof, Skip
from factsheet.problems import Refusal
from factsheet.proof.bounds import find_breach
from factsheet.proof.copies import Snapshot, read_origin, read_snapshot
from factsheet.proof.lookup import (
    CopyText,
    explain_absence,
    number_paragraph,
    read_text,
)
from factsheet.proof.nearest import find_nearest
from factsheet.proof.proofs import Copy, is_verbatim, make_proof, name_quote, read_ranges
from factsheet.proof.quotes import GAP
from factsheet.wording import join_names

SKIP_WORDS: Mapping[Skip, str] = {
    "paragraph": "the end of a paragraph",
    "sentence": "the end of a sentence",
    "quotation": "a quotation mark",
    "speaker": "a word that says who speaks",
    "negation": "a negation",
}
"""What a record's skips mean."""


MOST_HINTS = 50
"""So many wrong quotes of a source have the nearest passage as a hint; of more the copy is another
article's.
"""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a curator or a reviewer must know of a quote that was looked up; `hint` may show words
    of the copy.
    """

    piece: EvidenceAt
    words: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Verified:
    """A source whose quotes were looked up: its proof, what is wrong with its quotes, and what a
    reviewer should see.
    """

    proof: Proof
    wrong: tuple[Remark, ...]
    seen: tuple[Remark, ...]


def choose_quoted(corpus: Corpus) -> tuple[str, ...]:
    """List the ids of the sources that are there and quoted."""
    return tuple(name for name in corpus.sources if corpus.evidence_of_source[name])


def verify_source(
    corpus: Corpus, source: Source, folder: Path, today: EdtfDate
) -> Verified | Refusal | None:
    """Look up all quotes of `source` in its saved copy in `folder`; None if there is no copy.

    The proof is dated `today`, unless it says nothing else than the one in `corpus`.
    """
    copy = read_saved(source, folder)
    if copy is None or isinstance(copy, Refusal):
        return copy
    pieces = [
        piece for piece in corpus.evidence_of_source[source.id] if piece.evidence.quote is not None
    ]
    proof = make_proof(source, pieces, copy, today)
    earlier = corpus.proofs.get(source.id)
    if earlier and earlier == replace(proof, checked=earlier.checked):
        proof = earlier
    read = read_text(copy.text)
    entries = {(entry.statement, entry.sha256, entry.context): entry for entry in proof.quotes}
    wrong: list[Remark] = []
    seen: list[Remark] = []
    for piece in pieces:
        entry = entries[name_quote(piece)]
        language = piece.evidence.language or source.language or ""
        wrong += _list_wrong(piece, entry, read, language, hints=len(wrong) < MOST_HINTS)
        seen += _list_seen(piece, entry, read)
    return Verified(proof, tuple(wrong), tuple(seen))


def read_saved(source: Source, folder: Path) -> Copy | Refusal | None:
    """Read the saved copy of `source` and where it comes from; None if there is no copy."""
    snapshot = read_snapshot(folder, source)
    if not isinstance(snapshot, Snapshot):
        return snapshot
    origin = read_origin(folder, source)
    if isinstance(origin, Refusal):
        return origin
    obtained = parse_date(origin.obtained) if origin else source.accessed
    method = origin.method if origin else "supplied"
    return Copy(snapshot.text, snapshot.sha256, obtained, method)


def _list_wrong(
    piece: EvidenceAt, entry: QuoteProof, copy: CopyText, language: str, *, hints: bool
) -> Iterator[Remark]:
    quote, spans = piece.evidence.quote or "", read_ranges(entry.found)
    if not spans:
        hint = explain_absence(quote, copy.text)
        if not hint and hints and (nearest := find_nearest(quote, copy.text)):
            hint = f"nearest there, as a hint only: {nearest}"
        yield Remark(piece, "not in the copy", hint)
    elif breach := find_breach(quote, language, verbatim=is_verbatim(spans, quote)):
        yield Remark(piece, "alters what the article says", breach)
    elif entry.skips and not piece.evidence.note:
        yield Remark(piece, "a note must say why the sense holds", describe_skips(entry))


def _list_seen(piece: EvidenceAt, entry: QuoteProof, copy: CopyText) -> Iterator[Remark]:
    spans = read_ranges(entry.found)
    if entry.skips:
        words = GAP.join(
            copy.text[before[1] : after[0]].strip() for before, after in pairwise(spans)
        )
        yield Remark(piece, "leaves words out", f"{describe_skips(entry)}: {words}")
    if entry.elsewhere:
        places = (spans[0], *read_ranges(entry.elsewhere))
        numbers = dict.fromkeys(str(number_paragraph((span,), copy)) for span in places)
        chosen = "; its locator chose one" if piece.evidence.locator else ""
        hint = f"in {_count_paragraphs(list(numbers))}{chosen}"
        yield Remark(piece, f"stands there {len(places)} times", hint)


def describe_skips(entry: QuoteProof) -> str:
    """Say what the words hold that a quote leaves out."""
    return f"they hold {join_names(SKIP_WORDS[skip] for skip in entry.skips)}"


def _count_paragraphs(numbers: list[str]) -> str:
    return f"paragraph{'s' if len(numbers) > 1 else ''} {join_names(numbers)}"
