"""A site takes its place whole: what stood there stays until then, whatever happens in between."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from factsheet.facts.files import take_hold
from factsheet.pipeline import swap
from factsheet.pipeline.swap import begin_building, discard_building, put_in_place

OLD = {"index.html": "old", "a/index.html": "old"}
NEW = {"index.html": "new", "b/index.html": "new"}


def write(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def read(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in files}


def list_names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def final(tmp_path: Path) -> Path:
    """The folder of a site, alone in its folder."""
    return write(tmp_path / "project" / "site", OLD)


@pytest.fixture(params=["one step", "two steps"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How names are exchanged: as this system can, and as others must."""
    if request.param == "two steps":
        monkeypatch.setattr(swap, "_exchange", lambda *_: False)
    return str(request.param)


@pytest.mark.usefixtures("way")
def test_a_site_takes_the_place_of_the_last_and_leaves_nothing_behind(final: Path) -> None:
    building = begin_building(final)
    write(building.folder, NEW)
    assert read(final) == OLD
    put_in_place(building)
    assert read(final) == NEW
    assert list_names(final.parent) == ["site"]


def test_this_system_exchanges_names_in_one_step(final: Path) -> None:
    """Otherwise the tests above say less than they seem to, as they may on another system."""
    if os.uname().sysname != "Linux":
        pytest.skip("only Linux can")
    other = write(final.parent / "other", NEW)
    assert swap._exchange(final, other)
    assert (read(final), read(other)) == (NEW, OLD)


def test_a_first_site_needs_no_folder(tmp_path: Path) -> None:
    building = begin_building(tmp_path / "deep" / "site")
    write(building.folder, NEW)
    put_in_place(building)
    assert read(tmp_path / "deep" / "site") == NEW


def test_git_does_not_see_what_is_built_or_what_a_killed_build_has_left(final: Path) -> None:
    subprocess.run(["git", "init", "--quiet"], cwd=final.parent, check=True)
    building = begin_building(final)
    write(building.folder, NEW)
    listed = ["git", "status", "--porcelain", "--untracked-files=all"]
    done = subprocess.run(listed, cwd=final.parent, check=True, capture_output=True, text=True)
    assert done.stdout.splitlines() == ["?? site/a/index.html", "?? site/index.html"]
    discard_building(building)


def test_what_is_not_finished_is_removed(final: Path) -> None:
    building = begin_building(final)
    write(building.folder, NEW)
    discard_building(building)
    assert read(final) == OLD
    assert list_names(final.parent) == ["site"]


@pytest.mark.usefixtures("way")
def test_hidden_entries_stay_as_with_mkdocs(final: Path) -> None:
    hidden = {".git/config": "[core]", ".nojekyll": "", ".well-known/a": "old"}
    write(final, hidden)
    (final / ".link").symlink_to("nowhere")
    building = begin_building(final)
    write(building.folder, {**NEW, ".well-known/a": "new"})
    put_in_place(building)
    assert read(final) == {**NEW, **hidden, ".well-known/a": "new"}
    assert (final / ".link").is_symlink()


def test_the_folder_keeps_its_permissions(final: Path) -> None:
    final.chmod(0o750)
    building = begin_building(final)
    put_in_place(building)
    assert final.stat().st_mode & 0o777 == 0o750


def test_a_site_behind_a_link_is_replaced_where_it_is(final: Path) -> None:
    link = final.parent.parent / "link"
    link.symlink_to(final)
    building = begin_building(link)
    write(building.folder, NEW)
    put_in_place(building)
    assert link.is_symlink()
    assert read(final) == NEW


def test_what_is_there_can_be_kept_to_go_on_with(final: Path) -> None:
    building = begin_building(final, keep=True)
    write(building.folder, NEW)
    put_in_place(building)
    assert read(final) == {**OLD, **NEW}


