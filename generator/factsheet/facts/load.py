"""Load a folder of fact files as a corpus, with the problems found on the way.

The line of a problem is looked up when it is needed, by reading its file once more: keeping the
place of every node of every file took more memory than the records themselves.
"""

import re
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from factsheet.facts.aids.ids import suggest_id
from factsheet.facts.convert import Misnamed, convert_document
from factsheet.facts.corpus import Corpus
from factsheet.facts.fields import ID_PATTERN, RESERVED_IDS
from factsheet.facts.files import FILE_NOT_READABLE, load_text
from factsheet.facts.model import (
    MACHINE_FOLDERS,
    RECORD_TYPES,
    Actor,
    Event,
    Record,
    Vocabulary,
)
from factsheet.facts.reader import Document, find_positions, read_file
from factsheet.problems import (
    Finding,
    Location,
    Place,
    Position,
    Problem,
    Rule,
    quote_name,
)

UNEXPECTED_FILE = Rule(
    id="unexpected-file",
    summary=(
        "The facts folder holds `vocabulary.yml` and the folders `sources`, `actors`, `events`,"
        " `proofs` and `links`, and each of these holds files `<id>.yml`, nothing else."
    ),
    bad="# actors/alice.yaml\nname: Alice\nkind: person",
    good="# actors/alice.yml\nname: Alice\nkind: person",
)


INVALID_ID = Rule(
    id="invalid-id",
    summary=(
        "A file's name is its record's id: lower-case letters a to z, digits and hyphens, 1 to 80"
        f" of them; reserved are {', '.join(f'`{name}`' for name in sorted(RESERVED_IDS))}."
    ),
    bad="# actors/Carol.yml\nname: Carol\nkind: person",
    good="# actors/carol.yml\nname: Carol\nkind: person",
)


ID_COLLISION = Rule(
    id="id-collision",
    summary=(
        "An id stands once: ids and former ids are unique across all kinds of record, also when"
        " case is ignored, and the ids of statements within their file."
    ),
    bad="# actors/article.yml\nname: Alice\nkind: person",
    good="# actors/alice.yml\nname: Alice\nkind: person",
)


RULES = (UNEXPECTED_FILE, INVALID_ID, ID_COLLISION)


VOCABULARY = "vocabulary.yml"
COARSEST = 2_000_000_000
"""In so many nanoseconds a file system may tell two changes of a file by the same time."""


Track = Callable[[Iterable[Path]], Iterable[Path]]
"""Passes files on one by one, and may tell somebody how far it is."""
Stamp = tuple[int, int, int]
"""When a file was changed, how large it is, and which one it is: another has another stamp."""
Reading = tuple[Stamp | None, Record | None, list[Problem]]
"""What was read in a file of that stamp: its record, and what is wrong."""


def read_corpus(
    root: Path,
    facts: str = "facts",
    track: Track = iter,
    kept: dict[Path, Reading] | None = None,
) -> tuple[Corpus, list[Problem]]:
    """Read all files below the folder `facts` of the project `root`; a record with a problem is
    left out. What was `kept` of a file that has not changed since is not read again, and what is
    read is kept there.

    Problems name files relative to `root`.
    """
    problems: list[Problem] = []
    records: dict[str, dict[str, Any]] = {folder: {} for folder in RECORD_TYPES}
    broken: set[str] = set()
    vocabulary = Vocabulary()
    paths = track(list(_list_files(root / facts, facts, problems)))
    for path, record, flaws in _read_files(root, paths, {} if kept is None else kept):
        folder = "" if path.parent == root / facts else path.parent.name
        problems += flaws
        if record is None:
            broken.add(f"{folder}/{path.stem}" if folder in MACHINE_FOLDERS else path.stem)
        elif isinstance(record, Vocabulary):
            vocabulary = record
        else:
            records[folder][path.stem] = record
    corpus = Corpus(
        **records,
        vocabulary=vocabulary,
        broken=frozenset(broken),
        unread=tuple(sorted({problem.position.path for problem in problems})),
        root=root,
        facts=facts,
    )
    collisions = place_findings(root, _find_collisions(corpus))
    return corpus, [*_name_ids(corpus, problems), *collisions]


