"""The page of a source: what rests on it, with the passages; or, if we have not read it, who
passes it on.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from factsheet.facts.corpus import EvidenceAt
from factsheet.facts.model import Reading, Source
from factsheet.proof.reading.completeness import find_readings
from factsheet.site.addresses import climb_to_root
from factsheet.site.citations import CITE
from factsheet.site.scope import (
    Scope,
    find_title_language,
    link_actor,
    link_source,
    name_kind,
    name_record,
    open_scope,
    order_records,
    view_date,
)
from factsheet.site.section import PageView, Section, outline_page, view_page
from factsheet.site.shelf import Shelf
from factsheet.site.statements import view_evidence, view_figures, view_statement
from factsheet.site.views import (
    DateView,
    EvidenceView,
    Figures,
    Heading,
    Link,
    Outline,
    StatementView,
)
from factsheet.voices.index import Tally
from factsheet.wording import count_things

STATEMENTS = Heading(id="_statements", title="What rests on it")
PASSED_ON = Heading(id="_passed-on", title="Who passes it on")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A statement, and the passage of the source that carries it; `evidence` leads to it on the
    statement's page.
    """

    statement: StatementView
    passage: EvidenceView
    evidence: str


@dataclass(frozen=True, slots=True)
class Passages:
    """What comes from one event, or through one article."""

    anchor: str
    link: Link
    quoted: tuple[Quoted, ...]


