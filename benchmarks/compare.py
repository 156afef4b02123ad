"""Compare Factsheet with other generators that write the same pages: time and memory of a build
from nothing.

All are built in turn, again and again, each build in processes of its own; what each wrote is held
against the facts. Exit with 1 if a page or a sentence is missing.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from generate_corpus import Sizes
from peers.check import Written, check_facts, check_pages
from peers.tools import OUR_NAME, Tool, list_tools
from processes import Run, run_command
from projects import write_ours
from results import Measured, print_table, tell_growth, tell_ratios, write_results

Runs = dict[str, list[Run]]


def main() -> None:
    """Measure at each size, print tables, and write what was measured if a folder is given."""
    tools = list_tools()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, nargs="+", default=[1000])
    parser.add_argument("--tools", nargs="+", default=list(tools), choices=list(tools))
    parser.add_argument("--times", type=int, default=5, help="builds of each")
    parser.add_argument(
        "--seconds", type=float, default=40, help="no more builds of one that took as long in all"
    )
    parser.add_argument("--results", type=Path, help="a folder for RESULTS.md and its picture")
    given = parser.parse_args()
    chosen = [tool for name, tool in tools.items() if name in given.tools or name == OUR_NAME]
    measured: list[Measured] = []
    lines: list[str] = []
    for events in given.events:
        several = compare(chosen, events, given.times, given.seconds)
        print_table(several)
        lines += tell_ratios(several)
        measured += several
    if len(given.events) > 1:
        lines += tell_growth(measured)
    print(*lines, sep="\n")
    if given.results:
        write_results(given.results, measured, lines)


def compare(tools: list[Tool], events: int, times: int, seconds: float) -> list[Measured]:
    """Build all at one size, and check what they wrote."""
    with tempfile.TemporaryDirectory(prefix="factsheet-bench-") as place:
        folders = {tool.name: Path(place) / tool.name for tool in tools}
        written = prepare(tools, folders, events)
        runs = measure(tools, folders, times, seconds)
    return [
        Measured(tool.name, tool.version, tool.does, events, written[tool.name], runs[tool.name])
        for tool in tools
    ]


def prepare(tools: list[Tool], folders: dict[str, Path], events: int) -> dict[str, Written]:
    """Write all projects, build each once, and hold its pages against ours, and ours against the
    facts; exit if anything is missing.
    """
    ours = folders[OUR_NAME]
    write_ours(ours, Sizes(events=events))
    written = {}
    for tool in tools:
        tell(f"{events:,} events: {tool.name} is prepared and checked")
        folder = folders[tool.name]
        tool.write(ours, folder)
        run_command(tool.command, folder)
        missing = check_facts(ours) if tool.name == OUR_NAME else []
        written[tool.name], more = check_pages(ours, folder / tool.output)
        missing += more
        if missing:
            sys.exit("\n".join([f"{tool.name} did not write {len(missing)}:", *missing[:20]]))
    return written


def measure(tools: list[Tool], folders: dict[str, Path], times: int, seconds: float) -> Runs:
    """Build all in turn, from nothing, `times` times, but each for some `seconds` at most."""
    runs: Runs = {tool.name: [] for tool in tools}
    for number in range(times):
        for tool in tools[number % len(tools) :] + tools[: number % len(tools)]:
            if sum(run.wall for run in runs[tool.name]) > seconds:
                continue
            tool.clean(folders[tool.name])
            runs[tool.name].append(run_command(tool.command, folders[tool.name]))
            tell(f"build {number + 1} of {times}, {tool.name}: {runs[tool.name][-1].wall:.2f} s")
    return runs


def tell(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
