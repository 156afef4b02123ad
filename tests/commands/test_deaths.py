"""Commands that are killed, stopped, or run two at once: a sample of `tests/matrix/`."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from factsheet.facts.files import take_hold
from support.death import judge_deaths, judge_sizes, judge_two
from support.examples import write_corpus
from support.mortal import prepare_command
from support.scenes import SCENES, Scene, stage_verify


@pytest.fixture(params=sorted(SCENES))
def scene(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Scene]:
    with SCENES[request.param](tmp_path / "project", 2) as staged:
        yield staged


def test_a_command_that_is_killed_leaves_the_last_good_state(scene: Scene) -> None:
    judge_deaths(scene, "kill", 4)


@pytest.mark.parametrize("way", ["interrupt", "full"])
def test_a_command_that_is_stopped_leaves_the_last_good_state(tmp_path: Path, way: str) -> None:
    with stage_verify(tmp_path / "project", 3) as scene:
        judge_deaths(scene, way, 5)


@pytest.mark.parametrize("way", ["cut", "filled"])
def test_a_command_that_ends_amid_a_file_leaves_the_last_good_state(
    tmp_path: Path, way: str
) -> None:
    with stage_verify(tmp_path / "project", 3) as scene:
        judge_sizes(scene, way, 4)


def test_two_at_once_do_not_mix(scene: Scene) -> None:
    judge_two(scene, 1)


def test_two_copies_of_one_source_do_not_mix(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    text = "They spoke for an hour, and agreed on all that they had spoken of. " * 5
    (tmp_path / "text.txt").write_text(text, "utf-8")
    (tmp_path / "page.html").write_text(f"<html><body><p>{text}</p><p>A page.</p></body></html>")
    with (
        prepare_command(tmp_path, "factsheet", "snapshot", "article", "text.txt") as first,
        prepare_command(tmp_path, "factsheet", "snapshot", "article", "page.html") as second,
    ):
        first.begin()
        second.begin()
        assert {first.wait().status, second.wait().status} == {0, 1}
    files = {path.name for path in (tmp_path / ".snapshots").iterdir()}
    assert files - {".gitignore", "article.json", "article.txt"} == (
        {"article.html"}
        if "A page." in (tmp_path / ".snapshots/article.txt").read_text()
        else set()
    )


def test_a_full_disk_ends_a_command_with_2_and_words(tmp_path: Path) -> None:
    with stage_verify(tmp_path / "project", 1):
        pass
    log = tmp_path / "log"
    command = prepare_command(tmp_path / "project", "factsheet", "verify", LOG=str(log))
    with command as verify:
        assert verify.run("full", 1).status == 2
    assert (
        "the proof of s0 cannot be written: No space left on device; what was there is there"
        " still" in log.read_text("utf-8")
    )


def test_a_second_run_waits_and_says_so(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    (tmp_path / "facts" / "proofs").mkdir()
    handle = take_hold(tmp_path / "facts" / "proofs")
    command = [sys.executable, "-c", "from factsheet.cli import main; main()", "verify"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == "another run writes into facts/proofs; waiting\n"
        os.close(handle)
        assert process.wait() == 1
