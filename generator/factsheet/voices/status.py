"""Voices, and the status of a statement: who says it, how many independently, and the reason in
words.

The voice of a piece of evidence is the one that asserts it (PROV: `wasAttributedTo`): the party
that the passage is attributed to, or, if the source says it itself, the publisher of the last
report that the passage came through. A voice is taken to its top along `voice_of`. Articles that
pass on a party's account add no voice of their own, nor do those that pass on a document in their
own words. Two voices corroborate each other only if we have read two articles in which they speak.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from factsheet.facts.corpus import (
    Corpus,
    Relation,
    StatementAt,
    find_attribution,
    name_actors,
    resolve_ref,
)
from factsheet.facts.dates import show_date
from factsheet.facts.fields import MOST_STEPS, OWN_VOICE
from factsheet.facts.model import Evidence, Statement
from factsheet.kept import Kept
from factsheet.wording import count_things, join_names, name_documents

Status = Literal[
    "withdrawn",
    "disputed",
    "accounts-differ",
    "corroborated",
    "one-report",
    "one-voice",
    "unattributed",
    "uncited",
]


@dataclass(frozen=True, slots=True)
class VoiceStep:
    """A step of `voice_of`: `actor` is counted in the voice of `voice`, and why."""

    actor: str
    voice: str
    because: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a statement rests on. `voices` and `actors` are actor ids: the tops of `voice_of`, and
    those who speak.
    """

    status: Status
    reason: str
    voices: tuple[str, ...]
    actors: tuple[str, ...]
    steps: tuple[VoiceStep, ...]
    articles: tuple[str, ...]


def find_speakers(corpus: Corpus, statement: Statement, evidence: Evidence) -> tuple[str, ...]:
    """Find the actors who assert what the passage says; none if it names nobody, its publisher is
    not known, or it passes on a document in its own words.
    """
    attribution = find_attribution(statement, evidence)
    publisher = find_publisher(corpus, evidence) if OWN_VOICE in attribution else ""
    named = name_actors(attribution)
    return tuple(dict.fromkeys((*named, publisher))) if publisher else named


def find_publisher(corpus: Corpus, evidence: Evidence) -> str:
    """Find who asserts the own words of an article: who published it, or the report that it has
    them from; "" if that is not known, or they pass on a document.
    """
    report = corpus.find_source(evidence.via[-1] if evidence.via else evidence.source)
    return "" if evidence.relays else report.publisher or ""


def trace_voice(corpus: Corpus, actor: str) -> tuple[str, tuple[VoiceStep, ...]]:
    """Trace the voice in which `actor` is counted, and the steps that lead there, of which there
    are at most `MOST_STEPS`; a circle ends where it closes.
    """
    if not corpus.find_actor(actor).voice_of:
        return actor, ()  # as most do
    steps: list[VoiceStep] = []
    seen = {actor}
    while (
        len(steps) < MOST_STEPS
        and (voice_of := corpus.find_actor(actor).voice_of)
        and voice_of.actor not in seen
    ):
        steps.append(VoiceStep(actor, voice_of.actor, voice_of.because))
        actor = voice_of.actor
        seen.add(actor)
    return actor, tuple(steps)


def assess_statement(corpus: Corpus, placed: StatementAt) -> Assessment:
    """Assess one statement: its status, and the reason in words."""
    supporting = _list_supporting(placed.statement)
    actors = _unique(
        actor for piece in supporting for actor in find_speakers(corpus, placed.statement, piece)
    )
    traced = [trace_voice(corpus, actor) for actor in actors]
    voices = _unique(voice for voice, _ in traced)
    steps = tuple(dict.fromkeys(step for _, path in traced for step in path))
    articles = _unique(piece.source for piece in supporting)
    status = _find_status(corpus, placed, voices)
    reason = " ".join(_explain(corpus, placed, actors, voices))
    if status == "one-report" and len(articles) > 1:
        reason += " What we have read of their words comes from one report."
    return Assessment(status, reason, voices, actors, steps, articles)


def assess_corpus(corpus: Corpus) -> Mapping[str, Assessment]:
    """Assess every statement, by its full reference, when somebody asks."""
    return Kept(corpus.statements, lambda ref: assess_statement(corpus, corpus.statements[ref]))


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _list_supporting(statement: Statement) -> list[Evidence]:
    return [evidence for evidence in statement.evidence if evidence.stance == "supports"]


def _find_status(corpus: Corpus, placed: StatementAt, voices: tuple[str, ...]) -> Status:
    if placed.statement.withdrawn:
        return "withdrawn"
    if not placed.statement.evidence:
        return "uncited"
    if any(evidence.stance == "denies" for evidence in placed.statement.evidence) or _find_standing(
        corpus, placed, "disputes"
    ):
        return "disputed"
    if _find_standing(corpus, placed, "differs"):
        return "accounts-differ"
    if len(voices) < 2:
        return "one-voice" if voices else "unattributed"
    return "corroborated" if _stands_twice(corpus, placed.statement) else "one-report"


def _stands_twice(corpus: Corpus, statement: Statement) -> bool:
    """Whether voices speak in two articles or documents that we have read, which have it neither
    from one report nor from one document. With two voices in all, each then has one to itself.
    """
    articles: set[str] = set()
    origins: set[str] = set()
    for piece in _list_supporting(statement):
        if find_speakers(corpus, statement, piece):
            article = _find_whole(corpus, piece.source)
            if corpus.readings[piece.source] != "no":
                articles.add(article)
                reports = piece.relays or piece.via[-1:] or (article,)
                origins.update(_find_whole(corpus, report) for report in reports)
    return len(articles) > 1 and len(origins) > 1


