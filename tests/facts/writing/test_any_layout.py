"""Any acts on any records in any layout: what is wanted is there, and every other line stays."""

import copy
import re
from collections import Counter
from operator import eq
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from factsheet.facts.reader import find_positions, read_text
from factsheet.facts.writing.acts import (
    add_entry,
    add_evidence,
    add_statement,
    remove_entry,
    remove_part,
    set_field,
)
from factsheet.facts.writing.journal import Journal
from factsheet.facts.writing.layout.nodes import find_node, read_layout
from factsheet.facts.writing.pen import Unwritten, Written, write_acts
from factsheet.facts.writing.ways import find_location
from factsheet.problems import Place
from support.layouts import draw_layout, write_record

TEXTS = [
    "They spoke", "It is: so", "a # b", "#hash", "no", "'tis", 'say "hi"', "é", "- dash", "[x]", "x, y", "100%", "*a*",
    "[Zed](actor:zed) spoke with [Al](actor:al) for an hour, and then again on the next day, as both of them say, for two",
    "A long sentence without anything that needs quotes, which goes on and on until the line is full and beyond that",
]  # fmt: skip
PATH = "events/talk.yml"
ENDS = re.compile(r"\r?\n")
COMMENT = re.compile(r"# comment \d+")


def draw_text(random: Random) -> str:
    return random.choice(TEXTS)


def draw_piece(random: Random) -> dict:
    names = ["attributed_to", "inferred", "note"]
    chosen = {name: draw_text(random) for name in names if random.random() < 0.3}
    piece = {"source": random.choice("abc"), "quote": draw_text(random), **chosen}
    piece["via"] = ["x", "y"] if random.random() < 0.2 else ""
    return {name: value for name, value in piece.items() if value}


def draw_statement(random: Random, name: str) -> dict:
    statement = {"id": name, "text": draw_text(random)}
    if random.random() < 0.5:
        statement["topic"] = "background"
    if random.random() < 0.8:
        statement["evidence"] = [draw_piece(random) for _ in range(random.choice([1, 1, 2, 3]))]
    if random.random() < 0.4:
        statement["differs"] = random.choice(["#x", ["#x"], ["#x", "talk#y"]])
    if random.random() < 0.2:
        statement["note"] = draw_text(random)
    return statement


def draw_record(random: Random) -> dict:
    record = {"title": draw_text(random), "kind": "call"}
    if random.random() < 0.5:
        record["participants"] = [{"actor": "zed"}, {"actor": "al", "role": draw_text(random)}]
    record["statements"] = [
        draw_statement(random, f"s{n}") for n in range(random.choice([0, 1, 2, 3]))
    ]
    if random.random() < 0.3:
        record["note"] = draw_text(random)
    return {name: value for name, value in record.items() if value}


def plain(tree):
    """A tree in which it makes no difference whether a list of one stands as a single value."""
    if isinstance(tree, dict):
        return {name: plain(value) for name, value in tree.items()}
    if isinstance(tree, list):
        return plain(tree[0]) if len(tree) == 1 else [plain(item) for item in tree]
    return tree


def as_list(value):
    return list(value) if isinstance(value, list) else [value] if value else []


