"""The flow: any graph, within its frame, each band as wide as its number of statements."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.site.pictures.flow import (
    BAR,
    FONT,
    GAP,
    HAIRLINE,
    MEASURED,
    MOST_BARS,
    WIDEST,
    WIDTH,
    Flow,
    FlowColumn,
    FlowNode,
    draw_flow,
    lay_out,
)
from factsheet.site.pictures.text import measure
from factsheet.voices.lineage import Step
from support.pictures import TEXTS, read

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

KEYS = tuple(f"n{number}" for number in range(40))
STEPS = st.lists(
    st.builds(
        Step, st.sampled_from(KEYS), st.sampled_from(KEYS), st.integers(1, 5000), st.booleans()
    ),
    max_size=80,
    unique_by=lambda step: (step.source, step.target),
)


@st.composite
def list_columns(draw: st.DrawFn) -> list[FlowColumn]:
    """One to five columns of the same forty nodes."""
    count = draw(st.integers(1, 5))
    places = [draw(st.integers(0, count - 1)) for _ in KEYS]
    return [
        FlowColumn(
            draw(TEXTS),
            tuple(
                FlowNode(key, draw(TEXTS), draw(st.sampled_from(["", "../a/"])), place != 1)
                for key, place in zip(KEYS, places, strict=True)
                if place == number
            ),
        )
        for number in range(count)
    ]


def list_words(flow: Flow) -> Iterator[Box]:
    for words in flow.words:
        width = measure(words.text) * FONT / MEASURED
        left = words.x - {"start": 0, "middle": width / 2, "end": width}[words.anchor]
        yield left, words.y - 10, left + width, words.y + 3


def list_bars(flow: Flow) -> Iterator[Box]:
    for bar in flow.bars.values():
        yield bar.x, bar.y, bar.x + BAR, bar.y + bar.height


def overlap(left: Box, right: Box) -> bool:
    across = min(left[2], right[2]) - max(left[0], right[0])
    down = min(left[3], right[3]) - max(left[1], right[1])
    return across > 0.01 and down > 0.01


@given(list_columns(), STEPS)
def test_nothing_overlaps_and_nothing_leaves_the_frame(
    columns: list[FlowColumn], steps: list[Step]
) -> None:
    flow = lay_out(columns, steps)
    boxes = [*list_words(flow), *list_bars(flow)]
    assert [pair for pair in combinations(boxes, 2) if overlap(*pair)] == []
    for left, top, right, bottom in boxes:
        assert -0.01 <= left <= right <= WIDTH + 0.01
        assert 0 <= top <= bottom <= flow.height
    for number in range(len(columns)):
        bars = [bar for bar in flow.bars.values() if bar.column == number]
        rooms = sorted((bar.y - bar.above, bar.y - bar.above + bar.room) for bar in bars)
        assert all(high[0] - low[1] >= GAP - 0.01 for low, high in pairwise(rooms))


@given(list_columns(), STEPS)
def test_bands_are_as_wide_as_their_statements_are_many(
    columns: list[FlowColumn], steps: list[Step]
) -> None:
    flow = lay_out(columns, steps)
    scales = [
        band.width / band.step.statements for band in flow.bands if band.width > HAIRLINE + 0.001
    ]
    assert all(scale == pytest.approx(scales[0]) for scale in scales)
    assert all(0 < scale <= WIDEST + 0.001 for scale in scales)
    for band in flow.bands:
        assert band.width >= HAIRLINE
        assert not scales or band.width >= band.step.statements * scales[0] - 0.001


@given(list_columns(), STEPS)
def test_bands_lie_beside_each_other_at_their_bars(
    columns: list[FlowColumn], steps: list[Step]
) -> None:
    flow = lay_out(columns, steps)
    for key, bar in flow.bars.items():
        sides = (
            [(band.start, band.width) for band in flow.bands if band.step.source == key],
            [(band.end, band.width) for band in flow.bands if band.step.target == key],
        )
        for side, x in zip(sides, (bar.x + BAR, bar.x), strict=True):
            spans = sorted((y - width / 2, y + width / 2) for (_, y), width in side)
            assert all(place[0] == x for place, _ in side)
            assert all(low[1] <= high[0] + 0.01 for low, high in pairwise(spans))
            if spans:
                assert bar.y - 0.01 <= spans[0][0]
                assert spans[-1][1] <= bar.y + bar.height + 0.01


@given(list_columns(), STEPS)
def test_all_that_leads_to_a_later_column_is_drawn_the_same_each_time(
    columns: list[FlowColumn], steps: list[Step]
) -> None:
    flow = lay_out(columns, steps)
    place = {node.key: number for number, column in enumerate(columns) for node in column.nodes}
    forward = [step for step in steps if place[step.source] < place[step.target]]
    assert sum(band.step.statements for band in flow.bands) == sum(
        step.statements for step in forward
    )
    assert max((bar.column for bar in flow.bars.values()), default=0) < len(columns)
    picture = draw_flow(columns, steps, "<a label>")
    assert picture == draw_flow(columns, steps, "<a label>")
    assert bool(picture.svg) == bool(forward)
    if forward:
        svg = read(picture.svg)
        assert svg.get("viewBox") == f"0 0 {picture.width} {picture.height}"
        assert svg.get("aria-label") == "<a label>"


def make_columns(*columns: Sequence[str]) -> list[FlowColumn]:
    return [FlowColumn(" ".join(names), tuple(map(FlowNode, names, names))) for names in columns]


def test_what_is_inferred_throughout_is_striped() -> None:
    columns = make_columns("d", "ab")
    svg = draw_flow(columns, [Step("d", "a", 3, True), Step("d", "b", 2, False)], "x").svg
    assert svg.count('<path class="fs-guess"') == 1
    paths = [path for path in read(svg).iter("path") if path.get("stroke-width")]
    widths = {path.get("class"): float(path.get("stroke-width", "")) for path in paths}
    assert widths == {None: 3 * WIDEST, "fs-guess": 2 * WIDEST}


def test_what_we_did_not_read_is_hollow() -> None:
    columns = [FlowColumn("", (FlowNode("d", "D", read=False),)), *make_columns("a")]
    svg = draw_flow(columns, [Step("d", "a", 3, True)], "x").svg
    assert [path.get("class") for path in read(svg).iter("path")][1:] == [
        "fs-bar fs-unread",
        "fs-bar",
    ]


def test_all_text_is_escaped_and_titles_are_links() -> None:
    columns = [
        FlowColumn("<b>", (FlowNode("d", "The <i>Herald</i>", '?a&"b'),)),
        FlowColumn("&", (FlowNode("a", "A & B"),)),
    ]
    svg = draw_flow(columns, [Step("d", "a", 1, True)], 'a "label"').svg
    assert 'aria-label="a &quot;label&quot;"' in svg
    words = ["<b>", "The <i>Herald</i>", "&", "A & B"]
    assert [text.text for text in read(svg).iter("text")] == words
    assert [link.get("href") for link in read(svg).iter("a")] == ['?a&"b']


def test_of_more_nodes_than_there_is_room_for_those_with_least_are_one() -> None:
    names = [f"a{number:02}" for number in range(20)]
    steps = [Step("d", name, 30 - number, False) for number, name in enumerate(names)]
    steps[17] = Step("d", "a17", 13, True)
    steps[:9] = [Step("e", step.target, step.statements, False) for step in steps[:9]]
    flow = lay_out(make_columns("de", names), steps)
    titles = [bar.node.title for bar in flow.bars.values() if bar.column == 1]
    assert titles == [*names[: MOST_BARS - 1], "and 9 more"]
    lowest = max((bar for bar in flow.bars.values() if bar.column == 1), key=lambda bar: bar.y)
    assert lowest.node.title == "and 9 more"
    (rest,) = (band.step for band in flow.bands if band.step.target not in names)
    assert (rest.statements, rest.stated) == (sum(range(11, 20)), True)


def test_bands_at_a_bar_stand_in_the_order_of_their_other_ends() -> None:
    steps = [Step("d", "b", 1, True), Step("d", "a", 1, True), Step("e", "a", 9, True)]
    steps += [Step("e", "b", 1, True), Step("e", "c", 9, True)]
    flow = lay_out(make_columns("de", "bac"), steps)
    for key in "deabc":
        ends = [
            (band.start[1], flow.bars[band.step.target].middle)
            if band.step.source == key
            else (band.end[1], flow.bars[band.step.source].middle)
            for band in flow.bands
            if key in (band.step.source, band.step.target)
        ]
        assert [other for _, other in sorted(ends)] == sorted(other for _, other in ends)


def test_what_no_step_touches_and_what_leads_back_is_left_out() -> None:
    columns = make_columns("d", "rs", "ab")
    steps = [Step("d", "a", 1, True), Step("a", "d", 1, True), Step("a", "b", 1, True)]
    assert set(lay_out(columns, steps).bars) == {"d", "a"}
    assert draw_flow(columns, steps[1:], "x").svg == ""


def test_the_picture_of_an_event_like_the_first_call_is_about_310_pixels_high() -> None:
    columns = make_columns("ptunk", "sel", "abd")
    pairs = {"pa": 3, "ta": 7, "ts": 5, "td": 4, "ue": 2, "na": 12, "ns": 10, "nb": 6, "nd": 6}
    pairs |= {"nl": 2, "ka": 1, "sb": 7, "eb": 2, "ld": 2}
    picture = draw_flow(columns, [Step(*pair, size, True) for pair, size in pairs.items()], "x")
    assert 220 <= picture.height <= 330
    assert picture.svg.count("<") < 80
