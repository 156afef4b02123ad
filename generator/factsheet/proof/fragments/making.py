"""The shortest address of a quote within its article, unique in the saved copy.

WICG, "URL Fragment Text Directives", "Generating Text Fragment Directives"; `directives` says what
matches, `forms` what a saved copy is compared as.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice

from factsheet.proof.fragments.directives import (
    Directive,
    Match,
    compare,
    encode_directive,
    find_matches,
    loosen,
)
from factsheet.proof.fragments.forms import CopyForms, find_block, find_key, read_copy, read_term
from factsheet.proof.fragments.rivals import Rivals, Terms, find_rivals
from factsheet.proof.quotes import Span

LONG = 300
"""A passage of more characters is given by its beginning and its end (section "Prefer Exact
Matching").
"""

FEW, MANY = 4, 12
"""The fewest words of such a beginning or end, and the most."""

LONGEST = 2000
"""The most characters that a directive's value may have, so that every address has room for it."""

MOST_CONTEXT = 20
"""The most words of a prefix or a suffix; the most characters are `LONG`."""

MOST_PROPOSED = 60
"""As many directives with context are looked at again as a browser would."""

TERM = re.compile(r"[^\s、。，！？；：]+[、。，！？；：]*|[、。，！？；：]+")


def make_fragment(text: str, spans: Sequence[Span]) -> str | None:
    """Make the value of the shortest text directive that matches once in the saved copy `text`, and
    there the quote.

    `spans` are the quote's passages in the normalised `text`, as `find_quote` gives them; several
    are given as one range from the first's beginning to the last's end. A directive whose words'
    borders are certain is preferred. None if no directive is unique with `MOST_CONTEXT` words of
    context on either side, up to the ends of the blocks around the quote.
    """
    copy = read_copy(text)
    if not spans:
        return None
    start, end = spans[0][0], spans[-1][1]
    goal = find_key(copy, start, start), find_key(copy, end, end - 1)
    certain, likely = ((*goal, True), (*goal, False))
    search = _open_search(copy, spans)
    terms = next(search.propose(certain), None) or next(search.propose(likely), None)
    return encode_directive(terms) if terms else None


def _is_unique(copy: CopyForms, terms: Directive, goal: Match) -> bool:
    """Whether `terms` match once, at `goal`, for certain or not as it says; also on a page that has
    our lines in one block or parts words at invisible characters."""
    plain = Directive(*map(compare, terms))
    if any(list(islice(find_matches(key, plain), 2)) != [goal] for key in (copy.key, copy.joined)):
        return False
    return len(list(islice(find_matches(copy.loose, Directive(*map(loosen, terms))), 2))) <= 1


@dataclass(frozen=True)
class _Search:
    """What can stand for a quote, and the context around it; worked out when first asked for."""

    copy: CopyForms
    cores: list[tuple[str, str]]
    before: list[str]
    after: list[str]

    @cached_property
    def rivals(self) -> list[tuple[Rivals, ...]]:
        """For each core what else could match, in each form of the copy."""
        return [tuple(self._find_rivals(core)) for core in self.cores]

    def _find_rivals(self, core: tuple[str, str]) -> Iterator[Rivals]:
        copy = self.copy
        for key, form in ((copy.key, compare), (copy.joined, compare), (copy.loose, loosen)):
            before, after = list(map(form, self.before)), list(map(form, self.after))
            yield find_rivals(key, Terms(before, form(core[0]), form(core[1]), after))

    def propose(self, goal: Match) -> Iterator[Directive]:
        """Propose the directives that are unique: without context first, then those with the
        fewest words of context, the shortest of them first.
        """
        bare = (Directive("", *core, "") for core in self.cores)
        for terms in chain(bare, islice(self._list_told_apart(), MOST_PROPOSED)):
            if len(encode_directive(terms)) <= LONGEST and _is_unique(self.copy, terms, goal):
                yield terms

    def _list_told_apart(self) -> Iterator[Directive]:
        for words in range(1, len(self.before) + len(self.after) - 1):
            proposed = [
                Directive(self.before[i], *core, self.after[words - i])
                for core, rivals in zip(self.cores, self.rivals, strict=True)
                for i in range(
                    max(0, words - len(self.after) + 1), min(words + 1, len(self.before))
                )
                if all(rival.are_told_apart(i, words - i) for rival in rivals)
            ]
            yield from sorted(proposed, key=lambda terms: len(encode_directive(terms)))


def _open_search(copy: CopyForms, spans: Sequence[Span]) -> _Search:
    cores = [
        (read_term(copy, start), read_term(copy, end) if end else "")
        for start, end in _find_cores(copy, spans)
    ]
    before, after = _find_contexts(copy, spans[0][0], spans[-1][1])
    return _Search(
        copy,
        cores,
        [read_term(copy, span) for span in before],
        [read_term(copy, span) for span in after],
    )


def _find_cores(copy: CopyForms, spans: Sequence[Span]) -> list[tuple[Span, Span | None]]:
    """Find what can stand for the quote itself: all of it, or its beginning and end, each of a few
    words and ever more.
    """
    (start, first_end), (last_start, end) = spans[0], spans[-1]
    first, last = find_block(copy, start), find_block(copy, end - 1)
    head = (start, min(first_end, copy.blocks[first].span[1]))
    tail = (max(last_start, copy.blocks[last].span[0]), end)
    whole: list[tuple[Span, Span | None]] = [((start, end), None)] if head == tail else []
    if whole and end - start <= LONG:
        return whole
    heads, tails = _find_words(copy, head), _find_words(copy, tail)
    most = (max(len(heads), len(tails)) if not whole else len(heads) // 2) + 1
    pairs = (
        ((start, heads[min(words, len(heads)) - 1][1]), (tails[-min(words, len(tails))][0], end))
        for words in range(FEW, min(MANY + 1, max(most, FEW + 1)))
    )
    return [pair for pair in pairs if pair[0][1] <= pair[1][0]] + whole


def _find_contexts(copy: CopyForms, start: int, end: int) -> tuple[list[Span], list[Span]]:
    """Find the prefixes and suffixes of no, one and ever more words, up to the ends of the blocks
    that the quote begins and ends in; if it begins or ends with one, of the neighbouring block.
    """
    first, last = find_block(copy, start), find_block(copy, end - 1)
    head = (copy.blocks[first].span[0], start)
    tail = (end, copy.blocks[last].span[1])
    if not copy.normal[slice(*head)].strip() and first:
        head = copy.blocks[first - 1].span
    if not copy.normal[slice(*tail)].strip() and last + 1 < len(copy.blocks):
        tail = copy.blocks[last + 1].span
    near_head = (max(head[0], head[1] - LONG), head[1])
    near_tail = (tail[0], min(tail[1], tail[0] + LONG))
    before = [(word[0], head[1]) for word in reversed(_find_words(copy, near_head))]
    after = [(tail[0], word[1]) for word in _find_words(copy, near_tail)]
    # A word that is cut off there is none.
    before = before[: -1 if near_head != head else None][:MOST_CONTEXT]
    after = after[: -1 if near_tail != tail else None][:MOST_CONTEXT]
    return [(start, start), *before], [(end, end), *after]


def _find_words(copy: CopyForms, span: Span) -> list[Span]:
    return [word.span() for word in TERM.finditer(copy.normal, *span)]