class Desk:
    """A file on which acts are done, beside the tree that it should have."""

    def __init__(self, facts: Path, random: Random) -> None:
        self.facts, self.random, self.number = facts, random, 0
        self.tree = draw_record(random)
        self.path = facts / PATH
        self.path.parent.mkdir(parents=True)
        self.path.write_bytes(write_record(self.tree, draw_layout(random)).encode())
        assert plain(self.read()) == plain(self.tree), self.text

    @property
    def text(self) -> str:
        return self.path.read_bytes().decode()

    def read(self):
        document, problems = read_text(self.text.removeprefix("\ufeff"), "")
        assert problems == [], self.text
        return document.tree

    def choose(self):
        """An act, the way to what it changes, the tree that it should make, and whether it removes."""
        tree = copy.deepcopy(self.tree)
        kinds = [self.add_statement]
        if tree.get("statements"):
            kinds += [
                self.add_evidence,
                self.set_statement_field,
                self.remove_statement,
                self.add_difference,
            ]
            kinds += [self.set_evidence_field, self.remove_evidence] * 2
        kinds += [self.set_record_field]
        return self.random.choice(kinds)(tree)

    def pick(self, tree) -> dict:
        return self.random.choice(tree["statements"])

    def add_statement(self, tree):
        self.number += 1
        statement = draw_statement(self.random, f"new{self.number}")
        present = tree.get("statements", [])
        place = self.random.randrange(len(present) + 1)
        after = present[place - 1]["id"] if place else ""
        present.insert(place if after else len(present), statement)
        tree["statements"] = present
        return add_statement(PATH, statement, after), ("statements",), tree, False

    def add_evidence(self, tree):
        statement, piece = self.pick(tree), draw_piece(self.random)
        statement["evidence"] = [*statement.get("evidence", []), piece]
        way = ("statements", statement["id"], "evidence")
        return add_evidence(PATH, statement["id"], piece), way, tree, False

    def set_statement_field(self, tree):
        statement = self.pick(tree)
        name = self.random.choice(["text", "topic", "note", "said_on"])
        value = draw_text(self.random) if name == "text" or self.random.random() < 0.7 else ""
        return self.set_in(tree, statement, ("statements", statement["id"], name), value)

    def set_evidence_field(self, tree):
        statement = self.pick(tree)
        if not statement.get("evidence"):
            return self.add_evidence(tree)
        index = self.random.randrange(len(statement["evidence"]))
        name = self.random.choice(["quote", "note", "source", "inferred"])
        value = draw_text(self.random) if name == "source" or self.random.random() < 0.7 else ""
        way = ("statements", statement["id"], "evidence", index, name)
        return self.set_in(tree, statement["evidence"][index], way, value)

    def set_record_field(self, tree):
        name = self.random.choice(["title", "note", "place", "date_words"])
        value = draw_text(self.random) if name == "title" or self.random.random() < 0.7 else ""
        return self.set_in(tree, tree, (name,), value)

    def set_in(self, tree, part, way, value):
        name = way[-1]
        if value:
            part[name] = value
        else:
            part.pop(name, None)
        return set_field(PATH, way, value), way, tree, not value

    def remove_statement(self, tree):
        statement = self.pick(tree)
        tree["statements"].remove(statement)
        if not tree["statements"]:
            del tree["statements"]
        way = ("statements", statement["id"])
        return remove_part(PATH, way), way, tree, True

    def remove_evidence(self, tree):
        statement = self.pick(tree)
        if not statement.get("evidence"):
            return self.add_evidence(tree)
        index = self.random.randrange(len(statement["evidence"]))
        del statement["evidence"][index]
        if not statement["evidence"]:
            del statement["evidence"]
        way = ("statements", statement["id"], "evidence", index)
        return remove_part(PATH, way), way, tree, True

    def add_difference(self, tree):
        statement = self.pick(tree)
        way = ("statements", statement["id"], "differs")
        present = as_list(statement.get("differs"))
        if present and self.random.random() < 0.3:
            present.remove(gone := self.random.choice(present))
            statement["differs"] = present
            if not present:
                del statement["differs"]
            return remove_entry(PATH, way, gone), way, tree, True
        self.number += 1
        statement["differs"] = [*present, f"#new{self.number}"]
        return add_entry(PATH, way, f"#new{self.number}"), way, tree, False

    def act(self) -> Written:
        act, way, tree, removes = self.choose()
        before = self.text
        outcome = write_acts(self.facts, [act], lambda drafts: [])
        # A comment that would fall to the folded text above it is not taken along.
        if removes and isinstance(outcome, Unwritten) and "no place" in outcome.refusal.reason:
            assert self.text == before
            return self.act()
        self.tree = tree
        assert isinstance(outcome, Written), (act.words, outcome, before)
        shown = act.words, before, self.text
        assert plain(self.read()) == plain(self.tree), shown
        assert stays(before, self.text, find_touched(before, way, removes)), shown
        assert before.startswith("\ufeff") == self.text.startswith("\ufeff")
        assert set(ENDS.findall(before)) >= set(ENDS.findall(self.text)), shown
        if not removes:
            assert list_comments(before) == list_comments(self.text), shown
            assert before.endswith("\n") == self.text.endswith("\n"), shown
        return outcome

    def meddle(self) -> bool:
        """Change the file as somebody else would; whether whole lines are still as they were."""
        number, text = self.random.randrange(10**6), self.text
        if self.random.random() < 0.2:
            self.tree["state"] = f"state {number}"
            self.path.write_bytes(write_record(self.tree, draw_layout(self.random)).encode())
            return False
        places = [
            match.start() for match in re.finditer(r"^(title|kind|statements|note):", text, re.M)
        ]
        line = f"# outside {number}"
        if "state" not in self.tree and self.random.random() < 0.5:
            self.tree["state"] = line = f"state: {number}"
            self.tree["state"] = str(number)
        end = "\r\n" if "\r\n" in text else "\n"
        place = self.random.choice(places)
        self.path.write_bytes(f"{text[:place]}{line}{end}{text[place:]}".encode())
        return True


