"""Where an event's statements come from, as its page shows it: in a sentence, in a picture, and in
a line for each document.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from factsheet.facts.corpus import Corpus, StatementAt
from factsheet.site.pictures.flow import FlowColumn, FlowNode, draw_flow
from factsheet.site.pictures.text import Picture
from factsheet.site.scope import Scope, link_actor, link_source, name_outlet
from factsheet.site.views import Heading, Link
from factsheet.voices.lineage import (
    UNSEEN,
    Lineage,
    Node,
    Way,
    describe_lineage,
    has_steps,
    trace_lineage,
)
from factsheet.wording import name_documents

LINEAGE = Heading(id="_lineage", title="Where this comes from")
LABEL = "From original documents to articles"
MOST_LEVELS = 3
"""So many columns of reports that others pass on are told apart."""
MOST_LINES, MOST_NAMES = 12, 12
"""So many documents are listed, and so many articles for each."""


@dataclass(frozen=True, slots=True)
class FlowLine:
    """A document, and who passes on how many statements of it."""

    origin: Link
    words: str


@dataclass(frozen=True, slots=True)
class LineageView:
    """The picture of a single step is empty: its line says the same. `more` counts the documents
    that have no line.
    """

    words: str
    picture: Picture
    stated: bool
    inferred: bool
    unread: bool
    lines: tuple[FlowLine, ...]
    more: int


def has_lineage(corpus: Corpus, statements: Iterable[StatementAt]) -> bool:
    """Whether there is anything to show: a step from one source to another."""
    return has_steps(corpus, statements)


def view_lineage(scope: Scope, statements: Sequence[StatementAt]) -> LineageView:
    """Where `statements` come from."""
    corpus = scope.index.corpus
    lineage = trace_lineage(corpus, statements)
    links = {node.key: _link_node(scope, node) for node in lineage.nodes}
    lines = list(_list_lines(lineage, links))
    columns = tuple(_list_columns(corpus, lineage, links))
    return LineageView(
        words=describe_lineage(corpus, lineage),
        picture=draw_flow(columns if len(lineage.steps) > 1 else (), lineage.steps, LABEL),
        stated=any(step.stated for step in lineage.steps),
        inferred=any(not step.stated for step in lineage.steps),
        unread=any(not node.quoted for node in lineage.nodes),
        lines=tuple(lines[:MOST_LINES]),
        more=len(lines[MOST_LINES:]),
    )


def _link_node(scope: Scope, node: Node) -> Link:
    if node.key.startswith(UNSEEN):
        actor = link_actor(scope, node.actors[0])
        return Link(f"({actor.text}, no document named)", actor.url)
    source = scope.index.corpus.find_source(node.key)
    outlet = name_outlet(scope.index, node.key)
    name = (source.short_name or source.name) if node.layer == "document" else outlet
    return replace(link_source(scope, node.key), text=name)


def _list_columns(corpus: Corpus, lineage: Lineage, links: dict[str, Link]) -> Iterator[FlowColumn]:
    """The columns of the picture: documents; reports, each after those it has it from; articles."""
    levels = _find_levels(lineage)
    articles = lineage.layer("article")
    noun = name_documents(corpus.find_source(node.key).kind for node in articles)
    columns: list[tuple[str, Iterable[Node]]] = [("Documents", lineage.layer("document"))]
    for level in range(MOST_LEVELS):
        reports = [node for node in lineage.layer("report") if levels[node.key] == level]
        columns.append(("Passed on by", reports))
    columns.append(("Articles" if noun == "article" else "Articles and documents", articles))
    for label, nodes in columns:
        yield FlowColumn(
            label,
            tuple(
                FlowNode(node.key, links[node.key].text, links[node.key].url, node.quoted)
                for node in nodes
            ),
        )


def _find_levels(lineage: Lineage) -> dict[str, int]:
    """How many other reports lead to each report, one after the other; reports that have it from
    each other are at the last level.
    """
    levels = dict.fromkeys((node.key for node in lineage.layer("report")), 0)
    among = [step for step in lineage.steps if step.source in levels and step.target in levels]
    for _ in range(MOST_LEVELS - 1):
        before = dict(levels)
        for step in among:
            levels[step.target] = max(levels[step.target], before[step.source] + 1)
    return levels


def _list_lines(lineage: Lineage, links: dict[str, Link]) -> Iterator[FlowLine]:
    """The same in words: each document, and each report of whose own words others pass on."""
    ways: dict[str, dict[str, list[Way]]] = {}
    for way in lineage.ways:
        ways.setdefault(way.nodes[0], {}).setdefault(way.nodes[-1], []).append(way)
    for node in lineage.nodes:
        if node.key in ways:
            told = [
                (sum(way.statements for way in leading), _tell_ways(links, target, leading))
                for target, leading in ways[node.key].items()
            ]
            words = [words for _, words in sorted(told, key=lambda pair: -pair[0])]
            rest = [f"and {len(words) - MOST_NAMES} more"] if len(words) > MOST_NAMES else []
            yield FlowLine(links[node.key], ", ".join(words[:MOST_NAMES] + rest))


def _tell_ways(links: dict[str, Link], target: str, ways: Iterable[Way]) -> str:
    """An article, how many statements it has at first hand, and how many by which reports: "The
    Herald 6 (+7 via the Gazette, inferred)".
    """
    straight = [way for way in ways if len(way.nodes) == 2]
    others = sorted((way for way in ways if len(way.nodes) > 2), key=lambda way: -way.statements)
    name = links[target].text
    told = [_tell_way(links, way) for way in others[:MOST_NAMES]]
    if not straight:
        return f"{name} {'; '.join(told)}"
    count = f"{name} {straight[0].statements}{'' if straight[0].stated else ' inferred'}"
    return f"{count} ({'; '.join(f'+{words}' for words in told)})" if told else count


def _tell_way(links: dict[str, Link], way: Way) -> str:
    names = ", ".join(links[name].text for name in way.nodes[1:-1])
    return f"{way.statements} via {names}{'' if way.stated else ', inferred'}"
