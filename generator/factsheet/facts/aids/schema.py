"""A JSON Schema for each kind of file, made from the model, with the ids of a project as choices:
by it editors complete, explain and underline.

Draft 7, as language servers for YAML read it. A schema underlines nothing that `factsheet check`
takes: our reader takes every scalar for text, while YAML has numbers, truth values and nulls, so
these do wherever text does. What it cannot tell, such as whether a date is one, it lets pass.
"""

import json
import re
import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields as list_fields
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

from factsheet.facts import fields
from factsheet.facts.aids.ids import find_known
from factsheet.facts.convert import PATTERNS
from factsheet.facts.corpus import Corpus
from factsheet.facts.model import EITHER_OF, RECORD_TYPES, Vocabulary

Schema: TypeAlias = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
SCALAR = ["string", "number", "boolean", "null"]
STRANGE = r"\s<>\"\\^`{|}"
WEB_ADDRESS = rf"^[Hh][Tt][Tt][Pp][Ss]?://[^{STRANGE}@/?#]+([/?#][^{STRANGE}]*)?$"
DATE_SIGNS = r"[0-9XYSTZ:.,?~%{}\[\]+-]*"
"""Of a date in EDTF; an interval has a stroke between two."""
# What YAML reads as something else than text, of all that can be an id.
OTHERWISE = re.compile(r"[0-9]+(?:e[0-9]+)?|0x[0-9a-f]+|0o[0-7]+|true|false|null|yes|no|on|off|y|n")
FILE_NAMES: Mapping[type[Any], str] = {
    **{record_type: folder.removesuffix("s") for folder, record_type in RECORD_TYPES.items()},
    Vocabulary: "vocabulary",
}


def build_schemas(corpus: Corpus) -> Mapping[str, str]:
    """The schemas by the names of their files: `source.json` and so on, each as text."""
    return {
        f"{name}.json": json.dumps(_build(record_type, corpus), ensure_ascii=False, indent=1) + "\n"
        for record_type, name in FILE_NAMES.items()
    }


def _build(record_type: type[Any], corpus: Corpus) -> Schema:
    inner = dict.fromkeys(_list_inner(record_type))
    named = {name for each in inner for name in _list_names(each)}
    definitions = {
        **{each.__name__: _describe_record(each) for each in inner if each is not record_type},
        **{_name(names): _list_choices(names, corpus) for names in sorted(named)},
    }
    return {
        "$schema": DRAFT,
        **_describe_record(record_type, without="id"),
        "definitions": dict(sorted(definitions.items())),
    }


def _list_inner(record_type: type[Any]) -> Iterator[type[Any]]:
    """The class itself, and every class of the records that it holds."""
    yield record_type
    for annotation in get_type_hints(record_type, include_extras=True).values():
        for part in _list_parts(annotation):
            if isinstance(part, type) and hasattr(part, "__pydantic_fields__"):
                yield from _list_inner(part)


def _list_names(record_type: type[Any]) -> Iterator[fields.Names]:
    for annotation in get_type_hints(record_type, include_extras=True).values():
        yield from (part for part in _list_parts(annotation) if isinstance(part, fields.Names))


def _list_parts(annotation: Any) -> Iterator[Any]:
    """An annotation, and everything that it is made of."""
    yield annotation
    for part in get_args(annotation):
        yield from _list_parts(part)


def _name(names: fields.Names) -> str:
    return "-".join((*names.what.split(), *(["keyword"] if names.keywords else [])))


def _list_choices(names: fields.Names, corpus: Corpus) -> Schema:
    """The ids that may stand where `names` says what they name. What stands in files with errors is
    not known, and nobody is told of what refers to it.
    """
    pattern = fields.REF_PATTERN if names.what == "statement" else fields.ID_PATTERN
    known = find_known(corpus)[names.what]
    is_word = names.what == "topic" or names.what.endswith(" kind")
    if names.what == "statement" or not known or (is_word and "vocabulary" in corpus.broken):
        return _describe_pattern(pattern)
    labels = {**dict.fromkeys(names.keywords, ""), **{name: _label(known[name]) for name in known}}
    if not is_word:
        broken = (name for name in sorted(corpus.broken) if "/" not in name)
        labels.update((name, "") for name in broken if name not in labels)
    choices: Schema = {"enum": list(labels), "markdownEnumDescriptions": list(labels.values())}
    if any(OTHERWISE.fullmatch(name) for name in labels):
        return {"anyOf": [choices, {"type": SCALAR[1:]}]}
    return choices


