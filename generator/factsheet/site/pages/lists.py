"""What the lists of events, of actors and of sources have in common."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from factsheet.site.section import Section
from factsheet.site.sections.filters import FilterForm
from factsheet.site.views import DateView, Heading, Link, Traits

Listed = TypeVar("Listed")

BY_DATE = {"newest": "Newest first", "oldest": "Oldest first"}


@dataclass(frozen=True, slots=True)
class ListHead:
    """What stands above a list, and what stands there instead if it is `empty`."""

    intro: str
    empty: str
    form: FilterForm | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list: a link, its date, and facts about it in a few words each.

    `apart` is what its heading says, for a place where it has none.
    """

    link: Link
    date: DateView | None
    facts: tuple[str, ...]
    traits: Traits
    apart: str = ""


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """The items under a heading; `intro` says what they have in common."""

    items: tuple[Item, ...]
    intro: str


@dataclass(frozen=True, slots=True)
class RecordGroup(Generic[Listed]):
    """Records that stand under one heading of a list."""

    heading: Heading
    records: tuple[Listed, ...]
    intro: str = ""


@dataclass(frozen=True)
class RecordList(Generic[Listed]):
    """The groups of a list, and how a record becomes an item of it."""

    groups: tuple[RecordGroup[Listed], ...]
    view_item: Callable[[Listed], Item]

    @cached_property
    def items(self) -> tuple[tuple[Item, ...], ...]:
        """The items of each group."""
        return tuple(tuple(map(self.view_item, group.records)) for group in self.groups)

    @property
    def traits(self) -> list[Traits]:
        """What the filters know of each item."""
        return [item.traits for items in self.items for item in items]

    def list_sections(self) -> tuple[Section, ...]:
        """A section for each group."""
        return tuple(self._make_section(number) for number in range(len(self.groups)))

    def _make_section(self, number: int) -> Section:
        group = self.groups[number]
        return Section(
            group.heading,
            "sections/group.html",
            lambda: ItemGroup(self.items[number], group.intro),
        )
