"""How text looks: characters that nobody sees, and letters that pass for others.

By Unicode's own lists: which characters are ignorable and what joins letters (UAX #44, by `regex`),
which scripts letters belong to and which look alike (UTS #39, by `confusable_homoglyphs`).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

import regex
from confusable_homoglyphs.categories import alias

# Most texts are of these alone, and have nothing to be found: a soft hyphen is not among them.
ORDINARY = re.compile(
    "[\n -~\u00a0-\u00ac\u00ae-\u017e\u2010-\u2015\u2018-\u201e\u2026\u2032\u2033\u20ac]*"
)
# Ignorable, without meaning, or for private use; annotations of other text; an empty pattern.
UNSEEN = regex.compile(
    r"[\p{Default_Ignorable_Code_Point}\p{Cn}\p{Co}\ufff9-\ufffc\u2800]", regex.VERSION1
)
# Where scripts need such a character: joiners (RFC 5892, appendix A; Bengali and Kannada also
# before a virama, Arabic abbreviations at their end), variants of Han and Mongolian letters, emoji.
# The character stands first: what surrounds it is looked at nowhere else.
NEEDED = regex.compile(
    r"""[\u200c\u200d](?<=\p{ccc=9}.)
    | \u200c(?<=[\p{jt=L}\p{jt=D}]\p{jt=T}{0,5}\u200c)(?=\p{jt=T}{0,5}[\p{jt=R}\p{jt=D}])
    | \u200d(?<=\p{L}\u200d)(?=\p{ccc=9})
    | \u200d(?<=[\p{jt=L}\p{jt=D}]\u200d)(?![\p{L}\p{M}])
    | \u200d(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f].)(?=\p{Extended_Pictographic})
    | [\ufe0e\ufe0f](?<=[\p{Emoji}--[0-9\#*]].) | \ufe0f(?<=[0-9\#*]\ufe0f)(?=\u20e3)
    | [\ufe00-\ufe02\U000e0100-\U000e01ef](?<=\p{Han}.)
    | [\u180b-\u180f](?<=\p{Mongolian}.)""",
    regex.VERSION1 | regex.VERBOSE,
)
# Marks across letters or around them, the same mark twice, or more than any script has (UTS #39,
# section 5.4).
HIDING = regex.compile(
    r"(?<=[\p{L}\p{N}]\p{M}{0,4})[\p{ccc=1}\p{Me}](?<!\ufe0f\u20e3)|(\p{Mn})\1|\p{Mn}{5}",
    regex.VERSION1,
)
MOST_MARKS = 30
"""So many combining marks in a row are put into their order. Longer runs are in no language, and to
order them takes the square of their length (UAX 15, section 13, "Stream-Safe Text Format").
"""
JOINER = "\u034f"
"""The combining grapheme joiner, which that format puts between such runs."""
MAY_BE_MARKS = re.compile(f"[\u0300-\U0010ffff]{{{MOST_MARKS + 1}}}")
WORD = regex.compile(r"[\p{L}\p{M}\p{Nl}]+", regex.VERSION1)
TOGETHER = dict.fromkeys(("HAN", "HIRAGANA", "KATAKANA", "BOPOMOFO", "HANGUL"), "CJK")
"""Scripts that stand in one word."""
NONE = ""
"""The script of what takes that of its neighbours, and of what is no letter."""
LATIN = "LATIN"
HONEST = frozenset("ıſƖɩɪɣʋ")
"""Latin letters of living alphabets that look like others of them."""


class Sign(NamedTuple):
    """A character that is not what it seems to be: where it stands, and why."""

    place: int
    char: str
    why: str


def part_marks(text: str) -> str:
    """Part runs of more than `MOST_MARKS` combining marks, so that they can be normalised."""
    if not MAY_BE_MARKS.search(text):
        return text
    return _compile_marks().sub(lambda match: match[0] + JOINER, text)


@lru_cache(maxsize=1)
def _compile_marks() -> re.Pattern[str]:
    """A pattern of `MOST_MARKS` combining marks after which there is one more."""
    marks = "".join(
        char
        for char in map(chr, range(0x300, 0x20000))
        if unicodedata.combining(unicodedata.normalize("NFD", char)[0])
    )
    return re.compile(f"[{marks}]{{{MOST_MARKS}}}(?=[{marks}])")


def find_signs(text: str) -> Iterator[Sign]:
    """Find the characters of `text` that nobody sees, that hide others, or that pass for a letter
    of another alphabet. Places are those in its canonical decomposition (NFD). Most have none.
    """
    if ORDINARY.fullmatch(text):
        return
    kinds = set(map(_sort_char, set(text))) - {NONE}
    text = unicodedata.normalize("NFD", part_marks(text))
    for match in UNSEEN.finditer(text) if "unseen" in kinds else ():
        if not NEEDED.match(text, match.start()):
            yield Sign(match.start(), match[0], "nobody sees")
    for match in HIDING.finditer(text) if "mark" in kinds else ():
        yield Sign(match.end() - 1, match[0][-1], "hides letters")
    if len(kinds - {"unseen", "mark"}) < 2 and not kinds & {LATIN, "COMMON"}:
        return
    for match in WORD.finditer(text):
        if not match[0].isascii():
            for place, why in _find_alike(match[0]):
                yield Sign(match.start() + place, match[0][place], why)


def name_char(char: str) -> str:
    """Name a character as Unicode does: "U+200B ZERO WIDTH SPACE"."""
    return f"U+{ord(char):04X} {unicodedata.name(char, '')}".rstrip()


def explain_sign(text: str) -> str:
    """Explain the first sign of `text`, as in "has U+200B ZERO WIDTH SPACE, which nobody sees";
    empty if it has none.
    """
    sign = next(find_signs(text), None)
    return f"has {name_char(sign.char)}, which {sign.why}" if sign else ""


def reveal_signs(text: str) -> Iterator[tuple[str, str]]:
    """Split `text` into pieces, each with the code point to be shown behind it; that of the last
    piece is empty. Characters that nobody sees are left out.
    """
    signs = sorted(set(find_signs(text)))
    plain = unicodedata.normalize("NFD", part_marks(text)) if signs else text
    done = 0
    for sign in signs:
        end = sign.place + (sign.why != "nobody sees")
        yield unicodedata.normalize("NFC", plain[done:end]), f"U+{ord(sign.char):04X}"
        done = sign.place + 1
    yield unicodedata.normalize("NFC", plain[done:]) if signs else text, ""


def _find_alike(word: str) -> Iterator[tuple[int, str]]:
    """Find the letters of a word that pass for letters of the script of most of the others."""
    scripts = [_sort_char(char) for char in word]
    counts = Counter(script for script in scripts if script.isupper() and script != "COMMON")
    most = max(counts.values(), default=0)
    main = min(
        (script for script, count in counts.items() if count == most),
        key=lambda script: (script != LATIN, script),
        default=LATIN,
    )
    mixed = main == LATIN and any(char.isascii() for char in word)
    for place, (char, script) in enumerate(zip(word, scripts, strict=True)):
        if script.isupper() and script != main and main in _find_scripts_alike(char):
            yield place, f"looks like a letter of the {main.capitalize()} alphabet"
        elif mixed and script == LATIN and not char.isascii() and _find_plain(char):
            yield place, f'looks like "{_find_plain(char)}"'


def _find_plain(char: str) -> str:
    """Find the letter of ASCII that another Latin letter passes for."""
    plain = find_prototype(char)
    passes = len(plain) == 1 and plain.isascii() and plain.isalpha()
    return plain if passes and char not in HONEST else ""


@lru_cache(maxsize=1 << 14)
def _sort_char(char: str) -> str:
    """Say what a character is: "unseen", a "mark", or a letter of a script, which is named."""
    if UNSEEN.match(char):
        return "unseen"
    category = unicodedata.category(char)
    if category in ("Mn", "Me"):
        return "mark"
    if category not in ("Lu", "Ll", "Lt", "Lo", "Nl"):
        return NONE
    script: str = alias(char)
    return TOGETHER.get(script, script)


@lru_cache(maxsize=1 << 14)
def _find_scripts_alike(char: str) -> frozenset[str]:
    """Find the scripts that have a letter which looks like `char`."""
    plain = find_prototype(char)
    alike = (plain, *_read_look_alikes().get(plain, ()))
    return frozenset(_sort_char(other) for other in alike if len(other) == 1)


def make_skeleton(text: str) -> str:
    """Make of `text` what is the same for all texts that look the same (UTS #39, section 4)."""
    plain = "".join(map(find_prototype, unicodedata.normalize("NFD", UNSEEN.sub("", text))))
    return unicodedata.normalize("NFD", plain)


@lru_cache(maxsize=1 << 14)
def find_prototype(char: str) -> str:
    """Find what Unicode writes for all characters that look like `char`; itself for most."""
    alike = _read_look_alikes()
    near = alike.get(char, ())
    # Each of them leads to its prototype alone, and the prototype to all of them.
    if len(near) == 1 and (len(alike[near[0]]) > 1 or near[0] < char):
        return near[0]
    return char


@lru_cache(maxsize=1)
def _read_look_alikes() -> Mapping[str, tuple[str, ...]]:
    """What looks like what, both ways. It takes some 0.03 s, so only those wait who need it."""
    from confusable_homoglyphs.confusables import confusables_data

    # Text from right to left stands between two marks in Unicode's list.
    alike: dict[str, dict[str, None]] = {}
    for text, others in confusables_data.items():
        plain = (other["c"].replace("\u200e", "") for other in others)
        alike.setdefault(text.replace("\u200e", ""), {}).update(dict.fromkeys(plain))
    return {text: tuple(others) for text, others in alike.items()}
