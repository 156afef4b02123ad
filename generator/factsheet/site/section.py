"""A page as its sections, in order: its contents list, its anchors and what its template shows all
come of these.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from factsheet.site.views import Heading, Outline


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page, under a heading of its own; a page shows those that `has` anything to show.

    `template` shows what `view` makes when the page is rendered. `within` are the headings below
    its own, `anchors` the other ids in it. The contents list leaves out one that is not `listed`.
    """

    heading: Heading
    template: str
    view: Callable[[], Any]
    has: bool = field(default=True, kw_only=True)
    within: tuple[Heading, ...] = field(default=(), kw_only=True)
    anchors: tuple[str, ...] = field(default=(), kw_only=True)
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


def outline_page(description: str, sections: Iterable[Section]) -> Outline:
    """What a host must know of the page of `sections` before it is rendered."""
    shown = [section for section in sections if section.has]
    listed = (section for section in shown if section.listed)
    return Outline(
        description=description,
        headings=tuple(heading for section in listed for heading in _list_headings(section)),
        anchors=frozenset(anchor for section in shown for anchor in _list_anchors(section)),
    )


def view_page(head: Any, sections: Iterable[Section]) -> PageView:
    """The view of a page, with its sections in their order."""
    shown = (
        SectionView(section.heading, section.template, section.view())
        for section in sections
        if section.has
    )
    return PageView(head, tuple(shown))


def _list_headings(section: Section) -> tuple[Heading, ...]:
    return (section.heading, *section.within)


def _list_anchors(section: Section) -> Iterator[str]:
    yield from (heading.id for heading in _list_headings(section))
    yield from section.anchors
