"""The search, in a browser, as readers use it. How it finds what is in large or odd facts is tested
in `test_search_index`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, quote, quote_plus, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from factsheet.facts.load import read_corpus
from support.browser import listening, open_page
from support.plugin import has_sentinel
from support.searching import list_shown

CALL = "events/first-call/"
SUMMIT = "events/summit/"
HITS = ".fs-hits li > a"
STATUS = "main .fs-count"


@dataclass(frozen=True)
class Reader:
    """The page of the search in a browser, and the site's address and folder."""

    page: Page
    address: str
    site: Path

    def find(self, query: str, group: str = "") -> list[str]:
        """The addresses of what is shown first of each group, or of one, in their order."""
        field = self.page.locator("main input[name=q]")
        field.fill("")
        field.press("Enter")
        expect(self.page.locator(STATUS)).to_be_empty()
        field.fill(query)
        field.press("Enter")
        expect(self.page.locator(STATUS)).not_to_be_empty()
        within = f"[data-group={group}] {HITS.removeprefix('.fs-hits ')}" if group else HITS
        links = self.page.locator(f"main {within}")
        return [self.strip(url) for url in links.evaluate_all("all => all.map(one => one.href)")]

    def strip(self, url: str) -> str:
        """An address below the site's, without the words to mark on the page."""
        path, _, anchor = url.removeprefix(self.address).partition("#")
        return path.partition("?")[0] + (f"#{anchor}" if anchor else "")


@pytest.fixture(scope="module")
def reader(browser: Browser, address: str, site: Path) -> Iterator[Reader]:
    with open_page(browser) as page:
        page.goto(f"{address}search/")
        page.locator("main input[name=q]").wait_for()
        yield Reader(page, address, site)


def type_into_header(page: Page, query: str) -> None:
    page.keyboard.press("/")
    page.keyboard.insert_text(query)
    page.locator(f".md-search {HITS}").first.wait_for()


# what is found


@pytest.mark.parametrize(
    "query", ["akesson", "Akesson", "Åkesson", "åkesson", "ÅKESSON", "AKESSON", "A\u030akesson"]
)
def test_accents_are_optional_and_the_actor_comes_first(reader: Reader, query: str) -> None:
    urls = reader.find(query)
    assert urls[0] == "actors/akesson/"
    assert urls == reader.find("Åkesson")
    assert f"{SUMMIT}#met" in urls


@pytest.mark.parametrize(
    "query",
    ["lodz", "Łódź", "malmo", "strasse", "aero", "aerø", "oeuvre", "da nang", "thingvellir", "café", "cafe",
     "йод", "artagnan", "ete", "Ки\u0457в"],
)  # fmt: skip
def test_pages_by_hand_are_found_with_and_without_accents(reader: Reader, query: str) -> None:
    assert reader.find(query, "pages")[0] == "method/"


@pytest.mark.parametrize("query", ["иод", "Ки\u0456в"])
def test_other_letters_than_latin_keep_their_marks(reader: Reader, query: str) -> None:
    assert reader.find(query) == []
    expect(reader.page.locator(STATUS)).to_have_text("Nothing found")


@pytest.mark.parametrize("query", ["Zyldavia", "Syldavia", "syldávia", "Сильдавия"])
def test_another_name_finds_the_actor_and_all_that_names_it(reader: Reader, query: str) -> None:
    urls = reader.find(query)
    assert urls[0] == "actors/syldavia/"
    assert {SUMMIT, f"{SUMMIT}#exercise-ends", f"{SUMMIT}#invited"} <= set(urls)


def test_a_statement_is_found_by_who_says_it(reader: Reader) -> None:
    """Its sentence does not name the Élan."""
    assert reader.find("Palais committed", "statements")[0] == f"{SUMMIT}#firm-commitment"


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("highest level", SUMMIT),
        ("meeting at the highest level", SUMMIT),
        ("2 February telephone", CALL),
        ("Nova", "actors/nova/"),
        ("Окессон", "actors/akesson/"),
        ("bordur", "actors/borduria/"),
        ("Bordurai", "actors/borduria/"),
        ("Zephir", "actors/zed/"),
    ],
)
def test_what_is_meant_comes_first(reader: Reader, query: str, first: str) -> None:
    assert reader.find(query)[0] == first


