"""The frames of pages, cut of pages that MkDocs renders with sentinels in the place of values."""

import copy
from collections.abc import Mapping
from typing import cast

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as HostPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from factsheet.host import frame
from factsheet.host.mkdocs.files import WrittenFile, make_edit_uri
from factsheet.site.addresses import TOP
from factsheet.site.catalogue import Page
from factsheet.site.section import Body


def find_in_nav(nav: Navigation) -> frozenset[str]:
    """The source paths of the pages in the navigation."""
    return frozenset(page.file.src_uri for page in nav.pages)


class Frames:
    """The frames that MkDocs makes with `env`, each cut when the first page that needs it is
    written.
    """

    def __init__(
        self, env: Environment, nav: Navigation, files: Files, config: MkDocsConfig
    ) -> None:
        self.env, self.nav, self.files, self.config = env, nav, files, config
        self.in_nav = find_in_nav(nav)
        self.cut: dict[tuple[object, ...], frame.Frame] = {}

    def find(self, page: Page, body: Body) -> frame.Frame:
        """The frame of a page. Raises PluginError if the theme does not do."""
        key = frame.make_key(page, body, self.in_nav)
        if key not in self.cut:
            try:
                self.cut[key] = frame.cut_frame(self.render(page, body))
            except frame.FrameError as error:
                raise PluginError(
                    f"factsheet: main.html does not do for fact pages: {error}"
                ) from None
        return self.cut[key]

    def describe(self) -> str:
        """What the frames of pages are made of: those that were cut so far."""
        return repr(list(self.cut.values()))

    def render(self, page: Page, body: Body, *, own: bool = False) -> str:
        """MkDocs' HTML for a page with sentinels for title, description and body.

        Address, edit address and contents list are sentinels too, unless `own` asks for the page's:
        the test that keeps frames honest does. A page in the navigation always has its own
        addresses.
        """
        config = self.config
        host = cast(HostPage, self.files.src_uris[page.src_uri].page)  # there since on_nav
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
