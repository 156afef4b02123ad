"""What is disputed, and where accounts differ: by event, in the rows of the events' own pages.

What stands together on an event's page does here, too, and what differs across events stands once:
with the event that most of it is of. There are as many pages as it takes to keep each light.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import groupby

from factsheet.facts.corpus import StatementAt
from factsheet.facts.model import Actor, Event
from factsheet.site.scope import Scope, name_record, sort_event, view_date, view_occasion
from factsheet.site.section import Body, Section, make_body
from factsheet.site.sections.passages import QuoteCount, count_quotes
from factsheet.site.sections.room import measure_html, take_rows, weigh_row
from factsheet.site.sections.rows import Across, KeyArticle, Row, RowMaker
from factsheet.site.sections.telling import Block, view_block
from factsheet.site.shelf import Shelf
from factsheet.site.views import Heading, Link, Occasion
from factsheet.voices.accounts import find_accounts, group_statements
from factsheet.voices.index import Index
from factsheet.voices.status import Status

URL = "disputed/"
INTRO = (
    "What the sources dispute or tell differently, event by event, disputes first. The site never"
    " says who is right: it sets side by side who says what, and where."
)
EMPTY = "No two statements are set against each other yet."
OPPOSED: tuple[Status, ...] = ("disputed", "accounts-differ")
HEAVIEST = 130_000
"""The rows of one page have about so many bytes of HTML."""
HEADING_LETTERS = 300


@dataclass(frozen=True, slots=True)
class Contest:
    """Statements that stand together, with the record that most of them are of; so many more are
    `left` to the pages of their own events.
    """

    record: Event | Actor
    statements: tuple[StatementAt, ...]
    left: int


@dataclass(frozen=True, slots=True)
class OpposedView:
    """What is disputed or told differently of an event or actor; `url` leads to its page."""

    heading: Heading
    url: str
    occasion: Occasion | None
    blocks: tuple[Block, ...]
    root: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputedHead:
    """What stands above the events of a page; `pages` lead to the others, `headings` to the events,
    and `key` names the articles; `checked` says how many quotes were found.
    """

    intro: str
    empty: str
    number: int
    count: int
    pages: tuple[Link, ...]
    headings: tuple[Heading, ...]
    key: tuple[KeyArticle, ...]
    checked: QuoteCount
    root: str


@dataclass(frozen=True)
class DisputedPage:
    """One of `count` pages; `number` counts from 1."""

    shelf: Shelf
    contests: Sequence[Contest]
    number: int
    count: int

    @property
    def url(self) -> str:
        return number_url(self.number)

    @property
    def title(self) -> str:
        return "Disputed" if self.number == 1 else f"Disputed, page {self.number}"

    @cached_property
    def scope(self) -> Scope:
        return Scope(self.shelf, self.url)

    @cached_property
    def statements(self) -> tuple[StatementAt, ...]:
        """Those that have rows."""
        return tuple(placed for contest in self.contests for placed in contest.statements)

    @cached_property
    def maker(self) -> RowMaker:
        """Rows name the articles that tell of their events, also if these leave out all that is
        disputed; so it is given what else these events have.
        """
        corpus = self.shelf.index.corpus
        records = {placed.record.id: placed.record for placed in self.statements}
        others = (placed for record in records.values() for placed in corpus.statements_of(record))
        known = {placed.ref: placed for placed in (*self.statements, *others)}
        statements = tuple(known.values())
        return RowMaker(self.scope, statements, find_accounts(corpus, statements))

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """A section for each event or actor."""
        return tuple(self._list_sections())

    def _list_sections(self) -> Iterator[Section]:
        for record, contests in groupby(self.contests, key=lambda contest: contest.record):
            heading = Heading(id=f"_of_{record.id}", title=name_record(record))
            view = partial(_view_record, self, heading, tuple(contests))
            yield Section(heading, "sections/opposed.html", view)


def number_url(number: int) -> str:
    """The address of a page by its number: `disputed/`, `disputed/2/`."""
    return URL if number == 1 else f"{URL}{number}/"


def list_disputed(shelf: Shelf) -> tuple[DisputedPage, ...]:
    """The pages, at least one."""
    scope = Scope(shelf, URL)
    cut = list(_cut_pages(scope, _list_contests(scope))) or [()]
    return tuple(
        DisputedPage(shelf, contests, number, len(cut)) for number, contests in enumerate(cut, 1)
    )


def make_disputed(page: DisputedPage) -> Body:
    """A page of what is disputed or told differently. It has no list of contents: its events stand
    at hand in the page itself.
    """
    description = INTRO if page.number == 1 else f"{page.title}. {INTRO}"
    head = partial(_view_head, page)
    return make_body(description, page.sections, head, has_contents=False)


def _view_head(page: DisputedPage) -> DisputedHead:
    pieces = (piece for placed in page.statements for piece in placed.pieces)
    return DisputedHead(
        intro=INTRO,
        empty=EMPTY,
        number=page.number,
        count=page.count,
        pages=tuple(_link_pages(page)),
        headings=tuple(section.heading for section in page.sections),
        key=page.maker.view_key() if page.shelf.index.marks else (),
        checked=count_quotes(page.scope, pieces),
        root=page.scope.root,
    )


def _link_pages(page: DisputedPage) -> Iterator[Link]:
    last = page.count
    steps = {"First": 1, "Previous": page.number - 1, "Next": page.number + 1, "Last": last}
    for words, number in steps.items():
        if 1 <= number <= last and number != page.number:
            yield Link(words, page.scope.root + number_url(number))


def _view_record(page: DisputedPage, heading: Heading, contests: Sequence[Contest]) -> OpposedView:
    record = contests[0].record
    return OpposedView(
        heading,
        page.scope.link("event" if isinstance(record, Event) else "actor", record.id),
        view_occasion(record) if isinstance(record, Event) else None,
        tuple(_view_contest(page, contest) for contest in contests),
        page.scope.root,
    )


def _view_contest(page: DisputedPage, contest: Contest) -> Block:
    block = view_block(page.maker, contest.statements)
    rows = tuple(
        _place_row(page.scope, contest, placed, row)
        for placed, row in zip(contest.statements, block.rows, strict=True)
    )
    more = (f"{contest.left} more stand on the pages of their events.",) if contest.left else ()
    return replace(block, words=(*block.words, *more), rows=rows)


def _place_row(scope: Scope, contest: Contest, placed: StatementAt, row: Row) -> Row:
    """A row that stands under another event than its own says which is its own, and of what day:
    nobody knows there which Sunday "on Sunday" is.
    """
    record = placed.record
    if record.id == contest.record.id:
        return replace(row, across=())
    day = view_date(record.date) if isinstance(record, Event) else None
    place = Link(name_record(record), scope.link(placed.kind, record.id))
    words = "of another event:" if isinstance(record, Event) else "said of"
    said = replace(row.said, said_on=row.said.said_on or day)
    return replace(row, said=said, across=(Across(words, (place,)),))


def _list_contests(scope: Scope) -> list[Contest]:
    """All that stands together, by record: those with most disputes first, then those with most
    that differ, then the newest. Of one record disputes come first.
    """
    index = scope.index
    standing = [placed for placed in index.corpus.statements.values() if placed.stands]
    by_record: dict[str, list[Contest]] = {}
    for group in group_statements(index.corpus, standing):
        if len(group) > 1 or index.assessments[group[0].ref].status in OPPOSED:
            contest = _make_contest(scope, group)
            by_record.setdefault(contest.record.id, []).append(contest)
    ordered = sorted(by_record.values(), key=partial(_rank_contests, index), reverse=True)
    return [
        contest
        for contests in ordered
        for contest in sorted(contests, key=partial(_count_opposed, index), reverse=True)
    ]


def _rank_contests(index: Index, contests: Sequence[Contest]) -> tuple[object, ...]:
    record = contests[0].record
    counts = map(sum, zip(*(_count_opposed(index, contest) for contest in contests), strict=True))
    dated = sort_event(record) if isinstance(record, Event) else (False, (), record.id)
    return (*counts, isinstance(record, Event), dated)


def _count_opposed(index: Index, contest: Contest) -> tuple[int, ...]:
    """How many of its statements are disputed, and how many told differently."""
    counts = Counter(index.assessments[placed.ref].status for placed in contest.statements)
    return tuple(counts[status] for status in OPPOSED)


def _make_contest(scope: Scope, group: Sequence[StatementAt]) -> Contest:
    """As much of a group as one page holds; what is of the record that most of it is of first."""
    counts = Counter(placed.record.id for placed in group)
    home, _ = counts.most_common(1)[0]
    ordered = sorted(group, key=lambda placed: placed.record.id != home)
    taken = take_rows(scope, ((placed, placed.pieces) for placed in ordered), HEAVIEST)
    kept = tuple(placed for placed, _ in taken)
    return Contest(kept[0].record, kept, len(group) - len(kept))


def _cut_pages(scope: Scope, contests: Sequence[Contest]) -> Iterator[tuple[Contest, ...]]:
    page: list[Contest] = []
    weight = 0
    for contest in contests:
        added = _weigh_contest(scope, contest)
        if page and weight + added > HEAVIEST:
            yield tuple(page)
            page, weight = [], 0
        page.append(contest)
        weight += added
    if page:
        yield tuple(page)


def _weigh_contest(scope: Scope, contest: Contest) -> int:
    """About how many bytes of HTML it has; its event's title may stand there three times."""
    rows = sum(weigh_row(scope, (placed, placed.pieces)) for placed in contest.statements)
    return HEADING_LETTERS + 3 * measure_html(name_record(contest.record)) + rows
