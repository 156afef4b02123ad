"""Compare Factsheet with other generators that write the same pages: time and memory of a build
from nothing.

All are built in turn, again and again, each build in processes of its own; what each wrote is held
against the facts. Exit with 1 if a page or a sentence is missing.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from changes import measure_changes
from generate_corpus import Sizes
from peers.check import Written, check_facts, check_pages
from peers.tools import OUR_NAME, Tool, list_tools
from processes import Run, run_command
from projects import BUILD, clean, write_ours
from results import (
    CHANGE_HEADS,
    HEADS,
    Measured,
    print_table,
    tabulate,
    tabulate_changes,
    tell_growth,
    tell_ratios,
    write_history,
    write_results,
)


def main() -> None:
    """Measure at each size, print tables, and write what was measured if a folder is given."""
    tools = list_tools()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, nargs="*", default=[1000])
    parser.add_argument("--tools", nargs="+", default=list(tools), choices=list(tools))
    parser.add_argument("--times", type=int, default=5, help="builds of each")
    parser.add_argument(
        "--seconds", type=float, default=40, help="no more builds of one that took so long"
    )
    parser.add_argument("--changes", type=int, nargs="*", default=[], help="sizes for changes")
    parser.add_argument("--results", type=Path, help="a folder for RESULTS.md and its picture")
    parser.add_argument("--history", type=Path, help="a folder in which a history is kept, drawn")
    given = parser.parse_args()
    for folder in filter(None, (given.results, given.history)):
        folder.mkdir(parents=True, exist_ok=True)
    chosen = [tool for name, tool in tools.items() if name in given.tools or name == OUR_NAME]
    measured: list[Measured] = []
    lines: list[str] = []
    for events in given.events:
        several = compare(chosen, events, given.times, given.seconds)
        print_table(HEADS, tabulate(several))
        lines += tell_ratios(several)
        measured += several
    if len(given.events) > 1:
        lines += tell_growth(measured)
    print(*lines, sep="\n", flush=True)
    figures = [each for events in given.changes for each in measure_changes(events, given.times)]
    print_table(CHANGE_HEADS, tabulate_changes(figures))
    if given.results:
        write_results(given.results, measured, lines, figures)
    if given.history:
        write_history(given.history, measured, figures)


def compare(tools: list[Tool], events: int, times: int, seconds: float) -> list[Measured]:
    """Build all at one size, and check what they wrote."""
    with tempfile.TemporaryDirectory(prefix="factsheet-bench-") as place:
        folders = {tool.name: Path(place) / tool.name for tool in tools}
        prepare(tools, folders, events)
        runs, written = measure(tools, folders, times, seconds)
    return [
        Measured(tool.name, tool.version, tool.does, events, written[tool.name], runs[tool.name])
        for tool in tools
    ]


def prepare(tools: list[Tool], folders: dict[str, Path], events: int) -> None:
    """Write all projects: ours, which is built, and the others out of its pages."""
    ours = folders[OUR_NAME]
    tell(f"{events:,} events are written, and our site of them")
    write_ours(ours, Sizes(events=events))
    run_command(BUILD, ours)
    for tool in tools:
        tell(f"the project of {tool.name} is written")
        tool.write(ours, folders[tool.name])


def measure(
    tools: list[Tool], folders: dict[str, Path], times: int, seconds: float
) -> tuple[dict[str, list[Run]], dict[str, Written]]:
    """Build all in turn, from nothing, `times` times, but none again that took `seconds` in all.
    What each wrote the first time is checked.
    """
    runs: dict[str, list[Run]] = {tool.name: [] for tool in tools}
    written = {}
    for number in range(times):
        for tool in tools[number % len(tools) :] + tools[: number % len(tools)]:
            done, folder = runs[tool.name], folders[tool.name]
            if sum(run.wall for run in done) > seconds:
                continue
            clean(folder, tool.output)
            done.append(run_command(tool.command, folder))
            tell(f"build {number + 1} of {times}, {tool.name}: {done[-1].wall:.2f} s")
            if number == 0:
                written[tool.name] = check(tool, folder, folders[OUR_NAME])
    return runs, written


def check(tool: Tool, folder: Path, ours: Path) -> Written:
    """Hold what `tool` wrote against our pages, and these against the facts; exit if anything is
    missing.
    """
    written, missing = check_pages(ours, folder / tool.output)
    if tool.name == OUR_NAME:
        missing += check_facts(ours)
    if missing:
        sys.exit("\n".join([f"{tool.name} lacks {len(missing)}:", *missing[:20]]))
    return written


def tell(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
