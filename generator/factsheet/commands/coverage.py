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
from factsheet.facts.model import Source
from factsheet.facts.vocabulary import is_passed_on
from factsheet.problems import Refusal
from factsheet.proof.copies import read_snapshot
from factsheet.proof.quotes import SHARE
from factsheet.proof.reading.coverage import Sentence, measure_coverage


@click.command()
@click.argument("source")
@snapshots_option
def coverage(source: str, snapshots: Path) -> None:
    """Print the saved copy of SOURCE sentence by sentence, each with the statements that quote it.

    Sentences that no statement quotes stand out, each with its hash: under `set_aside`, the
    source's file names by it those that assert nothing. Computed here, and never published. Exit
    with 1 if a file that may quote it could not be read, 2 if it cannot run.
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
    bare = sum(_show(chosen, sentence) for sentence in measured.sentences)
    share = measured.quoted / max(1, measured.words)
    allowed = "any share" if is_passed_on(corpus.vocabulary, chosen.kind) else f"{SHARE:.0%}"
    say(
        f"{len(measured.sentences)} sentences, {bare} without a statement (>>); quoted:"
        f" {measured.quoted} of {measured.words} words, {share:.1%} ({allowed} allowed)"
    )
    say_unread(unread, "what it quotes is not counted")
    sys.exit(1 if unread else 0)


def _show(source: Source, sentence: Sentence) -> bool:
    """Print a sentence; return whether a statement or a mark is missing."""
    aside = source.set_aside.get(sentence.hash)
    is_bare = not (sentence.statements or aside)
    say((">> " if is_bare else "   ") + sentence.text, bold=is_bare)
    for ref in sentence.statements:
        say(f"      {ref}", dim=True)
    if not sentence.statements:
        say(f"      {sentence.hash}: {aside or 'no statement'}", dim=True)
    return is_bare
