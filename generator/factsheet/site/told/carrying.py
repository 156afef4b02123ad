"""What a source tells, as rows in its own order; what it leaves out, and who passes it on."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from factsheet.facts.corpus import EvidenceAt, StatementAt
from factsheet.facts.model import Source
from factsheet.proof.proofs import read_ranges
from factsheet.proof.reading.completeness import find_readings
from factsheet.site.lists.filters import OTHER
from factsheet.site.scope import Scope, order_records
from factsheet.site.sections.passages import link_outlet
from factsheet.site.sections.room import Weighed, take_rows
from factsheet.site.sections.rows import MOST_PASSAGES, Across, KeyArticle, Row, RowMaker
from factsheet.site.sections.telling import Choice
from factsheet.site.told.runs import (
    RunGroup,
    RunsView,
    make_runs,
    show_day,
)
from factsheet.site.views import DateView, Heading, Link
from factsheet.voices.accounts import find_accounts
from factsheet.voices.silence import OF_ONE_MATTER, list_carrying

CARRIED = Heading(id="_statements", title="What it carries")
LEFT_OUT = Heading(id="_left-out", title="What it leaves out")
PASSED_ON = Heading(id="_passed-on", title="Who passes it on")
ALONE = "_alone"
EMPTY = "No statement rests on it yet."
MOST_BYTES, LEAST_BYTES = 130_000, 30_000
"""Rows of about so many bytes of HTML are shown: of what the source carries, or of what others
have from it; of this but the second if it has both.
"""
MOST_LEFT_OUT, MOST_EVENTS = 50, 20
"""So many sentences that the source leaves out are shown, of so many events."""
LAST = 1 << 60
"""The place of what was not found in the copy."""


@dataclass(frozen=True, slots=True)
class Omission:
    """A statement that a source leaves out, as a row without its passages; how many articles carry
    it.
    """

    row: Row
    articles: int


@dataclass(frozen=True, slots=True)
class Omissions:
    """What a source leaves out of the `told` statements of an event: `count` in all, the first of
    them as `rows`. Of the others it `carries` so many; the rest it tells otherwise.
    """

    event: Link
    date: DateView | str
    told: int
    carries: int
    count: int
    rows: tuple[Omission, ...]

    @property
    def otherwise(self) -> int:
        return self.told - self.carries - self.count

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


@dataclass(frozen=True, slots=True)
class OmissionsView:
    """What a source leaves out, by event; `events` counts those that are not shown, and `key` names
    the articles.
    """

    key: tuple[KeyArticle, ...]
    omissions: tuple[Omissions, ...]
    events: int
    root: str


@dataclass(frozen=True)
class Carrying:
    """What a source tells; each part of it is worked out when first asked for."""

    scope: Scope
    source: Source

    @cached_property
    def carried(self) -> list[Weighed]:
        """The statements that the source carries, in the order of its text, with its passages."""
        places = self._find_places()
        pieces: dict[str, list[EvidenceAt]] = {}
        for piece in self.scope.index.corpus.evidence_of_source.get(self.source.id, ()):
            pieces.setdefault(piece.placed.ref, []).append(piece)
        rows = [(members[0].placed, members) for members in pieces.values()]
        return sorted(rows, key=lambda row: places.get(row[0].ref, LAST))

    def _find_places(self) -> Mapping[str, int]:
        """Where in the copy the first quote of each statement begins."""
        proof = self.scope.index.corpus.proofs.get(self.source.id)
        places: dict[str, int] = {}
        for entry in proof.quotes if proof else ():
            for start, _ in read_ranges(entry.found)[:1]:
                places[entry.statement] = min(start, places.get(entry.statement, LAST))
        return places

    @cached_property
    def standing(self) -> list[StatementAt]:
        return [placed for placed, _ in self.carried if placed.stands]

    @cached_property
    def alone(self) -> frozenset[str]:
        """The statements that no other article carries, nor tells the same matter otherwise."""
        corpus, own = self.scope.index.corpus, {self.source.id}
        return frozenset(
            placed.ref for placed in self.standing if list_carrying(corpus, placed) == own
        )

    @cached_property
    def passed_on(self) -> list[Weighed]:
        """The statements that others have from this source and that it does not itself carry, the
        newest event first, with the passages of the others.
        """
        carried = {placed.ref for placed, _ in self.carried}
        pieces: dict[str, list[EvidenceAt]] = {}
        for piece in self.passing:
            if piece.placed.ref not in carried:
                pieces.setdefault(piece.placed.ref, []).append(piece)
        rows = [(members[0].placed, members) for members in pieces.values()]
        index = self.scope.index
        order = {
            name: place
            for place, name in enumerate(
                order_records(index, (placed.record.id for placed, _ in rows))
            )
        }
        return sorted(rows, key=lambda row: order[row[0].record.id])

    @property
    def passing(self) -> Sequence[EvidenceAt]:
        """The passages of others that pass the source on."""
        return self.scope.index.passed_on.get(self.source.id, ())

    @cached_property
    def told(self) -> Mapping[str, frozenset[str]]:
        """For each event that the source tells of, the statements that it carries or tells
        otherwise.
        """
        corpus = self.scope.index.corpus
        told: dict[str, set[str]] = {
            placed.record.id: set() for placed in self.standing if placed.kind == "event"
        }
        for placed in self.standing:
            related = (corpus.related[name].get(placed.ref, ()) for name in OF_ONE_MATTER)
            for ref in (placed.ref, *(ref for refs in related for ref in refs)):
                other = corpus.find_statement(ref)
                if other.stands and other.statement.evidence and other.record.id in told:
                    told[other.record.id].add(ref)
        return {event: frozenset(refs) for event, refs in told.items()}

    @cached_property
    def counted(self) -> Counter[str]:
        """How many statements of each event the source carries."""
        return Counter(placed.record.id for placed in self.standing)

    @cached_property
    def left_out(self) -> Mapping[str, int]:
        """How many statements the source leaves out of each event that it tells of: those of which
        it carries most come first. None if it was not read completely.
        """
        index = self.scope.index
        if find_readings(index.corpus)[self.source.id] != "complete":
            return {}
        counts = {
            event: len(index.most_told[event]) - len(refs) for event, refs in self.told.items()
        }
        order = sorted(counts, key=lambda event: (-self.counted[event], event))
        return {event: counts[event] for event in order if counts[event]}

    @cached_property
    def omitted(self) -> Mapping[str, list[StatementAt]]:
        """Of each event the first statements that the source leaves out: those of most articles."""
        room, omitted = MOST_LEFT_OUT, {}
        for event in islice(self.left_out, MOST_EVENTS):
            told = self.told[event]
            left = (
                placed for placed in self.scope.index.most_told[event] if placed.ref not in told
            )
            omitted[event] = list(islice(left, room))
            room -= len(omitted[event])
        return omitted

    @cached_property
    def shown(self) -> list[Weighed]:
        """The first rows of what the source carries."""
        return take_rows(self.scope, self.carried, MOST_BYTES)

    @cached_property
    def shown_passed_on(self) -> list[Weighed]:
        """The first rows of what only others have from the source."""
        size = LEAST_BYTES if self.carried else MOST_BYTES
        return take_rows(self.scope, self.passed_on, size)

    @cached_property
    def maker(self) -> RowMaker:
        """Of all rows of the page."""
        omitted = (placed for several in self.omitted.values() for placed in several)
        rows = (*self.shown, *self.shown_passed_on)
        statements = list(
            {placed.ref: placed for placed in (*(row[0] for row in rows), *omitted)}.values()
        )
        return RowMaker(self.scope, statements, find_accounts(self.scope.index.corpus, statements))

    @cached_property
    def passing_articles(self) -> Mapping[str, tuple[str, ...]]:
        """For each statement the articles that have it from this source."""
        articles: dict[str, dict[str, None]] = {}
        for piece in self.passing:
            articles.setdefault(piece.placed.ref, {})[piece.evidence.source] = None
        return {ref: tuple(names) for ref, names in articles.items()}

    def view_carried(self) -> RunsView:
        """The source's own passages, each beside its sentence."""
        runs = make_runs(
            self.scope, ((placed, self._view_row(placed, pieces)) for placed, pieces in self.shown)
        )
        return RunsView(
            key=self.maker.view_key() if self.scope.index.marks else (),
            choices=self.choices,
            groups=(RunGroup(None, runs),) if runs else (),
            total=len(self.carried),
            more=self._link_rest(len(self.carried) - len(self.shown)),
            root=self.scope.root,
            empty=EMPTY,
        )

    def _view_row(self, placed: StatementAt, pieces: Sequence[EvidenceAt]) -> Row:
        row = self.maker.view_row(placed, pieces)
        names = self.passing_articles.get(placed.ref, ())[:MOST_PASSAGES]
        passed_on = Across("passed on by", tuple(link_outlet(self.scope, name) for name in names))
        across = (*row.across, passed_on) if names else row.across
        return replace(row, across=across, alone=placed.ref in self.alone)

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """What it alone has, if that is not all."""
        return tuple(self._list_choices())

    def list_anchors(self) -> Iterator[str]:
        """The anchors of the choices."""
        yield from (choice.id for choice in self.choices)

    def _list_choices(self) -> Iterator[Choice]:
        alone = sum(placed.ref in self.alone for placed, _ in self.shown)
        if 0 < alone < len(self.shown):
            yield Choice(ALONE, "only here", alone)

    def _link_rest(self, more: int) -> Link | None:
        if not more:
            return None
        outlet = self.source.publisher or OTHER
        words = f"{more} more, in the list of statements"
        return Link(words, f"{self.scope.root}statements/?outlet={outlet}")

    def view_left_out(self) -> OmissionsView:
        """What the source leaves out, by event."""
        omissions = (
            self._view_omissions(event, several) for event, several in self.omitted.items()
        )
        return OmissionsView(
            self.maker.view_key() if self.scope.index.marks else (),
            tuple(omissions),
            len(self.left_out) - len(self.omitted),
            self.scope.root,
        )

    def _view_omissions(self, event: str, omitted: Sequence[StatementAt]) -> Omissions:
        record = self.scope.index.corpus.events[event]
        return Omissions(
            event=Link(record.title, self.scope.link("event", event)),
            date=show_day(record),
            told=len(self.scope.index.most_told[event]),
            carries=self.counted[event],
            count=self.left_out[event],
            rows=tuple(
                Omission(
                    self.maker.view_row(placed, ()),
                    len({piece.source for piece in placed.statement.evidence}),
                )
                for placed in omitted
            ),
        )

    def view_passed_on(self) -> RunsView:
        """What only others have from this source, with their passages; its head names them."""
        shown = self.shown_passed_on
        more = len(self.passed_on) - len(shown)
        runs = make_runs(
            self.scope,
            ((placed, self.maker.view_row(placed, pieces)) for placed, pieces in shown),
        )
        read = bool(self.carried)
        return RunsView(
            key=() if read or not self.scope.index.marks else self.maker.view_key(),
            choices=(),
            groups=(RunGroup(None, runs),),
            total=len(self.passed_on),
            more=Link(f"{more} more, on the pages of those that pass it on", "#_top")
            if more
            else None,
            root=self.scope.root,
            empty=EMPTY,
        )
