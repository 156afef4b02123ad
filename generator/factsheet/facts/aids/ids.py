"""The ids of everything that facts may name, and which of them somebody meant who wrote a name."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from factsheet.facts.corpus import Corpus
from factsheet.facts.fields import Named
from factsheet.kept import keep_for_each
from factsheet.problems import quote_name

WORD = re.compile(r"\w+")
LISTED = 3
"""So many ids are told if several have a name."""


def find_known(corpus: Corpus) -> Mapping[Named, Mapping[str, object]]:
    """Collect what can be named, by kind and then by id or reference."""
    return {
        "source": corpus.sources,
        "actor": corpus.actors,
        "event": corpus.events,
        "statement": corpus.statements,
        "event kind": corpus.kinds["event"],
        "actor kind": corpus.kinds["actor"],
        "source kind": corpus.kinds["source"],
        "topic": corpus.vocabulary.topics,
    }


def suggest_id(corpus: Corpus, kind: Named, name: str) -> str:
    """Say in a hint which id has what is called `name`: an actor, or a source by its own name or
    that of its publisher. Empty if nothing is called so.
    """
    ids = _index_ids(corpus, kind).get(fold_loosely(name), ())
    listed = ", ".join(map(quote_name, ids[:LISTED])) + (" …" if len(ids) > LISTED else "")
    if len(ids) > 1:
        return f"{kind}s of that name have the ids {listed}"
    return f"the {kind} of that name has the id {listed}" if ids else ""


def fold_loosely(name: str) -> str:
    """What is left of a name that somebody wrote from memory: its words, without accents, capitals
    and the article in front.
    """
    parts = unicodedata.normalize("NFKD", name)
    letters = "".join(letter for letter in parts if not unicodedata.combining(letter))
    words = WORD.findall(letters.casefold().replace("_", " "))
    return " ".join(words[1:] if words[:1] == ["the"] else words)


@keep_for_each
def _index_ids(corpus: Corpus, kind: Named) -> Mapping[str, tuple[str, ...]]:
    """The ids that have each name, which is folded."""
    ids: dict[str, dict[str, None]] = {}
    for known, name in _list_names(corpus, kind):
        ids.setdefault(fold_loosely(name), {})[known] = None
    return {name: tuple(known) for name, known in ids.items() if name}


def _list_names(corpus: Corpus, kind: Named) -> Iterator[tuple[str, str]]:
    """The ids of one kind, each with every name that it has."""
    if kind == "actor":
        for actor in corpus.actors.values():
            for name in (actor.name, actor.short_name or "", *actor.other_names):
                yield actor.id, name
    elif kind == "source":
        for source in corpus.sources.values():
            yield source.id, source.name
            yield source.id, source.short_name or ""
            if publisher := corpus.actors.get(source.publisher or ""):
                for name in (publisher.name, publisher.short_name or "", *publisher.other_names):
                    yield source.id, name
    elif kind == "event":
        yield from ((event.id, event.title) for event in corpus.events.values())
    elif kind == "topic":
        yield from corpus.vocabulary.topics.items()
    elif kind != "statement":
        for sort, labels in corpus.kinds.items():
            if kind == f"{sort} kind":
                yield from ((known, name) for known in labels for name in labels[known])
