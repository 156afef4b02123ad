"""Lists and mappings in brackets: parts are put in between them, on the line on which they end."""

from collections.abc import Iterator

from factsheet.facts.reader import Tree
from factsheet.facts.writing.changes import Put
from factsheet.facts.writing.layout.nodes import Layout, Node
from factsheet.facts.writing.writer import format_inline


def insert_field(layout: Layout, node: Node, name: str, change: Put) -> Iterator[str]:
    """Insert a field into a mapping in brackets, behind those that come before it in the order of
    the change.
    """
    order = change.order
    names_before = order[: order.index(name)] if name in order else ()
    before = [entry.value.end for entry in node.entries if entry.name in names_before]
    ends = [entry.value.end for entry in node.entries]
    new = f"{name}: {format_inline(change.value)}"
    for place in dict.fromkeys([*before[-1:], *ends[-1:]]):
        yield layout.splice(place, place, f", {new}")
    if not ends:
        yield layout.splice(node.start + 1, node.start + 1, new)


def insert_item(layout: Layout, node: Node, index: int, value: Tree) -> Iterator[str]:
    """Insert an item into a list in brackets."""
    new = format_inline(value)
    if not node.items:
        yield layout.splice(node.start + 1, node.start + 1, new)
    elif index == 0:
        yield layout.splice(node.items[0].start, node.items[0].start, f"{new}, ")
    else:
        place = node.items[index - 1].end
        yield layout.splice(place, place, f", {new}")


def remove_part(layout: Layout, node: Node, step: str | int) -> Iterator[str]:
    """Remove a field or an item from between brackets, with its comma."""
    starts = [item.start for item in node.items] or [entry.key.start for entry in node.entries]
    ends = [part.end for part in node.items or (entry.value for entry in node.entries)]
    names = [entry.name for entry in node.entries]
    number = step if isinstance(step, int) else names.index(step) if step in names else len(names)
    if number >= len(starts):
        return
    if number:
        yield layout.splice(ends[number - 1], ends[number], "")
    elif len(starts) > 1:
        yield layout.splice(starts[0], starts[1], "")
    else:
        yield layout.splice(starts[0], ends[0], "")
