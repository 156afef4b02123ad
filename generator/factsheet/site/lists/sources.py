"""The list of sources, and of the documents that they pass on."""

from collections.abc import Mapping, Sequence

from factsheet.facts.corpus import Corpus
from factsheet.facts.model import Reading, Source
from factsheet.proof.reading.completeness import find_readings
from factsheet.site.addresses import make_url
from factsheet.site.lists.cuts import COARSE, Knife, order_trail, trace_date
from factsheet.site.lists.filters import OTHER, find_passed_on, name_all, name_kinds
from factsheet.site.lists.items import LONGEST_NAME, Item, RecordGroup, weigh
from factsheet.site.lists.listing import Listing, Words
from factsheet.site.lists.table import Traits
from factsheet.site.scope import find_title_language, name_kind, name_outlet, view_date
from factsheet.site.shelf import Shelf
from factsheet.site.views import NO_DATE, Heading
from factsheet.voices.index import Index
from factsheet.wording import count_things, cut_text

WORDS = Words(
    "sources",
    "source",
    "Where the statements come from. Each source has a page with every passage that is quoted"
    " from it.",
    "There are no sources yet.",
    "titles and outlets",
)
READ = Heading(id="_read", title="Articles and documents read")
KNOWN = Heading(id="_known", title="Documents known through others")
KNOWN_INTRO = "We have not read these documents: articles pass them on or name them."
READ_WORDS: Mapping[Reading, str] = {
    "complete": "read completely",
    "partial": "read in part",
    "no": "",
}
READINGS = {"complete": "Completely", "partial": "In part", "no": "No: known through others"}
SORTS = {
    "": "Read by us first",
    "newest": "Newest first",
    "oldest": "Oldest first",
    "title": "Title, A to Z",
    "statements": "Most statements",
}
TOPS = (
    (Heading(id="_newest", title="The newest"), ""),
    (Heading(id="_most-statements", title="With most statements"), "statements"),
)


def list_sources(shelf: Shelf) -> Listing[Source]:
    """Sources by year, the newest first: on each page those that we read come before those that we
    know only through them.
    """
    index = shelf.index
    newest = sorted(index.corpus.sources.values(), key=_sort_source, reverse=True)
    return Listing(
        WORDS,
        sorted(newest, key=lambda source: order_trail(source.issued)),
        Knife(lambda source: trace_date(source.issued), lambda source: weigh(source.name), COARSE),
        lambda sources, _: _group_sources(index.corpus, sources),
        lambda source: _view_source(index, source),
        lambda source: _find_traits(index, source),
        (
            ("kind", "Kind", name_kinds(index, "source")),
            ("outlet", "Publisher", name_all(index)),
            ("read", "Read by us", READINGS),
            ("party", "Passes on", name_all(index)),
            ("language", "Language", dict[str, str]()),
        ),
        SORTS,
        TOPS,
    )


def _sort_source(source: Source) -> tuple[object, ...]:
    return (source.issued.sort_key if source.issued else (), source.id)


def _group_sources(corpus: Corpus, sources: Sequence[Source]) -> Sequence[RecordGroup[Source]]:
    known = tuple(source for source in sources if corpus.readings[source.id] == "no")
    read = tuple(source for source in sources if corpus.readings[source.id] != "no")
    groups = (RecordGroup(READ, read), RecordGroup(KNOWN, known, KNOWN_INTRO))
    return tuple(group for group in groups if group.records)


def _count_statements(index: Index, source: Source) -> int:
    return len({piece.placed.ref for piece in index.list_resting(source.id)})


def _view_source(index: Index, source: Source) -> Item:
    proof = index.corpus.proofs.get(source.id)
    outlet = name_outlet(index, source.id) if source.publisher else "publisher not known"
    reading = find_readings(index.corpus)[source.id]
    facts = (
        cut_text(outlet, LONGEST_NAME),
        name_kind(index, source),
        count_things(_count_statements(index, source), "statement"),
        f"{proof.words} words" if proof else "",
        READ_WORDS[reading],
    )
    return Item(
        address=make_url("source", source.id),
        text=source.name,
        language=find_title_language(source),
        when=view_date(source.issued) or NO_DATE,
        facts=tuple(filter(None, facts)),
        apart="known through others" if reading == "no" else "",
    )


def _find_traits(index: Index, source: Source) -> Traits:
    ids = {
        "kind": (source.kind,),
        "outlet": (source.publisher or OTHER,),
        "read": (find_readings(index.corpus)[source.id],),
        "party": find_passed_on(index, source.id),
        "language": (source.language,) if source.language else (),
    }
    numbers = {"statements": _count_statements(index, source)}
    return Traits(ids, source.issued, numbers, source.name.removeprefix("[").casefold())
