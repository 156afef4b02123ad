"""The lists, and what a reader does with them in a browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from factsheet.facts.corpus import Corpus
from factsheet.facts.load import read_corpus
from support.sites import read_page

EVENTS, SOURCES = 10, 7
"""How many there are."""

LISTS = ("events", "actors", "sources", "statements")
ITEMS = ".fs-items > li:visible"

TRY_EACH = """() => [...document.querySelectorAll(".fs-controls select:not([name=sort])")].flatMap((select) => {
  const choose = (value) => {
    select.value = value;
    select.dispatchEvent(new Event("input", {bubbles: true}));
  };
  const found = [...select.options].slice(1).map((option) => {
    choose(option.value);
    const shown = [...document.querySelectorAll(".fs-items > li")].filter((item) => item.checkVisibility()).length;
    return [option.text, Number(option.text.match(/\\((\\d+)\\)$/)[1]), shown,
      document.querySelector(".fs-filters [role=status]").textContent];
  });
  choose("");
  return found;
})"""


@pytest.fixture(scope="module")
def corpus(site: Path) -> Corpus:
    return read_corpus(site.parent)[0]


def field(page: Page, name: str) -> Locator:
    return page.locator(f".fs-controls [name={name}]")


def count(page: Page) -> str:
    return page.locator(".fs-filters [role=status]").inner_text()


def list_traits(page: Page, name: str) -> list[str]:
    read = "(all, name) => all.map((one) => one.getAttribute(name) || '')"
    found: list[str] = page.locator(ITEMS).evaluate_all(read, f"data-{name}")
    return found


def list_addresses(page: Page) -> list[str]:
    read = "all => all.map((one) => one.href)"
    found: list[str] = page.locator(f"{ITEMS} .fs-permalink").evaluate_all(read)
    return found


def find_query(page: Page) -> str:
    return page.url.partition("?")[2]


@pytest.mark.parametrize("name", LISTS)
def test_each_choice_shows_as_many_items_as_it_says(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}{name}/")
    whole = page.locator(ITEMS).count()
    assert count(page) == f"All {whole} {name}"
    tried = page.evaluate(TRY_EACH)
    assert len(tried) > 8
    assert [one for one in tried if one[1] != one[2]] == []
    assert all(
        told == (f"{found} of {whole} {name}" if found < whole else f"All {whole} {name}")
        for _, _, found, told in tried
    )
    assert page.locator(ITEMS).count() == whole


def test_controls_have_names(page: Page, address: str) -> None:
    page.goto(f"{address}events/")
    form = page.get_by_role("form", name="Filter and sort")
    for label in ("Kind", "Party", "Outlet", "Topic", "With a statement that is", "State", "Order"):
        assert form.get_by_role("combobox", name=label, exact=True).count() == 1, label
    assert form.get_by_role("searchbox", name="Contains the words", exact=True).count() == 1


def test_filters_work_together_and_empty_groups_vanish(page: Page, address: str) -> None:
    page.goto(f"{address}events/")
    field(page, "kind").select_option("call")
    field(page, "party").select_option("borduria")
    assert list_traits(page, "kind") == ["call"] * len(list_traits(page, "kind")) != []
    assert all("borduria" in one.split() for one in list_traits(page, "party"))
    assert page.locator(".fs-group h2:visible, .fs-group h3:visible").all_inner_texts() == [
        "2001¶",
        "February 2001¶",
    ]
    contents = page.locator(".md-sidebar--secondary .md-nav__item:visible").all_inner_texts()
    assert contents == ["2001", "February 2001"]
    field(page, "state").select_option("announced")
    assert page.locator(ITEMS).count() == 0
    assert page.locator(".fs-group:visible").count() == 0
    assert count(page) == f"0 of {EVENTS} events"


def test_days_overlap_and_what_has_no_date_is_left_out_and_told(page: Page, address: str) -> None:
    page.goto(f"{address}events/")
    assert page.locator(".fs-items > li:not([data-from]):not([data-to])").count() == 1
    field(page, "from").fill("2001-02-07")
    # The march began on 30 January and has no end; the visit of the 8th is still to come.
    assert "March to the border" in page.locator(f"{ITEMS} > a").all_inner_texts()
    assert "Parade in Klow" not in page.locator(f"{ITEMS} > a").all_inner_texts()
    assert count(page).endswith(f"of {EVENTS} events; 1 without a date is left out")
    field(page, "to").fill("2001-02-07")
    assert "State visit to Aria" not in page.locator(f"{ITEMS} > a").all_inner_texts()


def test_words_are_found_without_accents_and_in_any_order(page: Page, address: str) -> None:
    page.goto(f"{address}statements/")
    field(page, "words").fill("ELAN akesson")
    sentences = page.locator(f"{ITEMS} .fs-sentence > span").all_inner_texts()
    assert sentences
    assert all("Åkesson" in one and "Élan" in one for one in sentences)


def test_sorting_makes_one_list_in_which_each_item_says_its_date_and_event(
    page: Page, address: str
) -> None:
    page.goto(f"{address}statements/")
    before = list_addresses(page)
    field(page, "sort").select_option("oldest")
    days = [int(day) for day in list_traits(page, "from") if day]
    assert days == sorted(days) != []
    assert not any(list_traits(page, "from")[len(days) :]), "what has no date stands last"
    assert page.locator(".fs-group:visible").count() == 0
    assert page.locator(f"{ITEMS} .fs-apart:visible a").count() == len(before)
    field(page, "sort").select_option("articles")
    articles = [int(number) for number in list_traits(page, "articles")]
    assert articles == sorted(articles, reverse=True)
    found = list(zip(articles, list_addresses(page), strict=True))
    assert found == sorted(found, key=lambda one: (-one[0], before.index(one[1]))), (
        "equals keep their order"
    )
    field(page, "sort").select_option("")
    assert list_addresses(page) == before
    assert page.locator(".fs-apart:visible").count() == 0


def test_names_and_numbers_sort(page: Page, address: str) -> None:
    page.goto(f"{address}actors/?sort=title")
    names = page.locator(f"{ITEMS} > a").all_inner_texts()
    assert names.index("Élan Palace") == names.index("Le Télégraphe") - 1
    page.goto(f"{address}events/?sort=statements")
    first = page.locator(f"{ITEMS} > a").first
    assert first.inner_text() == "Zephyr and Åkesson meet at the highest level"


def test_the_choice_stands_in_the_address_and_an_address_makes_the_choice(
    page: Page, address: str
) -> None:
    page.goto(f"{address}events/?h=zephyr")
    field(page, "sort").select_option("oldest")
    field(page, "from").fill("2001-01-31")
    field(page, "party").select_option("aria-office")
    field(page, "kind").select_option("call")
    asked = "kind=call&party=aria-office&from=2001-01-31&sort=oldest"
    assert find_query(page) == f"h=zephyr&{asked}"
    shown = page.locator(f"{ITEMS} > a").all_inner_texts()
    assert shown == [
        "Zephyr and <i>Borduria</i> speak",
        "Call about the bridge",
    ]
    page.goto(f"{address}events/?sort=oldest&from=2001-01-31&party=aria-office&kind=call")
    assert page.locator(f"{ITEMS} > a").all_inner_texts() == shown
    assert field(page, "kind").input_value() == "call"


def test_what_an_address_asks_for_in_vain_is_ignored(page: Page, address: str) -> None:
    page.goto(
        f'{address}events/?kind=picnic&party="><b>&from=yesterday&sort=loudest&status=disputed'
    )
    assert [
        field(page, name).evaluate("one => one.selectedIndex") for name in ("kind", "party", "sort")
    ] == [0, 0, 0]
    assert list_traits(page, "status")
    assert all("disputed" in one.split() for one in list_traits(page, "status"))
    page.goto(f"{address}events/?kind=picnic")
    assert count(page) == f"All {EVENTS} events"


def test_back_and_forward_keep_the_choice(page: Page, address: str) -> None:
    page.goto(f"{address}actors/")
    page.goto(f"{address}events/")
    field(page, "kind").select_option("call")
    page.locator(f"{ITEMS} > a").first.click()
    page.wait_for_url("**/events/*/")
    page.go_back()
    assert find_query(page) == "kind=call"
    assert count(page) == f"2 of {EVENTS} events"
    page.go_back()
    assert page.url == f"{address}actors/"
    page.go_forward()
    assert count(page) == f"2 of {EVENTS} events"


def test_clear_shows_all_again_and_gives_the_focus_back(page: Page, address: str) -> None:
    page.goto(f"{address}sources/?kind=article&sort=title&words=report#_read")
    page.locator(".fs-found button:visible").click()
    assert page.url == f"{address}sources/#_read"
    assert count(page) == f"All {SOURCES} sources"
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
    assert page.locator(".fs-apart:visible").count() == 0
    assert read_page(site / name / "index.html").select(".fs-filters[hidden]")


def test_a_list_is_filtered_by_keyboard_alone(page: Page, address: str) -> None:
    page.goto(f"{address}events/")
    page.locator("summary", has_text="Filter and sort").focus()
    page.keyboard.press("Tab")
    page.keyboard.type("Tel")
    assert find_query(page) == "kind=call"
    assert count(page) == f"2 of {EVENTS} events"
    while page.evaluate("document.activeElement.localName") != "button":
        page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    page.keyboard.press("Enter")
    assert outline == "solid"
    assert count(page) == f"All {EVENTS} events"


@pytest.mark.parametrize("name", LISTS)
def test_on_a_phone_the_form_is_folded_and_tells_what_is_chosen(
    page: Page, address: str, name: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}{name}/?words=zephyr")
    assert not field(page, "words").is_visible()
    assert page.locator(".fs-choices").inner_text() == "Contains the words: zephyr"
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
    assert field(page, "party").input_value() == "syldavia"
    assert 0 < page.locator(ITEMS).count() < page.locator(".fs-items > li").count()
