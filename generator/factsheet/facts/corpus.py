"""A folder of fact files to a corpus: records by id, statements by reference, backlinks; and problems."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from factsheet.facts.convert import convert_document
from factsheet.facts.fields import ID_PATTERN, OWN_VOICE, RESERVED_IDS, UNNAMED
from factsheet.facts.model import (
    MACHINE_FOLDERS,
    RECORD_TYPES,
    Actor,
    Event,
    Evidence,
    LinkCheck,
    Proof,
    Record,
    Source,
    Statement,
    Vocabulary,
)
from factsheet.facts.reader import Document, Location, read_file
from factsheet.problems import Position, Problem, Rule, quote_name

UNEXPECTED_FILE = Rule(
    id="unexpected-file",
    summary="The facts folder holds `vocabulary.yml` and the folders `sources`, `actors`, `events`, `proofs` and "
    "`links`, and each of these holds files `<id>.yml`, nothing else.",
    bad="# actors/alice.yaml\nname: Alice\nkind: person",
    good="# actors/alice.yml\nname: Alice\nkind: person",
)
INVALID_ID = Rule(
    id="invalid-id",
    summary="A file's name is its record's id: lower-case letters a to z, digits and hyphens, 1 to 80 of them; "
    f"reserved are {', '.join(f'`{name}`' for name in sorted(RESERVED_IDS))}.",
    bad="# actors/Carol.yml\nname: Carol\nkind: person",
    good="# actors/carol.yml\nname: Carol\nkind: person",
)
ID_COLLISION = Rule(
    id="id-collision",
    summary="An id stands once: ids and former ids are unique across all kinds of record, also when case is ignored, "
    "and the ids of statements within their file.",
    bad="# actors/article.yml\nname: Alice\nkind: person",
    good="# actors/alice.yml\nname: Alice\nkind: person",
)
RULES = (UNEXPECTED_FILE, INVALID_ID, ID_COLLISION)

FOLDERS = tuple(RECORD_TYPES)
VOCABULARY = "vocabulary.yml"


@dataclass(frozen=True, slots=True)
class StatementAt:
    """A statement together with the record that it stands in and its index there."""

    record: Event | Actor
    index: int
    statement: Statement

    @property
    def ref(self) -> str:
        """`<record-id>#<statement-id>`, as facts refer to it."""
        return f"{self.record.id}#{self.statement.id}"

    def location(self, *steps: str | int) -> Location:
        """The way from the record's root to `steps` within the statement."""
        return ("statements", self.index, *steps)


@dataclass(frozen=True, slots=True)
class EvidenceAt:
    """A piece of evidence together with the statement that it carries and its index there."""

    at: StatementAt
    index: int
    evidence: Evidence


