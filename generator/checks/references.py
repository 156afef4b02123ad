"""Rules about references from one record to another."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from generator.corpus import Corpus, StatementAt, name_actors, resolve_ref
from generator.model import Actor, Event, Proof, Record, Source, find_links
from generator.problems import Problem, Rule, quote_name, suggest_name
from generator.reader import Location

UNKNOWN_REFERENCE = Rule(
    id="unknown-reference",
    summary="Whatever a record names is there: sources, actors, events, statements, and the kinds and topics of the "
    "vocabulary.",
    bad="# actors/alice.yml\nname: Alice\nkind: person\nmemberships:\n  - organization: gazete\n    per: talk#length",
    good="# actors/alice.yml\nname: Alice\nkind: person\nmemberships:\n  - organization: gazette\n    per: talk#length",
)
CIRCULAR_LINEAGE = Rule(
    id="circular-lineage",
    summary="No source passes on, through `relays` and `via`, a document that in the end passes on the source itself.",
    bad="""# events/talk.yml
title: A talk
kind: call
participants: {actor: alice, per: "#length"}
statements:
  - id: length
    text: "[Alice](actor:alice) spoke for an hour."
    attributed_to: own-voice
    evidence: {source: article, quote: for an hour, relays: article}""",
    good="""# events/talk.yml
