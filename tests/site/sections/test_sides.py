"""What each side says, in columns beside one another."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from factsheet.facts.corpus import Corpus
from factsheet.facts.load import read_corpus
from factsheet.site.catalogue import Page, build_pages
from factsheet.site.render import load_templates, render_page
from factsheet.site.sections.sides import SideCell, SidesView
from factsheet.site.shelf import Shelf
from factsheet.voices.index import Index
from support.examples import write_corpus, write_record
from support.pages import view_section

ACTORS = {
    f"actors/{name}.yml": f"name: {name.capitalize()}\nkind: state\n"
    for name in ("carol", "dan", "erin")
}
ACTORS["actors/office.yml"] = (
    "name: Office\nshort_name: the Office\nkind: body\nvoice_of: {actor: carol, because: hers}\n"
)


def write(name: str, attributed_to: str, more: str = "", evidence: str = "") -> str:
    passages = evidence or "{source: article, quote: q}"
    said = (
        f"id: {name}, text: 'Sentence {name}.', attributed_to: {attributed_to}, evidence:"
        f" [{passages}]{more}"
    )
    return f"  - {{{said}}}\n"


def build(
    tmp_path: Path, *statements: str, read: str = "complete", topics: str = "{one: One, two: Two}"
) -> Page:
    article = (
        "title: An article\nkind: article\npublisher: gazette\nurl: https://gazette.example/talk\n"
    )
    files = {
        "vocabulary.yml": f"event_kinds: {{call: Call}}\ntopics: {topics}\n",
        "sources/article.yml": f"{article}read: {read}\n",
        "proofs/article.yml": write_record("article"),
        "events/talks.yml": "title: Talks\nkind: call\nstatements:\n" + "".join(statements),
        **ACTORS,
    }
    corpus, problems = read_corpus(write_corpus(tmp_path, files))
    assert problems == []
    return next(page for page in build_pages(Shelf(Index(corpus))) if page.url == "events/talks/")


def tell(cell: SideCell) -> str:
    return " ".join(one.sentence.url[1:] for one in cell.sayings) or (
        "silent" if cell.silent else ""
    )


def table(view: SidesView) -> dict[str, list[list[str]]]:
    """For each topic its rows, for each row its cells; the rows against each other begin with a
    mark.
    """
    return {
        topic.link.text: [
            ["≠"] * row.against + [tell(cell) for cell in row.cells] for row in topic.rows
        ]
        for topic in view.topics
    }


def test_a_column_is_a_voice_and_a_statement_stands_in_each_that_asserts_it(tmp_path: Path) -> None:
    both = "{source: article, quote: q}, {source: article, quote: r, attributed_to: bob}"
    page = build(
        tmp_path,
        write("a", "office", ", topic: two"),
        write("b", "carol"),
        write("c", "alice", ", topic: one", both),
        write("d", "own-voice", ", topic: one"),
        write("e", "unnamed", ", topic: one"),
        write("f", "office", ", topic: one"),
        write("g", "alice", ", topic: one, withdrawn: {date: 2022-02-21, reason: wrong}"),
    )
    sides: SidesView = view_section(page, "_sides")
    assert [(one.label, one.detail) for one in sides.accounts] == [
        ("The Office and Carol", "one voice: Carol"),
        ("Alice", ""),
        ("Bob", ""),
        ("The articles’ own voice", "The Gazette"),
        ("Nobody by name", "the passage does not tell who says it"),
    ]
    assert table(sides) == {
        "One": [["", "c", "c", "", ""], ["f", "", "", "d", "e"]],
        "Two": [["a", "silent", "silent", "", ""]],
        "Other statements": [["b", "silent", "silent", "", ""]],
    }
    markers = {
        cell.label: cell.sayings[0].markers
        for cell in sides.topics[0].rows[0].cells
        if cell.sayings
    }
    assert {label: [one.url for one in found] for label, found in markers.items()} == {
        "Alice": ["#_c-8e35c2"],
        "Bob": ["#_c-454349"],
    }
    assert page.headings[0].id == "_sides"


def test_what_stands_against_each_other_comes_first_and_is_aligned(tmp_path: Path) -> None:
    page = build(
        tmp_path,
        write("a", "alice", ", topic: one"),
        write("b", "bob", ", topic: one"),
        write("c", "alice", ', topic: one, differs: "#d"'),
        write("d", "bob", ", topic: one"),
        write("e", "alice", ', topic: one, differs: "#f"'),
        write("f", "alice", ", topic: one"),
        write("g", "alice", ', topic: one, differs: "#h"'),
        write("h", "bob", ", topic: two"),
    )
    assert table(view_section(page, "_sides")) == {
        "One": [["≠", "c", "d"], ["a e f g", "b"]],
        "Two": [["silent", "h"]],
    }


def test_who_denies_a_statement_stands_against_who_asserts_it(tmp_path: Path) -> None:
    denied = (
        "{source: article, quote: q}, {source: article, quote: r, attributed_to: bob, stance:"
        " denies}"
    )
    page = build(tmp_path, write("b", "bob"), write("a", "alice", "", denied))
    assert table(view_section(page, "_sides")) == {"Other statements": [["≠", "a", "a"], ["b", ""]]}
    body = BeautifulSoup(render_page(load_templates([]), page), "html.parser")
    row = body.select_one(".fs-sides .fs-against")
    assert row is not None
    assert [" ".join(cell.get_text(" ").split()) for cell in row.find_all("td")] == [
        "Bob Denies: Sentence a. 3 ⇄ disputed",
        "Alice Sentence a. 2 ⇄ disputed",
    ]


@pytest.mark.parametrize(("read", "words"), [("complete", "silent"), ("partial", "")])
def test_a_party_is_silent_only_where_an_article_was_read_completely(
    tmp_path: Path, read: str, words: str
) -> None:
    page = build(
        tmp_path, write("a", "alice", ", topic: one"), write("b", "bob", ", topic: two"), read=read
    )
    assert table(view_section(page, "_sides")) == {"One": [["a", words]], "Two": [[words, "b"]]}


def test_no_party_is_silent_where_another_article_may_say_more(tmp_path: Path) -> None:
    unread = "{source: article, quote: q}, {source: letter, quote: q}"
    page = build(
        tmp_path,
        write("a", "alice", ", topic: one"),
        write("b", "bob", ", topic: two", evidence=unread),
    )
    assert table(view_section(page, "_sides")) == {"One": [["a", ""]], "Two": [["", "b"]]}


def test_who_has_nothing_on_a_topic_stands_once_across_its_rows(tmp_path: Path) -> None:
    page = build(
        tmp_path,
        write("a", "alice", ', topic: one, differs: "#b"'),
        write("b", "own-voice", ", topic: one"),
        write("c", "alice", ", topic: one"),
        write("d", "bob", ", topic: two"),
    )
    rows = view_section(page, "_sides").topics[0].rows
    assert [[(tell(cell), cell.span) for cell in row.cells] for row in rows] == [
        [("a", 1), ("silent", 2), ("b", 1)],
        [("c", 1), ("", 1)],
    ]


def test_of_many_parties_the_last_share_a_column(tmp_path: Path) -> None:
    names = ["alice", "bob", "office", "dan", "erin"]
    page = build(
        tmp_path, *(write(name[0], name) for name in names), write("x", "erin"), write("y", "dan")
    )
    sides: SidesView = view_section(page, "_sides")
    assert [(one.label, one.detail) for one in sides.accounts] == [
        ("Dan", ""),
        ("Erin", ""),
        ("Alice", ""),
        ("Other parties", "Bob and Carol"),
    ]
    (topic,) = sides.topics
    assert [(one.sentence.text, one.by) for one in topic.rows[0].cells[3].sayings] == [
        ("Sentence b.", "Bob"),
        ("Sentence o.", "The Office"),
    ]


def test_in_a_shared_column_a_statement_is_only_of_those_who_make_it(tmp_path: Path) -> None:
    most = [
        write(f"{name[0]}{number}", name) for name in ("bob", "dan", "erin") for number in range(3)
    ]
    page = build(
        tmp_path,
        *most,
        write("x", "carol"),
        write("y", "office"),
        write("z", "alice"),
        write("w", "office"),
    )
    sayings = [
        one
        for topic in view_section(page, "_sides").topics
        for row in topic.rows
        for one in row.cells[-1].sayings
        if one.by
    ]
    assert {one.sentence.text: one.by for one in sayings} == {
        "Sentence x.": "Carol",
        "Sentence y.": "The Office",
        "Sentence z.": "Alice",
        "Sentence w.": "The Office",
    }


def test_one_party_has_no_sides(tmp_path: Path) -> None:
    page = build(tmp_path, write("a", "office"), write("b", "carol"), write("c", "own-voice"))
    assert view_section(page, "_sides") is None
    assert "_sides" not in page.anchors


@pytest.fixture(scope="module")
def summit(small_facts: Corpus) -> BeautifulSoup:
    pages = build_pages(Shelf(Index(small_facts)))
    page = next(page for page in pages if page.url == "events/summit/")
    return BeautifulSoup(render_page(load_templates([]), page), "html.parser")


def list_cells(body: BeautifulSoup, topic: str) -> list[list[Tag]]:
    (heading,) = (one for one in body.select(".fs-topic th") if one.get_text() == topic)
    return [row.find_all("td") for row in heading.find_parent("tbody").find_all("tr")[1:]]


def test_each_party_stands_against_the_others(summit: BeautifulSoup) -> None:
    heads = [
        one.get_text(" ", strip=True) for one in summit.select(".fs-sides thead th[scope=col]")
    ]
    assert heads == [
        "The Élan one voice: Syldavia",
        "The Office one voice: Aria",
        "Borduria",
        "The articles’ own voice Le Télégraphe, The Daily Herald and 1 of unknown publisher",
        "Nobody by name the passage does not tell who says it",
    ]
    disputed, differing, shared, rest = (
        [[link["href"] for link in cell.select("p > a")] for cell in row]
        for row in list_cells(summit, "The call itself")
    )
    assert disputed[:2] == [["#lasted"], ["#lasted-two"]]
    assert differing[:2] == [["#asked-for"], ["#invited"]]
    assert shared == [["#met"], ["#met"], ["#met"]]
    assert rest == [[], [], ["#thorough"]]
    (bridge,) = list_cells(summit, "The bridge of Klow")
    assert [cell.get_text(" ", strip=True).endswith("not in what our articles pass on") for cell in bridge] == [
        True, True, True, False, False,
    ]  # fmt: skip
    assert bridge[3].get_text() == ""


def test_the_sides_stand_before_all_statements_and_lead_to_them(summit: BeautifulSoup) -> None:
    ids = [one["id"] for one in summit.find_all("h2")]
    assert ids.index("_sides") + 1 == ids.index("_statements")
    entries = {one["id"] for one in summit.select(".fs-statement")}
    links = {link["href"][1:] for link in summit.select(".fs-sides td p > a")}
    assert links == entries
