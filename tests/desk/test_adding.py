"""Sources added at the desk."""

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from factsheet.fetching.fetcher import Fetched
from support.desk import FERRY, ask, make_project, opening, read_files
from support.examples import write_files

ADDRESS = "https://www.courier.example/2031/ferries?utm_source=mail&id=7#top"
PAGE = """<!doctype html><html lang="en"><head><title>Ferries sail again</title>
<link rel="canonical" href="https://courier.example/2031/ferries?id=7&amp;fbclid=x">
<meta name="author" content="Ada Quill"><meta property="article:published_time" content="2021-05-06">
</head><body><article><h1>Ferries sail again</h1>
<p>The ferries of Lake Ostra sailed again on Monday morning, three days after the crews had gone on strike.</p>
<p>Ostra Lines said that every boat was full, and that more than nine thousand passengers were carried.</p>
<p><script>alert(1)</script>The union said that its members were glad to be back at work on the lake.</p>
</article></body></html>"""
OTHER = (
    "title: Ferries\nkind: article\npublisher: ostra-courier\n"
    "url: https://courier.example/2031/other\n"
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_files(make_project(tmp_path), {"sources/other.yml": OTHER})


@pytest.fixture
def client(project: Path) -> Iterator[TestClient]:
    asked: list[str] = []

    def fetch(url: str) -> Fetched:
        asked.append(url)
        return Fetched(
            url=url, final_url=url, media_type="text/html; charset=utf-8", data=PAGE.encode()
        )

    with opening(project, fetch=fetch) as opened:
        yield opened
    assert len(asked) <= 1


def test_an_address_is_fetched_and_what_the_page_declares_is_proposed(client: TestClient) -> None:
    told = ask(client, "find", address=ADDRESS)
    assert told["title"] == "Ferries sail again"
    assert (told["author"], told["issued"], told["language"]) == ("Ada Quill", "2021-05-06", "en")
    assert told["url"] == "https://courier.example/2031/ferries?id=7"
    assert told["publisher"] == "ostra-courier"
    assert told["twins"] == []
    assert "alert" not in told["begins"] + told["ends"]


def test_it_is_added_with_its_copy_and_can_be_read_at_once(
    client: TestClient, project: Path
) -> None:
    told = ask(client, "find", address=ADDRESS)
    fields = {name: told[name] for name in ("key", "title", "author", "issued", "language", "url")}
    answer = ask(client, "add", **fields, kind="article", publisher=told["publisher"])
    assert answer["id"] == "ferries-sail-again"
    assert (project / "facts/sources/ferries-sail-again.yml").read_text("utf-8") == (
        "title: Ferries sail again\n"
        "kind: article\n"
        "publisher: ostra-courier\n"
        "author: Ada Quill\n"
        "url: https://courier.example/2031/ferries?id=7\n"
        "issued: 2021-05-06\n"
        "accessed: 2031-05-05\n"
        "language: en\n"
    )
    assert "nine thousand passengers" in client.get("/read/ferries-sail-again").text
    assert (project / ".snapshots/ferries-sail-again.html").read_bytes() == PAGE.encode()


@pytest.mark.parametrize(
    "url",
    [
        "https://courier.example/2031/ferries?id=7",
        "http://www.courier.example/2031/ferries/?id=7&utm_campaign=x",
    ],
)
def test_a_twin_is_named_whatever_tracks_readers(tmp_path: Path, url: str) -> None:
    def fetch(asked: str) -> Fetched:
        return Fetched(url=asked, final_url=asked, media_type="text/html", data=PAGE.encode())

    there = f"title: There\nkind: article\nurl: {url}\n"
    with opening(
        write_files(make_project(tmp_path), {"sources/there.yml": there}), fetch
    ) as client:
        (twin,) = ask(client, "find", address=ADDRESS)["twins"]
    assert twin == {"id": "there", "title": "There", "why": "its address is the same"}


def test_a_text_is_pasted_and_a_file_is_given(client: TestClient, project: Path) -> None:
    told = ask(client, "find", text="A headline\nThe boat sailed.\n")
    assert (told["title"], told["url"], told["words"]) == ("A headline", "", 5)
    given = ask(client, "find", file=base64.b64encode(PAGE.encode()).decode())
    address = "https://courier.example/2031/ferries?id=7"
    assert (given["title"], given["url"]) == ("Ferries sail again", address)
    answer = ask(client, "add", key=told["key"], title="The boat", described=True, kind="letter")
    assert (project / "facts/sources/boat.yml").read_text("utf-8") == (
        "described_as: The boat\nkind: letter\naccessed: 2031-05-05\n"
    )
    assert (project / f".snapshots/{answer['id']}.txt").read_text("utf-8").endswith("sailed.\n")


def test_a_source_is_undone_with_the_copy_that_was_taken_of_it(
    client: TestClient, project: Path
) -> None:
    before = read_files(project)
    for _ in range(2):
        told = ask(client, "find", text="The boat sailed.\n")
        answer = ask(client, "add", key=told["key"], title="The boat", kind="letter")
        assert answer["id"] == "boat"
        assert ask(client, "undo")["done"] == "undone: add the source boat"
        assert read_files(project) == before


def test_an_id_that_has_a_copy_is_not_taken(client: TestClient, project: Path) -> None:
    (project / ".snapshots/boat.txt").write_text("Another text.", "utf-8")
    told = ask(client, "find", text="The boat sailed.\n")
    assert ask(client, "add", key=told["key"], title="The boat", kind="letter")["id"] == "boat-2"


def test_what_cannot_be_had_or_would_be_an_error_is_refused(
    client: TestClient, project: Path
) -> None:
    before = sorted(project.rglob("*"))
    for given in ({}, {"text": " "}, {"file": "no base64!"}, {"file": 7}, {"address": 7}):
        assert ask(client, "find", **given)["refused"], given
    pdf = base64.b64encode(b"%PDF-1.7 x").decode()
    assert "not text" in ask(client, "find", file=pdf)["refused"]
    key = ask(client, "find", text=FERRY.read_text("utf-8"))["key"]
    for fields in (
        {"title": "", "kind": "article"},
        {"title": "A", "kind": "no-kind"},
        {"title": "A", "kind": "article", "issued": "soon"},
        {"title": "A", "kind": "article", "publisher": "nobody"},
        {"title": "A", "kind": "article", "url": "javascript:alert(1)"},
    ):
        assert ask(client, "add", key=key, **fields)["refused"], fields
    assert ask(client, "add", key="0" * 64, title="A", kind="article")["refused"]
    assert sorted(project.rglob("*")) == before


def test_without_a_network_the_reason_is_told(tmp_path: Path) -> None:
    with opening(make_project(tmp_path)) as client:
        told = ask(client, "find", address=ADDRESS)
    assert told["refused"] == "there is no network"
    assert "add the file" in told["hint"]
