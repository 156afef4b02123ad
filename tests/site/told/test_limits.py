"""No page of a source exceeds 250 kB of HTML or 5,000 nodes, however much it tells."""

import pytest
from bs4 import BeautifulSoup

from factsheet.facts.load import read_corpus
from factsheet.site.catalogue import Page, build_pages
from factsheet.site.render import load_templates, render_page
from factsheet.site.shelf import Shelf
from factsheet.voices.index import Index
from support.examples import write_files, write_record

MOST_LETTERS, MOST_NODES = 225_000, 4_500
"""The frame that the host puts around the page has some 20 kB and 300 nodes."""
EVENTS, EACH = 100, 50
VOCABULARY = "event_kinds: {call: Call}\ntopics: {one: One, two: Two, three: Three}\n"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    """A source with 5,000 passages, one that leaves 4,900 out, and one known through others."""
    root = tmp_path_factory.mktemp("limits")
    files = {"vocabulary.yml": VOCABULARY}
    for name, read in {"long": "complete", "short": "complete", "document": "no"}.items():
        address = f"url: https://{name}.example/\nread: {read}\n"
        files[f"sources/{name}.yml"] = f"title: The {name} one\nkind: article\n{address}"
        files[f"proofs/{name}.yml"] = write_record(name)
    del files["proofs/document.yml"]
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
        f"  - {{id: s-{place}, text: 'Talk {number} had its sentence {place}.', topic: one,"
        f" attributed_to: own-voice, evidence: [{passage}{short}]}}\n"
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
    assert len(html) <= MOST_LETTERS
    assert len(shown.find_all(True)) <= MOST_NODES
    assert len(shown.select(".fs-row")) >= 30
    assert first in shown.get_text()
    assert any(rest in link["href"] for link in shown.select(".fs-rest a"))
