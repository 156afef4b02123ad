"""The page of an actor: what it says, apart from what is said about it."""

from collections.abc import Iterator
from dataclasses import dataclass

from factsheet.facts.corpus import StatementAt
from factsheet.facts.model import Actor, Event, Membership
from factsheet.site.addresses import find_root, make_evidence_anchors
from factsheet.site.pages.event import EVIDENCE, describe, order_records, sort_event
from factsheet.site.scope import (
    Scope,
    link_actor,
    link_event,
    link_source,
    name_kind,
    name_record,
    open_scope,
    view_date,
)
from factsheet.site.search import enter_actor
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
)
from factsheet.voices.index import Index, list_refs
from factsheet.voices.status import VoiceStep, trace_voice

EVENTS = Heading(id="_events", title="Takes part in")
SOURCES = Heading(id="_sources", title="Publishes")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page, with statements by the record that they stand in; `empty` says that there
    is none.
    """

    heading: Heading
    sections: tuple[Section, ...]
    empty: str


@dataclass(frozen=True, slots=True)
class Dated:
    """A link with its date, and what is to be said beside it or instead."""

    link: Link
    date: DateView | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorView:
    crumbs: tuple[Link, ...]
    kind: str
    other_names: tuple[str, ...]
    identifiers: tuple[Link, ...]
    figures: Figures
    rows: tuple[RowGroup, ...]
    speaks_for: tuple[Link, ...]
    voiced: Link | None
    parts: tuple[Part, ...]
    events: tuple[Dated, ...]
    sources: tuple[Dated, ...]
    evidence: tuple[EvidenceGroup, ...]
    note: str


def outline_actor(index: Index, actor: Actor) -> Outline:
    """What a host must know of an actor's page before it is rendered."""
    headings: list[Heading] = []
    anchors: set[str] = set()
    for heading, refs in _find_parts(index, actor):
        headings.append(heading)
        anchors.update(f"{heading.id}_{name}" for name in _group_records(index, refs))
    headings += (
        one
        for one, found in ((EVENTS, index.takes_part), (SOURCES, index.publishes))
        if actor.id in found
    )
    own = [index.corpus.statements[ref] for ref in list_refs(actor)]
    if any(at.statement.evidence for at in own):
        headings.append(EVIDENCE)
    for at in own:
        anchors.update(make_evidence_anchors(at.statement))
    anchors |= {one.id for one in headings} | {at.statement.id for at in own}
    description = (
        describe(own) or f"{actor.name}: what is said by and about it, and in which sources."
    )
    search = enter_actor(index, actor, describe(own))
    return Outline(
        description=description, headings=tuple(headings), anchors=frozenset(anchors), search=search
    )


def build_actor(shelf: Shelf, actor: Actor) -> ActorView:
    """The view of an actor's page: what it says stands apart from what is said about it."""
    index = shelf.index
    own = [index.corpus.statements[ref] for ref in list_refs(actor)]
    scope = open_scope(shelf, "actor", actor, own)
    rows = tuple(
        _make_rows(scope, actor)
    )  # first, since evidence is numbered in the order in which it is met
    found = _find_parts(index, actor)
    root, name = find_root(scope.url), index.corpus.label_kind(actor).many
    voiced = actor.id in index.speaks_for and actor.id in index.voiced
    return ActorView(
        crumbs=(Link("Actors", f"{root}actors/"), Link(name, f"{root}actors/#_{actor.kind}")),
        kind=name_kind(index, actor),
        other_names=actor.other_names,
        identifiers=tuple(
            _link_identifier(name, value) for name, value in actor.identifiers.items()
        ),
        figures=view_figures(index.tally(ref for _, refs in found for ref in refs)),
        rows=rows,
        voiced=Link("All statements in this voice", f"{root}statements/?party={actor.id}")
        if voiced
        else None,
        speaks_for=tuple(
            link_actor(scope, one, full=True) for one in index.speaks_for.get(actor.id, ())
        ),
        parts=tuple(_view_part(scope, heading, refs) for heading, refs in found),
        events=tuple(_list_events(scope, actor)),
        sources=tuple(_list_sources(scope, actor)),
        evidence=group_evidence(scope, own),
        note=actor.note or "",
    )


