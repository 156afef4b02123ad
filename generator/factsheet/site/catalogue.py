"""A corpus to the pages of its site: address, title, what a host must know, and what the template
is given.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

from factsheet.facts.corpus import Corpus
from factsheet.facts.dates import EdtfDate
from factsheet.facts.model import Actor, Event, Kind, Source
from factsheet.problems import Problem
from factsheet.site.addresses import TOP, make_url
from factsheet.site.citations import Work, format_text, make_work
from factsheet.site.lists.actors import list_actors
from factsheet.site.lists.events import list_events
from factsheet.site.lists.listing import (
    Listing,
    make_cut_url,
    name_cut,
    outline_cut,
    view_cut,
    write_files,
)
from factsheet.site.lists.sources import list_sources
from factsheet.site.lists.statements import list_statements
from factsheet.site.pages.actor import outline_actor, view_actor
from factsheet.site.pages.disputed import (
    DisputedPage,
    list_disputed,
    outline_disputed,
    view_disputed,
)
from factsheet.site.pages.event import outline_event, view_event
from factsheet.site.pages.source import outline_source, view_source
from factsheet.site.pages.timeline import Timeline, name_page, outline_timeline, view_timeline
from factsheet.site.pages.to_do import outline_to_do, view_to_do, write_problems
from factsheet.site.pages.unknown import outline_unknown, view_unknown
from factsheet.site.search.page import outline_search, view_search
from factsheet.site.section import PageView
from factsheet.site.shelf import Shelf
from factsheet.site.views import Heading, Outline
from factsheet.voices.index import Index

R = TypeVar("R", Event, Actor, Source)
Listed = TypeVar("Listed")

__all__ = ["Heading", "Page", "Redirect", "build_pages", "build_redirects"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page, without its body. Title, description and headings are plain, untrusted text.

    `anchors` are all ids in the body. `edit_path` is the file of the facts, "" for lists. The view
    is made each time it is asked for, so that not all of them fill the memory, and so are the texts
    of the files beside the page, by name.
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
    make_view: Callable[[], PageView] = field(repr=False, compare=False)
    work: Work | None = None
    make_files: Callable[[], Iterable[tuple[str, str]]] = field(
        default=tuple, repr=False, compare=False
    )

    @property
    def view(self) -> PageView:
        return self.make_view()

    @property
    def citation(self) -> str:
        """One line; "" if the page is not to be cited."""
        return format_text(self.work) if self.work else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """A former address; `target` is the address, below the site's root, of the page that stands
    there now.
    """

    src_uri: str
    url: str
    target: str


def build_pages(
    shelf: Shelf,
    problems: Sequence[Problem] = (),
    facts: str = "facts",
    *,
    searched: bool = True,
) -> tuple[Page, ...]:
    """All pages in the order of their addresses; that of what is to be done shows the `problems`.
    There is a page of the search if the site can be `searched`.
    """
    corpus = shelf.index.corpus
    pages = (
        *_make_pages(shelf, "event", corpus.events.values(), outline_event, view_event, facts),
        *_make_pages(shelf, "actor", corpus.actors.values(), outline_actor, view_actor, facts),
        *_make_pages(shelf, "source", corpus.sources.values(), outline_source, view_source, facts),
        *_make_cuts(shelf, list_events(shelf)),
        *_make_cuts(shelf, list_actors(shelf)),
        *_make_cuts(shelf, list_sources(shelf)),
        *_make_cuts(shelf, list_statements(shelf)),
        *_make_timeline(shelf),
        *map(_make_disputed, list_disputed(shelf)),
        _make_list(shelf, "unknown", "What we do not know", outline_unknown, view_unknown),
        _make_to_do(shelf, problems),
        *([_make_list(shelf, "search", "Search", outline_search, view_search)] * searched),
    )
    return tuple(sorted(pages, key=lambda page: page.url))


def _make_to_do(shelf: Shelf, problems: Sequence[Problem]) -> Page:
    page = _make_list(
        shelf,
        "to-do",
        "To do",
        partial(outline_to_do, problems=problems),
        partial(view_to_do, problems=tuple(problems)),
    )
    return replace(page, make_files=partial(write_problems, tuple(problems)))


def build_redirects(corpus: Corpus) -> tuple[Redirect, ...]:
    """A redirect for each former id that no record has now."""
    kinds: tuple[Kind, ...] = ("event", "actor", "source")
    redirects = (
        Redirect(
            src_uri=f"{kind}s/{former}.md",
            url=make_url(kind, former),
            target=make_url(kind, record.id),
        )
        for kind in kinds
        for record in corpus.records_of(kind).values()
        for former in record.former_ids
        if former not in corpus.records
    )
    return tuple(
        sorted(
            {redirect.url: redirect for redirect in redirects}.values(),
            key=lambda redirect: redirect.url,
        )
    )


def _make_pages(
    shelf: Shelf,
    kind: Kind,
    records: Iterable[R],
    outline: Callable[[Shelf, R], Outline],
    view: Callable[[Shelf, R], PageView],
    facts: str,
) -> Iterator[Page]:
    """A page for each of `records`, which are of one kind."""
    for record in records:
        outlined: Outline = outline(shelf, record)
        url, title = make_url(kind, record.id), _name_page(record)
        # A source's page is not cited as if this site had published the source.
        cited = f"Source: {title}" if kind == "source" else title
        yield Page(
            kind=kind,
            src_uri=f"{kind}s/{record.id}.md",
            url=url,
            title=title,
            description=outlined.description,
            template=f"pages/{kind}.html",
            headings=outlined.headings,
            anchors=outlined.anchors | {TOP},
            edit_path=f"{facts}/{kind}s/{record.id}.yml",
            make_view=partial(view, shelf, record),
            work=make_work(shelf.imprint, record.id, cited, url, _find_date(shelf.index, record)),
        )


def _name_page(record: Event | Actor | Source) -> str:
    return record.title if isinstance(record, Event) else record.name


def _find_date(index: Index, record: Event | Actor | Source) -> EdtfDate | None:
    """The date of a record's latest source; that of a source itself."""
    return record.issued if isinstance(record, Source) else index.tallies[record.id].latest


