"""The lists, and what a reader does with them in a browser."""

import json
import re
from math import inf
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from factsheet.facts.corpus import Corpus
from factsheet.facts.load import read_corpus
from support.sites import read_page

EVENTS, SOURCES = 10, 7
"""How many there are."""

LISTS = ("events", "actors", "sources", "statements")
ITEMS = ".fs-items > li:visible"


@pytest.fixture(scope="module")
def corpus(site: Path) -> Corpus:
    return read_corpus(site.parent)[0]


def field(page: Page, name: str) -> Locator:
    return page.locator(f".fs-controls [name={name}]")


def expect_count(page: Page, words: str) -> None:
    expect(page.locator(".fs-filters [role=status]")).to_have_text(words)


def choose(page: Page, name: str, typed: str) -> None:
    """Type a part of a name, and take the first that is offered."""
    field(page, name).fill(typed)
    page.locator(f"#_options-{name} [role=option]").first.click()


def list_titles(page: Page) -> list[str]:
    return page.locator(f"{ITEMS} > a").all_inner_texts()


def expect_titles(page: Page, *titles: str) -> None:
    expect(page.locator(f"{ITEMS} > a")).to_have_text(list(titles))


def load(site: Path, name: str) -> Any:
    return json.loads((site / name).read_text("utf-8"))


def find_query(page: Page) -> str:
    return page.url.partition("?")[2]


@pytest.mark.parametrize("name", LISTS)
def test_each_choice_shows_as_many_items_as_it_says(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}{name}/")
    whole = page.locator(ITEMS).count()
    expect_count(page, f"All {whole} {name}")
    tried = 0
    for select in page.locator(".fs-controls select:not([name=sort])").all():
        for option in select.locator("option").all()[1:]:
            label = option.inner_text()
            number = int(label.rpartition("(")[2].rstrip(")"))
            select.select_option(label=label)
            told = f"{number} of {whole}" if number < whole else f"All {whole}"
            expect_count(page, f"{told} {name}")
            expect(page.locator(ITEMS)).to_have_count(number)
            tried += 1
        select.select_option("")
    assert tried > 2
    expect(page.locator(ITEMS)).to_have_count(whole)


@pytest.mark.parametrize(("name", "key"), [("events", "party"), ("statements", "outlet")])
def test_each_name_that_is_offered_shows_as_many_items_as_it_says(
    page: Page, address: str, name: str, key: str
) -> None:
    page.goto(f"{address}{name}/")
    whole = page.locator(ITEMS).count()
    field(page, key).click()
    offered = page.locator(f"#_options-{key} [role=option]")
    expect(offered.first).to_be_visible()
    for label in offered.all_inner_texts():
        title, _, number = label.rpartition(" ")
        field(page, key).fill(title)
        expect(offered.first).to_have_text(label)
        offered.first.click()
        expect(field(page, key)).to_have_value(title)
        expect(page.locator(ITEMS)).to_have_count(int(number))
        told = f"{number} of {whole}" if int(number) < whole else f"All {whole}"
        expect_count(page, f"{told} {name}")


def test_nothing_is_loaded_before_the_form_is_used(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}events/")
    page.wait_for_load_state("networkidle")
    assert not any(url.endswith(".json") for url in asked)
    field(page, "kind").select_option("call")
    expect_count(page, f"2 of {EVENTS} events")
    assert {url.rpartition("/")[2] for url in asked if url.endswith(".json")} == {
        "filters.json",
        "by-kind.json",
        "rows.json",
    }


def test_what_is_drawn_from_a_file_is_text(page: Page, address: str) -> None:
    page.goto(f"{address}events/?words=%3Ci%3Eborduria")
    expect_titles(page, "Zephyr and <i>Borduria</i> speak")
    assert page.locator(f"{ITEMS} i").count() == 0


