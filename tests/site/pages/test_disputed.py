"""What stands against what: each pair once, nothing told more often than needed."""

from pathlib import Path

from factsheet.facts.load import read_corpus
from factsheet.site.pages.disputed import view_disputed
from factsheet.site.section import SectionView
from factsheet.site.shelf import Shelf
from factsheet.voices.index import Index
from support.examples import write_corpus


def write(name: str, more: str = "", text: str = "T") -> str:
    return (
        f"  - {{id: {name}, text: {text}, attributed_to: alice, evidence: {{source: article, quote:"
        f" q}}{more}}}\n"
    )


def show(tmp_path: Path, statements: str, **files: str) -> tuple[SectionView, ...]:
    talks = {"events/talks.yml": f"title: Talks\nkind: call\nstatements:\n{statements}"}
    talks |= {f"events/{name}.yml": text for name, text in files.items()}
    corpus, problems = read_corpus(write_corpus(tmp_path, talks))
    assert problems == []
    return view_disputed(Shelf(Index(corpus))).sections


def test_the_text_that_differs_from_three_others_stands_once(tmp_path: Path) -> None:
    first = write("a", ', differs: ["#b", "#c", "talk#length"]')
    (section,) = show(tmp_path, first + write("b") + write("c"))
    (group,) = section.view.groups
    (row,) = group.oppositions
    assert (group.heading.id, group.heading.title, group.url) == (
        "_differs_talks",
        "Talks",
        "../events/talks/",
    )
    assert [side.link.url.partition("#")[2] for side in row.left] == ["a"]
    assert sorted(side.link.url.partition("#")[2] for side in row.right) == ["b", "c", "length"]
    assert [side.place.text for side in row.right if side.place] == ["A talk"]


def test_a_dispute_outranks_a_difference(tmp_path: Path) -> None:
    sections = show(tmp_path, write("a", ', differs: "#b"') + write("b", ', disputes: "#a"'))
    assert [section.heading.id for section in sections] == ["_disputed"]


def test_what_was_withdrawn_stands_against_nothing(tmp_path: Path) -> None:
    withdrawn = ', differs: "#b", withdrawn: {date: 2022-02-21, reason: wrong}'
    assert show(tmp_path, write("a", withdrawn) + write("b")) == ()


def test_what_was_left_out_never_stands_on_the_left(tmp_path: Path) -> None:
    (section,) = show(
        tmp_path, write("a", ', differs: "gone#x"') + write("b", ', differs: "gone#x"')
    )
    (row,) = section.view.groups[0].oppositions
    assert [side.statement is None for side in (*row.left, *row.right)] == [False, False, True]
    assert row.right[0].link.text == "gone#x"


def test_a_denied_statement_stands_against_the_passages_that_deny_it(tmp_path: Path) -> None:
    denied = "  - {id: a, text: T, attributed_to: alice, evidence: [{source: article, quote: q}, "
    denied += "{source: article, quote: r, stance: denies, attributed_to: bob}]}\n"
    (section,) = show(tmp_path, denied)
    (row,) = section.view.groups[0].oppositions
    assert (section.heading.id, row.right) == ("_denied", ())
    assert [one.passage.quote for one in row.denials] == ["r"]
