"""Who is silent on a statement: sources that we have read completely, and that say nothing about
it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from factsheet.facts.corpus import Corpus, Related, StatementAt
from factsheet.facts.model import Event
from factsheet.proof.reading.completeness import find_readings

MOST_NAMED = 20
"""As many sources that are silent are named; of more it is said how many they are."""


@dataclass(frozen=True, slots=True)
class Silent:
    """The sources that are silent on a statement: the first ones, and how many more."""

    names: tuple[str, ...]
    more: int = 0


OF_ONE_MATTER: tuple[Related, ...] = ("disputes", "differs", "updates", "updated_by")


def find_silent(corpus: Corpus) -> Mapping[str, Silent]:
    """Find the sources that are silent on each statement of an event, by its full reference.

    Only those count that are read completely and carry other statements of the same event: an
    article on something else does not keep silent. Nor does one that gives the same matter
    otherwise. Withdrawn statements have none.
    """
    silent: dict[str, Silent] = {}
    for event in corpus.events.values():
        silent.update(_find_silent(corpus, event))
    return silent


def _find_silent(corpus: Corpus, event: Event) -> Iterable[tuple[str, Silent]]:
    statements = corpus.statements_of(event)
    standing = [placed for placed in statements if placed.stands and placed.statement.evidence]
    sources = dict.fromkeys(
        evidence.source for placed in standing for evidence in placed.statement.evidence
    )
    readings = find_readings(corpus)
    complete = [name for name in sources if readings[name] == "complete"]
    among = set(complete)
    for placed in standing:
        carrying = list_carrying(corpus, placed)
        count = len(complete) - sum(name in among for name in carrying)
        if count:
            names = tuple(islice((name for name in complete if name not in carrying), MOST_NAMED))
            yield placed.ref, Silent(names, count - len(names))


def list_carrying(corpus: Corpus, placed: StatementAt) -> set[str]:
    """List the sources that carry a statement, or give the same matter otherwise in one that was
    not withdrawn.
    """
    carrying = _list_sources(placed)
    for relation in OF_ONE_MATTER:
        for ref in corpus.related[relation].get(placed.ref, ()):
            other = corpus.find_statement(ref)
            if other.stands:
                carrying |= _list_sources(other)
    return carrying


def _list_sources(placed: StatementAt) -> set[str]:
    return {evidence.source for evidence in placed.statement.evidence}