def test_what_a_killed_build_has_left_is_cleared_and_a_running_one_is_not(final: Path) -> None:
    running = begin_building(final)
    killed = write(final.parent / ".site.building-dead", {"new/index.html": "half"})
    other = write(final.parent / ".site2.building-dead", {"new/index.html": "half"})
    building = begin_building(final)
    assert not killed.exists()
    assert running.folder.is_dir()
    assert other.is_dir()  # another site's
    put_in_place(running)
    put_in_place(building)


def test_two_at_once_do_not_mix(final: Path) -> None:
    first, second = begin_building(final), begin_building(final)
    write(first.folder, {"first.html": "1"})
    write(second.folder, {"second.html": "2"})
    put_in_place(second)
    assert read(final) == {"second.html": "2"}
    put_in_place(first)
    assert read(final) == {"first.html": "1"}
    assert list_names(final.parent) == ["site"]


def test_the_last_site_comes_back_after_a_kill_between_two_steps(final: Path) -> None:
    killed = final.parent / ".site.building-dead"
    killed.mkdir()
    final.rename(killed / "old")
    write(killed / "new", NEW)
    discard_building(begin_building(final))
    assert read(final) == OLD
    assert list_names(final.parent) == ["site"]


@pytest.mark.usefixtures("way")
def test_the_last_site_stays_if_the_new_one_cannot_take_its_place(
    final: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    building = begin_building(final)
    write(building.folder, NEW)
    monkeypatch.setattr(swap, "_copy_entries", refuse)
    with pytest.raises(OSError, match="No space left"):
        put_in_place(building)
    discard_building(building)
    assert read(final) == OLD
    assert list_names(final.parent) == ["site"]


def refuse(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("hidden", [{}, {".git/config": "[core]"}])
def test_a_folder_that_cannot_be_renamed_gets_the_new_entries(
    final: Path, monkeypatch: pytest.MonkeyPatch, hidden: Mapping[str, str]
) -> None:
    """As a mount: neither it nor what is beside it can be moved."""
    write(final, hidden)
    building = begin_building(final)
    write(building.folder, {**NEW, "a": "a file now"})
    exchange, rename = swap._exchange, Path.rename
    monkeypatch.setattr(swap, "_exchange", lambda *paths: final not in paths and exchange(*paths))

    def rename_unless_mount(path: Path, target: Path) -> Path:
        if final in (path, target):
            raise OSError(16, "Device or resource busy")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", rename_unless_mount)
    put_in_place(building)
    assert read(final) == {**NEW, "a": "a file now", **hidden}
    assert list_names(final.parent) == ["site"]


@pytest.mark.usefixtures("way")
def test_where_nothing_may_stand_beside_the_site_it_is_built_within(
    final: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = swap.tempfile.mkdtemp

    def make_within(prefix: str, dir: Path) -> str:
        if dir == final.parent:
            raise PermissionError(13, "Permission denied")
        return make(prefix=prefix, dir=dir)

    monkeypatch.setattr(swap.tempfile, "mkdtemp", make_within)
    building = begin_building(final)
    assert building.folder.is_relative_to(final)
    write(building.folder, NEW)
    put_in_place(building)
    assert read(final) == NEW
    assert list_names(final) == ["b", "index.html"]


def test_a_real_mount_gets_the_new_entries(final: Path) -> None:
    if os.geteuid() != 0 or os.system(f"mount -t tmpfs tmpfs {final}") != 0:
        pytest.skip("only root may mount")
    try:
        write(final, OLD)
        building = begin_building(final)
        write(building.folder, NEW)
        put_in_place(building)
        assert read(final) == NEW
        assert list_names(final) == ["b", "index.html"]
    finally:
        os.system(f"umount {final}")


def test_a_folder_that_is_held_is_known_to_be(tmp_path: Path) -> None:
    handle = take_hold(tmp_path)
    with pytest.raises(BlockingIOError):
        take_hold(tmp_path)
    os.close(handle)
    os.close(take_hold(tmp_path))
