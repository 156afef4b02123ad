"""Ways into the tree of a file that still lead there after somebody else has changed it: statements
by their ids, other items of lists by what they hold.
"""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, TypeAlias, get_args

from factsheet.facts.model import RECORD_TYPES, Vocabulary
from factsheet.facts.reader import Tree
from factsheet.problems import Location, Refused, quote_name

Fields: TypeAlias = Mapping[str, Tree]
"""The fields of something, each with the tree of its value."""

Step: TypeAlias = str | int | Fields
Way: TypeAlias = tuple[Step, ...]
"""The steps from the root of a file: names of fields, and for an item of a list its index or some
of its fields; a statement is named by its id: `("statements", "length", "evidence", {"source":
"article", "quote": "an hour"}, "note")`.
"""


NOUNS = {"statements": "statement", "evidence": "evidence", "participants": "participant"}
HINT = "look at what is there now"


def find_location(tree: Tree, way: Way) -> Location:
    """Find where `way` leads in `tree`. Where a list is allowed and a single value stands, that is
    its item. At the end of the way fields may be missing.

    Raises Refused if it leads nowhere.
    """
    location: list[str | int] = []
    node: Tree | None = tree
    for number, step in enumerate(way):
        is_item = not isinstance(step, str) or way[number - 1 : number] == ("statements",)
        if is_item:
            wanted = {"id": step} if isinstance(step, str) else step
            index = _find_item(node, wanted, NOUNS.get(str(location[-1]), "entry"))
            if isinstance(node, list):
                location.append(index)
                node = node[index]
        else:
            if not isinstance(node, dict) and node:
                raise _refuse(way)
            location.append(str(step))
            node = node.get(str(step)) if isinstance(node, dict) else None
    return tuple(location)


def _find_item(node: "Tree | None", wanted: int | Fields, noun: str) -> int:
    """The index of an item; 0 for a single value that stands in the place of a list."""
    items = node if isinstance(node, list) else [] if node is None else [node]
    if isinstance(wanted, int):
        if 0 <= wanted < len(items):
            return wanted
        raise Refused(f"there is no such {noun} any more", HINT)
    for index, item in enumerate(items):
        if isinstance(item, dict) and all(item.get(name) == wanted[name] for name in wanted):
            return index
    shown = quote_name(str(wanted.get("id") or wanted.get("quote") or wanted.get("source") or ""))
    raise Refused(f"there is no {noun} {shown} any more", HINT)


def _refuse(way: Way) -> Refused:
    shown = ".".join(step for step in way if isinstance(step, str))
    return Refused(f"there is no {shown} any more", HINT)


def find_type(path: str) -> type[Any]:
    """Find the class of the record in the file at `path` below the folder of facts."""
    return RECORD_TYPES.get(path.partition("/")[0], Vocabulary)


def find_part_type(record_type: type[Any], location: Location) -> type[Any] | None:
    """Find the class of what stands at `location` of a record; None if it has no fields."""
    reached: type[Any] | None = record_type
    for step in location:
        if isinstance(step, str) and reached is not None:
            annotation = next((field.type for field in fields(reached) if field.name == step), None)
            reached = _find_record_type(annotation)
    return reached


def _find_record_type(annotation: Any) -> type[Any] | None:
    if hasattr(annotation, "__dataclass_fields__"):
        return annotation  # type: ignore[no-any-return]
    parts = (_find_record_type(argument) for argument in get_args(annotation))
    return next((part for part in parts if part is not None), None)


def find_order(record_type: type[Any] | None) -> tuple[str, ...]:
    """The names of the fields of a class, in the order of the model; none for no class."""
    return tuple(field.name for field in fields(record_type)) if record_type else ()
