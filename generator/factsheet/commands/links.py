"""`factsheet links`: ask whether every address is still there."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

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
    say_unread,
    sources_argument,
    warn_of_errors,
)
from factsheet.facts.corpus import Corpus
from factsheet.facts.dates import parse_date
from factsheet.facts.files import replace_file
from factsheet.facts.model import MACHINE_FOLDERS, Source
from factsheet.facts.testimony import LinkCheck
from factsheet.fetching.fetcher import Fetcher
from factsheet.fetching.link_report import format_counts, format_markdown, format_terminal
from factsheet.fetching.links import (
    LinkChecker,
    check_links,
    check_quotes,
    format_link_check,
    is_bad,
    keep_quotes,
    list_addresses,
    list_proven,
)
from factsheet.fetching.politeness import SECONDS_BETWEEN, Pace
from factsheet.pipeline.folders import FACTS


@click.command()
@sources_argument
@click.option(
    "--quotes", is_flag=True, help="Fetch the pages, too, and look the proven quotes up on them."
)
@click.option(
    "--format",
    "style",
    type=click.Choice(["terminal", "markdown"]),
    default="terminal",
    show_default=True,
    help="How the result is written: for people, as Markdown for an issue.",
)
def links(sources: tuple[str, ...], quotes: bool, style: str) -> None:
    """Ask the addresses of the sources, or of all, and of their archived copies, whether they are
    still there.

    Write what was found into facts/links/; ask nothing while a file that matters to that cannot be
    read. Exit with 0 if all are alive or redirected, even if
    some could not be reached; 1 if an address is gone, or a quote is gone or drifted; 2 if it
    cannot run, 3 if it crashes, and then there is no report.
    """
    hold_records("links")
    corpus, problems = read_facts()
    warn_of_errors(problems)
    chosen = choose(corpus, sources, corpus.sources)
    if unread := _find_unread(corpus, chosen, named=bool(sources)):
        say_unread(unread, "no address is asked")
        sys.exit(2)
    checks = _ask(corpus, chosen, quotes)
    for name, check in checks.items():
        path = f"{FACTS}/links/{name}.yml"
        with report_unwritten(path):
            replace_file(find_project() / path, format_link_check(check).encode())
    _print(checks, style)
    sys.exit(1 if any(map(is_bad, checks.values())) else 0)


def _find_unread(corpus: Corpus, chosen: list[Source], *, named: bool) -> list[str]:
    """What cannot be read of that which the records of `chosen` are made of: statements, proofs,
    what was found earlier, and the sources themselves unless they were `named`.
    """
    made_of = (f"{folder}/{source.id}.yml" for folder in MACHINE_FOLDERS for source in chosen)
    own = () if named else ("sources",)
    return find_unread(corpus, "events", "actors", *made_of, *own)


def _ask(corpus: Corpus, chosen: list[Source], quotes: bool) -> dict[str, LinkCheck]:
    today = parse_date(find_today().isoformat())
    proven = list_proven(corpus)
    urls = {url for source in chosen for url in list_addresses(source)}
    pages = {source.url for source in chosen if source.id in proven} if quotes else set()
    pace = Pace(SECONDS_BETWEEN)
    with _show_bar(len(urls) + len(pages)) as on_done:
        checker = LinkChecker(Fetcher(pause=pace), pace.sleep, on_done)
        checks = check_links(chosen, today, checker)
        if quotes:
            return check_quotes(corpus, checks, proven, checker)
        return keep_quotes(corpus, checks, proven)


@contextmanager
def _show_bar(length: int) -> Iterator[Callable[[str], None]]:
    """Yield what to call for each address done; a bar shows them if the terminal is interactive."""
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=length, label="Asking", file=sys.stderr, hidden=hidden) as bar:
        yield lambda _: bar.update(1)


def _print(checks: dict[str, LinkCheck], style: str) -> None:
    if style == "markdown":
        click.echo(format_markdown(checks), nl=False)
        return
    for line in format_terminal(checks):
        say(line)
    say(format_counts(checks))
