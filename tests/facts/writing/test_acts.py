"""Acts written into files: only the lines that are meant, in the style of the file."""

from difflib import unified_diff
from pathlib import Path

import pytest

from factsheet.facts.writing.acts import add_evidence, add_statement, create_record
from factsheet.facts.writing.pen import Unwritten, Written, find_flaws, write_acts
from factsheet.problems import Refusal

STATEMENT = {
    "id": "length",
    "evidence": [{"quote": "an hour: more", "source": "article"}],
    "text": "They spoke.",
}
EVIDENCE = {"quote": "an hour", "source": "letter"}
HEAD = "title: A talk\nkind: call\n"


def write(facts: Path, *acts):
    return write_acts(facts, acts, lambda drafts: find_flaws(facts, drafts))


def show(before: str, after: str) -> str:
    """The lines that went, and those that came."""
    lines = list(unified_diff(before.splitlines(), after.splitlines(), n=0))
    return "\n".join(line for line in lines[2:] if not line.startswith("@@"))


@pytest.fixture
def facts(tmp_path):
    (tmp_path / "facts" / "events").mkdir(parents=True)
    return tmp_path / "facts"


def change(facts: Path, text: str, *acts) -> str:
    path = facts / "events" / "talk.yml"
    path.write_bytes(text.encode())
    written = write(facts, *acts)
    assert isinstance(written, Written)
    return show(text, path.read_bytes().decode())


ADDED = """\
+  - id: length
+    text: They spoke.
+    evidence:
+      - source: article
+        quote: "an hour: more\""""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD, f"+statements:\n{ADDED}"),
        (HEAD + "note: x\n", f"+statements:\n{ADDED}"),
        (HEAD + "statements:\n  - id: first\n    text: A.\n", ADDED),
        (HEAD + "statements:\n  - id: first\n    text: A.\n    # of the first\n# z\nnote: x\n", ADDED),
        (HEAD + "statements:\n- id: first\n  text: A.\n", ADDED.replace("+  ", "+").replace("  - s", "- s").replace("    quote", "  quote")),
        (HEAD + "statements:\n  -   id: first\n      text: A.\n", ADDED.replace("+  - ", "+  -   ").replace("+    ", "+      ").replace("- source", "-   source").replace("    quote", "      quote")),
        (HEAD + "statements:\n  - id: first\n    text: >-\n      A\n      b.\n\n# end\n", ADDED),
        (HEAD + "statements:\n  - id: a\n    text: A.\n\n  - id: b\n    text: B.\n\nnote: x\n", ADDED + "\n+"),
        (HEAD + "statements: []\n", f"-statements: []\n+statements:\n{ADDED}"),
    ],
)  # fmt: skip
def test_a_statement_is_added_at_the_end_in_the_style_of_the_file(facts, text, expected):
    assert change(facts, text, add_statement("events/talk.yml", STATEMENT)) == expected


def test_a_statement_is_added_behind_another_one(facts):
    text = HEAD + "statements:\n  - id: a\n    text: A.\n    # of a\n  - id: b\n    text: B.\n"
    written = change(facts, text, add_statement("events/talk.yml", STATEMENT, after="a"))
    assert written == ADDED
    lines = (facts / "events" / "talk.yml").read_text().splitlines()
    assert lines.index("  - id: length") == lines.index("    # of a") + 1


ONE = HEAD + "statements:\n  - id: a\n    text: A.\n{}    note: n\n"
BLOCK = "+      - source: letter\n+        quote: an hour"


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        ("", f"+    evidence:\n{BLOCK}"),
        ("    evidence:\n      - source: article # c\n        quote: x\n", BLOCK),
        ("    evidence:\n    - source: article\n      quote: x\n", BLOCK.replace("  -", "-").replace("  q", "q")),
        ("    evidence: [{source: article}]\n", "-    evidence: [{source: article}]\n+    evidence: [{source: article}, {source: letter, quote: an hour}]"),
        ("    evidence: {source: article} # c\n", "-    evidence: {source: article} # c\n+    evidence: # c\n+      - {source: article}\n" + BLOCK),
        ("    evidence: # c\n      source: article\n      # d\n      quote: x\n", "-      source: article\n-      # d\n-      quote: x\n+      - source: article\n+        # d\n+        quote: x\n" + BLOCK),
    ],
)  # fmt: skip
def test_evidence_is_added_however_it_is_written(facts, evidence, expected):
    act = add_evidence("events/talk.yml", "a", EVIDENCE)
    assert change(facts, ONE.format(evidence), act) == expected


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", [True, False])
def test_line_ends_and_byte_order_mark_stay(facts, newline, mark, end):
    text = mark + (HEAD + "statements:\n  - id: a\n    text: A.\n").replace("\n", newline)
    text = text if end else text.removesuffix(newline)
    (facts / "events" / "talk.yml").write_bytes(text.encode())
    assert isinstance(write(facts, add_evidence("events/talk.yml", "a", EVIDENCE)), Written)
    added = "    evidence:\n      - source: letter\n        quote: an hour\n".replace("\n", newline)
    after = (facts / "events" / "talk.yml").read_bytes().decode()
    assert after == (text + added if end else text + newline + added.removesuffix(newline))


def test_a_new_record_with_its_statement_is_made_at_once(facts):
    values = {"kind": "call", "title": " A talk ", "note": ""}
    written = write(
        facts,
        create_record("events/talk.yml", values),
        add_statement("events/talk.yml", {"id": "a", "text": "A."}),
    )
    assert isinstance(written, Written)
    text = (facts / "events" / "talk.yml").read_text()
    assert text == HEAD + "statements:\n  - id: a\n    text: A.\n"


def test_nothing_is_written_over_a_file(facts):
    path = facts / "events" / "talk.yml"
    path.write_text(HEAD)
    found = write(facts, create_record("events/talk.yml", {"title": "B"}))
    assert isinstance(found, Unwritten)
    assert found.refusal == Refusal(
        '"events/talk.yml": there is such a file already', "choose another id"
    )
    assert path.read_text() == HEAD


def test_all_acts_are_written_or_none(facts):
    found = write(
        facts,
        create_record("events/talk.yml", {"title": "A talk", "kind": "call"}),
        add_evidence("events/talk.yml", "gone", EVIDENCE),
    )
    assert isinstance(found, Unwritten)
    assert 'no statement "gone"' in found.refusal.reason
    assert list((facts / "events").iterdir()) == []


def test_what_would_be_no_record_is_refused_and_the_draft_kept(facts):
    path = facts / "events" / "talk.yml"
    path.write_text(HEAD)
    found = write(facts, add_statement("events/talk.yml", {"id": "A b", "text": "A."}))
    assert isinstance(found, Unwritten)
    assert [problem.position.line for problem in found.problems] == [4]
    assert "must be an id" in found.refusal.reason
    assert found.drafts[0].after == HEAD + "statements:\n  - id: A b\n    text: A.\n"
    assert path.read_text() == HEAD


def test_a_file_that_cannot_be_read_is_left_alone(facts):
    path = facts / "events" / "talk.yml"
    path.write_text("title: [\n")
    found = write(facts, add_statement("events/talk.yml", STATEMENT))
    assert isinstance(found, Unwritten)
    assert "cannot be read" in found.refusal.reason
    assert path.read_text() == "title: [\n"


def test_a_character_that_facts_may_not_have_is_refused(facts):
    (facts / "events" / "talk.yml").write_text(HEAD)
    found = write(facts, add_statement("events/talk.yml", {"id": "a", "text": "A\u202e."}))
    assert isinstance(found, Unwritten)
    assert found.refusal.hint == "leave the character out"