def test_a_table_that_cannot_be_loaded_leaves_the_list_and_says_so(
    page: Page, address: str
) -> None:
    page.route("**/by-kind.json", lambda route: route.abort())
    page.goto(f"{address}events/?kind=call")
    expect(page.locator(".fs-filters [role=status]")).to_contain_text("could not be loaded")
    assert page.locator(ITEMS).count() == EVENTS


def test_controls_have_names(page: Page, address: str) -> None:
    page.goto(f"{address}events/")
    form = page.get_by_role("form", name="Filter and sort")
    for label in ("Kind", "Party", "Outlet", "Topic", "Status of a statement", "State", "Order"):
        assert form.get_by_role("combobox", name=label, exact=True).count() == 1, label
    assert form.get_by_role("searchbox", name="Words").count() == 1


def test_filters_work_together_and_show_one_list_without_headings(page: Page, address: str) -> None:
    page.goto(f"{address}events/")
    field(page, "kind").select_option("call")
    choose(page, "party", "bordur")
    expect_titles(page, "Zephyr and <i>Borduria</i> speak")
    assert page.locator(".fs-group:visible").count() == 0
    assert page.locator(".md-sidebar--secondary .md-nav__item:visible").count() == 0
    field(page, "state").select_option("announced")
    expect_count(page, f"0 of {EVENTS} events")
    expect(page.locator(ITEMS)).to_have_count(0)


def test_days_overlap_and_what_has_no_date_is_left_out_and_told(page: Page, address: str) -> None:
    page.goto(f"{address}events/")
    field(page, "from").fill("2001-02-07")
    status = page.locator(".fs-filters [role=status]")
    expect(status).to_contain_text(f"of {EVENTS} events; 1 without a date is left out")
    # The march began on 30 January and has no end; the visit of the 8th is still to come.
    expect(page.locator(f"{ITEMS} > a", has_text="March to the border")).to_have_count(1)
    assert "Parade in Klow" not in list_titles(page)
    assert "State visit to Aria" in list_titles(page)
    field(page, "to").fill("2001-02-07")
    expect(page.locator(f"{ITEMS} > a", has_text="State visit to Aria")).to_have_count(0)


def test_words_are_found_without_accents_and_in_any_order(page: Page, address: str) -> None:
    page.goto(f"{address}statements/")
    field(page, "words").fill("ELAN akesson")
    expect(page.locator(".fs-drawn > li").first).to_be_visible()
    expect(page.locator(f"{ITEMS}:not(:has-text('Åkesson'))")).to_have_count(0)
    assert list_titles(page)
    assert all("Åkesson" in title and "Élan" in title for title in list_titles(page))


def test_events_are_found_by_the_sentences_of_their_statements(
    page: Page, address: str, corpus: Corpus
) -> None:
    placed = [
        item for item in corpus.statements.values() if "bridge" in item.statement.text.lower()
    ]
    titles = {item.record.title for item in placed if item.kind == "event"}
    page.goto(f"{address}events/?words=bridge&sort=title")
    for title in titles:
        expect(page.locator(".fs-drawn > li > a", has_text=title)).to_be_visible()
    assert any("bridge" not in title.lower() for title in titles)


def test_sorting_makes_one_list_in_which_each_item_says_its_date_and_event(
    page: Page, address: str, site: Path
) -> None:
    page.goto(f"{address}statements/")
    before = [row[0] for row in load(site, "statements/rows.json")]
    days = load(site, "statements/by-days.json")
    articles = load(site, "statements/by-articles.json")

    def list_rows() -> list[int]:
        read = "all => all.map((one) => one.href)"
        links = page.locator(f"{ITEMS} > a").evaluate_all(read)
        return [before.index(link.removeprefix(address)) for link in links]

    def find_first(row: int) -> float:
        cell = days[row]
        if isinstance(cell, list):
            return -inf if cell[0] is None else cell[0]
        return inf if cell is None else cell

    field(page, "sort").select_option("oldest")
    expect(page.locator(".fs-drawn")).to_be_visible()
    expect(page.locator(ITEMS)).to_have_count(min(50, len(before)))
    assert list_rows() == sorted(range(len(before)), key=find_first)[:50]
    assert page.locator(f"{ITEMS} > .fs-when").count() > 0
    assert page.locator(f"{ITEMS} > .fs-detail", has_text="Call about the bridge").count() > 0
    field(page, "sort").select_option("articles")
    expected = sorted(range(len(before)), key=lambda row: -articles[row])[:50]
    expect(page.locator(f"{ITEMS} > a").first).to_have_attribute(
        "href", f"{address}{before[expected[0]]}"
    )
    assert list_rows() == expected, "equals keep their order"
    field(page, "sort").select_option("")
    expect(page.locator(".fs-drawn")).to_be_hidden()
    assert page.locator(".fs-group:visible").count() > 1


