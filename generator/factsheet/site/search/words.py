"""The words of a text as the search knows them: without case and without accents.

`site_templates/assets/search/words.js` does the same with what readers type; a test holds both to
the same examples.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import regex

from factsheet.looks import part_marks

LONGEST_WORD = 40
"""In characters. What is longer is cut: it is no word of any language."""

_PLAIN = re.compile("[a-z0-9]+")
_SPACELESS = r"\p{Han}\p{Hiragana}\p{Katakana}ー\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_RUN = regex.compile(
    rf"(?P<spaceless>[{_SPACELESS}]+)|[[\p{{L}}\p{{M}}\p{{N}}]--[{_SPACELESS}]]+", regex.VERSION1
)
_ACCENTS = regex.compile(r"(?<=[a-z])\p{M}+", regex.VERSION1)
_LETTERS = str.maketrans(
    {
        **{"ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th"},
        **{"ı": "i", "ħ": "h", "ŧ": "t", "ς": "σ"},
    }
)


def list_words(text: str) -> list[str]:
    """The words of `text` in their order, folded. Of scripts that put no space between words each
    two neighbouring characters are a word.
    """
    if text.isascii():
        return [word[:LONGEST_WORD] for word in _PLAIN.findall(text.lower())]
    return [word for part in text.split() for word in _list_part(part)]


@lru_cache(maxsize=1 << 14)
def _list_part(part: str) -> Sequence[str]:
    """The words of what stands between spaces: over these no letter has to do with another."""
    words: list[str] = []
    for match in _RUN.finditer(fold_text(part)):
        run = match[0]
        if match["spaceless"] and len(run) > 1:
            words += (run[place : place + 2] for place in range(len(run) - 1))
        else:
            words.append(run[:LONGEST_WORD])
    return words


def fold_text(text: str) -> str:
    """`text` in lower case, with the letters of compatible forms (UAX 15, NFKC). Latin letters lose
    their accents; й, which is и with one, does not.
    """
    apart = unicodedata.normalize("NFKD", part_marks(text)).lower()
    return unicodedata.normalize("NFC", _ACCENTS.sub("", apart)).translate(_LETTERS)
