"""Text within pictures: how wide it is, and where it breaks."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

TEXT = 178
WIDTH, REM = 340, 20
MOST_LINES = 4
NARROW, BROAD = frozenset("iljtfr.,:;!|'’()[]- "), frozenset("mwMW@%—…")


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG of this size in pixels."""

    width: int
    height: int
    svg: str

    def __html__(self) -> str:
        return self.svg


def break_text(text: str, width: int) -> tuple[str, ...]:
    """`text` in lines that take at most `width` pixels, at most `MOST_LINES` of them; at least one."""
    lines: list[str] = [""]
    for word in text.split():
        for piece in _cut(word, width):
            longer = f"{lines[-1]} {piece}".strip()
            if measure(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(piece)
    if len(lines) > MOST_LINES:
        return (
            *lines[: MOST_LINES - 1],
            next(_cut(lines[MOST_LINES - 1], width - measure("…"))) + "…",
        )
    return tuple(lines)


def pack_details(details: Sequence[str], width: int) -> tuple[str, ...]:
    """As many `details` in a line as fit, with dots between them."""
    lines: list[str] = []
    for detail in details:
        if lines and measure(longer := f"{lines[-1]} · {detail}") <= width:
            lines[-1] = longer
        else:
            lines += break_text(detail, width)
    return tuple(lines)


def _cut(word: str, width: int) -> Iterator[str]:
    """`word` whole where it fits, else in pieces that do."""
    start, taken = 0, 0
    for place, letter in enumerate(word):
        needed = measure(letter)
        if taken + needed > width and place > start:
            yield word[start:place]
            start, taken = place, 0
        taken += needed
    yield word[start:]


def measure(text: str) -> int:
    """About how many pixels `text` takes at most, in a font of 12."""
    return sum(map(_measure, text))


@lru_cache(maxsize=1024)
def _measure(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    if unicodedata.east_asian_width(letter) in "WF" or letter in BROAD:
        return 12
    return 4 if letter in NARROW else 9 if letter.isupper() else 7
