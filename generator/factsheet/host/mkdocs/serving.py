"""Pages that are made when somebody asks for them, while MkDocs serves a site.

What MkDocs keeps to itself and this module uses of its server: `_visible_epoch` and `_epoch_cond`,
which its pages poll to see whether the site is newer than they are, and `_watched_paths`. A test
holds that they are there.
"""

import hashlib
import os
import posixpath
import re
import socket
import threading
from collections.abc import Callable, Collection, Iterable
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger
from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

from factsheet.facts.aids.editors import write_schemas
from factsheet.facts.corpus import Corpus

log = get_plugin_logger("factsheet")

Environ = dict[str, Any]
Respond = Callable[..., Any]

CHANGES: list[type[FileSystemEvent]] = [
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
]
POLL = re.compile(r"/livereload/([0-9]+)/[0-9]+")
PATIENCE = 0.5
"""So many seconds a page waits before it has MkDocs build the site, to see whether it changed."""
MOST_VERSIONS = 32
"""So many versions of a page that browsers still show are told apart."""


class Maker(Protocol):
    """What makes the pages, and the files beside them, in the folder that is served."""

    def refresh(self) -> bool:
        """Take in what changed in the facts; False if MkDocs must build the site anew for it."""

    def find_errors(self) -> Callable[[], bool]:
        """Look for the errors of the facts; what is returned shows them, and says whether it did:
        it is called while no page is made.
        """

    def make(self, url: str) -> bool:
        """Make the file at an address below the site's; False if it is none of ours."""


class ChangeObserver(Observer):  # type: ignore[misc, valid-type]
    """Told by the system what was changed; it tells others, and keeps the names of what is
    `watched` for the sake of the site: folders above that are watched for other reasons.
    """

    def __init__(self, watched: Collection[str]) -> None:
        super().__init__()
        self.watched = watched
        self.changed: set[str] = set()
        self.collector = FileSystemEventHandler()
        self.collector.on_any_event = self._collect  # type: ignore[method-assign]

    def schedule(
        self, handler: FileSystemEventHandler, path: str, *, recursive: bool = False
    ) -> ObservedWatch:
        """Tell `handler`, too, of what is changed at or below `path`. That a file was read is no
        change.
        """
        super().schedule(self.collector, path, recursive=recursive, event_filter=CHANGES)
        watch: ObservedWatch = super().schedule(
            handler, path, recursive=recursive, event_filter=CHANGES
        )
        return watch

    def take_changed(self) -> set[str]:
        """The names of what was changed since this was last asked."""
        taken, self.changed = self.changed, set()
        return taken

    def _collect(self, event: FileSystemEvent) -> None:
        if not event.is_directory:
            paths = (os.fsdecode(path) for path in (event.src_path, event.dest_path) if path)
            self.changed.update(filter(self._is_watched, paths))

    def _is_watched(self, path: str) -> bool:
        above = {path, *map(str, Path(path).parents)}
        return not above.isdisjoint(list(self.watched))


