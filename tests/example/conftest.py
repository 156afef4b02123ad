"""The example: this repository's facts, with a newcomer's beside them, and their site."""

from pathlib import Path

import pytest

from factsheet.facts.corpus import Corpus
from factsheet.facts.load import read_corpus


@pytest.fixture(scope="session")
def site(example_site: Path) -> Path:
    return example_site


@pytest.fixture(scope="session")
def project(site: Path) -> Path:
    return site.parent


@pytest.fixture(scope="session")
def corpus(project: Path) -> Corpus:
    found, problems = read_corpus(project)
    assert problems == []
    return found
