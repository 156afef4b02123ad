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
from factsheet.site.pictures.scale import Scale, Span, Tick, find_span, list_ticks, spread_boxes
from factsheet.site.pictures.text import REM, WIDTH, Picture, break_text, measure

LINE, GAP, MIDDLE = 15, 10, 7
PAD, BEYOND = 18, 12
LEAST, MOST_PER_DAY, TICKS_APART = 160, 40, 30
TEXT, LEADER, LANE = 170, 22, 13
MOST_BARS, MOST_POINTS = 4, 4
RADIUS, HALF_BAR, HEAD, CROSS = 4.5, 3, 9, 6

SIGNS: Mapping[str, str] = {
    "day": "on this day",
    "range": "within these days, or through them",
    "open": "beginning or end open",
    "doubt": "date uncertain",
    "hollow": "announced",
    "crossed": "cancelled",
}
"""What may be seen of a thing in time, and what it means."""


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
    """A thing and where its first day begins and its last day ends; an open side reaches beyond the
    named days.
    """

    thing: Dated
    span: Span
    start: float
    end: float

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2

    @property
    def mark(self) -> float:
        """Where its label belongs: at a day, or at the beginning of a bar."""
        return self.middle if self.span.one_day else self.start + HALF_BAR


@dataclass(frozen=True, slots=True)
class _Label:
    title: tuple[str, ...]
    detail: tuple[str, ...]

    @property
    def height(self) -> int:
        return (len(self.title) + len(self.detail)) * LINE + GAP


def find_signs(date: EdtfDate | None, state: str) -> tuple[str, ...]:
    """The keys of `SIGNS` that a date and a state have; without a date, only those of the state."""
    span = find_span(date) if date else None
    found = {
        "day": span and span.one_day,
        "range": span and not span.one_day and None not in (span.start, span.end),
        "open": span and None in (span.start, span.end),
        "doubt": date and not {"?", "~", "%"}.isdisjoint(date.text),
        "hollow": state == "announced",
        "crossed": state == "cancelled",
    }
    return tuple(name for name, seen in found.items() if seen)


def make_scale(spans: Iterable[Span], start: float, length: float) -> Scale:
    """The scale on which the named days of all `spans`, at least one, have their place."""
    bounds = [span.bounds for span in spans]
    return Scale(min(first for first, _ in bounds), max(last for _, last in bounds), start, length)


def place_thing(thing: Dated, span: Span, scale: Scale, beyond: float) -> Placed:
    """Where a thing with a date stands; `beyond` is how far open sides reach over the scale's ends."""
    start = scale.start - beyond if span.start is None else scale.place(span.start)
    end = scale.start + scale.length + beyond if span.end is None else scale.place(span.end)
    return Placed(thing, span, start, end)


def take_lanes(spans: Iterable[tuple[float, float]], most: int) -> list[int]:
    """For each span, in the order of their starts, a lane that is free there; where all are taken,
    the one that is free first."""
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
    spans = [(one, find_span(one.date)) for one in things if one.date]
    scale = _fit_scale(spans)
    placed = sorted(
        (place_thing(one, span, scale, BEYOND) for one, span in spans), key=lambda one: one.mark
    )
    ticks = tuple(list_ticks(scale, TICKS_APART)) if placed else ()
    axis = max((max(measure(one.words), measure(one.year)) for one in ticks), default=0) + 10
    lanes, knee = _place_lanes(placed, axis + LANE)
    left = knee + LEADER
    width = max(TEXT, WIDTH - left)
    end = scale.start + scale.length + PAD if placed else 0
    marks, height = _draw_events(placed, lanes, knee, width, end)
    rest, height = _draw_undated(
        [one for one in things if not one.date], left, width, height, undated
    )
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


def _fit_scale(spans: Sequence[tuple[Dated, Span]]) -> Scale:
    """An axis as long as the labels need and not shorter than `LEAST`, but at most `MOST_PER_DAY`
    for each day.
    """
    if not spans:
        return Scale(0, 1, PAD, 1)
    days = make_scale((span for _, span in spans), PAD, 1)
    needed = sum(_set_label(one, TEXT).height for one, _ in spans)
    return Scale(
        days.first, days.last, PAD, min(max(LEAST, needed), MOST_PER_DAY * (days.last - days.first))
    )


def _place_lanes(placed: Sequence[Placed], x: int) -> tuple[list[int], int]:
    """The x of each mark, bars left of days, and of where the lines to the labels bend."""
    reach = RADIUS + 1
    bars = take_lanes(((one.start, one.end) for one in placed if not one.span.one_day), MOST_BARS)
    points = take_lanes(
        ((one.mark - reach, one.mark + reach) for one in placed if one.span.one_day), MOST_POINTS
    )
    first = max(bars, default=-1) + 1
    last = first + max(points, default=-1) + 1
    next_bar, next_point = iter(bars), iter(points)
    lanes = [first + next(next_point) if one.span.one_day else next(next_bar) for one in placed]
    return [x + lane * LANE for lane in lanes], x + last * LANE - LANE // 2


