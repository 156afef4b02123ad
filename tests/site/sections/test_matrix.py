"""Which article carries which statement, by the documents that they pass on."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from factsheet.facts.load import read_corpus
from factsheet.site.catalogue import Page, build_pages
from factsheet.site.render import load_templates, render_page
from factsheet.site.sections import matrix
from factsheet.site.sections.matrix import Matrix
from factsheet.site.shelf import Shelf
from factsheet.voices.index import Index
from support.examples import write_corpus, write_record
from support.pages import view_section

ENVIRONMENT = load_templates([])


def passage(source: str, more: str = "") -> str:
    return f"{{source: {source}, quote: q{more}}}"


def write(name: str, *passages: str, more: str = "") -> str:
    evidence = f", evidence: [{', '.join(passages)}]" if passages else ""
    return f"  - {{id: {name}, text: 'Sentence {name}.', attributed_to: alice{evidence}{more}}}\n"


def build(tmp_path: Path, *statements: str, more: str = "", **articles: str) -> dict[str, Page]:
    reads = articles or {"full": "complete", "brief": "complete", "partial": "partial"}
    files = {
        f"sources/{name}.yml": (
            f"title: The {name} one\nkind: article\nurl: https://{name}.example/\nread: {read}\n"
        )
        for name, read in reads.items()
    }
    files |= {f"proofs/{name}.yml": write_record(name) for name in reads}
    files["events/talks.yml"] = "title: Talks\nkind: call\nstatements:\n" + "".join(statements)
    if more:
        files["events/later.yml"] = (
            f"title: Later talks\nkind: call\ndate: 2023\nstatements:\n{more}"
        )
    corpus, problems = read_corpus(write_corpus(tmp_path, files))
    assert problems == []
    return {page.url: page for page in build_pages(Shelf(Index(corpus)))}


def cells(view: Matrix) -> dict[str, dict[str, str]]:
    """For each group its statements, for each of them its cells: the numbers of markers, and the
    sign.
    """
    return {
        group.label.text: {
            row.sentence.url.partition("#")[2]: " | ".join(
                " ".join([*(str(one.number) for one in cell.markers), cell.sign]).strip()
                for cell in row.cells
            )
            for row in group.rows
        }
        for group in view.groups
    }


def test_the_list_of_sources_tells_each_document_without_opening(tmp_path: Path) -> None:
    letter = ", relays: letter"
    pages = build(
        tmp_path,
        write("a", passage("full", letter), passage("brief", letter)),
        write("b", passage("full")),
        more=write("c", passage("full", letter)),
    )
    page = pages["sources/"]
    assert page.headings[-1].id == "_articles"
    body = BeautifulSoup(render_page(ENVIRONMENT, page), "html.parser")
    documents = body.select("details.fs-document")
    assert not any(one.has_attr("open") for one in documents)
    # The base corpus has a talk of its own, in which an article passes on the letter, too.
    assert [" ".join(one.summary.get_text().split()) for one in documents] == [
        "A letter 3 statements · The full one: 2 · The Gazette: 1 · The brief one: 1",
        "No document named 1 statement · The full one: 1",
    ]
    view: Matrix = view_section(page, "_articles")[0].matrix
    assert cells(view) == {
        "A talk": {"length": "silent | 1 | silent"},
        "Later talks": {"c": "1 | unknown | silent"},
        "Talks": {"a": "1 | unknown | 2"},
    }
    assert view.groups[1].label.url == "../events/later/#_statements"
    assert body.select_one(".fs-matrix a[href='../events/later/#_c-8e35c2']") is not None


def test_a_long_list_of_sources_leaves_the_statements_to_the_events(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matrix, "MOST_ROWS", 2)
    pages = build(tmp_path, write("a", passage("full")), write("b", passage("full")))
    documents = view_section(pages["sources/"], "_articles")
    assert [
        [(group.label.text, group.rows) for group in one.matrix.groups] for one in documents
    ] == [
        [("A talk", ())],
        [("Talks", ())],
    ]


def test_of_one_outlet_several_articles_go_by_their_titles(tmp_path: Path) -> None:
    """Those of unknown publisher always do."""
    pages = build(tmp_path, write("a", passage("article"), passage("full")), full="complete")
    assert view_section(pages["sources/"], "_articles")[-1].carried == (
        "The Gazette: 1",
        "The full one: 1",
    )
    own = "complete\npublisher: gazette"
    pages = build(tmp_path, write("a", passage("article"), passage("full")), full=own)
    assert view_section(pages["sources/"], "_articles")[-1].carried == (
        "Alice and Bob talk: 1",
        "The full one: 1",
    )
