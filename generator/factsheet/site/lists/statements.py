"""The list of all statements, by the event or the actor that they stand with."""

from collections.abc import Sequence

from factsheet.facts.corpus import StatementAt
from factsheet.facts.dates import EdtfDate
from factsheet.facts.model import Actor, Event
from factsheet.facts.prose import strip_prose
from factsheet.site.addresses import make_url
from factsheet.site.lists.cuts import COARSE, Knife, Step, order_trail, trace_date
from factsheet.site.lists.filters import (
    OTHER,
    find_outlets,
    find_parties,
    find_topics,
    name_all,
    name_kinds,
    name_statuses,
    name_topics,
)
from factsheet.site.lists.items import Item, RecordGroup, weigh
from factsheet.site.lists.listing import Listing, Words
from factsheet.site.lists.table import Traits
from factsheet.site.scope import (
    name_record,
    order_records,
    view_date,
    view_occasion,
)
from factsheet.site.sections.rows import tell_status
from factsheet.site.sections.topics import group_topics
from factsheet.site.shelf import Shelf
from factsheet.site.views import DateView, Heading
from factsheet.voices.index import Index

WORDS = Words(
    "statements",
    "statement",
    "Everything that is stated in these facts, by event. Each sentence leads to its quotes, and to"
    " the articles that carry it.",
    "There are no statements yet.",
    "sentences",
)
OUTSIDE = Step("outside", "Outside any event")
SORTS = {
    "": "By event",
    "newest": "Newest first",
    "oldest": "Oldest first",
    "disputed": "Disputed or differing first",
    "voices": "Most voices",
    "articles": "Most articles",
}
TOPS = (
    (Heading(id="_newest", title="The newest"), ""),
    (Heading(id="_most-disputed", title="Disputed or told differently"), "disputed"),
)


def list_statements(shelf: Shelf) -> Listing[StatementAt]:
    """Every statement, the withdrawn too, as on its own page: by event, the newest first."""
    index = shelf.index
    return Listing(
        WORDS,
        _order_statements(index),
        Knife(
            _trace_statement,
            lambda placed: weigh(placed.statement.text, name_record(placed.record)),
            COARSE,
        ),
        lambda statements, _: _group_statements(index, statements),
        lambda placed: _view_statement(index, placed),
        lambda placed: _find_traits(index, placed),
        (
            ("topic", "Topic", name_topics(index)),
            ("party", "Whose account", name_all(index)),
            ("speaker", "Words or acts of", name_all(index)),
            ("outlet", "Outlet", name_all(index)),
            ("status", "Status", name_statuses()),
            ("kind", "Kind of event", {**name_kinds(index, "event"), OTHER: OUTSIDE.title}),
        ),
        SORTS,
        TOPS,
    )


def _order_statements(index: Index) -> list[StatementAt]:
    corpus = index.corpus
    holders = {placed.record.id: placed.record for placed in corpus.statements.values()}
    records = [holders[name] for name in order_records(index, holders)]
    records.sort(
        key=lambda record: order_trail(record.date) if isinstance(record, Event) else (4, 0, 0)
    )
    return [
        placed
        for record in records
        for topic in group_topics(index, corpus.statements_of(record))
        for placed in topic.statements
    ]


def _trace_statement(placed: StatementAt) -> Sequence[Step]:
    record = placed.record
    return trace_date(record.date) if isinstance(record, Event) else (OUTSIDE,) * 4


def _group_statements(
    index: Index, statements: Sequence[StatementAt]
) -> Sequence[RecordGroup[StatementAt]]:
    groups: dict[str, list[StatementAt]] = {}
    for placed in statements:
        groups.setdefault(placed.record.id, []).append(placed)
    return tuple(_make_group(index, members) for members in groups.values())


def _make_group(index: Index, statements: Sequence[StatementAt]) -> RecordGroup[StatementAt]:
    record = statements[0].record
    return RecordGroup(
        Heading(id=f"_of_{record.id}", title=name_record(record)),
        tuple(statements),
        _tell_kind(index, record),
        view_occasion(record).when if isinstance(record, Event) else "",
        make_url(statements[0].kind, record.id),
    )


def _tell_kind(index: Index, record: Event | Actor) -> str:
    if isinstance(record, Actor):
        return OUTSIDE.title
    kind, state = index.corpus.label_kind(record).one, view_occasion(record).state
    return f"{kind} · {state}" if state else kind


def _view_statement(index: Index, placed: StatementAt) -> Item:
    statement = placed.statement
    return Item(
        address=f"{make_url(placed.kind, placed.record.id)}#{statement.id}",
        text=strip_prose(statement.text),
        when=_find_when(placed),
        facts=(tell_status(index, placed),),
        apart=name_record(placed.record),
        gone=statement.withdrawn is not None,
    )


def _find_when(placed: StatementAt) -> DateView | str:
    if said_on := view_date(placed.statement.said_on):
        return said_on
    return view_occasion(placed.record).when if isinstance(placed.record, Event) else ""


def _find_day(placed: StatementAt) -> EdtfDate | None:
    """When it was said; if the facts do not say so, the day of its event."""
    day = placed.record.date if isinstance(placed.record, Event) else None
    return placed.statement.said_on or day


def _find_traits(index: Index, placed: StatementAt) -> Traits:
    assessment, record = index.assessments[placed.ref], placed.record
    ids = {
        "topic": find_topics(index, (placed.ref,)),
        "party": find_parties(index, (placed.ref,)),
        "speaker": placed.statement.speaker,
        "outlet": find_outlets(index, (piece.source for piece in placed.statement.evidence)),
        "status": (assessment.status,),
        "kind": (record.kind,) if isinstance(record, Event) else (OTHER,),
    }
    numbers = {
        "disputed": ("accounts-differ", "disputed").index(assessment.status) + 1
        if assessment.status in ("accounts-differ", "disputed")
        else 0,
        "voices": len(assessment.voices),
        "articles": len(assessment.articles),
    }
    return Traits(ids, _find_day(placed), numbers)
