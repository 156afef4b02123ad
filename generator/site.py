"""A corpus to the pages of its site: address, title, what a host must know, and what the template is given."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from generator.addresses import make_url
from generator.corpus import Corpus
from generator.index import Index
from generator.model import Actor, Event, Source
from generator.pages.actor import build_actor, outline_actor
from generator.pages.disputed import INTRO as DISPUTED_INTRO
from generator.pages.disputed import build_disputed
from generator.pages.event import build_event, outline_event
from generator.pages.gaps import CHECKS, build_gaps
from generator.pages.gaps import INTRO as GAPS_INTRO
from generator.pages.lists import ListView, build_actors, build_events, build_sources, outline_list
from generator.pages.source import build_source, outline_source
from generator.problems import Problem
from generator.views import Heading, Outline, SearchEntry

R = TypeVar("R", Event, Actor, Source)

__all__ = ["Heading", "Page", "Redirect", "SearchEntry", "build_pages", "build_redirects"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page, without its body. Title, description, headings and search entries are plain, untrusted text.

    `anchors` are all ids in the body. `edit_path` is the file of the facts, "" for lists. The view is made each time
    it is asked for, so that not all of them fill the memory.
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
    make_view: Callable[[], Any] = field(repr=False, compare=False)

    @property
    def view(self) -> Any:
        return self.make_view()


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """A former address; `target` is the address, below the site's root, of the page that stands there now."""

    src_uri: str
    url: str
    target: str


def build_pages(corpus: Corpus, problems: Sequence[Problem] = (), facts: str = "facts") -> tuple[Page, ...]:
    """All pages in the order of their addresses; `problems` are shown on the page of gaps."""
    index = Index(corpus)
    events, actors, sources = corpus.events.values(), corpus.actors.values(), corpus.sources.values()
    pages = (
        *(_make_page("event", one, one.title, outline_event, build_event, index, facts) for one in events),
        *(_make_page("actor", one, one.name, outline_actor, build_actor, index, facts) for one in actors),
        *(_make_page("source", one, one.title, outline_source, build_source, index, facts) for one in sources),
        *_make_lists(index),
        _make_disputed(index),
        _make_gaps(index, problems),
    )
    return tuple(sorted(pages, key=lambda page: page.url))


def build_redirects(corpus: Corpus) -> tuple[Redirect, ...]:
    """A redirect for each former id that no record has now."""
    found = (
        Redirect(src_uri=f"{kind}s/{former}.md", url=make_url(kind, former), target=make_url(kind, record.id))
        for kind, records in (("event", corpus.events), ("actor", corpus.actors), ("source", corpus.sources))
        for record in records.values()
        for former in record.former_ids
        if former not in corpus.records
    )
    return tuple(sorted({one.url: one for one in found}.values(), key=lambda one: one.url))


def _make_page(
    kind: str,
    record: R,
    title: str,
    outline: Callable[[Index, R], Outline],
    build: Callable[[Index, R], Any],
    index: Index,
    facts: str,
) -> Page:
    told = outline(index, record)
    return Page(
        kind=kind,
        src_uri=f"{kind}s/{record.id}.md",
        url=make_url(kind, record.id),
        title=title,
        description=told.description,
        template=f"pages/{kind}.html",
        headings=told.headings,
        anchors=told.anchors,
        edit_path=f"{facts}/{kind}s/{record.id}.yml",
        search=told.search,
        make_view=partial(build, index, record),
    )


def _make_list(kind: str, folder: str, title: str, template: str, told: Outline, make_view: Callable[[], Any]) -> Page:
    return Page(
        kind=kind,
        src_uri=f"{folder}index.md" if folder else f"{kind}.md",
        url=f"{kind}/",
        title=title,
        description=told.description,
        template=f"pages/{template}.html",
        headings=told.headings,
        anchors=told.anchors,
        edit_path="",
        search=told.search,
        make_view=make_view,
    )


def _make_lists(index: Index) -> Iterator[Page]:
    builders: tuple[tuple[str, Callable[[Index], ListView]], ...] = (
        ("events", build_events), ("actors", build_actors), ("sources", build_sources),
    )  # fmt: skip
    for kind, build in builders:
        view = build(index)
        told = outline_list(kind.capitalize(), view.intro, [group.heading for group in view.groups])
        yield _make_list(kind, f"{kind}/", kind.capitalize(), "list", told, partial(build, index))


def _make_disputed(index: Index) -> Page:
    groups = [group for group in build_disputed(index).groups if group.places]
    headings = [one for group in groups for one in (group.heading, *(place.heading for place in group.places))]
    told = outline_list("Disputed", DISPUTED_INTRO, headings)
    return _make_list("disputed", "", "Disputed", "disputed", told, partial(build_disputed, index))


def _make_gaps(index: Index, problems: Sequence[Problem]) -> Page:
    told = outline_list("Gaps", GAPS_INTRO, [*(group.heading for group in build_gaps(index, ()).groups), CHECKS])
    return _make_list("gaps", "", "Gaps", "gaps", told, partial(build_gaps, index, tuple(problems)))
