"""`factsheet snapshot`: take a copy by hand."""

import sys
from pathlib import Path

import click

from factsheet.commands import (
    choose,
    find_today,
    read_facts,
    say,
    say_refusal,
    snapshots_option,
)
from factsheet.commands.fetch import show_taken
from factsheet.problems import Refusal
from factsheet.proof.articles import guess_media_type
from factsheet.proof.copies import LARGEST, save_copy


@click.command()
@click.argument("source")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@snapshots_option
def snapshot(source: str, file: Path, snapshots: Path) -> None:
    """Take FILE, text or HTML saved from a browser or pasted by hand, as the saved copy of SOURCE.

    For pages behind a paywall, or gone. Show what its page declares beside what the facts say, and
    why it may not be the whole article. Exit with 0 if there is a copy now, 1 if it was refused.
    """
    corpus, _ = read_facts()
    chosen = choose(corpus, [source], [])[0]
    with file.open("rb") as opened:
        data = opened.read(LARGEST + 1)
    media_type = guess_media_type(data)
    outcome = save_copy(snapshots, chosen, data, media_type, today=find_today(), method="supplied")
    if isinstance(outcome, Refusal):
        say_refusal(source, outcome)
        sys.exit(1)
    say(f"{source}: saved as {', '.join(outcome.files) or 'before'}")
    show_taken(corpus, snapshots, source, outcome)
