"""Blocks of facts in the pages of a real site: the home page, and pages at several depths."""

import json
import re
from pathlib import Path

import pytest
from bs4 import Tag

from factsheet.checks.pages import BLOCKS, check_placeholder
from factsheet.checks.placeholders import list_placeholders
from factsheet.facts.corpus import Corpus
from factsheet.facts.load import read_corpus
from support.places import ROOT
from support.sites import (
    build_site,
    copy_example,
    follow,
    list_evidence,
    read_page,
    run_mkdocs,
    serve_site,
)

CALL = "macron-putin-call-2022-02-20"
LENGTH = f"{CALL}#call-length"
EXAMPLES = (
    "latest 5",
    "disputed 5",
    "timeline 20",
    "numbers",
    f"event {CALL}",
    f"statement {LENGTH}",
    "actor elysee",
    "source sputnik-nato-effort",
)
EVERY = "# Every block\n\n" + "\n".join(
    f"## {one.split()[0]}\n\n[facts: {one}]\n" for one in EXAMPLES
)
NESTED = """\
---
title: Nested
---

# Nested

!!! note
    Look at this:

    [facts: statement {0}]

1. One

    [facts: event {1}]

> [facts: actor elysee]

Code: `[facts: latest 5]`

```
[facts: latest 5]
```
"""
WRONG = """\
---
title: Wrong
---

# Wrong

```
[facts: event no-such-event]
```

[facts: event no-such-event]

Between.

[facts: event no-such-event]

!!! note

    [facts: statement {0}h]
"""
PAGES = {"every.md": EVERY, "a/every.md": EVERY, "a/b/c/nested.md": NESTED.format(LENGTH, CALL)}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = copy_example(tmp_path_factory.mktemp("blocks"))
    for name, text in PAGES.items():
        path = found / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return found


@pytest.fixture(scope="module")
def site(project: Path) -> Path:
    return build_site(project)


@pytest.fixture(scope="module")
def corpus(project: Path) -> Corpus:
    return read_corpus(project)[0]


def find_article(site: Path, page: str) -> Tag:
    found = read_page(site / page / "index.html").select_one("article")
    assert found is not None
    return found


@pytest.mark.parametrize("page", ["every", "a/every"])
def test_each_block_stands_on_a_page_at_any_depth(site: Path, page: str) -> None:
    article = find_article(site, page)
    assert [one["class"][1] for one in article.select(".fs-block")] == [
        f"fs-block-{one}" for one in BLOCKS_IN_ORDER
    ]
    assert "[facts:" not in article.get_text()
    assert article.select(".fs-block :is(h1, h2, h3, h4, h5, h6)") == []


BLOCKS_IN_ORDER = [one.split()[0] for one in EXAMPLES]


def test_every_block_is_tried() -> None:
    assert set(BLOCKS_IN_ORDER) == set(BLOCKS)


@pytest.mark.parametrize("page", ["", "every", "a/every", "a/b/c/nested"])
def test_the_links_of_blocks_lead_to_pages_and_anchors(site: Path, page: str) -> None:
    path = site / page / "index.html"
    seen = 0
    for block in find_article(site, page).select(".fs-block"):
        for link in block.select("a[href]"):
            target, anchor = follow(site, path, str(link["href"]))
            if target is not None:
                assert target.is_file(), link
                assert not anchor or read_page(target).find(id=anchor), link
                seen += 1
    assert seen > 3


def test_blocks_stand_in_notes_lists_and_quotations_and_code_stays(site: Path) -> None:
    article = find_article(site, "a/b/c/nested")
    assert article.select(".admonition > .fs-block-statement")
    assert article.select("ol > li > .fs-block-event")
    assert article.select("blockquote > .fs-block-actor")
    assert [one.get_text().strip() for one in article.find_all("code")] == ["[facts: latest 5]"] * 2


def test_a_statement_leads_to_its_passages_in_one_click(site: Path, corpus: Corpus) -> None:
    page = site / "a" / "every" / "index.html"
    block = read_page(page).select_one(".fs-block-statement")
    pieces = corpus.statements[LENGTH].statement.evidence
    assert [one.find("q").get_text() for one in list_evidence(site, page, block)] == [
        one.quote for one in pieces
    ]
    assert block.select_one("blockquote q").get_text() == pieces[0].quote
    assert f"../../events/{CALL}/#call-length" in [link["href"] for link in block.find_all("a")]


