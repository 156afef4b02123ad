"""The acts of curators: each changes one file of facts, in what is there when it is written.

An act is no text and no difference of texts: it says which statement, by its id, gets what. So it
still fits if somebody else changed the file meanwhile; if it does not, it is refused with a reason.
`curating.saving.save_acts` checks acts and writes them. Values are plain trees, as the reader finds
them in YAML, such as `{"id": "length", "evidence": [{"source": "article"}]}`; records
of the model become such trees by `writer.make_tree`. Fields that are empty are left out, and new
ones come in the order of the model.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from factsheet.facts.load import VOCABULARY
from factsheet.facts.reader import Tree
from factsheet.facts.writing.changes import Change, Insert, Put, Remove, get_value
from factsheet.facts.writing.ways import (
    Fields,
    Way,
    find_location,
    find_order,
    find_part_type,
    find_type,
)
from factsheet.problems import Location, Refused, quote_name

LISTS = frozenset({"statements", "evidence", "memberships", "participants"})
"""The fields that are written as lists even with a single item."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of the file at `path` below the folder of facts, such as `events/call.yml`.

    `words` say what it does; `plan` makes the changes for the tree that is there, or raises Refused
    if they do not fit it. Of files only the vocabulary is made if it is missing.
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


class Overtaken(Refused):
    """Somebody else changed what an act was to change: `present` stands there now, or None if
    nothing does, and `wanted` is what the act would have put there.
    """

    def __init__(self, reason: str, present: "Tree | None", wanted: "Tree | None") -> None:
        super().__init__(reason, "look at both, and choose")
        self.present, self.wanted = present, wanted


def create_record(path: str, values: Fields) -> Create:
    """Make a new record: an event, an actor or a source, at a path below the folder of facts such
    as `actors/alice.yml`. It is never written over a file that is there.
    """
    return Create(path, f"make {path}", tidy_fields(find_type(path), values))


def add_statement(path: str, values: Fields, after: str = "") -> Edit:
    """Add a statement, with its evidence, to the event or actor at `path`: behind the statement of
    the id `after`, or at the end.
    """

    def plan(tree: Tree) -> Sequence[Change]:
        index = None
        if after:
            location = find_location(tree, ("statements", after))
            index = int(location[1]) + 1 if len(location) > 1 else 1
        return _plan_entry(path, tree, ("statements",), values, index)

    return Edit(path, f"add the statement {quote_name(str(values.get('id', '')))}", plan)


def add_evidence(path: str, statement: str, values: Fields) -> Edit:
    """Add a piece of evidence to the statement of this id in the file at `path`."""
    return add_entry(path, ("statements", statement, "evidence"), values)


def add_entry(path: str, way: Way, value: "Tree | Fields") -> Edit:
    """Add `value` to the list to which `way` leads in the file at `path`, such as `("statements",
    "length", "differs")`: whether that field is missing, a single value, or a list.

    An entry that is a text, and is there already, is not added again.
    """

    def plan(tree: Tree) -> Sequence[Change]:
        return _plan_entry(path, tree, way, value)

    return Edit(path, f"add to {_name_way(way)}", plan)


def set_field(path: str, way: Way, value: "Tree | Fields", *, was: "Tree | None" = None) -> Edit:
    """Put `value` at `way` in the file at `path`: at a field of the record `("read",)`, of a
    statement `("statements", "length", "topic")`, or of a piece of evidence; if it is empty, remove
    what is there.

    It is refused if something else than `was` stands there by then; "" means nothing, None that it
    does not matter.
    """

    def plan(tree: Tree) -> Sequence[Change]:
        location = find_location(tree, way)
        present = _look_up(tree, location)
        wanted = _tidy(find_part_type(find_type(path), location), value)
        if was is not None and present != (was or None) and present != (wanted or None):
            raise Overtaken(f"{_name_way(way)} was changed meanwhile", present, wanted)
        if not wanted:
            return _plan_removal(tree, location) if present is not None else ()
        return _plan_put(path, tree, location, wanted)

    return Edit(path, f"{'set' if value else 'remove'} {_name_way(way)}", plan)


def remove_part(path: str, way: Way, *, was: "Tree | None" = None) -> Edit:
    """Remove what stands at `way` in the file at `path`: a field, a statement or a piece of
    evidence. It is refused if something else than `was` stands there by then, unless that is None.
    """

    def plan(tree: Tree) -> Sequence[Change]:
        location = find_location(tree, way)
        present = _look_up(tree, location)
        if present is None:
            raise Overtaken(f"{_name_way(way)} is no longer there", None, None)
        if was is not None and present != was:
            raise Overtaken(f"{_name_way(way)} was changed meanwhile", present, None)
        return _plan_removal(tree, location)

    return Edit(path, f"remove {_name_way(way)}", plan)