def test_generated_pages_are_found(reader: Reader) -> None:
    assert reader.find("proven quote", "pages")[0].startswith("reference/")
    assert "timeline/" in reader.find("timeline", "pages")


def test_a_statement_is_near_the_top(reader: Reader) -> None:
    assert f"{SUMMIT}#met" in reader.find("met in Klow", "statements")[:3]


@pytest.mark.parametrize(
    ("quote", "anchor"),
    [
        ("will end its exercise by", "exercise-ends"),
        ("“may push Borduria to use force”", "push-borduria"),
        ('"may push […] to use force"', "push-borduria"),
        ("privilegier la voie des pourparlers", "search-solution"),
        ("à la demande d'Aria", "asked-for"),
    ],
)
def test_a_quote_that_is_pasted_leads_to_its_statement(
    reader: Reader, quote: str, anchor: str
) -> None:
    assert reader.find(quote, "statements")[0] == f"{SUMMIT}#{anchor}"


def test_a_word_that_is_nowhere_is_told_and_not_asked_for(reader: Reader) -> None:
    assert reader.find("Nova zebra")[0] == "actors/nova/"
    remark = reader.page.locator("main .fs-remark")
    expect(remark).to_have_text("“zebra” is nowhere in these facts.")
    reader.find("the Bordurai")
    leads = str(reader.page.locator(f"main {HITS}").first.get_attribute("href"))
    assert "?h=borduria+the+Bordurai" in leads, "what was meant is marked there"
    expect(remark).to_have_text(
        "“bordurai” is nowhere in these facts: shown is what has “borduria”."
    )


def test_every_entry_leads_to_a_place_that_is_there(site: Path) -> None:
    """Also: neither the frame's page, nor the page of errors, nor a sentinel is found."""
    entries = list_shown(site)
    corpus, _ = read_corpus(site.parent)
    assert len(entries) > len(corpus.statements) > 20
    for url, _, anchor, *rest in entries:
        path, _, part = url.partition("#")
        page = (site / path / "index.html").read_text("utf-8")
        name = anchor if len(rest) == 4 else part
        assert not name or f'id="{name}"' in page or f"id={name}" in page, (url, anchor)
    assert not has_sentinel(str(entries))


# what is shown


def test_a_result_tells_what_it_is_by_whom_and_when(reader: Reader) -> None:
    main = reader.page.locator("main")
    reader.find("highest level")
    record = main.locator("[data-group=records] li").first
    assert "Event · meeting · 2 February 2001 · Klow" in record.inner_text()
    reader.find("may push Borduria to use force")
    statement = main.locator("[data-group=statements] li").first
    assert statement.locator("q").inner_text() == "may push Borduria to use force"
    assert "● only the Office · 2 February 2001" in statement.inner_text()
    assert statement.locator("q mark").all_inner_texts() == [
        *("may", "push", "Borduria", "use", "force"),
    ]
    reader.find("zephyr calls")
    source = main.locator("[data-group=sources] li").first
    assert "Source · article · The Daily Herald · 3 February 2001" in source.inner_text()


def test_an_outlet_is_found_with_its_articles(reader: Reader) -> None:
    reader.find("Daily Herald")
    article = reader.page.locator("main [data-group=records] li .fs-published a").first
    assert "/sources/herald-article/" in str(article.get_attribute("href"))
    article.click(trial=True)


def test_of_several_quotes_the_one_with_the_words_is_shown(reader: Reader) -> None:
    reader.find("push Borduria through force")
    assert "push Borduria […] through force" in reader.page.locator("main q").all_inner_texts()


def test_the_rest_of_a_group_is_shown_when_asked_for(reader: Reader) -> None:
    first = reader.find("2 February", "statements")
    section = reader.page.locator("main [data-group=statements]")
    number = int(section.locator("h2 span").inner_text())
    assert len(first) == 10 < number
    section.get_by_role("button", name=re.compile("^Show ")).click()
    links = section.locator("li > a")
    expect(links).to_have_count(min(number, 30))
    expect(links.nth(10)).to_be_focused()


def test_the_box_says_of_how_many_it_shows_the_first(page: Page, address: str) -> None:
    page.goto(f"{address}{CALL}")
    page.keyboard.press("f")
    page.locator(".md-search__input").fill("2 February")
    groups = page.locator(".md-search [data-group]")
    groups.first.wait_for()
    told = {}
    for group in groups.all():
        shown, words = group.locator("li").count(), group.locator("h2 span").inner_text()
        told[group.get_attribute("data-group")] = words
        assert words == f"{shown}" or words.startswith(f"{shown} of ")
    assert told["statements"].startswith("6 of ")


