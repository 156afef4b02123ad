"""Add to the file of a source where an archive keeps a copy of it."""

from pathlib import Path

from factsheet.facts.files import load_text, replace_file
from factsheet.facts.model import Archive
from factsheet.facts.writing.amend import amend_text, read_tree
from factsheet.facts.writing.changes import Put
from factsheet.facts.writing.writer import make_tree
from factsheet.problems import Refusal, Refused, quote_name


def add_archive(path: Path, archive: Archive) -> Refusal | None:
    """Write `archive` into the source's file; refuse if its layout has no place for it, or it has
    one now. The caller holds the folder.
    """
    name = quote_name(path.name)
    text, problems = load_text(path, path.name)
    if text is None:
        return Refusal(f"{name} cannot be read: {problems[0].message}", "run factsheet check")
    try:
        replace_file(path, insert_archive(path.read_bytes().decode(), archive).encode())
    except Refused as refused:
        return Refusal(f"{name}: {refused.refusal.reason}", refused.refusal.hint)
    except OSError as error:
        reason = f"{name} cannot be written: {error.strerror}"
        return Refusal(reason, "check the file and the folder")
    return None


def insert_archive(text: str, archive: Archive) -> str:
    """Insert the lines of `archive` into the text of a source's file: below the line of `url`, if
    it can be.

    Raises Refused if there is no place for them, or the source has an archived copy.
    """
    tree = read_tree(text)
    if isinstance(tree, dict) and "archive" in tree:
        raise Refused("it names an archived copy now", "look at what is there now")
    return amend_text(text, [Put(("archive",), make_tree(archive), ("url", "archive"))])
