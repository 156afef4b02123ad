"""The `factsheet` command."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from generator.build import FACTS, check_facts
from generator.problems import Problem, format_github, format_json, format_terminal, has_errors


@click.group()
@click.version_option(package_name="factsheet")
def main() -> None:
    """Fact files in YAML, rendered into a site on which every statement leads to its source."""


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--strict", is_flag=True, help="Fail on warnings, too.")
@click.option(
    "--format", "style", type=click.Choice(["terminal", "github", "json"]), default="terminal", show_default=True,
    help="How problems are written: for people, as annotations on GitHub, as JSON.",
)  # fmt: skip
def check(paths: tuple[Path, ...], strict: bool, style: str) -> None:
    """Check the facts of the project in this folder; with PATHS, report only problems in these files and folders.

    Exits with 0 where there are no errors, 1 where there are, 2 where it cannot run.
    """
    root = Path.cwd()
    if not (root / FACTS).is_dir():
        raise click.UsageError(f"there is no folder {FACTS}/ here; run this in the project's folder")
    _, found = check_facts(root, _show_progress)
    problems = _select_problems(found, paths, root)
    for line in _format_problems(problems, style):
        click.echo(line)
    click.echo(_summarise(problems), err=True)
    sys.exit(1 if has_errors(problems) or (strict and problems) else 0)


def _show_progress(files: Iterable[Path]) -> Iterator[Path]:
    with click.progressbar(list(files), label="Reading facts", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        yield from bar


def _select_problems(problems: Iterable[Problem], paths: tuple[Path, ...], root: Path) -> list[Problem]:
    # A fact file that is a link is a problem of the place where it stands, not of the one where it leads.
    wanted = [form for path in paths for form in (path.resolve(), path.parent.resolve() / path.name)]
    return [
        problem
        for problem in problems
        if not wanted or any((root / problem.position.path).is_relative_to(path) for path in wanted)
    ]


def _format_problems(problems: list[Problem], style: str) -> Iterable[str]:
    if style == "json":
        return [format_json(problems)]
    return map(format_github if style == "github" else format_terminal, problems)


def _summarise(problems: list[Problem]) -> str:
    errors = sum(problem.severity == "error" for problem in problems)
    return f"{errors} errors, {len(problems) - errors} warnings"
