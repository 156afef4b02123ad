"""The text of a statement: inline Markdown to safe HTML, or to plain text.

CommonMark's emphasis, strong emphasis, code, links, escapes and entities; no HTML, no images, no
blocks. Links lead to records (`actor:<id>`, `event:<id>`, `source:<id>`, each with an optional
`#<statement-id>`) or to http and https addresses; with any other scheme the text stays as it was
written.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

Resolve: TypeAlias = Callable[[str, str, str], str]
"""Kind, record id and statement id (or "") of a link to a relative URL; "" where there is no such
record.
"""

# Text without any of these characters is the same in Markdown as without; most statements are. (The
# parser itself takes a carriage return for a line's end, and replaces NUL.)
MARKS = re.compile(r"[*_`\[\\&\n\r\0]")
RECORD_LINK = re.compile(r"(actor|event|source):([a-z0-9-]+)(?:#([a-z0-9-]+))?", re.ASCII)
LINK = re.compile(r"https?://[^/]|(?:actor|event|source):", re.ASCII | re.IGNORECASE)
# By far the commonest kind of markup: links to records, and nothing else.
PLAIN_LINK = re.compile(
    r"\[([^][*_`\\&\n\r\0()]+)\]\((actor|event|source):([a-z0-9-]+)(?:#([a-z0-9-]+))?\)", re.ASCII
)
RULES = ["emphasis", "backticks", "link", "escape", "entity", "newline"]
TAGS = {
    "em_open": "<em>",
    "em_close": "</em>",
    "strong_open": "<strong>",
    "strong_close": "</strong>",
}
OUTWARD = ' rel="nofollow noopener"'


class _Inline(MarkdownIt):
    def validateLink(self, url: str) -> bool:
        return bool(LINK.match(url))


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return _Inline("zero", {"html": False}).enable(RULES)


def render_prose(text: str, resolve: Resolve) -> Markup:
    """`text` as HTML that holds nothing but `em`, `strong`, `code` and `a href`; links to unknown
    records are text.
    """
    if not MARKS.search(text):
        return escape(text)
    pieces = PLAIN_LINK.split(text)
    if not any(map(MARKS.search, pieces[::5])):
        return Markup("".join(_join_plain(pieces, resolve)))  # noqa: S704 - escaped there
    parts: list[str] = []
    open_links: list[str] = []
    for token in _read_tokens(text):
        if token.type == "link_open":
            start, end = _open_link(str(token.attrs["href"]), resolve)
            parts.append(start)
            open_links.append(end)
        elif token.type == "link_close":
            parts.append(open_links.pop())
        else:
            parts.append(TAGS.get(token.type) or _render_text(token))
    return Markup("".join(parts))  # noqa: S704 - every part is a fixed tag, or was escaped


def strip_prose(text: str) -> str:
    """`text` without its Markdown: plain, unescaped text on one line, for titles, descriptions and
    search.
    """
    if not MARKS.search(text):
        return text
    pieces = PLAIN_LINK.split(text)
    if not any(map(MARKS.search, pieces[::5])):
        return "".join(piece for number, piece in enumerate(pieces) if number % 5 < 2)
    tokens = _read_tokens(text)
    return "".join(
        " " if token.type == "softbreak" else token.content
        for token in tokens
        if token.type not in TAGS
    )


def _join_plain(pieces: list[str], resolve: Resolve) -> Iterator[str]:
    """Text, then label, kind, record id and statement id of a link, and so on in turn."""
    yield escape(pieces[0])
    for label, kind, name, statement, text in zip(
        *(pieces[start::5] for start in range(1, 6)), strict=True
    ):
        url = resolve(kind, name, statement or "")
        yield f'<a href="{escape(url)}">{escape(label)}</a>' if url else escape(label)
        yield escape(text)


@lru_cache(maxsize=1024)  # a page asks for a statement's HTML and its plain text several times
def _read_tokens(text: str) -> tuple[Token, ...]:
    return tuple(child for token in _parser().parseInline(text) for child in token.children or ())


def _render_text(token: Token) -> str:
    if token.type == "softbreak":
        return " "
    content = str(escape(token.content))
    return f"<code>{content}</code>" if token.type == "code_inline" else content


def _open_link(href: str, resolve: Resolve) -> tuple[str, str]:
    record = RECORD_LINK.fullmatch(href)
    url = (
        resolve(record[1], record[2], record[3] or "")
        if record
        else href
        if href[:4].lower() == "http"
        else ""
    )
    if not url:
        return "", ""
    return f'<a href="{escape(url)}"{"" if record else OUTWARD}>', "</a>"
