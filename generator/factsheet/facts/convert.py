"""Turn a plain tree into a record of the model, or into problems that a curator understands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from itertools import islice
from typing import Any, cast, get_args

from pydantic import TypeAdapter, ValidationError

from factsheet.facts.fields import (
    FRAGMENT_PATTERN,
    ID_PATTERN,
    LANGUAGE_PATTERN,
    RANGES_PATTERN,
    REF_PATTERN,
    SHA256_PATTERN,
    SHORT_HASH_PATTERN,
    Named,
    Names,
)
from factsheet.facts.model import EITHER_OF, RECORD_TYPES, Record, Vocabulary
from factsheet.facts.reader import MOST, Document, Tree, find_positions
from factsheet.problems import (
    Finding,
    Location,
    Place,
    Position,
    Problem,
    Rule,
    quote_name,
    suggest_name,
)

MISSING_FIELD = Rule(
    id="missing-field",
    summary="A record has every field that its kind requires.",
    bad="# actors/alice.yml\nname: Alice",
    good="# actors/alice.yml\nname: Alice\nkind: person",
)
UNKNOWN_FIELD = Rule(
    id="unknown-field",
    summary="A record has no field but those of its kind. The id is the file's name and no field.",
    bad="# actors/alice.yml\nname: Alice\nkind: person\nothername: Ally",
    good="# actors/alice.yml\nname: Alice\nkind: person\nother_names: Ally",
)
INVALID_VALUE = Rule(
    id="invalid-value",
    summary=(
        "A field's value is of the kind that the format asks for: text, a list, an id, a date, an"
        " address, one of a few words."
    ),
    bad="# actors/alice.yml\nname: [Alice]\nkind: person",
    good="# actors/alice.yml\nname: Alice\nkind: person",
)
MISLEADING_CHARACTER = Rule(
    id="misleading-character",
    summary=(
        "What pages show as ours, such as names, titles and statements, holds no character that"
        " nobody sees, no mark that hides a letter, and no letter that passes for one of another"
        " alphabet within a word. Joiners, marks and alphabets that a language needs are welcome,"
        " and a quote keeps the letters of its article."
    ),
    bad='# actors/alice.yml\nname: "\\u0410lice" # begins with a Cyrillic letter\nkind: person',
    good='# actors/alice.yml\nname: "Alice"\nother_names: ["\\u0410\\u043b\\u0438\\u0441\\u0430"]\n'
    "kind: person",
)
RULES = (MISSING_FIELD, UNKNOWN_FIELD, INVALID_VALUE, MISLEADING_CHARACTER)

PATTERNS = {
    ID_PATTERN: "must be an id: lower-case letters a to z, digits and hyphens, 1 to 80 of them",
    REF_PATTERN: (
        'must name a statement as record-id#statement-id, or "#statement-id" in the same file'
    ),
    LANGUAGE_PATTERN: "must be a language tag of BCP 47, such as en or pt-BR",
    FRAGMENT_PATTERN: "must be the value of a text directive, percent-encoded",
    SHA256_PATTERN: "must be a SHA-256 in 64 hexadecimal digits",
    RANGES_PATTERN: "must be ranges of characters, or no",
    SHORT_HASH_PATTERN: "must be a hash of 16 hexadecimal digits, as our commands write it",
}
EXPECTED = {
    "missing": "is missing",
    "string_type": "must be text",
    "string_too_short": "is empty",
    "tuple_type": "must be a list",
    "dict_type": "must be a mapping of names to texts",
    "dataclass_type": "must be a mapping of fields",
    "int_parsing": "must be a whole number",
    "greater_than_equal": "must be {ge} or more",
}
LIMITS = {"string_too_long": "has more than {} characters", "too_long": "has more than {} entries"}
HINTS = {
    "string_too_long": "shorten it; the note has room",
    "too_long": "keep the most important",
    "string_too_short": "write a value, or leave the line out",
    "missing": "add it",
    "misleading": "delete it, or write the word in one alphabet",
}
RULE_OF = {"missing": MISSING_FIELD, "misleading": MISLEADING_CHARACTER}
"""The rules of some kinds of error; that of the others is `INVALID_VALUE`."""


MADE_BY: Mapping[Named, str] = {
    "actor": "make it with factsheet new actor",
    "source": "make it with factsheet new source",
}
"""What makes a record that somebody names and that is not there yet."""


@dataclass(frozen=True, slots=True)
class Misnamed(Problem):
    """An id of something is wanted, and `name` is none. It may be what that is called, which is
    known once all files were read.
    """

    named: Named = "actor"
    name: str = ""

    def advise(self, hint: str) -> Problem:
        """The same problem with the remedy that is known then, empty if there is none."""
        if not hint:
            made = MADE_BY.get(self.named, "add it")
            hint = f"no {self.named} of that name is there; {made}, and write its id"
        return Problem(self.position, self.rule, self.severity, self.message, hint)


ADAPTERS: Mapping[type[Any], TypeAdapter[Any]] = {
    record_type: TypeAdapter(record_type) for record_type in (*RECORD_TYPES.values(), Vocabulary)
}


def convert_document(
    document: Document, record_type: type[Any], record_id: str
) -> tuple[Record | None, list[Problem]]:
    """Return the record that `document` holds, under the id that its file's name gives; no record
    if there are problems.
    """
    tree = document.tree
    if not isinstance(tree, dict):
        message = "the file must hold a mapping of fields"
        return None, [INVALID_VALUE.problem(Position(document.path), message)]
    findings = [_explain_unknown(document, ("id",), record_type)] if "id" in tree else []
    findings += _find_other_than_one(document.path, tree, EITHER_OF.get(record_type, ()))
    try:
        record: Record = ADAPTERS[record_type].validate_python({**tree, "id": record_id})
    except ValidationError as invalid:
        errors = islice(invalid.errors(include_url=False), MOST)
        findings += (_explain(document, error, record_type) for error in errors)
    if findings:
        return None, _place(document, findings, record_type)
    return record, []


def _find_other_than_one(
    path: str, tree: Mapping[str, Tree], names: tuple[str, ...]
) -> Iterator[Finding]:
    """What is wrong if not exactly one of `names` is a field of the record."""
    present = [name for name in names if name in tree]
    if names and not present:
        message = f"{quote_name(names[0])} is missing"
        yield MISSING_FIELD.finding(Place(path), message, f"add it, or {names[1]}")
    if len(present) > 1:
        message = f"{quote_name(names[1])} stands beside {quote_name(names[0])}"
        place = Place(path, (names[1],), key=True)
        yield INVALID_VALUE.finding(place, message, f"keep {names[0]} if that is as published")


def _place(document: Document, findings: list[Finding], record_type: type[Any]) -> list[Problem]:
    positions = find_positions(document.text, (finding.place for finding in findings))
    placed = zip(findings, positions, strict=True)
    return [_locate(document, record_type, finding, position) for finding, position in placed]


def _locate(
    document: Document, record_type: type[Any], finding: Finding, position: Position
) -> Problem:
    problem, place = finding.locate(position), finding.place
    if place.key or not problem.message.endswith(PATTERNS[ID_PATTERN]):
        return problem
    named = _find_named(record_type, place.location)
    if named is None:
        return problem
    name = _look_up(document.tree, place.location)
    return Misnamed(
        position, problem.rule, problem.severity, problem.message, named=named, name=name
    )


def _explain(document: Document, error: Any, record_type: type[Any]) -> Finding:
    location, kind = trim_location(document.tree, error["loc"]), error["type"]
    if kind == "unexpected_keyword_argument":
        return _explain_unknown(document, location, record_type)
    is_key = location[-1:] == ("[key]",)
    location = location[:-1] if is_key else location
    name = quote_name(".".join(str(step) for step in location if isinstance(step, str)))
    message = (
        EXPECTED.get(kind, "").format(**error.get("ctx", {}))
        or PATTERNS.get(error.get("ctx", {}).get("pattern"))
        or _lower_first(error["msg"])
    )
    if kind in LIMITS:
        message = LIMITS[kind].format(error["ctx"]["max_length"])
    if kind == "literal_error":
        message = (
            f"must be one of: {error['ctx']['expected'].replace(chr(39), '').replace(' or ', ', ')}"
        )
    rule = RULE_OF.get(kind, INVALID_VALUE)
    location = location[:-1] if kind == "missing" else location
    place = Place(document.path, location, is_key)
    return rule.finding(place, f"{name} {message}", HINTS.get(kind, ""))


def _explain_unknown(document: Document, location: Location, record_type: type[Any]) -> Finding:
    place, name = Place(document.path, location, key=True), str(location[-1])
    if location == ("id",):
        return UNKNOWN_FIELD.finding(
            place, '"id" is no field', "the file's name is the id; leave the line out"
        )
    known = _known_fields(record_type, location)
    hint = (
        _suggest_indentation(record_type, location)
        or suggest_name(name, known)
        or f"known here: {', '.join(known)}"
    )
    return UNKNOWN_FIELD.finding(place, f"{quote_name(name)} is no field here", hint)


def _known_fields(record_type: type[Any], location: Location) -> list[str]:
    """List the fields that may be written in the class that `location` leads into; not the id of
    the record itself.
    """
    reached = _find_class(record_type, location)
    return [
        field.name for field in fields(reached) if field.name != "id" or reached is not record_type
    ]


def _suggest_indentation(record_type: type[Any], location: Location) -> str:
    """Say which fields a field belongs to that is one of what stands around it or within it; empty
    if there is none such.
    """
    *way, name = (step for step in location if isinstance(step, str))
    inner: Any = _find_class(record_type, location)
    for below, known in _list_classes(inner):
        if name in known:
            return f"it is a field of {below}; indent it as the fields there"
    for length in range(len(way) - 1, -1, -1):
        if name in _known_fields(record_type, (*way[:length], name)):
            around = way[length - 1] if length else "the record itself"
            return f"it is a field of {around}; indent it less"
    return ""


@cache
def _list_classes(outer: Any) -> Sequence[tuple[str, set[str]]]:
    """The fields of `outer` that hold records of their own, and what fields these have, the outer
    ones first.
    """
    inner = {field.name: next(_record_types(field.type), None) for field in fields(outer)}
    reached: dict[str, Any] = {name: below for name, below in inner.items() if below}
    own = [(name, {field.name for field in fields(below)}) for name, below in reached.items()]
    return [*own, *(pair for below in reached.values() for pair in _list_classes(below))]


def _find_class(record_type: type[Any], location: Location) -> type[Any]:
    """The class that the field stands in to which `location` leads."""
    reached: Any = record_type
    names = [step for step in location if isinstance(step, str)]
    for name in names[:-1]:
        annotation = next(field.type for field in fields(reached) if field.name == name)
        reached = next(_record_types(annotation))
    return cast(type[Any], reached)


def _find_named(record_type: type[Any], location: Location) -> Named | None:
    """What the values of the field name to which `location` leads; nothing if they are no ids."""
    names = [step for step in location if isinstance(step, str)]
    reached = _find_class(record_type, location)
    annotation = next(field.type for field in fields(reached) if field.name == names[-1])
    return next(_list_named(annotation), None)


def _list_named(annotation: Any) -> Iterator[Named]:
    if isinstance(annotation, Names):
        yield annotation.what
    for argument in get_args(annotation):
        yield from _list_named(argument)


def _record_types(annotation: Any) -> Iterator[type[Any]]:
    if hasattr(annotation, "__dataclass_fields__"):
        yield annotation
    for argument in get_args(annotation):
        yield from _record_types(argument)


def trim_location(tree: Tree, location: Location) -> Location:
    """Leave out of `location` the index that a single value got when it was read as a list."""
    trimmed: list[str | int] = []
    node: Any = tree
    for step in location:
        if isinstance(step, int) and not isinstance(node, list):
            continue
        trimmed.append(step)
        node = (
            node[step]
            if isinstance(step, int)
            else node.get(step)
            if isinstance(node, dict)
            else None
        )
    return tuple(trimmed)


def _look_up(tree: Tree, location: Location) -> str:
    """The text that stands at `location`."""
    node: Any = tree
    for step in location:
        node = node[step]
    return str(node)


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
