"""What a source leaves out is told only where its record bears out that it was read completely."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from factsheet.facts.load import read_corpus
from factsheet.proof.quotes import hash_quote
from factsheet.proof.reading.coverage import hash_sentence
from factsheet.site.catalogue import Page, build_pages
from factsheet.site.render import load_templates
from factsheet.site.shelf import Shelf
from factsheet.voices.index import Index
from support.examples import write_corpus, write_record
from support.pages import render_page

ENVIRONMENT = load_templates([])
URLS = ("events/talks/", "sources/", "sources/brief/", "disputed/")
CLAIMS = (
    "left out",
    "read completely",
    "Read completely",
)
"""What pages say of a source that was read completely, one claim a page or more."""

TALKS = """title: Talks
kind: call
statements:
  - id: a
    text: A.
    attributed_to: alice
    evidence: [{source: full, quote: for an hour}, {source: brief, quote: for an hour}]
  - {id: b, text: B., attributed_to: alice, evidence: {source: full, quote: q}, disputes: "#c"}
  - {id: c, text: C., attributed_to: bob, evidence: {source: full, quote: q}}
  - {id: d, text: D., attributed_to: alice, topic: two, evidence: {source: full, quote: q}}
"""
TAKEN_AWAY = f"""quotes:
  - {{statement: talks#a, sha256: {hash_quote("gone")}, context: {"0" * 16}, found: 1-5}}
"""
GAP = hash_sentence("Nobody else was there.")
RECORDS = {
    "of old": "",
    "gaps": f"{{count: 9, uncited: {GAP}}}",
    "more gaps than are listed": "{count: 9, more: 1}",
    "broken off": f"{{count: 9, broken_off: {GAP}}}",
    "a quote taken away": "{count: 9}\n" + TAKEN_AWAY,
}
"""What the record of a source says of its sentences, and of quotes."""


def read_words(page: str) -> str:
    """All that a page says, aloud, too."""
    soup = BeautifulSoup(page, "html.parser")
    labels = [tag["aria-label"] for tag in soup.select("[aria-label]")]
    return " ".join([soup.get_text(" "), *labels]).replace("left out by none", "")


def build_site(folder: Path, sentences: str | None, talks: str = TALKS) -> dict[str, Page]:
    """The pages by their addresses, where the records of both sources say `sentences`; without,
    there are none."""
    source = "title: The {0} one\nkind: article\nnote: N\naccessed: 2022-02-21\nread: complete\n"
    files = {
        "vocabulary.yml": "event_kinds: {call: Call}\ntopics: {one: One, two: Two}\n",
        "events/talks.yml": talks,
    }
    for name in ("full", "brief"):
        files[f"sources/{name}.yml"] = source.format(name)
        if sentences is not None:
            record = write_record(name, sentences)
            files[f"proofs/{name}.yml"] = record.removesuffix("sentences: \n")
    corpus, problems = read_corpus(write_corpus(folder, files))
    assert problems == []
    return {page.url: page for page in build_pages(Shelf(Index(corpus)))}


def list_claims(folder: Path, sentences: str | None) -> dict[str, list[str]]:
    """Which of the claims each page makes, with such records."""
    pages = build_site(folder, sentences)
    texts = {url: read_words(render_page(ENVIRONMENT, pages[url])) for url in URLS}
    return {url: [claim for claim in CLAIMS if claim in text] for url, text in texts.items()}


def test_pages_tell_what_a_source_leaves_out_that_was_read_completely(tmp_path: Path) -> None:
    claims = list_claims(tmp_path, "{count: 9}")
    assert {claim for listed in claims.values() for claim in listed} == set(CLAIMS)
    assert all(claims.values())


def test_what_a_source_does_with_the_statements_of_an_event_adds_up(tmp_path: Path) -> None:
    talks = TALKS.replace("{id: c, text: C., attributed_to: bob, evidence: {source: full, quote: q}}", "{id: c, text: C., attributed_to: bob, evidence: {source: brief, quote: q}}")  # fmt: skip
    page = render_page(ENVIRONMENT, build_site(tmp_path, "{count: 9}", talks)["sources/brief/"])
    words = " ".join(read_words(page).split())
    assert "Talks : leaves out 1 of 4, carries 2, tells 1 otherwise" in words


@pytest.mark.parametrize("sentences", [*RECORDS.values(), None], ids=[*RECORDS, "no record"])
def test_pages_tell_nothing_of_the_kind_of_any_other(tmp_path: Path, sentences: str | None) -> None:
    assert list_claims(tmp_path, sentences) == {url: [] for url in URLS}
