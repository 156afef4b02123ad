"""A picture of who has what from whom: columns of bars, and bands from bar to bar.

A band is as wide as its number of statements, and striped if it is inferred throughout; bars are as
high as what leads to them or from them. Everything is placed by numbers alone, so that the picture
is the same each time; labels are cut by the most that their letters take in common fonts.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from math import ceil

from factsheet.site.pictures.text import Picture, cut_text
from factsheet.voices.lineage import Step

WIDTH = 1188
"""Of the picture, in pixels: of a page without its contents list."""
LEFT, RIGHT = 262, 286
"""What the labels of the first column and of the last take."""
HEIGHT, HEAD, FOOT = 290, 26, 8
"""About how high the bars of a picture of few are together; what is above them, and below."""
BAR, GAP, LABEL = 9, 10, 18
"""How broad a bar is; from bar to bar; how high a line of labels is."""
FONT, MEASURED = 14, 12
"""The size of labels, and that for which text is measured."""
WIDEST, HAIRLINE = 4.0, 0.6
"""The most and the least pixels of a band of one statement."""
MARGIN, BASE = 8, 15
"""Between bars and labels; the base of the line of the columns' labels."""
MOST_BARS = 12
"""So many bars stand in a column; of more, the last stands for the rest."""
REST = " "
"""Begins the key of a bar for the rest of its column; no id and no voice begins so."""


@dataclass(frozen=True, slots=True)
class FlowNode:
    """A bar with a title that links to `url`; hollow unless it was `read`."""

    key: str
    title: str
    url: str = ""
    read: bool = True


@dataclass(frozen=True, slots=True)
class FlowColumn:
    label: str
    nodes: tuple[FlowNode, ...]


@dataclass(slots=True)
class Bar:
    """Where a node stands: the left and the top of its bar, and its height. The label of an `outer`
    one, in the first column or the last, is beside it; that of another above it.
    """

    node: FlowNode
    column: int
    outer: bool
    x: float
    height: float
    y: float = 0

    @property
    def middle(self) -> float:
        return self.y + self.height / 2

    @property
    def above(self) -> float:
        """The room that it takes above itself."""
        return (max(self.height, LABEL) - self.height) / 2 if self.outer else LABEL

    @property
    def room(self) -> float:
        """The room that it takes in all, from top to bottom."""
        return max(self.height, LABEL) if self.outer else LABEL + self.height


@dataclass(frozen=True, slots=True)
class Band:
    """A step from bar to bar: its width, and the middles of its two ends."""

    step: Step
    width: float
    start: tuple[float, float]
    end: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Words:
    """A label at a place, to which its line runs, about which it is centred, or where it begins
    (`anchor`: "end", "middle" or "start").
    """

    text: str
    url: str
    x: float
    y: float
    anchor: str
    head: bool = False


@dataclass(slots=True)
class Flow:
    """All that is drawn, within `WIDTH` and `height`."""

    bars: dict[str, Bar] = field(default_factory=dict)
    bands: list[Band] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    height: int = 0


def draw_flow(columns: Sequence[FlowColumn], steps: Iterable[Step], label: str) -> Picture:
    """The picture of `columns`, from left to right, and of those `steps` that lead from one to a
    later one; it has no text if there are none.
    """
    flow = lay_out(columns, steps)
    svg = (
        f'<svg class="fs-flow" role="group" aria-label="{escape(label)}"'
        f' viewBox="0 0 {WIDTH} {flow.height}">',
        '<g aria-hidden="true">',
        *(_draw_band(band) for band in flow.bands),
        *_draw_bars(flow.bars.values()),
        "</g>",
        *(_write(words) for words in flow.words),
        "</svg>",
    )
    return Picture(WIDTH, flow.height, "\n".join(svg) if flow.bands else "")


def lay_out(columns: Sequence[FlowColumn], steps: Iterable[Step]) -> Flow:
    """Place what is drawn of `columns` and `steps`: nodes that a step leads to or from, and steps
    that lead from a column to a later one.
    """
    place = {node.key: number for number, column in enumerate(columns) for node in column.nodes}
    shown, drawn = _fold(columns, [step for step in steps if _is_drawn(step, place)])
    scale = _choose_scale(shown, drawn)
    flow = Flow()
    for number, column in enumerate(shown):
        outer = number in (0, len(shown) - 1)
        for node in column.nodes:
            height = max(_add_widths(drawn, node.key, scale))
            flow.bars[node.key] = Bar(node, number, outer, _find_x(number, len(shown)), height)
    rooms = (_add_rooms(_list_bars(flow, number)) for number in range(len(shown)))
    flow.height = HEAD + FOOT + ceil(max(rooms, default=0))
    for number in range(len(shown)):
        _place_column(flow, number, drawn)
    flow.bands = list(_join_bars(flow.bars, drawn, scale))
    flow.words = list(_place_words(flow, shown))
    return flow


