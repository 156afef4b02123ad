"""Blocks of facts in the pages of a whole site: the home page, and pages at several depths."""

import re
from pathlib import Path

import pytest
from bs4 import Tag

from factsheet.checks.pages import BLOCKS
from factsheet.facts.corpus import Corpus
from support.searching import list_shown
from support.sites import (
    copy_valid,
    follow,
    read_ids,
    read_page,
    run_mkdocs,
    serve_site,
)

TALK = "talk"
LENGTH = f"{TALK}#length"
SHOWN = "summit#lasted"
"""The statement that the pages of the small site show."""

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


def find_article(site: Path, page: str) -> Tag:
    found = read_page(site / page / "index.html").select_one("article")
    assert found is not None
    return found


@pytest.mark.parametrize("page", ["contribute", "a/every"])
def test_each_block_stands_on_a_page_at_any_depth(small_site: Path, page: str) -> None:
    article = find_article(small_site, page)
    blocks = [one["class"][1].removeprefix("fs-block-") for one in article.select(".fs-block")]
    headings = [one.get_text().rstrip("¶") for one in article.select("h2")]
    assert blocks == headings
    assert set(blocks) == set(BLOCKS)
    assert "[facts:" not in article.get_text()
    assert article.select(".fs-block :is(h1, h2, h3, h4, h5, h6)") == []


@pytest.mark.parametrize("page", ["", "contribute", "a/every", "a/b/nested"])
def test_the_links_of_blocks_lead_to_pages_and_anchors(small_site: Path, page: str) -> None:
    path = small_site / page / "index.html"
    seen = 0
    for block in find_article(small_site, page).select(".fs-block"):
        for link in block.select("a[href]"):
            target, anchor = follow(small_site, path, str(link["href"]))
            if target is not None:
                assert target.is_file(), link
                assert not anchor or anchor in read_ids(target), link
                seen += 1
    assert seen > 3


def test_blocks_stand_in_notes_lists_and_quotations_and_code_stays(small_site: Path) -> None:
    article = find_article(small_site, "a/b/nested")
    assert article.select(".admonition > .fs-block-statement")
    assert article.select("ol > li > .fs-block-event")
    assert article.select("blockquote > .fs-block-actor")
    assert [one.get_text().strip() for one in article.find_all("code")] == ["[facts: latest 5]"] * 2


def test_a_statement_has_its_passages_beside_it(small_site: Path, small_facts: Corpus) -> None:
    page = small_site / "a" / "every" / "index.html"
    block = read_page(page).select_one(".fs-block-statement")
    pieces = small_facts.statements[SHOWN].statement.evidence
    quotes = [quote.get_text() for quote in block.find_all("q")]
    assert quotes == list(dict.fromkeys(piece.quote for piece in pieces))[:3]
    links = [link["href"] for link in block.find_all("a")]
    assert "../../events/summit/#lasted" in links


def test_the_words_of_blocks_are_not_in_the_search_index_twice(small_site: Path) -> None:
    mine = [entry for entry in list_shown(small_site) if entry[0].startswith(("a/", "contribute/"))]
    assert any("Look at this" in text for *_, text in mine)
    assert any(title == "statement" for _, title, *_ in mine)
    assert not [text for *_, text in mine if "three hours" in text or "Zephyr" in text]


def test_all_mistakes_of_all_pages_are_told_with_file_and_line_and_fail_a_strict_build(
    tmp_path: Path,
) -> None:
    project = copy_valid(tmp_path)
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
    project = copy_valid(tmp_path)
    home = (project / "docs" / "index.md").read_text("utf-8")
    line = home[: home.index(f"[facts: statement {LENGTH}]")].count("\n") + 1
    file = project / "facts" / "events" / f"{TALK}.yml"
    file.write_text(file.read_text("utf-8").replace("- id: length", "- id: length-renamed"))
    done = run_mkdocs(project, "build", "--strict")
    assert done.returncode != 0
    assert f'docs/index.md:{line}:1: error: no statement "{LENGTH}"; did you mean' in done.stderr


def test_while_serving_mistakes_are_shown_and_edits_of_facts_show_in_blocks(tmp_path: Path) -> None:
    project = copy_valid(tmp_path)
    page = f"# Every block\n\n[facts: statement {LENGTH}]\n\n[facts: event nope]\n"
    (project / "docs" / "every.md").write_text(page, "utf-8")
    talk = project / "facts" / "events" / f"{TALK}.yml"
    with serve_site(project) as served:
        page = served.read("every/")
        assert "docs/every.md:5:1: error: no event &#34;nope&#34;" in page
        assert "spoke for an hour" in page
        text = talk.read_text("utf-8")
        talk.write_text(text.replace("spoke for an hour", "spoke for hours"), "utf-8")
        served.wait_for_rebuild(page)
        assert "spoke for hours" in served.read("every/")
        assert served.process.poll() is None
