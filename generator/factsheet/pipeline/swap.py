"""A site is built beside the folder whose place it takes: until it is whole, the last one stays.

Where the system can, the two exchange their names in one step. Where a folder cannot be renamed,
because it is a mount or its parent is not ours, the entries in it are exchanged one by one.
"""

import ctypes
import os
import shutil
import tempfile
from collections.abc import Collection, Container, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from factsheet.facts.files import is_held, take_hold

HERE = -100
"""The current folder, for `renameat2` (AT_FDCWD)."""

EXCHANGE = 2
"""Of two names, neither is missing at any time (RENAME_EXCHANGE)."""


@dataclass(frozen=True, slots=True)
class Building:
    """A folder that takes the place of `final` once it is whole, in a `wrapper` that this process
    holds through `handle`, if the system can hold one.
    """

    final: Path
    wrapper: Path
    handle: int | None

    @property
    def folder(self) -> Path:
        """Where to build."""
        return self.wrapper / "new"


def begin_building(final: Path, *, keep: bool = False) -> Building:
    """Make a folder to build in, beside `final`, or in it if that cannot be; with what `final`
    holds if it is to `keep` that. What killed builds have left is cleared.

    Raises OSError if no folder can be made.
    """
    final = final.resolve()
    final.parent.mkdir(parents=True, exist_ok=True)
    try:
        building = _make_wrapper(final, final.parent)
    except OSError:
        building = _make_wrapper(final, final)
    if keep and final.is_dir():
        _copy_entries(final, building.folder, hidden=False)
    return building


def put_in_place(building: Building) -> Path:
    """Put what was built in the place of the last one, and return that. Its hidden entries stay, as
    they do with MkDocs: they may be a repository's.

    Raises OSError if that cannot be done. Either the new one is there then, or the last.
    """
    final = building.final
    if building.wrapper.parent == final:
        _swap_entries(building)
    else:
        _swap_folders(building)
    discard_building(building)
    return building.final


@contextmanager
def keep_others_off(building: Building) -> Iterator[None]:
    """Let other builds of the same place wait until this one has put its site there."""
    handle = _hold(building.final.parent)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def put_among(building: Building, kept: Collection[str]) -> Path:
    """Put what was built into the last one, file by file, and return that. What was not built again
    goes, but for the folders `kept`, by their paths with a slash at the end, and hidden entries.

    Raises OSError if that cannot be done. A build that is killed meanwhile leaves both old and new
    files, each whole.
    """
    final, new = os.fspath(building.final), os.fspath(building.folder)
    built: set[str] = set()
    for folder, _, names in os.walk(new):
        target = Path(folder.replace(new, final, 1))
        if target.is_symlink() or not target.is_dir():
            target.unlink(missing_ok=True)
            target.mkdir()
        built.add(os.fspath(target))
        for name in names:
            path = target / name
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            Path(folder, name).replace(path)
            built.add(os.fspath(path))
    _clear_others(building.final, building.final, built, kept)
    discard_building(building)
    return building.final


def _clear_others(folder: Path, final: Path, built: Container[str], kept: Container[str]) -> None:
    with os.scandir(folder) as entries:
        listed = [entry for entry in entries if not entry.name.startswith(".")]
    for entry in listed:
        path = Path(entry.path)
        if not entry.is_dir(follow_symlinks=False):
            if entry.path not in built:
                path.unlink()
        elif f"{path.relative_to(final).as_posix()}/" not in kept:
            if entry.path in built:
                _clear_others(path, final, built, kept)
            else:
                shutil.rmtree(path)


def discard_building(building: Building) -> None:
    """Remove what was built, or what it took the place of."""
    _clear_leftover(building.wrapper, building.final)
    _let_go(building)


def _let_go(building: Building) -> None:
    if building.handle is not None:
        os.close(building.handle)


def _make_wrapper(final: Path, parent: Path) -> Building:
    prefix = f".{final.name}.building-"
    for leftover in parent.iterdir():
        if leftover.name.startswith(prefix) and not is_held(leftover):
            _clear_leftover(leftover, final)
    while True:
        wrapper = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
        building = Building(final, wrapper, _hold(wrapper))
        if wrapper.is_dir():  # nobody has cleared it before it was held
            (wrapper / ".gitignore").write_text("*\n", "utf-8")
            building.folder.mkdir()
            return building
        _let_go(building)


def _hold(wrapper: Path) -> int | None:
    try:
        return take_hold(wrapper, wait=True)
    except OSError:
        return None


def _clear_leftover(wrapper: Path, final: Path) -> None:
    """Remove what a killed build has left, but for the last site if it was killed in between."""
    old = wrapper / "old"
    if old.is_dir() and not final.exists():
        old.rename(final)
    shutil.rmtree(wrapper, ignore_errors=True)


def _copy_entries(folder: Path, target: Path, *, hidden: bool) -> None:
    """Copy the entries of `folder` that `target` has not, all or only those that are `hidden`."""
    for entry in folder.iterdir():
        copy = target / entry.name
        is_wanted = entry.name.startswith(".") or not hidden
        if not is_wanted or os.path.lexists(copy) or f".{folder.name}.building-" in entry.name:
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, copy, symlinks=True)
        else:
            shutil.copy2(entry, copy, follow_symlinks=False)


def _swap_folders(building: Building) -> None:
    if building.final.is_dir():
        _copy_entries(building.final, building.folder, hidden=True)
        building.folder.chmod(building.final.stat().st_mode & 0o7777)
    try:
        _swap(building.folder, building.final, building.wrapper / "old")
    except OSError:
        if not building.final.is_dir():
            raise
        inner = _make_wrapper(building.final, building.final)
        try:
            _copy_entries(building.folder, inner.folder, hidden=False)
            _swap_entries(inner)
        finally:
            discard_building(inner)


def _swap_entries(building: Building) -> None:
    """Exchange the entries of a folder one by one. A build that is killed meanwhile leaves both old
    and new ones, each whole.
    """
    old = building.wrapper / "old"
    old.mkdir()
    names = sorted(entry.name for entry in building.folder.iterdir())
    for name in names:
        _swap(building.folder / name, building.final / name, old / name)
    for entry in building.final.iterdir():
        if entry.name not in names and not entry.name.startswith("."):
            entry.rename(old / entry.name)


def _swap(new: Path, final: Path, old: Path) -> None:
    """Put `new` in the place of `final`, in one step where the system can; what was there is at
    `new` or `old` then.
    """
    if not os.path.lexists(final):
        new.rename(final)
    elif not _exchange(new, final):
        final.rename(old)
        try:
            new.rename(final)
        except OSError:
            old.rename(final)
            raise


def _exchange(first: Path, second: Path) -> bool:
    """Exchange two names in one step (Linux); False if that cannot be."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError, TypeError):  # another system
        return False
    paths = os.fsencode(first), os.fsencode(second)
    return bool(rename(HERE, paths[0], HERE, paths[1], EXCHANGE) == 0)