def _name_ids(corpus: Corpus, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The same problems; where a name stands in place of an id, they say which id it is."""
    for problem in problems:
        if isinstance(problem, Misnamed):
            yield problem.advise(suggest_id(corpus, problem.named, problem.name))
        else:
            yield problem


def _read_files(
    root: Path, paths: Iterable[Path], kept: dict[Path, Reading]
) -> Iterator[tuple[Path, Record | None, list[Problem]]]:
    """What stands in each of `paths`; of those that are no more, nothing is kept."""
    earlier = dict(kept)
    kept.clear()
    for path in paths:
        stamp, reading = _find_stamp(path), earlier.get(path)
        if reading is None or stamp is None or reading[0] != stamp:
            name, folder = path.relative_to(root).as_posix(), path.parent.name
            reading = (stamp, *_read_record(path, name, folder))
        kept[path] = reading
        yield path, reading[1], reading[2]


def _find_stamp(path: Path) -> Stamp | None:
    """The stamp of a file; none if it was changed just now: it might be changed again without
    anybody seeing that by its time.
    """
    try:
        found = path.lstat()
    except OSError:
        return None
    age = time.time_ns() - found.st_mtime_ns
    return (found.st_mtime_ns, found.st_size, found.st_ino) if age > COARSEST else None


def _read_record(path: Path, name: str, folder: str) -> tuple[Record | None, list[Problem]]:
    """The record in a file of `folder`; none if there is anything wrong but doubled statements."""
    document, problems = read_file(path, name)
    if document is None:
        return None, problems
    record, flaws = convert_document(document, RECORD_TYPES.get(folder, Vocabulary), path.stem)
    return record, [*problems, *flaws, *_find_double_statements(record, document)]


def place_findings(root: Path, findings: Iterable[Finding]) -> list[Problem]:
    """Turn `findings` into problems of the project `root`, in their order."""
    listed = list(findings)
    others = [finding.other for finding in listed if finding.other]
    positions = iter(locate(root, [*(finding.place for finding in listed), *others]))
    places = list(islice(positions, len(listed)))
    return [
        finding.locate(place, next(positions) if finding.other else None)
        for finding, place in zip(listed, places, strict=True)
    ]


def locate(root: Path, places: Iterable[Place]) -> list[Position]:
    """Find where each of `places` stands in the files below `root`. Each file is read once.

    A file may have changed since its record was read. If the node is no longer there, the nearest
    node above it counts; if the file can no longer be read, its first line.
    """
    listed = list(places)
    by_file: dict[str, list[int]] = {}
    for number, place in enumerate(listed):
        by_file.setdefault(place.path, []).append(number)
    positions = [Position(place.path) for place in listed]
    for path, numbers in by_file.items():
        text, _ = load_text(root / path, path)
        in_file = find_positions(text or "", (listed[number] for number in numbers))
        for number, position in zip(numbers, in_file, strict=True):
            positions[number] = position
    return positions


def _list_files(folder: Path, name: str, problems: list[Problem]) -> Iterator[Path]:
    """List the files of facts, sorted; whatever else is there becomes a problem."""
    if not folder.is_dir():
        problems.append(
            UNEXPECTED_FILE.problem(
                Position(name), "there is no such folder", "make it, or name another"
            )
        )
        return
    seen: dict[str, str] = {}
    for path in _list_folder(folder, name, problems):
        if path.name.startswith(".") or path.suffix == ".md":
            continue
        if path.name == VOCABULARY:
            yield path
        elif path.name in RECORD_TYPES and path.is_dir() and not path.is_symlink():
            yield from _list_records(path, name, seen, problems)
        else:
            problems.append(_explain_file(f"{name}/{path.name}"))


def _list_folder(folder: Path, name: str, problems: list[Problem]) -> list[Path]:
    """List what `folder` holds, sorted; nothing, and a problem, if the system does not say."""
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        problems.append(FILE_NOT_READABLE.problem(Position(name), message))
        return []


def _list_records(
    folder: Path, facts: str, seen: dict[str, str], problems: list[Problem]
) -> Iterator[Path]:
    for path in _list_folder(folder, f"{facts}/{folder.name}", problems):
        name = f"{facts}/{folder.name}/{path.name}"
        if path.name.startswith("."):
            continue
        if path.suffix != ".yml":
            problems.append(_explain_file(name))
            continue
        if not re.fullmatch(ID_PATTERN.strip("^$"), path.stem) or path.stem in RESERVED_IDS:
            hint = "rename the file: lower-case letters a to z, digits and hyphens, at most 80"
            problems.append(
                INVALID_ID.problem(Position(name), f"{quote_name(path.stem)} cannot be an id", hint)
            )
            continue
        first = seen.setdefault(path.stem, name) if folder.name not in MACHINE_FOLDERS else name
        if first == name:
            yield path
        else:
            hint = "rename one of them"
            problems.append(
                ID_COLLISION.problem(Position(name), f"the id is that of {quote_name(first)}", hint)
            )


def _explain_file(name: str) -> Problem:
    hint = (
        "rename it to end in .yml"
        if name.endswith(".yaml")
        else f"files of facts are {', '.join(RECORD_TYPES)}/<id>.yml"
    )
    return UNEXPECTED_FILE.problem(Position(name), "no file of facts belongs here", hint)


def _find_collisions(corpus: Corpus) -> Iterator[Finding]:
    """Find former ids that some record has or had."""
    taken = {name: name for name in corpus.records}
    for name, record in corpus.records.items():
        for index, former in enumerate(record.former_ids):
            if taken.setdefault(former, name) != name or former == name:
                place = corpus.place(record, ("former_ids", index))
                message = f"{quote_name(former)} is an id of {quote_name(taken[former])}"
                yield ID_COLLISION.finding(place, message, "leave it out here")


def _list_statement_ids(record: Record | None) -> Iterator[tuple[str, Location]]:
    """The ids of a record's statements, then those they had before, and where each is written."""
    statements = record.statements if isinstance(record, (Event, Actor)) else ()
    for index, statement in enumerate(statements):
        yield statement.id, ("statements", index, "id")
    for index, statement in enumerate(statements):
        for number, former in enumerate(statement.former_ids):
            yield former, ("statements", index, "former_ids", number)


def _find_double_statements(record: Record | None, document: Document) -> Iterator[Problem]:
    """Find statements of one file under the same id, or under one that another had before."""
    places_of: dict[str, Location] = {}
    doubled: list[tuple[str, Location]] = []
    for name, location in _list_statement_ids(record):
        if places_of.setdefault(name, location) != location:
            doubled += [(name, places_of[name]), (name, location)]
    places = (Place(document.path, location) for _, location in doubled)
    positions = find_positions(document.text, places) if doubled else []
    for (name, _), first, second in zip(doubled[::2], positions[::2], positions[1::2], strict=True):
        message = f"{quote_name(name)} is also in line {first.line}"
        yield ID_COLLISION.problem(second, message, "rename one of them")
