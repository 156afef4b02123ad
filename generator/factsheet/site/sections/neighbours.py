"""The events before and after an event, in time."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from factsheet.facts.dates import Day
from factsheet.facts.model import Event
from factsheet.site.scope import Scope
from factsheet.site.sections.moments import Moment, group_events, view_moments
from factsheet.site.views import Heading
from factsheet.voices.index import Index

NEIGHBOURS = Heading(id="_neighbours", title="Before and after")
MOST = 3
"""So many events of a day stand on either side."""


def has_neighbours(index: Index) -> bool:
    """Whether any event with a date has a neighbour: all have, or the only one has none."""
    return len(index.dated) > 1


def view_neighbours(scope: Scope, event: Event) -> tuple[Moment, ...]:
    """`event`, the page's own, which has a date, among those that begin on the same day, and those
    of the day before and of the day after it on which any begin.
    """
    events, place = scope.index.dated, scope.index.place_in_time[event.id]
    first, end = _bound_day(events, place)
    same = events[max(first, place - MOST) : min(end, place + 1 + MOST)]
    before = events[max(_bound_day(events, first - 1)[0], first - MOST) : first] if first else ()
    after = events[end : min(_bound_day(events, end)[1], end + MOST)] if events[end:] else ()
    return view_moments(scope, group_events((*before, *same, *after)), current=event.id)


def _bound_day(events: Sequence[Event], place: int) -> tuple[int, int]:
    """The places of the first event of the same day, and of that after the last one."""
    day = _find_day(events[place])
    return bisect_left(events, day, key=_find_day), bisect_right(events, day, key=_find_day)


def _find_day(event: Event) -> Day:
    """The day on which an event with a date begins, as those are sorted by it."""
    return event.date.sort_key[0] if event.date else (0, 0, 0)
