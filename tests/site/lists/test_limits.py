"""No page of a list exceeds 250 kB of HTML or 5,000 nodes, whatever stands in it."""

import re
from collections.abc import Iterator

import pytest

from factsheet.facts.load import read_corpus
from factsheet.site.catalogue import Page, build_pages
from factsheet.site.render import load_templates
from factsheet.site.shelf import Shelf
from factsheet.voices.index import Index
from support.examples import write_files
from support.pages import render_page

MOST_BYTES, MOST_NODES = 225_000, 4_500
"""The frame that the host puts around the page has some 20 kB and 300 nodes."""
RECORDS = 450
LISTS = ("actors", "events", "sources", "statements")
LONG = "𝄞<&" * 160
"""As long as a title may be, of characters that take most bytes in HTML."""
SENTENCE = "𝄞& " * 600


def write_facts(title: str, sentence: str) -> Iterator[tuple[str, str]]:
    for number in range(RECORDS):
        name = f"{title}{number}"
        yield f"actors/actor-{number}.yml", f"name: '{name}'\nkind: person\n"
        yield (
            f"sources/source-{number}.yml",
            f"title: '{name}'\nkind: article\npublisher: actor-{number}\nissued: 2022-02-20\n"
            f"url: https://source-{number}.example/\nread: partial\n",
        )
        yield (
            f"events/event-{number}.yml",
            f"title: '{name}'\nkind: call\ndate: 2022-02-20\nstatements:\n"
            f"  - {{id: stated, text: '{sentence}', attributed_to: [actor-1, actor-2, actor-3],"
            f" evidence: {{source: source-{number}, quote: word}}}}\n",
        )


@pytest.fixture(
    scope="module", params=[("A name ", "A sentence."), (LONG, "A sentence."), (LONG, SENTENCE)]
)
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Page]:
    """A site of which each list is of one day, or of one kind and initial."""
    root = write_files(tmp_path_factory.mktemp("limits"), dict(write_facts(*request.param)))
    corpus, problems = read_corpus(root)
    assert problems == []
    return [page for page in build_pages(Shelf(Index(corpus))) if page.kind in LISTS]


def test_every_page_of_a_list_has_its_limits(pages: list[Page]) -> None:
    templates = load_templates([])
    assert len(pages) > len(LISTS) * 2
    for page in pages:
        html = render_page(templates, page)
        assert len(html.encode()) <= MOST_BYTES, page.url
        assert len(re.findall("<[a-z]", html)) <= MOST_NODES, page.url