def _is_drawn(step: Step, place: Mapping[str, int]) -> bool:
    known = step.source in place and step.target in place
    return known and place[step.source] < place[step.target]


def _fold(
    columns: Iterable[FlowColumn], steps: Sequence[Step]
) -> tuple[list[FlowColumn], list[Step]]:
    """Leave out what no step touches, and let one node stand for those of a column that have least,
    if there are more than `MOST_BARS`.
    """
    weights = Counter[str]()
    for step in steps:
        weights.update({step.source: step.statements, step.target: step.statements})
    names: dict[str, str] = {}
    shown: list[FlowColumn] = []
    for column in columns:
        nodes = [node for node in column.nodes if weights[node.key]]
        if len(nodes) > MOST_BARS:
            by_weight = sorted(nodes, key=lambda node: -weights[node.key])
            folded = by_weight[MOST_BARS - 1 :]
            rest = FlowNode(f"{REST}{len(shown)}", f"and {len(folded)} more")
            names |= {node.key: rest.key for node in folded}
            nodes = [*(node for node in nodes if node.key not in names), rest]
        if nodes:
            shown.append(FlowColumn(column.label, tuple(nodes)))
    return shown, _merge_steps(steps, names)


def _merge_steps(steps: Iterable[Step], names: Mapping[str, str]) -> list[Step]:
    """Those that lead from and to the same, once their ends are renamed, as one."""
    merged: dict[tuple[str, str], Step] = {}
    for step in steps:
        ends = names.get(step.source, step.source), names.get(step.target, step.target)
        before = merged.get(ends)
        statements = step.statements + (before.statements if before else 0)
        merged[ends] = Step(*ends, statements, step.stated or bool(before and before.stated))
    return list(merged.values())


def _choose_scale(columns: Iterable[FlowColumn], steps: Sequence[Step]) -> float:
    """The pixels of a statement: so many that the fullest column is about as high as it may be."""
    scale = WIDEST
    for column in columns:
        weight = sum(max(_add_widths(steps, node.key, 1)) for node in column.nodes)
        spare = max(HEIGHT - (LABEL + GAP) * len(column.nodes), HEIGHT / 2)
        scale = min(scale, spare / weight)
    return scale


def measure_band(step: Step, scale: float) -> float:
    """The width of a band; it can be seen even if its statement is one of thousands."""
    return max(HAIRLINE, step.statements * scale)


def _add_widths(steps: Iterable[Step], key: str, scale: float) -> tuple[float, float]:
    """What leads to a node, and from it."""
    return (
        sum(measure_band(step, scale) for step in steps if step.target == key),
        sum(measure_band(step, scale) for step in steps if step.source == key),
    )


def _find_x(number: int, count: int) -> float:
    return LEFT + round((WIDTH - LEFT - RIGHT - BAR) * number / (count - 1))


def _list_bars(flow: Flow, number: int) -> list[Bar]:
    return [bar for bar in flow.bars.values() if bar.column == number]


def _add_rooms(bars: Sequence[Bar]) -> float:
    return sum(bar.room for bar in bars) + GAP * (len(bars) - 1)


def _place_column(flow: Flow, number: int, steps: Sequence[Step]) -> None:
    """Place the bars of a column: in the order of what leads to them, near to it, and those of the
    outer columns as far apart as there is room.
    """
    bars = _list_bars(flow, number)
    wanted = {bar.node.key: _find_wanted(flow, bar, steps) for bar in bars} if number else {}
    if number:
        bars.sort(key=lambda bar: (bar.node.key.startswith(REST), wanted[bar.node.key]))
    spare = flow.height - HEAD - FOOT - _add_rooms(bars)
    free = HEAD + spare / len(bars) / 2
    for bar in bars:
        if not bar.outer:
            free = max(free, wanted[bar.node.key] - bar.height / 2 - bar.above)
        bar.y = free + bar.above
        free += bar.room + GAP + (spare / len(bars) if bar.outer else 0)
    limit = float(flow.height - FOOT)
    for bar in reversed(bars):
        bar.y = min(bar.y, limit - bar.room + bar.above)
        limit = bar.y - bar.above - GAP


