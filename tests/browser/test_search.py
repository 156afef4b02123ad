"""The search, in a browser, as readers use it."""

import gzip
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from factsheet.facts.load import read_corpus
from factsheet.host.frame import has_sentinel
from support.browser import open_page, serve_folder

CALL = "events/first-call/"
SUMMIT = "events/summit/"


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
def reader(browser: Browser, address: str, site: Path) -> Iterator[Reader]:
    with open_page(browser) as page:
        reader = Reader(page, address, site)
        reader.search("facts")
        yield reader


@pytest.mark.parametrize(
    "query", ["akesson", "Akesson", "Åkesson", "åkesson", "ÅKESSON", "AKESSON", "A\u030akesson"]
)
def test_accents_are_optional_and_the_actor_comes_first(reader: Reader, query: str) -> None:
    found = reader.find(query)
    assert found[0] == "actors/akesson/"
    assert found == reader.find("Åkesson")
    assert f"{SUMMIT}#met" in found


@pytest.mark.parametrize(
    "query",
    ["lodz", "Łódź", "malmo", "strasse", "aero", "aerø", "oeuvre", "da nang", "thingvellir", "café", "cafe",
     "йод", "artagnan", "ete", "Ки\u0457в"],
)  # fmt: skip
def test_pages_by_hand_are_found_with_and_without_accents(reader: Reader, query: str) -> None:
    assert reader.find(query)[0] == "method/"


@pytest.mark.parametrize("query", ["иод", "Ки\u0456в"])
def test_other_letters_than_latin_keep_their_marks(reader: Reader, query: str) -> None:
    page = reader.search_again(query, ".md-search-result__meta:has-text('No matching')")
    assert page.locator(".md-search-result__item").count() == 0


@pytest.mark.parametrize("query", ["Zyldavia", "Syldavia", "syldávia"])
def test_another_name_finds_the_actor_and_all_that_names_it(reader: Reader, query: str) -> None:
    found = reader.find(query)
    assert found[0] == "actors/syldavia/"
    assert {SUMMIT, f"{SUMMIT}#exercise-ends", f"{SUMMIT}#invited"} <= set(found)


def test_a_statement_is_found_by_who_says_it(reader: Reader) -> None:
    """Its sentence does not name the Élan."""
    assert f"{SUMMIT}#firm-commitment" in reader.find("Palais committed")


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("highest level", SUMMIT),
        ("meeting at the highest level", SUMMIT),
        ("2 February telephone", CALL),
        ("Nova", "actors/nova/"),
        ("Окессон", "actors/akesson/"),
        ("proven quote", "reference/rules/"),
    ],
)
def test_what_is_meant_comes_first(reader: Reader, query: str, first: str) -> None:
    assert reader.find(query)[0] == first


def test_a_statement_is_near_the_top(reader: Reader) -> None:
    assert f"{SUMMIT}#met" in reader.find("met in Klow")[:3]


def test_events_of_a_day_come_before_what_is_told_of_it(reader: Reader) -> None:
    found = [one for one in reader.find("2 February 2001") if "#" not in one]
    assert CALL in found[:4]
    assert all(one.startswith("events/") for one in found[:4])


@pytest.mark.parametrize(
    ("quote", "anchor"),
    [
        ("will end its exercise by", "exercise-ends"),
        ("“may push Borduria to use force”", "push-borduria"),
        ('"may push Borduria to use force"', "push-borduria"),
        ("privilegier la voie des pourparlers", "search-solution"),
        ("à la demande d'Aria", "asked-for"),
    ],
)
def test_a_quote_that_is_pasted_leads_to_its_statement(
    reader: Reader, quote: str, anchor: str
) -> None:
    assert reader.find(quote)[:2] == [SUMMIT, f"{SUMMIT}#{anchor}"]


def test_a_result_tells_what_it_is_and_when(reader: Reader) -> None:
    page = reader.search("may push Borduria to use force")
    assert page.locator(".md-search-result__item small").all_inner_texts() == [
        "Event · meeting · 2 February 2001 · Klow",
        "Statement · said by the Office · 2 February 2001 · one voice",
    ]
    shown = page.locator(".md-search-result__item q").filter(visible=True)
    assert "may push Borduria to use force" in shown.all_inner_texts()
    assert (
        "push Borduria … through force"
        in page.locator(".md-search-result__item q").all_text_contents()
    )
    for query, told in (
        ("elan", "Actor · body"),
        ("zephyr calls", "Source · article · The Daily Herald · 3 February 2001"),
    ):
        page = reader.search(query)
        assert page.locator(".md-search-result__item small").first.inner_text() == told


def test_a_quote_without_the_words_is_not_shown(reader: Reader) -> None:
    page = reader.search("exercise border")
    assert page.locator(".md-search-result__item q").count() > 0
    assert (
        page.locator(".md-search-result__item q:not(:has(mark))").filter(visible=True).count() == 0
    )


def test_words_that_are_nowhere_together_are_still_found(reader: Reader) -> None:
    page = reader.search("Nova zebra")
    assert (
        reader.strip(page.locator(".md-search-result__link").first.get_attribute("href"))
        == "actors/nova/"
    )
    assert "zebra" in page.locator(".md-search-result__terms").first.inner_text()


def test_keys_lead_to_the_statement(reader: Reader) -> None:
    page = reader.search("may push Borduria to use force")
    page.keyboard.press("Escape")
    page.locator(".md-search-result__item").first.wait_for(state="hidden")
    # The theme takes in that the focus was lost one turn later, and does not hear of a new one
    # before.
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 5)))")
    page.keyboard.press("/")
    page.locator(".md-search-result__item").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.href").endswith("#push-borduria")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**#push-borduria")
    page.locator("#push-borduria").wait_for()
    reader.search("facts")  # for the tests after this one


def test_a_search_asks_no_other_host_and_pages_do_not_load_its_language(reader: Reader) -> None:
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url))
    page = reader.search("Zyldavia")
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


@pytest.fixture
def other(reader: Reader, tmp_path: Path) -> Iterator[Reader]:
    """The reader of a site that searches in French, too, and writes accents apart from letters."""
    site = shutil.copytree(reader.site, tmp_path / "site")
    path = site / "search" / "search_index.json"
    index = json.loads(path.read_text("utf-8"))
    index["config"]["lang"] = ["fr", *index["config"]["lang"]]
    path.write_text(json.dumps(index).replace("caf\\u00e9", "cafe\\u0301"), "utf-8")
    with serve_folder(site) as address:
        other = Reader(reader.page, address, site)
        other.search("facts")
        yield other
    reader.search("facts")  # for the tests after this one


def test_accents_are_optional_beside_another_language(other: Reader) -> None:
    assert other.find("akesson")[0] == other.find("Åkesson")[0] == "actors/akesson/"


@pytest.mark.parametrize("query", ["cafe", "café", "cafe\u0301"])
def test_accents_are_optional_where_they_stand_apart(other: Reader, query: str) -> None:
    assert "cafe\\u0301" in (other.site / "search" / "search_index.json").read_text("utf-8")
    assert other.find(query)[0] == "method/"


def test_an_entry_of_the_index_takes_few_bytes(reader: Reader) -> None:
    """So that the goal of `benchmarks/measure_search.py` is not missed unseen: one of its entries
    takes 95 bytes.
    """
    index = (reader.site / "search" / "search_index.json").read_bytes()
    docs = json.loads(index)["docs"]
    corpus, _ = read_corpus(reader.site.parent)
    assert len(docs) > len(corpus.statements) > 20
    assert len(gzip.compress(index, 6)) / len(docs) < 110
