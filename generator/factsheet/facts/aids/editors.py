"""The folder in which editors find the schemas of a project's facts, kept in step with them."""

from pathlib import Path

from factsheet.facts.aids.schema import build_schemas
from factsheet.facts.corpus import Corpus
from factsheet.facts.files import hold_folder, replace_file

FOLDER = ".factsheet"
"""Below the project's folder, and not in git: what it holds follows from the facts."""
SCHEMAS = "schemas"


def write_schemas(corpus: Corpus) -> None:
    """Write the schemas of the project of `corpus` into `.factsheet/schemas/`, those that have
    changed; nothing if that is a link.

    Raises OSError if they cannot be written; each is whole, or as it was.
    """
    folder = corpus.root / FOLDER / SCHEMAS
    if folder.is_symlink() or folder.parent.is_symlink():
        return
    texts = {folder / name: text.encode() for name, text in build_schemas(corpus).items()}
    texts = {folder.parent / ".gitignore": b"*\n", **texts}
    changed = {path: text for path, text in texts.items() if _read(path) != text}
    if changed:
        with hold_folder(folder):
            for path, text in changed.items():
                replace_file(path, text)


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() and not path.is_symlink() else None
