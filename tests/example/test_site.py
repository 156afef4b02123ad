"""The site of the example, built by MkDocs: what a reader relies on, on every page, whatever the
facts.
"""

import json
import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from mkdocs.commands.build import build
from mkdocs.config import load_config

from factsheet.facts.corpus import Corpus, choose_lead
from factsheet.facts.load import read_corpus
from factsheet.proof.quotes import hash_quote
from factsheet.site.addresses import make_evidence_anchors
from support.linked_data import list_nodes
from support.plugin import check_frames, find_sentinels
from support.sites import (
    PUBLISHED,
    build_site,
    copy_example,
    follow,
    list_evidence,
    list_files,
    read_ids,
    read_page,
)

LOADING = {
    "link": "href",
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
}


TOLD = (".html", ".json", ".bib", ".ris", ".csv")
"""The files that say something of sources."""


def list_pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def test_no_link_and_no_anchor_is_dead(site: Path) -> None:
    dead = []
    for page in list_pages(site):
        for element in read_page(page).find_all(href=True):
            if page.name == "404.html" or element.get("rel") == ["canonical"]:
                continue
            path, anchor = follow(site, page, element["href"])
            if path is None:
                continue
            if not path.is_file() or (anchor and anchor not in read_ids(path)):
                dead.append((page.relative_to(site).as_posix(), element["href"]))
    assert dead == []


def test_nothing_is_loaded_from_another_host(site: Path) -> None:
    for page in list_pages(site):
        for name, attribute in LOADING.items():
            for element in read_page(page).find_all(name, {attribute: True}):
                if element.get("rel") not in (["canonical"], ["next"], ["prev"]):
                    assert not urlsplit(element[attribute]).netloc, (page, element)


def test_titles_that_we_made_up_stand_in_brackets(site: Path, corpus: Corpus) -> None:
    sources = corpus.sources.values()
    made_up = [source.described_as for source in sources if source.described_as]
    made_up += [
        source.short_name.strip("[]")
        for source in sources
        if source.short_name and not source.title and not source.publisher
    ]
    assert made_up
    bare = re.compile(rf"(?<!\[)({'|'.join(map(re.escape, made_up))})")
    files = [path for path in sorted(site.rglob("*")) if path.suffix in TOLD]
    assert [path for path in files if bare.search(unescape(path.read_text("utf-8")))] == []
    for page in list_pages(site):
        assert [one for one in read_page(page).select("em, i, cite") if "[" in one.text] == []


def test_every_row_has_its_quotes_beside_it(site: Path, corpus: Corpus) -> None:
    shown = 0
    for page in list_pages(site):
        for place in read_page(page).select(".fs-row:not(.fs-brief)"):
            evidence = list_evidence(place)
            assert evidence, place
            assert all(one.find("q") for one in evidence)
            shown += 1
    assert shown > len(corpus.statements)


def test_a_sentence_stands_once_on_the_page_of_a_source(site: Path, corpus: Corpus) -> None:
    for source in corpus.sources:
        rows = read_page(site / "sources" / source / "index.html").select(".fs-row")
        links = [row.select_one(".fs-permalink")["href"] for row in rows]
        assert len(links) == len(set(links)), source


def test_every_lead_statement_stands_at_the_top_of_its_page(site: Path, corpus: Corpus) -> None:
    for event in corpus.events.values():
        first = read_page(site / "events" / event.id / "index.html").select_one(".fs-first")
        lead = {placed.statement.id for placed in choose_lead(corpus.statements_of(event))}
        assert lead <= {row["id"] for row in first.select(".fs-row")}, event.id


def test_an_actors_offices_and_voices_lead_to_what_supports_them(
    site: Path, corpus: Corpus
) -> None:
    supported = 0
    for actor in corpus.actors.values():
        head = read_page(site / "actors" / actor.id / "index.html").select_one(".fs-dateline")
        refs = [member.per for member in actor.memberships]
        refs += [actor.voice_of.per] if actor.voice_of else []
        links = {element["href"].partition("#")[2] for element in head.find_all("a")}
        for ref in refs:
            supported += bool(ref)
            assert not ref or ref[0].rpartition("#")[2] in links, actor.id
    assert supported


