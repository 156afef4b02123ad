"""Acts written into files: only the lines that are meant, in the style of the file."""

from difflib import unified_diff
from pathlib import Path

import pytest

from factsheet.facts.files import hold_folder
from factsheet.facts.writing import pen
from factsheet.facts.writing.acts import (
    add_entry,
    add_evidence,
    add_statement,
    add_topic,
    create_record,
    remove_entry,
    remove_part,
    set_aside,
    set_field,
    take_back,
)
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


ONE = HEAD + "statements:\n  - id: a\n    text: A.\n{}    note: n\n"
BLOCK = "+      - source: letter\n+        quote: an hour"


@pytest.mark.parametrize(
    ("quotes", "expected"),
    [
        (('"one"', '"two"'), '"an hour"'),
        (('"one"', "two"), "an hour"),
        (('"a: b"', '"#c"'), "an hour"),
        (('"a: b"', '"two"', ">-\n          folded"), '"an hour"'),
    ],
)
def test_quotes_stand_in_quotation_marks_if_all_others_do(facts, quotes, expected):
    pieces = "".join(f"      - source: article\n        quote: {quote}\n" for quote in quotes)
    text = ONE.format(f"    evidence:\n{pieces}")
    written = change(facts, text, add_evidence("events/talk.yml", "a", EVIDENCE))
    assert written == f"+      - source: letter\n+        quote: {expected}"


def test_a_statement_is_added_behind_another_one(facts):
    text = HEAD + "statements:\n  - id: a\n    text: A.\n    # of a\n  - id: b\n    text: B.\n"
    written = change(facts, text, add_statement("events/talk.yml", STATEMENT, after="a"))
    assert written == ADDED
    lines = (facts / "events" / "talk.yml").read_text().splitlines()
    assert lines.index("  - id: length") == lines.index("    # of a") + 1


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


FULL = """\
title: A talk # t
kind: call
statements:
  - id: a
    text: >-
      They spoke, as both
      of them say, for an hour.
    topic: old # c
    differs: "#x" # d
    evidence:
      - source: article
        quote: 'an hour'
      - source: letter
        quote: an hour
        note: |-
          Of the letter.
"""
EDITED = "events/talk.yml"
LETTER = ("statements", "a", "evidence", {"source": "letter"})


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        (set_field(EDITED, ("title",), "A: b"), '-title: A talk # t\n+title: "A: b" # t'),
        (set_field(EDITED, ("place",), "Here"), "+place: Here"),
        (set_field(EDITED, ("date",), "2022-02"), "+date: 2022-02"),
        (set_field(EDITED, ("statements", "a", "topic"), "new"), "-    topic: old # c\n+    topic: new # c"),
        (set_field(EDITED, ("statements", "a", "topic"), ""), "-    topic: old # c"),
        (set_field(EDITED, ("statements", "a", "text"), "They spoke, as all\nof them say, for an hour.".replace("\n", " ")), "-      They spoke, as both\n+      They spoke, as all"),
        (set_field(EDITED, ("statements", "a", "text"), "No"), "-    text: >-\n-      They spoke, as both\n-      of them say, for an hour.\n+    text: No"),
        (set_field(EDITED, ("statements", "a", "attributed_to"), "zed"), "+    attributed_to: zed"),
        (set_field(EDITED, ("statements", "a", "attributed_to"), ["zed", "al"]), "+    attributed_to:\n+      - zed\n+      - al"),
        (set_field(EDITED, ("statements", "a", "evidence", 0, "quote"), "it's"), "-        quote: 'an hour'\n+        quote: 'it''s'"),
        (set_field(EDITED, (*LETTER, "stance"), "denies"), "+        stance: denies"),
        (set_field(EDITED, (*LETTER, "note"), ""), "-        note: |-\n-          Of the letter."),
        (set_field(EDITED, (*LETTER, "source"), "wire"), "-      - source: letter\n+      - source: wire"),
        (remove_part(EDITED, LETTER), "-      - source: letter\n-        quote: an hour\n-        note: |-\n-          Of the letter."),
        (remove_part(EDITED, ("statements", "a")), "-" + "\n-".join(FULL.splitlines()[2:])),
        (add_entry(EDITED, ("statements", "a", "differs"), "#y"), '-    differs: "#x" # d\n+    differs: ["#x", "#y"] # d'),
        (add_entry(EDITED, ("statements", "a", "differs"), "#x"), ""),
        (add_entry(EDITED, ("statements", "a", "disputes"), "#y"), '+    disputes: "#y"'),
        (add_entry(EDITED, ("participants",), {"role": "host", "actor": "zed"}), "+participants:\n+  - actor: zed\n+    role: host"),
        (remove_entry(EDITED, ("statements", "a", "differs"), "#x"), '-    differs: "#x" # d'),
    ],
)  # fmt: skip
def test_an_act_changes_only_its_lines(facts, act, expected):
    assert change(facts, FULL, act) == expected


