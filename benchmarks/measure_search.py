"""Measure what a reader loads, and how long a reader waits, until the search shows its first
result.

Builds the site of a generated corpus and opens it in Chromium; every answer is counted as a server
sends it, compressed with gzip -6. Exit with 1 above 1.5 MB.
"""

import argparse
import gzip
import json
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, Response

from compare_with_mkdocs import CONFIG, PLUGINS, run_build
from generate_corpus import Sizes, generate_corpus

sys.path.append(str(Path(__file__).resolve().parent.parent / "tests"))

from support.browser import open_browser, serve_folder

MEGABYTES = 1.5
RESULT = ".md-search-result__item"
WAIT = 120_000
"""Milliseconds: a machine may be slow, and the time is told."""


def search(page: Page, query: str) -> float:
    """The seconds from the last key of `query` to its first result; the search must be open and
    empty.
    """
    page.keyboard.insert_text(query)
    start = time.perf_counter()
    page.keyboard.press("End")
    page.locator(RESULT).first.wait_for(timeout=WAIT)
    return time.perf_counter() - start


def measure(site: Path, statement: str) -> float:
    """Print the figures and return the megabytes; `statement` is the address of one, to be found
    by a quote.
    """
    entry = next(one for one in read_docs(site) if one["location"] == statement)
    quote = entry["text"].partition("<q>")[2].partition("</q>")[0]
    answers: list[Response] = []
    with open_browser() as browser, serve_folder(site) as address:
        page = browser.new_page()
        page.on("response", lambda answer: answers.append(answer))
        start = time.perf_counter()
        page.goto(address)
        page.keyboard.press("/")
        search(page, "February")
        print(f"first result    {time.perf_counter() - start:6.2f} s after the page was asked for")
        sizes = {
            one.url.removeprefix(address): len(gzip.compress(one.body(), 6)) for one in answers
        }
        for query in ("20 February", quote):
            page.keyboard.press("Control+a")
            page.keyboard.press("Delete")
            page.wait_for_function(f"!document.querySelector('{RESULT}')")
            print(f"another result  {search(page, query):6.2f} s for “{query}”")
        found = page.locator(".md-search-result__link").evaluate_all(
            "all => all.map(one => one.href)"
        )
        if not any(one.endswith("#" + statement.partition("#")[2]) for one in found):
            sys.exit(f"a quote of {statement} does not find it")
    for name, size in sorted(sizes.items(), key=lambda one: -one[1])[:5]:
        print(f"{size / 1e6:8.3f} MB  {name or 'the page'}")
    return sum(sizes.values()) / 1e6


def read_docs(site: Path) -> list[dict[str, str]]:
    """The entries of a site's search index."""
    docs: list[dict[str, str]] = json.loads(
        (site / "search" / "search_index.json").read_text(encoding="utf-8")
    )["docs"]
    return docs


def main() -> None:
    """Build a site in a temporary folder, and measure it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=Sizes().events)
    events = parser.parse_args().events
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        (project / "docs").mkdir()
        (project / "docs" / "index.md").write_text(
            "# Benchmark\n\nInvented facts.\n", encoding="utf-8"
        )
        settings = {**CONFIG, "plugins": PLUGINS["factsheet"]}
        (project / "mkdocs.yml").write_text(json.dumps(settings), encoding="utf-8")
        generate_corpus(project / "facts", Sizes(events=events))
        run_build(project)
        statements = [
            one["location"] for one in read_docs(project / "site") if "<q>" in one["text"]
        ]
        print(f"{events} events, {len(read_docs(project / 'site'))} entries")
        megabytes = measure(project / "site", statements[len(statements) // 2])
    print(f"{megabytes:8.3f} MB  in all; the goal is {MEGABYTES}")
    sys.exit(megabytes > MEGABYTES)


if __name__ == "__main__":
    main()
