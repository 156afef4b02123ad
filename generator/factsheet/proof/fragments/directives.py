"""Text directives: how they are written, and where a browser finds them in a text.

WICG, "URL Fragment Text Directives": "Text Directives", "Finding Ranges in a Document", "Word
Boundaries". What the specification leaves open is as Chromium does it: letters are compared at the
primary level of UTS 10 (case, accents and ligatures do not count), words are parted as in UAX 29.
If it is not certain whether a browser finds a match, we count it. What a browser's own language
decides is not modelled: letters with marks that are letters of their own in Scandinavian and
German, the colon within Swedish words.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote as percent_encode

from factsheet.proof.quotes import DROPPED, SAME, normalise_text

EXPLICIT = "!$'()*+./:;=?@_~"
"""TextDirectiveExplicitChar, letters and digits aside: what may stand as it is."""

DICTIONARY = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\U0001f000-\U0003ffff]"
)
SPACED = dict.fromkeys(DROPPED, " ")
# Of one primary weight with the plain letter, though Unicode does not take them apart.
STROKES = str.maketrans(
    {
        **dict(zip("øłđħŧɨðىة", "oldhtidيه", strict=True)),
        "æ": "ae",
        "œ": "oe",
        "ـ": "",
        "״": '"',
        "׳": "'",
    }
)

Match = tuple[int, int, bool]
"""Where a match begins and ends in a folded text, and whether every browser surely parts words
there.
"""


class Directive(NamedTuple):
    """The terms of a text directive; an empty one is not given."""

    prefix: str
    start: str
    end: str
    suffix: str


def encode_directive(terms: Directive) -> str:
    """Encode the value of a text directive: `[prefix-,]start[,end][,-suffix]` ("Fragment directive
    grammar").
    """
    prefix, start, end, suffix = (
        percent_encode(term, safe=EXPLICIT).replace("-", "%2D") for term in terms
    )
    return ",".join(
        [prefix + "-"] * bool(prefix) + [start] + [end] * bool(end) + ["-" + suffix] * bool(suffix)
    )


class _Folds(dict[int, str]):
    """Each character's primary weight, as far as letters, marks and spaces go; worked out when it
    is first met.
    """

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKD", chr(code).translate(SAME))
        folded = unicodedata.normalize("NFKD", plain.casefold()).translate(STROKES)
        primary = [" " if char.isspace() else char for char in folded if not _is_ignorable(char)]
        return self.setdefault(code, "".join(primary))


def _is_ignorable(char: str) -> bool:
    return unicodedata.category(char) in ("Mn", "Me", "Cf", "Cc") and not char.isspace()


FOLDS = _Folds()


def fold(text: str) -> str:
    """Bring `text` into the form for comparing, character by character."""
    return text.translate(FOLDS)


def compare(term: str) -> str:
    """Bring a term into the form in which it is looked for in a normalised and folded text."""
    return fold(normalise_text(term))


def loosen(term: str) -> str:
    """Fold a term or text, with a space wherever a browser might part words that we do not."""
    return " ".join(fold(term.translate(SPACED)).split())


def find_matches(key: str, terms: Directive) -> Iterator[Match]:
    """Find where `terms` match in `key`, both folded, from each beginning at most once; and whether
    for certain (section "Finding Ranges in a Document", "find a range from a text directive").
    """
    prefix, start, end, suffix = terms
    ends = _list_ends(key, end, suffix) if end else []
    for first, bounded in _find_term(key, prefix or start, 0):
        place = _skip_space(key, first + len(prefix)) if prefix else first
        if start and key.startswith(start, place):
            ending = _find_end(key, place + len(start), terms, ends)
            if ending:
                stop, closed = ending
                yield place, stop, bounded and closed


def _list_ends(key: str, end: str, suffix: str) -> list[tuple[int, int, bool]]:
    """Where `end` begins and ends with `suffix` behind it, in order, and whether for certain."""
    ends = []
    for opening, opened in _find_term(key, end, 0):
        stop = opening + len(end)
        closed = _is_closed(key, stop, suffix)
        if closed is not False:
            ends.append((opening, stop, bool(opened and closed)))
    return ends


def _find_end(
    key: str, start: int, terms: Directive, ends: list[tuple[int, int, bool]]
) -> tuple[int, bool] | None:
    """Where the match ends whose first term ends at `start`, and whether for certain."""
    if not terms.end:
        bounded = _is_closed(key, start, terms.suffix)
        return None if bounded is False else (start, bool(bounded))
    inner = is_boundary(key, start)
    number = bisect_left(ends, (start,))
    if inner is False or number == len(ends):
        return None
    _, stop, closed = ends[number]
    return stop, bool(inner and closed)


def _find_term(key: str, term: str, start: int) -> Iterator[tuple[int, bool]]:
    """The places from `start` on where `term` begins at a word's border, and whether that is
    certain.
    """
    for place in find_all(key, term, start):
        bounded = is_boundary(key, place)
        if bounded is not False:
            yield place, bool(bounded)


def find_all(key: str, term: str, start: int = 0) -> Iterator[int]:
    """All places from `start` on where `key` has `term`; none if it is empty."""
    place = key.find(term, start) if term else -1
    while place >= 0:
        yield place
        place = key.find(term, place + 1)


def _is_closed(key: str, place: int, suffix: str) -> bool | None:
    """Whether `suffix` follows at `place`, and it, or the match itself if there is none, ends at a
    word's border.
    """
    if not suffix:
        return is_boundary(key, place)
    place = _skip_space(key, place)
    return key.startswith(suffix, place) and is_boundary(key, place + len(suffix))


def _skip_space(key: str, place: int) -> int:
    while key[place : place + 1].isspace():
        place += 1
    return place


def is_boundary(key: str, place: int) -> bool | None:
    """Whether words are parted before `key[place]` (UAX 29, section 4.1); None if browsers differ,
    or a dictionary or table decides that we do not have.
    """
    before, left, right, after = (
        key[max(place - 2, 0) : max(place - 1, 0)],
        key[max(place - 1, 0) : place],
        key[place : place + 1],
        key[place + 1 : place + 2],
    )
    if not left or not right or left.isspace() or right.isspace():
        return True
    listed = bool(DICTIONARY.match(left)) + bool(DICTIONARY.match(right))
    if listed == 2 or (_is_word(left) and _is_word(right)):
        return None if listed else False
    if _is_word(right):
        return _is_parting(before, left, right)
    return _is_parting(left, right, after) if _is_word(left) else True


def _is_word(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char or " ") in ("Mc", "Pc")


def _is_parting(left: str, joint: str, right: str) -> bool | None:
    """Whether `joint` parts words; browsers differ on a full stop within one, and languages on a
    colon.
    """
    digits = left.isdigit() and right.isdigit()
    if (joint in ".,;'" and digits) or (joint in "'·‧" and left.isalpha() and right.isalpha()):
        return False
    return None if joint in ".:" and _is_word(left) and _is_word(right) else True
