"""Rules about what became of addresses and quotes when a machine last asked for them."""

from collections.abc import Iterator

from factsheet.facts.corpus import Corpus, EvidenceAt
from factsheet.facts.dates import show_date
from factsheet.facts.model import Source
from factsheet.facts.testimony import AddressCheck
from factsheet.kept import keep_for_each
from factsheet.problems import Finding, Place, Rule, quote_name
from factsheet.proof.quotes import hash_quote

CHECKED = "# links/article.yml\nchecked: 2026-11-22\n"
QUOTE_CHECK = (
    'quotes_checked: 2026-11-22\nquotes: {{statement: "talk#length", sha256: {sha256},'
    " state: {state}}}"
)
ADDRESS_NOT_ALIVE = Rule(
    id="address-not-alive",
    severity="warning",
    summary=(
        "The address of a source and that of its archived copy still lead there: `factsheet links`"
        " asked them."
    ),
    bad=f"{CHECKED}addresses: {{url: https://gazette.example/talk, state: gone, reason: HTTP 410}}",
    good=f"{CHECKED}addresses: {{url: https://gazette.example/talk, state: alive}}",
)
QUOTE_DRIFTED = Rule(
    id="quote-drifted",
    severity="warning",
    summary=(
        "A quote that was proven still stands on its page: `factsheet links --quotes` looked it up."
    ),
    bad=CHECKED + QUOTE_CHECK.format(sha256=hash_quote("for an hour"), state="drifted"),
    good=CHECKED + QUOTE_CHECK.format(sha256=hash_quote("for an hour"), state="present"),
)
HINTS = {
    "redirected": "write the new address, if the same page stands there",
    "gone": "write the new address, if there is one",
    "unreachable": "it may be there still: run factsheet links again",
}


def check_address_not_alive(corpus: Corpus, source: Source) -> Iterator[Finding]:
    check = corpus.links.get(source.id)
    if check is None:
        return
    for address in check.addresses:
        place = _find_address(corpus, source, address)
        if place and address.state != "alive":
            message = f"{_describe(address)}, {show_date(check.checked)}"
            yield ADDRESS_NOT_ALIVE.finding(place, message, HINTS[address.state])


def _find_address(corpus: Corpus, source: Source, address: AddressCheck) -> Place | None:
    """Find where a checked address stands in the facts; None if it is no longer there."""
    if source.archive and address.url == source.archive.url:
        return corpus.place(source, ("archive", "url"))
    return corpus.place(source, ("url",)) if address.url == source.url else None


def _describe(address: AddressCheck) -> str:
    name = quote_name(address.url)
    if address.state == "redirected":
        return f"{name} moved to {quote_name(address.target or '')}"
    state = "is gone" if address.state == "gone" else "could not be reached"
    return f"{name} {state}: {address.reason}" if address.reason else f"{name} {state}"


def check_quote_drifted(corpus: Corpus, piece: EvidenceAt) -> Iterator[Finding]:
    name, quote = piece.evidence.source, piece.evidence.quote
    check = corpus.links.get(name)
    if not check or not check.quotes_checked or not quote:
        return
    if (piece.placed.ref, hash_quote(quote)) in _list_drifted(corpus, name):
        day = show_date(check.quotes_checked)
        message = f"the quote no longer stands on the page of {quote_name(name)}, {day}"
        place = corpus.place(piece.placed.record, piece.location("quote"))
        yield QUOTE_DRIFTED.finding(place, message, "see what the page says now")


@keep_for_each
def _list_drifted(corpus: Corpus, source: str) -> frozenset[tuple[str, str]]:
    quotes = corpus.links[source].quotes
    return frozenset(
        (quote.statement, quote.sha256) for quote in quotes if quote.state == "drifted"
    )
