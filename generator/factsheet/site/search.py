"""What the search finds of a record: its page, and each of its statements."""

from collections.abc import Iterable, Iterator

from factsheet.facts.corpus import StatementAt, name_actors
from factsheet.facts.dates import EdtfDate, show_date
from factsheet.facts.model import Actor, Event, Source
from factsheet.facts.prose import find_links, strip_prose
from factsheet.proof.quotes import GAP
from factsheet.site.scope import name_kind, view_occasion
from factsheet.site.views import SearchEntry
from factsheet.voices.index import Index
from factsheet.voices.status import name_actor

# Who searches for a name wants the actor first, also by one of its other names; who searches for a
# day, the event.
ACTOR_BOOST, EVENT_BOOST = 3, 2


def enter_event(index: Index, event: Event, kind: str, text: str) -> tuple[SearchEntry, ...]:
    """An event, by the names of all who take part in it or are named on its page too, and its
    statements.

    `kind` is the label of the event's kind as it stands within a line, `text` is shown where the
    page itself is found.
    """
    statements = index.corpus.statements_of(event)
    named = dict.fromkeys(participant.actor for participant in event.participants)
    named.update(
        dict.fromkeys(name for placed in statements for name in _find_actors(index, placed))
    )
    occasion = view_occasion(event)
    date = occasion.text if occasion.date or occasion.words else ""
    about = _join("Event", kind, date, event.place or "", occasion.state)
    page = SearchEntry(
        anchor="",
        title=event.title,
        about=about,
        text=text,
        names=_list_names(index, named),
        boost=EVENT_BOOST,
    )
    return (page, *(_enter_statement(index, placed, date) for placed in statements))


def enter_actor(index: Index, actor: Actor, text: str) -> tuple[SearchEntry, ...]:
    """An actor, by all its names, and the statements that stand with it."""
    also = f"Also: {', '.join(actor.other_names)}." if actor.other_names else ""
    page = SearchEntry(
        anchor="",
        title=actor.name,
        about=_join("Actor", name_kind(index, actor)),
        text=" ".join(filter(None, (also, text))),
        names=_list_names(index, (actor.id,)),
        boost=ACTOR_BOOST,
    )
    return (
        page,
        *(_enter_statement(index, placed, "") for placed in index.corpus.statements_of(actor)),
    )


def enter_source(index: Index, source: Source, text: str) -> tuple[SearchEntry, ...]:
    """A source, by its authors and all names of its publisher too."""
    publisher = index.corpus.find_actor(source.publisher).name if source.publisher else ""
    about = _join("Source", name_kind(index, source), publisher, _tell_date(source.issued))
    published = _list_names(index, (source.publisher,) if source.publisher else ())
    names = " ".join((*source.author, published)).strip()
    return (SearchEntry(anchor="", title=source.name, about=about, text=text, names=names),)


def _enter_statement(index: Index, placed: StatementAt, date: str) -> SearchEntry:
    """A statement by its sentence. Its event's title is left out: the search client prints it
    above.
    """
    statement = placed.statement
    sayers = name_actors(index.find_attributions(placed))
    said_by = " and ".join(name_actor(index.corpus, actor) for actor in sayers)
    status = index.assessments[placed.ref].label
    return SearchEntry(
        anchor=statement.id,
        title=strip_prose(statement.text),
        about=_join(
            "Statement",
            f"said by {said_by}" if said_by else "",
            _tell_date(statement.said_on) or date,
            status,
        ),
        quotes=tuple(
            dict.fromkeys(
                piece.quote.replace(GAP, "…") for piece in statement.evidence if piece.quote
            )
        ),
        names=_list_names(index, _find_actors(index, placed)),
    )


def _find_actors(index: Index, placed: StatementAt) -> Iterator[str]:
    """The actors that a statement links to, and those that say it."""
    yield from (name for kind, name, _ in find_links(placed.statement.text) if kind == "actor")
    yield from name_actors(index.find_attributions(placed))
    yield from placed.statement.speaker


def _list_names(index: Index, actors: Iterable[str]) -> str:
    """Every word of every name of `actors`, each once."""
    return " ".join(
        dict.fromkeys(word for name in dict.fromkeys(actors) for word in index.names.get(name, ()))
    )


def _tell_date(date: EdtfDate | None) -> str:
    return show_date(date) if date else ""


def _join(*parts: str) -> str:
    return " · ".join(filter(None, parts))