def test_the_words_of_blocks_are_not_in_the_search_index_twice(site: Path) -> None:
    docs = json.loads((site / "search" / "search_index.json").read_text("utf-8"))["docs"]
    mine = [entry for entry in docs if entry["location"].startswith(("a/", "every/"))]
    assert any("Look at this" in entry["text"] for entry in mine)
    assert any(entry["title"] == "statement" for entry in mine)
    assert not [
        entry for entry in mine if "45 minutes" in entry["text"] or "Macron" in entry["text"]
    ]


def test_all_mistakes_of_all_pages_are_told_with_file_and_line_and_fail_a_strict_build(
    tmp_path: Path,
) -> None:
    project = copy_example(tmp_path)
    (project / "docs" / "wrong.md").write_text(WRONG.format(LENGTH), "utf-8")
    home = project / "docs" / "index.md"
    home.write_text(f"{home.read_text('utf-8').rstrip()}\n\n[facts: latest]\n", "utf-8")
    last = len(home.read_text("utf-8").splitlines())
    done = run_mkdocs(project, "build", "--strict")
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert sorted(re.findall(r"docs/\S+: error: .*", done.stderr)) == sorted(
        [
            (
                f'docs/index.md:{last}:1: error: no block "latest"; say how many, up to 100:'
                " [facts: latest 5] [unknown-reference]"
            ),
            (
                'docs/wrong.md:11:1: error: no event "no-such-event"; add it, or correct the'
                " reference [unknown-reference]"
            ),
            (
                'docs/wrong.md:15:1: error: no event "no-such-event"; add it, or correct the'
                " reference [unknown-reference]"
            ),
            (
                f'docs/wrong.md:19:5: error: no statement "{LENGTH}h"; did you mean "{LENGTH}"?'
                " [unknown-reference]"
            ),
        ]
    )
    assert run_mkdocs(project, "build").returncode == 0


def test_a_statement_that_is_renamed_breaks_the_page_that_shows_it(tmp_path: Path) -> None:
    project = copy_example(tmp_path)
    home = (project / "docs" / "index.md").read_text("utf-8")
    record, _, statement = re.search(r"\[facts: statement (\S+)\]", home)[1].partition("#")
    line = home[: home.index("[facts: statement")].count("\n") + 1
    file = project / "facts" / "events" / f"{record}.yml"
    text = file.read_text("utf-8")
    file.write_text(text.replace(f"- id: {statement}\n", f"- id: {statement}-renamed\n").replace(
        f'"#{statement}"', f'"#{statement}-renamed"'), "utf-8")  # fmt: skip
    done = run_mkdocs(project, "build", "--strict")
    assert done.returncode != 0
    assert (
        f'docs/index.md:{line}:1: error: no statement "{record}#{statement}"; did you mean'
        in done.stderr
    )


def test_while_serving_mistakes_are_shown_and_edits_of_facts_show_in_blocks(tmp_path: Path) -> None:
    project = copy_example(tmp_path)
    (project / "docs" / "every.md").write_text(f"{EVERY}\n[facts: event nope]\n", "utf-8")
    call = project / "facts" / "events" / f"{CALL}.yml"
    with serve_site(project) as served:
        page = served.read("every/")
        line = EVERY.count("\n") + 2
        assert f"docs/every.md:{line}:1: error: no event &quot;nope&quot;" in page
        assert "one hour and 45 minutes" in page
        text = call.read_text("utf-8")
        call.write_text(text.replace("one hour and 45 minutes", "one hour and 46 minutes"), "utf-8")
        served.wait_for_rebuild(page)
        assert "one hour and 46 minutes" in served.read("every/")
        assert served.process.poll() is None


def test_every_block_is_documented_and_every_documented_one_works(corpus: Corpus) -> None:
    shown = list(
        list_placeholders(
            (ROOT / "docs" / "contribute.md").read_text("utf-8"), "docs/contribute.md"
        )
    )
    assert {one.text.split()[0] for one in shown} == set(BLOCKS)
    assert [problem for one in shown for problem in check_placeholder(corpus, one)] == []
