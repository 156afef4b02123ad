"""What sources tell of two occasions in the same words: quotes of both side by side, and in them
the words that they have in common.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import islice, product

from factsheet.facts.corpus import StatementAt
from factsheet.facts.dates import PLAIN, show_date
from factsheet.facts.model import Event, Evidence
from factsheet.site.scope import ENGLISH, Scope, link_event, name_outlet, sort_event, view_date
from factsheet.site.views import DateView, Heading, Link

ANCHOR = "_same-words"
WORD = re.compile(r"\[[^\[\]]*\]|\w+(?:['’]\w+)*")
"""A word, or what stands in square brackets, which is not the source's."""
SHORT = 3
"""A word of so few letters says nothing if the words around it differ."""
MOST_WORDS = 40
"""So many words of a quote are compared; the rules allow fewer."""
MOST_QUOTES = 8
"""So many quotes of a statement are compared with those of another."""
MOST_PAIRS = 40
"""So many pairs of statements are shown."""

Marked = tuple[tuple[slice, ...], tuple[slice, ...]]
"""Where each of two texts has words of the other."""


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A quote in pieces, each with whether the other quote has the same words; its source, as a
    link to the statement; and the addresses of `others` that have the same quote.
    """

    pieces: tuple[tuple[str, bool], ...]
    language: str
    source: Link
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SideView:
    """One of two events, with a link unless it is the page's own, and a short name (`label`)."""

    event: Link
    date: DateView | None
    label: str


@dataclass(frozen=True, slots=True)
class TwinView:
    """Two events, the earlier first, and pairs of their quotes."""

    sides: tuple[SideView, SideView]
    pairs: tuple[tuple[QuoteView, QuoteView], ...]


