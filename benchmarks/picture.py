"""Draw what was measured, and how it went over time."""

from collections.abc import Sequence
from math import ceil
from pathlib import Path
from statistics import median

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from results import Measured, Week

OURS, OTHERS = "#3949ab", "#9e9e9e"
FIELDS = (("wall", "seconds on the clock"), ("user", "seconds of the processor"),
          ("peak", "megabytes of memory"))  # fmt: skip


def draw_results(measured: Sequence[Measured], path: Path) -> None:
    """Draw bars of the medians with their spread into an SVG file, a row for each size."""
    sizes = sorted({each.events for each in measured})
    mpl.rcParams["svg.hashsalt"] = "factsheet"
    figure = Figure(figsize=(11, 1 + 2 * len(sizes)), layout="constrained")
    grid = figure.subplots(len(sizes), len(FIELDS), squeeze=False)
    for events, row in zip(sizes, grid, strict=True):
        several = [each for each in measured if each.events == events]
        for axes, (field, words) in zip(row, FIELDS, strict=True):
            _draw_bars(axes, several, field)
            axes.set_title(f"{events:,} events: {words}", fontsize="medium")
    figure.savefig(path, metadata={"Date": None})


def _draw_bars(axes: Axes, measured: Sequence[Measured], field: str) -> None:
    names = [each.name for each in measured]
    figures = [each.list_figures(field) for each in measured]
    middles = [median(several) for several in figures]
    below = [middle - several[0] for middle, several in zip(middles, figures, strict=True)]
    above = [several[-1] - middle for middle, several in zip(middles, figures, strict=True)]
    colours = [OURS if place == 0 else OTHERS for place in range(len(names))]
    bars = axes.barh(names, middles, xerr=(below, above), color=colours, ecolor="black", capsize=3)
    axes.bar_label(bars, fmt="{:,.3g}", padding=4, fontsize="small")
    axes.margins(x=0.2)
    axes.invert_yaxis()


def draw_history(history: Sequence[Week], path: Path) -> None:
    """Draw the median of each figure over the days on which it was measured into an SVG file."""
    mpl.rcParams["svg.hashsalt"] = "factsheet"
    names = list(dict.fromkeys(name for _, figures in history for name in figures))
    figure = Figure(figsize=(11, 1 + 2 * ceil(len(names) / 3)), layout="constrained")
    for place, name in enumerate(names, start=1):
        axes = figure.add_subplot(ceil(len(names) / 3), 3, place)
        several = [(day, figures[name]) for day, figures in history if name in figures]
        axes.plot(*zip(*several, strict=True), color=OURS, marker="o", markersize=3)
        axes.set_title(name, fontsize="small")
        axes.margins(y=0.2)
        axes.set_ylim(bottom=0)
        axes.tick_params(labelsize="x-small")
        axes.xaxis.set_major_locator(MaxNLocator(4))
    figure.savefig(path, metadata={"Date": None})
