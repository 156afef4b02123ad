"""Ids out of words."""

import pytest

from factsheet.curating.ids import find_free, make_id, propose_id, propose_record_id
from factsheet.facts.corpus import Corpus
from factsheet.facts.model import Event, Statement, Vocabulary

EVENT = Event(
    id="talk",
    title="A talk",
    kind="call",
    statements=(Statement(id="talks-lasted-nine-hours", text="x", former_ids=("ferry-ends",)),),
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The ferry is not dismissed.", "ferry-not-dismissed"),
        ("[Ostra Lines](actor:ostra-lines) says the talks lasted nine hours.", "talks-lasted-nine-hours-2"),
        ("The ferry ends.", "ferry-ends-2"),
        ("The [Lines](actor:lines)'s boats accuse.", "boats-accuse"),
        ("[Zoë](actor:zoe) won.", "zoe-won"),
        ("Élysée’s Straße, Øre", "elysees-strasse-ore"),
        ("Москва", "statement"),
        ("", "statement"),
        ("of the and", "statement"),
        ("Unbelievablylongwords " * 9, "unbelievablylongwords-unbelievablylongwo"),
    ],
)  # fmt: skip
def test_an_id_has_the_words_that_say_something_and_is_free(text: str, name: str) -> None:
    assert propose_id(EVENT, text) == name


def test_an_id_is_never_a_reserved_one() -> None:
    assert find_free("index", ()) == "index-2"
    assert make_id("The index") == "index"


def test_the_id_of_a_record_has_its_day_and_is_no_other_s_nor_was() -> None:
    talk = Event(id="talk-2022-02-20", title="x", kind="call", former_ids=("talk",))
    corpus = Corpus({}, {}, {talk.id: talk}, {}, Vocabulary(), broken=frozenset({"alice"}))
    assert propose_record_id(corpus, "The talk", "2022-02-20", "event") == "talk-2022-02-20-2"
    assert propose_record_id(corpus, "The talk", "2022-02-18/..", "event") == "talk-2"
    assert propose_record_id(corpus, "Alice", "", "actor") == "alice-2"
    assert propose_record_id(corpus, "Алиса", "", "actor") == "actor"