def test_names_and_numbers_sort(page: Page, address: str) -> None:
    page.goto(f"{address}actors/?sort=title")
    expect(page.locator(".fs-drawn > li").first).to_be_visible()
    names = list_titles(page)
    assert names.index("Élan Palace") > names.index("Borduria")
    page.goto(f"{address}events/?sort=statements")
    expect(page.locator(f"{ITEMS} > a").first).to_have_text(
        "Zephyr and Åkesson meet at the highest level"
    )


def test_the_choice_stands_in_the_address_and_an_address_makes_the_choice(
    page: Page, address: str
) -> None:
    page.goto(f"{address}events/?h=zephyr")
    field(page, "sort").select_option("oldest")
    field(page, "from").fill("2001-01-31")
    choose(page, "party", "office of")
    field(page, "kind").select_option("call")
    shown = ("Zephyr and <i>Borduria</i> speak", "Call about the bridge")
    expect_titles(page, *shown)
    asked = "kind=call&party=aria-office&from=2001-01-31&sort=oldest"
    assert find_query(page) == f"h=zephyr&{asked}"
    page.goto(f"{address}events/?sort=oldest&from=2001-01-31&party=aria-office&kind=call")
    expect_titles(page, *shown)
    assert field(page, "kind").input_value() == "call"
    assert field(page, "party").input_value() != ""


def test_what_an_address_asks_for_in_vain_is_ignored(page: Page, address: str) -> None:
    page.goto(
        f'{address}events/?kind=picnic&party="><b>&from=yesterday&sort=loudest&status=disputed'
    )
    expect(page.locator(".fs-choices")).to_have_text("Status of a statement: ⇄ Disputed")
    expect(page.locator(f"{ITEMS} .fs-detail", has_text="disputed").first).to_be_visible()
    assert [
        field(page, name).evaluate("one => one.selectedIndex") for name in ("kind", "sort")
    ] == [
        0,
        0,
    ]
    assert field(page, "party").input_value() == ""
    page.goto(f"{address}events/?kind=picnic")
    expect_count(page, f"All {EVENTS} events")


def test_back_and_forward_keep_the_choice(page: Page, address: str) -> None:
    page.goto(f"{address}actors/")
    page.goto(f"{address}events/")
    field(page, "kind").select_option("call")
    expect(page.locator(ITEMS)).to_have_count(2)
    page.locator(f"{ITEMS} > a").first.click()
    page.wait_for_url("**/events/*/")
    page.go_back()
    expect_count(page, f"2 of {EVENTS} events")
    assert find_query(page) == "kind=call"
    page.go_back()
    assert page.url == f"{address}actors/"
    page.go_forward()
    expect_count(page, f"2 of {EVENTS} events")


def test_clear_shows_all_again_and_gives_the_focus_back(page: Page, address: str) -> None:
    page.goto(f"{address}sources/?kind=article&sort=title&words=report#_read")
    page.locator(".fs-found button:visible").click()
    assert page.url == f"{address}sources/#_read"
    expect_count(page, f"All {SOURCES} sources")
    assert page.locator(".fs-group:visible").count() == 2
    assert page.locator(".fs-found button:visible").count() == 0
    assert page.evaluate("document.activeElement.localName") == "summary"


