"""Change what stands in the text of a file: the lines that are meant, and not a byte of the others.

No YAML library writes a file back as it was in every layout. So none does: lines are put where they
seem to belong, the text is read again, and it counts only if the reader finds in it exactly the
tree that was wanted. If no place does, the change is refused.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from factsheet.facts.files import LARGEST
from factsheet.facts.reader import Tree, read_text
from factsheet.facts.writing.changes import Change, Insert, Remove, apply_change, get_value
from factsheet.facts.writing.layout import blocks, brackets, values
from factsheet.facts.writing.layout.nodes import Layout, find_node, read_layout
from factsheet.facts.writing.writer import format_inline
from factsheet.problems import Refused

BOM = "\ufeff"
MOST_TRIES = 10
"""At so many places a change is tried: each is read again."""


def amend_text(text: str, changes: Sequence[Change]) -> str:
    """Apply `changes` to the text of a file, one after the other.

    Raises Refused if the text cannot be read, if a change has no place in its layout or leads
    nowhere, or if the file would be too large.
    """
    mark = BOM if text.startswith(BOM) else ""
    amended = text.removeprefix(BOM)
    for change in changes:
        amended = _amend(amended, change)
    if len((mark + amended).encode()) > LARGEST:
        raise Refused("the file would be larger than 1 MiB", "split the record")
    return mark + amended


def read_tree(text: str) -> Tree:
    """Read the tree that stands in `text`. Raises Refused if it cannot be read."""
    document, problems = read_text(text.removeprefix(BOM), "")
    if document is None:
        place = problems[0].position
        reason = f"line {place.line} cannot be read: {problems[0].message}"
        raise Refused(reason, problems[0].hint or "mend it first: factsheet check")
    return document.tree


def _amend(text: str, change: Change) -> str:
    tree = read_tree(text)
    wanted = apply_change(tree, change)
    if wanted == tree:
        return text
    for amended in _list_attempts(text, tree, change):
        document, _ = read_text(amended, "")
        if document is not None and document.tree == wanted:
            return amended
    raise Refused("the layout of the file has no place for it", f"by hand: {_show(change)}")


def _show(change: Change) -> str:
    """What somebody would do by hand, on one line."""
    name = next(step for step in reversed(change.location) if isinstance(step, str))
    if isinstance(change, Remove):
        return f"remove {name}"
    if isinstance(change, Insert):
        return f"add {format_inline(change.value)} to {name}"
    return f"write {name}: {format_inline(change.value)}"


def _list_attempts(text: str, tree: Tree, change: Change) -> Iterator[str]:
    """The texts that may be what is wanted, the likeliest first."""
    newline = "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"
    is_whole = text.endswith("\n")
    layout = read_layout(text if is_whole else text + newline, newline)
    if layout is None:
        return
    try:
        for amended in islice(_try(layout, tree, change), MOST_TRIES):
            yield amended if is_whole else amended.removesuffix(newline)
    except ValueError as error:
        raise Refused(str(error), "leave the character out") from error


def _try(layout: Layout, tree: Tree, change: Change) -> Iterator[str]:
    *way, step = change.location
    parent = find_node(layout.root, tuple(way))
    if parent is None:
        return
    if isinstance(change, Insert):
        insert = blocks.insert_item if parent.is_block else brackets.insert_item
        yield from insert(layout, parent, int(step), change.value)
    elif isinstance(change, Remove):
        remove = blocks.remove_part if parent.is_block else brackets.remove_part
        yield from remove(layout, parent, step)
    elif find_node(parent, (step,)):
        old = get_value(tree, change.location)
        yield from values.replace_value(layout, parent, step, old, change)
    else:
        put = blocks.insert_field if parent.is_block else brackets.insert_field
        yield from put(layout, parent, str(step), change)
