"""`factsheet fetch`: download copies of articles."""

import sys
from functools import partial
from pathlib import Path

import click

from factsheet.commands import (
    choose,
    find_today,
    find_unread,
    read_facts,
    say,
    say_refusal,
    say_unread,
    snapshots_option,
    sources_argument,
    warn_of_errors,
)
from factsheet.facts.corpus import Corpus
from factsheet.fetching.collect import Collector, Outcome, choose_sources, fetch_sources
from factsheet.fetching.fetcher import Fetcher
from factsheet.fetching.politeness import SECONDS_BETWEEN, Pace
from factsheet.problems import Refusal
from factsheet.proof.articles import compare_declared
from factsheet.proof.copies import Saved
from factsheet.proof.reading.doubts import read_doubts


@click.command()
@sources_argument
@snapshots_option
def fetch(sources: tuple[str, ...], snapshots: Path) -> None:
    """Download the sources, or all that we read and that have an address, into the snapshots
    folder.

    Show what each page declares beside what the facts say, and why a copy may not be the whole
    article; change no fact. Exit with 0 if
    there is a copy of each, 1 if one was refused or what names them could not be read, 2 if it
    cannot run.
    """
    corpus, problems = read_facts()
    warn_of_errors(problems)
    unread = () if sources else find_unread(corpus, "sources", "events", "actors")
    say_unread(unread, "sources that it names may not be fetched")
    chosen = [source.id for source in choose(corpus, sources, choose_sources(corpus))]
    pace = Pace(SECONDS_BETWEEN)
    report = partial(_report, corpus, snapshots)
    collector = Collector(Fetcher(pause=pace), pace.sleep, snapshots, find_today(), report)
    outcomes = fetch_sources(corpus, chosen, collector)
    refused = any(isinstance(outcome, Refusal) for outcome in outcomes.values())
    sys.exit(1 if refused or unread else 0)


def _report(corpus: Corpus, snapshots: Path, name: str, outcome: Outcome) -> None:
    if isinstance(outcome, Refusal):
        say_refusal(name, outcome)
    elif isinstance(outcome, Saved):
        say(f"{name}: saved as {', '.join(outcome.files) or 'before'}")
        show_taken(corpus, snapshots, name, outcome)
    else:
        say(f"{name}: there is a copy already, {outcome.name}")


def show_taken(corpus: Corpus, snapshots: Path, name: str, saved: Saved) -> None:
    """Print what the page declares and the facts say otherwise, or not at all; and what is to be
    doubted of the copy, which is kept.
    """
    source = corpus.sources[name]
    for doubt in read_doubts(corpus, source, snapshots, saved.origin):
        say(f"  {doubt.reason}; {doubt.hint}", fg="yellow")
    for difference in compare_declared(source, saved.origin.declared):
        ours = repr(difference.ours or "nothing")
        say(f"  {difference.field}: the page says {difference.theirs!r}, the facts {ours}")
