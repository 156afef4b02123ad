"""The forms of a saved copy's text, and the way from one to the other.

A line of the saved copy is a block, and so is what follows a sentence's end without a space:
extraction has often lost a paragraph's end there. No term crosses a block's border. If browsers may
part words or blocks otherwise (soft hyphens, lines that the page does not break), a possible match
counts: a link may be longer than it had to be, but it does not lead astray.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from factsheet.proof.fragments.directives import fold, loosen
from factsheet.proof.quotes import DROPPED, HYPHENATION, SAME, Span, normalise_text

GLUE = re.compile(r"""(?<=[a-zß-öø-ÿ0-9)"'][.!?])(?=["'(]?[A-ZÀ-ÖØ-Þ])""")
WORD = re.compile(r"\S+")
COLLAPSED = re.compile(r"[ \t\n\r\f]+")
INVISIBLE = re.compile(f"[{''.join(map(chr, DROPPED))}]")
UNEVEN = re.compile(f"{INVISIBLE.pattern}|[ﬀ-ﬆ]")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a saved copy's line that terms do not leave; where the line begins in each form
    of the text.

    The line is `even` if it is as long as its normalised form, character by character, and `flat`
    if that is as long as its form for comparing.
    """

    line: str
    even: bool
    flat: bool
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


@lru_cache(maxsize=8)
def read_copy(text: str) -> CopyForms:
    """Bring the saved copy `text` into its forms."""
    lines = text.split("\n")
    blocks: list[Block] = []
    normal, keys = list[str](), list[str]()
    length, key_length, joint = 0, 0, ""
    for line, following in pairwise([*lines, ""]):
        own = normalise_text(line)
        if own:
            parted = _is_parted(line, following)
            length += len(joint)
            key_length += bool(keys)
            shown = own[:-1] if parted else own
            blocks += _split(line, own, shown, length, key_length)
            normal += (joint, shown)
            keys.append(fold(own))
            length, key_length = length + len(shown), key_length + len(keys[-1])
            joint = "" if parted else " "
    loose = loosen(text) if INVISIBLE.search(text) else ""
    key = "\n".join(keys)
    return CopyForms("".join(normal), key, key.replace("\n", " "), loose, tuple(blocks))


def _is_parted(line: str, following: str) -> bool:
    """Whether a hyphen at the end of `line` parts a word that goes on in the `following` one."""
    head, tail = (part.translate(DROPPED).translate(SAME) for part in (line[-80:], following[:80]))
    return "-" in head and bool(HYPHENATION.search(f"{head}\n{tail}"))


def _split(line: str, own: str, shown: str, offset: int, key_at: int) -> Iterator[Block]:
    even = (
        len(line) == len(own) and not UNEVEN.search(line) and unicodedata.is_normalized("NFC", line)
    )
    flat = all(len(fold(char)) == 1 for char in set(own))
    cuts = [0, *(glue.start() for glue in GLUE.finditer(shown)), len(shown)]
    for start, end in pairwise(cuts):
        yield Block(line, even, flat, offset, key_at, (offset + start, offset + end))


def find_block(copy: CopyForms, place: int) -> int:
    """Find the number of the block that holds `place` of the normalised text."""
    return bisect_right(copy.blocks, place, key=lambda block: block.span[0]) - 1


def find_key(copy: CopyForms, place: int, inside: int) -> int:
    """Find the place in the form for comparing of `place` in the normalised text, in the block that
    holds `inside`.
    """
    block = copy.blocks[find_block(copy, inside)]
    if block.flat:
        return block.key_at + place - block.at
    return block.key_at + _measure_fold(copy.normal, block.at, place)


def read_term(copy: CopyForms, span: Span) -> str:
    """Read the copy's own characters for a span of its normalised form within one block, with white
    space as a page shows it.
    """
    if span[0] == span[1]:
        return ""
    block = copy.blocks[find_block(copy, span[0])]
    start, end = (_find_origin(block, at - block.at) for at in span)
    return COLLAPSED.sub(" ", block.line[start:end]).strip("".join(map(chr, DROPPED)) + " ")


@lru_cache(maxsize=64)
def _measure_fold(normal: str, start: int, stop: int) -> int:
    """The length of a part of the normalised text in the form for comparing."""
    return len(fold(normal[start:stop]))


def _find_origin(block: Block, place: int) -> int:
    if block.even:
        return place
    origins = _list_origins(block.line)
    word = bisect_right(origins, place, key=lambda origin: origin[0]) - 1
    begin, start, end = origins[word]
    prefixes = range(start, end + 1)
    return (
        start
        + bisect_right(
            prefixes, place - begin, key=lambda stop: len(normalise_text(block.line[start:stop]))
        )
        - 1
    )


@lru_cache(maxsize=64)
def _list_origins(line: str) -> list[tuple[int, int, int]]:
    """For each word of a line where it begins in the line's normalised form, and where it begins
    in the line and the next word does. Across white space nothing is composed.
    """
    words = list(WORD.finditer(line))
    ends = [*(word.start() for word in words[1:]), len(line)]
    origins, begin = [], 0
    for word, end in zip(words, ends, strict=True):
        length = len(normalise_text(word[0]))
        if length:
            origins.append((begin, word.start(), end))
            begin += length + 1
    return origins or [(0, 0, len(line))]
