"""Work that is shared with copies of the process."""

import os
import signal
from collections import Counter
from pathlib import Path

import pytest

from factsheet.pipeline.workers import FEWEST, Crew, count_workers

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


class Log:
    """Names that several processes write into one file, each in one step."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "log"

    def write(self, name: str) -> None:
        with self.path.open("a", encoding="utf-8") as file:
            file.write(f"{name} {os.getpid()}\n")

    def read(self) -> list[tuple[str, int]]:
        lines = self.path.read_text("utf-8").splitlines()
        return [(name, int(process)) for name, process in map(str.split, lines)]


@pytest.mark.parametrize("copies", [0, 1, 3])
@pytest.mark.parametrize("number", [0, 1, 100, 5_000])
def test_each_item_is_worked_on_once(tmp_path: Path, number: int, copies: int) -> None:
    log, names = Log(tmp_path), [f"item-{number}" for number in range(number)]
    log.path.touch()
    Crew(names, log.write, copies=copies).finish()
    assert Counter(name for name, _ in log.read()) == Counter(names)


def test_copies_begin_before_this_process_helps(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    crew = Crew(["one"], lambda _: os.write(writing, str(os.getpid()).encode()), copies=1)
    assert int(os.read(reading, 20)) not in (0, os.getpid())
    crew.finish()


def test_what_a_worker_could_not_do_is_done_here(tmp_path: Path) -> None:
    log, own = Log(tmp_path), os.getpid()

    def work(name: str) -> None:
        if os.getpid() != own:
            os.kill(os.getpid(), signal.SIGKILL)
        log.write(name)

    names = [f"item-{number}" for number in range(50)]
    Crew(names, work, copies=2).finish()
    assert {name for name, _ in log.read()} == set(names)


def test_an_error_is_raised_here(tmp_path: Path) -> None:
    def work(name: str) -> None:
        if name == "item-30":
            raise ValueError(name)

    names = [f"item-{number}" for number in range(50)]
    with pytest.raises(ValueError, match="item-30"):
        Crew(names, work, copies=2).finish()


def test_a_crew_that_is_stopped_leaves_no_process(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    crew = Crew(["one"], lambda _: (os.write(writing, b"begun"), signal.pause()), copies=1)
    assert os.read(reading, 5) == b"begun"
    (worker,) = crew.workers
    crew.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


def test_few_items_are_not_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2}, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert [count_workers(number) for number in (0, FEWEST - 1, FEWEST)] == [0, 0, 2]
    monkeypatch.setattr("sys.platform", "darwin")
    assert count_workers(FEWEST) == 0
