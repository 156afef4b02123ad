"""A picture of time, true to scale: it runs down a page, with a label beside every mark.

It counts in pixels of a font of 12, as the picture of the lineage does. Its axis is as long as its
labels need in all, so that neither empty centuries nor crowded days make it longer; where marks
stand too close for their labels, these are moved as little as can be, and a line leads from each
mark to its label.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from factsheet.facts.dates import EdtfDate
from factsheet.site.pictures.scale import Days, Scale, Tick, find_span, list_ticks, spread_boxes
from factsheet.site.pictures.text import PICTURE_WIDTH, REM, Picture, break_text, measure

LINE, LABEL_SPACE, MIDDLE = 15, 10, 7
"""A line of a label, the space below a label, and the middle of its first line."""
PAD, BEYOND = 18, 12
"""Room above and below the axis, and how far bars that go on reach into it."""
LEAST_LENGTH, MOST_PER_DAY, TICKS_APART = 160, 40, 30
LABEL_WIDTH, LEADER, LANE = 170, 22, 13
"""The least that a label takes, the width of the lines to labels, and from lane to lane."""
MOST_BARS, MOST_POINTS = 4, 4
RADIUS, HALF_BAR, ARROW, CROSS = 4.5, 3, 9, 6
"""Of points, bars, arrow heads and crosses."""

SIGNS: Mapping[str, str] = {
    "day": "on this day",
    "range": "within these days, or through them",
    "open": "beginning or end open",
    "doubt": "date uncertain",
    "hollow": "announced",
    "crossed": "cancelled",
}
"""What the signs of things in time mean, by name."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A thing in time, or without a date; `detail` gives date and state in words, `state` is that
    of an event.
    """

    title: str
    detail: str
    url: str
    date: EdtfDate | None
    state: str = "occurred"


@dataclass(frozen=True, slots=True)
class Placed:
    """A thing with the places where its first day begins and its last day ends; an open side
    reaches beyond the named days.
    """

    thing: Dated
    span: Days
    start: float
    end: float

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2

    @property
    def mark(self) -> float:
        """The place of its label: at a day, or at the beginning of a bar."""
        return self.middle if self.span.one_day else self.start + HALF_BAR


@dataclass(frozen=True, slots=True)
class _Label:
    title: tuple[str, ...]
    detail: tuple[str, ...]

    @property
    def height(self) -> int:
        return (len(self.title) + len(self.detail)) * LINE + LABEL_SPACE


def find_signs(date: EdtfDate | None, state: str) -> tuple[str, ...]:
    """The names in `SIGNS` for a date and a state; without a date, only for the state."""
    span = find_span(date) if date else None
    signs = {
        "day": span and span.one_day,
        "range": span and not span.one_day and None not in (span.start, span.end),
        "open": span and None in (span.start, span.end),
        "doubt": date and not {"?", "~", "%"}.isdisjoint(date.text),
        "hollow": state == "announced",
        "crossed": state == "cancelled",
    }
    return tuple(name for name, applies in signs.items() if applies)


def make_scale(spans: Iterable[Days], start: float, length: float) -> Scale:
    """The scale for the named days of all `spans`; there must be at least one."""
    bounds = [span.bounds for span in spans]
    return Scale(min(first for first, _ in bounds), max(last for _, last in bounds), start, length)


def place_thing(thing: Dated, span: Days, scale: Scale, beyond: float) -> Placed:
    """The place of a thing with a date; open sides reach over the scale's ends by `beyond`."""
    start = scale.start - beyond if span.start is None else scale.place(span.start)
    end = scale.start + scale.length + beyond if span.end is None else scale.place(span.end)
    return Placed(thing, span, start, end)


def take_lanes(spans: Iterable[tuple[float, float]], most: int) -> list[int]:
    """A free lane for each span, in the order of their starts; if all are taken, the one that is
    free first.
    """
    ends: list[float] = []
    taken = []
    for start, end in spans:
        lane = next((lane for lane, busy in enumerate(ends) if busy <= start), len(ends))
        if lane == most:
            lane = min(range(most), key=ends.__getitem__)
        ends[lane : lane + 1] = [end]
        taken.append(lane)
    return taken


