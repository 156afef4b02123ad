"""What stands against what: by event, in rows, on pages that are never too heavy."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from factsheet.facts.load import read_corpus
from factsheet.site.catalogue import Page, build_pages
from factsheet.site.pages.disputed import OpposedView
from factsheet.site.render import load_templates
from factsheet.site.sections.rows import Row
from factsheet.site.shelf import Shelf
from factsheet.voices.index import Index
from support.examples import write_corpus
from support.pages import render_page

TEMPLATES = load_templates([])
MOST_BYTES, MOST_NODES = 210_000, 4_600
"""What a page may have without its frame, which takes the rest of 250 kB and of 5,000 nodes."""


def write(name: str, more: str = "", text: str = "T", quote: str = "q") -> str:
    return (
        f"  - {{id: {name}, text: {text}, attributed_to: alice,"
        f" evidence: {{source: article, quote: {quote}}}{more}}}\n"
    )


def write_event(statements: str, *, title: str = "Talks", date: str = "2022-02-21") -> str:
    return f"title: {title}\nkind: call\ndate: {date}\nstatements:\n{statements}"


def list_pages(folder: Path, talks: str, **events: str) -> list[Page]:
    files = {"events/talks.yml": write_event(talks)}
    files |= {f"events/{name}.yml": text for name, text in events.items()}
    corpus, problems = read_corpus(write_corpus(folder, files))
    assert problems == []
    pages = [page for page in build_pages(Shelf(Index(corpus))) if page.kind == "disputed"]
    return sorted(pages, key=lambda page: (len(page.url), page.url))


def show(folder: Path, talks: str, **events: str) -> list[OpposedView]:
    (page,) = list_pages(folder, talks, **events)
    return [section.view for section in page.view.sections]


def name_rows(rows: Sequence[Row]) -> list[str]:
    return [row.permalink.rpartition("/")[2] for row in rows]


def test_what_differs_stands_together_under_the_note_that_says_in_what(tmp_path: Path) -> None:
    first = write("a", ', differs: ["#b", "#c"], note: In the hour.')
    (talks,) = show(tmp_path, first + write("b") + write("other") + write("c"))
    (block,) = talks.blocks
    assert (talks.heading.id, talks.heading.title, talks.url) == (
        "_of_talks",
        "Talks",
        "../events/talks/",
    )
    assert (block.id, block.words) == ("differs", ("In the hour.",))
    assert name_rows(block.rows) == ["#a", "#b", "#c"]
    assert [row.note for row in block.rows] == ["", "", ""]
    assert {row.anchor for row in block.rows} == {""}  # its place is the event's page


def test_what_differs_across_events_stands_with_the_event_of_most_of_it(tmp_path: Path) -> None:
    first = write("a", ', differs: ["#b", "talk#length"]')
    (talks,) = show(tmp_path, first + write("b"))
    (block,) = talks.blocks
    assert name_rows(block.rows) == ["#a", "#b", "#length"]
    *home, away = block.rows
    assert [(row.said.said_on, row.across) for row in home] == [(None, ()), (None, ())]
    (across,) = away.across
    assert [(link.text, link.url) for link in across.targets] == [("A talk", "../events/talk/")]
    assert away.said.said_on
    assert (
        away.said.said_on.text == "20 February 2022"
    )  # that of its event, since it has none itself


def test_an_event_with_disputes_comes_first_and_in_it_its_disputes(tmp_path: Path) -> None:
    differs = "".join(
        write(f"a{n}", ', differs: "#a0"' if n else ', differs: "#a1"') for n in range(5)
    )
    disputes = write("b", ', differs: "#c"') + write("c")
    disputes += write("d", ', disputes: "#e"') + write("e")
    shown = show(tmp_path, differs, later=write_event(disputes, date="2001"))
    assert [view.heading.id for view in shown] == ["_of_later", "_of_talks"]
    heated = shown[0]
    assert [(block.id, name_rows(block.rows)) for block in heated.blocks] == [
        ("disputed", ["#d", "#e"]),
        ("differs", ["#b", "#c"]),
    ]


def test_of_events_with_as_much_that_differs_the_newest_comes_first(tmp_path: Path) -> None:
    pair = write("a", ', differs: "#b"') + write("b")
    shown = show(
        tmp_path, pair, old=write_event(pair, date="1999"), new=write_event(pair, date="2023")
    )
    assert [view.heading.id for view in shown] == ["_of_new", "_of_talks", "_of_old"]


def test_a_dispute_and_a_difference_of_the_same_two_are_one(tmp_path: Path) -> None:
    (talks,) = show(tmp_path, write("a", ', differs: "#b"') + write("b", ', disputes: "#a"'))
    assert [block.id for block in talks.blocks] == ["disputed"]


def test_what_was_withdrawn_stands_against_nothing(tmp_path: Path) -> None:
    withdrawn = ', differs: "#b", withdrawn: {date: 2022-02-21, reason: wrong}'
    assert show(tmp_path, write("a", withdrawn) + write("b")) == []


def test_a_statement_that_a_passage_denies_stands_with_all_its_passages(tmp_path: Path) -> None:
    denied = "  - {id: a, text: T, attributed_to: alice, evidence: [{source: article, quote: q}, "
    denied += "{source: article, quote: r, stance: denies, attributed_to: bob}]}\n"
    (talks,) = show(tmp_path, denied + write("b"))
    (block,) = talks.blocks
    (row,) = block.rows
    assert (block.id, row.said.status.id) == ("", "disputed")
    assert [(passage.quoted.quote, passage.quoted.denies) for passage in row.passages] == [
        ("q", False),
        ("r", True),
    ]


def test_rows_say_which_articles_of_their_event_leave_them_out(tmp_path: Path) -> None:
    brief = "title: In brief\nkind: article\nurl: https://gazette.example/brief\n"
    (folder := tmp_path / "facts/sources").mkdir(parents=True)
    (folder / "brief.yml").write_text(brief, "utf-8")
    pair = write("a", ', differs: "#b"') + write("b")
    other = "  - {id: c, text: T, attributed_to: alice, evidence: {source: brief, quote: q}}\n"
    (talks,) = show(tmp_path, pair + other)
    assert [cell.mark for cell in talks.blocks[0].rows[0].cells] == ["A", "B"]


def measure(page: Page) -> tuple[int, int]:
    body = render_page(TEMPLATES, page)
    return len(body.encode()), len(BeautifulSoup(body, "html.parser").find_all())


SHORT, ESCAPED, LONG = "short", '"' + "&<>" * 160 + '"', '"' + "道可道非常道" * 80 + '"'


@pytest.mark.parametrize("text", [SHORT, ESCAPED, LONG], ids=["short", "escaped", "many bytes"])
@pytest.mark.parametrize("note", [SHORT, ESCAPED, LONG], ids=["short", "escaped", "many bytes"])
def test_no_page_is_too_heavy_and_each_leads_to_all_the_others(
    tmp_path: Path, text: str, note: str
) -> None:
    noted = f", note: {note}"
    pairs = "".join(
        write(f"a{n}", f', differs: "#b{n}"{noted}', text) + write(f"b{n}", noted, text)
        for n in range(150)
    )
    pages = list_pages(tmp_path, pairs)
    assert [page.url for page in pages] == [
        "disputed/",
        *(f"disputed/{number}/" for number in range(2, len(pages) + 1)),
    ]
    sections = [section.view for page in pages for section in page.view.sections]
    blocks = [block for view in sections for block in view.blocks]
    shown = [name for block in blocks for name in name_rows(block.rows)]
    assert sorted(shown) == sorted(f"#{side}{n}" for n in range(150) for side in "ab")
    weights = [measure(page) for page in pages]
    assert max(weight for weight, _ in weights) <= MOST_BYTES
    assert max(nodes for _, nodes in weights) <= MOST_NODES
    links = [[(link.text, link.url) for link in page.view.head.pages] for page in pages[:2]]
    last = len(pages)
    assert links[0] == [("Next", "../disputed/2/"), ("Last", f"../disputed/{last}/")]
    assert links[1][:2] == [("First", "../../disputed/"), ("Previous", "../../disputed/")]


def test_a_dispute_too_large_for_a_page_is_cut_and_says_so(tmp_path: Path) -> None:
    quarrel = write("a0") + "".join(write(f"a{n}", ', disputes: "#a0"') for n in range(1, 400))
    (page,) = list_pages(tmp_path, quarrel)
    ((block,),) = [section.view.blocks for section in page.view.sections]
    left = 400 - len(block.rows)
    assert 0 < left < 400
    assert block.words == (f"{left} more stand on the pages of their events.",)
    weight, nodes = measure(page)
    assert (weight <= MOST_BYTES, nodes <= MOST_NODES) == (True, True)
