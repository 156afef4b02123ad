"""The kinds of records: the project's own and the shipped ones, in order, with their labels."""

import re

from factsheet.facts.fields import ID_PATTERN
from factsheet.facts.model import Vocabulary
from factsheet.facts.vocabulary import SHIPPED, Label, merge_kinds


def test_without_a_vocabulary_the_shipped_kinds_stand_in_their_order() -> None:
    assert merge_kinds(Vocabulary()) == SHIPPED
    assert list(merge_kinds(Vocabulary())["actor"]) == list(SHIPPED["actor"])


def test_a_projects_own_kinds_come_first_and_its_labels_replace_the_shipped() -> None:
    own = {"tribe": ("Tribe", "Tribes"), "outlet": ("Medium",)}
    merged = merge_kinds(Vocabulary(actor_kinds=own))
    rest = [kind for kind in SHIPPED["actor"] if kind != "outlet"]
    assert list(merged["actor"]) == ["tribe", "outlet", *rest]
    assert merged["actor"]["tribe"] == Label("Tribe", "Tribes")
    assert merged["actor"]["outlet"] == Label("Medium", "Medium")
    assert merged["actor"]["person"] == Label("Person", "Persons")
    assert merged["source"] == SHIPPED["source"]


def test_shipped_kinds_have_ids_and_labels_with_a_capital() -> None:
    for kinds in SHIPPED.values():
        for kind, label in kinds.items():
            assert re.match(ID_PATTERN, kind)
            assert label.one[0].isupper()
            assert label.many[0].isupper()
