"""The same words, told of two occasions."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as st

from factsheet.facts.load import read_corpus
from factsheet.site.catalogue import Page, build_pages
from factsheet.site.render import load_templates
from factsheet.site.sections.same_words import MOST_PAIRS, compare_words
from factsheet.site.shelf import Shelf
from factsheet.voices.index import Index
from support.examples import write_corpus
from support.pages import list_sections, render_page

ENVIRONMENT = load_templates([])


def write(name: str, *quotes: str, more: str = "") -> str:
    evidence = ", ".join(f"{{source: article, {quote}}}" for quote in quotes)
    head = f"{{id: {name}, text: 'S {name}.', attributed_to: alice"
    return f"  - {head}, evidence: [{evidence}]{more}}}\n"


def build(
    tmp_path: Path,
    first: str,
    second: str,
    *,
    dates: tuple[str, str] = ("2022-02-20", "2022-02-21"),
) -> Mapping[str, Page]:
    """The pages of two events, "dusk" and "dawn", with these statements."""
    files = {
        f"events/{name}.yml": f"title: At {name}\nkind: call\n{date}statements:\n{statements}"
        for name, date, statements in zip(
            ("dusk", "dawn"),
            (f"date: {date}\n" if date else "" for date in dates),
            (first, second),
            strict=True,
        )
    }
    corpus, _ = read_corpus(write_corpus(tmp_path, files))
    return {page.url: page for page in build_pages(Shelf(Index(corpus)))}


def find_section(page: Page) -> Tag | None:
    body = BeautifulSoup(render_page(ENVIRONMENT, page), "html.parser")
    section = body.find("section", class_="fs-same")
    assert (section is not None) == ("_same-words" in page.anchors)
    return section if isinstance(section, Tag) else None


def list_pairs(section: Tag | None) -> list[list[str]]:
    """Each pair as its two quotes, with what is marked in braces."""
    assert section is not None
    for mark in section.select("mark"):
        mark.string = f"{{{mark.get_text()}}}"
    return [[quote.get_text() for quote in pair.select("q")] for pair in section.select("li")]


@pytest.mark.parametrize(
    ("left", "right", "marked"),
    [
        ("the Ferry left, late", "a ferry left early", (["Ferry left"], ["ferry left"])),
        ("only imitating a talk", "“only” imitating the talk", (["only imitating", "talk"],) * 2),
        ("of the town", "in the town", (["the town"], ["the town"])),
        ("of the town", "the end of it", ([], [])),
        ("Both expressed concern", "concern was expressed", (["expressed concern"], ["concern", "expressed"])),
        ("one […] two", "one two […]", ([], [])),
        ("great ship […] sails", "sails […] great ship", (["great ship", "sails"], ["sails", "great ship"])),
        ("Élan’s FINAL word", "elan's final word", (["FINAL word"], ["final word"])),
        ("Élan’s word", "élan's say", (["Élan’s"], ["élan's"])),
        ("", "", ([], [])),
    ],
)  # fmt: skip
def test_words_are_compared_without_case_and_punctuation(
    left: str, right: str, marked: tuple[list[str], list[str]]
) -> None:
    (own, other), share = compare_words(left, right)
    found = [left[run] for run in own], [right[run] for run in other]
    assert [[words.replace("“", "").replace("”", "") for words in side] for side in found] == [
        *marked
    ]
    assert (share > 0) == bool(marked[0])


@given(
    *[
        st.lists(
            st.sampled_from(["ferry", "Ferry", "left", "of", "the", "[…]", "tide,", "新华"])
        ).map(" ".join)
    ]
    * 2
)
def test_what_is_marked_is_within_the_text_in_order_and_alike_from_both_sides(
    left: str, right: str
) -> None:
    (own, other), share = compare_words(left, right)
    assert 0 <= share <= 1
    assert compare_words(left, left)[1] <= 1
    for text, runs in ((left, own), (right, other)):
        ends = [end for run in runs for end in (run.start, run.stop)]
        assert ends == sorted(ends)
        assert all(text[run].strip() == text[run] != "" and "[" not in text[run] for run in runs)
    assert bool(own) == bool(other) == (share > 0)


def test_both_pages_show_the_quotes_that_are_most_alike(tmp_path: Path) -> None:
    pages = build(
        tmp_path,
        write("a", "quote: left late", "quote: the ferry left at noon", "quote: noon"),
        write("b", "quote: the ferry left", more=", echoes: dusk#a"),
    )
    pairs = [["{the ferry left} at noon", "{the ferry left}"]]
    for name, links in {
        "dusk": ["../../events/dawn/", "#a", "../../events/dawn/#b"],
        "dawn": ["../../events/dusk/", "../../events/dusk/#a", "#b"],
    }.items():
        page = pages[f"events/{name}/"]
        section = find_section(page)
        assert section is not None
        assert [link.get("href") for link in section.select("div a, li a")] == links
        assert [side.get("data-of") for side in section.select("li p")] == [
            "20 February",
            "21 February",
        ]
        assert list_pairs(section) == pairs
        titles = [title for name, title in list_sections(page) if name == "_same-words"]
        assert titles == ["The same words, on 20 and 21 February 2022"]


@pytest.mark.parametrize(
    ("dates", "title", "labels"),
    [
        (("2022-02-20", "2022-03-01"), "on 20 February and 1 March 2022", ["20 February", "1 March"]),
        (("2021-12-31", "2022-01-01"), "on 31 December 2021 and 1 January 2022", ["31 December 2021", "1 January 2022"]),
        (("2022-02-21", "2022-02-20"), "on 20 and 21 February 2022", ["20 February", "21 February"]),
        (("2022-02-20", "2022-02-20"), "told of another occasion", ["20 February 2022"] * 2),
        (("2022-02-20", "2022-02"), "told of another occasion", ["February 2022", "20 February 2022"]),
        (("2022-02-20", ""), "told of another occasion", ["there", "20 February 2022"]),
        (("", ""), "told of another occasion", ["there", "here"]),
    ],
)  # fmt: skip
def test_the_title_has_both_days(
    tmp_path: Path, dates: tuple[str, str], title: str, labels: list[str]
) -> None:
    quote = "quote: the ferry left"
    pages = build(
        tmp_path, write("a", quote), write("b", quote, more=", echoes: dusk#a"), dates=dates
    )
    page = pages["events/dusk/"]
    assert f"The same words, {title}" in [title for _, title in list_sections(page)]
    section = find_section(page)
    assert section is not None
    assert [side.get("data-of") for side in section.select("li p")] == labels


def test_statements_that_have_the_same_quotes_stand_together(tmp_path: Path) -> None:
    quote = "quote: the ferry left"
    pages = build(
        tmp_path,
        write("a", quote) + write("c", quote),
        write("b", quote, more=", echoes: dusk#a") + write("d", quote, more=", echoes: dusk#c"),
    )
    section = find_section(pages["events/dusk/"])
    assert section is not None
    assert [link.get("href") for link in section.select("li a")] == [
        "#a",
        "#c",
        "../../events/dawn/#b",
        "../../events/dawn/#d",
    ]


WITHOUT: dict[str, tuple[str, str]] = {
    "no echo": (write("a", "quote: the ferry"), write("b", "quote: the ferry")),
    "no words in common": (
        write("a", "quote: the ferry"),
        write("b", "quote: a boat", more=", echoes: dusk#a"),
    ),
    "no quote": (
        write("a", "locator: page 1"),
        write("b", "quote: the ferry", more=", echoes: dusk#a"),
    ),
    "a passage that denies": (
        write("a", "quote: the ferry, stance: denies"),
        write("b", "quote: the ferry", more=", echoes: dusk#a"),
    ),
    "withdrawn": (
        write("a", "quote: the ferry", more=", withdrawn: {date: 2022-03-01, reason: a slip}"),
        write("b", "quote: the ferry", more=", echoes: dusk#a"),
    ),
    "of the same event": (
        write("a", "quote: the ferry") + write("b", "quote: the ferry", more=", echoes: '#a'"),
        write("c", "quote: the ferry"),
    ),
    "of what is missing": (
        write("a", "quote: the ferry", more=", echoes: gone#a"),
        write("b", "quote: the ferry"),
    ),
}


@pytest.mark.parametrize("name", WITHOUT)
def test_without_words_to_show_there_is_no_section(tmp_path: Path, name: str) -> None:
    pages = build(tmp_path, *WITHOUT[name])
    assert find_section(pages["events/dusk/"]) is None
    assert find_section(pages["events/dawn/"]) is None


def test_several_occasions_stand_apart(tmp_path: Path) -> None:
    quote = "quote: the ferry left"
    pages = build(
        tmp_path,
        write("a", quote, more=", echoes: [dawn#b, talk#length]"),
        write("b", quote),
    )
    page = pages["events/dusk/"]
    section = find_section(page)
    assert section is not None
    assert len(section.select("div.fs-twin")) == 1
    (tmp_path / "facts/events/talk.yml").write_text(
        "title: A talk\nkind: call\nstatements:\n" + write("length", quote), encoding="utf-8"
    )
    corpus, _ = read_corpus(tmp_path)
    page = {page.url: page for page in build_pages(Shelf(Index(corpus)))}["events/dusk/"]
    section = find_section(page)
    assert section is not None
    assert "The same words, told of other occasions" in [title for _, title in list_sections(page)]
    assert [head.get_text() for head in section.select("div.fs-twin")] == [
        "20 February 2022 · At dusk21 February 2022 · At dawn",
        "A talk20 February 2022 · At dusk",
    ]


def test_hostile_quotes_are_escaped_and_languages_named(tmp_path: Path) -> None:
    quote = "quote: 'the <b>ferry</b> left', language: fr"
    pages = build(tmp_path, write("a", quote), write("b", quote, more=", echoes: dusk#a"))
    section = find_section(pages["events/dusk/"])
    assert section is not None
    assert section.select("b > mark, mark > b") == []
    assert [each.get("lang") for each in section.select("q")] == ["fr", "fr"]
    assert section.select_one("q") is not None
    assert "<b>ferry</b>" in section.select("q")[0].get_text()


def test_more_pairs_than_a_page_holds_are_left_to_the_statements(tmp_path: Path) -> None:
    numbers = range(MOST_PAIRS + 2)
    pages = build(
        tmp_path,
        "".join(write(f"a{n}", f"quote: ferry number {n}") for n in numbers),
        "".join(
            write(f"b{n}", f"quote: ferry number {n}", more=f", echoes: dusk#a{n}") for n in numbers
        ),
    )
    section = find_section(pages["events/dusk/"])
    assert section is not None
    assert len(section.select("li")) == MOST_PAIRS
    assert section.select("p")[-1].get_text() == "and more, named at each statement"
