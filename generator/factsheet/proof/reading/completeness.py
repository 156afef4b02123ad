"""Whether a source that is said to be read completely is: the one place that answers this.

The saved copy is not asked: its record tells how many sentences it has and which have no statement
(see `coverage`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from factsheet.facts.corpus import Corpus
from factsheet.facts.model import Reading, Source
from factsheet.facts.testimony import Proof
from factsheet.kept import Kept, keep_for_each
from factsheet.proof.judgement import find_misfits
from factsheet.proof.quotes import hash_quote

Verdict = Literal["complete", "gaps", "broken off", "changed", "unknown"]
"""Each sentence has a statement or is set aside; some are neither; the copy seems cut short;
quotes were taken away since it was recorded; nothing is recorded, or nothing that can be so.
"""


@dataclass(frozen=True, slots=True)
class Completeness:
    """How far what is said of a source holds: `missing` of its `sentences` have no statement and
    are not set aside.
    """

    verdict: Verdict
    missing: int = 0
    sentences: int = 0


def find_readings(corpus: Corpus) -> Mapping[str, Reading]:
    """Find how far each source was read. One that is said to be read completely counts so only
    where its record bears it out, and otherwise as read in part.
    """

    def find(name: str) -> Reading:
        judged = judge_completeness(corpus, name)
        holds = judged is None or judged.verdict == "complete"
        return corpus.readings[name] if holds else "partial"

    return Kept(corpus.readings, find)


def list_needless(corpus: Corpus, source: Source) -> tuple[str, ...]:
    """The hashes that `source` sets aside though its record has no such sentence, or one that has
    a statement; none if nothing is recorded.
    """
    proof = corpus.proofs.get(source.id)
    sentences = proof.sentences if proof else None
    if sentences is None or sentences.more:
        return ()
    needed = {*sentences.uncited, sentences.broken_off}
    return tuple(hash_ for hash_ in source.set_aside if hash_ not in needed)


@keep_for_each
def judge_completeness(corpus: Corpus, name: str) -> Completeness | None:
    """Judge the source called `name`; None if it is not said to be read completely."""
    source, proof = corpus.find_source(name), corpus.proofs.get(name)
    if source.read != "complete":
        return None
    if proof is None or proof.sentences is None or find_misfits(corpus, name):
        return Completeness("unknown")
    sentences = proof.sentences
    missing = sum(hash_ not in source.set_aside for hash_ in sentences.uncited) + sentences.more
    if missing:
        return Completeness("gaps", missing, sentences.count)
    if sentences.broken_off and sentences.broken_off not in source.set_aside:
        return Completeness("broken off", 0, sentences.count)
    relied_on = _list_relied_on(proof)
    changed = relied_on and relied_on - _list_standing(corpus, source)
    return Completeness("changed" if changed else "complete", 0, sentences.count)


def _list_relied_on(proof: Proof) -> set[str]:
    """The hashes of the quotes by which sentences had a statement when they were recorded."""
    withdrawn = frozenset(proof.sentences.withdrawn if proof.sentences else ())
    return {quote.sha256 for quote in proof.quotes if quote.statement not in withdrawn}


def _list_standing(corpus: Corpus, source: Source) -> set[str]:
    """The hashes of the quotes of `source` that statements which stand have now."""
    quotes = corpus.quotes_of_source.get(source.id, ())
    return {hash_quote(quote) for _, quote, stands in quotes if stands}