def _label(known: object) -> str:
    """What is called by an id, for people."""
    if isinstance(known, str):
        return known
    if isinstance(known, tuple):
        return str(known[0])
    return str(getattr(known, "name", None) or getattr(known, "title", ""))


def _describe_record(record_type: type[Any], without: str = "") -> Schema:
    hints = get_type_hints(record_type, include_extras=True)
    properties: Schema = {}
    required: list[str] = []
    for field in list_fields(record_type):
        info = record_type.__pydantic_fields__[field.name]
        if field.name != without:
            described = {"description": info.description} if info.description else {}
            schema = _describe_type(hints[field.name])
            if "$ref" in schema:  # nothing else counts beside it
                schema = {"anyOf": [schema]}
            properties[field.name] = {**described, **schema}
            required += [field.name] if info.is_required() else []
    either = [{"required": [name]} for name in EITHER_OF.get(record_type, ())]
    return {
        "description": " ".join((record_type.__doc__ or "").split()),
        "type": "object",
        "properties": properties,
        **({"required": required} if required else {}),
        **({"oneOf": either} if either else {}),
        "additionalProperties": False,
    }


def _describe_type(annotation: Any) -> Schema:
    arguments, metadata = get_args(annotation), getattr(annotation, "__metadata__", ())
    for names in metadata:
        if isinstance(names, fields.Names):
            return {"$ref": f"#/definitions/{_name(names)}"}
    if special := _describe_special(annotation):
        return special
    if get_origin(annotation) in (Union, types.UnionType):
        return _describe_type(arguments[0])
    if get_origin(annotation) is Literal:
        return {"enum": list(arguments)}
    if get_origin(annotation) is tuple:
        one = _describe_type(arguments[0])
        return {"anyOf": [one, {"type": "array", "items": one}]}
    if get_origin(annotation) is dict:
        keys = {"pattern": _find_pattern(getattr(arguments[0], "__metadata__", ()))}
        values = _describe_type(arguments[1])
        return {"type": "object", "propertyNames": keys, "additionalProperties": values}
    if hasattr(annotation, "__pydantic_fields__"):
        return {"$ref": f"#/definitions/{annotation.__name__}"}
    if metadata and get_origin(arguments[0]):
        return _describe_type(arguments[0])
    return _describe_pattern(_find_pattern(metadata))


def _describe_special(annotation: Any) -> Schema:
    if annotation == fields.Flag:
        return {"enum": [True, False, "true", "false"]}
    if annotation == fields.Url:
        message = "must be an address that begins with http:// or https://"
        return {"type": "string", "pattern": WEB_ADDRESS, "patternErrorMessage": message}
    if annotation == fields.Date:
        pattern = f"^{DATE_SIGNS}/?{DATE_SIGNS}$"
        message = "must be a date in EDTF, such as 2022-02-20 or 2022-02"
        return {"type": SCALAR[:2], "pattern": pattern, "patternErrorMessage": message}
    if annotation == fields.Id:
        reserved = sorted(fields.RESERVED_IDS)
        return {**_describe_pattern(fields.ID_PATTERN), "not": {"enum": reserved}}
    return {}


def _describe_pattern(pattern: str) -> Schema:
    """Any text, or one of a `pattern` if that is not empty. Editors show the message."""
    if not pattern:
        return {"type": SCALAR}
    return {"type": SCALAR, "pattern": pattern, "patternErrorMessage": PATTERNS[pattern]}


def _find_pattern(metadata: Iterable[Any]) -> str:
    return next((info.pattern for info in metadata if getattr(info, "pattern", None)), "")
