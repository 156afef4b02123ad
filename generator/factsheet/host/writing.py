"""The files beside a page."""

from collections.abc import Mapping
from pathlib import Path


def put_beside(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write `files`, by their paths from `folder`, which is there; folders below it are made."""
    for name, content in files.items():
        path = folder / name
        if "/" in name:
            path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
