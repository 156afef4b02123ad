"""What commands write, set up so that each has much to write over: for the tests that kill them."""

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from factsheet.facts.model import Source
from factsheet.proof.copies import Snapshot, read_snapshot
from support.examples import write_corpus, write_files
from support.misbehaving_server import MisbehavingServer, ok
from support.mortal import Mortal, prepare_command
from support.sites import copy_valid

State = Mapping[str, bytes]
"""The files of a project by their path; without those that are hidden, but for what is saved."""

TEXT = "The talk lasted for an hour. It ended in an agreement, said those who were there. "
PAGE = f"<html><body><article><h1>Talk</h1><p>{TEXT * 5}</p></article></body></html>"
JOB = ok(json.dumps({"job_id": "spn2-1"}).encode(), "application/json")
DONE = {"status": "success", "timestamp": "20220221101112", "original_url": "https://g.example/"}


@dataclass(frozen=True)
class Scene:
    """A command in a project where it has something to write.

    `units` says which paths of a state belong together: they are all as before, or all as after.
    """

    folder: Path
    command: Mortal
    units: Callable[[str], str]

    def read(self) -> State:
        """The files of the project as they are now."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file() and not _is_leftover(path.relative_to(self.folder))
        }

    def list_leftovers(self) -> list[str]:
        """What lies there of runs that ended in between."""
        names = (path.relative_to(self.folder) for path in self.folder.rglob("*"))
        return [str(name) for name in names if _is_leftover(name)]

    def restore(self, state: State) -> None:
        """Make the project again as it was."""
        for entry in self.folder.iterdir():
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
        for name, data in state.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)

    def find_mixed(self, before: State, after: State) -> list[str]:
        """The units that are neither as before nor as after."""
        now = self.read()
        names = {self.units(name) for name in (*before, *after, *now)}
        return [
            name
            for name in sorted(names)
            if self._pick(now, name) not in (self._pick(before, name), self._pick(after, name))
        ]

    def find_half_copies(self, after: State) -> list[str]:
        """The sources whose saved copy can be read, though not all of its files are there."""
        now = self.read()
        wanted: dict[str, set[str]] = {}
        for name in after:
            if name.startswith(".snapshots/"):
                wanted.setdefault(Path(name).name.partition(".")[0], set()).add(name)
        return [
            name
            for name, files in wanted.items()
            if name and self._has_copy(name) and not files <= now.keys()
        ]

    def _has_copy(self, name: str) -> bool:
        source = Source(id=name, title=name, kind="article")
        return isinstance(read_snapshot(self.folder / ".snapshots", source), Snapshot)

    def _pick(self, state: State, unit: str) -> State:
        return {name: data for name, data in state.items() if self.units(name) == unit}


def _is_leftover(path: Path) -> bool:
    return any(part.startswith((".writing-", ".site.building-")) for part in path.parts)


def _by_file(name: str) -> str:
    return name


def _by_site(name: str) -> str:
    """A site is one; of other files each."""
    return "site" if name.startswith("site/") else name


def write_sources(folder: Path, count: int, line: str = "note: It has no address.") -> Path:
    """Write a project of `count` sources, each quoted once in an event of its own."""
    files = {}
    for number in range(count):
        source = f"title: T{number}\nkind: article\n{line.replace('NUMBER', str(number))}\n"
        files[f"sources/s{number}.yml"] = source
        files[f"events/e{number}.yml"] = _write_event(number, "for an hour")
    return write_corpus(folder, files)


def _write_event(number: int, *quotes: str) -> str:
    statements = "".join(
        f"\n  - id: s{index}\n    text: They spoke.\n    attributed_to: alice\n"
        f"    evidence: {{source: s{number}, quote: {quote}}}"
        for index, quote in enumerate(quotes)
    )
    return f"title: A talk\nkind: call\nstatements:{statements}\n"


def _save_texts(folder: Path, count: int) -> None:
    (folder / ".snapshots").mkdir()
    for number in range(count):
        (folder / ".snapshots" / f"s{number}.txt").write_text(f"{TEXT}{number}\n", "utf-8")
    (folder / ".snapshots" / "article.txt").write_text(TEXT, "utf-8")


def _add_quotes(folder: Path, count: int) -> None:
    more = {
        f"events/e{number}.yml": _write_event(number, "for an hour", "in an agreement")
        for number in range(count)
    }
    write_files(folder, more)


@contextmanager
def stage_verify(folder: Path, count: int) -> Iterator[Scene]:
    """Every proof is there, and every one has a quote more now."""
    _save_texts(write_sources(folder, count), count)
    with prepare_command(folder, "factsheet", "verify") as command:
        assert command.run().status == 0
        _add_quotes(folder, count)
        yield Scene(folder, command, _by_file)


@contextmanager
def stage_links(folder: Path, count: int) -> Iterator[Scene]:
    """Every address was asked, and is gone now."""
    with _prepare_network(folder, count, "links", "--quotes") as (server, command):
        _save_texts(folder, count)
        with prepare_command(folder, "factsheet", "verify") as verify:
            assert verify.run().status == 0
        for number in range(count):
            server.serve(f"/{number}", ok(TEXT.encode(), "text/plain"))
        assert command.run().status == 0
        for number in range(count):
            server.serve(f"/{number}", ok(b"", status="410 Gone"))
        yield Scene(folder, command, _by_file)


@contextmanager
def stage_archive(folder: Path, count: int) -> Iterator[Scene]:
    """No source has an archived copy yet."""
    with _prepare_network(folder, count, "archive") as (server, command):
        server.serve("/save", JOB)
        server.serve("/save/status/spn2-1", ok(json.dumps(DONE).encode(), "application/json"))
        yield Scene(folder, command, _by_file)


@contextmanager
def stage_fetch(folder: Path, count: int) -> Iterator[Scene]:
    """No source has a saved copy yet."""
    with _prepare_network(folder, count, "fetch") as (server, command):
        for number in range(count):
            server.serve(f"/{number}", ok(f"{TEXT}{number}\n".encode(), "text/plain"))
        yield Scene(folder, command, _by_file)


@contextmanager
def stage_snapshot(folder: Path, count: int) -> Iterator[Scene]:
    """A source, among `count` more, has no saved copy yet."""
    write_sources(folder, count)
    (folder / "page.html").write_text(PAGE, "utf-8")
    with prepare_command(folder, "factsheet", "snapshot", "article", "page.html") as command:
        yield Scene(folder, command, _by_file)


@contextmanager
def stage_build(folder: Path, count: int) -> Iterator[Scene]:
    """A site with `count` sources more is there, and every page of it changes."""
    write_sources(copy_valid(folder), count)
    with prepare_command(folder, "mkdocs", "build", "--strict") as command:
        assert command.run().status == 0
        settings = folder / "mkdocs.yml"
        text = settings.read_text("utf-8").replace("site_name: Factsheet", "site_name: Changed")
        settings.write_text(text, "utf-8")
        yield Scene(folder, command, _by_site)


@contextmanager
def _prepare_network(
    folder: Path, count: int, *arguments: str
) -> Iterator[tuple[MisbehavingServer, Mortal]]:
    """A project whose sources have addresses at a server, and a command for which it is the world."""
    with ExitStack() as stack:
        server = stack.enter_context(MisbehavingServer())
        line = f"url: http://gazette.example:{server.port}/NUMBER"
        write_sources(folder, count, line)
        write_files(folder, {"sources/article.yml": "title: T\nkind: article\nnote: None.\n"})
        port = str(server.port)
        command = prepare_command(folder, "factsheet", *arguments, PORT=port)
        yield server, stack.enter_context(command)


SCENES = {
    "verify": stage_verify,
    "links": stage_links,
    "archive": stage_archive,
    "fetch": stage_fetch,
    "snapshot": stage_snapshot,
    "build": stage_build,
}
