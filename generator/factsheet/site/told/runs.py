"""Rows of many events, as the pages of sources and actors have them: those that follow each other
and are of one event stand under its name.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from factsheet.facts.corpus import StatementAt
from factsheet.facts.model import Actor, Event
from factsheet.site.scope import Scope, name_record, view_occasion
from factsheet.site.sections.room import ShortRow
from factsheet.site.sections.rows import KeyArticle, Row
from factsheet.site.sections.telling import Choice
from factsheet.site.views import DateView, Heading, Link


@dataclass(frozen=True, slots=True)
class Run:
    """Rows of one event or actor in a row; without `home` they are those of the page itself."""

    home: Link | None
    date: DateView | str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class RunGroup:
    """Runs under a heading, if there are several groups."""

    heading: Heading | None
    runs: tuple[Run, ...]


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