@dataclass(frozen=True)
class Corpus:
    """All records that could be read, by id in the order of their ids."""

    sources: Mapping[str, Source]
    actors: Mapping[str, Actor]
    events: Mapping[str, Event]
    proofs: Mapping[str, Proof]
    vocabulary: Vocabulary
    documents: Mapping[str, Document] = field(repr=False)
    """The file of each record, by id; a proof's under `proofs/<id>`, and a check's of addresses under `links/<id>`."""
    links: Mapping[str, LinkCheck] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    """Ids of the records that were left out because of errors."""

    @cached_property
    def records(self) -> Mapping[str, Source | Actor | Event]:
        return {**self.sources, **self.actors, **self.events}

    @cached_property
    def statements(self) -> Mapping[str, StatementAt]:
        """Every statement by its full reference: events' first, then actors', in the order of their files."""
        holders: Iterable[Event | Actor] = (*self.events.values(), *self.actors.values())
        placed = (StatementAt(record, index, one) for record in holders for index, one in enumerate(record.statements))
        return {at.ref: at for at in placed}

    @cached_property
    def evidence_of_source(self) -> Mapping[str, tuple[EvidenceAt, ...]]:
        """For each source the evidence that quotes it."""
        found: dict[str, list[EvidenceAt]] = {name: [] for name in self.sources}
        for at in self.statements.values():
            for index, evidence in enumerate(at.statement.evidence):
                found.setdefault(evidence.source, []).append(EvidenceAt(at, index, evidence))
        return {name: tuple(pieces) for name, pieces in found.items()}

    @cached_property
    def related(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """For each relation the statements that stand in it to each statement, in whichever file it is written."""
        both: dict[str, dict[str, list[str]]] = {
            "disputes": {},
            "differs": {},
            "echoes": {},
            "updates": {},
            "updated_by": {},
        }
        for at in self.statements.values():
            for relation in ("disputes", "differs", "echoes", "updates"):
                back = "updated_by" if relation == "updates" else relation
                for ref in getattr(at.statement, relation):
                    target = resolve_ref(ref, at.record.id)
                    both[relation].setdefault(at.ref, []).append(target)
                    both[back].setdefault(target, []).append(at.ref)
        return {name: {ref: tuple(dict.fromkeys(refs)) for ref, refs in pairs.items()} for name, pairs in both.items()}

    def position(self, record: Record, location: Location = (), *, key: bool = False) -> Position:
        """Where the node at `location` of `record` stands in its file."""
        name = _name_document(MACHINE_FOLDERS.get(type(record), ""), record.id)
        return self.documents[name].position(location, key=key)


def _name_document(folder: str, record_id: str) -> str:
    return f"{folder}/{record_id}" if folder in MACHINE_FOLDERS.values() else record_id


def resolve_ref(ref: str, record_id: str) -> str:
    """`ref` as a full reference, where `record_id` is the file that it is written in."""
    return record_id + ref if ref.startswith("#") else ref


def find_attribution(statement: Statement, evidence: Evidence) -> tuple[str, ...]:
    """Whose assertion the passage gives: the evidence's own attribution, else the statement's.

    A passage that denies the statement is not the word of those who make it, so it has its own attribution or none.
    """
    return evidence.attributed_to or (() if evidence.stance == "denies" else statement.attributed_to)


def name_actors(attribution: Iterable[str]) -> tuple[str, ...]:
    """The actors among those that something is attributed to."""
    return tuple(name for name in attribution if name not in (OWN_VOICE, UNNAMED))


Track = Callable[[Iterable[Path]], Iterable[Path]]
"""Passes files on one by one, and may tell somebody how far it is."""


def read_corpus(root: Path, facts: str = "facts", track: Track = iter) -> tuple[Corpus, list[Problem]]:
    """Reads all files below the folder `facts` of the project `root`; a record with a problem is left out.

    Problems name files relative to `root`.
    """
    problems: list[Problem] = []
    records: dict[str, dict[str, Any]] = {folder: {} for folder in FOLDERS}
    documents: dict[str, Document] = {}
    broken: set[str] = set()
    vocabulary = Vocabulary()
    for path in track(list(_list_files(root / facts, facts, problems))):
        folder = "" if path.parent == root / facts else path.parent.name
        record_id, name = path.stem, path.relative_to(root).as_posix()
        document, found = read_file(path, name)
        record = None
        if document is not None:
            record_type = RECORD_TYPES[folder] if folder else Vocabulary
            record, flaws = convert_document(document, record_type, record_id)
            found += flaws
        problems += found
        if document is None or record is None:
            broken.add(_name_document(folder, record_id))
            continue
        documents[_name_document(folder, record_id)] = document
        if isinstance(record, Vocabulary):
            vocabulary = record
        else:
            records[folder][record_id] = record
    problems += _find_collisions(records, documents)
    return Corpus(**records, vocabulary=vocabulary, documents=documents, broken=frozenset(broken)), problems


def _list_files(folder: Path, name: str, problems: list[Problem]) -> Iterator[Path]:
    """The files of facts, sorted; whatever else is there becomes a problem."""
    if not folder.is_dir():
        problems.append(UNEXPECTED_FILE.problem(Position(name), "there is no such folder", "make it, or name another"))
        return
    seen: dict[str, str] = {}
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.suffix == ".md":
            continue
        if path.name == VOCABULARY:
            yield path
        elif path.name in FOLDERS and path.is_dir() and not path.is_symlink():
            yield from _list_records(path, name, seen, problems)
        else:
            problems.append(_explain_file(f"{name}/{path.name}"))


def _list_records(folder: Path, facts: str, seen: dict[str, str], problems: list[Problem]) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        name = f"{facts}/{folder.name}/{path.name}"
        if path.name.startswith("."):
            continue
        if path.suffix != ".yml":
            problems.append(_explain_file(name))
            continue
        if not re.fullmatch(ID_PATTERN.strip("^$"), path.stem) or path.stem in RESERVED_IDS:
            hint = "rename the file: lower-case letters a to z, digits and hyphens, at most 80"
            problems.append(INVALID_ID.problem(Position(name), f"{quote_name(path.stem)} cannot be an id", hint))
            continue
        first = seen.setdefault(path.stem, name) if folder.name not in MACHINE_FOLDERS.values() else name
        if first == name:
            yield path
        else:
            hint = "rename one of them"
            problems.append(ID_COLLISION.problem(Position(name), f"the id is that of {quote_name(first)}", hint))


def _explain_file(name: str) -> Problem:
    hint = "rename it to end in .yml" if name.endswith(".yaml") else f"files of facts are {', '.join(FOLDERS)}/<id>.yml"
    return UNEXPECTED_FILE.problem(Position(name), "no file of facts belongs here", hint)


def _find_collisions(records: Mapping[str, Mapping[str, Any]], documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Former ids that some record has or had, and statements of one file under the same id."""
    taken = {name: name for folder in ("sources", "actors", "events") for name in records[folder]}
    for folder in ("sources", "actors", "events"):
        for name, record in records[folder].items():
            for index, former in enumerate(record.former_ids):
                if taken.setdefault(former, name) != name or former == name:
                    place = documents[name].position(("former_ids", index))
                    message = f"{quote_name(former)} is an id of {quote_name(taken[former])}"
                    yield ID_COLLISION.problem(place, message, "leave it out here")
            yield from _find_double_statements(record, documents[name])


def _find_double_statements(record: Any, document: Document) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for index, statement in enumerate(getattr(record, "statements", ())):
        if first.setdefault(statement.id, index) != index:
            line = document.position(("statements", first[statement.id], "id")).line
            place = document.position(("statements", index, "id"))
            yield ID_COLLISION.problem(
                place, f"{quote_name(statement.id)} is also in line {line}", "rename one of them"
            )
