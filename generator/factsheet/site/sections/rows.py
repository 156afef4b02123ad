"""Statements as rows: who says it, the sentence, its quotes, and which articles carry it.

A row holds all that a page says of a statement, so that it stands there once. What holds of all
rows is said above them: the key of the articles, and whether the quotes were found.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from factsheet.facts.corpus import EvidenceAt, Related, StatementAt, find_attribution
from factsheet.facts.fields import OWN_VOICE, UNNAMED
from factsheet.facts.model import Evidence, Reading
from factsheet.facts.prose import render_prose
from factsheet.proof.judgement import Judgement
from factsheet.proof.reading.completeness import find_readings
from factsheet.site.addresses import link_passage
from factsheet.site.scope import (
    ENGLISH,
    Scope,
    link_account,
    link_actor,
    link_source,
    name_outlet,
    name_record,
    view_date,
    write_imprint,
)
from factsheet.site.statements import SHAPES
from factsheet.site.views import DateView, Link, ProofView
from factsheet.voices.accounts import Accounts
from factsheet.voices.index import Index
from factsheet.voices.silence import list_carrying
from factsheet.voices.status import Assessment, Status

MOST_TOLD = 9
"""If articles have no letters, what so many of them do with a statement is told."""
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


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose words a passage gives, if not all of its row's; which documents it passes on, by which
    reports; and the curators' reason, if it does not say so itself.
    """

    accounts: tuple[Link, ...]
    relays: tuple[Link, ...]
    via: tuple[Link, ...]
    inferred: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A quote with its article. `anchors` are those of its pieces of evidence; `proof` is shown
    unless the quote was found.
    """

    anchors: tuple[str, ...]
    mark: str
    source: Link
    quote: str
    language: str
    translation: str
    url: str
    exact: bool
    archived: str
    proof: ProofView
    denies: bool
    origin: Origin
    locator: str
    note: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What an article does with a statement: "carries", "silent" (left out), "differs" (told
    otherwise) or "unknown".
    """

    mark: str
    name: str
    sign: str


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A statement. `voices` are the numbers of the voices that say it, for its edge and the
    filters; 0 is the articles' own.
    """

    anchor: str
    former_anchors: tuple[str, ...]
    permalink: str
    text: Markup
    who: tuple[Link, ...]
    voices: tuple[int, ...]
    status: RowStatus
    speakers: tuple[Link, ...]
    said_on: DateView | None
    note: str
    across: tuple[Across, ...]
    passages: tuple[Passage, ...]
    cells: tuple[Cell, ...]
    withdrawn: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyArticle:
    """An article of a page: its mark and name, how many of the page's statements it carries, and
    leaves out; its address and that of its archived copy. `imprint` is what a citation says of it:
    title, publisher and date, as far as they are known.
    """

    id: str
    mark: str
    link: Link
    imprint: str
    carries: int
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
        """The articles of which each row says what they do with it: all that have letters; if
        articles have none, the first few, since every row would name them all.
        """
        return self.articles if self.scope.index.marks else self.articles[:MOST_TOLD]

    @cached_property
    def left_out(self) -> Counter[str]:
        """How many of the page's statements each of these articles leaves out."""
        return Counter(
            name
            for signs in self.signs.values()
            for name, sign in signs.items()
            if sign == "silent"
        )

    @cached_property
    def readings(self) -> Mapping[str, Reading]:
        return find_readings(self.scope.index.corpus)

    @cached_property
    def voices(self) -> Mapping[str, int]:
        """The numbers of the voices, in the order in which the page shows them; 0 is for none."""
        order = dict.fromkeys(
            voice
            for placed in self.statements
            for voice, _ in self.accounts.stances[placed.ref]
            if voice not in (OWN_VOICE, UNNAMED)
        )
        return {voice: min(number, HUES) for number, voice in enumerate(order, 1)}

    @cached_property
    def signs(self) -> Mapping[str, Mapping[str, str]]:
        """What each article does with each statement, by reference and source."""
        return {
            placed.ref: dict(self._find_signs(placed)) if placed.stands else {}
            for placed in self.statements
        }

    def _find_signs(self, placed: StatementAt) -> Iterator[tuple[str, str]]:
        corpus = self.scope.index.corpus
        own = {evidence.source for evidence in placed.statement.evidence}
        telling = list_carrying(corpus, placed)
        for name in self.told:
            if name in own:
                yield name, "carries"
            elif name in telling:
                yield name, "differs"
            else:
                yield name, "silent" if self.readings[name] == "complete" else "unknown"

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
            left_out=self.left_out[name],
            url=source.url or "",
            archived=source.archive.url if source.archive else "",
        )

    def view_row(self, placed: StatementAt) -> Row:
        """A statement as a row of the page."""
        scope, statement = self.scope, placed.statement
        home = placed.record.id == scope.owner
        who = scope.index.find_attributions(placed)
        return Row(
            anchor=statement.id if home else "",
            former_anchors=statement.former_ids if home else (),
            permalink=scope.link(placed.kind, placed.record.id, statement.id),
            text=render_prose(statement.text, scope.link_prose),
            who=tuple(link_account(scope, name, "the articles’ own words") for name in who),
            voices=self.number_voices(placed),
            status=view_row_status(scope.index, placed),
            speakers=tuple(
                link_actor(scope, name) for name in statement.speaker if name not in who
            ),
            said_on=view_date(statement.said_on),
            note=statement.note or "",
            across=tuple(self._list_across(placed)),
            passages=tuple(self._list_passages(placed)),
            cells=tuple(self._list_cells(placed)),
            withdrawn=statement.withdrawn is not None,
        )

    def number_voices(self, placed: StatementAt) -> tuple[int, ...]:
        stances = self.accounts.stances.get(placed.ref, {})
        return tuple(dict.fromkeys(self.voices.get(voice, 0) for voice, _ in stances))

    def _list_cells(self, placed: StatementAt) -> Iterator[Cell]:
        marks = self.scope.index.marks
        for name, sign in self.signs.get(placed.ref, {}).items():
            yield Cell(marks.get(name, ""), name_outlet(self.scope.index, name), sign)

    def _list_across(self, placed: StatementAt) -> Iterator[Across]:
        """What stands to a statement in another record: those of one record in one line."""
        corpus = self.scope.index.corpus
        for relation, words in ACROSS.items():
            targets: dict[str, Link] = {}
            for ref in corpus.related[relation].get(placed.ref, ()):
                other = corpus.find_statement(ref)
                if not other.broken and other.record.id != placed.record.id:
                    url = self.scope.link(other.kind, other.record.id, other.statement.id)
                    targets.setdefault(other.record.id, Link(name_record(other.record), url))
            if targets:
                yield Across(words, tuple(targets.values()))

    def _list_passages(self, placed: StatementAt) -> Iterator[Passage]:
        """The quotes of a statement, those of one article and of the same words as one."""
        same: dict[tuple[str, str], list[EvidenceAt]] = {}
        for piece in placed.pieces:
            name = piece.evidence.source, piece.evidence.quote or str(piece.index)
            same.setdefault(name, []).append(piece)
        for pieces in same.values():
            yield self._view_passage(placed, pieces)

    def _view_passage(self, placed: StatementAt, pieces: Sequence[EvidenceAt]) -> Passage:
        scope, evidence = self.scope, pieces[0].evidence
        source = scope.index.corpus.find_source(evidence.source)
        language = evidence.language or source.language or ""
        judgement = scope.index.judgements.get(pieces[0].key, Judgement("unproven"))
        url = source.url or ""
        home = placed.record.id == scope.owner
        return Passage(
            anchors=tuple(scope.find_anchor(piece) for piece in pieces) if home else (),
            mark=scope.index.marks.get(evidence.source, ""),
            source=link_outlet(scope, evidence.source),
            quote=evidence.quote or "",
            language="" if ENGLISH.fullmatch(language) else language,
            translation=evidence.translation or "",
            url=link_passage(url, judgement.fragment) if url else "",
            exact=bool(judgement.fragment),
            archived=link_passage(source.archive.url, judgement.fragment) if source.archive else "",
            proof=ProofView(
                judgement.state,
                view_date(judgement.checked),
                evidence.source in scope.shelf.repeated,
            ),
            denies=evidence.stance == "denies",
            origin=self._view_origin(placed, evidence),
            locator=evidence.locator or "",
            note=evidence.note or "",
        )

    def _view_origin(self, placed: StatementAt, evidence: Evidence) -> Origin:
        scope = self.scope
        names = find_attribution(placed.statement, evidence)
        apart = () if names == scope.index.find_attributions(placed) else names
        return Origin(
            tuple(link_account(scope, name, "its own words") for name in apart),
            tuple(link_outlet(scope, name) for name in evidence.relays),
            tuple(link_outlet(scope, name) for name in evidence.via),
            evidence.inferred or "",
        )