def _find_parts(index: Index, actor: Actor) -> list[tuple[Heading, list[str]]]:
    """The statements said, denied and told about the actor. Its own stand where they can be linked
    to: about it.
    """
    own = list_refs(actor)
    said = [ref for ref in index.said_by.get(actor.id, ()) if ref not in own]
    denied = [ref for ref in index.denied_by.get(actor.id, ()) if ref not in own]
    taken = {*said, *denied}
    about = [ref for ref in index.said_about.get(actor.id, ()) if ref not in taken]
    name = actor.short_name or actor.name
    parts = [
        ("said-by", "Said by", said),
        ("denied", "Denied by", denied),
        ("said-about", "Said about", about),
    ]
    return [
        (Heading(id=f"_{anchor}", title=f"{title} {name}"), refs)
        for anchor, title, refs in parts
        if refs or anchor != "denied"
    ]


def _group_records(index: Index, refs: list[str]) -> dict[str, list[StatementAt]]:
    """Statements by the record that they stand in: events first, the newest first; then actors."""
    found: dict[str, list[StatementAt]] = {}
    for ref in refs:
        at = index.corpus.statements[ref]
        found.setdefault(at.record.id, []).append(at)
    return {name: found[name] for name in order_records(index, found)}


def _view_part(scope: Scope, heading: Heading, refs: list[str]) -> Part:
    sections = []
    for name, placed in _group_records(scope.index, refs).items():
        record = placed[0].record
        title = "Outside any event" if name == scope.owner else name_record(record)
        kind = "event" if isinstance(record, Event) else "actor"
        link = None if name == scope.owner else Link(title, scope.link(kind, name))
        views = tuple(view_statement(scope, at) for at in placed)
        sections.append(Section(f"{heading.id}_{name}", title, views, link))
    empty = (
        f"Our sources give no statement {'about' if heading.id == '_said-about' else 'by'} this"
        " actor."
    )
    return Part(heading, tuple(sections), empty)


def _make_rows(scope: Scope, actor: Actor) -> Iterator[RowGroup]:
    steps = tuple(_make_step(scope, step) for step in trace_voice(scope.index.corpus, actor.id)[1])
    if steps:
        yield RowGroup("Counted in the voice of", steps)
    if actor.memberships:
        label = "Offices and memberships"
        yield RowGroup(
            label, tuple(_make_membership(scope, actor, one) for one in actor.memberships)
        )


def _make_step(scope: Scope, step: VoiceStep) -> Row:
    record = scope.index.corpus.actors[step.actor].voice_of
    markers = cite_refs(scope, record.per if record else (), step.actor)
    basis = step.basis if markers else f"{step.basis}: the curators’ judgement"
    return Row(link_actor(scope, step.voice, full=True), basis, markers, needs_marker=False)


def _make_membership(scope: Scope, actor: Actor, one: Membership) -> Row:
    link, markers = (
        link_actor(scope, one.organization, full=True),
        cite_refs(scope, one.per, actor.id),
    )
    return Row(link, one.role or "", markers, start=view_date(one.start), end=view_date(one.end))


def _link_identifier(name: str, value: str) -> Link:
    url = (
        f"https://www.wikidata.org/wiki/{value}"
        if name == "wikidata" and value[1:].isdigit()
        else ""
    )
    return Link(f"{name} {value}", url)


def _list_events(scope: Scope, actor: Actor) -> Iterator[Dated]:
    events = [scope.index.corpus.events[name] for name in scope.index.takes_part.get(actor.id, ())]
    for event in sorted(events, key=sort_event, reverse=True):
        words = "" if event.date else event.date_words or event.state
        yield Dated(link_event(scope, event.id), view_date(event.date), words)


def _list_sources(scope: Scope, actor: Actor) -> Iterator[Dated]:
    for name in scope.index.publishes.get(actor.id, ()):
        source = scope.index.corpus.sources[name]
        yield Dated(
            link_source(scope, name),
            view_date(source.issued),
            "" if source.consulted else "not read by us",
        )
