"""What is made on the spot: actors, events, topics, documents, and sentences that are set aside."""

from collections.abc import Mapping, Sequence
from typing import Any

from factsheet.desk.marking.acting import save_acts
from factsheet.desk.marking.ids import find_free, make_id
from factsheet.desk.marking.proposals import read_line
from factsheet.desk.state import Desk, read_copy, read_copy_text, read_facts
from factsheet.facts.corpus import Corpus
from factsheet.facts.model import Source, Vocabulary
from factsheet.facts.reader import Tree
from factsheet.facts.writing.acts import Act, Create, Edit, create_record
from factsheet.facts.writing.changes import Change, Put, Remove
from factsheet.facts.writing.ways import find_order
from factsheet.problems import Refusal, Refused, quote_name
from factsheet.proof.reading.coverage import hash_sentence
from factsheet.proof.reading.sentences import split_sentences

VOCABULARY = "vocabulary.yml"
ID_WORDS = 6
"""An id of a record has so many words of its name."""
FIELDS: Mapping[str, tuple[str, ...]] = {
    "actor": ("name", "kind", "short_name", "other_names"),
    "event": ("title", "kind", "date", "date_words", "place"),
    "source": ("described_as", "title", "kind", "publisher", "issued", "note"),
}
"""What is asked of each kind of record that is made on the spot."""


def make_record(desk: Desk, given: Mapping[str, Any]) -> Mapping[str, str]:
    """Make an actor, an event, a topic, or a document that is known through others; return its id
    and its name.

    Raises Refused if it cannot be.
    """
    kind = read_line(given.get("make", ""))
    with desk.lock:
        corpus = read_facts(desk)
        if kind == "topic":
            return _make_topic(desk, corpus, read_line(given.get("name", "")))
        if kind not in FIELDS:
            raise Refused("this cannot be made here")
        values: dict[str, Tree] = {name: read_line(given.get(name, "")) for name in FIELDS[kind]}
        name = str(values[FIELDS[kind][0]] or values.get("title", ""))
        if not name:
            raise Refused("it has no name", "give it one")
        if kind == "source":
            values["read"] = "no"
        record_id = find_free(make_id(name, ID_WORDS) or kind, list_taken(corpus))
        path = f"{kind}s/{record_id}.yml"
        save_acts(desk, f"make {quote_name(name)}", [create_record(path, values)])
    return {"id": record_id, "name": name}


def list_taken(corpus: Corpus) -> set[str]:
    """The ids that records have or had."""
    former = (name for record in corpus.records.values() for name in record.former_ids)
    return {*corpus.records, *corpus.broken, *former}


def _make_topic(desk: Desk, corpus: Corpus, label: str) -> Mapping[str, str]:
    if not label:
        raise Refused("it has no name", "give it one")
    topic = find_free(make_id(label) or "topic", corpus.vocabulary.topics)
    act: Act = (
        _put_into(VOCABULARY, "topics", topic, label, find_order(Vocabulary))
        if (desk.facts / VOCABULARY).exists()
        else Create(VOCABULARY, f"make {VOCABULARY}", {"topics": {topic: label}})
    )
    save_acts(desk, f"make the topic {quote_name(label)}", [act])
    return {"id": topic, "name": label}


def _put_into(path: str, field: str, key: str, value: str, order: tuple[str, ...]) -> Edit:
    """Put `value` under `key` into a mapping of the file at `path`, which may be missing there."""

    def plan(tree: Tree) -> Sequence[Change]:
        present = tree.get(field) if isinstance(tree, dict) else None
        if isinstance(present, dict):
            return [Put((field, key), value)]
        return [Put((field,), {key: value}, order)]

    return Edit(path, f"put {quote_name(key)}", plan)


def set_aside(desk: Desk, given: Mapping[str, Any]) -> None:
    """Say that a sentence of a source asserts nothing, and what it is; or, without words, that it
    does after all.

    Raises Refused if the copy of the source has no such sentence.
    """
    source, words = read_line(given.get("source", "")), read_line(given.get("words", ""))
    hash_ = read_line(given.get("hash", ""))
    with desk.lock:
        corpus = read_facts(desk)
        copy = read_copy(desk, corpus, source) if source in corpus.sources else Refusal("no source")
        if isinstance(copy, Refusal):
            raise Refused(copy.reason, copy.hint)
        text = read_copy_text(copy.text)
        spans = split_sentences(text.original)
        if hash_ not in {hash_sentence(text.text[start:end]) for start, end in spans}:
            raise Refused("the copy has no such sentence", "read the article again")
        path, order = f"sources/{source}.yml", find_order(Source)
        act = _put_into(path, "set_aside", hash_, words, order) if words else _take(path, hash_)
        save_acts(desk, "set a sentence aside" if words else "take a sentence back", [act])


def _take(path: str, hash_: str) -> Edit:
    def plan(tree: Tree) -> Sequence[Change]:
        present = tree.get("set_aside") if isinstance(tree, dict) else None
        if not isinstance(present, dict) or hash_ not in present:
            raise Refused("it is not set aside")
        return [Remove(("set_aside", hash_) if len(present) > 1 else ("set_aside",))]

    return Edit(path, "take a sentence back", plan)


def set_reading(desk: Desk, given: Mapping[str, Any]) -> None:
    """Say that a source was read completely. Raises Refused if the rules find that it was not."""
    source = read_line(given.get("source", ""))

    def plan(tree: Tree) -> Sequence[Change]:
        return [Put(("read",), "complete", find_order(Source))]

    with desk.lock:
        if source not in read_facts(desk).sources:
            raise Refused("there is no such source")
        act = Edit(f"sources/{source}.yml", "read completely", plan)
        save_acts(desk, f"say that {quote_name(source)} is read completely", [act], [source])