def link_outlet(scope: Scope, source: str) -> Link:
    """A source by its short name, as keys and rows have it."""
    return Link(name_outlet(scope.index, source), link_source(scope, source).url)


def view_row_status(index: Index, placed: StatementAt) -> RowStatus:
    """How a statement is told."""
    assessment = index.assessments[placed.ref]
    words = describe_status(assessment, index.find_attributions(placed))
    return RowStatus(assessment.status, SHAPES[assessment.status], words, assessment.reason)


def describe_status(assessment: Assessment, attribution: Sequence[str]) -> str:
    """How a statement is told, in words that a stranger reads right. What one voice says is told by
    its name, which stands beside it.
    """
    both = "both sides" if len(assessment.voices) == 2 else "several sides"
    words: Mapping[Status, str] = {
        "withdrawn": "withdrawn",
        "disputed": "disputed",
        "accounts-differ": "told differently",
        "corroborated": both,
        "one-report": f"{both.partition(' ')[0]}, in one report",
        "one-voice": "only",
        "unattributed": "nobody by name",
        "uncited": "uncited",
    }
    if assessment.status == "one-voice" and len(attribution) > 1:
        return "one side"
    own = assessment.status in ("one-voice", "unattributed") and set(attribution) == {OWN_VOICE}
    return "a report’s own words" if own else words[assessment.status]
