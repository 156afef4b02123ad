"""The addresses of sources asked: which are alive, moved, gone or out of reach, and which quotes
still stand there.

Gone is only what a server itself calls gone. A host without an address, a time-out, a refusal of
robots.txt or a server that fails tell nothing about the page: it is unreachable, for us and now.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal
from urllib.parse import quote as percent_encode

from factsheet.facts.corpus import Corpus
from factsheet.facts.dates import EdtfDate
from factsheet.facts.model import AddressCheck, LinkCheck, QuoteCheck, Source
from factsheet.fetching.fetcher import Fetched, Fetcher, Probed
from factsheet.fetching.politeness import Sleep, ask_hosts
from factsheet.problems import Refusal, Refused, escape_unprintable
from factsheet.proof.articles import read_article, read_whole_page
from factsheet.proof.proofs import judge_quotes
from factsheet.proof.quotes import find_quote, hash_quote, normalise_text

GONE = (404, 410)
LONGEST_REASON = 300
# What an address in the facts may not hold, though servers redirect to it.
UNSOUND = re.compile(r'[\s<>"\\^`{|}]')

QuoteState = Literal["present", "drifted", "gone", "unreachable"]


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: `told` hears of each address that is done, from several threads."""

    fetcher: Fetcher
    sleep: Sleep
    told: Callable[[str], None]


def list_addresses(source: Source) -> tuple[str, ...]:
    """The addresses of a source: its own, and that of the archived copy."""
    found = (source.url, source.archive.url if source.archive else None)
    return tuple(dict.fromkeys(url for url in found if url))


def list_proven(corpus: Corpus, source: Source) -> dict[tuple[str, str], str]:
    """The proven quotes of a source by statement and hash; none where it has no address."""
    judged = judge_quotes(corpus)
    pieces = corpus.evidence_of_source.get(source.id, ()) if source.url else ()
    return {
        (one.at.ref, hash_quote(one.evidence.quote)): one.evidence.quote
        for one in pieces
        if one.evidence.quote and judged[one.at.ref, one.index].state == "proven"
    }


def check_links(sources: Iterable[Source], today: EdtfDate, asker: Asker) -> dict[str, LinkCheck]:
    """Asks every address of `sources`; what was found, by the sources' ids. Those without an
    address are left out.
    """
    addresses = {source.id: list_addresses(source) for source in sources}
    urls = [url for several in addresses.values() for url in several]
    found = ask_hosts(urls, asker.fetcher.probe, asker.told, asker.sleep)
    return {
        name: LinkCheck(
            id=name, checked=today, addresses=tuple(_judge(url, found[url]) for url in several)
        )
        for name, several in addresses.items()
        if several
    }


def check_quotes(
    corpus: Corpus, checks: Mapping[str, LinkCheck], asker: Asker
) -> dict[str, LinkCheck]:
    """`checks`, with what became of the proven quotes of their sources, whose pages are fetched
    once more.
    """
    quotes = {
        name: found for name in checks if (found := list_proven(corpus, corpus.sources[name]))
    }
    urls = [corpus.sources[name].url or "" for name in quotes]
    pages = ask_hosts(urls, asker.fetcher.fetch, asker.told, asker.sleep)
    done = dict(checks)
    for name, wanted in quotes.items():
        states = find_states(wanted.values(), pages[corpus.sources[name].url or ""])
        kept = zip(wanted, states, strict=True)
        told = tuple(
            QuoteCheck(statement=ref, sha256=sha256, state=state) for (ref, sha256), state in kept
        )
        done[name] = _replace_quotes(done[name], done[name].checked, told)
    return done


def keep_quotes(corpus: Corpus, checks: Mapping[str, LinkCheck]) -> dict[str, LinkCheck]:
    """`checks`, with what earlier checks found of the quotes that are proven still."""
    done = dict(checks)
    for name, check in checks.items():
        earlier = corpus.links.get(name)
        if earlier is not None and earlier.quotes:
            wanted = list_proven(corpus, corpus.sources[name])
            kept = tuple(one for one in earlier.quotes if (one.statement, one.sha256) in wanted)
            done[name] = _replace_quotes(check, earlier.quotes_checked if kept else None, kept)
    return done


def find_states(quotes: Iterable[str], page: Fetched | Refusal) -> list[QuoteState]:
    """What became of each quote, where its page was found to be `page`."""
    if isinstance(page, Refusal):
        return ["gone" if page.status in GONE else "unreachable" for _ in quotes]
    try:
        article, _ = read_article(page.data, page.media_type)
    except Refused:
        article = ""
    texts = [
        normalise_text(text)
        for text in (article, read_whole_page(page.data, page.media_type))
        if text.strip()
    ]
    if not texts:  # a page that needs a browser, or asks for consent first
        return ["unreachable" for _ in quotes]
    return [
        "present" if any(map(partial(find_quote, quote), texts)) else "drifted" for quote in quotes
    ]


def is_bad(check: LinkCheck) -> bool:
    """Whether an address or a quote is gone, or a quote drifted."""
    return any(one.state == "gone" for one in check.addresses) or any(
        one.state in ("gone", "drifted") for one in check.quotes
    )


def _judge(url: str, found: Probed | Refusal) -> AddressCheck:
    if isinstance(found, Refusal):
        reason = escape_unprintable(found.reason)[:LONGEST_REASON]
        return AddressCheck(
            url=url, state="gone" if found.status in GONE else "unreachable", reason=reason
        )
    if found.final_url == found.url:
        return AddressCheck(url=url, state="alive")
    target = UNSOUND.sub(lambda match: percent_encode(match[0]), found.final_url)
    return AddressCheck(url=url, state="redirected", target=target)


def _replace_quotes(
    check: LinkCheck, when: EdtfDate | None, quotes: tuple[QuoteCheck, ...]
) -> LinkCheck:
    return LinkCheck(
        id=check.id, checked=check.checked, addresses=check.addresses, quotes_checked=when, quotes=quotes
    )  # fmt: skip


def format_link_check(check: LinkCheck) -> str:
    """The record as YAML; the same record always gives the same text."""
    return "\n".join(_format_lines(check)) + "\n"


def _format_lines(check: LinkCheck) -> Iterator[str]:
    yield (
        "# Written by `factsheet links`: what became of the addresses of this source. Do not edit."
    )
    yield f"checked: {check.checked.text}"
    yield "addresses:"
    for one in check.addresses:
        yield f"  - url: {_quote(one.url)}"
        yield f"    state: {one.state}"
        if one.target:
            yield f"    target: {_quote(one.target)}"
        if one.reason:
            yield f"    reason: {_quote(one.reason)}"
    if check.quotes_checked:
        yield f"quotes_checked: {check.quotes_checked.text}"
        yield "quotes:"
    for quote in check.quotes:
        yield f"  - statement: {quote.statement}"
        yield f"    sha256: {quote.sha256}"
        yield f"    state: {quote.state}"


def _quote(text: str) -> str:
    """`text`, which holds nothing unprintable, as a double-quoted scalar: YAML takes JSON's (YAML
    1.2, section 1.3).
    """
    return json.dumps(text, ensure_ascii=False)
