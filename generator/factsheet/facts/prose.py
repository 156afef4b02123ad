"""The text of a statement: inline Markdown to safe HTML, to plain text, or to the records that it
names.

CommonMark's emphasis, strong emphasis, code, links, escapes and entities; no HTML, no images, no
blocks. Links lead to records (`actor:<id>`, `event:<id>`, `source:<id>`, each with an optional
`#<statement-id>`) or to http and https addresses; of any other link the label alone is shown, and
the checks tell it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias, cast
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

from factsheet.facts.fields import is_web_address
from factsheet.facts.model import Kind

Resolve: TypeAlias = Callable[[Kind, str, str], str]
"""Kind, record id and statement id (or "") of a link to a relative URL; "" where there is no such
record.
"""

# Text without any of these characters is the same in Markdown as without; most statements are. (The
# parser itself takes a carriage return for a line's end, and replaces NUL.)
MARKS = re.compile(r"[*_`\[\\&\n\r\0]")
# By far the commonest kind of markup: links to records, and nothing else. By these two patterns
# the texts of 10,032 statements were rendered in 0.03 s, by the parser alone in 0.2 s.
PLAIN_LINK = re.compile(
    r"\[([^][*_`\\&\n\r\0()]+)\]\((actor|event|source):([a-z0-9-]+)(?:#([a-z0-9-]+))?\)", re.ASCII
)
RECORD = re.compile(r"(actor|event|source):([^#]*)(?:#(.*))?", re.ASCII | re.DOTALL)
"""The address of a link to a record, whether or not there can be one of that id."""
ADDRESS = re.compile(r"https?://[^/]", re.ASCII | re.IGNORECASE)
"""The beginning of an address that leads out of the site."""
RULES = ["emphasis", "backticks", "link", "escape", "entity", "newline"]
TAGS = {
    "em_open": "<em>",
    "em_close": "</em>",
    "strong_open": "<strong>",
    "strong_close": "</strong>",
}
OUTWARD = '<a class="fs-outward" href="{}" rel="nofollow noopener" title="leads out, to {}">'
"""A link that leads out of the site: what it shows says so, and where to. Both are escaped."""


class RecordLink(NamedTuple):
    """A link to a record, or to a statement of it; `statement` is empty if it names none."""

    kind: Kind
    record: str
    statement: str


class TextLink(NamedTuple):
    """A link in a text: the words that it shows, and the address that is written."""

    label: str
    address: str

    @property
    def record(self) -> RecordLink | None:
        """The record that it leads to; None if the address is no record's."""
        return _read_record_link(self.address)

    @property
    def leads_out(self) -> bool:
        """Whether it leads to an address outside the site."""
        return _leads_out(self.address)


class _Inline(MarkdownIt):
    def validateLink(self, url: str) -> bool:
        return True  # what leads nowhere is told, and not shown as Markdown

    def normalizeLink(self, url: str) -> str:
        # Problems name a record as it is written.
        return super().normalizeLink(url) if ADDRESS.match(url) else url


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return _Inline("zero", {"html": False}).enable(RULES)


def render_prose(text: str, resolve: Resolve) -> Markup:
    """Render `text` as HTML that holds nothing but `em`, `strong`, `code` and `a href`; links to
    unknown records become text.
    """
    if not MARKS.search(text):
        return escape(text)
    if pieces := _split_plain(text):
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
    """Strip `text` of its Markdown: plain, unescaped text on one line, for titles, descriptions and
    search.
    """
    if not MARKS.search(text):
        return text
    if pieces := _split_plain(text):
        return "".join(piece for number, piece in enumerate(pieces) if number % 5 < 2)
    tokens = _read_tokens(text)
    return "".join(
        " " if token.type == "softbreak" else token.content
        for token in tokens
        if token.type not in TAGS
    )


def find_links(text: str) -> tuple[RecordLink, ...]:
    """Find the links to records in `text`, such as `[Macron](actor:emmanuel-macron)`, whether or
    not there are such records. Text in code or after an escape is not a link.
    """
    if "](" not in text:
        return ()
    if pieces := _split_plain(text):
        links = zip(pieces[2::5], pieces[3::5], pieces[4::5], strict=True)
        return tuple(
            RecordLink(cast(Kind, kind), record, anchor or "") for kind, record, anchor in links
        )
    return tuple(link.record for link in list_links(text) if link.record)


def list_links(text: str) -> tuple[TextLink, ...]:
    """List all links in `text`, wherever they lead."""
    if "](" not in text:
        return ()
    if pieces := _split_plain(text):
        parts = zip(*(pieces[start::5] for start in range(1, 5)), strict=True)
        return tuple(
            TextLink(label, f"{kind}:{name}{f'#{anchor}' if anchor else ''}")
            for label, kind, name, anchor in parts
        )
    links: list[TextLink] = []
    for token in _read_tokens(text):
        if token.type == "link_open":
            links.append(TextLink("", str(token.attrs["href"])))
            label: list[str] = []
        elif token.type == "link_close":
            links[-1] = TextLink("".join(label), links[-1].address)
        elif links:
            label.append(" " if token.type == "softbreak" else token.content)
    return tuple(links)


def _read_record_link(address: str) -> RecordLink | None:
    match = RECORD.fullmatch(address)
    return RecordLink(cast(Kind, match[1]), match[2], match[3] or "") if match else None


@lru_cache(maxsize=1024)  # each rule asks for the links of a statement, and others for its words
def _split_plain(text: str) -> Sequence[str]:
    """Split a text whose only Markdown is links to records: text, then label, kind, record id and
    statement id of a link, and so on in turn. Empty if it has other Markdown.
    """
    pieces = PLAIN_LINK.split(text)
    return [] if any(map(MARKS.search, pieces[::5])) else pieces


def _join_plain(pieces: Sequence[str], resolve: Resolve) -> Iterator[str]:
    yield escape(pieces[0])
    for label, kind, name, statement, text in zip(
        *(pieces[start::5] for start in range(1, 6)), strict=True
    ):
        url = resolve(cast(Kind, kind), name, statement or "")
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


def _leads_out(address: str) -> bool:
    return bool(ADDRESS.match(address)) and is_web_address(address)


def _open_link(href: str, resolve: Resolve) -> tuple[str, str]:
    if record := _read_record_link(href):
        url = resolve(*record)
        return (f'<a href="{escape(url)}">', "</a>") if url else ("", "")
    if not _leads_out(href):
        return "", ""
    return OUTWARD.format(escape(href), escape(urlsplit(href).hostname)), "</a>"
