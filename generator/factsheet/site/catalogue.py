"""A corpus to the pages of its site: address, title, what a host must know, and what the template
is given.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from factsheet.facts.corpus import Corpus
from factsheet.facts.dates import EdtfDate
from factsheet.facts.model import Actor, Event, Source
from factsheet.problems import Problem
from factsheet.site.addresses import TOP, make_url
from factsheet.site.citations import Work, make_citation, make_work
from factsheet.site.pages.actor import outline_actor, view_actor
from factsheet.site.pages.disputed import INTRO as DISPUTED_INTRO
from factsheet.site.pages.disputed import build_disputed
from factsheet.site.pages.event import outline_event, view_event
from factsheet.site.pages.gaps import CHECKS, build_gaps
from factsheet.site.pages.gaps import INTRO as GAPS_INTRO
from factsheet.site.pages.lists import (
    ListView,
    build_actors,
    build_events,
    build_sources,
    outline_list,
)
from factsheet.site.pages.source import outline_source, view_source
from factsheet.site.pages.statements import build_statements, outline_statements
from factsheet.site.pages.timeline import INTRO as TIMELINE_INTRO
from factsheet.site.pages.timeline import LIST, build_timeline, list_years
from factsheet.site.section import PageView
from factsheet.site.sections.matrix import MATRIX
from factsheet.site.shelf import Imprint, Shelf
from factsheet.site.views import Citation, Heading, Outline, SearchEntry
from factsheet.voices.index import Index

R = TypeVar("R", Event, Actor, Source)

__all__ = ["Heading", "Page", "Redirect", "SearchEntry", "build_pages", "build_redirects"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page, without its body. Title, description, headings and search entries are plain,
    untrusted text.

    `anchors` are all ids in the body. `edit_path` is the file of the facts, "" for lists. The view
    is made each time it is asked for, so that not all of them fill the memory.
    """

    kind: str
    src_uri: str
    url: str
    title: str
    description: str
    template: str
    headings: tuple[Heading, ...]
    anchors: frozenset[str]
    edit_path: str
    search: tuple[SearchEntry, ...]
    make_view: Callable[[], PageView] = field(repr=False, compare=False)
    work: Work | None = None

    @property
    def view(self) -> PageView:
        return self.make_view()

    @property
    def citation(self) -> Citation | None:
        return make_citation(self.work) if self.work else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """A former address; `target` is the address, below the site's root, of the page that stands
    there now.
    """

    src_uri: str
    url: str
    target: str


def build_pages(
    shelf: Shelf, problems: Sequence[Problem] = (), facts: str = "facts"
) -> tuple[Page, ...]:
    """All pages in the order of their addresses; `problems` are shown on the page of gaps."""
    corpus = shelf.index.corpus
    events, actors, sources = (
        corpus.events.values(),
        corpus.actors.values(),
        corpus.sources.values(),
    )
    pages = (
        *(
            _make_page("event", one, one.title, outline_event, view_event, shelf, facts)
            for one in events
        ),
        *(
            _make_page("actor", one, one.name, outline_actor, view_actor, shelf, facts)
            for one in actors
        ),
        *(
            _make_page("source", one, one.title, outline_source, view_source, shelf, facts)
            for one in sources
        ),
        *_make_lists(shelf),
        _make_timeline(shelf),
        _make_statements(shelf),
        _make_disputed(shelf),
        _make_gaps(shelf, problems),
    )
    return tuple(sorted(pages, key=lambda page: page.url))


def build_redirects(corpus: Corpus) -> tuple[Redirect, ...]:
    """A redirect for each former id that no record has now."""
    found = (
        Redirect(
            src_uri=f"{kind}s/{former}.md",
            url=make_url(kind, former),
            target=make_url(kind, record.id),
        )
        for kind, records in (
            ("event", corpus.events),
            ("actor", corpus.actors),
            ("source", corpus.sources),
        )
        for record in records.values()
        for former in record.former_ids
        if former not in corpus.records
    )
    return tuple(sorted({one.url: one for one in found}.values(), key=lambda one: one.url))


