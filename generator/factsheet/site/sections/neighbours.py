"""The events next to an event: a strip of time in the head of its page, and the ways on at its
foot.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from factsheet.facts.model import Event
from factsheet.site.pictures.scale import find_day, show_day
from factsheet.site.pictures.strip import Strip, draw_strip
from factsheet.site.pictures.timeline import Dated
from factsheet.site.scope import Scope, link_event, view_occasion
from factsheet.site.shelf import keep
from factsheet.site.views import DateView, Heading, Neighbour
from factsheet.voices.index import Index

NEIGHBOURS = Heading(id="_neighbours", title="On the timeline")
UNDATED = "_undated"
MOST = 3
LABEL = "This event between its neighbours, true to scale"


@dataclass(frozen=True, slots=True)
class NeighboursView:
    """What is next to an event, on either side the nearest first, and in words how the two nearest
    stand to it.

    Without a date there is no strip, and `undated` leads to the other events without one. `ends`
    are the first and the last day of the strip, or only its day.
    """

    strip: Strip | None
    ends: tuple[DateView, ...]
    before: tuple[Neighbour, ...]
    after: tuple[Neighbour, ...]
    relations: tuple[str, str]
    undated: str


def has_neighbours(index: Index) -> bool:
    """Whether any event has a neighbour: all have, or the only one has none."""
    return len(index.in_time) > 1


def view_neighbours(scope: Scope, event: Event) -> NeighboursView:
    """What is next to `event` in the order of the timeline."""
    events, place = scope.index.in_time, scope.index.place_in_time[event.id]
    first = max(0, place - MOST)
    before, after = events[first:place], events[place + 1 : place + 1 + MOST]
    shown = [*before, event, *(later for later in after if later.date)]
    strip = (
        draw_strip([view_dated(scope, neighbour) for neighbour in shown], len(before), LABEL)
        if event.date
        else None
    )
    return NeighboursView(
        strip=strip,
        ends=tuple(map(_view_day, dict.fromkeys((strip.first, strip.last)))) if strip else (),
        before=tuple(_view_neighbour(scope, earlier) for earlier in reversed(before)),
        after=tuple(_view_neighbour(scope, later) for later in after),
        relations=(_relate(event, before[-1:], "Before"), _relate(event, after[:1], "After")),
        undated="" if event.date else f"{scope.root}timeline/#{UNDATED}",
    )


def _relate(event: Event, neighbours: Sequence[Event], words: str) -> str:
    """`words` only if the dates leave no doubt of the order of the two."""
    dates = sorted(
        (dated.date for dated in (event, *neighbours) if dated.date), key=lambda date: date.sort_key
    )
    if len(dates) < 2:
        return words
    first, last = dates
    if first.latest and last.earliest and not set("?~%") & set(first.text + last.text):
        if first.latest < last.earliest:
            return words
        if first.earliest == first.latest == last.earliest == last.latest:
            return "The same day"
    return "About the same time"


def view_dated(scope: Scope, event: Event) -> Dated:
    """An event as the pictures of time show it."""
    return keep(scope.depth.dated, event.id, lambda: _make_dated(scope, event))


def _make_dated(scope: Scope, event: Event) -> Dated:
    occasion = view_occasion(event)
    detail = f"{occasion.text} · {occasion.state}" if occasion.state else occasion.text
    return Dated(event.title, detail, scope.link("event", event.id), event.date, event.state)


def _view_neighbour(scope: Scope, event: Event) -> Neighbour:
    return keep(
        scope.depth.neighbours,
        event.id,
        lambda: Neighbour(link_event(scope, event.id), view_occasion(event)),
    )


def _view_day(number: int) -> DateView:
    year, month, day = find_day(number)
    return DateView(show_day(number), f"{year}-{month:02}-{day:02}" if 1000 <= year <= 9999 else "")
