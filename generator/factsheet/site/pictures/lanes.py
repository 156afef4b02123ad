"""A picture of who has what from whom: rows of text, and beside them a lane for each row that
others draw on.

A lane begins at its row and runs down; where a lower row draws on it, a dot on it holds the number
of statements. Everything is counted in whole pixels of a font of 12, so that the picture is legible
at 340 of them and the same each time; text is broken by what its letters take at most in common
fonts.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from itertools import pairwise

from factsheet.site.pictures.text import REM, TEXT, WIDTH, Picture, break_text, pack_details
from factsheet.voices.lineage import Step

PITCH, GAP, RADIUS = 18, 6, 8
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
class Part:
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
    bands: list[tuple[Part, int, int]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


def draw_lanes(parts: Sequence[Part], steps: Iterable[Step], label: str) -> Picture:
    """The picture of `parts`, from top to bottom; a step from or to a row that is not there is left
    out.
    """
    keys = [stop.key for part in parts for stop in part.stops]
    known = set(keys)
    plan = _Plan(
        [
            one
            for one in steps
            if one.source in known and one.target in known and one.source != one.target
        ]
    )
    _place_lanes(plan, parts, keys)
    plan.height = GAP
    for part in parts:
        _place_part(plan, part)
    width = plan.text + max(TEXT, WIDTH - plan.text)
    parts_of_svg = (
        (
            f'<svg class="fs-lanes" role="group" aria-label="{escape(label)}"'
            f' width="{width / REM:g}rem" viewBox="0 0 {width} {plan.height}">'
        ),
        '<g aria-hidden="true">',
        *_draw_bands(plan, width),
        *_draw_ways(plan),
        "</g>",
        f'<g transform="translate({plan.text + GAP})">',
        *plan.words,
        "</g>",
        "</svg>",
    )
    return Picture(width, plan.height, "\n".join(parts_of_svg))


def _place_lanes(plan: _Plan, parts: Sequence[Part], keys: Sequence[str]) -> None:
    """A lane for each row that others draw on; outside bands a lane is used again once nothing
    below draws on it.
    """
    rows = {key: row for row, key in enumerate(keys)}
    starts, ends = dict[str, int](), dict[str, int]()
    for one in plan.steps:
        own, other = rows[one.source], rows[one.target]
        starts[one.source] = min(starts.get(one.source, own), other)
        ends[one.source] = max(ends.get(one.source, own), other)
    x, free = GAP + RADIUS, dict[int, int]()
    for part in parts:
        for key in (stop.key for stop in part.stops if stop.key in ends):
            again = (
                None
                if part.banded
                else next((one for one, end in free.items() if end < starts[key]), None)
            )
            if again is None:
                again, x = x, x + PITCH
            plan.lanes[key] = again
            if not part.banded:
                free[again] = ends[key]
        x += GAP if part.banded else 0
    plan.text = x + GAP if plan.lanes else GAP + RADIUS


def _place_part(plan: _Plan, part: Part) -> None:
    top = plan.height
    plan.height += GAP // 2 if part.banded else 0
    _write(plan, (part.label,), part.url, "fs-voice" if part.banded else "fs-layer")
    plan.height += GAP // 2
    for stop in part.stops:
        plan.dots[stop.key] = plan.height + LINE // 2 + 1
        _write(plan, (stop.title,), stop.url, "fs-name")
        _write(plan, stop.details, "", "fs-detail")
        plan.height += ROW_GAP
    if part.banded:
        plan.bands.append((part, top, plan.height - GAP // 2))
    plan.height += GAP


def _write(plan: _Plan, text: tuple[str, ...], url: str, kind: str) -> None:
    start, end, height = _set_text(text, url, kind, max(TEXT, WIDTH - plan.text) - 2 * GAP)
    if height:
        plan.words.append(f"{start}{plan.height}{end}")
        plan.height += height


@lru_cache(maxsize=16384)
def _set_text(text: tuple[str, ...], url: str, kind: str, width: int) -> tuple[str, str, int]:
    """Text as SVG, before and after its y, and its height: the same on many pages. It links where
    there is a `url`.
    """
    small = kind == "fs-detail"
    line = SMALL_LINE if small else LINE
    lines = pack_details(text, width * LINE // SMALL_LINE) if small else break_text(text[0], width)
    rows = " ".join(
        f'<tspan x="0" dy="{line if row else line - 3}">{escape(one)}</tspan>'
        for row, one in enumerate(lines)
    )
    start, end = (f'<a href="{escape(url)}">', "</a>") if url else ("", "")
    return f'{start}<text class="{kind}" y="', f'">{rows}</text>{end}', line * len(lines)


def _draw_bands(plan: _Plan, width: int) -> Iterator[str]:
    """Behind the rows and the lanes of a part, as far down as they reach."""
    for part, top, bottom in plan.bands:
        lanes = {stop.key: plan.lanes[stop.key] for stop in part.stops if stop.key in plan.lanes}
        if lanes:
            left, right = min(lanes.values()) - RADIUS - 2, max(lanes.values()) + RADIUS + 2
            end = (
                max((plan.dots[one.target] for one in plan.steps if one.source in lanes), default=0)
                + RADIUS
                + 4
            )
            yield (
                f'<path class="fs-band" d="M{left}'
                f' {top}H{width}V{bottom}H{right}V{max(end, bottom)}H{left}Z"/>'
            )


@dataclass(slots=True)
class _Ways:
    """What is drawn from dots to rows, kind by kind: fewer and larger elements make a small file."""

    lanes: list[str] = field(default_factory=list)
    stated: list[str] = field(default_factory=list)
    inferred: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    guessed: list[str] = field(default_factory=list)


def _draw_ways(plan: _Plan) -> Iterator[str]:
    """Lanes, then what leads from them to the rows, then the dots on top."""
    reach: dict[str, list[int]] = {key: [plan.dots[key]] for key in plan.lanes}
    into: dict[str, dict[int, Step]] = {key: {} for key in plan.dots}
    for one in plan.steps:
        reach[one.source].append(plan.dots[one.target])
        into[one.target][plan.lanes[one.source]] = one
    ways = _Ways([f"M{plan.lanes[key]} {min(ys)}V{max(ys)}" for key, ys in reach.items()])
    for key, y in plan.dots.items():
        _draw_row(ways, y, plan.lanes.get(key, plan.text), plan.text, into[key])
    for kind, drawn in (
        ("lane", ways.lanes),
        ("way", ways.stated),
        ("way fs-guess", ways.inferred),
    ):
        if drawn:
            yield f'<path class="fs-{kind}" d="{"".join(drawn)}"/>'
    yield f'<path class="fs-mark" d="{"".join(ways.marks)}"/>'
    for kind, drawn in (("told", ways.told), ("guess", ways.guessed)):
        if drawn:
            yield f'<g class="fs-{kind}">{"".join(drawn)}</g>'


def _draw_row(ways: _Ways, y: int, mark: int, text: int, dots: Mapping[int, Step]) -> None:
    """What leads to a row's mark, dashed as long as all of it is inferred; from there to its text;
    and its dots.
    """
    stated = False
    points = sorted({*dots, mark})
    for left, right in pairwise(points):
        stated = stated or (left in dots and dots[left].stated)
        (ways.stated if stated else ways.inferred).append(f"M{left} {y}H{right}")
    if points[-1] < text:
        ways.lanes.append(f"M{points[-1]} {y}H{text}")
    ways.marks.append(f"M{mark - 3} {y - 3}h6v6h-6z")
    for x, one in dots.items():
        number = one.statements if one.statements <= MOST_COUNTED else f"{MOST_COUNTED}+"
        dot = f'<circle cx="{x}" cy="{y}" r="{RADIUS}"/><text x="{x}" y="{y + 3}">{number}</text>'
        (ways.told if one.stated else ways.guessed).append(dot)
