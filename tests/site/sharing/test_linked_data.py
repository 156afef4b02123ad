"""Linked data: it says what the page says, in terms that schema.org has, and nothing breaks out."""

import json
from pathlib import Path
from typing import Any

import pytest

from factsheet.facts.load import read_corpus
from factsheet.site.catalogue import build_pages
from factsheet.site.render import load_templates
from factsheet.site.sharing.beside import summarize_page, write_beside
from factsheet.site.shelf import Shelf
from factsheet.voices.index import Index
from support.examples import write_corpus
from support.linked_data import list_nodes
from support.places import SMALL

TEMPLATES = load_templates([])
WORK = {"name", "url", "archivedAt", "datePublished", "inLanguage", "author", "publisher"}
WORK |= {"isPartOf", "isBasedOn"}
NAMED = {"name", "alternateName", "sameAs"}
SCHEMA = {
    "Claim": {"text", "about", "author", "dateCreated", "appearance", "isBasedOn"},
    "Quotation": {"text", "inLanguage", "spokenByCharacter", "isPartOf", "isBasedOn"},
    "Event": {"name", "startDate", "endDate", "location", "attendee"},
    "WebPage": {"mainEntity", "isBasedOn"},
    **dict.fromkeys(("Person", "Organization", "Country", "NewsMediaOrganization"), NAMED),
    **dict.fromkeys(("NewsArticle", "SocialMediaPosting", "Report", "CreativeWork"), WORK),
}
"""Properties of schema.org 29 that a type has of its own or of those above it."""
HOSTILE = "</script><script>pwned()</script><!-- & \\u003c"
FILES = {
    "sources/article.yml": (
        "title: The article\nkind: article\npublisher: gazette\nurl: https://a.example/\n"
        "issued: 2022-02-21\nlanguage: en\nauthor: Carol Clark\n"
        "archive: {url: 'https://archive.example/1', date: 2022-02-22}\n"
    ),
    "actors/alice.yml": "name: Alice\nkind: person\nidentifiers: {wikidata: Q1, other: Q2}\n",
    "events/talk.yml": (
        "title: A talk\nkind: talks\ndate: 2022-02-20/2022-02-21\nplace: Somewhere\n"
        "participants: [{actor: alice}]\nstatements:\n  - id: said\n"
        "    text: '[Alice](actor:alice) *spoke*.'\n    attributed_to: alice\n"
        "    said_on: 2022-02\n    evidence:\n"
        "      - {source: article, quote: she spoke, relays: letter}\n"
        "      - {source: article, attributed_to: own-voice, locator: end}\n"
    ),
}


def write(folder: Path, files: dict[str, str]) -> dict[str, tuple[Any, str]]:
    """The graph and the summary of every record's page, by the page's address."""
    corpus, problems = read_corpus(write_corpus(folder, FILES | files))
    assert not [problem for problem in problems if problem.severity == "error"]
    shelf = Shelf(Index(corpus))
    return {
        page.url: (json.loads(files["data.jsonld"]), summarize_page(shelf, page))
        for page in build_pages(shelf)
        if "data.jsonld" in (files := write_beside(TEMPLATES, shelf, page))
    }


def find(graph: Any, kind: str) -> dict[str, Any]:
    (node,) = [node for node in graph["@graph"] if node.get("@type") == kind]
    return node


def test_a_statement_is_a_claim_with_its_author_articles_and_quotes(tmp_path: Path) -> None:
    graph, _ = write(tmp_path, {})["events/talk/"]
    claim, quotation = find(graph, "Claim"), find(graph, "Quotation")
    assert claim == {
        "@type": "Claim",
        "@id": "#said",
        "text": "Alice spoke.",
        "about": {"@id": "../../events/talk/"},
        "author": [{"@id": "../../actors/alice/"}],
        "dateCreated": "2022-02",
        "appearance": [{"@id": "../../sources/article/"}],
        "isBasedOn": [{"@id": quotation["@id"]}],
    }
    assert quotation["@id"].startswith("#_said-")
    del quotation["@id"]
    assert quotation == {
        "@type": "Quotation",
        "text": "she spoke",
        "inLanguage": "en",
        "spokenByCharacter": [{"@id": "../../actors/alice/"}],
        "isPartOf": {"@id": "../../sources/article/"},
        "isBasedOn": [{"@id": "../../sources/letter/"}],
    }


