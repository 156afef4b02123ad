"""Statements and their evidence as a page shows them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

from factsheet.site.addresses import find_root, link_passage, make_evidence_anchor, make_url
from factsheet.site.citations import cite_statement
from factsheet.facts.corpus import StatementAt, find_attribution, resolve_ref
from factsheet.facts.dates import EdtfDate, show_date
from factsheet.facts.fields import OWN_VOICE, UNNAMED
from factsheet.facts.model import Actor, Event, Source
from factsheet.facts.prose import render_prose, strip_prose
from factsheet.proof.proofs import Judgement, Piece
from factsheet.site.views import (
    DateView,
    EvidenceGroup,
    EvidenceView,
    Figures,
    Link,
    Marker,
    Relation,
    StatementView,
    StatusView,
)
from factsheet.voices.index import Index, Tally
from factsheet.voices.status import STATUS_LABELS

T = TypeVar("T")

SHAPES: Mapping[str, str] = {
    "withdrawn": "✕",
    "disputed": "⇄",
    "accounts-differ": "≠",
    "corroborated": "●●",
    "one-voice": "●",
    "unattributed": "○",
    "uncited": "□",
}
RELATIONS: Mapping[str, str] = {
    "disputes": "Disputed between this and:",
    "differs": "Differs from:",
    "echoes": "The same words, told of another occasion:",
    "updates": "Brings up to date:",
    "updated_by": "Brought up to date by:",
}
ENGLISH = re.compile(r"en(-.*)?", re.IGNORECASE)
# The forms of a date that the `datetime` attribute of HTML knows: a day, a month, a year.
MACHINE_DATE = re.compile(r"[1-9]\d{3}(-(0\d|1[012])(-\d\d)?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Scope:
    """The page that a view is for. `numbers` grows: each piece of evidence gets its number where it is first met."""

    index: Index
    url: str
    owner: str = ""
    numbers: dict[Piece, int] = field(default_factory=dict)

    @property
    def root(self) -> str:
        return find_root(self.url)

    def keep(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """What `make` returned when first asked for `key` on a page of this depth."""
        kept, whole = self.index.kept, (self.root, *key)
        if whole not in kept:
            kept[whole] = make()
        found: T = kept[whole]
        return found

    def number(self, piece: Piece) -> int:
        return self.numbers.setdefault(piece, len(self.numbers) + 1)

    def link(self, kind: str, record_id: str, anchor: str = "") -> str:
        """The relative address of a record's page, or of an anchor on it; "" where there is no such record."""
        corpus = self.index.corpus
        records: Mapping[str, object] = getattr(corpus, f"{kind}s")
        if record_id not in records:
            return ""
        if record_id == self.owner and anchor:
            return f"#{anchor}"
        return self.root + make_url(kind, record_id) + (f"#{anchor}" if anchor else "")

    def link_prose(self, kind: str, record_id: str, statement_id: str) -> str:
        known = not statement_id or f"{record_id}#{statement_id}" in self.index.corpus.statements
        return self.link(kind, record_id, statement_id if known else "")


def open_scope(index: Index, kind: str, record: Event | Actor | Source, order: Iterable[StatementAt] = ()) -> Scope:
    """The scope of a record's page; the evidence of the statements in `order`, its own, is numbered first."""
    scope = Scope(index, make_url(kind, record.id), record.id)
    for at in order:
        for number in range(len(at.statement.evidence)):
            scope.number((at.ref, number))
    return scope


def find_kind(at: StatementAt) -> str:
    """The kind of record that a statement stands in."""
    return "event" if isinstance(at.record, Event) else "actor"


def view_date(value: EdtfDate | None) -> DateView | None:
    """A date as pages show it; None where there is none."""
    if value is None:
        return None
    return DateView(show_date(value), value.text if MACHINE_DATE.fullmatch(value.text) else "")


