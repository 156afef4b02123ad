"""The acts of curators: each changes one file of facts, in what is there when it is written.

An act is no text and no difference of texts: it says which statement, by its id, gets what. So it
still fits if somebody else changed the file meanwhile; if it does not, it is refused with a reason.
`pen.write_acts` writes acts into files. Values are plain trees, as the reader finds them in YAML:
`{"id": "length", "text": "They spoke for an hour.", "evidence": [{"source": "article"}]}`; records
of the model become such trees by `writer.make_tree`. Fields that are empty are left out, and new
ones come in the order of the model.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeAlias

from factsheet.facts.model import RECORD_TYPES, Evidence, Statement, Vocabulary
from factsheet.facts.reader import Tree
from factsheet.facts.writing.changes import Change, Insert, Put, get_value
from factsheet.problems import Location, Refused, quote_name

Fields: TypeAlias = Mapping[str, Tree]
"""The fields of something, each with the tree of its value."""

LISTS = frozenset({"statements", "evidence", "memberships", "participants"})
"""The fields that are written as lists even with a single item."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of the file at `path` below the folder of facts, such as `events/call.yml`.

    `words` say what it does; `plan` makes the changes for the tree that is there, or raises Refused
    if they do not fit it.
    """

    path: str
    words: str
    plan: Callable[[Tree], Sequence[Change]]


@dataclass(frozen=True, slots=True)
class Create:
    """A new file at `path` below the folder of facts, with the fields of `tree`."""

    path: str
    words: str
    tree: Fields


Act: TypeAlias = Edit | Create


def create_record(path: str, values: Fields) -> Create:
    """Make a new record: an event, an actor, a source or the vocabulary, at a path below the folder
    of facts. It is never written over a file that is there.
    """
    return Create(path, f"make {path}", order_fields(find_type(path), values))


def add_statement(path: str, values: Fields, after: str = "") -> Edit:
    """Add a statement, with its evidence, to the event or actor at `path`: behind the statement of
    the id `after`, or at the end.
    """
    statement = order_fields(Statement, values)
    evidence = statement.get("evidence")
    if isinstance(evidence, list):
        statement["evidence"] = [_order_item(Evidence, piece) for piece in evidence]

    def plan(tree: Tree) -> Sequence[Change]:
        index = _find_index(tree, after) + 1 if after else None
        return add_item(tree, (), "statements", statement, find_order(find_type(path)), index)

    return Edit(path, f"add the statement {quote_name(str(values.get('id', '')))}", plan)


def add_evidence(path: str, statement: str, values: Fields) -> Edit:
    """Add a piece of evidence to the statement of this id in the file at `path`."""
    piece = order_fields(Evidence, values)

    def plan(tree: Tree) -> Sequence[Change]:
        location = locate_statement(tree, statement)
        return add_item(tree, location, "evidence", piece, find_order(Statement))

    return Edit(path, f"add evidence to {quote_name(statement)}", plan)


def add_item(
    tree: Tree,
    location: Location,
    name: str,
    value: Tree,
    order: tuple[str, ...] = (),
    index: int | None = None,
) -> list[Change]:
    """Plan to add `value` to the field `name` of the mapping at `location`, whether that field is
    missing, a single value or a list: before the item `index`, or at the end.
    """
    try:
        present = get_value(tree, (*location, name))
    except LookupError:
        present = ""
    if not present:
        listed = [value] if name in LISTS else value
        return [Put((*location, name), listed, order)]
    if isinstance(present, list):
        place = len(present) if index is None else index
        return [Insert((*location, name, place), value)]
    pair = [value, present] if index == 0 else [present, value]
    return [Put((*location, name), pair, order)]


def locate_statement(tree: Tree, statement: str) -> Location:
    """Find the way to the statement of an id in the tree of a record.

    Raises Refused if there is none.
    """
    index = _find_index(tree, statement)
    is_list = isinstance(tree, dict) and isinstance(tree["statements"], list)
    return ("statements", index) if is_list else ("statements",)


def _find_index(tree: Tree, statement: str) -> int:
    present = tree.get("statements", []) if isinstance(tree, dict) else []
    listed = present if isinstance(present, list) else [present]
    for index, item in enumerate(listed):
        if isinstance(item, dict) and item.get("id") == statement:
            return index
    raise Refused(f"there is no statement {quote_name(statement)} any more", "choose another")


def find_type(path: str) -> type[Any]:
    """Find the class of the record in the file at `path` below the folder of facts."""
    return RECORD_TYPES.get(path.partition("/")[0], Vocabulary)


def find_order(record_type: type[Any]) -> tuple[str, ...]:
    """The names of the fields of a class, in the order of the model."""
    return tuple(field.name for field in fields(record_type))


def order_fields(record_type: type[Any], values: Fields) -> dict[str, Tree]:
    """Put fields into the order of the model, without the empty ones; strange ones come last."""
    order = find_order(record_type)
    names = [*(name for name in order if name in values), *(set(values) - set(order))]
    tidied = {name: tidy_tree(values[name]) for name in names}
    return {name: value for name, value in tidied.items() if value}


def tidy_tree(tree: Tree) -> Tree:
    """Leave out of the texts of a tree the spaces around them, and the ends of lines of Windows."""
    if isinstance(tree, str):
        return tree.strip().replace("\r\n", "\n")
    if isinstance(tree, list):
        return [tidy_tree(item) for item in tree]
    return {name: tidy_tree(value) for name, value in tree.items()}


def _order_item(record_type: type[Any], value: Tree) -> Tree:
    return dict(order_fields(record_type, value)) if isinstance(value, dict) else value
