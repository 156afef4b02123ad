"""The records that facts are made of: the one definition of the format.

Conversion, error messages and the format's reference all come from the classes below. Field names
follow CSL-JSON (sources), Popolo (actors, memberships), PROV (attribution), CiTO (disputes,
updates) and EDTF (dates) where those have a word. All records are frozen; a list in YAML becomes a
tuple here.
"""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field

from factsheet.facts.fields import (
    ActorId,
    ActorKind,
    ActorRef,
    Date,
    EventKind,
    Few,
    Flag,
    Id,
    Label,
    Labels,
    Language,
    Many,
    Ref,
    Sentence,
    ShortHash,
    Some,
    SourceId,
    SourceKind,
    Text,
    Topic,
    Url,
    Verbatim,
    record,
)
from factsheet.facts.testimony import LinkCheck, Proof

Reading = Literal["complete", "partial", "no"]
"""How far a source was read."""


@record
class Archive:
    """A copy of a source that an archive keeps."""

    url: Url = Field(description="address of the archived copy")
    date: Date = Field(description="when it was archived")


@record
class Source:
    """A document: an article that we read, or one that we know only through those. It has either
    `title` or `described_as`.
    """

    id: Id
    title: Label | None = Field(default=None, description="as published")
    described_as: Label | None = Field(
        default=None,
        description="in our words, if it has no title that we know; pages show it in [brackets]",
    )
    short_name: Label | None = Field(
        default=None, description="in keys and tables; the outlet's name if left out"
    )
    kind: SourceKind = Field(description="what kind of document it is; from the vocabulary")
    publisher: ActorId | None = Field(
        default=None, description="the actor that published it; left out if the copy does not tell"
    )
    author: Some[Label] = Field(default=(), description="names as printed")
    url: Url | None = Field(
        default=None, description="its address; if it has none that we know, `note` says why"
    )
    issued: Date | None = Field(default=None, description="when it was published")
    accessed: Date | None = Field(default=None, description="when we read it, if we did")
    language: Language | None = Field(default=None, description="BCP 47, such as `en` or `pt-BR`")
    read: Reading | None = Field(
        default=None,
        description=(
            "how far we read it: `complete`, so that every assertion of it is in the facts;"
            " `partial`, the default if evidence quotes it; `no`, the default otherwise: known"
            " only through others that pass it on"
        ),
    )
    part_of: SourceId | None = Field(
        default=None,
        description="the source that it is a part of: of a post the article, of a page the report",
    )
    archive: Archive | None = Field(default=None, description="an archived copy")
    set_aside: dict[ShortHash, Text] = Field(
        default_factory=dict,
        description=(
            "sentences that need no statement, such as headings, captions and page furniture: the"
            " hash that `factsheet coverage` shows, and what it is"
        ),
    )
    former_ids: Many[Id] = Field(
        default=(), description="earlier ids; their addresses keep working"
    )
    note: Text | None = Field(default=None, description="the curators' note, shown as theirs")

    @property
    def name(self) -> str:
        """What pages call the source: its title, or our description in square brackets."""
        return self.title or f"[{self.described_as}]"


@record
class Withdrawn:
    """Why and when a statement was withdrawn. It stays visible, struck through."""

    date: Date = Field(description="when")
    reason: Sentence = Field(description="why")


@record
class Evidence:
    """A passage of a source that carries a statement."""

    source: SourceId = Field(description="the article that the passage stands in")
    quote: Verbatim | None = Field(
        default=None, description="its decisive words, letter for letter; `[…]` joins two passages"
    )
    attributed_to: Some[ActorRef] = Field(
        default=(),
        description="whose assertion this passage gives, if not the statement's",
    )
    relays: Few[SourceId] = Field(default=(), description="the document that the passage passes on")
    via: Few[SourceId] = Field(
        default=(), description="the report that it has it from, nearest first"
    )
    inferred: Text | None = Field(
        default=None,
        description="why we take `relays` and `via` to be so, if the passage does not name them",
    )
    stance: Literal["supports", "denies"] = Field(
        default="supports", description="what the passage does to the statement"
    )
    language: Language | None = Field(default=None, description="if it is not the source's")
    translation: Sentence | None = Field(
        default=None, description="the quote in the site's language"
    )
    locator: Label | None = Field(
        default=None,
        description=(
            "`headline`, `paragraph 3`, a page or a time code; the first two also say which of"
            " several places is meant, if a quote stands more than once"
        ),
    )
    note: Text | None = Field(default=None, description="the curators' note, shown as theirs")


@record
class Statement:
    """One sentence, with who says it and the passages that carry it."""

    id: Id = Field(description="unique in the file; part of the permalink")
    text: Sentence = Field(
        description="one sentence in inline Markdown; `[Macron](actor:emmanuel-macron)` links"
    )
    attributed_to: Some[ActorRef] = Field(
        default=(),
        description="whose assertion it is: actors, `own-voice` (the source's) or `unnamed`",
    )
    speaker: Some[ActorId] = Field(
        default=(), description="whose words or acts that account gives, if a person's"
    )
    topic: Topic | None = Field(default=None, description="from the vocabulary")
    said_on: Date | None = Field(
        default=None, description="when it was said, if not on the event's date"
    )
    lead: Flag = Field(
        default=False,
        description="`true`: shown at the top of the page; if none says so, the first one is",
    )
    evidence: Some[Evidence] = Field(default=(), description="the passages that carry it")
    disputes: Few[Ref] = Field(default=(), description="statements that a quoted passage denies")
    differs: Few[Ref] = Field(
        default=(), description="statements whose account differs, neither denying the other"
    )
    echoes: Few[Ref] = Field(
        default=(), description="statements of the same words about another occasion"
    )
    updates: Few[Ref] = Field(
        default=(), description="statements that this one corrects or brings up to date"
    )
    withdrawn: Withdrawn | None = Field(default=None, description="when and why it was withdrawn")
    former_ids: Many[Id] = Field(
        default=(), description="earlier ids; their permalinks keep working"
    )
    note: Text | None = Field(
        default=None,
        description=(
            "the curators' note, shown as theirs; it gives the reason if a number, a date or a"
            " negation of the text is in no quote"
        ),
    )


