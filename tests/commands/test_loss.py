"""What cannot be read is never taken for what is not there: no command writes over what it may
hold, and each says what it did not look at.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from factsheet.cli import main
from factsheet.commands import read_facts
from factsheet.facts.corpus import Corpus
from factsheet.facts.files import is_held
from factsheet.facts.load import read_corpus
from factsheet.problems import Problem
from support.examples import BASE, write_corpus, write_files

TEXT = "The talk lasted for an hour. It ended in an agreement."
TALK = BASE["events/talk.yml"]
MISTAKES: Mapping[str, Mapping[str, str | bytes]] = {
    "yaml": {"events/talk.yml": TALK.replace("title:", "title: [")},
    "field": {"events/talk.yml": TALK.replace("kind:", "knd:")},
    "encoding": {"events/talk.yml": TALK.encode() + b"# \xe9\n"},
    "double": {"events/talk.yml": TALK + "  - {id: length, text: Bob spoke.}\n"},
    "ending": {"events/talk.yml": b"", "events/talk.yaml": TALK},
    "folder": {"events/talk.yml": b"", "event/talk.yml": TALK},
    "id": {"events/talk.yml": b"", "events/Talk.yml": TALK},
    "actor": {"actors/alice.yml": "name: [Alice\nkind: person\n"},
    "size": {"events/talk.yml": TALK + "#" * 1024 * 1024},
}
"""Ways in which a file that may hold quotes cannot be read, or not all of it; an empty file stands
for none.
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a copy, a proof, and what was found of its quote's page."""
    monkeypatch.chdir(tmp_path)
    write_corpus(tmp_path)
    (tmp_path / ".snapshots").mkdir()
    (tmp_path / ".snapshots" / "article.txt").write_text(TEXT, "utf-8")
    assert run("verify").exit_code == 0
    return tmp_path


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def make_mistake(project: Path, files: Mapping[str, str | bytes]) -> None:
    write_files(project, files)
    for name, content in files.items():
        if not content:
            (project / "facts" / name).unlink()


def list_files(project: Path) -> dict[str, bytes]:
    paths = (path for path in project.rglob("*") if path.is_file())
    return {path.relative_to(project).as_posix(): path.read_bytes() for path in paths}


@pytest.mark.parametrize("named", [(), ("article",)], ids=["all", "named"])
@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_a_file_loses_no_proof(
    project: Path, mistake: str, named: tuple[str, ...]
) -> None:
    make_mistake(project, MISTAKES[mistake])
    before = list_files(project)
    result = run("verify", *named)
    assert result.exit_code == 1
    (unread,) = (path for path in read_corpus(project)[0].unread if "proofs" not in path)
    assert f"{unread} cannot be read: its quotes are not looked up" in result.stderr
    assert list_files(project) == before


def test_one_mistake_among_many_files_keeps_what_every_proof_has(project: Path) -> None:
    """Also that of a quote which is new, and of one that is gone, in files that can be read."""
    walk = TALK.replace("length", "way").replace("for an hour", "in an agreement")
    write_files(project, {"events/walk.yml": walk})
    make_mistake(project, MISTAKES["yaml"])
    before = list_files(project)
    result = run("verify")
    assert result.exit_code == 1
    assert "article: 1 quotes, 0 not found" in result.stdout
    assert list_files(project) == before


def test_when_the_mistake_is_mended_the_proof_is_written(project: Path) -> None:
    make_mistake(project, MISTAKES["yaml"])
    (project / "facts/proofs/article.yml").unlink()
    assert run("verify").exit_code == 1
    write_files(project, {"events/talk.yml": TALK})
    assert run("verify").exit_code == 0
    assert (project / "facts/proofs/article.yml").is_file()


@pytest.mark.parametrize("name", ["events/talk.yml", "proofs/article.yml"])
def test_a_check_of_the_proofs_says_what_it_did_not_look_at(project: Path, name: str) -> None:
    write_files(project, {name: "title: [\n"})
    before = list_files(project)
    result = run("verify", "--check")
    assert result.exit_code == 1
    assert f"facts/{name} cannot be read: its quotes are not looked up" in result.stderr
    assert list_files(project) == before


def test_a_check_of_the_proofs_writes_what_it_repeated_whole_or_not_at_all(project: Path) -> None:
    (project / "out").mkdir()
    (project / "out" / ".writing-killed").write_text("half")
    assert run("verify", "--check", "--repeated", "out/repeated.json").exit_code == 0
    assert [path.name for path in (project / "out").iterdir()] == ["repeated.json"]
    result = run("verify", "--check", "--repeated", "facts/vocabulary.yml/repeated.json")
    assert result.exit_code == 2
    assert "facts/vocabulary.yml/repeated.json cannot be written: " in result.stderr


def test_verify_says_that_a_source_cannot_be_read(project: Path) -> None:
    write_files(project, {"sources/article.yml": "title: [\n"})
    before = list_files(project)
    result = run("verify")
    assert result.exit_code == 1
    assert "facts/sources/article.yml cannot be read: its quotes are not looked up" in result.stderr
    assert list_files(project) == before
    named = run("verify", "article")
    assert named.exit_code == 2
    assert "facts/sources/article.yml cannot be read; run factsheet check" in named.stderr


