"""The page of an event."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from factsheet.facts.corpus import (
    RowName,
    StatementAt,
    choose_lead,
    support_participants,
    support_row,
)
from factsheet.facts.dates import EdtfDate
from factsheet.facts.model import Event
from factsheet.site.addresses import climb_to_root
from factsheet.site.citations import CITE
from factsheet.site.scope import (
    Scope,
    find_month,
    link_actor,
    link_statement,
    list_anchors,
    name_kind,
    open_scope,
    view_date,
    view_occasion,
)
from factsheet.site.search import enter_event
from factsheet.site.section import PageView, Section, outline_page, view_page
from factsheet.site.sections.lineage import LINEAGE, has_lineage, view_lineage
from factsheet.site.sections.matrix import MATRIX, has_matrix, view_matrix
from factsheet.site.sections.neighbours import (
    NEIGHBOURS,
    NeighboursView,
    has_neighbours,
    view_neighbours,
)
from factsheet.site.sections.same_words import SameWords
from factsheet.site.sections.sides import SIDES, view_sides
from factsheet.site.sections.topics import Topic, group_topics, number_topics
from factsheet.site.shelf import Shelf
from factsheet.site.statements import (
    cite_refs,
    group_evidence,
    make_evidence_section,
    summarize,
    view_figures,
    view_statement,
)
from factsheet.site.views import (
    Figures,
    Heading,
    InfoboxGroup,
    InfoboxRow,
    Link,
    Marker,
    Occasion,
    Outline,
    StatementGroup,
    StatementView,
)
from factsheet.voices.accounts import has_parties

STATEMENTS = Heading(id="_statements", title="All statements")


@dataclass(frozen=True)
class EventPage:
    """What the parts of an event's page share; each of it is made when first asked for."""

    shelf: Shelf
    event: Event

    @cached_property
    def statements(self) -> list[StatementAt]:
        """In the order of the file."""
        corpus = self.shelf.index.corpus
        return list(corpus.statements_of(self.event))

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        return group_topics(self.shelf.index, self.statements)

    @cached_property
    def scope(self) -> Scope:
        return open_scope(self.shelf, self.event)

    @cached_property
    def order(self) -> list[StatementAt]:
        """In the order of the numbers of their evidence."""
        return number_topics(self.scope, self.statements, self.topics)

    @cached_property
    def views(self) -> Mapping[str, StatementView]:
        return {placed.ref: view_statement(self.scope, placed) for placed in self.order}

    @cached_property
    def sentences(self) -> Mapping[str, Link]:
        return {placed.ref: link_statement(self.scope, placed.ref) for placed in self.order}

    @cached_property
    def same_words(self) -> SameWords:
        return SameWords(self.scope, self.event, self.statements)

    @cached_property
    def neighbours(self) -> NeighboursView:
        return view_neighbours(self.scope, self.event)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventHead:
    """What stands above the sections of an event's page."""

    crumbs: tuple[Link, ...]
    occasion: Occasion
    kind: str
    state: str
    lead: tuple[StatementView, ...]
    figures: Figures
    rows: tuple[InfoboxGroup, ...]
    neighbours: NeighboursView
    note: str


def outline_event(shelf: Shelf, event: Event) -> Outline:
    """What a host must know of an event's page before it is rendered."""
    page, index = EventPage(shelf, event), shelf.index
    description = summarize(page.statements) or index.corpus.label_kind(event).one
    search = enter_event(index, event, name_kind(index, event), description)
    return outline_page(description, search, _list_sections(page))


def view_event(shelf: Shelf, event: Event) -> PageView:
    """An event's page; the evidence of its lead statements has the first numbers."""
    page = EventPage(shelf, event)
    return view_page(_view_head(page), _list_sections(page))


def _list_sections(page: EventPage) -> tuple[Section, ...]:
    corpus, statements = page.shelf.index.corpus, page.statements
    return (
        Section(
            SIDES,
            "sections/sides.html",
            lambda: view_sides(page.scope, page.topics, page.views, page.sentences),
            has=has_parties(corpus, statements),
        ),
        _make_statements_section(page),
        Section(
            LINEAGE,
            "sections/lineage.html",
            lambda: view_lineage(page.scope, page.order),
            has=has_lineage(corpus, statements),
        ),
        Section(
            MATRIX,
            "sections/matrix.html",
            lambda: view_matrix(page.scope, page.topics, page.views, page.sentences),
            has=has_matrix(statements),
        ),
        _make_same_words_section(page),
        make_evidence_section(
            page.shelf, statements, lambda: group_evidence(page.scope, page.order)
        ),
        _make_neighbours_section(page),
        CITE,
    )


def _make_statements_section(page: EventPage) -> Section:
    return Section(
        STATEMENTS,
        "sections/statements.html",
        lambda: tuple(_view_topic(page, topic) for topic in page.topics),
        within=tuple(topic.heading for topic in page.topics),
        anchors=list_anchors(page.statements),
    )


def _make_same_words_section(page: EventPage) -> Section:
    same = page.same_words
    return Section(same.heading, "sections/same-words.html", same.view, has=bool(same.found))


def _make_neighbours_section(page: EventPage) -> Section:
    shown = has_neighbours(page.shelf.index)
    return Section(NEIGHBOURS, "sections/neighbours.html", lambda: page.neighbours, has=shown)


def _view_head(page: EventPage) -> EventHead:
    event, lead = page.event, choose_lead(page.statements)
    return EventHead(
        crumbs=_make_crumbs(page.scope, event),
        occasion=view_occasion(event),
        kind=name_kind(page.shelf.index, event),
        state=event.state,
        lead=tuple(page.views[placed.ref] for placed in lead),
        figures=view_figures(page.shelf.index.tallies[event.id]),
        rows=tuple(_make_rows(page.scope, event)),
        neighbours=page.neighbours,
        note=event.note or "",
    )


def _view_topic(page: EventPage, topic: Topic) -> StatementGroup:
    return StatementGroup(
        topic.heading, tuple(page.views[placed.ref] for placed in topic.statements)
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


def _make_rows(scope: Scope, event: Event) -> Iterator[InfoboxGroup]:
    if event.participants:
        yield InfoboxGroup(
            "Participants" if len(event.participants) > 1 else "Participant",
            tuple(
                InfoboxRow(
                    link_actor(scope, participant.actor, full=True),
                    participant.role or "",
                    cite_refs(scope, refs, event.id),
                )
                for participant, refs in support_participants(event)
            ),
        )
    if event.place:
        yield InfoboxGroup(
            "Place", (InfoboxRow(Link(event.place), "", _cite_row(scope, event, "place")),)
        )
    occasion = view_occasion(event)
    if occasion.date or occasion.words:
        date, words = occasion.date, occasion.words
        value, detail = (Link(date.text), words) if date else (Link(words), "")
        yield InfoboxGroup(
            "Date", (InfoboxRow(value, detail, _cite_row(scope, event, "date"), date=date),)
        )
    if event.per.state or event.state != "occurred":
        yield InfoboxGroup(
            "State", (InfoboxRow(Link(event.state), "", _cite_row(scope, event, "state")),)
        )


def _cite_row(scope: Scope, event: Event, name: RowName) -> tuple[Marker, ...]:
    return cite_refs(scope, support_row(event, name), event.id)