class PageServer:
    """Stands before a server of MkDocs, and has files made before that sends them. `rebuild` has
    MkDocs build the site, with the pages of ours that are asked for then.
    """

    def __init__(
        self, server: LiveReloadServer, maker: Maker, rebuild: Callable[[], None], facts: Path
    ) -> None:
        self.server, self.maker, self.rebuild, self.facts = server, maker, rebuild, facts
        self.lock = threading.RLock()
        self.stale = False
        self.shown: dict[str, dict[int, bytes]] = {}

    def build(self, changed: Iterable[str]) -> None:
        """Take in that the files `changed`. Pages that MkDocs renders may show facts; they are
        rendered when somebody asks for one.
        """
        with self.lock:
            paths = list(map(Path, changed))
            within = bool(paths) and all(self.facts in path.parents for path in paths)
            if within and self.maker.refresh():
                self.stale = True
                threading.Thread(target=self._find_errors, daemon=True).start()
            else:
                self._rebuild()

    def _find_errors(self) -> None:
        """Show what is wrong when it is found: that takes longer than to show what was changed."""
        show = self.maker.find_errors()
        with self.lock, self.server._epoch_cond:
            if show():
                self.stale = True
                self.server._wanted_epoch += 1
                self.server._visible_epoch = self.server._wanted_epoch
                self.server._epoch_cond.notify_all()

    def _rebuild(self) -> None:
        self.rebuild()
        self.stale = False

    def answer(self, environ: Environ, respond: Respond) -> Iterable[bytes]:
        """The WSGI application: as that of MkDocs, with pages as they are by now."""
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if poll := POLL.fullmatch(path):
            return self._answer_poll(int(poll[1]), environ, respond)
        if path.startswith(self.server.mount_path):
            url = path.removeprefix(self.server.mount_path)
            if content := self._make(url):
                versions = self.shown.setdefault(url, {})
                versions[self.server._visible_epoch] = content
                for old in sorted(versions)[:-MOST_VERSIONS]:
                    del versions[old]
        return self.server.serve_request(environ, respond)

    def _make_ours(self, url: str) -> bool:
        with self.lock:
            return self.maker.make(url)

    def _make(self, url: str) -> bytes:
        """Make the file at `url`, and return what tells its content from others."""
        with self.lock:
            if not self.maker.make(url) and self.stale:
                self._rebuild()
            name = posixpath.normpath(f"/{url}index.html" if url[-1:] in ("", "/") else f"/{url}")
            try:
                data = Path(self.server.root, name.lstrip("/")).read_bytes()
            except OSError:
                return b""
        return hashlib.blake2b(data, digest_size=16).digest()

    def _is_newer(self, epoch: int) -> bool:
        return bool(self.server._visible_epoch > epoch)

    def _answer_poll(self, epoch: int, environ: Environ, respond: Respond) -> Iterable[bytes]:
        """Tell a page that was sent in an `epoch` when it is no longer as it was; after a while
        that it still is.
        """
        server, mount = self.server, self.server.mount_path
        path = "/" + environ.get("HTTP_REFERER", "").partition("://")[2].partition("/")[2]
        url = path.partition("#")[0].partition("?")[0].removeprefix(mount)
        sent = self.shown.get(url, {}).get(epoch)
        seen = epoch
        respond("200 OK", [("Content-Type", "text/plain")])
        while True:
            with server._epoch_cond:
                newer = server._epoch_cond.wait_for(
                    partial(self._is_newer, seen), timeout=server.poll_response_timeout
                )
                seen = server._visible_epoch
            if not newer:
                return [b"%d" % epoch]
            if self.stale and not self._make_ours(url):  # pages that are made quickly go first
                with server._epoch_cond:
                    server._epoch_cond.wait_for(partial(self._is_newer, seen), timeout=PATIENCE)
            if sent is None or self._make(url) != sent:
                return [b"%d" % seen]


def use_native_observer(server: LiveReloadServer) -> ChangeObserver:
    """Have the system tell a server of changes, in the place of looking for them again and again;
    return who is told.
    """
    paths = [path for path, count in server._watched_paths.items() for _ in range(count)]
    for path in paths:
        server.unwatch(path)
    observer = server.observer = ChangeObserver(server._watched_paths)
    for path in paths:
        server.watch(path)
    return observer


def refuse_taken_address(server: LiveReloadServer) -> None:
    """Stop, in one line, if the system does not let `server` have its address: MkDocs would end in
    a traceback.
    """
    host, port = server.server_address[:2]
    try:
        with socket.socket(server.address_family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        another = f"mkdocs serve --livereload --dev-addr 127.0.0.1:{int(port) + 1}"
        raise Abort(
            f"the site cannot be served at {server.url}: {error.strerror}; end what is served"
            f" there, or take another port: {another}"
        ) from None


def keep_schemas(corpus: Corpus) -> None:
    """Keep the schemas for editors in step with the facts; a site is served without them, too."""
    try:
        write_schemas(corpus)
    except OSError as error:
        log.info("The schemas for editors cannot be written: %s", error.strerror)
