"""The statements of an event as rows, topic by topic; what differs or disputes stands together."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from factsheet.facts.corpus import Corpus, StatementAt, choose_lead
from factsheet.facts.fields import OWN_VOICE, UNNAMED
from factsheet.site.scope import OWN_WORDS, Scope
from factsheet.site.sections.passages import QuoteCount, count_quotes
from factsheet.site.sections.room import ShortRow, view_short, weigh_row
from factsheet.site.sections.rows import MOST_OWN, MOST_TOLD, KeyArticle, Row, RowMaker
from factsheet.site.sections.topics import Topic, group_topics
from factsheet.site.statements import OPPOSED
from factsheet.site.views import Heading, Link
from factsheet.voices.accounts import Accounts, find_accounts, group_statements
from factsheet.voices.status import name_actor
from factsheet.wording import join_names

TELLING = Heading(id="_statements", title="Statements")
DIFFERENT = "_told-differently"
MOST_BYTES, LEAST_BYTES, SHORT_BYTES = 200_000, 30_000, 150
"""Of about so many bytes of HTML are the rows of a page, at least the second; and a statement that
has none.
"""
MOST_LEFT_OUT = MOST_TOLD
"""So many articles may be chosen by what they leave out."""


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that stand together: `words` say in what they differ or what is disputed. Else `id` is
    "", and it has one row.
    """

    id: str
    label: str
    words: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class TopicRows:
    """The blocks of a topic."""

    heading: Heading
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that the rows can be narrowed to: by an address of the page, without a script."""

    id: str
    label: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TellingView:
    """All rows of an event's page. `lead` stands first, under no heading; `root` leads to that of
    the site.
    """

    lead: tuple[Block, ...]
    key: tuple[KeyArticle, ...]
    count: QuoteCount
    choices: tuple[Choice, ...]
    left_out: tuple[Choice, ...]
    topics: tuple[TopicRows, ...]
    short: tuple[ShortRow, ...]
    total: int
    root: str


@dataclass(frozen=True, slots=True)
class Side:
    """A party to an event: who speaks, and in whose voice it is counted, if another's."""

    speaker: Link
    voice: str


def view_block(maker: RowMaker, group: Sequence[StatementAt]) -> Block:
    """Statements that stand together, or one by itself. What their notes say of all of them stands
    above them, and not in the rows.
    """
    rows = tuple(maker.view_row(placed) for placed in group)
    if len(group) == 1:
        return Block("", "", (), rows)
    disputed = any(placed.statement.disputes for placed in group)
    told = [placed for placed in group if placed.statement.differs or placed.statement.disputes]
    notes = tuple(dict.fromkeys(placed.statement.note for placed in told if placed.statement.note))
    rows = tuple(replace(row, note="") if row.note in notes else row for row in rows)
    label = "Disputed" if disputed else "Told differently"
    return Block("disputed" if disputed else "differs", label, notes, rows)