def draw_timeline(things: Sequence[Dated], label: str, undated: str) -> Picture:
    """The picture of `things`; those without a date stand at its end in the order given, under the
    title `undated`.
    """
    spans = [(thing, find_span(thing.date)) for thing in things if thing.date]
    scale = _fit_scale(spans)
    placed = [place_thing(thing, span, scale, BEYOND) for thing, span in spans]
    placed.sort(key=lambda thing: thing.mark)
    ticks = tuple(list_ticks(scale, TICKS_APART)) if placed else ()
    axis = max((measure(words) for tick in ticks for words in (tick.words, tick.year)), default=0)
    axis += 10
    lanes, knee = _place_lanes(placed, axis + LANE)
    left = knee + LEADER
    width = max(LABEL_WIDTH, PICTURE_WIDTH - left)
    end = scale.start + scale.length + PAD if placed else 0
    marks, height = _draw_events(placed, lanes, knee, width, end)
    without_date = [thing for thing in things if not thing.date]
    rest, height = _draw_undated(without_date, left, width, height, undated)
    svg = (
        (
            f'<svg class="fs-time" role="group" aria-label="{escape(label)}"'
            f' width="{(left + width) / REM:g}rem" viewBox="0 0 {left + width} {height}">'
        ),
        *(_draw_axis(ticks, axis, end) if placed else ()),
        *marks,
        *rest,
        "</svg>",
    )
    return Picture(left + width, height, "\n".join(svg))


def _fit_scale(spans: Sequence[tuple[Dated, Days]]) -> Scale:
    """An axis as long as the labels need and at least `LEAST_LENGTH`, but at most `MOST_PER_DAY`
    for each day.
    """
    if not spans:
        return Scale(0, 1, PAD, 1)
    days = make_scale((span for _, span in spans), PAD, 1)
    needed = sum(_set_label(thing, LABEL_WIDTH).height for thing, _ in spans)
    length = min(max(LEAST_LENGTH, needed), MOST_PER_DAY * (days.last - days.first))
    return Scale(days.first, days.last, PAD, length)


def _place_lanes(placed: Sequence[Placed], x: int) -> tuple[list[int], int]:
    """The x of each mark, bars left of days, and that at which the lines to the labels bend."""
    reach = RADIUS + 1
    bar_spans, point_spans = [], []
    for thing in placed:
        if thing.span.one_day:
            point_spans.append((thing.mark - reach, thing.mark + reach))
        else:
            bar_spans.append((thing.start, thing.end))
    bars = take_lanes(bar_spans, MOST_BARS)
    points = take_lanes(point_spans, MOST_POINTS)
    first = max(bars, default=-1) + 1
    last = first + max(points, default=-1) + 1
    next_bar, next_point = iter(bars), iter(points)
    lanes = [first + next(next_point) if thing.span.one_day else next(next_bar) for thing in placed]
    return [x + lane * LANE for lane in lanes], x + last * LANE - LANE // 2


def _draw_events(
    placed: Sequence[Placed], lanes: Sequence[int], knee: int, width: int, end: float
) -> tuple[list[str], int]:
    """The marks with their labels, and how far down all of it reaches."""
    labels = [_set_label(event.thing, width) for event in placed]
    heights = [label.height for label in labels]
    tops = spread_boxes([event.mark - MIDDLE for event in placed], heights)
    drawn = []
    for event, x, top, label in zip(placed, lanes, tops, labels, strict=True):
        y, thing = event.mark, event.thing
        level = y if top == int(y - MIDDLE) else top + MIDDLE
        lead = f'<path class="fs-leader" d="M{x} {y:g}H{knee}L{knee + LEADER - 5} {level:g}"/>'
        sign = draw_point(x, y, thing.state) if event.span.one_day else _draw_bar(event, x)
        drawn.append(_link(thing, lead + sign + _write(label, knee + LEADER, top)))
    return drawn, int(max(end, tops[-1] + heights[-1])) if placed else 0


