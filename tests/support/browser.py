"""Chromium for the tests that look at pages as a reader does."""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
LOUD = (
    "NO CHROMIUM: the tests that look at pages in a browser did not run. Install chromium and run"
    " them again."
)


WIDTH, HEIGHT = 1440, 900


@contextmanager
def open_browser() -> Iterator[Browser]:
    """A headless Chromium; without one the test is skipped and the summary says so, and under CI it
    fails.
    """
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.fail(LOUD) if os.environ.get("CI") else pytest.skip(LOUD)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=list(QUIET))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def open_page(browser: Browser, width: int = WIDTH, **settings: Any) -> Iterator[Page]:
    """A page of a reader of its own, who has asked for no motion; `settings` are those of a
    browser's context.
    """
    size = {"width": width, "height": HEIGHT}
    context = browser.new_context(viewport=size, **{"reduced_motion": "reduce", **settings})  # type: ignore[arg-type]
    try:
        yield context.new_page()
    finally:
        context.close()


def empty(page: Page) -> None:
    """Leaves nothing of what was done on a page before."""
    page.unroute_all()
    page.emulate_media(media="null", color_scheme="light", forced_colors="none")
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    page.mouse.move(0, 0)
    page.goto("about:blank")


@contextmanager
def listening(page: Page) -> Iterator[list[str]]:
    """The addresses that the page asks for meanwhile."""
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    yield asked
    page.remove_listener("request", note)


class _Handler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Says nothing: a browser that leaves a page hangs up."""


@contextmanager
def serve_folder(folder: Path) -> Iterator[str]:
    """Serves `folder` on this machine alone; gives the address."""
    server = _Server(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
