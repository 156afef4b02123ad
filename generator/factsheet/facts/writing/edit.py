"""Add a field to a fact file: lines are put in, and not a byte of the others changes.

No YAML library writes a file back as it was in every layout. So none does: the lines go where the
reader then finds the same record and the new field, or nowhere.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from factsheet.facts.files import LARGEST, replace_file
from factsheet.facts.model import Archive
from factsheet.facts.reader import Document, find_positions, read_file, read_text
from factsheet.facts.writing.writer import format_field
from factsheet.problems import Place, Refusal, quote_name

BOM = "\ufeff"


def add_archive(path: Path, archive: Archive) -> Refusal | None:
    """Write `archive` into the source's file; refuse if its layout has no place for it, or it has
    one now.
    """
    document, problems = read_file(path, path.name)
    if document is None:
        return Refusal(
            f"{quote_name(path.name)} cannot be read: {problems[0].message}", "run factsheet check"
        )
    try:
        amended = insert_archive(path.read_bytes().decode(), document, archive)
        if amended is None:
            lines = "; ".join(map(str.strip, format_field("archive", archive)))
            return Refusal(
                f"{quote_name(path.name)} has no place for more lines", f"add by hand: {lines}"
            )
        replace_file(path, amended.encode())
    except OSError as error:
        return Refusal(
            f"{quote_name(path.name)} cannot be written: {error.strerror}",
            "check the file and the folder",
        )
    return None


def insert_archive(text: str, document: Document, archive: Archive) -> str | None:
    """Insert the lines of `archive` into `text`, read as `document`; None if there is no place for
    them.

    The place is below the line of `url`, else above one of the fields after it, else the end.
    """
    if not isinstance(document.tree, dict) or "archive" in document.tree:
        return None
    wanted = {**document.tree, "archive": {"url": archive.url, "date": archive.date.text}}
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    (key_of_url,) = find_positions(document.text, [Place(document.path, ("url",), key=True)])
    indent = " " * (key_of_url.column - 1)
    for place in _list_places(document, len(lines)):
        amended = _insert_lines(lines, place, archive, indent)
        again, _ = read_text(amended.removeprefix(BOM), document.path)
        if again is not None and again.tree == wanted and len(amended.encode()) <= LARGEST:
            return amended
    return None


def _list_places(document: Document, end: int) -> Iterator[int]:
    """The numbers of lines above which the new ones may stand."""
    tree = document.tree
    keys = list(tree) if isinstance(tree, dict) else []
    places = (Place(document.path, (key,), key=True) for key in keys)
    positions = find_positions(document.text, places)
    lines = {key: position.line for key, position in zip(keys, positions, strict=True)}
    url = lines.get("url", end)
    yield min(url, end)
    yield from sorted({line - 1 for line in lines.values() if line > url})
    yield end


def _insert_lines(lines: list[str], place: int, archive: Archive, indent: str) -> str:
    newline = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    new = "".join(f"{line}{newline}" for line in format_field("archive", archive, indent))
    before, after = "".join(lines[:place]), "".join(lines[place:])
    if before and not before.endswith("\n"):  # the file ends without a line's end, and so it stays
        return before + newline + new.removesuffix(newline) + after
    return before + new + after
