"""The corpus: records by id, statements by reference, and what refers to what."""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal, TypeVar

from factsheet.facts.fields import OWN_VOICE, UNNAMED
from factsheet.facts.model import (
    FOLDERS,
    Actor,
    Event,
    Evidence,
    Kind,
    Participant,
    Reading,
    Record,
    Source,
    Statement,
    Vocabulary,
)
from factsheet.facts.names import index_looks, index_names
from factsheet.facts.prose import find_links
from factsheet.facts.testimony import LinkCheck, Proof
from factsheet.facts.vocabulary import Label, merge_kinds
from factsheet.problems import Location, Place

Relation = Literal["disputes", "differs", "echoes", "updates"]
"""What a statement may be to another, as its fields name it."""

Related = Relation | Literal["updated_by"]
"""What statements are to each other, in whichever file it is written."""

RowName = Literal["date", "place", "state"]
"""The rows of an event's infobox that fields of its `per` support."""

EvidenceKey = tuple[str, int]
"""Names a piece of evidence: the full reference of its statement, and its index there."""


QuoteOf = tuple[str, str, bool]
"""The full reference of a statement, a quote of it, and whether the statement stands."""


@dataclass(frozen=True, slots=True)
class StatementAt:
    """A statement together with the record that it stands in and its index there; `broken` if it
    stands for one that is missing.
    """

    record: Event | Actor
    index: int
    statement: Statement
    broken: bool = False
    ref: str = field(init=False, repr=False, compare=False)
    """`<record-id>#<statement-id>`, as facts refer to it."""

    pieces: tuple["EvidenceAt", ...] = field(init=False, repr=False, compare=False)
    """The evidence of the statement, in the order of its file."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "ref", f"{self.record.id}#{self.statement.id}")
        evidence = enumerate(self.statement.evidence)
        pieces = tuple(EvidenceAt(self, index, piece) for index, piece in evidence)
        object.__setattr__(self, "pieces", pieces)

    @property
    def kind(self) -> Kind:
        """What the record is that the statement stands in."""
        return find_kind(self.record)

    @property
    def stands(self) -> bool:
        """Whether the statement is there and was not withdrawn."""
        return not self.broken and self.statement.withdrawn is None

    def location(self, *steps: str | int) -> Location:
        """The way from the record's root to `steps` within the statement."""
        return ("statements", self.index, *steps)


@dataclass(frozen=True, slots=True)
class EvidenceAt:
    """A piece of evidence together with the statement that it carries and its index there."""

    placed: StatementAt
    index: int
    evidence: Evidence

    @property
    def key(self) -> EvidenceKey:
        """What this piece of evidence is known by."""
        return self.placed.ref, self.index

    def location(self, *steps: str | int) -> Location:
        """The way from the record's root to `steps` within the piece of evidence."""
        return self.placed.location("evidence", self.index, *steps)


STUB_SOURCE = Source(id="missing", title="missing", kind="article")
STUB_ACTOR = Actor(id="missing", name="missing", kind="person")
STUB_EVENT = Event(id="missing", title="missing", kind="event")
STUB_STATEMENT = Statement(id="missing", text="missing")

R = TypeVar("R", Source, Actor, Event, Statement)


def _copy_stub(stub: R, stub_id: str, **names: str) -> R:
    """Copy `stub` under another id and name. Neither is checked: references also name what no
    record may be called.
    """
    copied = copy(stub)
    for name, value in {"id": stub_id, **names}.items():
        object.__setattr__(copied, name, value)
    return copied