@pytest.mark.parametrize("name", LISTS)
def test_without_javascript_the_whole_list_stands_there(
    plain_page: Page, site: Path, address: str, name: str, corpus: Corpus
) -> None:
    page = plain_page
    page.goto(f"{address}{name}/?kind=call&read=complete&topic=bridge")
    assert page.locator(ITEMS).count() == len(getattr(corpus, name))
    assert not page.locator(".fs-filters").is_visible()
    assert read_page(site / name / "index.html").select(".fs-filters[hidden]")


def test_a_list_is_filtered_by_keyboard_alone(page: Page, address: str) -> None:
    page.goto(f"{address}events/")
    page.locator("summary", has_text="Filter and sort").focus()
    page.keyboard.press("Tab")
    page.keyboard.type("Tel")
    expect_count(page, f"2 of {EVENTS} events")
    assert find_query(page) == "kind=call"
    while page.evaluate("document.activeElement.localName") != "button":
        page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    page.keyboard.press("Enter")
    assert outline == "solid"
    expect_count(page, f"All {EVENTS} events")


def test_a_name_is_chosen_and_given_up_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}events/")
    party, options = field(page, "party"), page.locator("#_options-party [role=option]")
    party.focus()
    page.keyboard.type("bord")
    expect(options.first).to_be_visible()
    assert party.get_attribute("aria-expanded") == "true"
    assert options.first.evaluate("option => getComputedStyle(option).marginLeft") == "0px"
    below = (
        "(box, input) => { const [a, b] = [box, input].map((one) => one.getBoundingClientRect());"
    )
    below += " return [a.left - b.left, a.right - b.right, a.top - b.bottom].map(Math.round) }"
    left, right, under = page.locator("#_options-party").evaluate(below, party.element_handle())
    assert (left, right) == (0, 0)
    assert 0 <= under < 10
    page.keyboard.press("ArrowDown")
    active = party.get_attribute("aria-activedescendant")
    assert active == options.first.get_attribute("id")
    assert options.first.get_attribute("aria-selected") == "true"
    page.keyboard.press("Enter")
    expect(options.first).to_be_hidden()
    assert (party.input_value(), find_query(page)) == ("Borduria", "party=borduria")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_be_visible()
    page.keyboard.press("Escape")
    expect(options.first).to_be_hidden()
    assert party.input_value() == "Borduria"
    party.fill("zzz")
    expect_count(page, "No name has “zzz”")
    page.keyboard.press("Tab")
    expect(page.locator(".fs-filters [role=status]")).to_contain_text(f"of {EVENTS} events")
    assert party.input_value() == "Borduria"
    party.fill("")
    page.keyboard.press("Tab")
    expect_count(page, f"All {EVENTS} events")
    assert find_query(page) == ""


@pytest.mark.parametrize("name", LISTS)
def test_on_a_phone_the_form_is_folded_and_tells_what_is_chosen(
    page: Page, address: str, name: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}{name}/?words=zephyr")
    assert not field(page, "words").is_visible()
    expect(page.locator(".fs-choices")).to_have_text(re.compile("^Words: zephyr$"))
    page.locator("summary", has_text="Filter and sort").click()
    boxes = [
        one.bounding_box()
        for one in page.locator(
            ":is(.fs-controls select, .fs-controls input, .fs-filters summary, .fs-found"
            " button):visible"
        ).all()
    ]
    assert len(boxes) > 4
    assert min(box["height"] for box in boxes if box) >= 24
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_voices_page_leads_to_its_statements(page: Page, address: str) -> None:
    page.goto(f"{address}actors/syldavia/")
    page.get_by_role("link", name="All statements in this voice").click()
    page.wait_for_url("**/statements/**")
    expect(page.locator(".fs-drawn > li").first).to_be_visible()
    assert field(page, "party").get_attribute("data-value") == "syldavia"
    assert 0 < page.locator(ITEMS).count() < page.locator(".fs-group .fs-items > li").count()
