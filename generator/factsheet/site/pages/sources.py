"""The list of sources, and of the documents that they pass on."""

from collections.abc import Mapping

from factsheet.facts.model import Reading, Source
from factsheet.proof.reading.completeness import find_readings
from factsheet.site.pages.lists import BY_DATE, Item, ListHead, RecordGroup, RecordList
from factsheet.site.scope import Scope, link_source, name_kind, name_outlet, view_date
from factsheet.site.section import PageView, Section, outline_page, view_page
from factsheet.site.sections.filters import (
    OTHER,
    FilterForm,
    build_form,
    find_passed_on,
    name_all,
    name_kinds,
)
from factsheet.site.sections.matrix import MATRIX, has_matrix, list_documents
from factsheet.site.shelf import Shelf
from factsheet.site.views import Heading, Outline, Traits
from factsheet.voices.index import Index
from factsheet.wording import count_things

INTRO = (
    "Where the statements come from. Each source has a page with every passage that is quoted"
    " from it."
)
EMPTY = "There are no sources yet."
READ = Heading(id="_read", title="Articles and documents read")
KNOWN = Heading(id="_known", title="Documents known through others")
KNOWN_INTRO = "We have not read these documents: the articles above pass them on or name them."
READ_WORDS: Mapping[Reading, str] = {
    "complete": "read completely",
    "partial": "read in part",
    "no": "",
}
READINGS = {"complete": "Completely", "partial": "In part", "no": "No: known through others"}
SORTS = {
    "": "Those read first",
    **BY_DATE,
    "title": "Title, A to Z",
    "statements": "Most statements",
}


def outline_sources(shelf: Shelf) -> Outline:
    """What a host must know of the list before it is rendered."""
    return outline_page(INTRO, _list_sections(shelf, _list_sources(shelf)))


def view_sources(shelf: Shelf) -> PageView:
    """Sources: first those that we read, then those that we know only through them; the newest
    first.
    """
    sources = _list_sources(shelf)
    form = _build_form(shelf.index, sources.traits)
    return view_page(ListHead(INTRO, EMPTY, form), _list_sections(shelf, sources))


def _list_sections(shelf: Shelf, sources: RecordList[Source]) -> tuple[Section, ...]:
    index = shelf.index
    statements = (placed for event in index.in_time for placed in index.corpus.statements_of(event))
    documents = Section(
        MATRIX,
        "sections/documents.html",
        lambda: list_documents(Scope(shelf, "sources/")),
        has=has_matrix(statements),
    )
    return (*sources.list_sections(), documents)


def _list_sources(shelf: Shelf) -> RecordList[Source]:
    scope, corpus = Scope(shelf, "sources/"), shelf.index.corpus
    newest = sorted(corpus.sources.values(), key=_sort_source, reverse=True)
    known = [source for source in newest if corpus.readings[source.id] == "no"]
    read = [source for source in newest if corpus.readings[source.id] != "no"]
    groups = (RecordGroup(READ, tuple(read)), RecordGroup(KNOWN, tuple(known), KNOWN_INTRO))
    shown = tuple(group for group in groups if group.records)
    return RecordList(shown, lambda source: _list_source(scope, source))


def _sort_source(source: Source) -> tuple[object, ...]:
    return (source.issued.sort_key if source.issued else (), source.id)


def _list_source(scope: Scope, source: Source) -> Item:
    index, proof = scope.index, scope.index.corpus.proofs.get(source.id)
    outlet = name_outlet(index, source.id) if source.publisher else "publisher not known"
    statements = len({piece.placed.ref for piece in index.list_resting(source.id)})
    length = f"{proof.words} words" if proof else ""
    reading = find_readings(index.corpus)[source.id]
    facts = tuple(
        filter(
            None,
            (
                outlet,
                name_kind(index, source),
                count_things(statements, "statement"),
                length,
                READ_WORDS[reading],
            ),
        )
    )
    ids = {
        "kind": (source.kind,),
        "outlet": (source.publisher or OTHER,),
        "read": (reading,),
        "party": find_passed_on(index, source.id),
        "language": (source.language,) if source.language else (),
    }
    traits = Traits(ids, source.issued, {"statements": statements})
    apart = "known through others" if reading == "no" else ""
    return Item(link_source(scope, source.id), view_date(source.issued), facts, traits, apart)


def _build_form(index: Index, traits: list[Traits]) -> FilterForm | None:
    filters = (
        ("kind", "Kind", name_kinds(index, "source")),
        ("outlet", "Publisher", name_all(index)),
        ("read", "Read by us", READINGS),
        ("party", "Passes on", name_all(index)),
        ("language", "Language", dict[str, str]()),
    )
    return build_form("source", traits, filters, SORTS)
