"""Statements and evidence as a page shows them. The corpus is `tests/corpus`."""

import pytest

from factsheet.facts.load import read_corpus
from factsheet.site.scope import Scope, open_scope
from factsheet.site.shelf import Shelf
from factsheet.site.statements import view_evidence, view_statement
from factsheet.site.views import DateView, Link
from factsheet.voices.index import Index
from support.places import SMALL

CORPUS, PROBLEMS = read_corpus(SMALL)
INDEX = Index(CORPUS)
CALL = CORPUS.events["first-call"]
LENGTH = CORPUS.statements["first-call#length"]


@pytest.fixture
def home() -> Scope:
    scope = open_scope(Shelf(INDEX), CALL)
    scope.number_all([LENGTH])
    return scope


def test_the_fixture_is_read_whole() -> None:
    assert PROBLEMS == []


def test_links_print_as_html_with_everything_escaped() -> None:
    assert Link('<"x">', "a&b").__html__() == '<a href="a&amp;b">&lt;&#34;x&#34;&gt;</a>'
    assert Link("<x>").__html__() == "&lt;x&gt;"
    assert (
        DateView("2 February 2001", "2001-02-02").__html__()
        == '<time datetime="2001-02-02">2 February 2001</time>'
    )


def test_at_home_markers_lead_to_the_evidence_on_the_page(home: Scope) -> None:
    found = view_statement(home, LENGTH)
    assert [(one.number, one.url) for one in found.markers] == [
        (1, "#_length-fba694"),
        (2, "#_length-d72555"),
    ]
    assert found.markers[0].label == "evidence 1: The Daily Herald"
    assert found.permalink == "#length"


def test_elsewhere_markers_lead_to_the_evidence_on_the_statements_page() -> None:
    found = view_statement(Scope(Shelf(INDEX), "actors/zed/", "zed"), LENGTH)
    assert found.markers[1].url == "../../events/first-call/#_length-d72555"
    assert found.permalink == "../../events/first-call/#length"


def test_a_list_page_is_less_deep_than_the_page_before() -> None:
    assert view_statement(Scope(Shelf(INDEX), "events/x/"), LENGTH).permalink.startswith(
        "../../events/"
    )
    assert view_statement(Scope(Shelf(INDEX), "disputed/"), LENGTH).permalink.startswith(
        "../events/"
    )


def test_evidence_tells_lineage_proof_and_ways(home: Scope) -> None:
    first, second = (view_evidence(home, piece) for piece in LENGTH.pieces)
    assert (first.passage, first.exact) == ("https://herald.example/calls", False)
    assert first.relays == (Link("Readout of the call", "../../sources/readout/"),)
    assert (first.inferred, first.note) == ("It names no document.", "")
    assert (second.language, second.note, second.accounts) == (
        "fr", "A note on the passage.", (Link("the source’s own voice"),),
    )  # fmt: skip
    assert (first.proof.state, second.proof.state) == ("unproven", "unproven")
    denied = CORPUS.statements["first-call#no-call"]
    proven = view_evidence(home, denied.pieces[0])
    assert (proven.proof.state, proven.proof.repeated) == ("proven", False)
    assert proven.proof.checked
    assert proven.proof.checked.text == "22 February 2022"
    assert (proven.passage, proven.exact) == (
        "https://herald.example/calls#:~:text=well%2Dknown-,no%20call",
        True,
    )
    assert view_evidence(home, denied.pieces[1]).denies


def test_what_was_left_out_is_shown_by_its_id() -> None:
    words = CORPUS.statements["second-call#words"]
    found = view_evidence(
        Scope(Shelf(INDEX), "events/second-call/", "second-call"), words.pieces[0]
    )
    assert (found.source, found.relays) == (Link("left-out-source"), (Link("lost-document"),))
    assert (found.publisher, found.passage) == (None, "")
