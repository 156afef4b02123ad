"""The page of an actor: who it is, what it says, apart from what is said about it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import islice

from factsheet.facts.model import Actor, Membership
from factsheet.site.addresses import climb_to_root
from factsheet.site.citations import CITE
from factsheet.site.scope import (
    Scope,
    find_identifier,
    link_actor,
    link_event,
    link_source,
    link_support,
    name_kind,
    open_scope,
    order_published,
    sort_event,
    view_date,
    view_occasion,
)
from factsheet.site.section import Body, Section, make_body
from factsheet.site.sections.rows import KeyArticle
from factsheet.site.shelf import Shelf
from factsheet.site.statements import summarize
from factsheet.site.told.carrying import Carrying
from factsheet.site.told.runs import Finding
from factsheet.site.told.speaking import OTHERWISE, Speaking, make_part_heading
from factsheet.site.views import DateView, Heading, HeadItem, Link
from factsheet.voices.status import trace_voice
from factsheet.wording import count_things

OWN = Heading(id="_own", title="Outside any event")
EVENTS = Heading(id="_events", title="Takes part in")
SOURCES = Heading(id="_sources", title="Publishes")
MOST_NAMED = 12
"""So many names, offices and others that speak in its voice does the head name."""
MOST_OPPOSERS = 6
"""So many who tell otherwise what the actor says are named."""
MOST_ARTICLES = 3
"""Of so many articles that it published the head says what they carry: of the newest."""
MOST_LISTED = 20
"""So many events and sources are listed: the newest."""


@dataclass(frozen=True, slots=True)
class DatedLink:
    """A link with its date, and what is to be said beside it or instead."""

    link: Link
    date: DateView | None
    words: str


@dataclass(frozen=True, slots=True)
class DatedList:
    """The newest of some events or sources; `more` leads to all, if these are more."""

    items: tuple[DatedLink, ...]
    more: Link | None


@dataclass(frozen=True, slots=True)
class ArticleCount:
    """An article that an actor published: how many statements it carries, and leaves out of those
    that others carry.
    """

    link: Link
    carries: int
    left_out: int


@dataclass(frozen=True)
class ActorPage:
    """What the parts of an actor's page share; each of it is made when first asked for."""

    shelf: Shelf
    actor: Actor

    @cached_property
    def scope(self) -> Scope:
        return open_scope(self.shelf, self.actor)

    @cached_property
    def speaking(self) -> Speaking:
        return Speaking(self.scope, self.actor)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorHead:
    """What stands above the sections of an actor's page. `offices` are its memberships, `voices`
    those in whose voice it is counted, `opposers` those who tell otherwise what it says; `key`
    names the articles of all sections.
    """

    crumbs: tuple[Link, ...]
    kind: str
    offices: tuple[HeadItem, ...]
    voices: tuple[HeadItem, ...]
    other_names: tuple[str, ...]
    identifiers: tuple[Link, ...]
    findings: tuple[Finding, ...]
    articles: tuple[ArticleCount, ...]
    opposers: tuple[tuple[Link, int], ...]
    speaks_for: tuple[Link, ...]
    key: tuple[KeyArticle, ...]
    voiced: Link | None
    note: str


def make_actor(shelf: Shelf, actor: Actor) -> Body:
    """An actor's page: what it says stands apart from what is said about it."""
    page = ActorPage(shelf, actor)
    otherwise = f"{actor.name}: what is said by and about it, and in which sources."
    description = summarize(page.speaking.own) or otherwise
    head = partial(_view_head, page)
    return make_body(description, _list_sections(page), head, has_contents=False)


def _list_sections(page: ActorPage) -> tuple[Section, ...]:
    speaking, index, name = page.speaking, page.shelf.index, page.actor.id
    return (
        *(_make_part(page, anchor) for anchor in speaking.parts),
        Section(
            OWN,
            "sections/runs.html",
            speaking.view_own,
            has=bool(speaking.own),
            list_anchors=speaking.list_anchors,
        ),
        Section(
            EVENTS,
            "sections/dated.html",
            lambda: _view_events(page.scope, name),
            has=name in index.takes_part,
        ),
        Section(
            SOURCES,
            "sections/dated.html",
            lambda: _view_sources(page.scope, name),
            has=name in index.publishes,
        ),
        CITE,
    )


def _make_part(page: ActorPage, anchor: str) -> Section:
    speaking = page.speaking
    nothing = not speaking.own and not any(speaking.parts.values())
    return Section(
        make_part_heading(anchor, page.actor),
        "sections/runs.html",
        partial(speaking.view_part, anchor),
        has=bool(speaking.parts[anchor]) or (nothing and anchor == "_said-by"),
        within=speaking.list_topics(anchor),
        list_anchors=speaking.list_choices if anchor == "_said-by" else tuple,
    )


