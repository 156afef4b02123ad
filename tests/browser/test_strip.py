"""The strip of time and the timeline as a browser draws them."""

from itertools import pairwise

import pytest
from playwright.sync_api import Page

from support.browser import HEIGHT

EVENT = "events/first-call/"
SAME_DAY = ("summit", "parade", "second-parade")
"""The other events of that event's day."""

WIDTHS = (1440, 390)


@pytest.mark.parametrize("width", WIDTHS)
def test_marks_stand_in_the_strip_and_those_of_a_day_above_each_other(
    plain_page: Page, address: str, width: int
) -> None:
    plain_page.set_viewport_size({"width": width, "height": HEIGHT})
    plain_page.goto(address + EVENT)
    strip = plain_page.locator(".fs-strip")
    assert strip.bounding_box()["width"] <= width - 30
    marks = [
        strip.locator(f'a[href$="/{name}/"] circle.fs-sign').bounding_box() for name in SAME_DAY
    ]
    centres = [mark["x"] + mark["width"] / 2 for mark in marks]
    assert centres == pytest.approx([centres[0]] * len(centres), abs=0.2)


def test_marks_have_the_same_size_at_any_width(plain_page: Page, address: str) -> None:
    sizes = []
    for width in WIDTHS:
        plain_page.set_viewport_size({"width": width, "height": HEIGHT})
        plain_page.goto(address + EVENT)
        dots = plain_page.locator(".fs-strip a circle.fs-sign").all()
        boxes = [dot.bounding_box() for dot in dots]
        sizes.append([(round(box["width"], 1), round(box["height"], 1)) for box in boxes])
    assert len(sizes[0]) > 2
    assert sizes[0] == sizes[1]
    assert set(sizes[0]) == {(9, 9), (10.5, 10.5)}


@pytest.mark.parametrize("width", WIDTHS)
def test_in_the_timeline_nothing_overlaps_or_grows(
    plain_page: Page, address: str, width: int
) -> None:
    plain_page.set_viewport_size({"width": width, "height": HEIGHT})
    plain_page.goto(f"{address}timeline/")
    picture = plain_page.locator(".fs-timeline > svg")
    labels = picture.locator("a text")
    texts = [text.bounding_box() for text in labels.all()]
    assert len(texts) > 4
    for above, below in pairwise(texts):
        assert above["y"] + above["height"] <= below["y"] + 2
    assert all(box["x"] + box["width"] <= width for box in texts)
    assert labels.first.evaluate("text => getComputedStyle(text).fontSize") == "12px"
    height = float((picture.get_attribute("viewBox") or "").split(" ")[3])
    assert picture.bounding_box()["height"] == pytest.approx(height, abs=1)
    assert plain_page.evaluate("document.documentElement.scrollWidth") <= width
