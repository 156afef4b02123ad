"""Write acts into the files of facts: all of them or none.

They are drafted in memory, in what stands in the files now; the drafts are read again and checked,
and only then written, each file whole or not at all.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from factsheet.facts.convert import convert_document
from factsheet.facts.fields import ID_PATTERN
from factsheet.facts.files import hold_folder, load_text, replace_file
from factsheet.facts.load import VOCABULARY
from factsheet.facts.model import MACHINE_FOLDERS, RECORD_TYPES
from factsheet.facts.reader import Tree, read_text
from factsheet.facts.writing.acts import Act, Create, Overtaken
from factsheet.facts.writing.amend import BOM, amend_text, read_tree
from factsheet.facts.writing.changes import apply_change
from factsheet.facts.writing.ways import Fields, find_type
from factsheet.facts.writing.writer import format_fields
from factsheet.problems import Problem, Refusal, Refused, quote_name

PATH = re.compile(
    rf"{re.escape(VOCABULARY)}|({'|'.join(RECORD_TYPES)})/{ID_PATTERN.strip('^$')}\.yml"
)
"""What may be written below the folder of facts."""
NAMED_FIRST = ("actors", "sources", "events", *MACHINE_FOLDERS)
"""The folders of facts, so that new records name those of folders before theirs."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A file at `path` below the folder of facts: its text `before` and `after` the acts, each None
    if there is no file.
    """

    path: str
    before: str | None = field(repr=False)
    after: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Written:
    """Acts that were written: what they did, in words, and the files before and after."""

    words: tuple[str, ...]
    drafts: tuple[Draft, ...]


@dataclass(frozen=True, slots=True)
class Unwritten:
    """Acts that were not written, and why: `problems` are those that the files would have had. If
    all acts could be drafted, the `drafts` are what would have been written.

    If somebody else changed what an act was to change, `present` is what stands there now (None:
    nothing), and `wanted` what the act would have put there.
    """

    refusal: Refusal
    drafts: tuple[Draft, ...] = ()
    problems: tuple[Problem, ...] = ()
    present: "Tree | None" = None
    wanted: "Tree | None" = None


Check = Callable[[Sequence[Draft]], Sequence[Problem]]
"""Finds what would be wrong with drafts, for which they are refused."""


def write_acts(facts: Path, acts: Sequence[Act], check: Check) -> Written | Unwritten:
    """Write `acts`, in their order, into the files below the folder `facts`, unless `check` finds
    problems in the drafts or one of the acts does not fit what is there now.

    While they are drafted and written no other run writes into the same folders; if one does, they
    are refused at once.
    """
    paths = [act.path for act in acts]
    words = tuple(act.words for act in acts)
    return write_drafted(facts, paths, lambda: draft_acts(facts, acts), check, words)


def write_drafted(
    facts: Path,
    paths: Iterable[str],
    draft: Callable[[], tuple[Draft, ...]],
    check: Check,
    words: tuple[str, ...],
) -> Written | Unwritten:
    """Write what `draft` returns, which is called while the folders of `paths` are held."""
    drafts: tuple[Draft, ...] = ()
    problems: tuple[Problem, ...] = ()
    try:
        with hold_folders(facts, paths):
            drafts = draft()
            problems = tuple(check(drafts))
            if problems:
                raise Refused(problems[0].message, problems[0].hint)
            write_drafts(facts, drafts)
    except Overtaken as overtaken:
        return Unwritten(overtaken.refusal, drafts, problems, overtaken.present, overtaken.wanted)
    except Refused as refused:
        return Unwritten(refused.refusal, drafts, problems)
    return Written(words, drafts)


def draft_acts(facts: Path, acts: Iterable[Act]) -> tuple[Draft, ...]:
    """Draft the files that `acts` change, in what stands below the folder `facts` now.

    Raises Refused if an act does not fit, if a file cannot be read, or if what it would hold is no
    record.
    """
    before: dict[str, str | None] = {}
    after: dict[str, str] = {}
    for act in acts:
        if act.path not in before:
            before[act.path] = read_raw(facts, act.path)
        present = after.get(act.path, before[act.path])
        try:
            after[act.path] = _draft(act, present)
        except Overtaken:
            raise
        except Refused as refused:
            name, why = quote_name(act.path), refused.refusal
            raise Refused(f"{name}: {why.reason}", why.hint) from refused
    return tuple(Draft(path, before[path], text) for path, text in after.items())


def _draft(act: Act, present: str | None) -> str:
    if isinstance(act, Create):
        if present is not None:
            raise Refused("there is such a file already", "choose another id")
        return _format_file(act.tree)
    if present is None and act.path == VOCABULARY:
        tree: Tree = {}
        for change in act.plan(tree):
            tree = apply_change(tree, change)
        return _format_file(tree)
    if present is None:
        raise Refused("there is no such file any more", "make it first")
    return amend_text(present, act.plan(read_tree(present)))


def _format_file(tree: "Tree | Fields") -> str:
    try:
        fields = tree if isinstance(tree, Mapping) else {}
        return "".join(f"{line}\n" for line in format_fields(fields))
    except ValueError as error:
        raise Refused(str(error), "leave the character out") from error


def find_flaws(facts: Path, drafts: Iterable[Draft]) -> list[Problem]:
    """Find what is wrong in drafts for themselves: in their YAML, and with their fields."""
    problems: list[Problem] = []
    for draft in drafts:
        if draft.after is None:
            continue
        name = f"{facts.name}/{draft.path}"
        document, found = read_text(draft.after.removeprefix(BOM), name)
        if document is not None:
            _, found = convert_document(document, find_type(draft.path), Path(draft.path).stem)
        problems += found
    return problems


def read_raw(facts: Path, path: str) -> str | None:
    """Read the text of a file, with its byte order mark and line ends; None if there is no file.

    Raises Refused if it cannot be read.
    """
    place = facts / path
    if not place.exists() and not place.is_symlink():
        return None
    text, problems = load_text(place, path)
    if text is None:
        raise Refused(problems[0].message, problems[0].hint)
    return place.read_bytes().decode()


def write_drafts(facts: Path, drafts: Iterable[Draft]) -> None:
    """Write drafts into their files, those first that others may refer to, and remove files last:
    if the run ends between two, nothing is named that is not there.

    If one cannot be written, those before it get back what they held. Raises Refused.
    """
    done: list[Draft] = []
    for draft in sorted(drafts, key=_find_rank):
        try:
            _write(facts, draft.path, draft.after)
        except OSError as error:
            for written in reversed(done):
                with suppress(OSError):
                    _write(facts, written.path, written.before)
            reason = f"{quote_name(draft.path)} cannot be written: {error.strerror}"
            raise Refused(reason, "check the file and the folder") from error
        done.append(draft)


def _find_rank(draft: Draft) -> tuple[int, int]:
    """The place of a draft in the order of writing: the vocabulary, new records from those that are
    named to those that name them, changed ones the other way round, since they name statements;
    then what machines write, and last what is removed.
    """
    folder = draft.path.partition("/")[0]
    rank = NAMED_FIRST.index(folder) if folder in NAMED_FIRST else -1
    if folder in MACHINE_FOLDERS:
        return 2, rank
    if draft.after is None:
        return 3, -rank
    return (0, rank) if draft.before is None or rank < 0 else (1, -rank)


def _write(facts: Path, path: str, text: str | None) -> None:
    if text is None:
        (facts / path).unlink(missing_ok=True)
    else:
        replace_file(facts / path, text.encode())


@contextmanager
def hold_folders(facts: Path, paths: Iterable[str]) -> Iterator[None]:
    """Hold the folders of the files at `paths`, below `facts`, while they are read and written.

    Raises Refused if another run writes into one of them, or it cannot be held.
    """

    def refuse() -> None:
        raise Refused("another run writes into the facts", "try again in a moment")

    listed = tuple(paths)
    for path in listed:
        if not PATH.fullmatch(path):
            raise Refused(f"{quote_name(path)} is no file of facts", "choose another id")
    with ExitStack() as held:
        for folder in sorted({(facts / path).parent for path in listed}):
            if folder.is_symlink():
                reason = f"{quote_name(folder.name)} is a link"
                raise Refused(reason, "replace it by a folder")
            try:
                held.enter_context(hold_folder(folder, refuse))
            except OSError as error:
                reason = f"{quote_name(folder.name)} cannot be written to: {error.strerror}"
                raise Refused(reason, "check the folder") from error
        yield
