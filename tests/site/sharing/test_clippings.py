"""A statement to be embedded: what it shows, that it is small, and that nothing breaks out of it."""

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup

from factsheet.facts.corpus import Corpus
from factsheet.facts.load import read_corpus
from factsheet.site.catalogue import build_pages
from factsheet.site.render import load_templates
from factsheet.site.sharing.beside import write_beside
from factsheet.site.shelf import Imprint, Shelf
from factsheet.voices.index import Index
from support.examples import write_corpus
from support.places import SMALL

TEMPLATES = load_templates([])
SITE = Imprint("Facts & “sheets”", "https://site.example/base/")
HOSTILE = "</title></h1><script>pwned()</script>\" onload='pwned()"
QUOTE = '{source: article, quote: "%s"}'


def clip(corpus: Corpus, imprint: Imprint = SITE) -> dict[str, str]:
    """Every clipping by its address below the site's root."""
    shelf = Shelf(Index(corpus), imprint)
    return {
        page.url + name: content.decode()
        for page in build_pages(shelf)
        for name, content in write_beside(TEMPLATES, shelf, page).items()
        if name.startswith("embed-")
    }


def clip_one(folder: Path, statement: str, imprint: Imprint = SITE, more: str = "") -> str:
    """The clipping of a statement that is written so, among invented facts."""
    event = f"title: A talk\nkind: talks\n{more}statements:\n  - {{id: said, {statement}}}\n"
    article = "title: The article\nkind: article\nissued: 2022-02-21\nurl: https://a.example/\n"
    files = {"events/talk.yml": event, "sources/article.yml": article}
    corpus, problems = read_corpus(write_corpus(folder, files))
    assert not [problem for problem in problems if problem.severity == "error"]
    return clip(corpus, imprint)["events/talk/embed-said.html"]


def read(page: str) -> BeautifulSoup:
    return BeautifulSoup(page, "html.parser")


def read_text(page: str) -> str:
    return " ".join(read(page).main.get_text().split())


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return read_corpus(SMALL)[0]


def test_every_statement_has_one_below_its_record(corpus: Corpus) -> None:
    expected = {
        f"{placed.kind}s/{placed.record.id}/embed-{placed.statement.id}.html"
        for placed in corpus.statements.values()
    }
    assert set(clip(corpus)) == expected
    assert any(url.startswith("actors/") for url in expected)


@pytest.mark.parametrize(
    ("by", "told"),
    [
        ("[alice, unnamed]", "● one side: Alice, and others not named"),
        ("[alice, own-voice]", "● one side: Alice, and a report’s own words"),
        ("own-voice", "○ a report’s own words"),
        ("unnamed", "○ nobody by name"),
    ],
)
def test_it_says_who_says_it_as_a_row_does(tmp_path: Path, by: str, told: str) -> None:
    evidence = f"evidence: [{QUOTE % 'she spoke'}]"
    page = clip_one(tmp_path, f"text: She spoke., attributed_to: {by}, {evidence}")
    assert read(page).p.get_text() == told


def test_it_shows_sentence_party_quote_article_date_and_permalink(tmp_path: Path) -> None:
    page = clip_one(
        tmp_path,
        'text: "[Alice](actor:alice) *spoke*.", attributed_to: alice, said_on: 2022-02-20,'
        " evidence: [{source: article, stance: denies, quote: she did not}, "
        + QUOTE % "she spoke"
        + "]",
    )
    soup = read(page)
    assert soup.h1.get_text() == "Alice spoke."
    assert soup.q.get_text() == "she spoke"
    text = read_text(page)
    assert re.search(r"\bAlice, 20 February 2022\b", text)
    assert "The article, 21 February 2022" in text
    assert text.endswith("A talk, Facts & “sheets”: 1 more quote there")
    article, permalink = soup.main.find_all("a")
    assert article["href"].startswith("https://a.example/")
    here = "https://site.example/base/events/talk/embed-said.html"
    assert urljoin(here, permalink["href"]) == "https://site.example/base/events/talk/#said"
    assert soup.find("link", rel="canonical")["href"] == urljoin(here, permalink["href"])
    tags = {tag["property"]: tag["content"] for tag in soup.select("meta[property^='og:']")}
    assert tags == {
        "og:type": "article",
        "og:site_name": "Facts & “sheets”",
        "og:title": "Alice spoke.",
        "og:description": "“she spoke”, in: The article",
        "og:url": here,
        "og:image": "https://site.example/base/events/talk/picture.png",
        "og:image:width": "800",
        "og:image:height": "420",
        "og:image:alt": "A talk",
    }


def test_it_says_that_a_statement_is_disputed_denied_withdrawn_or_uncited(tmp_path: Path) -> None:
    denied = clip_one(
        tmp_path / "a",
        "text: It rained., attributed_to: own-voice,"
        " evidence: [{source: article, stance: denies, quote: it did not}]",
    )
    assert "Denied: it did not" in read_text(denied)
    withdrawn = "withdrawn: {date: 2022-03-01, reason: Misread.}"
    page = clip_one(tmp_path / "b", f"text: It rained., attributed_to: alice, {withdrawn}")
    assert read(page).h1.s.get_text() == "It rained."
    assert "Misread." in read_text(page)
    assert "No passage is given for this." in read_text(page)


def test_without_the_sites_address_no_address_in_full_is_told(tmp_path: Path) -> None:
    soup = read(clip_one(tmp_path, "text: It rained., attributed_to: alice", Imprint("Facts")))
    assert soup.find("link", rel="canonical") is None
    assert not soup.select("meta[property='og:url']")
    assert soup.main.a["href"] == "./#said"


def test_it_loads_nothing_and_runs_nothing(corpus: Corpus) -> None:
    for url, page in clip(corpus).items():
        soup = read(page)
        assert not soup.find_all(["script", "img", "iframe", "object", "embed", "form"]), url
        assert {link["rel"][0] for link in soup.find_all("link")} == {"canonical"}
        assert not re.search(r"url\(|@import", soup.style.get_text())
        assert not [
            name for tag in soup.find_all(True) for name in tag.attrs if name.startswith("on")
        ]


def test_nothing_breaks_out_of_it(tmp_path: Path) -> None:
    quoted = HOSTILE.replace('"', '\\"')
    page = clip_one(
        tmp_path, f'text: "{quoted}", attributed_to: alice, evidence: [{QUOTE % quoted}]'
    )
    soup = read(page)
    assert not soup.find_all("script")
    assert "onload" not in {name for tag in soup.find_all(True) for name in tag.attrs}
    assert soup.h1.get_text() == HOSTILE
    assert soup.q.get_text() == HOSTILE
    assert soup.find("meta", property="og:title")["content"] == HOSTILE


def test_the_longest_has_10_kb_at_most(tmp_path: Path) -> None:
    words = ("antidisestablishmentarian " * 80)[:1990]
    quote = "antidisestablishmentarian " * 20
    page = clip_one(
        tmp_path, f'text: "{words}", attributed_to: alice, evidence: [{QUOTE % quote.strip()}]'
    )
    assert read(page).h1.get_text() == words.strip()
    assert len(page.encode()) <= 10_000
