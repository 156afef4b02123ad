"""Where an event's statements come from, as its page shows it: in a sentence, in a picture, and in
a nested list.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from factsheet.facts.corpus import StatementAt
from factsheet.site.pictures.lanes import LanePart, Stop, draw_lanes
from factsheet.site.pictures.text import Picture
from factsheet.site.scope import Scope, link_actor, link_source, name_kind, view_date
from factsheet.site.shelf import keep
from factsheet.site.views import Heading, Link
from factsheet.voices.lineage import UNSEEN, Lineage, Node, Step, describe_lineage, trace_lineage
from factsheet.voices.status import name_actor
from factsheet.wording import count_things, join_names, name_documents

LINEAGE = Heading(id="_lineage", title="Where this comes from")
LABEL = "From original documents to articles"
UNKNOWN = "Publisher not known: no voice"
UNNAMED_DOCUMENT = "No document named"
REPORTS, ARTICLES = "Reports that others pass on", "Articles"


@dataclass(frozen=True, slots=True)
class OriginView:
    """A source, what is to be said of it, and who passes on how much of it."""

    link: Link
    detail: str
    passed_on_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """Sources of one voice, or of one layer."""

    label: Link
    origins: tuple[OriginView, ...]


@dataclass(frozen=True, slots=True)
class LineageView:
    words: str
    picture: Picture
    stated: bool
    inferred: bool
    branches: tuple[Branch, ...]


def has_lineage(statements: Iterable[StatementAt]) -> bool:
    """Whether there is anything to show: a passage of a statement that stands."""
    return any(
        placed.statement.evidence and not placed.statement.withdrawn for placed in statements
    )


def view_lineage(scope: Scope, statements: Sequence[StatementAt]) -> LineageView:
    """Where `statements` come from."""
    corpus = scope.index.corpus
    lineage = trace_lineage(corpus, statements)
    links = {node.key: _link_node(scope, node) for node in lineage.nodes}
    groups = [(label, banded, nodes) for label, banded, nodes in _group(scope, lineage) if nodes]
    details = {node.key: _tell_node(scope, node) for node in lineage.nodes}
    parts = [
        LanePart(
            label.text,
            tuple(
                Stop(node.key, links[node.key].text, links[node.key].url, details[node.key])
                for node in nodes
            ),
            label.url,
            banded,
        )
        for label, banded, nodes in groups
    ]
    return LineageView(
        words=describe_lineage(corpus, lineage),
        picture=draw_lanes(parts, lineage.steps, LABEL),
        stated=any(step.stated for step in lineage.steps),
        inferred=any(not step.stated for step in lineage.steps),
        branches=tuple(_list_branches(lineage, groups, links, details)),
    )


def _group(scope: Scope, lineage: Lineage) -> Iterator[tuple[Link, bool, list[Node]]]:
    """The rows under their labels: documents voice by voice, reports, articles."""
    documents: dict[str, list[Node]] = {}
    for node in lineage.layer("document"):
        documents.setdefault(node.voice, []).append(node)
    for voice, nodes in documents.items():
        label = Link(UNKNOWN)
        if voice:
            actor = link_actor(scope, voice)
            label = Link(f"One voice: {actor.text}", actor.url)
        yield label, True, nodes
    yield Link(REPORTS), False, list(lineage.layer("report"))
    articles = lineage.layer("article")
    noun = name_documents(scope.index.corpus.find_source(node.key).kind for node in articles)
    yield Link(ARTICLES if noun == "article" else "Articles and documents"), False, list(articles)


def _link_node(scope: Scope, node: Node) -> Link:
    if not node.key.startswith(UNSEEN):
        return link_source(scope, node.key)
    return Link(UNNAMED_DOCUMENT, link_actor(scope, node.actors[0]).url)


def _tell_node(scope: Scope, node: Node) -> tuple[str, ...]:
    """Who published it and when, and what begins here."""
    key = (node.key, node.layer, node.actors)
    known = keep(scope.depth.nodes, key, lambda: _describe(scope, node))
    own = f"own words: {count_things(node.own, 'statement')}" if node.own else ""
    unnamed = f"naming nobody: {count_things(node.unnamed, 'statement')}" if node.unnamed else ""
    return (*known, *filter(None, (own, unnamed)))


def _describe(scope: Scope, node: Node) -> tuple[str, ...]:
    corpus = scope.index.corpus
    names = join_names(name_actor(corpus, actor) for actor in node.actors)
    if node.key not in corpus.sources:
        return (names,) if names else ()
    source = corpus.sources[node.key]
    if node.layer != "document" and node.voice not in ("", *node.actors):
        names += f", counted with {name_actor(corpus, node.voice)}"
    issued = view_date(source.issued)
    kind = name_kind(scope.index, source) if source.kind != "article" else ""
    return tuple(
        filter(None, (names or "publisher not known", kind, issued.text if issued else ""))
    )


def _list_branches(
    lineage: Lineage,
    groups: Iterable[tuple[Link, bool, list[Node]]],
    links: dict[str, Link],
    details: dict[str, tuple[str, ...]],
) -> Iterator[Branch]:
    """The same as a list: each source with those that have it from there."""
    onward: dict[str, list[Step]] = {}
    for step in lineage.steps:
        onward.setdefault(step.source, []).append(step)
    for label, _, nodes in groups:
        yield Branch(
            label,
            tuple(
                OriginView(
                    links[node.key],
                    " · ".join(details[node.key]),
                    tuple(
                        _tell_step(links[step.target].text, step)
                        for step in onward.get(node.key, ())
                    ),
                )
                for node in nodes
            ),
        )


def _tell_step(by: str, step: Step) -> str:
    return (
        f"{by}: {count_things(step.statements, 'statement')},"
        f" {'stated' if step.stated else 'inferred'}"
    )
