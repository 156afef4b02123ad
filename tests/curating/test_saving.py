"""What would be an error is not saved."""

import pytest

from factsheet.curating.saving import save_acts
from factsheet.facts.writing.acts import (
    add_evidence,
    add_statement,
    create_record,
    remove_part,
    set_field,
)
from factsheet.facts.writing.pen import Unwritten, Written
from factsheet.problems import Position
from support.examples import write_corpus

STATEMENT = {
    "id": "again",
    "text": "[Alice](actor:alice) will call again.",
    "attributed_to": "alice",
    "evidence": [{"source": "article", "quote": "call again"}],
}


@pytest.fixture
def root(tmp_path):
    write_corpus(tmp_path)
    return tmp_path


def read(root, name="events/talk.yml"):
    return (root / "facts" / name).read_text()


def test_a_statement_is_saved(root):
    assert isinstance(save_acts(root, [add_statement("events/talk.yml", STATEMENT)]), Written)
    assert read(root).endswith("        quote: call again\n")


def test_an_unknown_source_is_refused_with_its_line(root):
    before = read(root)
    act = add_evidence("events/talk.yml", "length", {"source": "artikle", "quote": "an hour"})
    found = save_acts(root, [act])
    assert isinstance(found, Unwritten)
    assert found.refusal.reason == 'no source "artikle"'
    assert "article" in found.refusal.hint
    assert found.problems[0].position.path == "facts/events/talk.yml"
    assert (
        found.drafts[0]
        .after.splitlines()[found.problems[0].position.line - 1]
        .endswith("source: artikle")
    )
    assert read(root) == before


def test_errors_that_were_there_before_are_no_hindrance(root):
    path = root / "facts" / "actors" / "alice.yml"
    path.write_text(path.read_text() + "voice_of: {actor: nobody, because: x}\n")
    assert isinstance(save_acts(root, [add_statement("events/talk.yml", STATEMENT)]), Written)


def test_a_new_actor_comes_with_the_statement_that_names_it(root):
    statement = {**STATEMENT, "attributed_to": "dora"}
    assert isinstance(save_acts(root, [add_statement("events/talk.yml", statement)]), Unwritten)
    acts = [
        create_record("actors/dora.yml", {"name": "Dora", "kind": "person"}),
        add_statement("events/talk.yml", statement),
    ]
    assert isinstance(save_acts(root, acts), Written)
    assert read(root, "actors/dora.yml") == "name: Dora\nkind: person\n"


def test_what_another_file_names_is_not_removed(root):
    path = root / "facts" / "actors" / "alice.yml"
    voice = "voice_of: {actor: bob, because: x, per: talk#length}\n"
    path.write_text(path.read_text() + voice)
    found = save_acts(root, [remove_part("events/talk.yml", ("statements", "length"))])
    assert isinstance(found, Unwritten)
    assert found.problems[0].position == Position("facts/actors/alice.yml", 3, 41)
    assert found.refusal.reason == 'no statement "talk#length"'


def test_an_error_that_a_change_brings_to_another_file_is_seen(root):
    """A circle of voices is an error wherever it is closed."""
    act = set_field("actors/alice.yml", ("voice_of",), {"actor": "bob", "because": "x"})
    assert isinstance(save_acts(root, [act]), Written)
    back = set_field("actors/bob.yml", ("voice_of",), {"actor": "alice", "because": "x"})
    assert isinstance(save_acts(root, [back]), Unwritten)
