"""The lists of events, actors and sources."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from generator.dates import EdtfDate, show_date
from generator.index import Index
from generator.model import Actor, Event, Source
from generator.pages.actor import KINDS
from generator.pages.event import find_month, name_kind, sort_event
from generator.provenance import count_things
from generator.statements import Scope, link_event, link_source, name_outlet, view_date
from generator.views import DateView, Heading, Link, Outline, SearchEntry

T = TypeVar("T")
EVENTS = "What the sources say happened, or was announced. Each event has a page with every statement about it."
ACTORS = "Everyone who says or does something in the facts. What an actor says stands apart from what is said about it."
SOURCES = "Where the statements come from. Each source has a page with every passage that is quoted from it."


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list: a link, its date, and facts about it in a few words each."""

    link: Link
    date: DateView | None
    facts: tuple[str, ...]


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


def outline_list(title: str, description: str, headings: Iterable[Heading], anchors: Iterable[str] = ()) -> Outline:
    """The outline of a page with a fixed title; `anchors` are those that are not headings'."""
    listed = tuple(headings)
    search = (SearchEntry(anchor="", title=title, text=description),)
    found = frozenset({*anchors, *(one.id for one in listed)})
    return Outline(description=description, headings=listed, anchors=found, search=search)


def build_events(index: Index) -> ListView:
    """Events by year and month, the newest first; the announced and the undated apart."""
    scope = Scope(index, "events/")
    found: dict[str, list[Event]] = {}
    for event in sorted(index.corpus.events.values(), key=sort_event, reverse=True):
        month = find_month(event.date)
        key = "announced" if event.state == "announced" else month or "undated"
        if month and key == month:
            found.setdefault(month[:4], [])
        found.setdefault(key, []).append(event)
    keys = [key for key in found if key not in ("announced", "undated")]
    # A year's heading comes before its months', and what is known by the year only stands right under it.
    keys.sort(key=lambda key: (-int(key[:4]), -int(key[5:] or 13)))
    keys += (key for key in ("announced", "undated") if key in found)
    groups = tuple(_group_events(scope, key, found[key]) for key in keys)
    return ListView(EVENTS, groups, "There are no events yet.")


def _group_events(scope: Scope, key: str, events: Iterable[Event]) -> Group:
    titles = {"announced": "Announced", "undated": "Without a date"}
    title = titles.get(key) or show_date(EdtfDate(key, None, None))
    intro = "Our sources announce these and do not say whether they took place." if key == "announced" else ""
    heading = Heading(id=f"_{key}", title=title, level=3 if "-" in key else 2)
    return Group(heading, tuple(_list_event(scope, event) for event in events), intro)


def _list_event(scope: Scope, event: Event) -> Item:
    tally = scope.index.tallies[event.id]
    words = f"“{event.date_words}”" if event.date_words and not event.date else ""
    state = "" if event.state == "announced" else event.state
    counts = (
        count_things(tally.statements, "statement"),
        count_things(len(tally.sources), "article"),
        count_things(len(tally.voices), "voice"),
    )
    facts = tuple(filter(None, (words, name_kind(scope.index, event), state, *counts)))
    return Item(link_event(scope, event.id), view_date(event.date), facts)


def build_actors(index: Index) -> ListView:
    """Actors by kind, in the order of their names."""
    scope = Scope(index, "actors/")
    found: dict[str, list[Actor]] = {kind: [] for kind in KINDS}
    for actor in sorted(index.corpus.actors.values(), key=lambda one: (one.name.casefold(), one.id)):
        found[actor.kind].append(actor)
    groups = _make_groups(found, KINDS, lambda actor: _list_actor(scope, actor))
    return ListView(ACTORS, groups, "There are no actors yet.")


def _list_actor(scope: Scope, actor: Actor) -> Item:
    index = scope.index
    said, about = len(index.said_by.get(actor.id, ())), len(index.said_about.get(actor.id, ()))
    role = next((one.role for one in actor.memberships if one.role), "") or ""
    counts = (
        f"said by it: {said}" if said else "",
        f"said about it: {about}" if about else "",
        count_things(len(index.takes_part.get(actor.id, ())), "event") if actor.id in index.takes_part else "",
    )
    return Item(Link(actor.name, scope.link("actor", actor.id)), None, tuple(filter(None, (role, *counts))))


def build_sources(index: Index) -> ListView:
    """Sources: first those that we read, then those that we know only through them; the newest first."""
    scope = Scope(index, "sources/")
    found: dict[str, list[Source]] = {"read": [], "known": []}
    sources = index.corpus.sources.values()
    dated = sorted(sources, key=lambda one: (one.issued.sort_key if one.issued else (), one.id), reverse=True)
    for source in dated:
        found["read" if source.consulted else "known"].append(source)
    titles = {"read": "Articles and documents read", "known": "Documents known through others"}
    intros = {"known": "We have not read these documents: the articles above pass them on or name them."}
    groups = _make_groups(found, titles, lambda source: _list_source(scope, source), intros)
    return ListView(SOURCES, groups, "There are no sources yet.")


def _list_source(scope: Scope, source: Source) -> Item:
    index, proof = scope.index, scope.index.corpus.proofs.get(source.id)
    outlet = name_outlet(index, source.id) if source.publisher else "publisher not known"
    carried = index.corpus.evidence_of_source if source.consulted else index.passed_on
    statements = count_things(len({one.at.ref for one in carried.get(source.id, ())}), "statement")
    length = f"{proof.words} words" if proof else ""
    read = "" if not source.consulted else "read completely" if source.read == "complete" else "read in part"
    facts = tuple(filter(None, (outlet, source.type, statements, length, read)))
    return Item(link_source(scope, source.id), view_date(source.issued), facts)


def _make_groups(
    found: Mapping[str, Collection[T]],
    titles: Mapping[str, str],
    make_item: Callable[[T], Item],
    intros: Mapping[str, str] | None = None,
) -> tuple[Group, ...]:
    return tuple(
        Group(Heading(id=f"_{key}", title=titles[key]), tuple(map(make_item, records)), (intros or {}).get(key, ""))
        for key, records in found.items()
        if records
    )
