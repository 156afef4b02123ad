"""The list of events."""

from collections.abc import Iterable, Mapping

from factsheet.facts.dates import EdtfDate, show_date
from factsheet.facts.model import Event
from factsheet.site.pages.lists import BY_DATE, Item, ListHead, RecordGroup, RecordList
from factsheet.site.scope import Scope, find_month, link_event, sort_event, view_occasion
from factsheet.site.section import PageView, outline_page, view_page
from factsheet.site.sections.filters import (
    FilterForm,
    build_form,
    find_outlets,
    find_parties,
    find_statuses,
    find_topics,
    name_all,
    name_kinds,
    name_statuses,
    name_topics,
    trace_all,
)
from factsheet.site.shelf import Shelf
from factsheet.site.views import NO_DATE, Heading, Outline, Traits
from factsheet.voices.index import Index
from factsheet.wording import count_things

INTRO = (
    "What the sources say happened, or was announced. Each event has a page with every statement"
    " about it."
)
EMPTY = "There are no events yet."
APART = {"announced": "Announced", "undated": "Without a date"}
ANNOUNCED = "Our sources announce these and do not say whether they took place."
STATES = {"occurred": "Occurred", "announced": "Announced", "cancelled": "Cancelled"}
SORTS = {
    "": "By month",
    **BY_DATE,
    "title": "Title, A to Z",
    "statements": "Most statements",
    "disputed": "Most disputed or differing",
    "articles": "Most articles",
}


def outline_events(shelf: Shelf) -> Outline:
    """What a host must know of the list before it is rendered."""
    return outline_page(INTRO, _list_events(shelf).list_sections())


def view_events(shelf: Shelf) -> PageView:
    """Events by year and month, the newest first; the announced and the undated apart."""
    events = _list_events(shelf)
    form = _build_form(shelf.index, events.traits)
    return view_page(ListHead(INTRO, EMPTY, form), events.list_sections())


def _list_events(shelf: Shelf) -> RecordList[Event]:
    scope = Scope(shelf, "events/")
    events = _group_events(shelf.index.corpus.events.values())
    groups = tuple(_make_group(key, records) for key, records in events.items())
    return RecordList(groups, lambda event: _list_event(scope, event))


def _group_events(events: Iterable[Event]) -> Mapping[str, list[Event]]:
    """Events by month, or by year if no more is known; a year has a group also if nothing is in it
    but months.
    """
    groups: dict[str, list[Event]] = {}
    for event in sorted(events, key=sort_event, reverse=True):
        month = find_month(event.date)
        key = "announced" if event.state == "announced" else month or "undated"
        if key == month:
            groups.setdefault(month[:4], [])
        groups.setdefault(key, []).append(event)
    keys = [key for key in groups if key not in APART]
    # A year comes before its months, with what is known by the year only right under it.
    keys.sort(key=lambda key: (-int(key[:4]), -int(key[5:] or 13)))
    keys += (key for key in APART if key in groups)
    return {key: groups[key] for key in keys}


def _make_group(key: str, events: Iterable[Event]) -> RecordGroup[Event]:
    title = APART.get(key) or show_date(EdtfDate(key, None, None))
    heading = Heading(id=f"_{key}", title=title, level=3 if "-" in key else 2)
    return RecordGroup(heading, tuple(events), ANNOUNCED if key == "announced" else "")


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
    parties = trace_all(index, (participant.actor for participant in event.participants))
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


def _build_form(index: Index, traits: list[Traits]) -> FilterForm | None:
    filters = (
        ("kind", "Kind", name_kinds(index, "event")),
        ("state", "State", STATES),
        ("party", "Party", name_all(index)),
        ("outlet", "Outlet", name_all(index)),
        ("topic", "Topic", name_topics(index)),
        ("status", "With a statement that is", name_statuses()),
    )
    return build_form("event", traits, filters, SORTS)
