"""Folders that are watched while a site is served, and seen again when they come back.

What watches a folder for a server ends when the folder is gone, and would say nothing of it ever
after, whatever is put in its place: a branch that is changed for another and back is enough.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from watchdog.events import FileModifiedEvent, FileSystemEvent, FileSystemEventHandler
from watchdog.observers.api import BaseObserver


class Server(Protocol):
    """What is asked of a host's server; `unwatch` raises KeyError for what it does not watch."""

    @property
    def observer(self) -> BaseObserver: ...

    def watch(self, path: str) -> None: ...

    def unwatch(self, path: str) -> None: ...


def watch_folders(server: Server, folders: Iterable[Path]) -> None:
    """Have a server watch `folders`, those that are there and those that come or come back."""
    paths = {str(folder.absolute()) for folder in folders}
    for path in sorted(paths):
        if Path(path).is_dir():
            server.watch(path)
    handler = _FolderHandler(server, paths)
    for parent in sorted({str(Path(path).parent) for path in paths}):
        server.observer.schedule(handler, parent)


class _FolderHandler(FileSystemEventHandler):
    """Told of what comes and goes in the folders above those that are watched."""

    def __init__(self, server: Server, paths: set[str]) -> None:
        self.server = server
        self.paths = paths

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Watch a folder anew when it comes, and have the site built anew when it comes or goes."""
        came = {os.fspath(event.dest_path)} if event.event_type == "moved" else set()
        came |= {os.fspath(event.src_path)} if event.event_type == "created" else set()
        gone = {os.fspath(event.src_path)} if event.event_type in ("deleted", "moved") else set()
        for path in self.paths & came:
            with suppress(KeyError):
                while True:
                    self.server.unwatch(path)
            self.server.watch(path)
        for path in self.paths & (came | gone):
            self._report_change(path)

    def _report_change(self, path: str) -> None:
        """Servers pass over what happens to folders, so a file is said to have changed."""
        for emitter in list(self.server.observer.emitters):
            if emitter.watch.path == path:
                emitter.queue_event(FileModifiedEvent(path))
