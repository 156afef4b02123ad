"""The files that the search script reads: an index of words, cut into pieces of which a search
needs few.

- `index.json` says how the rest is cut. `version`: it differs if any of the other files does, so
  that one that a browser kept is not read with those of another build. `groups`: the number of the
  entry after the last of each group (records, statements, sources, pages). `terms`: the first word
  of each of the files `terms/<number>.json`, in the order of UTF-16 code units, by which browsers
  compare. `common`: the words whose lists were cut.
- `terms/<number>.json` has, in turn, a word and the entries that it finds: how many, and then, in
  turn, a level from 7 (it is what the entry is about) to 0 and the numbers of the entries of that
  level, each but the first as the difference to the one before. `=` and the words of a whole name
  is a word, too.
- `entries/<number>.json` has what is shown of `ENTRIES` entries: `owners` are the addresses and
  titles of the records that statements stand with.
- `facets.json` has ids and labels by which results can be narrowed; `facets/<number>.json` those of
  `BLOCK` entries, as numbers in these lists: in turn, one, and how many entries in a row have it.
- `names.json` has the words of names, for those who misspell them.
"""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain, groupby, pairwise

from factsheet.site.search.entries import (
    Entry,
    EntryMaker,
    Field,
    Groups,
    list_name_words,
    name_facets,
)
from factsheet.site.search.words import list_words
from factsheet.voices.index import Index

ENTRIES, BLOCK = 32, 2048
SHARD = 24_000
"""Characters after which a file of words ends. A list that is longer has one by itself."""
COMMON = 20_000
"""So many entries does a word find at most: those of its highest levels, and of these the first."""
MOST_NAMES = 20_000
LEVELS, HALFWAY = 8, 2
"""The weight of a word's uses in an entry at which its level is in the middle."""

File = tuple[str, str]
"""A file's name, and its text."""


