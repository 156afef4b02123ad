"""Rules about voices that may be counted twice."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from factsheet.facts.corpus import Corpus, EvidenceAt, EvidenceKey, find_attribution, name_actors
from factsheet.facts.fields import OWN_VOICE
from factsheet.facts.prose import find_links, strip_prose
from factsheet.kept import keep_for_each
from factsheet.problems import Finding, Place, Rule, quote_name
from factsheet.wording import join_names

TALK = """# events/talk.yml
title: A talk
kind: call
statements:
  - id: length
    text: The talk lasted an hour.
    attributed_to: alice
    topic: the-call
    evidence: {source: article, quote: for an hour, relays: letter}
  - id: subjects
    text: They spoke of ships.
    attributed_to: own-voice
    topic: the-call
    evidence: {source: article, quote: spoke of ships"""

VOICE_COUNTED_TWICE = Rule(
    id="voice-counted-twice",
    severity="warning",
    summary=(
        "An article that passes on a document or a party, and tells the like in its own voice, may"
        " only rewrite what it passes on: then its voice would count beside that of the party. So"
        " `relays` names the document there, too, or the `note` of the evidence says that this is"
        " its own reporting. The like is the same statement, a statement of the same topic in the"
        " same file, or one that shares most of its words."
    ),
    bad=f"{TALK}}}",
    good=f"{TALK}, note: Its reporter was there.}}",
)

ALIKE = 0.5
"""The part of the words of the shorter passage that two of the like have in common."""
FEWEST = 3
"""How many these words are at least."""
COMMON = 20
"""A word that so many passages of one article have tells nothing."""
WORD = re.compile(r"[^\W\d_]{4,}")
STEM = 6
"""In how many letters two forms of a word are the same."""


class _Passage(NamedTuple):
    """A piece of evidence that supports a statement, and the words of both but for names."""

    piece: EvidenceAt
    words: frozenset[str]


def check_voice_counted_twice(corpus: Corpus, own: EvidenceAt) -> Iterator[Finding]:
    if not _may_count_twice(own) or not corpus.find_source(own.evidence.source).publisher:
        return
    if passed := _pair_passages(corpus, own.evidence.source).get(own.key):
        origins = passed.evidence.relays or _name_parties(corpus, passed)
        message = (
            f"{quote_name(own.evidence.source)} tells {quote_name(own.evidence.quote or '')} in its"
            f" own voice, and passes on {join_names(map(quote_name, origins))} for the like:"
            f" {quote_name(passed.evidence.quote or '')}"
        )
        hint = (
            "name that in relays, if it passes it on here, too; if this is its own reporting, say"
            " so in the note of the evidence"
        )
        places = _locate(corpus, own), _locate(corpus, passed)
        yield VOICE_COUNTED_TWICE.finding(places[0], message, hint, places[1])


def _locate(corpus: Corpus, piece: EvidenceAt) -> Place:
    return corpus.place(piece.placed.record, piece.location())


def _name_parties(corpus: Corpus, piece: EvidenceAt) -> tuple[str, ...]:
    """Name the actors other than its publisher for whom an article tells a passage."""
    publisher = corpus.find_source(piece.evidence.source).publisher
    actors = name_actors(find_attribution(piece.placed.statement, piece.evidence))
    return tuple(actor for actor in actors if actor != publisher)


@keep_for_each
def _pair_passages(corpus: Corpus, source: str) -> Mapping[EvidenceKey, EvidenceAt]:
    """Pair each passage that a source tells in its own voice, and nobody has answered for, with one
    of the like that it passes on.
    """
    pieces = corpus.evidence_of_source[source]
    passed = [
        piece
        for piece in pieces
        if _supports(piece)
        and not _is_own(piece)
        and (piece.evidence.relays or _name_parties(corpus, piece))
    ]
    of_topic = {key: piece for piece in reversed(passed) for key in _list_topics(piece)}
    passages = [_Passage(piece, _list_words(piece)) for piece in passed]
    having = _index_words(passages)
    pairs: dict[EvidenceKey, EvidenceAt] = {}
    for piece in filter(_may_count_twice, pieces):
        near = [of_topic[key] for key in _list_topics(piece) if key in of_topic]
        alike = near[0] if near else _find_alike(_list_words(piece), passages, having)
        if alike:
            pairs[piece.key] = alike
    return pairs


def _may_count_twice(piece: EvidenceAt) -> bool:
    """Whether a source tells a passage in its own voice, and nobody has answered for that."""
    return piece.evidence.note is None and _supports(piece) and _is_own(piece)


def _supports(piece: EvidenceAt) -> bool:
    evidence = piece.evidence
    return piece.placed.stands and evidence.stance == "supports" and bool(evidence.quote)


def _is_own(piece: EvidenceAt) -> bool:
    """Whether the passage counts for the article's publisher."""
    evidence = piece.evidence
    own = OWN_VOICE in find_attribution(piece.placed.statement, evidence)
    return own and not (evidence.relays or evidence.via)


def _list_topics(piece: EvidenceAt) -> Iterator[tuple[str, str]]:
    """What a passage is about, the nearest first: its statement, and the topic in its file."""
    placed = piece.placed
    yield "statement", placed.ref
    if placed.statement.topic:
        yield placed.statement.topic, placed.record.id


def _list_words(piece: EvidenceAt) -> frozenset[str]:
    """List the beginnings of the longer words of a passage and its statement; names that it links
    are none.
    """
    statement = piece.placed.statement
    linked = {stem for link in find_links(statement.text) for stem in link.record.split("-")}
    text = f"{strip_prose(statement.text)} {piece.evidence.quote}"
    words = map(str.casefold, WORD.findall(text))
    return frozenset([word[:STEM] for word in words if word not in linked])


def _index_words(passages: Sequence[_Passage]) -> dict[str, list[int]]:
    having: dict[str, list[int]] = {}
    for number, passage in enumerate(passages):
        for word in passage.words:
            having.setdefault(word, []).append(number)
    return {word: numbers for word, numbers in having.items() if len(numbers) < COMMON}


def _find_alike(
    words: frozenset[str], passages: Sequence[_Passage], having: dict[str, list[int]]
) -> EvidenceAt | None:
    """Find the passage that shares most words with `words`, if these are enough of them."""
    shared = Counter(chain.from_iterable([having.get(word, ()) for word in words]))
    number, count = min(shared.items(), key=lambda pair: (-pair[1], pair[0]), default=(0, 0))
    fewer = min(len(words), len(passages[number].words)) if count else 0
    return passages[number].piece if count >= max(FEWEST, ALIKE * fewer) else None
