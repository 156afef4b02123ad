"""What is disputed, and where accounts differ: each pair once, side by side."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.addresses import make_evidence_anchor
from generator.corpus import StatementAt
from generator.index import Index
from generator.statements import Scope, find_kind, link_statement, name_record, view_evidence, view_statement
from generator.views import EvidenceView, Heading, Link, StatementView

DISPUTED = Heading(id="_disputed", title="Disputed")
DENIED = Heading(id="_denied", title="Denied in a passage")
DIFFERS = Heading(id="_differs", title="Accounts differ")
INTRO = (
    "Where the sources contradict one another. The site never says who is right: it sets what is said side by side, "
    "with who says it and where."
)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a pair; without a statement the other was left out, and `link` says all that we know."""

    place: Link
    statement: StatementView | None
    link: Link


@dataclass(frozen=True, slots=True)
class Denial:
    passage: EvidenceView
    evidence: str


@dataclass(frozen=True, slots=True)
class Pair:
    left: Side
    right: Side | None
    denials: tuple[Denial, ...]


@dataclass(frozen=True, slots=True)
class PairGroup:
    heading: Heading
    intro: str
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class DisputedView:
    intro: str
    groups: tuple[PairGroup, ...]


def build_disputed(index: Index) -> DisputedView:
    """The view of the page on which statements that deny or differ from each other stand side by side."""
    scope = Scope(index, "disputed/")
    groups = (
        PairGroup(DISPUTED, "A quoted passage denies the other.", tuple(_pair(scope, "disputes"))),
        PairGroup(DENIED, "Told by one passage, denied by another.", tuple(_find_denials(scope))),
        PairGroup(DIFFERS, "The accounts differ; neither denies the other.", tuple(_pair(scope, "differs"))),
    )
    return DisputedView(INTRO, groups)


def _pair(scope: Scope, relation: str) -> Iterator[Pair]:
    seen: set[frozenset[str]] = set()
    for ref, others in scope.index.corpus.related[relation].items():
        for other in others:
            if frozenset((ref, other)) not in seen:
                seen.add(frozenset((ref, other)))
                yield Pair(_view_side(scope, ref), _view_side(scope, other), ())


def _view_side(scope: Scope, ref: str) -> Side:
    at = scope.index.corpus.statements.get(ref)
    if at is None:
        return Side(Link("not on this site"), None, link_statement(scope, ref))
    place = Link(name_record(at.record), scope.link(find_kind(at), at.record.id))
    return Side(place, view_statement(scope, at), link_statement(scope, ref))


def _find_denials(scope: Scope) -> Iterator[Pair]:
    for ref, at in scope.index.corpus.statements.items():
        denying = [number for number, one in enumerate(at.statement.evidence) if one.stance == "denies"]
        if denying:
            side = _view_side(scope, ref)
            yield Pair(side, None, tuple(_view_denial(scope, at, number) for number in denying))


def _view_denial(scope: Scope, at: StatementAt, number: int) -> Denial:
    url = scope.link(find_kind(at), at.record.id, make_evidence_anchor(at.statement.id, number))
    return Denial(view_evidence(scope, at, number), url)
