"""What we do not know, in the words of readers: what is announced, undated, told by few, or known
only through others; each with how often, the first ten, and a way to the others.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factsheet.site.scope import Scope, link_event, link_source, sort_event
from factsheet.site.section import PageView, Section, outline_page, view_page
from factsheet.site.shelf import Shelf
from factsheet.site.views import Heading, Link, Outline
from factsheet.voices.status import Status
from factsheet.wording import count_things

URL = "unknown/"
INTRO = "Where these facts end, and where they rest on little."
SHOWN = 10
LONELY: dict[Status, str] = {
    "one-voice": "told by one side only",
    "one-report": "of both sides, but in one report",
    "unattributed": "that nobody says by name",
    "uncited": "without a passage",
}
"""What statements rest on little, and in what words."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something that we do not know of several records: `words` say what it means, `rest` leads to
    all of them, if not all are among the `examples`.
    """

    count: str
    words: str
    examples: tuple[Link, ...]
    rest: Link | None


@dataclass(frozen=True, slots=True)
class UnknownHead:
    """What stands above the parts: `lonely` leads to the statements that rest on little."""

    intro: str
    lonely: tuple[Link, ...]


def outline_unknown(shelf: Shelf) -> Outline:
    """What a host must know of the page before it is rendered."""
    return outline_page(INTRO, tuple(_list_sections(shelf)))


def view_unknown(shelf: Shelf) -> PageView:
    """The page of what we do not know."""
    scope = Scope(shelf, URL)
    statuses = [assessment.status for assessment in shelf.index.assessments.values()]
    lonely = tuple(
        Link(
            f"{count_things(statuses.count(status), 'statement')} {words}",
            f"{scope.root}statements/?status={status}",
        )
        for status, words in LONELY.items()
        if status in statuses
    )
    return view_page(UnknownHead(INTRO, lonely), tuple(_list_sections(shelf)))


def _list_sections(shelf: Shelf) -> Iterator[Section]:
    """The parts that have any record."""
    scope, corpus = Scope(shelf, URL), shelf.index.corpus
    events = sorted(corpus.events.values(), key=sort_event, reverse=True)
    announced = [event for event in events if event.state == "announced"]
    undated = [event for event in events if not event.date]
    unread = [name for name in corpus.sources if corpus.readings[name] == "no"]
    yield from _make_section(
        Heading(id="_announced", title="Whether it took place"),
        "announced; whether that came about, our sources do not say",
        [link_event(scope, event.id) for event in announced],
        ("event", f"{scope.root}events/?state=announced"),
    )
    yield from _make_section(
        Heading(id="_no-date", title="When it was"),
        "of which no source gives a date",
        [link_event(scope, event.id) for event in undated],
        ("event", f"{scope.root}events/"),
    )
    yield from _make_section(
        Heading(id="_not-read", title="What the documents themselves say"),
        "that we know only through articles that pass it on",
        [link_source(scope, name) for name in unread],
        ("document", f"{scope.root}sources/"),
    )


def _make_section(
    heading: Heading, words: str, links: Sequence[Link], rest: tuple[str, str]
) -> Iterator[Section]:
    noun, url = rest
    if not links:
        return
    more = Link(f"and {len(links) - SHOWN} more", url) if len(links) > SHOWN else None
    view = Unknown(count_things(len(links), noun), words, tuple(links[:SHOWN]), more)
    yield Section(heading, "sections/unknown.html", lambda: view)
