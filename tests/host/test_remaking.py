"""MkDocs builds again what has changed, and leaves the site that a clean build makes."""

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from support.editing import edit
from support.sites import copy_valid, list_files, run_mkdocs


def build(project: Path, *arguments: str) -> str:
    """Build the site of a project; what was logged."""
    done = run_mkdocs(project, "build", *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def read_times(site: Path) -> Mapping[str, int]:
    """When each page of a record was written, by the name of the page."""
    pages = [path for kind in ("events", "actors", "sources") for path in (site / kind).glob("*/*")]
    return {str(path.relative_to(site)): path.stat().st_mtime_ns for path in pages}


def build_clean(project: Path, folder: Path) -> Mapping[str, bytes]:
    """The site of the same project as if it had never been built."""
    clean = shutil.copytree(project, folder, ignore=shutil.ignore_patterns("site"))
    build(clean)
    return list_files(clean / "site")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = copy_valid(tmp_path_factory.mktemp("built") / "project")
    build(project)
    return project


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A project that was built where it stands."""
    project = shutil.copytree(built, tmp_path / "project", ignore=shutil.ignore_patterns("site"))
    build(project)
    return project


def test_where_nothing_has_changed_the_site_stays_and_what_was_said_is_said_again(
    project: Path,
) -> None:
    files, times = list_files(project / "site"), read_times(project / "site")
    again = build(project)
    assert "factsheet check` lists them" in again
    assert "The site stands in its place" in again
    assert list_files(project / "site") == files
    assert read_times(project / "site") == times


def test_where_nothing_has_changed_nothing_is_loaded_that_makes_a_site(project: Path) -> None:
    program = """
import sys
from mkdocs.__main__ import cli
cli(sys.argv[1:], standalone_mode=False)
loaded = {name.partition(".")[2] for name in sys.modules if name.startswith("factsheet.")}
print(sorted(loaded.intersection({"facts.model", "site.render", "checks", "pipeline.build"})))
"""
    build = [sys.executable, "-c", program, "build", "--quiet"]

    def list_loaded() -> str:
        done = subprocess.run(build, cwd=project, check=True, capture_output=True, text=True)
        return done.stdout.splitlines()[-1]

    assert list_loaded() == "[]"
    edit(project / "docs" / "index.md", "# ", "# Anew: ")
    assert "pipeline.build" in list_loaded()


def test_only_pages_that_show_what_has_changed_are_written_again(
    project: Path, tmp_path: Path
) -> None:
    times = read_times(project / "site")
    edit(project / "facts/sources/article.yml", "title: ", "title: Another ")
    edit(project / "docs/index.md", "# Index", "# Another index")
    edit(project / "docs/index.md", "# Another index", "# Index")
    build(project)
    assert list_files(project / "site") == build_clean(project, tmp_path / "clean")
    after = read_times(project / "site")
    assert after["sources/article/index.html"] != times["sources/article/index.html"]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("docs/index.md", "# Index", "# Another index"),
        ("mkdocs.yml", "site_name: ", "site_name: Another "),
        ("facts/events/talk.yml", "title: ", "title: Another "),
        ("facts/actors/alice.yml", "name: ", "name: Another "),
    ],
)
def test_what_changed_is_built_as_if_for_the_first_time(
    project: Path, tmp_path: Path, name: str, old: str, new: str
) -> None:
    edit(project / name, old, new)
    build(project)
    assert list_files(project / "site") == build_clean(project, tmp_path / "clean")


def test_a_page_that_is_gone_and_one_that_somebody_changed_are_mended(
    project: Path, tmp_path: Path
) -> None:
    (project / "site/actors/alice/index.html").write_text("spoilt", "utf-8")
    (project / "site/index.html").write_text("spoilt", "utf-8")
    (project / "facts/events/talk.yml").rename(project / "facts/events/speech.yml")
    shutil.copytree(project, tmp_path / "copy", ignore=shutil.ignore_patterns("site"))
    build(project)
    assert list_files(project / "site") == build_clean(project, tmp_path / "clean")


def test_a_warning_is_given_again(project: Path) -> None:
    with (project / "docs" / "index.md").open("a", encoding="utf-8") as page:
        page.write("\nWith a [broken link](events/talk.md#nowhere).\n")
    warned = build(project)
    assert "nowhere" in warned
    assert "nowhere" in build(project)


def test_beside_a_plugin_that_nobody_knows_all_is_built(project: Path) -> None:
    (project / "hook.py").write_text("def on_post_page(output, **_):\n    return output\n", "utf-8")
    edit(project / "mkdocs.yml", "site_name: ", "hooks: [hook.py]\nsite_name: ")
    build(project)
    times = read_times(project / "site")
    build(project)
    assert not times.items() & read_times(project / "site").items()
