"""What links from one page to the others, in its own words."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from factsheet.facts.corpus import (
    Corpus,
    EvidenceAt,
    StatementAt,
    find_attribution,
    find_kind,
    resolve_ref,
)
from factsheet.facts.dates import EdtfDate, show_date
from factsheet.facts.fields import OWN_VOICE, UNNAMED
from factsheet.facts.model import Actor, Event, Kind, Source
from factsheet.site.addresses import climb_to_root, make_url
from factsheet.site.shelf import Depth, Shelf
from factsheet.site.views import DateView, Link, Occasion
from factsheet.voices.index import Index
from factsheet.voices.status import find_publisher, name_actor, trace_voice
from factsheet.wording import join_names, lower_first

OWN_WORDS = "the articles’ own words"
MOST_PUBLISHERS = 3
"""So many are named of those that say the same in their own words."""
ENGLISH = re.compile(r"en(-.*)?", re.IGNORECASE)


# The forms of a date that the `datetime` attribute of HTML knows: a day, a month, a year.
MACHINE_DATE = re.compile(r"[1-9]\d{3}(-(0\d|1[012])(-\d\d)?)?", re.ASCII)


@dataclass(slots=True)
class Scope:
    """The page that a view is for. Its texts link neither to its `owner` nor to the records that
    its head links already, `linked`.

    `root` is the way from the page to the root of the site, `depth` what it shares with the pages
    of its depth.
    """

    shelf: Shelf
    url: str
    owner: str = ""
    linked: frozenset[str] = frozenset()
    index: Index = field(init=False)
    root: str = field(init=False)
    depth: Depth = field(init=False)

    def __post_init__(self) -> None:
        self.index = self.shelf.index
        self.root = climb_to_root(self.url)
        self.depth = self.shelf.find_depth(self.url)

    def link(self, kind: Kind, record_id: str, anchor: str = "") -> str:
        """The relative address of a record's page, or of an anchor on it; "" if it is missing."""
        if record_id not in self.index.corpus.records_of(kind):
            return ""
        if record_id == self.owner and anchor:
            return f"#{anchor}"
        return self.root + make_url(kind, record_id) + (f"#{anchor}" if anchor else "")

    def find_anchor(self, piece: EvidenceAt) -> str:
        """The anchor of a piece of evidence."""
        return self.shelf.list_anchors(piece.placed)[piece.index]

    def link_evidence(self, piece: EvidenceAt) -> str:
        """The relative address of a piece of evidence on its statement's own page."""
        return self.link(piece.placed.kind, piece.placed.record.id, self.find_anchor(piece))

    def link_prose(self, kind: Kind, record_id: str, statement_id: str) -> str:
        """The relative address that a link in a text leads to; "" if it need not lead there."""
        if not statement_id and (record_id == self.owner or record_id in self.linked):
            return ""
        known = not statement_id or f"{record_id}#{statement_id}" in self.index.corpus.statements
        return self.link(kind, record_id, statement_id if known else "")


def open_scope(shelf: Shelf, record: Event | Actor | Source) -> Scope:
    """The scope of a record's page; that of an event links who took part in its head."""
    linked = (one.actor for one in record.participants) if isinstance(record, Event) else ()
    return Scope(shelf, make_url(find_kind(record), record.id), record.id, frozenset(linked))


def list_anchors(statements: Iterable[StatementAt]) -> tuple[str, ...]:
    """The anchors of statements on their own page: their ids, and those they had before."""
    return tuple(
        anchor
        for placed in statements
        for anchor in (placed.statement.id, *placed.statement.former_ids)
    )


def link_support(scope: Scope, record_id: str, refs: Sequence[str]) -> str:
    """The address of the first statement that `refs`, written in the file of `record_id`, name; ""
    if there is none.
    """
    if not refs:
        return ""
    placed = scope.index.corpus.find_statement(resolve_ref(refs[0], record_id))
    return scope.link(placed.kind, placed.record.id, placed.statement.id)


