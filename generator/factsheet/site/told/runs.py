"""Rows of many events, as the pages of sources and actors have them: those that follow each other
and are of one event stand under its name. Of many rows the first stand there.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from operator import itemgetter

from factsheet.facts.corpus import EvidenceAt, StatementAt
from factsheet.facts.model import Actor, Event
from factsheet.site.scope import Scope, name_record, view_occasion
from factsheet.site.sections.rows import MOST_PASSAGES, KeyArticle, Row
from factsheet.site.sections.telling import Choice
from factsheet.site.views import DateView, Link

Weighed = tuple[StatementAt, Sequence[EvidenceAt]]
"""A statement with the pieces of its evidence that its row shows."""

ROW_BYTES, PASSAGE_BYTES, LINK_BYTES = 550, 300, 100
"""About so many bytes of HTML has a row, one of its passages, and a link, without the words
of the facts.
"""


@dataclass(frozen=True, slots=True)
class Run:
    """Rows of one event or actor in a row; without `home` they are those of the page itself."""

    home: Link | None
    date: DateView | str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class RunGroup:
    """Runs under a heading, if there are several groups."""

    title: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class ShortRow:
    """The first words of a statement of the page's own for which no row is left; its id and former
    ids, and those of its evidence, lead to it.
    """

    anchor: str
    other_anchors: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a page shows in short: so many statements, and the anchor under which they stand."""

    anchor: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunsView:
    """The rows of a section, with the key of their articles. `total` counts all, `more` leads to
    those that are not shown; `empty` says that there are none.
    """

    key: tuple[KeyArticle, ...]
    choices: tuple[Choice, ...]
    groups: tuple[RunGroup, ...]
    total: int
    more: Link | None
    root: str
    empty: str
    short: tuple[ShortRow, ...] = ()


def weigh_row(scope: Scope, weighed: Weighed) -> int:
    """About how many bytes of HTML a row has."""
    placed, pieces = weighed
    statement = placed.statement
    related = sum(map(len, (statement.disputes, statement.differs, statement.echoes)))
    links = len(statement.attributed_to) + len(statement.speaker) + related
    passages = sum(_weigh_passage(scope, piece) for piece in pieces[:MOST_PASSAGES])
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


def make_runs(scope: Scope, rows: Iterable[tuple[StatementAt, Row]]) -> tuple[Run, ...]:
    """Rows in their order; those of one record that follow each other are one run."""
    return tuple(_list_runs(scope, rows))


def _list_runs(scope: Scope, rows: Iterable[tuple[StatementAt, Row]]) -> Iterator[Run]:
    for name, members in groupby(rows, key=lambda pair: pair[0].record.id):
        listed = list(members)
        placed = listed[0][0]
        shown = tuple(map(itemgetter(1), listed))
        if name == scope.owner:
            yield Run(None, "", shown)
        else:
            home = Link(name_record(placed.record), scope.link(placed.kind, name))
            yield Run(home, show_day(placed.record), shown)


def show_day(record: Event | Actor) -> DateView | str:
    """The date of an event, or the words that are said in its place; "" for an actor."""
    if not isinstance(record, Event):
        return ""
    occasion = view_occasion(record)
    return occasion.date or occasion.instead