def view_figures(tally: Tally) -> Figures:
    """A tally as pages show it."""
    voices, sources = len(tally.voices), len(tally.sources)
    return Figures(tally.statements, sources, voices, tally.quotes, tally.proven, view_date(tally.latest))


def link_actor(scope: Scope, actor: str, *, full: bool = False) -> Link:
    """An actor by its short name, or by its full one; by its id where there is no such actor."""
    record = scope.index.corpus.actors.get(actor)
    if record is None:
        return Link(actor)
    name = record.name if full else record.short_name or record.name
    return scope.keep(("actor", actor, full), lambda: Link(name, scope.link("actor", actor)))


def link_source(scope: Scope, source: str) -> Link:
    """A source by its title; by its id where there is no such source."""
    record = scope.index.corpus.sources.get(source)
    if record is None:
        return Link(source)
    language = find_title_language(record)
    return scope.keep(("source", source), lambda: Link(record.title, scope.link("source", source), language))


def find_title_language(source: Source) -> str:
    """The language of a source's title; "" where that is the site's own, English, or the title is ours."""
    language = "" if source.title_supplied else source.language or ""
    return "" if ENGLISH.fullmatch(language) else language


def link_event(scope: Scope, event: str) -> Link:
    """An event by its title; by its id where there is no such event."""
    record = scope.index.corpus.events.get(event)
    return Link(record.title, scope.link("event", event)) if record else Link(event)


def link_statement(scope: Scope, ref: str) -> Link:
    """A statement by its sentence; by its reference where there is no such statement."""
    at = scope.index.corpus.statements.get(ref)
    if at is None:
        return Link(ref)
    return Link(strip_prose(at.statement.text), scope.link(find_kind(at), at.record.id, at.statement.id))


def link_account(scope: Scope, name: str, own_voice: str) -> Link:
    """Whose account something is: an actor's, that of `own_voice`, or nobody's by name."""
    if name == OWN_VOICE:
        return Link(own_voice)
    return Link("nobody by name") if name == UNNAMED else link_actor(scope, name)


def view_markers(scope: Scope, at: StatementAt, only: Iterable[int] | None = None) -> tuple[Marker, ...]:
    """The markers of a statement's evidence, or of those pieces of it whose indexes are in `only`."""
    indexes = range(len(at.statement.evidence)) if only is None else only
    return tuple(_view_marker(scope, at, index) for index in indexes)


def _view_marker(scope: Scope, at: StatementAt, index: int) -> Marker:
    number, one = scope.number((at.ref, index)), at.statement.evidence[index]
    url = scope.link(find_kind(at), at.record.id, make_evidence_anchor(at.statement.id, index))
    denies = ", denies it" if one.stance == "denies" else ""
    return Marker(number, url, f"evidence {number}: {name_outlet(scope.index, one.source)}{denies}")


def name_outlet(index: Index, source: str) -> str:
    """Who published a source; its title, or its id, where that is not known."""
    record = index.corpus.sources.get(source)
    if record is None:
        return source
    publisher = index.corpus.actors.get(record.publisher or "")
    return publisher.name if publisher else record.title


def cite_refs(scope: Scope, refs: Iterable[str], record_id: str) -> tuple[Marker, ...]:
    """The markers of the statements that `refs`, written in the file of `record_id`, name; each once."""
    placed = (scope.index.corpus.statements.get(resolve_ref(ref, record_id)) for ref in refs)
    return tuple(dict.fromkeys(marker for at in placed if at for marker in view_markers(scope, at)))


def view_statement(scope: Scope, at: StatementAt, only: Iterable[int] | None = None) -> StatementView:
    """A statement with its markers; `only` restricts these to some of its evidence."""
    markers = view_markers(scope, at, only)
    if at.record.id == scope.owner:
        return _view_statement(scope, at, markers)
    return replace(scope.keep(("statement", at.ref), lambda: _view_statement(scope, at, ())), markers=markers)


