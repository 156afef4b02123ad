"""MkDocs builds beside the site that is there: a build that fails leaves the last good one."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from factsheet.host.mkdocs import maker as mkdocs_maker
from support.plugin import make_page, read, run_build, stub_site, write_project
from support.sites import build_site, copy_valid, list_files, run_mkdocs, serve_site

CRASH = make_page("event", "events/crash.md", "Crash", template="crash")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with its site."""
    project = copy_valid(tmp_path_factory.mktemp("built") / "project")
    build_site(project)
    return project


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    return shutil.copytree(built, tmp_path / "project")


def list_names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def spoil(project: Path) -> Mapping[str, bytes]:
    """Write what a strict build stops for, once all pages are written; return the site there is."""
    with (project / "docs" / "index.md").open("a", encoding="utf-8") as page:
        page.write("\nChanged, with a [broken link](events/talk.md#nowhere).\n")
    return list_files(project / "site")


def test_a_strict_build_that_stops_leaves_the_last_site(project: Path) -> None:
    names, last = list_names(project), spoil(project)
    done = run_mkdocs(project, "build", "--strict")
    assert done.returncode == 1
    assert "Aborted with 1 warnings in strict mode" in done.stdout + done.stderr
    assert list_files(project / "site") == last
    assert list_names(project) == names


def test_a_build_that_may_have_warnings_replaces_the_last_site(project: Path) -> None:
    names, last = list_names(project), spoil(project)
    assert run_mkdocs(project, "build").returncode == 0
    assert list_files(project / "site") != last
    assert b"Changed" in (project / "site" / "index.html").read_bytes()
    assert list_names(project) == names


def test_errors_in_the_facts_leave_the_last_site(project: Path) -> None:
    names, last = list_names(project), list_files(project / "site")
    (project / "facts/events/talk.yml").write_text("title: [\n", "utf-8")
    assert run_mkdocs(project, "build", "--strict").returncode == 1
    assert list_files(project / "site") == last
    assert list_names(project) == names


def test_a_build_of_the_same_facts_gives_the_same_site(project: Path) -> None:
    names, last = list_names(project), list_files(project / "site")
    (project / "site" / "stale.html").write_text("stale", "utf-8")
    build_site(project)
    assert list_files(project / "site") == last
    assert list_names(project) == names


def test_a_crash_on_a_page_leaves_the_last_site(tmp_path: Path) -> None:
    config_file = write_project(tmp_path)
    last = list_files(Path(run_build(config_file, stub_site(tmp_path)).site_dir))
    names = list_names(tmp_path)
    with pytest.raises(ValueError, match="cannot"):
        run_build(config_file, stub_site(tmp_path, pages=(CRASH,)))
    assert list_files(tmp_path / "site") == last
    assert list_names(tmp_path) == names


def test_a_dirty_build_keeps_what_is_there(project: Path) -> None:
    (project / "site" / "extra.html").write_text("extra", "utf-8")
    assert run_mkdocs(project, "build", "--dirty").returncode == 0
    assert (project / "site" / "extra.html").read_text("utf-8") == "extra"


def test_other_plugins_write_into_the_site_that_is_built(tmp_path: Path) -> None:
    (tmp_path / "hooks.py").write_text(HOOKS, "utf-8")
    config_file = write_project(tmp_path)
    with config_file.open("a", encoding="utf-8") as file:
        file.write("hooks: [hooks.py]\n")
    config = run_build(config_file, stub_site(tmp_path))
    assert config.site_dir == str(tmp_path / "site")
    assert read(config, "by-hook.txt") == "made when configured and packed when built"


HOOKS = """
from pathlib import Path

from mkdocs.plugins import event_priority

told = {}


@event_priority(100)
def on_config(config):
    told["site"] = Path(config.site_dir)


@event_priority(-100)
def on_post_build(config):
    assert told["site"] == Path(config.site_dir)
    (told["site"] / "by-hook.txt").write_text("made when configured and packed when built")
"""


def test_while_serving_the_site_is_built_where_it_is_served_from(project: Path) -> None:
    names, last = list_names(project), list_files(project / "site")
    for options in ((), ("--clean",)):
        with serve_site(project, *options) as served:
            page = served.read("")
            (project / "docs" / "index.md").write_text(f"# Now {options}\n", "utf-8")
            served.wait_for_rebuild(page)
            assert f"Now {options}" in served.read("")
    assert list_files(project / "site") == last
    assert list_names(project) == names | {".factsheet"}  # what editors read


def test_what_is_deployed_is_the_new_site(project: Path, tmp_path: Path) -> None:
    remote = tmp_path / "remote.git"
    subprocess.run(["git", "init", "--quiet", "--bare", remote], check=True)
    for command in (
        ["init", "--quiet"],
        ["config", "user.name", "A"],
        ["config", "user.email", "a@example.org"],
        ["remote", "add", "origin", str(remote)],
        ["commit", "--quiet", "--allow-empty", "--message", "first"],
    ):
        subprocess.run(["git", *command], cwd=project, check=True)
    (project / "docs" / "index.md").write_text("# Deployed now\n", "utf-8")
    done = run_mkdocs(project, "gh-deploy", "--strict")
    assert done.returncode == 0, done.stderr
    shown = ["git", "show", "gh-pages:index.html"]
    page = subprocess.run(shown, cwd=remote, check=True, capture_output=True).stdout
    assert b"Deployed now" in page
    assert page == (project / "site" / "index.html").read_bytes()


def test_pages_that_workers_write_are_the_same(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = list_files(project / "site")
    monkeypatch.setattr(mkdocs_maker, "count_workers", lambda _: 2)
    config = load_config(str(project / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    assert list_files(project / "site") == alone


def test_a_crash_on_a_page_that_a_worker_writes_leaves_the_last_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config_file = write_project(tmp_path)
    run_build(config_file, stub_site(tmp_path))
    last = list_files(tmp_path / "site")
    monkeypatch.setattr(mkdocs_maker, "count_workers", lambda _: 2)
    with pytest.raises(ValueError, match="cannot"):
        run_build(config_file, stub_site(tmp_path, pages=(CRASH,)))
    assert list_files(tmp_path / "site") == last
