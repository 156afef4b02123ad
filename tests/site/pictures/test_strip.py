"""The strip of time in the head of an event."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.site.pictures.strip import MARGIN, draw_strip
from factsheet.site.pictures.timeline import Dated
from support.pictures import DATES, TEXTS, date_things, read

THINGS = st.lists(
    st.builds(
        Dated, TEXTS, TEXTS, TEXTS, DATES, st.sampled_from(["occurred", "announced", "cancelled"])
    ),
    min_size=1, max_size=7,
)  # fmt: skip


def find_places(svg: str) -> dict[str, float]:
    """Where the point of each link stands, in percent."""
    found = ((link.get("href", ""), link.find("svg[circle]")) for link in read(svg).iter("a"))
    return {url: float(place.get("x", "").rstrip("%")) for url, place in found if place is not None}


def list_points(svg: ElementTree.Element) -> list[tuple[float, float, float]]:
    """The first and the last x, in percent, and the y of every sign."""
    points = []
    for one in svg.iter("svg"):
        if one.get("x"):
            x = float(one.get("x", "").rstrip("%"))
            points.append((x, x, float(one.get("y", ""))))
    for one in svg.iter("rect"):
        x, width = (float(one.get(name, "").rstrip("%")) for name in ("x", "width"))
        points.append((x, x + width, float(one.get("y", ""))))
    return points


@given(THINGS, st.integers(0, 6))
def test_any_things_are_drawn_within_the_strip_and_the_same_each_time(
    things: list[Dated], here: int
) -> None:
    here %= len(things)
    strip = draw_strip(things, here, "<a label>")
    assert strip == draw_strip(things, here, "<a label>")
    svg = read(strip.svg)
    assert strip.first <= strip.last
    assert len(list(svg.iter("a"))) == len(things) - 1
    points = list_points(svg)
    assert len(points) >= len(things)
    for first, last, y in points:
        assert 0 <= first <= last <= 100
        assert 0 <= y <= float(svg.get("height", ""))


def test_the_page_s_own_event_is_marked_and_no_link() -> None:
    svg = draw_strip(date_things("2022-02-18", "2022-02-20", "2022-02-21"), 1, "x").svg
    assert [link.get("href") for link in read(svg).iter("a")] == ["2022-02-18/", "2022-02-21/"]
    (here,) = (one for one in read(svg).iter("g") if "fs-here" in one.get("class", ""))
    assert here.get("aria-hidden") == "true"
    assert svg.count("fs-now") == 1


def test_days_stand_true_to_scale_and_links_tell_title_and_date() -> None:
    svg = draw_strip(
        date_things("2022-02-18", "2022-02-20", "2022-02-24", "2022-02-26"), 1, "x"
    ).svg
    places = find_places(svg)
    day = (100 - 2 * MARGIN) / 9
    assert places == {
        f"2022-02-{18 + later}/": pytest.approx(MARGIN + day * (later + 0.5), abs=0.01)
        for later in (0, 6, 8)
    }
    assert "<title>2022-02-18, 2022-02-18</title>" in svg


def test_what_goes_on_beyond_the_strip_has_an_arrow_and_makes_it_no_longer() -> None:
    things = date_things("2022", "2022-02-18/..", "2022-02-20", "2022-02-21/2022-03-01")
    strip = draw_strip(things, 2, "x")
    days = {link.get("href"): len(list(link.iter("path"))) for link in read(strip.svg).iter("a")}
    assert days == {"2022/": 1, "2022-02-18/../": 1, "2022-02-21/2022-03-01/": 1}
    assert strip.last - strip.first == 31 + 21 - 1
    own = draw_strip(things, 3, "x")
    assert own.last - own.first == 31 + 28
    assert len(list(read(own.svg).iter("path"))) == 2


def test_hostile_titles_are_text() -> None:
    things = [
        *date_things("2022-02-20"),
        Dated('</title><script>"', "&", '"><script>', date_things("2022")[0].date),
    ]
    svg = draw_strip(things, 0, '"<').svg
    assert "<script>" not in svg
    assert [one.text for one in read(svg).iter("title")] == ['</title><script>", &']


def test_what_was_cancelled_is_crossed_out_point_or_bar() -> None:
    for text in ("2022-02-19", "2022-02"):
        (thing,) = date_things(text)
        things = [replace(thing, state="cancelled"), *date_things("2022-03-20")]
        assert draw_strip(things, 1, "x").svg.count('class="fs-cross"') == 1
        assert 'class="fs-cross"' not in draw_strip([thing, things[1]], 1, "x").svg
