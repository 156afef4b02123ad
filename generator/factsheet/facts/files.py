"""Files of a project: listed if they are plain, read as text, and written whole or not at all, by
one run at a time.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from factsheet.problems import (
    UNPRINTABLE,
    Position,
    Problem,
    Rule,
    escape_unprintable,
    position_at,
)

if sys.platform != "win32":
    import fcntl

LARGEST = 1024 * 1024
"""The most bytes of a file."""

WRITING = ".writing-"
"""How the names of files begin that are not whole yet."""

FILE_NOT_READABLE = Rule(
    id="file-not-readable",
    summary="A file of facts can be read, is a file of its own (no link) and has at most 1 MiB.",
    bad="# actors/alice.yml -> ../elsewhere.yml",
    good="# actors/alice.yml\nname: Alice\nkind: person",
)
NOT_UTF8 = Rule(
    id="not-utf-8",
    summary="Facts are UTF-8. Save the file with that encoding.",
    bad="# actors/alice.yml\nname: Zo\\xeb\nkind: person",
    good="# actors/alice.yml\nname: Zoë\nkind: person",
)
NOT_A_PLAIN_FILE = Rule(
    id="not-a-plain-file",
    summary=(
        "`docs/` and `site_templates/` hold files and folders of their own: no links, which publish"
        " what stands elsewhere, and no pipes or devices, which never end."
    ),
    bad="# ../docs/page.md -> /proc/self/environ",
    good="# ../docs/page.md\nA page.",
)
NAME_NOT_PLAIN = Rule(
    id="name-not-plain",
    summary=(
        "Names in `docs/` and `site_templates/` hold no control characters, and neither `::` nor"
        " `##[`, with which a line of a log commands GitHub."
    ),
    bad="# ../docs/::notice::page.md\nA page.",
    good="# ../docs/page.md\nA page.",
)

COMMANDS = {"::": ":\\u003a", "##[": "#\\u0023["}
"""What begins or ends a command of a workflow, and how problems write it."""
LOCK = ".#"
"""Begins the name of the link, leading nowhere, with which Emacs marks a file that it edits."""


def load_text(path: Path, name: str) -> tuple[str | None, list[Problem]]:
    """Load the text of the file at `path`, which problems call `name`."""
    try:
        if path.is_symlink() or not path.is_file():
            return None, [
                FILE_NOT_READABLE.problem(
                    Position(name), "not a file", "replace the link by a file"
                )
            ]
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        return None, [
            FILE_NOT_READABLE.problem(Position(name), f"cannot be read: {error.strerror}")
        ]
    if len(data) > LARGEST:
        return None, [
            FILE_NOT_READABLE.problem(Position(name), "larger than 1 MiB", "split the record")
        ]
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        sound = error.object[: error.start].decode("utf-8")
        place = position_at(name, sound, len(sound))
        return None, [NOT_UTF8.problem(place, "not UTF-8 from here on", "save the file as UTF-8")]


def replace_file(path: Path, data: bytes) -> None:
    """Write `data` into the file `path`, which appears whole or stays as it was, and keeps its
    permissions. Where others may write, the caller holds the folder (see `hold_folder`).

    Raises OSError if it cannot be written, and leaves nothing behind.
    """
    path.parent.mkdir(exist_ok=True)
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
    aside = write_aside(path.parent, data)
    try:
        aside.chmod(mode)
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def write_aside(folder: Path, data: bytes) -> Path:
    """Write `data` into a new file in `folder`, as far as the disk; hidden, so that the reader of
    facts passes over it.
    """
    handle, name = tempfile.mkstemp(prefix=WRITING, dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


@contextmanager
def hold_folder(folder: Path, tell_wait: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Make `folder` if it is missing, and hold it while this run writes into it: another run waits,
    after `tell_wait` was called. What killed writes have left there is cleared.

    However this run ends, the system lets go of the folder. Where it cannot hold one (some network
    file systems, Windows), runs are not kept apart and nothing is cleared. Raises OSError if the
    folder cannot be made or changed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handle = None
    try:
        handle = take_hold(folder)
    except BlockingIOError:
        tell_wait()
        handle = take_hold(folder, wait=True)
    except OSError:
        pass
    try:
        if handle is not None:
            for leftover in folder.glob(f"{WRITING}*"):
                leftover.unlink(missing_ok=True)
        yield
    finally:
        if handle is not None:
            os.close(handle)


def take_hold(folder: Path, *, wait: bool = False) -> int:
    """Hold `folder` until the handle that is returned is closed, or this process ends.

    Raises BlockingIOError if another handle holds it, unless it is to `wait` for that; another
    OSError if the system cannot hold it.
    """
    if sys.platform == "win32":
        raise OSError("folders cannot be held on this system")
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BaseException:
        os.close(handle)
        raise
    return handle


def is_held(folder: Path) -> bool:
    """Whether a running process may hold `folder`: if the system cannot say, it may."""
    try:
        os.close(take_hold(folder))
    except OSError:
        return True
    return False


def list_files(root: Path, folder: Path) -> tuple[list[Path], list[Problem]]:
    """List the plain files below `folder` of the project `root`, sorted, and a problem for
    everything else there.

    No link is followed, and nothing is opened. A folder that is not there holds nothing.
    """
    if folder.is_symlink():
        return [], [_explain(_name(root, folder), "a link")]
    files: list[Path] = []
    problems: list[Problem] = []
    waiting = [folder] if folder.exists() else []
    while waiting:
        place = waiting.pop()
        try:
            with os.scandir(place) as scanned:
                entries = list(scanned)
        except OSError as error:
            problems.append(_explain(_name(root, place), f"cannot be listed: {error.strerror}"))
            continue
        for entry in entries:
            path = place / entry.name
            problems += _check_entry(entry, _name(root, path))
            if entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            elif entry.is_file(follow_symlinks=False):
                files.append(path)
    return sorted(files), sorted(problems)


def _check_entry(entry: os.DirEntry[str], name: str) -> Iterator[Problem]:
    if entry.is_symlink():
        if not entry.name.startswith(LOCK) or Path(entry.path).exists():
            yield _explain(name, "a link")
    elif not entry.is_dir() and not entry.is_file():
        yield _explain(name, "a device, a pipe or a socket")
    if UNPRINTABLE.search(entry.name) or any(command in entry.name for command in COMMANDS):
        message = "the name holds a control character, or what commands a workflow"
        yield NAME_NOT_PLAIN.problem(Position(name), message, "rename it: letters, digits, hyphens")


def _explain(name: str, what: str) -> Problem:
    message, hint = f"not a plain file: {what}", "put a file or a folder of its own in its place"
    return NOT_A_PLAIN_FILE.problem(Position(name), message, hint)


def _name(root: Path, path: Path) -> str:
    """The path from the project's folder, as a problem may show it."""
    name = escape_unprintable(Path(os.path.relpath(path, root)).as_posix())
    for command, written in COMMANDS.items():
        name = name.replace(command, written)
    return name
