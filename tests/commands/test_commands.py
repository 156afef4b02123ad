"""The verbs that look at copies of articles, run as a user runs them."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from factsheet.cli import main
from factsheet.facts.load import read_corpus
from factsheet.proof.judgement import judge_quotes
from support.examples import write_corpus

TEXT = "The talk lasted for an hour. It ended in \u202ean agreement."
HEAD = "<html lang='en'><head><title>Talk</title></head>"
PAGE = HEAD + "<body><article><h1>Talk</h1><p>{}</p></article></body></html>"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_corpus(tmp_path, {})


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_verify_proves_what_stands_in_the_copy(project: Path) -> None:
    (project / ".snapshots").mkdir()
    (project / ".snapshots" / "article.txt").write_text(TEXT, "utf-8")
    result = run("verify")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[-1] == (
        "Quotes: 1 proven, 0 changed since, 0 never looked up, 0 not found. "
        "Links to passages: 1 exact, 0 ambiguous, 0 lost."
    )
    corpus, problems = read_corpus(project)
    assert problems == []
    assert [one.state for one in judge_quotes(corpus).values()] == ["proven"]
    assert run("check", "--strict").exit_code == 0


def test_verify_shows_where_a_quote_is_wrong_and_the_nearest_passage_without_control_characters(
    project: Path,
) -> None:
    (project / "copies").mkdir()
    (project / "copies" / "article.txt").write_text(
        "It lasted for an \u202ehourly stretch.", "utf-8"
    )
    result = run("verify", "article", "--snapshots", "copies")
    assert result.exit_code == 1
    assert "facts/events/talk.yml:12: not in the copy: for an hour" in result.stdout
    assert "nearest there, as a hint only: for an " in result.stdout
    assert "\u202e" not in result.stdout
    assert "quote-not-found" in run("check").stdout


def test_verify_says_what_copy_is_missing_and_writes_nothing(project: Path) -> None:
    result = run("verify")
    assert result.exit_code == 1
    assert "article: no saved copy in .snapshots" in result.stdout
    assert list((project / "facts" / "proofs").iterdir()) == []


def test_a_copy_of_a_source_that_is_to_come_says_to_make_the_source_first(project: Path) -> None:
    result = run("snapshot", "wire-strike", "facts/vocabulary.yml")
    assert result.exit_code == 2
    assert (
        'no source "wire-strike"; make it first: factsheet new source FILE, or write'
        " facts/sources/wire-strike.yml" in result.stderr
    )
    result = run("snapshot", "articles", "facts/vocabulary.yml")
    assert 'did you mean "article"? If not, make it first' in result.stderr


def test_an_address_or_a_name_in_place_of_a_source_says_what_to_do(project: Path) -> None:
    result = run("fetch", "https://gazette.example/talk")
    assert result.exit_code == 2
    assert "make one of it: factsheet new source https://gazette.example/talk" in result.stderr
    result = run("fetch", "The Gazette")
    assert "name it by its id: its file in facts/sources, without .yml" in result.stderr


def test_coverage_of_what_is_passed_on_has_no_limit(project: Path) -> None:
    (project / "facts" / "vocabulary.yml").write_text("topics: {the-call: C}\npassed_on: article\n")
    (project / ".snapshots").mkdir()
    (project / ".snapshots" / "article.txt").write_text(TEXT, "utf-8")
    assert "27.3% (any share allowed)" in run("coverage", "article").stdout


@pytest.mark.parametrize("command", ["verify", "fetch", "coverage"])
def test_an_unknown_source_ends_with_2_and_the_nearest_name(project: Path, command: str) -> None:
    result = run(command, "artcle")
    assert result.exit_code == 2
    assert 'no source "artcle"; did you mean "article"?' in result.stderr


def test_the_folder_of_copies_may_be_set_by_a_variable(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "elsewhere").mkdir()
    (project / "elsewhere" / "article.txt").write_text(TEXT, "utf-8")
    monkeypatch.setenv("FACTSHEET_SNAPSHOTS", "elsewhere")
    assert run("verify").exit_code == 0


def test_coverage_marks_sentences_without_evidence_and_prints_the_share(project: Path) -> None:
    (project / ".snapshots").mkdir()
    (project / ".snapshots" / "article.txt").write_text(TEXT, "utf-8")
    result = run("coverage", "article")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "   The talk lasted for an hour.",
        "      talk#length",
        ">> It ended in \\u202ean agreement.",
        "      b28668e3548f5784: no statement",
        "2 sentences, 1 without a statement (>>); quoted: 3 of 11 words, 27.3% (30% allowed)",
    ]


def test_coverage_without_a_copy_ends_with_2(project: Path) -> None:
    assert run("coverage", "article").exit_code == 2


@pytest.mark.parametrize("name", ["page.html", "text.txt"])
def test_snapshot_takes_a_page_or_a_text_that_verify_then_reads(project: Path, name: str) -> None:
    sentence = "The talk lasted for an hour, said those who had been there. " * 5
    (project / name).write_text(PAGE.format(sentence) if name == "page.html" else sentence, "utf-8")
    result = run("snapshot", "article", name)
    assert result.exit_code == 0, result.output
    if name == "page.html":
        assert "title: the page says 'Talk', the facts 'Alice and Bob talk'" in result.stdout
    assert run("verify").exit_code == 0
    assert "method: supplied" in (project / "facts" / "proofs" / "article.yml").read_text("utf-8")


def test_snapshot_refuses_what_is_no_text(project: Path) -> None:
    (project / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00")
    result = run("snapshot", "article", "picture.png")
    assert result.exit_code == 1
    assert list((project / ".snapshots").glob("article*")) == []


def test_fetch_refuses_an_address_of_this_machine_and_writes_nothing(project: Path) -> None:
    source = project / "facts" / "sources" / "article.yml"
    lines = [
        line
        for line in source.read_text("utf-8").splitlines()
        if not line.startswith(("url", "archive"))
    ]
    source.write_text("\n".join([*lines, "url: http://127.0.0.1/article"]) + "\n", "utf-8")
    result = run("fetch")
    assert result.exit_code == 1, result.output
    assert result.stdout.startswith("article: ")
    assert not (project / ".snapshots" / "article.txt").exists()


def test_an_article_of_which_sentences_are_missing_is_not_read_completely(project: Path) -> None:
    """Ten of sixteen sentences without a statement, and a copy that is cut short."""
    (project / ".snapshots").mkdir()
    sentences = ["The talk lasted for an hour.", *(f"Number {one} came." for one in range(14))]
    copy = project / ".snapshots" / "article.txt"
    copy.write_text(" ".join([*sentences, "Then the"]), "utf-8")
    source = project / "facts" / "sources" / "article.yml"
    source.write_text(source.read_text("utf-8") + "read: complete\n", "utf-8")
    talk = project / "facts" / "events" / "talk.yml"
    quotes = "".join(
        f"  - {{id: s{one}, text: T, attributed_to: alice, evidence: {{source: article, quote: Number {one} came}}}}\n"
        for one in range(5)
    )
    talk.write_text(talk.read_text("utf-8") + quotes, "utf-8")
    assert "reading-not-checked" in run("check").stdout
    assert run("verify").exit_code == 0
    copy.unlink()
    result = run("check")
    assert result.exit_code == 1
    assert '10 of the 16 sentences of "article" have no statement' in result.stdout
