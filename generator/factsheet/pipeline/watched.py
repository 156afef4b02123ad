"""A corpus and an index of which it is noted what is read in them, and what that says now.

What a page reads is named as `table/key`: `sources/<id>` is a file, `said_by/<id>` what follows
from all. A page need not be made again as long as all that it read says the same.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from functools import cached_property
from typing import Any

from factsheet.facts.corpus import Corpus, EvidenceAt, StatementAt
from factsheet.facts.model import FOLDERS, Actor, Event, Source
from factsheet.kept import OPEN, noting
from factsheet.pipeline.digests import RECORDS, digest_value
from factsheet.voices.index import Index

WHOLE = "*"
"""As a key: all of a table. No id has such a character."""


class Table(dict[str, Any]):
    """A mapping of which it is noted what is read in it. What it says of the statements of a record
    is read together, since they change together.
    """

    def __init__(self, name: str, content: Mapping[str, Any]) -> None:
        super().__init__(content)
        self.name = name

    def __getitem__(self, key: str) -> Any:
        if OPEN:
            OPEN[-1].add(f"{self.name}/{key.partition('#')[0]}")
        return dict.__getitem__(self, key)

    def get(self, key: str, default: Any = None) -> Any:
        if OPEN:
            OPEN[-1].add(f"{self.name}/{key.partition('#')[0]}")
        return dict.get(self, key, default)

    def __contains__(self, key: object) -> bool:
        if OPEN:
            OPEN[-1].add(f"{self.name}/{str(key).partition('#')[0]}")
        return dict.__contains__(self, key)

    def __iter__(self) -> Iterator[str]:
        self._note_whole()
        return dict.__iter__(self)

    def __len__(self) -> int:
        self._note_whole()
        return dict.__len__(self)

    def keys(self) -> Any:
        self._note_whole()
        return dict.keys(self)

    def values(self) -> Any:
        self._note_whole()
        return dict.values(self)

    def items(self) -> Any:
        self._note_whole()
        return dict.items(self)

    def _note_whole(self) -> None:
        if OPEN:
            OPEN[-1].add(f"{self.name}/{WHOLE}")

    @cached_property
    def parts(self) -> Mapping[str, list[tuple[str, Any]]]:
        """What is read together, in the order of the table."""
        parts: dict[str, list[tuple[str, Any]]] = {}
        for key, value in dict.items(self):
            parts.setdefault(key.partition("#")[0], []).append((key, value))
        return parts


class Watch:
    """The facts `corpus` as `self.corpus` and `self.index`, which note what is read in them.

    `digests` are those of the files of facts, by folder and id.
    """

    def __init__(self, corpus: Corpus, digests: Mapping[str, str]) -> None:
        self.digests = digests
        self.tables: dict[str, list[Table]] = {}
        self.values: dict[str, Any] = {}
        self.told: dict[str, str] = {}
        given = {field.name: getattr(corpus, field.name) for field in fields(corpus)}
        records = {name: Table(name, given[name]) for name in RECORDS}
        self.corpus: Corpus = _follow_class(Corpus, self)(**{**given, **records})
        self.index: Index = _follow_class(Index, self)(self.corpus)

    def follow(self, name: str, value: Any) -> Any:
        """`value`, of which it is noted what is read in it, if it can be read in parts."""
        if type(value) is not dict:
            return value
        if any(type(inner) is dict for inner in value.values()):
            return {key: self._enter(name, inner) for key, inner in value.items()}
        return self._enter(name, value)

    def _enter(self, name: str, value: Mapping[str, Any]) -> Table:
        table = Table(name, value)
        self.tables.setdefault(name, []).append(table)
        return table

    def tell(self, read: str) -> str:
        """A digest of what a read says now."""
        digest = self.told.get(read)
        if digest is None:
            digest = self.told[read] = self._tell(*read.split("/", 1))
        return digest

    def _tell(self, name: str, key: str) -> str:
        if name in RECORDS:
            if key != WHOLE:
                return self.digests.get(f"{name}/{key}", "")
            return digest_value([pair for pair in self.digests.items() if pair[0].startswith(name)])
        if name not in self.tables and name not in self.values:
            getattr(self.index if hasattr(Index, name) else self.corpus, name)
        if name in self.values:
            return digest_value(self._identify(self.values[name]))
        tables = self.tables.get(name, [])
        if key == WHOLE:
            return digest_value([self._identify(list(dict.items(table))) for table in tables])
        return digest_value([self._identify(table.parts.get(key, [])) for table in tables])

    def _identify(self, value: Any) -> object:
        """What tells `value` from others, as text that does not depend on the process."""
        if isinstance(value, EvidenceAt):
            return value.key, self._identify(value.placed)
        if isinstance(value, StatementAt):
            return value.ref, value.index, self._identify(value.record)
        if isinstance(value, Event | Actor | Source):
            return value.id, self.digests.get(f"{FOLDERS[type(value)]}/{value.id}", "")
        if isinstance(value, tuple | list):
            return [self._identify(member) for member in value]
        if isinstance(value, set | frozenset):
            return sorted(value)
        return value


class _Followed:
    """An attribute that is worked out once, and of which it is noted that it is read."""

    def __init__(self, watch: Watch, name: str, make: Callable[[Any], Any]) -> None:
        self.watch, self.name, self.make = watch, name, make

    def __get__(self, owner: Any, kind: type) -> Any:
        values = self.watch.values
        if self.name not in values:
            with noting():  # what it reads is not read by who asks for it
                value = self.watch.follow(self.name, self.make(owner))
            if isinstance(value, Mapping):
                owner.__dict__[self.name] = value  # notes by itself what is read in it
                return value
            values[self.name] = value
        if OPEN:
            OPEN[-1].add(f"{self.name}/{WHOLE}")
        return values[self.name]


def _follow_class(kind: type[Any], watch: Watch) -> type[Any]:
    """A class like `kind`, of whose cached attributes it is noted what is read in them."""
    followed = {
        name: _Followed(watch, name, value.func)
        for name, value in vars(kind).items()
        if isinstance(value, cached_property)
    }
    return type(kind.__name__, (kind,), followed)
