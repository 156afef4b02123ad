import pytest
from bs4 import BeautifulSoup

from factsheet.facts.corpus import Corpus
from factsheet.facts.load import read_corpus
from factsheet.facts.model import Vocabulary
from factsheet.site.catalogue import Redirect, build_pages, build_redirects
from factsheet.site.render import load_templates
from factsheet.site.scope import name_outlet
from factsheet.site.shelf import Shelf
from factsheet.voices.index import Index
from support.pages import list_sections, render_page, view_section
from support.places import SMALL

CORPUS, _ = read_corpus(SMALL)
PAGES = {page.url: page for page in build_pages(Shelf(Index(CORPUS)))}


def test_every_record_and_list_has_a_page_in_the_order_of_addresses() -> None:
    urls = [
        f"{kind}/{name}/"
        for kind in ("events", "actors", "sources")
        for name in getattr(CORPUS, kind)
    ]
    lists = (
        "events/",
        "actors/",
        "sources/",
        "statements/",
        "timeline/",
        "disputed/",
        "unknown/",
        "to-do/",
    )
    assert list(PAGES) == sorted([*urls, *lists, "search/"])


@pytest.mark.parametrize(
    ("url", "kind", "src_uri", "edit_path"),
    [
        ("events/first-call/", "event", "events/first-call.md", "facts/events/first-call.yml"),
        ("actors/zed/", "actor", "actors/zed.md", "facts/actors/zed.yml"),
        ("sources/", "sources", "sources/index.md", ""),
        ("disputed/", "disputed", "disputed.md", ""),
        ("timeline/", "timeline", "timeline.md", ""),
    ],
)
def test_where_a_page_comes_from(url: str, kind: str, src_uri: str, edit_path: str) -> None:
    page = PAGES[url]
    assert (page.kind, page.src_uri, page.edit_path) == (kind, src_uri, edit_path)


def test_an_event_tells_its_host_what_is_on_it() -> None:
    page = PAGES["events/first-call/"]
    assert page.title == "Zephyr and <i>Borduria</i> speak"
    assert page.description == "Zed Zephyr and Borduria spoke for two hours."
    assert page.headings == ()  # its topics stand at hand in the page itself
    assert list_sections(page)[:2] == [
        ("_statements", "Statements"),
        ("_lineage", "Where this comes from"),
    ]
    assert {"length", "_length-fba6", "_length-d725", "_other", "_voice-1"} <= page.anchors


def test_said_by_denied_by_and_said_about_stand_apart() -> None:
    def refs(url: str) -> dict[str, list[str]]:
        return {
            section.heading.id: [
                row.permalink.split("/")[-1]
                for group in section.view.groups
                for run in group.runs
                for row in run.rows
            ]
            for section in PAGES[url].view.sections
            if section.template == "sections/runs.html"
        }

    assert refs("actors/zed/") == {
        "_said-by": ["#length"],
        "_denied": ["#no-call"],
    }
    assert refs("actors/borduria/") == {
        "_said-by": ["#no-call", "#words"],
        "_said-about": ["#length"],
    }
    assert refs("actors/aria-office/")["_own"] == ["#speaks-for-aria", "#in-its-own-words"]


def test_a_withdrawn_statement_adds_no_voice() -> None:
    index = Index(CORPUS)
    assert index.assessments["first-call#gone"].voices == ("herald",)
    assert index.tally(["first-call#gone"]).voices == ()
    assert index.tally(["first-call#gone"]).sources == ("herald-article",)


def test_an_announced_event_says_what_is_not_known() -> None:
    assert PAGES["events/second-call/"].view.head.state.value.text == "announced"


def test_what_stands_together_on_an_event_does_on_the_page_of_what_is_disputed() -> None:
    blocks = [
        (section.heading.id, block.id, [row.permalink for row in block.rows])
        for section in PAGES["disputed/"].view.sections
        for block in section.view.blocks
    ]
    first, second = "../events/first-call/", "../events/second-call/"
    assert blocks == [
        ("_of_first-call", "disputed", [f"{first}#length", f"{first}#no-call", f"{second}#words"])
    ]


def test_an_event_shows_where_it_comes_from() -> None:
    page = PAGES["events/first-call/"]
    ids = [name for name, _ in list_sections(page)]
    assert ids[ids.index("_lineage") :][:3] == ["_lineage", "_neighbours", "_cite"]
    found = view_section(page, "_lineage")
    assert found.words.startswith(
        "2 articles pass on what 2 voices said or published: Aria (the Office"
    )
    assert (found.stated, found.inferred) == (True, True)
    links = [line.origin.url for line in found.lines]
    assert "../../sources/readout/" in links
    assert all(f'href="{link}"' in found.picture.svg for link in links if link)
    assert 'href="../../sources/herald-article/"' in found.picture.svg


def test_an_event_without_passages_comes_from_nowhere() -> None:
    page = PAGES["events/long-ago/"]
    assert view_section(page, "_lineage") is None
    assert "_lineage" not in page.anchors


def test_former_ids_redirect() -> None:
    assert build_redirects(CORPUS) == (
        Redirect(
            src_uri="actors/blue-house.md", url="actors/blue-house/", target="actors/aria-office/"
        ),
        Redirect(src_uri="events/the-call.md", url="events/the-call/", target="events/first-call/"),
    )


def test_no_facts_no_crash() -> None:
    empty = Corpus(sources={}, actors={}, events={}, proofs={}, vocabulary=Vocabulary())
    lists = [
        "actors/",
        "disputed/",
        "events/",
        "sources/",
        "statements/",
        "timeline/",
        "to-do/",
        "unknown/",
    ]
    shelf = Shelf(Index(empty))
    assert [page.url for page in build_pages(shelf, searched=False)] == lists
    assert {page.url for page in build_pages(shelf)} == {*lists, "search/"}


def test_a_former_id_of_a_statement_is_an_anchor_on_its_page() -> None:
    page = PAGES["events/first-call/"]
    assert "duration" in page.anchors
    statement = BeautifulSoup(render_page(load_templates([]), page), "html.parser").find(
        id="length"
    )
    assert statement.find(id="duration") is not None


def test_a_part_and_its_whole_name_each_other() -> None:
    part, whole = PAGES["sources/readout/"].view.head, PAGES["sources/herald-article/"].view.head
    assert (part.part_of.text, part.parts) == ("Zephyr calls Borduria", ())
    assert (whole.part_of, [link.text for link in whole.parts]) == (None, ["Readout of the call"])


def test_a_source_is_called_by_its_short_name_then_its_outlet_then_its_title() -> None:
    names = [
        name_outlet(Index(CORPUS), name) for name in ("unknown-paper", "herald-article", "readout")
    ]
    assert names == ["[Unknown paper]", "The Daily Herald", "Office of the President of Aria"]
