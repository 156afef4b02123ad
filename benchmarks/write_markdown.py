"""Write the pages of a corpus as Markdown, for MkDocs without Factsheet: the same addresses, the
same words.

It is what a competent person would write by hand with the extensions that Material users know:
headings with ids, lists, and links from file to file. It leaves out how to cite the page, and
pictures.
"""

import posixpath
import re
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter

from factsheet.checks import run_checks
from factsheet.facts.load import read_corpus
from factsheet.site.catalogue import Page, build_pages
from factsheet.site.render import load_templates, render_body
from factsheet.site.shelf import Shelf
from factsheet.voices.index import Index

LEFT_OUT = ".fs-cite-page, .fs-tools, .headerlink, svg, form"


def write_markdown(root: Path, docs: Path) -> int:
    """Write the pages of the project `root` into the folder `docs`; return how many they are."""
    corpus, problems = read_corpus(root)
    problems += run_checks(corpus)
    pages = build_pages(Shelf(Index(corpus)), lambda: problems, searched=False)
    files = {page.url.rstrip("/"): page.src_uri for page in pages}
    templates = load_templates([])
    for page in pages:
        path = docs / page.src_uri
        path.parent.mkdir(parents=True, exist_ok=True)
        soup = BeautifulSoup(render_body(templates, page, page.make_body()), "lxml")
        for part in soup.select(LEFT_OUT):
            part.decompose()
        text = Writer(page, files).convert_soup(soup)
        path.write_text(re.sub(r"\n{3,}", "\n\n", text).strip() + "\n", encoding="utf-8")
    return len(pages)


class Writer(MarkdownConverter):
    """Writes the HTML of a `page` as Markdown; `files` are those of all pages by address."""

    def __init__(self, page: Page, files: dict[str, str]) -> None:
        super().__init__(heading_style="atx", bullets="-", wrap=False)
        self.page, self.files = page, files

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> Any:
        if el.get("href"):
            el["href"] = self._find_address(str(el["href"]))
        return super().convert_a(el, text, parent_tags)

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: set[str]) -> Any:
        name = f" {{ #{el['id']} }}" if el.get("id") and n > 1 else ""
        return super().convert_hN(n, el, text + name, parent_tags)

    def _find_address(self, url: str) -> str:
        """The file that `url`, relative to the page, leads to: MkDocs checks such links."""
        path, sign, rest = re.fullmatch(r"([^?#]*)([?#]?)(.*)", url, re.DOTALL).groups()
        target = posixpath.normpath(posixpath.join(self.page.url, path)).strip("/")
        if not path or target not in self.files:
            return url
        here = posixpath.dirname(self.page.src_uri)
        return f"{posixpath.relpath(self.files[target], here or '.')}{sign}{rest}"
