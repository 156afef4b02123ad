"""The plugin: enters fact pages among MkDocs' files and writes them in its theme's frame.

Whether the site that stands is the one to build already is seen here; what makes it is not even
loaded then.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click
from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as HostPage
from mkdocs.utils import CountHandler
from mkdocs.utils.templates import TemplateContext

from factsheet.host.mkdocs.files import find_root
from factsheet.host.mkdocs.inputs import digest_inputs, has_known_plugins
from factsheet.pipeline.folders import check_folders, find_overrides
from factsheet.pipeline.past import load_past
from factsheet.pipeline.swap import Building, begin_building, discard_building
from factsheet.problems import format_terminal

if TYPE_CHECKING:
    from factsheet.host.mkdocs.maker import Maker

log = get_plugin_logger("factsheet")


class NoOptions(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves the hook for subclasses untyped
    """The plugin has no options."""


class FactsheetPlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """Lives as long as `mkdocs serve` does, since it has `on_startup`. Its `maker` makes the site;
    there is none if the site that stands is the one to build.
    """

    serving = False
    dirty = False
    lazy = False
    building: Building | None = None
    maker: Maker | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.serving, self.dirty = command == "serve", dirty
        context = click.get_current_context(silent=True)
        # Without live reload MkDocs hands its server to nobody, so all pages are made at once.
        self.lazy = self.serving and bool(context and context.params.get("livereload"))

    @event_priority(1001)  # before anything is read, copied or named in a log
    def _refuse_folders(self, config: MkDocsConfig) -> None:
        """Stop, also while serving, where MkDocs would read or publish what stands elsewhere."""
        folders = [Path(folder) for folder in (config.docs_dir, config.theme.custom_dir) if folder]
        if problems := check_folders(find_root(config), folders):
            raise Abort("\n".join(map(format_terminal, problems)))

    @event_priority(1000)  # before another plugin looks where the site goes
    def _begin_building(self, config: MkDocsConfig) -> None:
        """Have MkDocs build beside the site that is there. While serving, nobody else has one."""
        if self.serving:
            self._load_maker()
            return
        self.building = begin_building(Path(config.site_dir), keep=self.dirty)
        config.site_dir = str(self.building.folder)
        if self.dirty or not has_known_plugins(config):
            self._load_maker()
            return
        whole, past = digest_inputs(config), load_past(self.building.final)
        if past.is_whole(whole, self.building.final):
            self._leave(config, past.summary)
        else:
            self._load_maker().take_notes(self.building, past, whole)

    def _load_maker(self) -> Maker:
        from factsheet.host.mkdocs.maker import Maker  # late: it loads everything else

        self.maker = self.maker or Maker()
        self.maker.serving, self.maker.lazy = self.serving, self.lazy
        return self.maker

    def _leave(self, config: MkDocsConfig, summary: str) -> None:
        """Leave the site that stands; say the `summary` of its problems again."""
        self.maker = None
        config.nav = None
        config.theme.static_templates.clear()
        if summary:
            log.info("%s", summary)

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
        if self.maker:
            self.maker.read(config)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        return self.maker.add_files(files) if self.maker else Files([])

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        if self.maker:
            self.maker.enter_pages(nav)

    @event_priority(-100)  # after the plugins that add to the environment
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        if self.maker:
            self.maker.make_pages(env)

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> None:
        if self.maker and template_name == "sitemap.xml":
            context["pages"] = [*context["pages"], *self.maker.list_written()]

    def on_page_content(
        self, content: str, *, page: HostPage, config: MkDocsConfig, files: Files
    ) -> str:
        return self.maker.fill_blocks(content, page) if self.maker else content

    def on_post_page(self, output: str, *, page: HostPage, config: MkDocsConfig) -> str:
        return self.maker.add_banner(output, page) if self.maker else output

    @event_priority(1000)  # before others look at the pages
    def _finish_pages(self, *, config: MkDocsConfig) -> None:
        if self.maker:
            self.maker.finish_pages()

    @event_priority(-50)  # after the search plugin has written its index, before others pack it up
    def _finish_site(self, *, config: MkDocsConfig) -> None:
        if self.maker:
            self.maker.finish_site()

    @event_priority(-1000)  # after all who write files
    def _end_building(self, *, config: MkDocsConfig) -> None:
        """Put the site in its place, unless MkDocs is about to stop a strict build for warnings."""
        handlers = logging.getLogger("mkdocs").handlers
        counters = (handler for handler in handlers if isinstance(handler, CountHandler))
        if self.building and not any(counter.get_counts() for counter in counters):
            if self.maker:
                self.maker.put_in_place(self.building)
            else:
                discard_building(self.building)
            config.site_dir = str(self.building.final)
            log.info("The site stands in its place: %s", config.site_dir)
            self.building = None
        self.on_shutdown()

    on_post_build = CombinedEvent(_finish_pages, _finish_site, _end_building)

    def on_build_error(self, *, error: Exception) -> None:
        self.on_shutdown()

    def on_shutdown(self) -> None:
        """Remove what was not finished."""
        if self.maker:
            self.maker.stop()
        if self.building:
            discard_building(self.building)
            self.building = None

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        if self.maker:
            self.maker.serve(server)
        return server
