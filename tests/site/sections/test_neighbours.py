"""The events before and after an event."""

from bs4 import BeautifulSoup

from factsheet.site.pages import event as event_page
from factsheet.site.render import load_templates
from factsheet.site.scope import open_scope
from factsheet.site.section import SectionView
from factsheet.site.sections.moments import Entry
from factsheet.site.sections.neighbours import MOST, NEIGHBOURS, view_neighbours
from factsheet.site.shelf import Shelf
from support.pictures import make_event, make_index

EVENTS = make_index(
    make_event("late", "2022-03-01"), make_event("a", "2022-02-20"), make_event("b", "2022-02-20?", state="announced"),
    make_event("early", "2021"), make_event("never", date_words="in the coming days"), make_event("again"),
)  # fmt: skip


def list_entries(name: str) -> list[Entry]:
    event = EVENTS.corpus.events[name]
    moments = view_neighbours(open_scope(Shelf(EVENTS), event), event)
    return [entry for moment in moments for entry in moment.entries]


def test_events_follow_one_another_by_date_and_those_without_one_last() -> None:
    assert [event.id for event in EVENTS.in_time] == ["early", "a", "b", "late", "again", "never"]
    assert EVENTS.place_in_time["late"] == 3


def test_every_event_stands_once_among_those_next_to_it_and_leads_nowhere() -> None:
    names = [event.id for event in EVENTS.in_time]
    for place, name in enumerate(names):
        entries = list_entries(name)
        shown = names[max(0, place - MOST) : place + 1 + MOST]
        assert [entry.link.text for entry in entries] == shown
        assert [entry.link.url for entry in entries] == [
            "" if other == name else f"../../events/{other}/" for other in shown
        ]
    assert list_entries("a")[2].state == "announced"


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
        "no date given",
        "“in the coming days”",
    ]
    assert [gap.get_text() for gap in page.select(".fs-gap")] == ["8 days"]
    assert page.b.get_text() == "late"


def test_an_event_alone_has_no_neighbours_and_no_heading_for_them() -> None:
    for index, expected in ((make_index(make_event("a")), False), (EVENTS, True)):
        event = next(iter(index.corpus.events.values()))
        shown = [
            section.heading
            for section in event_page.make_event(Shelf(index), event).view().sections
        ]
        assert (NEIGHBOURS in shown) is expected
        assert (NEIGHBOURS.id in event_page.make_event(Shelf(index), event).anchors) is expected
