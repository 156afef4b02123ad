"""Lists and mappings of which each part has lines of its own: lines are put in and taken out."""

import re
from collections.abc import Iterator, Sequence

from factsheet.facts.reader import Tree
from factsheet.facts.writing.changes import Put
from factsheet.facts.writing.layout.nodes import Node, Page
from factsheet.facts.writing.writer import format_item, format_pair

COMMENT = re.compile(r"( *)#[^\n]*\n")


def insert_field(page: Page, node: Node, name: str, change: Put) -> Iterator[str]:
    """Insert a field into a mapping: behind those that come before it in the order of the change,
    else wherever the reader takes it for what it is.
    """
    lines = page.join(format_pair(name, change.value, page.style, node.column))
    for place in dict.fromkeys(_list_field_places(page, node, name, change.order)):
        yield page.splice(place, place, lines)


def _list_field_places(page: Page, node: Node, name: str, order: Sequence[str]) -> Iterator[int]:
    names_before = order[: order.index(name)] if name in order else ()
    before = [entry for entry in node.entries if entry.name in names_before]
    first = node.entries[0].key.start
    if before:
        yield _find_place_behind(page, before[-1].value, node.column)
    elif name in order and not page.text[page.find_line(first) : first].strip():
        yield page.find_line(first)
    for entry in reversed(node.entries):
        yield _find_place_behind(page, entry.value, node.column)
    yield len(page.text)


def insert_item(page: Page, node: Node, index: int, value: Tree) -> Iterator[str]:
    """Insert an item into a list, whose items are indented as they are."""
    style = page.style
    gaps = [item.column - node.column for item in node.items if item.kind == "map"]
    if gaps:
        style = style._replace(gap=gaps[0])
    lines = page.join(format_item(value, style, node.column))
    if index == 0:
        place = page.find_line(node.start)
        if page.text[place : node.start].strip():
            return
        yield page.splice(place, place, lines)
        return
    place = _find_place_behind(page, node.items[index - 1], node.column)
    if _are_apart(page, node):
        yield page.splice(place, place, page.newline + lines)
    yield page.splice(place, place, lines)
    end = len(page.text)
    yield page.splice(end, end, lines)


def _are_apart(page: Page, node: Node) -> bool:
    """Whether empty lines stand between the items of a list."""
    pairs = zip(node.items, node.items[1:], strict=False)
    between = [page.text[first.end : second.start] for first, second in pairs]
    return bool(between) and all(re.search(r"\n *\r?\n", gap) for gap in between)


def _find_place_behind(page: Page, node: Node, column: int) -> int:
    """Where the line begins that comes behind a node, and behind the comments below it that are
    indented deeper than `column`: they belong to it.
    """
    place = page.find_next_line(node.end)
    while (comment := COMMENT.match(page.text, place)) and len(comment[1]) > column:
        place = comment.end()
    return place


def remove_part(page: Page, node: Node, step: str | int) -> Iterator[str]:
    """Remove a field of a mapping or an item of a list: its lines, with the comments among them."""
    starts = [item.start for item in node.items] or [entry.key.start for entry in node.entries]
    ends = [part.end for part in node.items or (entry.value for entry in node.entries)]
    names = [entry.name for entry in node.entries]
    number = step if isinstance(step, int) else names.index(step) if step in names else len(names)
    if number >= len(starts) or len(starts) == 1:
        return
    start = _find_dash(page, node, number) if node.items else starts[number]
    end = page.find_next_line(ends[number])
    line = page.find_line(start)
    if not page.text[line:start].strip():
        yield page.splice(line, end, "")
    elif number == 0:  # behind the dash of a list around it, where the next one moves
        follower = _find_dash(page, node, 1) if node.items else starts[1]
        yield page.splice(start, follower, "")


def _find_dash(page: Page, node: Node, number: int) -> int:
    """Where the dash of an item of a list stands."""
    if number == 0:
        return node.start
    start, end = node.items[number - 1].end, node.items[number].start
    dash = re.compile(rf"^ {{{node.column}}}-(?=\s)", re.MULTILINE)
    places = [match.end() - 1 for match in dash.finditer(page.text, start, end)]
    return places[-1] if places else end
