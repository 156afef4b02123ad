"""The page of an actor: what it says, apart from what is said about it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from factsheet.facts.corpus import StatementAt
from factsheet.facts.model import Actor, Membership
from factsheet.site.addresses import climb_to_root
from factsheet.site.citations import CITE
from factsheet.site.scope import (
    Scope,
    find_identifier,
    link_actor,
    link_event,
    link_source,
    list_anchors,
    name_kind,
    name_record,
    open_scope,
    order_records,
    sort_event,
    view_date,
    view_occasion,
)
from factsheet.site.section import PageView, Section, outline_page, view_page
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
    DateView,
    Figures,
    Heading,
    InfoboxGroup,
    InfoboxRow,
    Link,
    Outline,
    StatementGroup,
)
from factsheet.voices.status import VoiceStep, trace_voice

EVENTS = Heading(id="_events", title="Takes part in")
SOURCES = Heading(id="_sources", title="Publishes")


@dataclass(frozen=True, slots=True)
class SaidView:
    """Statements by the record that they stand in; `empty` says that there is none."""

    groups: tuple[StatementGroup, ...]
    empty: str


@dataclass(frozen=True, slots=True)
class DatedLink:
    """A link with its date, and what is to be said beside it or instead."""

    link: Link
    date: DateView | None
    words: str


@dataclass(frozen=True)
class ActorPage:
    """What the parts of an actor's page share; each of it is made when first asked for."""

    shelf: Shelf
    actor: Actor

    @cached_property
    def scope(self) -> Scope:
        scope = open_scope(self.shelf, self.actor)
        scope.number_all(self.own)
        return scope

    @cached_property
    def own(self) -> list[StatementAt]:
        """The statements of the actor's file, in its order."""
        return list(self.shelf.index.corpus.statements_of(self.actor))

    @cached_property
    def said(self) -> list[str]:
        """The statements that the actor makes; its own are all about it."""
        return self._without_own(self.shelf.index.said_by.get(self.actor.id, ()))

    @cached_property
    def denied(self) -> list[str]:
        return self._without_own(self.shelf.index.denied_by.get(self.actor.id, ()))

    @cached_property
    def about(self) -> list[str]:
        """The statements about the actor that it neither makes nor denies, and its own."""
        taken = {*self.said, *self.denied}
        refs = self.shelf.index.said_about.get(self.actor.id, ())
        return [ref for ref in refs if ref not in taken]

    def _without_own(self, refs: Iterable[str]) -> list[str]:
        own = set(self.shelf.index.corpus.list_refs(self.actor))
        return [ref for ref in refs if ref not in own]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorHead:
    """What stands above the sections of an actor's page."""

    crumbs: tuple[Link, ...]
    kind: str
    other_names: tuple[str, ...]
    identifiers: tuple[Link, ...]
    figures: Figures
    rows: tuple[InfoboxGroup, ...]
    speaks_for: tuple[Link, ...]
    voiced: Link | None
    note: str


def outline_actor(shelf: Shelf, actor: Actor) -> Outline:
    """What a host must know of an actor's page before it is rendered."""
    page = ActorPage(shelf, actor)
    otherwise = f"{actor.name}: what is said by and about it, and in which sources."
    return outline_page(summarize(page.own) or otherwise, _list_sections(page))


def view_actor(shelf: Shelf, actor: Actor) -> PageView:
    """An actor's page: what it says stands apart from what is said about it."""
    page = ActorPage(shelf, actor)
    return view_page(_view_head(page), _list_sections(page))


def _list_sections(page: ActorPage) -> tuple[Section, ...]:
    actor, index = page.actor, page.shelf.index
    return (
        _make_said_section(page, "_said-by", "Said by", page.said),
        _make_said_section(page, "_denied", "Denied by", page.denied, has=bool(page.denied)),
        _make_said_section(page, "_said-about", "Said about", page.about),
        Section(
            EVENTS,
            "sections/dated.html",
            lambda: tuple(_list_events(page.scope, actor)),
            has=actor.id in index.takes_part,
        ),
        Section(
            SOURCES,
            "sections/dated.html",
            lambda: tuple(_list_sources(page.scope, actor)),
            has=actor.id in index.publishes,
        ),
        make_evidence_section(page.shelf, page.own, lambda: group_evidence(page.scope, page.own)),
        CITE,
    )


