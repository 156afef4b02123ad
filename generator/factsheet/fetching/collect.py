"""Several sources fetched and saved: one request per host at a time, hosts side by side."""

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from factsheet.facts.corpus import Corpus
from factsheet.facts.model import Source
from factsheet.fetching.fetcher import Fetched, Fetcher
from factsheet.problems import Refusal, quote_name, suggest_name
from factsheet.proof.copies import Saved, Snapshot, read_snapshot, save_copy

Outcome = Saved | Snapshot | Refusal
"""What became of a source: saved now, there before, or refused."""

HOSTS_AT_ONCE = 8
TAKE_COPY = "take a copy by hand with: factsheet snapshot SOURCE FILE"


def choose_sources(corpus: Corpus) -> tuple[str, ...]:
    """The ids of the sources that can be fetched: those that we read and that have an address."""
    return tuple(name for name, source in corpus.sources.items() if source.consulted and source.url)


def fetch_sources(
    corpus: Corpus,
    ids: Iterable[str],
    folder: Path,
    today: date,
    report: Callable[[str, Outcome], None],
    fetcher: Fetcher,
) -> dict[str, Outcome]:
    """Fetches the sources `ids` and saves copies in `folder`; what became of each, in the order
    given.

    A source with a copy is not asked for again. `report` is told of each as it is done, one at a
    time, from several threads; where it raises, no further request is made.
    """
    wanted = tuple(dict.fromkeys(ids))
    collector = _Collector(folder, today, report, fetcher)
    groups: dict[str, list[Source]] = {}
    for name in wanted:
        known = _look_up(corpus, name, folder)
        if isinstance(known, Source):
            groups.setdefault(urlsplit(known.url or "").hostname or "", []).append(known)
        else:
            collector.settle(name, known)
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        tasks = [pool.submit(collector.work, group) for group in groups.values()]
        try:
            for task in tasks:
                task.result()
        finally:
            collector.stopped.set()  # where the user stops us
    return {name: collector.outcomes[name] for name in wanted}


class _Collector:
    """What the threads share."""

    def __init__(
        self, folder: Path, today: date, report: Callable[[str, Outcome], None], fetcher: Fetcher
    ) -> None:
        self.outcomes: dict[str, Outcome] = {}
        self.stopped = threading.Event()
        self._one_at_a_time = threading.Lock()
        self._folder, self._today, self._report, self._fetcher = folder, today, report, fetcher

    def settle(self, name: str, outcome: Outcome) -> None:
        self.outcomes[name] = outcome
        self._report(name, outcome)

    def work(self, group: Iterable[Source]) -> None:
        """Fetches and saves the sources of one host, one after the other."""
        try:
            for source in group:
                if not self.stopped.is_set():
                    found = self._fetcher.fetch(source.url or "")
                    # One at a time, which bounds the memory: reading a page takes many times its
                    # size.
                    with self._one_at_a_time:
                        self.settle(
                            source.id,
                            found if isinstance(found, Refusal) else self._save(source, found),
                        )
        except BaseException:
            self.stopped.set()
            raise

    def _save(self, source: Source, found: Fetched) -> Outcome:
        return save_copy(
            self._folder, source, found.data, found.media_type,
            today=self._today, method="fetched", final_url=found.final_url,
        )  # fmt: skip


def _look_up(corpus: Corpus, name: str, folder: Path) -> Source | Outcome:
    """The source to fetch, or why there is nothing to fetch."""
    source = corpus.sources.get(name)
    if source is None:
        return Refusal(f"no source {quote_name(name)}", suggest_name(name, corpus.sources))
    there = read_snapshot(folder, source)
    if there is not None:
        return there
    return source if source.url else Refusal("the source has no address", TAKE_COPY)
