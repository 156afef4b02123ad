"""The lists of events, actors and sources."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from factsheet.facts.dates import EdtfDate, show_date
from factsheet.facts.model import Actor, Event, Reading, Source
from factsheet.site.occasions import find_month, sort_event, view_occasion
from factsheet.site.scope import Scope, link_event, link_source, name_kind, name_outlet, view_date
from factsheet.site.sections.filters import (
    OTHER,
    Choice,
    FilterForm,
    build_form,
    find_outlets,
    find_parties,
    find_passed_on,
    find_statuses,
    find_topics,
    name_all,
    name_kinds,
    name_statuses,
    name_topics,
    trace_all,
)
from factsheet.site.sections.matrix import Document, list_documents
from factsheet.site.shelf import Shelf
from factsheet.site.views import NO_DATE, DateView, Heading, Link, Outline, SearchEntry, Traits
from factsheet.voices.index import Index
from factsheet.wording import count_things

T = TypeVar("T")
BY_DATE = {"newest": "Newest first", "oldest": "Oldest first"}
MOST = {
    "statements": "Most statements",
    "disputed": "Most disputed or differing",
    "articles": "Most articles",
}
ROLES = {
    "speaks": "Says something",
    "takes-part": "Takes part in an event",
    "publishes": "Publishes a source",
    "mentioned": "Is only spoken of",
}
READ: Mapping[Reading, str] = {"complete": "read completely", "partial": "read in part", "no": ""}
EVENTS = (
    "What the sources say happened, or was announced. Each event has a page with every statement"
    " about it."
)
ACTORS = (
    "Everyone who says or does something in the facts. What an actor says stands apart from what is"
    " said about it."
)
SOURCES = (
    "Where the statements come from. Each source has a page with every passage that is quoted"
    " from it."
)


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list: a link, its date, and facts about it in a few words each.

    `apart` is what its heading tells, for where it stands without.
    """

    link: Link
    date: DateView | None
    facts: tuple[str, ...]
    traits: Traits
    apart: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    heading: Heading
    items: tuple[Item, ...]
    intro: str = ""


@dataclass(frozen=True, slots=True)
class ListView:
    intro: str
    groups: tuple[Group, ...]
    empty: str
    form: FilterForm | None = None
    coverage: tuple[Document, ...] = ()


def outline_list(
    title: str, description: str, headings: Iterable[Heading], anchors: Iterable[str] = ()
) -> Outline:
    """The outline of a page with a fixed title; `anchors` are those that are not headings'."""
    listed = tuple(headings)
    search = (SearchEntry(anchor="", title=title, text=description),)
    found = frozenset({*anchors, *(one.id for one in listed)})
    return Outline(description=description, headings=listed, anchors=found, search=search)


def build_events(shelf: Shelf) -> ListView:
    """Events by year and month, the newest first; the announced and the undated apart."""
    scope, index = Scope(shelf, "events/"), shelf.index
    found: dict[str, list[Event]] = {}
    for event in sorted(index.corpus.events.values(), key=sort_event, reverse=True):
        month = find_month(event.date)
        key = "announced" if event.state == "announced" else month or "undated"
        if month and key == month:
            found.setdefault(month[:4], [])
        found.setdefault(key, []).append(event)
    keys = [key for key in found if key not in ("announced", "undated")]
    # A year's heading comes before its months', and what is known by the year only stands right
    # under it.
    keys.sort(key=lambda key: (-int(key[:4]), -int(key[5:] or 13)))
    keys += (key for key in ("announced", "undated") if key in found)
    groups = tuple(_group_events(scope, key, found[key]) for key in keys)
    filters = (
        ("kind", "Kind", name_kinds(index, "event")),
        (
            "state",
            "State",
            {"occurred": "Occurred", "announced": "Announced", "cancelled": "Cancelled"},
        ),
        ("party", "Party", name_all(index)),
        ("outlet", "Outlet", name_all(index)),
        ("topic", "Topic", name_topics(index)),
        ("status", "With a statement that is", name_statuses()),
    )
    sorts = {"": "By month", **BY_DATE, "title": "Title, A to Z", **MOST}
    return ListView(
        EVENTS, groups, "There are no events yet.", _build_form("event", groups, filters, sorts)
    )