def _make_said_section(
    page: ActorPage, anchor: str, words: str, refs: list[str], *, has: bool = True
) -> Section:
    """A section of statements, by the record that they stand in. The actor's own stand where they
    can be linked: with what is said about it.
    """
    name = page.actor.short_name or page.actor.name
    groups = _group_records(page, refs)
    own = page.own if anchor == "_said-about" else []
    return Section(
        Heading(id=anchor, title=f"{words} {name}"),
        "sections/said.html",
        lambda: _view_said(page.scope, anchor, groups),
        has=has,
        anchors=(*(f"{anchor}_{record}" for record in groups), *list_anchors(own)),
    )


def _group_records(page: ActorPage, refs: list[str]) -> dict[str, list[StatementAt]]:
    """Statements by the record that they stand in: events first, the newest first; then actors."""
    index = page.shelf.index
    groups: dict[str, list[StatementAt]] = {}
    for ref in refs:
        placed = index.corpus.statements[ref]
        groups.setdefault(placed.record.id, []).append(placed)
    return {record: groups[record] for record in order_records(index, groups)}


def _view_said(scope: Scope, anchor: str, groups: dict[str, list[StatementAt]]) -> SaidView:
    views = []
    for name, statements in groups.items():
        placed = statements[0]
        title, link = "Outside any event", None
        if name != scope.owner:
            title = name_record(placed.record)
            link = Link(title, scope.link(placed.kind, name))
        heading = Heading(id=f"{anchor}_{name}", title=title, level=3)
        views.append(
            StatementGroup(
                heading, tuple(view_statement(scope, placed) for placed in statements), link
            )
        )
    side = "about" if anchor == "_said-about" else "by"
    return SaidView(tuple(views), f"Our sources give no statement {side} this actor.")


def _view_head(page: ActorPage) -> ActorHead:
    actor, index, scope = page.actor, page.shelf.index, page.scope
    root, kind = climb_to_root(scope.url), index.corpus.label_kind(actor).many
    voiced = actor.id in index.speaks_for and actor.id in index.voiced
    voices = index.speaks_for.get(actor.id, ())
    return ActorHead(
        crumbs=(Link("Actors", f"{root}actors/"), Link(kind, f"{root}actors/#_{actor.kind}")),
        kind=name_kind(index, actor),
        other_names=actor.other_names,
        identifiers=tuple(
            Link(f"{name} {value}", find_identifier(name, value))
            for name, value in actor.identifiers.items()
        ),
        figures=view_figures(index.tally((*page.said, *page.denied, *page.about))),
        rows=tuple(_make_rows(scope, actor)),
        voiced=Link("All statements in this voice", f"{root}statements/?party={actor.id}")
        if voiced
        else None,
        speaks_for=tuple(link_actor(scope, voice, full=True) for voice in voices),
        note=actor.note or "",
    )


def _make_rows(scope: Scope, actor: Actor) -> Iterator[InfoboxGroup]:
    steps = tuple(_make_step(scope, step) for step in trace_voice(scope.index.corpus, actor.id)[1])
    if steps:
        yield InfoboxGroup("Counted in the voice of", steps)
    if actor.memberships:
        label = "Offices and memberships"
        yield InfoboxGroup(
            label,
            tuple(_make_membership(scope, actor, membership) for membership in actor.memberships),
        )


def _make_step(scope: Scope, step: VoiceStep) -> InfoboxRow:
    record = scope.index.corpus.actors[step.actor].voice_of
    markers = cite_refs(scope, record.per if record else (), step.actor)
    reason = step.because if markers else f"{step.because}: the curators’ judgement"
    return InfoboxRow(link_actor(scope, step.voice, full=True), reason, markers, needs_marker=False)


def _make_membership(scope: Scope, actor: Actor, membership: Membership) -> InfoboxRow:
    link, markers = (
        link_actor(scope, membership.organization, full=True),
        cite_refs(scope, membership.per, actor.id),
    )
    return InfoboxRow(
        link,
        membership.role or "",
        markers,
        start=view_date(membership.start),
        end=view_date(membership.end),
    )


def _list_events(scope: Scope, actor: Actor) -> Iterator[DatedLink]:
    events = [scope.index.corpus.events[name] for name in scope.index.takes_part.get(actor.id, ())]
    for event in sorted(events, key=sort_event, reverse=True):
        occasion = view_occasion(event)
        words = "" if occasion.date else occasion.words or event.state
        yield DatedLink(link_event(scope, event.id), occasion.date, words)


def _list_sources(scope: Scope, actor: Actor) -> Iterator[DatedLink]:
    for name in scope.index.publishes.get(actor.id, ()):
        source = scope.index.corpus.sources[name]
        yield DatedLink(
            link_source(scope, name),
            view_date(source.issued),
            "not read by us" if scope.index.corpus.readings[name] == "no" else "",
        )
