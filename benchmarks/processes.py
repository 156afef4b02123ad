"""Run a command and measure it: the clock, the processor, and the memory of all its processes."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
INTERVAL, SHARE = 0.05, 0.02
"""Seconds between two looks at the memory, and the most of the time that may be spent looking."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one command took: `wall` seconds on the clock, `user` and `system` seconds of the
    processor in all its processes, and megabytes of memory at the `peak`.
    """

    wall: float
    user: float
    system: float
    peak: float


def run_command(command: Sequence[str | Path], folder: Path, **settings: str) -> Run:
    """Run a command in `folder`, with `settings` in its environment; exit if it fails."""
    start = time.perf_counter()
    process = start_command(command, folder, folder / "log.txt", **settings)
    memory = Memory(process.pid)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        log = (folder / "log.txt").read_text(encoding="utf-8")
        sys.exit(f"{' '.join(map(str, command))} failed:\n{log[-4000:]}")
    return Run(wall, usage.ru_utime, usage.ru_stime, memory.stop())


def start_command(
    command: Sequence[str | Path], folder: Path, log: Path, **settings: str
) -> "subprocess.Popen[bytes]":
    """Start a command in `folder`, with what it says in the file `log`."""
    environment: Mapping[str, str] = os.environ | {"NO_MKDOCS_2_WARNING": "1"} | settings
    with log.open("wb") as output:
        return subprocess.Popen(
            command, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT
        )


class Memory:
    """Looks again and again, in a thread, how much memory a process and its descendants have.

    Counted is the proportional set size (PSS, `/proc/PID/smaps_rollup`; proc_pid_smaps(5)): of a
    page that several processes share, each has its part, so that it counts once. A peak between
    two looks is missed. Systems without it give no figure (NaN).
    """

    def __init__(self, pid: int) -> None:
        self.pid, self.peak = pid, 0.0 if PROC.exists() else float("nan")
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._look, daemon=True)
        self.thread.start()

    def _look(self) -> None:
        wait = INTERVAL
        while PROC.exists() and not self.ended.wait(wait):
            start = time.perf_counter()
            self.peak = max(self.peak, sum(map(read_memory, list_processes(self.pid))))
            wait = max(INTERVAL, (time.perf_counter() - start) / SHARE)

    def stop(self) -> float:
        """The megabytes at the peak."""
        self.ended.set()
        self.thread.join()
        return self.peak


def list_processes(pid: int) -> Iterator[int]:
    """A process and all its descendants."""
    yield pid
    for path in PROC.glob(f"{pid}/task/*/children"):
        try:
            children = path.read_text().split()
        except OSError:  # it has ended meanwhile
            continue
        for child in children:
            yield from list_processes(int(child))


def read_memory(pid: int) -> float:
    """The proportional set size of a process, in megabytes; 0 if it has ended."""
    try:
        lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    sizes = [line.split()[1] for line in lines if line.startswith("Pss:")]
    return sum(map(int, sizes)) * 1024 / 1e6


def read_processor(pid: int) -> float:
    """Seconds of the processor that a process and its descendants have used."""
    ticks = 0
    for each in list_processes(pid):
        # Fields 14 and 15 of proc_pid_stat(5), counted from behind the name in parentheses.
        fields = (PROC / str(each) / "stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")