def _find_whole(corpus: Corpus, source: str) -> str:
    """Find what `source` is in the end a part of; a circle ends where it closes."""
    seen = {source}
    while (whole := corpus.find_source(source).part_of) and whole not in seen:
        source = whole
        seen.add(source)
    return source


def _find_standing(corpus: Corpus, placed: StatementAt, relation: Relation) -> list[StatementAt]:
    """Find the other statements in `relation` to this one, in either direction; withdrawn ones no
    longer count.
    """
    related = map(corpus.find_statement, corpus.related[relation].get(placed.ref, ()))
    return [other for other in related if other.ref != placed.ref and other.stands]


def _explain(
    corpus: Corpus, placed: StatementAt, actors: tuple[str, ...], voices: tuple[str, ...]
) -> Iterator[str]:
    withdrawn = placed.statement.withdrawn
    if withdrawn:
        end = "" if withdrawn.reason.endswith((".", "!", "?")) else "."
        yield f"Withdrawn ({show_date(withdrawn.date)}): {withdrawn.reason}{end}"
    if not placed.statement.evidence:
        yield "No passage of a source is given for it."
        return
    if not _list_supporting(placed.statement):
        yield "No passage supports it."
    elif actors:
        said = _explain_sayers(corpus, actors, voices)
        yield f"{said}{_count_articles(corpus, placed.statement, len(actors))}."
    else:
        yield _explain_nobody(corpus, placed.statement)
    yield from _explain_doubts(corpus, placed)


def _explain_sayers(corpus: Corpus, actors: tuple[str, ...], voices: tuple[str, ...]) -> str:
    names = [name_actor(corpus, actor) for actor in actors]
    if len(names) == len(voices) == 2:
        return f"Said by both {names[0]} and {names[1]}"
    said = f"Said by {join_names(names)}"
    if len(actors) == len(voices):
        return said
    counted = (
        f"one voice ({name_actor(corpus, voices[0])})"
        if len(voices) == 1
        else f"{len(voices)} voices"
    )
    return f"{said}, counted as {counted}"


def _count_articles(corpus: Corpus, statement: Statement, actors: int) -> str:
    """Say how many articles pass it on, or say it themselves; those that lead to no voice are
    counted apart.
    """
    supporting = _list_supporting(statement)
    voiced = [piece for piece in supporting if find_speakers(corpus, statement, piece)]
    own = [piece for piece in voiced if _is_own_word(statement, piece)]
    articles = {piece.source for piece in voiced}
    counted = _count_documents(corpus, articles)
    if actors > 1 and len(articles) > 1:
        counted += " in all"
    if not own:
        words = f"; passed on by {counted}"
    elif own == voiced:
        words = f" directly, in {counted}"
    else:
        words = f"; told by {counted}"
    voiceless = {piece.source for piece in supporting} - articles
    if voiceless:
        words += f", and told without a known voice by {_count_documents(corpus, voiceless)}"
    return words


def _is_own_word(statement: Statement, piece: Evidence) -> bool:
    """Whether the source itself says it, and nobody else, at first hand."""
    return not piece.via and find_attribution(statement, piece) == (OWN_VOICE,)


def _explain_nobody(corpus: Corpus, statement: Statement) -> str:
    supporting = _list_supporting(statement)
    sources = {piece.source for piece in supporting}
    counted = _count_documents(corpus, sources)
    if all(
        OWN_VOICE in find_attribution(statement, piece) and piece.relays for piece in supporting
    ):
        words, them = ("its own words", "it") if len(sources) == 1 else ("their own words", "them")
        return f"Passed on by {counted} in {words}; no voice is counted for {them}."
    if all(
        OWN_VOICE in find_attribution(statement, piece) and not piece.via for piece in supporting
    ):
        words, them = ("its own words", "it") if len(sources) == 1 else ("their own words", "them")
        return (
            f"Said by {counted} of unknown publisher, in {words}; no voice is counted for {them}."
        )
    if not any(OWN_VOICE in find_attribution(statement, piece) for piece in supporting):
        return f"Attributed to nobody by name; told by {counted}."
    return f"Told by {counted}; whose voice it is could not be established."


def _explain_doubts(corpus: Corpus, placed: StatementAt) -> Iterator[str]:
    denying = [piece for piece in placed.statement.evidence if piece.stance == "denies"]
    if denying:
        deniers = _unique(
            actor for piece in denying for actor in find_speakers(corpus, placed.statement, piece)
        )
        names = join_names(name_actor(corpus, actor) for actor in deniers)
        yield f"Denied by {names or 'a source'}."
    disputing = _find_standing(corpus, placed, "disputes")
    denied = {resolve_ref(ref, placed.record.id) for ref in placed.statement.disputes}
    if any(other.ref in denied for other in disputing):
        yield "It denies another statement."
    opponents = corpus.denying.get(placed.ref, frozenset())
    if any(other.ref in opponents for other in disputing):
        yield "Another statement denies it."
    if not denying and not disputing and _find_standing(corpus, placed, "differs"):
        yield "Another account differs."


def _count_documents(corpus: Corpus, sources: Iterable[str]) -> str:
    kinds = [corpus.find_source(name).kind for name in sources]
    return count_things(len(kinds), name_documents(kinds))


def name_actor(corpus: Corpus, actor: str) -> str:
    """Name an actor as in a sentence."""
    record = corpus.find_actor(actor)
    return record.short_name or record.name
