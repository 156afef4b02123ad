"""Rules about statements that say more than their quotes. They read English only."""

from collections.abc import Iterator
from functools import lru_cache

from factsheet.checks.english.claims import Claim, find_claims, find_unsupported, list_readings
from factsheet.facts.corpus import Corpus, StatementAt
from factsheet.facts.prose import find_links, strip_prose
from factsheet.problems import Finding, Rule
from factsheet.proof.quotes import GAP

TALK = """# events/talk.yml
title: A talk
kind: call
statements:
  - id: length
    text: {text}
    attributed_to: alice
    evidence: {{source: article, quote: for an hour}}
"""
REASON = '    note: The passage says "today"; its article is of a Monday.\n'

STATEMENT_BEYOND_QUOTES = Rule(
    id="statement-beyond-quotes",
    severity="warning",
    summary=(
        "Each number, date and negation of a statement's text stands in one of its quotes or their"
        ' translations, in digits or in words ("one hour" is "an hour"), or its note names it and'
        " gives the reason. A quote that denies bears out no negation, and no number or date beside"
        " quotes that support. It reads English only: a quote in another language needs its"
        " translation."
    ),
    bad=TALK.format(text="The talk on Monday lasted two hours."),
    good=TALK.format(text="The talk on Monday lasted one hour.") + REASON,
)


def check_statement_beyond_quotes(corpus: Corpus, placed: StatementAt) -> Iterator[Finding]:
    reason = placed.statement.note or ""
    missing = find_beyond_quotes(corpus, placed)
    bare = [claim for claim in missing if not claim.readings & list_readings(reason)]
    if bare:
        place = corpus.place(placed.record, placed.location("text"))
        where = "in none of its quotes, nor in its note" if reason else "in none of its quotes"
        message = f"{_list_claims(bare)} {where}"
        hint = (
            "reword it, quote or translate the words that say so, or name it in the note with"
            " the reason"
        )
        yield STATEMENT_BEYOND_QUOTES.finding(place, message, hint)


def find_beyond_quotes(corpus: Corpus, placed: StatementAt) -> tuple[Claim, ...]:
    """Find the numbers, dates and negations of a statement's text that none of its quotes has,
    whether accepted or not.

    Empty for a statement that is withdrawn, or has no quotes at all. A number may also be part of
    the name of an actor that the text links to.
    """
    text = strip_prose(placed.statement.text)
    if not find_claims(text) or not _is_quoted(placed):
        return ()
    carrying, opposed = _list_quotes(placed, "supports"), _list_quotes(placed, "denies")
    missing = find_unsupported(text, carrying)
    for names in _list_names(corpus, placed) if missing else ():
        missing = tuple(claim for claim in missing if not claim.readings & _read_names(names))
    if not missing or carrying:
        return missing
    # Known only through what denies it: the denial names the number, but its negation is that of
    # the denial.
    denied = list_readings(GAP.join(opposed))
    return tuple(
        missing_word
        for missing_word in missing
        if missing_word.kind == "negation" or not missing_word.readings & denied
    )


def _is_quoted(placed: StatementAt) -> bool:
    quoted = any(evidence.quote for evidence in placed.statement.evidence)
    return quoted and placed.statement.withdrawn is None


def _list_quotes(placed: StatementAt, stance: str) -> list[str]:
    pieces = [piece for piece in placed.statement.evidence if piece.stance == stance]
    return [text for piece in pieces for text in (piece.quote, piece.translation) if text]


def _list_names(corpus: Corpus, placed: StatementAt) -> Iterator[tuple[str, ...]]:
    """The names of each actor to which a statement links."""
    linked = (link.record for link in find_links(placed.statement.text) if link.kind == "actor")
    for name in dict.fromkeys(linked):
        actor = corpus.find_actor(name)
        yield actor.name, *actor.other_names


@lru_cache(maxsize=1024)  # many statements link to the same actors
def _read_names(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset[str]().union(*map(list_readings, names))


def _list_claims(claims: list[Claim]) -> str:
    named = list(dict.fromkeys(f'the {claim.kind} "{claim.words}"' for claim in claims))
    return (
        f"{', '.join(named[:-1])} and {named[-1]} stand" if len(named) > 1 else f"{named[0]} stands"
    )
