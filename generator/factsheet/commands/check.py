"""`factsheet check`: hold the facts against the rules."""

import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import click

from factsheet.checks.pages import check_pages
from factsheet.checks.written.live import check_live_html
from factsheet.commands import find_project, read_facts, say
from factsheet.facts.aids.editors import write_schemas
from factsheet.facts.corpus import Corpus
from factsheet.facts.files import list_files
from factsheet.host.hand_written import find_live_in_child
from factsheet.pipeline.folders import TEMPLATES
from factsheet.pipeline.gathering import gather_problems
from factsheet.problems import Problem, format_github, format_json, format_terminal, has_errors
from factsheet.proof.judgement import tally_quotes
from factsheet.wording import count_things

PAGES = "docs"
"""Where a host's hand-written pages stand by default."""
AT_ONCE = 1000
"""So many lines are printed in one step: each step waits for the system."""


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--strict", is_flag=True, help="Fail on warnings, too.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["terminal", "github", "json"]),
    default="terminal",
    show_default=True,
    help="How problems are written: for people, as annotations on GitHub, as JSON.",
)
def check(paths: tuple[Path, ...], strict: bool, style: str) -> None:
    """Check the facts of the project in this folder; with PATHS, report only problems in these
    files and folders.

    Pages in docs/ are checked, too: whether the blocks of facts that they ask for are there, and
    whether they hold live HTML. So is what stands in docs/ and site_templates/ at all. The schemas
    by which editors complete and explain, in .factsheet/schemas/, are kept in step.

    Exit with 0 if there are no errors, 1 if there are, 2 if it cannot run.
    """
    corpus, reported = read_facts()
    _write_schemas(corpus)
    reported = (*_check_written(corpus, find_project()), *reported)
    problems = _select_problems(reported, paths, find_project())
    lines = iter(_format_problems(problems, style))
    while block := "\n".join(islice(lines, AT_ONCE)):
        click.echo(block)
    errors = sum(problem.severity == "error" for problem in problems)
    counts = count_things(errors, "error"), count_things(len(problems) - errors, "warning")
    click.echo(", ".join(counts), err=True)
    click.echo(str(tally_quotes(corpus)), err=True)
    sys.exit(1 if has_errors(problems) or (strict and problems) else 0)


def _write_schemas(corpus: Corpus) -> None:
    """Keep the schemas for editors in step; what is wrong with that is nothing wrong with facts."""
    try:
        write_schemas(corpus)
    except OSError as error:
        say(f"the schemas for editors cannot be written: {error.strerror}", err=True)


def _check_written(corpus: Corpus, root: Path) -> Iterator[Problem]:
    """Check what is written by hand. What is no plain file is told of, and not opened."""
    files, problems = list_files(root, root / PAGES)
    yield from (*problems, *list_files(root, root / TEMPLATES)[1])
    yield from check_pages(corpus, root, files)
    yield from check_live_html(root, files, find_live_in_child)


def _select_problems(
    problems: Iterable[Problem], paths: tuple[Path, ...], root: Path
) -> list[Problem]:
    if not paths:
        return list(problems)
    # A fact file that is a symbolic link is a problem of the place where it stands, not of the one
    # to which it leads.
    wanted = {path.resolve() for path in paths} | {
        path.parent.resolve() / path.name for path in paths
    }
    return [problem for problem in problems if _is_below(root / problem.position.path, wanted)]


def _is_below(path: Path, folders: Iterable[Path]) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)


def _format_problems(problems: list[Problem], style: str) -> Iterable[str]:
    if style == "json":
        return [format_json(problems)]
    if style == "github":
        return map(format_github, problems)
    return map(format_terminal, gather_problems(problems))
