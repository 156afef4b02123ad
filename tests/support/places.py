"""Where things are that tests read."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""This project."""

DATA = ROOT / "tests" / "data"
SMALL = DATA / "corpus"
"""A project with a small corpus that has something of everything."""

LAID_OVER = DATA / "site"
"""What is laid over the small corpus to make the site that is looked at in a browser: more dates,
markers and languages, and pages by hand."""

NEWCOMER = DATA / "newcomer"
"""Facts that somebody adds to those of this repository: valid, but with all that may be missing."""

BROKEN = DATA / "broken"
"""A project whose every file has a mistake."""

EXPECTED_PAGES = DATA / "pages"
"""The HTML of each page of the small corpus, as it is expected."""

TOOLS = ROOT / "tests" / "tools" / "node_modules"
BENCHMARKS = ROOT / "benchmarks"
PRACTICE = ROOT / "practice"
"""The text to practise with."""
