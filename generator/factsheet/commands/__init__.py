"""The verbs of the `factsheet` command, one module each; what they share stands here."""

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import click

from factsheet.facts.corpus import Corpus
from factsheet.facts.model import Source
from factsheet.pipeline.build import FACTS, check_facts
from factsheet.problems import Problem, escape_unprintable, format_terminal, suggest_name
from factsheet.proof.copies import DEFAULT_FOLDER

Command = TypeVar("Command", bound=Callable[..., Any])
T = TypeVar("T")

sources_argument = click.argument("sources", nargs=-1, metavar="[SOURCE]...")


def snapshots_option(command: Command) -> Command:
    """Gives a command the option `--snapshots`."""
    return click.option(
        "--snapshots", type=click.Path(file_okay=False, path_type=Path), default=DEFAULT_FOLDER, show_default=True,
        envvar="FACTSHEET_SNAPSHOTS", show_envvar=True, help="The folder of saved copies, which is not in git.",
    )(command)  # fmt: skip


def find_root() -> Path:
    """The project's folder: the one that the command runs in. Ends the command where it holds no
    facts.
    """
    root = Path.cwd()
    if not (root / FACTS).is_dir():
        raise click.UsageError(
            f"there is no folder {FACTS}/ here; run this in the project's folder"
        )
    return root


def read_facts() -> tuple[Corpus, tuple[Problem, ...]]:
    """The facts of the project and their problems."""
    return check_facts(find_root(), lambda files: show_progress(files, "Reading facts"))


def choose(corpus: Corpus, names: Iterable[str], default: Iterable[str]) -> list[Source]:
    """The sources called `names`, or `default`. Ends the command where there is no such source."""
    wanted = list(names) or list(default)
    for name in wanted:
        if name not in corpus.sources:
            hint = suggest_name(name, corpus.sources)
            raise click.UsageError(
                escape_unprintable(f'no source "{name}"' + (f"; {hint}" if hint else ""))
            )
    return [corpus.sources[name] for name in dict.fromkeys(wanted)]


def show_progress(things: Iterable[T], label: str) -> Iterator[T]:
    """Passes things on one by one; where the terminal is interactive, a bar tells how far it is."""
    listed = list(things)
    with click.progressbar(
        listed, label=label, file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:
        yield from bar


def say(text: str, **style: Any) -> None:
    """Prints one line that may hold text of strangers."""
    click.secho(escape_unprintable(text), **style)


def warn_of_errors(problems: Iterable[Problem]) -> None:
    """Prints the errors among `problems`: records with errors are left out of what follows."""
    for problem in problems:
        if problem.severity == "error":
            click.echo(format_terminal(problem), err=True)
