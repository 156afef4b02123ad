"""Blocks of facts in hand-written pages: what a placeholder asks for, what is wrong with it, and
the block's view.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from operator import itemgetter
from typing import Any

from factsheet.facts.corpus import StatementAt, choose_lead
from factsheet.facts.model import Event
from factsheet.site.scope import (
    Scope,
    link_actor,
    link_event,
    link_source,
    name_kind,
    name_outlet,
    sort_event,
    view_date,
    view_occasion,
)
from factsheet.site.sections.moments import MomentList, view_list
from factsheet.site.sections.passages import Passage
from factsheet.site.sections.room import take_rows
from factsheet.site.sections.rows import Row, RowMaker
from factsheet.site.sections.telling import Telling
from factsheet.site.sections.telling import view_block as view_block_of_rows
from factsheet.site.statements import OPPOSED, SHAPES, TOLD, view_figures
from factsheet.site.told.runs import Run, make_runs
from factsheet.site.views import DateView, Figures, Link, StatusView
from factsheet.voices.accounts import find_accounts
from factsheet.voices.index import Index
from factsheet.voices.status import Status
from factsheet.wording import count_things, lower_first

MOST_ACCOUNTS = 3
MOST_PASSAGES = 3
"""So many passages does a statement have in a block."""
ROOM = 60_000
"""The rows of a block have about so many bytes of HTML."""


@dataclass(frozen=True, slots=True)
class Line:
    """A record in a line or two: `facts` are a few words each, `statuses` how many of its
    statements have which.
    """

    link: Link
    date: DateView | None
    facts: tuple[str, ...]
    statuses: tuple[tuple[int, StatusView], ...] = ()


@dataclass(frozen=True, slots=True)
class EventBlock:
    """An event, and its first statements as rows; `more` leads to those for which is no room."""

    line: Line
    rows: tuple[Row, ...]
    more: Link | None
    root: str


@dataclass(frozen=True, slots=True)
class Account:
    """What an account says: a statement as a row, with its first quote if it has one."""

    row: Row
    passage: Passage | None


@dataclass(frozen=True, slots=True)
class Finding:
    """How the accounts of an event differ, as a picture: `words` say in what, and each account
    stands beside the others.
    """

    event: Line
    label: str
    words: tuple[str, ...]
    accounts: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class TimelineBlock:
    """Events in time; `words` say which they are, if there are others."""

    list: MomentList
    words: str


@dataclass(frozen=True, slots=True)
class StatementBlock:
    """A statement as a row, under its event or actor."""

    run: Run
    root: str


def view_block(scope: Scope, text: str) -> tuple[str, Any]:
    """The name of a block and its view, for a placeholder with which nothing is wrong."""
    name, _, argument = text.partition(" ")
    return name, VIEWS[name](scope, argument)


def _list_newest(scope: Scope, number: str) -> tuple[Event, ...]:
    """The newest events; those that are only announced after those that took place, those without a
    date last.
    """
    return scope.shelf.orders.keep("newest", lambda: _order_newest(scope.index))[: int(number)]


def _order_newest(index: Index) -> tuple[Event, ...]:
    ranked = sorted(
        index.corpus.events.values(),
        key=lambda event: (event.date is not None, event.state != "announced", sort_event(event)),
    )
    return tuple(reversed(ranked))


def _view_latest(scope: Scope, number: str) -> tuple[Line, ...]:
    return tuple(_view_line(scope, event) for event in _list_newest(scope, number))


def _view_disputed(scope: Scope, number: str) -> tuple[Line, ...]:
    """The events with the most statements that are disputed or on which accounts differ."""
    index = scope.index
    ranked = scope.shelf.orders.keep("opposed", lambda: _order_opposed(index))
    return tuple(
        _view_line(scope, event, _count_opposed(index, event)) for event in ranked[: int(number)]
    )


def _order_opposed(index: Index) -> tuple[Event, ...]:
    """The events with any such statement: those with most disputes first, then with most."""
    opposed = [
        ((counts.get("disputed", 0), sum(counts.values())), sort_event(event), event)
        for event in index.corpus.events.values()
        if (counts := _count_opposed(index, event))
    ]
    return tuple(event for *_, event in sorted(opposed, key=itemgetter(0, 1), reverse=True))


def _count_opposed(index: Index, event: Event) -> Mapping[Status, int]:
    statuses = [index.assessments[ref].status for ref in index.corpus.list_refs(event)]
    return {name: statuses.count(name) for name in OPPOSED if name in statuses}


def _view_line(scope: Scope, event: Event, opposed: Mapping[Status, int] | None = None) -> Line:
    tally = scope.index.tallies[event.id]
    occasion = view_occasion(event)
    counts = (
        count_things(tally.statements, "statement"),
        count_things(len(tally.sources), "article"),
    )
    kind = scope.index.corpus.label_kind(event).one
    facts = tuple(filter(None, (occasion.instead, kind, occasion.state, *counts)))
    statuses = (
        (count, StatusView(name, lower_first(TOLD[name]), SHAPES[name], ""))
        for name, count in (opposed or {}).items()
    )
    return Line(link_event(scope, event.id), occasion.date, facts, tuple(statuses))


def _view_event(scope: Scope, event_id: str) -> EventBlock:
    event = scope.index.corpus.events[event_id]
    lead = choose_lead(scope.index.corpus.statements_of(event))
    taken = take_rows(scope, ((placed, placed.pieces[:MOST_PASSAGES]) for placed in lead), ROOM)
    rows = _view_rows(scope, [placed for placed, _ in taken])
    left = len(lead) - len(rows)
    more = Link(f"and {left} more", scope.link("event", event_id)) if left else None
    return EventBlock(_view_line(scope, event), rows, more, scope.root)


def _view_finding(scope: Scope, event_id: str) -> Finding:
    """What is disputed in an event, else what is told differently, by most voices; no accounts
    if nothing is.
    """
    event = scope.index.corpus.events[event_id]
    telling = Telling(scope, scope.index.corpus.statements_of(event))
    groups = [group for group in telling.groups.values() if len(group) > 1]
    if not groups:
        return Finding(_view_line(scope, event), "", (), ())
    chosen = max(groups, key=lambda group: _rank_group(scope.index, group))
    block = view_block_of_rows(telling.maker, chosen)
    accounts: dict[tuple[tuple[Link, ...], str], Account] = {}
    for row in sorted(block.rows, key=lambda row: not any(map(_has_quote, row.passages))):
        first = next(filter(_has_quote, row.passages), None)
        accounts.setdefault((row.said.who, row.said.others), Account(row, first))
    shown = tuple(islice(accounts.values(), MOST_ACCOUNTS))
    words = block.words[:MOST_ACCOUNTS]
    return Finding(_view_line(scope, event), block.label, words, shown)


def _has_quote(passage: Passage) -> bool:
    return bool(passage.quoted.quote)


def _rank_group(index: Index, group: Sequence[StatementAt]) -> tuple[bool, int]:
    disputed = any(placed.statement.disputes for placed in group)
    voices = {voice for placed in group for voice in index.assessments[placed.ref].voices}
    return disputed, len(voices)


def _view_statement(scope: Scope, ref: str) -> StatementBlock:
    placed = scope.index.corpus.statements[ref]
    (run,) = make_runs(scope, zip([placed], _view_rows(scope, [placed]), strict=True))
    return StatementBlock(run, scope.root)


def _view_rows(scope: Scope, statements: Sequence[StatementAt]) -> tuple[Row, ...]:
    """Statements as rows, with the names of their articles: a block has no key of letters."""
    maker = RowMaker(scope, statements, find_accounts(scope.index.corpus, statements))
    return tuple(_shorten_row(maker.view_row(placed)) for placed in statements)


def _shorten_row(row: Row) -> Row:
    passages = tuple(replace(passage, mark="") for passage in row.passages[:MOST_PASSAGES])
    more = row.more + len(row.passages) - len(passages)
    return replace(row, passages=passages, more=more, cells=())


def _view_actor(scope: Scope, actor_id: str) -> Line:
    """An actor as a line: what it is, and how much it says and is said about it."""
    index = scope.index
    actor = index.corpus.actors[actor_id]
    by = index.said_by.get(actor_id, ())
    about = set(index.said_about.get(actor_id, ())).difference(
        by, index.denied_by.get(actor_id, ())
    )
    facts = (
        name_kind(index, actor),
        f"speaks in {count_things(len(by), 'statement')}",
        f"is spoken of in {len(about)} more",
    )
    return Line(link_actor(scope, actor_id, full=True), None, facts)


def _view_source(scope: Scope, source_id: str) -> Line:
    """A source as a line: who published it, what it is, and how many statements rest on it."""
    index = scope.index
    source = index.corpus.sources[source_id]
    count = len({piece.placed.ref for piece in index.list_resting(source_id)})
    outlet = name_outlet(index, source_id) if source.publisher else "publisher not known"
    facts = (outlet, name_kind(index, source), count_things(count, "statement"))
    return Line(link_source(scope, source_id), view_date(source.issued), facts)


def _view_numbers(scope: Scope, _: str) -> Figures:
    return view_figures(scope.index.total)


def _view_timeline(scope: Scope, number: str) -> TimelineBlock:
    """The newest events in time; those without a date only if none has one."""
    newest = _list_newest(scope, number)
    shown = [event for event in newest if event.date] or newest
    total = len(scope.index.corpus.events)
    which = "those with a date" if len(newest) == total else "the newest"
    words = f"{len(shown)} of {count_things(total, 'event')}: {which}."
    return TimelineBlock(view_list(scope, shown), words if len(shown) < total else "")


VIEWS: Mapping[str, Callable[[Scope, str], Any]] = {
    "latest": _view_latest,
    "disputed": _view_disputed,
    "timeline": _view_timeline,
    "numbers": _view_numbers,
    "finding": _view_finding,
    "event": _view_event,
    "statement": _view_statement,
    "actor": _view_actor,
    "source": _view_source,
}
