"""Values that are made when somebody asks for them, and then kept; with what was read to make them,
if somebody takes notes.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from typing import Generic, TypeVar, TypeVarTuple
from weakref import WeakKeyDictionary

Key = TypeVar("Key")
Value = TypeVar("Value")
Owner = TypeVar("Owner")
Keys = TypeVarTuple("Keys")


OPEN: list[set[str]] = []
"""The notes that are being taken of what is read, the innermost last: names of tables and of keys
in them, as `events/<id>`. Whoever takes them does so from the beginning: what was kept before has
none.
"""
NOTHING: set[str] = set()


@contextmanager
def noting() -> Iterator[set[str]]:
    """Note what is read meanwhile. What is kept has notes of its own, which count wherever it is
    asked for.
    """
    notes: set[str] = set()
    place = len(OPEN)
    OPEN.append(notes)
    try:
        yield notes
    finally:
        del OPEN[place:]


class Store(Generic[Key, Value]):
    """Values by their keys, each with the notes that were taken when it was made."""

    def __init__(self) -> None:
        self.made: dict[Key, tuple[Value, set[str]]] = {}

    def keep(self, key: Key, make: Callable[[], Value]) -> Value:
        """The value of `key`, which `make` returns when it is first asked for."""
        entry = self.made.get(key)
        if entry is None:
            entry = self.made[key] = _make(make)
        if OPEN:
            OPEN[-1].update(entry[1])
        return entry[0]


def keep_for_each(make: Callable[[Owner, *Keys], Value]) -> Callable[[Owner, *Keys], Value]:
    """Let `make` be called once for each owner and further arguments, which are hashable. What it
    returned is kept as long as the owner is there, and must not hold it.
    """
    kept: WeakKeyDictionary[Owner, Store[tuple[*Keys], Value]] = WeakKeyDictionary()

    @wraps(make)
    def find(owner: Owner, *keys: *Keys) -> Value:
        store = kept.get(owner)
        if store is None:
            store = kept[owner] = Store()
        return store.keep(keys, lambda: make(owner, *keys))

    return find


class Kept(Mapping[Key, Value]):
    """A value for each of `keys`, in their order; `make` returns that of a key, and is called for
    each once at most.
    """

    def __init__(self, keys: Collection[Key], make: Callable[[Key], Value]) -> None:
        self.keys_there = keys
        self.make = make
        self.store: Store[Key, Value] = Store()

    def __getitem__(self, key: Key) -> Value:
        if key not in self.store.made and key not in self.keys_there:
            raise KeyError(key)
        return self.store.keep(key, lambda: self.make(key))

    def __contains__(self, key: object) -> bool:
        return key in self.keys_there

    def __iter__(self) -> Iterator[Key]:
        return iter(self.keys_there)

    def __len__(self) -> int:
        return len(self.keys_there)


def _make(make: Callable[[], Value]) -> tuple[Value, set[str]]:
    if not OPEN:
        return make(), NOTHING
    with noting() as notes:
        return make(), notes