def _group_events(scope: Scope, key: str, events: Iterable[Event]) -> Group:
    titles = {"announced": "Announced", "undated": "Without a date"}
    title = titles.get(key) or show_date(EdtfDate(key, None, None))
    intro = (
        "Our sources announce these and do not say whether they took place."
        if key == "announced"
        else ""
    )
    heading = Heading(id=f"_{key}", title=title, level=3 if "-" in key else 2)
    return Group(heading, tuple(_list_event(scope, event) for event in events), intro)


def _list_event(scope: Scope, event: Event) -> Item:
    tally = scope.index.tallies[event.id]
    occasion = view_occasion(event)
    state = "" if event.state == "announced" else event.state
    counts = (
        count_things(tally.statements, "statement"),
        count_things(len(tally.sources), "article"),
        count_things(len(tally.voices), "voice"),
    )
    facts = tuple(
        filter(None, (occasion.instead, scope.index.corpus.label_kind(event).one, state, *counts))
    )
    apart = "" if occasion.date or occasion.words else NO_DATE
    if event.state == "announced":
        apart = "announced"
    traits = _trace_event(scope.index, event)
    return Item(link_event(scope, event.id), occasion.date, facts, traits, apart)


def _trace_event(index: Index, event: Event) -> Traits:
    tally, refs = index.tallies[event.id], index.corpus.list_refs(event)
    parties = trace_all(index, (one.actor for one in event.participants))
    ids = {
        "kind": (event.kind,),
        "state": (event.state,),
        "party": tuple(dict.fromkeys((*parties, *find_parties(index, refs)))),
        "outlet": find_outlets(index, tally.sources),
        "topic": find_topics(index, refs),
        "status": find_statuses(index, refs),
    }
    doubtful = sum(index.assessments[ref].status in ("disputed", "accounts-differ") for ref in refs)
    numbers = {"statements": len(refs), "disputed": doubtful, "articles": len(tally.sources)}
    return Traits(ids, event.date, numbers)


def build_actors(shelf: Shelf) -> ListView:
    """Actors by kind, in the order of their names."""
    scope, index = Scope(shelf, "actors/"), shelf.index
    found: dict[str, list[Actor]] = {kind: [] for kind in index.corpus.kinds["actor"]}
    for actor in sorted(
        index.corpus.actors.values(), key=lambda one: (one.name.casefold(), one.id)
    ):
        found.setdefault(actor.kind, []).append(actor)
    titles = {
        kind: index.corpus.label_kind(actors[0]).many for kind, actors in found.items() if actors
    }
    groups = _make_groups(found, titles, lambda actor: _list_actor(scope, actor))
    voices = {name: label for name, label in name_all(index).items() if name in index.speaks_for}
    filters = (
        ("kind", "Kind", name_kinds(index, "actor")),
        ("party", "Counted in the voice of", voices),
        ("role", "Role", ROLES),
    )
    sorts = {"": "By kind", "title": "Name, A to Z", "said": "Most said by it", "about": "Most said about it",
             "events": "Most events"}  # fmt: skip
    return ListView(
        ACTORS, groups, "There are no actors yet.", _build_form("actor", groups, filters, sorts)
    )


