"""The page of the timeline: the picture of all events in time, and the same as a list."""

from collections.abc import Iterable
from dataclasses import dataclass

from factsheet.facts.dates import EdtfDate, show_date
from factsheet.facts.model import Event
from factsheet.site.occasions import view_occasion
from factsheet.site.pictures.text import Picture
from factsheet.site.pictures.timeline import SIGNS, draw_sign, draw_timeline, find_signs
from factsheet.site.scope import Scope, link_event
from factsheet.site.sections.neighbours import UNDATED, view_dated
from factsheet.site.shelf import Shelf
from factsheet.site.views import Heading, Link, Occasion
from factsheet.voices.index import Index

LIST = Heading(id="_list", title="The same as a list")
OPEN = Heading(id="_open", title="From a beginning that is not known", level=3)
NO_DATE = Heading(id=UNDATED, title="Without a date", level=3)
INTRO = (
    "Every event at the time that the sources give it, true to scale: equal spans of time have"
    " equal lengths. Each mark leads to the event’s page."
)
LABEL = "Timeline of the events, true to scale, from the first at the top to the last"


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of the picture, and what it means."""

    drawing: Picture
    words: str


@dataclass(frozen=True, slots=True)
class TimelineView:
    """A picture of events in time, with those of its signs that need words; without events there is
    none.
    """

    picture: Picture | None
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list."""

    link: Link
    occasion: Occasion
    kind: str
    state: str


@dataclass(frozen=True, slots=True)
class Year:
    heading: Heading
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class TimelinePageView:
    intro: str
    timeline: TimelineView
    years: tuple[Year, ...]


def view_timeline(scope: Scope, some: Iterable[Event]) -> TimelineView:
    """The picture of some events for the page of `scope`, whatever that is."""
    chosen = {event.id for event in some}
    events = [event for event in scope.index.in_time if event.id in chosen]
    if not events:
        return TimelineView(None, ())
    seen = {sign for event in events for sign in find_signs(event.date, event.state)}
    picture = draw_timeline([view_dated(scope, one) for one in events], LABEL, NO_DATE.title)
    return TimelineView(
        picture,
        tuple(Sign(draw_sign(name), words) for name, words in SIGNS.items() if name in seen),
    )


def list_years(index: Index) -> list[Heading]:
    """The headings of the list, each once, in its order."""
    return list(dict.fromkeys(find_year(event.date) for event in index.in_time))


def find_year(date: EdtfDate | None) -> Heading:
    """The heading under which a date stands in the list: that of the year in which it begins."""
    if date is None:
        return NO_DATE
    if date.earliest is None:
        return OPEN
    year = date.earliest[0]
    title = show_date(EdtfDate(f"{year:04}", None, None)) if year >= 0 else str(year)
    return Heading(id=f"_{year}", title=title, level=3)


def build_timeline(shelf: Shelf) -> TimelinePageView:
    """The view of the page on which all events stand in time."""
    scope, index = Scope(shelf, "timeline/"), shelf.index
    found: dict[Heading, list[Entry]] = {}
    for event in index.in_time:
        found.setdefault(find_year(event.date), []).append(_list_event(scope, event))
    years = tuple(Year(heading, tuple(entries)) for heading, entries in found.items())
    return TimelinePageView(INTRO, view_timeline(scope, index.in_time), years)


def _list_event(scope: Scope, event: Event) -> Entry:
    kind = scope.index.corpus.label_kind(event).one
    return Entry(link_event(scope, event.id), view_occasion(event), kind, event.state)
