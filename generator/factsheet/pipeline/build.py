"""The pipeline: read, check, render. Shared by the MkDocs plugin and the command."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from pathlib import Path

from factsheet.checks import find_errors
from factsheet.checks.pages import check_placeholder, explain_lost, is_left_out
from factsheet.checks.placeholders import Placeholder, fill_placeholders
from factsheet.facts.corpus import Corpus
from factsheet.facts.load import Reading, Track, read_corpus
from factsheet.pipeline.checking import check_corpus
from factsheet.pipeline.digests import digest_files, digest_folder
from factsheet.pipeline.folders import FACTS, find_folders
from factsheet.pipeline.repeated import read_repeated
from factsheet.pipeline.watched import Watch
from factsheet.problems import Problem, format_terminal
from factsheet.site.blocks import view_block
from factsheet.site.catalogue import Page, Redirect, build_pages, build_redirects, find_page
from factsheet.site.reference.manual import build_format_page, build_rules_page
from factsheet.site.reference.reading import build_reading_page
from factsheet.site.render import (
    Templates,
    load_templates,
    render_block,
    render_body,
    render_template,
)
from factsheet.site.scope import Scope
from factsheet.site.search.entries import Entry, enter_page
from factsheet.site.search.shards import write_search
from factsheet.site.section import Body
from factsheet.site.sharing.beside import summarize_page, write_beside
from factsheet.site.shelf import Imprint, Shelf
from factsheet.voices.index import Index

STYLES = "assets/styles/"


@dataclass(frozen=True)
class Facts:
    """The facts of a project as they stand: what could be read, and the problems `found` meanwhile.
    The others are looked for by `check` when somebody asks.
    """

    corpus: Corpus
    found: Sequence[Problem]
    check: Callable[[Corpus], Sequence[Problem]] = check_corpus

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, by file and line."""
        return tuple(sorted((*self.found, *self.check(self.corpus))))

    @cached_property
    def errors(self) -> tuple[Problem, ...]:
        """Those of them that are errors."""
        found = (problem for problem in self.found if problem.severity == "error")
        return tuple(sorted((*found, *find_errors(self.corpus))))


@dataclass(frozen=True)
class Site:
    """Everything that a host needs to write the site; each part of it is made when somebody asks.
    `assets` are files by address, `documents` texts by path: Markdown, and the stylesheet. What is
    not `searched` has no page for that. A `watch` notes what its pages read.
    """

    facts: Facts
    shelf: Shelf
    templates: Templates
    assets: tuple[tuple[str, Path], ...]
    documents: Mapping[str, str]
    searched: bool
    watch: Watch | None = None

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """All pages, by their addresses."""
        return build_pages(self.shelf, self._list_problems, FACTS, searched=self.searched)

    def _list_problems(self) -> tuple[Problem, ...]:
        return self.facts.problems

    def find_page(self, url: str) -> Page | None:
        """The page at `url`; none if there is no such page. That of a record is made alone."""
        page = find_page(self.shelf, url, FACTS)
        return page or next((page for page in self.pages if page.url == url), None)

    @cached_property
    def redirects(self) -> tuple[Redirect, ...]:
        """A redirect for each former address."""
        return build_redirects(self.facts.corpus)

    def render(self, page: Page, body: Body) -> str:
        """The HTML of a page's body; it begins with an `h1`."""
        return render_body(self.templates, page, body) + summarize_page(self.shelf, page)

    def write_beside(self, page: Page) -> Mapping[str, bytes]:
        """The files beside a page, by their paths from its folder."""
        return write_beside(self.templates, self.shelf, page)

    def write_search(self, pages: Iterable[Entry]) -> Iterator[tuple[str, str]]:
        """The files of the search, by their paths from its folder. `pages` are those that a host
        made. Of a list the first page is found.
        """
        lists = (page for page in self.pages if page.url == f"{page.kind}/" != "search/")
        made = (enter_page(page.url, page.title, page.description) for page in lists)
        return write_search(self.shelf.index, chain(made, pages))

    def fill_blocks(
        self, content: str, source: str, path: str, url: str, tell: Callable[[str], None]
    ) -> str:
        """The HTML `content` of the hand-written page at `url`, made of the Markdown `source` of
        the file at `path`, with blocks of facts in the place of their placeholders. `tell` is
        called with each mistake in these.
        """
        scope = Scope(self.shelf, url)

        def fill(placeholder: Placeholder) -> str:
            for problem in check_placeholder(self.shelf.index.corpus, placeholder):
                tell(line := format_terminal(problem))
                return self._render_notice(line)
            if is_left_out(self.shelf.index.corpus, placeholder):
                return self._render_notice(
                    f"{placeholder.text} is left out until the errors of its file are mended"
                )
            return render_block(self.templates, *view_block(scope, placeholder.text))

        def report_lost(placeholder: Placeholder) -> None:
            tell(format_terminal(explain_lost(placeholder)))

        return fill_placeholders(content, source, path, fill, report_lost)

    def _render_notice(self, line: str) -> str:
        """What stands in the place of a block that cannot be shown."""
        return render_template(self.templates, "sections/notice.html", line=line)


