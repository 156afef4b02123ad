"""What an actor says, denies, and what is said about it, as rows by topic."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from urllib.parse import quote

from factsheet.facts.corpus import StatementAt
from factsheet.facts.model import Actor
from factsheet.site.scope import Scope, link_actor, order_records
from factsheet.site.sections.room import take_rows, view_short
from factsheet.site.sections.rows import ONLY, Row, RowMaker
from factsheet.site.sections.telling import Choice
from factsheet.site.sections.topics import group_topics
from factsheet.site.statements import OPPOSED
from factsheet.site.told.runs import RunGroup, RunsView, make_runs
from factsheet.site.views import Heading, Link
from factsheet.voices.accounts import find_accounts
from factsheet.voices.index import Index
from factsheet.voices.status import find_speakers

OTHERWISE = "_otherwise"
OWN_BYTES = 30_000
"""Rows of about so many bytes of HTML are shown of the statements in the actor's own file; of
the others the first words, where their permalinks lead.
"""
MOST_BYTES: Mapping[str, int] = {"_said-by": 90_000, "_denied": 20_000, "_said-about": 50_000}
LEAST_BYTES = 6_000
"""Rows of about so many bytes of HTML are shown of what the actor says, what it denies, and
what is said about it; of each but so many if its own file has more than rows for it.
"""


@dataclass(frozen=True)
class Speaking:
    """What an actor says and is said about it; each part is worked out when first asked for."""

    scope: Scope
    actor: Actor

    @cached_property
    def own(self) -> tuple[StatementAt, ...]:
        """The statements of the actor's file, in its order."""
        return self.scope.index.corpus.statements_of(self.actor)

    @cached_property
    def parts(self) -> Mapping[str, list[StatementAt]]:
        """By the anchor of their section: what the actor says, what it denies, and what is said
        about it that it neither says nor denies; those of the newest event first.
        """
        index, name = self.scope.index, self.actor.id
        denied = dict.fromkeys(index.denied_by.get(name, ()))
        said = dict.fromkeys(index.said_by.get(name, ()))
        about = dict.fromkeys(index.said_about.get(name, ()))
        return {
            "_said-by": self._order(ref for ref in said if ref not in denied),
            "_denied": self._order(denied),
            "_said-about": self._order(
                ref for ref in about if ref not in said and ref not in denied
            ),
        }

    def _order(self, refs: Iterable[str]) -> list[StatementAt]:
        index, own = self.scope.index, self.actor.id
        statements = [index.corpus.statements[ref] for ref in refs]
        others = [placed for placed in statements if placed.record.id != own]
        names = order_records(index, (placed.record.id for placed in others))
        places = {name: place for place, name in enumerate(names)}
        return sorted(others, key=lambda placed: places[placed.record.id])

    @cached_property
    def shown(self) -> Mapping[str, list[StatementAt]]:
        """The first statements of each part."""
        scarce = len(self.own) > len(self.own_rows)
        return {
            anchor: self._take(statements, LEAST_BYTES if scarce else MOST_BYTES[anchor])
            for anchor, statements in self.parts.items()
        }

    @cached_property
    def own_rows(self) -> list[StatementAt]:
        """The first statements of the actor's file."""
        return self._take(self.own, OWN_BYTES)

    def _take(self, statements: Iterable[StatementAt], size: int) -> list[StatementAt]:
        rows = ((placed, placed.pieces) for placed in statements)
        return [placed for placed, _ in take_rows(self.scope, rows, size)]

    @cached_property
    def maker(self) -> RowMaker:
        """Of all rows of the page."""
        several = (self.own_rows, *self.shown.values())
        statements = [placed for statements in several for placed in statements]
        return RowMaker(self.scope, statements, find_accounts(self.scope.index.corpus, statements))

    @cached_property
    def opposed(self) -> list[StatementAt]:
        """What the actor says that is told differently or disputed."""
        assessments = self.scope.index.assessments
        return [
            placed for placed in self.parts["_said-by"] if assessments[placed.ref].status in OPPOSED
        ]

    @cached_property
    def opposers(self) -> Counter[str]:
        """How many of these statements each other actor tells otherwise or denies."""
        return Counter(
            name
            for placed in self.opposed
            for name in dict.fromkeys(_list_opposers(self.scope.index, placed))
            if name != self.actor.id
        )

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """What is told otherwise of what it says, if that is not all."""
        shown, opposed = self.shown["_said-by"], {placed.ref for placed in self.opposed}
        count = sum(placed.ref in opposed for placed in shown)
        several = 0 < count < len(shown)
        return (Choice(OTHERWISE, "told differently or disputed", count),) if several else ()

    def view_own(self) -> RunsView:
        """The statements of the actor's file: its first as rows, the first words of the others."""
        rows = [(placed, self.maker.view_row(placed)) for placed in self.own_rows]
        short = islice(self.own, len(rows), None)
        return replace(
            self._view(),
            groups=(RunGroup(None, make_runs(self.scope, rows)),),
            short=tuple(view_short(self.maker, placed) for placed in short),
            total=len(self.own),
        )

    def list_anchors(self) -> Iterator[str]:
        """The anchors of the statements of the actor's file and of their evidence."""
        for placed in self.own:
            yield placed.statement.id
            yield from placed.statement.former_ids
            yield from self.scope.shelf.list_anchors(placed)

    def list_choices(self) -> Iterator[str]:
        """The anchors of what its own statements can be narrowed to."""
        yield from (choice.id for choice in self.choices)

    def view_part(self, anchor: str) -> RunsView:
        """The rows of a part, by topic."""
        shown, by_it = self.shown[anchor], anchor == "_said-by"
        more = len(self.parts[anchor]) - len(shown)
        return replace(
            self._view(),
            choices=self.choices if by_it else (),
            groups=tuple(self._group(anchor)),
            total=len(self.parts[anchor]),
            more=self._link_rest(anchor, more) if more else None,
        )

    def _view(self) -> RunsView:
        return RunsView(
            key=(),
            choices=(),
            groups=(),
            total=0,
            more=None,
            root=self.scope.root,
            empty="Our sources give no statement by or about this actor.",
        )

    def _group(self, anchor: str) -> Iterator[RunGroup]:
        headings = {heading.title: heading for heading in self.list_topics(anchor)}
        for topic in group_topics(self.scope.index, self.shown[anchor]):
            rows = ((placed, self._view_row(placed)) for placed in topic.statements)
            yield RunGroup(headings.get(topic.heading.title), make_runs(self.scope, rows))

    def list_topics(self, anchor: str) -> tuple[Heading, ...]:
        """The headings within a part: its topics, if it has several."""
        topics = group_topics(self.scope.index, self.shown[anchor])
        headings = (
            Heading(id=f"{anchor}{topic.heading.id}", title=topic.heading.title, level=3)
            for topic in topics
        )
        return tuple(headings) if len(topics) > 1 else ()

    def _view_row(self, placed: StatementAt) -> Row:
        """A row that says of those who speak only who is not the actor."""
        row = self.maker.view_row(placed)
        itself, said = link_actor(self.scope, self.actor.id), row.said
        if itself in said.speakers:
            speakers = tuple(link for link in said.speakers if link != itself)
            said = replace(said, speakers=speakers)
        who = tuple(link for link in said.who if link.url != itself.url)
        if who != said.who:
            words = "only this side" if said.status.words == ONLY else said.status.words
            if who or said.others:
                words += ", with"
            said = replace(said, who=who, status=replace(said.status, words=words))
        return replace(row, said=said)

    def _link_rest(self, anchor: str, more: int) -> Link:
        if anchor == "_said-by":
            url = f"{self.scope.root}statements/?party={self.actor.id}"
            return Link(f"{more} more, of earlier events, in the list of statements", url)
        name = quote(self.actor.short_name or self.actor.name)
        url = f"{self.scope.root}search/?q={name}"
        return Link(f"{more} more, of earlier events: search for the name", url)


def _list_opposers(index: Index, placed: StatementAt) -> Iterator[str]:
    """Those who deny a statement, or make one that differs from it or disputes it."""
    for evidence in placed.statement.evidence:
        if evidence.stance == "denies":
            yield from find_speakers(index.corpus, placed.statement, evidence)
    for relation in ("differs", "disputes"):
        for ref in index.corpus.related[relation].get(placed.ref, ()):
            if index.corpus.find_statement(ref).stands:
                yield from index.assessments[ref].actors


def make_part_heading(anchor: str, actor: Actor) -> Heading:
    """The heading of a part of what is said by and about an actor."""
    words = {"_said-by": "Said by", "_denied": "Denied by", "_said-about": "Said about"}
    return Heading(id=anchor, title=f"{words[anchor]} {actor.short_name or actor.name}")
