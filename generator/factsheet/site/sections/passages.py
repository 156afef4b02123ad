"""The quotes of statements, each with its article, as rows show them; and how many were checked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from factsheet.facts.corpus import EvidenceAt, StatementAt, find_attribution
from factsheet.facts.model import Evidence
from factsheet.proof.judgement import Judgement
from factsheet.site.addresses import link_passage
from factsheet.site.scope import (
    ENGLISH,
    Scope,
    link_account,
    link_source,
    name_outlet,
    view_date,
)
from factsheet.site.views import DateView, Link, ProofView


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose words a passage gives, if not all of its row's; which documents it passes on, by which
    reports; and the curators' reason, if it does not say so itself.
    """

    accounts: tuple[Link, ...]
    relays: tuple[Link, ...]
    via: tuple[Link, ...]
    inferred: str


@dataclass(slots=True, kw_only=True)
class Quoted:
    """A passage without its article; it looks the same on all pages of a depth. `proof` is shown
    unless the quote was found. What it was `drawn` as is kept with it.
    """

    quote: str
    language: str
    translation: str
    url: str
    exact: bool
    archived: str
    proof: ProofView
    denies: bool
    origin: Origin
    locator: str
    note: str
    drawn: str | None = field(default=None, init=False, compare=False)


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote with its article, to which nothing leads on that article's own page. `anchors` are
    those of its pieces of evidence.
    """

    anchors: tuple[str, ...]
    mark: str
    source: Link
    quoted: Quoted


@dataclass(frozen=True, slots=True)
class QuoteCount:
    """How many different quotes the rows have, and how many of these were not found as they are; on
    which days the curators checked the others, the last one if on several; and whether the build
    has repeated all of that.
    """

    quotes: int
    unchecked: int
    checked: DateView | None
    several: bool
    repeated: bool


def list_passages(
    scope: Scope, placed: StatementAt, pieces: Iterable[EvidenceAt]
) -> Iterator[Passage]:
    """Some `pieces` of the evidence of a statement; those of one article and of the same words are
    one.
    """
    same: dict[tuple[str, str], list[EvidenceAt]] = {}
    for piece in pieces:
        name = piece.evidence.source, piece.evidence.quote or str(piece.index)
        same.setdefault(name, []).append(piece)
    for members in same.values():
        yield _view_passage(scope, placed, members)


def _view_passage(scope: Scope, placed: StatementAt, pieces: Sequence[EvidenceAt]) -> Passage:
    first = pieces[0]
    name = first.evidence.source
    own, home = name == scope.owner, placed.record.id == scope.owner
    return Passage(
        anchors=tuple(scope.find_anchor(piece) for piece in pieces) if home else (),
        mark="" if own else scope.index.marks.get(name, ""),
        source=Link("") if own else link_outlet(scope, name),
        quoted=scope.depth.quoted.keep(first.key, lambda: _view_quoted(scope, first)),
    )


def _view_quoted(scope: Scope, piece: EvidenceAt) -> Quoted:
    evidence = piece.evidence
    source = scope.index.corpus.find_source(evidence.source)
    language = evidence.language or source.language or ""
    judgement = scope.index.judgements.get(piece.key, Judgement("unproven"))
    url = source.url or ""
    return Quoted(
        quote=evidence.quote or "",
        language="" if ENGLISH.fullmatch(language) else language,
        translation=evidence.translation or "",
        url=link_passage(url, judgement.fragment) if url else "",
        exact=bool(judgement.fragment),
        archived=link_passage(source.archive.url, judgement.fragment) if source.archive else "",
        proof=ProofView(
            judgement.state,
            view_date(judgement.checked),
            evidence.source in scope.shelf.repeated,
        ),
        denies=evidence.stance == "denies",
        origin=_view_origin(scope, piece.placed, evidence),
        locator=evidence.locator or "",
        note=evidence.note or "",
    )


def _view_origin(scope: Scope, placed: StatementAt, evidence: Evidence) -> Origin:
    names = find_attribution(placed.statement, evidence)
    apart = () if names == scope.index.find_attributions(placed) else names
    return Origin(
        tuple(link_account(scope, name, "its own words") for name in apart),
        tuple(link_outlet(scope, name) for name in evidence.relays),
        tuple(link_outlet(scope, name) for name in evidence.via),
        evidence.inferred or "",
    )


def link_outlet(scope: Scope, source: str) -> Link:
    """A source by its short name, as keys and rows have it."""
    return scope.depth.outlets.keep(source, lambda: _make_outlet_link(scope, source))


def _make_outlet_link(scope: Scope, source: str) -> Link:
    return Link(name_outlet(scope.index, source), link_source(scope, source).url)


def count_quotes(scope: Scope, pieces: Iterable[EvidenceAt]) -> QuoteCount:
    """Count the different quotes of pieces of evidence, and say what the proofs say of them: one is
    checked only if each of its uses was.
    """
    states: dict[tuple[str, str], list[Judgement]] = {}
    for piece in pieces:
        if piece.evidence.quote:
            name = piece.evidence.source, piece.evidence.quote
            states.setdefault(name, []).append(scope.index.judgements[piece.key])
    days = {use.checked for uses in states.values() for use in uses if use.checked}
    return QuoteCount(
        quotes=len(states),
        unchecked=sum(any(use.state != "proven" for use in uses) for uses in states.values()),
        checked=view_date(max(days, key=lambda day: day.sort_key)) if days else None,
        several=len(days) > 1,
        repeated=scope.shelf.repeated.issuperset(source for source, _ in states),
    )
