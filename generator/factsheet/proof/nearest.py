"""The passage of a saved copy that is most like a quote: a hint for a curator, never a proof."""

from factsheet.proof.quotes import normalise_text, split_passages

LONGEST = 300
"""So many characters of a quote are looked for: longer ones are refused elsewhere."""
FEWEST = 4
"""Fewer characters in common are no hint."""


def find_nearest(quote: str, text: str) -> str:
    """Find the passage of the saved copy `text` that has the longest piece of `quote` in common
    with it; empty if they have next to nothing in common.
    """
    longest = max(split_passages(quote), key=len)[:LONGEST]
    plain = normalise_text(text)
    start, size = _find_longest_piece(longest, plain)
    if size < FEWEST:
        return ""
    begin = max(0, plain.find(longest[start : start + size]) - start)
    return plain[begin : begin + len(longest)].strip()


def _find_longest_piece(quote: str, text: str) -> tuple[int, int]:
    """Find the first of the longest pieces of `quote` that stand in `text`: where it begins, and
    its length.

    A piece is looked for only if it is longer than the longest so far, so that `text` is searched
    at most twice for each character of `quote`.
    """
    best, size = 0, 0
    for start in range(len(quote)):
        while start + size < len(quote) and quote[start : start + size + 1] in text:
            best, size = start, size + 1
    return best, size
