"""Which article carries which statement, by the documents that they pass on."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from factsheet.facts.corpus import Corpus
from factsheet.facts.load import read_corpus
from factsheet.site.addresses import make_evidence_anchors
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


def test_statements_stand_by_document_and_cells_tell_who_carries_them(tmp_path: Path) -> None:
    pages = build(
        tmp_path,
        write("a", passage("full", ", relays: letter"), passage("brief")),
        write(
            "b",
            passage("full", ", relays: letter"),
            passage("full"),
            passage("full", ", relays: letter"),
        ),
        write("c", passage("full"), passage("partial"), more=', differs: "#d"'),
        write("d", passage("brief")),
        write("e"),
        write("f", passage("full"), more=", withdrawn: {date: 2022-02-21, reason: wrong}"),
    )
    view: Matrix = view_section(pages["events/talks/"], "_articles")
    assert [(one.letter, one.link.text, one.outlet, one.carries) for one in view.articles] == [
        ("A", "The full one", "", 3),
        ("B", "The brief one", "", 2),
        ("C", "The partial one", "", 1),
    ]
    assert cells(view) == {
        "A letter": {"a": "1 | 2 other | unknown", "b": "3 5 | silent | unknown"},
        "No document named": {"c": "6 | differs | 7", "d": "differs | 8 | unknown"},
    }
    assert [(one.statements, one.counts) for one in view.groups] == [(2, (2, 1, 0)), (2, (1, 1, 1))]
    assert view.statements == 4
    assert view.groups[0].label.url == "../../sources/letter/"


def test_cells_lead_to_the_passage_and_say_what_is_empty(tmp_path: Path) -> None:
    pages = build(
        tmp_path,
        write("a", passage("full", ", relays: letter"), passage("brief")),
        write("b", passage("full", ", relays: letter")),
        write("c", passage("partial")),
    )
    body = BeautifulSoup(render_page(ENVIRONMENT, pages["events/talks/"]), "html.parser")
    (table,) = body.select("table.fs-matrix")
    heads = [one.get_text() for one in table.select("thead th[scope=col]")]
    assert heads == ["Statement", "A", "B", "C"]
    (group, first, second) = table.tbody.find_all("tr")
    assert group.th["scope"] == "rowgroup"
    assert [one.get_text() for one in group.find_all("td")] == ["2 of 2", "1 of 2", "0 of 2"]
    assert first.th.a["href"] == "#a"
    link, other = first.select("td a")
    assert (link["href"], link["aria-label"]) == ("#_a-8e35c2", "evidence 1: The full one")
    assert "fs-other" in other.parent["class"]
    assert [one.get_text() for one in second.find_all("td")] == ["3", "–left out", ""]
    legend = body.select_one("#_articles").parent.p.get_text()
    assert "(In brackets)" in legend
    assert "left out" in legend
    assert "Empty" in legend
    assert "≠" not in legend


def test_an_event_that_no_article_carries_has_no_matrix(tmp_path: Path) -> None:
    page = build(tmp_path, write("a"))["events/talks/"]
    assert view_section(page, "_articles") is None
    assert "_articles" not in page.anchors


@pytest.mark.parametrize(("number", "listed"), [(12, False), (13, True)])
def test_many_articles_have_no_columns(tmp_path: Path, number: int, listed: bool) -> None:
    names = [f"paper-{one:02}" for one in range(number)]
    every = (passage(name, ", relays: letter" if name == "paper-01" else "") for name in names)
    pages = build(tmp_path, write("a", *every), **dict.fromkeys(names, "complete"))
    view: Matrix = view_section(pages["events/talks/"], "_articles")
    assert view.listed is listed
    body = BeautifulSoup(render_page(ENVIRONMENT, pages["events/talks/"]), "html.parser")
    row = body.select(".fs-matrix tbody tr")[1]
    assert len(row.find_all("td")) == (1 if listed else 12)
    assert len(row.select("td a")) == number
    assert ("The paper-01 one 2, " in row.get_text()) is listed
    assert len(row.select(".fs-other")) == number - 1


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
    assert view.groups[1].label.url == "../events/later/#_articles"
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
    assert len(cells(view_section(pages["events/talks/"], "_articles"))["No document named"]) == 2


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


def test_what_each_article_passes_on_of_each_document(small_facts: Corpus) -> None:
    """Read by hand, from the files."""
    pages = build_pages(Shelf(Index(small_facts)))
    page = next(page for page in pages if page.url == "events/summit/")
    view: Matrix = view_section(page, "_articles")
    assert [one.label.text for one in view.groups] == [
        "Statement of the Élan on the meeting",
        "Readout of the call",
        "No document named",
    ]
    names = [one.link.url.split("/")[-2] for one in view.articles]
    assert names == ["gazette-report", "telegraph-report", "herald-article"]
    assert [one.counts for one in view.groups] == [(3, 5, 2), (3, 3, 5), (3, 1, 2)]
    rows = {row.sentence.url: row.cells for row in view.groups[0].rows}
    signs = {url: [cell.sign for cell in cells] for url, cells in rows.items()}
    assert signs["#firm-commitment"] == ["silent", "", "silent"]
    assert signs["#lasted"] == ["", "", "differs"]
    at = small_facts.statements["summit#lasted"]
    assert [cell.markers[0].url for cell in rows["#lasted"][:2]] == [
        f"#{anchor}" for anchor in reversed(make_evidence_anchors(at.statement))
    ]
