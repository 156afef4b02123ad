"""Which article carries which statement, document by document, so that it shows what each outlet
left out.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from factsheet.facts.corpus import Corpus, StatementAt
from factsheet.facts.model import Evidence
from factsheet.proof.reading.completeness import find_readings
from factsheet.site.scope import Scope, link_source, link_statement, name_outlet, name_record
from factsheet.site.sections.topics import group_topics, number_topics
from factsheet.site.shelf import keep
from factsheet.site.statements import view_markers
from factsheet.site.views import Heading, Link, Marker
from factsheet.voices.silence import list_carrying
from factsheet.wording import count_things

MATRIX = Heading(id="_articles", title="Which article carries what")
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
    """The passages in which an article carries a statement. `sign` is "other" if none of them is
    of the document; if there are no passages, it is "silent", "differs" (the article gives the
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
    """The statements of one document, or of one event; `counts` say how many of them each article
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
    """Statements for a group of a matrix: those of `document`, or, if that is "", of none."""

    label: Link
    document: str
    statements: Sequence[StatementAt]


def has_matrix(statements: Iterable[StatementAt]) -> bool:
    """Whether any article carries any of `statements`; withdrawn ones stand no more."""
    return any(map(_stands, statements))


def list_documents(scope: Scope) -> tuple[DocumentMatrix, ...]:
    """For the list of sources: every document that passages of events' statements pass on, with a
    matrix of its own by event, and of only those articles that carry any of its statements.
    """
    index = scope.index
    statements = (placed for event in index.in_time for placed in index.corpus.statements_of(event))
    grouped = _group_documents(placed for placed in statements if _stands(placed))
    rows = sum(len(statements) for _, statements in grouped) <= MOST_ROWS
    scopes: dict[str, Scope] = {}
    return tuple(
        _view_document(scope, name, statements, scopes if rows else None)
        for name, statements in grouped
    )


def _stands(placed: StatementAt) -> bool:
    return bool(placed.statement.evidence) and not placed.statement.withdrawn


def _group_documents(statements: Iterable[StatementAt]) -> list[tuple[str, list[StatementAt]]]:
    """Statements by document, that of most first; by "", last, those that pass on none."""
    groups: dict[str, list[StatementAt]] = {}
    for placed in statements:
        documents = dict.fromkeys(
            name for evidence in placed.statement.evidence for name in evidence.relays
        )
        for name in documents or ("",):
            groups.setdefault(name, []).append(placed)
    return sorted(groups.items(), key=lambda evidence: (not evidence[0], -len(evidence[1])))


def _link_document(scope: Scope, document: str) -> Link:
    return link_source(scope, document) if document else Link(UNNAMED_DOCUMENT)


def _view_document(
    scope: Scope,
    document: str,
    statements: Sequence[StatementAt],
    scopes: dict[str, Scope] | None,
) -> DocumentMatrix:
    """A document with its matrix, which has rows if `scopes` are given: they keep those that number
    the evidence of events.
    """
    events: dict[str, list[StatementAt]] = {}
    for placed in statements:
        events.setdefault(placed.record.id, []).append(placed)
    parts = [
        _Portion(_link_event(scope, members[0]), document, members) for members in events.values()
    ]

    def show(placed: StatementAt) -> tuple[Link, tuple[Marker, ...]]:
        # Numbers begin anew with each event: they are those on the page that the markers lead to.
        kept = {} if scopes is None else scopes
        own = keep(kept, placed.record.id, lambda: _number_event(scope, placed))
        return link_statement(scope, placed.ref), view_markers(own, placed.pieces)

    matrix = _make_matrix(scope, parts, show, rows=scopes is not None)
    words = count_things(len(statements), "statement")
    return DocumentMatrix(
        _link_document(scope, document), words, tuple(_tell_articles(matrix.articles)), matrix
    )


def _number_event(scope: Scope, placed: StatementAt) -> Scope:
    own = Scope(scope.shelf, scope.url)
    statements = scope.index.corpus.statements_of(placed.record)
    number_topics(own, statements, group_topics(scope.index, statements))
    return own


def _link_event(scope: Scope, placed: StatementAt) -> Link:
    return Link(name_record(placed.record), scope.link("event", placed.record.id, "_statements"))


def _tell_articles(articles: Sequence[Article]) -> Iterator[str]:
    """How much each article carries, the first by name; by its title if its outlet has more of
    them.
    """
    outlets = Counter(article.outlet for article in articles)
    for article in articles[:MOST_NAMED]:
        alone = article.outlet and outlets[article.outlet] == 1
        yield f"{article.outlet if alone else article.link.text}: {article.carries}"
    if len(articles) > MOST_NAMED:
        yield count_things(len(articles) - MOST_NAMED, "more article")


def _make_matrix(
    scope: Scope, parts: Sequence[_Portion], show: Show, *, rows: bool = True
) -> Matrix:
    standing = {placed.ref: placed for part in parts for placed in part.statements}
    carrying = {
        ref: dict.fromkeys(evidence.source for evidence in placed.statement.evidence)
        for ref, placed in standing.items()
    }
    carried = Counter(name for names in carrying.values() for name in names)
    names = [name for name, _ in carried.most_common()]
    listed = len(names) > MOST_COLUMNS
    columns = [] if listed else names
    groups = []
    for part in parts:
        in_part = part.statements
        counts = (sum(name in carrying[placed.ref] for placed in in_part) for name in columns)
        viewed = (_view_row(scope, part.document, placed, columns, show) for placed in in_part)
        shown = tuple(viewed) if rows else ()
        groups.append(MatrixGroup(part.label, len(in_part), tuple(counts), shown))
    signs = frozenset(cell.sign for group in groups for row in group.rows for cell in row.cells)
    marks = scope.index.marks
    letters = [
        "" if listed else marks.get(name, letter)
        for name, letter in zip(names, (*ascii_uppercase, *names), strict=False)
    ]
    articles = [
        _view_article(scope, name, letter, carried[name])
        for name, letter in zip(names, letters, strict=True)
    ]
    return Matrix(tuple(articles), len(standing), tuple(groups), signs, listed)


def _view_article(scope: Scope, name: str, letter: str, carries: int) -> Article:
    source = scope.index.corpus.find_source(name)
    outlet = name_outlet(scope.index, name) if source.short_name or source.publisher else ""
    return Article(letter, link_source(scope, name), outlet, carries)


def _view_row(
    scope: Scope, document: str, placed: StatementAt, columns: Sequence[str], show: Show
) -> MatrixRow:
    """A statement with a cell for each of `columns`; without columns, with one for each article
    that carries it.
    """
    sentence, markers = show(placed)
    passages: dict[str, list[tuple[Marker, Evidence]]] = {}
    for marker, evidence in zip(markers, placed.statement.evidence, strict=True):
        passages.setdefault(evidence.source, []).append((marker, evidence))
    if not columns:
        return MatrixRow(
            sentence,
            tuple(
                _view_cell(carried, document, Link(name_outlet(scope.index, name)))
                for name, carried in passages.items()
            ),
        )
    corpus = scope.index.corpus
    telling = list_carrying(corpus, placed) if len(passages) < len(columns) else ()
    cells = (
        _view_cell(passages[name], document)
        if name in passages
        else _view_absence(corpus, name, telling)
        for name in columns
    )
    return MatrixRow(sentence, tuple(cells))


def _view_cell(
    passages: Sequence[tuple[Marker, Evidence]], document: str, outlet: Link | None = None
) -> MatrixCell:
    """The passages of an article that pass on `document`; all of them, if none does."""
    own = [marker for marker, evidence in passages if not document or document in evidence.relays]
    if own:
        return MatrixCell(tuple(own), "", outlet)
    return MatrixCell(tuple(marker for marker, _ in passages), "other", outlet)


def _view_absence(corpus: Corpus, name: str, telling: Collection[str]) -> MatrixCell:
    """What it means that an article does not carry a statement which those `telling` do."""
    if find_readings(corpus)[name] != "complete":
        return MatrixCell((), "unknown")
    return MatrixCell((), "differs" if name in telling else "silent")