def view_date(value: EdtfDate | None) -> DateView | None:
    """A date as pages show it; None if there is none."""
    if value is None:
        return None
    return DateView(show_date(value), value.text if MACHINE_DATE.fullmatch(value.text) else "")


def link_actor(scope: Scope, actor: str, *, full: bool = False) -> Link:
    """An actor by its short name, or by its full one."""
    return scope.depth.actors.keep((actor, full), lambda: _make_actor_link(scope, actor, full))


def _make_actor_link(scope: Scope, actor: str, full: bool) -> Link:
    record = scope.index.corpus.find_actor(actor)
    name = record.name if full else record.short_name or record.name
    return Link(name, scope.link("actor", actor))


def link_source(scope: Scope, source: str) -> Link:
    """A source by its title, or by what it is described as."""
    return scope.depth.sources.keep(source, lambda: _make_source_link(scope, source))


def _make_source_link(scope: Scope, source: str) -> Link:
    record = scope.index.corpus.find_source(source)
    return Link(record.name, scope.link("source", source), find_title_language(record))


def find_title_language(source: Source) -> str:
    """The language of a source's title; "" if that is the site's own, English, or the title is
    ours.
    """
    language = (source.language or "") if source.title else ""
    return "" if ENGLISH.fullmatch(language) else language


def link_event(scope: Scope, event: str) -> Link:
    """An event by its title."""
    return Link(scope.index.corpus.find_event(event).title, scope.link("event", event))


def link_account(scope: Scope, name: str, own_voice: str) -> Link:
    """Whose account something is: an actor's, that of `own_voice`, or nobody's by name."""
    if name == OWN_VOICE:
        return Link(own_voice)
    return Link("nobody by name") if name == UNNAMED else link_actor(scope, name)


@dataclass(frozen=True, slots=True)
class Sayers:
    """Who says a statement: the actors that are `named`, as they are called, by their ids; and in
    words who else does, or that nobody is named.
    """

    named: Mapping[str, str]
    others: str


def name_sayers(index: Index, placed: StatementAt) -> Sayers:
    """Name who says a statement. What several articles say themselves is their publishers' word, if
    these are known and few; so it is if somebody else says it, too.
    """
    attribution, corpus = index.find_attributions(placed), index.corpus
    named = {
        name: name_actor(corpus, name) for name in attribution if name not in (OWN_VOICE, UNNAMED)
    }
    others = []
    if OWN_VOICE in attribution:
        publishers = _count_publishers(corpus, placed)
        known = [name for name in publishers if name]
        if 0 < len(known) <= MOST_PUBLISHERS and (named or known[1:]):
            named.update((name, _name_publisher(corpus, name)) for name in known)
            others += [_name_own_words(publishers[""], "other ")] if publishers[""] else []
        else:
            others.append(_own_words_alone(corpus, publishers, known))
    if UNNAMED in attribution:
        others.append("others not named" if named or others else "nobody by name")
    return Sayers(named, join_names(others))


def _count_publishers(corpus: Corpus, placed: StatementAt) -> Counter[str]:
    """How many articles of each publisher say something themselves; "" if that is not known."""
    own = dict.fromkeys(
        (find_publisher(corpus, piece), piece.source)
        for piece in placed.statement.evidence
        if piece.stance == "supports" and OWN_VOICE in find_attribution(placed.statement, piece)
    )
    return Counter(publisher for publisher, _ in own)


def _name_publisher(corpus: Corpus, publisher: str) -> str:
    voice = trace_voice(corpus, publisher)[0]
    name = name_actor(corpus, publisher)
    return name if voice == publisher else f"{name} (counted as {name_actor(corpus, voice)})"


def _name_own_words(articles: int, other: str = "") -> str:
    """ "a report’s own words", "other articles’ own words"."""
    if articles > 1:
        return f"{other or 'the '}articles’ own words"
    return "another report’s own words" if other else "a report’s own words"


