"""Measure what a reader loads, and how long a reader waits, until a list that is filtered shows its
first row, and all that it found.

Builds the site of a generated corpus (or takes one that is built already) and opens it in Chromium.
Every answer counts as a server sends it, compressed with gzip -6. Exit with 1 if a goal is missed.
"""

import argparse
import json
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Page

from measure_search import WAIT, weighing, write_project

sys.path.append(str(Path(__file__).resolve().parent.parent / "tests"))

from support.browser import open_browser, open_page, serve_folder

EVENTS = 10_000
SECONDS, KILOBYTES = 1.5, 700
"""The goals for a choice without words: from the address to the first row, and what that loads
beyond the page. Words are looked for in all rows that the choice leaves."""
ROW = ".fs-drawn > li"
STATUS = ".fs-filters [role=status]"


def list_choices(site: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """What readers ask of lists: a name of each filter that is typed, an order, some days, and
    words that many rows have, or one.
    """
    for name in ("events", "actors", "sources", "statements"):
        known: Any = json.loads((site / name / "filters.json").read_text("utf-8"))
        for key, options in known["options"].items():
            yield name, {key: options[len(options) // 2][0]}
        yield name, {"sort": "title" if name in ("actors", "sources") else "disputed"}
    yield "events", {"from": "2022-03-01", "to": "2022-03-31", "sort": "oldest"}
    page, _ = known["pages"][len(known["pages"]) // 2]
    rows: Any = json.loads((site / "statements" / page / "rows.json").read_text("utf-8"))
    words = rows[0][1].split()
    yield "statements", {"words": words[0]}
    yield "statements", {"words": " ".join(words)}
    yield "events", {"words": " ".join(words)}


def measure_choice(page: Page, address: str) -> tuple[float, float, float, str]:
    """Seconds to the first row and to the last that is looked at, the kilobytes of tables and rows,
    and what the list says that it found.
    """
    with weighing(page) as sizes:
        start = time.perf_counter()
        page.goto(address)
        page.locator(ROW).first.wait_for(timeout=WAIT)
        first = time.perf_counter() - start
        told = page.locator(STATUS, has_text=re.compile("[0-9]"))
        told.filter(has_not_text="looking").wait_for(timeout=WAIT)
        whole = time.perf_counter() - start
    loaded = sum(size for url, size in sizes.items() if url.endswith(".json"))
    return first, whole, loaded / 1e3, told.inner_text()


def measure_site(site: Path) -> bool:
    """Print what each choice costs; whether the goals are met."""
    met = True
    with open_browser() as browser, serve_folder(site) as address:
        for name, choice in list_choices(site):
            with open_page(browser) as page:
                query = urlencode(choice)
                first, whole, loaded, told = measure_choice(page, f"{address}{name}/?{query}")
            met &= "words" in choice or (first < SECONDS and loaded < KILOBYTES)
            cost = f"{first:5.2f} s, all {whole:5.2f} s {loaded:8.1f} kB"
            print(f"{cost}   {name}?{query[:40]}: {told}")
    return met


def main() -> None:
    """Build a site in a temporary folder, or take that of `--project`, and measure its lists."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=EVENTS)
    parser.add_argument("--project", type=Path, help="a project whose site is built already")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project = given.project or Path(folder)
        if not given.project:
            write_project(project, given.events)
        met = measure_site(project / "site")
    print(f"Goals: {SECONDS} s and {KILOBYTES} kB: {'met' if met else 'missed'}")
    sys.exit(not met)


if __name__ == "__main__":
    main()