def test_records_say_what_is_known_of_them(tmp_path: Path) -> None:
    written = write(tmp_path, {})
    graph, _ = written["events/talk/"]
    assert find(graph, "Event") == {
        "@type": "Event",
        "@id": "../../events/talk/",
        "name": "A talk",
        "startDate": "2022-02-20",
        "endDate": "2022-02-21",
        "location": "Somewhere",
        "attendee": [{"@id": "../../actors/alice/"}],
    }
    assert find(graph, "Person") == {
        "@type": "Person",
        "@id": "../../actors/alice/",
        "name": "Alice",
        "sameAs": ["https://www.wikidata.org/wiki/Q1"],
    }
    graph, _ = written["sources/article/"]
    article, bases = (node for node in graph["@graph"] if node["@id"] == "../../sources/article/")
    assert article == {
        "@type": "NewsArticle",
        "@id": "../../sources/article/",
        "name": "The article",
        "url": "https://a.example/",
        "archivedAt": "https://archive.example/1",
        "datePublished": "2022-02-21",
        "inLanguage": "en",
        "author": [{"@type": "Person", "name": "Carol Clark"}],
        "publisher": {"@id": "../../actors/gazette/"},
    }
    assert bases["isBasedOn"] == [{"@id": "../../sources/letter/"}]
    assert find(graph, "NewsMediaOrganization")["name"] == "The Gazette"


@pytest.mark.parametrize("date", ["2022-02-20?", "2022-02-XX", "2022-21", "2022-02-20/.."])
def test_a_date_without_a_form_in_iso_8601_is_left_out(tmp_path: Path, date: str) -> None:
    event = FILES["events/talk.yml"].replace("2022-02-20/2022-02-21", f'"{date}"')
    graph, _ = write(tmp_path, {"events/talk.yml": event})["events/talk/"]
    shown = find(graph, "Event")
    assert "endDate" not in shown
    assert shown.get("startDate") == ("2022-02-20" if date.endswith("..") else None)


def test_a_page_says_in_itself_what_it_is_about_and_based_on(tmp_path: Path) -> None:
    _, script = write(tmp_path, {})["events/talk/"]
    begin, end = '<script type="application/ld+json">', "</script>\n"
    (summary,) = json.loads(script.removeprefix(begin).removesuffix(end))
    assert summary == {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "@id": "./",
        "mainEntity": {"@type": "Event", "name": "A talk", "startDate": "2022-02-20"},
        "isBasedOn": [
            {
                "@type": "NewsArticle",
                "name": "The article",
                "url": "https://a.example/",
                "datePublished": "2022-02-21",
            }
        ],
    }


def test_no_text_breaks_out_of_the_script(tmp_path: Path) -> None:
    title = f"title: {json.dumps(HOSTILE)}\nkind: talks\n"
    written = write(tmp_path, {"events/talk.yml": title})
    _, script = written["events/talk/"]
    inner = script.removeprefix('<script type="application/ld+json">').removesuffix("</script>\n")
    assert not set("<>&") & set(inner)
    assert json.loads(inner)[0]["mainEntity"]["name"] == HOSTILE


def test_every_type_and_property_is_one_of_schema_org() -> None:
    shelf = Shelf(Index(read_corpus(SMALL)[0]))
    kinds = set()
    for page in build_pages(shelf):
        for node in list_nodes(
            json.loads(write_beside(TEMPLATES, shelf, page).get("data.jsonld", "[]"))
        ):
            if kind := node.get("@type"):
                kinds.add(kind)
                assert node.keys() - {"@type", "@id"} <= SCHEMA[kind], page.url
    assert kinds >= {"Claim", "Quotation", "Event", "Person", "NewsArticle"}
