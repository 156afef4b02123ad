"""Citing from a page, as a reader does it: with and without scripts."""

import gzip
import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from factsheet.facts.corpus import Corpus
from factsheet.facts.load import read_corpus
from support.browser import HEIGHT
from support.sites import PUBLISHED, read_ids, read_page

ADDRESS = PUBLISHED["SITE_URL"]
EVENT = "events/summit/"
WIDTHS = (1440, 390)


@pytest.fixture(scope="module")
def corpus(site: Path) -> Corpus:
    return read_corpus(site.parent)[0]


def test_every_statement_is_cited_on_its_own_page_and_only_there(
    site: Path, corpus: Corpus
) -> None:
    for at in corpus.statements.values():
        kind = "events" if at.record.id in corpus.events else "actors"
        place = read_ids(site / kind / at.record.id / "index.html")[at.statement.id]
        formats = [one.get_text() for one in place.select(".fs-cite pre")]
        permalink = f"{ADDRESS}{kind}/{at.record.id}/#{at.statement.id}"
        assert len(formats) == 4
        assert all(permalink in one and "Factsheet" in one for one in formats)
        dated = any(
            corpus.sources[one.source].issued
            for one in at.statement.evidence
            if one.source in corpus.sources
        )
        assert ("issued" in json.loads(formats[3])[0]) == ("latest source" in formats[0]) == dated
    page = read_page(site / EVENT / "index.html")
    assert len(page.select(".fs-cite")) == len(page.select(".fs-statement"))
    assert not read_page(site / "sources" / "herald-article" / "index.html").select(".fs-cite")


@pytest.mark.parametrize("width", WIDTHS)
def test_without_scripts_a_citation_opens_and_is_marked_as_a_whole(
    plain_page: Page, address: str, width: int
) -> None:
    page = plain_page
    page.set_viewport_size({"width": width, "height": HEIGHT})
    page.goto(address + EVENT)
    summary = page.locator("#lasted .fs-cite summary")
    assert summary.bounding_box()["height"] >= 24
    assert not page.locator("#lasted .fs-cite pre").first.is_visible()
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator("#lasted .fs-cite pre:visible").count() == 4
    assert page.locator("#lasted .fs-cite button").count() == 0
    page.get_by_role("link", name="Cite", exact=True).click()
    assert page.url.endswith("#_cite")
    assert page.locator(".fs-cite-page pre:visible").count() == 4


@pytest.mark.parametrize("width", WIDTHS)
def test_a_button_copies_the_citation(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(
        permissions=["clipboard-read", "clipboard-write"], viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    page.goto(address + EVENT)
    place = page.locator("#lasted .fs-cite")
    place.locator("summary").click()
    button = place.get_by_role("button", name="Copy: RIS")
    button.click()
    place.get_by_role("button", name="Copied: RIS").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("TY  - ELEC\nID  - summit:lasted\n")
    assert copied.endswith("\nER  - ")
    assert place.get_by_role("button").count() == page.locator(".fs-cite-page button").count() == 4
    for one in place.get_by_role("button").all():
        assert min(one.bounding_box()["width"], one.bounding_box()["height"]) >= 24
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_the_script_is_small(site: Path) -> None:
    assert len(gzip.compress((site / "assets" / "scripts" / "cite.js").read_bytes())) < 1000
