"""When events are: their date, words and state as pages show them, and their order in time."""

from collections.abc import Iterable

from factsheet.facts.dates import EdtfDate
from factsheet.facts.model import Event
from factsheet.site.scope import view_date
from factsheet.site.views import Occasion
from factsheet.voices.index import Index


def view_occasion(event: Event) -> Occasion:
    """When `event` is, and whether it took place."""
    words = f"“{event.date_words}”" if event.date_words else ""
    state = "" if event.state == "occurred" else event.state
    return Occasion(view_date(event.date), words, state)


def find_month(date: EdtfDate | None) -> str:
    """`2022-02` or `2022`: the month, or at least the year, in which a date lies or begins; ""
    where that is open.
    """
    if date is None:
        return ""
    day = date.earliest or date.latest
    if day is None or not 0 < day[0] < 10000:
        return ""
    start = date.text.partition("/")[0] if date.earliest else date.text.partition("/")[2]
    knows_month = start[:7] == f"{day[0]:04}-{day[1]:02}"
    return start[:7] if knows_month else f"{day[0]:04}"


def sort_event(event: Event) -> tuple[object, ...]:
    """Orders events by date; those without one come first, so last where the newest come first."""
    return (event.date is not None, event.date.sort_key if event.date else (), event.id)


def order_records(index: Index, names: Iterable[str]) -> list[str]:
    """Ids of events and actors: events first, the newest first; then actors by id."""
    listed = set(names)
    events = [index.corpus.events[name] for name in listed if name in index.corpus.events]
    ordered = [event.id for event in sorted(events, key=sort_event, reverse=True)]
    return [*ordered, *sorted(listed.difference(ordered))]
