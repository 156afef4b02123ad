"""The list of all statements, by the event or the actor that they stand with."""

from dataclasses import dataclass

from factsheet.facts.corpus import StatementAt
from factsheet.facts.dates import EdtfDate
from factsheet.facts.model import Event
from factsheet.site.occasions import order_records, view_occasion
from factsheet.site.pages.lists import BY_DATE, outline_list
from factsheet.site.scope import Scope, find_kind, name_record, view_date
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

INTRO = (
    "Everything that is stated in these facts, by event. Each number leads to the passage of a"
    " source that carries it."
)


@dataclass(frozen=True, slots=True)
class Line:
    """A statement of the list, and when it was said or happened: for where it stands without its
    heading.
    """

    statement: StatementView
    date: DateView | None
    traits: Traits


@dataclass(frozen=True, slots=True)
class StatementGroup:
    """The statements of one event or actor, and what that is in a few words."""

    heading: Heading
    link: Link
    date: DateView | None
    facts: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class StatementsView:
    intro: str
    groups: tuple[StatementGroup, ...]
    long: bool
    form: FilterForm | None


def outline_statements(index: Index) -> Outline:
    """What a host must know of the list before it is rendered."""
    headings = _list_headings(index)
    listed = () if _is_long(index) else headings
    return outline_list("Statements", INTRO, listed, (one.id for one in headings))


def _is_long(index: Index) -> bool:
    return len(index.corpus.statements) > LONG


def _list_headings(index: Index) -> list[Heading]:
    """A title or a name for each event and actor that has statements."""
    holders = {at.record.id: at.record for at in index.corpus.statements.values()}
    return [
        Heading(id=f"_of_{name}", title=name_record(holders[name]))
        for name in order_records(index, holders)
    ]


def build_statements(shelf: Shelf) -> StatementsView:
    """Every statement, the withdrawn too: events first, the newest first, then actors; each as on
    its own page.
    """
    index = shelf.index
    groups = tuple(_build_group(shelf, heading) for heading in _list_headings(index))
    traits = [line.traits for group in groups for line in group.lines]
    filters = (
        ("topic", "Topic", name_topics(index)),
        ("party", "Whose account", name_all(index)),
        ("speaker", "Words or acts of", name_all(index)),
        ("outlet", "Outlet", name_all(index)),
        ("status", "Status", name_statuses()),
        (
            "kind",
            "Kind of event",
            {**name_kinds(index, "event"), OTHER: "Outside any event"},
        ),
    )
    sorts = {"": "By event", **BY_DATE, "voices": "Most voices", "articles": "Most articles"}
    return StatementsView(
        INTRO, groups, _is_long(index), build_form("statement", traits, filters, sorts)
    )


def _build_group(shelf: Shelf, heading: Heading) -> StatementGroup:
    # Numbers begin anew in each group: they are those on the page that the markers lead to.
    scope, index = Scope(shelf, "statements/"), shelf.index
    name = heading.id.removeprefix("_of_")
    record = index.corpus.events.get(name) or index.corpus.actors[name]
    placed = list(index.corpus.statements_of(record))
    if isinstance(record, Event):
        topics = group_topics(index, placed)
        number_topics(scope, placed, topics)
        placed = [at for topic in topics for at in topic.statements]
        date, kind, occasion = record.date, record.kind, view_occasion(record)
        facts = [
            occasion.instead,
            index.corpus.label_kind(record).one,
            occasion.state,
        ]
    else:
        date, kind, facts = None, OTHER, ["Outside any event"]
    return StatementGroup(
        heading,
        Link(heading.title, scope.link(find_kind(placed[0]), record.id)),
        view_date(date),
        tuple(filter(None, facts)),
        tuple(_build_line(scope, at, at.statement.said_on or date, kind) for at in placed),
    )


def _build_line(scope: Scope, at: StatementAt, date: EdtfDate | None, kind: str) -> Line:
    index, found = scope.index, scope.index.assessments[at.ref]
    ids = {
        "topic": find_topics(index, (at.ref,)),
        "party": find_parties(index, (at.ref,)),
        "speaker": at.statement.speaker,
        "outlet": find_outlets(index, (one.source for one in at.statement.evidence)),
        "status": (found.status,),
        "kind": (kind,),
    }
    numbers = {"voices": len(found.voices), "articles": len(found.articles)}
    return Line(view_statement(scope, at), view_date(date), Traits(ids, date, numbers))
