"""A browser, and the site that it looks at: that of the small corpus, unless a module has its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from support.browser import open_browser, serve_folder


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
