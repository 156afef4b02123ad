"""The list of all statements."""

import pytest

from factsheet.facts.load import read_corpus
from factsheet.site.catalogue import build_pages
from factsheet.site.pages import statements
from factsheet.site.pages.statements import StatementList, outline_statements
from factsheet.site.shelf import Shelf
from factsheet.voices.index import Index
from support.places import SMALL

CORPUS, _ = read_corpus(SMALL)
INDEX = Index(CORPUS)


def test_every_statement_is_listed_with_the_numbers_of_its_own_page() -> None:
    groups = StatementList(Shelf(INDEX)).groups
    listed = [one.statement.permalink for group in groups for one in group.statements]
    assert len(listed) == len(set(listed)) == len(CORPUS.statements)
    pages = {page.url: page for page in build_pages(Shelf(Index(CORPUS)))}
    for group in groups:
        anchors = pages[group.link.url.removeprefix("../")].anchors
        markers = [
            one.url.partition("#")[2]
            for listed in group.statements
            for one in listed.statement.markers
        ]
        assert anchors.issuperset(markers), group.link


def test_events_stand_before_actors_and_the_newest_first() -> None:
    groups = StatementList(Shelf(INDEX)).groups
    dates = [group.date.machine for group in groups if group.date]
    assert dates == sorted(dates, reverse=True) != []
    kinds = [group.link.url.split("/")[1] for group in groups]
    assert kinds == sorted(kinds, reverse=True)
    assert set(kinds) == {"events", "actors"}


def test_a_long_list_has_no_contents_list(monkeypatch: pytest.MonkeyPatch) -> None:
    short = outline_statements(Shelf(INDEX))
    monkeypatch.setattr(statements, "LONG", 1)
    long = outline_statements(Shelf(INDEX))
    assert short.headings
    assert not long.headings
    assert short.anchors == long.anchors
    assert all(group.long for group in StatementList(Shelf(INDEX)).groups)
