"""Values that are made when somebody asks for them, and then kept."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


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
