"""New sources, for the commands and the reading desk: what a document says of itself is filled in,
those that are there already are named, and its copy is kept.

`propose_source` says what is known of a document; the record is then made of what it says, changed
or not, by `facts.writing.acts.create_record` under the id of `name_source`, and the copy saved by
`save_candidate`.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from factsheet.curating.addresses import find_canonical, name_address, name_host
from factsheet.curating.ids import find_free, list_taken_records, make_id
from factsheet.facts.corpus import Corpus
from factsheet.facts.fields import LONGEST_LABEL
from factsheet.facts.model import Source
from factsheet.facts.names import fold_name
from factsheet.facts.reader import Tree
from factsheet.problems import Refusal
from factsheet.proof.articles import read_article
from factsheet.proof.copies import Saved, save_copy
from factsheet.proof.quotes import normalise_text

ID_WORDS = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that may become a source: its bytes, and the address where it was found, if it
    was; `final_url` is where that led. It was `fetched` if we downloaded it.
    """

    data: bytes = field(repr=False)
    media_type: str
    url: str = ""
    final_url: str = ""
    fetched: bool = False


@dataclass(frozen=True, slots=True)
class Twin:
    """A source that may be the same document, and why."""

    id: str
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """What is known of a document: its text, the fields of its record, those twins that are there
    already, and whether its title is only its first line.
    """

    text: str = field(repr=False)
    values: Mapping[str, Tree]
    twins: tuple[Twin, ...]
    is_title_guessed: bool


def propose_source(corpus: Corpus, candidate: Candidate, snapshots: Path) -> Proposed:
    """Propose the fields of a source for a document: what its page declares, its address without
    what tracks readers, and who published it, if another source of that host or an actor of that
    name tells. The kind is not known. Sources of the same text are known by their proofs and by
    their copies in the folder `snapshots`.

    Raises Refused if the document is no text.
    """
    text, declared = read_article(candidate.data, candidate.media_type)
    found = candidate.final_url or candidate.url
    url = find_canonical(candidate.data, candidate.media_type, found)
    title = normalise_text(declared.title)
    first_line = normalise_text(text.strip().partition("\n")[0])
    authors = [name.strip() for name in normalise_text(declared.author).split(";")]
    listed: list[Tree] = [name for name in authors if name]
    values: dict[str, Tree] = {
        "title": (title or first_line)[:LONGEST_LABEL],
        "publisher": _find_publisher(corpus, url, declared.site_name),
        "author": listed[0] if len(listed) == 1 else listed,
        "url": url,
        "issued": declared.date,
        "language": declared.language,
    }
    known = {name: value for name, value in values.items() if value}
    same_address = _find_same_address(corpus, (url, candidate.url, candidate.final_url))
    twins = (*same_address, *_find_same_text(corpus, text, snapshots))
    unique = {twin.id: twin for twin in reversed(twins)}
    return Proposed(text, known, tuple(unique.values())[::-1], not title)


def find_twins(corpus: Corpus, address: str) -> tuple[Twin, ...]:
    """Find the sources of the same address, whatever tracks readers in it."""
    return tuple(_find_same_address(corpus, (address,)))


def _find_same_address(corpus: Corpus, addresses: Iterable[str]) -> Iterator[Twin]:
    keys = {name_address(url) for url in addresses} - {""}
    for name, source in corpus.sources.items():
        if name_address(source.url or "") in keys:
            yield Twin(name, source.name, "its address is the same")


def _find_same_text(corpus: Corpus, text: str, snapshots: Path) -> Iterator[Twin]:
    data = text.encode()
    text_hash = hashlib.sha256(normalise_text(text).encode()).hexdigest()
    for name, source in corpus.sources.items():
        proof, path = corpus.proofs.get(name), snapshots / f"{name}.txt"
        is_proven = proof is not None and proof.text_sha256 == text_hash
        is_saved = path.is_file() and path.stat().st_size == len(data)
        if is_proven or (is_saved and path.read_bytes() == data):
            yield Twin(name, source.name, "its text is the same")


def _find_publisher(corpus: Corpus, url: str, site_name: str) -> str:
    """The actor that calls itself as the site does, or published another source of the same host;
    "" if there is none, or several.
    """
    named = corpus.actors_of_name.get(fold_name(site_name), ()) if site_name else ()
    if len(named) == 1:
        return named[0]
    host = name_host(url) if url else ""
    known = {
        source.publisher or ""
        for source in corpus.sources.values()
        if host and source.url and name_host(source.url) == host
    } - {""}
    return known.pop() if len(known) == 1 else ""


def name_source(corpus: Corpus, values: Mapping[str, Tree], snapshots: Path) -> str:
    """Propose an id for a source of these fields: no record and no saved copy has it."""
    title = str(values.get("title") or values.get("described_as") or "")
    taken = list_taken_records(corpus)
    if snapshots.is_dir():
        taken |= {path.name.partition(".")[0] for path in snapshots.iterdir()}
    return find_free(make_id(title, ID_WORDS) or "source", taken)


def save_candidate(
    snapshots: Path, source: Source, candidate: Candidate, today: date
) -> Saved | Refusal:
    """Save the copy of a new source, or say why it is not."""
    return save_copy(
        snapshots,
        source,
        candidate.data,
        candidate.media_type,
        today=today,
        method="fetched" if candidate.fetched else "supplied",
        final_url=candidate.final_url,
    )
