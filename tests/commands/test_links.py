"""The commands `links` and `archive` with a local server in the place of the internet: files,
words, exit codes.
"""

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from factsheet.cli import CRASHED, INTERRUPTED, main
from factsheet.fetching.archive import Archiver
from factsheet.fetching.fetcher import Fetcher, Limits, Network
from factsheet.fetching.link_report import END
from factsheet.fetching.politeness import Pace
from factsheet.pipeline.build import check_facts
from factsheet.proof.judgement import judge_quotes
from support.clock import Clock
from support.examples import write_corpus
from support.misbehaving_server import MisbehavingServer, ok

JOB = ok(json.dumps({"job_id": "spn2-1"}).encode(), "application/json")
DONE = {
    "status": "success",
    "timestamp": "20220221101112",
    "original_url": "https://gazette.example/talk",
}


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[MisbehavingServer]:
    """Every name leads to it, nobody sleeps, and it plays the Internet Archive, too."""
    with MisbehavingServer() as server:
        network = Network(
            resolve=lambda *_: ["127.0.0.1"], allow=lambda _: True, ports=frozenset({server.port})
        )
        fetcher = partial(Fetcher, limits=Limits(seconds=5), network=network)
        for verb in ("links", "archive"):
            monkeypatch.setattr(f"factsheet.commands.{verb}.Fetcher", fetcher)
        monkeypatch.setattr("factsheet.commands.links.Pace", partial(make_pace, Clock()))
        base = f"http://archive.example:{server.port}"
        monkeypatch.setattr(
            "factsheet.commands.archive.Archiver",
            lambda f, _, keys: Archiver(f, lambda _: None, keys, base),
        )
        for name in ("IA_ACCESS_KEY_ID", "IA_SECRET_ACCESS_KEY"):
            monkeypatch.delenv(name, raising=False)
        yield server


def make_pace(clock: Clock, seconds: float) -> Pace:
    return Pace(seconds, clock.sleep, clock)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: MisbehavingServer) -> Path:
    monkeypatch.chdir(tmp_path)
    archive = f"archive: {{url: http://archive.example:{server.port}/talk, date: 2022-02-21}}\n"
    article = (
        "title: T\nkind: article\npublisher: gazette\nurl:"
        f" http://gazette.example:{server.port}/talk # ours\n"
    )
    return write_corpus(tmp_path, {"sources/article.yml": article + archive})


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def drop_archive(project: Path) -> Path:
    path = project / "facts/sources/article.yml"
    path.write_text(
        "".join(
            line for line in path.read_text().splitlines(True) if not line.startswith("archive")
        )
    )
    return path


def test_all_alive_exits_with_0_and_is_written_down(project, server):
    server.serve("/talk", ok(b""))
    result = run("links")
    assert result.exit_code == 0, result.output
    assert (
        result.stdout.splitlines()[-1] == "Addresses: 2 alive, 0 redirected, 0 gone, 0 unreachable."
    )
    check = check_facts(project)[0].links["article"]
    assert [one.state for one in check.addresses] == ["alive", "alive"]
    assert [path.name for path in (project / "facts/links").iterdir()] == ["article.yml"]


def test_something_gone_exits_with_1_and_unreachable_alone_with_0(project, server):
    assert run("links").exit_code == 1
    server.serve("/talk", ok(b"", status="503 Unavailable"))
    result = run("links", "article")
    assert result.exit_code == 0
    assert "article: unreachable: " in result.stdout
    assert run("check").exit_code == 0


