"""`factsheet verify`: every quote looked up in the saved copy of its article."""

import sys
from dataclasses import replace
from pathlib import Path

import click

from factsheet.commands import (
    choose,
    find_root,
    read_facts,
    say,
    show_progress,
    snapshots_option,
    sources_argument,
    warn_of_errors,
)
from factsheet.facts.corpus import Corpus, EvidenceAt
from factsheet.facts.locate import locate
from factsheet.facts.model import Proof, Source
from factsheet.pipeline.build import FACTS
from factsheet.problems import Place, Position, Refusal
from factsheet.proof.proofs import (
    Lost,
    Verified,
    choose_quoted,
    judge_quotes,
    tally_quotes,
    verify_source,
    write_proof,
)


@click.command()
@sources_argument
@snapshots_option
def verify(sources: tuple[str, ...], snapshots: Path) -> None:
    """Look up every quote of the sources, or of all that are quoted, in the saved copies, and write
    the proof records.

    Exits with 0 where every quote was found, 1 where one was not or a copy is missing, 2 where it
    cannot run.
    """
    corpus, problems = read_facts()
    warn_of_errors(problems)
    failed = False
    proofs: dict[str, Proof] = {}
    for source in show_progress(choose(corpus, sources, choose_quoted(corpus)), "Verifying"):
        found = verify_source(corpus, source, snapshots)
        failed |= _report(corpus, source, found, snapshots)
        if isinstance(found, Verified):
            write_proof(find_root() / FACTS, found.proof)
            proofs[source.id] = found.proof
    now = replace(corpus, proofs={**corpus.proofs, **proofs})
    say(str(tally_quotes(judge_quotes(now).values())))
    sys.exit(1 if failed else 0)


def _report(
    corpus: Corpus, source: Source, found: Verified | Refusal | None, snapshots: Path
) -> bool:
    """Tells what became of a source; whether something is missing."""
    if found is None:
        say(
            f"{source.id}: no saved copy in {snapshots}; make one with: factsheet snapshot"
            f" {source.id} FILE",
            fg="yellow",
        )
        return True
    if isinstance(found, Refusal):
        say(f"{source.id}: {found.reason}; {found.hint}", fg="red")
        return True
    say(
        f"{source.id}: {len(found.proof.quotes)} quotes, {len(found.lost)} not found,"
        f" {found.proof.words} words"
    )
    places = (_place_quote(corpus, lost.piece) for lost in found.lost)
    for lost, position in zip(found.lost, locate(corpus.root, places), strict=True):
        _show_lost(lost, position)
    return bool(found.lost)


def _place_quote(corpus: Corpus, piece: EvidenceAt) -> Place:
    return corpus.place(piece.at.record, piece.location("quote"))


def _show_lost(lost: Lost, position: Position) -> None:
    quote = lost.piece.evidence.quote
    say(f"  {position.path}:{position.line}: not in the copy: {quote}", fg="red")
    if lost.nearest:
        say(f"    nearest there, as a hint only: {lost.nearest}")
