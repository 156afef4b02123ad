"""Add a source: by its address, by a file, or by pasted text. First it is looked at, and what it
says of itself is proposed; then it is added, with its copy.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from factsheet.desk.marking.acting import save_acts, undo_last
from factsheet.desk.marking.ids import find_free, make_id
from factsheet.desk.marking.making import list_taken
from factsheet.desk.marking.proposals import read_line
from factsheet.desk.state import Desk, read_facts
from factsheet.facts.corpus import Corpus
from factsheet.facts.fields import LONGEST_LABEL, LONGEST_URL, is_web_address
from factsheet.facts.model import Source
from factsheet.facts.reader import Tree
from factsheet.facts.writing.acts import create_record
from factsheet.problems import Refusal, Refused
from factsheet.proof.articles import (
    Declared,
    decode_page,
    guess_media_type,
    read_article,
)
from factsheet.proof.copies import LARGEST, save_copy
from factsheet.proof.quotes import count_words, normalise_text
from factsheet.proof.reading.sentences import breaks_off

ID_WORDS = 5
MOST_WAITING = 8
"""So many documents are kept that were looked at and not added yet."""
CANONICAL = re.compile(
    r"<link\s[^>]{0,500}?rel\s*=\s*[\"']?canonical\b[^>]{0,2000}>", re.IGNORECASE
)
HREF = re.compile(r"""href\s*=\s*["']?([^\s"'>]+)""", re.IGNORECASE)
HEAD = 512 * 1024
TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_ga|cmpid|ref|ref_src|smid",
    re.IGNORECASE,
)
"""Parameters of addresses that tell who sent a reader, and not what is read."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A document that was looked at: its bytes, and the address where it was found, if it was."""

    data: bytes
    media_type: str
    url: str = ""
    final_url: str = ""


def look_at(desk: Desk, given: Mapping[str, Any]) -> Mapping[str, object]:
    """Fetch an address, or take a file or a text; return what is proposed for it, and the key under
    which it waits.

    Raises Refused with the reason if it cannot be had, or is no text.
    """
    waiting = _take(desk, given)
    text, declared = read_article(waiting.data, waiting.media_type)
    key = hashlib.sha256(waiting.data).hexdigest()
    with desk.lock:
        desk.waiting[key] = waiting
        while len(desk.waiting) > MOST_WAITING:
            del desk.waiting[next(iter(desk.waiting))]
        corpus = read_facts(desk)
        url = find_canonical(waiting)
        return {
            "key": key,
            **_propose(text, declared),
            "url": url,
            "publisher": _guess_publisher(corpus, url),
            "words": count_words(text),
            "begins": normalise_text(text)[:300],
            "ends": normalise_text(text)[-200:],
            "breaks_off": breaks_off(text),
            "twins": list(find_twins(corpus, url, text)),
        }


def _propose(text: str, declared: Declared) -> Mapping[str, str]:
    first = normalise_text(text.strip().partition("\n")[0])
    return {
        "title": (normalise_text(declared.title) or first)[:LONGEST_LABEL],
        "author": normalise_text(declared.author),
        "issued": declared.date,
        "language": declared.language,
    }


def _take(desk: Desk, given: Mapping[str, Any]) -> Waiting:
    """The document that is given, in whichever way."""
    if address := read_line(given.get("address", ""), LONGEST_URL):
        fetched = desk.fetch(address)
        if isinstance(fetched, Refusal):
            hint = "save the page from the browser and add the file, or paste its text"
            raise Refused(fetched.reason, fetched.hint or hint)
        return Waiting(fetched.data, fetched.media_type, address, fetched.final_url)
    if isinstance(text := given.get("text"), str) and text.strip():
        return Waiting(text.encode("utf-8", "replace"), "text/plain; charset=utf-8")
    data = _decode(given.get("file"))
    if len(data) > LARGEST:
        raise Refused(f"the file is larger than {LARGEST:,} bytes", "paste the article's text")
    return Waiting(data, guess_media_type(data))


def _decode(given: object) -> bytes:
    try:
        data = base64.b64decode(given, validate=True) if isinstance(given, str) else b""
    except (binascii.Error, ValueError):
        data = b""
    if not data:
        raise Refused("there is nothing to add", "give an address, a file or a text")
    return data


