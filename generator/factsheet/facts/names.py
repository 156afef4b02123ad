"""Names that readers may take for one another: the same but for capitals, or to the eye."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from factsheet.facts.model import Actor, Event, Source
from factsheet.looks import make_skeleton


def fold_name(name: str) -> str:
    """What is the same for a name however it is written: in capitals or not, with whatever spaces
    between its words.
    """
    return " ".join(name.casefold().split())


def index_names(actors: Iterable[Actor]) -> Mapping[str, tuple[str, ...]]:
    """The ids of the actors that have each name, which is folded."""
    owners: dict[str, list[str]] = {}
    for actor in actors:
        names = (actor.name, actor.short_name or "", *actor.other_names)
        for name in dict.fromkeys(map(fold_name, filter(None, names))):
            owners.setdefault(name, []).append(actor.id)
    return {name: tuple(ids) for name, ids in owners.items()}


def list_looks(record: Source | Actor | Event) -> Iterator[tuple[str, str]]:
    """By what readers tell a record from others of its kind: each field, and a key that is the same
    for all that look the same there.
    """
    if isinstance(record, Actor):
        for field, name in (("name", record.name), ("short_name", record.short_name or "")):
            yield from ((field, f"actor {key}") for key in _list_keys(name))
    elif isinstance(record, Event):
        date = record.date.text if record.date else record.date_words or ""
        yield from (("title", f"event {key}\n{date}") for key in _list_keys(record.title))
    elif record.url and not record.part_of:
        yield "url", f"source {record.url.partition('#')[0].rstrip('/')}"


def index_looks(records: Iterable[Source | Actor | Event]) -> Mapping[str, str]:
    """The id of the first of `records` that looks so, by the keys of `list_looks`."""
    first_of: dict[str, str] = {}
    for record in records:
        for _, key in list_looks(record):
            first_of.setdefault(key, record.id)
    return first_of


def _list_keys(name: str) -> Iterable[str]:
    """List what is the same for all names that look like `name`, in capitals or not."""
    if not name:
        return ()
    plain = " ".join(unicodedata.normalize("NFKC", name).split())
    return dict.fromkeys((make_skeleton(plain.casefold()), make_skeleton(plain).casefold()))
