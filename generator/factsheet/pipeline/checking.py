"""Hold a large corpus against the rules in several processes: what stands in one file is checked by
itself.
"""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from factsheet.checks import check_unit, check_whole, list_units, run_checks
from factsheet.facts.corpus import Corpus
from factsheet.facts.load import place_findings
from factsheet.facts.model import FOLDERS, Record
from factsheet.kept import noting
from factsheet.pipeline.watched import Watch
from factsheet.pipeline.workers import Crew, count_workers
from factsheet.problems import Position, Problem

Unit = TypeVar("Unit")
Fields = Sequence[Any]
"""Those of a problem, as JSON has them."""
Checked = tuple[Collection[str], Sequence[Fields]]
"""What was read to check a file, and what was found."""
AT_ONCE = 100
"""So many files are checked before what was found is written down."""


def check_corpus(corpus: Corpus) -> list[Problem]:
    """Run all rules on `corpus`, and return every problem that they find, in no certain order."""
    units = list(list_units(corpus))
    if not count_workers(len(units)):
        return run_checks(corpus)
    _ = corpus.evidence_of_source  # which all of them look up: it is made once, before

    def check(some: Sequence[Record]) -> list[Fields]:
        findings = (finding for unit in some for finding in check_unit(corpus, unit))
        return [_list_fields(problem) for problem in place_findings(corpus.root, findings)]

    with TemporaryDirectory() as folder:
        whole, parts = _share(corpus, units, check, Path(folder))
    return [*whole, *(_make(fields) for part in parts for fields in part)]


def check_changed(
    watch: Watch, kept: Mapping[str, Checked], folder: Path
) -> tuple[list[Problem], Mapping[str, Checked]]:
    """Run all rules on the facts that `watch` notes the reading of, but not again on the files of
    which what was found is `kept`; every problem, and what was found in each file. `folder` is for
    what processes write down.
    """
    corpus = watch.corpus
    units = {f"{FOLDERS[type(unit)]}/{unit.id}": unit for unit in list_units(corpus)}
    changed = [name for name in units if name not in kept]

    def check(some: Sequence[str]) -> dict[str, Checked]:
        return {name: _check_noting(corpus, name, units[name]) for name in some}

    whole, parts = _share(corpus, changed, check, folder)
    checked = {name: kept[name] for name in units if name in kept}
    for part in parts:
        checked.update(part)
    return [*whole, *(_make(each) for _, found in checked.values() for each in found)], checked


def _share(
    corpus: Corpus, units: Sequence[Unit], check: Callable[[Sequence[Unit]], Any], folder: Path
) -> tuple[list[Problem], list[Any]]:
    """Have all processes `check` the `units`, so many at once: the problems of rules about
    everything, and what was returned of each part, as JSON has it.
    """

    def check_some(start: int) -> None:
        text = json.dumps(check(units[start : start + AT_ONCE]))
        (folder / f"{start}.json").write_text(text, "utf-8")

    starts = range(0, len(units), AT_ONCE)
    crew = Crew(starts, check_some, copies=count_workers(len(units)))
    try:
        whole = place_findings(corpus.root, check_whole(corpus))
        crew.finish()
    finally:
        crew.stop()
    return whole, [json.loads((folder / f"{start}.json").read_text("utf-8")) for start in starts]


def _check_noting(corpus: Corpus, name: str, unit: Record) -> Checked:
    """What was read to check one file, and what is wrong in it."""
    with noting() as reads:
        findings = check_unit(corpus, unit)
    others = (Path(finding.other.path) for finding in findings if finding.other)
    reads |= {name, *(f"{path.parent.name}/{path.stem}" for path in others)}
    problems = place_findings(corpus.root, findings)
    return sorted(reads), [_list_fields(problem) for problem in problems]


def _list_fields(problem: Problem) -> Fields:
    place = problem.position
    named = problem.rule, problem.severity, problem.message, problem.hint, problem.about
    return (place.path, place.line, place.column, *named)


def _make(fields: Fields) -> Problem:
    path, line, column, *rest = fields
    return Problem(Position(path, line, column), *rest)
