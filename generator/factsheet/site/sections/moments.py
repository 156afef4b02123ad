"""Events as a list in time: those of one date together, and beside them what shows how far apart
they are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from factsheet.facts.dates import EdtfDate
from factsheet.facts.model import Event
from factsheet.site.pictures.days import find_span
from factsheet.site.pictures.signs import SIGNS, draw_sign, find_signs
from factsheet.site.pictures.text import Picture
from factsheet.site.pictures.timeline import Rail, draw_rails
from factsheet.site.scope import Scope, link_event, name_kind, sort_in_time, view_occasion
from factsheet.site.views import DateView, Link


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign, and what it means."""

    drawing: Picture
    words: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An event of a list in time; without a date it has no sign unless its state has one. The
    page's own is no link.
    """

    sign: Picture | None
    link: Link
    kind: str
    state: str


@dataclass(frozen=True, slots=True)
class Moment:
    """Events of the same date, or without one but of the same words; the latter have no rail."""

    when: DateView | str
    entries: tuple[Entry, ...]
    rail: Rail | None


@dataclass(frozen=True, slots=True)
class MomentList:
    """Events in time, with those of their signs that need words."""

    moments: tuple[Moment, ...]
    signs: tuple[Sign, ...]


def view_list(scope: Scope, events: Iterable[Event], current: str = "") -> MomentList:
    """Any `events` for the page of `scope`, in the order of time; that of the id `current` is the
    page's own.
    """
    ordered = sorted(events, key=sort_in_time)
    moments = view_moments(scope, group_events(ordered), current=current)
    return MomentList(moments, list_signs(ordered))


def group_events(events: Iterable[Event]) -> list[list[Event]]:
    """`events`, which are in the order of time, by moments."""
    return [list(group) for _, group in groupby(events, _find_words)]


def view_moments(
    scope: Scope, groups: Sequence[Sequence[Event]], reach: float | None = None, current: str = ""
) -> tuple[Moment, ...]:
    """The moments of groups of events.

    Before the day `reach` all that began before them has ended; it is None if they are not all
    events of their time.
    """
    spans = [find_span(group[0].date) for group in groups if group[0].date]
    rails = draw_rails(spans, reach)
    return tuple(
        Moment(
            view_occasion(group[0]).when,
            tuple(_view_entry(scope, event, current) for event in group),
            rails[number] if number < len(rails) else None,
        )
        for number, group in enumerate(groups)
    )


def list_signs(events: Sequence[Event]) -> tuple[Sign, ...]:
    """The signs that `events` have, in words."""
    seen = {sign for event in events for sign in find_signs(event.date, event.state)}
    return tuple(Sign(draw_sign((name,)), words) for name, words in SIGNS.items() if name in seen)


def _find_words(event: Event) -> tuple[str, str]:
    """What events of one moment have in common."""
    return (event.date.text, "") if event.date else ("", event.date_words or "")


def _view_entry(scope: Scope, event: Event, current: str) -> Entry:
    names = find_signs(event.date, event.state)
    return Entry(
        sign=draw_sign(names, _begins_open(event.date)) if names else None,
        link=Link(event.title) if event.id == current else link_event(scope, event.id),
        kind=name_kind(scope.index, event),
        state=view_occasion(event).state,
    )


def _begins_open(date: EdtfDate | None) -> bool:
    return date is not None and date.earliest is None
