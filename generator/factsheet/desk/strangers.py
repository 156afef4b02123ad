"""Names in a sentence that no actor has: made actors, they become links."""

import re
from collections.abc import Iterator

from factsheet.desk.choices import LINK, link_names, list_last_names
from factsheet.facts.corpus import Corpus
from factsheet.facts.names import fold_name

MOST = 5
"""So many are shown."""
NAME = re.compile(r"[^\W\d_]\w*(?:[-'’][^\W\d_]\w*)*")
DATES = frozenset(
    """
    January February March April May June July August September October November December Monday
    Tuesday Wednesday Thursday Friday Saturday Sunday
    """.split()  # noqa: SIM905 - as words they can be read
)


def find_strangers(corpus: Corpus, text: str, article: str) -> tuple[str, ...]:
    """The runs of words with capitals in `text` that are no name of an actor. A single word that
    begins the sentence is one only if `article` has it so within a sentence.
    """
    plain = LINK.sub(lambda link: "\n" * len(link[0]), link_names(corpus, text))
    found = (name for name in _list_runs(plain, article) if _is_stranger(corpus, name))
    return tuple(dict.fromkeys(found))[:MOST]


def _list_runs(text: str, article: str) -> Iterator[str]:
    """The runs of words with capitals, without a first word that has its capital from its place."""
    run: list[str] = []
    reached = 0
    for match in NAME.finditer(text):
        word, start = match[0], match.start()
        begins = not text[:start].strip()
        named = word[0].isupper() and word not in DATES
        if begins and not re.search(rf"[\w,] {re.escape(word)}\b", article):
            named = False
        if run and (not named or text[reached:start] != " "):
            yield " ".join(run)
            run = []
        if named:
            run.append(word)
        reached = match.end()
    if run:
        yield " ".join(run)


def _is_stranger(corpus: Corpus, name: str) -> bool:
    known = fold_name(name) in corpus.actors_of_name or name in list_last_names(corpus)
    return len(name) > 1 and not known
