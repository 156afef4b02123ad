"""Fetching several sources and saving copies of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from factsheet.facts.corpus import Corpus
from factsheet.facts.model import Source
from factsheet.fetching.fetcher import Fetched, Fetcher
from factsheet.fetching.politeness import Sleep, ask_hosts
from factsheet.problems import Refusal, quote_name, suggest_name
from factsheet.proof.copies import Saved, Snapshot, read_snapshot, save_copy

Outcome = Saved | Snapshot | Refusal
"""What became of a source: saved now, there before, or refused."""

TAKE_COPY = "take a copy by hand with: factsheet snapshot SOURCE FILE"


@dataclass(frozen=True, slots=True)
class Collector:
    """How sources are fetched, and the folder in which copies are saved.

    `on_done` is called with each source's id and outcome, from several threads, but by one at a
    time.
    """

    fetcher: Fetcher
    sleep: Sleep
    folder: Path
    today: date
    on_done: Callable[[str, Outcome], None]


def choose_sources(corpus: Corpus) -> tuple[str, ...]:
    """The ids of the sources that can be fetched: those that we read and that have an address."""
    return tuple(
        name
        for name, source in corpus.sources.items()
        if source.url and corpus.readings[name] != "no"
    )


def fetch_sources(corpus: Corpus, ids: Iterable[str], collector: Collector) -> dict[str, Outcome]:
    """Fetch the sources `ids` and save copies; return what became of each, in the order given.

    A source with a copy is not asked for again.
    """
    outcomes: dict[str, Outcome] = {}
    sources_of_url: dict[str, list[Source]] = {}

    def settle(name: str, outcome: Outcome) -> None:
        outcomes[name] = outcome
        collector.on_done(name, outcome)

    # One page after the other, which bounds the memory: reading a page takes many times its size.
    def save(url: str, answer: Fetched | Refusal) -> None:
        for source in sources_of_url[url]:
            settle(source.id, _save_answer(source, answer, collector))

    wanted = tuple(dict.fromkeys(ids))
    for name in wanted:
        outcome_ = _look_up(corpus, name, collector.folder)
        if isinstance(outcome_, Source):
            sources_of_url.setdefault(outcome_.url or "", []).append(outcome_)
        else:
            settle(name, outcome_)
    ask_hosts(sources_of_url, collector.fetcher.fetch, save, collector.sleep)
    return {name: outcomes[name] for name in wanted}


def _look_up(corpus: Corpus, name: str, folder: Path) -> Source | Outcome:
    """The source to fetch, or why there is nothing to fetch."""
    source = corpus.sources.get(name)
    if source is None:
        return Refusal(f"no source {quote_name(name)}", suggest_name(name, corpus.sources))
    snapshot = read_snapshot(folder, source)
    if snapshot is not None:
        return snapshot
    return source if source.url else Refusal("the source has no address", TAKE_COPY)


def _save_answer(source: Source, answer: Fetched | Refusal, collector: Collector) -> Outcome:
    if isinstance(answer, Refusal):
        return answer
    return save_copy(
        collector.folder,
        source,
        answer.data,
        answer.media_type,
        today=collector.today,
        method="fetched",
        final_url=answer.final_url,
    )