def test_verify_says_that_a_quoted_source_is_not_there(project: Path) -> None:
    (project / "facts/sources/article.yml").unlink()
    result = run("verify")
    assert result.exit_code == 1
    assert "article: no such source; its quotes are not looked up" in result.stderr


def test_what_cannot_matter_to_a_proof_stops_nothing(project: Path) -> None:
    write_files(project, {"vocabulary.yml": "topics: [\n", "proofs/article.yml": "sha256: [\n"})
    assert run("verify").exit_code == 0
    write_files(project, {"vocabulary.yml": BASE["vocabulary.yml"]})
    assert run("check", "--strict").exit_code == 0


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("events/talk.yml", ["article"]),
        ("actors/alice.yml", ["article"]),
        ("proofs/article.yml", ["article"]),
        ("links/article.yml", ["article"]),
        ("sources/letter.yml", []),
    ],
)
def test_links_asks_and_writes_nothing_while_what_it_needs_cannot_be_read(
    project: Path, name: str, arguments: list[str]
) -> None:
    write_files(project, {name: "title: [\n"})
    before = list_files(project)
    result = run("links", *arguments)
    assert result.exit_code == 2
    assert f"facts/{name} cannot be read: no address is asked" in result.stderr
    assert list_files(project) == before


@pytest.mark.parametrize(("verb", "name"), [("archive", "sources"), ("fetch", "events")])
def test_what_was_not_asked_for_is_told(project: Path, verb: str, name: str) -> None:
    source = "title: T\nkind: article\nnote: It has no address.\n"
    broken = "sources/letter.yml" if name == "sources" else "events/talk.yml"
    write_files(project, {"sources/article.yml": source, broken: "title: [\n"})
    result = run(verb)
    assert result.exit_code == 1
    assert f"facts/{broken} cannot be read: " in result.stderr


HELD = {"verify": "proofs", "links": "links", "archive": "sources"}
"""The folder of facts that each verb writes into."""


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("verb", HELD)
def test_nobody_else_writes_there_from_before_the_facts_are_read(
    monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    folder, held = Path("facts", HELD[verb]), []

    def read() -> tuple[Corpus, tuple[Problem, ...]]:
        held.append(is_held(folder))
        return read_facts()

    monkeypatch.setattr(f"factsheet.commands.{verb}.read_facts", read)
    run(verb, "letter")
    assert held == [True]
    assert not is_held(folder)


@pytest.mark.parametrize("verb", HELD)
def test_a_folder_that_is_a_link_is_not_written_into(project: Path, verb: str) -> None:
    folder, elsewhere = project / "facts" / HELD[verb], project / "elsewhere"
    if folder.exists():
        folder.rename(elsewhere)
    else:
        elsewhere.mkdir()
    folder.symlink_to(elsewhere)
    before = list_files(elsewhere)
    result = run(verb)
    assert result.exit_code == 2
    assert f"facts/{HELD[verb]} cannot be written: it is a link" in result.stderr
    assert list_files(elsewhere) == before


@pytest.mark.parametrize("verb", HELD)
def test_a_folder_that_cannot_be_made_is_told(project: Path, verb: str) -> None:
    folder = project / "facts" / HELD[verb]
    if folder.exists():
        folder.rename(project / "elsewhere")
    folder.write_text("a file", "utf-8")
    result = run(verb)
    assert result.exit_code == 2
    assert f"facts/{HELD[verb]} cannot be written: File exists" in result.stderr


def test_a_proof_of_another_encoding_is_written_anew(project: Path) -> None:
    proof = project / "facts/proofs/article.yml"
    good = proof.read_bytes()
    proof.write_bytes(b"\xff" + good)
    assert run("verify").exit_code == 0
    assert proof.read_bytes() == good


def test_a_proof_that_cannot_be_written_is_told(project: Path) -> None:
    proof = project / "facts/proofs/article.yml"
    proof.unlink()
    proof.mkdir()
    result = run("verify")
    assert result.exit_code == 2
    assert "the proof of article cannot be written: Is a directory" in result.stderr


def test_coverage_says_what_it_did_not_count(project: Path) -> None:
    make_mistake(project, MISTAKES["yaml"])
    result = run("coverage", "article")
    assert result.exit_code == 1
    assert "facts/events/talk.yml cannot be read: what it quotes is not counted" in result.stderr


def test_a_folder_that_the_system_does_not_list_is_a_problem(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    list_folder: Callable[[Path], object] = Path.iterdir

    def refuse(path: Path) -> object:
        if path.name == "events":
            raise PermissionError(13, "Permission denied")
        return list_folder(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    before = list_files(project)
    result = run("verify")
    assert result.exit_code == 1
    assert "facts/events:1:1: error: cannot be read: Permission denied" in result.stderr
    assert list_files(project) == before
