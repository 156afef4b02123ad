"""The drawing: any graph, within its frame, the same each time."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.site.pictures.lanes import LanePart, Stop, draw_lanes
from factsheet.site.pictures.text import (
    MOST_LINES,
    PICTURE_WIDTH,
    break_text,
    measure,
    pack_details,
)
from factsheet.voices.lineage import Step

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=80)
KEYS = st.sampled_from([*"abcdefgh", "gone"])


@st.composite
def list_parts(draw: st.DrawFn) -> list[LanePart]:
    keys = draw(st.lists(st.sampled_from("abcdefgh"), unique=True))
    parts = []
    while keys:
        taken, keys = keys[: (size := draw(st.integers(1, 4)))], keys[size:]
        stops = tuple(
            Stop(key, draw(TEXTS), draw(TEXTS), tuple(draw(st.lists(TEXTS, max_size=2))))
            for key in taken
        )
        parts.append(LanePart(draw(TEXTS), stops, draw(TEXTS), draw(st.booleans())))
    return parts


STEPS = st.lists(st.builds(Step, KEYS, KEYS, st.integers(1, 5000), st.booleans()), max_size=30)


def list_points(svg: ElementTree.Element) -> list[tuple[float, float]]:
    """Every point that is drawn: ends of lines, the edges of dots, the starts and the ends of lines
    of text.
    """
    points: list[tuple[float, float]] = []
    for path in svg.iter("path"):
        x = y = 0
        for command, numbers in re.findall(r"([MHVhvz])([-\d ]*)", path.get("d", "")):
            values = [int(one) for one in numbers.split()]
            if command == "M":
                x, y = values
            elif command in "Hh":
                x = values[0] + (x if command == "h" else 0)
            elif command in "Vv":
                y = values[0] + (y if command == "v" else 0)
            points.append((x, y))
    for dot in svg.iter("circle"):
        x, y, r = (int(dot.get(name, "")) for name in ("cx", "cy", "r"))
        points += [(x - r, y - r), (x + r, y + r)]
    words = svg.findall("g")[-1]
    left = int(re.findall(r"\d+", words.get("transform", ""))[0])
    for text in words.iter("text"):
        y = int(text.get("y", ""))
        scale = 13 / 15 if text.get("class") == "fs-detail" else 1
        for line in text.iter("tspan"):
            y += int(line.get("dy", ""))
            points += [(left, y - 9), (left + measure(line.text or "") * scale, y + 3)]
    return points


@given(list_parts(), STEPS)
def test_any_graph_is_drawn_within_its_frame_and_the_same_each_time(
    parts: list[LanePart], steps: list[Step]
) -> None:
    found = draw_lanes(parts, steps, "<a label>")
    assert found == draw_lanes(parts, steps, "<a label>")
    svg = ElementTree.fromstring(found.svg)
    assert svg.get("viewBox") == f"0 0 {found.width} {found.height}"
    assert found.width >= PICTURE_WIDTH
    for x, y in list_points(svg):
        assert 0 <= x <= found.width, (x, found.width)
        assert 0 <= y <= found.height, (y, found.height)
    known = {stop.key for part in parts for stop in part.stops}
    drawn = {(one.source, one.target) for one in steps if {one.source, one.target} <= known} - {
        (key, key) for key in known
    }
    assert len(list(svg.iter("circle"))) == len(drawn)


PARTS = (
    LanePart(
        "One voice: Aria",
        (Stop("d", "The readout", "../readout/"), Stop("e", "A post")),
        "../aria/",
        True,
    ),
    LanePart(
        "Articles",
        (Stop("a", "The <i>Herald</i>", "?a&b", ("Herald", "1 May")), Stop("b", "Another")),
    ),
)


def test_stated_and_inferred_steps_are_drawn_differently() -> None:
    stated = draw_lanes(PARTS, [Step("d", "a", 3, True)], "x").svg
    inferred = draw_lanes(PARTS, [Step("d", "a", 3, False)], "x").svg
    assert ('<g class="fs-told"><circle' in stated, "fs-guess" in stated) == (True, False)
    assert ('<g class="fs-guess"><circle' in inferred, "fs-told" in inferred) == (True, False)
    assert '<path class="fs-way fs-guess"' in inferred
    assert ">3</text>" in stated


def test_all_text_is_escaped_and_titles_are_links() -> None:
    svg = draw_lanes(PARTS, [Step("d", "a", 1, True)], 'a "label"').svg
    assert 'aria-label="a &quot;label&quot;"' in svg
    assert "The &lt;i&gt;Herald&lt;/i&gt;" in svg
    links = [one.get("href") for one in ElementTree.fromstring(svg).iter("a")]
    assert links == ["../aria/", "../readout/", "?a&b"]


def test_the_lanes_of_a_voice_stand_on_one_ground() -> None:
    svg = draw_lanes(PARTS, [Step("d", "a", 1, True), Step("e", "b", 1, True)], "x").svg
    assert svg.count('class="fs-band"') == 1


def test_a_lane_is_used_again_outside_voices() -> None:
    stops = tuple(Stop(key, key) for key in "pqrs")
    lanes = {
        pairs: len(
            set(re.findall(r"M(\d+) \d+V", draw_lanes([LanePart("x", stops)], steps, "x").svg))
        )
        for pairs, steps in {
            "after": [Step("p", "q", 1, True), Step("r", "s", 1, True)],
            "beside": [Step("p", "r", 1, True), Step("q", "s", 1, True)],
            "in a chain": [Step("p", "q", 1, True), Step("q", "r", 1, True)],
        }.items()
    }
    assert lanes == {"after": 1, "beside": 2, "in a chain": 2}


def test_a_step_of_what_is_not_there_is_left_out() -> None:
    assert draw_lanes(
        PARTS, [Step("d", "gone", 1, True), Step("a", "a", 1, True)], "x"
    ) == draw_lanes(PARTS, [], "x")


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 60, ("one two", "three")),
        ("", 60, ("",)),
        ("abcdefghijkl", 40, ("abcdef", "ghijkl")),
        ("新华社报道", 24, ("新华", "社报", "道")),
        ("a b c d e f g h", 8, ("a", "b", "c", "d…")),
    ],
)
def test_text_is_broken_by_what_its_letters_take(
    text: str, width: int, lines: tuple[str, ...]
) -> None:
    assert break_text(text, width) == lines
    assert len(lines) <= MOST_LINES


def test_details_share_a_line_where_they_fit() -> None:
    assert pack_details(("Herald", "1 May", "own words: 3"), 100) == (
        "Herald · 1 May",
        "own words: 3",
    )
    assert pack_details((), 100) == ()


def test_marks_that_combine_take_no_room() -> None:
    assert measure("e\u0301") == measure("e")
