"""The page of an event."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from factsheet.facts.corpus import StatementAt
from factsheet.facts.dates import EdtfDate
from factsheet.facts.model import Event
from factsheet.facts.prose import strip_prose
from factsheet.site.addresses import find_root, make_evidence_anchors
from factsheet.site.scope import (
    Scope,
    link_actor,
    link_statement,
    name_kind,
    open_scope,
    view_date,
)
from factsheet.site.search import enter_event
from factsheet.site.sections.lineage import LINEAGE, LineageView, has_lineage, view_lineage
from factsheet.site.sections.matrix import COVERAGE, Matrix, has_coverage, view_coverage
from factsheet.site.sections.neighbours import (
    NEIGHBOURS,
    NeighboursView,
    has_neighbours,
    view_neighbours,
)
from factsheet.site.sections.sides import SIDES, SidesView, view_sides
from factsheet.site.sections.topics import group_topics
from factsheet.site.shelf import Shelf
from factsheet.site.statements import cite_refs, group_evidence, view_figures, view_statement
from factsheet.site.views import (
    DateView,
    EvidenceGroup,
    Figures,
    Heading,
    Link,
    Outline,
    Row,
    RowGroup,
    Section,
    StatementView,
)
from factsheet.voices.accounts import has_parties
from factsheet.voices.index import Index, list_refs

STATEMENTS = Heading(id="_statements", title="All statements")
EVIDENCE = Heading(id="_evidence", title="Evidence")
DESCRIPTION = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    crumbs: tuple[Link, ...]
    date: DateView | None
    date_words: str
    kind: str
    state: str
    lead: tuple[StatementView, ...]
    figures: Figures
    rows: tuple[RowGroup, ...]
    sides: SidesView | None
    sections: tuple[Section, ...]
    lineage: LineageView | None
    coverage: Matrix | None
    evidence: tuple[EvidenceGroup, ...]
    neighbours: NeighboursView
    note: str


def outline_event(index: Index, event: Event) -> Outline:
    """What a host must know of an event's page before it is rendered."""
    statements = [index.corpus.statements[ref] for ref in list_refs(event)]
    topics = group_topics(index, statements)
    headings = [SIDES] if has_parties(index.corpus, statements) else []
    headings += (
        STATEMENTS,
        *(Heading(id=anchor, title=title, level=3) for anchor, title, _ in topics),
    )
    if has_lineage(statements):
        headings.append(LINEAGE)
    if has_coverage(statements):
        headings.append(COVERAGE)
    if any(at.statement.evidence for at in statements):
        headings.append(EVIDENCE)
    if has_neighbours(index):
        headings.append(NEIGHBOURS)
    anchors = {one.id for one in headings} | {at.statement.id for at in statements}
    for at in statements:
        anchors.update(make_evidence_anchors(at.statement))
    description = describe(statements) or index.corpus.label_kind(event).one
    search = enter_event(index, event, name_kind(index, event), description)
    return Outline(
        description=description, headings=tuple(headings), anchors=frozenset(anchors), search=search
    )


def build_event(shelf: Shelf, event: Event) -> EventView:
    """The view of an event's page; its lead statements have the first numbers."""
    index = shelf.index
    statements = [index.corpus.statements[ref] for ref in list_refs(event)]
    topics = group_topics(index, statements)
    lead = [at for at in statements if at.statement.lead]
    rest = (at for _, _, placed in topics for at in placed if not at.statement.lead)
    order = [*lead, *rest]
    scope = open_scope(shelf, "event", event, order)
    views = {at.ref: view_statement(scope, at) for at in order}
    sentences = {at.ref: link_statement(scope, at.ref) for at in order}
    return EventView(
        crumbs=_make_crumbs(scope, event),
        date=view_date(event.date),
        date_words=event.date_words or "",
        kind=name_kind(index, event),
        state=event.state,
        lead=tuple(views[at.ref] for at in lead),
        figures=view_figures(index.tallies[event.id]),
        rows=tuple(_make_rows(scope, event)),
        sides=view_sides(scope, topics, views, sentences),
        sections=tuple(
            Section(anchor, title, tuple(views[at.ref] for at in placed))
            for anchor, title, placed in topics
        ),
        lineage=view_lineage(scope, order),
        coverage=view_coverage(scope, topics, views, sentences),
        evidence=group_evidence(scope, order),
        neighbours=view_neighbours(scope, event),
        note=event.note or "",
    )


def describe(statements: list[StatementAt]) -> str:
    """Plain text made of the lead statements, or of the first one, cut at a word."""
    lead = [at for at in statements if at.statement.lead] or statements[:1]
    text = " ".join(strip_prose(at.statement.text) for at in lead)
    return text if len(text) <= DESCRIPTION else text[:DESCRIPTION].rpartition(" ")[0] + " …"


def find_month(date: EdtfDate | None) -> str:
    """`2022-02` or `2022`: the month, or at least the year, in which a date lies or begins; ""
    where that is open.
    """
    if date is None:
        return ""
    day = date.earliest or date.latest
    if day is None or not 0 < day[0] < 10000:
        return ""
    start = date.text.partition("/")[0] if date.earliest else date.text.partition("/")[2]
    knows_month = start[:7] == f"{day[0]:04}-{day[1]:02}"
    return start[:7] if knows_month else f"{day[0]:04}"


def sort_event(event: Event) -> tuple[object, ...]:
    """Orders events by date; those without one come first, so last where the newest come first."""
    return (event.date is not None, event.date.sort_key if event.date else (), event.id)


def order_records(index: Index, names: Iterable[str]) -> list[str]:
    """Ids of events and actors: events first, the newest first; then actors by id."""
    listed = set(names)
    events = [index.corpus.events[name] for name in listed if name in index.corpus.events]
    ordered = [one.id for one in sorted(events, key=sort_event, reverse=True)]
    return [*ordered, *sorted(listed.difference(ordered))]


def _make_crumbs(scope: Scope, event: Event) -> tuple[Link, ...]:
    events = find_root(scope.url) + "events/"
    month = "" if event.state == "announced" else find_month(event.date)
    anchor, words = (f"_{month}", month) if month else ("_undated", "without a date")
    if event.state == "announced":
        anchor, words = "_announced", "announced"
    elif month:
        shown = view_date(EdtfDate(month, None, None))
        words = shown.text if shown else month
    return (Link("Events", events), Link(words, f"{events}#{anchor}"))


def _make_rows(scope: Scope, event: Event) -> Iterator[RowGroup]:
    if event.participants:
        yield RowGroup(
            "Participants" if len(event.participants) > 1 else "Participant",
            tuple(
                Row(
                    link_actor(scope, one.actor, full=True),
                    one.role or "",
                    cite_refs(scope, one.per, event.id),
                )
                for one in event.participants
            ),
        )
    per = event.per
    if event.place:
        yield RowGroup(
            "Place", (Row(Link(event.place), "", cite_refs(scope, per.place, event.id)),)
        )
    if event.date or event.date_words:
        words = f"“{event.date_words}”" if event.date_words else ""
        date = view_date(event.date)
        value, detail = (Link(date.text), words) if date else (Link(words), "")
        yield RowGroup(
            "Date", (Row(value, detail, cite_refs(scope, per.date, event.id), date=date),)
        )
    if per.state or event.state != "occurred":
        yield RowGroup(
            "State", (Row(Link(event.state), "", cite_refs(scope, per.state, event.id)),)
        )