def _own_words_alone(corpus: Corpus, publishers: Counter[str], known: Sequence[str]) -> str:
    """What articles say themselves and nobody else does, by the publisher if that is one."""
    words = _name_own_words(publishers.total())
    if len(known) != 1:
        return words
    voice, name = trace_voice(corpus, known[0])[0], name_actor(corpus, known[0])
    counted = f"counted as {name_actor(corpus, voice)}" if voice != known[0] else ""
    if publishers[""]:
        return f"{words} ({name}’s {counted or 'among them'})"
    return f"{name}’s own words ({counted})" if counted else f"{name}’s own words"


def name_outlet(index: Index, source: str) -> str:
    """A source in keys and tables: its short name, else who published it, else its title.

    The short name of one without a title or publisher is made up, too, and stands in brackets.
    """
    record = index.corpus.find_source(source)
    if record.short_name:
        ours = not (record.title or record.publisher)
        return f"[{record.short_name.strip('[]')}]" if ours else record.short_name
    return index.corpus.find_actor(record.publisher).name if record.publisher else record.name


def write_imprint(index: Index, source: Source) -> str:
    """Who published a source, and when, as far as that is known."""
    publisher = index.corpus.find_actor(source.publisher).name if source.publisher else ""
    return ", ".join(filter(None, (publisher, show_date(source.issued) if source.issued else "")))


def find_identifier(database: str, name: str) -> str:
    """The address of an actor in another database; "" if we know no addresses of that."""
    known = database == "wikidata" and re.fullmatch(r"Q[0-9]+", name)
    return f"https://www.wikidata.org/wiki/{name}" if known else ""


def name_kind(index: Index, record: Event | Actor | Source) -> str:
    """What kind of record it is, as it stands within a line."""
    return lower_first(index.corpus.label_kind(record).one)


def name_record(record: Event | Actor) -> str:
    """An event's title or an actor's name."""
    return record.title if isinstance(record, Event) else record.name


def view_occasion(event: Event) -> Occasion:
    """When `event` is, and whether it took place."""
    words = f"“{event.date_words}”" if event.date_words else ""
    state = "" if event.state == "occurred" else event.state
    return Occasion(view_date(event.date), words, state)


def find_month(date: EdtfDate | None) -> str:
    """`2022-02` or `2022`: the month, or at least the year, in which a date lies or begins; ""
    if that is open.
    """
    if date is None:
        return ""
    day = date.earliest or date.latest
    if day is None or not 0 < day[0] < 10000:
        return ""
    start = date.text.partition("/")[0] if date.earliest else date.text.partition("/")[2]
    knows_month = start[:7] == f"{day[0]:04}-{day[1]:02}"
    return start[:7] if knows_month else f"{day[0]:04}"


def sort_event(event: Event) -> tuple[object, ...]:
    """The place of an event by its date; without one it comes first, or last if the order is
    reversed.
    """
    return (event.date is not None, event.date.sort_key if event.date else (), event.id)


def sort_in_time(event: Event) -> tuple[object, ...]:
    """The place of an event by its date; without one it comes last, by its id."""
    return (event.date is None, event.date.sort_key if event.date else (), event.id)


def order_published(index: Index, actor: str) -> list[Source]:
    """What an actor published: the newest first, then what has no date."""
    sources = [index.corpus.sources[name] for name in index.publishes.get(actor, ())]
    dated = sorted(
        (source for source in sources if source.issued),
        key=lambda source: source.issued.sort_key if source.issued else (),
        reverse=True,
    )
    return [*dated, *(source for source in sources if not source.issued)]


def order_records(index: Index, names: Iterable[str]) -> list[str]:
    """Ids of events and actors: events first, the newest first; then actors by id."""
    listed = set(names)
    events = [index.corpus.events[name] for name in listed if name in index.corpus.events]
    ordered = [event.id for event in sorted(events, key=sort_event, reverse=True)]
    return [*ordered, *sorted(listed.difference(ordered))]
