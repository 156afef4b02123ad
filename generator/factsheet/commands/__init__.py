"""The verbs of the `factsheet` command, a module for each, and what they share."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from factsheet.facts.corpus import Corpus
from factsheet.facts.fields import ID_PATTERN, is_web_address
from factsheet.facts.files import hold_folder
from factsheet.facts.load import VOCABULARY
from factsheet.facts.model import RECORD_TYPES, Source
from factsheet.pipeline.build import check_facts, spare_collector
from factsheet.pipeline.folders import FACTS
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
    root = find_project()
    with spare_collector():
        return check_facts(root, lambda files: show_progress(files, "Reading facts"))


def choose(corpus: Corpus, names: Iterable[str], default: Iterable[str]) -> list[Source]:
    """The sources called `names`, or else `default`; a wrong name ends the command."""
    wanted = list(names) or list(default)
    for name in wanted:
        if name not in corpus.sources:
            if unread := find_unread(corpus, f"sources/{name}.yml"):
                raise click.UsageError(f"{unread[0]} cannot be read; run factsheet check")
            hint = _suggest_source(corpus, name)
            raise click.UsageError(escape_unprintable(f'no source "{name}"; {hint}'))
    return [corpus.sources[name] for name in dict.fromkeys(wanted)]


def _suggest_source(corpus: Corpus, name: str) -> str:
    """Say what to do about a source that is not there: it is called otherwise, or is to come."""
    nearest = suggest_name(name, corpus.sources)
    if is_web_address(name):
        return f"make one of it: factsheet new source {name}"
    if not re.fullmatch(ID_PATTERN, name):
        return nearest or "name it by its id: its file in facts/sources, without .yml"
    new = f"make it first: factsheet new source FILE, or write {FACTS}/sources/{name}.yml"
    return f"{nearest} If not, {new}" if nearest else new


def find_unread(corpus: Corpus, *places: str) -> list[str]:
    """The files that could not be read, or not all of them, and that could matter to a command:
    those among `places`, which are folders and files below that of the facts, and those that stand
    where no file of facts belongs.
    """
    below = f"{corpus.facts}/"
    wanted = tuple(f"{below}{place}" for place in places)
    known = tuple(f"{below}{folder}" for folder in (*RECORD_TYPES, VOCABULARY))
    return [
        path for path in corpus.unread if _stands_in(path, wanted) or not _stands_in(path, known)
    ]


def _stands_in(path: str, places: tuple[str, ...]) -> bool:
    return any(path == place or path.startswith(f"{place}/") for place in places)


def say_unread(unread: Iterable[str], consequence: str) -> None:
    """Print which files could not be read, each with what follows from that."""
    for path in unread:
        say(f"{path} cannot be read: {consequence}", fg="red", err=True)


class Unwritten(click.ClickException):
    """The system refuses what a command writes: the command ends, with 2."""

    exit_code = 2


@contextmanager
def report_unwritten(name: str) -> Iterator[None]:
    """End the command if `name`, a file or folder, cannot be written: what was there stays."""
    try:
        yield
    except OSError as error:
        message = f"{name} cannot be written: {error.strerror}; what was there is there still"
        raise Unwritten(escape_unprintable(message)) from error


def hold_records(folder: str) -> None:
    """Hold a folder of the project's facts until the command ends: what it reads from now on, no
    other run changes there, and what killed runs have left is cleared.
    """
    name = f"{FACTS}/{folder}"
    path = find_project() / name
    if path.is_symlink():
        raise Unwritten(f"{name} cannot be written: it is a link; replace it by a folder")
    held = hold_folder(path, lambda: say(f"another run writes into {name}; waiting", err=True))
    with report_unwritten(name):
        click.get_current_context().with_resource(held)


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
