"""The picture of time: labels that never overlap, marks in their place, signs that tell, whatever
the dates.
"""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as st

from factsheet.facts.corpus import Corpus
from factsheet.facts.dates import EdtfDate, parse_date
from factsheet.site.catalogue import build_pages
from factsheet.site.pages.timeline import outline_timeline, view_time_picture, view_timeline
from factsheet.site.pictures.scale import Days
from factsheet.site.pictures.text import PICTURE_WIDTH, measure
from factsheet.site.pictures.timeline import (
    LABEL_SPACE,
    LINE,
    Dated,
    Placed,
    draw_sign,
    draw_timeline,
    find_signs,
    take_lanes,
)
from factsheet.site.render import load_templates, render_page
from factsheet.site.scope import Scope
from factsheet.site.shelf import Shelf
from factsheet.voices.index import Index
from support.pictures import DATES, TEXTS, date_things, make_event, make_index, read

THINGS = st.lists(
    st.builds(
        Dated,
        TEXTS,
        TEXTS,
        TEXTS,
        st.none() | DATES,
        st.sampled_from(["occurred", "announced", "cancelled"]),
    ),
    max_size=30,
)


def list_boxes(svg: ElementTree.Element) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of the label of every link."""
    boxes = []
    for link in svg.iter("a"):
        rows = [
            (float(one.get("x", "")), float(one.get("y", "")), one.text or "")
            for one in link.iter("tspan")
        ]
        left, top = rows[0][0], rows[0][1] - 11
        assert [y - top - 11 for _, y, _ in rows] == [LINE * row for row in range(len(rows))]
        boxes.append(
            (left, top, left + max(measure(text) for *_, text in rows), top + LINE * len(rows))
        )
    return boxes


def list_marks(svg: ElementTree.Element) -> list[tuple[float, float, float, float]]:
    """The least box around every sign."""
    marks = []
    for one in svg.iter("circle"):
        x, y, r = (float(one.get(name, "")) for name in ("cx", "cy", "r"))
        marks.append((x - r, y - r, x + r, y + r))
    for path in svg.iter("path"):
        if path.get("class") == "fs-sign":
            points = trace(path.get("d", ""))
            xs, ys = [x for x, _ in points], [y for _, y in points]
            marks.append((min(xs), min(ys), max(xs), max(ys)))
    return marks


def trace(path: str) -> list[tuple[float, float]]:
    """The corners of a path."""
    points, x, y = [], 0.0, 0.0
    for command, numbers in re.findall(r"([MLlHhVvz])([-+\d. e]*)", path):
        values = [float(one) for one in numbers.split()]
        if command in "MLl":
            x, y = values if command in "ML" else (x + values[0], y + values[1])
        elif command in "Hh":
            x = values[0] + (x if command == "h" else 0)
        elif command in "Vv":
            y = values[0] + (y if command == "v" else 0)
        points.append((x, y))
    return points


@given(THINGS)
def test_any_things_are_drawn_within_the_picture_without_labels_that_overlap(
    things: list[Dated],
) -> None:
    picture = draw_timeline(things, "<a label>", "Without a date")
    assert picture == draw_timeline(things, "<a label>", "Without a date")
    svg = read(picture.svg)
    boxes, marks = list_boxes(svg), list_marks(svg)
    assert len(boxes) == len(things)
    assert svg.get("viewBox") == f"0 0 {picture.width} {picture.height}"
    for left, top, right, bottom in (*boxes, *marks):
        assert left >= 0
        assert top >= 0
        assert right <= picture.width
        assert bottom <= picture.height
    for (*_, above), (_, below, *_) in pairwise(boxes):
        assert below >= above + LABEL_SPACE


@given(st.lists(st.dates(), min_size=1, max_size=30, unique=True))
def test_days_stand_true_to_scale(days: list) -> None:
    svg = read(draw_timeline(date_things(*(day.isoformat() for day in days)), "x", "y").svg)
    places = [float(one.get("cy", "")) for one in svg.iter("circle")]
    first, last = min(days).toordinal(), max(days).toordinal()
    length = (places[-1] - places[0]) / max(last - first, 1)
    for day, place in zip(sorted(days), places, strict=True):
        assert place == pytest.approx(places[0] + (day.toordinal() - first) * length, abs=0.06)


def test_bars_last_as_long_as_their_days_and_open_ones_reach_beyond_the_last() -> None:
    things = date_things(
        "2022-02-01/2022-02-10", "2022-02-11/2022-02-20", "2022-02-05/..", "../2022-02-05"
    )
    svg = read(draw_timeline(things, "x", "y").svg)
    bars = {link.get("href"): list_marks(link)[0] for link in svg.iter("a")}
    first, second = bars["2022-02-01/2022-02-10/"], bars["2022-02-11/2022-02-20/"]
    assert first[3] - first[1] == pytest.approx(second[3] - second[1], abs=0.1)
    assert first[3] == pytest.approx(second[1], abs=0.1)
    assert bars["2022-02-05/../"][3] > second[3]
    assert bars["../2022-02-05/"][1] < first[1]


@pytest.mark.parametrize("outlier", ["-4000", "Y-170000000", "9999", "Y1234567890"])
def test_one_date_far_off_makes_the_picture_no_longer_than_its_labels_need(outlier: str) -> None:
    near = [f"2022-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 21)]
    usual, far = (
        draw_timeline(date_things(*near), "x", "y"),
        draw_timeline(date_things(*near, outlier), "x", "y"),
    )
    assert far.height < 2 * usual.height


@pytest.mark.parametrize(
    ("text", "state", "signs"),
    [
        ("2022-02-20", "occurred", ("day",)),
        ("2022-02-20?", "announced", ("day", "doubt", "hollow")),
        ("2022-02-20~", "occurred", ("day", "doubt")),
        ("2022-02%", "cancelled", ("range", "doubt", "crossed")),
        ("2022-02-XX", "occurred", ("range",)),
        ("2022-02-18/..", "occurred", ("open",)),
        ("", "announced", ("hollow",)),
        ("", "occurred", ()),
    ],
)
def test_a_date_and_a_state_have_signs(text: str, state: str, signs: tuple[str, ...]) -> None:
    date = parse_date(text) if text else None
    assert find_signs(date, state) == signs
    (link,) = read(draw_timeline([Dated("A", "b", "c/", date, state)], "x", "y").svg).iter("a")
    assert link.get("class") == " ".join(f"fs-{sign}" for sign in signs)
    crosses = [one for one in link.iter("path") if one.get("class") == "fs-cross"]
    assert len(crosses) == (state == "cancelled")


def test_everything_of_a_thing_is_one_link_with_its_whole_name() -> None:
    title = 'A "title" <script>alert(1)</script> & ' + "very long words " * 40
    picture = draw_timeline(
        [Dated(title, "20 February 2022", 'x"y/', parse_date("2022-02-20"))], '"<', "y"
    )
    svg = read(picture.svg)
    (link,) = svg.iter("a")
    assert (link.get("aria-label"), link.get("href")) == (f"{title}, 20 February 2022", 'x"y/')
    assert "…" in "".join(link.itertext())
    assert {one.tag for one in link.iter()} == {"a", "path", "circle", "text", "tspan"}
    assert svg.get("aria-label") == '"<'


def test_those_without_a_date_stand_below_under_their_title() -> None:
    things = date_things("2022-02-20", "", "2022-02-21")
    svg = read(draw_timeline(things, "x", "Without <a> date").svg)
    assert [link.get("href") for link in svg.iter("a")] == ["2022-02-20/", "2022-02-21/", "/"]
    (title,) = (one for one in svg.iter("text") if one.get("class") == "fs-head")
    boxes = list_boxes(svg)
    assert boxes[1][3] < float(title.get("y", "")) < boxes[2][1]
    assert title.text == "Without <a> date"
    assert (
        draw_timeline(date_things("", ""), "x", "y").height < draw_timeline(things, "x", "y").height
    )


def test_marks_of_the_same_day_stand_beside_one_another() -> None:
    svg = read(draw_timeline(date_things(*["2022-02-20"] * 4, "2022-02-28"), "x", "y").svg)
    dots = [(float(one.get("cx", "")), one.get("cy")) for one in svg.iter("circle")]
    assert len({y for _, y in dots[:4]}) == 1
    assert [later[0] - earlier[0] for earlier, later in pairwise(dots[:4])] == [13, 13, 13]


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(1, 30)), max_size=40), st.integers(1, 6))
def test_a_lane_that_is_free_is_taken_first(spans: list[tuple[int, int]], most: int) -> None:
    placed = sorted((start, start + length) for start, length in spans)
    lanes = take_lanes(placed, most)
    assert all(0 <= lane < most for lane in lanes)
    for number, ((start, _), lane) in enumerate(zip(placed, lanes, strict=True)):
        busy = {lanes[other] for other in range(number) if placed[other][1] > start}
        assert lane == min(set(range(most)) - busy, default=lane)


def test_a_sign_by_itself_is_the_one_in_the_picture() -> None:
    assert 'class="fs-time fs-hollow"' in draw_sign("hollow").svg
    assert "fs-cross" in draw_sign("crossed").svg
    open_bar, bar = (trace(read(draw_sign(name).svg)[0].get("d", "")) for name in ("open", "range"))
    assert len(open_bar) > len(bar)
    span = Days(1, None)
    assert Placed(date_things("")[0], span, 10, 20).mark == 13


def test_the_page_lists_all_events_by_year_and_those_without_a_date_last() -> None:
    index = make_index(
        make_event("z"), make_event("b", "2022-02-20"), make_event("a", "2022-02-20"), make_event("c", "2021"),
        make_event("d", "../2020"), make_event("e", "-4000"), make_event("f", date_words="in the coming days"),
    )  # fmt: skip
    (section,) = view_timeline(Shelf(index)).sections
    years = section.view.years
    found = {year.heading.id: [entry.link.text for entry in year.entries] for year in years}
    assert found == {
        "_open": ["d"],
        "_-4000": ["e"],
        "_2021": ["c"],
        "_2022": ["a", "b"],
        "_undated": ["f", "z"],
    }
    headings = outline_timeline(Shelf(index)).headings
    assert [heading.id for heading in headings] == ["_list", *found]
    assert [entry.occasion.when for entry in years[-1].entries] == [
        "“in the coming days”",
        "no date given",
    ]


def test_only_signs_that_occur_are_explained() -> None:
    index = make_index(make_event("a", "2022"), make_event("b", state="announced"))
    assert [
        one.words for one in view_time_picture(Scope(Shelf(index), ""), index.in_time).signs
    ] == [
        "within these days, or through them",
        "announced",
    ]
    assert view_time_picture(Scope(Shelf(make_index()), ""), ()).picture is None


def test_links_are_those_of_the_page_on_which_it_stands() -> None:
    index = make_index(make_event("a", "2022"))
    for url, href in (
        ("", "events/a/"),
        ("timeline/", "../events/a/"),
        ("events/x/", "../../events/a/"),
    ):
        assert (
            f'href="{href}"'
            in view_time_picture(Scope(Shelf(index), url), index.in_time).picture.svg
        )


@pytest.fixture(scope="module")
def page(small_facts: Corpus) -> BeautifulSoup:
    pages = build_pages(Shelf(Index(small_facts)))
    (timeline,) = (one for one in pages if one.url == "timeline/")
    return BeautifulSoup(render_page(load_templates([]), timeline), "html.parser")


def find_mark(page: BeautifulSoup, event: str) -> Tag:
    return page.select_one(f'.fs-time a[href="../events/{event}/"]')


def test_events_stand_where_their_dates_are(page: BeautifulSoup) -> None:
    same_day = ("first-call", "parade", "summit", "second-parade")
    places = {find_mark(page, event).circle["cy"] for event in same_day}
    assert len(places) == 1
    assert find_mark(page, "state-visit").circle["cy"] not in places
    assert find_mark(page, "second-parade")["class"] == ["fs-day", "fs-doubt", "fs-hollow"]
    assert find_mark(page, "border-march")["class"] == ["fs-open"]
    axis = float(page.select_one(".fs-axis path")["d"].partition("V")[2])
    bottom = list_marks(read(str(find_mark(page, "border-march"))))[0][3]
    assert axis - 10 < bottom <= axis


def test_events_without_a_date_stand_apart(page: BeautifulSoup, small_facts: Corpus) -> None:
    undated = {event.id for event in small_facts.events.values() if not event.date}
    texts = page.select_one("svg.fs-time[role=group]").find_all(["a", "text"])
    start = texts.index(page.select_one(".fs-head"))
    assert {one["href"].split("/")[2] for one in texts[start:] if one.name == "a"} == undated
    assert undated == {"second-call"}
    assert "“in the coming days”" in find_mark(page, "second-call")["aria-label"]
    listed = page.select_one("#_undated").find_next("ul").select("a")
    assert {one["href"].split("/")[2] for one in listed} == undated


def test_a_picture_of_a_thousand_events_grows_with_its_labels() -> None:
    dates = [
        EdtfDate("x", day, day)
        for day in ((2020 + n % 4, 1 + n % 12, 1 + n % 28) for n in range(1000))
    ]
    picture = draw_timeline([Dated("An event", "its day", "x/", date) for date in dates], "x", "y")
    assert picture.height < 1000 * (2 * LINE + LABEL_SPACE) * 1.2
    assert picture.width < PICTURE_WIDTH + 40
