"""Write the pages of a built site as Markdown, for generators that convert it: the same addresses,
the same words.

It is what a competent person would write by hand with the extensions that Material users know:
headings with ids, lists, and links from file to file. It leaves out how to cite the page, and
pictures.
"""

import posixpath
import re
from collections.abc import Container
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter

from peers.data import list_pages

OPEN, CLOSE, BACKSLASH = "\ue000", "\ue001", "\\"
"""What encloses an anchor until it is written: Markdown has none, and its writer escapes some
letters.
"""
LEFT_OUT = ".fs-cite-page, .fs-tools, .headerlink, svg, form, script"


def write_markdown(project: Path, docs: Path) -> None:
    """Write the pages of the built `project` into the folder `docs`."""
    pages = list(list_pages(project))
    urls = {url for url, _ in pages}
    write = partial(_write_page, docs, urls)
    with ProcessPoolExecutor() as workers:
        list(workers.map(write, *zip(*pages, strict=True), chunksize=50))


def _write_page(docs: Path, urls: Container[str], url: str, path: Path) -> None:
    html = path.read_text(encoding="utf-8").partition("<article")[2].partition(">")[2]
    soup = BeautifulSoup(html.partition("</article>")[0], "lxml")
    for part in soup.select(LEFT_OUT):
        part.decompose()
    for element in soup.select("[id]:not(h1, h2, h3, h4)"):
        element.insert(0, f"{OPEN}{element['id']}{CLOSE}")
    text = Writer(url, urls).convert_soup(soup)
    text = re.sub(f"{OPEN}(.*?){CLOSE}", lambda found: write_anchor(found[1]), text)
    target = docs / name_file(url)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(re.sub(r"\n{3,}", "\n\n", text).strip() + "\n", encoding="utf-8")


def write_anchor(name: str) -> str:
    return f'<a id="{name.replace(BACKSLASH, "")}"></a>'


def name_file(url: str) -> str:
    return f"{url.rstrip('/')}.md"


class Writer(MarkdownConverter):
    """Writes the HTML of the page at `url` as Markdown; `urls` are the addresses of all pages."""

    def __init__(self, url: str, urls: Container[str]) -> None:
        super().__init__(heading_style="atx", bullets="-", wrap=False)
        self.url, self.urls = url, urls

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> Any:
        target = self._find_target(str(el.get("href", "")))
        if not target:
            return text
        el["href"] = target
        return super().convert_a(el, text, parent_tags)

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: set[str]) -> Any:
        name = f" {{ #{el['id']} }}" if el.get("id") and n > 1 else ""
        return super().convert_hN(n, el, text + name, parent_tags)

    def _find_target(self, url: str) -> str:
        """Where a link of the page to `url` leads: to a file, as generators check such links; ""
        if that page, a list for example, is not written.
        """
        if re.match(r"https?:|#", url):
            return url
        path, rest = re.fullmatch(r"([^?#]*)(.*)", url, re.DOTALL).groups()
        target = posixpath.normpath(posixpath.join(self.url, path)) + "/"
        if target not in self.urls:
            return ""
        here = posixpath.dirname(name_file(self.url))
        return posixpath.relpath(name_file(target), here) + rest
