"""`factsheet verify`: look up every quote in the saved copy of its article."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from factsheet.commands import (
    choose,
    find_project,
    find_today,
    find_unread,
    hold_records,
    read_facts,
    report_unwritten,
    say,
    say_refusal,
    say_unread,
    show_progress,
    snapshots_option,
    sources_argument,
    warn_of_errors,
)
from factsheet.commands.repeating import Options, check_proofs, choose_proven
from factsheet.facts.corpus import Corpus
from factsheet.facts.dates import parse_date
from factsheet.facts.load import locate
from factsheet.facts.model import Source
from factsheet.facts.testimony import Proof
from factsheet.pipeline.folders import FACTS
from factsheet.problems import Refusal
from factsheet.proof.judgement import tally_quotes
from factsheet.proof.proofs import NOT_FOUND, write_proof
from factsheet.proof.verification import Remark, Verified, choose_quoted, verify_source


@click.command()
@sources_argument
@snapshots_option
@click.option(
    "--check",
    is_flag=True,
    help="Write nothing: say which records the copies bear out, and which nothing can.",
)
@click.option(
    "--base",
    metavar="REVISION",
    help="With --check: a record that is new or other than in this revision must be borne out.",
)
@click.option(
    "--fetch",
    is_flag=True,
    help="With --base: fetch the articles of changed records that have no copy here.",
)
@click.option(
    "--approved",
    metavar="LABELS",
    default="",
    envvar="FACTSHEET_APPROVED",
    help="With --base: approvals of records by persons, as the summary asks for them.",
)
@click.option(
    "--summary",
    type=click.Path(dir_okay=False, path_type=Path),
    help="With --check: add what was found to this file, as Markdown.",
)
@click.option(
    "--repeated",
    type=click.Path(dir_okay=False, path_type=Path),
    help="With --check: write which records were repeated, for a build to say so.",
)
def verify(sources: tuple[str, ...], snapshots: Path, check: bool, **options: Any) -> None:
    """Look up every quote of the sources, or of all that are quoted, in the saved copies, and write
    the proof records.

    Nothing is written while a file that may hold quotes cannot be read. Exit with 0 if every quote
    was looked up and found, 1 if one was not, 2 if it cannot run. With --check, exit with 1 if a
    record is not what its copy holds, or was changed since the base and nothing bears it out.
    """
    given = Options(**options)
    if not check and (used := given.name_used()):
        raise click.UsageError(f"{used} goes with --check")
    if not check:
        hold_records("proofs")
    corpus, problems = read_facts()
    warn_of_errors(problems)
    unread = find_unread(corpus, "events", "actors", *(["proofs"] if check else []))
    all_read = _report_unread(corpus, unread, named=bool(sources))
    if check:
        names = [source.id for source in choose(corpus, sources, choose_proven(corpus))]
        sys.exit(0 if check_proofs(corpus, names, snapshots, given) and all_read else 1)
    today = parse_date(find_today().isoformat())
    all_found = all_read
    proofs: dict[str, Proof] = {}
    for source in show_progress(choose(corpus, sources, choose_quoted(corpus)), "Verifying"):
        outcome = verify_source(corpus, source, snapshots, today)
        all_found &= _report(corpus, source, outcome, snapshots)
        if isinstance(outcome, Verified):
            if not unread:
                with report_unwritten(f"the proof of {source.id}"):
                    write_proof(find_project() / FACTS, outcome.proof)
            proofs[source.id] = outcome.proof
    verified = replace(corpus, proofs={**corpus.proofs, **proofs})
    say(str(tally_quotes(verified)))
    sys.exit(0 if all_found else 1)


def _report_unread(corpus: Corpus, unread: list[str], *, named: bool) -> bool:
    """Print what is not looked up; return whether there is nothing of the kind.

    The files `unread` may hold quotes of any source. A source's own file matters to that source
    alone: if sources were `named`, it is one of these.
    """
    say_unread(unread, "its quotes are not looked up, and no proof is written")
    own = set() if named else {*find_unread(corpus, "sources")} - {*unread}
    say_unread(sorted(own), "its quotes are not looked up")
    missing = () if named else sorted({*corpus.evidence_of_source} - {*corpus.sources})
    for name in missing:
        if name not in corpus.broken:
            say(f"{name}: no such source; its quotes are not looked up", fg="red", err=True)
    return not (unread or own or missing)


def _report(
    corpus: Corpus, source: Source, outcome: Verified | Refusal | None, snapshots: Path
) -> bool:
    """Print what became of a source; return whether every quote of it was found."""
    if outcome is None:
        hint = f"make one with: factsheet snapshot {source.id} FILE"
        say(f"{source.id}: no saved copy in {snapshots}; {hint}", fg="yellow")
        return False
    if isinstance(outcome, Refusal):
        say_refusal(source.id, outcome)
        return False
    proof, wrong = outcome.proof, outcome.wrong
    lost = sum(entry.found == NOT_FOUND for entry in proof.quotes)
    say(f"{source.id}: {len(proof.quotes)} quotes, {lost} not found, {proof.words} words")
    _show_remarks(corpus, wrong, fg="red")
    _show_remarks(corpus, outcome.seen)
    return not wrong


def _show_remarks(corpus: Corpus, remarks: Sequence[Remark], **style: str) -> None:
    places = (
        corpus.place(remark.piece.placed.record, remark.piece.location("quote"))
        for remark in remarks
    )
    for remark, position in zip(remarks, locate(corpus.root, places), strict=True):
        quote = remark.piece.evidence.quote
        say(f"  {position.path}:{position.line}: {remark.words}: {quote}", **style)
        if remark.hint:
            say(f"    {remark.hint}", **style)
