"""A page, and the files beside it."""

from collections.abc import Mapping
from pathlib import Path


def write_page(folder: Path, html: str) -> None:
    """Write the page of a folder, which is made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_bytes(html.encode("utf-8", errors="xmlcharrefreplace"))


def put_beside(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write `files`, by their paths from `folder`; folders are made that are not there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = folder / name
        if "/" in name:
            path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
