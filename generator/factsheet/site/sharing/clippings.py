"""A statement by itself, to be embedded in somebody else's page: a small page without a script that
loads nothing, beside its record's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factsheet.facts.corpus import EvidenceAt, StatementAt
from factsheet.facts.model import Actor, Event
from factsheet.facts.prose import strip_prose
from factsheet.proof.judgement import Judgement
from factsheet.site.addresses import CLIPPING, PICTURE, link_passage
from factsheet.site.scope import (
    Scope,
    find_title_language,
    name_record,
    name_sayers,
    open_scope,
    view_date,
    write_imprint,
)
from factsheet.site.sections.rows import RowStatus, view_row_status
from factsheet.site.shelf import Shelf
from factsheet.site.views import DateView
from factsheet.wording import cut_text

UNPROVEN = Judgement("unproven")
LONGEST_NAME = 150
"""In characters: as much of a sentence, or of a quote and its article, names the clipping where it
is shared.
"""


@dataclass(frozen=True, slots=True)
class Clipped:
    """A quote as a clipping shows it. `passage` is the address of the article, at the quote if that
    can be; `title_language` is its title's, and `rest` its publisher and date.
    """

    quote: str
    language: str
    translation: str
    denies: bool
    title: str
    title_language: str
    rest: str
    passage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clipping:
    """A statement to be embedded; `more` is how many quotes are left to its own page.

    Addresses in full are "" if the site does not know its own: `canonical` is the statement's
    permalink, `address` the clipping's, `picture` that of its record's page. `name` and
    `description` are for programs.
    """

    sentence: str
    name: str
    description: str
    who: tuple[str, ...]
    others: str
    status: RowStatus
    said_on: DateView | None
    withdrawn: bool
    quoted: Clipped | None
    more: int
    title: str
    site: str
    permalink: str
    canonical: str
    address: str
    picture: str


def view_clippings(shelf: Shelf, record: Event | Actor) -> Iterator[tuple[str, Clipping]]:
    """The statements of a record, each with its id."""
    scope = open_scope(shelf, record)
    for placed in shelf.index.corpus.statements_of(record):
        yield placed.statement.id, _view_clipping(scope, placed)


def _view_clipping(scope: Scope, placed: StatementAt) -> Clipping:
    statement, imprint = placed.statement, scope.shelf.imprint
    quotes = [piece for piece in placed.pieces if piece.evidence.quote]
    chosen = choose_quote(quotes)
    home = f"{imprint.url.rstrip('/')}/{scope.url}" if imprint.url else ""
    sentence, title = strip_prose(statement.text), name_record(placed.record)
    quoted = _view_quote(scope, chosen) if chosen else None
    sayers = name_sayers(scope.index, placed)
    status = view_row_status(scope.index, placed, sayers)
    about = f"“{quoted.quote}”, in: {quoted.title}" if quoted else title
    return Clipping(
        sentence=sentence,
        name=cut_text(sentence, LONGEST_NAME),
        description=cut_text(about, LONGEST_NAME),
        who=tuple(sayers.named.values()),
        others="" if status.words == sayers.others else sayers.others,
        status=status,
        said_on=view_date(statement.said_on),
        withdrawn=statement.withdrawn is not None,
        quoted=quoted,
        more=len({(piece.evidence.source, piece.evidence.quote) for piece in quotes}) - 1,
        title=title,
        site=imprint.name,
        permalink=f"./#{statement.id}",
        canonical=f"{home}#{statement.id}" if home else "",
        address=home + CLIPPING.format(statement.id) if home else "",
        picture=f"{home}{PICTURE}" if home else "",
    )


def choose_quote(pieces: Sequence[EvidenceAt]) -> EvidenceAt | None:
    """The first of several quotes that supports its statement, else the first."""
    supporting = (piece for piece in pieces if piece.evidence.stance == "supports")
    return next(supporting, next(iter(pieces), None))


def _view_quote(scope: Scope, piece: EvidenceAt) -> Clipped:
    evidence = piece.evidence
    source = scope.index.corpus.find_source(evidence.source)
    judgement = scope.index.judgements.get(piece.key, UNPROVEN)
    return Clipped(
        quote=evidence.quote or "",
        language=evidence.language or source.language or "",
        translation=evidence.translation or "",
        denies=evidence.stance == "denies",
        title=source.name,
        title_language=find_title_language(source),
        rest=write_imprint(scope.index, source),
        passage=link_passage(source.url, judgement.fragment) if source.url else "",
    )