def _draw_undated(
    things: Sequence[Dated], left: int, width: int, top: int, title: str
) -> tuple[list[str], int]:
    """The things without a date with their labels, under a rule and a title, and how far down all
    of it reaches.
    """
    if not things:
        return [], top
    drawn = [f'<path class="fs-rule" d="M0 {top + LABEL_SPACE}H{left + width}"/>'] if top else []
    top += 2 * LABEL_SPACE if top else 0
    drawn.append(f'<text class="fs-head" x="{left}" y="{top + LINE - 3}">{escape(title)}</text>')
    top += LINE + LABEL_SPACE // 2
    for thing in things:
        label = _set_label(thing, width)
        sign = ""
        if thing.state != "occurred":
            sign = draw_point(left - LANE, top + MIDDLE, thing.state)
        drawn.append(_link(thing, sign + _write(label, left, top)))
        top += label.height
    return drawn, top


def _draw_axis(ticks: Iterable[Tick], x: int, end: float) -> Iterator[str]:
    yield f'<g class="fs-axis" aria-hidden="true"><path d="M{x} 0V{end:g}"/>'
    for tick in ticks:
        year = f'<tspan x="{x - 7}" dy="13">{tick.year}</tspan>' if tick.year else ""
        text = f'<text x="{x - 7}" y="{tick.place + 4:g}">{tick.words}{year}</text>'
        yield f'<path d="M{x - 4} {tick.place:g}h4"/>{text}'
    yield "</g>"


def _draw_bar(placed: Placed, x: int) -> str:
    """A bar over the days of a span, with an arrow head on a side that is open."""
    start, end = placed.start, max(placed.end, placed.start + HALF_BAR)
    path = f"M{x - HALF_BAR} {start:g}h{2 * HALF_BAR}"
    if placed.span.start is None:
        path = f"M{x - HALF_BAR} {start + ARROW:g}h-3L{x} {start:g}l{HALF_BAR + 3} {ARROW}h-3"
    if placed.span.end is None:
        path += f"V{end - ARROW:g}h3L{x} {end:g}l-{HALF_BAR + 3} -{ARROW}h3z"
    else:
        path += f"V{end:g}h-{2 * HALF_BAR}z"
    cross = draw_cross(x, placed.middle) if placed.thing.state == "cancelled" else ""
    return f'<path class="fs-sign" d="{path}"/>{cross}'


def draw_point(x: float, y: float, state: str) -> str:
    """The sign of a thing on one day, or without a date."""
    cross = draw_cross(x, y) if state == "cancelled" else ""
    return f'<circle class="fs-sign" cx="{x:g}" cy="{y:g}" r="{RADIUS}"/>{cross}'


def draw_cross(x: float, y: float) -> str:
    """The cross over the sign of a thing that was cancelled."""
    size = 2 * CROSS
    path = f"M{x - CROSS:g} {y - CROSS:g}l{size} {size}m0 -{size}l-{size} {size}"
    return f'<path class="fs-cross" d="{path}"/>'


def draw_sign(name: str) -> Picture:
    """A sign of `SIGNS` by itself, for a legend."""
    state = {"hollow": "announced", "crossed": "cancelled"}.get(name, "occurred")
    drawn = draw_point(8, 9, state)
    if name in ("range", "open"):
        span = Days(0, 2 if name == "range" else None)
        drawn = _draw_bar(Placed(Dated("", "", "", None), span, 1, 17), 8)
    svg = f'<svg class="fs-time fs-{name}" width="16" height="18" aria-hidden="true">{drawn}</svg>'
    return Picture(16, 18, svg)


def _set_label(thing: Dated, width: int) -> _Label:
    return _Label(break_text(thing.title, width), break_text(thing.detail, width))


def _write(label: _Label, x: int, top: int) -> str:
    rows = [
        f'<tspan x="{x}" y="{top + LINE * row + 11}">{escape(line)}</tspan>'
        for row, line in enumerate((*label.title, *label.detail))
    ]
    title, detail = " ".join(rows[: len(label.title)]), " ".join(rows[len(label.title) :])
    return f'<text>{title}</text> <text class="fs-words">{detail}</text>'


def _link(thing: Dated, drawn: str) -> str:
    """What is drawn of a thing, as one link named after its title, date and state in full."""
    classes = " ".join(f"fs-{sign}" for sign in find_signs(thing.date, thing.state))
    name = escape(f"{thing.title}, {thing.detail}")
    return f'<a class="{classes}" href="{escape(thing.url)}" aria-label="{name}">{drawn}</a>'
