"""The page of a source: what it carries, leaves out and alone has; or, if we have not read it, who
passes it on.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from urllib.parse import urlsplit

from factsheet.facts.model import Reading, Source
from factsheet.proof.reading.completeness import find_readings
from factsheet.site.addresses import climb_to_root
from factsheet.site.citations import CITE
from factsheet.site.scope import (
    ENGLISH,
    Scope,
    find_title_language,
    link_actor,
    link_source,
    name_kind,
    open_scope,
    view_date,
)
from factsheet.site.section import Body, Section, make_body
from factsheet.site.sections.passages import QuoteCount, count_quotes, link_outlet
from factsheet.site.shelf import Shelf
from factsheet.site.told.carrying import ALONE, CARRIED, LEFT_OUT, PASSED_ON, Carrying
from factsheet.site.told.runs import Finding
from factsheet.site.views import DateView, Link
from factsheet.wording import count_things

MOST_ORIGINS = 12
"""So many documents and reports that it passes on are named."""


@dataclass(frozen=True, slots=True)
class OriginCount:
    """A document or report that a source passes on in so many statements, of which the curators
    `inferred` some.
    """

    link: Link
    statements: int
    inferred: int


@dataclass(frozen=True)
class SourcePage:
    """What the parts of a source's page share; each of it is made when first asked for."""

    shelf: Shelf
    source: Source

    @cached_property
    def scope(self) -> Scope:
        return open_scope(self.shelf, self.source)

    @cached_property
    def carrying(self) -> Carrying:
        return Carrying(self.scope, self.source)


@dataclass(frozen=True, slots=True)
class CopyView:
    """How far a source was read, and when; the words of its copy, and its quotes."""

    reading: Reading
    accessed: DateView | None
    words: int
    count: QuoteCount


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
    address: Link
    mark: str
    archived: str
    archived_on: DateView | None
    copy: CopyView
    known_through: tuple[Link, ...]
    passes_on: tuple[OriginCount, ...]
    part_of: Link | None
    parts: tuple[Link, ...]
    findings: tuple[Finding, ...]
    note: str


def make_source(shelf: Shelf, source: Source) -> Body:
    """A source's page: what it carries, leaves out and alone has, and who passes it on."""
    page = SourcePage(shelf, source)
    head = partial(_view_head, page)
    return make_body(_describe(page), _list_sections(page), head, has_contents=False)


def _describe(page: SourcePage) -> str:
    source, index = page.source, page.shelf.index
    publisher = index.corpus.find_actor(source.publisher).name if source.publisher else ""
    issued = view_date(source.issued)
    about = (name_kind(index, source), publisher, issued.text if issued else "")
    text = ", ".join(filter(None, about))
    resting = len(page.carrying.carried) or len(page.carrying.passed_on)
    rests = f"{count_things(resting, 'statement')} {'rests' if resting == 1 else 'rest'} on it."
    return f"{text[:1].upper()}{text[1:]}. {rests}"


def _list_sections(page: SourcePage) -> tuple[Section, ...]:
    carrying = page.carrying
    return (
        Section(
            CARRIED,
            "sections/runs.html",
            carrying.view_carried,
            has=bool(carrying.carried or not carrying.passed_on),
            list_anchors=carrying.list_anchors,
        ),
        Section(
            LEFT_OUT,
            "sections/omissions.html",
            carrying.view_left_out,
            has=bool(carrying.left_out),
        ),
        Section(
            PASSED_ON,
            "sections/runs.html",
            carrying.view_passed_on,
            has=bool(carrying.passed_on),
        ),
        CITE,
    )


def _view_head(page: SourcePage) -> SourceHead:
    source, scope = page.source, page.scope
    language = source.language or ""
    through = (piece.evidence.source for piece in page.carrying.passing)
    return SourceHead(
        crumbs=_make_crumbs(scope, source),
        kind=name_kind(page.shelf.index, source),
        described=source.title is None,
        title_language=find_title_language(source),
        language="" if ENGLISH.fullmatch(language) else language,
        publisher=link_actor(scope, source.publisher, full=True) if source.publisher else None,
        author=source.author,
        issued=view_date(source.issued),
        address=Link(urlsplit(source.url or "").hostname or "", source.url or ""),
        mark=page.shelf.index.marks.get(source.id, ""),
        archived=source.archive.url if source.archive else "",
        archived_on=view_date(source.archive.date) if source.archive else None,
        copy=_view_copy(page),
        known_through=_link_all(scope, through),
        passes_on=tuple(_count_origins(page)),
        part_of=link_source(scope, source.part_of) if source.part_of else None,
        parts=_link_all(scope, page.shelf.index.parts.get(source.id, ())),
        findings=tuple(_list_findings(page)),
        note=source.note or "",
    )


def _view_copy(page: SourcePage) -> CopyView:
    source, corpus = page.source, page.shelf.index.corpus
    proof = corpus.proofs.get(source.id)
    pieces = (piece for _, several in page.carrying.carried for piece in several)
    return CopyView(
        find_readings(corpus)[source.id],
        view_date(source.accessed),
        proof.words if proof else 0,
        count_quotes(page.scope, pieces),
    )


def _make_crumbs(scope: Scope, source: Source) -> tuple[Link, ...]:
    title, anchor = "Known through others", "_known"
    if scope.index.corpus.readings[source.id] != "no":
        title, anchor = "Articles and documents read", "_read"
    sources = f"{climb_to_root(scope.url)}sources/"
    return (Link("Sources", sources), Link(title, f"{sources}#{anchor}"))


def _list_findings(page: SourcePage) -> Iterator[Finding]:
    """How much it carries, alone has and leaves out, and how much others have from it."""
    carrying = page.carrying
    if carrying.carried:
        carries = count_things(len(carrying.carried), "statement")
        yield Finding(CARRIED.id, f"carries {carries}")
    if carrying.alone:
        alone = len(carrying.alone)
        yield Finding(ALONE if carrying.choices else CARRIED.id, f"alone has {alone}")
    if carrying.left_out:
        count = sum(carrying.left_out.values())
        yield Finding(LEFT_OUT.id, f"leaves out {count} that others carry")
    if carrying.passed_on:
        articles = {piece.evidence.source for piece in carrying.passing}
        passed_on = count_things(len(carrying.passed_on), "statement")
        more = f"{len(carrying.passed_on)} more" if carrying.carried else passed_on
        words = f"{count_things(len(articles), 'article')}"
        yield Finding(PASSED_ON.id, f"{words} have {more} from it")


def _count_origins(page: SourcePage) -> Iterator[OriginCount]:
    """The documents and reports that the source passes on, those of most statements first."""
    refs: dict[str, dict[str, bool]] = {}
    for placed, pieces in page.carrying.carried:
        for piece in pieces:
            for name in (*piece.evidence.relays, *piece.evidence.via):
                stated = not piece.evidence.inferred
                passed = refs.setdefault(name, {})
                passed[placed.ref] = passed.get(placed.ref, False) or stated
    for name in sorted(refs, key=lambda name: (-len(refs[name]), name))[:MOST_ORIGINS]:
        count = len(refs[name])
        inferred = count - sum(refs[name].values())
        yield OriginCount(link_outlet(page.scope, name), count, inferred)


def _link_all(scope: Scope, names: Iterable[str]) -> tuple[Link, ...]:
    """The first of some sources, each once, and how many more they are."""
    listed = list(dict.fromkeys(names))
    links = tuple(link_source(scope, name) for name in listed[:MOST_ORIGINS])
    more = len(listed) - len(links)
    return (*links, Link(f"{more} more")) if more else links
