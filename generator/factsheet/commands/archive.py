"""`factsheet archive`: ask the Internet Archive for copies, and name them in the facts."""

import os
import re
import sys
import time

import click

from factsheet.commands import (
    choose,
    find_project,
    find_unread,
    hold_records,
    read_facts,
    say,
    say_refusal,
    say_unread,
    sources_argument,
    warn_of_errors,
)
from factsheet.facts.corpus import Corpus
from factsheet.facts.model import Archive, Source
from factsheet.facts.writing.edit import add_archive
from factsheet.fetching.archive import Archiver, archive_sources, choose_unarchived
from factsheet.fetching.fetcher import Fetcher
from factsheet.problems import Refusal

KEY = re.compile(r"[!-~]{1,200}")


@click.command()
@sources_argument
def archive(sources: tuple[str, ...]) -> None:
    """Ask the Internet Archive for a copy of the sources, or of all that have an address and no
    archived copy.

    Writes `archive:` into the source's file once the copy is confirmed, and changes nothing else
    there. The keys of an account are taken from IA_ACCESS_KEY_ID and IA_SECRET_ACCESS_KEY. Exits
    with 0 if there is a copy of each, 1 if there is not or a source could not be read, 2 if it
    cannot run.
    """
    hold_records("sources")
    corpus, problems = read_facts()
    warn_of_errors(problems)
    chosen = choose(corpus, sources, choose_unarchived(corpus))
    wanted = [source for source in chosen if _is_wanted(source)]
    archiver = Archiver(Fetcher(), time.sleep, _read_keys())
    archived = 0
    for source, outcome in archive_sources(wanted, archiver):
        archived += _settle(corpus, source, outcome)
    lacking = sum(not source.archive for source in chosen) - archived
    if lacking:
        say(f"{lacking} without a copy", fg="yellow", err=True)
    unread = () if sources else find_unread(corpus, "sources")
    say_unread(unread, "no copy is asked for")
    sys.exit(1 if lacking or unread else 0)


def _is_wanted(source: Source) -> bool:
    if source.archive:
        say(f"{source.id}: has a copy, {source.archive.url}")
    elif not source.url:
        say(f"{source.id}: has no address", fg="red")
    return bool(source.url and not source.archive)


def _settle(corpus: Corpus, source: Source, outcome: Archive | Refusal) -> bool:
    """Write the copy's address into the source's file; return whether it is there now."""
    path = find_project() / corpus.place(source).path
    refusal = outcome if isinstance(outcome, Refusal) else add_archive(path, outcome)
    if refusal:
        say_refusal(source.id, refusal)
    elif isinstance(outcome, Archive):
        say(f"{source.id}: archived as {outcome.url}")
    return refusal is None


def _read_keys() -> tuple[str, str] | None:
    access = os.environ.get("IA_ACCESS_KEY_ID", "")
    secret = os.environ.get("IA_SECRET_ACCESS_KEY", "")
    if not access and not secret:
        return None
    if not KEY.fullmatch(access) or not KEY.fullmatch(secret):
        raise click.UsageError(
            "IA_ACCESS_KEY_ID and IA_SECRET_ACCESS_KEY are set together, without spaces"
        )
    return access, secret
