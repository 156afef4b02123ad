"""Time beside a list: room between two rows for the days between them, and bars beside the rows
through which something lasts.

A row takes what its words need, so that every mark has its words next to it, at any width and in
any script. The room between rows is true to scale, by one scale for a page; where it would be long
it is broken, and words say for how long. Lengths are in pixels.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from factsheet.site.pictures.days import Days, find_day
from factsheet.site.pictures.text import Picture
from factsheet.wording import count_things

PER_DAY, LONGEST, SHARE = 12, 48, 20
"""The most that a day takes; what room is not broken; so much of it is all that is not broken, at
most.
"""
BREAK, STUB = 34, 8
"""The room of a break, and how far a bar that ends in it reaches into it."""
LANE, MOST_LANES, MARK = 11, 3, 11
"""From bar to bar; how many stand beside one another; where in its row a bar begins."""


@dataclass(frozen=True, slots=True)
class Space:
    """The room after a row, which stands for the `days` to the next; if it is broken, `words` say
    for how long there is nothing.
    """

    days: int
    height: float
    words: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """What lasts from the row `first` to the row `last` or beyond it, in a lane of its own.

    `tail` is how far it reaches into the room after that row.
    """

    lane: int
    first: int
    last: int
    tail: float
    from_open: bool
    to_open: bool


@dataclass(frozen=True, slots=True)
class Rail:
    """What stands beside a row, and beside the room after it."""

    row: Picture
    room: Picture | None
    words: str


def measure_spaces(spans: Sequence[Days], reach: float | None = None) -> list[Space]:
    """The room after each row but the last; the rows are in the order of the first days of their
    `spans`, those without one first.

    `reach` is the day before which all that began before the first row has ended; None if the rows
    are not all events of their time.
    """
    per_day = choose_scale(list_gaps(spans))
    spaces = []
    for span, later in pairwise(spans):
        if reach is not None:
            reach = max(reach, inf if span.end is None else span.end)
        if span.start is None or later.start is None:
            spaces.append(Space(0, 0))
        else:
            spaces.append(_measure_space(span.start + 1, later.start, reach, per_day))
    return spaces


def list_gaps(spans: Sequence[Days]) -> list[int]:
    """The days without a first day between each of `spans` and the next."""
    starts = [span.start for span in spans if span.start is not None]
    return [max(0, later - start - 1) for start, later in pairwise(starts)]


def choose_scale(gaps: Iterable[int]) -> float:
    """How much a day takes, so that what is not broken is not too long: the longest gaps are broken
    first.
    """
    kept = sorted(gaps)
    whole = sum(kept)
    while kept:
        per_day = min(PER_DAY, LONGEST * SHARE / whole) if whole else PER_DAY
        if kept[-1] * per_day <= LONGEST:
            return per_day
        whole -= kept.pop()
    return PER_DAY


def _measure_space(first: int, last: int, reach: float | None, per_day: float) -> Space:
    """The room for the days from `first` to before `last`."""
    days = max(0, last - first)
    height = round(days * per_day, 1)
    if height <= LONGEST:
        return Space(days, height)
    if reach is None:
        return Space(days, BREAK, tell_length(first, last))
    # What lasts into the first half of it leaves the rest empty.
    empty = last - max(reach, first) >= days / 2
    begin = int(max(reach, first)) if empty else first
    what = "without an event" if empty else "in which no event begins"
    return Space(days, BREAK, f"{tell_length(begin, last)} {what}")


def tell_length(first: int, last: int) -> str:
    """The time from the day `first` to before the day `last` in words, in whole days, months or
    years.
    """
    year, month, day = find_day(first)
    last_year, last_month, last_day = find_day(last)
    months = (last_year - year) * 12 + last_month - month - (last_day < day)
    if months < 2:
        return count_things(last - first, "day")
    if months < 24 and months % 12:
        return count_things(months, "month")
    return count_things(months // 12, "year")


def place_bars(spans: Sequence[Days], spaces: Sequence[Space]) -> list[Bar]:
    """The bars of what lasts longer than a day, as far as there is a free lane for it."""
    starts = [-inf if span.start is None else span.start for span in spans]
    busy: list[int] = []
    bars = []
    for first, span in enumerate(spans):
        if span.one_day:
            continue
        lane = next((lane for lane, last in enumerate(busy) if last < first), len(busy))
        if lane == MOST_LANES:
            continue
        last = max(first, bisect_left(starts, inf if span.end is None else span.end) - 1)
        busy[lane : lane + 1] = [last]
        tail = _measure_tail(span.end, starts[last], spaces[last]) if last < len(spaces) else 0
        bars.append(Bar(lane, first, last, tail, span.start is None, span.end is None))
    return bars


def _measure_tail(end: int | None, start: float, space: Space) -> float:
    """How far a bar that ends before the day `end` reaches into the room after the day `start`."""
    if end is None or start == -inf or not space.height:
        return 0
    if space.words:
        return STUB if end > start + 1 else 0
    return round(min(1, (end - start - 1) / space.days) * space.height, 1)


def draw_rails(spans: Sequence[Days], reach: float | None = None) -> list[Rail]:
    """What stands beside each row of `spans`, and beside the room after it."""
    spaces = measure_spaces(spans, reach)
    bars = place_bars(spans, spaces)
    width = LANE * (1 + max((bar.lane for bar in bars), default=-1))
    beside: list[list[Bar]] = [[] for _ in spans]
    for bar in bars:
        for row in range(bar.first, bar.last + 1):
            beside[row].append(bar)
    rails = []
    for row, lasting in enumerate(beside):
        space = spaces[row] if row < len(spaces) and spaces[row].height else None
        drawn = (_draw_beside_row(bar, row, row + 1 == len(spans)) for bar in lasting)
        room = _draw_room(lasting, row, space, width) if space else None
        words = space.words if space else ""
        rails.append(Rail(_draw(width, "", "100%", drawn), room, words))
    return rails


def _draw_beside_row(bar: Bar, row: int, is_last: bool) -> str:
    begin = MARK if row == bar.first else 0
    heads = ""
    if bar.from_open and row == bar.first:
        heads += _draw_head(bar, f"{MARK}", "M-5 9L0 0L5 9z")
    if bar.to_open and is_last:
        heads += _draw_head(bar, "100%", "M-5 -9L0 0L5 -9z")
    return _draw_line(bar, begin, "100%") + heads


def _draw_room(lasting: Sequence[Bar], row: int, space: Space, width: int) -> Picture:
    lines = (
        _draw_line(bar, 0, f"{bar.tail if row == bar.last else space.height:g}")
        for bar in lasting
        if row < bar.last or bar.tail
    )
    return _draw(width, " fs-broken" if space.words else "", f"{space.height:g}", lines)


def _draw(width: int, classes: str, height: str, drawn: Iterator[str]) -> Picture:
    return Picture(
        width,
        0,
        f'<svg class="fs-rail{classes}" width="{width}" height="{height}" aria-hidden="true">'
        f"{''.join(drawn)}</svg>",
    )


def _draw_line(bar: Bar, begin: float, end: str) -> str:
    x = _place(bar)
    return f'<line x1="{x}" x2="{x}" y1="{begin:g}" y2="{end}"/>'


def _draw_head(bar: Bar, y: str, path: str) -> str:
    return f'<svg x="{_place(bar)}" y="{y}" overflow="visible"><path d="{path}"/></svg>'


def _place(bar: Bar) -> int:
    return bar.lane * LANE + LANE // 2
