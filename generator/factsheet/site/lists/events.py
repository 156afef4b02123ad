"""The list of events."""

from collections.abc import Mapping, Sequence

from factsheet.facts.corpus import choose_lead
from factsheet.facts.dates import EdtfDate, show_date
from factsheet.facts.model import Event
from factsheet.facts.prose import strip_prose
from factsheet.site.addresses import make_url
from factsheet.site.lists.cuts import COARSE, Knife, Step, order_trail, trace_date
from factsheet.site.lists.filters import (
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
from factsheet.site.lists.items import LONGEST_GIST, Item, RecordGroup, weigh
from factsheet.site.lists.listing import Listing, Words
from factsheet.site.lists.table import Traits
from factsheet.site.scope import find_month, name_kind, sort_event, view_occasion
from factsheet.site.shelf import Shelf
from factsheet.site.statements import SHAPES
from factsheet.site.views import Heading
from factsheet.voices.index import Index
from factsheet.voices.status import Status
from factsheet.wording import count_things, cut_text

WORDS = Words(
    "events",
    "event",
    "What the sources say happened, or was announced. Each event has a page with every statement"
    " about it.",
    "There are no events yet.",
    "titles and statements",
)
ANNOUNCED = Step("announced", "Announced")
OUTSIDE: Mapping[str, str] = {
    "announced": "Our sources announce these and do not say whether they took place."
}
STATES = {"occurred": "Occurred", "announced": "Announced", "cancelled": "Cancelled"}
SORTS = {
    "": "By month",
    "newest": "Newest first",
    "oldest": "Oldest first",
    "title": "Title, A to Z",
    "statements": "Most statements",
    "disputed": "Most disputed or differing",
    "articles": "Most articles",
}
TOPS = (
    (Heading(id="_newest", title="The newest"), ""),
    (Heading(id="_most-disputed", title="Most disputed or told differently"), "disputed"),
)
OPPOSED: Mapping[Status, str] = {"disputed": "disputed", "accounts-differ": "told differently"}


def list_events(shelf: Shelf) -> Listing[Event]:
    """Events by year and month, the newest first; the announced and the undated apart."""
    index = shelf.index
    newest = sorted(index.corpus.events.values(), key=sort_event, reverse=True)
    return Listing(
        WORDS,
        sorted(newest, key=_order_event),
        Knife(_trace_event, lambda event: weigh(event.title) + LONGEST_GIST, COARSE),
        _group_events,
        lambda event: _view_event(index, event),
        lambda event: _find_traits(index, event),
        (
            ("kind", "Kind", name_kinds(index, "event")),
            ("state", "State", STATES),
            ("party", "Party", name_all(index)),
            ("outlet", "Outlet", name_all(index)),
            ("topic", "Topic", name_topics(index)),
            ("status", "Status of a statement", name_statuses()),
        ),
        SORTS,
        TOPS,
    )


def _is_announced(event: Event) -> bool:
    return event.state == "announced"


def _order_event(event: Event) -> tuple[object, ...]:
    place = order_trail(event.date)
    return (place[0] == 3 and not _is_announced(event), _is_announced(event), place)


def _trace_event(event: Event) -> Sequence[Step]:
    return (ANNOUNCED,) * 4 if _is_announced(event) else trace_date(event.date)


def _group_events(events: Sequence[Event], whole: bool) -> Sequence[RecordGroup[Event]]:
    """Events by month, or by year if no more is known. On the page of several years each has a
    heading, also if nothing is in it but months.
    """
    groups: dict[Step, list[Event]] = {}
    years = {find_month(event.date)[:4] for event in events if not _is_announced(event)}
    for event in events:
        month = "" if _is_announced(event) else find_month(event.date)
        if month and (whole or len(years) > 1):
            groups.setdefault(Step(month[:4], str(int(month[:4]))), [])
        step = Step(month, show_date(EdtfDate(month, None, None))) if month else None
        groups.setdefault(step or _trace_event(event)[0], []).append(event)
    return tuple(
        RecordGroup(
            Heading(
                id=f"_{step.key}",
                title=step.title,
                level=3 if "-" in step.key and (whole or len(years) > 1) else 2,
            ),
            tuple(members),
            OUTSIDE.get(step.key, ""),
        )
        for step, members in groups.items()
    )


def _view_event(index: Index, event: Event) -> Item:
    tally, occasion = index.tallies[event.id], view_occasion(event)
    statements = index.corpus.statements_of(event)
    lead = next((placed for placed in choose_lead(statements) if placed.stands), None)
    statuses = [index.assessments[placed.ref].status for placed in statements]
    opposed = (
        f"{SHAPES[status]} {statuses.count(status)} {words}"
        for status, words in OPPOSED.items()
        if status in statuses
    )
    return Item(
        address=make_url("event", event.id),
        text=event.title,
        when=occasion.when,
        gist=cut_text(strip_prose(lead.statement.text), LONGEST_GIST) if lead else "",
        facts=(
            name_kind(index, event),
            *([event.state] if event.state == "cancelled" else []),
            *opposed,
            count_things(tally.statements, "statement"),
            count_things(len(tally.sources), "article"),
        ),
        apart="announced" if _is_announced(event) else "",
    )


def _find_traits(index: Index, event: Event) -> Traits:
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
    doubtful = sum(index.assessments[ref].status in OPPOSED for ref in refs)
    numbers = {"statements": len(refs), "disputed": doubtful, "articles": len(tally.sources)}
    return Traits(ids, event.date, numbers, event.title.casefold())
