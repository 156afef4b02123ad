"""Statements as rows: who says it, the sentence, its quotes, and which articles carry it.

A row holds all that a page says of a statement, so that it stands there once. What holds of all
rows is said above them: the key of the articles, and whether the quotes were found.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from markupsafe import Markup

from factsheet.facts.corpus import EvidenceAt, Related, StatementAt
from factsheet.facts.fields import OWN_VOICE, UNNAMED
from factsheet.facts.model import Kind
from factsheet.facts.prose import render_prose
from factsheet.site.scope import (
    Sayers,
    Scope,
    link_actor,
    name_outlet,
    name_record,
    name_sayers,
    view_date,
    write_imprint,
)
from factsheet.site.sections.passages import Passage, link_outlet, list_passages
from factsheet.site.statements import SHAPES
from factsheet.site.views import DateView, Link
from factsheet.voices.accounts import Accounts
from factsheet.voices.index import Index
from factsheet.voices.silence import Sign, find_signs
from factsheet.voices.status import Status
from factsheet.wording import cut_text, join_names

MOST_TOLD = 9
"""If articles have no letters, what so many of them do with a statement is told."""
MOST_PASSAGES, MOST_OWN = 12, 60
"""So many passages has a row, on another page than the event's own and on that."""
MOST_ANCHORS = 1_200
"""If a page's statements have more passages, nothing leads to those that it does not show."""
HUES = 6
"""So many voices of a page are told apart by their edge; more share the last."""
ACROSS: Mapping[Related, str] = {
    "disputes": "disputed:",
    "differs": "told differently:",
    "echoes": "the same words, of",
    "updates": "brings up to date:",
    "updated_by": "brought up to date:",
}
"""What leads from a row to a statement of another record."""
ONLY = "only"
"""What leads to the name of the only one who says something."""
MOST_NAMED, LONGEST_NAME = 3, 80
"""So many of those who say something are named in a line; and of a name so many characters."""
AGAINST: tuple[Related, ...] = ("disputes", "differs")
MOST_ACROSS = 20
"""So many statements does each of these lead to."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What an article does with a statement."""

    mark: str
    name: str
    sign: Sign


@dataclass(frozen=True, slots=True)
class RowStatus:
    """How a statement is told, in plain words; `reason` says it in full. Its id is also the anchor
    of its explanation.
    """

    id: Status
    shape: str
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Across:
    """How a statement stands to those of another record."""

    words: str
    targets: tuple[Link, ...]


