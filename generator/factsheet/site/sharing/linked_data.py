"""What a record's page says, as linked data for programs: JSON-LD 1.1 in the terms of schema.org.

A statement is a `Claim` whose author says it, which appears in articles and is based on
`Quotation`s of them; an article is based on the documents that it passes on. Addresses are relative
to the page, so that a copy of the site says the same of itself.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from factsheet.facts.corpus import EvidenceAt, StatementAt, find_attribution, find_kind
from factsheet.facts.fields import OWN_VOICE, UNNAMED
from factsheet.facts.model import Actor, Event, Kind, Source
from factsheet.facts.prose import strip_prose
from factsheet.site.scope import Scope, find_identifier, link_actor, link_source, open_scope
from factsheet.site.shelf import Shelf

Node = dict[str, object]
Record = Event | Actor | Source

SCHEMA = "https://schema.org"
CONTEXT = [SCHEMA, {"@base": "./"}]
"""Of a file beside a page: its anchors are those of the page."""
TYPES: Mapping[tuple[Kind, str], str] = {
    ("actor", "person"): "Person",
    ("actor", "state"): "Country",
    ("actor", "party"): "PoliticalParty",
    ("actor", "outlet"): "NewsMediaOrganization",
    ("actor", "company"): "Corporation",
    ("source", "article"): "NewsArticle",
    ("source", "post"): "SocialMediaPosting",
    ("source", "report"): "Report",
    ("source", "video"): "VideoObject",
    ("source", "dataset"): "Dataset",
    ("source", "letter"): "Message",
}
"""The types of the kinds of records; any other kind has that of `ANY`."""
ANY: Mapping[Kind, str] = {"event": "Event", "actor": "Organization", "source": "CreativeWork"}
BRIEF = ("@type", "name", "url", "startDate", "datePublished", "sameAs")
"""What a page itself tells of a record."""
DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?", re.ASCII)
"""What EDTF has in common with the dates of ISO 8601 that schema.org knows."""
MOST_NAMED = 20
"""So many works are named in the page itself, and all in the file beside it."""
JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
UNSAFE = [(sign, f"\\u{ord(sign):04x}") for sign in "<>&\u2028\u2029"]
"""A script of HTML may have none of these as they are; JSON has another way to write them."""


def write_linked_data(shelf: Shelf, record: Record) -> str:
    """The graph of a record: itself, its statements with their quotes, and the works and actors
    that these name.
    """
    scope = open_scope(shelf, record)
    statements = _list_statements(scope, record)
    nodes = [_describe(scope, record), *_describe_bases(scope, record)]
    for placed in statements:
        nodes.append(_describe_claim(scope, placed))
        nodes += (_describe_quotation(scope, piece) for piece in placed.pieces if _has_quote(piece))
    others = (_write_node(scope, other) for other in _list_others(scope, record, statements))
    graph = ",".join((_encode(nodes)[1:-1], *others))
    return f'{{"@context":{_encode(CONTEXT)},"@graph":[{graph}]}}'


def write_summary(shelf: Shelf, record: Record) -> str:
    """What stands in the page itself: what it is about, and the works that it is based on, if they
    can be reached.
    """
    scope = open_scope(shelf, record)
    pieces = (piece for placed in _list_statements(scope, record) for piece in placed.pieces)
    names = dict.fromkeys(piece.evidence.source for piece in pieces)
    works = (source for name in names if (source := scope.index.corpus.find_source(name)).url)
    named = ",".join(_write_node(scope, source, brief=True) for source in islice(works, MOST_NAMED))
    page = _encode({"@context": SCHEMA, "@type": "WebPage", "@id": "./"})[:-1]
    main = _write_node(scope, record, brief=True)
    based = f',"isBasedOn":[{named}]' if named else ""
    # In a list: a theme that runs all scripts of a page that it loads itself runs this as nothing.
    return f'[{page},"mainEntity":{main}{based}}}]'


def _encode(node: object) -> str:
    text = JSON.encode(node)
    for sign, safe in UNSAFE:
        text = text.replace(sign, safe)
    return text


def _write_node(scope: Scope, record: Record, *, brief: bool = False) -> str:
    """A record as all pages of one depth describe it, in full or as a page itself does."""
    describe = _describe_briefly if brief else _describe
    key = find_kind(record), record.id, brief
    return scope.depth.described.keep(key, lambda: _encode(describe(scope, record)))


def _list_statements(scope: Scope, record: Record) -> tuple[StatementAt, ...]:
    return () if isinstance(record, Source) else scope.index.corpus.statements_of(record)


def _has_quote(piece: EvidenceAt) -> bool:
    return bool(piece.evidence.quote)


def _list_others(
    scope: Scope, record: Record, statements: Iterable[StatementAt]
) -> Iterator[Record]:
    """The works and actors that a graph names, each once."""
    corpus = scope.index.corpus
    pieces = [piece for placed in statements for piece in placed.pieces]
    works = dict.fromkeys(
        name
        for piece in pieces
        for name in (piece.evidence.source, *piece.evidence.relays, *piece.evidence.via)
    )
    sources = [corpus.find_source(name) for name in works]
    yield from sources
    actors = [
        *(
            name
            for piece in pieces
            for name in find_attribution(piece.placed.statement, piece.evidence)
        ),
        *(one.actor for one in (record.participants if isinstance(record, Event) else ())),
        *(
            source.publisher
            for source in (*sources, record)
            if isinstance(source, Source) and source.publisher
        ),
    ]
    for name in dict.fromkeys(actors):
        if name not in (OWN_VOICE, UNNAMED, record.id):
            yield corpus.find_actor(name)


def _describe(scope: Scope, record: Record) -> Node:
    kind = find_kind(record)
    if isinstance(record, Event):
        details = _detail_event(scope, record)
    elif isinstance(record, Actor):
        details = _detail_actor(record)
    else:
        details = _detail_source(scope, record)
    node = {"@type": TYPES.get((kind, record.kind), ANY[kind]), "@id": scope.link(kind, record.id)}
    return {**node, **details}


def _describe_briefly(scope: Scope, record: Record) -> Node:
    node = _describe(scope, record)
    return {name: node[name] for name in BRIEF if name in node}


def _detail_event(scope: Scope, event: Event) -> Node:
    start, _, end = event.date.text.partition("/") if event.date else ("", "", "")
    return _fill(
        name=event.title,
        startDate=_write_day(start),
        endDate=_write_day(end),
        location=event.place,
        attendee=[_refer(scope, "actor", one.actor) for one in event.participants],
    )


def _detail_actor(actor: Actor) -> Node:
    addresses = (find_identifier(*identifier) for identifier in actor.identifiers.items())
    return _fill(
        name=actor.name,
        alternateName=actor.other_names,
        sameAs=[address for address in addresses if address],
    )


def _detail_source(scope: Scope, source: Source) -> Node:
    return _fill(
        name=source.name,
        url=source.url,
        archivedAt=source.archive and source.archive.url,
        datePublished=_write_day(source.issued.text if source.issued else ""),
        inLanguage=source.language,
        author=[{"@type": "Person", "name": name} for name in source.author],
        publisher=source.publisher and _refer(scope, "actor", source.publisher),
        isPartOf=source.part_of and _refer(scope, "source", source.part_of),
    )


def _describe_bases(scope: Scope, record: Record) -> Iterator[Node]:
    """The documents that a source passes on."""
    if isinstance(record, Source):
        pieces = scope.index.corpus.evidence_of_source.get(record.id, ())
        relayed = dict.fromkeys(name for piece in pieces for name in piece.evidence.relays)
        based = _refer_sources(scope, relayed)
        if based:
            yield {"@id": scope.link("source", record.id), "isBasedOn": based}


def _describe_claim(scope: Scope, placed: StatementAt) -> Node:
    """A statement: who says it, where, and in which words."""
    statement = placed.statement
    works = dict.fromkeys(piece.evidence.source for piece in placed.pieces)
    return {
        "@type": "Claim",
        "@id": scope.link(placed.kind, placed.record.id, statement.id),
        **_fill(
            text=strip_prose(statement.text),
            about=_refer(scope, placed.kind, placed.record.id),
            author=_refer_actors(scope, scope.index.find_attributions(placed)),
            dateCreated=_write_day(statement.said_on.text if statement.said_on else ""),
            appearance=_refer_sources(scope, works),
            isBasedOn=[
                {"@id": scope.link_evidence(piece)} for piece in placed.pieces if _has_quote(piece)
            ],
        ),
    }


def _describe_quotation(scope: Scope, piece: EvidenceAt) -> Node:
    evidence = piece.evidence
    source = scope.index.corpus.find_source(evidence.source)
    return {
        "@type": "Quotation",
        "@id": scope.link_evidence(piece),
        **_fill(
            text=evidence.quote,
            inLanguage=evidence.language or source.language,
            spokenByCharacter=_refer_actors(
                scope, find_attribution(piece.placed.statement, evidence)
            ),
            isPartOf={"@id": link_source(scope, evidence.source).url},
            isBasedOn=_refer_sources(scope, (*evidence.relays, *evidence.via)),
        ),
    }


def _refer_actors(scope: Scope, names: Iterable[str]) -> list[Node]:
    named = (name for name in names if name not in (OWN_VOICE, UNNAMED))
    return [{"@id": link_actor(scope, name).url} for name in named]


def _refer_sources(scope: Scope, names: Iterable[str]) -> list[Node]:
    return [{"@id": link_source(scope, name).url} for name in names]


def _refer(scope: Scope, kind: Kind, name: str) -> Node:
    return {"@id": scope.link(kind, name)}


def _write_day(edtf: str) -> str:
    """A date of EDTF as ISO 8601 has it; "" if it has no such form."""
    return edtf if DAY.fullmatch(edtf) else ""


def _fill(**fields: object) -> Node:
    """The fields that have a value."""
    return {name: value for name, value in fields.items() if value}
