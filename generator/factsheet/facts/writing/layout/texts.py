"""A text put in the place of another one: only the words that differ are written anew, if the way
it is written allows that.
"""

import json
import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from factsheet.facts.writing.layout.nodes import Layout, Node
from factsheet.facts.writing.style import MISREAD, MISREAD_IN_BRACKETS, quote_text
from factsheet.facts.writing.writer import WIDTH, can_be_folded, fold_text

WORD = re.compile(r"\S+")
MOST_WORDS = 2000
"""Of longer texts the words that differ are not looked for: it takes the square of their number."""
HEADER = re.compile(r"[|>][0-9+-]*")


def replace_text(
    layout: Layout, parent: Node, node: Node, new: str, *, is_in_place: bool
) -> Iterator[str]:
    """Put the text `new` in the place of that at `node`, a field or an item of `parent`; if it
    `is_in_place`, on the lines on which it stands, however long these get.
    """
    inline = _quote_as(node, new, parent)
    start = node.start - layout.find_line(node.start)
    words = _replace_words(layout, node, new)
    fits = start + len(inline) <= WIDTH
    if words and (is_in_place or _is_in_bounds(layout, node, words, start, fits)):
        yield layout.splice(node.start, node.end, words)
    if not fits and parent.is_block and can_be_folded(new):
        yield _fold(layout, parent, node, new)
    if node.style in ("|", ">"):
        end = layout.find_next_line(node.start)
        rest_of_line = layout.text[find_head_end(layout, node) : end]
        yield layout.splice(node.start, layout.find_next_line(node.end), inline + rest_of_line)
    yield layout.splice(node.start, node.end, inline)


def _is_in_bounds(layout: Layout, node: Node, words: str, start: int, fits: bool) -> bool:
    """Whether no line gets longer than lines may be or are there now, and the text does not stand
    on the line below its key without need.
    """
    first, *rest = words.splitlines()
    if len(rest) == 1 and fits and node.style in ("|", ">"):
        return False
    widest = max(WIDTH, *map(len, layout.text[node.start : node.end].splitlines()), 0)
    return start + len(first) <= widest and all(len(line) <= widest for line in rest)


def _quote_as(node: Node, text: str, parent: Node) -> str:
    """The text on one line, in quotes as the one at `node`."""
    if node.style == "'" and "\n" not in text:
        doubled = text.replace("'", "''")
        return f"'{doubled}'"
    if node.style == '"':
        quote_text(text)  # for what may not be written
        return json.dumps(text, ensure_ascii=False)
    return quote_text(text, MISREAD if parent.is_block else MISREAD_IN_BRACKETS)


def _fold(layout: Layout, parent: Node, node: Node, new: str) -> str:
    """Write the text on lines below its key, as they are indented there if there are some."""
    end = layout.find_next_line(node.end)
    if node.style in ("|", ">"):
        body = layout.find_next_line(node.start)
        indent = len(layout.text[body:end]) - len(layout.text[body:end].lstrip(" "))
    else:
        is_item = parent.kind == "list"
        indent = parent.column + (layout.style.gap if is_item else layout.style.step)
    head_end = find_head_end(layout, node)
    rest_of_line = layout.text[head_end : layout.find_next_line(head_end)]
    lines = (" " * indent + line for line in fold_text(new, WIDTH - indent))
    return layout.splice(node.start, end, ">-" + rest_of_line + layout.join(lines))


def find_head_end(layout: Layout, node: Node) -> int:
    """Where a text ends, or of one that stands on the lines below, what is before these."""
    if node.style not in ("|", ">"):
        return node.end
    match = HEADER.match(layout.text, node.start)
    return match.end() if match else node.end


def _replace_words(layout: Layout, node: Node, new: str) -> str:
    """The text at `node` with only those words changed that differ; empty if it is written in a way
    that does not show its words.
    """
    written = layout.text[node.start : node.end]
    start, end = 0, len(written)
    if node.style in ("|", ">"):
        start = written.find("\n") + 1
    elif node.style:
        start, end = 1, end - 1
    places = [match.span() for match in WORD.finditer(written, start, end)]
    old_words = [_escape(word, node.style) for word in WORD.findall(node.text)]
    shown = [written[first:last] for first, last in places]
    if shown != old_words or not 0 < len(shown) <= MOST_WORDS:
        return ""
    new_words = [_escape(word, node.style) for word in WORD.findall(new)]
    steps = SequenceMatcher(None, old_words, new_words, autojunk=False).get_opcodes()
    for tag, low, high, new_low, new_high in reversed(steps):
        if tag != "equal":
            written = _put_words(written, places, (low, high), new_words[new_low:new_high])
    return written


def _put_words(
    written: str, places: list[tuple[int, int]], old: tuple[int, int], words: list[str]
) -> str:
    """Put `words` in the place of the words numbered from the first of `old` to before the last."""
    low, high = old
    if low == high:  # nothing goes: they come before the next word, or behind the last
        text, is_last = " ".join(words), low == len(places)
        place = places[-1][1] if is_last else places[low][0]
        return written[:place] + (f" {text}" if is_last else f"{text} ") + written[place:]
    start, end = places[low][0], places[high - 1][1]
    if not words:
        if high < len(places):
            end = places[high][0]
        elif low:
            start = places[low - 1][1]
    return written[:start] + " ".join(words) + written[end:]


def _escape(word: str, style: str) -> str:
    if style == "'":
        return word.replace("'", "''")
    return json.dumps(word, ensure_ascii=False)[1:-1] if style == '"' else word
