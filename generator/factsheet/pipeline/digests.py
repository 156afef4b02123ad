"""Digests, which tell whether something has changed."""

import hashlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path

import factsheet
from factsheet.site.shipped import shipped_templates

RECORDS = ("sources", "actors", "events", "proofs", "links")
"""The folders of facts whose files are records."""


def digest_value(value: object) -> str:
    """A digest of something whose `repr` is the same in every process."""
    return digest_bytes(repr(value).encode("utf-8", "backslashreplace"))


def digest_bytes(content: bytes) -> str:
    """A digest of bytes: 32 hexadecimal digits of BLAKE2b."""
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def digest_files(folder: Path) -> dict[str, str]:
    """Digests of the files of facts in `folder`, by folder and id."""
    digests: dict[str, str] = {}
    for name in RECORDS:
        for path in sorted((folder / name).glob("*.yml")):
            if path.is_file():
                digests[f"{name}/{path.stem}"] = digest_bytes(path.read_bytes())
    return digests


def digest_folder(folder: Path, ending: str = "") -> str:
    """A digest of the files below `folder`, or of those with an `ending`."""
    files = sorted(path for path in folder.rglob(f"*{ending}") if path.is_file())
    return digest_value(
        [(os.fspath(path.relative_to(folder)), digest_bytes(path.read_bytes())) for path in files]
    )


def list_program() -> Iterable[object]:
    """What tells this program from others: its files and templates, and the libraries that it may
    use.
    """
    folders = (Path(folder) for folder in sys.path)
    yield sorted(path.name for folder in folders for path in folder.glob("*.dist-info"))
    yield sys.version, sys.byteorder, digest_folder(Path(factsheet.__file__).parent, ".py")
    yield digest_folder(shipped_templates())
