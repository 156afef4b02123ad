"""What to doubt of a copy when it is taken: whether it is the article, and the whole of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from factsheet.facts.corpus import Corpus
from factsheet.facts.model import Source
from factsheet.problems import Refused, quote_name
from factsheet.proof.articles import read_whole_page
from factsheet.proof.copies import SUFFIXES, Origin, Snapshot, read_plain, read_snapshot
from factsheet.proof.quotes import count_words, find_quote, normalise_text
from factsheet.proof.reading.sentences import breaks_off, split_sentences
from factsheet.wording import count_things

TAIL = 40
"""So many characters at its end tell a sentence from others: its beginning may have grown together
with a menu or a headline.
"""

PROSE = 8
"""What has fewer words is a link or a label, and no sentence of an article."""
LONGEST = 50
"""As many words of a sentence count: what has more has grown together with a menu."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A reason to look at a copy, and what to do if it is justified."""

    reason: str
    hint: str


def read_doubts(corpus: Corpus, source: Source, folder: Path, origin: Origin) -> tuple[Doubt, ...]:
    """List what is to be doubted of the copy of `source` that was just taken into `folder`."""
    copy = read_snapshot(folder, source)
    if not isinstance(copy, Snapshot):
        return ()
    pieces = corpus.evidence_of_source.get(source.id, ())
    quotes = dict.fromkeys(filter(None, (piece.evidence.quote for piece in pieces)))
    return tuple(list_doubts(source.id, copy.text, _read_page(folder, source, origin), quotes))


def _read_page(folder: Path, source: Source, origin: Origin) -> str:
    """All the text of the page that a copy was taken from; empty if it came as text."""
    kind = origin.media_type.partition(";")[0]
    try:
        data = read_plain(folder / f"{source.id}{SUFFIXES[kind]}")
    except Refused:
        return ""
    return read_whole_page(data, origin.media_type) if data else ""


def list_doubts(name: str, text: str, page: str, quotes: Iterable[str]) -> Iterator[Doubt]:
    """List what is to be doubted of a copy whose text is `text`, of the source `name`, of which the
    facts have `quotes`; `page` is all the text of its page, or empty.
    """
    again = f"take the whole text by hand: delete the copy, then factsheet snapshot {name} FILE"
    if breaks_off(text):
        end = quote_name(normalise_text(text)[-TAIL:])
        yield Doubt(f"it breaks off in mid-sentence: {end}", f"if the article goes on, {again}")
    words, missing = count_words(text), _count_missing(text, page)
    if missing > words:
        reason = f"it has {count_things(words, 'word')}, and sentences of the page that it lacks"
        yield Doubt(f"{reason} have {missing:,}", f"if they belong to the article, {again}")
    plain = normalise_text(text)
    lost = [quote for quote in quotes if not find_quote(quote, plain)]
    if lost:
        first = quote_name(lost[0])
        reason = f"it lacks {count_things(len(lost), 'quote')} that the facts have of it: {first}"
        yield Doubt(reason, f"correct them as factsheet verify {name} shows, or {again}")


def _count_missing(text: str, page: str) -> int:
    """The words of the sentences of a page that `text` lacks."""
    own = set(_list_tails(text).values())
    plain = normalise_text(page)
    missing = 0
    for (start, end), tail in _list_tails(page).items():
        if tail not in own and not breaks_off(tail):
            words = count_words(plain[start:end])
            missing += min(words, LONGEST) if words >= PROSE else 0
    return missing


def _list_tails(text: str) -> dict[tuple[int, int], str]:
    """The sentences of `text` by their spans, each with the characters at its end."""
    plain = normalise_text(text)
    spans = split_sentences(text)
    return {(start, end): plain[max(start, end - TAIL) : end] for start, end in spans}
