"""Makes the pages of facts in a build of MkDocs.

MkDocs renders one page per kind of page, with sentinels in place of everything that differs; all
pages of that kind are this frame, filled (see `frame`). No text from facts enters a template of
MkDocs or its theme.
"""

import logging
import os
import posixpath
from collections.abc import Callable, Container, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import cast

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as HostPage
from mkdocs.utils import get_relative_url

from factsheet.facts.load import Reading
from factsheet.host import frame, notices
from factsheet.host.material_search import has_search, pack_sitemap, take_entries, write_search
from factsheet.host.mkdocs.files import (
    Anchors,
    WrittenFile,
    add_assets,
    add_files,
    find_root,
    make_edit_uri,
    write_noted,
)
from factsheet.host.mkdocs.frames import Frames, find_in_nav
from factsheet.host.mkdocs.live import LivePages
from factsheet.host.mkdocs.serving import (
    PageServer,
    keep_schemas,
    refuse_taken_address,
    use_native_observer,
)
from factsheet.host.watching import watch_folders
from factsheet.pipeline.build import (
    Site,
    build_site,
    list_given,
    load_project_templates,
)
from factsheet.pipeline.folders import FACTS, find_watched
from factsheet.pipeline.gathering import summarize_warnings
from factsheet.pipeline.past import Past
from factsheet.pipeline.remake import Remake
from factsheet.pipeline.swap import Building, put_in_place
from factsheet.pipeline.workers import Crew, count_workers
from factsheet.site.catalogue import Page, Redirect
from factsheet.site.render import Templates
from factsheet.site.search.entries import Entry

log = get_plugin_logger("factsheet")


