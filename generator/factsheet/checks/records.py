"""Rules about sources, actors and events as a whole."""

from collections.abc import Iterator

from factsheet.checks.references import list_actors
from factsheet.facts.corpus import Corpus, find_attribution, support_participants, support_row
from factsheet.facts.model import Actor, Event, Source
from factsheet.facts.prose import find_links
from factsheet.problems import Finding, Location, Rule, quote_name

MEMBERSHIP_ENDS_BEFORE_START = Rule(
    id="membership-ends-before-start",
    summary="A membership does not end before it starts.",
    bad="# actors/alice.yml\nname: Alice\nkind: person\n"
    "memberships: {organization: gazette, start: 2022, end: 2021, per: talk#length}",
    good="# actors/alice.yml\nname: Alice\nkind: person\n"
    "memberships: {organization: gazette, start: 2021, end: 2022, per: talk#length}",
)
ACCESSED_BUT_UNREAD = Rule(
    id="accessed-but-unread",
    summary="A source with `read: no` has no date in `accessed`: nobody read it on that day.",
    bad="# sources/letter.yml\ntitle: A letter\nkind: document\naccessed: 2022-02-21\nread: no",
    good="# sources/letter.yml\ntitle: A letter\nkind: document\n"
    "accessed: 2022-02-21\nread: partial",
)
ACCESSED_BUT_UNQUOTED = Rule(
    id="accessed-but-unquoted",
    severity="warning",
    summary=(
        "A source with a date in `accessed` is quoted, or `read` says how far it was read;"
        " otherwise pages say that we have not read it."
    ),
    bad="# sources/letter.yml\ntitle: A letter\nkind: document\naccessed: 2022-02-21",
    good="# sources/letter.yml\ntitle: A letter\nkind: document\n"
    "accessed: 2022-02-21\nread: partial",
)
SOURCE_WITHOUT_ADDRESS = Rule(
    id="source-without-address",
    severity="warning",
    summary="A source has an address (`url`), or its `note` says why not.",
    bad="# sources/letter.yml\ntitle: A letter\nkind: document",
    good=("# sources/letter.yml\ntitle: A letter\nkind: document\nnote: It was never published."),
)
SOURCE_WITHOUT_ARCHIVE = Rule(
    id="source-without-archive",
    severity="warning",
    summary="A source that has an address has an archived copy too: links rot.",
    bad="# sources/letter.yml\ntitle: A letter\nkind: document\nurl: https://example.org/letter",
    good="# sources/letter.yml\ntitle: A letter\nkind: document\nurl: https://example.org/letter\n"
    "archive: {url: https://archive.example.org/letter, date: 2022-02-21}",
)
ROW_WITHOUT_PER = Rule(
    id="row-without-per",
    severity="warning",
    summary=(
        "Some statement supports each row of the infobox (date, place, a state other than"
        " `occurred`, participants, memberships): the one that `per` names; otherwise the first one"
        " of the event, for a participant the first that links to the actor. A membership has no"
        " other than `per` names."
    ),
    bad="# actors/alice.yml\nname: Alice\nkind: person\nmemberships: {organization: gazette}",
    good=(
        "# actors/alice.yml\nname: Alice\nkind: person\nmemberships: {organization: gazette, per:"
        " talk#length}"
    ),
)
ACTOR_NOT_MENTIONED = Rule(
    id="actor-not-mentioned",
    severity="warning",
    summary=(
        "An actor is named by some other record; one that nobody names has no place on the site."
    ),
    bad="# actors/carol.yml\nname: Carol\nkind: person",
    good=(
        "# actors/carol.yml\nname: Carol\nkind: person\n\n"
        "# actors/bob.yml\nname: Bob\nkind: person\n"
        "voice_of: {actor: carol, because: her spokesman}"
    ),
)
PARTICIPANT_NOT_MENTIONED = Rule(
    id="participant-not-mentioned",
    severity="warning",
    summary=(
        "Some statement of the event mentions each participant: as speaker, in `attributed_to`, or"
        " by a link in its text."
    ),
    bad="""# events/talk.yml
title: A talk
kind: call
participants: {actor: bob, per: "#length"}
statements:
  - id: length
    text: The talk lasted an hour.
    attributed_to: alice
    evidence: {source: article, quote: for an hour}""",
    good="""# events/talk.yml
title: A talk
kind: call
participants: {actor: bob, per: "#length"}
statements:
  - id: length
    text: The talk with [Bob](actor:bob) lasted an hour.
    attributed_to: alice
    evidence: {source: article, quote: for an hour}""",
)


