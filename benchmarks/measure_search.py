"""Measure what a reader loads, and how long a reader waits, until the search shows its first
result; and what making its files adds to a build.

Builds the site of a generated corpus (or takes one that is built already) and opens it in Chromium.
Every answer counts as a server sends it, compressed with gzip -6. Exit with 1 if a goal is missed.
"""

import argparse
import gzip
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, Response

from factsheet.pipeline.build import build_site
from generate_corpus import Sizes
from processes import Run, run_command
from projects import BUILD, write_ours

sys.path.append(str(Path(__file__).resolve().parent.parent / "tests"))

from support.browser import open_browser, open_page, serve_folder
from support.searching import list_shown

EVENTS, TIMES = 10_000, 3
KILOBYTES, COLD, WARM, SHARE = 400, 1.5, 0.3, 0.2
"""The goals: what is loaded from the first focus on, seconds from there to the first result,
seconds from the last key to the first result of another query, and the part of the build's time.
"""
RESULT = ".md-search .fs-hits li"
WAIT = 30_000
"""Milliseconds: a machine may be slow, and the time is told."""


def list_queries(site: Path) -> list[str]:
    """What readers look for: two words of a title, a name, a date, a sentence half written, a word
    that most statements have, a name with a misspelling, and a pasted quote.
    """
    shown = list_shown(site)
    statements = [entry for entry in shown if len(entry) == 7]
    statement = statements[len(statements) // 2]
    title, sentence, quotes = statement[1], statement[3], statement[4]
    actors = [entry[1] for entry in shown if entry[0].startswith("actors/") and len(entry) == 4]
    name = max(" ".join(actors).split(), key=len)
    return [
        " ".join(title.split()[:2]),
        actors[0],
        "4 April 2022",
        sentence[: len(sentence) // 2],
        sentence.split()[0],
        f"{name[:2]}{name[3:]}",
        quotes[0],
    ]


@contextmanager
def weighing(page: Page) -> Iterator[dict[str, int]]:
    """The bytes of all answers meanwhile, by their addresses."""
    answers: list[Response] = []
    sizes: dict[str, int] = {}

    def note(answer: Response) -> None:
        answers.append(answer)

    page.on("response", note)
    yield sizes
    page.wait_for_load_state("networkidle")
    page.remove_listener("response", note)
    sizes.update({answer.url: len(gzip.compress(answer.body(), 6)) for answer in answers})


def wait_for_result(page: Page, query: str) -> float:
    """Write `query` into the field; the seconds from its last key to its first result."""
    start = time.perf_counter()
    page.keyboard.insert_text(query)
    page.locator(RESULT).first.wait_for(timeout=WAIT)
    return time.perf_counter() - start


def measure_cold(page: Page, address: str, query: str) -> tuple[float, float]:
    """Seconds and kilobytes from the focus of the field to the first result, for a reader whose
    browser has nothing of the search.
    """
    page.goto(address)
    page.wait_for_load_state("networkidle")
    with weighing(page) as sizes:
        start = time.perf_counter()
        page.keyboard.press("/")
        wait_for_result(page, query)
        seconds = time.perf_counter() - start
    return seconds, sum(sizes.values()) / 1e3


def measure_warm(page: Page, query: str) -> tuple[float, float]:
    """Seconds and kilobytes of another query, once a first was answered."""
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.wait_for_function(f"!document.querySelector('{RESULT}')")
    with weighing(page) as sizes:
        seconds = wait_for_result(page, query)
    return seconds, sum(sizes.values()) / 1e3


def measure_query(browser: Browser, address: str, query: str) -> bool:
    """Print what a query costs, cold and warm, the best of `TIMES`, since other work on the machine
    only ever adds; whether the goals are met.
    """
    cold, warm = [], []
    for _ in range(TIMES):
        with open_page(browser) as page:
            cold.append(measure_cold(page, address, query))
        with open_page(browser) as page:
            measure_cold(page, address, "February")
            warm.append(measure_warm(page, query))
    (first, loaded), (next_one, more) = min(cold), min(warm)
    cost = f"cold {first:5.2f} s {loaded:6.1f} kB, then {next_one:5.2f} s {more:6.1f} kB"
    print(f"{cost}   {query[:60]}", flush=True)
    return first < COLD and next_one < WARM and loaded < KILOBYTES


def measure_site(site: Path) -> bool:
    """Print what each query costs; whether the goals are met."""
    met = True
    with open_browser() as browser, serve_folder(site) as address:
        for query in list_queries(site):
            met &= measure_query(browser, address, query)
        with open_page(browser) as page, weighing(page) as sizes:
            narrowing = page.locator(".fs-facets option:nth-child(2)").first
            page.goto(f"{address}search/?q=February")
            narrowing.wait_for(state="attached", timeout=WAIT)
        ours = [size for url, size in sizes.items() if "/search/" in url]
        print(f"{sum(ours) / 1e3:6.1f} kB for the page of a search, with all that narrows it")
    return met


def measure_files(project: Path) -> float:
    """The seconds of the processor that the files of the search take."""
    site = build_site(project)
    start = time.process_time()
    files = size = 0
    for _, text in site.write_search(()):
        files += 1
        size += len(text.encode())
    print(f"{files} files, {size / 1e6:.1f} MB")
    return time.process_time() - start


def main() -> None:
    """Build a site in a temporary folder, or take that of `--project`, and measure it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=EVENTS)
    parser.add_argument("--project", type=Path, help="a project whose site is built already")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        whole = 0.0
        project = given.project
        if not project:
            project = Path(folder)
            whole = write_project(project, given.events).user
        met = measure_site(project / "site")
        seconds = measure_files(project)
        print(f"{seconds:6.1f} s of the processor for its files")
        if whole:
            print(f"{seconds / whole:6.1%} of the build's; the goal is {SHARE:.0%}")
            met &= seconds < SHARE * whole
    print(f"Goals: cold {COLD} s and {KILOBYTES} kB, then {WARM} s: {'met' if met else 'missed'}")
    sys.exit(not met)


def write_project(project: Path, events: int) -> Run:
    """Write a project of generated facts, and build it."""
    write_ours(project, Sizes(events=events))
    return run_command(BUILD, project)


if __name__ == "__main__":
    main()
