"""What is made on the spot: actors, events, topics, documents, and sentences that are set aside."""

from collections.abc import Mapping
from typing import Any

from factsheet.curating.ids import find_free, make_id, propose_record_id
from factsheet.desk.marking.acting import save_acts
from factsheet.desk.marking.proposals import read_line
from factsheet.desk.state import Desk, read_copy, read_copy_text, read_facts
from factsheet.facts.corpus import Corpus
from factsheet.facts.reader import Tree
from factsheet.facts.writing import acts
from factsheet.facts.writing.acts import add_topic, create_record
from factsheet.problems import Refusal, Refused, quote_name
from factsheet.proof.reading.coverage import hash_sentence
from factsheet.proof.reading.sentences import split_sentences

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
        record_id = propose_record_id(corpus, name, str(values.get("date", "")), kind)
        path = f"{kind}s/{record_id}.yml"
        save_acts(desk, f"make {quote_name(name)}", [create_record(path, values)])
    return {"id": record_id, "name": name}


def _make_topic(desk: Desk, corpus: Corpus, label: str) -> Mapping[str, str]:
    if not label:
        raise Refused("it has no name", "give it one")
    topic = find_free(make_id(label) or "topic", corpus.vocabulary.topics)
    save_acts(desk, f"make the topic {quote_name(label)}", [add_topic(topic, label)])
    return {"id": topic, "name": label}


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
        act = acts.set_aside(source, hash_, words) if words else acts.take_back(source, hash_)
        save_acts(desk, "set a sentence aside" if words else "take a sentence back", [act])


def set_reading(desk: Desk, given: Mapping[str, Any]) -> None:
    """Say that a source was read completely. Raises Refused if the rules find that it was not."""
    source = read_line(given.get("source", ""))

    with desk.lock:
        if source not in read_facts(desk).sources:
            raise Refused("there is no such source")
        act = acts.set_field(f"sources/{source}.yml", ("read",), "complete")
        save_acts(desk, f"say that {quote_name(source)} is read completely", [act], [source])


def prove_quotes(desk: Desk, given: Mapping[str, Any]) -> None:
    """Look up all quotes of a source in its copy, and record what was found, as `factsheet verify`
    does. Raises Refused if there is no such source.
    """
    source = read_line(given.get("source", ""))
    with desk.lock:
        if source not in read_facts(desk).sources:
            raise Refused("there is no such source")
        save_acts(desk, f"look up the quotes of {quote_name(source)}", [], [source])
