"""A value put in the place of another one. A single value that becomes a list stays as it is
written, as one of its items.
"""

import re
from collections.abc import Iterator

from factsheet.facts.reader import Tree
from factsheet.facts.writing.changes import Put
from factsheet.facts.writing.layout.nodes import Entry, Node, Page, find_entry
from factsheet.facts.writing.layout.texts import find_head_end, replace_text
from factsheet.facts.writing.writer import WIDTH, format_inline, format_item, format_pair

COMMENT = re.compile(r" *#[^\n]*")


def replace_value(
    page: Page, parent: Node, step: str | int, old: Tree, change: Put
) -> Iterator[str]:
    """Put another value in the place of `old`, that of a field or of an item of `parent`."""
    new = change.value
    entry = find_entry(parent, step) if isinstance(step, str) else None
    node = entry.value if entry else parent.items[int(step)]
    if node.kind == "text" and isinstance(new, str):
        yield from replace_text(page, parent, node, new, is_in_place=change.is_in_place)
    if isinstance(new, list) and old in new and old != "":
        yield from _wrap(page, parent, node, new, new.index(old))
    if not parent.is_block:
        yield page.splice(node.start, node.end, format_inline(new))
    elif entry:
        yield _rewrite_field(page, parent, entry, new)


def _rewrite_field(page: Page, parent: Node, entry: Entry, new: Tree) -> str:
    """Write a field anew; a comment behind its key, or behind a value on its line, stays."""
    first, *rest = format_pair(entry.name, new, page.style, parent.column)
    key_line = page.find_next_line(entry.key.start)
    place = page.text.index(":", entry.key.end) + 1
    if not entry.value.is_block:
        place = find_head_end(page, entry.value)
    comment = COMMENT.match(page.text, place) if place < key_line else None
    head = first[parent.column :] + (comment[0] if comment else "")
    end = page.find_next_line(entry.value.end)
    return page.splice(entry.key.start, end, page.join([head.rstrip("\r"), *rest]))


def _wrap(page: Page, parent: Node, node: Node, new: list[Tree], index: int) -> Iterator[str]:
    """Make a list of the value at `node`, which becomes the item `index` of it."""
    before, after = new[:index], new[index + 1 :]
    written = page.text[node.start : node.end]
    if node.kind == "text" and node.style not in ("|", ">"):
        items = [*map(format_inline, before), written, *map(format_inline, after)]
        line = f"[{', '.join(items)}]"
        start = node.start - page.find_line(node.start)
        if not parent.is_block or start + len(line) <= WIDTH:
            yield page.splice(node.start, node.end, line)
    if not parent.is_block:
        items = [*map(format_inline, before), written, *map(format_inline, after)]
        yield page.splice(node.start, node.end, f"[{', '.join(items)}]")
    elif node.is_block:
        yield _indent(page, parent, node, before, after)
    else:
        yield _hang(page, parent, node, before, after)


def _indent(page: Page, parent: Node, node: Node, before: list[Tree], after: list[Tree]) -> str:
    """Make the lines of a mapping those of an item: a dash before the first, the others as deep."""
    style, column = page.style, parent.column + page.style.dash
    start, end = page.find_line(node.start), page.find_next_line(node.end)
    shift = column + style.gap - node.column
    lines = page.text[start:end].splitlines(keepends=True)
    moved = (
        [" " * shift + line if line.strip() else line for line in lines]
        if shift > 0
        else [line[min(-shift, len(line) - len(line.lstrip(" "))) :] for line in lines]
    )
    moved[0] = " " * column + "-".ljust(style.gap) + moved[0].lstrip(" ")
    above, below = _format_items(page, before, column), _format_items(page, after, column)
    return page.splice(start, end, above + "".join(moved) + below)


def _hang(page: Page, parent: Node, node: Node, before: list[Tree], after: list[Tree]) -> str:
    """Put what stands behind a key below it, behind a dash; a comment stays on its line."""
    column = parent.column + page.style.dash
    written = page.text[node.start : node.end]
    end = page.find_next_line(node.end)
    comment = page.text[node.end : end].strip()
    head = page.text[: node.start].rstrip(" \r\n") + (f" {comment}" if comment else "")
    item = " " * column + "-".ljust(page.style.gap) + written
    above, below = _format_items(page, before, column), _format_items(page, after, column)
    return head + page.newline + above + page.join([item]) + below + page.text[end:]


def _format_items(page: Page, items: list[Tree], column: int) -> str:
    return page.join(line for item in items for line in format_item(item, page.style, column))
