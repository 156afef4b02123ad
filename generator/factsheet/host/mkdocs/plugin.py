"""The plugin: enters fact pages among MkDocs' files and writes them in its theme's frame.

MkDocs renders one page per kind of page, with sentinels in place of everything that differs; all
pages of that kind are this frame, filled (see `frame`). No text from facts enters a template of
MkDocs or its theme.
"""

from __future__ import annotations

import copy
import logging
import os
import posixpath
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Literal, cast

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as HostPage
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import CountHandler, get_relative_url
from mkdocs.utils.templates import TemplateContext

from factsheet.host import frame, notices
from factsheet.host.material_search import finish_site, has_search
from factsheet.host.mkdocs.files import Anchors, WrittenFile, add_files, find_root, make_edit_uri
from factsheet.host.watching import watch_folders
from factsheet.pipeline.build import (
    FACTS,
    Site,
    build_site,
    check_folders,
    find_overrides,
    find_watched,
    load_project_templates,
)
from factsheet.pipeline.swap import Building, begin_building, discard_building, put_in_place
from factsheet.pipeline.workers import Crew, count_workers
from factsheet.site.addresses import TOP
from factsheet.site.catalogue import Page, Redirect
from factsheet.site.render import Templates
from factsheet.site.section import Body

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
    in_nav: frozenset[str] = frozenset()
    frames: dict[tuple[object, ...], frame.Frame]
    env: Environment
    dirty = False
    building: Building | None = None
    crew: Crew[WrittenFile] | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.serving, self.dirty = command == "serve", dirty

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

    def _add_overrides(self, config: MkDocsConfig) -> None:
        """Put the project's overrides of the theme, and ours, behind its `custom_dir`."""
        place = 1 if config.theme.custom_dir else 0
        config.theme.dirs[place:place] = map(
            str, find_overrides(find_root(config), config.theme.name)
        )
        if config.edit_uri and not config.repo_url and "://" not in config.edit_uri:
            config.edit_uri = None  # it leads nowhere, and MkDocs would warn of that on every page

    on_config = CombinedEvent(_refuse_folders, _begin_building, _add_overrides)

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Build the site and report its problems, before MkDocs touches its folder.

        While serving, a failure leaves the last site in place.
        """
        self.logged = set()
        self.templates = load_project_templates(find_root(config))
        try:
            name, url = config.site_name, config.site_url or ""
            self.site = build_site(
                find_root(config), name, url, searched=has_search(config.plugins)
            )
        except Exception as error:
            if not self.serving:
                raise
            lines = [notices.format_error(error)]
            log.log(self._level(config), "%s", lines[0], exc_info=True)
        else:
            lines = notices.list_errors(self.site.problems)
            for line in lines:
                log.log(self._level(config), "%s", line)
            if lines and config.strict and not self.serving:
                raise Abort("the facts have errors")
            if summary := notices.summarize_warnings(self.site.problems):
                log.info("%s", summary)
        self.banner = notices.problem_banner(self.templates, lines) if self.serving else ""

    def on_files(self, files: Files, *, config: MkDocsConfig) -> None:
        self.files = files
        if (site := self.site) is None:
            return
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
        _add_assets(config, [*site.documents, *(uri for uri, _ in site.assets)])

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        self.nav = nav
        self.in_nav = frozenset(page.file.src_uri for page in nav.pages)
        for file in files:
            if isinstance(file, WrittenFile):
                host = file.page or HostPage(None, file, config)
                host.title = host.title or file.label
                # Asked only whether it contains one.
                host.present_anchor_ids = cast(set[str], file.anchors)
        for page in self._pages:
            folder = posixpath.dirname(page.src_uri)
            index = files.src_uris.get(f"{folder}/index.md") or files.src_uris.get(f"{folder}.md")
            if index and index.src_uri != page.src_uri and page.src_uri not in self.in_nav:
                # Its folder's list as its parent: then the navigation marks the list as it does a
                # section.
                self._host_page(page).parent = cast(Section, index.page)

    @event_priority(-100)  # after the plugins that add to the environment
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        self.frames, self.env = {}, env
        # A theme that does not do is told of at once.
        for page in {page.kind: page for page in self._pages}.values():
            self._find_frame(page, page.make_body(), config)

        self._share_pages([file for file in files if isinstance(file, WrittenFile)])

    def _share_pages(self, written: Sequence[WrittenFile]) -> None:
        """Have workers write the pages, if there are many, while MkDocs goes on."""
        copies = 0 if self.serving else count_workers(len(written))
        if copies:
            self.crew = Crew(written, WrittenFile.write, copies=copies)
            for file in written:
                file.shared = True

    def _find_frame(self, page: Page, body: Body, config: MkDocsConfig) -> frame.Frame:
        """The frame of a page, cut when the first of its kind is written."""
        key = frame.make_key(page, body, self.in_nav)
        if key not in self.frames:
            try:
                self.frames[key] = frame.cut_frame(self.render_host(page, body, config))
            except frame.FrameError as error:
                raise PluginError(
                    f"factsheet: main.html does not do for fact pages: {error}"
                ) from None
        return self.frames[key]

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
            source, level = page.file.content_string, self._level(config)
            return site.fill_blocks(
                content, source, path, page.url, lambda line: log.log(level, "%s", line)
            )

        return self._outlive(fill, page.file.src_uri, str(page.title), config)

    def on_post_page(self, output: str, *, page: HostPage, config: MkDocsConfig) -> str:
        written = isinstance(page.file, WrittenFile)
        return output if written else notices.add_banner(output, self.banner)

    @event_priority(1000)  # before others look at the pages
    def _finish_pages(self, *, config: MkDocsConfig) -> None:
        if self.crew:
            self.crew.finish()
            self.crew = None

    @event_priority(-50)  # after the search plugin has written its index, before others pack it up
    def _finish_site(self, *, config: MkDocsConfig) -> None:
        finish_site(Path(config.site_dir), self.site)

    @event_priority(-1000)  # after all who write files
    def _end_building(self, *, config: MkDocsConfig) -> None:
        """Put the site in its place, unless MkDocs is about to stop a strict build for warnings."""
        handlers = logging.getLogger("mkdocs").handlers
        counters = (handler for handler in handlers if isinstance(handler, CountHandler))
        if self.building and not any(counter.get_counts() for counter in counters):
            config.site_dir = str(put_in_place(self.building))
            log.info("The site stands in its place: %s", config.site_dir)
            self.building = None

    on_post_build = CombinedEvent(_finish_pages, _finish_site, _end_building)

    def on_build_error(self, *, error: Exception) -> None:
        self.on_shutdown()

    def on_shutdown(self) -> None:
        """Remove what was not finished."""
        if self.crew:
            self.crew.stop()
            self.crew = None
        if self.building:
            discard_building(self.building)
            self.building = None

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        watch_folders(server, [*find_watched(find_root(config)), Path(config.docs_dir)])
        return server

    @property
    def _pages(self) -> tuple[Page, ...]:
        return self.site.pages if self.site else ()

    def _level(self, config: MkDocsConfig) -> int:
        """How loud errors are: warnings stop a strict build, and must not stop a strict server."""
        return logging.INFO if self.serving and config.strict else logging.WARNING

    def _left_out_files(self, site: Site, config: MkDocsConfig) -> Iterator[WrittenFile]:
        """Pages in place of records with errors: without them, a mistake on the page one edits
        would be a 404.
        """
        written = {page.src_uri for page in site.pages}
        for uri in notices.find_left_out(site.problems, FACTS, written):
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
            page.src_uri, page.url, config, lambda: self._make_html(site, page, config)
        )
        file.edit_uri = make_edit_uri(page.edit_path, config)
        file.anchors, file.write_beside = anchors, partial(site.write_beside, page)
        file.label = page.title if page.url == f"{page.kind}/" else file.name
        return file

    def _make_html(self, site: Site, page: Page, config: MkDocsConfig) -> str:
        body = page.make_body()
        html = self._outlive(lambda: site.render(page, body), page.src_uri, page.title, config)
        values = frame.page_values(page, body, html)
        framed = frame.fill_frame(self._find_frame(page, body, config), values)
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
                log.log(self._level(config), "%s: %s", src_uri, line, exc_info=True)
                self.logged.add(line)
            return notices.error_body(self.templates, title, error)

    def _host_page(self, page: Page) -> HostPage:
        return cast(HostPage, self.files.src_uris[page.src_uri].page)  # there since on_nav

    def render_host(
        self, page: Page, body: Body, config: MkDocsConfig, *, own: bool = False
    ) -> str:
        """The host's HTML for a page with sentinels for title, description and body.

        Address, edit address and contents list are sentinels too, unless `own` asks for the page's:
        the test that keeps frames honest does. A page in the navigation always has its own
        addresses.
        """
        host = self._host_page(page)
        in_nav = page.src_uri in self.in_nav
        toc = frame.list_contents(body) if own else frame.CONTENTS if body.headings else ()
        host.active = True
        try:
            view = copy.copy(host) if own or in_nav else _make_nameless(page, host, config)
            view.title = host.title if in_nav else frame.TITLE
            view.meta = frame.make_meta(page, body)
            view.content = frame.BODY
            # Of level 1, not in the list: there the link that skips leads to.
            top = AnchorLink("", TOP, level=1)
            top.children = [AnchorLink(title, anchor, level=2) for anchor, title in toc]
            view.toc = TableOfContents([top])
            context = get_context(self.nav, self.files, config, view)
            context = config.plugins.on_page_context(
                context, page=view, config=config, nav=self.nav
            )
            output = self.env.get_template("main.html").render(cast(Mapping[str, object], context))
            return frame.squeeze(config.plugins.on_post_page(output, page=view, config=config))
        finally:
            host.active = False


def _make_nameless(page: Page, host: HostPage, config: MkDocsConfig) -> HostPage:
    """A page of MkDocs as `host`, but with sentinels for addresses."""
    folder, _ = frame.split_url(page.url)
    file = WrittenFile(f"{folder}{frame.SLUG}.md", f"{folder}{frame.SLUG}/", config, str)
    file.edit_uri = make_edit_uri(frame.EDIT_PATH if page.edit_path else "", config)
    view = HostPage(None, file, config)
    view.parent = host.parent
    return view


def _add_assets(config: MkDocsConfig, uris: list[str]) -> None:
    """Load our stylesheet and scripts on every page, before the project's own."""
    styles, scripts = config.extra_css, config.extra_javascript
    styles[:0] = [uri for uri in uris if uri.endswith(".css") and uri not in styles]
    scripts[:0] = [
        uri for uri in uris if uri.startswith("assets/scripts/") and uri not in map(str, scripts)
    ]
