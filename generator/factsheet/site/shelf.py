"""What the pages of a site share: the index, the site's imprint, and what looks the same on all
pages of one depth.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from factsheet.facts.corpus import StatementAt
from factsheet.facts.model import Event, Kind
from factsheet.site.addresses import make_evidence_anchors
from factsheet.site.views import Link
from factsheet.voices.index import Index
from factsheet.voices.lineage import Layer

if TYPE_CHECKING:
    from factsheet.site.sections.passages import Quoted
    from factsheet.site.sections.rows import Row

Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Imprint:
    """The name and the address of the site, as citations give them; "" if not known."""

    name: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Depth:
    """What pages as many folders deep as each other have in common: links from them are relative,
    and so the same.

    `rows` are statements as other pages than their own show them, without their passages and what
    else the page decides; `quoted` the passages, each without its article.
    """

    actors: dict[tuple[str, bool], Link] = field(default_factory=dict)
    sources: dict[str, Link] = field(default_factory=dict)
    outlets: dict[str, Link] = field(default_factory=dict)
    rows: dict[str, "Row"] = field(default_factory=dict)
    quoted: dict[tuple[str, int], "Quoted"] = field(default_factory=dict)
    nodes: dict[tuple[str, Layer, tuple[str, ...]], tuple[str, ...]] = field(default_factory=dict)
    described: dict[tuple[Kind, str, bool], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Made once for a site, and handed to the scope of each of its pages.

    What it keeps fills while pages are viewed, and follows from the index alone: it may be thrown
    away, or kept by each of several processes, without a change to any page.
    """

    index: Index
    imprint: Imprint = Imprint()
    repeated: frozenset[str] = frozenset()
    """The sources whose proofs the build has repeated."""
    depths: dict[int, Depth] = field(default_factory=dict)
    orders: dict[str, tuple[Event, ...]] = field(default_factory=dict)
    """All events in an order that some blocks have, by its name."""
    urls: dict[str, str] = field(default_factory=dict)
    """Addresses of which many pages have need, by what stands there."""
    anchors: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """For each statement, by its reference, the anchors of its evidence."""

    def list_anchors(self, placed: StatementAt) -> tuple[str, ...]:
        """The anchors of a statement's evidence, in its order."""
        return keep(self.anchors, placed.ref, lambda: make_evidence_anchors(placed.statement))

    def find_depth(self, url: str) -> Depth:
        """What the page at `url` shares with the others of its depth."""
        depth = url.count("/")
        return self.depths.get(depth) or self.depths.setdefault(depth, Depth())


def keep(store: dict[Key, Value], key: Key, make: Callable[[], Value]) -> Value:
    """The value of `key` in a store of a `Depth`, made when first asked for."""
    value = store.get(key)
    if value is None:
        value = store[key] = make()
    return value
