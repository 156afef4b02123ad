"""A value put in the place of another one. A single value that becomes a list stays as it is
written, as one of its items.
"""

import re
from collections.abc import Iterator

from factsheet.facts.reader import Tree
from factsheet.facts.writing.changes import Put
from factsheet.facts.writing.layout.nodes import Entry, Layout, Node, find_entry
from factsheet.facts.writing.layout.texts import find_head_end, replace_text
from factsheet.facts.writing.writer import WIDTH, format_inline, format_item, format_pair

COMMENT = re.compile(r" *#[^\n]*")


def replace_value(
    layout: Layout, parent: Node, step: str | int, old: Tree, change: Put
) -> Iterator[str]:
    """Put another value in the place of `old`, that of a field or of an item of `parent`."""
    new = change.value
    entry = find_entry(parent, step) if isinstance(step, str) else None
    node = entry.value if entry else parent.items[int(step)]
    if node.kind == "text" and isinstance(new, str):
        yield from replace_text(layout, parent, node, new, is_in_place=change.is_in_place)
    if isinstance(new, list) and old in new and old != "":
        yield from _wrap(layout, parent, node, new, new.index(old))
    if not parent.is_block:
        yield layout.splice(node.start, node.end, format_inline(new))
    elif entry:
        yield _rewrite_field(layout, parent, entry, new)


def _rewrite_field(layout: Layout, parent: Node, entry: Entry, new: Tree) -> str:
    """Write a field anew; a comment behind its key, or behind a value on its line, stays."""
    first, *rest = format_pair(entry.name, new, layout.style, parent.column)
    key_line = layout.find_next_line(entry.key.start)
    place = layout.text.index(":", entry.key.end) + 1
    if not entry.value.is_block:
        place = find_head_end(layout, entry.value)
    comment = COMMENT.match(layout.text, place) if place < key_line else None
    head = first[parent.column :] + (comment[0] if comment else "")
    end = layout.find_next_line(entry.value.end)
    return layout.splice(entry.key.start, end, layout.join([head.rstrip("\r"), *rest]))


def _wrap(layout: Layout, parent: Node, node: Node, new: list[Tree], index: int) -> Iterator[str]:
    """Make a list of the value at `node`, which becomes the item `index` of it."""
    before, after = new[:index], new[index + 1 :]
    written = layout.text[node.start : node.end]
    if node.kind == "text" and node.style not in ("|", ">"):
        items = [*map(format_inline, before), written, *map(format_inline, after)]
        line = f"[{', '.join(items)}]"
        start = node.start - layout.find_line(node.start)
        if not parent.is_block or start + len(line) <= WIDTH:
            yield layout.splice(node.start, node.end, line)
    if not parent.is_block:
        items = [*map(format_inline, before), written, *map(format_inline, after)]
        yield layout.splice(node.start, node.end, f"[{', '.join(items)}]")
    elif node.is_block:
        yield _indent(layout, parent, node, before, after)
    else:
        yield _hang(layout, parent, node, before, after)


def _indent(layout: Layout, parent: Node, node: Node, before: list[Tree], after: list[Tree]) -> str:
    """Make the lines of a mapping those of an item: a dash before the first, the others as deep."""
    style, column = layout.style, parent.column + layout.style.dash
    start, end = layout.find_line(node.start), layout.find_next_line(node.end)
    shift = column + style.gap - node.column
    lines = layout.text[start:end].splitlines(keepends=True)
    moved = (
        [" " * shift + line if line.strip() else line for line in lines]
        if shift > 0
        else [line[min(-shift, len(line) - len(line.lstrip(" "))) :] for line in lines]
    )
    moved[0] = " " * column + "-".ljust(style.gap) + moved[0].lstrip(" ")
    above, below = _format_items(layout, before, column), _format_items(layout, after, column)
    return layout.splice(start, end, above + "".join(moved) + below)


def _hang(layout: Layout, parent: Node, node: Node, before: list[Tree], after: list[Tree]) -> str:
    """Put what stands behind a key below it, behind a dash; a comment stays on its line."""
    column = parent.column + layout.style.dash
    written = layout.text[node.start : node.end]
    end = layout.find_next_line(node.end)
    comment = layout.text[node.end : end].strip()
    head = layout.text[: node.start].rstrip(" \r\n") + (f" {comment}" if comment else "")
    item = " " * column + "-".ljust(layout.style.gap) + written
    above, below = _format_items(layout, before, column), _format_items(layout, after, column)
    return head + layout.newline + above + layout.join([item]) + below + layout.text[end:]


def _format_items(layout: Layout, items: list[Tree], column: int) -> str:
    return layout.join(line for item in items for line in format_item(item, layout.style, column))
