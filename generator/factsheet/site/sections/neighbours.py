"""The events before and after an event, in time."""

from factsheet.facts.model import Event
from factsheet.site.scope import Scope
from factsheet.site.sections.moments import Moment, group_events, view_moments
from factsheet.site.views import Heading
from factsheet.voices.index import Index

NEIGHBOURS = Heading(id="_neighbours", title="Before and after")


def has_neighbours(index: Index, event: Event) -> bool:
    """Whether any other event has a date, too."""
    return len(index.neighbours.get(event.id, ())) > 1


def view_neighbours(scope: Scope, event: Event) -> tuple[Moment, ...]:
    """`event`, the page's own, which has a date, among those that begin on the same day, and those
    of the day before and of the day after it on which any begin.
    """
    events = scope.index.neighbours[event.id]
    return view_moments(scope, group_events(events), current=event.id)
