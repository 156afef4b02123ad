"""What a page has for programs: the files beside it, and a record's summary within it."""

from collections.abc import Iterator, Mapping
from itertools import chain

from factsheet.facts.corpus import Corpus
from factsheet.facts.model import Actor, Event, Source
from factsheet.site.addresses import CLIPPING, PICTURE
from factsheet.site.catalogue import Page
from factsheet.site.citations import write_citations
from factsheet.site.render import Templates
from factsheet.site.sharing.clippings import view_clippings
from factsheet.site.sharing.linked_data import write_linked_data, write_summary
from factsheet.site.sharing.picture import draw_picture
from factsheet.site.shelf import Shelf

SCRIPT = '<script type="application/ld+json">{}</script>\n'


def write_beside(templates: Templates, shelf: Shelf, page: Page) -> Mapping[str, bytes]:
    """The files beside a page, by their paths from its folder."""
    texts = chain(_write_texts(templates, shelf, page), page.make_files())
    files = {name: text.encode("utf-8", errors="replace") for name, text in texts}
    record = _find_record(shelf.index.corpus, page)
    # Only a site that knows its own address can say where a picture is.
    if shelf.imprint.url and isinstance(record, Event | Actor):
        files[PICTURE] = draw_picture(shelf, record)
    return files


def summarize_page(shelf: Shelf, page: Page) -> str:
    """The script that tells programs what a record's page is about; nothing for a list."""
    record = _find_record(shelf.index.corpus, page)
    return SCRIPT.format(write_summary(shelf, record)) if record else ""


def _write_texts(templates: Templates, shelf: Shelf, page: Page) -> Iterator[tuple[str, str]]:
    record = _find_record(shelf.index.corpus, page)
    if record is None or page.work is None:
        return
    yield from write_citations(page.work).items()
    yield "data.jsonld", write_linked_data(shelf, record) + "\n"
    if not isinstance(record, Source):
        template = templates.get_template("pages/clipping.html")
        for name, view in view_clippings(shelf, record):
            yield CLIPPING.format(name), template.render(view=view) + "\n"


def _find_record(corpus: Corpus, page: Page) -> Event | Actor | Source | None:
    if page.work is None or not page.edit_path:
        return None
    key = page.work.key
    return corpus.events.get(key) or corpus.actors.get(key) or corpus.sources.get(key)
