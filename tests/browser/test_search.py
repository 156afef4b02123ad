"""The search of the real site, in a browser, as readers use it."""

import gzip
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page

from factsheet.facts.load import read_corpus
from factsheet.host.frame import has_sentinel
from support.browser import open_browser, serve_folder
from support.places import ROOT
from support.sites import build_site, copy_example

CALL = "events/macron-putin-call-2022-02-20/"
SUMMIT = "events/highest-level-meeting/"
ACCENTS = (
    "Łódź, Malmø, Straße, Ærø, Œuvre, Đà Nẵng, Þingvellir, cafe\u0301. Йод, Ки\u0457в. D’Artagnan"
    " (l'été)."
)


@dataclass(frozen=True)
class Reader:
    """A page in a browser, and the site's address and folder."""

    page: Page
    address: str
    site: Path

    def search(self, query: str, wait: str = ".md-search-result__item") -> Page:
        """The home page with the results of a query; `wait` is what then appears."""
        self.page.goto(self.address)
        self.page.keyboard.press("/")
        return self.search_again(query, wait)

    def search_again(self, query: str, wait: str = ".md-search-result__item") -> Page:
        """The page with the results of another query, where the search is open."""
        self.page.keyboard.press("Control+a")
        self.page.keyboard.press("Delete")
        self.page.wait_for_function("!document.querySelector('.md-search-result__item')")
        self.page.keyboard.insert_text(query)
        self.page.keyboard.press("End")
        self.page.locator(wait).first.wait_for()
        return self.page

    def find(self, query: str) -> list[str]:
        """The addresses of all results of a query, in their order."""
        page = self.search_again(query)
        found = page.locator(".md-search-result__link").evaluate_all(
            "all => all.map(one => one.href)"
        )
        return [self.strip(one) for one in found]

    def strip(self, url: str) -> str:
        """An address below the site's, without the words to mark on the page."""
        path, _, anchor = url.removeprefix(self.address).partition("#")
        return path.partition("?")[0] + (f"#{anchor}" if anchor else "")


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The real site, and a page by hand with letters that have accents."""
    project = copy_example(tmp_path_factory.mktemp("search"))
    (project / "docs" / "accents.md").write_text(f"# Accents\n\n{ACCENTS}\n", "utf-8")
    site = build_site(project)
    with open_browser() as browser, serve_folder(site) as address:
        reader = Reader(browser.new_page(), address, site)
        reader.search("facts")
        yield reader


@pytest.mark.parametrize(
    "query", ["elysee", "Elysee", "Elysée", "élysée", "ELYSEE", "Élysée", "E\u0301lyse\u0301e"]
)
def test_accents_are_optional_and_the_actor_comes_first(reader: Reader, query: str) -> None:
    found = reader.find(query)
    assert found[0] == "actors/elysee/"
    assert found == reader.find("Élysée")
    assert f"{SUMMIT}#if-conditions-met" in found


@pytest.mark.parametrize(
    "query",
    ["lodz", "Łódź", "malmo", "strasse", "aero", "aerø", "oeuvre", "da nang", "thingvellir", "café", "cafe",
     "йод", "artagnan", "ete", "Ки\u0457в"],
)  # fmt: skip
def test_pages_by_hand_are_found_with_and_without_accents(reader: Reader, query: str) -> None:
    assert reader.find(query)[0] == "accents/"


@pytest.mark.parametrize("query", ["иод", "Ки\u0456в"])
def test_other_letters_than_latin_keep_their_marks(reader: Reader, query: str) -> None:
    page = reader.search_again(query, ".md-search-result__meta:has-text('No matching')")
    assert page.locator(".md-search-result__item").count() == 0


@pytest.mark.parametrize("query", ["Kiev", "Kyiv", "kiév"])
def test_another_name_finds_the_actor_and_all_that_names_it(reader: Reader, query: str) -> None:
    found = reader.find(query)
    assert found[0] == "actors/ukraine/"
    assert {CALL, f"{CALL}#nato-arms", f"{CALL}#aim-avert-conflict"} <= set(found)


def test_a_statement_is_found_by_who_says_it(reader: Reader) -> None:
    """Its sentence does not name the Élysée."""
    assert f"{CALL}#firm-commitment" in reader.find("French Presidency commitment")


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("highest level", SUMMIT),
        ("meeting at the highest level", SUMMIT),
        ("20 February telephone", CALL),
        ("Lusa", "actors/lusa/"),
        ("Poutine", "actors/vladimir-putin/"),
        ("proven quote", "reference/rules/"),
    ],
)
def test_what_is_meant_comes_first(reader: Reader, query: str, first: str) -> None:
    assert reader.find(query)[0] == first


def test_the_statement_of_the_highest_level_is_near_the_top(reader: Reader) -> None:
    assert f"{SUMMIT}#if-conditions-met" in reader.find("highest level")[:3]


def test_events_of_a_day_come_before_what_is_told_of_it(reader: Reader) -> None:
    found = [one for one in reader.find("20 February 2022") if "#" not in one]
    assert CALL in found[:4]
    assert all(one.startswith("events/") for one in found[:4])


@pytest.mark.parametrize(
    ("quote", "anchor"),
    [
        ("refusing to implement the Minsk", "minsk-refusal"),
        ("“push Kyiv to use force”", "nato-pushes-force"),
        ('"push Kyiv to use force"', "nato-pushes-force"),
        ("privilegier une solution diplomatique", "favour-diplomatic-solution"),
        ("s’est entretenu", "call-on-sunday"),
    ],
)
def test_a_quote_that_is_pasted_leads_to_its_statement(
    reader: Reader, quote: str, anchor: str
) -> None:
    assert reader.find(quote)[:2] == [CALL, f"{CALL}#{anchor}"]


def test_a_result_tells_what_it_is_and_when(reader: Reader) -> None:
    page = reader.search("push Kyiv to use force")
    assert page.locator(".md-search-result__item small").all_inner_texts() == [
        "Event · telephone call · 20 February 2022",
        "Statement · said by the Kremlin and Vladimir Putin · 20 February 2022 · one voice",
    ]
    shown = page.locator(".md-search-result__item q").filter(visible=True)
    assert "push Kyiv to use force" in shown.all_inner_texts()
    assert (
        "may lead Kiev … through force"
        in page.locator(".md-search-result__item q").all_text_contents()
    )
    for query, told in (
        ("elysee", "Actor · body"),
        ("sputnik nato", "Source · article · Sputnik · 20 February 2022"),
    ):
        page = reader.search(query)
        assert page.locator(".md-search-result__item small").first.inner_text() == told


def test_a_quote_without_the_words_is_not_shown(reader: Reader) -> None:
    page = reader.search("preserve peace")
    assert page.locator(".md-search-result__item q").count() > 0
    assert (
        page.locator(".md-search-result__item q:not(:has(mark))").filter(visible=True).count() == 0
    )


def test_words_that_are_nowhere_together_are_still_found(reader: Reader) -> None:
    page = reader.search("Lusa zebra")
    assert (
        reader.strip(page.locator(".md-search-result__link").first.get_attribute("href"))
        == "actors/lusa/"
    )
    assert "zebra" in page.locator(".md-search-result__terms").first.inner_text()


def test_keys_lead_to_the_statement(reader: Reader) -> None:
    page = reader.search("push Kyiv to use force")
    page.keyboard.press("Escape")
    page.locator(".md-search-result__item").first.wait_for(state="hidden")
    # The theme takes in that the focus was lost one turn later, and does not hear of a new one
    # before.
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 5)))")
    page.keyboard.press("/")
    page.locator(".md-search-result__item").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.href").endswith("#nato-pushes-force")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**#nato-pushes-force")
    page.locator("#nato-pushes-force").wait_for()
    reader.search("facts")  # for the tests after this one


def test_a_search_asks_no_other_host_and_pages_do_not_load_its_language(reader: Reader) -> None:
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url))
    page = reader.search("Kiev")
    assert [url for url in asked if not url.startswith((reader.address, "data:"))] == []
    assert sum("lunr.factsheet" in url for url in asked) == 1
    assert "lunr.factsheet" not in page.content()


def test_every_entry_leads_to_a_place_that_is_there(reader: Reader) -> None:
    """Also: neither the frame's page, nor the page of errors, nor a sentinel is found."""
    index = (reader.site / "search" / "search_index.json").read_text("utf-8")
    assert not has_sentinel(index)
    for entry in json.loads(index)["docs"]:
        name, _, anchor = entry["location"].partition("#")
        page = (reader.site / name / "index.html").read_text("utf-8")
        assert not anchor or f'id="{anchor}"' in page or f"id={anchor}" in page, entry["location"]


def test_accents_are_optional_beside_another_language(reader: Reader, tmp_path: Path) -> None:
    site = shutil.copytree(reader.site, tmp_path / "site")
    path = site / "search" / "search_index.json"
    index = json.loads(path.read_text("utf-8"))
    index["config"]["lang"] = ["fr", *index["config"]["lang"]]
    path.write_text(json.dumps(index), "utf-8")
    with serve_folder(site) as address:
        french = Reader(reader.page, address, site)
        french.search("facts")
        assert french.find("elysee")[0] == french.find("Élysée")[0] == "actors/elysee/"
    reader.search("facts")


def test_an_entry_of_the_index_takes_few_bytes(reader: Reader) -> None:
    """So that the goal of `benchmarks/measure_search.py` is not missed unseen: one of its entries
    takes 95 bytes.
    """
    index = (reader.site / "search" / "search_index.json").read_bytes()
    docs = json.loads(index)["docs"]
    corpus, _ = read_corpus(ROOT)
    assert len(docs) > len(corpus.statements) > 100
    assert len(gzip.compress(index, 6)) / len(docs) < 110
