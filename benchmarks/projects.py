"""Projects for MkDocs in a folder: ours, of invented facts, and one with a home page only."""

import json
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generate_corpus import Sizes, generate_corpus

BUILD = (sys.executable, "-m", "mkdocs", "build", "--quiet")
KEPT = ".cache"
"""Where ours and Zensical keep what they may use again, within a project."""

HOME = "# Benchmark\n\nInvented facts.\n"
MATERIAL: Mapping[str, Any] = {
    "site_name": "Benchmark",
    "site_url": "https://example.org/",
    "theme": {
        "name": "material",
        "font": False,
        "features": [
            "navigation.indexes", "navigation.tabs", "navigation.top", "search.highlight",
            "search.suggest", "toc.follow",
        ],
    },
    "markdown_extensions": ["attr_list", {"toc": {"permalink": True}}],
    "plugins": ["search"],
    "nav": [{"Home": "index.md"}],
}  # fmt: skip
OURS: Mapping[str, Any] = {
    **MATERIAL,
    "plugins": ["search", "factsheet"],
    "nav": [
        {"Home": "index.md"}, {"Events": "events/index.md"}, {"Timeline": "timeline.md"},
        {"Statements": "statements.md"}, {"Actors": "actors/index.md"},
        {"Sources": "sources/index.md"}, {"Disputed": "disputed.md"},
        {"What we do not know": "unknown.md"}, {"To do": "to-do.md"},
    ],
}  # fmt: skip


def write_ours(folder: Path, sizes: Sizes) -> None:
    """Write our project, of invented facts, into `folder`."""
    write_material(folder, OURS)
    generate_corpus(folder / "facts", sizes)


def write_material(folder: Path, settings: Mapping[str, Any] = MATERIAL) -> None:
    """Write a project for MkDocs that has a home page only."""
    (folder / "docs").mkdir(parents=True)
    (folder / "docs" / "index.md").write_text(HOME, encoding="utf-8")
    # JSON is YAML.
    (folder / "mkdocs.yml").write_text(json.dumps(settings), encoding="utf-8")


def clean(folder: Path, site: str = "site") -> None:
    """Remove the `site` that an earlier build wrote, and what it kept for the next."""
    for name in (site, KEPT):
        shutil.rmtree(folder / name, ignore_errors=True)
