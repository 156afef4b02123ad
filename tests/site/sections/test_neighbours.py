"""The events before and after an event."""

import pytest
from bs4 import BeautifulSoup

from factsheet.site.catalogue import build_pages
from factsheet.site.pages import event as event_page
from factsheet.site.pages.event import UNDATED
from factsheet.site.render import load_templates
from factsheet.site.scope import open_scope
from factsheet.site.section import SectionView
from factsheet.site.sections.moments import Entry
from factsheet.site.sections.neighbours import NEIGHBOURS, view_neighbours
from factsheet.site.shelf import Shelf
from factsheet.site.views import Heading
from factsheet.voices.index import NEAREST, Index
from support.pictures import make_event, make_index

EVENTS = make_index(
    make_event("late", "2022-03-01"), make_event("a", "2022-02-20"), make_event("b", "2022-02-20?", state="announced"),
    make_event("early", "2021"), make_event("never", date_words="in the coming days"), make_event("again"),
)  # fmt: skip


def list_entries(index: Index, name: str) -> list[Entry]:
    event = index.corpus.events[name]
    moments = view_neighbours(open_scope(Shelf(index), event), event)
    return [entry for moment in moments for entry in moment.entries]


def test_events_follow_one_another_by_date_and_those_without_one_last() -> None:
    assert [event.id for event in EVENTS.in_time] == ["early", "a", "b", "late", "again", "never"]
    assert EVENTS.undated == 2


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("early", ["early", "a", "b"]),
        ("a", ["early", "a", "b", "late"]),
        ("b", ["early", "a", "b", "late"]),
        ("late", ["a", "b", "late"]),
    ],
)
def test_an_event_stands_among_those_of_its_day_and_of_the_days_before_and_after(
    name: str, shown: list[str]
) -> None:
    entries = list_entries(EVENTS, name)
    assert [entry.link.text for entry in entries] == shown
    assert [entry.link.url for entry in entries] == [
        "" if other == name else f"../../events/{other}/" for other in shown
    ]
    assert "announced" in [entry.state for entry in entries]


def test_of_days_with_many_events_those_next_to_the_event_are_shown() -> None:
    days = {"x": "2022-02-19", "y": "2022-02-20", "z": "2022-02-22"}
    several = make_index(
        *(make_event(f"{day}{number}", date) for day, date in days.items() for number in range(9))
    )
    shown = [entry.link.text for entry in list_entries(several, "y4")]
    assert shown == ["x6", "x7", "x8", *(f"y{number}" for number in range(1, 8)), "z0", "z1", "z2"]
    assert NEAREST == 3


def test_what_stands_on_a_page_tells_when_and_for_how_long_there_is_nothing() -> None:
    event = EVENTS.corpus.events["late"]
    view = view_neighbours(open_scope(Shelf(EVENTS), event), event)
    section = SectionView(NEIGHBOURS, "sections/moments.html", view)
    shown = load_templates([]).get_template(section.template).module.show(section, None)
    page = BeautifulSoup(shown, "html.parser")
    assert page.h2.get_text() == "Before and after¶"
    assert [when.get_text() for when in page.select(".fs-when")] == [
        "20 February 2022",
        "20 February 2022 (uncertain)",
        "1 March 2022",
    ]
    assert [gap.get_text() for gap in page.select(".fs-gap")] == ["8 days"]
    assert page.b.get_text() == "late"


def list_headings(index: Index, name: str) -> list[Heading]:
    body = event_page.make_event(Shelf(index), index.corpus.events[name])
    headings = [section.heading for section in body.view().sections]
    assert [NEIGHBOURS.id in body.anchors] == [any(one.id == NEIGHBOURS.id for one in headings)]
    return headings


def test_an_event_alone_has_no_neighbours_and_no_heading_for_them() -> None:
    alone = make_index(make_event("a", "2022"), make_event("b"))
    assert [one.title for one in list_headings(alone, "a")] == ["Statements", "Cite this page"]
    assert [one.title for one in list_headings(alone, "b")] == ["Statements", "Cite this page"]
    assert NEIGHBOURS in list_headings(EVENTS, "a")


@pytest.mark.parametrize(
    ("index", "url"),
    [
        (EVENTS, "../../timeline/#_undated"),
        (
            make_index(
                *(make_event(f"e{number}", f"2022-0{number % 9 + 1}-01") for number in range(400)),
                make_event("never"), make_event("again"),
            ),
            "../../timeline/in_undated/#_undated",
        ),
    ],
)  # fmt: skip
def test_of_an_event_without_a_date_nothing_is_before_or_after(index: Index, url: str) -> None:
    body = event_page.make_event(Shelf(index), index.corpus.events["never"])
    (section,) = (one for one in body.view().sections if one.heading.id == NEIGHBOURS.id)
    assert section.heading == UNDATED
    shown = load_templates([]).get_template(section.template).module.show(section, None)
    page = BeautifulSoup(shown, "html.parser")
    assert page.p.get_text().startswith("No source gives its date.")
    assert page.p.a["href"] == url
    pages = {one.url: one for one in build_pages(Shelf(index))}
    assert "_undated" in pages[url.removeprefix("../../").removesuffix("#_undated")].anchors
