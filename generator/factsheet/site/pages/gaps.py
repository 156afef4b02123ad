"""What is missing: honest to readers, and a work list for curators. It is made of the problems that
the rules found.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath

from factsheet.checks import RULES
from factsheet.facts.prose import render_prose
from factsheet.problems import Position, Problem, Rule
from factsheet.proof.judgement import tally_quotes
from factsheet.site.scope import Scope, link_actor, link_event, link_source
from factsheet.site.section import PageView, Section, outline_page, view_page
from factsheet.site.shelf import Shelf
from factsheet.site.views import Gap, Heading, Link, Outline, RuleView
from factsheet.voices.index import Index
from factsheet.voices.status import STATUS_LABELS, Status
from factsheet.wording import count_things

INTRO = (
    "What we cannot show yet, and where these facts rest on little. Nothing here is hidden"
    " elsewhere."
)
EMPTY = "The checks found nothing."
SHOWN = 50
"""As many problems of one rule stand on the page; the command lists all."""

LONELY: tuple[Status, ...] = ("one-report", "one-voice", "unattributed")


@dataclass(frozen=True, slots=True)
class GapsHead:
    """What stands above the rules; `lonely` leads to the statements that rest on little."""

    intro: str
    empty: str
    proofs: str
    lonely: tuple[Link, ...]


def outline_gaps(shelf: Shelf, problems: Sequence[Problem]) -> Outline:
    """What a host must know of the page before it is rendered."""
    return outline_page(INTRO, _list_sections(shelf, problems))


def view_gaps(shelf: Shelf, problems: Sequence[Problem]) -> PageView:
    """The page of what is missing or rests on little."""
    scope, index = Scope(shelf, "gaps/"), shelf.index
    proofs = str(tally_quotes(index.corpus))
    head = GapsHead(INTRO, EMPTY, proofs, _link_lonely(scope))
    return view_page(head, _list_sections(shelf, problems))


def _list_sections(shelf: Shelf, problems: Sequence[Problem]) -> tuple[Section, ...]:
    """A section for each rule that found a problem: errors first, in the order of the rules."""
    by_rule: dict[str, list[Problem]] = {rule.id: [] for rule in RULES}
    for problem in problems:
        by_rule[problem.rule].append(problem)
    scope = Scope(shelf, "gaps/")
    return tuple(
        _make_section(scope, rule, by_rule[rule.id])
        for rule in sorted(RULES, key=lambda rule: rule.severity != "error")
        if by_rule[rule.id]
    )


def _make_section(scope: Scope, rule: Rule, problems: list[Problem]) -> Section:
    heading = Heading(id=f"_{rule.id}", title=rule.id.replace("-", " ").capitalize())
    return Section(heading, "sections/rule.html", partial(_view_rule, scope, rule, problems))


def _view_rule(scope: Scope, rule: Rule, problems: list[Problem]) -> RuleView:
    shown = sorted(problems)[:SHOWN]
    return RuleView(
        summary=render_prose(rule.summary, scope.link_prose),
        count=count_things(len(problems), rule.severity),
        gaps=tuple(_view_gap(scope, problem) for problem in shown),
        more=len(problems) - len(shown),
    )


def _view_gap(scope: Scope, problem: Problem) -> Gap:
    words = f"{problem.message}; {problem.hint}" if problem.hint else problem.message
    place = f"{problem.position.path}:{problem.position.line}"
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


def _link_lonely(scope: Scope) -> tuple[Link, ...]:
    """The lists of the statements that no second voice has, or that are nobody's in particular."""
    counts = _count_statuses(scope.index)
    return tuple(
        Link(
            f"{count_things(counts[status], 'statement')}: {STATUS_LABELS[status]}",
            f"{scope.root}statements/?status={status}",
        )
        for status in LONELY
        if counts[status]
    )


def _count_statuses(index: Index) -> Mapping[Status, int]:
    statuses = [assessment.status for assessment in index.assessments.values()]
    return {status: statuses.count(status) for status in LONELY}
