"""A page as its sections, in order: its contents list, its anchors and what its template shows all
come of these.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from factsheet.site.views import Heading


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page, under a heading of its own; a page shows those that `has` anything to show.

    `template` shows what `view` makes when the page is rendered. `within` are the headings below
    its own, `list_anchors` lists the other ids in it. The contents list leaves out one that is not
    `listed`.
    """

    heading: Heading
    template: str
    view: Callable[[], Any]
    has: bool = field(default=True, kw_only=True)
    within: tuple[Heading, ...] = field(default=(), kw_only=True)
    list_anchors: Callable[[], Iterable[str]] = field(default=tuple, kw_only=True)
    listed: bool = field(default=True, kw_only=True)


@dataclass(frozen=True, slots=True)
class SectionView:
    """What a section's template is given, as `section`."""

    heading: Heading
    template: str
    view: Any


@dataclass(frozen=True, slots=True)
class PageView:
    """What a page's template is given: `head`, as `view`, is what stands above the sections."""

    head: Any
    sections: tuple[SectionView, ...]


@dataclass(frozen=True)
class Body:
    """What a page shows: `description` says it in short, in plain text; each part of the others is
    worked out when asked for. A page whose parts stand at hand in itself has no contents.
    """

    description: str
    sections: tuple[Section, ...]
    make_head: Callable[[], Any]
    has_contents: bool

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The contents list."""
        listed = (section for section in self.sections if section.listed and self.has_contents)
        return tuple(heading for section in listed for heading in _list_headings(section))

    @property
    def anchors(self) -> frozenset[str]:
        """All ids in the page."""
        return frozenset(anchor for section in self.sections for anchor in _list_anchors(section))

    def view(self) -> PageView:
        """What the page's template is given."""
        shown = (
            SectionView(section.heading, section.template, section.view())
            for section in self.sections
        )
        return PageView(self.make_head(), tuple(shown))


def make_body(
    description: str,
    sections: Iterable[Section],
    make_head: Callable[[], Any] = lambda: None,
    *,
    has_contents: bool = True,
) -> Body:
    """The body of a page of `sections`, in their order, below the head that `make_head` returns."""
    shown = tuple(section for section in sections if section.has)
    return Body(description, shown, make_head, has_contents)


def _list_headings(section: Section) -> tuple[Heading, ...]:
    return (section.heading, *section.within)


def _list_anchors(section: Section) -> Iterator[str]:
    yield from (heading.id for heading in _list_headings(section))
    yield from section.list_anchors()