def remove_entry(path: str, way: Way, value: str) -> Edit:
    """Remove the text `value` from the list to which `way` leads, or from where it stands alone."""

    def plan(tree: Tree) -> Sequence[Change]:
        location = find_location(tree, way)
        present = _look_up(tree, location)
        if present == value:
            return [Remove(location)]
        if isinstance(present, list) and value in present:
            return _plan_removal(tree, (*location, present.index(value)))
        raise Overtaken(f"{quote_name(value)} is no longer in {_name_way(way)}", present, None)

    return Edit(path, f"remove {quote_name(value)} from {_name_way(way)}", plan)


def set_aside(source: str, sentence: str, what: str) -> Edit:
    """Set a sentence of a source aside, as one that needs no statement: by its hash, and with what
    it is.
    """
    return set_field(f"sources/{source}.yml", ("set_aside", sentence), what)


def take_back(source: str, sentence: str) -> Edit:
    """Take back that a sentence of a source, known by its hash, was set aside."""
    return remove_part(f"sources/{source}.yml", ("set_aside", sentence))


def add_topic(topic: str, label: str) -> Edit:
    """Add a topic to the vocabulary, behind the others; the file is made if it is missing."""

    def plan(tree: Tree) -> Sequence[Change]:
        present = _look_up(tree, ("topics", topic))
        if present is not None:
            raise Overtaken(f"{quote_name(topic)} is there already", present, label)
        return _plan_put(VOCABULARY, tree, ("topics", topic), label)

    return Edit(VOCABULARY, f"add {quote_name(topic)} to topics", plan)


def tidy_fields(record_type: type[Any] | None, values: Fields) -> dict[str, Tree]:
    """Put fields into the order of the model, without the empty ones and without the spaces around
    texts; strange ones come last.
    """
    order = find_order(record_type)
    names = [*(name for name in order if name in values), *(n for n in values if n not in order)]
    tidied = {
        name: _tidy(find_part_type(record_type, (name,)) if record_type else None, values[name])
        for name in names
    }
    return {name: value for name, value in tidied.items() if value}


def _tidy(record_type: type[Any] | None, value: "Tree | Fields") -> Tree:
    if isinstance(value, str):
        return value.strip().replace("\r\n", "\n")
    if isinstance(value, list):
        return [_tidy(record_type, item) for item in value]
    return tidy_fields(record_type, value)


def _look_up(tree: Tree, location: Location) -> "Tree | None":
    """What stands at `location`; None if nothing does, or something empty."""
    try:
        return get_value(tree, location) or None
    except LookupError:
        return None


def _plan_put(path: str, tree: Tree, location: Location, value: Tree) -> list[Change]:
    """Plan to put `value` at `location`; the mapping around it is made if it is missing."""
    *above, step = location
    if above and _look_up(tree, tuple(above)) is None:
        return _plan_put(path, tree, tuple(above), {str(step): value})
    order = find_order(find_part_type(find_type(path), tuple(above)))
    return [Put(location, value, order)]


def _plan_entry(
    path: str, tree: Tree, way: Way, value: "Tree | Fields", index: int | None = None
) -> list[Change]:
    """Plan to add an item to a list: before that of `index`, or at the end."""
    location = find_location(tree, way)
    present = _look_up(tree, location)
    entry = _tidy(find_part_type(find_type(path), location), value)
    if present is None:
        listed: Tree = [entry] if location[-1] in LISTS else entry
        return _plan_put(path, tree, location, listed)
    if isinstance(entry, str) and (present == entry or entry in present):
        return []
    if isinstance(present, list):
        return [Insert((*location, len(present) if index is None else index), entry)]
    return [Put(location, [entry, present] if index == 0 else [present, entry])]


def _plan_removal(tree: Tree, location: Location) -> list[Change]:
    """Plan to remove what stands at `location`, with what would be empty around it."""
    above = location[:-1]
    around = get_value(tree, above)
    if above and len(around) == 1 and isinstance(above[-1], str):
        return _plan_removal(tree, above)
    return [Remove(location)]


def _name_way(way: Way) -> str:
    """What a way leads to, in words: the statement, and the field."""
    names = [step for step in way if isinstance(step, str) and step not in ("statements",)]
    return " of ".join(reversed(names)) or "it"