def test_a_sentence_is_set_aside_and_taken_back(facts):
    (facts / "sources").mkdir()
    path, hashes = facts / "sources" / "article.yml", ["0123456789abcdef", "1" * 16]
    path.write_text("title: T\nkind: article # k\nnote: n\n")
    assert isinstance(write(facts, set_aside("article", hashes[0], "a heading")), Written)
    assert isinstance(write(facts, set_aside("article", hashes[1], "a: b")), Written)
    aside = f'set_aside:\n  {hashes[0]}: a heading\n  {hashes[1]}: "a: b"\n'
    assert path.read_text() == f"title: T\nkind: article # k\n{aside}note: n\n"
    assert isinstance(write(facts, *(take_back("article", each) for each in hashes)), Written)
    assert path.read_text() == "title: T\nkind: article # k\nnote: n\n"


def test_topics_are_added_to_the_vocabulary_which_is_made_if_it_is_missing(facts):
    path = facts / "vocabulary.yml"
    assert isinstance(write(facts, add_topic("the-call", "The call: itself")), Written)
    assert path.read_text() == 'topics:\n  the-call: "The call: itself"\n'
    assert isinstance(write(facts, add_topic("arms", "Arms")), Written)
    assert path.read_text() == 'topics:\n  the-call: "The call: itself"\n  arms: Arms\n'
    assert isinstance(write(facts, add_topic("arms", "Guns")), Unwritten)


def test_what_somebody_else_changed_meanwhile_is_not_written_over(facts):
    path = facts / "events" / "talk.yml"
    path.write_text(FULL)
    way = ("statements", "a", "topic")
    found = write(facts, set_field(EDITED, way, "mine", was="older"))
    assert isinstance(found, Unwritten)
    assert (found.present, found.wanted) == ("old", "mine")
    assert path.read_text() == FULL
    assert isinstance(write(facts, set_field(EDITED, way, "mine", was="old")), Written)
    assert isinstance(
        write(facts, remove_part(EDITED, LETTER, was={"source": "letter"})), Unwritten
    )


def test_an_act_fits_where_its_statement_has_moved(facts):
    path = facts / "events" / "talk.yml"
    path.write_text(FULL.replace("  - id: a\n", "  - id: first\n    text: F.\n  - id: a\n"))
    assert isinstance(write(facts, set_field(EDITED, ("statements", "a", "topic"), "")), Written)
    assert "topic" not in path.read_text()


def test_what_is_named_is_written_before_what_names_it(facts, monkeypatch):
    written = []
    monkeypatch.setattr(pen, "replace_file", lambda path, data: written.append(path.stem))
    (facts / "events" / "talk.yml").write_text(HEAD)
    values = {"title": "B", "kind": "x"}
    write(
        facts,
        add_statement("events/talk.yml", STATEMENT),
        create_record("events/new.yml", values),
        create_record("sources/article.yml", values),
        create_record("actors/zed.yml", {"name": "Zed", "kind": "person"}),
        add_topic("arms", "Arms"),
    )
    assert written == ["vocabulary", "zed", "article", "new", "talk"]


def test_if_one_file_cannot_be_written_the_others_get_back_what_they_held(facts, monkeypatch):
    def fail(path: Path, data: bytes) -> None:
        if path.stem == "talk":
            raise OSError(28, "No space left on device")
        path.write_bytes(data)

    monkeypatch.setattr(pen, "replace_file", fail)
    (facts / "events" / "talk.yml").write_text(HEAD)
    acts = [add_topic("arms", "Arms"), add_statement("events/talk.yml", STATEMENT)]
    found = write(facts, *acts)
    assert isinstance(found, Unwritten)
    assert "No space left" in found.refusal.reason
    assert not (facts / "vocabulary.yml").exists()


def test_while_another_run_writes_there_nothing_is_written(facts):
    (facts / "events" / "talk.yml").write_text(HEAD)
    with hold_folder(facts / "events"):
        found = write(facts, add_statement("events/talk.yml", STATEMENT))
    assert isinstance(found, Unwritten)
    assert found.refusal == Refusal("another run writes into the facts", "try again in a moment")


@pytest.mark.parametrize(
    "path",
    [
        "../talk.yml",
        "events/../../talk.yml",
        "talk.yml",
        "events/Talk.yml",
        "events/talk.md",
        "/tmp/talk.yml",
        "others/talk.yml",
        "events/talk.yml\n",
    ],
)
def test_nothing_is_written_but_files_of_facts(facts, path):
    found = write(facts, create_record(path, {"title": "A talk", "kind": "call"}))
    assert isinstance(found, Unwritten)
    assert "is no file of facts" in found.refusal.reason
    assert sorted(path.name for path in facts.parent.rglob("*")) == ["events", "facts"]


def test_nothing_is_written_through_a_link(facts):
    (facts.parent / "elsewhere").mkdir()
    (facts / "actors").symlink_to(facts.parent / "elsewhere")
    (facts.parent / "a.yml").write_text(HEAD)
    (facts / "events" / "talk.yml").symlink_to(facts.parent / "a.yml")
    values = {"name": "Zed", "kind": "person"}
    for act in (create_record("actors/zed.yml", values), add_statement(EDITED, STATEMENT)):
        assert isinstance(write(facts, act), Unwritten)
    assert list((facts.parent / "elsewhere").iterdir()) == []
    assert (facts.parent / "a.yml").read_text() == HEAD
