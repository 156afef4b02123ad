"""What a host must not read, copy or name: found without being opened."""

import os
import socket
from pathlib import Path

import pytest

from factsheet.facts.files import list_files
from factsheet.problems import format_github, format_terminal


def make_link(path: Path) -> None:
    path.symlink_to("/proc/self/environ")


def make_link_to_a_sound_file(path: Path) -> None:
    (path.parent / "sound.md").write_text("Sound.")
    path.symlink_to("sound.md")


def make_link_to_a_folder(path: Path) -> None:
    path.symlink_to("/", target_is_directory=True)


def make_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        here = Path.cwd()
        os.chdir(path.parent)  # the whole path may be longer than a socket's may
        try:
            made.bind(path.name)
        finally:
            os.chdir(here)


MAKERS = (
    make_link,
    make_link_to_a_sound_file,
    make_link_to_a_folder,
    make_device,
    os.mkfifo,
    make_socket,
)


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
@pytest.mark.parametrize("name", ["page.md", "a/b/style.css", ".hidden"])
def test_what_is_no_plain_file_is_told_and_not_listed(tmp_path: Path, make, name: str) -> None:
    path = tmp_path / "docs" / name
    path.parent.mkdir(parents=True)
    make(path)
    files, problems = list_files(tmp_path, tmp_path / "docs")
    assert path not in files
    assert [(one.position.path, one.rule) for one in problems] == [
        (f"docs/{name}", "not-a-plain-file")
    ]
    assert all(one.hint for one in problems)


def test_a_folder_that_is_itself_a_link_is_not_looked_into(tmp_path: Path) -> None:
    (tmp_path / "docs").symlink_to("/", target_is_directory=True)
    files, problems = list_files(tmp_path, tmp_path / "docs")
    assert files == []
    assert [one.position.path for one in problems] == ["docs"]


def test_plain_files_are_listed_by_path_and_a_missing_folder_has_none(tmp_path: Path) -> None:
    for name in ("b.md", "a/z.md", "a/b.css"):
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    files, problems = list_files(tmp_path, tmp_path / "docs")
    assert [path.relative_to(tmp_path / "docs").as_posix() for path in files] == [
        "a/b.css",
        "a/z.md",
        "b.md",
    ]
    assert problems == list_files(tmp_path, tmp_path / "nothing")[1] == []


def test_the_mark_that_an_editor_sets_beside_an_open_file_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / ".#index.md").symlink_to("somebody@somewhere.1234:5678")
    assert list_files(tmp_path, tmp_path) == ([], [])
    (tmp_path / ".#other.md").symlink_to("/proc/self/environ")
    assert [one.position.path for one in list_files(tmp_path, tmp_path)[1]] == [".#other.md"]


NAMES = [
    "a\nb.md",
    "\x1b[2J.md",
    "::error file=x::y.md",
    "a##[error]b.md",
    "\u202egm.md",
    "\n::add-mask::x.md",
    "\u2028.md",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_could_command_is_told_in_words_that_cannot(tmp_path: Path, name: str) -> None:
    (tmp_path / "docs" / name).mkdir(parents=True)
    (tmp_path / "docs" / name / "page.md").write_text("x")
    _, problems = list_files(tmp_path, tmp_path / "docs")
    (problem,) = [one for one in problems if one.rule == "name-not-plain"]
    line = format_terminal(problem)
    assert line.isprintable()
    assert "::" not in line
    assert "##[" not in line
    annotation = format_github(problem)
    assert annotation.startswith("::error file=docs/")
    assert annotation.count("::") == 2
