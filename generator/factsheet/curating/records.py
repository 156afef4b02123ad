"""New events and actors, for the commands: what can be known of them, and whether they are there
already.
"""

import re
from collections import Counter
from collections.abc import Mapping

from factsheet.facts.convert import convert_document
from factsheet.facts.corpus import Corpus
from factsheet.facts.model import FOLDERS, Actor, Event, Kind, Source
from factsheet.facts.names import fold_name
from factsheet.facts.reader import Document, Tree

WORD = re.compile(r"[^\W_]+")
TYPES: Mapping[Kind, type[Source] | type[Actor] | type[Event]] = {
    "source": Source,
    "actor": Actor,
    "event": Event,
}
LEAST: Mapping[Kind, Mapping[str, Tree]] = {
    "source": {"title": "x", "kind": "x"},
    "actor": {"name": "x", "kind": "x"},
    "event": {"title": "x", "kind": "x"},
}
"""What a record of each kind has at least."""


def find_namesake(corpus: Corpus, kind: Kind, name: str, date: str = "") -> str:
    """Find the actor of this name, or the event of this title and date; its id, or "" if there is
    none.
    """
    folded = fold_name(name)
    if kind == "actor":
        return next(iter(corpus.actors_of_name.get(folded, ())), "")
    same = (event for event in corpus.events.values() if fold_name(event.title) == folded)
    return next((event.id for event in same if (event.date.text if event.date else "") == date), "")


def guess_kind(corpus: Corpus, kind: Kind, words: str) -> str:
    """Guess which kind of event, actor or source something is: the one that its `words` name, else
    the one that most of those in the facts are, else the first of the vocabulary.
    """
    said = {word.casefold() for word in WORD.findall(words)}
    kinds = corpus.kinds[kind]
    for name, label in kinds.items():
        if name in said or label.one.casefold() in said:
            return name
    used = Counter(record.kind for record in corpus.records_of(kind).values())
    return max(kinds, key=lambda name: used[name])


def part_sound(kind: Kind, values: Mapping[str, Tree]) -> tuple[dict[str, Tree], dict[str, str]]:
    """Part the fields of a new record in those that can stand in a file, and what is wrong with the
    others.
    """
    sound, wrong = dict(values), {}
    for name, value in values.items():
        document = Document("", "", {**LEAST[kind], name: value})
        _, problems = convert_document(document, TYPES[kind], "x")
        if problems:
            wrong[name] = problems[0].message
            del sound[name]
    return sound, wrong


def find_path(kind: Kind, record_id: str) -> str:
    """The path of a record's file below the folder of facts."""
    return f"{FOLDERS[TYPES[kind]]}/{record_id}.yml"
