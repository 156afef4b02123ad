"""The site while it is served: what changed in the facts is taken in, and pages are made of it one
by one.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.plugins import get_plugin_logger

from factsheet.host import notices
from factsheet.host.material_search import write_search
from factsheet.host.mkdocs.files import find_root
from factsheet.host.writing import put_beside, write_page
from factsheet.pipeline.build import Site, refresh_site

if TYPE_CHECKING:
    from factsheet.host.mkdocs.maker import Maker

log = get_plugin_logger("factsheet")


class LivePages:
    """Makes what `maker` leaves to be made when somebody asks for it."""

    def __init__(self, maker: Maker) -> None:
        self.maker = maker

    def refresh(self) -> bool:
        """Take in what changed in the facts; False if MkDocs must build the site anew for it: what
        is at which address has changed, or something happened that nobody expected. The errors that
        are shown stay those of before until `find_errors` is called.
        """
        maker = self.maker
        old, root = maker.site, find_root(maker.host)
        if old is None:
            return False
        try:
            site = refresh_site(old, root, maker.kept)
        except Exception:  # the build tells of it
            return False
        if _list_addresses(site) != _list_addresses(old):
            return False
        maker.site = site
        maker.logged.clear()
        maker.made.clear()
        return True

    def find_errors(self) -> Callable[[], bool]:
        """Look for the errors of the facts as they are now. What is returned shows them, unless
        the facts have changed meanwhile or pages show them already; it says whether it did.
        """
        maker, site = self.maker, self.maker.site
        lines = notices.list_errors(site.facts.errors) if site else []
        banner = notices.problem_banner(maker.templates, lines)

        def show() -> bool:
            if site is not maker.site or banner == maker.banner:
                return False
            for line in lines:
                log.log(maker.find_level(), "%s", line)
            maker.banner = banner
            maker.made.clear()
            return True

        return show

    def make(self, url: str) -> bool:
        """Make the file at `url`, below the site's; False if it is none of ours."""
        maker, folder = self.maker, Path(self.maker.host.site_dir)
        site = maker.site
        if site is None or not maker.lazy:
            return False
        if url in maker.left_out:
            write_page(folder / url, notices.left_out_page(maker.templates, maker.banner))
            return True
        if url.startswith("search/") and url != "search/":
            return self._make_search(site, folder)
        if page := site.find_page(url):
            if page.src_uri not in maker.files.src_uris:
                return False  # MkDocs must hear of it
            self._make_once(url, lambda: write_page(folder / url, maker.make_html(site, page)))
            return True
        return self._make_beside(site, folder, url)

    def _make_search(self, site: Site, folder: Path) -> bool:
        entries = self.maker.entries
        if entries is None:
            return False
        self._make_once("search/*", lambda: write_search(folder, site, entries))
        return True

    def _make_beside(self, site: Site, folder: Path, url: str) -> bool:
        """Make the files beside the page in whose folder `url` is."""
        name = url.rstrip("/")
        while "/" in name:
            name = name.rpartition("/")[0]
            page = site.find_page(f"{name}/")
            if page is not None:
                if f"{name}/*" not in self.maker.made:
                    put_beside(folder / name, site.write_beside(page))
                    self.maker.made.add(f"{name}/*")
                return True
        return False

    def _make_once(self, name: str, make: Callable[[], None]) -> None:
        if name not in self.maker.made:
            make()
            self.maker.made.add(name)


def _list_addresses(site: Site) -> tuple[object, ...]:
    """What decides which records have pages, and where."""
    corpus = site.facts.corpus
    former = [(name, record.former_ids) for name, record in corpus.records.items()]
    return former, corpus.broken, corpus.unread
