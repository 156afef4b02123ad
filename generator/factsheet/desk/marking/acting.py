"""What is done at the desk: written into the facts, all of it or none, and undone.

What would make an error is refused. If a file is not any more as it was when the form was filled
in, both are shown first, and the form says again that it is meant.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from factsheet.curating.saving import put_drafts
from factsheet.desk.marking.judging import (
    Judged,
    judge_proposal,
    list_new,
    prove_later,
    remark_finding,
)
from factsheet.desk.marking.proposals import Proposal
from factsheet.desk.state import Desk, read_facts
from factsheet.facts.aids.editors import write_schemas
from factsheet.facts.load import VOCABULARY
from factsheet.facts.writing.acts import Act
from factsheet.facts.writing.pen import (
    Draft,
    Unwritten,
    draft_acts,
    find_flaws,
    read_raw,
    write_drafted,
)
from factsheet.problems import Problem, Refused, quote_name

MOST_SHOWN = 50
"""Of so many files the text is kept as the form showed it."""
MOST_LINES = 200


@dataclass(frozen=True, slots=True)
class Clash:
    """A file that somebody else changed while the form was filled in: what changed there, and what
    the form would change, as lines of a difference. `seen` names the file as it is now.
    """

    path: str
    theirs: tuple[str, ...]
    ours: tuple[str, ...]
    seen: str


def hash_text(text: str | None) -> str:
    """Name a text; "" for none."""
    return "" if text is None else hashlib.sha256(text.encode()).hexdigest()


def show_draft(desk: Desk, draft: Draft) -> str:
    """Keep what a file says while the form is filled in; return the name of that."""
    name = hash_text(draft.before)
    if draft.before is not None:
        desk.shown.pop(name, None)
        desk.shown[name] = draft.before
        while len(desk.shown) > MOST_SHOWN:
            del desk.shown[next(iter(desk.shown))]
    return name


def save_proposal(desk: Desk, proposal: Proposal, seen: str) -> Judged | Clash:
    """Write what a proposal asks for, with the proof of its source, unless it is refused; `seen`
    names the file as the form saw it.

    Raises Refused if it cannot be written.
    """
    with desk.lock:
        judged = judge_proposal(desk, read_facts(desk), proposal)
        if judged.is_refused:
            return judged
        (draft, *_) = judged.drafts
        if hash_text(draft.before) != seen:
            return _find_clash(desk, draft, seen)
        words = "add evidence to" if proposal.statement else "add the statement"
        _write(desk, f"{words} {quote_name(judged.ref)}", judged.drafts)
        return judged


def _find_clash(desk: Desk, draft: Draft, seen: str) -> Clash:
    theirs = _diff(desk.shown.get(seen, ""), draft.before or "")
    ours = _diff(draft.before or "", draft.after or "")
    return Clash(draft.path, theirs, ours, show_draft(desk, draft))


def _diff(before: str, after: str) -> tuple[str, ...]:
    lines = unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=2)
    return tuple(lines)[2 : MOST_LINES + 2]


def save_acts(desk: Desk, words: str, acts: Sequence[Act], proven: Iterable[str] = ()) -> None:
    """Write `acts`, which `words` describe, and the proofs of the sources that are to be `proven`.

    Raises Refused with the reason if they do not fit what is there, or would make an error.
    """
    with desk.lock:
        corpus = read_facts(desk)
        drafts = draft_acts(desk.facts, acts)
        for problem in find_flaws(desk.facts, drafts):
            raise Refused(problem.message, problem.hint)
        later = put_drafts(corpus, drafts)
        for source in proven:
            later, more = prove_later(desk, later, source)
            drafts = (*drafts, *more)
        for finding in list_new(corpus, later, [Path(draft.path).stem for draft in drafts]):
            if (remark := remark_finding(finding)).severity == "error":
                raise Refused(remark.message, remark.hint)
        _write(desk, words, drafts)


def _write(desk: Desk, words: str, drafts: tuple[Draft, ...]) -> None:
    """Write those of `drafts` that change anything, if nobody changed the files since they were
    drafted.
    """
    drafts = tuple(draft for draft in drafts if draft.before != draft.after)
    if not drafts:
        return

    def check(drafts: Sequence[Draft]) -> Sequence[Problem]:
        for draft in drafts:
            if read_raw(desk.facts, draft.path) != draft.before:
                raise Refused(f"{quote_name(draft.path)} is being changed", "try again")
        return ()

    paths = [draft.path for draft in drafts]
    outcome = write_drafted(desk.facts, paths, lambda: drafts, check, (words,))
    if isinstance(outcome, Unwritten):
        raise Refused(outcome.refusal.reason, outcome.refusal.hint)
    desk.journal.note(outcome)
    _keep_schemas(desk, drafts)


def undo_last(desk: Desk) -> str:
    """Take the last act back; return what it was. Files that nobody changed since get their bytes
    back, from others its lines alone are taken.

    Raises Refused if there is no act, or if it cannot be taken back.
    """
    with desk.lock:
        words = next(iter(desk.journal.words), "")
        outcome = desk.journal.undo(desk.facts, lambda drafts: find_flaws(desk.facts, drafts))
        if outcome is None:
            raise Refused("there is nothing to undo")
        if isinstance(outcome, Unwritten):
            raise Refused(outcome.refusal.reason, outcome.refusal.hint)
        _keep_schemas(desk, outcome.drafts)
        _remove_copies(desk, outcome.drafts)
        return words


def _remove_copies(desk: Desk, drafts: Iterable[Draft]) -> None:
    """Remove the copies that were taken here of sources that are undone: nothing rests on them."""
    for draft in drafts:
        if draft.after is None and draft.path.startswith("sources/"):
            for name in desk.copied.pop(Path(draft.path).stem, ()):
                with suppress(OSError):
                    (desk.snapshots / name).unlink()


def _keep_schemas(desk: Desk, drafts: Iterable[Draft]) -> None:
    """Keep the schemas for editors in step if records or topics came or went. What is wrong with
    that is nothing wrong with facts.
    """
    for draft in drafts:
        is_named = None in (draft.before, draft.after) and not draft.path.startswith("proofs/")
        if is_named or draft.path == VOCABULARY:
            with suppress(OSError):
                write_schemas(read_facts(desk))
            return


def view_clash(clash: Clash) -> Mapping[str, object]:
    """A clash as the form shows it."""
    return {
        "path": clash.path,
        "theirs": list(clash.theirs),
        "ours": list(clash.ours),
        "seen": clash.seen,
    }
