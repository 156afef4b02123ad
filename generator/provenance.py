"""Voices, and the status of a statement: who says it, how many independently, and in which words we tell that.

The voice of a piece of evidence is the one that asserts it (PROV: `wasAttributedTo`): the party that the passage is
attributed to, or, where the source says it itself, the publisher of the last report that the passage came through.
A voice is taken to its top along `voice_of`. Articles that pass a party's account on add no voice of their own.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from generator.corpus import Corpus, StatementAt, find_attribution, name_actors
from generator.dates import EdtfDate, show_date
from generator.model import OWN_VOICE, Evidence, Statement

Status = Literal["withdrawn", "disputed", "accounts-differ", "corroborated", "one-voice", "unattributed", "uncited"]

STATUS_LABELS: Mapping[Status, str] = {
    "withdrawn": "withdrawn",
    "disputed": "disputed",
    "accounts-differ": "accounts differ",
    "corroborated": "corroborated",
    "one-voice": "one voice",
    "unattributed": "unattributed",
    "uncited": "uncited",
}


@dataclass(frozen=True, slots=True)
class VoiceStep:
    """One step of `voice_of`: `actor` is counted in the voice of `voice`, for the reason `basis`."""

    actor: str
    voice: str
    basis: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a statement rests on. `voices` and `actors` are actor ids: the tops of `voice_of`, and those who speak."""

    status: Status
    reason: str
    voices: tuple[str, ...]
    actors: tuple[str, ...]
    steps: tuple[VoiceStep, ...]
    articles: tuple[str, ...]


def find_speakers(corpus: Corpus, statement: Statement, evidence: Evidence) -> tuple[str, ...]:
    """The actors who assert what the passage says; none where it names nobody or its publisher is not known."""
    attribution = find_attribution(statement, evidence)
    if OWN_VOICE not in attribution:
        return name_actors(attribution)
    report = corpus.sources.get(evidence.via[-1] if evidence.via else evidence.source)
    publisher = (report.publisher,) if report and report.publisher else ()
    return tuple(dict.fromkeys((*name_actors(attribution), *publisher)))


def trace_voice(corpus: Corpus, actor: str) -> tuple[str, tuple[VoiceStep, ...]]:
    """The voice in which `actor` is counted, and the steps that lead there; a circle ends where it closes."""
    steps: list[VoiceStep] = []
    seen = {actor}
    while (record := corpus.actors.get(actor)) and record.voice_of and record.voice_of.actor not in seen:
        steps.append(VoiceStep(actor, record.voice_of.actor, record.voice_of.basis))
        actor = record.voice_of.actor
        seen.add(actor)
    return actor, tuple(steps)


def assess_statement(corpus: Corpus, at: StatementAt) -> Assessment:
    """The status of one statement and its reason in words."""
    supporting = [one for one in at.statement.evidence if one.stance == "supports"]
    denying = [one for one in at.statement.evidence if one.stance == "denies"]
    actors = _unique(actor for one in supporting for actor in find_speakers(corpus, at.statement, one))
    traced = [trace_voice(corpus, actor) for actor in actors]
    voices = _unique(voice for voice, _ in traced)
    steps = tuple(dict.fromkeys(step for _, path in traced for step in path))
    articles = _unique(one.source for one in supporting)
    status = _find_status(corpus, at, bool(denying), len(voices))
    reason = " ".join(_explain(corpus, at, status, actors, voices, denying))
    return Assessment(status, reason, voices, actors, steps, articles)


def assess_corpus(corpus: Corpus) -> Mapping[str, Assessment]:
    """The assessment of every statement, by its full reference."""
    return {ref: assess_statement(corpus, at) for ref, at in corpus.statements.items()}


def find_latest(dates: Iterable[EdtfDate | None]) -> EdtfDate | None:
    """The date that ends last, of those that are known and end at all."""
    closed = [date for date in dates if date is not None and date.latest is not None]
    return max(closed, key=lambda date: (date.latest, date.sort_key), default=None)


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _find_status(corpus: Corpus, at: StatementAt, denied: bool, voices: int) -> Status:
    if at.statement.withdrawn:
        return "withdrawn"
    if not at.statement.evidence:
        return "uncited"
    if denied or corpus.related["disputes"].get(at.ref):
        return "disputed"
    if corpus.related["differs"].get(at.ref):
        return "accounts-differ"
    return "unattributed" if not voices else "one-voice" if voices == 1 else "corroborated"


def _explain(
    corpus: Corpus,
    at: StatementAt,
    status: Status,
    actors: tuple[str, ...],
    voices: tuple[str, ...],
    denying: list[Evidence],
) -> Iterator[str]:
    if at.statement.withdrawn:
        yield f"Withdrawn on {show_date(at.statement.withdrawn.date)}: {at.statement.withdrawn.reason}"
    if not at.statement.evidence:
        yield "No passage of a source is given for it."
        return
    yield from _explain_sayers(corpus, at.statement, actors, voices)
    deniers = _unique(actor for one in denying for actor in find_speakers(corpus, at.statement, one))
    if denying:
        yield f"Denied by {join_names(name_actor(corpus, actor) for actor in deniers) or 'a source'}."
    elif status == "disputed":
        yield "Another statement denies it."
    elif status == "accounts-differ":
        yield "Another account differs."


def _explain_sayers(
    corpus: Corpus, statement: Statement, actors: tuple[str, ...], voices: tuple[str, ...]
) -> Iterator[str]:
    supporting = [one for one in statement.evidence if one.stance == "supports"]
    if not supporting:
        return
    if not actors:
        yield _explain_nobody(statement, supporting)
        return
    names = [name_actor(corpus, actor) for actor in actors]
    said = (
        f"Said by both {names[0]} and {names[1]}" if len(names) == len(voices) == 2 else f"Said by {join_names(names)}"
    )
    if len(voices) == 1 and len(actors) > 1:
        said += f", counted as one voice ({name_actor(corpus, voices[0])})"
    yield f"{said}; {_count_passing_on(corpus, statement, supporting)}."


def _explain_nobody(statement: Statement, supporting: list[Evidence]) -> str:
    articles = count_things(len({one.source for one in supporting}), "article")
    if any(OWN_VOICE in find_attribution(statement, one) for one in supporting):
        return f"Said by {articles} of unknown publisher, in its own words; no voice is counted for it."
    return f"Attributed to nobody by name; told by {articles}."


def _count_passing_on(corpus: Corpus, statement: Statement, supporting: list[Evidence]) -> str:
    articles = {one.source for one in supporting}
    own = {one.source for one in supporting if OWN_VOICE in find_attribution(statement, one) and not one.via}
    if articles == own:
        return f"in {count_things(len(articles), 'article')}"
    return f"passed on by {count_things(len(articles), 'article')}"


def count_things(number: int, noun: str, plural: str = "") -> str:
    """ "1 article", "2 articles"."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def join_names(names: Iterable[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    listed = list(names)
    return " and ".join(filter(None, [", ".join(listed[:-1]), *listed[-1:]]))


def name_actor(corpus: Corpus, actor: str) -> str:
    """The name of an actor as it stands in a sentence; the id where there is no such actor."""
    record = corpus.actors.get(actor)
    return (record.short_name or record.name) if record else actor
