"""The events before and after an event, in time."""

from factsheet.facts.model import Event
from factsheet.site.scope import Scope
from factsheet.site.sections.moments import Moment, group_events, view_moments
from factsheet.site.views import Heading
from factsheet.voices.index import Index

NEIGHBOURS = Heading(id="_neighbours", title="Before and after")
MOST = 2
"""So many stand on either side."""


def has_neighbours(index: Index) -> bool:
    """Whether any event has a neighbour: all have, or the only one has none."""
    return len(index.in_time) > 1


def view_neighbours(scope: Scope, event: Event) -> tuple[Moment, ...]:
    """`event`, the page's own, between those next to it in the order of the timeline."""
    events, place = scope.index.in_time, scope.index.place_in_time[event.id]
    shown = events[max(0, place - MOST) : place + 1 + MOST]
    return view_moments(scope, group_events(shown), current=event.id)
