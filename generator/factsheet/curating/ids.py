"""Ids of statements and records, proposed out of their words."""

import re
import unicodedata
from collections.abc import Container

from factsheet.facts.corpus import Corpus
from factsheet.facts.fields import RESERVED_IDS
from factsheet.facts.model import Actor, Event
from factsheet.facts.prose import strip_prose

LONGEST = 40
MOST_WORDS = 4
RECORD_WORDS = 6
"""An id of a record has so many words of its name."""
DAY = re.compile(r"\d{4}(-\d\d){0,2}")
WORD = re.compile(r"[a-z0-9]+")
ACTOR = re.compile(r"\[[^\]]*\]\(actor:[^)]*\)(?:['’]s\b)?")
EMPTY = frozenset(
    """
    a an and are as at be been but by for from had has have he her his in is it its of on or says
    said she that the their they this to was were which who will with would
    """.split()  # noqa: SIM905 - as words they can be read
)
"""Words that say little of what a statement is about."""
STROKES = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"})


def propose_id(record: Event | Actor, text: str) -> str:
    """Propose an id for a new statement of `record` with this text: the first words that say what
    it is about, without the actors that it links to; and a number if they are taken.
    """
    unnamed = make_id(ACTOR.sub(" ", text))
    base = unnamed if "-" in unnamed else make_id(strip_prose(text))
    return find_free(base or "statement", list_taken(record))


def propose_record_id(corpus: Corpus, words: str, date: str, kind: str) -> str:
    """Propose an id for a new record: of an actor out of its name, of an event or a source out of
    its title and its `date`, if that is a day, a month or a year; and a number if that is taken.
    Without a letter that an id may have, it is the `kind`.
    """
    day = f"-{date}" if DAY.fullmatch(date) else ""
    base = make_id(words, RECORD_WORDS) or kind
    return find_free(base + day, list_taken_records(corpus))


def list_taken_records(corpus: Corpus) -> set[str]:
    """The ids that records of any kind have or had, those included that cannot be read."""
    former = (name for record in corpus.records.values() for name in record.former_ids)
    return {*corpus.records, *corpus.broken, *former}


def make_id(text: str, words: int = MOST_WORDS) -> str:
    """Make an id of the first `words` of a text that say something; "" if no letter of it is one of
    an id.
    """
    plain = text.casefold().replace("'", "").replace("’", "").translate(STROKES)
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    chosen = [word for word in WORD.findall(plain) if word not in EMPTY][:words]
    return "-".join(chosen)[:LONGEST].strip("-")


def list_taken(record: Event | Actor) -> set[str]:
    """The ids that statements of `record` have or had."""
    return {
        name for statement in record.statements for name in (statement.id, *statement.former_ids)
    }


def find_free(base: str, taken: Container[str]) -> str:
    """`base`, or the first of it with a number that is not taken or reserved."""
    name, number = base, 1
    while name in taken or name in RESERVED_IDS:
        number += 1
        name = f"{base}-{number}"
    return name
