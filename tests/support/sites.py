"""Projects built and served by the real MkDocs, for the tests that look at whole sites."""

import fcntl
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import urlopen

from bs4 import BeautifulSoup, Tag

from support.examples import write_corpus
from support.places import LAID_OVER, NEWCOMER, ROOT, SMALL

SETTINGS = ("mkdocs.yml", "site_templates")
"""What both sites take from this project: its settings and its templates."""

PUBLISHED = {
    "SITE_URL": "https://site.example/site/",
    "REPO_URL": "https://code.example/someone/facts",
}
"""The addresses of the sites that all tests share, as the workflow gives them. The first ends like
the folder that MkDocs builds into: a server of the folder above it has the site at the same path.
"""


def copy_example(folder: Path) -> Path:
    """This repository's own site as a project in `folder`, with a newcomer's facts beside its own:
    what holds for any facts holds for these.
    """
    _lay(folder, ROOT, "docs", "facts")
    shutil.copytree(NEWCOMER, folder, dirs_exist_ok=True)
    return folder


def copy_valid(folder: Path) -> Path:
    """A project in `folder` with a few facts and pages in which nothing is wrong."""
    write_corpus(_lay(folder, ROOT))
    for name in ("index", "method", "contribute"):  # those that the settings name
        page = folder / "docs" / f"{name}.md"
        page.parent.mkdir(exist_ok=True)
        page.write_text(f"# {name.title()}\n\n[facts: statement talk#length]\n", "utf-8")
    return folder


def copy_small(folder: Path) -> Path:
    """The small corpus as a project in `folder`, with what is laid over it for the browser."""
    _lay(folder, SMALL, "facts")
    shutil.copytree(LAID_OVER, folder, dirs_exist_ok=True)
    return folder


def _lay(folder: Path, project: Path, *names: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for source in (*(ROOT / name for name in SETTINGS), *(project / name for name in names)):
        if source.is_dir():
            shutil.copytree(source, folder / source.name)
        else:
            shutil.copy(source, folder / source.name)
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


def build_site(project: Path, *options: str, **environment: str) -> Path:
    """Builds strictly and returns the site's folder; a failure shows what MkDocs printed."""
    return build_faulty(project, "--strict", *options, **environment)


def build_faulty(project: Path, *options: str, **environment: str) -> Path:
    """As `build_site`, of a project in which something is wrong."""
    done = run_mkdocs(project, "build", *options, **environment)
    assert done.returncode == 0, done.stderr
    return project / "site"


def build_once(folder: Path, build: Callable[[Path], Path]) -> Path:
    """The site that `build` makes of the project that it puts into a folder below `folder`.

    The first of all processes of a test run builds it; the others wait for that one.
    """
    folder.mkdir(exist_ok=True)
    project, done = folder / "project", folder / "done"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(project, ignore_errors=True)
            done.write_text(str(build(project)), "utf-8")
    return Path(done.read_text("utf-8"))


def list_files(site: Path) -> Mapping[str, bytes]:
    """Every file of a built site by its path."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }


@cache
def read_page(path: Path) -> BeautifulSoup:
    """A page of a built site. It is parsed once in each process."""
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


@cache
def read_ids(path: Path) -> Mapping[str, Tag]:
    """The elements of a page by their id."""
    return {str(element["id"]): element for element in read_page(path).find_all(id=True)}


class Served:
    """A running `mkdocs serve`."""

    def __init__(
        self, process: subprocess.Popen[str], address: str, said: SimpleQueue[str]
    ) -> None:
        self.process = process
        self.address = address
        self.said = said

    def read(self, path: str) -> str:
        with urlopen(self.address + path, timeout=60) as answer:
            return str(answer.read().decode("utf-8"))

    def wait_for_rebuild(self, page: str) -> None:
        """Waits, as the script in a served `page` does, until the site is newer than that page."""
        epoch, number = re.search(r"livereload\((\d+), (\d+)\);", page).groups()
        while int(self.read(f"livereload/{epoch}/{number}")) <= int(epoch):
            pass  # the server answers when there is news, or after a minute without

    def read_once(self, path: str, is_wanted: Callable[[str], bool]) -> str:
        """Reads a page, after as many rebuilds as it takes until it is what is wanted."""
        while not is_wanted(page := self.read(path)):
            self.wait_for_rebuild(page)
        return page

    def wait_for_words(self, words: str) -> None:
        """Waits until the server says a line with these words."""
        self.read_words(words)

    def read_words(self, last: str) -> str:
        """What the server says until it says a line with the words `last`."""
        lines = [self.said.get(timeout=60)]
        while last not in lines[-1]:
            lines.append(self.said.get(timeout=60))
        return "".join(lines)


@contextmanager
def serve_site(folder: Path, *options: str) -> Iterator[Served]:
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
        *options,
    ]
    settings = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, cwd=folder, env=settings, stderr=subprocess.PIPE, text=True)
    try:
        for line in process.stderr:
            if "Serving on" in line:
                break
        else:
            raise AssertionError("mkdocs serve stopped before it served")
        said: SimpleQueue[str] = SimpleQueue()
        reader = Thread(target=lambda: [said.put(line) for line in process.stderr])
        reader.start()  # a server whose words nobody reads stops when the pipe is full
        try:
            yield Served(process, f"http://127.0.0.1:{port}/", said)
        finally:
            process.terminate()
            reader.join()
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


def list_evidence(row: Tag) -> list[Tag]:
    """The evidence that stands in a row."""
    return list(row.select(".fs-passages li"))


HOME = "https://site.example/"


def list_html(site: Path) -> list[str]:
    """The pages of a site by their path below it."""
    return [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]