@dataclass(slots=True)
class Said:
    """Who says a statement, by name and others, and how it is told. What it was `drawn` as is kept
    with it.
    """

    who: tuple[Link, ...]
    others: str
    status: RowStatus
    speakers: tuple[Link, ...]
    said_on: DateView | None
    drawn: dict[tuple[bool, bool], str] = field(default_factory=dict, init=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A statement. `voices` are the numbers of the voices that say it, for its edge and the
    filters; 0 is the articles' own. Of its passages so many `more` are not shown; `rest` are their
    anchors. `alone` marks what no other article tells, in whatever way.
    """

    anchor: str
    former_anchors: tuple[str, ...]
    permalink: str
    text: Markup
    said: Said
    voices: tuple[int, ...]
    note: str
    across: tuple[Across, ...]
    passages: tuple[Passage, ...]
    cells: tuple[Cell, ...]
    withdrawn: bool
    more: int = 0
    rest: tuple[str, ...] = ()
    alone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyArticle:
    """An article of a page: its mark and name, how many of the page's statements it carries, tells
    otherwise, and leaves out; its address and that of its archived copy. `imprint` is what a
    citation says of it: title, publisher and date, as far as they are known.
    """

    id: str
    mark: str
    link: Link
    imprint: str
    carries: int
    otherwise: int
    left_out: int
    url: str
    archived: str


@dataclass(frozen=True)
class RowMaker:
    """Makes the rows of one page, of its `statements`; `accounts` are theirs."""

    scope: Scope
    statements: Sequence[StatementAt]
    accounts: Accounts

    @cached_property
    def keeps_anchors(self) -> bool:
        """Whether there is room for the anchors of passages that are not shown."""
        return sum(len(placed.pieces) for placed in self.statements) <= MOST_ANCHORS

    @cached_property
    def carried(self) -> Counter[str]:
        """How many of the statements that stand each article carries."""
        return Counter(
            source
            for placed in self.statements
            if placed.stands
            for source in {evidence.source: None for evidence in placed.statement.evidence}
        )

    @cached_property
    def articles(self) -> tuple[str, ...]:
        """Those that carry any of the statements: in the order of their letters, or, without
        letters, those with most first.
        """
        marks = self.scope.index.marks
        listed = [name for name, _ in self.carried.most_common()]
        return tuple(sorted(listed, key=lambda name: marks.get(name, "")))

    @cached_property
    def told(self) -> tuple[str, ...]:
        """The articles of which each row says what they do with it: all that have letters. If
        articles have none, no row says it, but an event's can be narrowed to what the first few
        leave out.
        """
        event = self.scope.owner in self.scope.index.corpus.events
        most = None if self.scope.index.marks else MOST_TOLD if event else 0
        return self.articles[:most]

    @cached_property
    def counted(self) -> Mapping[Sign, Counter[str]]:
        """By what it does with them: with how many of the page's statements each of these articles
        does so.
        """
        counts: dict[Sign, Counter[str]] = defaultdict(Counter)
        for signs in self.signs.values():
            for name, sign in signs.items():
                counts[sign][name] += 1
        return counts

    @cached_property
    def voices(self) -> Mapping[str, int]:
        """The numbers of the voices: the chief ones of the site have the first, on every page, the
        others follow in the order in which the page shows them; 0 is for none.
        """
        order = dict.fromkeys(
            voice
            for placed in self.statements
            for voice, _ in self.accounts.stances[placed.ref]
            if voice not in (OWN_VOICE, UNNAMED)
        )
        ranked = dict.fromkeys((*self.scope.index.chief_voices, *order))
        numbers = {voice: number for number, voice in enumerate(ranked, 1)}
        return {voice: min(numbers[voice], HUES) for voice in order}

    @cached_property
    def signs(self) -> Mapping[str, Mapping[str, Sign]]:
        """What each article does with each statement, by reference and source."""
        index = self.scope.index
        return {
            placed.ref: find_signs(
                index.corpus, placed, self.told, index.tellers.get(placed.record.id, ())
            )
            for placed in self.statements
        }

    def view_key(self) -> tuple[KeyArticle, ...]:
        """The articles that carry any of the page's statements."""
        return tuple(self._view_article(name) for name in self.articles)

    def _view_article(self, name: str) -> KeyArticle:
        source = self.scope.index.corpus.find_source(name)
        return KeyArticle(
            id=name,
            mark=self.scope.index.marks.get(name, ""),
            link=link_outlet(self.scope, name),
            imprint=", ".join(filter(None, (source.name, write_imprint(self.scope.index, source)))),
            carries=self.carried[name],
            otherwise=self.counted["differs"][name],
            left_out=self.counted["silent"][name],
            url=source.url or "",
            archived=source.archive.url if source.archive else "",
        )

    def view_row(self, placed: StatementAt, pieces: Iterable[EvidenceAt] | None = None) -> Row:
        """A statement as a row of the page, with all its passages or with those of `pieces`."""
        scope, home = self.scope, placed.record.id == self.scope.owner
        shown = placed.pieces if pieces is None else pieces
        passages = tuple(list_passages(scope, placed, shown))
        most = MOST_OWN if home and placed.kind == "event" else MOST_PASSAGES
        return replace(
            self._view_own(placed) if home else self._view_other(placed),
            text=render_prose(placed.statement.text, partial(self._link_prose, placed)),
            voices=self.number_voices(placed),
            passages=passages[:most],
            cells=tuple(self._list_cells(placed)),
            more=len(passages[most:]),
            rest=tuple(
                anchor
                for passage in passages[most:]
                for anchor in passage.anchors
                if self.keeps_anchors
            ),
        )

    def _view_own(self, placed: StatementAt) -> Row:
        """A row of the page's own, without what `view_row` adds."""
        statement, row = placed.statement, _start_row(self.scope, placed)
        return replace(row, anchor=statement.id, former_anchors=statement.former_ids)

    def _view_other(self, placed: StatementAt) -> Row:
        """The same of another page: it is nobody's, and so the same on all pages of this depth."""
        scope = Scope(self.scope.shelf, self.scope.url)
        return scope.depth.rows.keep(placed.ref, lambda: _start_row(scope, placed))

    def _link_prose(self, placed: StatementAt, kind: Kind, record: str, statement: str) -> str:
        """As `Scope.link_prose`; those who say it are linked beside the sentence."""
        linked = record in self.scope.index.find_attributions(placed) and not statement
        return "" if linked else self.scope.link_prose(kind, record, statement)

    def number_voices(self, placed: StatementAt) -> tuple[int, ...]:
        stances = self.accounts.stances.get(placed.ref, {})
        return tuple(sorted({self.voices.get(voice, 0) for voice, _ in stances}))

    def _list_cells(self, placed: StatementAt) -> Iterator[Cell]:
        marks = self.scope.index.marks
        for name, sign in self.signs.get(placed.ref, {}).items():
            yield Cell(marks.get(name, ""), name_outlet(self.scope.index, name), sign)


def _start_row(scope: Scope, placed: StatementAt) -> Row:
    """A row without its text, voices, passages and cells."""
    statement, sayers = placed.statement, name_sayers(scope.index, placed)
    return Row(
        anchor="",
        former_anchors=(),
        permalink=scope.link(placed.kind, placed.record.id, statement.id),
        text=Markup(),
        said=Said(
            who=tuple(Link(name, scope.link("actor", id_)) for id_, name in sayers.named.items()),
            others=sayers.others,
            status=view_row_status(scope.index, placed, sayers),
            speakers=tuple(
                link_actor(scope, name) for name in statement.speaker if name not in sayers.named
            ),
            said_on=view_date(statement.said_on),
        ),
        voices=(),
        note=statement.note or "",
        across=tuple(_list_across(scope, placed)),
        passages=(),
        cells=(),
        withdrawn=statement.withdrawn is not None,
    )


def _list_across(scope: Scope, placed: StatementAt) -> Iterator[Across]:
    """What stands to a statement in another record: those of one record in one line. Away from its
    own page also what stands against it in its own record, by who says it.
    """
    corpus, away = scope.index.corpus, placed.record.id != scope.owner
    for relation, words in ACROSS.items():
        targets: dict[str, Link] = {}
        for ref in corpus.related[relation].get(placed.ref, ()):
            other = corpus.find_statement(ref)
            within = other.record.id == placed.record.id
            if other.broken or (within and not (away and relation in AGAINST)):
                continue
            url = scope.link(other.kind, other.record.id, other.statement.id)
            name = _name_sayers(scope, other) if within else name_record(other.record)
            targets.setdefault(name if within else other.record.id, Link(name, url))
        if targets:
            yield Across(words, tuple(targets.values())[:MOST_ACROSS])


def _name_sayers(scope: Scope, placed: StatementAt) -> str:
    sayers = name_sayers(scope.index, placed)
    return join_names(filter(None, (*sayers.named.values(), sayers.others)))


def view_row_status(index: Index, placed: StatementAt, sayers: Sayers) -> RowStatus:
    """How a statement is told, in words that a stranger reads right. What one voice says is told by
    its name, which stands beside it, or is somebody's own words.
    """
    assessment = index.assessments[placed.ref]
    both = "both sides" if len(assessment.voices) == 2 else "several sides"
    words: Mapping[Status, str] = {
        "withdrawn": "withdrawn",
        "disputed": "disputed",
        "accounts-differ": "told differently",
        "corroborated": both,
        "one-report": f"{both.partition(' ')[0]}, in one report",
        "one-voice": "one side" if sayers.named else sayers.others,
        "unattributed": sayers.others or "nobody by name",
        "uncited": "uncited",
    }
    told = words[assessment.status]
    if assessment.status == "one-voice" and len(sayers.named) == 1 and not sayers.others:
        told = ONLY
    return RowStatus(assessment.status, SHAPES[assessment.status], told, assessment.reason)


def tell_status(index: Index, placed: StatementAt) -> str:
    """How a statement is told, and by whom, in one line, as its row says it."""
    sayers = name_sayers(index, placed)
    status = view_row_status(index, placed, sayers)
    names = [cut_text(name, LONGEST_NAME) for name in sayers.named.values()][:MOST_NAMED]
    more = len(sayers.named) - len(names)
    names += [f"{more} more"] if more else []
    told, others = f"{status.shape} {status.words}", cut_text(sayers.others, LONGEST_NAME)
    if not names:
        return told if status.words == sayers.others or not others else f"{told}: {others}"
    said = f"{told}{'' if status.words == ONLY else ':'} {join_names(names)}"
    return f"{said}, and {others}" if others else said
