"""A strip of time, true to scale: what happened next to a thing, from left to right.

It counts in percent of its width and in pixels of its height, so that it fits any page and its
marks keep their size.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from factsheet.site.pictures.scale import Scale, Span, find_span, list_ticks
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
ROW, HALF_BAR, HEAD, TARGET = 16, 2, 9, 12
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
    and no link.

    Its days are those on which things begin, and all that the page's own may mean; what goes on
    after them is cut off there, and shown as what goes on.
    """
    spans = [find_span(one.date) for one in things if one.date]
    shown = [span if number == here else _begin(span) for number, span in enumerate(spans)]
    scale = make_scale(shown, MARGIN, 100 - 2 * MARGIN)
    placed = [_cut(one, span, scale) for one, span in zip(things, spans, strict=True)]
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
            _draw_mark(one, axis - rows[number] * ROW - ROW // 2 - 1, number == here)
            for number, one in enumerate(placed)
        ),
        "</svg>",
    )
    return Strip(scale.first, scale.last - 1, "\n".join(svg))


def _begin(span: Span) -> Span:
    """The day on which a span begins; that on which it ends where its beginning is open."""
    first, last = span.bounds
    return Span(first, first + 1) if span.start is not None else Span(last - 1, last)


def _cut(one: Dated, span: Span, scale: Scale) -> Placed:
    """Where a thing stands; what leads beyond the scale is open on that side."""
    start = None if span.start is None or span.start < scale.first else span.start
    end = None if span.end is None or span.end > scale.last else span.end
    return place_thing(one, Span(start, end), scale, BEYOND)


def _reach(one: Placed) -> tuple[float, float]:
    if one.span.one_day:
        return one.middle - REACH, one.middle + REACH
    return one.start, max(one.end, one.start + REACH)


def _draw_axis(scale: Scale, y: int, now: str) -> str:
    ticks = "".join(
        f'<line x1="{one.place:g}%" x2="{one.place:g}%" y1="{y}" y2="{y + 4}"/>'
        for one in list_ticks(scale, TICKS_APART)
    )
    return (
        f'<g class="fs-axis" aria-hidden="true"><line x2="100%" y1="{y}" y2="{y}"/>{ticks}{now}</g>'
    )


def _draw_now(one: Placed, axis: int, row: int) -> str:
    """From the axis to the mark of the page's own day; a bar needs none."""
    x = f"{one.middle:g}%"
    return (
        f'<line class="fs-now" x1="{x}" x2="{x}" y1="{axis - row * ROW - ROW // 2}" y2="{axis}"/>'
        * one.span.one_day
    )


def _draw_mark(one: Placed, y: int, here: bool) -> str:
    thing = one.thing
    signs = " ".join(f"fs-{sign}" for sign in find_signs(thing.date, thing.state))
    if here:
        return f'<g class="{signs} fs-here" aria-hidden="true">{_draw_sign(one, y)}</g>'
    name = escape(f"{thing.title}, {thing.detail}")
    return (
        f'<a class="{signs}"'
        f' href="{escape(thing.url)}"><title>{name}</title>{_draw_sign(one, y)}</a>'
    )


def _draw_sign(one: Placed, y: int) -> str:
    """A point with room to touch it, or a bar with an arrow head where it goes on."""
    if one.span.one_day:
        room = f'<circle class="fs-room" r="{TARGET}"/>'
        return (
            f'<svg x="{one.middle:g}%" y="{y}"'
            f' overflow="visible">{room}{draw_point(0, 0, one.thing.state)}</svg>'
        )
    width = max(one.end - one.start, 1)
    drawn = (
        f'<rect class="fs-sign" x="{one.start:g}%" y="{y - HALF_BAR}" width="{width:g}%"'
        f' height="{2 * HALF_BAR}"/>'
    )
    for open_side, place, head in (
        (one.span.start, one.start, -HEAD),
        (one.span.end, one.end, HEAD),
    ):
        if open_side is None:
            arrow = f'<path class="fs-sign" d="M0 -5L{head} 0L0 5z"/>'
            drawn += f'<svg x="{place:g}%" y="{y}" overflow="visible">{arrow}</svg>'
    if one.thing.state == "cancelled":
        drawn += f'<svg x="{one.middle:g}%" y="{y}" overflow="visible">{draw_cross(0, 0)}</svg>'
    return drawn
