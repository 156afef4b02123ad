"""What the filters of a list know of its rows: a table of small numbers, column by column.

A browser loads a column when somebody filters or sorts by it, and never before: of 100,000 rows
one has some 200 to 900 kB, which gzip makes a fifth of.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from factsheet.facts.dates import Day, EdtfDate

Cell = int | list[int | None] | None
BY_DATE = ("newest", "oldest")


@dataclass(frozen=True, slots=True)
class Traits:
    """What a list is filtered and sorted by: ids by filter, the days that it may lie on, numbers to
    sort by, and the text whose order is that of titles.
    """

    ids: Mapping[str, tuple[str, ...]]
    date: EdtfDate | None = None
    numbers: Mapping[str, int] = field(default_factory=dict)
    title: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a filter, and how many rows of the whole list have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a list by column. Those of filters give the places of their options, `days` the
    first and the last day, the others numbers to sort by.
    """

    count: int
    options: Mapping[str, tuple[Option, ...]]
    columns: Mapping[str, Sequence[Cell]]

    @property
    def dated(self) -> bool:
        """Whether the days of rows differ."""
        return len({str(cell) for cell in self.columns["days"] if cell is not None}) > 1

    def can_sort(self, key: str) -> bool:
        """Whether an order by `key` would be another one."""
        if key in BY_DATE:
            return self.dated
        return key in ("", "title") or len(set(map(str, self.columns.get(key, ())))) > 1

    def list_numbers(self, key: str) -> list[int]:
        """The numbers of a column to sort by."""
        return [cell for cell in self.columns[key] if isinstance(cell, int)]


def make_table(traits: Iterable[Traits], labels: Mapping[str, Mapping[str, str]]) -> Table:
    """The table of rows with these traits; `labels` are those of each filter's values, in order.
    Values without a label come last, as they are.
    """
    ids: dict[str, list[tuple[str, ...]]] = {key: [] for key in labels}
    numbers: dict[str, list[Cell]] = {}
    days: list[Cell] = []
    titles: list[str] = []
    for row in traits:
        for key, column in ids.items():
            column.append(row.ids.get(key, ()))
        for key, number in row.numbers.items():
            numbers.setdefault(key, []).append(number)
        days.append(_number_days(row.date))
        titles.append(row.title)
    options = {key: _list_options(column, labels[key]) for key, column in ids.items()}
    columns: dict[str, Sequence[Cell]] = {"days": days, "title": _rank(titles), **numbers}
    columns |= {key: list(_place(column, options[key])) for key, column in ids.items()}
    return Table(len(days), options, columns)


def format_table(
    table: Table, typed: Iterable[str], keys: Iterable[str], pages: Iterable[tuple[str, int]]
) -> Iterator[tuple[str, str]]:
    """The files of a table, by name: the columns `keys`, and `filters.json` with the options of the
    filters that are `typed` and with the `pages` of rows, each by its address below the list's and
    how many it has.
    """
    known = {
        "pages": [list(page) for page in pages],
        "options": {
            key: [[option.value, option.label, option.count] for option in table.options[key]]
            for key in typed
        },
    }
    yield "filters.json", _format(known)
    for key in keys:
        yield f"by-{key}.json", _format(table.columns[key])


def _format(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def _list_options(
    column: Iterable[tuple[str, ...]], labels: Mapping[str, str]
) -> tuple[Option, ...]:
    counts = Counter(name for names in column for name in names)
    order = [name for name in labels if name in counts]
    order += sorted(counts.keys() - labels.keys())
    return tuple(Option(name, labels.get(name, name), counts[name]) for name in order)


def _place(column: Iterable[tuple[str, ...]], options: Sequence[Option]) -> Iterator[Cell]:
    places = {option.value: place for place, option in enumerate(options)}
    for names in column:
        if len(names) == 1:
            yield places[names[0]]
        else:
            yield [places[name] for name in names]


def _rank(titles: Sequence[str]) -> list[Cell]:
    """The place of each title in their order."""
    ranks: list[Cell] = [0] * len(titles)
    for rank, row in enumerate(sorted(range(len(titles)), key=titles.__getitem__)):
        ranks[row] = rank
    return ranks


def _number_days(date: EdtfDate | None) -> Cell:
    """A date's first and last day as whole numbers, None for an open end; one number if they are
    one day.
    """
    if date is None:
        return None
    days = [_number_day(day) for day in (date.earliest, date.latest)]
    return days[0] if days[0] == days[1] else days


def _number_day(day: Day | None) -> int | None:
    """A day as one whole number, in the order of days before the year 1, too: 20220220."""
    if day is None:
        return None
    year, month, date = day
    return year * 10000 + month * 100 + date