def _view_head(page: ActorPage) -> ActorHead:
    actor, index, scope = page.actor, page.shelf.index, page.scope
    root, kind = climb_to_root(scope.url), index.corpus.label_kind(actor).many
    voiced = actor.id in index.speaks_for and actor.id in index.voiced
    opposers = page.speaking.opposers.most_common(MOST_OPPOSERS)
    return ActorHead(
        crumbs=(Link("Actors", f"{root}actors/"), Link(kind, f"{root}actors/#_{actor.kind}")),
        kind=name_kind(index, actor),
        offices=tuple(
            _view_office(scope, actor, membership) for membership in actor.memberships[:MOST_NAMED]
        ),
        voices=tuple(_list_voices(scope, actor)),
        other_names=actor.other_names[:MOST_NAMED],
        identifiers=tuple(
            Link(f"{name} {value}", find_identifier(name, value))
            for name, value in list(actor.identifiers.items())[:MOST_NAMED]
        ),
        findings=tuple(_list_findings(page)),
        articles=tuple(_list_articles(scope, actor.id)),
        opposers=tuple((link_actor(scope, name), count) for name, count in opposers),
        key=page.speaking.maker.view_key() if index.marks else (),
        voiced=Link("All statements in this voice", f"{root}statements/?party={actor.id}")
        if voiced
        else None,
        speaks_for=_link_all(scope, index.speaks_for.get(actor.id, ())),
        note=actor.note or "",
    )


def _view_office(scope: Scope, actor: Actor, membership: Membership) -> HeadItem:
    start, end = view_date(membership.start), view_date(membership.end)
    words = (
        membership.role or "member",
        f"from {start.text}" if start else "",
        f"until {end.text}" if end else "",
    )
    return HeadItem(
        link_actor(scope, membership.organization, full=True),
        " ".join(filter(None, words)),
        link_support(scope, actor.id, membership.per),
    )


def _list_voices(scope: Scope, actor: Actor) -> Iterator[HeadItem]:
    for step in trace_voice(scope.index.corpus, actor.id)[1]:
        voice_of = scope.index.corpus.actors[step.actor].voice_of
        support = link_support(scope, step.actor, voice_of.per if voice_of else ())
        yield HeadItem(link_actor(scope, step.voice, full=True), step.because, support)


def _list_findings(page: ActorPage) -> Iterator[Finding]:
    """How often the actor speaks, is spoken of, and is told otherwise."""
    parts, speaking = page.speaking.parts, page.speaking
    if parts["_said-by"]:
        count = count_things(len(parts["_said-by"]), "statement")
        yield Finding("_said-by", f"speaks in {count}")
    if parts["_denied"]:
        yield Finding("_denied", f"denies {len(parts['_denied'])}")
    about = len(parts["_said-about"]) + len(speaking.own)
    if about:
        anchor = "_said-about" if parts["_said-about"] else OWN.id
        yield Finding(anchor, f"is spoken of in {about}")
    if speaking.opposed:
        anchor = OTHERWISE if speaking.choices else "_said-by"
        yield Finding(anchor, f"is told differently in {len(speaking.opposed)}")


def _list_articles(scope: Scope, actor: str) -> Iterator[ArticleCount]:
    """The newest articles of an actor that we have read."""
    read = (
        source
        for source in order_published(scope.index, actor)
        if scope.index.corpus.readings[source.id] != "no"
    )
    for source in islice(read, MOST_ARTICLES):
        carrying = Carrying(Scope(scope.shelf, scope.url, source.id), source)
        left_out = sum(carrying.left_out.values())
        yield ArticleCount(link_source(scope, source.id), len(carrying.carried), left_out)


def _link_all(scope: Scope, names: Sequence[str]) -> tuple[Link, ...]:
    """The first of some actors, and how many more they are."""
    links = tuple(link_actor(scope, name, full=True) for name in names[:MOST_NAMED])
    more = len(names) - len(links)
    return (*links, Link(f"{more} more")) if more else links


def _view_events(scope: Scope, actor: str) -> DatedList:
    events = [scope.index.corpus.events[name] for name in scope.index.takes_part[actor]]
    events.sort(key=sort_event, reverse=True)
    items = []
    for event in events[:MOST_LISTED]:
        occasion = view_occasion(event)
        words = "" if occasion.date else occasion.words or event.state
        items.append(DatedLink(link_event(scope, event.id), occasion.date, words))
    url = f"{scope.root}events/?party={actor}"
    more = Link(f"All {len(events)}, in the list of events", url)
    return DatedList(tuple(items), more if len(events) > MOST_LISTED else None)


def _view_sources(scope: Scope, actor: str) -> DatedList:
    corpus, sources = scope.index.corpus, order_published(scope.index, actor)
    items = (
        DatedLink(
            link_source(scope, source.id),
            view_date(source.issued),
            "not read by us" if corpus.readings[source.id] == "no" else "",
        )
        for source in sources[:MOST_LISTED]
    )
    more = Link(
        f"All {len(sources)}, in the list of sources", f"{scope.root}sources/?outlet={actor}"
    )
    return DatedList(tuple(items), more if len(sources) > MOST_LISTED else None)
