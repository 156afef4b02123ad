"""The files beside a page."""

from collections.abc import Iterator, Mapping

from factsheet.site.catalogue import Page
from factsheet.site.citations import write_citations
from factsheet.site.render import Templates
from factsheet.site.sharing.clippings import view_clippings
from factsheet.site.shelf import Shelf


def write_beside(templates: Templates, shelf: Shelf, page: Page) -> Mapping[str, bytes]:
    """The files beside a record's page, by their paths from its folder; none beside a list."""
    return {
        name: text.encode("utf-8", errors="replace")
        for name, text in _write_texts(templates, shelf, page)
    }


def _write_texts(templates: Templates, shelf: Shelf, page: Page) -> Iterator[tuple[str, str]]:
    corpus = shelf.index.corpus
    if page.work is None or not page.edit_path:
        return
    yield from write_citations(page.work).items()
    if record := corpus.events.get(page.work.key) or corpus.actors.get(page.work.key):
        template = templates.get_template("pages/clipping.html")
        for name, view in view_clippings(shelf, record):
            yield f"{name}/index.html", template.render(view=view) + "\n"
