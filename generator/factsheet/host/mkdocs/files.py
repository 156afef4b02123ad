"""Files of MkDocs that we write ourselves."""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel

from factsheet.host.writing import put_beside, write_page

if TYPE_CHECKING:
    from factsheet.pipeline.remake import Remake
    from factsheet.site.catalogue import Page

log = get_plugin_logger("factsheet")


class WrittenFile(File):
    """A page that we write: MkDocs' own pages link to it, but MkDocs does not render it."""

    def __init__(
        self, uri: str, url: str, config: MkDocsConfig, make_html: Callable[[], str]
    ) -> None:
        super().__init__(
            uri,
            src_dir=None,
            dest_dir=config.site_dir,
            use_directory_urls=True,  # also where MkDocs' own pages do not: permalinks must stay
            dest_uri=f"{url}index.html",
            inclusion=InclusionLevel.INCLUDED,
        )
        self.generated_by = "factsheet"
        self.make_html = make_html
        self.write_beside: Callable[[], Mapping[str, bytes]] = dict  # by the way from its folder
        self.anchors: Container[str] = ()
        self.shared = False  # among the workers, which write it
        # In the navigation, unless mkdocs.yml gives one; never a title from the facts.
        self.label = self.name

    def is_documentation_page(self) -> bool:
        return False

    def copy_file(self, dirty: bool = False) -> None:
        if not self.shared:
            self.write()

    def write(self) -> None:
        """Write the page and the files beside it."""
        folder = Path(self.abs_dest_path).parent
        write_page(folder, self.make_html())
        put_beside(folder, self.write_beside())


def write_noted(remake: Remake | None, file: WrittenFile) -> None:
    """Write a page; `remake`, if there is one, notes what it reads."""
    if remake:
        remake.make(file.url, file.write)
    else:
        file.write()


class Anchors:
    """The anchors of a page, worked out when MkDocs asks for the first, for a link to it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @cached_property
    def names(self) -> frozenset[str]:
        """All of them."""
        return self.page.anchors

    def __contains__(self, name: object) -> bool:
        return name in self.names


def find_root(config: MkDocsConfig) -> Path:
    """The folder of the project."""
    return Path(config.config_file_path).parent if config.config_file_path else Path.cwd()


def make_edit_uri(edit_path: str, config: MkDocsConfig) -> str | None:
    """The path of a project's file from the documentation folder, to which `edit_uri` leads."""
    up = Path(os.path.relpath(find_root(config), config.docs_dir)).as_posix()
    return f"{up}/{edit_path}" if edit_path else None


def add_files(files: Files, new: list[File]) -> None:
    """Add generated files. Each wins over another file of its address, with a warning."""
    taken = {file.dest_uri: file for file in files}
    for file in new:
        if rival := taken.get(file.dest_uri) or files.src_uris.get(file.src_uri):
            log.warning(
                "%s has the address of the generated %s: it is left out",
                rival.src_uri,
                file.src_uri,
            )
            files.remove(rival)
        taken[file.dest_uri] = file
        files.append(file)


def add_assets(config: MkDocsConfig, uris: list[str]) -> None:
    """Load our stylesheet and scripts on every page, before the project's own."""
    styles, scripts = config.extra_css, config.extra_javascript
    styles[:0] = [uri for uri in uris if uri.endswith(".css") and uri not in styles]
    scripts[:0] = [
        uri for uri in uris if uri.startswith("assets/scripts/") and uri not in map(str, scripts)
    ]
