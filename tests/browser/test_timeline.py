"""The timeline, and the events before and after an event, as a browser draws them."""

from itertools import pairwise

import pytest
from playwright.sync_api import Page

from support.browser import HEIGHT

WIDTHS = (1440, 390, 320)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["timeline/", "events/first-call/"])
def test_every_sign_stands_on_the_line_beside_its_words_and_nothing_overlaps(
    plain_page: Page, address: str, path: str, width: int
) -> None:
    plain_page.set_viewport_size({"width": width, "height": HEIGHT})
    plain_page.goto(address + path)
    entries = plain_page.locator(".fs-times > li:not(.fs-undated) ul > li").all()
    assert len(entries) > 4
    lines = []
    for entry in entries:
        sign = entry.locator("svg").bounding_box()
        words = entry.locator("a, b").first.bounding_box()
        lines.append(sign["x"] + sign["width"] / 2)
        assert 0 < words["x"] - lines[-1] < 40
        assert abs(sign["y"] + sign["height"] / 2 - words["y"] - 12) < 12
        assert words["x"] + words["width"] <= width
    assert lines == pytest.approx([lines[0]] * len(lines), abs=0.1)
    boxes = [entry.bounding_box() for entry in entries]
    for above, below in pairwise(boxes):
        assert below["y"] >= above["y"] + above["height"] - 0.1
    content = plain_page.locator(".md-content")
    assert content.evaluate("content => content.scrollWidth") <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_what_lasts_is_one_bar_down_to_where_it_ends(
    plain_page: Page, address: str, width: int
) -> None:
    plain_page.set_viewport_size({"width": width, "height": HEIGHT})
    plain_page.goto(f"{address}timeline/")
    rows = plain_page.locator(".fs-times > li:has(> .fs-rail)").evaluate_all(
        """rows => rows.map(row => {
            const rail = row.querySelector(".fs-rail").getBoundingClientRect();
            const list = row.querySelector("ul").getBoundingClientRect();
            const next = row.querySelector("ul + .fs-rail")?.getBoundingClientRect();
            return [rail.bottom - list.bottom, next ? next.top - list.bottom : 0];
        })"""
    )
    assert len(rows) > 4
    assert rows == [pytest.approx([0, 0], abs=0.1)] * len(rows)


def test_the_order_of_the_keyboard_is_that_of_time(plain_page: Page, address: str) -> None:
    plain_page.goto(f"{address}timeline/")
    links = plain_page.locator(".fs-times a, h2 > a")
    names = links.evaluate_all("links => links.map(link => link.href)")
    links.first.focus()
    for name in names:
        assert plain_page.evaluate("document.activeElement.href") == name
        plain_page.keyboard.press("Tab")
    places = [link.bounding_box()["y"] for link in links.all()]
    assert places == sorted(places)


def test_on_paper_everything_is_there(plain_page: Page, address: str) -> None:
    plain_page.goto(f"{address}timeline/")
    plain_page.emulate_media(media="print")
    entries = plain_page.locator(".fs-times ul > li")
    assert all(entry.is_visible() for entry in entries.all())
    assert plain_page.locator(".fs-signs").is_visible()
