"""What the search finds: events, actors and sources, each statement, and the other pages."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from factsheet.facts.corpus import StatementAt, find_kind, name_actors
from factsheet.facts.dates import EdtfDate, show_date
from factsheet.facts.model import Actor, Event, Source
from factsheet.facts.prose import find_links, strip_prose
from factsheet.proof.quotes import GAP
from factsheet.site.addresses import make_url
from factsheet.site.lists.filters import name_statuses
from factsheet.site.scope import (
    find_month,
    name_kind,
    name_outlet,
    name_record,
    order_published,
    sort_event,
    view_occasion,
)
from factsheet.site.search.words import list_words
from factsheet.site.sections.rows import tell_status
from factsheet.site.statements import summarize
from factsheet.voices.index import Index
from factsheet.voices.status import name_actor
from factsheet.wording import cut_text

LONGEST_SENTENCE, LONGEST_QUOTE, MOST_QUOTES = 400, 240, 4
"""In characters, and in number: so much of a statement is shown among the results. It is found by
all its words.
"""
MOST_NAMED = 60
"""So many words of an actor's names find what names it. The actor itself is found by all."""
MOST_PUBLISHED = 3
"""So many of the articles that an actor published, the newest, stand with it among the results."""

Field = tuple[float, int, list[str]]
"""Words of an entry: their weight, how many such a field usually has, and the words themselves. In
a longer one each weighs less.
"""


