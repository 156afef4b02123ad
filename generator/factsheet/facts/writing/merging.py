"""Take back a change of a text in which something else was changed since: only its own lines, and
only if they are still there as it left them.
"""

from collections import Counter
from collections.abc import Iterator
from difflib import Match, SequenceMatcher

from factsheet.facts.reader import Tree
from factsheet.facts.writing.amend import read_tree
from factsheet.problems import Refused

NEAR = 3
"""So many lines before and behind a change show where it is."""

Steps = tuple[str, ...]


def take_back_lines(before: str, after: str, present: str) -> str:
    """Take back from `present` what the change from `before` to `after` did.

    Raises Refused if its lines were changed since, or if without them the file would not say what
    it says now but for that change.
    """
    end = "\r\n" if present.count("\r\n") == present.count("\n") else "\n"
    text = end.join(_replace_lines(after.split(end), before.split(end), present.split(end)))
    trees = [read_tree(each) for each in (before, after, present, text)]
    if not _are_taken_back(*trees):
        raise _refuse()
    return text


def _are_taken_back(before: Tree, after: Tree, present: Tree, undone: Tree) -> bool:
    """Whether `undone` says what `present` does but for what was added and removed between `before`
    and `after`, and has that in the order of `before`.
    """
    wanted = Counter(list_leaves(present))
    wanted.subtract(list_leaves(after))
    wanted.update(list_leaves(before))
    left = Counter(list_leaves(undone))
    if any(wanted[leaf] != left[leaf] for leaf in wanted.keys() | left.keys()):
        return False
    earlier, later = list(list_leaves(before)), list(list_leaves(undone))
    both = set(earlier) & set(later)
    return [leaf for leaf in earlier if leaf in both] == [leaf for leaf in later if leaf in both]


def _replace_lines(base: list[str], ours: list[str], theirs: list[str]) -> list[str]:
    """The lines of `theirs` with what leads from `base` to `ours`."""
    kept = SequenceMatcher(None, base, theirs, autojunk=False).get_matching_blocks()
    steps = SequenceMatcher(None, base, ours, autojunk=False).get_opcodes()
    lines = [*theirs]
    for tag, start, end, our_start, our_end in reversed(steps):
        if tag == "equal":
            continue
        shifts = [block.b - block.a for block in kept if _holds(base, block, start, end)]
        if not shifts:
            raise _refuse()
        lines[start + shifts[0] : end + shifts[0]] = ours[our_start:our_end]
    return lines


def _holds(base: list[str], block: Match, start: int, end: int) -> bool:
    """Whether the lines from `start` to `end` are in a block of lines that are still the same, and
    not all those near them are empty.
    """
    block_end = block.a + block.size
    if not block.a <= start <= end <= block_end:
        return False
    around = base[max(block.a, start - NEAR) : min(block_end, end + NEAR)]
    return any(line.strip() for line in around)


def list_leaves(tree: Tree, way: Steps = ()) -> Iterator[tuple[Steps, str]]:
    """List the texts of a tree, each with the names that lead there and, for those in a statement,
    its id.
    """
    if isinstance(tree, str):
        yield way, tree
    elif isinstance(tree, list):
        for item in tree:
            name = item.get("id", "") if isinstance(item, dict) else ""
            yield from list_leaves(item, (*way, name) if isinstance(name, str) else way)
    else:
        for name, value in tree.items():
            yield from list_leaves(value, (*way, name))


def _refuse() -> Refused:
    reason = "its lines were changed since, so it cannot be taken back by itself"
    return Refused(reason, "mend it by hand, or with git")
