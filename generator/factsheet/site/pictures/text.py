"""Text within pictures: how wide it is, and where it is cut."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

NARROW, BROAD = frozenset("iljtfr.,:;!|'’()[]- "), frozenset("mwMW@%—…")


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG of this size in pixels."""

    width: int
    height: int
    svg: str

    def __html__(self) -> str:
        return self.svg


def cut_text(text: str, width: int) -> str:
    """`text` in one line of at most `width` pixels."""
    line = " ".join(text.split())
    if measure(line) <= width:
        return line
    return next(_cut(line, width - measure("…"))).rstrip() + "…"


def _cut(word: str, width: int) -> Iterator[str]:
    """`word` whole if it fits, else in pieces that do."""
    start, taken = 0, 0
    for place, letter in enumerate(word):
        needed = measure(letter)
        if taken + needed > width and place > start:
            yield word[start:place]
            start, taken = place, 0
        taken += needed
    yield word[start:]


def measure(text: str) -> int:
    """Roughly the most pixels that `text` takes in a font of 12."""
    return sum(map(_measure, text))


@lru_cache(maxsize=1024)
def _measure(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    if unicodedata.east_asian_width(letter) in "WF" or letter in BROAD:
        return 12
    return 4 if letter in NARROW else 9 if letter.isupper() else 7
