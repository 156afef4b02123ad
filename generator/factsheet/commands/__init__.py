"""The verbs of the `factsheet` command, a module for each, and what they share."""

import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from factsheet.facts.corpus import Corpus
from factsheet.facts.model import Source
from factsheet.pipeline.build import FACTS, check_facts
from factsheet.problems import Problem, Refusal, escape_unprintable, format_terminal, suggest_name
from factsheet.proof.copies import DEFAULT_FOLDER

Command = TypeVar("Command", bound=Callable[..., Any])
T = TypeVar("T")

sources_argument = click.argument("sources", nargs=-1, metavar="[SOURCE]...")


def snapshots_option(command: Command) -> Command:
    """Give a command the option `--snapshots`."""
    return click.option(
        "--snapshots",
        type=click.Path(file_okay=False, path_type=Path),
        default=DEFAULT_FOLDER,
        show_default=True,
        envvar="FACTSHEET_SNAPSHOTS",
        show_envvar=True,
        help="The folder of saved copies, which is not in git.",
    )(command)


def find_project() -> Path:
    """The project's folder, which is the current one. End the command if it holds no facts."""
    root = Path.cwd()
    if not (root / FACTS).is_dir():
        message = f"there is no folder {FACTS}/ here; run this in the project's folder"
        raise click.UsageError(message)
    return root


def find_today() -> date:
    """The day, in UTC, that records are dated with."""
    return datetime.now(UTC).date()


def read_facts() -> tuple[Corpus, tuple[Problem, ...]]:
    """Read the facts of the project, and find their problems."""
    return check_facts(find_project(), lambda files: show_progress(files, "Reading facts"))


def choose(corpus: Corpus, names: Iterable[str], default: Iterable[str]) -> list[Source]:
    """The sources called `names`, or else `default`; a wrong name ends the command."""
    wanted = list(names) or list(default)
    for name in wanted:
        if name not in corpus.sources:
            hint = suggest_name(name, corpus.sources)
            message = f'no source "{name}"; {hint}' if hint else f'no source "{name}"'
            raise click.UsageError(escape_unprintable(message))
    return [corpus.sources[name] for name in dict.fromkeys(wanted)]


def show_progress(items: Iterable[T], label: str) -> Iterator[T]:
    """Pass things on one by one; a bar shows how far it is, if the terminal is interactive."""
    hidden = not sys.stderr.isatty()
    with click.progressbar(list(items), label=label, file=sys.stderr, hidden=hidden) as bar:
        yield from bar


def say(text: str, **style: Any) -> None:
    """Print one line that may hold text of strangers."""
    click.secho(escape_unprintable(text), **style)


def say_refusal(name: str, refusal: Refusal, **style: Any) -> None:
    """Print in red why something was not done for the source `name`."""
    hint = f"; {refusal.hint}" if refusal.hint else ""
    say(f"{name}: {refusal.reason}{hint}", fg="red", **style)


def warn_of_errors(problems: Iterable[Problem]) -> None:
    """Print the errors among `problems`: records with errors are left out of what follows."""
    for problem in problems:
        if problem.severity == "error":
            click.echo(format_terminal(problem), err=True)
