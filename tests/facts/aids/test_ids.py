"""Names in place of ids: answered with the id of what is called so."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from factsheet.facts.aids.ids import fold_loosely
from factsheet.pipeline.build import check_facts
from support.examples import write_corpus

UNION: Mapping[str, str] = {
    "actors/local-99.yml": "name: Dockers’ Local 99\nkind: union\nother_names: [the Dockers, Élan]\n",
    "vocabulary.yml": "event_kinds: {call: [Telephone call, Calls]}\ntopics: {the-call: The call itself}\n",
}


def find_hint(root: Path, written: str) -> str:
    """The remedy for an event in which `written` stands in place of ids."""
    event = f"title: T\nkind: call\nstatements:\n  - id: a\n    text: T\n{written}"
    problems = check_facts(write_corpus(root, UNION, {"events/walk.yml": event}))[1]
    errors = [one for one in problems if one.severity == "error"]
    assert len(errors) == 1, errors
    assert type(errors[0]).__name__ == "Problem"
    return errors[0].hint


def attribute(name: str) -> str:
    return f"    attributed_to: {name}\n    evidence: {{source: article, quote: a b}}\n"


@pytest.mark.parametrize(
    "name",
    [
        "Dockers’ Local 99",
        "dockers' local 99",
        "[alice, The Dockers]",
        "dockers",
        "the-dockers",
        "élan",
        "elan",
    ],
)
def test_an_actors_name_is_answered_with_its_id(tmp_path: Path, name: str) -> None:
    hint = find_hint(tmp_path, attribute(name))
    assert hint == 'the actor of that name has the id "local-99"'


@pytest.mark.parametrize("name", ["the Gazette", "Alice and Bob talk", "'The Gazette'"])
def test_a_source_is_known_by_its_name_and_that_of_its_publisher(tmp_path: Path, name: str) -> None:
    written = f"    attributed_to: alice\n    evidence: {{source: {name}, quote: a b}}\n"
    hint = find_hint(tmp_path, written)
    assert hint == 'the source of that name has the id "article"'


def test_all_that_have_a_name_are_told_up_to_three(tmp_path: Path) -> None:
    for number in range(4):
        source = f"title: T{number}\nkind: article\nnote: N\npublisher: gazette\n"
        write_corpus(tmp_path, {f"sources/a{number}.yml": source})
    hint = find_hint(
        tmp_path, "    evidence: {source: Gazette, quote: a b}\n    attributed_to: bob\n"
    )
    assert hint == 'sources of that name have the ids "a0", "a1", "a2" …'


def test_a_name_that_nobody_has_asks_for_a_record(tmp_path: Path) -> None:
    hint = find_hint(tmp_path, attribute("Nobody at all"))
    assert (
        hint == "no actor of that name is there; make it with factsheet new actor, and write its id"
    )


def test_the_label_of_a_topic_is_answered_with_its_id(tmp_path: Path) -> None:
    hint = find_hint(tmp_path, "    topic: The call itself\n" + attribute("alice"))
    assert hint == 'the topic of that name has the id "the-call"'


@pytest.mark.parametrize(
    ("kind", "name"), [("event", "Calls"), ("event", "Telephone call"), ("event", "telephone-call")]
)
def test_the_label_of_a_kind_is_answered_with_its_id(tmp_path: Path, kind: str, name: str) -> None:
    files = {"events/walk.yml": f"title: T\nkind: {name}\n"}
    problems = check_facts(write_corpus(tmp_path, UNION, files))[1]
    (hint,) = [one.hint for one in problems if one.severity == "error"]
    assert hint == 'the event kind of that name has the id "call"'


def test_nothing_is_called_nothing(tmp_path: Path) -> None:
    assert fold_loosely("…") == fold_loosely("The") == ""
    write_corpus(tmp_path, {"actors/dots.yml": "name: The\nkind: group\n"})
    assert find_hint(tmp_path, attribute("'…'")) == (
        "no actor of that name is there; make it with factsheet new actor, and write its id"
    )
