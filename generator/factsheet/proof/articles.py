"""From a page's bytes to the article's text and what the page says of itself.

Encodings are found as browsers find them (WHATWG, Encoding and HTML standards). Pages are parsed by
`extraction` in a process of its own; no file is read or written.
"""

import codecs
import re
from dataclasses import dataclass

import webencodings

from factsheet.facts.model import Source
from factsheet.problems import Refused
from factsheet.proof.quotes import normalise_text
from factsheet.proof.sandbox import extract

HEADER_CHARSET = re.compile(r';\s*charset\s*=\s*"?([A-Za-z0-9_.:-]{1,40})', re.IGNORECASE)
META_CHARSET = re.compile(
    rb"""<meta\s[^>]{0,500}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE
)
XML_ENCODING = re.compile(rb"""\s*<\?xml\s[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{1,40})""")
HTML_LANG = re.compile(
    r"""<html\s(?:[^>]{0,1000}?\s)?lang\s*=\s*["']?([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)""",
    re.IGNORECASE,
)
MARKUP = re.compile(r"\s*<(?:!--|(?:!doctype\s+html|html|\?xml|head|body)\b)", re.IGNORECASE)
HEAD_BYTES = 1024
"""How far into a page HTML wants its encoding declared (HTML, section 4.2.5.4)."""

UTF_32_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
"""Byte order marks of an encoding that browsers do not read, and editors may save."""

WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, *UTF_32_MARKS)
NO_ENCODINGS = ("replacement", "x-user-defined")
"""Names that the standard gives to what it does not read, and to bytes that are not text."""

PASTE_TEXT = "paste the article's text into a file and take it with: factsheet snapshot SOURCE FILE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What a page says of itself, each field empty if it says nothing.

    `date` is an ISO 8601 day, `language` a BCP 47 tag, `site_name` what the site calls itself.
    """

    title: str = ""
    author: str = ""
    date: str = ""
    language: str = ""
    site_name: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field for which the facts say `ours`, which may be empty, and the page says `theirs`."""

    field: str
    ours: str
    theirs: str


def read_article(data: bytes, media_type: str) -> tuple[str, Declared]:
    """Read the article's text in `data`, and what its page declares.

    Plain text is taken as it is; of a page only the article, one paragraph to a line. Raises
    Refused if there is no text.
    """
    check_text(data)
    page = decode_page(data, media_type)
    if media_type.startswith("text/plain"):
        return page, Declared()
    text, declared = _extract_article(page)
    if not text.strip():
        raise Refused("no article could be found in the page", PASTE_TEXT)
    return text.strip() + "\n", declared


def read_whole_page(data: bytes, media_type: str) -> str:
    """Read all the text that a page shows, with menus and captions.

    A quote that the article lacks is looked for here. Empty if `data` is not a page, or is too much
    of one.
    """
    page = decode_page(data, media_type)
    if media_type.startswith("text/plain"):
        return ""
    try:
        return extract(page, "page", PASTE_TEXT).get("text", "")
    except Refused:  # as for the article, but what was found there stands
        return ""


def _extract_article(page: str) -> tuple[str, Declared]:
    found = extract(page, "article", PASTE_TEXT)
    declared = Declared(
        title=found.get("title", ""),
        author=found.get("author", ""),
        date=found.get("date", ""),
        language=find_language(page),
        site_name=found.get("sitename", ""),
    )
    return found.get("text", ""), declared


def guess_media_type(data: bytes) -> str:
    """Whether a file of unknown origin is a page (`text/html`) or text (`text/plain`)."""
    start = decode_page(data[:HEAD_BYTES], "text/plain")
    return "text/html" if MARKUP.match(start) else "text/plain"


def compare_declared(source: Source, declared: Declared) -> list[Difference]:
    """List what a page declares and the facts say otherwise, or not at all: a curator judges it."""
    pairs = (
        ("title", source.title or "", declared.title),
        ("author", "; ".join(source.author), declared.author),
        ("issued", source.issued.text if source.issued else "", declared.date),
        ("language", source.language or "", declared.language),
    )
    return [
        Difference(name, ours, theirs)
        for name, ours, theirs in pairs
        if theirs and not _agree(name, ours, theirs)
    ]


def _agree(name: str, ours: str, theirs: str) -> bool:
    own, stated = normalise_text(ours).casefold(), normalise_text(theirs).casefold()
    if name == "language":  # "en" and "en-GB" do not contradict each other
        return f"{own}-".startswith(f"{stated}-") or f"{stated}-".startswith(f"{own}-")
    return own == stated


def decode_page(data: bytes, media_type: str) -> str:
    """Decode `data`, with line feeds at the ends of lines.

    Its encoding is what a byte order mark says, else the charset in `media_type`, else what the
    page declares, else UTF-8, else windows-1252. What is not in that encoding becomes U+FFFD, which
    no quote holds.
    """
    if data.startswith(UTF_32_MARKS):
        text = data.decode("utf-32", errors="replace")
    else:
        encoding = _find_declared(data[:HEAD_BYTES], media_type) or _guess_encoding(data)
        text, _ = webencodings.decode(data, encoding)  # goes by a byte order mark first
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _find_declared(head: bytes, media_type: str) -> webencodings.Encoding | None:
    """The encoding that the header declares, else the page itself."""
    encoding = _look_up(find_charset(media_type))
    declaration = META_CHARSET.search(head) or XML_ENCODING.match(head)
    if encoding or not declaration or media_type.startswith("text/plain"):
        return encoding
    encoding = _look_up(declaration[1].decode("ascii"))
    if encoding and encoding.name.startswith("utf-16"):
        # A declaration that can be read as ASCII is not in UTF-16 (HTML, section 13.2.3.2).
        return webencodings.UTF8
    return encoding


def find_charset(media_type: str) -> str:
    """The charset that a `Content-Type` names, in small letters; empty if it names none."""
    match = HEADER_CHARSET.search(media_type)
    return match[1].lower() if match else ""


def _look_up(label: str) -> webencodings.Encoding | None:
    encoding = webencodings.lookup(label)
    if encoding is None or encoding.name in NO_ENCODINGS:
        return None
    # The standard decodes gbk as gb18030 (Encoding, section 10.1.1); Python's gbk lacks the euro.
    return webencodings.lookup("gb18030") if encoding.name == "gbk" else encoding


def _guess_encoding(data: bytes) -> str:
    try:
        data.decode()
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"


def find_language(html: str) -> str:
    """The language in the `lang` attribute of the page's root element; empty if there is none."""
    match = HTML_LANG.search(html[: 64 * HEAD_BYTES])
    return match[1] if match else ""


def check_text(data: bytes) -> None:
    """Raise Refused if `data` is not text, whatever its header says."""
    if not data.strip():
        raise Refused("the document is empty", PASTE_TEXT)
    if data.startswith(b"%PDF-") or (b"\x00" in data and not data.startswith(WIDE_MARKS)):
        raise Refused("the document is not text, though the server calls it so", PASTE_TEXT)
