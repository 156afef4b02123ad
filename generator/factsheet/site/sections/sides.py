"""What each side says: an event's statements topic by topic, the accounts in columns beside one
another.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from factsheet.facts.corpus import Corpus, StatementAt, find_attribution
from factsheet.facts.fields import OWN_VOICE, UNNAMED
from factsheet.proof.reading.completeness import find_readings
from factsheet.site.scope import Scope, link_actor
from factsheet.site.sections.topics import Topic
from factsheet.site.views import Heading, Link, Marker, StatementView, StatusView
from factsheet.voices.accounts import UNCITED, Accounts, Stance, find_accounts, group_statements
from factsheet.voices.lineage import count_with
from factsheet.voices.status import name_actor, trace_voice
from factsheet.wording import join_names

SIDES = Heading(id="_sides", title="What each side says")
MOST_PARTIES = 4
"""As many columns of parties can be read beside the articles' own; of more the smallest share the
last.
"""


Stand = tuple[int, Stance, tuple[int, ...]]
"""A column, and by which stance and passages something stands in it."""


@dataclass(frozen=True, slots=True)
class Account:
    """The head of a column: those who speak in it, and in a few words whose voice that is."""

    names: tuple[Link, ...]
    detail: str
    label: str


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement as one account gives or denies it; `by` says whose that is if several share
    the column.
    """

    sentence: Link
    markers: tuple[Marker, ...]
    status: StatusView
    denies: bool
    by: str


@dataclass(frozen=True, slots=True)
class SideCell:
    """What one account says. One that has nothing on the topic stands once, across its `span` rows;
    it is `silent` if we have read all articles completely that could have passed something on.
    """

    label: str
    sayings: tuple[Saying, ...]
    silent: bool = False
    span: int = 1


@dataclass(frozen=True, slots=True)
class SideRow:
    """Statements `against` each other; or the same one in several accounts; or what else is said on
    the topic.
    """

    cells: tuple[SideCell, ...]
    against: bool


@dataclass(frozen=True, slots=True)
class SidesTopic:
    link: Link
    rows: tuple[SideRow, ...]


