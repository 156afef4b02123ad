"""Who is silent on a statement: sources that we have read completely, and that say nothing about
it.
"""

from collections.abc import Collection, Container, Mapping
from typing import Literal

from factsheet.facts.corpus import Corpus, Related, StatementAt
from factsheet.proof.reading.completeness import find_readings

Sign = Literal["carries", "silent", "differs", "unknown", "apart"]
"""What an article does with a statement: it carries it, leaves it out, tells the same matter
otherwise, or that is not known; or it tells nothing of the event at all.
"""
OF_ONE_MATTER: tuple[Related, ...] = ("disputes", "differs", "updates", "updated_by")


def find_signs(
    corpus: Corpus, placed: StatementAt, articles: Collection[str], tellers: Container[str]
) -> Mapping[str, Sign]:
    """Find what each of `articles` does with a statement; `tellers` are those that carry anything
    of its event.

    Only these can be silent, and only if they are read completely: an article on something else
    does not keep silent. Nor does one that gives the same matter otherwise. On a statement that was
    withdrawn, or that nothing carries, nobody is silent.
    """
    if not (articles and placed.stands and placed.statement.evidence):
        return {}
    own, carrying = _list_sources(placed), list_carrying(corpus, placed)
    readings = find_readings(corpus)
    signs: dict[str, Sign] = {}
    for name in articles:
        if name in own:
            signs[name] = "carries"
        elif name in carrying:
            signs[name] = "differs"
        elif name not in tellers:
            signs[name] = "apart"
        else:
            signs[name] = "silent" if readings[name] == "complete" else "unknown"
    return signs


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
