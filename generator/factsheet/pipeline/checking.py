"""Hold a large corpus against the rules in several processes: what stands in one file is checked by
itself.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from factsheet.checks import check_unit, check_whole, list_units, run_checks
from factsheet.facts.corpus import Corpus
from factsheet.facts.load import place_findings
from factsheet.pipeline.workers import Crew, count_workers
from factsheet.problems import Position, Problem

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


def _write(problems: Iterable[Problem]) -> str:
    return json.dumps([_list_fields(problem) for problem in problems])


def _list_fields(problem: Problem) -> tuple[str | int, ...]:
    place = problem.position
    named = problem.rule, problem.severity, problem.message, problem.hint
    return (place.path, place.line, place.column, *named)


def _read(text: str) -> Iterator[Problem]:
    for path, line, column, *rest in json.loads(text):
        yield Problem(Position(path, line, column), *rest)
