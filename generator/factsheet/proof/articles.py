"""A page's bytes to the article's text, and what the page says of itself. Pure: nothing is read or
written here.

Encodings are found as browsers find them (WHATWG, Encoding and HTML standards).
"""

import codecs
import re
from dataclasses import dataclass

from factsheet.facts.model import Source
from factsheet.problems import Refused
from factsheet.proof.quotes import normalise_text

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CHARSET = re.compile(r"charset=([a-z0-9_.:-]+)")
META_CHARSET = re.compile(
    rb"""<meta\s[^>]{0,500}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE
)
XML_ENCODING = re.compile(rb"""\s*<\?xml\s[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{1,40})""")
HTML_LANG = re.compile(
    r"""<html\s(?:[^>]{0,1000}?\s)?lang\s*=\s*["']?([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)""",
    re.IGNORECASE,
)
MARKUP = re.compile(r"\s*<(?:!--|(?:!doctype\s+html|html|\?xml|head|body)\b)", re.IGNORECASE)
BY_HAND = "paste the article's text into a file and take it with: factsheet snapshot SOURCE FILE"
MOST_TAGS = 50_000
"""Articles have a few thousand. Pages made of nothing else took the parsers minutes and gigabytes.
"""

HEAD_BYTES = 1024
"""How far into a page HTML wants its encoding declared (HTML, section 4.2.5.4)."""

# What browsers take these labels for (WHATWG Encoding, section 4.2).
BROWSERS_READ = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949",
}  # fmt: skip
# Nothing else: Python also knows codecs that are no encodings of pages, and some that unpack.
ENCODINGS = frozenset(
    {
        "utf-8", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "big5", "euc_jp", "iso2022_jp", "cp932", "cp949",
        "koi8-r", "koi8-u", "cp866", "cp874", "mac-roman", "mac-cyrillic",
        *(f"cp125{digit}" for digit in range(9)),
        *(f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What a page says of itself; empty where it does not. `date` is an ISO 8601 day, `language`
    BCP 47.
    """

    title: str = ""
    author: str = ""
    date: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which the facts (`ours`, empty where they have nothing) and the page (`theirs`)
    are not the same.
    """

    field: str
    ours: str
    theirs: str


def read_article(data: bytes, media_type: str) -> tuple[str, Declared]:
    """The article's text in `data`, and what its page declares. Raises Refused where there is none.

    A text is taken as it is. Of a page the article alone is taken, one paragraph a line.
    """
    check_text(data)
    page = decode_page(data, media_type)
    if media_type.startswith("text/plain"):
        return page, Declared()
    text, declared = _extract_article(page)
    if not text.strip():
        raise Refused("no article could be found in the page", BY_HAND)
    return text.strip() + "\n", declared


def read_whole_page(data: bytes, media_type: str) -> str:
    """All the text that a page shows, menus and captions too: where a quote is looked for that the
    article lacks.
    """
    page = decode_page(data, media_type)
    if media_type.startswith("text/plain") or page.count("<") > MOST_TAGS:
        return ""
    import trafilatura

    try:
        return str(trafilatura.html2txt(page) or "")
    except Exception:  # as above; what was found in the article stands
        return ""


def _extract_article(page: str) -> tuple[str, Declared]:
    if page.count("<") > MOST_TAGS:
        raise Refused(f"the page has more than {MOST_TAGS:,} tags", BY_HAND)
    import trafilatura  # late: it takes a quarter of a second

    try:
        found = trafilatura.bare_extraction(
            page,
            favor_recall=True,  # a sentence too many does no harm, a lost one loses its quotes
            include_comments=False,
            with_metadata=True,
            # Dates that the page declares, none that is guessed from its text.
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except Exception as error:  # strangers' pages find every bug of parsers
        raise Refused(f"the page cannot be read: {type(error).__name__}", BY_HAND) from error
    if not isinstance(found, trafilatura.settings.Document):
        return "", Declared()
    declared = Declared(
        title=found.title or "",
        author=found.author or "",
        date=found.date or "",
        language=find_language(page),
    )
    return found.text or "", declared


def guess_media_type(data: bytes) -> str:
    """Whether a file that somebody gives us is a page (`text/html`) or text (`text/plain`)."""
    return (
        "text/html" if MARKUP.match(decode_page(data[:HEAD_BYTES], "text/plain")) else "text/plain"
    )


def compare_declared(source: Source, declared: Declared) -> list[Difference]:
    """Where the page says otherwise than the facts, or what they leave out; for the curator to
    judge.
    """
    pairs = (
        ("title", source.title, declared.title),
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
    mine, other = normalise_text(ours).casefold(), normalise_text(theirs).casefold()
    if name == "language":  # "en" and "en-GB" do not contradict each other
        return f"{mine}-".startswith(f"{other}-") or f"{other}-".startswith(f"{mine}-")
    return mine == other


def decode_page(data: bytes, media_type: str) -> str:
    """`data` as text, with line feeds at the ends of lines.

    Its encoding is what a byte order mark says, else the charset in `media_type`, else what the
    page declares, else UTF-8, else windows-1252. What is not in that encoding becomes U+FFFD, which
    no quote holds.
    """
    text = _decode(data, media_type)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode(data: bytes, media_type: str) -> str:
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    for label in _list_labels(data[:HEAD_BYTES], media_type):
        if label:
            return data.decode(label, errors="replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _list_labels(head: bytes, media_type: str) -> tuple[str, ...]:
    """Python's names of the encodings declared, the weightier first; empty where there is none or
    it is unknown.
    """
    header = CHARSET.search(media_type.lower())
    if media_type.startswith("text/plain"):
        return (find_encoding(header[1] if header else ""),)
    within = META_CHARSET.search(head) or XML_ENCODING.match(head)
    inner = find_encoding(within[1].decode("ascii") if within else "")
    # A page that can be read as ASCII as far as this is not in UTF-16, whatever it says (HTML,
    # section 13.2.3.2).
    return (
        find_encoding(header[1] if header else ""),
        "utf-8" if inner.startswith("utf-16") else inner,
    )


def find_encoding(label: str) -> str:
    """Python's name for the encoding that browsers read a page labelled `label` in; empty where it
    is none.
    """
    try:
        name = codecs.lookup(label).name if label else ""
    except (LookupError, ValueError):
        return ""
    name = BROWSERS_READ.get(name, name)
    return name if name in ENCODINGS else ""


def find_language(html: str) -> str:
    """The language in the `lang` attribute of the page's root element."""
    found = HTML_LANG.search(html[: 64 * HEAD_BYTES])
    return found[1] if found else ""


UTF_16_OR_32 = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def check_text(data: bytes) -> None:
    """Raises Refused where `data` is no text, whatever its header says."""
    if not data.strip():
        raise Refused("the document is empty", BY_HAND)
    if data.startswith(b"%PDF-") or (b"\x00" in data and not data.startswith(UTF_16_OR_32)):
        raise Refused("the document is not text, though the server calls it so", BY_HAND)
