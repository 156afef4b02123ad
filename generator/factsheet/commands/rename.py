"""`factsheet rename`: another id for a record or a statement."""

import sys
from pathlib import Path

import click

from factsheet.commands import find_project, say, say_refusal, snapshots_option
from factsheet.curating.renaming import rename as rename_everywhere
from factsheet.facts.writing.pen import Unwritten


@click.command()
@click.argument("old")
@click.argument("new")
@snapshots_option
def rename(old: str, new: str, snapshots: Path) -> None:
    """Give the record OLD, or the statement OLD written as record#statement, the id NEW.

    Whatever names it is changed: references and links in the facts, records of proof and of links,
    saved copies, and placeholders and links on pages in docs/. The former id is kept, so that old
    addresses lead on. All of it is done or nothing. Exit with 0 if it was, 1 if not, 2 if it cannot
    run.
    """
    outcome = rename_everywhere(find_project(), snapshots, old, new)
    if isinstance(outcome, Unwritten):
        say_refusal(old, outcome.refusal, err=True)
        sys.exit(1)
    for file in outcome.files:
        say(file)
    say(f"{outcome.old} is {outcome.new} now")
    say("left to do: see git diff; mkdocs.yml and templates of your own may name it, too")
