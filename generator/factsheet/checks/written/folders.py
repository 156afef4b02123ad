"""Checks of the folders that a host reads and copies: nothing in them leads elsewhere, waits or
commands.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from factsheet.problems import UNPRINTABLE, Position, Problem, Rule, escape_unprintable

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
RULES = (NOT_A_PLAIN_FILE, NAME_NOT_PLAIN)

COMMANDS = {"::": ":\\u003a", "##[": "#\\u0023["}
"""What begins or ends a command of a workflow, and how problems write it."""
LOCK = ".#"
"""Begins the name of the link, leading nowhere, with which Emacs marks a file that it edits."""


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