@dataclass(frozen=True)
class Telling:
    """How an event is told; each part of it is worked out when first asked for."""

    scope: Scope
    statements: Sequence[StatementAt]

    @cached_property
    def order(self) -> tuple[StatementAt, ...]:
        """The statements as the page shows them but for what stands together: the lead first."""
        lead = choose_lead(self.statements)
        leading = {placed.ref for placed in lead}
        rest = (placed for topic in self.topics for placed in topic.statements)
        return (*lead, *(placed for placed in rest if placed.ref not in leading))

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        return group_topics(self.scope.index, self.statements)

    @cached_property
    def maker(self) -> RowMaker:
        accounts = find_accounts(self.corpus, self.order)
        return RowMaker(self.scope, self.order, accounts)

    @property
    def corpus(self) -> Corpus:
        return self.scope.index.corpus

    @cached_property
    def groups(self) -> dict[str, list[StatementAt]]:
        """What stands together, by the reference of its first statement on the page."""
        standing = [placed for placed in self.order if placed.stands]
        grouped = {group[0].ref: group for group in group_statements(self.corpus, standing)}
        grouped.update((placed.ref, [placed]) for placed in self.order if not placed.stands)
        return grouped

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The topics that have rows of their own below the lead."""
        lead = {placed.ref for placed in choose_lead(self.statements)}
        return tuple(
            topic.heading
            for topic in self.topics
            if any(
                placed.ref in self.shown and placed.ref not in lead for placed in topic.statements
            )
        )

    @cached_property
    def shown(self) -> frozenset[str]:
        """What has rows, by the reference of its first statement: the first of the page, as many as
        it has room for.
        """
        room = max(MOST_BYTES - SHORT_BYTES * len(self.order), LEAST_BYTES)
        shown: list[str] = []
        for placed in self.order:
            group = self.groups.get(placed.ref, ())
            room -= sum(weigh_row(self.scope, (one, one.pieces), MOST_OWN) for one in group)
            if room < 0 and shown:
                break
            shown += [placed.ref] if group else []
        return frozenset(shown)

    def _list_short(self) -> Iterator[StatementAt]:
        for placed in self.order:
            if placed.ref in self.groups and placed.ref not in self.shown:
                yield from self.groups[placed.ref]

    def view(self) -> TellingView:
        """All rows, with the key of their articles and what they can be narrowed to."""
        lead = dict.fromkeys(placed.ref for placed in choose_lead(self.statements))
        topics = (
            TopicRows(
                topic.heading,
                tuple(
                    view_block(self.maker, self.groups[placed.ref])
                    for placed in topic.statements
                    if placed.ref in self.shown and placed.ref not in lead
                ),
            )
            for topic in self.topics
        )
        return TellingView(
            lead=tuple(
                view_block(self.maker, self.groups[ref]) for ref in lead if ref in self.shown
            ),
            key=self.maker.view_key(),
            count=count_quotes(
                self.scope, (piece for placed in self.order for piece in placed.pieces)
            ),
            choices=self.choices,
            left_out=self.left_out,
            topics=tuple(topic for topic in topics if topic.blocks),
            short=tuple(view_short(self.maker, placed) for placed in self._list_short()),
            total=len(self.order),
            root=self.scope.root,
        )

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """What is told differently, and each account, if there are several."""
        return tuple(self._list_choices())

    @cached_property
    def left_out(self) -> tuple[Choice, ...]:
        """What each article leaves out, if it leaves any out."""
        return tuple(self._list_left_out())

    def _list_choices(self) -> Iterator[Choice]:
        assessments = self.scope.index.assessments
        different = sum(assessments[placed.ref].status in OPPOSED for placed in self.order)
        if 0 < different < len(self.order):
            yield Choice(DIFFERENT, "told differently or disputed", different)
        counts = Counter(
            number for placed in self.order for number in self.maker.number_voices(placed)
        )
        names = self._name_voices()
        if len(counts) > 1:
            for number in sorted(counts, key=lambda number: (number == 0, number)):
                yield Choice(f"_voice-{number}", names[number], counts[number])

    def _name_voices(self) -> dict[int, str]:
        told = self.maker.accounts.statements
        nobody = {OWN_VOICE: OWN_WORDS, UNNAMED: "nobody by name"}
        names = {0: [" or ".join(words for voice, words in nobody.items() if told[voice])]}
        for voice, number in self.maker.voices.items():
            speakers = [name for name, _ in self.maker.accounts.speakers[voice].most_common(2)]
            spoken = join_names(name_actor(self.corpus, name) for name in speakers)
            names.setdefault(number, []).append(spoken)
        return {
            number: spoken[0] if len(spoken) == 1 else "others" for number, spoken in names.items()
        }

    def _list_left_out(self) -> Iterator[Choice]:
        for number, article in enumerate(self.maker.view_key()[:MOST_LEFT_OUT], 1):
            if article.left_out:
                yield Choice(
                    f"_without-{number}", article.mark or article.link.text, article.left_out
                )

    def list_sides(self) -> tuple[Side, ...]:
        """The parties that tell of the event, those of most statements first; what was withdrawn
        makes none.
        """
        return tuple(map(self._view_side, self.standing.parties))

    @cached_property
    def standing(self) -> Accounts:
        """The accounts of what was not withdrawn."""
        if all(placed.stands for placed in self.order):
            return self.maker.accounts
        return find_accounts(self.corpus, (placed for placed in self.order if placed.stands))

    @property
    def has_unnamed(self) -> bool:
        """Whether nobody by name says what no party does."""
        return any(
            voice == UNNAMED
            for placed in self.order
            if placed.stands and placed.statement.evidence
            for voice, _ in self.standing.stances[placed.ref]
        )

    def _view_side(self, voice: str) -> Side:
        speaker = self.maker.accounts.speakers[voice].most_common(1)[0][0]
        counted = "" if speaker == voice else name_actor(self.corpus, voice)
        name = name_actor(self.corpus, speaker)
        return Side(Link(name, self.scope.link("actor", speaker)), counted)

    def list_anchors(self) -> Iterator[str]:
        """The anchors in the section, but for headings: statements, evidence and choices."""
        for placed in self.statements:
            yield placed.statement.id
            yield from placed.statement.former_ids
            yield from self.scope.shelf.list_anchors(placed)
        yield from (choice.id for choice in (*self.choices, *self.left_out))