@dataclass(frozen=True, eq=False)  # two are not compared, but something may be kept for each
class Corpus:
    """All records that could be read, by id in the order of their ids.

    What a record names may be missing, because nobody wrote it or because of errors in its file.
    The methods `find_…` give a stub for it, which says nothing and is called by its id.
    """

    sources: Mapping[str, Source]
    actors: Mapping[str, Actor]
    events: Mapping[str, Event]
    proofs: Mapping[str, Proof]
    vocabulary: Vocabulary
    links: Mapping[str, LinkCheck] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    """Ids of the records that were left out because of errors; a proof's is `proofs/<id>`, and a
    link check's `links/<id>`.
    """
    unread: tuple[str, ...] = ()
    """The files and folders of facts, relative to `root`, of which something could not be read:
    what they hold is not here, or not all of it.
    """
    root: Path = Path()
    """The project's folder. Places name files relative to it."""
    facts: str = "facts"
    """The folder of facts below `root`."""

    placed: dict[str, tuple[StatementAt, ...]] = field(default_factory=dict, repr=False)
    """The statements of each record, made when somebody asks. A corpus of later facts may have that
    of an earlier one: those of a record that is still the same are taken from there.
    """

    def find_source(self, source_id: str) -> Source:
        """The source of this id, or a stub: an article of which nothing is known."""
        return self.sources.get(source_id) or _copy_stub(STUB_SOURCE, source_id, title=source_id)

    def find_actor(self, actor_id: str) -> Actor:
        """The actor of this id, or a stub, which speaks for itself."""
        return self.actors.get(actor_id) or _copy_stub(STUB_ACTOR, actor_id, name=actor_id)

    def find_event(self, event_id: str) -> Event:
        """The event of this id, or a stub."""
        return self.events.get(event_id) or _copy_stub(STUB_EVENT, event_id, title=event_id)

    def find_statement(self, ref: str) -> StatementAt:
        """The statement of this full reference, or a stub, which neither stands nor rests on
        anything.
        """
        return self.statements.get(ref) or self._make_stub(ref)

    def _make_stub(self, ref: str) -> StatementAt:
        record_id, _, statement_id = ref.partition("#")
        record = self.actors.get(record_id) or self.find_event(record_id)
        statement = _copy_stub(STUB_STATEMENT, statement_id, text=ref)
        return StatementAt(record, len(record.statements), statement, broken=True)

    @cached_property
    def records(self) -> Mapping[str, Source | Actor | Event]:
        return {**self.sources, **self.actors, **self.events}

    def records_of(self, kind: Kind) -> Mapping[str, Source | Actor | Event]:
        """The records of one kind, by id."""
        by_kind: Mapping[Kind, Mapping[str, Source | Actor | Event]] = {
            "event": self.events,
            "actor": self.actors,
            "source": self.sources,
        }
        return by_kind[kind]

    @cached_property
    def kinds(self) -> Mapping[Kind, Mapping[str, Label]]:
        """The kinds that events, actors and sources may have, in the order of pages."""
        return merge_kinds(self.vocabulary)

    def label_kind(self, record: Source | Actor | Event) -> Label:
        """What the kind of `record` is called; its id if the vocabulary has no label for it."""
        kinds = self.kinds[find_kind(record)]
        return kinds.get(record.kind, Label(record.kind, record.kind))

    @cached_property
    def statements(self) -> Mapping[str, StatementAt]:
        """Every statement by its full reference: events' first, then actors', in the order of their
        files.
        """
        holders: Iterable[Event | Actor] = (*self.events.values(), *self.actors.values())
        return {placed.ref: placed for record in holders for placed in self._place(record)}

    def statements_of(self, record: Source | Actor | Event) -> tuple[StatementAt, ...]:
        """The statements of `record`, in the order of its file; none if it is not the corpus's."""
        known = self.events.get(record.id) or self.actors.get(record.id)
        return self._place(known) if known else ()

    def _place(self, record: Event | Actor) -> tuple[StatementAt, ...]:
        placed = self.placed.get(record.id)
        if placed is None or (placed[0].record if placed else None) is not record:
            statements = enumerate(record.statements)
            placed = tuple(StatementAt(record, index, statement) for index, statement in statements)
            self.placed[record.id] = placed
        return placed

    def list_refs(self, record: Source | Actor | Event) -> tuple[str, ...]:
        """The full references of the statements of `record`, in the order of its file."""
        return tuple(placed.ref for placed in self.statements_of(record))

    @cached_property
    def evidence_of_source(self) -> Mapping[str, tuple[EvidenceAt, ...]]:
        """For each source the evidence that cites it."""
        by_source: dict[str, list[EvidenceAt]] = {name: [] for name in self.sources}
        for placed in self.statements.values():
            for piece in placed.pieces:
                by_source.setdefault(piece.evidence.source, []).append(piece)
        return {name: tuple(pieces) for name, pieces in by_source.items()}

    @cached_property
    def quotes_of_source(self) -> Mapping[str, tuple[QuoteOf, ...]]:
        """For each source the quotes from it: what its proof is held against."""
        return {
            name: tuple(
                (piece.placed.ref, piece.evidence.quote, piece.placed.stands)
                for piece in pieces
                if piece.evidence.quote is not None
            )
            for name, pieces in self.evidence_of_source.items()
        }

    @cached_property
    def readings(self) -> Mapping[str, Reading]:
        """How far each source is said to be read: as its file says; otherwise in part if evidence
        quotes it, and not at all if none does. Whether it holds, `find_readings` tells.
        """
        return {
            name: self.find_source(name).read or ("partial" if quotes else "no")
            for name, quotes in self.quotes_of_source.items()
        }

    @cached_property
    def related(self) -> Mapping[Related, Mapping[str, tuple[str, ...]]]:
        """For each relation the statements that stand in it to each statement, in whichever file it
        is written.
        """
        both: dict[Related, dict[str, list[str]]] = {
            "disputes": {},
            "differs": {},
            "echoes": {},
            "updates": {},
            "updated_by": {},
        }
        for placed in self.statements.values():
            for relation, refs in list_relations(placed.statement).items():
                back: Related = "updated_by" if relation == "updates" else relation
                for ref in refs:
                    target = resolve_ref(ref, placed.record.id)
                    both[relation].setdefault(placed.ref, []).append(target)
                    both[back].setdefault(target, []).append(placed.ref)
        return {
            name: {ref: tuple(dict.fromkeys(refs)) for ref, refs in pairs.items()}
            for name, pairs in both.items()
        }

    @cached_property
    def denying(self) -> Mapping[str, frozenset[str]]:
        """For each statement those whose own `disputes` name it."""
        denying: dict[str, set[str]] = {}
        for placed in self.statements.values():
            for ref in placed.statement.disputes:
                denying.setdefault(resolve_ref(ref, placed.record.id), set()).add(placed.ref)
        return {ref: frozenset(refs) for ref, refs in denying.items()}

    @cached_property
    def proofs_of_copy(self) -> Mapping[str, tuple[str, ...]]:
        """The proofs that rest on each copy, by the hash of its bytes or of its text."""
        of_copy: dict[str, list[str]] = {}
        for proof in self.proofs.values():
            for copy_hash in dict.fromkeys((proof.sha256, proof.text_sha256)):
                of_copy.setdefault(copy_hash, []).append(proof.id)
        return {copy_hash: tuple(ids) for copy_hash, ids in of_copy.items()}

    @cached_property
    def actors_of_name(self) -> Mapping[str, tuple[str, ...]]:
        """The actors of each name, which is folded."""
        return index_names(self.actors.values())

    @cached_property
    def first_of_look(self) -> Mapping[str, str]:
        """The first record of its kind that looks so, by the keys of `list_looks`."""
        return index_looks(self.records.values())

    @cached_property
    def place_of_topic(self) -> Mapping[str, int]:
        """The place of each topic in the order of the vocabulary."""
        return {name: number for number, name in enumerate(self.vocabulary.topics)}

    def place(self, record: Record, location: Location = ()) -> Place:
        """The node at `location` of `record`, in its file."""
        parts = (self.facts, FOLDERS[type(record)], f"{record.id}.yml")
        return Place("/".join(filter(None, parts)), location)


