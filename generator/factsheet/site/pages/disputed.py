"""What is disputed, and where accounts differ: event by event, each pair once, side by side."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from factsheet.facts.corpus import Relation, StatementAt
from factsheet.graph import Opposed, pair_opposed
from factsheet.site.pages.lists import ListHead
from factsheet.site.scope import Scope, link_statement, name_record, order_records
from factsheet.site.section import PageView, Section, outline_page, view_page
from factsheet.site.shelf import Shelf
from factsheet.site.statements import view_evidence, view_silent, view_statement
from factsheet.site.views import EvidenceView, Heading, Link, Outline, SilentView, StatementView
from factsheet.voices.index import Index

DISPUTED = Heading(id="_disputed", title="Disputed")
DENIED = Heading(id="_denied", title="Denied in a passage")
DIFFERS = Heading(id="_differs", title="Accounts differ")
EMPTY = "No two statements are set against each other yet."
INTRO = (
    "Where the sources contradict one another. The site never says who is right: it sets what is"
    " said side by side, with who says it and where. A source is called silent where we have read"
    " it completely, and it tells of the same event but not of this."
)


@dataclass(frozen=True, slots=True)
class Side:
    """A statement on one side; `place` if it is not of the group's event. Without a statement it
    was left out, and `link` says all that we know.
    """

    place: Link | None
    statement: StatementView | None
    link: Link
    silent: SilentView


@dataclass(frozen=True, slots=True)
class Denial:
    passage: EvidenceView
    evidence: str


@dataclass(frozen=True, slots=True)
class Opposition:
    """What stands against what: statements on both sides, or the passages that deny the one on the
    left.
    """

    left: tuple[Side, ...]
    right: tuple[Side, ...]
    denials: tuple[Denial, ...] = ()


@dataclass(frozen=True, slots=True)
class OppositionGroup:
    """The oppositions of an event or of an actor; `url` leads to its page."""

    heading: Heading
    url: str
    oppositions: tuple[Opposition, ...]


@dataclass(frozen=True, slots=True)
class OpposedView:
    """Oppositions of one sort; `intro` says of which."""

    intro: str
    groups: tuple[OppositionGroup, ...]


def outline_disputed(shelf: Shelf) -> Outline:
    """What a host must know of the page before it is rendered."""
    return outline_page(INTRO, _list_sections(shelf))


def view_disputed(shelf: Shelf) -> PageView:
    """The page on which statements that deny or differ from each other stand side by side."""
    return view_page(ListHead(INTRO, EMPTY), _list_sections(shelf))


def _list_sections(shelf: Shelf) -> tuple[Section, ...]:
    scope, index = Scope(shelf, "disputed/"), shelf.index
    disputes, differs = (_list_pairs(index, relation) for relation in ("disputes", "differs"))
    opposed = set(disputes)
    milder = [pair for pair in differs if pair not in opposed]
    return (
        _make_section(
            scope, DISPUTED, "A quoted passage denies the other.", pair_opposed(disputes)
        ),
        _make_section(
            scope, DENIED, "Told by one passage, denied by another.", _find_denied(index)
        ),
        _make_section(
            scope, DIFFERS, "The accounts differ; neither denies the other.", pair_opposed(milder)
        ),
    )


def _make_section(
    scope: Scope, heading: Heading, intro: str, opposed: Iterable[Opposed]
) -> Section:
    groups = _group_records(scope.index, heading, opposed)
    view = partial(_view_opposed, scope, intro, groups)
    return Section(heading, "sections/opposed.html", view, has=bool(groups), within=tuple(groups))


def _list_pairs(index: Index, relation: Relation) -> list[tuple[str, str]]:
    """The pairs in a relation, each once, in the order of the files; what was withdrawn stands
    against nothing.
    """
    statements = index.corpus.statements
    order = {ref: number for number, ref in enumerate(statements)}

    def rank(ref: str) -> tuple[int, str]:
        return order.get(ref, len(order)), ref

    gone = {ref for ref, placed in statements.items() if placed.statement.withdrawn}
    pairs = {
        tuple(sorted((ref, opposite), key=rank))
        for ref, opposites in index.corpus.related[relation].items()
        for opposite in opposites
        if ref != opposite and not gone.intersection((ref, opposite))
    }
    ranked = sorted(pairs, key=lambda pair: [rank(ref) for ref in pair])
    return [(left, right) for left, right in ranked]


def _group_records(
    index: Index, heading: Heading, opposed: Iterable[Opposed]
) -> Mapping[Heading, list[Opposed]]:
    """What is opposed by the event or actor of what stands on the left, the newest event first."""
    groups: dict[str, list[Opposed]] = {}
    for left, right in opposed:
        if left[0] not in index.corpus.statements:
            left, right = right, left
        groups.setdefault(left[0].partition("#")[0], []).append((left, right))
    titles = {
        name: name_record(index.corpus.statements[rows[0][0][0]].record)
        for name, rows in groups.items()
    }
    return {
        Heading(id=f"{heading.id}_{name}", title=titles[name], level=3): groups[name]
        for name in order_records(index, groups)
    }


def _view_opposed(scope: Scope, intro: str, groups: Mapping[Heading, list[Opposed]]) -> OpposedView:
    return OpposedView(
        intro, tuple(_view_group(scope, heading, opposed) for heading, opposed in groups.items())
    )


def _view_group(scope: Scope, heading: Heading, opposed: Iterable[Opposed]) -> OppositionGroup:
    rows = list(opposed)
    home = scope.index.corpus.statements[rows[0][0][0]]
    url = scope.link(home.kind, home.record.id)
    viewed = tuple(_view_opposition(scope, home.record.id, left, right) for left, right in rows)
    return OppositionGroup(heading, url, viewed)


def _view_opposition(
    scope: Scope, home: str, left: tuple[str, ...], right: tuple[str, ...]
) -> Opposition:
    return Opposition(
        tuple(_view_side(scope, home, ref) for ref in left),
        tuple(_view_side(scope, home, ref) for ref in right),
        () if right else tuple(_view_denials(scope, scope.index.corpus.statements[left[0]])),
    )


def _view_side(scope: Scope, home: str, ref: str) -> Side:
    placed = scope.index.corpus.find_statement(ref)
    if placed.broken:
        return Side(Link("not on this site"), None, link_statement(scope, ref), SilentView())
    place = Link(name_record(placed.record), scope.link(placed.kind, placed.record.id))
    elsewhere = place if placed.record.id != home else None
    return Side(
        elsewhere,
        view_statement(scope, placed),
        link_statement(scope, ref),
        view_silent(scope, placed),
    )


def _find_denied(index: Index) -> Iterator[Opposed]:
    for ref, placed in index.corpus.statements.items():
        if not placed.statement.withdrawn and any(
            evidence.stance == "denies" for evidence in placed.statement.evidence
        ):
            yield (ref,), ()


def _view_denials(scope: Scope, placed: StatementAt) -> Iterator[Denial]:
    for piece in placed.pieces:
        if piece.evidence.stance == "denies":
            yield Denial(view_evidence(scope, piece), scope.link_evidence(piece))
