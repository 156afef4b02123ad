"""Fact pages in the search index of Material for MkDocs (`search/search_index.json`).

The search client (9.x) makes a lunr index of the entries in a worker: each entry's `title`, `text`
and every other field that the index's own settings name. It shows title and text as HTML.
"""

import html
import json
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from factsheet.site.catalogue import Page
from factsheet.site.views import SearchEntry

LANGUAGE = "factsheet"
NAMES = {"boost": 500.0}
"""The field that is found and not shown: less than a title, which has 1,000, and more than a text,
which has 1.
"""
SEPARATOR, FINER = r"[\s\-]+", r"[\s\-–—/.,:!?…'‘’‚\"“”„‹›«»()\[\]]+"
"""The theme's own separator of words, and ours: a word in quotation marks, or after d’ or l’, is a
word.
"""


def extend_search_index(index: str, pages: Iterable[Page]) -> str:
    """Return the index that the host wrote with the pages' entries; `ValueError` if it is not
    JSON.
    """
    data = json.loads(index)
    if "fields" in data["config"]:
        _extend_settings(data["config"])
    data["docs"].extend(entry for page in pages for entry in _make_entries(page))
    return json.dumps(data, separators=(",", ":"), ensure_ascii=False)


def _extend_settings(config: dict[str, Any]) -> None:
    """Have the client load `lunr.factsheet.min.js`, which makes accents optional; ours stands for
    English too.
    """
    config["lang"] = [LANGUAGE] if config["lang"] == ["en"] else [*config["lang"], LANGUAGE]
    config["fields"] = {**config["fields"], "names": NAMES}
    if config["separator"] == SEPARATOR:
        config["separator"] = FINER


def _make_entries(page: Page) -> Iterator[dict[str, str | int]]:
    """The search client takes the first entry of an address for the page itself, so that one comes
    first.
    """
    for entry in sorted(page.search, key=lambda entry: entry.anchor != ""):
        location = f"{page.url}#{entry.anchor}" if entry.anchor else page.url
        fields: dict[str, str | int] = {
            "location": location,
            "title": _make_title(entry),
            "text": _make_text(entry),
        }
        if entry.names:
            fields["names"] = _escape(entry.names)
        if entry.boost != 1:
            fields["boost"] = entry.boost
        yield fields


def _make_title(entry: SearchEntry) -> str:
    """A page's title says what it is, since the client often shows it without text."""
    title = _escape(entry.title)
    return (
        f"{title} <small>{_escape(entry.about)}</small>"
        if entry.about and not entry.anchor
        else title
    )


def _make_text(entry: SearchEntry) -> str:
    """One paragraph: of several, the client shows only those with a word that was searched for."""
    about = f"<small>{_escape(entry.about)}</small>" if entry.about and entry.anchor else ""
    quotes = (f"<q>{_escape(quote)}</q>" for quote in entry.quotes)
    text = " ".join(filter(None, (about, _escape(entry.text), *quotes)))
    return f"<p>{text}</p>" if text else ""


def _escape(text: str) -> str:
    """The search client inserts titles and texts as HTML content of elements.

    Quotation marks stay as they are: escaped, they would become part of the words beside them.
    """
    return html.escape(text, quote=False)


def finish_site(folder: Path, pages: Iterable[Page]) -> None:
    """Add `pages` to what a host wrote into the site's `folder`: to its search index; and pack its
    sitemap again, without today's date.
    """
    index, sitemap = folder / "search" / "search_index.json", folder / "sitemap.xml"
    if index.exists():
        index.write_text(extend_search_index(index.read_text("utf-8"), pages), "utf-8")
    if sitemap.exists():
        sitemap.with_name("sitemap.xml.gz").write_bytes(pack_plainly(sitemap.read_bytes()))


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
