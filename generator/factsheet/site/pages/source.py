"""The page of a source: what rests on it, with the passages; or, where we have not read it, who
passes it on.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from factsheet.facts.corpus import EvidenceAt
from factsheet.facts.model import Source
from factsheet.site.addresses import find_root
from factsheet.site.pages.event import order_records
from factsheet.site.scope import (
    Scope,
    find_kind,
    find_title_language,
    link_actor,
    link_source,
    name_kind,
    name_record,
    open_scope,
    view_date,
)
from factsheet.site.search import enter_source
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
from factsheet.voices.index import Index, Tally
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


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    crumbs: tuple[Link, ...]
    kind: str
    title_supplied: bool
    title_language: str
    language: str
    publisher: Link | None
    author: tuple[str, ...]
    issued: DateView | None
    accessed: DateView | None
    url: str
    url_missing: str
    archived: str
    archived_on: DateView | None
    consulted: bool
    complete: bool
    words: int
    known_through: tuple[Link, ...]
    passes_on: tuple[Link, ...]
    figures: Figures
    statements: tuple[Passages, ...]
    passed_on: tuple[Passages, ...]
    note: str


def outline_source(index: Index, source: Source) -> Outline:
    """What a host must know of a source's page before it is rendered."""
    headings: list[Heading] = []
    anchors: set[str] = set()
    carried, passed = _find_carried(index, source), _find_passed_on(index, source)
    if carried or not passed:
        headings.append(STATEMENTS)
        anchors.update(f"{STATEMENTS.id}_{name}" for name in _group(carried, by_article=False))
    if passed:
        headings.append(PASSED_ON)
        anchors.update(f"{PASSED_ON.id}_{name}" for name in _group(passed, by_article=True))
    anchors.update(one.id for one in headings)
    publisher = index.corpus.actors.get(source.publisher or "")
    issued = view_date(source.issued)
    about = (
        name_kind(index, source),
        publisher.name if publisher else "",
        issued.text if issued else "",
    )
    text = ", ".join(filter(None, about))
    resting = len({one.at.ref for one in carried or passed})
    rests = f"{count_things(resting, 'statement')} {'rests' if resting == 1 else 'rest'} on it."
    description = f"{text[:1].upper()}{text[1:]}. {rests}"
    search = enter_source(index, source, rests)
    return Outline(
        description=description, headings=tuple(headings), anchors=frozenset(anchors), search=search
    )


def build_source(shelf: Shelf, source: Source) -> SourceView:
    """The view of a source's page: what it is, and every statement that rests on it."""
    scope, index = open_scope(shelf, "source", source), shelf.index
    carried, passed = _find_carried(index, source), _find_passed_on(index, source)
    root, proof = find_root(scope.url), index.corpus.proofs.get(source.id)
    group = (
        ("Articles and documents read", "_read")
        if source.consulted
        else ("Known through others", "_known")
    )
    return SourceView(
        crumbs=(Link("Sources", f"{root}sources/"), Link(group[0], f"{root}sources/#{group[1]}")),
        kind=name_kind(index, source),
        title_supplied=source.title_supplied,
        title_language=find_title_language(source),
        language=source.language or "",
        publisher=link_actor(scope, source.publisher, full=True) if source.publisher else None,
        author=source.author,
        issued=view_date(source.issued),
        accessed=view_date(source.accessed),
        url=source.url or "",
        url_missing=source.url_missing or "",
        archived=source.archive.url if source.archive else "",
        archived_on=view_date(source.archive.date) if source.archive else None,
        consulted=source.consulted,
        complete=source.read == "complete",
        words=proof.words if proof else 0,
        known_through=_link_all(scope, (one.evidence.source for one in passed)),
        passes_on=_link_all(
            scope, (name for one in carried for name in (*one.evidence.relays, *one.evidence.via))
        ),
        figures=view_figures(_tally(index, source, carried)),
        statements=tuple(_view_passages(scope, STATEMENTS, carried, by_article=False)),
        passed_on=tuple(_view_passages(scope, PASSED_ON, passed, by_article=True)),
        note=source.note or "",
    )


def _find_carried(index: Index, source: Source) -> tuple[EvidenceAt, ...]:
    return index.corpus.evidence_of_source.get(source.id, ())


def _find_passed_on(index: Index, source: Source) -> tuple[EvidenceAt, ...]:
    return index.passed_on.get(source.id, ())


def _tally(index: Index, source: Source, carried: Iterable[EvidenceAt]) -> Tally:
    """What the page says of the source's own passages; other sources of the same statements do not
    count here.
    """
    pieces = list(carried)
    voices = dict.fromkeys(name for one in pieces for name in index.assessments[one.at.ref].voices)
    proven = sum((one.at.ref, one.index) in index.proven for one in pieces)
    quotes = sum(one.evidence.quote is not None for one in pieces)
    statements = len({one.at.ref for one in pieces})
    return Tally(statements, (source.id,) if pieces else (), tuple(voices), quotes, proven, None)


def _link_all(scope: Scope, names: Iterable[str]) -> tuple[Link, ...]:
    return tuple(link_source(scope, name) for name in dict.fromkeys(names))


def _group(pieces: Iterable[EvidenceAt], *, by_article: bool) -> dict[str, list[EvidenceAt]]:
    found: dict[str, list[EvidenceAt]] = {}
    for one in pieces:
        found.setdefault(one.evidence.source if by_article else one.at.record.id, []).append(one)
    return found


def _view_passages(
    scope: Scope, heading: Heading, pieces: Iterable[EvidenceAt], *, by_article: bool
) -> Iterator[Passages]:
    groups = _group(pieces, by_article=by_article)
    for name in groups if by_article else order_records(scope.index, groups):
        placed = groups[name]
        at = placed[0].at
        home = Link(name_record(at.record), scope.link(find_kind(at), at.record.id))
        link = link_source(scope, name) if by_article else home
        yield Passages(
            f"{heading.id}_{name}", link, tuple(_view_quoted(scope, one) for one in placed)
        )


def _view_quoted(scope: Scope, one: EvidenceAt) -> Quoted:
    return Quoted(
        view_statement(scope, one.at, only=(one.index,)),
        view_evidence(scope, one.at, one.index),
        scope.link_evidence(one.at, one.index),
    )
