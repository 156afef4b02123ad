"""A browser, and the site that it looks at: that of the small corpus, unless a module has its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from support.browser import empty, open_browser, open_page, serve_folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser for all tests of a process."""
    with open_browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def site(small_site: Path) -> Path:
    return small_site


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Where the site is served: not at the host's root, where a relative link too many would do no
    harm.
    """
    with serve_folder(site.parent) as root:
        yield f"{root}{site.name}/"


@pytest.fixture(scope="session")
def reused_page(browser: Browser) -> Iterator[Page]:
    with open_page(browser) as opened:
        yield opened


@pytest.fixture(scope="session")
def reused_plain_page(browser: Browser) -> Iterator[Page]:
    with open_page(browser, java_script_enabled=False) as opened:
        yield opened


@pytest.fixture
def page(reused_page: Page) -> Iterator[Page]:
    """An empty page. It is the same for all tests of a process, since each new one reads the
    theme's scripts anew; but nothing of the tests before is left on it.
    """
    failures: list[str] = []

    def note(error: object) -> None:
        failures.append(str(error))

    empty(reused_page)
    reused_page.on("pageerror", note)
    yield reused_page
    reused_page.remove_listener("pageerror", note)
    assert failures == [], "a script failed"


@pytest.fixture
def plain_page(reused_plain_page: Page) -> Page:
    """As `page`, for a reader without scripts."""
    empty(reused_plain_page)
    return reused_plain_page
