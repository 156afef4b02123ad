"""The rows of lists: as pages show them, and as a browser loads them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from factsheet.site.views import DateView, Heading

Listed = TypeVar("Listed")

LONGEST_NAME, LONGEST_GIST = 60, 180
"""In characters: of what a row says beside its own title."""

MARKUP = 700
"""The bytes of a row at most, but for its title and its gist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A row of a list; `address` is that below the site's root. `gist` is what it is about, and
    `facts` what else there is to it, in a few words each.

    `apart` is what its heading says, for a place where it has none. By `names` it is found, too.
    """

    address: str
    text: str
    language: str = ""
    when: DateView | str = ""
    gist: str = ""
    facts: tuple[str, ...] = ()
    apart: str = ""
    names: str = ""
    gone: bool = False


@dataclass(frozen=True, slots=True)
class RecordGroup(Generic[Listed]):
    """Records that stand under one heading, which says `when`; `address` leads from it, below the
    site's root.
    """

    heading: Heading
    records: tuple[Listed, ...]
    intro: str = ""
    when: DateView | str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """The items under a heading, which is not shown if the page has no other."""

    items: tuple[Item, ...]
    when: DateView | str
    intro: str
    link: str
    root: str
    alone: bool


def weigh(*texts: str) -> int:
    """The bytes of `texts` in HTML, and of a row around them."""
    signs = sum(text.count(sign) for text in texts for sign in "&<>\"'")
    return MARKUP + 4 * signs + sum(len(text.encode(errors="replace")) for text in texts)


def format_items(items: Iterable[Item]) -> str:
    """Rows as JSON: an array for each, of its fields in the order of the class, `facts` as one
    text; what is empty at its end is left out.
    """
    return "[" + ",\n".join(map(_format_item, items)) + "]\n"


def _format_item(item: Item) -> str:
    when = item.when if isinstance(item.when, str) else item.when.text
    facts = " · ".join(item.facts)
    row: list[str] = [item.address, item.text, item.language, when, item.gist, facts]
    row += [item.apart, item.names, "gone" if item.gone else ""]
    while not row[-1]:
        row.pop()
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))
