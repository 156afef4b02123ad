"""Hold the pages that a generator wrote against ours and against the facts: every page, and on it
every sentence, quote, article's name and link.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import yaml
from lxml.html import HtmlElement

from peers.data import list_pages, parse_article

LEFT_OUT = (".//section[@class='fs-cite-page']", ".//script", ".//svg", ".//form")
RECORD = re.compile(r"/(?:actors|sources|events)/[^/]+/$")


@dataclass(frozen=True, slots=True)
class Content:
    """What a page must show: words as often as ours shows them, and where its links lead."""

    words: Mapping[str, int]
    links: frozenset[str]


@dataclass(frozen=True, slots=True)
class Written:
    """How much a generator wrote: pages, the words in them, and the bytes of their HTML."""

    pages: int = 0
    words: int = 0
    size: int = 0


def read_text(element: HtmlElement) -> str:
    """The text of an element with single spaces, and plain quotation marks."""
    text = element.text_content().translate({0x201C: '"', 0x201D: '"', 0x2019: "'", 0x2018: "'"})
    return " ".join(text.split())


def list_links(article: HtmlElement, url: str) -> Iterator[tuple[str, str]]:
    """Text and address of each link to an article or another record's page, without its anchor."""
    here = f"https://example.org/{url}"
    for link in article.iter("a"):
        target = urljoin(here, link.get("href", "")).partition("#")[0]
        ours = target.startswith("https://example.org/")
        if target != here and (not ours or RECORD.search(target)):
            yield read_text(link), target


def count_stated(article: HtmlElement) -> Counter[str]:
    """The sentences and quotes on one of our pages."""
    stated = Counter(read_text(quote) for quote in article.iter("q"))
    for sentence in article.find_class("fs-sentence"):
        stated[read_text(sentence).rstrip(" ¶→")] += 1
    return stated


def read_content(article: HtmlElement, url: str) -> Content:
    """What our page at `url` shows, but for what nobody else has to show."""
    for path in LEFT_OUT:
        for part in article.findall(path):
            part.drop_tree()
    links = set(list_links(article, url))
    names = {text for text, _ in links if len(text) > 1}
    text = read_text(article)
    words = {each: text.count(each) for each in {*names, *count_stated(article)}}
    return Content(words, frozenset(target for _, target in links))


def find_missing(content: Content, article: HtmlElement, url: str) -> Iterator[str]:
    """What the page of another generator at `url` lacks of `content`."""
    text = read_text(article)
    for words, times in sorted(content.words.items()):
        if text.count(words) < times:
            yield f"{url}: {times - text.count(words)} x {words!r}"
    links = {target for _, target in list_links(article, url)}
    for target in sorted(content.links - links):
        yield f"{url}: no link to {target}"


def check_pages(project: Path, output: Path) -> tuple[Written, list[str]]:
    """Hold the pages in the folder `output` against ours in the built `project`; return how much
    they are, and what they lack.
    """
    pages = list(list_pages(project))
    with ProcessPoolExecutor() as workers:
        checked = list(workers.map(partial(_check_page, output), pages, chunksize=20))
    sums = (sum(getattr(written, each.name) for written, _ in checked) for each in fields(Written))
    return Written(*sums), [words for _, missing in checked for words in missing]


def _check_page(output: Path, page: tuple[str, Path]) -> tuple[Written, list[str]]:
    url, ours = page
    path = output / url / "index.html"
    if not path.exists():
        return Written(), [f"{url}: no page"]
    html = path.read_text(encoding="utf-8")
    article = parse_article(html)
    content = read_content(parse_article(ours.read_text(encoding="utf-8")), url)
    words = len(re.findall(r"\w+", article.text_content()))
    missing = list(find_missing(content, article, url))
    return Written(1, words, len(html.encode())), missing


def check_facts(project: Path) -> list[str]:
    """Hold our own pages of events against their files; return which sentences, quotes and sources
    they lack.
    """
    missing = []
    for path in sorted((project / "facts" / "events").glob("*.yml")):
        url = f"events/{path.stem}/"
        event = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
        page = project / "site" / url / "index.html"
        if page.exists():
            article = parse_article(page.read_text(encoding="utf-8"))
            stated, sources = list_stated(event)
            links = {target for _, target in list_links(article, url)}
            missing += [f"{url}: {words!r}" for words in stated - count_stated(article)]
            missing += [f"{url}: no link to {target}" for target in sorted(sources - links)]
        else:
            missing.append(f"{url}: no page")
    return missing


def list_stated(event: dict[str, Any]) -> tuple[Counter[str], set[str]]:
    """The sentences and quotes of an event's file, and the pages of its sources."""
    stated: Counter[str] = Counter()
    sources: set[str] = set()
    for statement in event["statements"]:
        stated[re.sub(r"\[(.*?)\]\(.*?\)", r"\1", statement["text"])] += 1
        for piece in statement["evidence"]:
            stated[piece["quote"]] += 1
            sources.add(f"https://example.org/sources/{piece['source']}/")
    return stated, sources
