"""What the desk's form asks to be written: read from JSON of which nothing is trusted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from factsheet.desk.choices import link_names
from factsheet.facts.corpus import Corpus, StatementAt
from factsheet.facts.fields import LONGEST_SENTENCE
from factsheet.facts.model import FOLDERS, Actor, Event
from factsheet.facts.writing.acts import Act, add_evidence, add_statement
from factsheet.facts.writing.ways import Fields
from factsheet.problems import Refused, quote_name
from factsheet.proof.quotes import QUOTE_WORDS, Span

MOST = 50
"""So many of a kind are taken."""
LONGEST_PLACE = 10**8


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A passage of `source`, marked in its copy, as evidence for the `statement` of a reference, or
    for a new statement of `record`.

    The fields of evidence are named as in facts, with `remark` for its note; those of a new
    statement too. `own` is the attribution of the passage where it differs from a statement's that
    is there.
    """

    source: str
    marked: tuple[Span, ...]
    statement: str = ""
    record: str = ""
    id: str = ""
    text: str = ""
    attributed_to: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    topic: str = ""
    said_on: str = ""
    lead: bool = False
    relays: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    inferred: str = ""
    stance: str = ""
    locator: str = ""
    translation: str = ""
    language: str = ""
    remark: str = ""
    note: str = ""
    differs: tuple[str, ...] = ()
    disputes: tuple[str, ...] = ()


def read_proposal(given: object) -> Proposal:
    """Read what the form sent. Raises Refused if it cannot be a form's."""
    if not isinstance(given, Mapping):
        raise Refused("this is no form of the desk")
    values: dict[str, Any] = {}
    for field in fields(Proposal):
        if field.name == "marked":
            values["marked"] = _read_marks(given.get("marked"))
        elif field.name == "lead":
            values["lead"] = given.get("lead") is True
        elif str(field.type).startswith("tuple"):
            values[field.name] = read_words(given.get(field.name, []))
        else:
            values[field.name] = read_line(given.get(field.name, ""))
    return Proposal(**values)


def read_line(given: object, longest: int = LONGEST_SENTENCE) -> str:
    """Read a text, without spaces around it. Raises Refused if it is none, or longer."""
    if not isinstance(given, str) or len(given) > longest:
        raise Refused("a text is missing, or longer than it can be")
    return " ".join(given.split())


def read_words(given: object) -> tuple[str, ...]:
    """Read a list of texts. Raises Refused if it is none, or longer than it can be."""
    if not isinstance(given, Sequence) or isinstance(given, str) or len(given) > MOST:
        raise Refused("a list is missing, or longer than it can be")
    return tuple(dict.fromkeys(filter(None, map(read_line, given))))


def _read_marks(given: object) -> tuple[Span, ...]:
    if not isinstance(given, Sequence) or len(given) > QUOTE_WORDS:
        raise Refused("no words are marked")
    return tuple(map(_read_mark, given))


def _read_mark(given: object) -> Span:
    places = [place for place in given if type(place) is int] if isinstance(given, list) else []
    if len(places) != 2 or not 0 <= places[0] < places[1] < LONGEST_PLACE:
        raise Refused("this is no place in the article")
    return places[0], places[1]


def find_record(corpus: Corpus, record: str) -> Event | Actor:
    """The event or the actor that a statement is of. Raises Refused if there is none."""
    known = corpus.events.get(record) or corpus.actors.get(record)
    if known is None:
        missing = f"there is no event or actor {quote_name(record)}"
        raise Refused(
            missing if record else "the statement is of no event yet", "choose it, or make it"
        )
    return known


def find_statement(corpus: Corpus, ref: str) -> StatementAt:
    """The statement of a reference. Raises Refused if there is none."""
    placed = corpus.statements.get(ref)
    if placed is None:
        raise Refused(f"there is no statement {quote_name(ref)} any more", "choose another")
    return placed


def find_path(record: Event | Actor) -> str:
    """The path of a record's file below the folder of facts."""
    return f"{FOLDERS[type(record)]}/{record.id}.yml"


def make_act(corpus: Corpus, proposal: Proposal, quote: str, locator: str, name: str) -> Act:
    """What is to be written for `proposal`, with the `quote` taken from its marks, the `locator`
    that picks it, and the id of a new statement, `name`.
    """
    evidence = _list_evidence(proposal, quote, locator)
    if proposal.statement:
        placed = find_statement(corpus, proposal.statement)
        own = set(proposal.attributed_to) != set(placed.statement.attributed_to)
        if own or proposal.stance == "denies":
            evidence["attributed_to"] = list(proposal.attributed_to)
        return add_evidence(find_path(placed.record), placed.statement.id, _join(evidence))
    record = find_record(corpus, proposal.record)
    statement: dict[str, Any] = {
        "id": name,
        "text": link_names(corpus, proposal.text),
        "attributed_to": list(proposal.attributed_to),
        "speaker": list(proposal.speaker),
        "topic": proposal.topic,
        "said_on": proposal.said_on,
        "lead": "true" if proposal.lead else "",
        "evidence": [_join(evidence)],
        "differs": [_shorten(ref, record.id) for ref in proposal.differs],
        "disputes": [_shorten(ref, record.id) for ref in proposal.disputes],
        "note": proposal.note,
    }
    return add_statement(find_path(record), _join(statement))


def _list_evidence(proposal: Proposal, quote: str, locator: str) -> dict[str, Any]:
    return {
        "source": proposal.source,
        "quote": quote,
        "relays": list(proposal.relays),
        "via": list(proposal.via),
        "inferred": proposal.inferred,
        "stance": "denies" if proposal.stance == "denies" else "",
        "language": proposal.language,
        "translation": proposal.translation,
        "locator": proposal.locator or locator,
        "note": proposal.remark,
    }


def _join(values: Mapping[str, Any]) -> Fields:
    """Fields as facts have them: a list of one text is that text."""
    return {
        name: value[0] if isinstance(value, list) and _is_single(value) else value
        for name, value in values.items()
        if value
    }


def _is_single(values: list[Any]) -> bool:
    return len(values) == 1 and isinstance(values[0], str)


def _shorten(ref: str, record: str) -> str:
    """A reference as it is written in the file of `record`."""
    home, _, statement = ref.partition("#")
    return f"#{statement}" if home == record else ref
