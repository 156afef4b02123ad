"""New files of facts from the command line, with a local server in the place of the internet."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from factsheet.cli import main
from factsheet.fetching.fetcher import Fetcher, Limits, Network
from support.examples import write_corpus
from support.misbehaving_server import MisbehavingServer, ok

TEXT = "The ferries of the lake sailed again on Monday morning, three days after the crews had gone on strike."
PAGE = f"""<!doctype html><html lang="en-GB"><head><title>Ferries sail again | The Gazette</title>
<meta property="og:title" content="Ferries sail again"><meta property="og:site_name" content="The Gazette">
<link rel="canonical" href="{{canonical}}"><meta name="author" content="Ada Quill; Bo Pen">
<meta property="article:published_time" content="2021-05-06"></head>
<body><article><h1>Ferries sail again</h1><p>{TEXT}</p><p>{TEXT.replace("ferries", "boats")}</p></article></body></html>"""


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MisbehavingServer]:
    with MisbehavingServer() as running:
        network = Network(
            resolve=lambda *_: ["127.0.0.1"], allow=lambda _: True, ports=frozenset({running.port})
        )
        fetcher = partial(Fetcher, limits=Limits(seconds=5), network=network)
        monkeypatch.setattr("factsheet.commands.new.Fetcher", fetcher)
        monkeypatch.chdir(tmp_path)
        write_corpus(tmp_path)
        page = PAGE.format(canonical=name(running, "/ferries?id=7&amp;fbclid=x"))
        running.serve("/ferries?id=7", ok(page.encode(), "text/html"))
        yield running


def name(server: MisbehavingServer, path: str) -> str:
    return f"http://lake.example:{server.port}{path}"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["new", *arguments])


def read(path: str) -> str:
    return Path("facts", path).read_text("utf-8")


def test_a_source_is_made_of_its_address_with_its_copy(server: MisbehavingServer) -> None:
    result = run("source", name(server, "/ferries?utm_source=mail&id=7#top"))
    assert result.exit_code == 0, result.output
    lines = read("sources/ferries-sail-again.yml").splitlines()
    accessed = lines.pop(-2)
    assert accessed.startswith("accessed: 20")
    assert lines == [
        "title: Ferries sail again",
        "kind: article",
        "publisher: gazette",
        "author:",
        "  - Ada Quill",
        "  - Bo Pen",
        f"url: {name(server, '/ferries?id=7')}",
        "issued: 2021-05-06",
        "language: en-GB",
    ]
    assert TEXT in Path(".snapshots/ferries-sail-again.txt").read_text("utf-8")
    assert "made facts/sources/ferries-sail-again.yml:\n  title: Ferries" in result.output
    left = result.output.partition("left to do:\n")[2].splitlines()
    assert [line.split(":")[0].strip() for line in left] == ["kind", "then"]


@pytest.mark.parametrize("path", ["/ferries/?id=7&gclid=1", "/short"])
def test_a_source_that_is_there_already_is_named(server: MisbehavingServer, path: str) -> None:
    """By its address without what tracks readers, and by the one that its page declares."""
    page = PAGE.format(canonical=name(server, "/ferries?id=7"))
    server.serve("/short", ok(page.encode(), "text/html"))
    assert run("source", name(server, "/ferries?id=7")).exit_code == 0
    before = sorted(Path().rglob("*"))
    result = run("source", name(server, path))
    assert result.exit_code == 1
    assert "ferries-sail-again is there already" in result.output
    assert "its address is the same" in result.output
    assert sorted(Path().rglob("*")) == before


def test_a_source_is_made_of_a_file_and_its_text_is_known_again(server: MisbehavingServer) -> None:
    Path("a.txt").write_text(f"Ferries sail\n\n{TEXT}\n", "utf-8")
    Path("b.txt").write_text(f"Ferries sail\n\n{TEXT}\n", "utf-8")
    result = run("source", "a.txt")
    assert result.exit_code == 0, result.output
    assert read("sources/ferries-sail.yml").startswith("title: Ferries sail\nkind: article\n")
    assert Path(".snapshots/ferries-sail.txt").read_bytes() == Path("a.txt").read_bytes()
    for field in ("title", "url", "publisher", "author", "issued", "language"):
        assert f"\n  {field}: " in result.output.partition("left to do")[2]
    again = run("source", "b.txt")
    assert again.exit_code == 1
    assert "ferries-sail is there already" in again.output
    assert "its text is the same" in again.output


def test_a_page_saved_from_a_browser_tells_its_address(server: MisbehavingServer) -> None:
    Path("a.html").write_text(PAGE.format(canonical="https://lake.example/x?utm_id=1"), "utf-8")
    assert run("source", "a.html").exit_code == 0
    assert "url: https://lake.example/x\n" in read("sources/ferries-sail-again.yml")
    assert run("source", "https://lake.example/x").exit_code == 1


def test_what_cannot_be_downloaded_is_made_of_its_address_and_a_file(
    server: MisbehavingServer,
) -> None:
    address = name(server, "/gone")
    refused = run("source", address)
    assert refused.exit_code == 1
    assert "factsheet new source ADDRESS FILE" in refused.output
    assert not Path(".snapshots").exists()
    Path("a.txt").write_text(f"Ferries sail\n\n{TEXT}\n", "utf-8")
    assert run("source", address, "a.txt").exit_code == 0
    assert f"url: {address}\n" in read("sources/ferries-sail.yml")


def test_nothing_is_written_over(server: MisbehavingServer) -> None:
    """Not a record of another kind, a file that cannot be read, or a copy without a record."""
    taken = Path("facts/sources/ferries-sail-again.yml")
    taken.write_text("title: [\n")
    Path(".snapshots").mkdir()
    Path(".snapshots/ferries-sail-again-2.txt").write_text("Another text.")
    assert run("source", name(server, "/ferries?id=7")).exit_code == 0
    assert taken.read_text() == "title: [\n"
    assert Path(".snapshots/ferries-sail-again-2.txt").read_text() == "Another text."
    assert read("sources/ferries-sail-again-3.yml").startswith("title: Ferries sail again\n")


def test_what_a_page_declares_and_no_file_may_hold_is_left_out(server: MisbehavingServer) -> None:
    page = PAGE.format(canonical="javascript:alert(1)")
    page = page.replace("Ferries sail", "Ferries s\u0430il")  # a Cyrillic letter
    server.serve("/odd", ok(page.encode(), "text/html; charset=utf-8"))
    result = run("source", name(server, "/odd"))
    assert result.exit_code == 0, result.output
    text = read("sources/document.yml")
    assert text.startswith("described_as: A document\n")
    assert f"url: {name(server, '/odd')}\n" in text
    assert "title: what the page says cannot stand in a file" in result.output


@pytest.mark.parametrize("places", [("nowhere.txt",), ("ftp://a.example/x",), ("https://a.example/x", "https://b.example/x"), ("https://a.example/x y",)])  # fmt: skip
def test_what_is_neither_an_address_nor_a_file_ends_it(
    server: MisbehavingServer, places: tuple[str, ...]
) -> None:
    assert run("source", *places).exit_code == 2


def test_an_event_is_made_of_its_title(server: MisbehavingServer) -> None:
    result = run("event", "A meeting of ministers", "--date", "2022-03-01")
    assert result.exit_code == 0, result.output
    path = "events/meeting-ministers-2022-03-01.yml"
    assert read(path) == "title: A meeting of ministers\ndate: 2022-03-01\nkind: meeting\n"
    assert "kind: meeting unless it is one of call, " in result.output
    again = run("event", "a Meeting of  ministers", "--date", "2022-03-01")
    assert again.exit_code == 1
    assert "meeting-ministers-2022-03-01 is there already" in again.output
    assert run("event", "A meeting of ministers", "--date", "2022-03-02").exit_code == 0


def test_an_actor_is_made_of_its_name(server: MisbehavingServer) -> None:
    assert run("actor", "Zoë Ørsted").exit_code == 0
    assert read("actors/zoe-orsted.yml") == "name: Zoë Ørsted\nkind: person\n"
    assert run("actor", "alice").exit_code == 1
    result = run("actor", "Ostra Lines", "--kind", "company")
    assert read("actors/ostra-lines.yml") == "name: Ostra Lines\nkind: company\n"
    assert "kind:" not in result.output.partition("left to do")[2]


@pytest.mark.parametrize("arguments", [("event", "x", "--kind", "nope"), ("event", "x", "--date", "soon"), ("actor", "\u202e")])  # fmt: skip
def test_what_would_be_an_error_is_not_made(
    server: MisbehavingServer, arguments: tuple[str, ...]
) -> None:
    before = sorted(Path().rglob("*"))
    assert run(*arguments).exit_code == 1
    assert sorted(Path().rglob("*")) == before