def check_facts(root: Path, track: Track = iter) -> tuple[Corpus, tuple[Problem, ...]]:
    """Read and check the facts of the project `root`; all problems, by file and line."""
    corpus, found = read_corpus(root, FACTS, track)
    return corpus, tuple(sorted((*found, *check_corpus(corpus))))


@contextmanager
def spare_collector() -> Iterator[None]:
    """Keep the garbage collector off while much is made that stays, and then from walking all that
    again and again: it took a fifth of a large build.

    What an earlier build kept, and nobody needs any more, is collected first: what is frozen is
    never looked at, and so a server would keep every site that it made.
    """
    if gc.get_freeze_count():
        gc.unfreeze()
        gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.freeze()


@spare_collector()
def build_site(
    root: Path,
    name: str = "",
    url: str = "",
    *,
    searched: bool = True,
    kept: dict[Path, Reading] | None = None,
    watched: bool = False,
) -> Site:
    """Make the site of the project `root` from its facts and templates. Records with errors are
    left out.

    `name` and `url` are the site's, for citations; its pages are addressed below `url`, "" if
    that is not known. Without a search on the site, nothing is `searched`. `kept` is what was read
    the last time. If it is `watched`, it can be noted what pages read.
    """
    corpus, found = read_corpus(root, FACTS, kept=kept)
    watch = Watch(corpus, digest_files(root / FACTS)) if watched else None
    facts = Facts(watch.corpus if watch else corpus, found)
    repeated = read_repeated(root / FACTS, facts.corpus.proofs)
    assets = _find_assets(find_folders(root))
    return Site(
        facts=facts,
        shelf=Shelf(watch.index if watch else Index(facts.corpus), Imprint(name, url), repeated),
        templates=load_project_templates(root),
        assets=tuple((url, path) for url, path in assets.items() if not url.startswith(STYLES)),
        documents={
            "assets/factsheet.css": _join_styles(assets),
            "reference/format.md": build_format_page(),
            "reference/reading.md": build_reading_page(),
            "reference/rules.md": build_rules_page(),
        },
        searched=searched,
        watch=watch,
    )


def refresh_site(site: Site, root: Path, kept: dict[Path, Reading]) -> Site:
    """The same site with the facts as they are now; `kept` is what was read the last time."""
    corpus, found = read_corpus(root, FACTS, kept=kept)
    facts = Facts(replace(corpus, placed=site.facts.corpus.placed), found)
    repeated = read_repeated(root / FACTS, facts.corpus.proofs)
    return replace(
        site, facts=facts, shelf=Shelf(Index(facts.corpus), site.shelf.imprint, repeated)
    )


def list_given(site: Site, root: Path) -> tuple[object, ...]:
    """What all pages of the project `root` depend on besides its facts."""
    folders = [digest_folder(folder) for folder in find_folders(root)]
    return (site.shelf.imprint, sorted(site.shelf.repeated), site.searched, folders)


def load_project_templates(root: Path) -> Templates:
    """The templates of the project `root`, its own first."""
    return load_templates(find_folders(root))


def read_styles(root: Path) -> str:
    """The stylesheet of the pages of the project `root`."""
    return _join_styles(_find_assets(find_folders(root)))


def _find_assets(folders: Iterable[Path]) -> Mapping[str, Path]:
    """The assets by address, in its order; the project's own win over the shipped, file by file."""
    assets: dict[str, Path] = {}
    for folder in folders:
        for path in sorted((folder / "assets").rglob("*")):
            if path.is_file():
                assets.setdefault(path.relative_to(folder).as_posix(), path)
    return dict(sorted(assets.items()))


def _join_styles(assets: Mapping[str, Path]) -> str:
    """One stylesheet of all: a reader waits for each file before seeing anything."""
    return "".join(
        path.read_text("utf-8") for url, path in assets.items() if url.startswith(STYLES)
    )
