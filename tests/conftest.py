"""What all tests share: the option `--update`, hypothesis' settings, and the two sites."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from factsheet.facts.corpus import Corpus
from factsheet.facts.load import read_corpus
from support.sites import PUBLISHED, build_faulty, build_once, build_site, copy_example, copy_small

# A machine that many share is slow now and then, which says nothing of the code.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update",
        action="store_true",
        help="write what is found as what is expected; review the diff",
    )


@pytest.fixture(scope="session")
def update(request: pytest.FixtureRequest) -> bool:
    """Whether the files of expected results are to be written anew."""
    return bool(request.config.getoption("--update"))


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run of the tests share."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder in which builds keep what the next one must know, instead of the user's own."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        yield folder


@pytest.fixture(scope="session")
def small_site(shared: Path) -> Path:
    """The site of the small corpus and of what is laid over it; some of its facts have mistakes."""
    return build_once(
        shared / "small", lambda project: build_faulty(copy_small(project), **PUBLISHED)
    )


@pytest.fixture(scope="session")
def example_site(shared: Path) -> Path:
    """The site of this repository's own facts."""
    return build_once(
        shared / "example",
        lambda project: build_site(copy_example(project), **PUBLISHED),
    )


@pytest.fixture(scope="session")
def small_facts(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """The facts of the small site: the small corpus, and what is laid over it."""
    return read_corpus(copy_small(tmp_path_factory.mktemp("small-facts")))[0]
