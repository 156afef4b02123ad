"""Rename a record or a statement, and whatever names it: in the facts, in what machines wrote of
it, in the folder of saved copies, and on pages written by hand. All of it or none.

This is the door for the commands and the reading desk: `rename(root, snapshots, old, new)`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from factsheet.curating.ids import list_taken, list_taken_records
from factsheet.curating.names import (
    NewName,
    match_quotes,
    rename_in_links,
    rename_in_proof,
    rename_in_record,
)
from factsheet.curating.saving import FACTS, find_new_errors, put_drafts
from factsheet.facts.corpus import Corpus, find_kind
from factsheet.facts.fields import ID_PATTERN, RESERVED_IDS
from factsheet.facts.files import list_files, replace_file
from factsheet.facts.load import read_corpus
from factsheet.facts.model import FOLDERS, Actor, Event, Source
from factsheet.facts.writing.pen import (
    Draft,
    Unwritten,
    find_flaws,
    read_raw,
    write_drafted,
)
from factsheet.fetching.links import format_link_check
from factsheet.problems import Refused, quote_name, suggest_name
from factsheet.proof.proofs import format_proof

PAGES = "docs"
"""The folder of the pages that are written by hand."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """What was renamed: the files that were changed or moved, relative to the project's folder or,
    for saved copies, by their names in that of the copies.
    """

    old: str
    new: str
    files: tuple[str, ...]


def rename(root: Path, snapshots: Path, old: str, new: str) -> Renamed | Unwritten:
    """Rename the record `old`, or the statement `record#statement`, of the project `root`.

    The former id is kept in `former_ids`, so that the old address leads on. Nothing is changed if a
    file of facts cannot be read, since it may name it, if the new id is taken, or if an error would
    be there that is not there now.
    """
    done: list[tuple[Path, Path]] = []
    try:
        corpus, _ = read_corpus(root, FACTS)
        name = _choose(corpus, old, new)
        pages = tuple(_draft_pages(root, name))
        copies = _list_copies(snapshots, name)
        drafts = _draft_facts(root, corpus, name)
        _move(copies, done)
        _write_pages(root, pages)
    except Refused as refused:
        _move_back(done)
        return Unwritten(refused.refusal)
    written = write_drafted(
        root / FACTS,
        [draft.path for draft in drafts],
        lambda: _hold_against(root, drafts),
        lambda drafted: [*find_flaws(root / FACTS, drafted), *find_new_errors(root, drafted)],
        (f"rename {name.old_ref} to {name.new_ref}",),
    )
    if isinstance(written, Unwritten):
        _move_back(done)
        _write_pages(root, [Draft(page.path, page.after, page.before) for page in pages])
        return written
    files = [f"{FACTS}/{draft.path}" for draft in drafts] + [page.path for page in pages]
    return Renamed(name.old_ref, name.new_ref, (*files, *(path.name for _, path in copies)))


def _choose(corpus: Corpus, old: str, new: str) -> NewName:
    """What is renamed. Raises Refused if it is not there, or the new id cannot be taken."""
    if corpus.unread:
        reason = f"{corpus.unread[0]} cannot be read, and may name it"
        raise Refused(reason, "mend it first: factsheet check")
    record_id, _, statement = old.partition("#")
    record = corpus.records.get(record_id)
    if record is None:
        raise Refused(f"no record {quote_name(record_id)}", suggest_name(record_id, corpus.records))
    new_id = new.removeprefix(f"{record_id}#").removeprefix("#") if statement else new
    if not re.fullmatch(ID_PATTERN.strip("^$"), new_id) or new_id in RESERVED_IDS:
        hint = "lower-case letters a to z, digits and hyphens, at most 80"
        raise Refused(f"{quote_name(new_id)} cannot be an id", hint)
    name = NewName(find_kind(record), record_id, new_id, statement)
    if statement:
        _refuse_taken_statement(record, name)
    elif new_id in list_taken_records(corpus) - set(record.former_ids):
        raise Refused(f"{quote_name(new_id)} is or was the id of a record", "choose another")
    return name


def _refuse_taken_statement(record: Source | Actor | Event, name: NewName) -> None:
    statements = () if isinstance(record, Source) else record.statements
    own = next((each for each in statements if each.id == name.statement), None)
    if own is None or isinstance(record, Source):
        hint = suggest_name(name.statement, [statement.id for statement in statements])
        raise Refused(f"no statement {quote_name(name.old_ref)}", hint)
    if name.new in list_taken(record) - set(own.former_ids):
        raise Refused(f"{quote_name(name.new)} is or was the id of a statement", "choose another")


def _draft_facts(root: Path, corpus: Corpus, name: NewName) -> tuple[Draft, ...]:
    """Draft the files of facts with the new name."""
    facts = root / FACTS
    records = tuple(_draft_records(facts, corpus, name))
    after = put_drafts(corpus, records)
    used = match_quotes(corpus, after, name)
    written = list(records)
    for proof in corpus.proofs.values():
        later = rename_in_proof(proof, name, used)
        if later != proof:
            is_same = replace(later, id=proof.id) == proof
            text = None if is_same else format_proof(later)
            written += _draft_file(facts, "proofs", proof.id, later.id, text)
    for check in corpus.links.values():
        asked = rename_in_links(check, name)
        if asked != check:
            is_same = replace(asked, id=check.id) == check
            text = None if is_same else format_link_check(asked)
            written += _draft_file(facts, "links", check.id, asked.id, text)
    return tuple(written)


def _draft_records(facts: Path, corpus: Corpus, name: NewName) -> Iterator[Draft]:
    for record in corpus.records.values():
        folder = FOLDERS[type(record)]
        present = read_raw(facts, f"{folder}/{record.id}.yml") or ""
        if record.id != name.old and name.old not in present:
            continue
        try:
            after = rename_in_record(present, record, name)
        except Refused as refused:
            reason = f"{folder}/{record.id}.yml: {refused.refusal.reason}"
            raise Refused(reason, refused.refusal.hint) from refused
        is_moved = record.id == name.old and not name.statement
        if is_moved or after != present:
            later = name.new if is_moved else record.id
            yield from _draft_file(facts, folder, record.id, later, after)


def _draft_file(
    facts: Path, folder: str, record_id: str, later_id: str, text: str | None
) -> Iterator[Draft]:
    """Draft the file of a record, which moves if it has another id by then; without a `text` it
    holds what it held.
    """
    path = f"{folder}/{record_id}.yml"
    before = read_raw(facts, path)
    after = before if text is None else text
    if later_id == record_id:
        yield Draft(path, before, after)
    else:
        yield Draft(f"{folder}/{later_id}.yml", None, after)
        yield Draft(path, before, None)


def _hold_against(root: Path, drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """The drafts, while the folders are held. Raises Refused if a file was changed meanwhile."""
    for draft in drafts:
        if read_raw(root / FACTS, draft.path) != draft.before:
            raise Refused(f"{quote_name(draft.path)} was changed meanwhile", "try again")
    return tuple(drafts)


def _draft_pages(root: Path, name: NewName) -> Iterator[Draft]:
    """Draft the pages written by hand that name what is renamed, in a placeholder or a link."""
    files, _ = list_files(root, root / PAGES)
    folder = f"{name.kind}s"
    ref = re.escape(name.old_ref)
    placeholder = re.compile(rf"(\[facts:\s*\w+\s+){ref}(?![a-z0-9-])")
    link = re.compile(rf"(?<![\w-])({folder}/){re.escape(name.old)}(?=[/.#)\"'\s>])")
    if name.statement:
        page = rf"{folder}/{re.escape(name.old)}(?:\.md|/|/index\.html)?#"
        link = re.compile(rf"(?<![\w-])({page}){re.escape(name.statement)}(?![a-z0-9-])")
    for path in files:
        if path.suffix != ".md":
            continue
        try:
            before = path.read_bytes().decode()
        except (OSError, ValueError):
            continue
        after = placeholder.sub(lambda match: match[1] + name.new_ref, before)
        after = link.sub(lambda match: match[1] + name.new, after)
        if after != before:
            yield Draft(path.relative_to(root).as_posix(), before, after)


def _write_pages(root: Path, pages: Iterable[Draft]) -> None:
    done: list[Draft] = []
    for page in pages:
        try:
            replace_file(root / page.path, (page.after or "").encode())
        except OSError as error:
            _write_pages(root, [Draft(each.path, each.after, each.before) for each in done])
            reason = f"{quote_name(page.path)} cannot be written: {error.strerror}"
            raise Refused(reason, "check the file and the folder") from error
        done.append(page)


def _list_copies(snapshots: Path, name: NewName) -> tuple[tuple[Path, Path], ...]:
    """The files of the saved copy of a source that is renamed, now and then.

    Raises Refused if there is a copy by the new name.
    """
    if name.kind != "source" or name.statement or not snapshots.is_dir():
        return ()
    moves = []
    for path in sorted(snapshots.iterdir()):
        stem, dot, rest = path.name.partition(".")
        if stem == name.new:
            raise Refused(
                f"there is a saved copy {quote_name(path.name)} already", "see what it is"
            )
        if stem == name.old:
            moves.append((path, path.with_name(f"{name.new}{dot}{rest}")))
    return tuple(moves)


def _move(copies: Iterable[tuple[Path, Path]], done: list[tuple[Path, Path]]) -> None:
    for old, new in copies:
        try:
            old.rename(new)
        except OSError as error:
            reason = f"{quote_name(old.name)} cannot be renamed: {error.strerror}"
            raise Refused(reason, "check the folder of copies") from error
        done.append((old, new))


def _move_back(done: Iterable[tuple[Path, Path]]) -> None:
    for old, new in done:
        new.rename(old)