@dataclass(frozen=True)
class SourcePage:
    """What the parts of a source's page share; each of it is made when first asked for."""

    shelf: Shelf
    source: Source

    @cached_property
    def scope(self) -> Scope:
        return open_scope(self.shelf, self.source)

    @property
    def carried(self) -> tuple[EvidenceAt, ...]:
        """The passages of the source."""
        return self.shelf.index.corpus.evidence_of_source.get(self.source.id, ())

    @property
    def passed_on(self) -> tuple[EvidenceAt, ...]:
        """The passages of others that pass the source on."""
        return self.shelf.index.passed_on.get(self.source.id, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHead:
    """What stands above the sections of a source's page."""

    crumbs: tuple[Link, ...]
    kind: str
    described: bool
    title_language: str
    language: str
    publisher: Link | None
    author: tuple[str, ...]
    issued: DateView | None
    accessed: DateView | None
    url: str
    archived: str
    archived_on: DateView | None
    reading: Reading
    words: int
    known_through: tuple[Link, ...]
    passes_on: tuple[Link, ...]
    part_of: Link | None
    parts: tuple[Link, ...]
    figures: Figures
    note: str


def outline_source(shelf: Shelf, source: Source) -> Outline:
    """What a host must know of a source's page before it is rendered."""
    page, index = SourcePage(shelf, source), shelf.index
    publisher = index.corpus.find_actor(source.publisher).name if source.publisher else ""
    issued = view_date(source.issued)
    about = (name_kind(index, source), publisher, issued.text if issued else "")
    text = ", ".join(filter(None, about))
    resting = len({entry.placed.ref for entry in page.carried or page.passed_on})
    rests = f"{count_things(resting, 'statement')} {'rests' if resting == 1 else 'rest'} on it."
    description = f"{text[:1].upper()}{text[1:]}. {rests}"
    return outline_page(description, _list_sections(page))


def view_source(shelf: Shelf, source: Source) -> PageView:
    """A source's page: what it is, and every statement that rests on it."""
    page = SourcePage(shelf, source)
    return view_page(_view_head(page), _list_sections(page))


def _list_sections(page: SourcePage) -> tuple[Section, ...]:
    by_record, by_article = _group_by_record(page), _group_by_article(page)
    return (
        Section(
            STATEMENTS,
            "sections/passages.html",
            lambda: tuple(_view_by_record(page.scope, by_record)),
            has=bool(page.carried or not page.passed_on),
            anchors=tuple(f"{STATEMENTS.id}_{name}" for name in by_record),
        ),
        Section(
            PASSED_ON,
            "sections/passages.html",
            lambda: tuple(_view_by_article(page.scope, by_article)),
            has=bool(page.passed_on),
            anchors=tuple(f"{PASSED_ON.id}_{name}" for name in by_article),
        ),
        CITE,
    )


def _group_by_record(page: SourcePage) -> dict[str, list[EvidenceAt]]:
    """The source's passages by the record of their statements, the newest event first."""
    groups: dict[str, list[EvidenceAt]] = {}
    for piece in page.carried:
        groups.setdefault(piece.placed.record.id, []).append(piece)
    return {name: groups[name] for name in order_records(page.shelf.index, groups)}


def _group_by_article(page: SourcePage) -> dict[str, list[EvidenceAt]]:
    """The passages that pass the source on by the article that they stand in."""
    groups: dict[str, list[EvidenceAt]] = {}
    for piece in page.passed_on:
        groups.setdefault(piece.evidence.source, []).append(piece)
    return groups


def _view_head(page: SourcePage) -> SourceHead:
    source, scope = page.source, page.scope
    proof = page.shelf.index.corpus.proofs.get(source.id)
    through = (piece.evidence.source for piece in page.passed_on)
    onward = (
        name for piece in page.carried for name in (*piece.evidence.relays, *piece.evidence.via)
    )
    return SourceHead(
        crumbs=_make_crumbs(scope, source),
        kind=name_kind(page.shelf.index, source),
        described=source.title is None,
        title_language=find_title_language(source),
        language=source.language or "",
        publisher=link_actor(scope, source.publisher, full=True) if source.publisher else None,
        author=source.author,
        issued=view_date(source.issued),
        accessed=view_date(source.accessed),
        url=source.url or "",
        archived=source.archive.url if source.archive else "",
        archived_on=view_date(source.archive.date) if source.archive else None,
        reading=find_readings(page.shelf.index.corpus)[source.id],
        words=proof.words if proof else 0,
        known_through=_link_all(scope, through),
        passes_on=_link_all(scope, onward),
        part_of=link_source(scope, source.part_of) if source.part_of else None,
        parts=_link_all(scope, page.shelf.index.parts.get(source.id, ())),
        figures=view_figures(_tally(page)),
        note=source.note or "",
    )


def _make_crumbs(scope: Scope, source: Source) -> tuple[Link, ...]:
    title, anchor = "Known through others", "_known"
    if scope.index.corpus.readings[source.id] != "no":
        title, anchor = "Articles and documents read", "_read"
    sources = f"{climb_to_root(scope.url)}sources/"
    return (Link("Sources", sources), Link(title, f"{sources}#{anchor}"))


def _tally(page: SourcePage) -> Tally:
    """What the page says of the source's own passages; other sources of the same statements do not
    count here.
    """
    index, pieces = page.shelf.index, page.carried
    refs = dict.fromkeys(piece.placed.ref for piece in pieces)
    voices = dict.fromkeys(name for ref in refs for name in index.assessments[ref].voices)
    proven = sum(piece.key in index.proven for piece in pieces)
    quotes = sum(piece.evidence.quote is not None for piece in pieces)
    sources = (page.source.id,) if pieces else ()
    return Tally(len(refs), sources, tuple(voices), quotes, proven, None)


def _link_all(scope: Scope, names: Iterable[str]) -> tuple[Link, ...]:
    return tuple(link_source(scope, name) for name in dict.fromkeys(names))


def _view_by_record(scope: Scope, groups: Mapping[str, list[EvidenceAt]]) -> Iterator[Passages]:
    for name, pieces in groups.items():
        placed = pieces[0].placed
        home = Link(name_record(placed.record), scope.link(placed.kind, name))
        yield Passages(f"{STATEMENTS.id}_{name}", home, _view_quoted(scope, pieces))


def _view_by_article(scope: Scope, groups: Mapping[str, list[EvidenceAt]]) -> Iterator[Passages]:
    for name, pieces in groups.items():
        link = link_source(scope, name)
        yield Passages(f"{PASSED_ON.id}_{name}", link, _view_quoted(scope, pieces))


def _view_quoted(scope: Scope, pieces: Iterable[EvidenceAt]) -> tuple[Quoted, ...]:
    return tuple(
        Quoted(
            view_statement(scope, piece.placed, (piece,)),
            view_evidence(scope, piece),
            scope.link_evidence(piece),
        )
        for piece in pieces
    )
