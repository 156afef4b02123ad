"""Text fragments: the shortest address of a quote within its article, unique in the saved copy.

WICG, "URL Fragment Text Directives", "Generating Text Fragment Directives"; `directives.py` says
what matches.

A line of the saved copy is a block, and so is what follows a sentence's end without a space:
extraction has often lost a paragraph's end there. No term crosses a block's border. If browsers may
part words or blocks otherwise (soft hyphens, lines that the page does not break), a possible match
counts: a link may be longer than it had to be, but it does not lead astray.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise

from factsheet.proof.directives import (
    Directive,
    Match,
    compare,
    encode_directive,
    find_matches,
    fold,
    loosen,
)
from factsheet.proof.quotes import DROPPED, HYPHENATION, SAME, Span, normalise_text

LONG = 300
"""A passage of more characters is given by its beginning and its end (section "Prefer Exact
Matching").
"""

FEW = 4
"""The fewest words of such a beginning or end."""

GLUE = re.compile(r"""(?<=[a-zß-öø-ÿ0-9)"'][.!?])(?=["'(]?[A-ZÀ-ÖØ-Þ])""")
TERM = re.compile(r"[^\s、。，！？；：]+[、。，！？；：]*|[、。，！？；：]+")
COLLAPSED = re.compile(r"[ \t\n\r\f]+")
INVISIBLE = re.compile(f"[{''.join(map(chr, DROPPED))}]")
UNEVEN = re.compile(f"{INVISIBLE.pattern}|[ﬀ-ﬆ]")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a saved copy's line that terms do not leave; where the line begins in each form
    of the text.
    """

    line: str
    even: bool
    at: int
    key_at: int
    span: Span


@dataclass(frozen=True, slots=True)
class CopyForms:
    """The five forms of a saved copy's text. These two lines, where · is a soft hyphen,

        The „Ferry“ was well-
        known for in·formation.It sank.

    are kept as

        normal  The "Ferry" was wellknown for information.It sank.
        key     the "ferry" was well-⏎known for information.it sank.
        joined  the "ferry" was well- known for information.it sank.
        loose   the "ferry" was well- known for in formation.it sank.

    and three blocks: the first line; the second as far as `information.`; and `It sank.`, since no
    space follows the full stop. Quotes are found in `normal`. A browser compares `key`, where each
    line is a paragraph; `joined`, if the page has all lines in one; and `loose`, if it parts words
    at invisible characters (empty if there are none).
    """

    normal: str
    key: str
    joined: str
    loose: str
    blocks: tuple[Block, ...]


def make_fragment(text: str, spans: Sequence[Span]) -> str | None:
    """Make the value of the shortest text directive that matches once in the saved copy `text`, and
    there the quote.

    `spans` are the quote's passages in the normalised `text`, as `find_quote` gives them; several
    are given as one range from the first's beginning to the last's end. A directive whose words'
    borders are certain is preferred. None if no directive is unique with context up to the ends of
    the blocks around the quote.
    """
    copy = read_copy(text)
    if not spans:
        return None
    start, end = spans[0][0], spans[-1][1]
    goal = _find_key(copy, start, start), _find_key(copy, end, end - 1)
    certain, likely = ((*goal, True), (*goal, False))
    terms = next(_propose(copy, spans, certain), None) or next(_propose(copy, spans, likely), None)
    return encode_directive(terms) if terms else None


# The saved copy


@lru_cache(maxsize=8)
def read_copy(text: str) -> CopyForms:
    """Bring the saved copy `text` into its forms."""
    lines = text.split("\n")
    blocks: list[Block] = []
    normal, key, joint = "", "", ""
    for line, following in pairwise([*lines, ""]):
        own = normalise_text(line)
        parted = _is_parted(line, following)
        if own:
            normal += joint
            key += "\n" * bool(key)
            shown = own[:-1] if parted else own
            blocks += _split(line, own, shown, len(normal), len(key))
            normal, key = normal + shown, key + fold(own)
            joint = "" if parted else " "
    loose = loosen(text) if INVISIBLE.search(text) else ""
    return CopyForms(normal, key, key.replace("\n", " "), loose, tuple(blocks))


def _is_parted(line: str, following: str) -> bool:
    """Whether a hyphen at the end of `line` parts a word that goes on in the `following` one."""
    head, tail = (part.translate(DROPPED).translate(SAME) for part in (line[-80:], following[:80]))
    return "-" in head and bool(HYPHENATION.search(f"{head}\n{tail}"))


def _split(line: str, own: str, shown: str, offset: int, key_at: int) -> Iterator[Block]:
    even = (
        len(line) == len(own) and not UNEVEN.search(line) and unicodedata.is_normalized("NFC", line)
    )
    cuts = [0, *(glue.start() for glue in GLUE.finditer(shown)), len(shown)]
    for start, end in pairwise(cuts):
        yield Block(line, even, offset, key_at, (offset + start, offset + end))


def _find_block(copy: CopyForms, place: int) -> int:
    return bisect_right(copy.blocks, place, key=lambda block: block.span[0]) - 1


def _find_key(copy: CopyForms, place: int, inside: int) -> int:
    """The place in the form for comparing of `place` in the normalised text, in the block that
    holds `inside`.
    """
    block = copy.blocks[_find_block(copy, inside)]
    return block.key_at + len(fold(copy.normal[block.at : place]))


def _read_term(copy: CopyForms, span: Span) -> str:
    """Read the copy's own characters for a span of its normalised form within one block, with white
    space as a page shows it.
    """
    if span[0] == span[1]:
        return ""
    block = copy.blocks[_find_block(copy, span[0])]
    start, end = (_find_origin(block, at - block.at) for at in span)
    return COLLAPSED.sub(" ", block.line[start:end]).strip("".join(map(chr, DROPPED)) + " ")


def _find_origin(block: Block, place: int) -> int:
    if block.even:
        return place
    prefixes = range(len(block.line) + 1)
    return bisect_right(prefixes, place, key=lambda end: len(normalise_text(block.line[:end]))) - 1


# What could be proposed


def _is_unique(copy: CopyForms, terms: Directive, goal: Match) -> bool:
    """Whether `terms` match once, at `goal`, for certain or not as it says; also on a page that has
    our lines in one block or parts words at invisible characters."""
    plain = Directive(*map(compare, terms))
    if any(list(islice(find_matches(key, plain), 2)) != [goal] for key in (copy.key, copy.joined)):
        return False
    return len(list(islice(find_matches(copy.loose, Directive(*map(loosen, terms))), 2))) <= 1


def _propose(copy: CopyForms, spans: Sequence[Span], goal: Match) -> Iterator[Directive]:
    """Propose the directives that are unique: without context first, then those with the fewest
    words of context, the shortest of them first.
    """
    cores = [
        (_read_term(copy, start), _read_term(copy, end) if end else "")
        for start, end in _find_cores(copy, spans)
    ]
    for core in cores:
        yield from _keep_unique(copy, [Directive("", *core, "")], goal)
    before, after = _find_contexts(copy, spans[0][0], spans[-1][1])
    most = [_add_context(copy, core, before[-1], after[-1]) for core in cores]
    if any(_is_unique(copy, terms, goal) for terms in most):
        for words in range(1, len(before) + len(after) - 1):
            pairs = [
                (before[i], after[words - i])
                for i in range(len(before))
                if 0 <= words - i < len(after)
            ]
            proposed = [_add_context(copy, core, *pair) for core in cores for pair in pairs]
            yield from _keep_unique(copy, proposed, goal)


def _add_context(copy: CopyForms, core: tuple[str, str], before: Span, after: Span) -> Directive:
    return Directive(_read_term(copy, before), *core, _read_term(copy, after))


def _keep_unique(copy: CopyForms, proposed: list[Directive], goal: Match) -> Iterator[Directive]:
    unique = (terms for terms in proposed if _is_unique(copy, terms, goal))
    yield from sorted(unique, key=lambda terms: len(encode_directive(terms)))


def _find_cores(copy: CopyForms, spans: Sequence[Span]) -> list[tuple[Span, Span | None]]:
    """Find what can stand for the quote itself: all of it, or its beginning and end, each of a few
    words and ever more.
    """
    (start, first_end), (last_start, end) = spans[0], spans[-1]
    first, last = _find_block(copy, start), _find_block(copy, end - 1)
    head = (start, min(first_end, copy.blocks[first].span[1]))
    tail = (max(last_start, copy.blocks[last].span[0]), end)
    whole: list[tuple[Span, Span | None]] = [((start, end), None)] if head == tail else []
    if whole and end - start <= LONG:
        return whole
    heads, tails = _find_words(copy, head), _find_words(copy, tail)
    most = (max(len(heads), len(tails)) if not whole else len(heads) // 2) + 1
    pairs = (
        ((start, heads[min(words, len(heads)) - 1][1]), (tails[-min(words, len(tails))][0], end))
        for words in range(FEW, max(most, FEW + 1))
    )
    return [pair for pair in pairs if pair[0][1] <= pair[1][0]] + whole


def _find_contexts(copy: CopyForms, start: int, end: int) -> tuple[list[Span], list[Span]]:
    """Find the prefixes and suffixes of no, one and ever more words, up to the ends of the blocks
    that the quote begins and ends in; if it begins or ends with one, of the neighbouring block.
    """
    first, last = _find_block(copy, start), _find_block(copy, end - 1)
    head = (copy.blocks[first].span[0], start)
    tail = (end, copy.blocks[last].span[1])
    if not copy.normal[slice(*head)].strip() and first:
        head = copy.blocks[first - 1].span
    if not copy.normal[slice(*tail)].strip() and last + 1 < len(copy.blocks):
        tail = copy.blocks[last + 1].span
    before = [(word[0], head[1]) for word in reversed(_find_words(copy, head))]
    after = [(tail[0], word[1]) for word in _find_words(copy, tail)]
    return [(start, start), *before], [(end, end), *after]


def _find_words(copy: CopyForms, span: Span) -> list[Span]:
    return [word.span() for word in TERM.finditer(copy.normal, *span)]
