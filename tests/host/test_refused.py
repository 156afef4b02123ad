"""What cannot be part of a site stops MkDocs before it reads, copies or names it."""

import os
from pathlib import Path

import pytest

from support.sites import copy_valid, run_mkdocs

SECRET = "leads-out-of-the-project"
PLACES = [
    "docs/page.md",
    "docs/files/data.txt",
    "site_templates/pages/event.html",
    "site_templates/assets/styles/extra.css",
    "site_templates/hosts/material/partials/copyright.html",
]


def lay_link(path: Path) -> None:
    """A link to what stands outside the project."""
    outside = path.parents[len(path.parts) - 1 - path.parts.index("project")] / "outside"
    outside.write_text(SECRET)
    path.symlink_to(outside)


def lay_folder(path: Path) -> None:
    path.symlink_to("/", target_is_directory=True)


def lay_zeros(path: Path) -> None:
    path.symlink_to("/dev/zero")


def list_texts(folder: Path) -> str:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return "".join(path.read_text("utf-8", "replace") for path in paths)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("lay", [lay_link, os.mkfifo], ids=["link", "pipe"])
def test_what_is_no_plain_file_is_neither_read_nor_published(
    tmp_path: Path, place: str, lay
) -> None:
    project = copy_valid(tmp_path / "project")
    path = project / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    lay(path)
    done = run_mkdocs(project, "build")
    assert done.returncode == 1
    assert f"{place}:1:1: error: not a plain file" in done.stderr + done.stdout
    assert "Traceback" not in done.stderr
    assert not (project / "site").exists()
    assert SECRET not in done.stdout + done.stderr


@pytest.mark.parametrize("lay", [lay_folder, lay_zeros], ids=["folder", "zeros"])
def test_what_never_ends_is_not_begun(tmp_path: Path, lay) -> None:
    project = copy_valid(tmp_path / "project")
    lay(project / "docs" / "page.md")
    assert run_mkdocs(project, "build", "--strict").returncode == 1


def test_the_folder_that_a_theme_is_overridden_from_is_looked_at_too(tmp_path: Path) -> None:
    project = copy_valid(tmp_path / "project")
    settings = project / "mkdocs.yml"
    text = settings.read_text("utf-8").replace("theme:\n", "theme:\n  custom_dir: ours\n", 1)
    settings.write_text(text, "utf-8")
    (project / "ours").mkdir()
    lay_link(project / "ours" / "main.html")
    done = run_mkdocs(project, "build")
    assert done.returncode == 1
    assert "ours/main.html:1:1: error: not a plain file" in done.stderr + done.stdout


@pytest.mark.parametrize("name", ["\x1b[2J.md", "a\n::error::forged.md", "::error::forged.md"])
def test_no_name_commands_a_terminal_or_a_workflow(tmp_path: Path, name: str) -> None:
    project = copy_valid(tmp_path / "project")
    (project / "docs" / name).write_text("# Page\n\n[x](nowhere.md)\n")
    done = run_mkdocs(project, "build")
    assert done.returncode == 1
    said = done.stdout + done.stderr
    assert "name-not-plain" in said
    assert "\x1b[2J" not in said
    assert "::error::" not in said
