"""The last acts are taken back: byte for byte, or only their own lines."""

import pytest

from factsheet.facts.writing.acts import add_evidence, add_statement, create_record, set_field
from factsheet.facts.writing.journal import Journal
from factsheet.facts.writing.pen import Unwritten, Written, write_acts
from factsheet.problems import Position, Problem

PATH = "events/talk.yml"
TEXT = "title: A talk\r\nkind: call   # c\r\n\r\nstatements:\r\n  - id: a\r\n    text: A.\r\n"
PIECE = {"source": "letter", "quote": "an hour"}


@pytest.fixture
def facts(tmp_path):
    (tmp_path / "events").mkdir()
    (tmp_path / PATH).write_bytes(TEXT.encode())
    return tmp_path


def accept(drafts):
    return []


def write(facts, journal, *acts):
    written = write_acts(facts, acts, accept)
    assert isinstance(written, Written)
    journal.note(written)


def read(facts, path=PATH):
    return (facts / path).read_bytes().decode()


def test_the_last_acts_are_taken_back_one_by_one(facts):
    journal = Journal()
    write(facts, journal, add_evidence(PATH, "a", PIECE))
    between = read(facts)
    new = create_record("events/new.yml", {"title": "B", "kind": "call"})
    write(facts, journal, new, set_field(PATH, ("title",), "B"))
    assert journal.words == ("make events/new.yml, set title", "add to evidence of a")
    assert isinstance(journal.undo(facts, accept), Written)
    assert read(facts) == between
    assert not (facts / "events" / "new.yml").exists()
    assert isinstance(journal.undo(facts, accept), Written)
    assert read(facts) == TEXT
    assert journal.undo(facts, accept) is None
    assert journal.words == ()


def test_beside_the_edits_of_others_only_its_own_lines_are_taken_back(facts):
    journal = Journal()
    write(facts, journal, add_evidence(PATH, "a", PIECE))
    others = read(facts).replace("title: A talk", "title: Their talk") + "  # theirs\r\n"
    (facts / PATH).write_bytes(others.encode())
    assert isinstance(journal.undo(facts, accept), Written)
    assert read(facts) == TEXT.replace("A talk", "Their talk") + "  # theirs\r\n"


@pytest.mark.parametrize(
    "others",
    [
        TEXT,
        TEXT + "    evidence:\r\n      - source: letter\r\n        quote: two hours\r\n",
        TEXT
        + "    evidence:\r\n      - source: letter\r\n        quote: an hour\r\n      - source: b\r\n",
    ],
)
def test_lines_that_others_changed_are_left_and_it_can_be_tried_again(facts, others):
    journal = Journal()
    write(facts, journal, add_evidence(PATH, "a", PIECE))
    (facts / PATH).write_bytes(others.encode())
    assert isinstance(journal.undo(facts, accept), Unwritten)
    assert read(facts) == others
    (facts / PATH).write_bytes(
        (TEXT + "    evidence:\r\n      - source: letter\r\n        quote: an hour\r\n").encode()
    )
    assert isinstance(journal.undo(facts, accept), Written)
    assert read(facts) == TEXT


def test_a_new_file_that_others_changed_is_not_deleted(facts):
    journal = Journal()
    write(facts, journal, create_record("events/new.yml", {"title": "B", "kind": "call"}))
    (facts / "events" / "new.yml").write_text("title: C\nkind: call\n")
    found = journal.undo(facts, accept)
    assert isinstance(found, Unwritten)
    assert found.refusal.reason == '"events/new.yml" was changed since, so it cannot be taken back'
    assert read(facts, "events/new.yml") == "title: C\nkind: call\n"


def test_what_would_be_an_error_without_the_act_stays(facts):
    journal = Journal()
    write(facts, journal, add_statement(PATH, {"id": "b", "text": "B."}))
    problem = Problem(Position(PATH), "unknown-reference", "error", 'no statement "b"')
    found = journal.undo(facts, lambda drafts: [problem])
    assert isinstance(found, Unwritten)
    assert found.refusal.reason == 'no statement "b"'
    assert "id: b" in read(facts)
