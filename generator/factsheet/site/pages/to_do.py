"""What is to be done: a work list for curators, made of the problems that the rules found."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath

from factsheet.checks import RULES
from factsheet.facts.prose import render_prose
from factsheet.problems import Position, Problem, Rule
from factsheet.proof.judgement import tally_quotes
from factsheet.site.scope import Scope, link_actor, link_event, link_source
from factsheet.site.section import Body, Section, make_body
from factsheet.site.sections.room import measure_html
from factsheet.site.shelf import Shelf
from factsheet.site.views import Gap, Heading, Link, RuleView
from factsheet.wording import count_things, cut_text

INTRO = "What the checks found in the facts, for those who mend them: errors first, then the rest."
EMPTY = "The checks found nothing."
SHOWN = 10
"""As many problems of one rule stand on the page, if they fit; the file beside it has all."""
HEAVIEST = 150_000
"""About so many bytes of HTML are shared by the rules that found a problem."""
ITEM, LONGEST = 150, 400
"""So many bytes of HTML has a problem without its words, of which so many characters are shown."""
FILE = "problems.csv"
COLUMNS = ("severity", "rule", "file", "line", "message", "hint")
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


@dataclass(frozen=True, slots=True)
class ToDoHead:
    """What stands above the rules; `file` has all problems, if there are any."""

    intro: str
    empty: str
    count: str
    file: str
    proofs: str


def make_to_do(shelf: Shelf, list_problems: Callable[[], Sequence[Problem]]) -> Body:
    """The page of all problems, by rule."""
    problems = list_problems()
    head = partial(_view_head, shelf, problems)
    return make_body(INTRO, _list_sections(shelf, problems), head)


def _view_head(shelf: Shelf, problems: Sequence[Problem]) -> ToDoHead:
    count = count_things(len(problems), "problem")
    proofs = str(tally_quotes(shelf.index.corpus))
    return ToDoHead(INTRO, EMPTY, count, FILE if problems else "", proofs)


def _list_sections(shelf: Shelf, problems: Sequence[Problem]) -> tuple[Section, ...]:
    """A section for each rule that found a problem: errors first, in the order of the rules."""
    by_rule: dict[str, list[Problem]] = {rule.id: [] for rule in RULES}
    for problem in problems:
        by_rule[problem.rule].append(problem)
    scope = Scope(shelf, "to-do/")
    room = HEAVIEST // max(1, sum(map(bool, by_rule.values())))
    return tuple(
        _make_section(scope, rule, by_rule[rule.id], room)
        for rule in sorted(RULES, key=lambda rule: rule.severity != "error")
        if by_rule[rule.id]
    )


def _make_section(scope: Scope, rule: Rule, problems: list[Problem], room: int) -> Section:
    heading = Heading(id=f"_{rule.id}", title=rule.id.replace("-", " ").capitalize())
    return Section(heading, "sections/rule.html", partial(_view_rule, scope, rule, problems, room))


def _view_rule(scope: Scope, rule: Rule, problems: list[Problem], room: int) -> RuleView:
    gaps = tuple(_take_gaps(scope, sorted(problems), room))
    return RuleView(
        summary=render_prose(rule.summary, scope.link_prose),
        count=count_things(len(problems), rule.severity),
        gaps=gaps,
        more=len(problems) - len(gaps),
    )


def _take_gaps(scope: Scope, problems: Sequence[Problem], room: int) -> Iterator[Gap]:
    """The first of `problems` that fit into so many bytes of HTML; at least one."""
    for number, problem in enumerate(problems[:SHOWN]):
        gap = _view_gap(scope, problem)
        room -= ITEM + sum(map(measure_html, (gap.link.text, gap.link.url, gap.words)))
        if room < 0 and number:
            return
        yield gap


def _view_gap(scope: Scope, problem: Problem) -> Gap:
    told = f"{problem.message}; {problem.hint}" if problem.hint else problem.message
    words, place = cut_text(told, LONGEST), f"{problem.position.path}:{problem.position.line}"
    record = _link_record(scope, problem.position)
    return Gap(record, f"{words} · {place}") if record else Gap(Link(place), words)


def _link_record(scope: Scope, position: Position) -> Link | None:
    """The record in whose file a position is; for what machines wrote of a source, that source."""
    corpus, path = scope.index.corpus, PurePosixPath(position.path)
    folder, name = path.parent.name, path.stem
    if folder == "events" and name in corpus.events:
        return link_event(scope, name)
    if folder == "actors" and name in corpus.actors:
        return link_actor(scope, name, full=True)
    if folder in ("sources", "proofs", "links") and name in corpus.sources:
        return link_source(scope, name)
    return None


def write_problems(problems: Sequence[Problem]) -> Iterator[tuple[str, str]]:
    """The file beside the page: every problem, as comma-separated values (RFC 4180)."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for problem in sorted(problems):
        place = problem.position
        row = (problem.severity, problem.rule, place.path, str(place.line), problem.message)
        writer.writerow(map(_disarm, (*row, problem.hint)))
    yield FILE, file.getvalue()


def _disarm(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: strangers write what problems quote."""
    return f"'{cell}" if cell.startswith(FORMULAS) else cell
