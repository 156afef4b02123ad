"""Ids out of words."""

import pytest

from factsheet.desk.marking.ids import find_free, make_id, propose_id
from factsheet.facts.model import Event, Statement

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