@record
class VoiceOf:
    """In whose voice an actor is counted."""

    actor: ActorId = Field(description="the actor whose voice it is")
    because: Label = Field(description="why, such as: state-owned news agency")
    per: Many[Ref] = Field(default=(), description="the statement that supports it")


@record
class Membership:
    """An office or a membership."""

    organization: ActorId = Field(description="the actor that one is a member of")
    role: Label | None = Field(default=None, description="the office held")
    start: Date | None = Field(default=None, description="since when")
    end: Date | None = Field(default=None, description="until when")
    per: Many[Ref] = Field(default=(), description="the statement that supports it")


@record
class Actor:
    """Everyone who says or does something: persons, states, bodies, groups, outlets."""

    id: Id
    name: Label = Field(description="the name that the site uses")
    short_name: Label | None = Field(
        default=None, description="the name as it stands in a sentence, such as: the Kremlin"
    )
    kind: ActorKind = Field(description="what kind of actor; from the vocabulary")
    other_names: Some[Label] = Field(
        default=(), description="other forms and spellings of the name"
    )
    identifiers: dict[Id, Text] = Field(
        default_factory=dict, description="in other databases, such as `wikidata: Q…`"
    )
    voice_of: VoiceOf | None = Field(default=None, description="in whose voice it is counted")
    memberships: Many[Membership] = Field(default=(), description="offices and memberships")
    statements: Many[Statement] = Field(
        default=(), description="about the actor, outside any event"
    )
    former_ids: Many[Id] = Field(
        default=(), description="earlier ids; their addresses keep working"
    )
    note: Text | None = Field(default=None, description="the curators' note, shown as theirs")


@record
class Participant:
    """Who took part in an event."""

    actor: ActorId = Field(description="who")
    role: Label | None = Field(default=None, description="as what")
    per: Many[Ref] = Field(
        default=(),
        description="the statement that supports it, if not the first that links to the actor",
    )


@record
class EventSupport:
    """Which statement supports a field of the event."""

    date: Many[Ref] = Field(default=(), description="supports `date` or `date_words`")
    place: Many[Ref] = Field(default=(), description="supports `place`")
    state: Many[Ref] = Field(default=(), description="supports `state`")


@record
class Event:
    """Something that happened, or that was announced."""

    id: Id
    title: Label = Field(description="a label in neutral words")
    date: Date | None = Field(
        default=None, description="when, in EDTF; left out if nobody gives a date"
    )
    date_words: Label | None = Field(
        default=None, description="as the sources put it, if EDTF would say too much or little"
    )
    kind: EventKind = Field(description="what kind of event; from the vocabulary")
    state: Literal["occurred", "announced", "cancelled"] = Field(
        default="occurred", description="what became of it"
    )
    place: Label | None = Field(default=None, description="where it took place")
    participants: Many[Participant] = Field(default=(), description="who took part")
    per: EventSupport = Field(
        default_factory=EventSupport,
        description="which statement supports which field above, if not the first",
    )
    statements: Many[Statement] = Field(default=(), description="what is said of it")
    former_ids: Many[Id] = Field(
        default=(), description="earlier ids; their addresses keep working"
    )
    note: Text | None = Field(default=None, description="the curators' note, shown as theirs")


@record
class Vocabulary:
    """The kinds of events, actors and sources, and the topics: the id and the label of each, in
    the order in which pages show them.

    A label may be a list of two, the second for headings above several: `[Company, Companies]`. The
    [kinds that every project has](#kinds-that-every-project-has) need not be written. Those that a
    project writes come first, and its label for one of the others replaces that one's.
    """

    id: Id = "vocabulary"
    event_kinds: dict[Id, Labels] = Field(
        default_factory=dict, description="id and label of each kind of event"
    )
    actor_kinds: dict[Id, Labels] = Field(
        default_factory=dict, description="id and label of each kind of actor"
    )
    source_kinds: dict[Id, Labels] = Field(
        default_factory=dict, description="id and label of each kind of source"
    )
    passed_on: Many[SourceKind] = Field(
        default=(),
        description=(
            "kinds of source that are written to be passed on, as press releases are: the limit to"
            " the share of their words that may be quoted does not hold for them"
        ),
    )
    topics: dict[Id, Label] = Field(default_factory=dict, description="id and label of each topic")


Kind = Literal["event", "actor", "source"]
"""What a record is that curators write. Which sort of event, actor or source it is, its own field
`kind` says.
"""

Record = Source | Actor | Event | Proof | LinkCheck | Vocabulary
RECORD_TYPES: Mapping[str, type[Any]] = {
    "sources": Source, "actors": Actor, "events": Event, "proofs": Proof, "links": LinkCheck,
}  # fmt: skip
"""The class of the records in each folder of facts."""

FOLDERS: Mapping[type[Any], str] = {
    **{record_type: folder for folder, record_type in RECORD_TYPES.items()},
    Vocabulary: "",
}
"""The folder of each class of records; the vocabulary stands beside them."""

EITHER_OF: Mapping[type[Any], tuple[str, str]] = {Source: ("title", "described_as")}
"""Two fields of a record of which it has exactly one."""

MACHINE_FOLDERS = (FOLDERS[Proof], FOLDERS[LinkCheck])
"""The folders of the records that machines write, each under the id of its source."""
