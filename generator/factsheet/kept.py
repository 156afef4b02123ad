"""Values that are made when somebody asks for them, and then kept."""

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import wraps
from typing import TypeVar, TypeVarTuple
from weakref import WeakKeyDictionary

Key = TypeVar("Key")
Value = TypeVar("Value")
Owner = TypeVar("Owner")
Keys = TypeVarTuple("Keys")


def keep_for_each(make: Callable[[Owner, *Keys], Value]) -> Callable[[Owner, *Keys], Value]:
    """Let `make` be called once for each owner and further arguments, which are hashable. What it
    returned is kept as long as the owner is there, and must not hold it.
    """
    kept: WeakKeyDictionary[Owner, dict[tuple[*Keys], Value]] = WeakKeyDictionary()

    @wraps(make)
    def find(owner: Owner, *keys: *Keys) -> Value:
        values = kept.setdefault(owner, {})
        if keys not in values:
            values[keys] = make(owner, *keys)
        return values[keys]

    return find


class Kept(Mapping[Key, Value]):
    """A value for each of `keys`, in their order; `make` returns that of a key, which is not
    None, and is called for each once at most.
    """

    def __init__(self, keys: Collection[Key], make: Callable[[Key], Value]) -> None:
        self.keys_there = keys
        self.make = make
        self.made: dict[Key, Value] = {}

    def __getitem__(self, key: Key) -> Value:
        value = self.made.get(key)
        if value is None:
            if key not in self.keys_there:
                raise KeyError(key)
            value = self.made[key] = self.make(key)
        return value

    def __contains__(self, key: object) -> bool:
        return key in self.keys_there

    def __iter__(self) -> Iterator[Key]:
        return iter(self.keys_there)

    def __len__(self) -> int:
        return len(self.keys_there)