def test_a_drifted_quote_exits_with_1(project, server):
    copy = project / "copy.txt"
    copy.write_text("They spoke for an hour.")
    assert run("snapshot", "article", str(copy)).exit_code == 0
    assert run("verify").exit_code == 0
    server.serve("/talk", ok(b"They spoke for an hour.", "text/plain"))
    assert run("links", "--quotes").exit_code == 0
    server.serve("/talk", ok(b"They spoke for two hours.", "text/plain"))
    assert run("links").exit_code == 0
    result = run("links", "--quotes")
    assert result.exit_code == 1
    assert "article: quote drifted: talk#length" in result.stdout
    assert run("links").exit_code == 1  # what was found of the quotes is kept


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("arguments", [(), ("--quotes",)])
def test_the_state_of_all_quotes_is_worked_out_once_for_all_sources(monkeypatch, arguments):
    judged = []
    monkeypatch.setattr(
        "factsheet.fetching.links.judge_quotes",
        lambda corpus: judged.append(corpus) or judge_quotes(corpus),
    )
    run("links", *arguments)
    assert len(judged) == 1


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("verb", ["links", "archive"])
def test_a_crash_has_a_code_of_its_own_and_prints_no_report(monkeypatch, verb):
    def crash(*_: object) -> None:
        raise RuntimeError("\x1b[2J\n::error::forged")

    monkeypatch.setattr(f"factsheet.commands.{verb}.choose", crash)
    result = run(verb)
    assert (result.exit_code, result.stdout) == (CRASHED, "")
    assert CRASHED not in (0, 1, 2)
    lines = result.stderr.splitlines()
    assert "RuntimeError: \\u001b[2J" in lines[-2]
    assert all(line.startswith("crashed: ") for line in lines)


@pytest.mark.usefixtures("project")
def test_an_interrupted_command_does_not_end_as_if_something_were_gone(monkeypatch):
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("factsheet.commands.links.choose", interrupt)
    result = run("links")
    assert (result.exit_code, result.stdout, result.stderr) == (INTERRUPTED, "", "interrupted\n")


def test_the_last_line_of_a_report_says_that_it_is_whole(project):
    assert run("links", "--format", "markdown").stdout.splitlines()[-2:] == ["", END]


def test_markdown_is_all_that_is_printed(project, server):
    result = run("links", "--format", "markdown")
    assert result.stdout.startswith(
        "Addresses: 0 alive, 0 redirected, 2 gone, 0 unreachable. Asked on "
    )
    assert (
        f"- `article`: `http://gazette.example:{server.port}/talk`: `the server answered 404`"
        in result.stdout
    )


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("verb", ["links", "archive"])
def test_an_unknown_source_exits_with_2(verb):
    result = run(verb, "artcle")
    assert result.exit_code == 2
    assert 'no source "artcle"; did you mean "article"?' in result.stderr


def test_a_confirmed_copy_is_written_into_the_facts_and_nothing_else(project, server):
    path = drop_archive(project)
    before = path.read_text()
    server.serve("/save", JOB)
    server.serve("/save/status/spn2-1", ok(json.dumps(DONE).encode(), "application/json"))
    result = run("archive")
    assert result.exit_code == 0, result.output
    url = "https://web.archive.org/web/20220221101112/https://gazette.example/talk"
    assert path.read_text() == f"{before}archive:\n  url: {url}\n  date: 2022-02-21\n"
    assert run("archive").stdout == ""
    assert run("archive", "article").stdout == f"article: has a copy, {url}\n"


def test_an_unconfirmed_copy_changes_nothing_and_exits_with_1(project, server):
    path = drop_archive(project)
    before = path.read_bytes()
    server.serve("/save", ok(b"{}", status="401 Unauthorized"))
    result = run("archive")
    assert result.exit_code == 1
    assert (
        "article: the archive: the server answered 401; make keys at https://archive.org/account/"
        in result.stdout
    )
    assert path.read_bytes() == before


@pytest.mark.usefixtures("project")
def test_a_source_without_an_address_exits_with_1():
    result = run("archive", "letter")
    assert (result.exit_code, result.stdout) == (1, "letter: has no address\n")


def test_keys_come_from_the_environment_both_or_none(project, server, monkeypatch):
    drop_archive(project)
    monkeypatch.setenv("IA_ACCESS_KEY_ID", "access")
    assert run("archive").exit_code == 2
    monkeypatch.setenv("IA_SECRET_ACCESS_KEY", "s3 cret\n")
    result = run("archive")
    assert result.exit_code == 2
    assert "s3" not in result.output
    assert server.connections == 0
    monkeypatch.setenv("IA_SECRET_ACCESS_KEY", "s3cret")
    assert run("archive").exit_code == 1
    assert "Authorization: LOW access:s3cret" in server.heads[0]
