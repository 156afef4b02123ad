"""Statements and their evidence as a page shows them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from factsheet.facts.corpus import (
    EvidenceAt,
    StatementAt,
    choose_lead,
    find_attribution,
)
from factsheet.facts.prose import render_prose, strip_prose
from factsheet.proof.judgement import Judgement
from factsheet.site.addresses import link_passage
from factsheet.site.scope import (
    Scope,
    link_account,
    link_actor,
    link_source,
    name_outlet,
    view_date,
)
from factsheet.site.shelf import keep
from factsheet.site.views import (
    EvidenceView,
    Figures,
    Link,
    Marker,
    ProofView,
    SilentView,
    StatementView,
    StatusView,
)
from factsheet.voices.index import Index, Tally
from factsheet.voices.silence import Silent
from factsheet.wording import cut_text

NOBODY = Silent(())
LONGEST_SUMMARY = 300
"""In characters."""

SHAPES: Mapping[str, str] = {
    "withdrawn": "✕",
    "disputed": "⇄",
    "accounts-differ": "≠",
    "corroborated": "●●",
    "one-report": "(●●)",
    "one-voice": "●",
    "unattributed": "○",
    "uncited": "□",
}


def view_figures(tally: Tally) -> Figures:
    """A tally as pages show it."""
    voices, sources = len(tally.voices), len(tally.sources)
    return Figures(
        tally.statements, sources, voices, tally.quotes, tally.proven, view_date(tally.latest)
    )


def summarize(statements: list[StatementAt]) -> str:
    """Plain text made of the lead statements, or of the first one, cut at a word."""
    lead = choose_lead(statements)
    text = " ".join(strip_prose(placed.statement.text) for placed in lead)
    return cut_text(text, LONGEST_SUMMARY)


def view_markers(scope: Scope, pieces: Iterable[EvidenceAt]) -> tuple[Marker, ...]:
    """The markers of pieces of evidence."""
    return tuple(_view_marker(scope, piece) for piece in pieces)


def _view_marker(scope: Scope, piece: EvidenceAt) -> Marker:
    number, evidence = scope.number(piece), piece.evidence
    outlet = name_outlet(scope.index, evidence.source)
    denies = ", denies it" if evidence.stance == "denies" else ""
    return Marker(number, scope.link_evidence(piece), f"evidence {number}: {outlet}{denies}")


def view_statement(
    scope: Scope, placed: StatementAt, pieces: Iterable[EvidenceAt] | None = None
) -> StatementView:
    """A statement with the markers of its evidence, or of some `pieces` of it."""
    markers = view_markers(scope, placed.pieces if pieces is None else pieces)
    if placed.record.id == scope.owner:
        return _view_statement(scope, placed, markers)
    shared = keep(scope.depth.statements, placed.ref, lambda: _view_statement(scope, placed, ()))
    return replace(shared, markers=markers)


def _view_statement(
    scope: Scope, placed: StatementAt, markers: tuple[Marker, ...]
) -> StatementView:
    statement = placed.statement
    return StatementView(
        permalink=scope.link(placed.kind, placed.record.id, statement.id),
        text=render_prose(statement.text, scope.link_prose),
        markers=markers,
        status=view_status(scope.index, placed),
        accounts=tuple(
            link_account(scope, name, "the articles’ own voice")
            for name in scope.index.find_attributions(placed)
        ),
        speakers=tuple(link_actor(scope, name) for name in statement.speaker),
        said_on=view_date(statement.said_on),
        withdrawn=statement.withdrawn is not None,
        note=statement.note or "",
    )


def view_silent(scope: Scope, placed: StatementAt) -> SilentView:
    """The sources that are silent on a statement."""
    silent = scope.index.silent.get(placed.ref, NOBODY)
    return keep(scope.depth.silent, silent, lambda: _view_silent(scope, silent))


def _view_silent(scope: Scope, silent: Silent) -> SilentView:
    links = tuple(link_source(scope, name) for name in silent.names)
    rest = (Link(f"{silent.more} more"),) if silent.more else ()
    return SilentView((*links, *rest), len(links) + silent.more)


def view_status(index: Index, placed: StatementAt) -> StatusView:
    """A statement's status by word, shape and reason."""
    assessment = index.assessments[placed.ref]
    return StatusView(
        assessment.status,
        assessment.label,
        SHAPES[assessment.status],
        assessment.reason,
    )


def view_evidence(scope: Scope, piece: EvidenceAt) -> EvidenceView:
    """A piece of evidence with its source and its proof."""
    evidence, corpus = piece.evidence, scope.index.corpus
    source = corpus.find_source(evidence.source)
    quote, url = evidence.quote or "", source.url or ""
    judgement = scope.index.judgements.get(piece.key, Judgement("unproven"))
    return EvidenceView(
        anchor=scope.find_anchor(piece),
        number=scope.number(piece),
        quote=quote,
        language=evidence.language or source.language or "",
        proof=_view_proof(scope, evidence.source, judgement),
        denies=evidence.stance == "denies",
        translation=evidence.translation or "",
        locator=evidence.locator or "",
        source=link_source(scope, evidence.source),
        publisher=link_actor(scope, source.publisher, full=True) if source.publisher else None,
        issued=view_date(source.issued),
        accounts=tuple(
            link_account(scope, name, "the source’s own voice")
            for name in find_attribution(piece.placed.statement, evidence)
        ),
        relays=tuple(link_source(scope, name) for name in evidence.relays),
        via=tuple(link_source(scope, name) for name in evidence.via),
        inferred=evidence.inferred or "",
        note=evidence.note or "",
        address=url or "no address",
        passage=link_passage(url, judgement.fragment) if url else "",
        exact=bool(judgement.fragment),
        archived=link_passage(source.archive.url, judgement.fragment) if source.archive else "",
    )


def _view_proof(scope: Scope, source: str, judgement: Judgement) -> ProofView:
    repeated = source in scope.shelf.repeated
    return ProofView(judgement.state, view_date(judgement.checked), repeated)