@dataclass(frozen=True, slots=True)
class SidesView:
    accounts: tuple[Account, ...]
    topics: tuple[SidesTopic, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    """What the cells are made of: `columns` are voices, `parties` the number of columns that are
    parties'.
    """

    corpus: Corpus
    found: Accounts
    columns: tuple[tuple[str, ...], ...]
    places: Mapping[str, list[Stand]]
    parties: int
    labels: tuple[str, ...]
    read: bool
    views: Mapping[str, StatementView]
    sentences: Mapping[str, Link]


def view_sides(
    scope: Scope,
    topics: Sequence[Topic],
    views: Mapping[str, StatementView],
    sentences: Mapping[str, Link],
) -> SidesView:
    """The accounts of `topics` side by side.

    `views` and `sentences` are those of the page, by the statements' references. Withdrawn
    statements are left out.
    """
    corpus = scope.index.corpus
    standing = [
        placed for topic in topics for placed in topic.statements if not placed.statement.withdrawn
    ]
    accounts = find_accounts(corpus, standing)
    columns, parties = _list_columns(accounts)
    shown = tuple(_view_account(scope, voices, accounts, standing) for voices in columns)
    labels = tuple(account.label for account in shown)
    places = _find_places(accounts, columns)
    table = _Table(
        corpus,
        accounts,
        columns,
        places,
        parties,
        labels,
        _is_read(corpus, standing),
        views,
        sentences,
    )
    return SidesView(shown, tuple(_view_topics(table, topics)))


def _view_topics(table: _Table, topics: Sequence[Topic]) -> Iterator[SidesTopic]:
    """The topics on which any account says something."""
    for topic in topics:
        statements = [placed for placed in topic.statements if table.found.stances.get(placed.ref)]
        if statements:
            link = Link(topic.heading.title, f"#{topic.heading.id}")
            yield SidesTopic(link, _view_rows(table, statements))


def _list_columns(accounts: Accounts) -> tuple[tuple[tuple[str, ...], ...], int]:
    """The voices of each column, and how many of the columns are parties'."""
    parties = accounts.parties
    alone = len(parties) if len(parties) <= MOST_PARTIES else MOST_PARTIES - 1
    columns: list[tuple[str, ...]] = [(voice,) for voice in parties[:alone]]
    if parties[alone:]:
        columns.append(tuple(parties[alone:]))
    rest = [(voice,) for voice in (OWN_VOICE, UNNAMED) if voice in accounts.statements]
    return (*columns, *rest), len(columns)


def _view_account(
    scope: Scope, voices: tuple[str, ...], accounts: Accounts, standing: Sequence[StatementAt]
) -> Account:
    corpus, voice = scope.index.corpus, voices[0]
    names: tuple[Link, ...]
    if len(voices) > 1:
        names = (Link("Other parties"),)
        detail = join_names(name_actor(corpus, voice_) for voice_ in voices)
    elif voice == OWN_VOICE:
        names, detail = (Link("The articles’ own voice"),), _tell_outlets(corpus, standing)
    elif voice == UNNAMED:
        names, detail = (Link("Nobody by name"),), "the passage does not tell who says it"
    else:
        speakers = _list_speakers(accounts, voice)
        first, *more = (link_actor(scope, name) for name in speakers)
        names = (Link(_raise_first(first.text), first.url), *more)
        detail = "" if speakers == [voice] else f"one voice: {name_actor(corpus, voice)}"
    return Account(names, detail, join_names(voice_.text for voice_ in names))


def _list_speakers(accounts: Accounts, voice: str) -> list[str]:
    return [name for name, _ in accounts.speakers[voice].most_common()]


def _raise_first(words: str) -> str:
    """Words as they stand at the head of a column or of a line: "the Kremlin" is "The Kremlin"."""
    return words[:1].upper() + words[1:]


def _tell_outlets(corpus: Corpus, standing: Sequence[StatementAt]) -> str:
    """Whose own words the articles' are: outlets, each with whom it is counted, and how many nobody
    is known to.
    """
    own = dict.fromkeys(
        evidence.via[-1] if evidence.via else evidence.source
        for placed in standing
        for evidence in placed.statement.evidence
        if OWN_VOICE in find_attribution(placed.statement, evidence)
    )
    publishers = [corpus.find_source(name).publisher for name in own]
    known = dict.fromkeys(filter(None, publishers))
    names = [count_with(corpus, actor, trace_voice(corpus, actor)[0]) for actor in known]
    unknown = publishers.count(None)
    return join_names([*names, f"{unknown} of unknown publisher"] if unknown else names)


def _is_read(corpus: Corpus, standing: Sequence[StatementAt]) -> bool:
    """Whether all sources that carry these statements are read completely."""
    carrying = {evidence.source for placed in standing for evidence in placed.statement.evidence}
    readings = find_readings(corpus)
    return all(readings[name] == "complete" for name in carrying)


def _view_rows(table: _Table, statements: Sequence[StatementAt]) -> tuple[SideRow, ...]:
    """The rows of a topic: what stands against each other first, then what several parties say,
    then the rest.
    """
    against, shared, rest = [], [], []
    for group in group_statements(table.corpus, statements):
        filled = {place for placed in group for place, _, _ in table.places[placed.ref]}
        opposed = len(group) > 1 or any(denies for _, denies in table.found.stances[group[0].ref])
        if opposed and len(filled) > 1:
            against.append(group)
        elif sum(place < table.parties for place in filled) > 1:
            shared.append(group)
        else:
            rest += [(len(filled) == 1, placed) for placed in group]
    rest.sort(key=lambda pair: pair[0])
    groups = [*against, *shared, *filter(None, [[placed for _, placed in rest]])]
    cells = [_fill_cells(table, group) for group in groups]
    empty = [not any(row[place] for row in cells) for place in range(len(table.columns))]
    return tuple(
        SideRow(
            tuple(_list_cells(table, row, empty, len(cells) if number == 0 else 0)),
            number < len(against),
        )
        for number, row in enumerate(cells)
    )


def _find_places(
    accounts: Accounts, columns: Sequence[tuple[str, ...]]
) -> Mapping[str, list[Stand]]:
    """For each statement the columns in which it stands, with the stance and the passages that put
    it there.
    """
    places = {voice: number for number, voices in enumerate(columns) for voice in voices}
    return {
        ref: [(places[stance[0]], stance, indexes) for stance, indexes in stances.items()]
        for ref, stances in accounts.stances.items()
    }


def _fill_cells(table: _Table, group: Sequence[StatementAt]) -> list[list[Saying]]:
    cells: list[list[Saying]] = [[] for _ in table.columns]
    for placed in group:
        view = table.views[placed.ref]
        for place, (voice, denies), indexes in table.places[placed.ref]:
            markers = tuple(view.markers[index] for index in indexes if index != UNCITED)
            by = ""
            if len(table.columns[place]) > 1:
                sayers = table.found.sayers[placed.ref][voice, denies]
                by = _raise_first(join_names(name_actor(table.corpus, name) for name in sayers))
            cells[place].append(
                Saying(table.sentences[placed.ref], markers, view.status, denies, by)
            )
    return cells


def _list_cells(
    table: _Table, row: list[list[Saying]], empty: list[bool], span: int
) -> Iterator[SideCell]:
    """The cells of a row; those of accounts that have nothing on the topic in the first alone,
    across all rows.
    """
    for place, sayings in enumerate(row):
        if not empty[place]:
            yield SideCell(table.labels[place], tuple(sayings))
        elif span:
            yield SideCell(table.labels[place], (), table.read and place < table.parties, span)
