"""A strip of time, true to scale: what happened next to a thing, from left to right.

It counts in percent of its width and in pixels of its height, so that it fits any page and its
marks keep their size.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from factsheet.site.pictures.scale import Days, Scale, find_span, list_ticks
from factsheet.site.pictures.timeline import (
    Dated,
    Placed,
    draw_cross,
    draw_point,
    find_signs,
    make_scale,
    place_thing,
    take_lanes,
)

MARGIN, BEYOND, REACH = 4.0, 1.0, 2.2
"""In percent: room beside the named days, how far bars that go on reach into it, and half of what a
mark takes.
"""
ROW, HALF_BAR, ARROW, TARGET = 16, 2, 9, 12
"""In pixels: a row, half a bar, an arrow head, and the radius of what can be touched."""
TICKS_APART = 4.0


@dataclass(frozen=True, slots=True)
class Strip:
    """An SVG, and the number of the first and of the last day on its axis."""

    first: int
    last: int
    svg: str

    def __html__(self) -> str:
        return self.svg


def draw_strip(things: Sequence[Dated], here: int, label: str) -> Strip:
    """The strip of `things`, which all have a date; the one at the place `here` is the page's own,
    and not a link.

    Its days are those on which things begin, and all that the page's own may mean; what goes on
    after them is cut off there, and shown as going on.
    """
    spans = [find_span(thing.date) for thing in things if thing.date]
    shown = [span if number == here else _begin(span) for number, span in enumerate(spans)]
    scale = make_scale(shown, MARGIN, 100 - 2 * MARGIN)
    placed = [_cut(thing, span, scale) for thing, span in zip(things, spans, strict=True)]
    order = sorted(range(len(placed)), key=lambda number: placed[number].start)
    reaches = [_reach(placed[number]) for number in order]
    rows = dict(zip(order, take_lanes(reaches, len(placed)), strict=True))
    axis = (max(rows.values()) + 1) * ROW + 2
    svg = (
        (
            f'<svg class="fs-time fs-strip" role="group" aria-label="{escape(label)}" width="100%"'
            f' height="{axis + 5}">'
        ),
        _draw_axis(scale, axis, _draw_now(placed[here], axis, rows[here])),
        *(
            _draw_mark(mark, axis - rows[number] * ROW - ROW // 2 - 1, number == here)
            for number, mark in enumerate(placed)
        ),
        "</svg>",
    )
    return Strip(scale.first, scale.last - 1, "\n".join(svg))


def _begin(span: Days) -> Days:
    """The day on which a span begins, or, if its beginning is open, that on which it ends."""
    first, last = span.bounds
    return Days(first, first + 1) if span.start is not None else Days(last - 1, last)


def _cut(thing: Dated, span: Days, scale: Scale) -> Placed:
    """The place of a thing; a span that leads beyond the scale is open on that side."""
    start = None if span.start is None or span.start < scale.first else span.start
    end = None if span.end is None or span.end > scale.last else span.end
    return place_thing(thing, Days(start, end), scale, BEYOND)


def _reach(placed: Placed) -> tuple[float, float]:
    if placed.span.one_day:
        return placed.middle - REACH, placed.middle + REACH
    return placed.start, max(placed.end, placed.start + REACH)


def _draw_axis(scale: Scale, y: int, now: str) -> str:
    ticks = "".join(
        f'<line x1="{tick.place:g}%" x2="{tick.place:g}%" y1="{y}" y2="{y + 4}"/>'
        for tick in list_ticks(scale, TICKS_APART)
    )
    return (
        f'<g class="fs-axis" aria-hidden="true"><line x2="100%" y1="{y}" y2="{y}"/>{ticks}{now}</g>'
    )


def _draw_now(placed: Placed, axis: int, row: int) -> str:
    """A line from the axis to the mark of the page's own day; a bar needs none."""
    if not placed.span.one_day:
        return ""
    x, y = f"{placed.middle:g}%", axis - row * ROW - ROW // 2
    return f'<line class="fs-now" x1="{x}" x2="{x}" y1="{y}" y2="{axis}"/>'


def _draw_mark(placed: Placed, y: int, here: bool) -> str:
    thing = placed.thing
    signs = " ".join(f"fs-{sign}" for sign in find_signs(thing.date, thing.state))
    if here:
        return f'<g class="{signs} fs-here" aria-hidden="true">{_draw_sign(placed, y)}</g>'
    name = escape(f"{thing.title}, {thing.detail}")
    return (
        f'<a class="{signs}" href="{escape(thing.url)}">'
        f"<title>{name}</title>{_draw_sign(placed, y)}</a>"
    )


def _draw_sign(placed: Placed, y: int) -> str:
    """A point with room to touch it, or a bar with an arrow head on a side that is open."""
    if placed.span.one_day:
        room = f'<circle class="fs-room" r="{TARGET}"/>'
        return (
            f'<svg x="{placed.middle:g}%" y="{y}" overflow="visible">'
            f"{room}{draw_point(0, 0, placed.thing.state)}</svg>"
        )
    width = max(placed.end - placed.start, 1)
    drawn = (
        f'<rect class="fs-sign" x="{placed.start:g}%" y="{y - HALF_BAR}" width="{width:g}%"'
        f' height="{2 * HALF_BAR}"/>'
    )
    for open_side, place, head in (
        (placed.span.start, placed.start, -ARROW),
        (placed.span.end, placed.end, ARROW),
    ):
        if open_side is None:
            arrow = f'<path class="fs-sign" d="M0 -5L{head} 0L0 5z"/>'
            drawn += f'<svg x="{place:g}%" y="{y}" overflow="visible">{arrow}</svg>'
    if placed.thing.state == "cancelled":
        drawn += f'<svg x="{placed.middle:g}%" y="{y}" overflow="visible">{draw_cross(0, 0)}</svg>'
    return drawn