# what results are narrowed by


def test_facets_narrow_the_results_and_stand_in_the_address(reader: Reader) -> None:
    page = reader.page
    reader.find("Borduria")
    status = page.get_by_label("Status")
    expect(status.locator("option[value=disputed]")).to_have_count(1)
    option = status.locator("option[value=disputed]").inner_text()
    number = int(re.fullmatch(r"⇄ Disputed \((\d+)\)", option)[1])  # type: ignore[index]
    everything = int(page.locator(STATUS).inner_text().split()[0])
    status.select_option("disputed")
    expect(page.locator(STATUS)).to_have_text(
        f"{number} of {everything} result{'' if everything == 1 else 's'}"
    )
    assert page.locator("main [data-group=statements] small").all_inner_texts()
    assert parse_qs(urlsplit(page.url).query) == {"q": ["Borduria"], "status": ["disputed"]}
    page.goto(page.url)
    expect(page.locator(STATUS)).to_have_text(f"{number} of {everything} results")
    expect(page.get_by_label("Status")).to_have_value("disputed")
    assert page.get_by_label("Status").locator("option").count() > 2, "another can be chosen"
    kinds = page.get_by_label("Kind").locator("option").all_inner_texts()
    shown = sum(int(re.search(r"\((\d+)\)", kind)[1]) for kind in kinds[1:])  # type: ignore[index]
    assert shown == number, "the counts of one facet heed what is chosen of another"
    page.get_by_label("Status").select_option("")
    expect(page.locator(STATUS)).to_have_text(f"{everything} results")
    page.goto(f"{reader.address}search/")  # for the tests after this one
    page.locator("main input[name=q]").wait_for()


def test_an_address_that_asks_for_what_is_not_there_finds_nothing(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=Borduria&year=1066")
    expect(page.locator(STATUS)).to_have_text(re.compile(r"^0 of \d+ results$"))
    expect(page.get_by_label("Year")).to_have_value("1066")


# the field in the header


def test_nothing_is_loaded_before_the_field_has_the_focus(page: Page, address: str) -> None:
    with listening(page) as asked:
        page.goto(f"{address}{CALL}")
        page.wait_for_load_state("networkidle")
        page.mouse.move(50, 50)
    assert not [url for url in asked if "/search/" in url or "lunr" in url or "worker" in url]
    with listening(page) as asked:
        type_into_header(page, "zephyr")
        page.wait_for_load_state("networkidle")
    assert [url for url in asked if url.endswith("/search/index.json")]
    assert [url for url in asked if not url.startswith((address, "data:"))] == []


@pytest.mark.parametrize("key", ["/", "f", "s"])
def test_a_key_opens_it_and_escape_closes_it(page: Page, address: str, key: str) -> None:
    page.goto(address)
    output = page.locator(".md-search__output")
    expect(output).to_be_hidden()
    page.keyboard.press(key)
    field = page.locator(".md-search input")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    page.keyboard.insert_text("Nova")
    page.locator(f".md-search {HITS}").first.wait_for()
    page.keyboard.press("Escape")
    expect(output).to_be_hidden()
    expect(field).not_to_be_focused()
    page.keyboard.press(key)
    expect(page.locator(f".md-search {HITS}").first).to_be_visible()


def test_a_letter_that_is_written_elsewhere_opens_nothing(page: Page, address: str) -> None:
    page.goto(f"{address}search/")
    field = page.locator("main input[name=q]")
    expect(field).to_be_visible()
    field.press("f")
    expect(field).to_have_value("f")
    expect(field).to_be_focused()
    page.locator("main").press("Control+f")
    expect(page.locator(".md-search__output")).to_be_hidden()


def test_keys_lead_to_the_statement_and_its_words_are_marked_there(
    page: Page, address: str
) -> None:
    page.goto(f"{address}{CALL}")
    type_into_header(page, "may push Borduria to use force")
    links = page.locator(f".md-search {HITS}")
    place = [link.get_attribute("href").endswith("#push-borduria") for link in links.all()].index(
        True
    )  # type: ignore[union-attr]
    for _ in range(place + 2):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(links.nth(place)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}{SUMMIT}?h=**#push-borduria")
    mark = page.locator("#push-borduria mark").first
    expect(mark).to_be_visible()
    assert {"push", "force"} <= set(page.locator("#push-borduria q mark").all_inner_texts())
    expect(page.locator(".md-search__output")).to_be_hidden()


def test_a_result_on_the_page_itself_closes_the_box(page: Page, address: str) -> None:
    query = "may push Borduria to use force"
    page.goto(f"{address}{SUMMIT}?h={quote_plus(query)}")
    type_into_header(page, query)
    page.locator(f".md-search {HITS}[href$='#push-borduria']").click()
    page.wait_for_url("**#push-borduria")
    expect(page.locator(".md-search__output")).to_be_hidden()  # the theme sees to that


def test_up_from_the_field_leads_to_the_last_and_round_again(page: Page, address: str) -> None:
    page.goto(address)
    type_into_header(page, "Nova")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".md-search .fs-all")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".md-search input")).to_be_focused()


