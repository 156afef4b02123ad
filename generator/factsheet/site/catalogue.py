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
    make_cut,
    make_cut_url,
    name_cut,
    write_files,
)
from factsheet.site.lists.sources import list_sources
from factsheet.site.lists.statements import list_statements
from factsheet.site.pages.actor import make_actor
from factsheet.site.pages.disputed import DisputedPage, list_disputed, make_disputed
from factsheet.site.pages.event import make_event
from factsheet.site.pages.source import make_source
from factsheet.site.pages.timeline import Timeline, make_timeline, name_page
from factsheet.site.pages.to_do import make_to_do, write_problems
from factsheet.site.pages.unknown import make_unknown
from factsheet.site.search.page import make_search
from factsheet.site.section import Body, PageView
from factsheet.site.shelf import Shelf
from factsheet.site.views import Heading
from factsheet.voices.index import Index

R = TypeVar("R", Event, Actor, Source)
Listed = TypeVar("Listed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page, without its body. Title, description and headings are plain, untrusted text.

    `edit_path` is the file of the facts, "" for lists. The body is made each time it is asked for,
    so that not all of them fill the memory, and so are the work that is cited, None if the page is
    not to be cited, and the texts of the files beside the page, by name.
    """

    kind: str
    src_uri: str
    url: str
    title: str
    template: str
    edit_path: str
    make_body: Callable[[], Body] = field(repr=False, compare=False)
    make_work: Callable[[], Work | None] = field(repr=False, compare=False)
    make_files: Callable[[], Iterable[tuple[str, str]]] = field(
        default=tuple, repr=False, compare=False
    )

    @property
    def view(self) -> PageView:
        return self.make_body().view()

    @property
    def description(self) -> str:
        return self.make_body().description

    @property
    def headings(self) -> tuple[Heading, ...]:
        return self.make_body().headings

    @property
    def anchors(self) -> frozenset[str]:
        """All ids in the body."""
        return self.make_body().anchors | {TOP}

    @property
    def work(self) -> Work | None:
        return self.make_work()

    @property
    def citation(self) -> str:
        """One line; "" if the page is not to be cited."""
        work = self.work
        return format_text(work) if work else ""


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
    list_problems: Callable[[], Sequence[Problem]] = tuple,
    facts: str = "facts",
    *,
    searched: bool = True,
) -> tuple[Page, ...]:
    """All pages in the order of their addresses; that of what is to be done shows what
    `list_problems` returns.
    There is a page of the search if the site can be `searched`.
    """
    corpus = shelf.index.corpus
    pages = (
        *_make_pages(shelf, "event", corpus.events.values(), make_event, facts),
        *_make_pages(shelf, "actor", corpus.actors.values(), make_actor, facts),
        *_make_pages(shelf, "source", corpus.sources.values(), make_source, facts),
        *_make_cuts(shelf, list_events(shelf)),
        *_make_cuts(shelf, list_actors(shelf)),
        *_make_cuts(shelf, list_sources(shelf)),
        *_make_cuts(shelf, list_statements(shelf)),
        *_make_timeline(shelf),
        *map(_make_disputed, list_disputed(shelf)),
        _make_list(shelf, "unknown", "What we do not know", make_unknown),
        _make_to_do(shelf, list_problems),
        *([_make_list(shelf, "search", "Search", make_search)] * searched),
    )
    return tuple(sorted(pages, key=lambda page: page.url))


def _make_to_do(shelf: Shelf, list_problems: Callable[[], Sequence[Problem]]) -> Page:
    make = partial(make_to_do, list_problems=list_problems)
    page = _make_list(shelf, "to-do", "To do", make)
    return replace(page, make_files=lambda: write_problems(list_problems()))


def find_page(shelf: Shelf, url: str, facts: str = "facts") -> Page | None:
    """The page of the record at `url`; none if there is no such record."""
    corpus, (folder, _, name) = shelf.index.corpus, url.rstrip("/").partition("/")
    if folder == "events" and name in corpus.events:
        pages = _make_pages(shelf, "event", [corpus.events[name]], make_event, facts)
    elif folder == "actors" and name in corpus.actors:
        pages = _make_pages(shelf, "actor", [corpus.actors[name]], make_actor, facts)
    elif folder == "sources" and name in corpus.sources:
        pages = _make_pages(shelf, "source", [corpus.sources[name]], make_source, facts)
    else:
        return None
    return next(pages)


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
    shelf: Shelf, kind: Kind, records: Iterable[R], make: Callable[[Shelf, R], Body], facts: str
) -> Iterator[Page]:
    """A page for each of `records`, which are of one kind."""
    for record in records:
        yield Page(
            kind=kind,
            src_uri=f"{kind}s/{record.id}.md",
            url=make_url(kind, record.id),
            title=_name_page(record),
            template=f"pages/{kind}.html",
            edit_path=f"{facts}/{kind}s/{record.id}.yml",
            make_body=partial(make, shelf, record),
            make_work=partial(_make_work, shelf, kind, record),
        )


def _make_work(shelf: Shelf, kind: Kind, record: Event | Actor | Source) -> Work | None:
    title, url = _name_page(record), make_url(kind, record.id)
    # A source's page is not cited as if this site had published the source.
    cited = f"Source: {title}" if kind == "source" else title
    return make_work(shelf.imprint, record.id, cited, url, _find_date(shelf.index, record))


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
            partial(make_cut, listing, place),
        )
        files = partial(write_files, listing, place)
        yield replace(page, template="pages/records.html", make_files=files)


def _make_list(shelf: Shelf, name: str, title: str, make: Callable[[Shelf], Body]) -> Page:
    """A page by itself at the address of its `name`."""
    return _make_page(shelf, name, f"{name}/", title, partial(make, shelf))


def _make_timeline(shelf: Shelf) -> Iterator[Page]:
    """The pages of the timeline."""
    timeline = Timeline(shelf)
    for place in timeline.places:
        yield _make_page(
            shelf,
            "timeline",
            timeline.urls[place.cut.step],
            name_page(timeline, place),
            partial(make_timeline, timeline, place),
        )


def _make_disputed(page: DisputedPage) -> Page:
    """One of the pages of what is disputed."""
    make = partial(make_disputed, page)
    return _make_page(page.shelf, "disputed", page.url, page.title, make)


def _make_page(
    shelf: Shelf, kind: str, url: str, title: str, make_body: Callable[[], Body]
) -> Page:
    """A page of no record."""
    name = url.rstrip("/")
    return Page(
        kind=kind,
        src_uri=_find_src_uri(name),
        url=url,
        title=title,
        template=f"pages/{kind}.html",
        edit_path="",
        make_body=make_body,
        make_work=partial(make_work, shelf.imprint, name.replace("/", "-"), title, url, None),
    )


def _find_src_uri(name: str) -> str:
    """The file of a page of no record, as `nav` may name it."""
    in_folder = name in ("events", "actors", "sources", "search")
    return f"{name}/index.md" if in_folder else f"{name}.md"
