"""Where an event's statements come from: original documents, the reports that pass them on, the
articles we read.

The nodes are sources. A passage takes its way from the document that it relays, through the reports
that it has come by (`via`), to the article that it stands in. If it names a party and no document,
the way begins with that party's voice; if it is the source's own word, or nobody's by name, it
begins with the source itself.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from factsheet.facts.corpus import Corpus, StatementAt, find_attribution, name_actors
from factsheet.facts.fields import OWN_VOICE
from factsheet.facts.model import Evidence
from factsheet.voices.status import name_actor, trace_voice
from factsheet.wording import count_things, join_names, name_documents

Layer = Literal["document", "report", "article"]

UNSEEN = "@"
"""Begins the key of a node that stands for what a voice says where no document is named; no id
begins so.
"""


@dataclass(frozen=True, slots=True)
class Node:
    """A source, by its id; or, under `UNSEEN` and a voice, what that voice says without a document.

    `voice` is the top voice of who published it, "" if that is not known; `actors` are the
    publisher, or those who are named. `own` and `unnamed` count the statements that begin here: its
    own words, and nobody's by name.
    """

    key: str
    layer: Layer
    voice: str
    actors: tuple[str, ...]
    quoted: bool
    own: int
    unnamed: int


@dataclass(frozen=True, slots=True)
class Step:
    """`target` has from `source` what so many `statements` say; `stated` if any of its passages
    says so itself.
    """

    source: str
    target: str
    statements: int
    stated: bool


@dataclass(frozen=True, slots=True)
class Way:
    """The nodes that passages come by, from where the way begins to the article; so many
    `statements` took it, and it is `stated` if any of its passages says so itself.
    """

    nodes: tuple[str, ...]
    statements: int
    stated: bool


@dataclass(frozen=True, slots=True)
class Lineage:
    """The nodes layer by layer, documents voice by voice; the steps, and the ways that they make;
    `retold` are reports whose own words others pass on, `unnamed` counts the statements that some
    passage attributes to nobody by name.
    """

    nodes: tuple[Node, ...] = ()
    steps: tuple[Step, ...] = ()
    ways: tuple[Way, ...] = ()
    retold: frozenset[str] = frozenset()
    unnamed: int = 0

    def layer(self, name: Layer) -> tuple[Node, ...]:
        """The nodes of one layer."""
        return tuple(node for node in self.nodes if node.layer == name)


@dataclass(slots=True)
class _Trail:
    """What passages say so far: statements by step, by way and by node, and what is stated."""

    steps: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    stated: set[tuple[str, str]] = field(default_factory=set)
    ways: dict[tuple[str, ...], set[str]] = field(default_factory=dict)
    stated_ways: set[tuple[str, ...]] = field(default_factory=set)
    ranks: dict[str, int] = field(default_factory=dict)
    named: dict[str, dict[str, None]] = field(default_factory=dict)
    quoted: set[str] = field(default_factory=set)
    via: set[str] = field(default_factory=set)
    retold: set[str] = field(default_factory=set)
    own: dict[str, set[str]] = field(default_factory=dict)
    unnamed: dict[str, set[str]] = field(default_factory=dict)


def trace_lineage(corpus: Corpus, statements: Iterable[StatementAt]) -> Lineage:
    """Trace the lineage of all passages of `statements`, except withdrawn ones."""
    trail = _Trail()
    for placed in statements:
        if placed.stands:
            for evidence in placed.statement.evidence:
                attribution = find_attribution(placed.statement, evidence)
                _add_passage(corpus, placed.ref, evidence, attribution, trail)
    targets = {target for _, target in trail.steps}
    sources = {source for source, _ in trail.steps}
    nodes = [_make_node(corpus, key, trail, key in sources, key in targets) for key in trail.ranks]
    unnamed = {ref for refs in trail.unnamed.values() for ref in refs}
    return Lineage(
        tuple(_order_nodes(nodes, trail.ranks)),
        tuple(Step(*pair, len(refs), pair in trail.stated) for pair, refs in trail.steps.items()),
        tuple(Way(way, len(refs), way in trail.stated_ways) for way, refs in trail.ways.items()),
        frozenset(trail.retold),
        len(unnamed),
    )


def has_steps(corpus: Corpus, statements: Iterable[StatementAt]) -> bool:
    """Whether any passage of `statements` has what it says from elsewhere."""
    return any(
        len(way) > 1
        for placed in statements
        if placed.stands
        for evidence in placed.statement.evidence
        for way in _list_ways(corpus, evidence, find_attribution(placed.statement, evidence))
    )


def _add_passage(
    corpus: Corpus, ref: str, evidence: Evidence, attribution: tuple[str, ...], trail: _Trail
) -> None:
    chain = _find_chain(evidence)
    trail.quoted.add(evidence.source)
    trail.via.update(name for name in evidence.via if name != evidence.source)
    stated = evidence.inferred is None or not (evidence.relays or evidence.via)
    for way in _list_ways(corpus, evidence, attribution):
        if len(way) > len(chain):
            trail.ranks.setdefault(way[0], 0)
        _add_way(trail, way, ref, stated)
    for rank, name in enumerate(chain):
        trail.ranks[name] = max(trail.ranks.get(name, 0), rank)
    if not evidence.relays:
        for actor in name_actors(attribution):
            trail.named.setdefault(_find_unseen(corpus, actor), {})[actor] = None
        _add_own(attribution, chain, ref, trail)


def _find_chain(evidence: Evidence) -> tuple[str, ...]:
    """The reports by which a passage came, the first of them first, and the source it stands in."""
    return tuple(dict.fromkeys((*reversed(evidence.via), evidence.source)))


def _list_ways(
    corpus: Corpus, evidence: Evidence, attribution: tuple[str, ...]
) -> Iterator[tuple[str, ...]]:
    """List the ways of a passage: one from each document that it relays, else from the voice of
    each that it names, else from the first report.
    """
    chain = _find_chain(evidence)
    origins = evidence.relays or tuple(
        _find_unseen(corpus, actor) for actor in name_actors(attribution)
    )
    for origin in dict.fromkeys(origins):
        yield chain if origin == chain[0] else (origin, *chain)
    if not origins:
        yield chain


def _add_own(attribution: tuple[str, ...], chain: tuple[str, ...], ref: str, trail: _Trail) -> None:
    """Add what begins with the first of `chain`: its own words, or those of nobody by name."""
    if OWN_VOICE in attribution:
        trail.own.setdefault(chain[0], set()).add(ref)
        if len(chain) > 1:
            trail.retold.add(chain[0])
    elif not name_actors(attribution):
        trail.unnamed.setdefault(chain[0], set()).add(ref)


def _find_unseen(corpus: Corpus, actor: str) -> str:
    """Find the node of what the voice of `actor` says without a document."""
    return UNSEEN + trace_voice(corpus, actor)[0]


def _add_way(trail: _Trail, way: tuple[str, ...], ref: str, stated: bool) -> None:
    if len(way) == 1:
        return
    trail.ways.setdefault(way, set()).add(ref)
    for step in pairwise(way):
        trail.steps.setdefault(step, set()).add(ref)
    if stated:
        trail.stated.update(pairwise(way))
        trail.stated_ways.add(way)


def _make_node(corpus: Corpus, key: str, trail: _Trail, passed_on: bool, passes_on: bool) -> Node:
    actors: tuple[str, ...] = tuple(trail.named.get(key, ()))
    voice = key.removeprefix(UNSEEN)
    if not key.startswith(UNSEEN):
        publisher = corpus.find_source(key).publisher
        actors = (publisher,) if publisher else ()
        voice = trace_voice(corpus, actors[0])[0] if actors else ""
    layer: Layer = "report" if passed_on else "article"
    if passed_on and not passes_on and key not in trail.via:
        layer = "document"
    own, unnamed = len(trail.own.get(key, ())), len(trail.unnamed.get(key, ()))
    return Node(key, layer, voice, actors, key in trail.quoted, own, unnamed)


def _order_nodes(nodes: Iterable[Node], ranks: Mapping[str, int]) -> list[Node]:
    """Order the nodes: documents by voice, those of unknown voice last; reports after those that
    they have it from; then articles.
    """
    layers: dict[Layer, list[Node]] = {"document": [], "report": [], "article": []}
    for node in nodes:
        layers[node.layer].append(node)
    order: dict[str, int] = {}
    for node in layers["document"]:
        if node.voice:
            order.setdefault(node.voice, len(order))
    layers["document"].sort(
        key=lambda node: (order.get(node.voice, len(order)), node.key.startswith(UNSEEN))
    )
    layers["report"].sort(key=lambda node: ranks[node.key])
    return [*layers["document"], *layers["report"], *layers["article"]]


def describe_lineage(corpus: Corpus, lineage: Lineage) -> str:
    """Say in words how many articles rest on how few voices."""
    return " ".join(_describe(corpus, lineage))


def _describe(corpus: Corpus, lineage: Lineage) -> Iterator[str]:
    quoted = [node for node in lineage.nodes if node.quoted]
    targets = {step.target for step in lineage.steps}
    noun = _name_sources(corpus, quoted)
    relaying = [node for node in quoted if node.key in targets]
    if relaying:
        counted = count_things(len(relaying), noun)
        subject = (
            counted
            if len(relaying) == len(quoted)
            else f"{len(relaying)} of {count_things(len(quoted), noun)}"
        )
        yield (
            f"{subject} {'passes' if len(relaying) == 1 else 'pass'} on"
            f" {_describe_origins(corpus, lineage)}."
        )
    if any(node.own for node in quoted):
        yield _describe_own(corpus, quoted, noun, also=bool(relaying))
    if lineage.unnamed:
        yield f"In passages on {count_things(lineage.unnamed, 'statement')} nobody is named."


def _describe_origins(corpus: Corpus, lineage: Lineage) -> str:
    """Say what is passed on: the voices that published it, and how much of it has no known
    publisher.
    """
    origins = [
        node for node in lineage.nodes if node.layer == "document" or node.key in lineage.retold
    ]
    voices, unknown = _collect_voices(origins), sum(not node.voice for node in origins)
    what = count_things(unknown, "document") + " of unknown publisher"
    if not voices:
        return f"{what}; no voice is counted for {'it' if unknown == 1 else 'them'}"
    names = join_names(_name_voice(corpus, voice, actors) for voice, actors in voices.items())
    verb = (
        "said or published" if any(node.key.startswith(UNSEEN) for node in origins) else "published"
    )
    rest = f"; and {what}, which {'adds' if unknown == 1 else 'add'} none" if unknown else ""
    return f"what {count_things(len(voices), 'voice')} {verb}: {names}{rest}"


def _collect_voices(nodes: Iterable[Node]) -> Mapping[str, Mapping[str, None]]:
    """Collect those who speak in each known voice, each once."""
    voices: dict[str, dict[str, None]] = {}
    for node in nodes:
        if node.voice:
            voices.setdefault(node.voice, {}).update(dict.fromkeys(node.actors))
    return voices


def _name_voice(corpus: Corpus, voice: str, actors: Iterable[str]) -> str:
    others = [name_actor(corpus, actor) for actor in actors if actor != voice]
    return name_actor(corpus, voice) + (f" ({join_names(others)})" if others else "")


def _describe_own(corpus: Corpus, quoted: list[Node], noun: str, *, also: bool) -> str:
    """Say who says something in its own words, and as whose voice that counts."""
    own = [node for node in quoted if node.own]
    alone, voices = len(own) == 1, _collect_voices(own)
    known = [
        count_with(corpus, actor, voice) for voice, actors in voices.items() for actor in actors
    ]
    unknown = sum(not node.voice for node in own)
    subject = count_things(len(own), noun)
    if also and len(own) == len(quoted):
        subject = {1: "It also", 2: "Both"}.get(len(own), f"All {len(own)}")
    verb, whose, them = ("says", "its", "it") if alone else ("say", "their", "them")
    said = f"{subject} {verb} something in {whose} own words"
    if not known:
        publishers = "its publisher is" if alone else "their publishers are"
        return f"{said}; {publishers} not known, and no voice is counted for {them}."
    names = join_names([*known, f"{unknown} of unknown publisher"] if unknown else known)
    return f"{said}: {names}{', for which no voice is counted' if unknown else ''}."


def count_with(corpus: Corpus, actor: str, voice: str) -> str:
    """Name an actor, and with whom it is counted if that is another."""
    name = name_actor(corpus, actor)
    return name if actor == voice else f"{name} (counted with {name_actor(corpus, voice)})"


def _name_sources(corpus: Corpus, nodes: Iterable[Node]) -> str:
    return name_documents(corpus.find_source(node.key).kind for node in nodes)
