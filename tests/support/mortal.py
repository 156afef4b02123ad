"""Commands that die where they are told: killed, interrupted, or on a disk that is full.

Run as a script, it takes the name of a command and its arguments, and for each line `WAY NUMBER`
that it reads runs the command in a process of its own. Before a change of files the system asks
Python's audit hooks; at the change of that number the process ends in that way. The line that it
prints is the exit status (negative: the signal) and the number of changes begun.
"""

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

CHANGES = frozenset(
    {
        *("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.link", "os.symlink"),
        *("tempfile.mkstemp", "tempfile.mkdtemp", "fcntl.flock", "shutil.rmtree", "ctypes.dlsym"),
    }
)
GROWTH = frozenset({"os.mkdir", "os.link", "os.symlink", "tempfile.mkstemp", "tempfile.mkdtemp"})
"""What a full disk refuses, besides writing."""

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


@dataclass(frozen=True)
class Ending:
    """How a command ended: its exit status, negative for a signal, and how many changes it began."""

    status: int
    changes: int


class Mortal:
    """A command that can be run again and again in one folder."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def run(self, way: str = "live", number: int = 0) -> Ending:
        """Run it until it ends, in its own way or in another:

        - `kill`, `interrupt`: by that signal before the change of this `number`;
        - `full`: from that change on the disk is full;
        - `cut`, `filled`: no file may have more bytes than `number`, on pain of death, or not;
        - `twice`: two at once.
        """
        self.begin(way, number)
        return self.wait()

    def begin(self, way: str = "live", number: int = 0) -> None:
        """As `run`, without waiting for the end."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{way} {number}\n")
        self._process.stdin.flush()

    def wait(self) -> Ending:
        """Wait for the end of what was begun."""
        assert self._process.stdout is not None
        status, changes = self._process.stdout.readline().split()
        return Ending(int(status), int(changes))


@contextmanager
def prepare_command(folder: Path, *command: str, **environment: str) -> Iterator[Mortal]:
    """Have `command` ready to be run in `folder`: `mkdocs` or `factsheet`, and its arguments.

    With `PORT`, the whole internet is the server at this port of 127.0.0.1.
    """
    settings = {"NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1", **environment}
    process = subprocess.Popen(
        [sys.executable, __file__, *command],
        cwd=folder,
        env={**os.environ, **settings},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Mortal(process)
    finally:
        process.communicate()


def spread(most: int, wanted: int) -> list[int]:
    """`wanted` numbers from 1 to `most`, evenly apart; all if there are not so many."""
    return sorted({1 + (most - 1) * step // max(1, wanted - 1) for step in range(wanted)})


# In the script


def _main() -> None:
    program, *arguments = sys.argv[1:]
    call = _load_mkdocs(arguments) if program == "mkdocs" else _load_factsheet(arguments)
    for line in sys.stdin:
        way, number = line.split()
        print(*_run(call, way, int(number)), flush=True)


def _load_mkdocs(arguments: list[str]) -> Any:
    from mkdocs.__main__ import cli

    import factsheet.host.mkdocs.maker  # noqa: F401

    return partial(cli, arguments)


def _load_factsheet(arguments: list[str]) -> Any:
    import trafilatura  # noqa: F401  # as late as it is imported, it would be again each time

    from factsheet.cli import main

    if port := os.environ.get("PORT"):
        _lead_to(int(port))
    return partial(main, arguments)


def _lead_to(port: int) -> None:
    """Have every name lead to a server on this machine, which nobody waits for."""
    from factsheet.commands import archive, fetch, links
    from factsheet.fetching.archive import Archiver
    from factsheet.fetching.fetcher import Fetcher, Limits, Network
    from factsheet.fetching.politeness import Pace

    network = Network(
        resolve=lambda *_: ["127.0.0.1"], allow=lambda _: True, ports=frozenset({port})
    )
    fetcher: Any = partial(Fetcher, limits=Limits(seconds=20), network=network)
    pace: Any = lambda _: Pace(0, lambda _: None)  # noqa: E731
    for module in (archive, fetch, links):
        module.Fetcher = fetcher  # type: ignore[misc]
    for module in (fetch, links):
        module.Pace = pace  # type: ignore[misc]
    base = f"http://archive.example:{port}"
    archiver: Any = lambda f, _, keys: Archiver(f, lambda _: None, keys, base)  # noqa: E731
    archive.Archiver = archiver  # type: ignore[misc]


def _run(call: Any, way: str, number: int) -> tuple[int, int]:
    children = [_start(call, way, number) for _ in range(2 if way == "twice" else 1)]
    endings = [_wait(*child) for child in children]
    return max(endings, key=lambda ending: abs(ending[0]))


def _wait(child: int, reader: int) -> tuple[int, int]:
    with os.fdopen(reader) as pipe:
        changes = len(pipe.read())
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), changes


def _start(call: Any, way: str, number: int) -> tuple[int, int]:
    """Begin to run `call` in a process of its own; return this and where its changes are told."""
    reader, writer = os.pipe()
    child = os.fork()
    if child:
        os.close(writer)
        return child, reader
    log = os.open(os.environ.get("LOG", os.devnull), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    os.dup2(log, 1)
    os.dup2(log, 2)
    status = 70
    try:
        _await_death(way, number, writer)
        status = _call(call)
    finally:
        os._exit(status)


def _call(call: Any) -> int:
    """Run a command as its script does."""
    try:
        call()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    except BaseException:
        sys.excepthook(*sys.exc_info())
        return 1
    return 0


def _await_death(way: str, number: int, writer: int) -> None:
    if way in ("cut", "filled"):  # in the middle of a file, after as many bytes
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL if way == "cut" else signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (number, number))
    changes = 0

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal changes
        if event not in CHANGES and not (event == "open" and arguments[2] & WRITING):
            return
        changes += 1
        os.write(writer, b".")
        if way == "kill" and changes == number:
            os.kill(os.getpid(), signal.SIGKILL)
        if way == "interrupt" and changes == number:
            os.kill(os.getpid(), signal.SIGINT)
        if way == "full" and changes >= number and (event == "open" or event in GROWTH):
            raise OSError(28, "No space left on device")

    sys.addaudithook(hook)


if __name__ == "__main__":
    _main()