def stays(before: str, after: str, touched: range) -> bool:
    """Whether no line of `before` changed or went but those of `touched`, by number from 0."""
    old, new = before.removeprefix("\ufeff").splitlines(), after.removeprefix("\ufeff").splitlines()
    head, tail = touched.start, len(old) - touched.stop
    if not touched:  # lines were only added
        same = list(map(eq, old, new))
        head = same.index(False) if False in same else len(same)
        tail = len(old) - head
    if not tail:  # without its last part, a file that has no last line's end loses an empty line
        return "\n".join(old[:head]).rstrip() == "\n".join(new[:head]).rstrip()
    return old[:head] == new[:head] and old[len(old) - tail :] == new[len(new) - tail :]


def find_touched(text: str, way, removes: bool) -> range:
    """The lines of what an act may change: none of them if it only adds lines."""
    text = text.removeprefix("\ufeff")
    page = read_layout(text + "\n", "\n")
    document, _ = read_text(text, "")
    place = location = find_location(document.tree, way)
    while (node := find_node(page.root, place)) is None:
        place = place[:-1]
    if not removes and node.is_block and (place != location or node.kind == "list"):
        return range(0)
    while (removes and (above := find_node(page.root, place[:-1])).style != "") or (
        removes and len(above.items) == 1
    ):
        place, node = place[:-1], above
    (start,) = find_positions(text, [Place("", place, key=True)])
    return range(start.line - 1, text.count("\n", 0, node.end) + 1)


def list_comments(text: str) -> Counter:
    return Counter(COMMENT.findall(text))


@settings(max_examples=100, deadline=None)
@given(st.randoms(use_true_random=True))
def test_any_acts_give_the_tree_that_is_wanted_and_are_undone(random: Random) -> None:
    with TemporaryDirectory() as folder:
        desk, journal, texts = Desk(Path(folder) / "facts", random), Journal(), []
        for _ in range(10):
            texts.append(desk.text)
            journal.note(desk.act())
        while texts:
            outcome = journal.undo(desk.facts, lambda drafts: [])
            assert isinstance(outcome, Written)
            assert desk.text == texts.pop()
        assert journal.undo(desk.facts, lambda drafts: []) is None


@settings(max_examples=100, deadline=None)
@given(st.randoms(use_true_random=True))
def test_acts_go_on_and_are_undone_beside_the_edits_of_others(random: Random) -> None:
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder) / "facts", random)
        for _ in range(5):
            journal, tree = Journal(), desk.tree
            journal.note(desk.act())
            is_there = desk.meddle()
            before = desk.text
            outcome = journal.undo(desk.facts, lambda drafts: [])
            if isinstance(outcome, Written):
                state = {"state": desk.tree["state"]} if "state" in desk.tree else {}
                desk.tree = {**tree, **state}
                assert plain(desk.read()) == plain(desk.tree), (before, desk.text)
            else:
                assert not is_there, (outcome, before)
                assert desk.text == before
