"""A corpus that is checked in several processes has the same problems as in one."""

import os
from itertools import count
from pathlib import Path

import pytest

from factsheet.checks import check_unit, run_checks
from factsheet.facts.corpus import Corpus
from factsheet.facts.load import read_corpus
from factsheet.pipeline import checking
from factsheet.pipeline.checking import check_corpus
from support.examples import BASE, write_corpus

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")

EVENT = """title: Téa Nº {number}
kind: call
statements:
  - id: length
    text: "“Ünlike” [Bob](actor:nobody) and [Alice](actor:alice) spoke for {number} hours."
    attributed_to: alice
    evidence: {{source: article, quote: "for an hour […] “no”"}}
"""


def read_many(root: Path) -> Corpus:
    """A corpus of some forty files, most of which have problems of several rules."""
    events = {f"events/talk-{number}.yml": EVENT.format(number=number) for number in range(30)}
    circle = "name: Carol\nkind: person\nvoice_of: {actor: carol, because: herself}\n"
    return read_corpus(write_corpus(root, {**BASE, **events, "actors/carol.yml": circle}))[0]


@pytest.fixture(autouse=True)
def shared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is shared with two copies, three files at a time."""
    monkeypatch.setattr(checking, "count_workers", lambda _: 2)
    monkeypatch.setattr(checking, "AT_ONCE", 3)


def test_several_processes_find_what_one_finds(tmp_path: Path) -> None:
    corpus = read_many(tmp_path)
    problems = sorted(run_checks(corpus))
    assert {"circular-voice", "unknown-reference"} < {problem.rule for problem in problems}
    assert sorted(check_corpus(corpus)) == problems


def test_what_one_of_them_cannot_do_is_done_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, own, calls = read_many(tmp_path), os.getpid(), count()

    def fail_elsewhere(*given: Corpus) -> object:
        if os.getpid() != own and next(calls) == 4:
            os._exit(1)
        return check_unit(*given)

    monkeypatch.setattr(checking, "check_unit", fail_elsewhere)
    assert sorted(check_corpus(corpus)) == sorted(run_checks(corpus))


def test_a_rule_that_breaks_is_told_and_leaves_no_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = read_many(tmp_path)

    def fail(*_: object) -> object:
        raise ValueError("a rule is broken")

    monkeypatch.setattr(checking, "check_whole", fail)
    with pytest.raises(ValueError, match="a rule is broken"):
        check_corpus(corpus)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
