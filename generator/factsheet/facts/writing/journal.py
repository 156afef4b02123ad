"""The acts of a running desk, so that the last ones can be taken back."""

from collections import deque
from collections.abc import Iterable
from pathlib import Path

from factsheet.facts.writing.merging import take_back_lines
from factsheet.facts.writing.pen import (
    Check,
    Draft,
    Unwritten,
    Written,
    read_raw,
    write_drafted,
)
from factsheet.problems import Refused, quote_name

MOST = 100
"""So many acts can be taken back."""


class Journal:
    """What was written, the last first to be taken back. It is in memory, and ends with the run."""

    def __init__(self) -> None:
        self._written: deque[Written] = deque(maxlen=MOST)

    @property
    def words(self) -> tuple[str, ...]:
        """What the acts did that can be taken back, the last one first."""
        return tuple(", ".join(written.words) for written in reversed(self._written))

    def note(self, written: Written) -> None:
        """Note what was written."""
        self._written.append(written)

    def undo(self, facts: Path, check: Check) -> Written | Unwritten | None:
        """Take back what was written last below the folder `facts`; None if there is nothing.

        Files that nobody changed since get their bytes back. In others only the lines of the act
        are taken back; if that cannot be done, or `check` finds problems, nothing is changed, and
        it can be tried again.
        """
        if not self._written:
            return None
        last = self._written[-1]
        paths = [draft.path for draft in last.drafts]
        words = tuple(f"undo: {word}" for word in last.words)
        outcome = write_drafted(facts, paths, lambda: _draft_undo(facts, last.drafts), check, words)
        if isinstance(outcome, Written):
            self._written.pop()
        return outcome


def _draft_undo(facts: Path, drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """Draft the files as they were before `drafts` were written."""
    undone = []
    for draft in reversed(tuple(drafts)):
        present = read_raw(facts, draft.path)
        before = draft.before
        if present != draft.after:
            if present is None or draft.before is None or draft.after is None:
                reason = f"{quote_name(draft.path)} was changed since"
                raise Refused(f"{reason}, so it cannot be taken back", "mend it by hand")
            before = take_back_lines(draft.before, draft.after, present)
        undone.append(Draft(draft.path, present, before))
    return tuple(undone)