@dataclass(frozen=True, slots=True)
class Facets:
    """By what results can be narrowed. A kind has what it is a kind of before its id; parties are
    ids of actors.
    """

    kind: str = ""
    status: str = ""
    year: str = ""
    party: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something that is found. All texts are plain and untrusted.

    `url` is its page's, below the site's root. `shown` is what the script draws it of: for a page
    `about`, a text, and names and addresses, in turn, of what it published; for a statement its
    anchor, sentence, quotes, how it is told and when.
    `names` are those that find it if they are all that is asked for.
    """

    url: str
    title: str
    shown: tuple[str | tuple[str, ...], ...]
    fields: tuple[Field, ...]
    names: tuple[str, ...] = ()
    facets: Facets = Facets()
    is_statement: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """What is found, in the order in which the results of each group are shown if nothing else
    tells them apart.
    """

    records: Iterable[Entry]
    statements: Iterable[Entry]
    sources: Iterable[Entry]
    pages: Iterable[Entry]


@dataclass(frozen=True, slots=True)
class EntryMaker:
    """Makes entries of records; `words` are those of each actor's names, once they were asked
    for.
    """

    index: Index
    words: dict[str, list[str]] = field(default_factory=dict)

    def list_groups(self, pages: Iterable[Entry]) -> Groups:
        """Everything that is found; `pages` are those that come from no record."""
        return Groups(
            records=self._list_records(),
            statements=self._list_statements(),
            sources=self._list_sources(),
            pages=pages,
        )

    def _list_records(self) -> Iterator[Entry]:
        """Events and actors, those with the most statements first."""
        corpus = self.index.corpus
        counted: list[tuple[int, Event | Actor]] = [
            (len(event.statements), event) for event in self._order_events()
        ]
        counted += ((self._count_statements(actor), actor) for actor in corpus.actors.values())
        counted.sort(key=lambda pair: -pair[0])
        for _, record in counted:
            if isinstance(record, Event):
                yield self.enter_event(record)
            else:
                yield self.enter_actor(record)

    def _order_events(self) -> list[Event]:
        """The newest first."""
        return sorted(self.index.corpus.events.values(), key=sort_event, reverse=True)

    def _count_statements(self, actor: Actor) -> int:
        refs = {*self.index.said_by.get(actor.id, ()), *self.index.said_about.get(actor.id, ())}
        return len(refs)

    def _list_statements(self) -> Iterator[Entry]:
        for event in self._order_events():
            yield from self.enter_statements(event)
        for actor in self.index.corpus.actors.values():
            yield from self.enter_statements(actor)

    def _list_sources(self) -> Iterator[Entry]:
        """Those with the most passages first."""
        pieces = self.index.corpus.evidence_of_source
        sources = self.index.corpus.sources.values()
        for source in sorted(sources, key=lambda source: -len(pieces[source.id])):
            yield self.enter_source(source)

    def enter_event(self, event: Event) -> Entry:
        """An event, also by the names of all who take part in it or are named on its page."""
        statements = self.index.corpus.statements_of(event)
        named = dict.fromkeys(participant.actor for participant in event.participants)
        named.update(dict.fromkeys(name for at in statements for name in self._find_actors(at)))
        about = self._describe_event(event)
        text = summarize(list(statements))
        refs = self.index.corpus.list_refs(event)
        return Entry(
            url=make_url("event", event.id),
            title=event.title,
            shown=(f"Event · {about}", text),
            fields=(
                (6, 8, list_words(event.title)),
                (2.4, 8, list_words(about)),
                (1, 40, list_words(f"{text} {event.note or ''}")),
                (0.8, 20, self._name_all(named)),
            ),
            names=(event.title,),
            facets=Facets(_name_kind(event), "", _find_year(event.date), self._find_parties(refs)),
        )

    def _describe_event(self, event: Event) -> str:
        occasion = view_occasion(event)
        date = occasion.text if occasion.date or occasion.words else ""
        return _join(name_kind(self.index, event), date, event.place or "", occasion.state)

    def enter_actor(self, actor: Actor) -> Entry:
        """An actor, by all its names."""
        names = tuple(filter(None, (actor.name, actor.short_name, *actor.other_names)))
        about = _join("Actor", name_kind(self.index, actor))
        text = f"Also: {', '.join(actor.other_names)}." if actor.other_names else ""
        statements = self.index.corpus.statements_of(actor)
        return Entry(
            url=make_url("actor", actor.id),
            title=actor.name,
            shown=(about, cut_text(text, LONGEST_SENTENCE), *self._list_published(actor)),
            fields=(
                (20, 8, self._name_words(actor.id)),
                (2.4, 8, list_words(about)),
                (1, 40, list_words(f"{summarize(list(statements))} {actor.note or ''}")),
            ),
            names=names,
            facets=Facets(_name_kind(actor), "", "", (actor.id,)),
        )

    def _list_published(self, actor: Actor) -> Iterator[str]:
        """The names and addresses, in turn, of the newest articles that an actor published."""
        for source in order_published(self.index, actor.id)[:MOST_PUBLISHED]:
            yield from (source.name, make_url("source", source.id))

    def enter_source(self, source: Source) -> Entry:
        """A source, also by its authors and all names of its publisher."""
        outlet = name_outlet(self.index, source.id)
        about = _join("Source", name_kind(self.index, source), outlet, _tell_date(source.issued))
        publisher = (source.publisher,) if source.publisher else ()
        return Entry(
            url=make_url("source", source.id),
            title=source.name,
            shown=(about, ""),
            fields=(
                (6, 10, list_words(source.name)),
                (2.4, 8, list_words(about)),
                (1.5, 10, [*list_words(" ".join(source.author)), *self._name_all(publisher)]),
                (1, 40, list_words(source.note or "")),
            ),
            names=tuple(filter(None, (source.name, source.short_name))),
            facets=Facets(_name_kind(source), "", _find_year(source.issued), publisher),
        )

    def enter_statements(self, record: Event | Actor) -> Iterator[Entry]:
        """The statements of an event or of an actor, each also by who says it, how it is told, the
        title of its event, and the curators' note.
        """
        title, url = name_record(record), make_url("event", record.id)
        date = record.date if isinstance(record, Event) else None
        if isinstance(record, Actor):
            url = make_url("actor", record.id)
        words = list_words(title)
        for placed in self.index.corpus.statements_of(record):
            yield self._enter_statement(placed, url, title, words, date)

    def _enter_statement(
        self,
        placed: StatementAt,
        url: str,
        title: str,
        title_words: list[str],
        day: EdtfDate | None,
    ) -> Entry:
        statement, date = placed.statement, placed.statement.said_on or day
        sentence, quotes = strip_prose(statement.text), _list_quotes(placed)
        status = self.index.assessments[placed.ref].status
        parties = self._find_parties((placed.ref,))
        told, notes = _tell_date(date), _list_notes(placed)
        cut = tuple(cut_text(quote, LONGEST_QUOTE, GAP) for quote in quotes[:MOST_QUOTES])
        by = tell_status(self.index, placed)
        return Entry(
            url=url,
            title=title,
            shown=(statement.id, cut_text(sentence, LONGEST_SENTENCE), cut, by, told),
            fields=(
                (3, 14, list_words(sentence)),
                (2, 20, [word for quote in quotes for word in list_words(quote)]),
                (0.8, 6, self._name_all(dict.fromkeys(self._find_actors(placed)))),
                (0.6, 10, title_words),
                (0.6, 10, list_words(f"{by} {told} {notes}")),
            ),
            facets=Facets(_name_kind(placed.record), status, _find_year(date), parties),
            is_statement=True,
        )

    def _find_parties(self, refs: Iterable[str]) -> tuple[str, ...]:
        """Who speaks in statements, and in whose voice."""
        assessed = (self.index.assessments[ref] for ref in refs)
        return tuple(dict.fromkeys(name for at in assessed for name in (*at.actors, *at.voices)))

    def _find_actors(self, placed: StatementAt) -> Iterator[str]:
        """The actors that a statement links to, and those that say it."""
        yield from (name for kind, name, _ in find_links(placed.statement.text) if kind == "actor")
        yield from name_actors(self.index.find_attributions(placed))
        yield from placed.statement.speaker

    def _name_all(self, actors: Iterable[str]) -> list[str]:
        """The words of all names of `actors`, each once: of each actor the first `MOST_NAMED`."""
        several = (self._name_words(actor)[:MOST_NAMED] for actor in actors)
        return list(dict.fromkeys(word for words in several for word in words))

    def _name_words(self, actor: str) -> list[str]:
        words = self.words.get(actor)
        if words is None:
            named = list_words(" ".join(self.index.names.get(actor, ())))
            words = self.words[actor] = list(dict.fromkeys(named))
        return words


def enter_page(url: str, title: str, text: str) -> Entry:
    """A page that comes from no record, or a part of one."""
    return Entry(
        url=url,
        title=title,
        shown=("", cut_text(text, LONGEST_QUOTE)),
        fields=((6, 6, list_words(title)), (2, 60, list_words(text))),
        names=(title,),
    )


def name_facets(index: Index) -> Mapping[str, Mapping[str, str]]:
    """The labels of what results can be narrowed by, by the names of facets; a year is its own."""
    corpus = index.corpus
    kinds = {
        f"{kinded}:{kind}": label.one
        for kinded, labels in corpus.kinds.items()
        for kind, label in labels.items()
    }
    parties = {actor: name_actor(corpus, actor) for actor in corpus.actors}
    return {"kind": kinds, "status": name_statuses(), "party": parties, "year": {}}


def list_name_words(index: Index) -> list[str]:
    """The words of all names of actors, in the order of the alphabet: a word that is nowhere may be
    a misspelling of one.
    """
    words = {word for names in index.names.values() for word in list_words(" ".join(names))}
    return sorted(words)


def _name_kind(record: Event | Actor | Source) -> str:
    return f"{find_kind(record)}:{record.kind}"


def _list_quotes(placed: StatementAt) -> list[str]:
    """The different quotes of a statement."""
    quotes = (piece.quote for piece in placed.statement.evidence)
    return list(dict.fromkeys(quote for quote in quotes if quote))


def _list_notes(placed: StatementAt) -> str:
    notes = (placed.statement.note, *(piece.translation for piece in placed.statement.evidence))
    return " ".join(filter(None, notes))


def _find_year(date: EdtfDate | None) -> str:
    return find_month(date)[:4]


def _tell_date(date: EdtfDate | None) -> str:
    return show_date(date) if date else ""


def _join(*parts: str) -> str:
    return " · ".join(filter(None, parts))
