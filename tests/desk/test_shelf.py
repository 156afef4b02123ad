"""What the shelf says of each source."""

from dataclasses import replace
from pathlib import Path

from factsheet.desk.shelf import list_shelf
from factsheet.desk.state import read_facts
from support.desk import make_desk, make_project

LETTER = "described_as: A letter\nkind: letter\n"
EVENT = """\
title: A strike ends
kind: protest
statements:
  - id: dismissals
    text: Nobody is dismissed.
    attributed_to: own-voice
    evidence: {source: ferry-strike, quote: no worker would be dismissed}
"""


def test_a_new_source_is_to_be_read(tmp_path: Path) -> None:
    desk = make_desk(make_project(tmp_path))
    (book,) = list_shelf(desk, read_facts(desk))
    assert (book.state, book.sentences, book.open, book.quotes) == ("to read", 11, 11, 0)
    assert (book.publisher, book.issued, book.share) == ("Ostra Courier", "4 May 2031", 0)


def test_what_has_no_copy_and_what_is_known_through_others_come_last(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    (project / "facts/sources/letter.yml").write_text(LETTER, "utf-8")
    (project / "facts/sources/lost.yml").write_text(f"{LETTER}read: partial\n", "utf-8")
    desk = make_desk(project)
    shelf = list_shelf(desk, read_facts(desk))
    assert [(book.id, book.state) for book in shelf] == [
        ("ferry-strike", "to read"),
        ("lost", "no copy"),
        ("letter", "through others"),
    ]


def test_quotes_are_counted_and_those_that_are_not_proven(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    (project / "facts/events/strike.yml").write_text(EVENT, "utf-8")
    desk = make_desk(project)
    (book,) = list_shelf(desk, read_facts(desk))
    assert (book.state, book.quotes, book.unproven) == ("in part", 1, 1)


def test_facts_are_read_again_only_if_they_changed(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    desk = make_desk(project)
    corpus = read_facts(desk)
    assert read_facts(desk) is corpus
    (project / "facts/events/strike.yml").write_text(EVENT, "utf-8")
    changed = read_facts(desk)
    assert set(changed.events) == {"strike"}
    assert changed.sources["ferry-strike"] == replace(corpus.sources["ferry-strike"])
