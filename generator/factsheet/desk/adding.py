"""Add a source: by its address, by a file, or by pasted text. First it is looked at, and what it
says of itself is proposed; then it is added, with its copy.
"""

import base64
import binascii
import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from factsheet.curating.sources import Candidate, name_source, propose_source, save_candidate
from factsheet.desk.marking.acting import save_acts, undo_last
from factsheet.desk.marking.proposals import read_line
from factsheet.desk.state import Desk, read_facts
from factsheet.facts.fields import LONGEST_URL
from factsheet.facts.model import Source
from factsheet.facts.reader import Tree
from factsheet.facts.writing.acts import create_record
from factsheet.problems import Refusal, Refused
from factsheet.proof.articles import guess_media_type
from factsheet.proof.copies import LARGEST
from factsheet.proof.quotes import count_words, normalise_text
from factsheet.proof.reading.sentences import breaks_off

PROPOSED = ("title", "publisher", "url", "issued", "language")
"""The fields of a source that are proposed as they are."""
MOST_WAITING = 8
"""So many documents are kept that were looked at and not added yet."""


def look_at(desk: Desk, given: Mapping[str, Any]) -> Mapping[str, object]:
    """Fetch an address, or take a file or a text; return what is proposed for it, and the key under
    which it waits.

    Raises Refused with the reason if it cannot be had, or is no text.
    """
    waiting = _take(desk, given)
    key = hashlib.sha256(waiting.data).hexdigest()
    with desk.lock:
        proposed = propose_source(read_facts(desk), waiting, desk.snapshots)
        desk.waiting[key] = waiting
        while len(desk.waiting) > MOST_WAITING:
            del desk.waiting[next(iter(desk.waiting))]
    author = proposed.values.get("author", "")
    return {
        "key": key,
        **{name: proposed.values.get(name, "") for name in PROPOSED},
        "author": author if isinstance(author, str) else "; ".join(map(str, author)),
        "words": count_words(proposed.text),
        "begins": normalise_text(proposed.text)[:300],
        "ends": normalise_text(proposed.text)[-200:],
        "breaks_off": breaks_off(proposed.text),
        "twins": [asdict(twin) for twin in proposed.twins],
    }


def _take(desk: Desk, given: Mapping[str, Any]) -> Candidate:
    """The document that is given, in whichever way."""
    if address := read_line(given.get("address", ""), LONGEST_URL):
        fetched = desk.fetch(address)
        if isinstance(fetched, Refusal):
            hint = "save the page from the browser and add the file, or paste its text"
            raise Refused(fetched.reason, fetched.hint or hint)
        return Candidate(fetched.data, fetched.media_type, address, fetched.final_url, fetched=True)
    if isinstance(text := given.get("text"), str) and text.strip():
        return Candidate(text.encode("utf-8", "replace"), "text/plain; charset=utf-8")
    data = _decode(given.get("file"))
    if len(data) > LARGEST:
        raise Refused(f"the file is larger than {LARGEST:,} bytes", "paste the article's text")
    return Candidate(data, guess_media_type(data))


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
        name = name_source(read_facts(desk), values, desk.snapshots)
        act = create_record(f"sources/{name}.yml", values)
        save_acts(desk, f"add the source {name}", [act])
        source = read_facts(desk).sources.get(name) or Source(id=name, title=name, kind="article")
        saved = save_candidate(desk.snapshots, source, waiting, desk.today())
        if isinstance(saved, Refusal):
            undo_last(desk)
            raise Refused(saved.reason, saved.hint)
        desk.copied[name] = saved.files
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
