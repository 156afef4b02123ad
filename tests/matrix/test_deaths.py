"""Each command that writes, ended at 100 points: killed, interrupted, on a full disk; and two at
once. `make matrix` runs this, and `make test` a sample of it (`tests/commands/test_deaths.py`).
"""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.death import judge_deaths, judge_disk, judge_sizes, judge_two
from support.scenes import SCENES, Scene

POINTS = 100
SOURCES = 30
"""Enough for a hundred changes of files, but where a copy is taken by hand."""


@pytest.fixture(params=sorted(SCENES))
def scene(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Scene]:
    with SCENES[request.param](tmp_path / "project", SOURCES) as staged:
        yield staged


def test_a_command_that_is_killed_leaves_the_last_good_state(scene: Scene) -> None:
    """One that makes fewer changes than that is also ended amid its files, by the system itself."""
    judged = judge_deaths(scene, "kill", POINTS)
    if judged < POINTS:
        judge_sizes(scene, "cut", POINTS - judged)


@pytest.mark.parametrize("way", ["interrupt", "full"])
def test_a_command_that_is_stopped_leaves_the_last_good_state(scene: Scene, way: str) -> None:
    judge_deaths(scene, way, POINTS // 3)


@pytest.mark.parametrize("way", ["cut", "filled"])
def test_a_command_that_ends_amid_a_file_leaves_the_last_good_state(scene: Scene, way: str) -> None:
    judge_sizes(scene, way, POINTS // 5)


def test_two_at_once_do_not_mix(scene: Scene) -> None:
    judge_two(scene, POINTS // 5)


@pytest.mark.parametrize("name", sorted(SCENES))
def test_a_disk_that_is_full_keeps_the_last_good_state(tmp_path: Path, name: str) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False).returncode != 0:
        pytest.skip("only root may mount a small disk")
    try:
        with SCENES[name](disk / "project", SOURCES) as scene:
            judge_disk(scene, disk, POINTS // 5)
    finally:
        subprocess.run(["umount", str(disk)], check=True)