def find_kind(record: Source | Actor | Event) -> Kind:
    """Say what `record` is."""
    if isinstance(record, Event):
        return "event"
    return "actor" if isinstance(record, Actor) else "source"


def list_relations(statement: Statement) -> Mapping[Relation, tuple[str, ...]]:
    """The references of a statement to others, by what it is to them."""
    return {
        "disputes": statement.disputes,
        "differs": statement.differs,
        "echoes": statement.echoes,
        "updates": statement.updates,
    }


def resolve_ref(ref: str, record_id: str) -> str:
    """Complete `ref`, which is written in the file of `record_id`, to a full reference."""
    return record_id + ref if ref.startswith("#") else ref


def choose_lead(statements: Iterable[StatementAt]) -> tuple[StatementAt, ...]:
    """Those of a record's statements that lead its page: the ones that say so; if none does, the
    first that stands.
    """
    listed = tuple(statements)
    lead = tuple(placed for placed in listed if placed.statement.lead)
    return lead or tuple(placed for placed in listed if placed.stands)[:1]


def find_attribution(statement: Statement, evidence: Evidence) -> tuple[str, ...]:
    """Find whose assertion the passage gives: the evidence's own attribution, otherwise the
    statement's.

    A passage that denies the statement is not the word of those who make it, so it has its own
    attribution or none.
    """
    return evidence.attributed_to or (
        () if evidence.stance == "denies" else statement.attributed_to
    )


def name_actors(attribution: Iterable[str]) -> tuple[str, ...]:
    """Keep the actors among those that something is attributed to."""
    return tuple(name for name in attribution if name not in (OWN_VOICE, UNNAMED))


def support_participants(event: Event) -> list[tuple[Participant, tuple[str, ...]]]:
    """The participants of an event, each with the statements that support that they took part:
    those that `per` names; otherwise the first standing one of the event that links to the actor.
    None if there is none.
    """
    linking: dict[str, str] = {}
    for statement in event.statements:
        if _may_support(statement):
            for link in find_links(statement.text):
                if link.kind == "actor":
                    linking.setdefault(link.record, f"#{statement.id}")
    return [
        (participant, participant.per or tuple(filter(None, [linking.get(participant.actor)])))
        for participant in event.participants
    ]


def support_row(event: Event, name: RowName) -> tuple[str, ...]:
    """The statements that support the date, the place or the state of an event: those that `per`
    names; otherwise the first standing one. None if there is none.
    """
    per = event.per
    named = {"date": per.date, "place": per.place, "state": per.state}[name]
    return (
        named
        or tuple(f"#{statement.id}" for statement in event.statements if _may_support(statement))[
            :1
        ]
    )


def _may_support(statement: Statement) -> bool:
    """Whether a statement stands, and a passage supports it."""
    supported = any(piece.stance == "supports" for piece in statement.evidence)
    return supported and statement.withdrawn is None