def _list_actor(scope: Scope, actor: Actor) -> Item:
    index = scope.index
    said, about = len(index.said_by.get(actor.id, ())), len(index.said_about.get(actor.id, ()))
    role = next((one.role for one in actor.memberships if one.role), "") or ""
    events = len(index.takes_part.get(actor.id, ()))
    counts = (
        f"said by it: {said}" if said else "",
        f"said about it: {about}" if about else "",
        count_things(events, "event") if events else "",
    )
    found = {
        "speaks": said,
        "takes-part": events,
        "publishes": len(index.publishes.get(actor.id, ())),
    }
    ids = {
        "kind": (actor.kind,),
        # Most are counted in nobody's voice but their own, and to list all of these would be no
        # filter.
        "party": tuple(name for name in trace_all(index, (actor.id,)) if name in index.speaks_for),
        "role": tuple(name for name, number in found.items() if number) or ("mentioned",),
    }
    traits = Traits(ids, None, {"said": said, "about": about, "events": events})
    link = Link(actor.name, scope.link("actor", actor.id))
    apart = name_kind(index, actor)
    return Item(link, None, tuple(filter(None, (role, *counts))), traits, apart)


def build_sources(shelf: Shelf) -> ListView:
    """Sources: first those that we read, then those that we know only through them; the newest
    first.
    """
    scope, index = Scope(shelf, "sources/"), shelf.index
    found: dict[str, list[Source]] = {"read": [], "known": []}
    sources = index.corpus.sources.values()
    dated = sorted(
        sources, key=lambda one: (one.issued.sort_key if one.issued else (), one.id), reverse=True
    )
    for source in dated:
        found["known" if index.corpus.readings[source.id] == "no" else "read"].append(source)
    titles = {"read": "Articles and documents read", "known": "Documents known through others"}
    intros = {
        "known": "We have not read these documents: the articles above pass them on or name them."
    }
    groups = _make_groups(found, titles, lambda source: _list_source(scope, source), intros)
    filters = (
        ("kind", "Kind", name_kinds(index, "source")),
        ("outlet", "Publisher", name_all(index)),
        (
            "read",
            "Read by us",
            {"complete": "Completely", "partial": "In part", "no": "No: known through others"},
        ),
        ("party", "Passes on", name_all(index)),
        ("language", "Language", dict[str, str]()),
    )
    sorts = {
        "": "Those read first",
        **BY_DATE,
        "title": "Title, A to Z",
        "statements": "Most statements",
    }
    form = _build_form("source", groups, filters, sorts)
    return ListView(SOURCES, groups, "There are no sources yet.", form, list_documents(scope))


def _list_source(scope: Scope, source: Source) -> Item:
    index, proof = scope.index, scope.index.corpus.proofs.get(source.id)
    outlet = name_outlet(index, source.id) if source.publisher else "publisher not known"
    statements = len({one.at.ref for one in index.list_resting(source.id)})
    length = f"{proof.words} words" if proof else ""
    reading = index.corpus.readings[source.id]
    facts = tuple(
        filter(
            None,
            (
                outlet,
                name_kind(index, source),
                count_things(statements, "statement"),
                length,
                READ[reading],
            ),
        )
    )
    ids = {
        "kind": (source.kind,),
        "outlet": (source.publisher or OTHER,),
        "read": (reading,),
        "party": find_passed_on(index, source.id),
        "language": (source.language,) if source.language else (),
    }
    traits = Traits(ids, source.issued, {"statements": statements})
    apart = "known through others" if reading == "no" else ""
    return Item(link_source(scope, source.id), view_date(source.issued), facts, traits, apart)


def _build_form(
    noun: str, groups: Iterable[Group], filters: Iterable[Choice], sorts: Mapping[str, str]
) -> FilterForm | None:
    return build_form(
        noun, [item.traits for group in groups for item in group.items], filters, sorts
    )


def _make_groups(
    found: Mapping[str, Collection[T]],
    titles: Mapping[str, str],
    make_item: Callable[[T], Item],
    intros: Mapping[str, str] | None = None,
) -> tuple[Group, ...]:
    return tuple(
        Group(
            Heading(id=f"_{key}", title=titles[key]),
            tuple(map(make_item, records)),
            (intros or {}).get(key, ""),
        )
        for key, records in found.items()
        if records
    )
