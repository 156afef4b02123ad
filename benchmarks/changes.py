"""Measure what follows a change: builds, checks and a server, after a file was changed or none."""

import re
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import count
from pathlib import Path

from generate_corpus import Sizes
from processes import Memory, read_processor, run_command, start_command
from projects import BUILD, clean, write_material, write_ours

CHECK = (sys.executable, "-c", "from factsheet.cli import main; main()", "check")
POLL, IDLE, PATIENCE = 0.02, 5.0, 600.0
"""Seconds: between two looks at a page, for a server to be left alone, and at most for a page."""

TEXT = re.compile(r"^- id: .*\n  text: \S+", re.MULTILINE)


@dataclass(slots=True)
class Figures:
    """What was measured, several times, of one thing."""

    name: str
    events: int
    unit: str = "s"
    values: list[float] = field(default_factory=list)


class Project:
    """A project of ours, whose first event can be changed again and again."""

    def __init__(self, folder: Path, events: int) -> None:
        self.folder = folder
        write_ours(folder, Sizes(events=events))
        self.path = min((folder / "facts" / "events").glob("*.yml"))
        self.page = f"/events/{self.path.stem}/"
        self.numbers = count(1)

    def change(self) -> str:
        """Put a new word into the first statement of the event, and return it."""
        word = f"Changed{next(self.numbers)}"
        text = self.path.read_text(encoding="utf-8")
        found = TEXT.search(text)
        if not found:
            sys.exit(f"no statement in {self.path.name}")
        start, _, _ = found[0].rpartition(" ")
        self.path.write_text(
            f"{text[: found.start()]}{start} {word}{text[found.end() :]}", encoding="utf-8"
        )
        return word


def measure_changes(events: int, times: int) -> list[Figures]:
    """Measure everything `times` times, in turn."""
    with tempfile.TemporaryDirectory(prefix="factsheet-bench-") as place:
        project, empty = Project(Path(place) / "ours", events), Path(place) / "empty"
        write_material(empty)
        measured: dict[str, Figures] = {}
        for _ in range(times):
            for name, value, *unit in (*_measure_builds(project, empty), *_measure_server(project)):
                figures = measured.setdefault(name, Figures(name, events, *unit))
                figures.values.append(value)
    return list(measured.values())


Measure = tuple[str, float] | tuple[str, float, str]


def _measure_builds(project: Project, empty: Path) -> Iterator[Measure]:
    """Builds and checks: of everything, of nothing, after no change and after one."""

    def run(command: tuple[str, ...], folder: Path) -> float:
        return run_command(command, folder).wall

    clean(project.folder)
    yield "build, all", run(BUILD, project.folder)
    yield "build, nothing changed", run(BUILD, project.folder)
    project.change()
    yield "build, one file changed", run(BUILD, project.folder)
    yield "build of an empty Material site", run(BUILD, empty)
    clean(project.folder)
    yield "check, all", run(CHECK, project.folder)
    yield "check, nothing changed", run(CHECK, project.folder)
    project.change()
    yield "check, one file changed", run(CHECK, project.folder)


def _measure_server(project: Project) -> Iterator[Measure]:
    """A server: its start, what it does while nothing happens, and a change until it is seen."""
    clean(project.folder)
    with _serve(project.folder) as (first, _):
        yield "serve, first start", _wait(lambda: first.read(project.page) != "")
    with _serve(project.folder) as (server, pid):
        yield "serve, later start", _wait(lambda: server.read(project.page) != "")
        memory = Memory(pid)
        used = read_processor(pid)
        time.sleep(IDLE)
        yield "serve, idle", (read_processor(pid) - used) / IDLE * 100, "% of a core"
        word = project.change()
        yield (
            "serve, a file saved until the page shows it",
            _wait(lambda: word in server.read(project.page)),
        )
        yield "serve, memory", memory.stop(), "MB"


@dataclass(frozen=True, slots=True)
class Server:
    """A server at a port of this machine."""

    port: int

    def read(self, page: str) -> str:
        """The HTML of a page, "" if there is none yet."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", page)
            answer = connection.getresponse()
            return answer.read().decode() if answer.status == 200 else ""
        except (OSError, HTTPException):  # it does not listen yet
            return ""
        finally:
            connection.close()


@contextmanager
def _serve(project: Path) -> Iterator[tuple[Server, int]]:
    """Start to serve a project; the server, and its process."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = (*BUILD[:3], "serve", "--livereload", "--dev-addr", f"127.0.0.1:{port}")
    process = start_command(command, project, project / "log.txt")
    try:
        yield Server(port), process.pid
    finally:
        process.terminate()
        process.wait()


def _wait(is_so: Callable[[], bool]) -> float:
    """Seconds until something is so, looked at every 20 ms."""
    start = time.perf_counter()
    while not is_so():
        if time.perf_counter() - start > PATIENCE:
            sys.exit(f"nothing within {PATIENCE:.0f} s")
        time.sleep(POLL)
    return time.perf_counter() - start
