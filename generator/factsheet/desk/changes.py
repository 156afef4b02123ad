"""What the facts say otherwise than in the last commit, in words."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from factsheet.desk.state import Desk
from factsheet.facts.convert import convert_document
from factsheet.facts.load import VOCABULARY
from factsheet.facts.model import (
    RECORD_TYPES,
    Actor,
    Event,
    Record,
    Source,
    Statement,
    Vocabulary,
)
from factsheet.facts.prose import strip_prose
from factsheet.facts.reader import read_text
from factsheet.history.revisions import read_files
from factsheet.problems import Refused
from factsheet.wording import count_things, cut_text, join_names

LAST = "HEAD"
MOST_WORDS = 90
"""So many characters of a quote or a sentence are shown."""


@dataclass(frozen=True, slots=True)
class Change:
    """A file that is not as in the last commit: what happened to it, in words, what it is called,
    and what changed in it, a line each.
    """

    path: str
    what: str
    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """All files that are not as in the last commit. `message` says it in short, for the next one;
    `reason` why it is not known what stands in the last one, or "".
    """

    files: tuple[Change, ...]
    message: str
    reason: str = ""


def list_changes(desk: Desk) -> Changes:
    """Compare the files of facts with the last commit of the project."""
    try:
        before = _read_committed(desk)
    except Refused as refused:
        reason = f"{refused.refusal.reason}; {refused.refusal.hint}".rstrip("; ")
        return Changes((), "", f"What stands in the last commit is not known: {reason}")
    now = _read_present(desk)
    counts: Counter[str] = Counter()
    changed = [
        _compare(path, before.get(path), now.get(path), counts)
        for path in sorted({*before, *now})
        if before.get(path) != now.get(path)
    ]
    message = join_names(count_things(number, noun) for noun, number in counts.items())
    return Changes(tuple(changed), f"Add {message}" if message else "Change the facts")


def _list_folders(desk: Desk) -> Iterator[str]:
    yield desk.facts.name
    yield from (f"{desk.facts.name}/{folder}" for folder in RECORD_TYPES)


def _read_committed(desk: Desk) -> Mapping[str, bytes]:
    return {
        f"{folder}/{name}": data
        for folder in _list_folders(desk)
        for name, data in read_files(desk.root, LAST, folder).items()
        if name.endswith(".yml")
    }


def _read_present(desk: Desk) -> Mapping[str, bytes]:
    return {
        f"{folder}/{path.name}": path.read_bytes()
        for folder in _list_folders(desk)
        for path in (desk.root / folder).glob("*.yml")
        if path.is_file() and not path.is_symlink()
    }


def _compare(path: str, before: bytes | None, now: bytes | None, counts: Counter[str]) -> Change:
    old, new = _read_record(path, before), _read_record(path, now)
    what = "new" if before is None else "removed" if now is None else "changed"
    if what == "new" and isinstance(new, (Source, Actor, Event)):
        counts[type(new).__name__.lower()] += 1
    lines = tuple(_tell(old, new, counts))
    return Change(path, what, _name(new or old) or path, lines)


def _read_record(path: str, data: bytes | None) -> Record | None:
    """The record of a file; None if there is none, or it cannot be read."""
    if data is None:
        return None
    document, _ = read_text(data.decode("utf-8-sig", "replace"), path)
    folder = Path(path).parent.name
    record_type = RECORD_TYPES.get(folder, Vocabulary)
    if document is None or (record_type is Vocabulary and Path(path).name != VOCABULARY):
        return None
    return convert_document(document, record_type, Path(path).stem)[0]


def _name(record: Record | None) -> str:
    if isinstance(record, Event):
        return record.title
    if isinstance(record, Vocabulary):
        return "topics and kinds"
    return record.name if isinstance(record, (Actor, Source)) else ""


def _tell(old: Record | None, new: Record | None, counts: Counter[str]) -> Iterator[str]:
    if isinstance(new, (Event, Actor)):
        known = old.statements if isinstance(old, (Event, Actor)) else ()
        yield from _tell_statements(known, new.statements, counts)
    if isinstance(new, Vocabulary):
        yield from _tell_labels(old if isinstance(old, Vocabulary) else Vocabulary(), new)
    elif old is not None and new is not None and isinstance(new, (Source, Actor, Event)):
        yield from _tell_fields(old, new)


def _tell_statements(
    before: tuple[Statement, ...], now: tuple[Statement, ...], counts: Counter[str]
) -> Iterator[str]:
    old = {statement.id: statement for statement in before}
    new = {statement.id: statement for statement in now}
    for name, statement in new.items():
        text = _cut(strip_prose(statement.text))
        if name not in old:
            counts["statement"] += 1
            yield f"new statement: {text}"
        elif statement != old[name]:
            yield from _tell_statement(text, old[name], statement)
    for name in sorted(old.keys() - new.keys()):
        yield f"statement gone: {_cut(strip_prose(old[name].text))}"


def _tell_statement(text: str, old: Statement, new: Statement) -> Iterator[str]:
    if old.text != new.text:
        yield f"sentence changed: {_cut(strip_prose(old.text))} → {text}"
    for piece in new.evidence:
        if piece not in old.evidence:
            yield f"evidence for “{text}”: “{_cut(piece.quote or '')}” ({piece.source})"
    for piece in old.evidence:
        if piece not in new.evidence:
            yield f"evidence gone or changed of “{text}”: “{_cut(piece.quote or '')}”"
    others = join_names(_list_changed(old, new, {"text", "evidence"}))
    if others:
        yield f"{others} changed of “{text}”"


def _tell_fields(old: Record, new: Record) -> Iterator[str]:
    if isinstance(old, Source) and isinstance(new, Source):
        aside = len(new.set_aside.keys() - old.set_aside.keys())
        if aside:
            yield f"{count_things(aside, 'sentence')} set aside"
    names = join_names(_list_changed(old, new, {"statements", "set_aside"}))
    if names:
        yield f"{names} changed"


def _list_changed(old: Any, new: Any, told: set[str]) -> Iterator[str]:
    """The fields of a record that are not the same, but for those that are told otherwise."""
    for field in fields(new):
        if field.name not in told and getattr(old, field.name, None) != getattr(new, field.name):
            yield field.name


def _tell_labels(old: Vocabulary, new: Vocabulary) -> Iterator[str]:
    for topic in sorted(new.topics.keys() - old.topics.keys()):
        yield f"new topic: {new.topics[topic]}"
    names = join_names(_list_changed(old, new, {"topics"}))
    if names:
        yield f"{names} changed"


def _cut(text: str) -> str:
    return cut_text(text, MOST_WORDS)
