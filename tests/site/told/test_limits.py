"""No page of a source or an actor exceeds 250 kB of HTML or 5,000 nodes, whatever it tells."""

import pytest
from bs4 import BeautifulSoup

from factsheet.facts.load import read_corpus
from factsheet.site.catalogue import Page, build_pages
from factsheet.site.render import load_templates
from factsheet.site.shelf import Shelf
from factsheet.voices.index import Index
from support.examples import write_files, write_record
from support.pages import render_page

MOST_BYTES, MOST_NODES = 225_000, 4_500
"""The frame that the host puts around the page has some 20 kB and 300 nodes."""
EVENTS, EACH, OWN = 100, 50, 1_000
VOCABULARY = "event_kinds: {call: Call}\ntopics: {one: One, two: Two, three: Three}\n"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    """A source with 5,000 passages, one that leaves 4,900 out, and one known through others; an
    actor that says 4,900, and one that has 1,000 in its own file and of which 4,900 are said.
    """
    root = tmp_path_factory.mktemp("limits")
    files = {"vocabulary.yml": VOCABULARY}
    for name, read in {"long": "complete", "short": "complete", "document": "no"}.items():
        address = f"url: https://{name}.example/\nread: {read}\n"
        files[f"sources/{name}.yml"] = f"title: The {name} one\nkind: article\n{address}"
        files[f"proofs/{name}.yml"] = write_record(name)
    del files["proofs/document.yml"]
    files["actors/speaker.yml"] = "name: The speaker\nkind: person\n"
    files["actors/publisher.yml"] = "name: The publisher\nkind: outlet\n"
    for number in range(OWN):
        files[f"sources/issue-{number}.yml"] = (
            f"title: Issue {number}\nkind: article\npublisher: publisher\nread: no\n"
        )
    own = "".join(write_own(number) for number in range(OWN))
    files["actors/subject.yml"] = f"name: The subject\nkind: person\nstatements:\n{own}"
    for number in range(EVENTS):
        files[f"events/talk-{number}.yml"] = write_event(number)
    corpus, problems = read_corpus(write_files(root, files))
    assert {problem.rule for problem in problems} <= {"unknown-reference"}
    return {page.url: page for page in build_pages(Shelf(Index(corpus)))}


def write_event(number: int) -> str:
    rows = (write_statement(number, place) for place in range(EACH))
    return f"title: Talk {number}\nkind: call\ndate: 2022\nstatements:\n" + "".join(rows)


def write_statement(number: int, place: int) -> str:
    passage = f"{{source: long, quote: word {number} and {place}, relays: document}}"
    short = ", {source: short, quote: word}" if not place else ""
    return (
        f"  - {{id: s-{place}, text: '[It](actor:subject) had sentence {number} and {place}.',"
        f" topic: one, attributed_to: {'speaker' if place else 'own-voice'},"
        f" evidence: [{passage}{short}]}}\n"
    )


def write_own(number: int) -> str:
    return (
        f"  - {{id: own-statement-{number:04}, text: 'The subject once did the thing with the"
        f" number {number:04}.', attributed_to: own-voice,"
        f" evidence: {{source: long, quote: the word {number}}}}}\n"
    )


@pytest.mark.parametrize(
    ("url", "first", "rest"),
    [
        ("sources/long/", "What it carries", "statements/?outlet="),
        ("sources/short/", "What it leaves out", "events/talk-"),
        ("sources/document/", "Who passes it on", "#_top"),
    ],
)
def test_the_page_of_a_source_has_its_limits_and_leads_to_the_rest(
    pages: dict[str, Page], url: str, first: str, rest: str
) -> None:
    html = render_page(load_templates([]), pages[url])
    shown = BeautifulSoup(html, "html.parser")
    assert len(html.encode()) <= MOST_BYTES
    assert len(shown.find_all(True)) <= MOST_NODES
    assert len(shown.select(".fs-row")) >= 30
    assert first in shown.get_text()
    assert any(rest in link["href"] for link in shown.select(".fs-rest a"))


@pytest.mark.parametrize(
    ("url", "rest"),
    [
        ("actors/speaker/", "statements/?party=speaker"),
        ("actors/subject/", "search/?q=The%20subject"),
        ("actors/publisher/", "sources/?outlet=publisher"),
    ],
)
def test_the_page_of_an_actor_has_its_limits_and_leads_to_the_rest(
    pages: dict[str, Page], url: str, rest: str
) -> None:
    html = render_page(load_templates([]), pages[url])
    shown = BeautifulSoup(html, "html.parser")
    assert len(html.encode()) <= MOST_BYTES
    assert len(shown.find_all(True)) <= MOST_NODES
    assert any(rest in link["href"] for link in shown.select(".fs-rest a"))


def test_every_permalink_of_an_actor_leads_to_its_place(pages: dict[str, Page]) -> None:
    """To a row, or, of 1,000 statements, to the first words, which lead to the quotes."""
    page = pages["actors/subject/"]
    shown = BeautifulSoup(render_page(load_templates([]), page), "html.parser")
    ids = [element["id"] for element in shown.select("[id]")]
    assert len(ids) == len(set(ids))
    assert page.anchors <= set(ids)
    assert len(page.anchors) > 2 * OWN
    rows, short = shown.select(".fs-row[id]"), shown.select(".fs-short > li[id]")
    assert len(rows) >= 20
    assert len(rows) + len(short) == OWN
    assert short[-1].a["href"] == f"{short[-1]['id']}/"
    assert short[-1].a.text.endswith("number 0999.")
