"""The page of an actor: its statements by topic, those of the newest event first, and who tells them
otherwise.
"""

import pytest
from bs4 import BeautifulSoup, Tag

from factsheet.facts.load import read_corpus
from factsheet.site.catalogue import build_pages
from factsheet.site.render import load_templates
from factsheet.site.shelf import Shelf
from factsheet.voices.index import Index
from support.examples import write_corpus
from support.pages import render_page

SAID, DENIED, ABOUT = "_said-by", "_denied", "_said-about"


def write(name: str, by: str, more: str = "", passage: str = "") -> str:
    evidence = f"{{source: article, quote: {name}{passage}}}"
    return f"  - {{id: {name}, text: Sentence {name}., attributed_to: {by}, evidence: {evidence}{more}}}\n"


FILES = {
    "vocabulary.yml": "event_kinds: {call: Call}\ntopics: {one: One, two: Two}\n",
    "actors/alice.yml": (
        "name: Alice Anders\nshort_name: Alice\nkind: person\nmemberships:\n"
        "  - {organization: gazette, role: Editor, start: 2020, per: '#edits'}\n"
        "  - {organization: bob}\n"
        "statements:\n" + write("edits", "own-voice")
    ),
    "events/talk.yml": "title: Talk\nkind: call\nstatements:\n" + write("z", "bob"),
    "events/early.yml": "title: Old\nkind: call\ndate: 2001\nstatements:\n"
    + write("a", "alice", ", topic: two")
    + write("b", "alice", ", topic: one")
    + write("c", "bob", ", topic: one, differs: '#b', note: They differ."),
    "events/late.yml": "title: New\nkind: call\ndate: 2002\nstatements:\n"
    + write("d", "[alice, bob]", ", topic: one")
    + "  - {id: e, text: '[Alice](actor:alice) did.', attributed_to: own-voice, evidence:"
    " {source: article, quote: e}}\n"
    + write("f", "bob", ", topic: one", ", stance: denies, attributed_to: alice")
    + "  - {id: g, text: Sentence g., attributed_to: alice, topic: two, evidence: [{source: article,"
    " quote: g}, {source: article, quote: h, stance: denies, attributed_to: alice}]}\n",
}


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> BeautifulSoup:
    """The page of Alice."""
    root = write_corpus(tmp_path_factory.mktemp("speaking"), FILES)
    corpus, problems = read_corpus(root)
    assert problems == []
    pages = {page.url: page for page in build_pages(Shelf(Index(corpus)))}
    html = render_page(load_templates([]), pages["actors/alice/"])
    return BeautifulSoup(html, "html.parser")


def find_section(shown: BeautifulSoup, anchor: str) -> Tag:
    section = shown.select_one(f"section:has(> #{anchor})")
    assert section is not None
    return section


def read(element: Tag) -> str:
    return " ".join(element.get_text().split())


def list_rows(section: Tag) -> list[str]:
    """The topics and the sentences of a section, in order."""
    return [
        element.get_text().removesuffix("¶").partition("\xa0")[0]
        for element in section.select("h3, .fs-sentence")
    ]


def test_statements_stand_by_topic_those_of_the_newest_event_first(shown: BeautifulSoup) -> None:
    assert list_rows(find_section(shown, SAID)) == [
        *("One", "Sentence d.", "Sentence b."),
        *("Two", "Sentence a."),
    ]
    assert list_rows(find_section(shown, DENIED)) == [
        *("One", "Sentence f."),
        *("Two", "Sentence g."),
    ]
    assert list_rows(find_section(shown, ABOUT)) == ["Alice did."]
    assert list_rows(find_section(shown, "_own")) == ["Sentence edits."]


def test_the_topics_of_a_part_are_at_hand_if_it_has_several(shown: BeautifulSoup) -> None:
    for anchor in (SAID, DENIED):
        section = find_section(shown, anchor)
        ways = {link["href"]: link.get_text() for link in section.select(".fs-topics a")}
        topics = {f"#{one['id']}": one.get_text().removesuffix("¶") for one in section.select("h3")}
        assert list(ways.values()) == ["One", "Two"]
        assert ways == topics
    assert len({one["id"] for one in shown.select("h3")}) == 4
    assert not find_section(shown, ABOUT).select("h3, .fs-topics")


def test_a_row_says_of_those_who_speak_only_who_is_not_the_actor(shown: BeautifulSoup) -> None:
    says = [read(one) for one in find_section(shown, SAID).select(".fs-says")]
    assert says == ["both, in one report, with Bob", "told differently", "only this side"]


def test_a_row_says_who_tells_it_differently(shown: BeautifulSoup) -> None:
    links = find_section(shown, SAID).select(".fs-fine a")
    assert [(link["href"], read(link)) for link in links] == [("../../events/early/#c", "Bob")]


def test_the_head_says_how_often_the_actor_speaks_and_who_tells_it_differently(
    shown: BeautifulSoup,
) -> None:
    findings = shown.select_one(".fs-findings")
    assert findings is not None
    assert read(findings) == (
        "speaks in 3 statements · denies 2 · is spoken of in 2 · is told differently in 1 (by Bob in 1)"
    )
    leads = {link["href"].removeprefix("#") for link in findings.select("a[href^='#']")}
    assert leads == {SAID, DENIED, ABOUT, "_otherwise"}
    assert all(shown.find(id=anchor) for anchor in leads)


def test_an_office_leads_to_what_supports_it_or_says_that_nothing_does(
    shown: BeautifulSoup,
) -> None:
    head = shown.select_one(".fs-dateline")
    assert head is not None
    assert read(head) == "person · The Gazette (Editor from 2020) · Bob (member) uncited"
    assert head.find("a", string="Editor from 2020")["href"] == "#edits"
