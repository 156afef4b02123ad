"""What follows from the corpus as a whole: who says what, what is proven, how much."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from string import ascii_uppercase

from factsheet.facts.corpus import (
    Corpus,
    EvidenceAt,
    EvidenceKey,
    StatementAt,
    find_attribution,
    name_actors,
)
from factsheet.facts.dates import Day, EdtfDate, find_latest
from factsheet.facts.model import Actor, Event
from factsheet.facts.prose import find_links
from factsheet.kept import Kept
from factsheet.proof.judgement import Judgement, judge_quotes
from factsheet.voices.status import Assessment, assess_corpus, find_speakers, trace_voice

Refs = tuple[str, ...]
NEAREST = 3
"""So many events of a day stand on either side of one."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What statements rest on; each source, voice and quote counts once, and a quote as proven if
    all its uses are.
    """

    statements: int
    sources: tuple[str, ...]
    voices: tuple[str, ...]
    quotes: int
    proven: int
    latest: EdtfDate | None


@dataclass(frozen=True)
class Index:
    """What follows from the corpus; each part of it is worked out once, when first asked for."""

    corpus: Corpus

    @cached_property
    def assessments(self) -> Mapping[str, Assessment]:
        return assess_corpus(self.corpus)

    @cached_property
    def most_told(self) -> Mapping[str, tuple[StatementAt, ...]]:
        """For each event the statements that stand and have passages: those of most articles first,
        then in the order of its file.
        """
        return Kept(self.corpus.events, self._order_told)

    def _order_told(self, event: str) -> tuple[StatementAt, ...]:
        statements = self.corpus.statements_of(self.corpus.events[event])
        return tuple(
            sorted(
                filter(_is_told, statements),
                key=lambda placed: -len({piece.source for piece in placed.statement.evidence}),
            )
        )

    @cached_property
    def tellers(self) -> Mapping[str, frozenset[str]]:
        """For each event the sources of the statements that stand: only these can be silent on
        one.
        """
        return Kept(
            self.corpus.events,
            lambda event: frozenset(
                piece.source
                for placed in self.most_told[event]
                for piece in placed.statement.evidence
            ),
        )

    @cached_property
    def judgements(self) -> Mapping[EvidenceKey, Judgement]:
        """What the proofs say of each quote."""
        return judge_quotes(self.corpus)

    @cached_property
    def said_by(self) -> Mapping[str, Refs]:
        """For each actor the statements that are attributed to it or give its words or acts."""
        pairs: list[tuple[str, str]] = []
        for ref, placed in self.corpus.statements.items():
            attributed = name_actors(placed.statement.attributed_to)
            actors = (*self.assessments[ref].actors, *attributed, *placed.statement.speaker)
            pairs += ((actor, ref) for actor in actors)
        return _collect(pairs)

    @cached_property
    def denied_by(self) -> Mapping[str, Refs]:
        """For each actor the statements that it denies in a quoted passage."""
        pairs: list[tuple[str, str]] = []
        for ref, placed in self.corpus.statements.items():
            for evidence in placed.statement.evidence:
                if evidence.stance == "denies":
                    deniers = find_speakers(self.corpus, placed.statement, evidence)
                    pairs += ((actor, ref) for actor in deniers)
        return _collect(pairs)

    @cached_property
    def said_about(self) -> Mapping[str, Refs]:
        """For each actor the statements that link to it; its own statements are all about it."""
        return _collect(
            (actor, ref)
            for ref, placed in self.corpus.statements.items()
            for actor in _find_subjects(placed)
        )

    @cached_property
    def takes_part(self) -> Mapping[str, Refs]:
        """For each actor the events that it takes part in."""
        return _collect(
            (participant.actor, event.id)
            for event in self.corpus.events.values()
            for participant in event.participants
        )

    @cached_property
    def publishes(self) -> Mapping[str, Refs]:
        return _collect(
            (source.publisher, source.id)
            for source in self.corpus.sources.values()
            if source.publisher
        )

    @cached_property
    def parts(self) -> Mapping[str, Refs]:
        """For each source those that are parts of it."""
        return _collect(
            (source.part_of, source.id) for source in self.corpus.sources.values() if source.part_of
        )

    @cached_property
    def speaks_for(self) -> Mapping[str, Refs]:
        """For each actor those that are counted in its voice."""
        return _collect(
            (actor.voice_of.actor, actor.id)
            for actor in self.corpus.actors.values()
            if actor.voice_of
        )

    @cached_property
    def names(self) -> Mapping[str, Refs]:
        """For each actor the words of all its names, each once."""
        return {
            actor.id: tuple(
                dict.fromkeys(
                    " ".join((actor.name, actor.short_name or "", *actor.other_names)).split()
                )
            )
            for actor in self.corpus.actors.values()
        }

    @cached_property
    def voiced(self) -> Mapping[str, Refs]:
        """For each voice the statements that are counted in it."""
        return _collect(
            (voice, ref)
            for ref, assessment in self.assessments.items()
            for voice in assessment.voices
        )

    @cached_property
    def chief_voices(self) -> Refs:
        """The three voices to which most statements are attributed, those of most first. What
        articles say of themselves is nobody's here.
        """
        tops = {actor: trace_voice(self.corpus, actor)[0] for actor in self.corpus.actors}
        counts = Counter(
            voice
            for names in self.attributions.values()
            for voice in {tops.get(name, name) for name in name_actors(names)}
        )
        return tuple(sorted(counts, key=lambda voice: (-counts[voice], voice))[:3])

    @cached_property
    def passed_on(self) -> Mapping[str, tuple[EvidenceAt, ...]]:
        """For each source the passages of others that relay it or came through it."""
        passages: dict[str, list[EvidenceAt]] = {}
        for pieces in self.corpus.evidence_of_source.values():
            for piece in pieces:
                for name in dict.fromkeys((*piece.evidence.relays, *piece.evidence.via)):
                    passages.setdefault(name, []).append(piece)
        return {name: tuple(pieces) for name, pieces in passages.items()}

    @cached_property
    def marks(self) -> Mapping[str, str]:
        """A letter for each article that is quoted, the same on every page, in the order of the
        sources; none if there are more than letters.
        """
        pieces = self.corpus.evidence_of_source
        quoted = [name for name in self.corpus.sources if pieces[name]]
        return (
            dict(zip(quoted, ascii_uppercase, strict=False))
            if len(quoted) <= len(ascii_uppercase)
            else {}
        )

    @cached_property
    def in_time(self) -> tuple[Event, ...]:
        """The events by their dates; those without one last, by id."""
        events = self.corpus.events.values()
        dated = sorted((event.date.sort_key, event.id, event) for event in events if event.date)
        undated = sorted((event for event in events if not event.date), key=lambda event: event.id)
        return (*(event for _, _, event in dated), *undated)

    @cached_property
    def dated(self) -> tuple[Event, ...]:
        """The events that have a date, in the same order."""
        return tuple(event for event in self.in_time if event.date)

    @cached_property
    def undated(self) -> int:
        """How many events have no date."""
        return len(self.in_time) - len(self.dated)

    @cached_property
    def neighbours(self) -> Mapping[str, tuple[Event, ...]]:
        """For each event that has a date, in the order of time: itself among those that begin on
        the same day, and those of the day before and of the day after it on which any begin, on
        either side so many as `NEAREST` of a day.
        """
        days = [list(day) for _, day in groupby(self.dated, _find_day)]
        around: dict[str, tuple[Event, ...]] = {}
        for number, day in enumerate(days):
            before = days[number - 1][-NEAREST:] if number else []
            after = days[number + 1][:NEAREST] if number + 1 < len(days) else []
            for place, event in enumerate(day):
                same = day[max(0, place - NEAREST) : place + 1 + NEAREST]
                around[event.id] = (*before, *same, *after)
        return around

    def list_resting(self, source: str) -> tuple[EvidenceAt, ...]:
        """List what rests on a source: its own passages, or those that pass it on if we have not
        read it.
        """
        read = self.corpus.readings[source] != "no"
        return (self.corpus.evidence_of_source if read else self.passed_on).get(source, ())

    @cached_property
    def tallies(self) -> Mapping[str, Tally]:
        """What each event's and each actor's own statements rest on."""
        corpus = self.corpus
        holders: Mapping[str, Event | Actor] = {**corpus.events, **corpus.actors}
        return Kept(holders, lambda name: self.tally(corpus.list_refs(holders[name])))

    @cached_property
    def total(self) -> Tally:
        """What all statements rest on."""
        return self.tally(self.corpus.statements)

    def tally(self, refs: Iterable[str]) -> Tally:
        """Tally what the statements `refs` rest on together; withdrawn ones add no voice."""
        listed = list(dict.fromkeys(refs))
        pieces = [piece for ref in listed for piece in self.corpus.statements[ref].pieces]
        sources = dict.fromkeys(piece.evidence.source for piece in pieces)
        voices: dict[str, None] = {}
        for ref in listed:
            if self.assessments[ref].status != "withdrawn":
                voices.update(dict.fromkeys(self.assessments[ref].voices))
        quotes: dict[tuple[str, str], bool] = {}
        for piece in pieces:
            if piece.evidence.quote:
                quote = piece.evidence.source, piece.evidence.quote
                proven = self.judgements[piece.key].state == "proven"
                quotes[quote] = quotes.get(quote, True) and proven
        latest = find_latest(self.corpus.find_source(name).issued for name in sources)
        return Tally(
            len(listed), tuple(sources), tuple(voices), len(quotes), sum(quotes.values()), latest
        )

    @cached_property
    def attributions(self) -> Mapping[str, Refs]:
        """For each statement whose account each supporting passage gives."""
        statements = self.corpus.statements
        return Kept(statements, lambda ref: _find_attributions(statements[ref]))

    def find_attributions(self, placed: StatementAt) -> Refs:
        """Find whose account each supporting passage gives, each once, as facts write it."""
        return self.attributions.get(placed.ref) or _find_attributions(placed)


def _find_attributions(placed: StatementAt) -> Refs:
    supporting = [piece for piece in placed.statement.evidence if piece.stance == "supports"]
    attributions = dict.fromkeys(
        name for piece in supporting for name in find_attribution(placed.statement, piece)
    )
    return tuple(attributions) or placed.statement.attributed_to


def _find_day(event: Event) -> Day:
    """The day on which an event with a date begins, as those are sorted by it."""
    return event.date.sort_key[0] if event.date else (0, 0, 0)


def _is_told(placed: StatementAt) -> bool:
    return placed.stands and bool(placed.statement.evidence)


def _find_subjects(placed: StatementAt) -> Iterator[str]:
    if isinstance(placed.record, Actor):
        yield placed.record.id
    for kind, name, _ in find_links(placed.statement.text):
        if kind == "actor":
            yield name


def _collect(pairs: Iterable[tuple[str, str]]) -> Mapping[str, Refs]:
    refs_of: dict[str, dict[str, None]] = {}
    for name, ref in pairs:
        refs_of.setdefault(name, {})[ref] = None
    return {name: tuple(refs) for name, refs in refs_of.items()}