title: A talk
kind: call
participants: {actor: alice, per: "#length"}
statements:
  - id: length
    text: "[Alice](actor:alice) spoke for an hour."
    attributed_to: own-voice
    evidence: {source: article, quote: for an hour, relays: letter}""",
)
CIRCULAR_VOICE = Rule(
    id="circular-voice",
    summary="`voice_of` leads from actor to actor and never back.",
    bad="# actors/gazette.yml\nname: The Gazette\nkind: outlet\nvoice_of: {actor: gazette, basis: its own}",
    good="# actors/gazette.yml\nname: The Gazette\nkind: outlet\nvoice_of: {actor: alice, basis: she owns it}",
)


class Reference(NamedTuple):
    """That a record names something: of which kind, under which id, where; `outside` a file where it is its own."""

    kind: str
    target: str
    location: Location


def find_references(record: Record) -> Iterator[Reference]:
    """Everything that a record names. Kinds are source, actor, event, statement, event kind and topic."""
    if isinstance(record, Source):
        if record.publisher:
            yield Reference("actor", record.publisher, ("publisher",))
    elif isinstance(record, Actor):
        yield from _find_in_actor(record)
    elif isinstance(record, Event):
        yield from _find_in_event(record)
    elif isinstance(record, Proof):
        yield Reference("source", record.id, ())


def _find_in_actor(actor: Actor) -> Iterator[Reference]:
    if actor.voice_of:
        yield Reference("actor", actor.voice_of.actor, ("voice_of", "actor"))
        yield from _name_statements(actor.voice_of.per, actor.id, ("voice_of", "per"))
    for index, membership in enumerate(actor.memberships):
        yield Reference("actor", membership.organization, ("memberships", index, "organization"))
        yield from _name_statements(membership.per, actor.id, ("memberships", index, "per"))
    yield from _find_in_statements(actor)


def _find_in_event(event: Event) -> Iterator[Reference]:
    yield Reference("event kind", event.kind, ("kind",))
    for index, participant in enumerate(event.participants):
        yield Reference("actor", participant.actor, ("participants", index, "actor"))
        yield from _name_statements(participant.per, event.id, ("participants", index, "per"))
    for name in ("date", "place", "state"):
        yield from _name_statements(getattr(event.per, name), event.id, ("per", name))
    yield from _find_in_statements(event)


def _find_in_statements(record: Event | Actor) -> Iterator[Reference]:
    for index, statement in enumerate(record.statements):
        at = StatementAt(record, index, statement)
        if statement.topic:
            yield Reference("topic", statement.topic, at.location("topic"))
        for place, names in (("attributed_to", name_actors(statement.attributed_to)), ("speaker", statement.speaker)):
            yield from (Reference("actor", name, at.location(place)) for name in names)
        for relation in ("disputes", "differs", "echoes", "updates"):
            yield from _name_statements(getattr(statement, relation), record.id, at.location(relation))
        for kind, name, anchor in find_links(statement.text):
            target = f"{name}#{anchor}" if anchor else name
            yield Reference("statement" if anchor else kind, target, at.location("text"))
        yield from _find_in_evidence(at)


def _find_in_evidence(at: StatementAt) -> Iterator[Reference]:
    for index, evidence in enumerate(at.statement.evidence):
        yield Reference("source", evidence.source, at.location("evidence", index, "source"))
        for name in name_actors(evidence.attributed_to):
            yield Reference("actor", name, at.location("evidence", index, "attributed_to"))
        for place, names in (("relays", evidence.relays), ("via", evidence.via)):
            yield from (Reference("source", name, at.location("evidence", index, place)) for name in names)


def _name_statements(refs: Iterable[str], record_id: str, location: Location) -> Iterator[Reference]:
    return (Reference("statement", resolve_ref(ref, record_id), location) for ref in refs)


def check_unknown_reference(corpus: Corpus) -> Iterator[Problem]:
    known: Mapping[str, Mapping[str, object]] = {
        "source": corpus.sources,
        "actor": corpus.actors,
        "event": corpus.events,
        "statement": corpus.statements,
        "event kind": corpus.vocabulary.event_kinds,
        "topic": corpus.vocabulary.topics,
    }
    for record in (*corpus.records.values(), *corpus.proofs.values()):
        for kind, target, location in find_references(record):
            if target not in known[kind] and target.partition("#")[0] not in corpus.broken:
                place = corpus.position(record, location)
                hint = suggest_name(target, known[kind]) or _suggest_elsewhere(corpus, kind, target)
                yield UNKNOWN_REFERENCE.problem(place, f"no {kind} {quote_name(target)}", hint)


def _suggest_elsewhere(corpus: Corpus, kind: str, target: str) -> str:
    if kind in ("event kind", "topic"):
        return f"add it to {'event_kinds' if kind == 'event kind' else 'topics'} in vocabulary.yml"
    record = corpus.records.get(target)
    if record is not None:
        return f"the {type(record).__name__.lower()} of that id does not fit here"
    return "add it, or correct the reference"


def check_circular_lineage(corpus: Corpus) -> Iterator[Problem]:
    passed_on: dict[str, set[str]] = {}
    for at in corpus.statements.values():
        for evidence in at.statement.evidence:
            for nearer, farther in _pair_lineage(evidence.source, evidence.via, evidence.relays):
                passed_on.setdefault(nearer, set()).add(farther)
    for at in corpus.statements.values():
        for index, evidence in enumerate(at.statement.evidence):
            for field in ("relays", "via"):
                for name in getattr(evidence, field):
                    if _leads_to(passed_on, name, evidence.source):
                        place = corpus.position(at.record, at.location("evidence", index, field))
                        message = f"{quote_name(name)} in the end passes on {quote_name(evidence.source)} itself"
                        yield CIRCULAR_LINEAGE.problem(place, message, "correct relays or via, here or there")


def _pair_lineage(source: str, via: tuple[str, ...], relays: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    path = (source, *via)
    yield from pairwise(path)
    yield from ((path[-1], document) for document in relays)


def _leads_to(passed_on: Mapping[str, set[str]], start: str, goal: str) -> bool:
    waiting, seen = [start], {start}
    while waiting:
        name = waiting.pop()
        if name == goal:
            return True
        fresh = passed_on.get(name, set()) - seen
        seen |= fresh
        waiting += fresh
    return False


def check_circular_voice(corpus: Corpus) -> Iterator[Problem]:
    voices = {actor.id: {actor.voice_of.actor} for actor in corpus.actors.values() if actor.voice_of}
    for name, targets in voices.items():
        if any(_leads_to(voices, target, name) for target in targets):
            place = corpus.position(corpus.actors[name], ("voice_of", "actor"))
            message = f"{quote_name(name)} is in the end counted in its own voice"
            yield CIRCULAR_VOICE.problem(place, message, "leave voice_of out at the one that speaks for itself")
