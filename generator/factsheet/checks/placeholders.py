"""Placeholders for blocks of facts in hand-written pages: `[facts: latest 5]`, alone in a
paragraph.

They are recognised in the HTML that a host made of a page, not in its Markdown: so code that shows
a placeholder stays as it is, whatever a host takes for code, and no host reads our HTML as
Markdown.
"""

import html
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from factsheet.problems import Position

OPENING = "[facts:"
_PLACEHOLDER = re.compile(r"\[facts:([^\[\]\n]*)\]")
# A tag or comment that itself holds a placeholder stays: it is one of those that stand in the
# Markdown, too.
_TAG = re.compile(r"<(?![^<>]*\[facts:)[^<>]*>")
# A list without empty lines between its items has no paragraphs; markup within a placeholder can
# only be a mistake.
_PARAGRAPH = re.compile(
    r"<(p|li)(?:\s[^<>]*)?>\s*\[facts:((?:[^\[\]<>]++|<(?!/?(?:p|li)\b)[^<>]*+>)*+)\]\s*</\1>"
)
# What only shows a placeholder, and a placeholder anywhere else than alone in a paragraph. What is
# never closed goes on to the end, as in browsers: to look for its end again and again would take
# the square of the page's length.
_SHOWN_OR_LOST = re.compile(
    r"<(code|pre)\b.*?(?:</\1>|\Z)|<!--.*?(?:-->|\Z)|<[^<>]*>|\[facts:([^\[\]\n<>]*)\]", re.DOTALL
)
_FRONT_MATTER = re.compile(
    r"\ufeff?---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE
)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ALONE = re.compile(r"(?: {0,3}(?:[-*+>]|\d{1,9}[.)])(?= ))*\s{0,3}(\[facts:[^\[\]]*\])\s*")
# Of the text of a placeholder, in characters: ids have fewer, and a number of more digits than that
# for a character cannot be read.
_LONGEST = 1000
# What typographic extensions make of hyphens, which ids may hold in a row.
_HYPHENS = {ord("–"): "--", ord("—"): "---"}


@dataclass(frozen=True, slots=True)
class Placeholder:
    """What stands after `facts:`, with single spaces between words, and where it stands."""

    text: str
    position: Position


def fill_placeholders(
    content: str,
    source: str,
    path: str,
    fill: Callable[[Placeholder], str],
    report_lost: Callable[[Placeholder], None],
) -> str:
    """Put what `fill` returns in the place of each placeholder in the HTML `content` of a page; the
    rest stays as it was.

    `report_lost` is called for those that stand neither alone in a paragraph nor in code, and stay.
    `source` is the page's file at `path`, in Markdown with front matter: placeholders of
    the same text stand in it in the same order as in `content`. One that is not in it, because
    something else put it in, has the position of the file.
    """
    if OPENING not in content:
        return content
    places: dict[str, list[Position]] = {}
    for placeholder in list_placeholders(source, path):
        places.setdefault(_plain(placeholder.text), []).append(placeholder.position)
    shown: Counter[str] = Counter()

    def locate(text: str) -> Placeholder:
        here, number = places.get(_plain(text), []), shown[_plain(text)]
        shown[_plain(text)] += 1
        return Placeholder(text, here[number] if number < len(here) else Position(path))

    parts, end = [], 0
    for match in _PARAGRAPH.finditer(content):
        _pass_over(content[end : match.start()], locate, report_lost)
        parts += [content[end : match.start()], _put(match, fill(locate(_clean(match[2]))))]
        end = match.end()
    _pass_over(content[end:], locate, report_lost)
    return "".join([*parts, content[end:]])


def _pass_over(
    content: str, locate: Callable[[str], Placeholder], report_lost: Callable[[Placeholder], None]
) -> None:
    """Count the placeholders in what stays as it is, and report those that are lost there."""
    for match in _SHOWN_OR_LOST.finditer(content):
        if match[2] is not None:
            report_lost(locate(_clean(match[2])))
        else:
            for shown in _PLACEHOLDER.finditer(_TAG.sub("", match[0])):
                locate(_clean(shown[1]))


def list_placeholders(source: str, path: str) -> Iterator[Placeholder]:
    """List every placeholder in a page's Markdown, below its front matter, including those only
    shown, as in code.
    """
    starts = [0, *(match.end() for match in re.finditer("\n", source))]
    head = _FRONT_MATTER.match(source)
    for match in _PLACEHOLDER.finditer(source, head.end() if head else 0):
        line = bisect_right(starts, match.start())
        yield Placeholder(
            _clean(match[1]), Position(path, line, match.start() - starts[line - 1] + 1)
        )


def list_paragraphs(source: str, path: str) -> Iterator[Placeholder]:
    """List the placeholders in a page's Markdown that are certain to be filled: alone in a
    paragraph, and not in code.

    A host may find more: what is indented by four spaces or more may be code or not, and is not
    listed here.
    """
    lines = source.split("\n")
    blank, fence, alone = True, "", set()
    for number, line in enumerate(lines, 1):
        opens = _FENCE.match(line)
        if fence:
            closes = opens and opens[1].startswith(fence) and not line.strip(f"{fence[0]} \r")
            fence = "" if closes else fence
        elif opens:
            fence = opens[1]
        elif blank and _ALONE.fullmatch(line) and not "".join(lines[number : number + 1]).strip():
            alone.add(number)
        blank = not line.strip()
    return (one for one in list_placeholders(source, path) if one.position.line in alone)


def _clean(text: str) -> str:
    """Clean the text of a placeholder, from HTML or from Markdown."""
    words = html.unescape(_TAG.sub("", text)[:_LONGEST])
    return " ".join(words.translate(_HYPHENS).split())


def _plain(text: str) -> str:
    """Leave out of the text what Markdown may have taken for markup."""
    return re.sub("[*_`]", "", text)


def _put(match: re.Match[str], block: str) -> str:
    return f"<li>{block}</li>" if match[1] == "li" else block
