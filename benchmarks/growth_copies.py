"""Saved copies and quotes of them for `growth.py`, that grow in one thing only, at a length in
bytes that is asked for. All names and words are invented.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from growth_shapes import EVENT, Project, fill, place

SENTENCE = "On day {0} the ferry left the town at noon and nobody knew why, said number {0}. "


@dataclass(frozen=True, slots=True)
class Copied:
    """A project, and the text of the saved copy of its source `a`."""

    project: Project
    text: str


def _quote(quotes: Iterable[str], text: str) -> Copied:
    """Each of `quotes` in a statement of its own, from the copy `text`."""
    statements = [
        f"  - id: s{number}\n    text: x\n    attributed_to: alice\n"
        f"    evidence: {{source: a, quote: '{quote}'}}\n"
        for number, quote in enumerate(quotes)
    ]
    return Copied(place(f"{EVENT}statements:\n{''.join(statements)}"), text)


def _repeat(quote: str, text: str) -> Callable[[int], Copied]:
    """The same quote again and again."""
    return lambda size: _quote([quote] * (size // 120), text)


def _number(text: str) -> Callable[[int], Copied]:
    """Quotes that differ, and stand nowhere or in different places of one copy."""
    quote = SENTENCE.split(",")[0]
    return lambda size: _quote(
        (quote.replace("{0}", str(number)) for number in range(size // 150)), text
    )


def _lengthen(piece: str, *quotes: str) -> Callable[[int], Copied]:
    """A few quotes of a copy that is `piece` again and again."""
    return lambda size: _quote(quotes, fill(piece, size))


ARTICLE = fill(SENTENCE.replace("{0}. ", "{0}.\n"), 20_000)
HEARD = "nobody knew […] said number"
OFTEN = ("the ferry left the town", HEARD, "the ferry […] nobody […] said", "no such words")

COPIES: Mapping[str, Callable[[int], Copied]] = {
    "quotes": _number(ARTICLE),
    "quotes of one place": _repeat(ARTICLE[:90].rpartition(" ")[0], ARTICLE),
    "quotes of many places": _repeat("the ferry left the town", ARTICLE),
    "quotes and their places": lambda size: _quote(
        ["the ferry left"] * (size // 240), fill("the ferry left. ", size // 2)
    ),
    "quotes with gaps": _repeat("the ferry […] the town […] noon", ARTICLE),
    "quotes that leave negations out": _repeat(HEARD, "x nobody knew why, he said number 3. " * 99),
    "quotes with too many gaps": _repeat(" […] ".join(["the"] * 9), "the " * 50),
    "quotes with brackets": _repeat("the [old] ferry left [us] the town", ARTICLE),
    "quotes in another order": _repeat(
        "noon […] the ferry", "the ferry left at noon. " + "x " * 999
    ),
    "sentences": _lengthen(SENTENCE, *OFTEN),
    "short sentences": _lengthen("Aa bb. ", "Aa bb", "Aa […] bb. Aa", "no such words"),
    "lines": _lengthen(SENTENCE.replace("{0}. ", "{0}.\n"), *OFTEN),
    "uneven paragraph": _lengthen("Straße  ﬁve  the ferry left e\u0301.  ", *OFTEN),
    "negations": _lengthen(
        "not never nobody ", "not […] nobody", "never nobody", "nobody […] never"
    ),
    "one word": _lengthen(
        "the ", "the", " ".join(["the"] * 20), "the […] the […] the", "the zebra"
    ),
}
"""Copies and quotes by what grows in them."""