def test_a_sentence_stands_once_on_the_page_of_an_actor_which_does_not_name_it_as_speaker(
    site: Path, corpus: Corpus
) -> None:
    spoken = 0
    for actor in corpus.actors:
        page = read_page(site / "actors" / actor / "index.html")
        links = [row.select_one(".fs-permalink")["href"] for row in page.select(".fs-row")]
        assert len(links) == len(set(links)), actor
        by_it = page.select("section:has(> #_said-by) .fs-says a")
        spoken += len(by_it)
        assert not [link for link in by_it if link["href"].endswith(f"/actors/{actor}/")], actor
    assert spoken > len(corpus.actors)


def test_every_statement_of_the_facts_stands_on_its_page_with_all_its_evidence(
    site: Path, corpus: Corpus
) -> None:
    for at in corpus.statements.values():
        kind = "events" if at.record.id in corpus.events else "actors"
        page = site / kind / at.record.id / "index.html"
        place = read_ids(page)[at.statement.id]
        quotes = [one.find("q").get_text() for one in list_evidence(place)]
        asked = dict.fromkeys((one.source, one.quote) for one in at.statement.evidence)
        assert quotes == [quote for _, quote in asked], at.ref


def test_evidence_leads_to_the_page_of_its_source_and_to_the_article(
    site: Path, corpus: Corpus
) -> None:
    exact = {
        (proof.id, one.sha256)
        for proof in corpus.proofs.values()
        for one in proof.quotes
        if one.fragment
    }
    for at in corpus.statements.values():
        kind = "events" if at.record.id in corpus.events else "actors"
        page = site / kind / at.record.id / "index.html"
        anchors = make_evidence_anchors(at.statement)
        for anchor, one in zip(anchors, at.statement.evidence, strict=True):
            place = read_ids(page)[anchor]
            place = place if place.name == "li" else place.find_parent("li")
            links = [link["href"] for link in place.select("a")]
            assert f"../../sources/{one.source}/" in links
            url = corpus.sources[one.source].url
            start = f"{url}#:~:text=" if (one.source, hash_quote(one.quote)) in exact else url
            assert url is None or any(link.startswith(start) for link in links)


def test_a_source_page_lists_every_quote_from_it(site: Path, corpus: Corpus) -> None:
    for source, pieces in corpus.evidence_of_source.items():
        text = read_page(site / "sources" / source / "index.html").get_text()
        for one in pieces:
            assert one.evidence.quote in text, one.evidence.quote


def test_frames_give_what_the_host_gives_for_every_page(project: Path, tmp_path: Path) -> None:
    config = load_config(
        str(project / "mkdocs.yml"), site_dir=str(tmp_path / "framed"), strict=True
    )
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    assert check_frames(config) > len(read_corpus(project)[0].records)
    assert find_sentinels(config) == []


LATER = """
import datetime, time
shift = 4000 * 86400.5
clock = time.time
time.time = lambda: clock() + shift
class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)
    @classmethod
    def utcnow(cls):
        return cls.now()
datetime.datetime = Later
"""


def test_same_facts_same_bytes(site: Path, tmp_path: Path) -> None:
    later = tmp_path / "later"
    later.mkdir()
    (later / "sitecustomize.py").write_text(LATER)
    other = copy_example(tmp_path / "elsewhere" / "deeper")
    changed = {
        "PYTHONHASHSEED": "4711",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "PYTHONPATH": str(later),
    }
    today = [
        sys.executable,
        "-c",
        "import datetime; print(datetime.datetime.now() > datetime.datetime(2036, 1, 1))",
    ]
    assert subprocess.check_output(today, env={**os.environ, **changed}, text=True) == "True\n"
    first, second = list_files(site), list_files(build_site(other, **PUBLISHED, **changed))
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_every_address_in_linked_data_is_that_of_a_page_and_its_place(site: Path) -> None:
    """Relative to the page, as the base that each file gives says."""
    files = sorted(site.glob("*/*/data.jsonld"))
    assert len(files) > 30
    anchors: dict[str, set[str]] = {}
    for file in files:
        graph = json.loads(file.read_text("utf-8"))
        assert graph["@context"] == ["https://schema.org", {"@base": "./"}]
        base = f"https://site.example/{file.parent.relative_to(site).as_posix()}/"
        for node in list_nodes(graph["@graph"]):
            address, _, anchor = urljoin(base, node.get("@id", "")).partition("#")
            path = urlsplit(address).path.strip("/")
            if path not in anchors:
                anchors[path] = set(read_ids(site / path / "index.html"))
            assert not anchor or anchor in anchors[path], (file, node)
