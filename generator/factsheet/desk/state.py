"""What the desk keeps between two requests: the facts as they were read, and the saved copies."""

import threading
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from factsheet.facts.corpus import Corpus
from factsheet.facts.load import Reading, read_corpus
from factsheet.facts.model import Statement
from factsheet.facts.writing.journal import Journal
from factsheet.fetching.fetcher import Fetched
from factsheet.pipeline.build import load_project_templates, spare_collector
from factsheet.pipeline.folders import FACTS
from factsheet.problems import Problem, Refusal
from factsheet.proof.copies import Snapshot, read_snapshot
from factsheet.proof.lookup import read_text
from factsheet.site.render import Templates

MOST_COPIES = 32
"""Of so many copies the text is kept as it was taken apart."""

read_copy_text = lru_cache(maxsize=MOST_COPIES)(read_text)
"""As `read_text`, once for each text."""


@dataclass
class Desk:
    """The project `root`, its folder of saved copies, what says which day it is, and what fetches
    an address. Requests come in several threads: who reads and then writes holds the `lock`
    meanwhile.
    """

    root: Path
    snapshots: Path
    today: Callable[[], date]
    fetch: Callable[[str], Fetched | Refusal]
    lock: threading.RLock = field(default_factory=threading.RLock)
    kept: dict[Path, Reading] = field(default_factory=dict)
    corpus: Corpus | None = None
    found: list[Problem] = field(default_factory=list)
    journal: Journal = field(default_factory=Journal)
    shown: dict[str, str] = field(default_factory=dict)
    waiting: dict[str, Any] = field(default_factory=dict)
    copied: dict[str, tuple[str, ...]] = field(default_factory=dict)
    folded: dict[str, tuple[Statement, frozenset[str]]] = field(default_factory=dict)

    @cached_property
    def templates(self) -> Templates:
        """The templates of the site, as they were when one was first needed."""
        return load_project_templates(self.root)

    @property
    def facts(self) -> Path:
        """The folder of the facts."""
        return self.root / FACTS


def read_facts(desk: Desk) -> Corpus:
    """The facts as they are now. What has not changed is not read again; if nothing has, it is the
    same corpus, with all that was found out about it.
    """
    with desk.lock:
        before = dict(desk.kept)
        # Walking all facts again and again, the garbage collector took half a second at times.
        with nullcontext() if before else spare_collector():
            corpus, found = read_corpus(desk.root, FACTS, kept=desk.kept)
        if desk.corpus is None or not _is_same(before, desk.kept) or found != desk.found:
            placed = desk.corpus.placed if desk.corpus else {}
            desk.corpus, desk.found = replace(corpus, placed=placed), found
        return desk.corpus


def _is_same(before: dict[Path, Reading], now: dict[Path, Reading]) -> bool:
    """Whether nothing was read anew but what says the same."""
    return before.keys() == now.keys() and all(
        before[path] is reading or before[path][1:] == reading[1:] for path, reading in now.items()
    )


def read_copy(desk: Desk, corpus: Corpus, source: str) -> Snapshot | Refusal:
    """The saved copy of a source, or why there is none to read."""
    copy = read_snapshot(desk.snapshots, corpus.find_source(source))
    return copy or Refusal(f"there is no saved copy of {source} in {desk.snapshots.name}")
