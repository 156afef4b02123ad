"""Rules about what passes for something else: links, names, and the letters of quotes."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from factsheet.facts.corpus import Corpus, EvidenceAt, StatementAt, find_kind
from factsheet.facts.model import Actor, Event, Source
from factsheet.facts.names import fold_name, list_looks
from factsheet.facts.prose import TextLink, list_links, strip_prose
from factsheet.looks import explain_sign
from factsheet.problems import Finding, Rule, quote_name

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


def check_link_without_kind(corpus: Corpus, placed: StatementAt) -> Iterator[Finding]:
    for link in list_links(placed.statement.text):
        if link.record is None and not link.leads_out:
            message = f"the link to {quote_name(link.address)} leads nowhere"
            hint = _suggest_link(corpus, link)
            place = corpus.place(placed.record, placed.location("text"))
            yield LINK_WITHOUT_KIND.finding(place, message, hint)


def _suggest_link(corpus: Corpus, link: TextLink) -> str:
    """Suggest the address that was meant: that of the record whose id stands last in it, or of the
    actor that it shows the name of.
    """
    name, hash_sign, anchor = link.address.rpartition(":")[2].strip("/ ").partition("#")
    if record := corpus.records.get(name.lower()):
        target = f"{find_kind(record)}:{record.id}{hash_sign}{anchor}"
        return f"write [{link.label}]({target})"
    if owners := corpus.actors_of_name.get(fold_name(link.label)):
        return f"write [{link.label}](actor:{owners[0]})"
    return "write actor:, event: or source: and an id, or an address with http:// or https://"


def check_link_misnamed(corpus: Corpus, placed: StatementAt) -> Iterator[Finding]:
    for link in list_links(placed.statement.text):
        place = corpus.place(placed.record, placed.location("text"))
        record = link.record
        owners = corpus.actors_of_name.get(fold_name(link.label), ())
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


def _shows_itself(link: TextLink) -> bool:
    """Whether a link that shows an address shows the host that it leads to."""
    shown = link.label.strip()
    try:
        host = urlsplit(shown if "://" in shown else f"https://{shown}").hostname
    except ValueError:
        return False
    return link.leads_out and host == urlsplit(link.address).hostname


def check_misleading_entity(corpus: Corpus, placed: StatementAt) -> Iterator[Finding]:
    text = placed.statement.text
    plain = strip_prose(text) if "&" in text else ""
    control = CONTROL.search(plain)
    why = f"has the control character U+{ord(control[0]):04X}" if control else ""
    if why := why or explain_sign(plain):
        place = corpus.place(placed.record, placed.location("text"))
        message = f"what an entity stands for {why}"
        yield MISLEADING_ENTITY.finding(place, message, "leave the entity out")


def check_name_taken(corpus: Corpus, record: Source | Actor | Event) -> Iterator[Finding]:
    told: set[str] = set()
    for field, key in list_looks(record):
        first = corpus.first_of_look[key]
        if first != record.id and first not in told:
            told.add(first)
            path = corpus.place(corpus.records[first]).path
            message = f"{quote_name(getattr(record, field))} looks the same as in {path}"
            hint = "say in one of them what tells them apart, or make one record of both"
            yield NAME_TAKEN.finding(corpus.place(record, (field,)), message, hint)


def check_quote_misleading(corpus: Corpus, piece: EvidenceAt) -> Iterator[Finding]:
    quote = piece.evidence.quote or ""
    if piece.evidence.note is None and (why := explain_sign(quote)):
        place = corpus.place(piece.placed.record, piece.location("quote"))
        message = f"the quote from {quote_name(piece.evidence.source)} {why}"
        hint = "copy the words again; if the article has it, say so in the evidence's note"
        yield QUOTE_MISLEADING.finding(place, message, hint)
