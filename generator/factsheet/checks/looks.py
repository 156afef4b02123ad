"""Rules about what passes for something else: links, names, and the letters of quotes."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias
from urllib.parse import urlsplit

from factsheet.facts.corpus import Corpus, StatementAt, find_kind
from factsheet.facts.model import Actor, Event, Record, Source
from factsheet.facts.prose import TextLink, list_links, strip_prose
from factsheet.looks import explain_sign, make_skeleton
from factsheet.problems import Finding, Location, Rule, quote_name

TALK = """# events/talk.yml
title: A talk
kind: call
statements:
  - id: length
    text: "{} spoke for an hour."
    attributed_to: alice
    evidence: {{source: article, quote: {}}}
"""

LINK_WITHOUT_KIND = Rule(
    id="link-without-kind",
    summary=(
        "A link in a statement leads to a record, as `actor:<id>`, `event:<id>` or `source:<id>`,"
        " or to an address that begins with `http://` or `https://`."
    ),
    bad=TALK.format("[Alice](alice)", "for an hour"),
    good=TALK.format("[Alice](actor:alice)", "for an hour"),
)
LINK_MISNAMED = Rule(
    id="link-misnamed",
    severity="warning",
    summary=(
        "A link in a statement leads to what it shows: to an actor of that name if it shows an"
        " actor's name, and to the address that it shows if it shows one."
    ),
    bad=TALK.format("[Bob](actor:alice)", "for an hour"),
    good=TALK.format("[She](actor:alice)", "for an hour"),
)
MISLEADING_ENTITY = Rule(
    id="misleading-entity",
    summary=(
        "An entity in a statement, such as `&#8203;`, stands for no character that may not stand"
        " there itself."
    ),
    bad=TALK.format("Ali&#8203;ce", "for an hour"),
    good=TALK.format("Alice &amp; Bob", "for an hour"),
)
NAME_TAKEN = Rule(
    id="name-taken",
    severity="warning",
    summary=(
        "Two actors have two names, two events of one date two titles, and two sources two"
        " addresses: by what looks the same, readers cannot tell them apart, and voices would be"
        " counted twice."
    ),
    bad="# actors/carol.yml\nname: Bob\nkind: person\n\n# actors/dora.yml\nname: Dora\nkind: person"
    "\nvoice_of: {actor: carol, because: her spokeswoman}",
    good="# actors/carol.yml\nname: Bob of Borduria\nkind: person",
)
QUOTE_MISLEADING = Rule(
    id="quote-misleading",
    severity="warning",
    summary=(
        "A quote has a character that nobody sees, or a letter that passes for another, only if"
        " its article has it; then the evidence's `note` says so. Pages show what it is."
    ),
    bad=TALK.format("Alice", '"for \\u200ban hour"'),
    good=TALK.format("Alice", '"for an hour"'),
)

CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")
SHOWN_ADDRESS = re.compile(r"\s*(?:https?://|www\.)", re.IGNORECASE)

Named: TypeAlias = tuple[Actor | Event | Source, Location, str]
"""A record, the field that names it, and what makes it the only one."""


def check_link_without_kind(corpus: Corpus) -> Iterator[Finding]:
    for placed, link in _list_links(corpus):
        if link.record is None and not link.leads_out:
            message = f"the link to {quote_name(link.address)} leads nowhere"
            hint = _suggest_link(corpus, link)
            place = corpus.place(placed.record, placed.location("text"))
            yield LINK_WITHOUT_KIND.finding(place, message, hint)


def _list_links(corpus: Corpus) -> Iterator[tuple[StatementAt, TextLink]]:
    return (
        (placed, link)
        for placed in corpus.statements.values()
        for link in list_links(placed.statement.text)
    )


def _suggest_link(corpus: Corpus, link: TextLink) -> str:
    """Suggest the address that was meant: that of the record whose id stands last in it."""
    name, hash_sign, anchor = link.address.rpartition(":")[2].strip("/ ").partition("#")
    if record := corpus.records.get(name.lower()):
        target = f"{find_kind(record)}:{record.id}{hash_sign}{anchor}"
        return f"write [{link.label}]({target})"
    return "write actor:, event: or source: and an id, or an address with http:// or https://"


def check_link_misnamed(corpus: Corpus) -> Iterator[Finding]:
    named = _index_names(corpus)
    for placed, link in _list_links(corpus):
        place = corpus.place(placed.record, placed.location("text"))
        record = link.record
        owners = named.get(_fold(link.label), ())
        if record and record.kind == "actor" and owners and record.record not in owners:
            message = (
                f"the link shows {quote_name(link.label)}, the name of {quote_name(owners[0])}, and"
                f" leads to {quote_name(record.record)}"
            )
            hint = f"write [{link.label}](actor:{owners[0]}), or other words for the link"
            yield LINK_MISNAMED.finding(place, message, hint)
        elif SHOWN_ADDRESS.match(link.label) and not _shows_itself(link):
            message = (
                f"the link shows {quote_name(link.label)} and leads to {quote_name(link.address)}"
            )
            yield LINK_MISNAMED.finding(place, message, "let it show words, or its own address")


def _index_names(corpus: Corpus) -> Mapping[str, list[str]]:
    """For each name, however it is written, the actors that have it."""
    owners: dict[str, list[str]] = {}
    for actor in corpus.actors.values():
        names = (actor.name, actor.short_name or "", *actor.other_names)
        for name in dict.fromkeys(map(_fold, filter(None, names))):
            owners.setdefault(name, []).append(actor.id)
    return owners


def _shows_itself(link: TextLink) -> bool:
    """Whether a link that shows an address shows the host that it leads to."""
    shown = link.label.strip()
    try:
        host = urlsplit(shown if "://" in shown else f"https://{shown}").hostname
    except ValueError:
        return False
    return link.leads_out and host == urlsplit(link.address).hostname


def check_misleading_entity(corpus: Corpus) -> Iterator[Finding]:
    for placed in corpus.statements.values():
        text = placed.statement.text
        plain = strip_prose(text) if "&" in text else ""
        control = CONTROL.search(plain)
        why = f"has the control character U+{ord(control[0]):04X}" if control else ""
        if why := why or explain_sign(plain):
            place = corpus.place(placed.record, placed.location("text"))
            message = f"what an entity stands for {why}"
            yield MISLEADING_ENTITY.finding(place, message, "leave the entity out")


def check_name_taken(corpus: Corpus) -> Iterator[Finding]:
    for named in (_name_actors(corpus), _name_events(corpus), _name_sources(corpus)):
        first_of: dict[str, Record] = {}
        told: set[tuple[str, str]] = set()
        for record, location, key in named:
            first = first_of.setdefault(key, record)
            if first is not record and (first.id, record.id) not in told:
                told.add((first.id, record.id))
                name = getattr(record, str(location[0]))
                message = f"{quote_name(name)} looks the same as in {corpus.place(first).path}"
                hint = "say in one of them what tells them apart, or make one record of both"
                yield NAME_TAKEN.finding(corpus.place(record, location), message, hint)


def _name_actors(corpus: Corpus) -> Iterator[Named]:
    for actor in corpus.actors.values():
        names = {"name": actor.name, "short_name": actor.short_name}
        for field, name in names.items():
            yield from ((actor, (field,), key) for key in _list_keys(name or ""))


def _name_events(corpus: Corpus) -> Iterator[Named]:
    for event in corpus.events.values():
        date = event.date.text if event.date else event.date_words or ""
        for key in _list_keys(event.title):
            yield event, ("title",), f"{key}\n{date}"


def _name_sources(corpus: Corpus) -> Iterator[Named]:
    for source in corpus.sources.values():
        if source.url and not source.part_of:
            yield source, ("url",), source.url.partition("#")[0].rstrip("/")


def _list_keys(name: str) -> Iterable[str]:
    """List what is the same for all names that look like `name`, in capitals or not."""
    if not name:
        return ()
    plain = " ".join(unicodedata.normalize("NFKC", name).split())
    return dict.fromkeys((make_skeleton(plain.casefold()), make_skeleton(plain).casefold()))


def _fold(name: str) -> str:
    return " ".join(name.casefold().split())


def check_quote_misleading(corpus: Corpus) -> Iterator[Finding]:
    for pieces in corpus.evidence_of_source.values():
        for piece in pieces:
            quote = piece.evidence.quote or ""
            if piece.evidence.note is None and (why := explain_sign(quote)):
                place = corpus.place(piece.placed.record, piece.location("quote"))
                message = f"the quote from {quote_name(piece.evidence.source)} {why}"
                hint = "copy the words again; if the article has it, say so in the evidence's note"
                yield QUOTE_MISLEADING.finding(place, message, hint)
