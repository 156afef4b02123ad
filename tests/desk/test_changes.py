"""What is not as in the last commit."""

import subprocess
from pathlib import Path

from factsheet.desk.changes import Changes, list_changes
from support.desk import make_desk, make_project, opening
from support.examples import write_files

FILES = {
    "vocabulary.yml": "topics: {talks: The talks}\n",
    "events/strike.yml": (
        "title: A strike\nkind: protest\nstatements:\n"
        "  - {id: talks, text: The talks took long., evidence: {source: ferry-strike, quote: talks}}\n"
        "  - {id: pay, text: The pay rises.}\n"
    ),
}


def commit(project: Path) -> None:
    for words in (
        ("init", "-q"),
        ("add", "facts"),
        ("-c", "user.name=A", "-c", "user.email=a@b.example", "commit", "-qm", "Facts"),
    ):
        subprocess.run(["git", *words], cwd=project, check=True)


def look(project: Path) -> Changes:
    return list_changes(make_desk(project))


def test_what_is_as_in_the_last_commit_is_not_told(tmp_path: Path) -> None:
    project = write_files(make_project(tmp_path), FILES)
    commit(project)
    assert look(project).files == ()
    with opening(project) as client:
        assert "Nothing: all is as in the last commit." in client.get("/changes").text


def test_changes_are_told_in_words(tmp_path: Path) -> None:
    project = write_files(make_project(tmp_path), FILES)
    commit(project)
    changed = {
        "vocabulary.yml": "topics: {talks: The talks, pay: The pay}\n",
        "events/strike.yml": (
            "title: The strike\nkind: protest\nstatements:\n"
            "  - id: talks\n    text: The [talks](source:ferry-strike) lasted.\n    topic: talks\n"
            "    evidence: {source: ferry-strike, quote: eleven hours}\n"
            "  - {id: ferry, text: The ferry sails.}\n"
        ),
        "actors/lines.yml": "name: Ostra Lines\nkind: company\n",
    }
    write_files(project, changed)
    (project / "facts/actors/ostra-courier.yml").unlink()
    changes = look(project)
    assert [(change.path, change.what, change.name) for change in changes.files] == [
        ("facts/actors/lines.yml", "new", "Ostra Lines"),
        ("facts/actors/ostra-courier.yml", "removed", "Ostra Courier"),
        ("facts/events/strike.yml", "changed", "The strike"),
        ("facts/vocabulary.yml", "changed", "topics and kinds"),
    ]
    assert changes.files[2].lines == (
        "sentence changed: The talks took long. → The talks lasted.",
        "evidence for “The talks lasted.”: “eleven hours” (ferry-strike)",
        "evidence gone or changed of “The talks lasted.”: “talks”",
        "topic changed of “The talks lasted.”",
        "new statement: The ferry sails.",
        "statement gone: The pay rises.",
        "title changed",
    )
    assert changes.files[3].lines == ("new topic: The pay",)
    assert changes.message == "Add 1 actor and 1 statement"
    with opening(project) as client:
        page = client.get("/changes").text
    assert "git add facts" in page
    assert "new statement: The ferry sails." in page


def test_a_file_that_cannot_be_read_is_told_by_its_path(tmp_path: Path) -> None:
    project = write_files(make_project(tmp_path), FILES)
    commit(project)
    write_files(project, {"events/strike.yml": "title: [\n"})
    (change,) = look(project).files
    assert (change.what, change.name, change.lines) == ("changed", "A strike", ())


def test_without_a_commit_the_reason_is_told(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    subprocess.run(["git", "init", "-q"], cwd=project, check=True)
    assert look(project).reason.startswith("What stands in the last commit is not known: git")
    with opening(project) as client:
        assert "is not known" in client.get("/changes").text
