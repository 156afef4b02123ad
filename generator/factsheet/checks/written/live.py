"""Live HTML in pages written by hand: what runs, loads or leads elsewhere when a page is opened.

HTML is judged as a browser reads it, which is not how any one parser does: what hides in comments,
declarations and raw text is read again as HTML.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from factsheet.facts.files import LARGEST
from factsheet.problems import Position, Problem, Rule, position_at, quote_name

LIVE_HTML = Rule(
    id="live-html",
    severity="warning",
    summary=(
        "Pages written by hand hold no live HTML: no scripts or attributes that run them, no"
        " `javascript:` addresses, and no elements that load or embed what stands elsewhere."
    ),
    bad='# ../docs/page.md\n# A page\n\nRead <b onclick="run()">this</b>.',
    good="# ../docs/page.md\n# A page\n\nRead <b>this</b>, and not `<script>`.",
)
MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
HTML = (".htm", ".html", ".svg", ".xhtml", ".xml")
ELEMENTS = (
    *("applet", "base", "embed", "frame", "frameset", "iframe"),
    *("link", "meta", "object", "portal", "script"),
)
SCHEMES = ("javascript:", "vbscript:")
DEEPEST = 4
"""How often what hides in comments is read again; deeper, nothing honest hides."""
MOST = 20
"""The most problems told of one page."""


@dataclass(frozen=True, slots=True)
class Live:
    """One piece of live HTML: what it is, and words of it to be looked up in the page's source, the
    surest first.
    """

    what: str
    words: tuple[str, ...]


Judge = Callable[[str, bool], "list[Live] | None"]
"""Finds what is live in a page's source, which is Markdown or else HTML; None if that took too
long.
"""


def check_live_html(root: Path, files: Iterable[Path], judge: Judge) -> Iterator[Problem]:
    """Yield a problem for each piece of live HTML in the pages among `files` of the project
    `root`.
    """
    for path in files:
        if path.suffix.lower() in (*MARKDOWN, *HTML):
            name = path.relative_to(root).as_posix()
            with path.open("rb") as file:
                data = file.read(LARGEST + 1)
            source = data.decode("utf-8", "replace")
            if len(data) > LARGEST:
                yield _explain(Position(name), "a page larger than 1 MiB is not looked at")
            elif may_be_live(source):
                found = judge(source, path.suffix.lower() in MARKDOWN)
                yield from _place(name, source, found)


def may_be_live(source: str) -> bool:
    """Whether a page can hold anything live: quickly, and rather too often than too seldom."""
    squeezed = _squeeze(html.unescape(_shorten_numbers(source)))
    parts = squeezed.split("on")
    return (
        any(f"<{element}" in squeezed for element in ELEMENTS)
        or any(scheme in squeezed for scheme in SCHEMES)
        or any(part.lstrip(_LETTERS).startswith("=") for part in parts[1:])
        or (source.startswith(("---", "\ufeff---")) and "\\" in source)  # escapes of YAML
    )


_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _shorten_numbers(text: str) -> str:
    """Write numbers of characters without leading zeros, and those that there cannot be as that of
    U+FFFD, as browsers read them: Python refuses a number of more than 4,300 digits.
    """
    return _NUMBER.sub(lambda match: f"&#{match[1] if len(match[1]) < 8 else 0xFFFD}", text)


_NUMBER = re.compile(r"&#0*(\d+)", re.ASCII)


def _squeeze(text: str) -> str:
    """Leave out what browsers pass over within an address, and Markdown as an escape."""
    return "".join(char for char in text.lower() if char > " " and char != "\\")


def find_live(text: str) -> Iterator[Live]:
    """Find what is live in HTML."""
    hiding = [text]
    for _ in range(DEEPEST):
        parsers = [_Finder(part) for part in hiding]
        for parser in parsers:
            yield from parser.found
        hiding = [part for parser in parsers for part in parser.hidden if "<" in part]
    if hiding:
        yield Live("markup within comments within comments", (hiding[0][:80],))


class _Finder(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[Live] = []
        self.hidden: list[str] = []
        self.feed(
            f"{_shorten_numbers(text)}\">'>"
        )  # a tag that is not ended is ended by what follows the page
        self.close()
        if self.cdata_elem:  # an element that is not ended keeps the rest to itself
            self.hidden.append(self.rawdata)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        start = self.get_starttag_text() or ""
        if tag in ELEMENTS:
            self.found.append(Live(f"an element <{tag}>", (start, f"<{tag}")))
        for name, value in attrs:
            if name.startswith("on"):
                self.found.append(Live(f"an attribute {quote_name(name)}", (start, name)))
            elif _squeeze(value or "").startswith(SCHEMES):
                scheme = _squeeze(value or "").partition(":")[0]
                self.found.append(Live(f"an address {scheme}:", (start, value or "", scheme)))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem:
            self.hidden.append(data)

    def handle_comment(self, data: str) -> None:
        self.hidden.append(data)

    def handle_decl(self, decl: str) -> None:
        self.hidden.append(decl)

    def unknown_decl(self, data: str) -> None:
        self.hidden.append(data)

    def handle_pi(self, data: str) -> None:
        self.hidden.append(data)


def _place(name: str, source: str, found: list[Live] | None) -> Iterator[Problem]:
    """Yield a problem for each piece, where its words stand in the source."""
    if found is None:
        yield _explain(Position(name), "it took too long to look for live HTML in this page")
        return
    lower = source.lower()
    after: dict[str, int] = {}
    told: set[Live] = set()
    for live in found[:MOST]:
        looked_up = filter(None, live.words)
        starts = ((words, lower.find(words.lower(), after.get(words, 0))) for words in looked_up)
        words, start = next(((words, start) for words, start in starts if start >= 0), ("", 0))
        if words or live not in told:  # what stands in a page's head is found twice
            after |= dict.fromkeys(live.words, start + 1)
            told.add(live)
            yield _explain(position_at(name, source, start), f"live HTML: {live.what}")


def _explain(position: Position, message: str) -> Problem:
    hint = "leave it out, or let a reviewer judge what it does to readers"
    return LIVE_HTML.problem(position, message, hint)
