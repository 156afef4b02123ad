"""What the desk proposes: the known ones by name, statements that may be meant, links and ids."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from math import log1p

from factsheet.desk.state import Desk
from factsheet.facts.corpus import Corpus, StatementAt
from factsheet.facts.dates import show_date
from factsheet.facts.fields import OWN_VOICE, UNNAMED
from factsheet.facts.model import Actor
from factsheet.facts.names import fold_name
from factsheet.facts.prose import strip_prose
from factsheet.kept import keep_for_each
from factsheet.site.scope import name_outlet, name_record
from factsheet.voices.index import Index

MOST_LIKELY = 12
"""So many statements are proposed."""
MOST_OWN = 200
"""So many statements of a record may be chosen."""
LONGEST_NAME = 8
"""So many words of a text are looked up together as a name."""
SHORTEST_NAME = 3
"""A last name has so many letters."""
LINK = re.compile(r"\[[^\]]*\]\([^)]*\)")
WORD = re.compile(r"\w+")
ARTICLE = re.compile(r"^[Tt]he ")


def list_choices(corpus: Corpus) -> Mapping[str, object]:
    """All that may be chosen by typing, in the order of the facts: each with its id and the names
    by which it is found, of which the first is shown.
    """
    kinds = {
        kind: [_choice(name, label.one) for name, label in kinds.items()]
        for kind, kinds in corpus.kinds.items()
    }
    index = Index(corpus)
    return {
        "voices": [
            _choice(OWN_VOICE, "the article itself", "own voice"),
            _choice(UNNAMED, "nobody by name", "unnamed"),
        ],
        "actors": [_choice(actor.id, *_list_names(actor)) for actor in corpus.actors.values()],
        "topics": [_choice(name, label) for name, label in corpus.vocabulary.topics.items()],
        "events": [
            _choice(event.id, event.title, show_date(event.date) if event.date else "")
            for event in corpus.events.values()
        ],
        "sources": [
            _choice(source.id, source.name, name_outlet(index, source.id))
            for source in corpus.sources.values()
        ],
        "kinds": kinds,
    }


def _choice(choice_id: str, *names: str) -> Mapping[str, object]:
    return {"id": choice_id, "names": [name for name in dict.fromkeys(names) if name]}


def _list_names(actor: Actor) -> Iterator[str]:
    yield actor.name
    yield actor.short_name or ""
    yield from actor.other_names


def find_likely(
    desk: Desk, corpus: Corpus, words: str, record: str = "", source: str = ""
) -> tuple[StatementAt, ...]:
    """The standing statements that share most with `words`: a word counts the more, the fewer have
    it (inverse document frequency: Spärck Jones, 1972). Those of `record` come before others that
    share as much, and those that `source` carries already come after.
    """
    wanted, standing = _fold_words(words), [s for s in corpus.statements.values() if s.stands]
    shared = [wanted & _list_words(desk, placed) for placed in standing]
    common = Counter(word for several in shared for word in several)
    ranked = []
    for number, (placed, several) in enumerate(zip(standing, shared, strict=True)):
        if several:
            weight = sum(log1p(len(standing) / common[word]) for word in sorted(several))
            weight *= 1.3 if placed.record.id == record else 1
            carried = any(piece.evidence.source == source for piece in placed.pieces)
            ranked.append((weight * (0.9 if carried else 1), -number, placed))
    ranked.sort(key=lambda entry: entry[:2], reverse=True)
    return tuple(placed for *_, placed in ranked[:MOST_LIKELY])


def view_likely(several: Iterable[StatementAt]) -> list[Mapping[str, object]]:
    """Statements as they are proposed."""
    return [
        {
            "ref": placed.ref,
            "text": strip_prose(placed.statement.text),
            "record": name_record(placed.record),
            "attributed_to": list(placed.statement.attributed_to),
        }
        for placed in several
    ]


def list_statements(
    corpus: Corpus, record: str, likely: Iterable[StatementAt]
) -> list[Mapping[str, object]]:
    """The statements against which a new one of `record` may stand: its own, and those like it."""
    home = corpus.events.get(record) or corpus.actors.get(record)
    own = corpus.statements_of(home) if home else ()
    listed = {placed.ref: placed for placed in (*likely, *own[:MOST_OWN])}
    return [
        _choice(ref, strip_prose(placed.statement.text), name_record(placed.record))
        for ref, placed in listed.items()
    ]


def _list_words(desk: Desk, placed: StatementAt) -> frozenset[str]:
    """The words by which a statement is found, worked out once as long as it stays the same."""
    statement, words = desk.folded.get(placed.ref, (None, frozenset()))
    if statement is not placed.statement:
        quotes = (piece.quote or "" for piece in placed.statement.evidence)
        words = _fold_words(" ".join((strip_prose(placed.statement.text), *quotes)))
        desk.folded[placed.ref] = placed.statement, words
    return words


def _fold_words(text: str) -> frozenset[str]:
    """The words of a text that tell it from others: those of four letters and more, and numbers,
    each by its first six characters.
    """
    words = WORD.findall(text.casefold())
    return frozenset(word[:6] for word in words if len(word) > 3 or word.isdigit())


def link_names(corpus: Corpus, text: str) -> str:
    """Make the first place where `text` names each actor a link, if only one has the name, and it
    is written so. What is a link already stays as it is.
    """
    names, linked = _list_actors(corpus), {match[0] for match in LINK.finditer(text)}
    done = {actor for link in linked if (actor := link.partition("](actor:")[2].removesuffix(")"))}
    parts, start = [], 0
    for place, name, actor in _find_names(names, text):
        if actor not in done:
            done.add(actor)
            parts += [text[start:place], f"[{name}](actor:{actor})"]
            start = place + len(name)
    return "".join((*parts, text[start:]))


def _find_names(names: Mapping[str, str], text: str) -> Iterator[tuple[int, str, str]]:
    """Where names stand in a text outside its links, the longest at each place, in order."""
    closed = [match.span() for match in LINK.finditer(text)]
    words = [match.span() for match in WORD.finditer(text)]
    reached = 0
    for number, (start, _) in enumerate(words):
        if start < reached or any(first <= start < last for first, last in closed):
            continue
        for _, end in reversed(words[number : number + LONGEST_NAME]):
            if actor := names.get(text[start:end]):
                yield start, text[start:end], actor
                reached = end
                break


@keep_for_each
def _list_actors(corpus: Corpus) -> Mapping[str, str]:
    """The actor of each name that only one has, as it is written, without "the" before it; of
    persons their last names, too.
    """
    actors: dict[str, str] = {}
    for actor in corpus.actors.values():
        for name in filter(None, _list_names(actor)):
            if len(corpus.actors_of_name.get(fold_name(name), ())) == 1:
                actors.setdefault(ARTICLE.sub("", name), actor.id)
    for name, owners in list_last_names(corpus).items():
        if len(owners) == 1 and fold_name(name) not in corpus.actors_of_name:
            actors.setdefault(name, *owners)
    return actors


@keep_for_each
def list_last_names(corpus: Corpus) -> Mapping[str, tuple[str, ...]]:
    """The persons of each last name: the last word of a name of several."""
    owners: dict[str, list[str]] = {}
    for actor in corpus.actors.values():
        first, _, last = actor.name.rpartition(" ")
        if actor.kind == "person" and first and len(last) >= SHORTEST_NAME:
            owners.setdefault(last, []).append(actor.id)
    return {name: tuple(ids) for name, ids in owners.items()}
