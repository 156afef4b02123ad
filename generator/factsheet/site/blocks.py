"""Blocks of facts in hand-written pages: what a placeholder asks for, what is wrong with it, and the block's view."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factsheet.checks.placeholders import Placeholder, list_paragraphs
from factsheet.checks.references import UNKNOWN_REFERENCE, find_known, suggest_reference
from factsheet.facts.corpus import Corpus
from factsheet.facts.model import Event
from factsheet.site.pages.event import name_kind, sort_event
from factsheet.site.pages.timeline import TimelineView, view_timeline
from factsheet.problems import Problem, quote_name, suggest_name
from factsheet.site.statements import (
    SHAPES,
    Scope,
    link_actor,
    link_event,
    link_source,
    name_outlet,
    name_record,
    view_date,
    view_evidence,
    view_figures,
    view_statement,
)
from factsheet.site.views import DateView, EvidenceView, Figures, Link, StatementView, StatusView
from factsheet.voices.index import Index, list_refs
from factsheet.voices.status import STATUS_LABELS, Status, count_things

COUNTED = ("latest", "disputed", "timeline")
PLAIN = ("numbers",)
NAMED = ("event", "statement", "actor", "source")
BLOCKS = (*COUNTED, *PLAIN, *NAMED)
OPPOSED: tuple[Status, ...] = ("disputed", "accounts-differ")
NUMBERS = tuple(map(str, range(1, 101)))


@dataclass(frozen=True, slots=True)
class Line:
    """A record in a line or two: `facts` are a few words each, `statuses` how many of its statements have which."""

    link: Link
    date: DateView | None
    facts: tuple[str, ...]
    statuses: tuple[tuple[int, StatusView], ...] = ()


@dataclass(frozen=True, slots=True)
class EventBlock:
    line: Line
    lead: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True)
class StatementBlock:
    """A statement with its place and the first piece of its evidence; `passages` counts all."""

    place: Link
    statement: StatementView
    evidence: EvidenceView | None
    passages: int


def check_pages(corpus: Corpus, root: Path, folder: str) -> Iterator[Problem]:
    """The mistakes in placeholders of the Markdown files below `folder` of the project `root`.

    Only of those that surely are to be filled (see `placeholders`); a build finds them all. What cannot be read is
    passed over: a host says so.
    """
    for path in sorted((root / folder).rglob("*.md")):
        try:
            source = path.read_text("utf-8")
        except (OSError, ValueError):
            continue
        for placeholder in list_paragraphs(source, path.relative_to(root).as_posix()):
            yield from check_placeholder(corpus, placeholder)


def check_placeholder(corpus: Corpus, placeholder: Placeholder) -> Iterator[Problem]:
    """At most one problem: that there is no such block, or that what it names is not there."""
    name, _, argument = placeholder.text.partition(" ")
    if name not in NAMED or not argument or " " in argument:
        if not _is_sound(name, argument):
            hint = _suggest_block(name)
            yield UNKNOWN_REFERENCE.problem(placeholder.position, f"no block {quote_name(placeholder.text)}", hint)
        return
    known = find_known(corpus)[name]
    if argument not in known and not is_left_out(corpus, placeholder):
        hint = suggest_reference(corpus, name, argument, known)
        yield UNKNOWN_REFERENCE.problem(placeholder.position, f"no {name} {quote_name(argument)}", hint)


def explain_lost(placeholder: Placeholder) -> Problem:
    """What is wrong with a placeholder that stands among other words."""
    message = f"no block {quote_name(placeholder.text)} can stand within other text"
    return UNKNOWN_REFERENCE.problem(placeholder.position, message, "put it in a paragraph of its own, or in code")


def is_left_out(corpus: Corpus, placeholder: Placeholder) -> bool:
    """Whether a placeholder names a record that was left out, whose own errors are told at its file."""
    name, _, argument = placeholder.text.partition(" ")
    return name in NAMED and argument.partition("#")[0] in corpus.broken


def _is_sound(name: str, argument: str) -> bool:
    return not argument if name in PLAIN else name in COUNTED and argument in NUMBERS


def _suggest_block(name: str) -> str:
    if name in COUNTED:
        return f"say how many, up to {NUMBERS[-1]}: [facts: {name} 5]"
    if name in NAMED:
        form = "<record-id>#<statement-id>" if name == "statement" else "<id>"
        return f"name one {name}: [facts: {name} {form}]"
    if name in PLAIN:
        return f"nothing stands after the name: [facts: {name}]"
    return suggest_name(name, BLOCKS) or f"there are {', '.join(BLOCKS)}"


def view_block(scope: Scope, text: str) -> tuple[str, Any]:
    """The name of a block and its view, for a placeholder with which nothing is wrong."""
    name, _, argument = text.partition(" ")
    return name, VIEWS[name](scope, argument)


def _find_latest(index: Index, number: str) -> list[Event]:
    """The newest events; those that are only announced after those that took place, those without a date last."""
    events = index.corpus.events.values()
    ranked = sorted(events, key=lambda one: (one.date is not None, one.state != "announced", sort_event(one)))
    return ranked[: -int(number) - 1 : -1]


def _view_latest(scope: Scope, number: str) -> tuple[Line, ...]:
    return tuple(_view_line(scope, one) for one in _find_latest(scope.index, number))


def _view_disputed(scope: Scope, number: str) -> tuple[Line, ...]:
    """The events with the most statements that are disputed or on which accounts differ."""
    opposed = [(_count_opposed(scope.index, event), event) for event in scope.index.corpus.events.values()]
    ranked = sorted(opposed, key=lambda pair: (sum(pair[0].values()), sort_event(pair[1])), reverse=True)
    return tuple(_view_line(scope, event, counts) for counts, event in ranked[: int(number)] if counts)


def _count_opposed(index: Index, event: Event) -> Mapping[Status, int]:
    statuses = [index.assessments[ref].status for ref in list_refs(event)]
    return {name: statuses.count(name) for name in OPPOSED if name in statuses}


def _view_line(scope: Scope, event: Event, opposed: Mapping[Status, int] | None = None) -> Line:
    tally = scope.index.tallies[event.id]
    words = f"“{event.date_words}”" if event.date_words and not event.date else ""
    state = "" if event.state == "occurred" else event.state
    counts = count_things(tally.statements, "statement"), count_things(len(tally.sources), "article")
    facts = tuple(filter(None, (words, name_kind(scope.index, event), state, *counts)))
    statuses = (
        (count, StatusView(name, STATUS_LABELS[name], SHAPES[name], "")) for name, count in (opposed or {}).items()
    )
    return Line(link_event(scope, event.id), view_date(event.date), facts, tuple(statuses))


def _view_event(scope: Scope, event_id: str) -> EventBlock:
    event, statements = scope.index.corpus.events[event_id], scope.index.corpus.statements
    placed = [statements[ref] for ref in list_refs(event)]
    lead = tuple(view_statement(scope, at) for at in placed if at.statement.lead)
    return EventBlock(_view_line(scope, event), lead)


def _view_statement(scope: Scope, ref: str) -> StatementBlock:
    at = scope.index.corpus.statements[ref]
    pieces = len(at.statement.evidence)
    statement = view_statement(scope, at)
    place = Link(name_record(at.record), statement.permalink.partition("#")[0])
    return StatementBlock(place, statement, view_evidence(scope, at, 0) if pieces else None, pieces)


def _view_actor(scope: Scope, actor_id: str) -> Line:
    """An actor as a line: what it is, and how much it says and is said about it."""
    index = scope.index
    actor = index.corpus.actors[actor_id]
    said, about = len(index.said_by.get(actor_id, ())), len(index.said_about.get(actor_id, ()))
    facts = (actor.kind, f"{count_things(said, 'statement')} by it", f"{about} about it")
    return Line(link_actor(scope, actor_id, full=True), None, facts)


def _view_source(scope: Scope, source_id: str) -> Line:
    """A source as a line: who published it, what it is, and how many statements rest on it."""
    index = scope.index
    source = index.corpus.sources[source_id]
    count = len({one.at.ref for one in index.list_resting(source_id)})
    outlet = name_outlet(index, source_id) if source.publisher else "publisher not known"
    facts = (outlet, source.type, count_things(count, "statement"))
    return Line(link_source(scope, source_id), view_date(source.issued), facts)


def _view_numbers(scope: Scope, _: str) -> Figures:
    return view_figures(scope.index.tally(scope.index.corpus.statements))


def _view_timeline(scope: Scope, number: str) -> TimelineView:
    return view_timeline(scope, _find_latest(scope.index, number))


VIEWS: Mapping[str, Callable[[Scope, str], Any]] = {
    "latest": _view_latest,
    "disputed": _view_disputed,
    "timeline": _view_timeline,
    "numbers": _view_numbers,
    "event": _view_event,
    "statement": _view_statement,
    "actor": _view_actor,
    "source": _view_source,
}
