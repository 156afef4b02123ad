"""Take back a change of a text in which something else was changed since: only its own lines, and
only if they are still there as it left them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import Match, SequenceMatcher
from operator import eq

from factsheet.facts.reader import Tree
from factsheet.facts.writing.amend import read_tree
from factsheet.problems import Refused

MOST_COMPARED = 4_000_000
"""So many pairs of lines are compared; of texts that differ more, nothing is found to be the same.
"""
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
    kept = _match_lines(base, theirs)
    lines = [*theirs]
    for start, end, our_start, our_end in reversed(list(_list_gaps(_match_lines(base, ours)))):
        shifts = [block.b - block.a for block in kept if _holds(base, block, start, end)]
        if not shifts:
            raise _refuse()
        lines[start + shifts[0] : end + shifts[0]] = ours[our_start:our_end]
    return lines


def _match_lines(base: list[str], other: list[str]) -> list[Match]:
    """The blocks of lines that are the same in both, the last one empty and at their ends; what
    begins and what ends both is not looked for.
    """
    shorter = min(len(base), len(other))
    same = map(eq, base, other)
    head = next((number for number, is_same in enumerate(same) if not is_same), shorter)
    same = map(eq, base[head:][::-1], other[head:][::-1])
    tail = next((number for number, is_same in enumerate(same) if not is_same), shorter - head)
    old, new = base[head : len(base) - tail], other[head : len(other) - tail]
    blocks = [Match(0, 0, head)]
    if len(old) * len(new) <= MOST_COMPARED:
        found = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
        blocks += [Match(block.a + head, block.b + head, block.size) for block in found]
    blocks.append(Match(len(base) - tail, len(other) - tail, tail))
    return [*_join_blocks(blocks), Match(len(base), len(other), 0)]


def _join_blocks(blocks: Iterable[Match]) -> Iterator[Match]:
    """Make one block of those that follow each other without a gap."""
    last = Match(0, 0, 0)
    for block in blocks:
        if (last.a + last.size, last.b + last.size) == (block.a, block.b):
            last = Match(last.a, last.b, last.size + block.size)
        else:
            yield last
            last = block
    yield last


def _list_gaps(blocks: Iterable[Match]) -> Iterator[tuple[int, int, int, int]]:
    """What is between the blocks: from where to where in the one, and in the other."""
    start = our_start = 0
    for block in blocks:
        if (start, our_start) != (block.a, block.b):
            yield start, block.a, our_start, block.b
        start, our_start = block.a + block.size, block.b + block.size


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
