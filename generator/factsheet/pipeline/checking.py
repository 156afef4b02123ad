"""Hold a large corpus against the rules in several processes: what stands in one file is checked by
itself.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from factsheet.checks import check_unit, check_whole, list_units, run_checks
from factsheet.facts.corpus import Corpus
from factsheet.facts.load import place_findings
from factsheet.facts.model import FOLDERS, Record
from factsheet.kept import noting
from factsheet.pipeline.watched import Watch
from factsheet.pipeline.workers import Crew, count_workers
from factsheet.problems import Position, Problem

Checked = tuple[Collection[str], Sequence[Sequence[Any]]]
"""What was read to check a file, and the fields of what was found."""
AT_ONCE = 100
"""So many files are checked before what was found is written down."""


def check_corpus(corpus: Corpus) -> list[Problem]:
    """Run all rules on `corpus`, and return every problem that they find, in no certain order."""
    units = list(list_units(corpus))
    copies = count_workers(len(units))
    if not copies:
        return run_checks(corpus)
    _ = corpus.evidence_of_source  # which all of them look up: it is made once, before
    with TemporaryDirectory() as folder:

        def check_some(start: int) -> None:
            some = units[start : start + AT_ONCE]
            findings = (finding for unit in some for finding in check_unit(corpus, unit))
            problems = place_findings(corpus.root, findings)
            Path(folder, f"{start}.json").write_text(_write(problems), "utf-8")

        starts = range(0, len(units), AT_ONCE)
        crew = Crew(starts, check_some, copies=copies)
        try:
            whole = place_findings(corpus.root, check_whole(corpus))
            crew.finish()
        finally:
            crew.stop()
        written = (Path(folder, f"{start}.json").read_text("utf-8") for start in starts)
        return [*whole, *(problem for text in written for problem in _read(text))]


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

    def check_some(start: int) -> None:
        some = {
            name: _check_noting(corpus, name, units[name]) for name in changed[start:][:AT_ONCE]
        }
        (folder / f"{start}.json").write_text(json.dumps(some), "utf-8")

    starts = range(0, len(changed), AT_ONCE)
    crew = Crew(starts, check_some, copies=count_workers(len(changed)))
    try:
        whole = place_findings(corpus.root, check_whole(corpus))
        crew.finish()
    finally:
        crew.stop()
    checked = {name: kept[name] for name in units if name in kept}
    for start in starts:
        checked.update(json.loads((folder / f"{start}.json").read_text("utf-8")))
    return [*whole, *(made for _, found in checked.values() for made in _make(found))], checked


def _check_noting(corpus: Corpus, name: str, unit: Record) -> Checked:
    """What was read to check one file, and what is wrong in it."""
    with noting() as reads:
        findings = check_unit(corpus, unit)
    others = (Path(finding.other.path) for finding in findings if finding.other)
    reads |= {name, *(f"{path.parent.name}/{path.stem}" for path in others)}
    problems = place_findings(corpus.root, findings)
    return sorted(reads), [_list_fields(problem) for problem in problems]


def _write(problems: Iterable[Problem]) -> str:
    return json.dumps([_list_fields(problem) for problem in problems])


def _list_fields(problem: Problem) -> tuple[str | int, ...]:
    place = problem.position
    named = problem.rule, problem.severity, problem.message, problem.hint
    return (place.path, place.line, place.column, *named)


def _read(text: str) -> Iterator[Problem]:
    yield from _make(json.loads(text))


def _make(found: Iterable[Sequence[Any]]) -> Iterator[Problem]:
    for path, line, column, *rest in found:
        yield Problem(Position(path, line, column), *rest)