@dataclass(slots=True)
class Writer:
    """Writes the files while entries come in, so that these do not fill the memory. `found` has for
    each word the numbers of its entries, times `LEVELS`, plus the level.
    """

    labels: Mapping[str, Mapping[str, str]]
    count: int = 0
    found: defaultdict[str, array[int]] = field(default_factory=lambda: defaultdict(_make_list))
    chunk: list[object] = field(default_factory=list)
    owners: list[tuple[str, str]] = field(default_factory=list)
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    columns: dict[str, list[object]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.facets = {name: {} for name in self.labels}
        self.columns = {name: [] for name in self.labels}

    def write_groups(self, groups: Groups, names: Sequence[str]) -> Iterator[File]:
        """Write all files; `names` are the words of names. `index.json` is the last."""
        digest = sha256()
        ends: list[int] = []
        firsts: list[str] = []
        common: list[str] = []
        for name, text in chain(
            self._write_entries(groups, ends),
            [("names.json", _dump(names[:MOST_NAMES]))],
            self._write_terms(firsts, common),
        ):
            digest.update(text.encode("utf-8", "replace"))
            yield name, text
        sizes = {"entries": ENTRIES, "block": BLOCK}
        head = {"version": digest.hexdigest()[:10], "groups": ends, **sizes}
        yield "index.json", _dump({**head, "terms": firsts, "common": common})

    def _write_entries(self, groups: Groups, ends: list[int]) -> Iterator[File]:
        """Write what is shown of entries; fill in where each group ends."""
        for group in (groups.records, groups.statements, groups.sources, groups.pages):
            for entry in group:
                yield from self._take(entry)
            ends.append(self.count)
        yield from self._write_chunk()
        yield from self._write_block()
        yield "facets.json", _dump({name: self._list_labels(name) for name in self.labels})

    def _take(self, entry: Entry) -> Iterator[File]:
        found, number = self.found, self.count * LEVELS
        for word, level in weigh_words(entry.fields):
            found[word].append(number + level)
        for name in dict.fromkeys("=" + " ".join(list_words(name)) for name in entry.names):
            found[name].append(number + LEVELS - 1)
        self.chunk.append(self._show(entry))
        for name, column in self.columns.items():
            column.append(self._number(name, getattr(entry.facets, name)))
        self.count += 1
        if self.count % ENTRIES == 0:
            yield from self._write_chunk()
        if self.count % BLOCK == 0:
            yield from self._write_block()

    def _show(self, entry: Entry) -> tuple[object, ...]:
        owner = (entry.url, entry.title)
        if not entry.is_statement:
            return (*owner, *entry.shown)
        if not self.owners or self.owners[-1] != owner:
            self.owners.append(owner)
        return (len(self.owners) - 1, *entry.shown)

    def _number(self, name: str, value: str | tuple[str, ...]) -> int | list[int]:
        """The place of an id, or of several, in the list of those that occur; -1 for none."""
        ids = self.facets[name]
        if isinstance(value, tuple):
            return [ids.setdefault(member, len(ids)) for member in value]
        return ids.setdefault(value, len(ids)) if value else -1

    def _list_labels(self, name: str) -> list[tuple[str, str]]:
        """Ids and labels; a kind that has no label is called by its name."""
        labels, ids = self.labels[name], self.facets[name]
        return [(value, labels.get(value) or value.rpartition(":")[2]) for value in ids]

    def _write_chunk(self) -> Iterator[File]:
        if self.chunk:
            text = _dump({"owners": self.owners, "entries": self.chunk})
            yield f"entries/{(self.count - 1) // ENTRIES}.json", text
        self.chunk, self.owners = [], []

    def _write_block(self) -> Iterator[File]:
        if any(self.columns.values()):
            runs = {name: _join_runs(column) for name, column in self.columns.items()}
            yield f"facets/{(self.count - 1) // BLOCK}.json", _dump(runs)
        self.columns = {name: [] for name in self.labels}

    def _write_terms(self, firsts: list[str], common: list[str]) -> Iterator[File]:
        """Write the words; fill in the first of each file, and which lists were cut."""
        parts: list[str] = []
        size = 0
        for word in sorted(self.found, key=lambda word: word.encode("utf-16-be")):
            numbers = self.found[word]
            if len(numbers) > COMMON:
                common.append(word)
            part = f"{_dump(word)},{_write_list(numbers)}"
            if parts and size + len(part) > SHARD:
                yield f"terms/{len(firsts) - 1}.json", f"[{','.join(parts)}]"
                parts, size = [], 0
            if not parts:
                firsts.append(word)
            parts.append(part)
            size += len(part)
        if parts:
            yield f"terms/{len(firsts) - 1}.json", f"[{','.join(parts)}]"


def write_search(index: Index, pages: Iterable[Entry]) -> Iterator[File]:
    """The files of the search of all facts and of `pages`, which come from none, by their paths
    from its folder.
    """
    groups = EntryMaker(index).list_groups(pages)
    return Writer(name_facets(index)).write_groups(groups, list_name_words(index))


def weigh_words(fields: Iterable[Field]) -> list[tuple[str, int]]:
    """The words of an entry, each with its level: the more often it is used, in fields of more
    weight that are short, the higher (BM25F: Robertson, Zaragoza: The Probabilistic Relevance
    Framework, 2009, section 3.6).
    """
    weights: dict[str, float] = {}
    for weight, usual, words in fields:
        share = weight / (0.4 + 0.6 * len(words) / usual)
        for word in words:
            weights[word] = weights.get(word, 0.0) + share
    return [(word, int(LEVELS * weight / (weight + HALFWAY))) for word, weight in weights.items()]


def _make_list() -> array[int]:
    return array("L")


def _write_list(numbers: array[int]) -> str:
    levels: list[list[int]] = [[] for _ in range(LEVELS)]
    for number in numbers:
        levels[number % LEVELS].append(number // LEVELS)
    parts, left = [str(len(numbers))], COMMON
    for level in reversed(range(LEVELS)):
        if listed := levels[level][:left]:
            steps = (after - before for before, after in pairwise([0, *listed]))
            parts.append(f"{level},[{','.join(map(str, steps))}]")
            left -= len(listed)
    return f"[{','.join(parts)}]"


def _join_runs(column: Iterable[object]) -> list[object]:
    return [part for value, run in groupby(column) for part in (value, sum(1 for _ in run))]


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
