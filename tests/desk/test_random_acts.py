"""A thousand random acts at the desk, with edits by hand between them: the files can be read and
have no error, nothing else changes, and undoing gives the bytes back.
"""

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from factsheet.checks import find_errors
from factsheet.facts.load import read_corpus
from factsheet.proof.quotes import normalise_text
from factsheet.proof.reading.coverage import hash_sentence
from factsheet.proof.reading.sentences import split_sentences
from support.desk import FERRY, ask, make_project, opening, read_files
from support.examples import write_files

TEXT = FERRY.read_text("utf-8")
PLAIN = normalise_text(TEXT)
HASHES = [hash_sentence(PLAIN[start:end]) for start, end in split_sentences(TEXT)]
FILES = {
    "vocabulary.yml": "topics:   # what is talked about\n    talks: 'The talks'\n",
    "actors/lines.yml": "name: Ostra Lines\nkind: company\n",
    "events/strike.yml": "# by hand\ntitle: A strike\nkind: protest\n\n# no more\n",
    "events/talks.yml": (
        "title: Talks\r\nkind: talks\r\nstatements:\r\n  - id: first\r\n"
        '    text: "There were talks."\r\n    attributed_to: own-voice\r\n    evidence:\r\n'
        "    - {source: ferry-strike, quote: night talks}   # in braces\r\n"
    ),
}
EVENTS = ["strike", "talks"]

texts = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["Ostra Lines speaks.", "# no", "- a: b", "'x' \"y\"", "{a}", "[b](actor:lines)", "yes: no"]
    ),
)
marks = st.lists(
    st.tuples(st.integers(0, len(PLAIN) - 2), st.integers(1, 60)).map(
        lambda pair: [pair[0], min(len(PLAIN), sum(pair))]
    ),
    min_size=1,
    max_size=2,
)
Files = dict[str, bytes]


class AtTheDesk(RuleBasedStateMachine):
    """A desk, and what stood in the files before and after each act that can be undone."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.project = write_files(make_project(Path(self.folder.name)), FILES)
        self.opened = opening(self.project)
        self.client = self.opened.__enter__()
        self.acts: list[tuple[Files, Files]] = []

    def teardown(self) -> None:
        self.opened.__exit__(None, None, None)
        self.folder.cleanup()

    def read(self) -> Files:
        return read_files(self.project)

    def act(self, name: str, may_change: set[str], /, **given: Any) -> None:
        """Does something; if it was done, nothing but `may_change` is otherwise than before, and
        each line that was there still is, in its order.
        """
        before = self.read()
        told = ask(self.client, name, **given)
        after = self.read()
        if ("done" not in told and "id" not in told) or told.get("refusal"):
            assert after == before, told
            return
        changed = {path for path in after if after[path] != before.get(path)}
        assert before.keys() <= after.keys()
        for path in changed:
            assert any(path.startswith(allowed) for allowed in may_change), path
            if not path.startswith("facts/proofs/"):
                said_again = given.get("hash", "\0").encode()
                lines = iter(after[path].splitlines(keepends=True))
                kept = before.get(path, b"").splitlines(keepends=True)
                others = [line for line in kept if said_again not in line]
                lost = [line for line in others if line not in lines]
                assert lost == [], (before.get(path), after[path])
        if changed:
            self.acts.append((before, after))

    @rule(
        record=st.sampled_from([*EVENTS, "lines", "nothing"]),
        text=texts,
        marked=marks,
        names=st.lists(st.sampled_from(["own-voice", "lines", "unnamed", "nobody"]), max_size=2),
        topic=st.sampled_from(["", "talks", "none"]),
        note=st.one_of(st.just(""), texts),
    )
    def write(
        self,
        record: str,
        text: str,
        marked: list[list[int]],
        names: list[str],
        topic: str,
        note: str,
    ) -> None:
        form = {
            "source": "ferry-strike",
            "record": record,
            "text": text,
            "marked": marked,
            "attributed_to": names,
            "topic": topic,
            "note": note,
            "remark": note,
        }
        seen = ask(self.client, "look", **form).get("seen", "")
        own = {f"facts/events/{record}.yml", f"facts/actors/{record}.yml"}
        self.act("save", {*own, "facts/proofs/ferry-strike.yml"}, **form, seen=seen)

    @rule(marked=marks, denies=st.booleans(), remark=texts)
    def add(self, marked: list[list[int]], denies: bool, remark: str) -> None:
        form = {
            "source": "ferry-strike",
            "statement": "talks#first",
            "marked": marked,
            "attributed_to": ["own-voice"],
            "stance": "denies" if denies else "",
            "remark": remark,
        }
        seen = ask(self.client, "look", **form).get("seen", "")
        may_change = {"facts/events/talks.yml", "facts/proofs/ferry-strike.yml"}
        self.act("save", may_change, **form, seen=seen)

    @rule(kind=st.sampled_from(["actor", "event", "topic", "source"]), name=texts)
    def make(self, kind: str, name: str) -> None:
        sort = {"actor": "person", "event": "talks", "source": "letter"}.get(kind, "")
        given = {"make": kind, "name": name, "title": name, "described_as": name, "kind": sort}
        if kind == "source":
            del given["title"]
        may_change = "facts/vocabulary.yml" if kind == "topic" else f"facts/{kind}s/"
        self.act("make", {may_change}, **given)

    @rule(hash_=st.sampled_from([*HASHES, "0" * 16]), words=texts)
    def set_aside(self, hash_: str, words: str) -> None:
        if words.split():
            given = {"source": "ferry-strike", "hash": hash_, "words": words}
            self.act("aside", {"facts/sources/ferry-strike.yml"}, **given)

    @rule(
        path=st.sampled_from([*FILES, "sources/ferry-strike.yml"]),
        where=st.sampled_from(["first", "last"]),
        words=st.sampled_from(["# by hand", "", "note: By hand."]),
    )
    def edit_by_hand(self, path: str, where: str, words: str) -> None:
        file = self.project / "facts" / path
        data = file.read_bytes()
        if words.startswith("note") and (b"note:" in data or path == "vocabulary.yml"):
            words = ""
        end = b"\r\n" if b"\r\n" in data else b"\n"
        line = words.encode() + end
        file.write_bytes(line + data if where == "first" else data + line)

    @precondition(lambda self: self.acts)
    @rule()
    def undo(self) -> None:
        before = self.read()
        told = ask(self.client, "undo")
        after = self.read()
        if "done" not in told:
            assert after == before
            return
        first, second = self.acts.pop()
        for path in first.keys() | second.keys():
            if first.get(path) == second.get(path):
                assert after.get(path) == before.get(path)
            elif before.get(path) == second.get(path):
                assert after.get(path) == first.get(path)

    @invariant()
    def the_files_can_be_read_and_have_no_error(self) -> None:
        corpus, problems = read_corpus(self.project)
        assert problems == []
        assert find_errors(corpus) == []


AtTheDesk.TestCase.settings = settings(
    max_examples=40,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestAtTheDesk = AtTheDesk.TestCase
