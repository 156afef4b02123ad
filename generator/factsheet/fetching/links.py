"""Which addresses of sources are alive, moved, gone or out of reach, and which quotes still stand
there.

Gone is only what a server itself calls gone. A host without an address, a time-out, a refusal of
robots.txt or a server that fails say nothing about the page: it is unreachable, for us and now.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal
from urllib.parse import quote as percent_encode

from factsheet.facts.corpus import Corpus
from factsheet.facts.dates import EdtfDate
from factsheet.facts.model import Source
from factsheet.facts.testimony import AddressCheck, LinkCheck, QuoteCheck
from factsheet.facts.writing.writer import format_record
from factsheet.fetching.fetcher import Fetched, Fetcher, Probed
from factsheet.fetching.politeness import Sleep, ask_hosts
from factsheet.problems import Refusal, Refused, escape_unprintable
from factsheet.proof.articles import read_article, read_whole_page
from factsheet.proof.judgement import judge_quotes
from factsheet.proof.quotes import find_quote, hash_quote, normalise_text

COMMENT = "Written by `factsheet links`: what became of the addresses of this source. Do not edit."
GONE = (404, 410)
LONGEST_REASON = 300
# What an address in the facts may not hold, though servers redirect to it.
UNSOUND = re.compile(r'[\s<>"\\^`{|}]')

QuoteState = Literal["present", "drifted", "gone", "unreachable"]

ProvenQuotes = Mapping[tuple[str, str], str]
"""The proven quotes of one source, by their statement's reference and their hash."""


@dataclass(frozen=True, slots=True)
class LinkChecker:
    """How addresses are asked.

    `on_done` is called with each address, from several threads, but by one at a time.
    """

    fetcher: Fetcher
    sleep: Sleep
    on_done: Callable[[str], None]


def list_addresses(source: Source) -> tuple[str, ...]:
    """The addresses of a source: its own, and that of the archived copy."""
    urls = (source.url, source.archive.url if source.archive else None)
    return tuple(dict.fromkeys(url for url in urls if url))


def list_proven(corpus: Corpus) -> dict[str, ProvenQuotes]:
    """The proven quotes of each source that has any, and an address, by the sources' ids."""
    judgements = judge_quotes(corpus)
    proven: dict[str, dict[tuple[str, str], str]] = {}
    for source in corpus.sources.values():
        for piece in corpus.evidence_of_source[source.id] if source.url else ():
            quote = piece.evidence.quote
            if quote and judgements[piece.key].state == "proven":
                quotes = proven.setdefault(source.id, {})
                quotes[piece.placed.ref, hash_quote(quote)] = quote
    return dict(proven)


def check_links(
    sources: Iterable[Source], today: EdtfDate, checker: LinkChecker
) -> dict[str, LinkCheck]:
    """Ask every address of `sources`; return what was found, by the sources' ids.

    Sources without an address are left out.
    """
    urls_of_source = {source.id: list_addresses(source) for source in sources}
    checks: dict[str, AddressCheck] = {}

    def judge(url: str, answer: Probed | Refusal) -> None:
        checks[url] = _judge_address(url, answer)
        checker.on_done(url)

    all_urls = (url for urls in urls_of_source.values() for url in urls)
    ask_hosts(all_urls, checker.fetcher.probe, judge, checker.sleep)
    return {
        name: LinkCheck(id=name, checked=today, addresses=tuple(checks[url] for url in urls))
        for name, urls in urls_of_source.items()
        if urls
    }


def check_quotes(
    corpus: Corpus,
    checks: Mapping[str, LinkCheck],
    proven: Mapping[str, ProvenQuotes],
    checker: LinkChecker,
) -> dict[str, LinkCheck]:
    """Fetch the pages whose quotes are `proven`; return `checks` with what became of the quotes."""
    done = dict(checks)
    sources_of_url: dict[str, list[str]] = {}
    for name in checks:
        if name in proven:
            sources_of_url.setdefault(corpus.sources[name].url or "", []).append(name)

    def judge(url: str, page: Fetched | Refusal) -> None:
        for name in sources_of_url[url]:
            quotes = _judge_quotes(proven[name], page)
            done[name] = replace(done[name], quotes_checked=done[name].checked, quotes=quotes)
        checker.on_done(url)

    ask_hosts(sources_of_url, checker.fetcher.fetch, judge, checker.sleep)
    return done


def keep_quotes(
    corpus: Corpus, checks: Mapping[str, LinkCheck], proven: Mapping[str, ProvenQuotes]
) -> dict[str, LinkCheck]:
    """`checks`, with what earlier checks found of the quotes that are still `proven`."""
    done = dict(checks)
    for name, check in checks.items():
        earlier = corpus.links.get(name)
        if earlier is not None:
            wanted = proven.get(name, {})
            quotes = tuple(
                quote for quote in earlier.quotes if (quote.statement, quote.sha256) in wanted
            )
            checked = earlier.quotes_checked if quotes else None
            done[name] = replace(check, quotes_checked=checked, quotes=quotes)
    return done


def _judge_quotes(proven: ProvenQuotes, page: Fetched | Refusal) -> tuple[QuoteCheck, ...]:
    states = find_states(proven.values(), page)
    return tuple(
        QuoteCheck(statement=ref, sha256=sha256, state=state)
        for (ref, sha256), state in zip(proven, states, strict=True)
    )


def find_states(quotes: Iterable[str], page: Fetched | Refusal) -> list[QuoteState]:
    """What became of each quote, by the answer of its page's server."""
    if isinstance(page, Refusal):
        return ["gone" if page.status in GONE else "unreachable" for _ in quotes]
    try:
        article, _ = read_article(page.data, page.media_type)
    except Refused:
        article = ""
    whole_page = read_whole_page(page.data, page.media_type)
    texts = [normalise_text(text) for text in (article, whole_page) if text.strip()]
    if not texts:  # a page that needs a browser, or asks for consent first
        return ["unreachable" for _ in quotes]
    return [
        "present" if any(map(partial(find_quote, quote), texts)) else "drifted" for quote in quotes
    ]


def is_bad(check: LinkCheck) -> bool:
    """Whether an address or a quote is gone, or a quote drifted."""
    return any(address.state == "gone" for address in check.addresses) or any(
        quote.state in ("gone", "drifted") for quote in check.quotes
    )


def _judge_address(url: str, answer: Probed | Refusal) -> AddressCheck:
    if isinstance(answer, Refusal):
        reason = escape_unprintable(answer.reason)[:LONGEST_REASON]
        state: Literal["gone", "unreachable"] = "gone" if answer.status in GONE else "unreachable"
        return AddressCheck(url=url, state=state, reason=reason)
    if answer.final_url == answer.url:
        return AddressCheck(url=url, state="alive")
    target = UNSOUND.sub(lambda match: percent_encode(match[0]), answer.final_url)
    return AddressCheck(url=url, state="redirected", target=target)


def format_link_check(check: LinkCheck) -> str:
    """The text of the record's file; the same record always gives the same text."""
    return format_record(check, COMMENT)
