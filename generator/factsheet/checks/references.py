"""Rules about references from one record to another."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from factsheet.facts.aids.ids import find_known, suggest_id
from factsheet.facts.corpus import Corpus, EvidenceAt, find_kind, list_relations, resolve_ref
from factsheet.facts.fields import MOST_STEPS, OWN_VOICE, UNNAMED, Named
from factsheet.facts.model import Actor, Event, Evidence, Kind, Record, Source
from factsheet.facts.prose import find_links
from factsheet.facts.testimony import LinkCheck, Proof
from factsheet.graph import find_circles
from factsheet.kept import keep_for_each
from factsheet.problems import Finding, KnownNames, Location, Rule, quote_name

UNKNOWN_REFERENCE = Rule(
    id="unknown-reference",
    summary=(
        "Whatever a record names is there: sources, actors, events, statements, and the kinds and"
        " topics of the vocabulary. So is whatever a hand-written page names in a placeholder for a"
        " block of facts."
    ),
    bad=(
        "# actors/alice.yml\nname: Alice\nkind: person\nmemberships:\n  - organization: gazete\n   "
        " per: talk#length"
    ),
    good=(
        "# actors/alice.yml\nname: Alice\nkind: person\nmemberships:\n  - organization: gazette\n  "
        "  per: talk#length"
    ),
)


def _make_chain(steps: int) -> str:
    """Make an example of actors that speak for one another."""
    files = (
        f"# actors/office-{number}.yml\nname: Office {number}\nkind: body\n"
        f"voice_of: {{actor: {f'office-{number + 1}' if number < steps else 'alice'}, because: x}}"
        for number in range(1, steps + 1)
    )
    return "\n\n".join(files)


CIRCULAR_LINEAGE = Rule(
    id="circular-lineage",
    summary=(
        "No source passes on, through `relays` and `via`, a document that in the end passes on the"
        " source itself."
    ),
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
    bad=(
        "# actors/gazette.yml\nname: The Gazette\nkind: outlet\nvoice_of: {actor: gazette,"
        " because: its own}"
    ),
    good=(
        "# actors/gazette.yml\nname: The Gazette\nkind: outlet\nvoice_of: {actor: alice, because:"
        " she owns it}"
    ),
)


VOICE_TOO_FAR = Rule(
    id="voice-too-far",
    summary=(
        f"From an actor it is at most {MOST_STEPS} steps along `voice_of` to the one that speaks"
        " for itself."
    ),
    bad=_make_chain(MOST_STEPS + 1),
    good=_make_chain(2),
)


CIRCULAR_PART = Rule(
    id="circular-part",
    summary="`part_of` leads from source to source and never back.",
    bad="# sources/letter.yml\ntitle: A letter\nkind: document\nnote: x\npart_of: letter",
    good="# sources/letter.yml\ntitle: A letter\nkind: document\nnote: x\npart_of: article",
)

VOCABULARY_LISTS: Mapping[Named, str] = {
    "event kind": "event_kinds",
    "actor kind": "actor_kinds",
    "source kind": "source_kinds",
    "topic": "topics",
}
"""What is named by an id of the vocabulary, and the list there that gives it a label."""


class Reference(NamedTuple):
    """A mention of something in a record: of which kind, under which id, and where."""

    kind: Named
    target: str
    location: Location


def find_references(record: Record) -> Iterator[Reference]:
    """Find everything that a record names."""
    if isinstance(record, Source):
        yield Reference("source kind", record.kind, ("kind",))
        if record.publisher:
            yield Reference("actor", record.publisher, ("publisher",))
        if record.part_of:
            yield Reference("source", record.part_of, ("part_of",))
    elif isinstance(record, Actor):
        yield from _find_in_actor(record)
    elif isinstance(record, Event):
        yield from _find_in_event(record)
    elif isinstance(record, (Proof, LinkCheck)):
        yield Reference("source", record.id, ())


def list_actors(record: Source | Actor | Event) -> set[str]:
    """List the actors that a record names: those of its references, in a third of the time."""
    if isinstance(record, Source):
        return {record.publisher} if record.publisher else set()
    actors: set[str] = set()
    if isinstance(record, Event):
        actors.update([participant.actor for participant in record.participants])
    else:
        actors.update([membership.organization for membership in record.memberships])
        actors.update([record.voice_of.actor] if record.voice_of else ())
    for statement in record.statements:
        actors.update(statement.attributed_to, statement.speaker)
        for evidence in statement.evidence:
            actors.update(evidence.attributed_to)
        for link in find_links(statement.text):
            if link.kind == "actor" and not link.statement:
                actors.add(link.record)
    return actors - {OWN_VOICE, UNNAMED}


def _find_in_actor(actor: Actor) -> Iterator[Reference]:
    yield Reference("actor kind", actor.kind, ("kind",))
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
    per = event.per
    for name, refs in (("date", per.date), ("place", per.place), ("state", per.state)):
        yield from _name_statements(refs, event.id, ("per", name))
    yield from _find_in_statements(event)


def _find_in_statements(record: Event | Actor) -> Iterator[Reference]:
    for index, statement in enumerate(record.statements):
        place: Location = ("statements", index)
        if statement.topic:
            yield Reference("topic", statement.topic, (*place, "topic"))
        yield from _name_records("actor", statement.attributed_to, (*place, "attributed_to"))
        yield from _name_records("actor", statement.speaker, (*place, "speaker"))
        for relation, refs in list_relations(statement).items():
            if refs:
                yield from _name_statements(refs, record.id, (*place, relation))
        for kind, name, anchor in find_links(statement.text):
            target = f"{name}#{anchor}" if anchor else name
            yield Reference("statement" if anchor else kind, target, (*place, "text"))
        for number, evidence in enumerate(statement.evidence):
            yield from _find_in_evidence(evidence, (*place, "evidence", number))


def _find_in_evidence(evidence: Evidence, place: Location) -> list[Reference]:
    found = [Reference("source", evidence.source, (*place, "source"))]
    if evidence.attributed_to:
        found += _name_records("actor", evidence.attributed_to, (*place, "attributed_to"))
    if evidence.relays:
        found += _name_records("source", evidence.relays, (*place, "relays"))
    if evidence.via:
        found += _name_records("source", evidence.via, (*place, "via"))
    return found


def _name_records(kind: Kind, names: tuple[str, ...], place: Location) -> Iterable[Reference]:
    if not names:
        return ()
    return [
        Reference(kind, name, (*place, number))
        for number, name in enumerate(names)
        if name not in (OWN_VOICE, UNNAMED)
    ]


def _name_statements(refs: tuple[str, ...], record_id: str, place: Location) -> Iterable[Reference]:
    if not refs:
        return ()
    return [
        Reference("statement", resolve_ref(ref, record_id), (*place, number))
        for number, ref in enumerate(refs)
    ]


def check_unknown_reference(corpus: Corpus, record: Record) -> Iterator[Finding]:
    known = find_known(corpus)
    for kind, target, location in find_references(record):
        holder = "vocabulary" if kind in VOCABULARY_LISTS else target.partition("#")[0]
        if target not in known[kind] and holder not in corpus.broken:
            place = corpus.place(record, location)
            hint = suggest_reference(corpus, kind, target)
            message, part = f"no {kind} {quote_name(target)}", VOCABULARY_LISTS.get(kind)
            about = f"{part}/{target}" if part else ""
            yield UNKNOWN_REFERENCE.finding(place, message, hint, about=about)


@keep_for_each
def _index_names(corpus: Corpus, kind: Named) -> KnownNames:
    """What can be named by this kind, in the order of letters."""
    return KnownNames(find_known(corpus)[kind])


def suggest_reference(corpus: Corpus, kind: Named, target: str) -> str:
    """Suggest what to do about a `target` of this `kind` that is not there."""
    record = None if kind in VOCABULARY_LISTS else corpus.records.get(target)
    named = suggest_id(corpus, kind, target)
    if record is not None:
        misfit = f"the {find_kind(record)} of that id does not fit here"
        return f"{misfit}; {named}" if named else misfit
    if named:
        return named
    nearest = _index_names(corpus, kind).suggest(target)
    if kind not in VOCABULARY_LISTS:
        return nearest or "add it, or correct the reference"
    label = target.replace("-", " ").capitalize()
    file = corpus.place(corpus.vocabulary).path
    line = f'write "  {target}: {label}" below {VOCABULARY_LISTS[kind]}: in {file}'
    return f"{nearest} If not, {line}" if nearest else line


def check_circular_lineage(corpus: Corpus) -> Iterator[Finding]:
    passing = [
        (piece, _list_steps(piece.evidence))
        for placed in corpus.statements.values()
        for piece in placed.pieces
        if piece.evidence.via or piece.evidence.relays
    ]
    passed_on: dict[str, set[str]] = {}
    for _, steps in passing:
        for nearer, farther in steps:
            passed_on.setdefault(nearer, set()).add(farther)
    circles = find_circles(passed_on)
    for piece, steps in passing:
        for number, (nearer, farther) in enumerate(steps):
            if circles[nearer] == circles[farther]:
                message = f"{quote_name(farther)} in the end passes on {quote_name(nearer)} itself"
                place = corpus.place(piece.placed.record, _locate_step(piece, number))
                hint = "correct relays or via, here or there"
                yield CIRCULAR_LINEAGE.finding(place, message, hint)


def _list_steps(evidence: Evidence) -> list[tuple[str, str]]:
    """Which source passes on which: along `via`, and then each that is in `relays`."""
    way = (evidence.source, *evidence.via)
    return [*pairwise(way), *((way[-1], farther) for farther in evidence.relays)]


def _locate_step(piece: EvidenceAt, number: int) -> Location:
    reports = len(piece.evidence.via)
    if number < reports:
        return piece.location("via", number)
    return piece.location("relays", number - reports)


def check_circular_voice(corpus: Corpus) -> Iterator[Finding]:
    voices = {
        actor.id: (actor.voice_of.actor,) for actor in corpus.actors.values() if actor.voice_of
    }
    for name in _list_circular(voices):
        place = corpus.place(corpus.actors[name], ("voice_of", "actor"))
        message = f"{quote_name(name)} is in the end counted in its own voice"
        hint = "leave voice_of out at the one that speaks for itself"
        yield CIRCULAR_VOICE.finding(place, message, hint)


def check_voice_too_far(corpus: Corpus) -> Iterator[Finding]:
    steps: dict[str, int] = {}
    for name in corpus.actors:
        way = [name]
        while (voice_of := corpus.find_actor(way[-1]).voice_of) and way[-1] not in steps:
            steps[way[-1]] = 0  # until it is known; so a circle ends
            way.append(voice_of.actor)
        for nearer, farther in pairwise(reversed(way)):
            steps[farther] = steps.get(nearer, 0) + 1
    for name in corpus.actors:
        if steps.get(name, 0) > MOST_STEPS:
            place = corpus.place(corpus.actors[name], ("voice_of", "actor"))
            message = (
                f"{quote_name(name)} is {steps[name]} steps from the one that speaks for itself"
            )
            yield VOICE_TOO_FAR.finding(place, message, "name the last of these actors directly")


def check_circular_part(corpus: Corpus) -> Iterator[Finding]:
    wholes = {source.id: (source.part_of,) for source in corpus.sources.values() if source.part_of}
    for name in _list_circular(wholes):
        place = corpus.place(corpus.sources[name], ("part_of",))
        message = f"{quote_name(name)} is in the end a part of itself"
        yield CIRCULAR_PART.finding(place, message, "leave part_of out at the outermost source")


def _list_circular(targets: Mapping[str, tuple[str]]) -> Iterator[str]:
    """List the names that in the end lead to themselves, where each leads to one other at most."""
    circles = find_circles(targets)
    return (name for name, (target,) in targets.items() if circles[name] == circles[target])