def _draw_events(
    placed: Sequence[Placed], lanes: Sequence[int], knee: int, width: int, end: float
) -> tuple[list[str], int]:
    """The marks with their labels, and how far down all of it reaches."""
    labels = [_set_label(one.thing, width) for one in placed]
    heights = [one.height for one in labels]
    tops = spread_boxes([one.mark - MIDDLE for one in placed], heights)
    drawn = []
    for one, x, top, label in zip(placed, lanes, tops, labels, strict=True):
        level = one.mark if top == int(one.mark - MIDDLE) else top + MIDDLE
        lead = (
            f'<path class="fs-leader" d="M{x} {one.mark:g}H{knee}L{knee + LEADER - 5} {level:g}"/>'
        )
        sign = draw_point(x, one.mark, one.thing.state) if one.span.one_day else _draw_bar(one, x)
        drawn.append(_link(one.thing, lead + sign + _write(label, knee + LEADER, top)))
    return drawn, int(max(end, tops[-1] + heights[-1])) if placed else 0


def _draw_undated(
    things: Sequence[Dated], left: int, width: int, top: int, title: str
) -> tuple[list[str], int]:
    """The things without a date with their labels under a rule and a title, and how far down all of
    it reaches.
    """
    if not things:
        return [], top
    drawn = [f'<path class="fs-rule" d="M0 {top + GAP}H{left + width}"/>'] if top else []
    top += 2 * GAP if top else 0
    drawn.append(f'<text class="fs-head" x="{left}" y="{top + LINE - 3}">{escape(title)}</text>')
    top += LINE + GAP // 2
    for one in things:
        label = _set_label(one, width)
        sign = draw_point(left - LANE, top + MIDDLE, one.state) if one.state != "occurred" else ""
        drawn.append(_link(one, sign + _write(label, left, top)))
        top += label.height
    return drawn, top


def _draw_axis(ticks: Iterable[Tick], x: int, end: float) -> Iterator[str]:
    yield f'<g class="fs-axis" aria-hidden="true"><path d="M{x} 0V{end:g}"/>'
    for tick in ticks:
        year = f'<tspan x="{x - 7}" dy="13">{tick.year}</tspan>' if tick.year else ""
        text = f'<text x="{x - 7}" y="{tick.place + 4:g}">{tick.words}{year}</text>'
        yield f'<path d="M{x - 4} {tick.place:g}h4"/>{text}'
    yield "</g>"


def _draw_bar(one: Placed, x: int) -> str:
    """A bar over the days of a span; an arrow head on a side that is open."""
    start, end = one.start, max(one.end, one.start + HALF_BAR)
    path = f"M{x - HALF_BAR} {start:g}h{2 * HALF_BAR}"
    if one.span.start is None:
        path = f"M{x - HALF_BAR} {start + HEAD:g}h-3L{x} {start:g}l{HALF_BAR + 3} {HEAD}h-3"
    if one.span.end is None:
        path += f"V{end - HEAD:g}h3L{x} {end:g}l-{HALF_BAR + 3} -{HEAD}h3z"
    else:
        path += f"V{end:g}h-{2 * HALF_BAR}z"
    cross = draw_cross(x, one.middle) if one.thing.state == "cancelled" else ""
    return f'<path class="fs-sign" d="{path}"/>{cross}'


def draw_point(x: float, y: float, state: str) -> str:
    """The sign of a thing on one day, or without a date."""
    cross = draw_cross(x, y) if state == "cancelled" else ""
    return f'<circle class="fs-sign" cx="{x:g}" cy="{y:g}" r="{RADIUS}"/>{cross}'


def draw_cross(x: float, y: float) -> str:
    """What crosses out the sign of a thing that was cancelled."""
    size = 2 * CROSS
    return (
        f'<path class="fs-cross" d="M{x - CROSS:g} {y - CROSS:g}l{size} {size}m0 -{size}l-{size}'
        f' {size}"/>'
    )


def draw_sign(name: str) -> Picture:
    """A sign of `SIGNS` by itself, for a legend."""
    state = {"hollow": "announced", "crossed": "cancelled"}.get(name, "occurred")
    drawn = draw_point(8, 9, state)
    if name in ("range", "open"):
        span = Span(0, 2 if name == "range" else None)
        drawn = _draw_bar(Placed(Dated("", "", "", None), span, 1, 17), 8)
    return Picture(
        16,
        18,
        f'<svg class="fs-time fs-{name}" width="16" height="18" aria-hidden="true">{drawn}</svg>',
    )


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
    """Everything that belongs to a thing as one link, whose name is title, date and state in full."""
    classes = " ".join(f"fs-{sign}" for sign in find_signs(thing.date, thing.state))
    name = escape(f"{thing.title}, {thing.detail}")
    return f'<a class="{classes}" href="{escape(thing.url)}" aria-label="{name}">{drawn}</a>'
