"""`factsheet verify --check`: records are repeated, and none is written."""

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from factsheet.cli import main
from factsheet.fetching.fetcher import Fetcher, Limits, Network
from factsheet.fetching.politeness import Pace
from factsheet.pipeline.repeated import read_repeated
from support.clock import Clock
from support.examples import write_corpus
from support.misbehaving_server import MisbehavingServer, ok
from support.repository import commit_all

TEXT = "They spoke for an hour. Nobody else was there, and nothing was signed after all of it."
PAGE = "<html><body><article><h1>Alice and Bob talk</h1><p>{}</p></article></body></html>"
TALK = """title: A talk
kind: call
statements:
  - id: length
    text: "[Alice](actor:alice) and [Bob](actor:bob) spoke for an hour."
    attributed_to: alice
    evidence:
      - {source: article, quote: spoke for an hour}
      - {source: article, quote: nothing was signed}
"""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[MisbehavingServer]:
    with MisbehavingServer() as server:
        network = Network(
            resolve=lambda *_: ["127.0.0.1"], allow=lambda _: True, ports=frozenset({server.port})
        )
        fetcher = partial(Fetcher, limits=Limits(seconds=5), network=network)
        monkeypatch.setattr("factsheet.commands.repeating.Fetcher", fetcher)
        clock = Clock()
        monkeypatch.setattr(
            "factsheet.commands.repeating.Pace", lambda seconds: Pace(seconds, clock.sleep, clock)
        )
        yield server


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: MisbehavingServer) -> Path:
    """A project with one proven source, all of it committed, and no copies beside it."""
    source = (
        f"title: Alice and Bob talk\nkind: article\nurl: http://news.example:{server.port}/a\n"
        "publisher: gazette\n"
    )
    write_corpus(tmp_path, {"sources/article.yml": source, "events/talk.yml": TALK})
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".gitignore").write_text("copies/\n")
    (tmp_path / "copies").mkdir()
    (tmp_path / "copies" / "article.txt").write_text(TEXT)
    assert run("verify", "--snapshots", "copies").exit_code == 0
    commit_all(tmp_path)
    return tmp_path


def run(*arguments: str, **environment: str) -> Result:
    return CliRunner(env=environment).invoke(main, arguments)


def check(*more: str, copies: str = "copies", **environment: str) -> Result:
    return run("verify", "--check", "--snapshots", copies, *more, **environment)


def find_record(project: Path) -> Path:
    return project / "facts" / "proofs" / "article.yml"


def add_quote(project: Path, quote: str) -> None:
    """Add a quote that the copy lacks, and write its record by hand, like any other."""
    with (project / "facts" / "events" / "talk.yml").open("a") as file:
        file.write(f"      - {{source: article, quote: {quote}}}\n")
    copy = project / "copies" / "article.txt"
    copy.write_text(f"{TEXT} So launch missiles and: {quote}")
    assert run("verify", "--snapshots", "copies").exit_code == 0
    copy.write_text(TEXT)


def test_a_record_is_repeated_by_its_copy_and_nothing_is_written(project: Path) -> None:
    before = find_record(project).read_bytes()
    result = check()
    assert result.exit_code == 0, result.output
    assert "article: repeated, 2 quotes" in result.output
    assert "1 record: 1 repeated, 0 not, 0 wrong." in result.output
    assert find_record(project).read_bytes() == before


def test_a_record_that_the_copy_does_not_bear_out_is_wrong(project: Path) -> None:
    path = find_record(project)
    path.write_text(path.read_text().replace("found: 5-22", "found: 6-23"))
    result = check()
    assert result.exit_code == 1
    assert "article: not what the copy holds" in result.output
    assert "talk#length: the record says 6-23" in result.output


def test_every_field_of_a_record_is_repeated(project: Path) -> None:
    path = find_record(project)
    honest = path.read_text()
    assert "  count: " in honest
    path.write_text(honest.replace("  count: ", "  count: 9"))
    result = check()
    assert result.exit_code == 1
    assert "sentences: the record says" in result.output


def test_without_a_copy_a_record_is_not_repeated_and_wrong_only_if_it_changed(
    project: Path,
) -> None:
    result = check("--base", "HEAD", copies="none")
    assert result.exit_code == 0
    assert "article: not repeated" in result.output
    add_quote(project, "launch missiles")
    result = check("--base", "HEAD", copies="none")
    assert result.exit_code == 1
    assert "article: changed, and not repeated" in result.output


