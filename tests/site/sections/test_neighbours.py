"""The strip on an event's page, and the ways to the events next to it."""

import pytest

from factsheet.site.pages.event import outline_event, view_event
from factsheet.site.render import load_templates
from factsheet.site.scope import open_scope
from factsheet.site.section import SectionView
from factsheet.site.sections.neighbours import MOST, NEIGHBOURS, NeighboursView, view_neighbours
from factsheet.site.shelf import Shelf
from factsheet.voices.index import Index
from support.pictures import make_event, make_index

ENVIRONMENT = load_templates([])
PARTIAL = ENVIRONMENT.get_template("macros/neighbours.html").module
EVENTS = make_index(
    make_event("late", "2022-03-01"), make_event("a", "2022-02-20"), make_event("b", "2022-02-20?", state="announced"),
    make_event("early", "2021"), make_event("never", date_words="in the coming days"), make_event("again"),
)  # fmt: skip


def view(name: str, index: Index = EVENTS) -> NeighboursView:
    event = index.corpus.events[name]
    return view_neighbours(open_scope(Shelf(index), event), event)


def test_events_follow_one_another_by_date_and_those_without_one_last() -> None:
    assert [event.id for event in EVENTS.in_time] == ["early", "a", "b", "late", "again", "never"]
    assert EVENTS.place_in_time["late"] == 3


def test_every_event_but_the_first_and_the_last_has_one_before_and_one_after() -> None:
    names = [event.id for event in EVENTS.in_time]
    for place, name in enumerate(names):
        found = view(name)
        assert [one.link.text for one in found.before] == names[max(0, place - MOST) : place][::-1]
        assert [one.link.text for one in found.after] == names[place + 1 : place + 1 + MOST]
    assert view("never").before[0].link.url == "../../events/again/"
    assert view("again").after[0].occasion.when == "“in the coming days”"
    assert view("a").after[0].occasion.state == "announced"


@pytest.mark.parametrize(
    ("first", "second", "relations"),
    [
        ("2022-02-19", "2022-02-20", ("Before", "After")),
        ("2022-02-20", "2022-02-20", ("The same day", "The same day")),
        ("2022-02-20", "2022-02-20?", ("About the same time", "About the same time")),
        ("2022-02-20~", "2022-02-21", ("About the same time", "About the same time")),
        ("2022-02", "2022-02-20", ("About the same time", "About the same time")),
        ("2022-02", "2022-02", ("About the same time", "About the same time")),
        ("2022-02-18/..", "2022-02-19", ("About the same time", "About the same time")),
        ("../2022-02-18", "2022-02-19", ("Before", "After")),
        ("2022-01", "2022-02", ("Before", "After")),
    ],
)
def test_an_order_is_claimed_only_where_the_dates_leave_no_doubt(
    first: str, second: str, relations: tuple[str, str]
) -> None:
    index = make_index(make_event("a", first), make_event("b", second))
    assert (view("b", index).relations[0], view("a", index).relations[1]) == relations


def test_ends_of_the_strip_are_its_first_and_its_last_day() -> None:
    assert [(one.text, one.machine) for one in view("a").ends] == [
        ("1 January 2021", "2021-01-01"),
        ("1 March 2022", "2022-03-01"),
    ]
    alone = make_index(make_event("a", "0800"))
    assert [(one.text, one.machine) for one in view("a", alone).ends] == [
        ("1 January 800", ""),
        ("31 December 800", ""),
    ]
    assert [one.text for one in view("a", make_index(make_event("a", "2022-02-20"))).ends] == [
        "20 February 2022"
    ]


def test_without_a_date_there_is_no_strip_but_a_way_to_the_others() -> None:
    assert view("again").strip is None
    told = PARTIAL.strip(view("again"))
    assert "No source gives a date." in told
    assert '<a href="../../timeline/#_undated">' in told


def test_a_dated_event_has_none_without_a_date_after_it_in_its_head() -> None:
    told = PARTIAL.strip(view("late"))
    assert "again" not in told
    section = SectionView(NEIGHBOURS, "sections/neighbours.html", view("late"))
    foot = ENVIRONMENT.get_template(section.template).module.show(section, None)
    assert '<a href="../../events/b/">b</a>' in foot
    assert '<a href="../../events/again/">again</a>' in foot


def test_an_event_alone_has_no_neighbours_and_no_heading_for_them() -> None:
    for index, expected in ((make_index(make_event("a")), False), (EVENTS, True)):
        event = next(iter(index.corpus.events.values()))
        shown = [section.heading for section in view_event(Shelf(index), event).sections]
        assert (NEIGHBOURS in shown) is expected
        assert (NEIGHBOURS.id in outline_event(Shelf(index), event).anchors) is expected