def _find_wanted(flow: Flow, bar: Bar, steps: Iterable[Step]) -> float:
    """The mean of the middles of what leads to a bar; the foot, if nothing does."""
    leading = [step for step in steps if step.target == bar.node.key]
    weight = sum(step.statements for step in leading)
    middles = sum(flow.bars[step.source].middle * step.statements for step in leading)
    return middles / weight if weight else flow.height


def _join_bars(bars: Mapping[str, Bar], steps: Sequence[Step], scale: float) -> Iterator[Band]:
    """The bands, in the order of `steps`; those at one bar stand in the order of the others."""
    ends = dict(_stack(bars, steps, scale, incoming=False))
    starts = dict(_stack(bars, steps, scale, incoming=True))
    for step in steps:
        source, target = bars[step.source], bars[step.target]
        yield Band(
            step,
            measure_band(step, scale),
            (source.x + BAR, ends[step]),
            (target.x, starts[step]),
        )


def _stack(
    bars: Mapping[str, Bar], steps: Sequence[Step], scale: float, *, incoming: bool
) -> Iterator[tuple[Step, float]]:
    """The height at which each step meets its target, or its source."""
    for key, bar in bars.items():
        if incoming:
            own = [(bars[step.source].middle, step) for step in steps if step.target == key]
        else:
            own = [(bars[step.target].middle, step) for step in steps if step.source == key]
        own.sort(key=lambda pair: pair[0])
        y = bar.middle - sum(measure_band(step, scale) for _, step in own) / 2
        for _, step in own:
            width = measure_band(step, scale)
            yield step, y + width / 2
            y += width


def _place_words(flow: Flow, columns: Sequence[FlowColumn]) -> Iterator[Words]:
    last = len(columns) - 1
    between = (WIDTH - LEFT - RIGHT) // max(last, 1) - MARGIN
    for number, column in enumerate(columns):
        width = {0: LEFT - 2 * MARGIN, last: RIGHT - 2 * MARGIN}.get(number, between)
        anchor = {0: "end", last: "start"}.get(number, "middle")
        bars = _list_bars(flow, number)
        x = bars[0].x + {"end": -MARGIN, "middle": BAR / 2, "start": BAR + MARGIN}[anchor]
        yield Words(_cut(column.label, width), "", x, BASE, anchor, head=True)
        for bar in bars:
            y = bar.middle + FONT / 3 if bar.outer else bar.y - FONT / 3
            yield Words(_cut(bar.node.title, width), bar.node.url, x, y, anchor)


def _cut(text: str, width: int) -> str:
    return cut_text(text, width * MEASURED // FONT)


def _draw_band(band: Band) -> str:
    (x, y), (end_x, end_y) = band.start, band.end
    bend = (x + end_x) / 2
    kind = "" if band.step.stated else ' class="fs-guess"'
    return (
        f'<path{kind} stroke-width="{band.width:.3g}" d="M{x:g} {y:.1f}'
        f'C{bend:g} {y:.1f} {bend:g} {end_y:.1f} {end_x:g} {end_y:.1f}"/>'
    )


def _draw_bars(bars: Iterable[Bar]) -> Iterator[str]:
    """The bars, all of a kind in one element."""
    kinds: dict[bool, str] = {}
    for bar in bars:
        drawn = f"M{bar.x:g} {bar.y:.1f}h{BAR}v{bar.height:.1f}h-{BAR}z"
        kinds[bar.node.read] = kinds.get(bar.node.read, "") + drawn
    for read, drawn in kinds.items():
        yield f'<path class="{"fs-bar" if read else "fs-bar fs-unread"}" d="{drawn}"/>'


def _write(words: Words) -> str:
    kind = ' class="fs-head"' if words.head else ""
    text = (
        f'<text{kind} x="{words.x:g}" y="{words.y:.1f}" text-anchor="{words.anchor}">'
        f"{escape(words.text)}</text>"
    )
    return f'<a href="{escape(words.url)}">{text}</a>' if words.url else text
