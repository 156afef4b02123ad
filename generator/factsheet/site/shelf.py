"""What the pages of a site share: the index, the site's imprint, and what looks the same on all
pages of one depth.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from factsheet.facts.corpus import StatementAt
from factsheet.facts.model import Event, Kind
from factsheet.kept import Store
from factsheet.site.addresses import make_evidence_anchors
from factsheet.site.views import Link
from factsheet.voices.index import Index
from factsheet.voices.lineage import Layer

if TYPE_CHECKING:
    from factsheet.site.sections.passages import Quoted
    from factsheet.site.sections.rows import Row


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

    actors: Store[tuple[str, bool], Link] = field(default_factory=Store)
    sources: Store[str, Link] = field(default_factory=Store)
    outlets: Store[str, Link] = field(default_factory=Store)
    rows: Store[str, "Row"] = field(default_factory=Store)
    quoted: Store[tuple[str, int], "Quoted"] = field(default_factory=Store)
    nodes: Store[tuple[str, Layer, tuple[str, ...]], tuple[str, ...]] = field(default_factory=Store)
    described: Store[tuple[Kind, str, bool], str] = field(default_factory=Store)


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
    orders: Store[str, tuple[Event, ...]] = field(default_factory=Store)
    """All events in an order that some blocks have, by its name."""
    urls: Store[str, str] = field(default_factory=Store)
    """Addresses of which many pages have need, by what stands there."""
    anchors: Store[str, tuple[str, ...]] = field(default_factory=Store)
    """For each statement, by its reference, the anchors of its evidence."""

    def list_anchors(self, placed: StatementAt) -> tuple[str, ...]:
        """The anchors of a statement's evidence, in its order."""
        return self.anchors.keep(placed.ref, lambda: make_evidence_anchors(placed.statement))

    def find_depth(self, url: str) -> Depth:
        """What the page at `url` shares with the others of its depth."""
        depth = url.count("/")
        return self.depths.get(depth) or self.depths.setdefault(depth, Depth())
