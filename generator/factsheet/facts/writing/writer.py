"""Write a record of the model as the text of its file: the one writer of YAML.

Fields come in the order of the model, without those that have their default. Text stands in quotes
only if YAML would read something else; longer text is folded. The reader finds the same record in
what is written, and the same record always gives the same text.
"""

import json
import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from factsheet.facts.dates import EdtfDate
from factsheet.facts.model import Record
from factsheet.facts.reader import FORBIDDEN

WIDTH = 110
"""The most characters of a line, if its text can be folded."""

# What YAML takes for something else at the beginning of a text, within it, or at its end
# (YAML 1.1, section 9.1.3); the empty text is nothing in YAML.
MISREAD = re.compile(r"^[-?:,\[\]{}#&*!|>'\"%@`]|: | #|:$|^$|\n")


def format_record(record: Record, comment: str = "") -> str:
    """Format a record as the text of its file, below a line of `comment` if there is one. The
    record's id is not in it: it is the name of the file.

    Raises ValueError if a text of the record holds a character that facts may not have.
    """
    lines = [f"# {comment}"] if comment else []
    for name, value in _list_fields(record):
        if name != "id":
            lines += format_field(name, value)
    return "\n".join(lines) + "\n"


def format_field(name: str, value: Any, indent: str = "") -> list[str]:
    """Format one field as lines, with `indent` before each."""
    return [f"{indent}{line}" for line in _format_pair(name, value, WIDTH - len(indent))]


def _list_fields(record: Any) -> Iterator[tuple[str, Any]]:
    """The fields of a record, or of a part of one, that do not have their default."""
    for field in fields(record):
        default = record.__pydantic_fields__[field.name].get_default(call_default_factory=True)
        value = getattr(record, field.name)
        if value != default:
            yield field.name, value


def _format_pair(name: str, value: Any, width: int) -> Iterator[str]:
    """A key and its value; `width` is what is left of a line."""
    if isinstance(value, tuple) and len(value) == 1 and not is_dataclass(value[0]):
        (value,) = value  # where a list is allowed, a single value is too
    if isinstance(value, tuple):
        yield f"{name}:"
        for item in value:
            yield from _format_item(item, width - 2)
    elif isinstance(value, Mapping) or _is_part(value):
        yield f"{name}:"
        for key, below in value.items() if isinstance(value, Mapping) else _list_fields(value):
            yield from (f"  {line}" for line in _format_pair(key, below, width - 2))
    else:
        yield from _format_text(f"{name}:", _show(value), width)


def _format_item(item: Any, width: int) -> Iterator[str]:
    """An item of a list, below its key."""
    if _is_part(item):
        pairs = _list_fields(item)
        lines = [line for name, value in pairs for line in _format_pair(name, value, width - 2)]
        for number, line in enumerate(lines):
            yield f"{'    ' if number else '  - '}{line}"
    else:
        yield from (f"  {line}" for line in _format_text("-", _show(item), width))


def _is_part(value: Any) -> bool:
    return is_dataclass(value) and not isinstance(value, EdtfDate)


def _show(value: Any) -> str:
    if isinstance(value, EdtfDate):
        return value.text
    return str(value).lower() if isinstance(value, bool) else str(value)


def _format_text(head: str, text: str, width: int) -> Iterator[str]:
    """A scalar after `head`, which is its key or the dash of its item."""
    if FORBIDDEN.search(text):
        raise ValueError(f"facts may not hold a character of {text!r}")
    line = f"{head} {json.dumps(text, ensure_ascii=False) if MISREAD.search(text) else text}"
    if len(line) <= width or not _can_be_folded(text):
        yield line
        return
    yield f"{head} >-"
    folded = textwrap.wrap(text, width - 2, break_long_words=False, break_on_hyphens=False)
    yield from (f"  {part}" for part in folded)


def _can_be_folded(text: str) -> bool:
    """Whether lines of the text, put together again with single spaces, give the same text."""
    return " " in text and not re.search(r"\s\s|[^\S ]", text)
