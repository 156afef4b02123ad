"""The plugin: enters fact pages among MkDocs' files and writes them in its theme's frame.

MkDocs renders one page per kind of page, with sentinels in place of everything that differs; all
pages of that kind are this frame, filled (see `frame`). No text from facts enters a template of
MkDocs or its theme.
"""

from __future__ import annotations

import logging
import os
import posixpath
from collections.abc import Callable, Container, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Literal, cast

import click
from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as HostPage
from mkdocs.utils import CountHandler, get_relative_url
from mkdocs.utils.templates import TemplateContext

from factsheet.facts.load import Reading
from factsheet.host import frame, notices
from factsheet.host.material_search import has_search, pack_sitemap, take_entries, write_search
from factsheet.host.mkdocs.files import (
    Anchors,
    WrittenFile,
    add_assets,
    add_files,
    add_overrides,
    find_root,
    make_edit_uri,
    write_noted,
)
from factsheet.host.mkdocs.frames import Frames, find_in_nav
from factsheet.host.mkdocs.inputs import has_known_extensions, has_known_plugins, list_inputs
from factsheet.host.mkdocs.live import LivePages
from factsheet.host.mkdocs.serving import PageServer, refuse_taken_address, use_native_observer
from factsheet.host.watching import watch_folders
from factsheet.pipeline.build import (
    FACTS,
    Site,
    build_site,
    check_folders,
    find_watched,
    list_given,
    load_project_templates,
)
from factsheet.pipeline.gathering import summarize_warnings
from factsheet.pipeline.remake import Remake
from factsheet.pipeline.swap import Building, begin_building, discard_building, put_in_place
from factsheet.pipeline.workers import Crew, count_workers
from factsheet.site.catalogue import Page, Redirect
from factsheet.site.render import Templates
from factsheet.site.search.entries import Entry

log = get_plugin_logger("factsheet")


