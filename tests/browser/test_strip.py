"""The strip of time in the head of an event, the ways to the events next to it, and both in a
browser.
"""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.site.pages.event import outline_event, view_event
from factsheet.site.pictures.strip import MARGIN, draw_strip
from factsheet.site.pictures.timeline import Dated
from factsheet.site.render import make_environment
from factsheet.site.scope import open_scope
from factsheet.site.section import SectionView
from factsheet.site.sections.neighbours import MOST, NEIGHBOURS, NeighboursView, view_neighbours
from factsheet.site.shelf import Shelf
from factsheet.voices.index import Index
from support.browser import open_browser, serve_folder
from support.pictures import DATES, TEXTS, date_things, make_event, make_index, read
from support.sites import build_site, copy_example

CALL = "events/macron-putin-call-2022-02-20/"
THINGS = st.lists(
    st.builds(
        Dated, TEXTS, TEXTS, TEXTS, DATES.filter(bool), st.sampled_from(["occurred", "announced", "cancelled"])
    ),
    min_size=1, max_size=7,
)  # fmt: skip
ENVIRONMENT = make_environment([])
PARTIAL = ENVIRONMENT.get_template("macros/neighbours.html").module


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


EVENTS = make_index(
    make_event("late", "2022-03-01"), make_event("a", "2022-02-20"), make_event("b", "2022-02-20?", state="announced"),
    make_event("early", "2021"), make_event("never", date_words="in the coming days"), make_event("again"),
)  # fmt: skip


def view(name: str, index: Index = EVENTS) -> NeighboursView:
    event = index.corpus.events[name]
    return view_neighbours(open_scope(Shelf(index), "event", event), event)


def test_events_follow_one_another_by_date_and_those_without_one_last() -> None:
    assert [event.id for event in EVENTS.in_time] == ["early", "a", "b", "late", "again", "never"]
    assert EVENTS.place_in_time["late"] == 3


def test_every_event_but_the_first_and_the_last_has_one_before_and_one_after() -> None:
    names = [event.id for event in EVENTS.in_time]
    for place, name in enumerate(names):
        found = view(name)
        assert [one.link.text for one in found.before] == names[max(0, place - MOST) : place][::-1]
        assert [one.link.text for one in found.after] == names[place + 1 : place + 1 + MOST]
    assert view("never").before[0].link.url == "../../events/again/"
    assert view("again").after[0].occasion.when == "“in the coming days”"
    assert view("a").after[0].occasion.state == "announced"


@pytest.mark.parametrize(
    ("first", "second", "relations"),
    [
        ("2022-02-19", "2022-02-20", ("Before", "After")),
        ("2022-02-20", "2022-02-20", ("The same day", "The same day")),
        ("2022-02-20", "2022-02-20?", ("About the same time", "About the same time")),
        ("2022-02-20~", "2022-02-21", ("About the same time", "About the same time")),
        ("2022-02", "2022-02-20", ("About the same time", "About the same time")),
        ("2022-02", "2022-02", ("About the same time", "About the same time")),
        ("2022-02-18/..", "2022-02-19", ("About the same time", "About the same time")),
        ("../2022-02-18", "2022-02-19", ("Before", "After")),
        ("2022-01", "2022-02", ("Before", "After")),
    ],
)
def test_an_order_is_claimed_only_where_the_dates_leave_no_doubt(
    first: str, second: str, relations: tuple[str, str]
) -> None:
    index = make_index(make_event("a", first), make_event("b", second))
    assert (view("b", index).relations[0], view("a", index).relations[1]) == relations


def test_what_was_cancelled_is_crossed_out_point_or_bar() -> None:
    for text in ("2022-02-19", "2022-02"):
        (thing,) = date_things(text)
        things = [replace(thing, state="cancelled"), *date_things("2022-03-20")]
        assert draw_strip(things, 1, "x").svg.count('class="fs-cross"') == 1
        assert 'class="fs-cross"' not in draw_strip([thing, things[1]], 1, "x").svg


def test_ends_of_the_strip_are_its_first_and_its_last_day() -> None:
    assert [(one.text, one.machine) for one in view("a").ends] == [
        ("1 January 2021", "2021-01-01"),
        ("1 March 2022", "2022-03-01"),
    ]
    alone = make_index(make_event("a", "0800"))
    assert [(one.text, one.machine) for one in view("a", alone).ends] == [
        ("1 January 800", ""),
        ("31 December 800", ""),
    ]
    assert [one.text for one in view("a", make_index(make_event("a", "2022-02-20"))).ends] == [
        "20 February 2022"
    ]


def test_without_a_date_there_is_no_strip_but_a_way_to_the_others() -> None:
    assert view("again").strip is None
    told = PARTIAL.strip(view("again"))
    assert "No source gives a date." in told
    assert '<a href="../../timeline/#_undated">' in told


def test_a_dated_event_has_none_without_a_date_after_it_in_its_head() -> None:
    told = PARTIAL.strip(view("late"))
    assert "again" not in told
    assert '<a href="../../events/b/">b</a>' in told
    section = SectionView(NEIGHBOURS, "sections/neighbours.html", view("late"))
    foot = ENVIRONMENT.get_template(section.template).render(section=section)
    assert '<a href="../../events/again/">again</a>' in foot


def test_an_event_alone_has_no_neighbours_and_no_heading_for_them() -> None:
    for index, expected in ((make_index(make_event("a")), False), (EVENTS, True)):
        event = next(iter(index.corpus.events.values()))
        shown = [section.heading for section in view_event(Shelf(index), event).sections]
        assert (NEIGHBOURS in shown) is expected
        assert (NEIGHBOURS in outline_event(Shelf(index), event).headings) is expected


def test_in_a_browser_marks_keep_their_size_and_nothing_overlaps(tmp_path: Path) -> None:
    site = build_site(copy_example(tmp_path / "project"))
    with open_browser() as browser, serve_folder(site) as address:
        sizes = []
        for width in (1440, 390):
            page = browser.new_page(
                viewport={"width": width, "height": 900}, java_script_enabled=False
            )
            page.goto(f"{address}{CALL}")
            strip = page.locator(".fs-strip")
            dots = [dot.bounding_box() for dot in strip.locator("a circle.fs-sign").all()]
            sizes.append([(round(dot["width"], 1), round(dot["height"], 1)) for dot in dots])
            assert len(dots) > 4
            assert strip.bounding_box()["width"] <= width - 30
            same_day = strip.locator('a[href*="2022-02-20"] circle.fs-sign').all()
            assert len({round(dot.bounding_box()["x"]) for dot in same_day}) == 1 < len(same_day)
            page.goto(f"{address}timeline/")
            picture = page.locator(".fs-timeline > svg")
            texts = [text.bounding_box() for text in picture.locator("a text").all()]
            for above, below in pairwise(texts):
                assert above["y"] + above["height"] <= below["y"] + 2
            assert all(box["x"] + box["width"] <= width for box in texts)
            assert (
                picture.locator("a text").first.evaluate("text => getComputedStyle(text).fontSize")
                == "12px"
            )
            assert picture.bounding_box()["height"] == pytest.approx(
                float(re.split(" ", picture.get_attribute("viewBox") or "")[3]), abs=1
            )
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            page.close()
        assert sizes[0] == sizes[1]
        assert set(sizes[0]) == {(9, 9), (10.5, 10.5)}
