"""A picture of who has what from whom: rows of text, and beside them a lane for each row that
others draw on.

A lane begins at its row and runs down; where a lower row draws on it, a dot on it holds the number
of statements. Everything is counted in whole pixels of a font of 12, so that the picture is legible
at 340 of them and the same each time; text is broken by the most that its letters take in common
fonts.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from heapq import heappop, heappush
from html import escape
from itertools import pairwise

from factsheet.site.pictures.text import (
    PICTURE_WIDTH,
    REM,
    Picture,
    break_text,
    pack_details,
)
from factsheet.voices.lineage import Step

PITCH, SPACE, RADIUS = 18, 6, 8
"""From lane to lane, around whatever stands alone, and of dots."""
TEXT_WIDTH = 178
"""The least that rows of text take."""
LINE, SMALL_LINE, ROW_GAP = 15, 13, 9
MOST_COUNTED = 99


@dataclass(frozen=True, slots=True)
class Stop:
    """A row: a title that links to `url`, and details below it."""

    key: str
    title: str
    url: str = ""
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LanePart:
    """Rows under a label; in a `banded` part their lanes belong together."""

    label: str
    stops: tuple[Stop, ...]
    url: str = ""
    banded: bool = False


@dataclass(slots=True)
class _Plan:
    """Where everything stands: the x of each lane, the y of each row's dot and of its text, the
    bands.
    """

    steps: Sequence[Step]
    lanes: dict[str, int] = field(default_factory=dict)
    text: int = 0
    height: int = 0
    dots: dict[str, int] = field(default_factory=dict)
    bands: list[tuple[LanePart, int, int]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


def draw_lanes(parts: Sequence[LanePart], steps: Iterable[Step], label: str) -> Picture:
    """The picture of `parts`, from top to bottom.

    A step is left out if it leads from or to a row that is not there, or from a row to itself.
    """
    keys = [stop.key for part in parts for stop in part.stops]
    known = set(keys)
    plan = _Plan([step for step in steps if _is_drawn(step, known)])
    _place_lanes(plan, parts, keys)
    plan.height = SPACE
    for part in parts:
        _place_part(plan, part)
    width = plan.text + max(TEXT_WIDTH, PICTURE_WIDTH - plan.text)
    svg = (
        (
            f'<svg class="fs-lanes" role="group" aria-label="{escape(label)}"'
            f' width="{width / REM:g}rem" viewBox="0 0 {width} {plan.height}">'
        ),
        '<g aria-hidden="true">',
        *_draw_bands(plan, width),
        *_draw_ways(plan),
        "</g>",
        f'<g transform="translate({plan.text + SPACE})">',
        *plan.words,
        "</g>",
        "</svg>",
    )
    return Picture(width, plan.height, "\n".join(svg))


def _is_drawn(step: Step, rows: Container[str]) -> bool:
    return step.source in rows and step.target in rows and step.source != step.target


def _place_lanes(plan: _Plan, parts: Sequence[LanePart], keys: Sequence[str]) -> None:
    """Give each row that others draw on a lane; outside bands a lane is used again once nothing
    below draws on it.
    """
    rows = {key: row for row, key in enumerate(keys)}
    starts, ends = dict[str, int](), dict[str, int]()
    for step in plan.steps:
        own, other = rows[step.source], rows[step.target]
        starts[step.source] = min(starts.get(step.source, own), other)
        ends[step.source] = max(ends.get(step.source, own), other)
    next_x = SPACE + RADIUS
    for part in (part for part in parts if part.banded):
        for stop in part.stops:
            if stop.key in ends:
                plan.lanes[stop.key], next_x = next_x, next_x + PITCH
        next_x += SPACE
    free, busy = list[int](), list[tuple[int, int]]()  # lanes, and until which row others are taken
    drawn = [stop.key for part in parts if not part.banded for stop in part.stops]
    for key in sorted((key for key in drawn if key in ends), key=starts.__getitem__):
        while busy and busy[0][0] < starts[key]:
            heappush(free, heappop(busy)[1])
        if not free:
            free, next_x = [next_x], next_x + PITCH
        plan.lanes[key] = heappop(free)
        heappush(busy, (ends[key], plan.lanes[key]))
    plan.text = next_x + SPACE if plan.lanes else SPACE + RADIUS


def _place_part(plan: _Plan, part: LanePart) -> None:
    top = plan.height
    plan.height += SPACE // 2 if part.banded else 0
    _write(plan, (part.label,), part.url, "fs-voice" if part.banded else "fs-layer")
    plan.height += SPACE // 2
    for stop in part.stops:
        plan.dots[stop.key] = plan.height + LINE // 2 + 1
        _write(plan, (stop.title,), stop.url, "fs-name")
        _write(plan, stop.details, "", "fs-detail")
        plan.height += ROW_GAP
    if part.banded:
        plan.bands.append((part, top, plan.height - SPACE // 2))
    plan.height += SPACE


def _write(plan: _Plan, text: tuple[str, ...], url: str, kind: str) -> None:
    width = max(TEXT_WIDTH, PICTURE_WIDTH - plan.text) - 2 * SPACE
    start, end, height = _set_text(text, url, kind, width)
    if height:
        plan.words.append(f"{start}{plan.height}{end}")
        plan.height += height


@lru_cache(maxsize=16384)
def _set_text(text: tuple[str, ...], url: str, kind: str, width: int) -> tuple[str, str, int]:
    """Text as SVG before and after its y, and its height: the same on many pages. Text with a `url`
    links to it.
    """
    small = kind == "fs-detail"
    line = SMALL_LINE if small else LINE
    lines = pack_details(text, width * LINE // SMALL_LINE) if small else break_text(text[0], width)
    rows = " ".join(
        f'<tspan x="0" dy="{line if row else line - 3}">{escape(words)}</tspan>'
        for row, words in enumerate(lines)
    )
    start, end = (f'<a href="{escape(url)}">', "</a>") if url else ("", "")
    return f'{start}<text class="{kind}" y="', f'">{rows}</text>{end}', line * len(lines)


def _draw_bands(plan: _Plan, width: int) -> Iterator[str]:
    """Areas behind the rows and the lanes of parts, as far down as these reach."""
    reach: dict[str, int] = {}
    for step in plan.steps:
        reach[step.source] = max(reach.get(step.source, 0), plan.dots[step.target])
    for part, top, bottom in plan.bands:
        lanes = {stop.key: plan.lanes[stop.key] for stop in part.stops if stop.key in plan.lanes}
        if not lanes:
            continue
        left, right = min(lanes.values()) - RADIUS - 2, max(lanes.values()) + RADIUS + 2
        end = max(reach[key] for key in lanes) + RADIUS + 4
        yield (
            f'<path class="fs-band" d="M{left} {top}H{width}V{bottom}H{right}'
            f'V{max(end, bottom)}H{left}Z"/>'
        )


@dataclass(slots=True)
class _Ways:
    """What leads from dots to rows, kind by kind: fewer and larger elements make a small file."""

    lanes: list[str] = field(default_factory=list)
    stated: list[str] = field(default_factory=list)
    inferred: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    stated_dots: list[str] = field(default_factory=list)
    inferred_dots: list[str] = field(default_factory=list)


def _draw_ways(plan: _Plan) -> Iterator[str]:
    """Lanes, then what leads from them to the rows, then the dots on top."""
    reach: dict[str, list[int]] = {key: [plan.dots[key]] for key in plan.lanes}
    dots: dict[str, dict[int, Step]] = {key: {} for key in plan.dots}
    for step in plan.steps:
        reach[step.source].append(plan.dots[step.target])
        dots[step.target][plan.lanes[step.source]] = step
    ways = _Ways([f"M{plan.lanes[key]} {min(ys)}V{max(ys)}" for key, ys in reach.items()])
    for key, y in plan.dots.items():
        _draw_row(ways, y, plan.lanes.get(key, plan.text), plan.text, dots[key])
    for kind, drawn in (
        ("lane", ways.lanes),
        ("way", ways.stated),
        ("way fs-guess", ways.inferred),
    ):
        if drawn:
            yield f'<path class="fs-{kind}" d="{"".join(drawn)}"/>'
    yield f'<path class="fs-mark" d="{"".join(ways.marks)}"/>'
    for kind, drawn in (("told", ways.stated_dots), ("guess", ways.inferred_dots)):
        if drawn:
            yield f'<g class="fs-{kind}">{"".join(drawn)}</g>'


def _draw_row(ways: _Ways, y: int, mark: int, text: int, dots: Mapping[int, Step]) -> None:
    """Draw what leads to a row's mark, dashed as long as all of it is inferred; from there to its
    text; and its dots.
    """
    stated = False
    points = sorted({*dots, mark})
    for left, right in pairwise(points):
        stated = stated or (left in dots and dots[left].stated)
        (ways.stated if stated else ways.inferred).append(f"M{left} {y}H{right}")
    if points[-1] < text:
        ways.lanes.append(f"M{points[-1]} {y}H{text}")
    ways.marks.append(f"M{mark - 3} {y - 3}h6v6h-6z")
    for x, step in dots.items():
        number = step.statements if step.statements <= MOST_COUNTED else f"{MOST_COUNTED}+"
        dot = f'<circle cx="{x}" cy="{y}" r="{RADIUS}"/><text x="{x}" y="{y + 3}">{number}</text>'
        (ways.stated_dots if step.stated else ways.inferred_dots).append(dot)
