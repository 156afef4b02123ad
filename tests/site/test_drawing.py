"""Rows that are put together of finished parts."""

from dataclasses import replace
from pathlib import Path

from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from factsheet.facts.load import read_corpus
from factsheet.site.render import Templates, load_templates
from factsheet.site.scope import open_scope
from factsheet.site.sections.rows import Row, RowMaker
from factsheet.site.shelf import Shelf
from factsheet.voices.accounts import find_accounts
from factsheet.voices.index import Index
from support.examples import write_corpus

UP = "../../"


def view_row(tmp_path: Path) -> Row:
    corpus, _ = read_corpus(write_corpus(tmp_path))
    event = corpus.events["talk"]
    statements = corpus.statements_of(event)
    scope = open_scope(Shelf(Index(corpus)), event)
    return RowMaker(scope, statements, find_accounts(corpus, statements)).view_row(statements[0])


def draw(templates: Templates, row: Row) -> BeautifulSoup:
    return BeautifulSoup(templates.globals["show_row"](row, UP), "html.parser")


def test_words_that_look_like_a_hole_or_its_filling_stand_as_they_are(tmp_path: Path) -> None:
    row = view_row(tmp_path)
    templates = load_templates([])

    @given(st.text(st.sampled_from("%()s{}\\<&'\"idtex"), max_size=12))
    def check(words: str) -> None:
        quoted = replace(row.passages[0].quoted, quote=f"“{words}”", note=words)
        passage = replace(row.passages[0], quoted=quoted, mark=f"+{words}")
        shown = draw(
            templates,
            replace(row, text=escape(words), note=f"!{words}", passages=(passage,)),
        )
        assert shown.q.string == f"“{words}”"
        assert shown.select_one(".fs-passages a").string == f"+{words}"
        assert shown.select_one(".fs-fine").string == f"!{words}"
        assert shown.select_one(".fs-sentence").get_text().startswith(words)

    check()


def test_each_part_is_drawn_once_and_a_changed_one_anew(tmp_path: Path) -> None:
    row = view_row(tmp_path)
    templates = load_templates([])
    first = draw(templates, row)
    said = replace(row.said, who=row.said.who[:0])
    alone = replace(row, alone=True)
    assert draw(templates, row) == first
    assert "Alice" in first.select_one(".fs-says").get_text()
    assert "Alice" not in draw(templates, replace(row, said=said)).select_one(".fs-says").get_text()
    assert "only here" in draw(templates, alone).get_text()
    assert "only here" not in draw(templates, row).get_text()


def test_a_project_may_draw_rows_otherwise(tmp_path: Path) -> None:
    own = tmp_path / "site_templates" / "macros" / "rows.html"
    own.parent.mkdir(parents=True)
    shipped, *_ = load_templates([]).loader.get_source(load_templates([]), "macros/rows.html")
    own.write_text(shipped.replace("fs-sentence", "own-sentence"), "utf-8")
    shown = draw(load_templates([tmp_path / "site_templates"]), view_row(tmp_path / "project"))
    assert shown.select_one(".own-sentence")
    assert not shown.select_one(".fs-sentence")
