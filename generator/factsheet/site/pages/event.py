"""The page of an event."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial

from factsheet.facts.corpus import (
    RowName,
    StatementAt,
    support_participants,
    support_row,
)
from factsheet.facts.dates import EdtfDate
from factsheet.facts.model import Event
from factsheet.site.addresses import climb_to_root
from factsheet.site.citations import CITE
from factsheet.site.pages.timeline import find_undated
from factsheet.site.scope import (
    Scope,
    find_month,
    link_actor,
    link_support,
    name_kind,
    open_scope,
    view_date,
    view_occasion,
)
from factsheet.site.section import Body, Section, make_body
from factsheet.site.sections.lineage import LINEAGE, has_lineage, view_lineage
from factsheet.site.sections.neighbours import NEIGHBOURS, has_neighbours, view_neighbours
from factsheet.site.sections.same_words import SameWords
from factsheet.site.sections.telling import TELLING, Side, Telling
from factsheet.site.shelf import Shelf
from factsheet.site.statements import summarize
from factsheet.site.views import DateView, Heading, HeadItem, Link, Occasion

UNDATED = Heading(id=NEIGHBOURS.id, title="When")


@dataclass(frozen=True)
class EventPage:
    """What the parts of an event's page share; each of it is made when first asked for."""

    shelf: Shelf
    event: Event

    @cached_property
    def statements(self) -> tuple[StatementAt, ...]:
        """In the order of the file."""
        return self.shelf.index.corpus.statements_of(self.event)

    @cached_property
    def scope(self) -> Scope:
        return open_scope(self.shelf, self.event)

    @cached_property
    def telling(self) -> Telling:
        return Telling(self.scope, self.statements)

    @cached_property
    def same_words(self) -> SameWords:
        return SameWords(self.scope, self.event, self.telling.order)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventHead:
    """What stands above the sections of an event's page."""

    crumbs: tuple[Link, ...]
    occasion: Occasion
    date: HeadItem
    kind: str
    state: HeadItem | None
    place: HeadItem | None
    participants: tuple[HeadItem, ...]
    sides: tuple[Side, ...]
    unnamed: bool
    articles: int
    latest: DateView | None
    note: str


def make_event(shelf: Shelf, event: Event) -> Body:
    """An event's page: every statement is one row of it.

    It has no list of contents: its topics stand at hand in the page itself.
    """
    page = EventPage(shelf, event)
    description = summarize(page.statements) or shelf.index.corpus.label_kind(event).one
    head = partial(_view_head, page)
    return make_body(description, _list_sections(page), head, has_contents=False)


def _list_sections(page: EventPage) -> tuple[Section, ...]:
    return (
        Section(
            TELLING,
            "sections/telling.html",
            page.telling.view,
            within=page.telling.headings,
            list_anchors=page.telling.list_anchors,
        ),
        Section(
            LINEAGE,
            "sections/lineage.html",
            lambda: view_lineage(page.scope, page.telling.order),
            has=has_lineage(page.shelf.index.corpus, page.statements),
        ),
        Section(
            page.same_words.heading,
            "sections/same-words.html",
            page.same_words.view,
            has=bool(page.same_words.found),
        ),
        _make_neighbours(page),
        CITE,
    )


def _make_neighbours(page: EventPage) -> Section:
    """The events before and after; of one without a date nobody knows which these are."""
    index = page.shelf.index
    if page.event.date:
        return Section(
            NEIGHBOURS,
            "sections/moments.html",
            lambda: view_neighbours(page.scope, page.event),
            has=has_neighbours(index, page.event),
        )
    return Section(
        UNDATED,
        "sections/undated.html",
        lambda: page.scope.root + find_undated(page.shelf),
        has=index.undated > 1,
    )


def _view_head(page: EventPage) -> EventHead:
    event, scope = page.event, page.scope
    tally = page.shelf.index.tallies[event.id]
    occasion = view_occasion(event)
    shown = occasion.date.text if occasion.date else occasion.words
    stated = event.per.state or event.state != "occurred"
    return EventHead(
        crumbs=_make_crumbs(scope, event),
        occasion=occasion,
        date=_view_item(scope, event, "date", shown),
        kind=name_kind(page.shelf.index, event),
        state=_view_item(scope, event, "state", event.state) if stated else None,
        place=_view_item(scope, event, "place", event.place) if event.place else None,
        participants=tuple(_list_participants(scope, event)),
        sides=page.telling.list_sides(),
        unnamed=page.telling.has_unnamed,
        articles=len(tally.sources),
        latest=view_date(tally.latest),
        note=event.note or "",
    )


def _make_crumbs(scope: Scope, event: Event) -> tuple[Link, ...]:
    events = climb_to_root(scope.url) + "events/"
    month = "" if event.state == "announced" else find_month(event.date)
    anchor, words = (f"_{month}", month) if month else ("_undated", "without a date")
    if event.state == "announced":
        anchor, words = "_announced", "announced"
    elif month:
        shown = view_date(EdtfDate(month, None, None))
        words = shown.text if shown else month
    return (Link("Events", events), Link(words, f"{events}#{anchor}"))


def _list_participants(scope: Scope, event: Event) -> Iterator[HeadItem]:
    for participant, refs in support_participants(event):
        link = link_actor(scope, participant.actor)
        yield HeadItem(link, participant.role or "", link_support(scope, event.id, refs))


def _view_item(scope: Scope, event: Event, name: RowName, value: str) -> HeadItem:
    return HeadItem(Link(value), "", link_support(scope, event.id, support_row(event, name)))
