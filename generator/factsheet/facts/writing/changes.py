"""Changes of the tree of a file: a value put, an item of a list inserted, something removed."""

from dataclasses import dataclass
from typing import TypeAlias

from factsheet.facts.reader import Tree
from factsheet.problems import Location, Refused


@dataclass(frozen=True, slots=True)
class Put:
    """Put `value` at `location`, whose last step is a field, which may be missing, or the index of
    an item that is there. A missing field takes the place that it has in `order`. If it
    `is_in_place`, words of a text are replaced on their lines, however long these get.
    """

    location: Location
    value: Tree
    order: tuple[str, ...] = ()
    is_in_place: bool = False


@dataclass(frozen=True, slots=True)
class Insert:
    """Insert `value` into a list; `location` ends with the index that it has then."""

    location: Location
    value: Tree


@dataclass(frozen=True, slots=True)
class Remove:
    """Remove the field or the item at `location`."""

    location: Location


Change: TypeAlias = Put | Insert | Remove


def apply_change(tree: Tree, change: Change) -> Tree:
    """Apply a change to a tree, which stays as it is. Raises Refused if it leads nowhere."""
    return _apply(tree, change, change.location)


def get_value(tree: Tree, location: Location) -> Tree:
    """Get what stands at `location`. Raises LookupError if there is nothing."""
    for step in location:
        if isinstance(tree, str) or isinstance(tree, list) != isinstance(step, int):
            raise LookupError(step)
        tree = tree[step]  # type: ignore[index]
    return tree


def _apply(tree: Tree, change: Change, way: Location) -> Tree:
    step, below = way[0], way[1:]
    if isinstance(tree, list) and isinstance(step, int):
        return _apply_to_list(tree, change, step, below)
    if not isinstance(tree, dict) or not isinstance(step, str):
        raise _refuse(change)
    fields = dict(tree)
    if below:
        if step not in tree:
            raise _refuse(change)
        fields[step] = _apply(tree[step], change, below)
    elif isinstance(change, Put):
        fields[step] = change.value
    elif isinstance(change, Remove) and step in fields:
        del fields[step]
    else:
        raise _refuse(change)
    return fields


def _apply_to_list(tree: list[Tree], change: Change, step: int, below: Location) -> Tree:
    items = [*tree]
    is_insertion = isinstance(change, Insert) and not below
    if not 0 <= step < len(items) + is_insertion:
        raise _refuse(change)
    if below:
        items[step] = _apply(items[step], change, below)
    elif isinstance(change, Insert):
        items.insert(step, change.value)
    elif isinstance(change, Put):
        items[step] = change.value
    else:
        del items[step]
    return items


def _refuse(change: Change) -> Refused:
    way = ".".join(map(str, change.location))
    return Refused(f"there is no {way} any more", "look at what is there now")
