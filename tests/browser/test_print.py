"""A printed page is a fact sheet: the facts, their evidence with addresses, and nothing that leads
about the site.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from factsheet.facts.corpus import Corpus
from factsheet.facts.load import read_corpus
from support.sites import PUBLISHED

ADDRESS = PUBLISHED["SITE_URL"]
EVENT = "events/summit/"
PAGES = (
    EVENT,
    "actors/elan/",
    "sources/elan-statement/",
    "disputed/",
    "events/",
    "timeline/",
    "statements/",
    "unknown/",
    "to-do/",
    "search/",
)
CHROME = (
    ".md-header", ".md-tabs", ".md-sidebar", ".md-footer", ".md-search", ".md-content__button", ".headerlink",
    ".fs-crumbs", ".fs-tools", ".fs-permalink", ".fs-ways",
)  # fmt: skip
WIDTHS = (672, 694)  # A4 and Letter less their margins, in CSS pixels
HIDDEN = (
    "(one, name) => one.filter(each => each.checkVisibility({visibilityProperty: true})).map(each"
    " => each.outerHTML)"
)
TOO_WIDE = """() => [...document.querySelectorAll("body *")].filter(one => one.checkVisibility()
    && one.getBoundingClientRect().right > innerWidth + 1).map(one => one.outerHTML.slice(0, 80))"""
PRINTED = """(all) => all.filter(one => one.checkVisibility()).map(one => {
    const after = getComputedStyle(one, "::after");
    return after.display === "none" ? "" : after.content; })"""


@pytest.fixture(scope="module")
def corpus(site: Path) -> Corpus:
    return read_corpus(site.parent)[0]


@pytest.fixture(scope="module")
def paper(browser: Browser, address: str) -> Iterator[tuple[Page, str]]:
    page = browser.new_page(color_scheme="dark")
    page.emulate_media(media="print")
    yield page, address
    page.close()


def turn_to(paper: tuple[Page, str], path: str) -> Page:
    page, address = paper
    page.set_viewport_size({"width": WIDTHS[0], "height": 950})
    page.goto(address + path)
    return page


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_printed_as_a_fact_sheet(paper: tuple[Page, str], path: str) -> None:
    """Black on white, whatever the reader's theme; nothing that leads about the site; its own
    address; and nothing wider than the paper.
    """
    page = turn_to(paper, path)
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    style = "(one, name) => getComputedStyle(one)[name]"
    assert page.locator("body").evaluate(style, "backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("h1").evaluate(style, "color") == "rgb(0, 0, 0)"
    assert page.locator("h1").is_visible()
    for selector in CHROME:
        assert page.locator(selector).evaluate_all(HIDDEN) == [], selector
    if path.count("/") == 1:  # a list
        assert page.locator("h1").evaluate_all(PRINTED) == [f'"{ADDRESS}{path}"']
    else:
        (told,) = page.locator(".fs-cite-page .fs-citation:visible").all_inner_texts()
        assert told.endswith(ADDRESS + path)
        assert path != EVENT or "with sources up to 4 February 2001" in told
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 950})
        assert page.evaluate(TOO_WIDE) == [], width


def test_a_page_written_by_hand_is_printed_with_its_address(paper: tuple[Page, str]) -> None:
    page = turn_to(paper, "")
    assert page.locator(".fs-address").evaluate_all(PRINTED) == [f'"{ADDRESS}"']
    page.emulate_media(media="screen")
    assert page.locator(".fs-address").bounding_box()["height"] == 0
    page.emulate_media(media="print")
    page.goto(paper[1] + EVENT)
    assert page.locator(".fs-address").count() == 0


@pytest.mark.parametrize("path", [EVENT, "actors/elan/", "sources/elan-statement/", "disputed/"])
def test_letters_and_signs_are_explained_above_the_first_row(
    paper: tuple[Page, str], path: str
) -> None:
    page = turn_to(paper, path)
    key = page.locator(".fs-key").first
    (words,) = key.evaluate_all(PRINTED)
    assert [sign for sign in "–≠←⇠" if sign not in words] == []
    assert key.bounding_box()["y"] < page.locator(".fs-row").first.bounding_box()["y"]


def test_every_article_of_an_event_has_its_address_in_full(
    paper: tuple[Page, str], corpus: Corpus
) -> None:
    page = turn_to(paper, EVENT)
    event = corpus.events[EVENT.split("/")[1]]
    urls = {
        corpus.sources[piece.source].url
        for statement in event.statements
        for piece in statement.evidence
    }
    printed = page.locator(".fs-key a[aria-label='The article']").evaluate_all(PRINTED)
    assert set(printed) == {f'" {url}"' for url in urls if url}


def test_every_row_of_an_event_is_printed_with_its_quotes(
    paper: tuple[Page, str], corpus: Corpus
) -> None:
    page = turn_to(paper, EVENT)
    event = corpus.events[EVENT.split("/")[1]]
    for statement in event.statements:
        row = page.locator(f"[id='{statement.id}']")
        quotes = {piece.quote for piece in statement.evidence if piece.quote}
        assert row.locator("q:visible").count() >= len(quotes), statement.id


def test_every_row_of_an_actor_is_printed_with_its_quotes(paper: tuple[Page, str]) -> None:
    page = turn_to(paper, "actors/elan/")
    rows = page.locator(".fs-row:has(q)")
    assert rows.count() > 5
    assert page.locator(".fs-row q:visible").count() == page.locator(".fs-row q").count()


def test_what_is_folded_away_is_printed(paper: tuple[Page, str]) -> None:
    why = turn_to(paper, EVENT).locator(".fs-passages details")
    assert why.count() > 1
    assert why.evaluate_all("all => all.every(one => one.getBoundingClientRect().width > 40)")


def test_a_list_is_printed_without_its_form_but_with_what_is_chosen(
    paper: tuple[Page, str],
) -> None:
    page = turn_to(paper, "sources/")
    assert page.locator(".fs-filters:visible").count() == 0
    page = turn_to(paper, "sources/?kind=article")
    expect(page.locator(".fs-drawn > li").first).to_be_visible()
    assert page.locator(".fs-filters :is(select, input, button):visible").count() == 0
    assert page.locator(".fs-choices").inner_text() == "Kind: Article"
    assert page.locator(".fs-group:visible").count() == 0


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_a_page_becomes_a_pdf_with_its_evidence_on_it(paper: tuple[Page, str], size: str) -> None:
    page = turn_to(paper, "sources/nova-report/")
    assert page.pdf(format=size).count(b"/Type /Page\n") == 1


def test_a_link_in_a_sentence_that_leads_out_shows_its_address_on_paper(
    paper: tuple[Page, str],
) -> None:
    page = turn_to(paper, "events/first-call/")
    (shown,) = page.locator(".fs-sentence a[href^=http]").evaluate_all(PRINTED)
    assert "https://borduria.example/?a=1&b=2" in shown or "attr(href)" in shown


def test_a_link_in_a_sentence_that_leads_out_has_a_sign_on_screen(page: Page, address: str) -> None:
    page.goto(f"{address}events/first-call/")
    outward = page.locator(".fs-sentence a[href^=http]")
    (shown,) = outward.evaluate_all(PRINTED)
    assert "↗" in shown
    assert outward.get_attribute("title") == "leads out, to borduria.example"
    within = page.locator('.fs-sentence a[href^=".."]').evaluate_all(PRINTED)
    assert [one for one in within if "↗" in one] == []
