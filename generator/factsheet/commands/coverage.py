"""`factsheet coverage`: print a saved copy by sentence, with the statements that quote each."""

import sys
from pathlib import Path

import click

from factsheet.commands import (
    choose,
    find_unread,
    read_facts,
    say,
    say_refusal,
    say_unread,
    snapshots_option,
    warn_of_errors,
)
from factsheet.problems import Refusal
from factsheet.proof.copies import read_snapshot
from factsheet.proof.coverage import measure_coverage
from factsheet.proof.quotes import SHARE


@click.command()
@click.argument("source")
@snapshots_option
def coverage(source: str, snapshots: Path) -> None:
    """Print the saved copy of SOURCE sentence by sentence, each with the statements that quote it.

    Sentences that no statement quotes stand out. Computed here, and never published. Exit with 1
    if a file that may quote it could not be read, 2 if it cannot run.
    """
    corpus, problems = read_facts()
    warn_of_errors(problems)
    unread = find_unread(corpus, "events", "actors")
    chosen = choose(corpus, [source], [])[0]
    copy = read_snapshot(snapshots, chosen) or Refusal(f"no saved copy of it in {snapshots}")
    if isinstance(copy, Refusal):
        say_refusal(source, copy, err=True)
        sys.exit(2)
    measured = measure_coverage(copy.text, corpus.evidence_of_source[source])
    for sentence in measured.sentences:
        mark = "   " if sentence.statements else ">> "
        say(mark + sentence.text, bold=not sentence.statements)
        for ref in sentence.statements:
            say(f"      {ref}", dim=True)
    bare = sum(not sentence.statements for sentence in measured.sentences)
    share = measured.quoted / max(1, measured.words)
    say(
        f"{len(measured.sentences)} sentences, {bare} without evidence (>>); quoted:"
        f" {measured.quoted} of {measured.words} words, {share:.1%} ({SHARE:.0%} allowed)"
    )
    say_unread(unread, "what it quotes is not counted")
    sys.exit(1 if unread else 0)
