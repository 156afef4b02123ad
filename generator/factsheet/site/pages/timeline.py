"""The page of the timeline: the picture of all events in time, and the same as a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from factsheet.facts.dates import EdtfDate, show_date
from factsheet.facts.model import Event
from factsheet.site.pages.lists import ListHead
from factsheet.site.pictures.text import Picture
from factsheet.site.pictures.timeline import SIGNS, draw_sign, draw_timeline, find_signs
from factsheet.site.scope import Scope, link_event, view_occasion
from factsheet.site.section import PageView, Section, outline_list, view_page
from factsheet.site.sections.neighbours import UNDATED, view_dated
from factsheet.site.shelf import Shelf
from factsheet.site.views import Heading, Link, Occasion, Outline

LIST = Heading(id="_list", title="The same as a list")
OPEN = Heading(id="_open", title="From a beginning that is not known", level=3)
NO_DATE = Heading(id=UNDATED, title="Without a date", level=3)
INTRO = (
    "Every event at the time that the sources give it, true to scale: equal spans of time have"
    " equal lengths. Each mark leads to the event’s page."
)
EMPTY = "There are no events yet."
LABEL = "Timeline of the events, true to scale, from the first at the top to the last"


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of the picture, and what it means."""

    drawing: Picture
    words: str


@dataclass(frozen=True, slots=True)
class TimePicture:
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
class YearsView:
    """The picture of all events, and the same as a list, year by year."""

    timeline: TimePicture
    years: tuple[Year, ...]


def outline_timeline(shelf: Shelf) -> Outline:
    """What a host must know of the page before it is rendered."""
    return outline_list("Timeline", INTRO, _list_sections(shelf))


def view_timeline(shelf: Shelf) -> PageView:
    """The page on which all events stand in time."""
    return view_page(ListHead(INTRO, EMPTY), _list_sections(shelf))


def _list_sections(shelf: Shelf) -> tuple[Section, ...]:
    events = shelf.index.in_time
    years = tuple(dict.fromkeys(find_year(event.date) for event in events))
    view = partial(_view_years, Scope(shelf, "timeline/"), events)
    return (Section(LIST, "sections/years.html", view, has=bool(events), within=years),)


def _view_years(scope: Scope, events: Iterable[Event]) -> YearsView:
    entries: dict[Heading, list[Entry]] = {}
    for event in events:
        entries.setdefault(find_year(event.date), []).append(_list_event(scope, event))
    years = tuple(Year(heading, tuple(listed)) for heading, listed in entries.items())
    return YearsView(view_time_picture(scope, events), years)


def view_time_picture(scope: Scope, events: Iterable[Event]) -> TimePicture:
    """The picture of `events` for the page of `scope`, whatever that is."""
    places = scope.index.place_in_time
    ordered = sorted(events, key=lambda event: places[event.id])
    if not ordered:
        return TimePicture(None, ())
    seen = {sign for event in ordered for sign in find_signs(event.date, event.state)}
    dated = [view_dated(scope, event) for event in ordered]
    signs = (Sign(draw_sign(name), words) for name, words in SIGNS.items() if name in seen)
    return TimePicture(draw_timeline(dated, LABEL, NO_DATE.title), tuple(signs))


def find_year(date: EdtfDate | None) -> Heading:
    """The heading under which a date stands in the list: that of the year in which it begins."""
    if date is None:
        return NO_DATE
    if date.earliest is None:
        return OPEN
    year = date.earliest[0]
    title = show_date(EdtfDate(f"{year:04}", None, None)) if year >= 0 else str(year)
    return Heading(id=f"_{year}", title=title, level=3)


def _list_event(scope: Scope, event: Event) -> Entry:
    kind = scope.index.corpus.label_kind(event).one
    return Entry(link_event(scope, event.id), view_occasion(event), kind, event.state)
