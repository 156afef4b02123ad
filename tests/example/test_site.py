"""The site of the real facts, built by MkDocs: what a reader relies on, on every page."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from factsheet.facts.corpus import Corpus, choose_lead
from factsheet.facts.load import read_corpus
from factsheet.site.addresses import make_evidence_anchors
from support.plugin import check_frames, find_sentinels
from support.sites import (
    build_site,
    copy_example,
    follow,
    list_evidence,
    list_files,
    read_page,
    run_mkdocs,
    serve_site,
)

LOADING = {
    "link": "href",
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
}
INFOBOX_ROW = ".fs-infobox:not(.fs-record) tr"  # a source's own record is read off its copy
CALL = "events/macron-putin-call-2022-02-20"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_example(tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="module")
def site(project: Path) -> Path:
    return build_site(project)


@pytest.fixture(scope="module")
def corpus(project: Path) -> Corpus:
    found, problems = read_corpus(project)
    assert problems == []
    return found


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
            if not path.is_file() or (anchor and read_page(path).find(id=anchor) is None):
                dead.append((page.relative_to(site).as_posix(), element["href"]))
    assert dead == []


def test_nothing_is_loaded_from_another_host(site: Path) -> None:
    for page in list_pages(site):
        for name, attribute in LOADING.items():
            for element in read_page(page).find_all(name, {attribute: True}):
                if element.get("rel") not in (["canonical"], ["next"], ["prev"]):
                    assert not urlsplit(element[attribute]).netloc, (page, element)


def test_every_statement_leads_to_a_quoted_passage_in_one_click(site: Path, corpus: Corpus) -> None:
    shown = 0
    for page in list_pages(site):
        for place in read_page(page).select(".fs-statement, .fs-lead:has(.fs-markers)"):
            evidence = list(list_evidence(site, page, place))
            assert evidence, place
            assert all(one.find("q") for one in evidence)
            shown += 1
    assert shown > 2 * len(corpus.statements)


def test_every_lead_statement_stands_at_the_top_of_its_page(site: Path, corpus: Corpus) -> None:
    for event in corpus.events.values():
        leads = read_page(site / "events" / event.id / "index.html").select(
            ".fs-lead:has(.fs-markers)"
        )
        assert len(leads) == len(choose_lead(corpus.statements_of(event))) > 0, event.id


def test_every_row_of_an_infobox_has_a_marker(site: Path) -> None:
    rows = [
        (page, row)
        for page in list_pages(site)
        for row in read_page(page).select(".fs-infobox:not(.fs-record) tr")
    ]
    assert len(rows) > 70
    for page, row in rows:
        judged = "the curators’ judgement" in row.get_text()
        assert judged or list(list_evidence(site, page, row)), (page, row)


def test_every_statement_of_the_facts_stands_on_its_page_with_all_its_evidence(
    site: Path, corpus: Corpus
) -> None:
    for at in corpus.statements.values():
        kind = "events" if at.record.id in corpus.events else "actors"
        page = site / kind / at.record.id / "index.html"
        place = read_page(page).find(id=at.statement.id)
        quotes = [one.find("q").get_text() for one in list_evidence(site, page, place)]
        assert quotes == [one.quote for one in at.statement.evidence], at.ref


def test_evidence_leads_to_the_page_of_its_source_and_to_the_article(
    site: Path, corpus: Corpus
) -> None:
    for at in corpus.statements.values():
        kind = "events" if at.record.id in corpus.events else "actors"
        page = site / kind / at.record.id / "index.html"
        anchors = make_evidence_anchors(at.statement)
        for anchor, one in zip(anchors, at.statement.evidence, strict=True):
            links = [link["href"] for link in read_page(page).find(id=anchor).select("a")]
            assert f"../../sources/{one.source}/" in links
            url = corpus.sources[one.source].url
            assert url is None or any(link.startswith(f"{url}#:~:text=") for link in links)


def test_a_source_page_lists_every_quote_from_it(site: Path, corpus: Corpus) -> None:
    for source, pieces in corpus.evidence_of_source.items():
        text = read_page(site / "sources" / source / "index.html").get_text()
        for one in pieces:
            assert one.evidence.quote in text, one.evidence.quote


def test_frames_give_what_the_host_gives_for_every_page(project: Path) -> None:
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(project / "framed"), strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    assert check_frames(config) > 60
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
    first, second = list_files(site), list_files(build_site(other, **changed))
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_a_broken_link_to_a_statement_fails_a_strict_build(tmp_path: Path) -> None:
    project = copy_example(tmp_path)
    home = project / "docs" / "index.md"
    home.write_text(
        f"{home.read_text('utf-8')}\n[x]({CALL}.md#nowhere) [y](events/nothing.md)\n", "utf-8"
    )
    done = run_mkdocs(project, "build", "--strict")
    assert done.returncode != 0
    assert "#nowhere" in done.stderr
    assert "events/nothing.md" in done.stderr


def test_errors_in_the_facts_stop_a_strict_build_and_are_all_told(tmp_path: Path) -> None:
    project = copy_example(tmp_path)
    (project / "facts" / "actors" / "one.yml").write_text("name: One\nkind: persn\n")
    (project / "facts" / "actors" / "two.yml").write_text("name: Two\nkind: person\nkind: person\n")
    done = run_mkdocs(project, "build", "--strict")
    assert done.returncode != 0
    assert "facts/actors/one.yml:2:7: error:" in done.stderr
    assert "facts/actors/two.yml:3:1: error:" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (project / "site").exists(), "half a site was written"


def test_a_former_id_leads_to_the_page(tmp_path: Path) -> None:
    project = copy_example(tmp_path)
    call = project / "facts" / f"{CALL}.yml"
    call.write_text(f"{call.read_text('utf-8')}former_ids: the-first-call\n", "utf-8")
    page = build_site(project) / "events" / "the-first-call" / "index.html"
    link = read_page(page).find("a")["href"]
    assert (page.parent / link / "index.html").resolve() == project / "site" / CALL / "index.html"


def test_while_serving_edits_show_and_mistakes_stop_nothing(tmp_path: Path) -> None:
    project = copy_example(tmp_path)
    call, actor = project / "facts" / f"{CALL}.yml", project / "facts" / "actors" / "kremlin.yml"
    good, path = call.read_text("utf-8"), f"{CALL}/"
    actor.write_text(f"{actor.read_text('utf-8')}nickname: x\n", "utf-8")
    with serve_site(project) as served:
        page = served.read(path)
        assert "facts/actors/kremlin.yml" in page, "a mistake before the first build is not shown"
        assert "one hour and 45 minutes" in page
        call.write_text(good.replace("one hour and 45 minutes", "one hour and 46 minutes"), "utf-8")
        served.wait_for_rebuild(page)
        page = served.read(path)
        assert "one hour and 46 minutes" in page
        call.write_text("title: [", "utf-8")
        served.wait_for_rebuild(page)
        page = served.read(path)
        assert f"facts/{CALL}.yml" in page
        call.write_text(good, "utf-8")
        served.wait_for_rebuild(page)
        assert "one hour and 45 minutes" in served.read(path)
        assert served.process.poll() is None
