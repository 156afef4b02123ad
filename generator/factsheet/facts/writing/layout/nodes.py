"""A file of facts as it stands: where each value begins and ends, and how it is written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from factsheet.facts.reader import compose_text
from factsheet.facts.writing.style import SHIPPED_STYLE, Style, quote_text
from factsheet.problems import Location

KINDS: dict[str, Literal["text", "list", "map"]] = {
    "scalar": "text",
    "sequence": "list",
    "mapping": "map",
}


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A value in a text. `start` and `end` are offsets, without the empty lines and comments behind
    it; `column` counts from 0.

    `style` is the sign with which a text is written (`'`, `"`, `|`, `>`, none), or `[` for a list
    or mapping in brackets; `text` is what the reader finds.
    """

    kind: Literal["text", "list", "map"]
    style: str
    start: int
    end: int
    column: int
    text: str = ""
    items: "tuple[Node, ...]" = ()
    entries: "tuple[Entry, ...]" = ()

    @property
    def is_block(self) -> bool:
        """Whether it is a list or mapping of one line or more for each of its parts."""
        return self.kind != "text" and not self.style


class Entry(NamedTuple):
    """A field: its name, the node of that, and the node of its value."""

    name: str
    key: Node
    value: Node


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """The text of a file, which ends with a line's end, its nodes, and how it is laid out."""

    text: str
    root: Node
    newline: str
    style: Style

    def find_line(self, offset: int) -> int:
        """The offset at which the line begins that `offset` is in."""
        return self.text.rfind("\n", 0, offset) + 1

    def find_next_line(self, offset: int) -> int:
        """The offset at which the line after that of `offset` begins."""
        return self.text.index("\n", offset) + 1

    def join(self, lines: Iterable[str]) -> str:
        """Join lines to a text, each with a line's end as the file has it."""
        return "".join(f"{line}{self.newline}" for line in lines)

    def splice(self, start: int, end: int, new: str) -> str:
        """The text with `new` in the place of what stands from `start` to `end`."""
        return self.text[:start] + new + self.text[end:]


def read_layout(text: str, newline: str) -> Layout | None:
    """Read where everything stands in `text`, which has no byte order mark and ends with a line's
    end; None if it cannot be read.
    """
    root = compose_text(text)
    if root is None:
        return None
    node = _make_node(root, text)
    return Layout(text, node, newline, find_style(node))


def find_node(root: Node, location: Location) -> Node | None:
    """Find the node at `location`; None if there is none."""
    node: Node | None = root
    for step in location:
        if node is None:
            return None
        if isinstance(step, int):
            node = node.items[step] if 0 <= step < len(node.items) else None
        else:
            entry = find_entry(node, step)
            node = entry.value if entry else None
    return node


def find_entry(node: Node, name: str) -> Entry | None:
    """Find the field `name` of a mapping; None if it has none."""
    return next((entry for entry in node.entries if entry.name == name), None)


def find_style(root: Node) -> Style:
    """Find how a file is indented, by the first that is; as the facts of new files otherwise."""
    return Style(
        next(_list_steps(root), SHIPPED_STYLE.step),
        next(_list_dashes(root), SHIPPED_STYLE.dash),
        next(_list_gaps(root), SHIPPED_STYLE.gap),
        _list_quoted(root),
    )


def walk_nodes(node: Node) -> Iterator[Node]:
    """The node and all below it, in the order of the text."""
    yield node
    for entry in node.entries:
        yield from walk_nodes(entry.value)
    for item in node.items:
        yield from walk_nodes(item)


def _list_quoted(root: Node) -> frozenset[str]:
    styles: dict[str, set[str]] = {}
    for node in walk_nodes(root):
        for entry in node.entries:
            style = entry.value.style
            if entry.value.kind == "text" and style not in ("|", ">"):
                is_needed = quote_text(entry.value.text) != entry.value.text
                styles.setdefault(entry.name, set()).add("needed" if is_needed else style)
    return frozenset(name for name, found in styles.items() if found - {"needed"} == {'"'})


def _list_steps(root: Node) -> Iterator[int]:
    for node in walk_nodes(root):
        for entry in node.entries:
            if entry.value.kind == "map" and entry.value.is_block and node.is_block:
                yield entry.value.column - node.column


def _list_dashes(root: Node) -> Iterator[int]:
    for node in walk_nodes(root):
        for entry in node.entries:
            if entry.value.kind == "list" and entry.value.is_block and node.is_block:
                yield entry.value.column - node.column


def _list_gaps(root: Node) -> Iterator[int]:
    for node in walk_nodes(root):
        if node.kind == "list" and node.is_block:
            for item in node.items:
                if item.kind == "map" and item.is_block:
                    yield item.column - node.column


def _make_node(node: Any, text: str) -> Node:
    kind = KINDS[node.id]
    start, column = node.start_mark.index, node.start_mark.column
    if kind == "text":
        style = node.style or ""
        end = node.end_mark.index
        if style in ("|", ">"):
            end = start + len(text[start:end].rstrip())
        return Node(kind, style, start, end, column, node.value)
    style = "[" if node.flow_style else ""
    items, entries = _make_children(node, kind, text)
    end = node.end_mark.index
    if not style:
        end = entries[-1].value.end if entries else items[-1].end
    return Node(kind, style, start, end, column, "", items, entries)


def _make_children(node: Any, kind: str, text: str) -> tuple[tuple[Node, ...], tuple[Entry, ...]]:
    if kind == "list":
        return tuple(_make_node(item, text) for item in node.value), ()
    entries = (
        Entry(key.value, _make_node(key, text), _make_node(value, text))
        for key, value in node.value
    )
    return (), tuple(entries)
