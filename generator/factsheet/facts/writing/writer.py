"""Write a record of the model as the text of its file: the one writer of YAML.

Fields come in the order of the model, without those that have their default. Text stands in quotes
only if YAML would read something else; longer text is folded. The reader finds the same record in
what is written, and the same record always gives the same text.
"""

import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from factsheet.facts.dates import EdtfDate
from factsheet.facts.model import Record
from factsheet.facts.reader import Tree
from factsheet.facts.writing.style import (
    ANY,
    MISREAD,
    MISREAD_IN_BRACKETS,
    SHIPPED_STYLE,
    Style,
    quote_text,
)

WIDTH = 110
"""The most characters of a line, if its text can be folded."""


def format_record(record: Record, comment: str = "") -> str:
    """Format a record as the text of its file, below a line of `comment` if there is one. The
    record's id is not in it: it is the name of the file.

    Raises ValueError if a text of the record holds a character that facts may not have.
    """
    lines = [f"# {comment}"] if comment else []
    values = {name: make_tree(value) for name, value in _list_fields(record) if name != "id"}
    return "\n".join([*lines, *format_fields(values)]) + "\n"


def format_fields(values: Mapping[str, Tree]) -> list[str]:
    """Format the fields of a record as the lines of its file.

    Raises ValueError if a text holds a character that facts may not have.
    """
    return [line for name, value in values.items() for line in format_pair(name, value)]


def format_field(name: str, value: Any, indent: str = "") -> list[str]:
    """Format one field, whose value is of the model, as lines with `indent` before each."""
    return format_pair(name, make_tree(value), SHIPPED_STYLE, len(indent))


def make_tree(value: Any) -> Tree:
    """Make the plain tree of a record or of a value of one, as the reader finds it in a file: a
    list of one text becomes that text.
    """
    if isinstance(value, tuple) and len(value) == 1 and not is_dataclass(value[0]):
        (value,) = value  # where a list is allowed, a single value is too
    if isinstance(value, (tuple, list)):
        return [make_tree(item) for item in value]
    if isinstance(value, Mapping):
        return {str(name): make_tree(below) for name, below in value.items()}
    if is_dataclass(value) and not isinstance(value, EdtfDate):
        return {name: make_tree(below) for name, below in _list_fields(value)}
    return _show(value)


def _list_fields(record: Any) -> Iterator[tuple[str, Any]]:
    """The fields of a record, or of a part of one, that do not have their default."""
    for field in fields(record):
        default = record.__pydantic_fields__[field.name].get_default(call_default_factory=True)
        value = getattr(record, field.name)
        if value != default:
            yield field.name, value


def format_pair(
    name: str, tree: Tree, style: Style = SHIPPED_STYLE, indent: int = 0, width: int = WIDTH
) -> list[str]:
    """Format a key, indented by so many columns, and its value as lines."""
    margin = " " * indent
    if isinstance(tree, str):
        is_quoted = name in style.quoted
        lines = _format_text(f"{name}:", tree, width - indent, style.step, is_quoted=is_quoted)
        return [margin + line for line in lines]
    if not tree:
        return [f"{margin}{name}: {'[]' if isinstance(tree, list) else '{}'}"]
    if isinstance(tree, dict):
        pairs = (format_pair(key, below, style, indent + style.step) for key, below in tree.items())
        return [f"{margin}{name}:", *(line for pair in pairs for line in pair)]
    items = (format_item(item, style, indent + style.dash) for item in tree)
    return [f"{margin}{name}:", *(line for item in items for line in item)]


def format_item(tree: Tree, style: Style = SHIPPED_STYLE, indent: int = 0) -> list[str]:
    """Format an item of a list, whose dash is indented by so many columns, as lines."""
    margin, dash = " " * indent, "-".ljust(style.gap)
    if isinstance(tree, dict) and tree:
        column = indent + style.gap
        pairs = (format_pair(key, below, style, column) for key, below in tree.items())
        first, *rest = (line for pair in pairs for line in pair)
        return [margin + dash + first[column:], *rest]
    text = tree if isinstance(tree, str) else None
    if text is None:
        return [f"{margin}{dash}{format_inline(tree)}"]
    return [margin + line for line in _format_text(dash[:-1], text, WIDTH - indent, style.gap)]


def format_inline(tree: Tree) -> str:
    """Format a value as it stands between brackets, on one line."""
    if isinstance(tree, list):
        return f"[{', '.join(map(format_inline, tree))}]"
    if isinstance(tree, dict):
        return f"{{{', '.join(f'{key}: {format_inline(value)}' for key, value in tree.items())}}}"
    return quote_text(tree, MISREAD_IN_BRACKETS)


def _show(value: Any) -> str:
    if isinstance(value, EdtfDate):
        return value.text
    return str(value).lower() if isinstance(value, bool) else str(value)


def _format_text(
    head: str, text: str, width: int, step: int, *, is_quoted: bool = False
) -> Iterator[str]:
    """A scalar after `head`, which is its key or the dash of its item."""
    line = f"{head} {quote_text(text, ANY if is_quoted else MISREAD)}"
    if len(line) <= width or not can_be_folded(text):
        yield line
        return
    yield f"{head} >-"
    yield from (" " * step + part for part in fold_text(text, width - step))


def fold_text(text: str, width: int) -> list[str]:
    """Fold `text` into lines of at most so many characters, as far as its words are shorter."""
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)


def can_be_folded(text: str) -> bool:
    """Whether lines of the text, put together again with single spaces, give the same text."""
    return " " in text and not re.search(r"\s\s|[^\S ]|^\s|\s$", text)
