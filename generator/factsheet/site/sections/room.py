"""How many rows a page has room for: no page has more than 250 kB of HTML, whatever the facts. What
is left of a page's own statements stands there in short, so that their addresses lead to it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from factsheet.facts.corpus import EvidenceAt, StatementAt
from factsheet.facts.prose import strip_prose
from factsheet.site.scope import Scope
from factsheet.site.sections.rows import MOST_PASSAGES, RowMaker
from factsheet.wording import cut_text

Weighed = tuple[StatementAt, Sequence[EvidenceAt]]
"""A statement with the pieces of its evidence that its row shows."""

ROW_BYTES, PASSAGE_BYTES, LINK_BYTES = 550, 300, 100
"""About so many bytes of HTML has a row, one of its passages, and a link, without the words
of the facts.
"""
SHORT = 60
"""So many characters has a statement that has no row."""


@dataclass(frozen=True, slots=True)
class ShortRow:
    """The first words of a statement of the page's own for which no row is left; its id and former
    ids, and those of its evidence, lead to it.
    """

    anchor: str
    other_anchors: tuple[str, ...]
    words: str


def weigh_row(scope: Scope, weighed: Weighed, most: int = MOST_PASSAGES) -> int:
    """About how many bytes of HTML a row has that shows `most` passages."""
    placed, pieces = weighed
    statement = placed.statement
    related = sum(map(len, (statement.disputes, statement.differs, statement.echoes)))
    links = len(statement.attributed_to) + len(statement.speaker) + related
    passages = sum(_weigh_passage(scope, piece) for piece in pieces[:most])
    words = 2 * measure_html(statement.text) + measure_html(statement.note)
    return ROW_BYTES + words + links * LINK_BYTES + passages


def _weigh_passage(scope: Scope, piece: EvidenceAt) -> int:
    evidence = piece.evidence
    words = (evidence.quote, evidence.translation, evidence.inferred, evidence.note)
    names = len(evidence.relays) + len(evidence.via) + len(evidence.attributed_to)
    url = scope.index.corpus.find_source(evidence.source).url or ""
    return (
        PASSAGE_BYTES + sum(map(measure_html, words)) + names * LINK_BYTES + 2 * measure_html(url)
    )


def measure_html(text: str | None) -> int:
    """How many bytes of HTML a text has."""
    return len(escape(text).encode()) if text else 0


def take_rows(scope: Scope, weighed: Iterable[Weighed], budget: int) -> list[Weighed]:
    """The first of `weighed` that have not more than about `budget` bytes of HTML; at least
    one.
    """
    taken: list[Weighed] = []
    for row in weighed:
        budget -= weigh_row(scope, row)
        if budget < 0 and taken:
            break
        taken.append(row)
    return taken


def view_short(maker: RowMaker, placed: StatementAt) -> ShortRow:
    """A statement of the page's own in short."""
    evidence = maker.scope.shelf.list_anchors(placed) if maker.keeps_anchors else ()
    anchors = (*placed.statement.former_ids, *evidence)
    words = cut_text(strip_prose(placed.statement.text), SHORT)
    return ShortRow(placed.statement.id, anchors, words)