def add_source(desk: Desk, given: Mapping[str, Any]) -> Mapping[str, object]:
    """Add the document that waits under a key, with what was filled in; return its id.

    Raises Refused with the reason if it cannot be.
    """
    with desk.lock:
        waiting = desk.waiting.get(read_line(given.get("key", "")))
        if waiting is None:
            raise Refused("it is not here any more", "look at it again")
        values = _read_fields(desk, given)
        name = find_free(_make_name(values), {*list_taken(read_facts(desk)), *_list_copied(desk)})
        act = create_record(f"sources/{name}.yml", values)
        save_acts(desk, f"add the source {name}", [act])
        source = read_facts(desk).sources.get(name) or Source(id=name, title=name, kind="article")
        saved = save_copy(
            desk.snapshots,
            source,
            waiting.data,
            waiting.media_type,
            today=desk.today(),
            method="fetched" if waiting.url else "supplied",
            final_url=waiting.final_url,
        )
        if isinstance(saved, Refusal):
            undo_last(desk)
            raise Refused(saved.reason, saved.hint)
        return {"id": name, "done": f"added: {name}"}


def _read_fields(desk: Desk, given: Mapping[str, Any]) -> dict[str, Tree]:
    names = ("kind", "publisher", "url", "issued", "language", "short_name", "note")
    values: dict[str, Tree] = {name: read_line(given.get(name, "")) for name in names}
    title = read_line(given.get("title", ""))
    if not title:
        raise Refused("it has no title", "give the one that is printed, or say what it is")
    values["described_as" if given.get("described") is True else "title"] = title
    authors = [name.strip() for name in read_line(given.get("author", "")).split(";")]
    listed: list[Tree] = [name for name in authors if name]
    values["author"] = listed[0] if len(listed) == 1 else listed
    values["accessed"] = desk.today().isoformat()
    return values


def _make_name(values: Mapping[str, Tree]) -> str:
    return make_id(str(values.get("title") or values.get("described_as")), ID_WORDS) or "source"


def _list_copied(desk: Desk) -> Iterator[str]:
    """The sources of which the folder has copies already."""
    if desk.snapshots.is_dir():
        for path in desk.snapshots.iterdir():
            yield path.name.partition(".")[0]


def find_canonical(waiting: Waiting) -> str:
    """The address of a document: the one that its page declares, if that is on the same host, else
    where it was found; without what tracks readers.
    """
    found = waiting.final_url or waiting.url
    if not found:
        return ""
    tag = CANONICAL.search(decode_page(waiting.data[:HEAD], waiting.media_type))
    address = HREF.search(tag[0]) if tag else None
    declared = address[1].replace("&amp;", "&") if address else ""
    same = is_web_address(declared) and _name_host(declared) == _name_host(found)
    return strip_tracking(declared if same else found)


def strip_tracking(url: str) -> str:
    """An address without the parameters that track readers, and without its fragment."""
    parts = urlsplit(url)
    asked = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in asked if not TRACKING.fullmatch(name)]
    query = parts.query if kept == asked else urlencode(kept)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


def find_twins(corpus: Corpus, url: str, text: str) -> Iterator[Mapping[str, str]]:
    """The sources that may be the same document: they have its address, or its text."""
    text_hash = hashlib.sha256(normalise_text(text).encode()).hexdigest()
    copies = {
        name: "its text is the same"
        for name, proof in corpus.proofs.items()
        if proof.text_sha256 == text_hash
    }
    key = _name_address(url)
    for name, source in corpus.sources.items():
        same = "its address is the same" if key and _name_address(source.url or "") == key else ""
        if why := same or copies.get(name, ""):
            yield {"id": name, "title": source.name, "why": why}


def _name_address(url: str) -> str:
    """What is the same for all addresses of a page: without scheme, tracking and final slash."""
    if not is_web_address(url):
        return ""
    parts = urlsplit(strip_tracking(url))
    query = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)))
    return f"{_name_host(url)}{parts.path.rstrip('/')}?{query}"


def _name_host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _guess_publisher(corpus: Corpus, url: str) -> str:
    """Who published another source of the same host; "" if none is known."""
    host = _name_host(url) if url else ""
    known = (
        source.publisher or ""
        for source in corpus.sources.values()
        if host and source.url and _name_host(source.url) == host
    )
    return next(filter(None, known), "")