def _make_page(
    kind: str,
    record: R,
    title: str,
    outline: Callable[[Shelf, R], Outline],
    view: Callable[[Shelf, R], PageView],
    shelf: Shelf,
    facts: str,
) -> Page:
    told: Outline = outline(shelf, record)
    url = make_url(kind, record.id)
    cited = (
        f"Source: {title}" if kind == "source" else title
    )  # not as if this site had published it
    return Page(
        kind=kind,
        src_uri=f"{kind}s/{record.id}.md",
        url=url,
        title=title,
        description=told.description,
        template=f"pages/{kind}.html",
        headings=told.headings,
        anchors=told.anchors | {TOP},
        edit_path=f"{facts}/{kind}s/{record.id}.yml",
        search=told.search,
        make_view=partial(view, shelf, record),
        work=make_work(shelf.imprint, record.id, cited, url, _find_latest(shelf.index, record)),
    )


def _find_latest(index: Index, record: Event | Actor | Source) -> EdtfDate | None:
    return record.issued if isinstance(record, Source) else index.tallies[record.id].latest


def _make_list(
    imprint: Imprint,
    kind: str,
    folder: str,
    title: str,
    template: str,
    told: Outline,
    make_view: Callable[[], Any],
) -> Page:
    return Page(
        kind=kind,
        src_uri=f"{folder}index.md" if folder else f"{kind}.md",
        url=f"{kind}/",
        title=title,
        description=told.description,
        template=f"pages/{template}.html",
        headings=told.headings,
        anchors=told.anchors | {TOP},
        edit_path="",
        search=told.search,
        make_view=lambda: PageView(make_view(), ()),
        work=make_work(imprint, kind, title, f"{kind}/", None),
    )


def _make_lists(shelf: Shelf) -> Iterator[Page]:
    builders: tuple[tuple[str, Callable[[Shelf], ListView]], ...] = (
        ("events", build_events), ("actors", build_actors), ("sources", build_sources),
    )  # fmt: skip
    for kind, build in builders:
        view = build(shelf)
        headings = [
            *(group.heading for group in view.groups),
            *([MATRIX] if view.coverage else []),
        ]
        told = outline_list(kind.capitalize(), view.intro, headings)
        yield _make_list(
            shelf.imprint, kind, f"{kind}/", kind.capitalize(), "list", told, partial(build, shelf)
        )


def _make_statements(shelf: Shelf) -> Page:
    told = outline_statements(shelf.index)
    return _make_list(
        shelf.imprint,
        "statements",
        "",
        "Statements",
        "statements",
        told,
        partial(build_statements, shelf),
    )


def _make_disputed(shelf: Shelf) -> Page:
    groups = [group for group in build_disputed(shelf).groups if group.places]
    headings = [
        one
        for group in groups
        for one in (group.heading, *(place.heading for place in group.places))
    ]
    told = outline_list("Disputed", DISPUTED_INTRO, headings)
    return _make_list(
        shelf.imprint, "disputed", "", "Disputed", "disputed", told, partial(build_disputed, shelf)
    )


def _make_timeline(shelf: Shelf) -> Page:
    years = list_years(shelf.index)
    told = outline_list("Timeline", TIMELINE_INTRO, [LIST, *years] if years else [])
    return _make_list(
        shelf.imprint, "timeline", "", "Timeline", "timeline", told, partial(build_timeline, shelf)
    )


def _make_gaps(shelf: Shelf, problems: Sequence[Problem]) -> Page:
    told = outline_list(
        "Gaps", GAPS_INTRO, [*(group.heading for group in build_gaps(shelf, ()).groups), CHECKS]
    )
    return _make_list(
        shelf.imprint, "gaps", "", "Gaps", "gaps", told, partial(build_gaps, shelf, tuple(problems))
    )
