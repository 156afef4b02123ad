"""The lists: what their forms offer, and what a reader does with them in a browser on the site of
the real facts.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

from factsheet.facts.corpus import Corpus
from factsheet.facts.dates import parse_date
from factsheet.facts.load import read_corpus
from factsheet.site.catalogue import build_pages
from factsheet.site.pages import statements
from factsheet.site.pages.actors import view_actors
from factsheet.site.pages.events import view_events
from factsheet.site.pages.sources import view_sources
from factsheet.site.pages.statements import StatementList, outline_statements
from factsheet.site.sections.filters import FilterForm, build_form, find_parties
from factsheet.site.shelf import Shelf
from factsheet.site.views import Traits
from factsheet.voices.index import Index
from support.pages import view_section
from support.places import SMALL
from support.sites import build_site, copy_example, read_page

CORPUS, _ = read_corpus(SMALL)
INDEX = Index(CORPUS)
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


def list_choices(form: FilterForm | None) -> dict[str, list[tuple[str, int]]]:
    assert form is not None
    return {
        one.key: [(option.value, option.count) for option in one.options] for one in form.filters
    }


def test_traits_print_ids_days_and_numbers_and_escape_what_is_no_id() -> None:
    traits = Traits(
        {"kind": ("call",), "party": (), "x": ("a", '"><b>')},
        parse_date("2022-02"),
        {"articles": 5},
    )
    assert (
        traits.__html__()
        == ' data-kind="call" data-x="a &#34;&gt;&lt;b&gt;" data-from="20220201" data-to="20220228"'
        ' data-articles="5"'
    )
    assert Traits({}, parse_date("2022-02-18/..")).__html__() == ' data-from="20220218"'
    assert Traits({}).__html__() == ""


def test_days_are_numbers_in_their_order_also_before_the_year_1() -> None:
    days = ["-0044-03-15", "-0044-04-01", "-0043-01-01", "0099-12-31", "2022-02-20"]
    found = [int(Traits({}, parse_date(day)).__html__().split('"')[1]) for day in days]
    assert found == sorted(found)
    assert found[-1] == 20220220


def test_a_filter_has_two_options_or_is_left_out() -> None:
    traits = [Traits({"kind": ("b",), "one": ("x",)}), Traits({"kind": ("a", "z"), "one": ("x",)})]
    labels = {"b": "Bee", "c": "Cee", "a": "Ay"}
    form = build_form(
        "thing", traits, (("kind", "Kind", labels), ("one", "One", {})), {"": "As it is"}
    )
    assert list_choices(form) == {"kind": [("b", 1), ("a", 1), ("z", 1)]}
    assert form is not None
    assert [option.label for option in form.filters[0].options] == ["Bee", "Ay", "z"]
    assert (form.one, form.many, form.dated) == ("thing", "things", False)


def test_sorts_and_days_are_offered_where_they_change_something() -> None:
    sorts = {"": "As it is", "newest": "Newest", "title": "Title", "articles": "Articles"}
    same = [Traits({}, parse_date("2022"), {"articles": 2})] * 2
    other = Traits({}, parse_date("2021"), {"articles": 3})
    form, full = (
        build_form("thing", same, (), sorts),
        build_form("thing", [*same, other], (), sorts),
    )
    assert form is not None
    assert full is not None
    assert (form.dated, [key for key, _ in form.sorts]) == (False, ["", "title"])
    assert (full.dated, [key for key, _ in full.sorts]) == (True, list(sorts))
    assert build_form("thing", same[:1], (), sorts) is None
    assert build_form("thing", [Traits({})] * 2, (), {"": "As it is"}) is None


def test_what_the_lists_of_events_actors_and_sources_offer() -> None:
    events, actors, sources = (
        view(Shelf(INDEX)).head.form for view in (view_events, view_actors, view_sources)
    )
    assert list_choices(events)["state"] == [("occurred", 2), ("announced", 1)]
    assert {"party", "status"} <= list_choices(events).keys()
    assert sum(number for _, number in list_choices(actors)["kind"]) == len(CORPUS.actors)
    assert {value for value, _ in list_choices(actors)["party"]} <= INDEX.speaks_for.keys()
    assert ("_other", 1) in list_choices(sources)["outlet"]
    assert sum(number for _, number in list_choices(sources)["read"]) == len(CORPUS.sources)


def test_a_party_is_who_says_it_and_in_whose_voice_that_is_counted() -> None:
    (ref,) = [ref for ref, found in INDEX.assessments.items() if found.steps][:1]
    found = INDEX.assessments[ref]
    assert {*found.actors, *found.voices} <= set(find_parties(INDEX, (ref,)))
    assert len(find_parties(INDEX, (ref,))) > len(found.actors)


def test_every_statement_is_listed_with_the_numbers_of_its_own_page() -> None:
    groups = StatementList(Shelf(INDEX)).groups
    listed = [one.statement.permalink for group in groups for one in group.statements]
    assert len(listed) == len(set(listed)) == len(CORPUS.statements)
    pages = {page.url: page for page in build_pages(Shelf(Index(CORPUS)))}
    for group in groups:
        evidence = view_section(pages[group.link.url.removeprefix("../")], "_evidence")
        own = {one.anchor: one.number for group in evidence or () for one in group.pieces}
        found = {
            one.url.partition("#")[2]: one.number
            for listed in group.statements
            for one in listed.statement.markers
        }
        assert found == own, group.link


def test_events_stand_before_actors_and_the_newest_first() -> None:
    groups = StatementList(Shelf(INDEX)).groups
    dates = [group.date.machine for group in groups if group.date]
    assert dates == sorted(dates, reverse=True) != []
    kinds = [group.link.url.split("/")[1] for group in groups]
    assert kinds == sorted(kinds, reverse=True)
    assert set(kinds) == {"events", "actors"}


def test_a_long_list_has_no_contents_list(monkeypatch: pytest.MonkeyPatch) -> None:
    short = outline_statements(Shelf(INDEX))
    monkeypatch.setattr(statements, "LONG", 1)
    long = outline_statements(Shelf(INDEX))
    assert short.headings
    assert not long.headings
    assert short.anchors == long.anchors
    assert all(group.long for group in StatementList(Shelf(INDEX)).groups)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_example(tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="module")
def corpus(project: Path) -> Corpus:
    return read_corpus(project)[0]


@pytest.fixture(scope="module")
def site(project: Path) -> Path:
    return build_site(project)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    yield page
    page.close()
    assert failures == []


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
    field(page, "party").select_option("elysee")
    assert list_traits(page, "kind") == ["call"] * len(list_traits(page, "kind")) != []
    assert all("elysee" in one.split() for one in list_traits(page, "party"))
    assert page.locator(".fs-group h2:visible, .fs-group h3:visible").all_inner_texts() == [
        "2022¶",
        "February 2022¶",
    ]
    contents = page.locator(".md-sidebar--secondary .md-nav__item:visible").all_inner_texts()
    assert contents == ["2022", "February 2022"]
    field(page, "state").select_option("announced")
    assert page.locator(ITEMS).count() == 0
    assert page.locator(".fs-group:visible").count() == 0
    assert count(page) == "0 of 16 events"


def test_days_overlap_and_what_has_no_date_is_left_out_and_told(page: Page, address: str) -> None:
    page.goto(f"{address}events/")
    undated = page.locator(".fs-items > li:not([data-from]):not([data-to])").count()
    field(page, "from").fill("2022-02-22")
    # It began on 18 February and has no end; the meeting of the 24th is still to come.
    assert (
        "Evacuation of civilians from Donetsk and Luhansk to Russia"
        in page.locator(f"{ITEMS} > a").all_inner_texts()
    )
    assert "Macron and Putin meet in Moscow" not in page.locator(f"{ITEMS} > a").all_inner_texts()
    assert count(page).endswith(f"of 16 events; {undated} without a date are left out")
    field(page, "to").fill("2022-02-22")
    assert "Meeting of Blinken and Lavrov" not in page.locator(f"{ITEMS} > a").all_inner_texts()


def test_words_are_found_without_accents_and_in_any_order(page: Page, address: str) -> None:
    page.goto(f"{address}statements/")
    field(page, "words").fill("MEETING elysee")
    sentences = page.locator(f"{ITEMS} .fs-sentence > span").all_inner_texts()
    assert sentences
    assert all("meeting" in one.lower() and "Élysée" in one for one in sentences)


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
    assert names.index("Élysée") == names.index("Emmanuel Macron") - 1
    page.goto(f"{address}events/?sort=statements")
    assert page.locator(f"{ITEMS} > a").first.inner_text() == "Macron and Putin speak by telephone"


def test_the_choice_stands_in_the_address_and_an_address_makes_the_choice(
    page: Page, address: str
) -> None:
    page.goto(f"{address}events/?h=macron")
    field(page, "sort").select_option("oldest")
    field(page, "from").fill("2022-02-19")
    field(page, "party").select_option("elysee")
    field(page, "kind").select_option("call")
    asked = "kind=call&party=elysee&from=2022-02-19&sort=oldest"
    assert find_query(page) == f"h=macron&{asked}"
    shown = page.locator(f"{ITEMS} > a").all_inner_texts()
    assert shown == [
        "Macron and Putin speak by telephone",
        "Second telephone call of Macron and Putin",
    ]
    page.goto(f"{address}events/?sort=oldest&from=2022-02-19&party=elysee&kind=call")
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
    assert count(page) == "All 16 events"


def test_back_and_forward_keep_the_choice(page: Page, address: str) -> None:
    page.goto(f"{address}actors/")
    page.goto(f"{address}events/")
    field(page, "kind").select_option("call")
    page.locator(f"{ITEMS} > a").first.click()
    page.wait_for_url("**/events/*/")
    page.go_back()
    assert find_query(page) == "kind=call"
    assert count(page) == "2 of 16 events"
    page.go_back()
    assert page.url == f"{address}actors/"
    page.go_forward()
    assert count(page) == "2 of 16 events"


def test_clear_shows_all_again_and_gives_the_focus_back(page: Page, address: str) -> None:
    page.goto(f"{address}sources/?kind=article&sort=title&words=report#_read")
    page.locator(".fs-found button:visible").click()
    assert page.url == f"{address}sources/#_read"
    assert count(page) == "All 15 sources"
    assert page.locator(".fs-group:visible").count() == 2
    assert page.locator(".fs-found button:visible").count() == 0
    assert page.evaluate("document.activeElement.localName") == "summary"


@pytest.mark.parametrize("name", LISTS)
def test_without_javascript_the_whole_list_stands_there(
    browser: Browser, site: Path, address: str, name: str, corpus: Corpus
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{name}/?kind=call&read=complete&topic=arms")
    assert page.locator(ITEMS).count() == len(getattr(corpus, name))
    assert not page.locator(".fs-filters").is_visible()
    assert page.locator(".fs-apart:visible").count() == 0
    assert read_page(site / name / "index.html").select(".fs-filters[hidden]")
    context.close()


def test_a_list_is_filtered_by_keyboard_alone(page: Page, address: str) -> None:
    page.goto(f"{address}events/")
    page.locator("summary", has_text="Filter and sort").focus()
    page.keyboard.press("Tab")
    page.keyboard.type("Tel")
    assert find_query(page) == "kind=call"
    assert count(page) == "2 of 16 events"
    while page.evaluate("document.activeElement.localName") != "button":
        page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    page.keyboard.press("Enter")
    assert outline == "solid"
    assert count(page) == "All 16 events"


@pytest.mark.parametrize("name", LISTS)
def test_on_a_phone_the_form_is_folded_and_tells_what_is_chosen(
    browser: Browser, address: str, name: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{address}{name}/?words=macron")
    assert not field(page, "words").is_visible()
    assert page.locator(".fs-choices").inner_text() == "Contains the words: macron"
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
    context.close()


def test_a_voices_page_leads_to_its_statements(page: Page, address: str) -> None:
    page.goto(f"{address}actors/russia/")
    page.get_by_role("link", name="All statements in this voice").click()
    page.wait_for_url("**/statements/**")
    assert field(page, "party").input_value() == "russia"
    assert 0 < page.locator(ITEMS).count() < page.locator(".fs-items > li").count()
