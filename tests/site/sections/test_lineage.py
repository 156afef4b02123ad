"""Where an event comes from: its picture, and a line for each document."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from factsheet.facts.load import read_corpus
from factsheet.site.catalogue import build_pages
from factsheet.site.render import load_templates
from factsheet.site.shelf import Shelf
from factsheet.voices.index import Index
from support.examples import write_corpus, write_record
from support.pages import render_page

ENVIRONMENT = load_templates([])
SOURCES = {
    "herald": "short_name: Herald\n",
    "tide": "short_name: Tide\n",
    "wire": "short_name: Wire\n",
    "bay": "short_name: Bay News\n",
    "notice": "short_name: Notice\nread: no\n",
    "poster": "short_name: Poster\nread: no\n",
    "leaflet": "publisher: gazette\nread: no\n",
}


def write(name: str, *passages: str) -> str:
    evidence = ", ".join(f"{{source: {passage}}}" for passage in passages)
    return f"  - {{id: {name}, text: 'S {name}.', attributed_to: alice, evidence: [{evidence}]}}\n"


def build(tmp_path: Path, *statements: str) -> Tag | None:
    """The section of an event with these statements."""
    files = {
        f"sources/{name}.yml": f"title: The {name}\nkind: article\nnote: No address.\n{more}"
        for name, more in SOURCES.items()
    }
    files |= {
        f"proofs/{name}.yml": write_record(name) for name in ("herald", "tide", "wire", "bay")
    }
    files["events/storm.yml"] = "title: A storm\nkind: call\nstatements:\n" + "".join(statements)
    corpus, _ = read_corpus(write_corpus(tmp_path, files))
    pages = {page.url: page for page in build_pages(Shelf(Index(corpus)))}
    page = pages["events/storm/"]
    body = BeautifulSoup(render_page(ENVIRONMENT, page), "html.parser")
    section = body.find("section", class_="fs-where")
    assert (section is not None) == ("_lineage" in page.anchors)
    return section if isinstance(section, Tag) else None


def list_lines(section: Tag | None) -> list[str]:
    assert section is not None
    return [item.get_text() for item in section.select("li")]


def test_a_line_tells_what_comes_at_first_hand_and_what_by_reports(tmp_path: Path) -> None:
    section = build(
        tmp_path,
        write("a", "herald, quote: q, relays: notice", "tide, quote: q, relays: notice, via: wire"),
        write("b", "herald, quote: q, relays: notice, inferred: so we think"),
        write("c", "tide, quote: q, relays: notice, via: [wire, bay], inferred: so we think"),
        write("d", "tide, quote: q, relays: notice, inferred: so we think"),
        write("e", "bay, quote: q, relays: poster, via: wire"),
        write("f", "herald, quote: q"),
        write("g", "herald, quote: q, attributed_to: own-voice, via: wire"),
    )
    assert list_lines(section) == [
        "(Alice, no document named) → Herald 1",
        "Notice → Tide 1 inferred (+1 via Wire; +1 via Bay News, Wire, inferred), Herald 2",
        "Poster → Bay News 1 via Wire",
        "Wire → Herald 1",
    ]


def test_reports_stand_after_those_that_they_have_it_from(tmp_path: Path) -> None:
    section = build(tmp_path, write("a", "tide, quote: q, relays: notice, via: [wire, bay]"))
    assert section is not None
    heads = [text.get_text() for text in section.select("text.fs-head")]
    assert heads == ["Documents", "Passed on by", "Passed on by", "Articles"]
    titles = [text.get_text() for text in section.select("a text")]
    assert titles == ["Notice", "Bay News", "Wire", "Tide"]


def read_caption(section: Tag | None) -> str:
    """What stands below the picture; "" without one."""
    assert section is not None
    caption = section.select_one("figure > figcaption")
    return caption.get_text() if caption else ""


def test_the_picture_says_what_its_signs_mean_where_it_has_them(tmp_path: Path) -> None:
    own = write("b", "tide, quote: q, attributed_to: own-voice")
    stated = write("a", "herald, quote: q, relays: tide", "bay, quote: q, relays: tide")
    assert read_caption(build(tmp_path, stated, own)) == "Width: statements."
    guessed = write("c", "wire, quote: q, relays: notice, inferred: so we think")
    assert read_caption(build(tmp_path, stated, own, guessed)) == (
        "Width: statements. Striped: inferred by the curators. Hollow: known only through others."
    )


def test_a_single_step_is_told_in_its_line_alone(tmp_path: Path) -> None:
    section = build(tmp_path, write("a", "herald, quote: q, relays: notice"))
    assert list_lines(section) == ["Notice → Herald 1"]
    assert read_caption(section) == ""


def test_documents_of_one_publisher_are_told_apart(tmp_path: Path) -> None:
    section = build(tmp_path, write("a", "herald, quote: q, relays: [leaflet, letter, notice]"))
    assert list_lines(section) == [
        "The leaflet → Herald 1",
        "A letter → Herald 1",
        "Notice → Herald 1",
    ]


@pytest.mark.parametrize(
    "passage",
    [
        "herald, quote: q, attributed_to: own-voice",
        "herald, quote: q, attributed_to: unnamed",
        "herald, quote: q, attributed_to: own-voice, relays: herald",
    ],
)
def test_without_a_step_there_is_no_section(tmp_path: Path, passage: str) -> None:
    assert build(tmp_path, write("a", passage)) is None


def test_reports_that_have_it_from_each_other_are_told_in_words(tmp_path: Path) -> None:
    section = build(
        tmp_path,
        write("a", "wire, quote: q, attributed_to: own-voice, via: bay"),
        write("b", "bay, quote: q, attributed_to: own-voice, via: wire"),
    )
    assert list_lines(section) == ["Bay News → Wire 1", "Wire → Bay News 1"]
    assert section is not None
    assert section.find("figure") is None


def test_more_documents_and_articles_than_a_page_holds_are_counted(tmp_path: Path) -> None:
    names = [f"doc-{number:02}" for number in range(15)]
    section = build(
        tmp_path, *(write(f"s{name}", f"herald, quote: q, relays: {name}") for name in names)
    )
    lines = list_lines(section)
    assert len(lines) == 13
    assert lines[-1] == "and 3 more"
