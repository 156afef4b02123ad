"""The signs of things in time: a point or a bar, filled, hollow or crossed out; uncertain ones have
a broken edge.
"""

from collections.abc import Mapping

from factsheet.facts.dates import EdtfDate
from factsheet.site.pictures.days import find_span
from factsheet.site.pictures.text import Picture

RADIUS, HALF_BAR, ARROW, CROSS = 4.5, 3, 9, 6
"""In pixels: of points, bars, arrow heads and crosses."""
SIZE = 18
"""The side of a sign by itself, in pixels."""

SIGNS: Mapping[str, str] = {
    "day": "on this day",
    "range": "within these days, or through them",
    "open": "beginning or end open",
    "doubt": "date uncertain",
    "hollow": "announced",
    "crossed": "cancelled",
}
"""What the signs mean, by name."""


def find_signs(date: EdtfDate | None, state: str) -> tuple[str, ...]:
    """The names in `SIGNS` for a date and the state of an event; without a date, only for the
    state.
    """
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


def draw_sign(names: tuple[str, ...], upwards: bool = False) -> Picture:
    """The sign that has these `names`, to stand beside words that say the same; `upwards` if it is
    the beginning that is open.
    """
    middle = SIZE / 2
    if {"range", "open"}.isdisjoint(names):
        drawn = draw_point(middle, middle)
    else:
        drawn = _draw_bar("open" in names, upwards)
    cross = draw_cross(middle, middle) if "crossed" in names else ""
    classes = " ".join(("fs-time", "fs-glyph", *(f"fs-{name}" for name in names)))
    return Picture(
        SIZE,
        SIZE,
        f'<svg class="{classes}" width="{SIZE}" height="{SIZE}" aria-hidden="true">'
        f"{drawn}{cross}</svg>",
    )


def draw_point(x: float, y: float) -> str:
    """A thing on one day, or without a date."""
    return f'<circle class="fs-sign" cx="{x:g}" cy="{y:g}" r="{RADIUS}"/>'


def draw_cross(x: float, y: float) -> str:
    """The cross over the sign of a thing that was cancelled."""
    size = 2 * CROSS
    path = f"M{x - CROSS:g} {y - CROSS:g}l{size} {size}m0 -{size}l-{size} {size}"
    return f'<path class="fs-cross" d="{path}"/>'


def _draw_bar(is_open: bool, upwards: bool) -> str:
    """A bar, with an arrow head on a side that is open."""
    first, last, onwards = (SIZE - 1, 1, -1) if upwards else (1, SIZE - 1, 1)
    path = f"M{SIZE // 2 - HALF_BAR} {first}h{2 * HALF_BAR}"
    if is_open:
        neck = last - ARROW * onwards
        path += f"V{neck}h3L{SIZE // 2} {last}L{SIZE // 2 - HALF_BAR - 3} {neck}h3z"
    else:
        path += f"V{last}h-{2 * HALF_BAR}z"
    return f'<path class="fs-sign" d="{path}"/>'
