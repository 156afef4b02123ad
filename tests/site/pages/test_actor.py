"""The page of an actor names the newest that it takes part in and publishes, and leads to all."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from factsheet.facts.load import read_corpus
from factsheet.site.catalogue import build_pages
from factsheet.site.render import load_templates
from factsheet.site.shelf import Shelf
from factsheet.voices.index import Index
from support.examples import write_corpus, write_record
from support.pages import render_page

FIRST = 2001


def read_page_of_anna(root: Path, number: int) -> BeautifulSoup:
    """The page of one who takes part in `number` events and publishes as many articles, each a
    year after the other; the names run against the years.
    """
    files = {
        "vocabulary.yml": "event_kinds: {call: Call}\ntopics: {one: One}\n",
        "actors/anna.yml": "name: Anna\nkind: person\n",
    }
    for place in range(number):
        name, year = f"{chr(ord('z') - place)}-{place}", FIRST + place
        files[f"sources/issue-{name}.yml"] = (
            f"title: Issue {year}\nkind: article\npublisher: anna\nissued: {year}\nread: no\n"
        )
        files[f"events/talk-{name}.yml"] = (
            f"title: Talk {year}\nkind: call\ndate: {year}\nparticipants:\n  - {{actor: anna}}\nstatements:\n"
            "  - {id: a, text: They spoke., attributed_to: own-voice,"
            " evidence: {source: article, quote: word}}\n"
        )
    corpus, problems = read_corpus(write_corpus(root, files))
    assert problems == []
    pages = {page.url: page for page in build_pages(Shelf(Index(corpus)))}
    html = render_page(load_templates([]), pages["actors/anna/"])
    return BeautifulSoup(html, "html.parser")


@pytest.mark.parametrize(
    ("anchor", "title", "rest"),
    [
        ("_events", "Talk", ("All 22, in the list of events", "../../events/?party=anna")),
        ("_sources", "Issue", ("All 22, in the list of sources", "../../sources/?outlet=anna")),
    ],
)
def test_the_twenty_newest_are_listed_then_a_link_leads_to_all(
    tmp_path: Path, anchor: str, title: str, rest: tuple[str, str]
) -> None:
    section = read_page_of_anna(tmp_path, 22).select_one(f"section:has(> #{anchor})")
    assert section is not None
    listed = [link.get_text() for link in section.select("li > a")]
    newest = range(FIRST + 21, FIRST + 1, -1)
    assert listed == [f"{title} {year}" for year in newest]
    assert [(link.text, link["href"]) for link in section.select(".fs-rest a")] == [rest]


@pytest.mark.parametrize("anchor", ["_events", "_sources"])
def test_twenty_are_all_listed_and_no_link_leads_to_them_again(tmp_path: Path, anchor: str) -> None:
    section = read_page_of_anna(tmp_path, 20).select_one(f"section:has(> #{anchor})")
    assert section is not None
    assert len(section.select("li")) == 20
    assert section.select(".fs-rest") == []


def test_the_head_says_what_the_newest_articles_of_an_outlet_carry_and_leave_out(
    tmp_path: Path,
) -> None:
    files = {
        f"sources/issue-{year}.yml": (
            f"title: Issue {year}\nkind: article\npublisher: gazette\nissued: {year}\n{more}"
        )
        for year, more in {
            2019: "", 2020: "", 2021: "", 2022: "read: complete\n", 2023: "read: no\n"
        }.items()
    }  # fmt: skip
    files["proofs/issue-2022.yml"] = write_record("issue-2022")
    files["events/talks.yml"] = "title: Talks\nkind: call\nstatements:\n" + "".join(
        f"  - {{id: s{number}, text: They spoke., attributed_to: alice,"
        f" evidence: {{source: issue-{year}, quote: word {number}}}}}\n"
        for number, year in enumerate((2022, 2021, 2021))
    )
    corpus, _ = read_corpus(write_corpus(tmp_path, files))
    pages = {page.url: page for page in build_pages(Shelf(Index(corpus)))}
    html = render_page(load_templates([]), pages["actors/gazette/"])
    (line,) = [
        one
        for one in BeautifulSoup(html, "html.parser").select(".fs-findings")
        if "Published" in one.get_text()
    ]
    assert line.get_text() == (
        "Published Alice and Bob talk (carries 1 statement)"
        " · Issue 2022 (carries 1 statement, leaves out 2)"
        " · Issue 2021 (carries 2 statements)"
    )
    assert [link["href"] for link in line.select("a")] == [
        f"../../sources/{name}/" for name in ("article", "issue-2022", "issue-2021")
    ]
