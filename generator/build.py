"""The pipeline: read, check, render. Shared by the MkDocs plugin and the command."""

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment

from generator.checks import run_checks
from generator.corpus import Corpus, Track, read_corpus
from generator.problems import Problem
from generator.reference import build_format_page, build_rules_page
from generator.render import make_environment, render_page, shipped_templates
from generator.site import Page, Redirect, build_pages, build_redirects

FACTS = "facts"
TEMPLATES = "site_templates"


@dataclass(frozen=True)
class Site:
    """Everything that a host needs to write the site. `assets` are files by address, `documents` Markdown by path."""

    pages: tuple[Page, ...]
    redirects: tuple[Redirect, ...]
    assets: tuple[tuple[str, Path], ...]
    documents: Mapping[str, str]
    problems: tuple[Problem, ...]
    environment: Environment

    def render(self, page: Page) -> str:
        """The HTML of a page without its frame; it begins with an `h1`."""
        return render_page(self.environment, page)


def check_facts(root: Path, track: Track = iter) -> tuple[Corpus, tuple[Problem, ...]]:
    """Reads and checks the facts of the project `root`; all problems, by file and line."""
    corpus, problems = read_corpus(root, FACTS, track)
    return corpus, tuple(sorted((*problems, *run_checks(corpus))))


@contextmanager
def _spare_collector() -> Iterator[None]:
    """Keeps the garbage collector off while much is made that stays, and then from walking all that again and again:
    it took a fifth of a large build. What the last build kept is given back to it first."""
    gc.unfreeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.freeze()


@_spare_collector()
def build_site(root: Path) -> Site:
    """Makes the site of the project `root` from its facts and templates. Records with errors are left out."""
    corpus, problems = check_facts(root)
    folders = [folder for folder in (root / TEMPLATES, shipped_templates()) if folder.is_dir()]
    return Site(
        pages=build_pages(corpus, problems, FACTS),
        redirects=build_redirects(corpus),
        assets=tuple(sorted(_find_assets(folders).items())),
        documents={"reference/format.md": build_format_page(), "reference/rules.md": build_rules_page()},
        problems=problems,
        environment=make_environment(folders),
    )


def _find_assets(folders: Iterable[Path]) -> Mapping[str, Path]:
    """The assets by address; the project's own win over the shipped, file by file."""
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted((folder / "assets").rglob("*")):
            if path.is_file():
                found.setdefault(path.relative_to(folder).as_posix(), path)
    return found
