"""Fact pages in the search index of Material for MkDocs (`search/search_index.json`)."""

import html
import json
from collections.abc import Iterable, Iterator

from generator.site import Page


def extend_search_index(index: str, pages: Iterable[Page]) -> str:
    """Return the index that the host wrote with the pages' entries; `ValueError` where it is not JSON."""
    data = json.loads(index)
    data["docs"].extend(entry for page in pages for entry in _make_entries(page))
    return json.dumps(data, separators=(",", ":"))


def _make_entries(page: Page) -> Iterator[dict[str, str]]:
    """The search client takes the first entry of an address for the page itself, so that one comes first."""
    for entry in sorted(page.search, key=lambda entry: entry.anchor != ""):
        location = f"{page.url}#{entry.anchor}" if entry.anchor else page.url
        yield {"location": location, "title": _escape(entry.title), "text": _escape(entry.text)}


def _escape(text: str) -> str:
    """The search client inserts titles and texts as HTML content of elements.

    Quotation marks stay as they are: escaped, they would become part of the words beside them.
    """
    return html.escape(text, quote=False)