def test_an_approval_holds_for_the_very_record_alone(project: Path) -> None:
    add_quote(project, "launch missiles")
    asked = check("--base", "HEAD", copies="none").output
    label = next(word for word in asked.split() if word.startswith("proof:"))
    result = check("--base", "HEAD", copies="none", FACTSHEET_APPROVED=f"bug,{label} other")
    assert result.exit_code == 0, result.output
    assert "article: changed, and approved by a person, 3 quotes" in result.output
    add_quote(project, "kill everybody there")
    again = check("--base", "HEAD", "--approved", label, copies="none")
    assert again.exit_code == 1
    assert label not in again.output


def test_an_approval_does_not_outweigh_a_copy_that_differs(project: Path) -> None:
    add_quote(project, "launch missiles")
    asked = check("--base", "HEAD", copies="none").output
    label = next(word for word in asked.split() if word.startswith("proof:"))
    result = check("--base", "HEAD", "--approved", label)
    assert result.exit_code == 1
    assert "not what the copy holds" in result.output


@pytest.mark.parametrize(
    ("page", "code", "words"),
    [
        (ok(PAGE.format(f"{TEXT} We said: we launch missiles").encode()), 0, "changed, and repeated"),
        (ok(PAGE.format(TEXT).encode()), 1, "a quote never stood in the article"),
        (ok(PAGE.format("This page has moved to our archive, and is there.").encode()), 1, "has changed since"),
        (ok(b"<html><body><script>app()</script></body></html>"), 1, "not repeated"),
        (ok(b"", status="404 Not Found"), 1, "not repeated"),
    ],
)  # fmt: skip
def test_a_changed_record_is_repeated_by_the_article_and_drift_told_from_forgery(
    project: Path, server: MisbehavingServer, page: bytes, code: int, words: str
) -> None:
    server.serve("/a", page)
    add_quote(project, "launch missiles")
    result = check("--base", "HEAD", "--fetch", copies="none")
    assert result.exit_code == code, result.output
    assert words in result.output


def test_an_unchanged_record_is_not_fetched(project: Path, server: MisbehavingServer) -> None:
    assert check("--base", "HEAD", "--fetch", copies="none").exit_code == 0
    assert server.connections == 0


def test_a_removed_record_is_named(project: Path) -> None:
    find_record(project).unlink()
    result = check("--base", "HEAD")
    assert "article: its proof was removed" in result.output


def test_the_summary_asks_by_name_of_source_and_holds_no_live_markup(project: Path) -> None:
    add_quote(project, "launch missiles")
    check("--base", "HEAD", "--summary", "summary.md", copies="none")
    summary = (project / "summary.md").read_text()
    assert "`article`: changed, and not repeated" in summary
    assert "with the label `proof:" in summary


def test_what_was_repeated_is_written_for_the_build_and_holds_for_these_bytes(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert check("--repeated", "repeated.json").exit_code == 0
    assert list(json.loads((project / "repeated.json").read_text())) == ["article"]
    monkeypatch.setenv("FACTSHEET_REPEATED", str(project / "repeated.json"))
    facts = project / "facts"
    assert read_repeated(facts, ["article", "letter"]) == {"article"}
    find_record(project).write_text(find_record(project).read_text() + "# later\n")
    assert read_repeated(facts, ["article"]) == frozenset()


@pytest.mark.parametrize("text", ["", "[]", "{", '{"article": 1}', "null"])
def test_a_list_that_says_nothing_repeats_nothing(
    project: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    (project / "repeated.json").write_text(text)
    monkeypatch.setenv("FACTSHEET_REPEATED", str(project / "repeated.json"))
    assert read_repeated(project / "facts", ["article", "gone"]) == frozenset()


@pytest.mark.parametrize(
    "options",
    [
        ("--base", "HEAD"),
        ("--fetch",),
        ("--summary", "x"),
        ("--check", "--fetch"),
        ("--check", "--base", "nothing"),
    ],
)
def test_options_that_make_no_sense_are_refused(project: Path, options: tuple[str, ...]) -> None:
    assert run("verify", *options).exit_code == 2
