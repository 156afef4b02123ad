"""A record or a statement gets another id, and everything that names it says so."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from factsheet.cli import main
from factsheet.curating import renaming
from factsheet.curating.renaming import Renamed, rename
from factsheet.facts.writing import pen
from factsheet.facts.writing.pen import Unwritten
from support.examples import write_corpus

TALK = """\
title: A talk # of both
kind: call
date: 2022-02-20
participants:
- {actor: alice, per: "#length"}
- actor: bob
statements:
- id: length # the first
  text: >-
    [Alice](actor:alice), the head of [Alice-land](actor:alice-land), and [Bob](actor:bob), as `alice` would
    say, spoke for an hour; see [the letter](source:letter) and [there](event:talk#again).
  attributed_to: [alice, bob]
  topic: the-call
  evidence:
  - source: article
    quote: 'for an hour'
    relays: letter
  - {source: article, quote: Alice and Bob, attributed_to: alice}
  differs: ["#again", 'later#length']
  note: The accounts of alice and bob.
- id: again
  text: "[Alice](actor:alice) will call again."
  attributed_to: alice
  former_ids: once-more
  evidence: {source: article, quote: call again}
- {id: length-2, text: So., attributed_to: bob, evidence: {source: article, quote: she says}}
"""
LATER = """\
title: Later
kind: call
statements:
  - id: length
    text: "[Alice](actor:alice) said [so](event:talk#length), not [that](event:talk#length-2)."
    attributed_to: alice
    disputes: talk#length
    echoes:
      - talk#again
      - "#length"
    withdrawn: {date: 2022-03-01, reason: It was wrong.}
    evidence: {source: article, quote: will call, stance: denies, attributed_to: alice}
"""
FILES = {
    "events/talk.yml": TALK,
    "events/later.yml": LATER,
    "actors/alice-land.yml": "name: Alice-land\nkind: state\nvoice_of: {actor: alice, because: she leads it, per: talk#length}\n",
    "sources/page.yml": "title: A page\nkind: document\npart_of: article # of it\npublisher: alice\nnote: x\n",
    "links/article.yml": "checked: 2026-11-22\nquotes:\n  - statement: talk#length\n    sha256: " + "0" * 64 + "\n    state: present\n",
}  # fmt: skip
COPY = "Alice and Bob spoke for an hour. Alice will call again, she says."
PAGE = """\
[facts: event talk]

[facts:  statement talk#length]

[The talk](events/talk.md#length), [it](../events/talk/#again), [him](actors/bob.md), [not](events/talk-2.md).
"""
PLACES = ("facts", ".snapshots", "docs")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_corpus(tmp_path, FILES)
    (tmp_path / ".snapshots").mkdir()
    (tmp_path / ".snapshots" / "article.txt").write_text(COPY)
    (tmp_path / ".snapshots" / "article.html").write_text("<p>x")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text(PAGE)
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, ["verify"]).exit_code == 0
    return tmp_path


def read_all(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for place in PLACES
        for path in sorted((root / place).rglob("*"))
        if path.is_file()
    }


def list_errors(root: Path) -> list[str]:
    output = CliRunner().invoke(main, ["check"]).stdout
    return [line for line in output.splitlines() if ": error: " in line or "prove" in line]


def show(before: dict[str, bytes], after: dict[str, bytes]) -> dict[str, list[str]]:
    """The lines that came, by file; of files that moved only if they changed."""
    shown = {}
    for path, data in after.items():
        old = before.get(path, b"").decode().splitlines()
        lines = [line for line in data.decode().splitlines() if line not in old]
        if before.get(path) != data and data not in before.values():
            shown[path] = [line.strip() for line in lines]
    return shown


def rename_well(root: Path, old: str, new: str) -> dict[str, list[str]]:
    """Rename, and hold that no error came, and that proofs are what a new look would write."""
    before, errors = read_all(root), list_errors(root)
    outcome = rename(root, root / ".snapshots", old, new)
    assert isinstance(outcome, Renamed), outcome
    after = read_all(root)
    assert list_errors(root) == errors
    assert CliRunner().invoke(main, ["verify"]).exit_code == 0
    assert read_all(root) == after
    gone, come = before.keys() - after.keys(), after.keys() - before.keys()
    changed = {path for path in after.keys() & before.keys() if before[path] != after[path]}
    moved = {Path(path).name if path.startswith(".") else path for path in come | gone | changed}
    assert moved >= set(outcome.files)
    return show(before, after)


def test_an_actor_is_renamed_wherever_it_is_named(root: Path) -> None:
    shown = rename_well(root, "alice", "alix")
    assert (
        root / "facts/actors/alix.yml"
    ).read_text() == "name: Alice\nkind: person\nformer_ids: alice\n"
    assert not (root / "facts/actors/alice.yml").exists()
    assert shown["facts/events/talk.yml"] == [
        '- {actor: alix, per: "#length"}',
        "[Alice](actor:alix), the head of [Alice-land](actor:alice-land), and [Bob](actor:bob), as `alice` would",
        "attributed_to: [alix, bob]",
        "- {source: article, quote: Alice and Bob, attributed_to: alix}",
        'text: "[Alice](actor:alix) will call again."',
        "attributed_to: alix",
    ]
    assert shown["facts/actors/alice-land.yml"] == [
        "voice_of: {actor: alix, because: she leads it, per: talk#length}"
    ]
    assert shown["facts/sources/page.yml"] == ["publisher: alix"]
    assert "docs/index.md" not in shown


def test_a_source_is_renamed_with_its_proof_its_links_and_its_copy(root: Path) -> None:
    before = read_all(root)
    shown = rename_well(root, "article", "gazette-talk")
    after = read_all(root)
    for old, new in (("facts/proofs/article.yml", "facts/proofs/gazette-talk.yml"), ("facts/links/article.yml", "facts/links/gazette-talk.yml"), (".snapshots/article.txt", ".snapshots/gazette-talk.txt"), (".snapshots/article.html", ".snapshots/gazette-talk.html")):  # fmt: skip
        assert old not in after
        assert after[new] == before[old]
    assert shown["facts/sources/page.yml"] == ["part_of: gazette-talk # of it"]
    assert shown["facts/events/talk.yml"] == ["- source: gazette-talk", "- {source: gazette-talk, quote: Alice and Bob, attributed_to: alice}", "evidence: {source: gazette-talk, quote: call again}", "- {id: length-2, text: So., attributed_to: bob, evidence: {source: gazette-talk, quote: she says}}"]  # fmt: skip


def test_an_event_is_renamed_with_the_references_to_its_statements(root: Path) -> None:
    shown = rename_well(root, "talk", "call-2022")
    assert shown["facts/events/later.yml"] == [
        'text: "[Alice](actor:alice) said [so](event:call-2022#length), not [that](event:talk#length-2)."'.replace("talk#length-2", "call-2022#length-2"),
        "disputes: call-2022#length",
        "- call-2022#again",
    ]  # fmt: skip
    assert "- statement: call-2022#length" in shown["facts/proofs/article.yml"]
    assert "- statement: call-2022#length" in shown["facts/links/article.yml"]
    lines = (root / "facts/events/call-2022.yml").read_text()
    assert "  differs: [\"#again\", 'later#length']\n" in lines
    assert "[there](event:call-2022#again)" in lines
    assert (root / "docs/index.md").read_text() == PAGE.replace("event talk]", "event call-2022]").replace("talk#length]", "call-2022#length]").replace("events/talk.md", "events/call-2022.md").replace("events/talk/", "events/call-2022/")  # fmt: skip


def test_a_statement_is_renamed_in_every_reference(root: Path) -> None:
    shown = rename_well(root, "talk#length", "talk#duration")
    assert shown["facts/events/talk.yml"] == [
        '- {actor: alice, per: "#duration"}',
        "- id: duration # the first",
        "former_ids: length",
    ]
    assert shown["facts/events/later.yml"] == [
        'text: "[Alice](actor:alice) said [so](event:talk#duration), not [that](event:talk#length-2)."',
        "disputes: talk#duration",
    ]
    assert shown["facts/actors/alice-land.yml"] == [
        "voice_of: {actor: alice, because: she leads it, per: talk#duration}"
    ]
    assert shown["docs/index.md"] == [
        "[facts:  statement talk#duration]",
        PAGE.splitlines()[4].replace("#length", "#duration"),
    ]


def test_an_id_is_taken_back(root: Path) -> None:
    before = read_all(root)["facts/events/talk.yml"].decode()
    rename_well(root, "talk#again", "once-more")
    assert "former_ids: again\n" in (root / "facts/events/talk.yml").read_text()
    rename_well(root, "talk#once-more", "again")
    after = (root / "facts/events/talk.yml").read_text()
    assert sorted(after.splitlines()) == sorted(before.splitlines())
    rename_well(root, "bob", "bo")
    rename_well(root, "bo", "bob")
    assert (root / "facts/actors/bob.yml").read_text().endswith("former_ids: bo\n")


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("alica", "alix", 'no record "alica"'),
        ("alice", "bob", '"bob" is or was the id of a record'),
        ("alice", "Alix", '"Alix" cannot be an id'),
        ("alice", "index", '"index" cannot be an id'),
        ("alice", "alice", '"alice" is or was the id of a record'),
        ("talk#lenth", "x", 'no statement "talk#lenth"'),
        ("article#x", "y", 'no statement "article#x"'),
        ("talk#length", "once-more", '"once-more" is or was the id of a statement'),
        ("talk#length", "later#x", '"later#x" cannot be an id'),
        ("article", "taken", 'there is a saved copy "taken.txt" already'),
    ],
)
def test_what_cannot_be_renamed_stays(root: Path, old: str, new: str, reason: str) -> None:
    (root / ".snapshots" / "taken.txt").write_text("x")
    before = read_all(root)
    outcome = rename(root, root / ".snapshots", old, new)
    assert isinstance(outcome, Unwritten)
    assert outcome.refusal.reason == reason
    assert read_all(root) == before


def test_a_file_that_cannot_be_read_may_name_it(root: Path) -> None:
    (root / "facts" / "events" / "later.yml").write_text("title: [\n")
    before = read_all(root)
    outcome = rename(root, root / ".snapshots", "alice", "alix")
    assert isinstance(outcome, Unwritten)
    assert outcome.refusal.reason == "facts/events/later.yml cannot be read, and may name it"
    assert read_all(root) == before


@pytest.mark.parametrize("module", [pen, renaming])
@pytest.mark.parametrize("times", [0, 1, 3])
def test_all_is_renamed_or_nothing(root: Path, monkeypatch: pytest.MonkeyPatch, module, times: int) -> None:  # fmt: skip
    """Whichever file cannot be written: of the facts, or of the pages."""
    (root / "docs" / "more.md").write_text("[facts: source article]\n")
    (root / "docs" / "most.md").write_text("[facts: source article]\n")
    before, write, calls = read_all(root), module.replace_file, []

    def fail(path: Path, data: bytes) -> None:
        calls.append(path)
        if len(calls) == times + 1:
            raise OSError(28, "No space left on device")
        write(path, data)

    monkeypatch.setattr(module, "replace_file", fail)
    outcome = rename(root, root / ".snapshots", "article", "gazette-talk")
    if len(calls) > times:
        assert isinstance(outcome, Unwritten)
        assert "No space left" in outcome.refusal.reason
        assert read_all(root) == before


def test_the_command_tells_what_it_changed(root: Path) -> None:
    result = CliRunner().invoke(main, ["rename", "bob", "bo"])
    assert result.exit_code == 0, result.output
    assert "facts/actors/bo.yml\n" in result.output
    assert "docs/index.md\n" in result.output
    assert "bob is bo now\n" in result.output
    again = CliRunner().invoke(main, ["rename", "bob", "bo"])
    assert again.exit_code == 1
    assert 'bob: no record "bob"' in again.output