class NoOptions(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves the hook for subclasses untyped
    """The plugin has no options."""


class FactsheetPlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """Lives as long as `mkdocs serve` does, since it has `on_startup`; every build sets its state
    anew.
    """

    serving = False
    site: Site | None = None  # the last that could be built
    banner = ""
    templates: Templates
    logged: set[str]
    nav: Navigation
    files: Files
    frames: Frames
    host: MkDocsConfig  # that of the last build
    entries: list[Entry] | None = None  # what the search finds of MkDocs' pages
    dirty = False
    lazy = False
    done = False  # the site that stands is the one to build
    building: Building | None = None
    crew: Crew[WrittenFile] | None = None
    remake: Remake | None = None  # while a site is built

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.serving, self.dirty = command == "serve", dirty
        context = click.get_current_context(silent=True)
        # Without live reload MkDocs hands its server to nobody, so all pages are made at once.
        self.lazy = self.serving and bool(context and context.params.get("livereload"))

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[Path, Reading] = {}  # what was read of the facts for the last site
        self.made: set[str] = set()  # what was made of it while serving
        self.left_out: set[str] = set()

    @event_priority(1001)  # before anything is read, copied or named in a log
    def _refuse_folders(self, config: MkDocsConfig) -> None:
        """Stop, also while serving, where MkDocs would read or publish what stands elsewhere."""
        folders = [Path(folder) for folder in (config.docs_dir, config.theme.custom_dir) if folder]
        if lines := notices.list_errors(check_folders(find_root(config), folders)):
            raise Abort("\n".join(lines))

    @event_priority(1000)  # before another plugin looks where the site goes
    def _begin_building(self, config: MkDocsConfig) -> None:
        """Have MkDocs build beside the site that is there. While serving, nobody else has one."""
        if not self.serving:
            self.building = begin_building(Path(config.site_dir), keep=self.dirty)
            config.site_dir = str(self.building.folder)
            if not self.dirty and has_known_plugins(config):
                self.remake = Remake(self.building, logging.getLogger("mkdocs"))
            inputs = list(list_inputs(config)) if has_known_extensions(config) else []
            self.done = bool(inputs and self.remake and self.remake.is_done(inputs))
            if self.done:
                config.nav = None
                config.theme.static_templates.clear()

    def _add_overrides(self, config: MkDocsConfig) -> None:
        add_overrides(config)

    on_config = CombinedEvent(_refuse_folders, _begin_building, _add_overrides)

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Build the site and report its problems, before MkDocs touches its folder.

        While serving, a failure leaves the last site in place.
        """
        self.logged = set()
        self.host = config
        self.made.clear()
        self.left_out.clear()
        self.templates = load_project_templates(find_root(config))
        if self.done and self.remake:
            self._tell_summary(self.remake.past.summary)
            return
        try:
            self.site = self._build_site(config)
        except Exception as error:
            if not self.serving:
                raise
            lines = [notices.format_error(error)]
            log.log(self.find_level(config), "%s", lines[0], exc_info=True)
        else:
            facts = self.site.facts
            lines = notices.list_errors(facts.errors if self.serving else facts.problems)
            for line in lines:
                log.log(self.find_level(config), "%s", line)
            if lines and config.strict and not self.serving:
                raise Abort("the facts have errors")
            if not self.serving:
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

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        self.files = Files([]) if self.done else files
        if self.site:
            self._add_files(self.site, self.files, config)
        return self.files

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

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        self.nav = nav
        in_nav = find_in_nav(nav)
        for file in files:
            if isinstance(file, WrittenFile):
                host = file.page or HostPage(None, file, config)
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

    @event_priority(-100)  # after the plugins that add to the environment
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        self.frames = Frames(env, self.nav, files, config)
        # A theme that does not do is told of at once.
        for page in {page.kind: page for page in self._pages}.values():
            self.frames.find(page, page.make_body())

        if self.site and not self.serving:
            self._share_pages(self.site, [file for file in files if isinstance(file, WrittenFile)])

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

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> None:
        if template_name == "sitemap.xml":
            written = [self.files.src_uris[page.src_uri] for page in self._pages]
            context["pages"] = [*context["pages"], *written]

    def on_page_content(
        self, content: str, *, page: HostPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Put blocks of facts in the place of their placeholders; report mistakes in these."""
        if (site := self.site) is None:
            return content
        path = Path(
            os.path.relpath(config.docs_dir, find_root(config)), page.file.src_uri
        ).as_posix()

        def fill() -> str:
            source, level = page.file.content_string, self.find_level(config)
            return site.fill_blocks(
                content, source, path, page.url, lambda line: log.log(level, "%s", line)
            )

        return self._outlive(fill, page.file.src_uri, str(page.title), config)

    def on_post_page(self, output: str, *, page: HostPage, config: MkDocsConfig) -> str:
        written = isinstance(page.file, WrittenFile)
        return output if written else notices.add_banner(output, self.banner)

    @event_priority(1000)  # before others look at the pages
    def _finish_pages(self, *, config: MkDocsConfig) -> None:
        if self.crew and not self.remake:  # where nobody else looks, there is the search to write
            self.crew.finish()

    @event_priority(-50)  # after the search plugin has written its index, before others pack it up
    def _finish_site(self, *, config: MkDocsConfig) -> None:
        folder = Path(config.site_dir)
        if self.site:
            self.entries = take_entries(folder)
            if self.entries is not None and not self.lazy:
                write_search(folder, self.site, self.entries)
        if self.crew and self.remake:
            self.crew.finish()
        pack_sitemap(folder)

    @event_priority(-1000)  # after all who write files
    def _end_building(self, *, config: MkDocsConfig) -> None:
        """Put the site in its place, unless MkDocs is about to stop a strict build for warnings."""
        handlers = logging.getLogger("mkdocs").handlers
        counters = (handler for handler in handlers if isinstance(handler, CountHandler))
        if self.building and not any(counter.get_counts() for counter in counters):
            if self.done:
                discard_building(self.building)
            elif self.remake:
                self.remake.put_in_place()
            else:
                put_in_place(self.building)
            config.site_dir = str(self.building.final)
            log.info("The site stands in its place: %s", config.site_dir)
            self.building = None
        self.on_shutdown()

    on_post_build = CombinedEvent(_finish_pages, _finish_site, _end_building)

    def on_build_error(self, *, error: Exception) -> None:
        self.on_shutdown()

    def on_shutdown(self) -> None:
        """Remove what was not finished."""
        if self.crew:
            self.crew.stop()
            self.crew = None
        if self.remake:
            self.remake.close()
            self.remake = None
        if self.building:
            discard_building(self.building)
            self.building = None

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        refuse_taken_address(server)
        root = find_root(config)
        observer = use_native_observer(server)
        watch_folders(server, [*find_watched(root), Path(config.docs_dir)])
        pages = PageServer(server, LivePages(self), server.builder, root.absolute() / FACTS)
        server.builder = lambda: pages.build(observer.take_changed())
        server.set_app(pages.answer)
        return server

    @property
    def _pages(self) -> tuple[Page, ...]:
        return self.site.pages if self.site else ()

    def find_level(self, config: MkDocsConfig) -> int:
        """How loud errors are: warnings stop a strict build, and must not stop a strict server."""
        return logging.INFO if self.serving and config.strict else logging.WARNING

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
        file = WrittenFile(
            page.src_uri, page.url, config, lambda: self.make_html(site, page, config)
        )
        file.edit_uri = make_edit_uri(page.edit_path, config)
        file.anchors, file.write_beside = anchors, partial(site.write_beside, page)
        file.label = page.title if page.url == f"{page.kind}/" else file.name
        file.shared = self.lazy
        return file

    def make_html(self, site: Site, page: Page, config: MkDocsConfig) -> str:
        """The HTML of a page in its frame; while serving, with the errors of the facts."""
        body = page.make_body()
        html = self._outlive(lambda: site.render(page, body), page.src_uri, page.title, config)
        values = frame.page_values(page, body, html)
        framed = frame.fill_frame(self.frames.find(page, body), values)
        return notices.add_banner(framed, self.banner)

    def _outlive(
        self, make: Callable[[], str], src_uri: str, title: str, config: MkDocsConfig
    ) -> str:
        """What `make` returns; while serving, an error of it is logged and shown instead."""
        try:
            return make()
        except Exception as error:
            if not self.serving:
                raise
            line = notices.format_error(error)
            if line not in self.logged:  # one mistake may be on all pages
                log.log(self.find_level(config), "%s: %s", src_uri, line, exc_info=True)
                self.logged.add(line)
            return notices.error_body(self.templates, title, error)