def check_membership_ends_before_start(corpus: Corpus, actor: Actor) -> Iterator[Finding]:
    for index, membership in enumerate(actor.memberships):
        start = membership.start.earliest if membership.start else None
        end = membership.end.latest if membership.end else None
        if start and end and end < start:
            place = corpus.place(actor, ("memberships", index, "end"))
            message = "the membership ends before it starts"
            yield MEMBERSHIP_ENDS_BEFORE_START.finding(place, message, "correct start or end")


def check_accessed_but_unread(corpus: Corpus, source: Source) -> Iterator[Finding]:
    if source.accessed is not None and source.read == "no":
        place = corpus.place(source, ("accessed",))
        message = f"{quote_name(source.id)} was accessed, and read says that it was not read"
        hint = "leave accessed out, or write read: complete or partial"
        yield ACCESSED_BUT_UNREAD.finding(place, message, hint)


def check_accessed_but_unquoted(corpus: Corpus, source: Source) -> Iterator[Finding]:
    reading = corpus.readings[source.id]
    if source.accessed is not None and source.read is None and reading == "no":
        place = corpus.place(source, ("accessed",))
        message = f"{quote_name(source.id)} was accessed, and nothing is quoted from it"
        hint = "quote it, or write read: complete or partial"
        yield ACCESSED_BUT_UNQUOTED.finding(place, message, hint)


def check_source_without_address(corpus: Corpus, source: Source) -> Iterator[Finding]:
    if source.url is None and source.note is None:
        message, hint = (
            f"{quote_name(source.id)} has no address",
            "add url, or a note with the reason",
        )
        yield SOURCE_WITHOUT_ADDRESS.finding(corpus.place(source), message, hint)


def check_source_without_archive(corpus: Corpus, source: Source) -> Iterator[Finding]:
    if source.url is not None and source.archive is None:
        message, hint = (
            f"{quote_name(source.id)} has no archived copy",
            f"run factsheet archive {source.id}, or add archive with url and date",
        )
        place, about = corpus.place(source, ("url",)), f"sources/{source.id}"
        yield SOURCE_WITHOUT_ARCHIVE.finding(place, message, hint, about=about)


def check_row_without_per(corpus: Corpus, record: Event | Actor) -> Iterator[Finding]:
    hint = "add per: the statement that supports it"
    rows = _list_rows(record) if isinstance(record, Event) else _list_memberships(record)
    for location, message in rows:
        yield ROW_WITHOUT_PER.finding(corpus.place(record, location), message, hint)


def _list_rows(event: Event) -> Iterator[tuple[Location, str]]:
    """The rows of an event that nothing supports, and what to say of each."""
    for name in _list_unsupported(event):
        yield (name,), f"nothing supports the event's {name}"
    for index, (participant, refs) in enumerate(support_participants(event)):
        if not refs:
            message = f"nothing supports that {quote_name(participant.actor)} took part"
            yield ("participants", index), message


def _list_memberships(actor: Actor) -> Iterator[tuple[Location, str]]:
    """The memberships of an actor that nothing supports, and what to say of each."""
    for index, membership in enumerate(actor.memberships):
        if not membership.per:
            name = quote_name(membership.organization)
            yield ("memberships", index), f"nothing supports the membership in {name}"


def _list_unsupported(event: Event) -> Iterator[str]:
    if not support_row(event, "date"):
        if event.date is not None:
            yield "date"
        if event.date_words is not None:
            yield "date_words"
    if event.place is not None and not support_row(event, "place"):
        yield "place"
    if event.state != "occurred" and not support_row(event, "state"):
        yield "state"


def check_actor_not_mentioned(corpus: Corpus) -> Iterator[Finding]:
    alone = dict(corpus.actors)
    for record in corpus.records.values():
        for name in list_actors(record) - {record.id}:
            alone.pop(name, None)
    for actor in alone.values():
        message, hint = (
            f"no other record names {quote_name(actor.id)}",
            "name it where it says or does something",
        )
        yield ACTOR_NOT_MENTIONED.finding(corpus.place(actor), message, hint)


def check_participant_not_mentioned(corpus: Corpus, event: Event) -> Iterator[Finding]:
    mentioned = _list_mentioned(event)
    for index, participant in enumerate(event.participants):
        if participant.actor not in mentioned:
            place = corpus.place(event, ("participants", index, "actor"))
            message = f"no statement of this event mentions {quote_name(participant.actor)}"
            hint = f"link the name in a statement: [name](actor:{participant.actor})"
            yield PARTICIPANT_NOT_MENTIONED.finding(place, message, hint)


def _list_mentioned(event: Event) -> set[str]:
    mentioned: set[str] = set()
    for statement in event.statements:
        mentioned.update(statement.speaker, statement.attributed_to)
        mentioned.update(name for kind, name, _ in find_links(statement.text) if kind == "actor")
        for evidence in statement.evidence:
            mentioned.update(find_attribution(statement, evidence))
    return mentioned
