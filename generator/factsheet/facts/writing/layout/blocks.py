"""Lists and mappings of which each part has lines of its own: lines are put in and taken out."""

import re
from collections.abc import Iterator, Sequence

from factsheet.facts.reader import Tree
from factsheet.facts.writing.changes import Put
from factsheet.facts.writing.layout.nodes import Layout, Node
from factsheet.facts.writing.writer import format_item, format_pair

COMMENT = re.compile(r"( *)#[^\n]*\n")


def insert_field(layout: Layout, node: Node, name: str, change: Put) -> Iterator[str]:
    """Insert a field into a mapping: behind those that come before it in the order of the change,
    else wherever the reader takes it for what it is.
    """
    lines = layout.join(format_pair(name, change.value, layout.style, node.column))
    for place in dict.fromkeys(_list_field_places(layout, node, name, change.order)):
        yield layout.splice(place, place, lines)


def _list_field_places(
    layout: Layout, node: Node, name: str, order: Sequence[str]
) -> Iterator[int]:
    names_before = order[: order.index(name)] if name in order else ()
    before = [entry for entry in node.entries if entry.name in names_before]
    first = node.entries[0].key.start
    if before:
        yield _find_place_behind(layout, before[-1].value, node.column)
    elif name in order and not layout.text[layout.find_line(first) : first].strip():
        yield layout.find_line(first)
    for entry in reversed(node.entries):
        yield _find_place_behind(layout, entry.value, node.column)
    yield len(layout.text)


def insert_item(layout: Layout, node: Node, index: int, value: Tree) -> Iterator[str]:
    """Insert an item into a list, whose items are indented as they are."""
    style = layout.style
    gaps = [item.column - node.column for item in node.items if item.kind == "map"]
    if gaps:
        style = style._replace(gap=gaps[0])
    lines = layout.join(format_item(value, style, node.column))
    if index == 0:
        place = layout.find_line(node.start)
        if layout.text[place : node.start].strip():
            return
        yield layout.splice(place, place, lines)
        return
    place = _find_place_behind(layout, node.items[index - 1], node.column)
    if _are_apart(layout, node):
        yield layout.splice(place, place, layout.newline + lines)
    yield layout.splice(place, place, lines)
    end = len(layout.text)
    yield layout.splice(end, end, lines)


def _are_apart(layout: Layout, node: Node) -> bool:
    """Whether empty lines stand between the items of a list."""
    pairs = zip(node.items, node.items[1:], strict=False)
    between = [layout.text[first.end : second.start] for first, second in pairs]
    return bool(between) and all(re.search(r"\n *\r?\n", gap) for gap in between)


def _find_place_behind(layout: Layout, node: Node, column: int) -> int:
    """Where the line begins that comes behind a node, and behind the comments below it that are
    indented deeper than `column`: they belong to it.
    """
    place = layout.find_next_line(node.end)
    while (comment := COMMENT.match(layout.text, place)) and len(comment[1]) > column:
        place = comment.end()
    return place


def remove_part(layout: Layout, node: Node, step: str | int) -> Iterator[str]:
    """Remove a field of a mapping or an item of a list: its lines, with the comments among them."""
    starts = [item.start for item in node.items] or [entry.key.start for entry in node.entries]
    ends = [part.end for part in node.items or (entry.value for entry in node.entries)]
    names = [entry.name for entry in node.entries]
    number = step if isinstance(step, int) else names.index(step) if step in names else len(names)
    if number >= len(starts) or len(starts) == 1:
        return
    start = _find_dash(layout, node, number) if node.items else starts[number]
    end = layout.find_next_line(ends[number])
    line = layout.find_line(start)
    if not layout.text[line:start].strip():
        yield layout.splice(line, end, "")
    elif number == 0:  # behind the dash of a list around it, where the next one moves
        follower = _find_dash(layout, node, 1) if node.items else starts[1]
        if "#" not in layout.text[ends[0] : follower]:  # nor is a comment taken along
            yield layout.splice(start, follower, "")


def _find_dash(layout: Layout, node: Node, number: int) -> int:
    """Where the dash of an item of a list stands."""
    if number == 0:
        return node.start
    start, end = node.items[number - 1].end, node.items[number].start
    dash = re.compile(rf"^ {{{node.column}}}-(?=\s)", re.MULTILINE)
    places = [match.end() - 1 for match in dash.finditer(layout.text, start, end)]
    return places[-1] if places else end
