"""Where an event comes from, and the same words of two occasions, as a browser draws them."""

from itertools import combinations

import pytest
from playwright.sync_api import FloatRect, Page

from support.browser import HEIGHT

EVENT = "events/summit/"
PAPER = 672
"""The pixels of A4 less its margins."""


def open_event(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": HEIGHT})
    page.goto(address + EVENT)


def overlap(left: FloatRect, right: FloatRect) -> bool:
    """Whether two boxes have more than a pixel in common, across and down."""
    across = min(box["x"] + box["width"] for box in (left, right)) - max(left["x"], right["x"])
    down = min(box["y"] + box["height"] for box in (left, right)) - max(left["y"], right["y"])
    return across > 1 and down > 1


@pytest.mark.parametrize("width", [1920, 1440, 1280])
def test_labels_of_the_flow_are_legible_and_apart(
    plain_page: Page, address: str, width: int
) -> None:
    open_event(plain_page, address, width)
    picture = plain_page.locator(".fs-flow")
    boxes = [box for text in picture.locator("text").all() if (box := text.bounding_box())]
    assert len(boxes) > 6
    assert not any(overlap(*pair) for pair in combinations(boxes, 2))
    frame = picture.bounding_box()
    assert frame is not None
    assert all(frame["x"] <= box["x"] for box in boxes)
    assert all(box["x"] + box["width"] <= frame["x"] + frame["width"] for box in boxes)
    scale = frame["width"] / 1188
    assert 14 * scale > 9.5


@pytest.mark.parametrize(("width", "shown"), [(1280, True), (390, False), (320, False)])
def test_on_a_phone_the_lines_stand_in_place_of_the_flow(
    plain_page: Page, address: str, width: int, shown: bool
) -> None:
    open_event(plain_page, address, width)
    assert plain_page.locator(".fs-where figure").is_visible() == shown
    assert plain_page.locator(".fs-where li").first.is_visible()
    for section in plain_page.locator(".fs-where, .fs-same").all():
        assert section.evaluate("each => each.scrollWidth") <= width


def test_on_paper_both_stand(plain_page: Page, address: str) -> None:
    plain_page.emulate_media(media="print")
    try:
        open_event(plain_page, address, PAPER)
        picture = plain_page.locator(".fs-flow")
        frame = picture.bounding_box()
        assert picture.is_visible()
        assert plain_page.locator(".fs-where li").first.is_visible()
        assert frame is not None
        assert frame["x"] + frame["width"] <= PAPER
        assert read_places(plain_page) == [(True, True)]
    finally:
        plain_page.emulate_media(media="screen")


def read_places(page: Page) -> list[tuple[bool, bool]]:
    """For each pair of quotes whether they stand beside each other, and whether they are marked."""
    places = []
    for pair in page.locator("li.fs-twin").all():
        left, right = (side.bounding_box() for side in pair.locator("p").all())
        assert left is not None
        assert right is not None
        beside = left["y"] == right["y"] and left["x"] + left["width"] <= right["x"]
        below = left["x"] == right["x"] and left["y"] + left["height"] <= right["y"]
        assert beside != below
        places.append((beside, pair.locator("mark").count() == 2))
    return places


@pytest.mark.parametrize(("width", "beside"), [(1440, True), (390, False)])
def test_the_same_words_stand_beside_each_other_where_there_is_room(
    plain_page: Page, address: str, width: int, beside: bool
) -> None:
    open_event(plain_page, address, width)
    assert read_places(plain_page) == [(beside, True)]
    label = plain_page.locator("li.fs-twin p").first
    shown = label.evaluate("each => getComputedStyle(each, '::before').content")
    assert (shown == "none") == beside
