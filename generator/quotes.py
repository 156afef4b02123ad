"""Quotes: what a quote is made of, and the one form in which quotes and articles are compared."""

import hashlib
import re
import unicodedata

GAP = "[…]"
"""Joins two passages that follow each other in one article."""

QUOTE_WORDS = 20
"""The most words that one quote may have."""

SHARE = 0.30
"""The most of an article's words that all its quotes together may have."""

DROPPED = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
SAME = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
    }
)  # fmt: skip
WORD = re.compile(r"\w[\w'.,-]*", re.UNICODE)


def normalise_text(text: str) -> str:
    """`text` in the form in which quotes and articles are compared: Unicode NFC, one space for each run of white
    space, straight quotation marks and hyphens, ligatures taken apart, soft hyphens and zero-width spaces dropped.
    Case stays."""
    plain = unicodedata.normalize("NFC", text.translate(DROPPED)).translate(SAME)
    return " ".join(plain.split())


def split_passages(quote: str) -> tuple[str, ...]:
    """The passages that a quote joins with `[…]`, in order, each normalised."""
    return tuple(normalise_text(passage) for passage in quote.split(GAP))


def count_words(text: str) -> int:
    """How many words `text` has; punctuation that stands alone and `[…]` count for none."""
    return len(WORD.findall(normalise_text(text.replace(GAP, " "))))


def hash_quote(quote: str) -> str:
    """The name of a quote in a proof record: SHA-256 of its normalised passages joined with `[…]`, in hexadecimal."""
    return hashlib.sha256(GAP.join(split_passages(quote)).encode()).hexdigest()