@dataclass(frozen=True, slots=True)
class SameWordsView:
    """`more` says that there are more pairs than are shown."""

    twins: tuple[TwinView, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class _Pair:
    """Statements of two events, the earlier first; those of their quotes that are most alike, and
    where these have words of each other.
    """

    statements: tuple[StatementAt, StatementAt]
    evidence: tuple[Evidence, Evidence]
    marked: Marked


@dataclass(frozen=True)
class SameWords:
    """What sources tell of `event` and of others in the same words; `statements` are the event's,
    in the order of its page.
    """

    scope: Scope
    event: Event
    statements: Sequence[StatementAt]

    @cached_property
    def found(self) -> tuple[_Pair, ...]:
        """The pairs to show, and one more if there are more."""
        return tuple(islice(self._list_pairs(), MOST_PAIRS + 1))

    @property
    def twins(self) -> dict[tuple[str, str], list[_Pair]]:
        """The pairs to show, by their two events."""
        twins: dict[tuple[str, str], list[_Pair]] = {}
        for pair in self.found[:MOST_PAIRS]:
            left, right = pair.statements
            twins.setdefault((left.record.id, right.record.id), []).append(pair)
        return twins

    @property
    def heading(self) -> Heading:
        """The section's heading: with both days, if it is about two."""
        twins = list(self.twins)
        days = _join_days(*map(self.scope.index.corpus.find_event, twins[0])) if twins else ""
        if len(twins) > 1:
            days = "told of other occasions"
        return Heading(id=ANCHOR, title=f"The same words, {days or 'told of another occasion'}")

    def view(self) -> SameWordsView:
        """The pairs, those of two events together."""
        twins = (self._view_twin(events, pairs) for events, pairs in self.twins.items())
        return SameWordsView(tuple(twins), len(self.found) > MOST_PAIRS)

    def _list_pairs(self) -> Iterator[_Pair]:
        corpus = self.scope.index.corpus
        for placed in self.statements:
            for ref in corpus.related["echoes"].get(placed.ref, ()) if placed.stands else ():
                other = corpus.find_statement(ref)
                record = other.record
                if other.stands and isinstance(record, Event) and record.id != self.event.id:
                    in_time = sort_event(self.event) <= sort_event(record)
                    pair = _match(*(placed, other) if in_time else (other, placed))
                    if pair:
                        yield pair

    def _view_twin(self, events: tuple[str, str], pairs: Sequence[_Pair]) -> TwinView:
        same: dict[tuple[tuple[str, str | None], ...], list[_Pair]] = {}
        for pair in pairs:
            quotes = tuple((evidence.source, evidence.quote) for evidence in pair.evidence)
            same.setdefault(quotes, []).append(pair)
        year = _find_year(*map(self.scope.index.corpus.find_event, events))
        left, right = (self._view_side(event, year) for event in events)
        return TwinView((left, right), tuple(map(self._view_pair, same.values())))

    def _view_side(self, event: str, year: str) -> SideView:
        link, record = link_event(self.scope, event), self.scope.index.corpus.find_event(event)
        date, own = view_date(record.date), event == self.event.id
        label = date.text.removesuffix(year) if date else "here" if own else "there"
        return SideView(Link(link.text) if own else link, date, label)

    def _view_pair(self, pairs: Sequence[_Pair]) -> tuple[QuoteView, QuoteView]:
        return self._view_quote(pairs, 0), self._view_quote(pairs, 1)

    def _view_quote(self, pairs: Sequence[_Pair], side: int) -> QuoteView:
        scope, evidence = self.scope, pairs[0].evidence[side]
        language = evidence.language or scope.index.corpus.find_source(evidence.source).language
        statements = (pair.statements[side] for pair in pairs)
        links = (scope.link("event", each.record.id, each.statement.id) for each in statements)
        urls = list(dict.fromkeys(links))
        return QuoteView(
            tuple(_part(evidence.quote or "", pairs[0].marked[side])),
            "" if not language or ENGLISH.fullmatch(language) else language,
            Link(self._name_source(evidence.source), urls[0]),
            tuple(urls[1:]),
        )

    def _name_source(self, source: str) -> str:
        """The letter of a source that the page's key of articles has; the name of another."""
        here = source in {
            piece.source for placed in self.statements for piece in placed.statement.evidence
        }
        mark = self.scope.index.marks.get(source, "") if here else ""
        return mark or name_outlet(self.scope.index, source)


def _match(left: StatementAt, right: StatementAt) -> _Pair | None:
    """Two statements with those of their quotes that are most alike; None if these have no words in
    common.
    """
    best, pair = 0.0, None
    for evidence in product(_list_quoted(left), _list_quoted(right)):
        marked, likeness = compare_words(evidence[0].quote or "", evidence[1].quote or "")
        if likeness > best:
            best, pair = likeness, _Pair((left, right), evidence, marked)
    return pair


def _list_quoted(placed: StatementAt) -> list[Evidence]:
    evidence = placed.statement.evidence
    quoted = (piece for piece in evidence if piece.quote and piece.stance == "supports")
    return list(islice(quoted, MOST_QUOTES))


def compare_words(left: str, right: str) -> tuple[Marked, float]:
    """Where each of two texts has words of the other, whatever their case and punctuation, and how
    much of both that is, from 0 to 1.

    Words are aligned by Ratcliff and Obershelp's method, as difflib has it; longer ones count if
    they stand in another order, too.
    """
    words = [list(islice(WORD.finditer(text), MOST_WORDS)) for text in (left, right)]
    keys = [[_name_word(word[0], side) for word in words[side]] for side in (0, 1)]
    common = set(keys[0]).intersection(keys[1])
    if not common:
        return ((), ()), 0.0
    marked = [{number for number, key in enumerate(one) if _tells(key, common)} for one in keys]
    matcher = SequenceMatcher(None, keys[0], keys[1], autojunk=False)
    for start, other, size in matcher.get_matching_blocks():
        if size > 1:
            marked[0].update(range(start, start + size))
            marked[1].update(range(other, other + size))
    runs = [tuple(_list_runs(words[side], marked[side])) for side in (0, 1)]
    share = (len(marked[0]) + len(marked[1])) / (len(keys[0]) + len(keys[1]))
    return (runs[0], runs[1]), share


def _tells(key: str, common: Collection[str]) -> bool:
    return key in common and len(key) > SHORT


def _list_runs(words: Sequence[re.Match[str]], marked: Collection[int]) -> Iterator[slice]:
    """The marked words of a text, those beside each other as one."""
    start = None
    for number, word in enumerate(words):
        if number not in marked:
            start = None
            continue
        start = word.start() if start is None else start
        if number + 1 not in marked:
            yield slice(start, word.end())


def _name_word(word: str, side: int) -> str:
    """What a word is compared by; what stands in brackets on one side is like nothing on the
    other.
    """
    if word.startswith("["):
        return f"[{side}"
    return unicodedata.normalize("NFKC", word).casefold().replace("’", "'")


def _part(text: str, runs: Sequence[slice]) -> Iterator[tuple[str, bool]]:
    """`text` in pieces, those of `runs` marked."""
    end = 0
    for run in runs:
        if run.start > end:
            yield text[end : run.start], False
        yield text[run], True
        end = run.stop
    if end < len(text):
        yield text[end:], False


def _list_days(*events: Event) -> list[list[str]]:
    """The days of two events, word by word; none unless each has one of its own."""
    dates = {event.date.text: show_date(event.date) for event in events if event.date}
    days = [words.split(" ") for text, words in dates.items() if PLAIN.fullmatch(text)]
    return days if len(days) == len(events) else []


def _join_days(*events: Event) -> str:
    """Two days in words: "on 20 and 21 February 2022"; "" unless there are two."""
    days = _list_days(*events)
    if not days:
        return ""
    first, second = days
    same = next(size for size in (2, 1, 0) if first[3 - size :] == second[3 - size :])
    return f"on {' '.join(first[: 3 - same])} and {' '.join(second)}"


def _find_year(*events: Event) -> str:
    """The year of two days, as it ends their dates; "" unless it is the same."""
    years = {f" {day[2]}" for day in _list_days(*events)}
    return years.pop() if len(years) == 1 else ""
