"""What was measured, as a table, a picture, and a page."""

import json
import os
import platform
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import log
from pathlib import Path
from statistics import median

from changes import Figures
from peers.check import Written
from processes import Run

PICTURE, PAGE = "results.svg", "RESULTS.md"
HISTORY, HISTORY_PICTURE = "history.jsonl", "history.svg"

Week = tuple[str, dict[str, float]]
"""A day, and the figures of that day by name."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A generator's builds at one size, and what each of them wrote."""

    name: str
    version: str
    does: str
    events: int
    written: Written
    runs: Sequence[Run]

    def list_figures(self, field: str) -> list[float]:
        return sorted(getattr(run, field) for run in self.runs)


HEADS = (
    "generator", "events", "builds", "wall s (from–to)", "user s", "memory MB", "pages", "words",
    "MB",
)  # fmt: skip


def tabulate(measured: Iterable[Measured]) -> Iterator[tuple[str, ...]]:
    """The cells of the table's rows: medians, and in brackets the least and the most."""
    for each in measured:
        wall, user, peak = map(each.list_figures, ("wall", "user", "peak"))
        yield (
            f"{each.name} {each.version}",
            f"{each.events:,}",
            str(len(each.runs)),
            f"{median(wall):.2f} ({wall[0]:.2f}–{wall[-1]:.2f})",
            f"{median(user):.2f} ({user[0]:.2f}–{user[-1]:.2f})",
            f"{median(peak):,.0f} ({peak[0]:,.0f}–{peak[-1]:,.0f})",
            f"{each.written.pages:,}",
            f"{each.written.words:,}",
            f"{each.written.size / 1e6:.1f}",
        )


CHANGE_HEADS = ("ours", "events", "times", "median (from–to)", "unit")


def tabulate_changes(measured: Iterable[Figures]) -> Iterator[tuple[str, ...]]:
    """The cells of the rows of a table of what follows a change."""
    for each in measured:
        values = sorted(each.values)
        shown = f"{median(values):,.2f} ({values[0]:,.2f}–{values[-1]:,.2f})"
        yield each.name, f"{each.events:,}", str(len(values)), shown, each.unit


def print_table(heads: Sequence[str], cells: Iterable[Sequence[str]]) -> None:
    """Print a table, in columns."""
    rows = [heads, *cells]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        parts = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print("  ".join(parts).rstrip(), flush=True)


def tell_ratios(measured: Sequence[Measured]) -> Iterator[str]:
    """How ours, the first, compares with each of the others."""
    ours = measured[0]
    for each in measured[1:]:
        parts = (
            median(ours.list_figures(field)) / median(each.list_figures(field))
            for field in ("wall", "user", "peak")
        )
        wall, user, peak = (f"{part:.2f}" for part in parts)
        yield (
            f"{ours.name} at {ours.events:,} events: {wall} of {each.name}'s time, {user} of its"
            f" processor's, {peak} of its memory"
        )


def tell_growth(measured: Sequence[Measured]) -> Iterator[str]:
    """How time and memory grow with the number of events, between the least and the most: the
    exponent, which is 1 if both grow alike.
    """
    for name in dict.fromkeys(each.name for each in measured):
        few, *_, many = sorted(
            (each for each in measured if each.name == name), key=lambda each: each.events
        )
        times = log(many.events / few.events)
        wall, user, peak = (
            log(median(many.list_figures(field)) / median(few.list_figures(field))) / times
            for field in ("wall", "user", "peak")
        )
        yield (
            f"{name} grows from {few.events:,} to {many.events:,} events with the exponent"
            f" {wall:.2f} (time), {user:.2f} (processor), {peak:.2f} (memory)"
        )


def describe_machine() -> str:
    """Cores, memory and system, without a name."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return (
        f"{cores} cores, {memory:.0f} GB, {platform.system()} on {platform.machine()},"
        f" Python {platform.python_version()}"
    )


def add_to_history(
    path: Path, measured: Sequence[Measured], changes: Sequence[Figures]
) -> list[Week]:
    """Add the medians of today to the lines of JSON at `path`, and return all, oldest first."""
    figures = {
        f"{each.name}, {each.events:,} events, {words}": median(each.list_figures(name))
        for each in measured
        for name, words in (("wall", "s"), ("peak", "MB"))
    }
    for each in changes:
        figures[f"{each.name}, {each.events:,} events, {each.unit}"] = median(each.values)
    today = datetime.now(UTC).date().isoformat()
    with path.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps([today, figures], ensure_ascii=False) + "\n")
    return [tuple(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def write_history(folder: Path, measured: Sequence[Measured], changes: Sequence[Figures]) -> None:
    """Add what was measured to the history in `folder`, and draw it."""
    from picture import draw_history

    draw_history(add_to_history(folder / HISTORY, measured, changes), folder / HISTORY_PICTURE)


def write_results(
    folder: Path, measured: Sequence[Measured], lines: Sequence[str], changes: Sequence[Figures]
) -> None:
    """Write RESULTS.md with its picture into `folder`: tables, and `lines` in words."""
    from picture import draw_results  # matplotlib takes a second, and only pictures need it

    draw_results(measured, folder / PICTURE)
    head = (
        "# Results",
        "",
        f"Written by `make bench` on {datetime.now(UTC):%-d %B %Y}: {describe_machine()}.",
        "Medians, and in brackets the least and the most. [README.md](README.md) says what is",
        "compared and how.",
        "",
        f"![The same as bars]({PICTURE})",
        "",
    )
    does = {f"{each.name} {each.version}": each.does for each in measured}
    page = (
        *head,
        *_format_table(HEADS, tabulate(measured)),
        "",
        *_format_table(("generator", "what it does"), does.items()),
        "",
        *(f"- {line}" for line in lines),
        "",
        *_format_table(CHANGE_HEADS, tabulate_changes(changes)),
    )
    (folder / PAGE).write_text("\n".join(page) + "\n", encoding="utf-8")


def _format_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table in Markdown."""
    for row in (heads, ["---"] * len(heads), *rows):
        yield f"| {' | '.join(row)} |"
