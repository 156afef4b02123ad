"""Which article carries which statement, document by document, so that it shows what each outlet
left out.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from factsheet.facts.corpus import StatementAt
from factsheet.site.scope import Scope, link_source, link_statement, name_outlet, name_record
from factsheet.site.sections.topics import Topic, group_topics, number_topics
from factsheet.site.statements import view_markers
from factsheet.site.views import Heading, Link, Marker, StatementView
from factsheet.voices.silence import list_carrying
from factsheet.wording import count_things

MATRIX = Heading(id="_coverage", title="Which article carries what")
UNNAMED_DOCUMENT = "No document named"
MOST_COLUMNS = 12
"""As many articles have a column each; of more, each statement lists those that carry it."""
MOST_ROWS = 1000
"""Of more statements in all, the list of sources tells no more than the events; their own pages
have the rest.
"""
MOST_NAMED = 8
"""As many articles are named in a document's line in the list of sources."""

Show = Callable[[StatementAt], tuple[Link, tuple[Marker, ...]]]
"""A statement as a page shows it: its sentence, and the marker of each of its passages."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article of a matrix; it carries so many of the matrix's statements. The letter "" is for
    no column.
    """

    letter: str
    link: Link
    outlet: str
    carries: int


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """The passages in which an article carries a statement. `sign` is "other" where none of them is
    of the document; where there are no passages, it is "silent", "differs" (the article tells the
    same matter otherwise) or "unknown". `outlet` names the article where it has no column of its
    own.
    """

    markers: tuple[Marker, ...]
    sign: str
    outlet: Link | None = None


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A statement, with a cell for each column; or, where articles have none, with one for each
    that carries it.
    """

    sentence: Link
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True)
class MatrixGroup:
    """The statements of one document, or of one event; `counts` tell how many of them each article
    carries.
    """

    label: Link
    statements: int
    counts: tuple[int, ...]
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """`signs` are those that occur in its cells; `listed` is whether each statement lists its
    articles in one cell.
    """

    articles: tuple[Article, ...]
    statements: int
    groups: tuple[MatrixGroup, ...]
    signs: frozenset[str]
    listed: bool


@dataclass(frozen=True, slots=True)
class DocumentMatrix:
    """A document in the list of sources, `carried` by articles: in words how much of it each passes
    on.
    """

    link: Link
    statements: str
    carried: tuple[str, ...]
    matrix: Matrix


@dataclass(frozen=True, slots=True)
class _Portion:
    """Statements for a group of a matrix: those of `document`, or, where that is "", of none."""

    label: Link
    document: str
    statements: Sequence[StatementAt]


def has_matrix(statements: Iterable[StatementAt]) -> bool:
    """Whether any article carries any of `statements`; withdrawn ones stand no more."""
    return any(map(_stands, statements))


def view_matrix(
    scope: Scope,
    topics: Iterable[Topic],
    views: Mapping[str, StatementView],
    sentences: Mapping[str, Link],
) -> Matrix:
    """The matrix of an event's statements, by the documents that their passages pass on, those of
    most statements first. A statement stands with each document that a passage of it passes on.

    `views` and `sentences` are those of the page, by the statements' references.
    """
    standing = [at for topic in topics for at in topic.statements if _stands(at)]
    parts = [
        _Portion(_link_document(scope, name), name, placed)
        for name, placed in _group_documents(standing)
    ]
    return _make_matrix(scope, parts, lambda at: (sentences[at.ref], views[at.ref].markers))


def list_documents(scope: Scope) -> tuple[DocumentMatrix, ...]:
    """For the list of sources: every document that passages of events' statements pass on, with a
    matrix of its own by event, and of only those articles that carry any of its statements.
    """
    index = scope.index
    placed = (at for event in index.in_time for at in index.corpus.statements_of(event))
    grouped = _group_documents(at for at in placed if _stands(at))
    rows = sum(len(statements) for _, statements in grouped) <= MOST_ROWS
    return tuple(_view_document(scope, name, statements, rows=rows) for name, statements in grouped)


def _stands(at: StatementAt) -> bool:
    return bool(at.statement.evidence) and not at.statement.withdrawn


def _group_documents(statements: Iterable[StatementAt]) -> list[tuple[str, list[StatementAt]]]:
    """Statements by document, that of most first; by "", last, those that pass on none."""
    found: dict[str, list[StatementAt]] = {}
    for at in statements:
        documents = dict.fromkeys(name for one in at.statement.evidence for name in one.relays)
        for name in documents or ("",):
            found.setdefault(name, []).append(at)
    return sorted(found.items(), key=lambda one: (not one[0], -len(one[1])))


def _link_document(scope: Scope, document: str) -> Link:
    return link_source(scope, document) if document else Link(UNNAMED_DOCUMENT)


def _view_document(
    scope: Scope, document: str, statements: Sequence[StatementAt], *, rows: bool
) -> DocumentMatrix:
    events: dict[str, list[StatementAt]] = {}
    for at in statements:
        events.setdefault(at.record.id, []).append(at)
    parts = [
        _Portion(_link_event(scope, placed[0]), document, placed) for placed in events.values()
    ]
    # Numbers begin anew with each event: they are those on the page that the markers lead to.
    scopes = (
        {name: _number_event(scope, placed[0]) for name, placed in events.items()} if rows else {}
    )

    def show(at: StatementAt) -> tuple[Link, tuple[Marker, ...]]:
        return link_statement(scope, at.ref), view_markers(scopes[at.record.id], at.pieces)

    matrix = _make_matrix(scope, parts, show, rows=rows)
    words = count_things(len(statements), "statement")
    return DocumentMatrix(
        _link_document(scope, document), words, tuple(_tell_articles(matrix.articles)), matrix
    )


def _number_event(scope: Scope, at: StatementAt) -> Scope:
    own = Scope(scope.shelf, scope.url)
    statements = scope.index.corpus.statements_of(at.record)
    number_topics(own, statements, group_topics(scope.index, statements))
    return own


def _link_event(scope: Scope, at: StatementAt) -> Link:
    return Link(name_record(at.record), scope.link("event", at.record.id, MATRIX.id))


def _tell_articles(articles: Sequence[Article]) -> Iterator[str]:
    """How much each article carries, the first by name; by its title where its outlet has more of
    them.
    """
    outlets = Counter(one.outlet for one in articles)
    for one in articles[:MOST_NAMED]:
        yield (
            f"{one.outlet if one.outlet and outlets[one.outlet] == 1 else one.link.text}:"
            f" {one.carries}"
        )
    if len(articles) > MOST_NAMED:
        yield count_things(len(articles) - MOST_NAMED, "more article")


def _make_matrix(
    scope: Scope, parts: Sequence[_Portion], show: Show, *, rows: bool = True
) -> Matrix:
    standing = {at.ref: at for part in parts for at in part.statements}
    carrying = {
        ref: dict.fromkeys(one.source for one in at.statement.evidence)
        for ref, at in standing.items()
    }
    carried = Counter(name for names in carrying.values() for name in names)
    names = [name for name, _ in carried.most_common()]
    listed = len(names) > MOST_COLUMNS
    columns = [] if listed else names
    groups = tuple(
        MatrixGroup(
            part.label,
            len(part.statements),
            tuple(sum(name in carrying[at.ref] for at in part.statements) for name in columns),
            tuple(_view_row(scope, part.document, at, columns, show) for at in part.statements)
            if rows
            else (),
        )
        for part in parts
    )
    signs = frozenset(cell.sign for group in groups for row in group.rows for cell in row.cells)
    letters = [""] * len(names) if listed else list(ascii_uppercase[: len(names)])
    articles = [
        _view_article(scope, name, letter, carried[name])
        for name, letter in zip(names, letters, strict=True)
    ]
    return Matrix(tuple(articles), len(standing), groups, signs, listed)


def _view_article(scope: Scope, name: str, letter: str, carries: int) -> Article:
    source = scope.index.corpus.find_source(name)
    outlet = name_outlet(scope.index, name) if source.short_name or source.publisher else ""
    return Article(letter, link_source(scope, name), outlet, carries)


def _view_row(
    scope: Scope, document: str, at: StatementAt, columns: Sequence[str], show: Show
) -> MatrixRow:
    """A statement with a cell for each of `columns`; without columns, with one for each article
    that carries it.
    """
    sentence, markers = show(at)
    found: dict[str, list[int]] = {}
    for index, one in enumerate(at.statement.evidence):
        found.setdefault(one.source, []).append(index)
    corpus, cells = scope.index.corpus, []
    telling = list_carrying(corpus, at) if len(found) < len(columns) else ()
    for name in columns or found:
        if indexes := found.get(name):
            own = [
                one
                for one in indexes
                if not document or document in at.statement.evidence[one].relays
            ]
            sign, passages = "" if own else "other", tuple(markers[one] for one in own or indexes)
            cells.append(
                MatrixCell(
                    passages, sign, None if columns else Link(name_outlet(scope.index, name))
                )
            )
        else:
            read = corpus.readings[name] == "complete"
            cells.append(
                MatrixCell(
                    (), "unknown" if not read else "differs" if name in telling else "silent"
                )
            )
    return MatrixRow(sentence, tuple(cells))
