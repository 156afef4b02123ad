"""A desk over a small project of a newspaper's making, asked as a browser asks it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from factsheet.desk.app import make_app
from factsheet.desk.guard import Guard
from factsheet.desk.state import Desk
from factsheet.fetching.fetcher import Fetched
from factsheet.problems import Refusal
from factsheet.proof.quotes import normalise_text
from support.places import DATA

FERRY = DATA / "desk" / "ferry.txt"
Fetch = Callable[[str], Fetched | Refusal]
PORT = 8765
TOKEN = "token-of-the-test"
TODAY = date(2031, 5, 5)
ADDRESS = f"http://127.0.0.1:{PORT}"

SOURCE = """\
title: Ferry crews of Lake Ostra end their strike after night talks
kind: article
publisher: ostra-courier
issued: 2031-05-04
accessed: 2031-05-05
language: en
note: It has no address; the copy was typed from the printed paper.
"""
PUBLISHER = "name: Ostra Courier\nkind: outlet\n"


def make_project(folder: Path) -> Path:
    """A project whose only facts are an article, of which there is a copy, and its publisher."""
    for name in ("sources", "actors", "events"):
        (folder / "facts" / name).mkdir(parents=True)
    (folder / "facts" / "sources" / "ferry-strike.yml").write_text(SOURCE, "utf-8")
    (folder / "facts" / "actors" / "ostra-courier.yml").write_text(PUBLISHER, "utf-8")
    (folder / ".snapshots").mkdir()
    shutil.copy(FERRY, folder / ".snapshots" / "ferry-strike.txt")
    return folder


def refuse(url: str) -> Fetched | Refusal:
    """There is no network here."""
    return Refusal("there is no network")


def make_desk(project: Path, fetch: Fetch = refuse) -> Desk:
    return Desk(project, project / ".snapshots", today=lambda: TODAY, fetch=fetch)


def make_client(project: Path, fetch: Fetch = refuse) -> TestClient:
    """A browser before the desk of a project, without a session."""
    guard = Guard(make_app(make_desk(project, fetch)), PORT, TOKEN)
    return TestClient(guard, base_url=ADDRESS, follow_redirects=False)


@contextmanager
def opening(project: Path, fetch: Fetch = refuse) -> Iterator[TestClient]:
    """The browser that opened the desk's address."""
    with make_client(project, fetch) as client:
        client.get(f"/?token={TOKEN}")
        yield client


def ask(client: TestClient, name: str, /, **given: object) -> dict[str, Any]:
    """What the desk answers to a request of its own pages."""
    answer = client.post(f"/do/{name}", json=given, headers={"origin": ADDRESS})
    told = answer.json()
    assert isinstance(told, dict)
    return told


def find_marks(*words: str, text: str = "") -> list[list[int]]:
    """Where words stand in the normalised text of the article, as the browser tells it."""
    plain = normalise_text(text or FERRY.read_text("utf-8"))
    return [[plain.index(some), plain.index(some) + len(some)] for some in words]


def read_files(project: Path) -> dict[str, bytes]:
    """The files of a project by their paths, but for what is kept for editors."""
    names = (path.relative_to(project) for path in project.rglob("*") if path.is_file())
    return {
        name.as_posix(): (project / name).read_bytes()
        for name in names
        if name.parts[0] != ".factsheet"
    }