class Maker:
    """Makes the site again in each build, while `serving` from what it kept of the last one; a page
    when somebody asks for it, if it is `lazy`.
    """

    serving = False
    lazy = False
    site: Site | None = None  # the last that could be built
    banner = ""
    templates: Templates
    logged: set[str]
    nav: Navigation
    files: Files
    frames: Frames
    host: MkDocsConfig  # that of the last build
    entries: list[Entry] | None = None  # what the search finds of MkDocs' pages
    crew: Crew[WrittenFile] | None = None
    remake: Remake | None = None  # while a site is built

    def __init__(self) -> None:
        self.kept: dict[Path, Reading] = {}  # what was read of the facts for the last site
        self.made: set[str] = set()  # what was made of it while serving
        self.left_out: set[str] = set()

    def take_notes(self, building: Building, past: Past, whole: str) -> None:
        """Make again what has changed since the `past`, and note what is read of the `whole`."""
        self.remake = Remake(building, logging.getLogger("mkdocs"), past, whole)

    def read(self, config: MkDocsConfig) -> None:
        """Read the facts and report their problems, before MkDocs touches the site's folder.

        While serving, a failure leaves the last site in place.
        """
        self.logged = set()
        self.host = config
        self.made.clear()
        self.left_out.clear()
        self.templates = load_project_templates(find_root(config))
        try:
            self.site = self._build_site(config)
        except Exception as error:
            if not self.serving:
                raise
            lines = [notices.format_error(error)]
            log.log(self.find_level(), "%s", lines[0], exc_info=True)
        else:
            facts = self.site.facts
            lines = notices.list_errors(facts.errors if self.serving else facts.problems)
            for line in lines:
                log.log(self.find_level(), "%s", line)
            if lines and config.strict and not self.serving:
                raise Abort("the facts have errors")
            if self.serving:
                keep_schemas(facts.corpus)
            else:
                self._tell_summary(summarize_warnings(facts.problems))
        self.banner = notices.problem_banner(self.templates, lines) if self.serving else ""

    def _build_site(self, config: MkDocsConfig) -> Site:
        site = build_site(
            find_root(config),
            config.site_name,
            config.site_url or "",
            searched=has_search(config.plugins),
            kept=self.kept if self.serving else None,
            watched=self.remake is not None,
        )
        return self.remake.take(site) if self.remake else site

    def _tell_summary(self, summary: str) -> None:
        if summary:
            log.info("%s", summary)
        if self.remake:
            self.remake.summary = summary

    def add_files(self, files: Files) -> Files:
        """The files of the site, ours among them."""
        self.files = files
        if self.site:
            self._add_files(self.site, files, self.host)
        return files

    def _add_files(self, site: Site, files: Files, config: MkDocsConfig) -> None:
        anchors = {page.url: Anchors(page) for page in site.pages}
        new = [
            *(File.generated(config, uri, content=text) for uri, text in site.documents.items()),
            *(File.generated(config, uri, abs_src_path=str(path)) for uri, path in site.assets),
            *(
                self._redirect_file(moved, anchors.get(moved.target), config)
                for moved in site.redirects
            ),
            *(self._left_out_files(site, config) if self.serving else ()),
            *(self._page_file(site, page, anchors[page.url], config) for page in site.pages),
        ]
        add_files(files, new)
        add_assets(config, [*site.documents, *(uri for uri, _ in site.assets)])

    def enter_pages(self, nav: Navigation) -> None:
        """Give our files the pages that MkDocs looks at."""
        self.nav, files = nav, self.files
        in_nav = find_in_nav(nav)
        for file in files:
            if isinstance(file, WrittenFile):
                host = file.page or HostPage(None, file, self.host)
                host.title = host.title or file.label
                # Asked only whether it contains one.
                host.present_anchor_ids = cast(set[str], file.anchors)
        for page in self._pages:
            folder = posixpath.dirname(page.src_uri)
            index = files.src_uris.get(f"{folder}/index.md") or files.src_uris.get(f"{folder}.md")
            if index and index.src_uri != page.src_uri and page.src_uri not in in_nav:
                # Its folder's list as its parent: then the navigation marks the list as it does a
                # section.
                host = cast(HostPage, files.src_uris[page.src_uri].page)
                host.parent = cast(Section, index.page)

    def make_pages(self, env: Environment) -> None:
        """Cut the frames, with the theme's `env`, and have the pages written if all are made."""
        self.frames = Frames(env, self.nav, self.files, self.host)
        # A theme that does not do is told of at once.
        for page in {page.kind: page for page in self._pages}.values():
            self.frames.find(page, page.make_body())

        if self.site and not self.serving:
            written = [file for file in self.files if isinstance(file, WrittenFile)]
            self._share_pages(self.site, written)

    def _share_pages(self, site: Site, written: Sequence[WrittenFile]) -> None:
        """Have pages written that must be made again, by workers while MkDocs goes on if many."""
        for file in written:
            file.shared = True
        if remake := self.remake:
            given = (*list_given(site, find_root(self.host)), self.frames.describe())
            unchanged = remake.choose(site, given)
            written = [file for file in written if file.url not in unchanged]
        write = partial(write_noted, self.remake)
        self.crew = Crew(written, write, copies=count_workers(len(written)))

    def list_written(self) -> list[File]:
        """The files of our pages."""
        return [self.files.src_uris[page.src_uri] for page in self._pages]

    def fill_blocks(self, content: str, page: HostPage) -> str:
        """Put blocks of facts in the place of their placeholders; report mistakes in these."""
        config = self.host
        if (site := self.site) is None:
            return content
        path = Path(
            os.path.relpath(config.docs_dir, find_root(config)), page.file.src_uri
        ).as_posix()

        def fill() -> str:
            source, level = page.file.content_string, self.find_level()
            return site.fill_blocks(
                content, source, path, page.url, lambda line: log.log(level, "%s", line)
            )

        return self._outlive(fill, page.file.src_uri, str(page.title))

    def add_banner(self, output: str, page: HostPage) -> str:
        """A page of MkDocs' with the errors of the facts, while serving."""
        written = isinstance(page.file, WrittenFile)
        return output if written else notices.add_banner(output, self.banner)

    def finish_pages(self) -> None:
        """Have all pages written before others look at them."""
        if self.crew and not self.remake:  # where nobody else looks, there is the search to write
            self.crew.finish()

    def finish_site(self) -> None:
        """Write what is made of all pages."""
        folder = Path(self.host.site_dir)
        if self.site:
            self.entries = take_entries(folder)
            if self.entries is not None and not self.lazy:
                write_search(folder, self.site, self.entries)
        if self.crew and self.remake:
            self.crew.finish()
        pack_sitemap(folder)

    def put_in_place(self, building: Building) -> None:
        """Put the site that was made in its place."""
        if self.remake:
            self.remake.put_in_place()
        else:
            put_in_place(building)

    def stop(self) -> None:
        """Stop the workers, and take no more notes."""
        if self.crew:
            self.crew.stop()
            self.crew = None
        if self.remake:
            self.remake.close()
            self.remake = None

    def serve(self, server: LiveReloadServer) -> None:
        """Have `server` make the pages when they are asked for, and hear of what changes."""
        refuse_taken_address(server)
        root = find_root(self.host)
        observer = use_native_observer(server)
        watch_folders(server, [*find_watched(root), Path(self.host.docs_dir)])
        pages = PageServer(server, LivePages(self), server.builder, root.absolute() / FACTS)
        server.builder = lambda: pages.build(observer.take_changed())
        server.set_app(pages.answer)

    @property
    def _pages(self) -> tuple[Page, ...]:
        return self.site.pages if self.site else ()

    def find_level(self) -> int:
        """How loud errors are: warnings stop a strict build, and must not stop a strict server."""
        return logging.INFO if self.serving and self.host.strict else logging.WARNING

    def _left_out_files(self, site: Site, config: MkDocsConfig) -> Iterator[WrittenFile]:
        """Pages in place of records with errors: without them, a mistake on the page one edits
        would be a 404.
        """
        written = {page.src_uri for page in site.pages}
        for uri in notices.find_left_out(site.facts.errors, FACTS, written):
            self.left_out.add(f"{uri}/")
            yield WrittenFile(
                f"{uri}.md",
                f"{uri}/",
                config,
                lambda: notices.left_out_page(self.templates, self.banner),
            )

    def _redirect_file(
        self, moved: Redirect, anchors: Container[str] | None, config: MkDocsConfig
    ) -> WrittenFile:
        target = get_relative_url(moved.target, moved.url)
        page = notices.redirect_page(self.templates, target, moved.target, config.site_url or "")
        file = WrittenFile(moved.src_uri, moved.url, config, lambda: page)
        file.anchors = anchors or ()
        return file

    def _page_file(
        self, site: Site, page: Page, anchors: Container[str], config: MkDocsConfig
    ) -> WrittenFile:
        file = WrittenFile(page.src_uri, page.url, config, lambda: self.make_html(site, page))
        file.edit_uri = make_edit_uri(page.edit_path, config)
        file.anchors, file.write_beside = anchors, partial(site.write_beside, page)
        file.label = page.title if page.url == f"{page.kind}/" else file.name
        file.shared = self.lazy
        return file

    def make_html(self, site: Site, page: Page) -> str:
        """The HTML of a page in its frame; while serving, with the errors of the facts."""
        body = page.make_body()
        html = self._outlive(lambda: site.render(page, body), page.src_uri, page.title)
        values = frame.page_values(page, body, html)
        framed = frame.fill_frame(self.frames.find(page, body), values)
        return notices.add_banner(framed, self.banner)

    def _outlive(self, make: Callable[[], str], src_uri: str, title: str) -> str:
        """What `make` returns; while serving, an error of it is logged and shown instead."""
        try:
            return make()
        except Exception as error:
            if not self.serving:
                raise
            line = notices.format_error(error)
            if line not in self.logged:  # one mistake may be on all pages
                log.log(self.find_level(), "%s: %s", src_uri, line, exc_info=True)
                self.logged.add(line)
            return notices.error_body(self.templates, title, error)
