"""The lists of events, actors, sources and statements as their pages and their files."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from factsheet.facts.load import read_corpus
from factsheet.site.catalogue import Page, build_pages
from factsheet.site.lists import cuts
from factsheet.site.lists.actors import list_actors
from factsheet.site.lists.listing import MOST_LISTED, Listing, make_cut
from factsheet.site.lists.sources import list_sources
from factsheet.site.lists.statements import list_statements
from factsheet.site.render import load_templates
from factsheet.site.scope import name_record
from factsheet.site.shelf import Shelf
from factsheet.voices.index import Index
from support.examples import write_corpus
from support.pages import render_page
from support.places import SMALL

CORPUS, _ = read_corpus(SMALL)
INDEX = Index(CORPUS)
TEMPLATES = load_templates([])
LISTS = ("actors", "events", "sources", "statements")


def list_pages(name: str) -> Mapping[str, Page]:
    return {page.url: page for page in build_pages(Shelf(INDEX)) if page.kind == name}


def view_whole(listing: Listing[object]) -> list[tuple[str, str]]:
    sections = make_cut(listing, listing.places[0]).view().sections
    return [(section.heading.id, section.heading.title) for section in sections]


def test_actors_stand_under_the_labels_of_their_kinds_in_the_vocabularys_order(
    tmp_path: Path,
) -> None:
    files = {
        "vocabulary.yml": "actor_kinds: {outlet: [Medium, Media], tribe: Tribe}",
        "actors/carol.yml": "name: Carol\nkind: tribe\n",
        "actors/dora.yml": "name: Dora\nkind: union\n",
        "actors/edda.yml": "name: Edda\nkind: unheard-of\n",
    }
    corpus, _ = read_corpus(write_corpus(tmp_path, files))
    listing = list_actors(Shelf(Index(corpus)))
    assert view_whole(listing) == [
        ("_outlet", "Media"),
        ("_tribe", "Tribe"),
        ("_person", "Persons"),
        ("_union", "Unions"),
        ("_unheard-of", "unheard-of"),
    ]
    apart = [items[0].apart for items in listing.view_groups("")]
    assert apart == ["medium", "tribe", "person", "union", "unheard-of"]


def test_sources_can_be_filtered_by_kind_in_the_vocabularys_order(tmp_path: Path) -> None:
    files = {"vocabulary.yml": "source_kinds: {song: Song, document: Paper}"}
    corpus, _ = read_corpus(write_corpus(tmp_path, files))
    form = list_sources(Shelf(Index(corpus))).form
    assert form is not None
    kinds = next(choice for choice in form.filters if choice.key == "kind")
    assert [(option.value, option.label) for option in kinds.options] == [
        ("document", "Paper"),
        ("article", "Article"),
    ]


def test_every_statement_is_listed_once_at_its_own_place() -> None:
    listing = list_statements(Shelf(INDEX))
    addresses = [item.address for items in listing.view_groups("") for item in items]
    assert len(addresses) == len(set(addresses)) == len(CORPUS.statements)
    anchors = {page.url: page.anchors for page in build_pages(Shelf(INDEX))}
    for address in addresses:
        url, _, anchor = address.partition("#")
        assert anchor in anchors[url], address


def test_events_stand_before_actors_and_the_newest_first() -> None:
    listing = list_statements(Shelf(INDEX))
    records = [group.records[0].record for group in listing.groups[""]]
    dates = [record.date.sort_key for record in records if getattr(record, "date", None)]
    assert dates == sorted(dates, reverse=True) != []
    kinds = [group.address.split("/")[0] for group in listing.groups[""]]
    assert kinds == sorted(kinds, reverse=True)
    assert set(kinds) == {"events", "actors"}


def test_a_page_with_too_many_headings_has_no_contents_list(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = list_pages("statements")["statements/"]
    anchors = page.anchors
    assert page.headings
    monkeypatch.setattr("factsheet.site.lists.listing.MOST_LISTED", 1)
    assert MOST_LISTED > 1
    assert not page.headings
    assert page.anchors == anchors


@pytest.mark.parametrize("name", LISTS)
def test_the_files_beside_the_pages_have_each_row_once_in_the_order_of_the_columns(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cuts, "MOST_ROWS", 2)
    pages = list_pages(name)
    files = {
        f"{url}{path}": json.loads(text)
        for url, page in pages.items()
        for path, text in page.make_files()
    }
    listed = [f"{name}/{path}" for path, _ in files[f"{name}/filters.json"]["pages"]]
    rows = [row for path in listed for row in files[f"{path}rows.json"]]
    assert len({row[0] for row in rows}) == len(rows) == len(getattr(CORPUS, name))
    counts = [count for _, count in files[f"{name}/filters.json"]["pages"]]
    assert counts == [len(files[f"{path}rows.json"]) for path in listed]
    columns = [value for path, value in files.items() if "/by-" in path]
    assert columns
    assert {len(column) for column in columns} == {len(rows)}
    shown = [f"{url}rows.json" for url in pages if f"{url}rows.json" in files]
    assert sorted(shown) == sorted(f"{path}rows.json" for path in listed)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_that_is_cut_leads_to_every_row_by_links(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cuts, "MOST_ROWS", 2)
    pages = list_pages(name)
    html = {url: render_page(TEMPLATES, page) for url, page in pages.items()}
    assert len(html) > 2
    assert all("fs-filters" in text for url, text in html.items() if url == f"{name}/")
    for url in html.keys() - {f"{name}/"}:
        assert any(f'/{url}"' in text for text in html.values()), url
        assert "fs-filters" not in html[url]
        assert 'href="../../' in html[url]
    for text in html.values():  # as the HTML standard would have it, each section has a heading
        sections = re.findall("<section.*?</section>", text, re.DOTALL)
        assert all(re.search("<h[23]", section) for section in sections)


def test_a_row_that_stands_under_no_heading_of_its_own_says_what_that_would_say(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cuts, "MOST_ROWS", 2)
    listing = list_statements(Shelf(INDEX))
    _, newest, disputed = make_cut(listing, listing.places[0]).view().sections
    for section in (newest, disputed):
        for item in section.view.items:
            holder, _, statement = item.address.partition("#")
            placed = CORPUS.statements[f"{holder.split('/')[1]}#{statement}"]
            assert item.facts[0] == name_record(placed.record), item


def test_a_role_names_where_it_is_held(tmp_path: Path) -> None:
    files = {
        "actors/league.yml": "name: The League\nshort_name: League\nkind: organization\n",
        "actors/zoe.yml": "name: Zoe\nkind: person\n"
        "memberships:\n  - {organization: league, role: envoy}\n",
    }
    corpus, _ = read_corpus(write_corpus(tmp_path, files))
    listing = list_actors(Shelf(Index(corpus)))
    (zoe,) = (actor for actor in listing.records if actor.id == "zoe")
    assert listing.view_item(zoe).facts[0] == "envoy, League"