def test_enter_leads_to_the_page_of_the_search(page: Page, address: str) -> None:
    page.goto(f"{address}{CALL}")
    page.keyboard.press("/")
    page.keyboard.insert_text("Élan & Borduria?")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}search/?q=**")
    expect(page.locator("main input[name=q]")).to_have_value("Élan & Borduria?")
    page.locator(f"main {HITS}").first.wait_for()


def test_what_was_written_can_be_taken_away(page: Page, address: str) -> None:
    page.goto(address)
    type_into_header(page, "Nova")
    page.get_by_role("button", name="Clear").click()
    expect(page.locator(f".md-search {HITS}")).to_have_count(0)
    expect(page.locator(".md-search input")).to_be_focused()


def test_focus_that_goes_elsewhere_closes_it(page: Page, address: str) -> None:
    page.goto(address)
    type_into_header(page, "Nova")
    page.keyboard.press("Tab")  # to the button that clears
    page.keyboard.press("Tab")
    expect(page.locator(f".md-search {HITS}").first).to_be_focused()
    for _ in range(3):
        page.keyboard.press("Shift+Tab")
    expect(page.locator(".md-search__output")).to_be_hidden()


def test_on_a_phone_it_covers_the_page_and_goes_away_again(browser: Browser, address: str) -> None:
    with open_page(browser, 390) as page:
        page.goto(f"{address}{CALL}")
        page.locator("label[for=__search]:visible").first.click()
        expect(page.locator(".md-search input")).to_be_focused()
        page.keyboard.type("Nova")
        first = page.locator(f".md-search {HITS}").first
        expect(first).to_be_visible()
        box = page.locator(".md-search__scrollwrap")
        assert box.evaluate("box => [box.clientWidth, box.scrollWidth]") == [390, 390]
        page.locator(".md-search__icon[for=__search]").click()
        expect(page.locator(".md-search__output")).to_be_hidden()


def test_it_says_that_it_could_not_be_loaded_and_tries_again(page: Page, address: str) -> None:
    def fail(route: Route) -> None:
        route.abort()

    page.route("**/search/terms/*", fail)
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.insert_text("Nova")
    expect(page.locator(".md-search .fs-count")).to_contain_text("could not be loaded")
    page.unroute_all()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("Nova")
    page.locator(f".md-search {HITS}").first.wait_for()


def test_without_scripts_the_page_leads_to_the_lists(plain_page: Page, address: str) -> None:
    plain_page.goto(f"{address}search/?q=Nova")
    main = plain_page.locator("main")
    expect(main).to_contain_text("The search needs JavaScript")
    expect(main.locator("form")).to_be_hidden()
    links = main.locator("a[href^='../']").evaluate_all("all => all.map(one => one.href)")
    assert f"{address}statements/" in links
    assert [link for link in links if not plain_page.request.get(link).ok] == []


def test_words_to_mark_are_text(page: Page, address: str) -> None:
    page.goto(f"{address}{CALL}?h={quote('<img src=x onerror=window.pwned=1> zephyr')}")
    page.locator("main mark").first.wait_for()
    assert page.evaluate("window.pwned") is None
    assert {text.lower() for text in page.locator("main mark").all_inner_texts()} <= {
        "zephyr", "img", "src", "x", "onerror", "window", "pwned", "1",
    }  # fmt: skip
