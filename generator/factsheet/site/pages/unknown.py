"""What we do not know, in the words of readers: what is announced, undated, told by few, known only
through others, or not proven; each with how often, the first ten, and a way to the others.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from factsheet.facts.corpus import StatementAt
from factsheet.facts.model import Event
from factsheet.facts.prose import strip_prose
from factsheet.site.lists.events import list_events
from factsheet.site.lists.listing import make_cut_url
from factsheet.site.scope import (
    Scope,
    link_event,
    link_source,
    name_record,
    sort_event,
    view_occasion,
)
from factsheet.site.section import Body, Section, make_body
from factsheet.site.shelf import Shelf
from factsheet.site.views import DateView, Heading, Link
from factsheet.voices.status import Status
from factsheet.wording import count_things

Item = TypeVar("Item")

URL = "unknown/"
INTRO = "Where these facts end, and where they rest on little."
EMPTY = "There is nothing of the kind yet."
SHOWN = 10
LONELY: dict[Status, str] = {
    "one-voice": "told by one side only",
    "one-report": "told by both sides, but in one report only",
    "unattributed": "of no known voice: a report’s own words, or nobody is named",
    "uncited": "without a passage",
}
"""What statements rest on little, and in what words."""


@dataclass(frozen=True, slots=True)
class Example:
    """A record of which we do not know something, and when it is, as far as we know."""

    link: Link
    when: DateView | str = ""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something that we do not know of several records: `words` say how often, and what it means;
    `rest` leads to all of them, if not all are among the `examples`.
    """

    words: str
    examples: tuple[Example, ...]
    rest: Link | None


@dataclass(frozen=True, slots=True)
class UnknownHead:
    """What stands above the parts: `lonely` leads to the statements that rest on little."""

    intro: str
    empty: str
    lonely: tuple[Link, ...]


def make_unknown(shelf: Shelf) -> Body:
    """The page of what we do not know."""
    return make_body(INTRO, _list_sections(shelf), partial(_view_head, shelf))


def _view_head(shelf: Shelf) -> UnknownHead:
    scope = Scope(shelf, URL)
    statuses = [assessment.status for assessment in shelf.index.assessments.values()]
    counts = {status: statuses.count(status) for status in LONELY if status in statuses}
    lonely = tuple(
        Link(
            f"{count_things(count, 'statement')} {_be(count)} {LONELY[status]}",
            f"{scope.root}statements/?status={status}",
        )
        for status, count in counts.items()
    )
    return UnknownHead(INTRO, EMPTY, lonely)


def _list_sections(shelf: Shelf) -> Iterator[Section]:
    """The parts, each of which is shown if there is anything of the kind."""
    scope, corpus = Scope(shelf, URL), shelf.index.corpus
    events = sorted(corpus.events.values(), key=sort_event, reverse=True)
    announced = [event for event in events if event.state == "announced"]
    undated = [event for event in events if not event.date and event.state != "announced"]
    vague = sum(not event.date for event in announced)
    yield from _make_section(
        Heading(id="_announced", title="Whether it took place"),
        f"{count_things(len(announced), 'event')} {_be(len(announced))} announced; our sources do"
        " not say whether that came about.",
        announced,
        partial(_view_event, scope),
        lambda: f"{scope.root}events/?state=announced",
    )
    yield from _make_section(
        Heading(id="_no-date", title="When it was"),
        f"No source gives a date of {count_things(len(undated), 'event')} that"
        f" {_be(len(undated))} not announced{_tell_vague(vague)}.",
        undated,
        partial(_view_event, scope),
        lambda: scope.root + _find_page(shelf, undated),
    )
    yield from _make_unread_section(scope)
    yield from _make_proof_section(scope)


def _make_unread_section(scope: Scope) -> Iterator[Section]:
    """The documents that we know only through others."""
    corpus = scope.index.corpus
    unread = [name for name in corpus.sources if corpus.readings[name] == "no"]
    yield from _make_section(
        Heading(id="_not-read", title="What the documents themselves say"),
        f"{count_things(len(unread), 'document')} we know only through articles that pass"
        f" {'it' if len(unread) == 1 else 'them'} on.",
        unread,
        lambda name: Example(link_source(scope, name)),
        lambda: f"{scope.root}sources/?read=no",
    )


def _make_proof_section(scope: Scope) -> Iterator[Section]:
    """The statements with a quote that is not known to stand in its article."""
    unproven: list[StatementAt] = []
    for placed in scope.index.corpus.statements.values():
        quoted = [piece.key for piece in placed.pieces if piece.evidence.quote]
        if any(scope.index.judgements[key].state != "proven" for key in quoted):
            unproven.append(placed)
    count = len(unproven)
    yield from _make_section(
        Heading(id="_not-proven", title="Whether the quoted words stand there"),
        f"{count_things(count, 'statement')} {'has' if count == 1 else 'have'} a quote that nobody"
        " has found in our copy of its article, or not looked for yet. It is marked.",
        unproven,
        partial(_view_statement, scope),
        lambda: f"{scope.root}to-do/",
    )


def _view_event(scope: Scope, event: Event) -> Example:
    occasion = view_occasion(event)
    return Example(link_event(scope, event.id), occasion.date or occasion.words)


def _view_statement(scope: Scope, placed: StatementAt) -> Example:
    url = scope.link(placed.kind, placed.record.id, placed.statement.id)
    return Example(Link(strip_prose(placed.statement.text), url), name_record(placed.record))


def _find_page(shelf: Shelf, events: Sequence[Event]) -> str:
    """The page of the list of events on which those stand that are too many to be shown."""
    rest = {event.id for event in events[SHOWN:]}
    listing = list_events(shelf)
    cuts = (place.cut for place in listing.places)
    cut = next(cut for cut in cuts if any(event.id in rest for event in cut.records))
    return make_cut_url(listing.words, cut)


def _tell_vague(count: int) -> str:
    return f", nor of {count} of the announced ones above" if count else ""


def _be(count: int) -> str:
    return "is" if count == 1 else "are"


def _make_section(
    heading: Heading,
    words: str,
    items: Sequence[Item],
    view_item: Callable[[Item], Example],
    find_rest: Callable[[], str],
) -> Iterator[Section]:
    def view() -> Unknown:
        more = len(items) - SHOWN
        rest = Link(f"and {more} more", find_rest()) if more > 0 else None
        return Unknown(words, tuple(map(view_item, items[:SHOWN])), rest)

    yield Section(heading, "sections/unknown.html", view, has=bool(items))