def _make_cuts(shelf: Shelf, listing: Listing[Listed]) -> Iterator[Page]:
    """The pages of a list of any length."""
    for place in listing.places:
        page = _make_page(
            shelf,
            listing.words.name,
            make_cut_url(listing.words, place.cut),
            name_cut(listing.words, place.cut),
            outline_cut(listing, place),
            partial(view_cut, listing, place),
        )
        files = partial(write_files, listing, place)
        yield replace(page, template="pages/records.html", make_files=files)


def _make_list(
    shelf: Shelf,
    name: str,
    title: str,
    outline: Callable[[Shelf], Outline],
    view: Callable[[Shelf], PageView],
) -> Page:
    """A page by itself at the address of its `name`."""
    return _make_page(shelf, name, f"{name}/", title, outline(shelf), partial(view, shelf))


def _make_timeline(shelf: Shelf) -> Iterator[Page]:
    """The pages of the timeline."""
    timeline = Timeline(shelf)
    for place in timeline.places:
        yield _make_page(
            shelf,
            "timeline",
            timeline.urls[place.cut.step],
            name_page(timeline, place),
            outline_timeline(timeline, place),
            partial(view_timeline, timeline, place),
        )


def _make_disputed(page: DisputedPage) -> Page:
    """One of the pages of what is disputed."""
    view = partial(view_disputed, page)
    return _make_page(page.shelf, "disputed", page.url, page.title, outline_disputed(page), view)


def _make_page(
    shelf: Shelf,
    kind: str,
    url: str,
    title: str,
    outlined: Outline,
    make_view: Callable[[], PageView],
) -> Page:
    """A page of no record."""
    name = url.rstrip("/")
    return Page(
        kind=kind,
        src_uri=_find_src_uri(name),
        url=url,
        title=title,
        description=outlined.description,
        template=f"pages/{kind}.html",
        headings=outlined.headings,
        anchors=outlined.anchors | {TOP},
        edit_path="",
        make_view=make_view,
        work=make_work(shelf.imprint, name.replace("/", "-"), title, url, None),
    )


def _find_src_uri(name: str) -> str:
    """The file of a page of no record, as `nav` may name it."""
    in_folder = name in ("events", "actors", "sources", "search")
    return f"{name}/index.md" if in_folder else f"{name}.md"
