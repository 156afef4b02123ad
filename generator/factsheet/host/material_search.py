"""What the search plugin of Material for MkDocs (9.x) read on pages (`search/search_index.json`),
and the files of our own search in the place of its.
"""

import json
import zlib
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path

from factsheet.pipeline.build import Site
from factsheet.site.search.entries import Entry, enter_page


def has_search(plugins: Iterable[str]) -> bool:
    """Whether the search is among the plugins of a host, by the names that it gives them."""
    return any(name.rpartition("/")[2] == "search" for name in plugins)


def take_entries(folder: Path) -> list[Entry] | None:
    """Remove the index of the search that a host wrote into the site's `folder`; return what it
    says of the pages that it rendered, None if it wrote none.
    """
    index = folder / "search" / "search_index.json"
    if not index.exists():
        return None
    entries = list(read_pages(index.read_text("utf-8")))
    index.unlink()
    return entries


def write_search(folder: Path, site: Site, entries: Iterable[Entry]) -> None:
    """Write the files of our search into the site's `folder`; `entries` are the host's pages."""
    for name in ("entries", "facets", "terms"):
        (folder / "search" / name).mkdir(parents=True, exist_ok=True)
    for name, text in site.write_search(entries):
        (folder / "search" / name).write_bytes(text.encode("utf-8", "replace"))


def pack_sitemap(folder: Path) -> None:
    """Pack the sitemap in the site's `folder`, if there is one, again: without today's date."""
    sitemap = folder / "sitemap.xml"
    if sitemap.exists():
        sitemap.with_name("sitemap.xml.gz").write_bytes(pack_plainly(sitemap.read_bytes()))


def read_pages(index: str) -> Iterator[Entry]:
    """What a host's index says of the parts of pages that it rendered; `ValueError` if it is not
    JSON. Its titles and texts are HTML.
    """
    for entry in json.loads(index)["docs"]:
        yield enter_page(entry["location"], _read_text(entry["title"]), _read_text(entry["text"]))


class _TextReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("p", "li", "td", "th", "br", "pre"):
            self.parts.append(" ")


def _read_text(source: str) -> str:
    reader = _TextReader()
    reader.feed(source)
    reader.close()
    return " ".join("".join(reader.parts).split())


def pack_plainly(data: bytes) -> bytes:
    """Return `data` as a gzip file (RFC 1952) of stored blocks (RFC 1951, section 3.2.4).

    Crawlers may know the file's address; but what a library compresses, and writes into the head,
    differs from one release of Python or zlib to the next.
    """
    head = b"\x1f\x8b\x08" + bytes(6) + b"\xff"  # no flags, no time, of no system
    blocks = [data[start : start + 0xFFFF] for start in range(0, len(data), 0xFFFF)] or [b""]
    stored = b"".join(_store_block(block, block is blocks[-1]) for block in blocks)
    return head + stored + _count(zlib.crc32(data), 4) + _count(len(data) & 0xFFFFFFFF, 4)


def _store_block(block: bytes, last: bool) -> bytes:
    return bytes([last]) + _count(len(block), 2) + _count(len(block) ^ 0xFFFF, 2) + block


def _count(number: int, size: int) -> bytes:
    return number.to_bytes(size, "little")