def _view_statement(scope: Scope, at: StatementAt, markers: tuple[Marker, ...]) -> StatementView:
    one, home = at.statement, at.record.id == scope.owner
    return StatementView(
        anchor=one.id if home else "",
        permalink=scope.link(find_kind(at), at.record.id, one.id),
        text=render_prose(one.text, scope.link_prose),
        markers=markers,
        status=view_status(scope.index, at),
        accounts=tuple(
            link_account(scope, name, "the articles’ own voice") for name in scope.index.find_attributions(at)
        ),
        speakers=tuple(link_actor(scope, name) for name in one.speaker),
        said_on=view_date(one.said_on),
        silent=view_silent(scope, at) if home else (),
        relations=tuple(_view_relations(scope, at)) if home else (),
        withdrawn=one.withdrawn is not None,
        beyond_quotes=one.beyond_quotes or "",
        note=one.note or "",
        citation=cite_statement(scope.index, at, find_kind(at)) if home else None,
    )


def view_silent(scope: Scope, at: StatementAt) -> tuple[Link, ...]:
    """The sources that are silent on a statement."""
    names = scope.index.silent.get(at.ref, ())
    return scope.keep(("silent", names), lambda: tuple(link_source(scope, name) for name in names))


def view_status(index: Index, at: StatementAt) -> StatusView:
    """A statement's status by word, shape and reason."""
    found = index.assessments[at.ref]
    return StatusView(found.status, STATUS_LABELS[found.status], SHAPES[found.status], found.reason)


def _view_relations(scope: Scope, at: StatementAt) -> Iterator[Relation]:
    corpus = scope.index.corpus
    for name, words in RELATIONS.items():
        for ref in corpus.related[name].get(at.ref, ()):
            other = corpus.statements.get(ref)
            elsewhere = other is not None and other.record.id != at.record.id
            yield Relation(words, link_statement(scope, ref), name_record(other.record) if other and elsewhere else "")


def name_record(record: Event | Actor) -> str:
    """An event's title or an actor's name."""
    return record.title if isinstance(record, Event) else record.name


def group_evidence(scope: Scope, order: Iterable[StatementAt]) -> tuple[EvidenceGroup, ...]:
    """The evidence of statements, which must have been numbered in this order."""
    return tuple(
        EvidenceGroup(
            link_statement(scope, at.ref),
            scope.number((at.ref, 0)),
            tuple(map(partial(view_evidence, scope, at), range(len(at.statement.evidence)))),
        )
        for at in order
        if at.statement.evidence
    )


def view_evidence(scope: Scope, at: StatementAt, index: int) -> EvidenceView:
    """The piece of evidence number `index` of a statement."""
    one, corpus = at.statement.evidence[index], scope.index.corpus
    source = corpus.sources.get(one.source)
    inferred, quote, url = one.basis == "inferred", one.quote or "", (source and source.url) or ""
    found = scope.index.judgements.get((at.ref, index), Judgement("unproven"))
    return EvidenceView(
        anchor=make_evidence_anchor(at.statement.id, index),
        number=scope.number((at.ref, index)),
        quote=quote,
        language=one.language or (source and source.language) or "",
        proof=found.state,
        denies=one.stance == "denies",
        translation=one.translation or "",
        locator=one.locator or "",
        source=link_source(scope, one.source),
        publisher=link_actor(scope, source.publisher, full=True) if source and source.publisher else None,
        issued=view_date(source.issued) if source else None,
        accounts=tuple(
            link_account(scope, name, "the source’s own voice") for name in find_attribution(at.statement, one)
        ),
        relays=tuple(link_source(scope, name) for name in one.relays),
        via=tuple(link_source(scope, name) for name in one.via),
        inferred=inferred and bool(one.relays or one.via),
        lineage_note=(one.note or "") if inferred else "",
        note="" if inferred else one.note or "",
        address=url or f"no address: {(source and source.url_missing) or 'no reason given'}",
        passage=link_passage(url, found.fragment) if url else "",
        exact=bool(found.fragment),
        archived=link_passage(source.archive.url, found.fragment) if source and source.archive else "",
    )
