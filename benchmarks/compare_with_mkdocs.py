"""Compare Factsheet with plain MkDocs and Material on the same pages: time and memory of `mkdocs
build`.

Both sides get the same theme, features and navigation, and run in turn, each build in a process of
its own. Exit with 1 if a goal is missed.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from factsheet.checks import run_checks
from factsheet.facts.load import read_corpus
from factsheet.site.catalogue import build_pages
from factsheet.site.render import load_templates, render_body
from factsheet.site.shelf import Shelf
from factsheet.voices.index import Index
from generate_corpus import Sizes, generate_corpus
from write_markdown import write_markdown

SHARE_OF_TIME = 0.25
MEGABYTES = 500
PAGES_FROM_FACTS = ("events", "actors", "sources")

CONFIG: Mapping[str, Any] = {
    "site_name": "Benchmark",
    "site_url": "https://example.org/",
    "repo_url": "https://git.example.org/facts",
    "edit_uri": "edit/main/docs/",
    "theme": {
        "name": "material",
        "font": False,
        "features": [
            "content.action.edit", "navigation.indexes", "navigation.tabs", "navigation.top",
            "search.highlight", "search.suggest", "toc.follow",
        ],
    },
    "markdown_extensions": ["admonition", "attr_list", "footnotes", {"toc": {"permalink": True}}],
    "nav": [
        {"Home": "index.md"}, {"Events": "events/index.md"}, {"Timeline": "timeline.md"},
        {"Statements": "statements.md"}, {"Actors": "actors/index.md"},
        {"Sources": "sources/index.md"}, {"Disputed": "disputed.md"},
        {"What we do not know": "unknown.md"}, {"To do": "to-do.md"},
    ],
}  # fmt: skip
PLUGINS: Mapping[str, list[str]] = {"factsheet": ["search", "factsheet"], "markdown": ["search"]}


@dataclass(frozen=True, slots=True)
class Run:
    """What one build took: seconds on the clock, seconds of the processor, and megabytes at its
    peak.
    """

    wall: float
    cpu: float
    peak: float


def write_projects(folder: Path, sizes: Sizes) -> None:
    """Write both projects: `factsheet`, which has facts, and `markdown`, which has the same pages
    as Markdown.
    """
    for name, plugins in PLUGINS.items():
        (folder / name / "docs").mkdir(parents=True)
        (folder / name / "docs" / "index.md").write_text(
            "# Benchmark\n\nInvented facts.\n", encoding="utf-8"
        )
        # JSON is YAML.
        (folder / name / "mkdocs.yml").write_text(
            json.dumps({**CONFIG, "plugins": plugins}), encoding="utf-8"
        )
    generate_corpus(folder / "factsheet" / "facts", sizes)
    write_markdown(folder / "factsheet", folder / "markdown" / "docs")


def run_build(project: Path) -> Run:
    """Run `mkdocs build` once, from scratch; exit if it fails."""
    shutil.rmtree(project / "site", ignore_errors=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    log = project / "log.txt"
    start = time.perf_counter()
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=project, env=environment, stdout=output, stderr=output
        )
        _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(
            f"mkdocs build failed in {project.name}:\n{log.read_text(encoding='utf-8')[-4000:]}"
        )
    # Linux counts the resident set in KiB, macOS in bytes.
    peak = usage.ru_maxrss / (1 if sys.platform == "darwin" else 1 / 1024)
    return Run(wall, usage.ru_utime + usage.ru_stime, peak / 1e6)


def count_words(site: Path) -> tuple[int, int]:
    """How many pages the facts gave, and how many words their `article` elements show."""
    pages = words = 0
    for folder in PAGES_FROM_FACTS:
        for path in sorted((site / folder).rglob("index.html")):
            html = path.read_text(encoding="utf-8")
            article = html.partition("<article")[2].partition("</article>")[0]
            if not article:  # a statement to be embedded, which the Markdown has not
                continue
            article = article.partition('<section class="fs-cite-page"')[0]  # not in the Markdown
            pages += 1
            words += len(re.findall(r"\w+", re.sub(r"<[^>]*>", " ", article)))
    return pages, words


@contextmanager
def _time(name: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    print(f"  {name:<10}{time.perf_counter() - start:8.2f} s")


def print_phases(root: Path) -> None:
    """Print how long Factsheet's own phases take, within this process: the rest of a build is
    MkDocs'.
    """
    print("\nFactsheet's phases")
    with _time("read"):
        corpus, _ = read_corpus(root)
    with _time("check"):
        problems = run_checks(corpus)
    with _time("outline"):
        pages = build_pages(Shelf(Index(corpus)), lambda: problems)
    with _time("render"):
        environment = load_templates([])
        for page in pages:
            render_body(environment, page, page.make_body())


def _print_table(runs: Mapping[str, list[Run]], site: Callable[[str], Path]) -> tuple[float, float]:
    """Print the medians; return Factsheet's share of the time, and its peak."""
    print(f"{'':<12}{'wall s':>8}{'CPU s':>8}{'MB':>7}{'pages':>8}{'words':>12}")
    middle = {}
    for name, several in runs.items():
        middle[name] = Run(
            *(median(getattr(run, field) for run in several) for field in ("wall", "cpu", "peak"))
        )
        pages, words = count_words(site(name))
        figures = f"{middle[name].wall:8.1f}{middle[name].cpu:8.1f}{middle[name].peak:7.0f}"
        print(f"{name:<12}{figures}{pages:8,}{words:12,}")
    ours, theirs = middle["factsheet"], middle["markdown"]
    print(
        f"{'ratio':<12}{ours.wall / theirs.wall:8.2f}{ours.cpu / theirs.cpu:8.2f}"
        f"{ours.peak / theirs.peak:7.2f}"
    )
    return ours.wall / theirs.wall, max(run.peak for run in runs["factsheet"])


def compare(folder: Path, sizes: Sizes, times: int) -> bool:
    """Build both sides `times` times in `folder`, print what it took, and return whether the
    goals are met.
    """
    write_projects(folder, sizes)
    runs: dict[str, list[Run]] = {name: [] for name in PLUGINS}
    for number in range(times):
        for name, done in runs.items():
            done.append(run_build(folder / name))
            print(f"run {number + 1} of {times}, {name}: {done[-1].wall:.1f} s", file=sys.stderr)
    share, peak = _print_table(runs, lambda name: folder / name / "site")
    print_phases(folder / "factsheet")
    goals = (
        (f"at most {SHARE_OF_TIME:.0%} of the time: {share:.0%}", share <= SHARE_OF_TIME),
        (f"at most {MEGABYTES} MB at the peak: {peak:.0f} MB", peak <= MEGABYTES),
    )
    print("\nGoals")
    for words, met in goals:
        print(f"  {'met   ' if met else 'MISSED'}  {words}")
    return all(met for _, met in goals)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--times", type=int, default=3, help="how often each side is built (default: 3)"
    )
    parser.add_argument("--events", type=int, default=1000, help="how many events (default: 1000)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="factsheet-bench-") as folder:
        met = compare(Path(folder), Sizes(events=arguments.events), arguments.times)
    sys.exit(0 if met else 1)


if __name__ == "__main__":
    main()
