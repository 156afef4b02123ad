"""Projects built and served by the real MkDocs, for the tests that look at whole sites."""

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import urlopen

from bs4 import BeautifulSoup, Tag

from support.places import ROOT

PROJECT = ("mkdocs.yml", "docs", "facts", "site_templates")


def copy_project(folder: Path) -> Path:
    """This project's own site, copied to `folder`: settings, hand-written pages, facts and
    templates.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in PROJECT:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        else:
            shutil.copy(source, folder / name)
    return folder


def run_mkdocs(
    folder: Path, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Runs MkDocs in `folder` as a user does; the caller looks at the exit code."""
    command = [sys.executable, "-m", "mkdocs", *arguments]
    settings = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment}
    return subprocess.run(
        command, cwd=folder, env=settings, capture_output=True, text=True, timeout=300
    )


def build_site(folder: Path, **environment: str) -> Path:
    """Builds strictly and returns the site's folder; a failure shows what MkDocs printed."""
    done = run_mkdocs(folder, "build", "--strict", **environment)
    assert done.returncode == 0, done.stderr
    return folder / "site"


def list_files(site: Path) -> Mapping[str, bytes]:
    """Every file of a built site by its path."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }


@cache
def read_page(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


class Served:
    """A running `mkdocs serve`."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.process = process
        self.address = address

    def read(self, path: str) -> str:
        with urlopen(self.address + path, timeout=60) as answer:
            return str(answer.read().decode("utf-8"))

    def wait_for_rebuild(self, page: str) -> None:
        """Waits, as the script in a served `page` does, until the site is newer than that page."""
        epoch, number = re.search(r"livereload\((\d+), (\d+)\);", page).groups()
        while int(self.read(f"livereload/{epoch}/{number}")) <= int(epoch):
            pass  # the server answers when there is news, or after a minute without


@contextmanager
def serve_site(folder: Path) -> Iterator[Served]:
    """Runs `mkdocs serve --livereload` in `folder` and hands it over once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "serve",
        "--livereload",
        "--dev-addr",
        f"127.0.0.1:{port}",
    ]
    settings = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, cwd=folder, env=settings, stderr=subprocess.PIPE, text=True)
    try:
        for line in process.stderr:
            if "Serving on" in line:
                break
        else:
            raise AssertionError("mkdocs serve stopped before it served")
        yield Served(process, f"http://127.0.0.1:{port}/")
    finally:
        process.terminate()
        process.communicate()


def follow(site: Path, page: Path, href: str) -> tuple[Path | None, str]:
    """The file and the anchor that a link leads to; no file for an address outside the site."""
    at = urljoin(HOME + page.relative_to(site).as_posix(), href)
    if not at.startswith(HOME):
        return None, ""
    parts = urlsplit(at)
    target = site / unquote(parts.path).lstrip("/")
    return (target / "index.html" if parts.path.endswith("/") else target), unquote(parts.fragment)


def list_evidence(site: Path, page: Path, place: Tag) -> Iterator[Tag]:
    """The evidence that the markers within `place` lead to, in one click."""
    for marker in place.select(".fs-markers a"):
        target = find_target(site, page, marker["href"])
        assert target is not None, marker["href"]
        yield target


HOME = "https://site.example/"


def find_target(site: Path, page: Path, href: str) -> Tag | None:
    path, anchor = follow(site, page, href)
    assert path is not None, href
    return read_page(path).find(id=anchor)
