"""The list of all statements, by the event or the actor that they stand with."""

from dataclasses import dataclass
from functools import cached_property

from factsheet.facts.corpus import StatementAt
from factsheet.facts.dates import EdtfDate
from factsheet.facts.model import Actor, Event
from factsheet.site.pages.lists import BY_DATE, ListHead
from factsheet.site.scope import Scope, name_record, order_records, view_date, view_occasion
from factsheet.site.section import PageView, Section, outline_page, view_page
from factsheet.site.sections.filters import (
    OTHER,
    FilterForm,
    build_form,
    find_outlets,
    find_parties,
    find_topics,
    name_all,
    name_kinds,
    name_statuses,
    name_topics,
)
from factsheet.site.sections.topics import group_topics, number_topics
from factsheet.site.shelf import Shelf
from factsheet.site.statements import view_statement
from factsheet.site.views import DateView, Heading, Link, Outline, StatementView, Traits
from factsheet.voices.index import Index

LONG = 1000
"""With more statements a contents list is of no use, and browsers had better lay out only what is
seen.
"""

SORTS = {"": "By event", **BY_DATE, "voices": "Most voices", "articles": "Most articles"}
OUTSIDE = "Outside any event"
EMPTY = "There are no statements yet."
INTRO = (
    "Everything that is stated in these facts, by event. Each number leads to the passage of a"
    " source that carries it."
)


@dataclass(frozen=True, slots=True)
class ListedStatement:
    """A statement of the list, and when it was said or happened: for where it stands without its
    heading.
    """

    statement: StatementView
    date: DateView | None
    traits: Traits


@dataclass(frozen=True, slots=True)
class ListedGroup:
    """The statements of one event or actor, and what that is in a few words. A `long` list is laid
    out as it comes into view.
    """

    link: Link
    date: DateView | None
    facts: tuple[str, ...]
    statements: tuple[ListedStatement, ...]
    long: bool


@dataclass(frozen=True)
class StatementList:
    """All statements, by the events and actors that they stand with: events first, the newest
    first.
    """

    shelf: Shelf

    @property
    def long(self) -> bool:
        return len(self.shelf.index.corpus.statements) > LONG

    @cached_property
    def records(self) -> list[Event | Actor]:
        """The events and the actors that have statements."""
        index = self.shelf.index
        holders = {placed.record.id: placed.record for placed in index.corpus.statements.values()}
        return [holders[name] for name in order_records(index, holders)]

    @cached_property
    def groups(self) -> tuple[ListedGroup, ...]:
        """A group for each of the records."""
        return tuple(_view_group(self.shelf, record, long=self.long) for record in self.records)

    def list_sections(self) -> tuple[Section, ...]:
        """A section for each group."""
        return tuple(self._make_section(number) for number in range(len(self.records)))

    def _make_section(self, number: int) -> Section:
        record = self.records[number]
        heading = Heading(id=f"_of_{record.id}", title=name_record(record))
        template = "sections/statement-group.html"
        return Section(heading, template, lambda: self.groups[number], listed=not self.long)


def outline_statements(shelf: Shelf) -> Outline:
    """What a host must know of the list before it is rendered."""
    return outline_page(INTRO, StatementList(shelf).list_sections())


def view_statements(shelf: Shelf) -> PageView:
    """Every statement, the withdrawn too, as on its own page."""
    listed = StatementList(shelf)
    traits = [item.traits for group in listed.groups for item in group.statements]
    form = _build_form(shelf.index, traits)
    return view_page(ListHead(INTRO, EMPTY, form), listed.list_sections())


def _build_form(index: Index, traits: list[Traits]) -> FilterForm | None:
    filters = (
        ("topic", "Topic", name_topics(index)),
        ("party", "Whose account", name_all(index)),
        ("speaker", "Words or acts of", name_all(index)),
        ("outlet", "Outlet", name_all(index)),
        ("status", "Status", name_statuses()),
        ("kind", "Kind of event", {**name_kinds(index, "event"), OTHER: OUTSIDE}),
    )
    return build_form("statement", traits, filters, SORTS)


def _view_group(shelf: Shelf, record: Event | Actor, *, long: bool) -> ListedGroup:
    # Numbers begin anew in each group: they are those on the page that the markers lead to.
    scope, index = Scope(shelf, "statements/"), shelf.index
    statements = index.corpus.statements_of(record)
    link = Link(name_record(record), scope.link(statements[0].kind, record.id))
    if isinstance(record, Actor):
        listed = tuple(_list_statement(scope, placed, None, OTHER) for placed in statements)
        return ListedGroup(link, None, (OUTSIDE,), listed, long)
    topics, occasion = group_topics(index, statements), view_occasion(record)
    number_topics(scope, statements, topics)
    facts = (occasion.instead, index.corpus.label_kind(record).one, occasion.state)
    by_topic = (placed for topic in topics for placed in topic.statements)
    listed = tuple(_list_statement(scope, placed, record.date, record.kind) for placed in by_topic)
    return ListedGroup(link, occasion.date, tuple(filter(None, facts)), listed, long)


def _list_statement(
    scope: Scope, placed: StatementAt, day: EdtfDate | None, kind: str
) -> ListedStatement:
    """A statement; `day` is its event's, in case the facts do not say when it was said."""
    index, date = scope.index, placed.statement.said_on or day
    assessment = index.assessments[placed.ref]
    ids = {
        "topic": find_topics(index, (placed.ref,)),
        "party": find_parties(index, (placed.ref,)),
        "speaker": placed.statement.speaker,
        "outlet": find_outlets(index, (piece.source for piece in placed.statement.evidence)),
        "status": (assessment.status,),
        "kind": (kind,),
    }
    numbers = {"voices": len(assessment.voices), "articles": len(assessment.articles)}
    traits = Traits(ids, date, numbers)
    return ListedStatement(view_statement(scope, placed), view_date(date), traits)
