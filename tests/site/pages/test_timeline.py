"""The pages of the timeline: every event once, on a page that is not too long, whatever the dates."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given, settings
from hypothesis import strategies as st

from factsheet.facts.corpus import Corpus
from factsheet.facts.dates import MONTHS, EdtfDate, parse_date
from factsheet.facts.model import Event
from factsheet.site.catalogue import Page, build_pages
from factsheet.site.lists.cuts import MOST_ROWS
from factsheet.site.pages.timeline import Timeline
from factsheet.site.pictures.days import find_day
from factsheet.site.render import load_templates
from factsheet.site.shelf import Shelf
from factsheet.voices.index import Index
from support.pages import render_page
from support.pictures import DATES, make_event, make_index

TEMPLATES = load_templates([])
MOST_BYTES, MOST_NODES = 200_000, 4_500
"""What a page may have without its frame, which takes the rest of 250 kB and of 5,000 nodes."""


def list_pages(*events: Event) -> list[Page]:
    timeline = Timeline(Shelf(make_index(*events)))
    urls = [timeline.urls[place.cut.step] for place in timeline.places]
    pages = {page.url: page for page in build_pages(timeline.shelf) if page.kind == "timeline"}
    assert sorted(urls) == sorted(pages)
    return [pages[url] for url in urls]


def read_page(page: Page) -> BeautifulSoup:
    return BeautifulSoup(render_page(TEMPLATES, page), "html.parser")


def list_links(page: BeautifulSoup) -> list[str]:
    return [link["href"].split("/")[-2] for link in page.select(".fs-times a")]


def name_dates(*dates: EdtfDate | None, title: str = "An event") -> list[Event]:
    return [
        Event(id=f"event-{number}", title=title, kind="kind", date=date)
        for number, date in enumerate(dates)
    ]


def find_sign(page: BeautifulSoup, name: str) -> Tag:
    return page.select_one(f'.fs-times li:has(> a[href="../events/{name}/"]) .fs-sign')


def count_up(first: int, length: int, step: int = 1) -> Iterator[EdtfDate]:
    for number in range(first, first + length * step, step):
        year, month, day = find_day(number)
        text = f"{year:04}-{month:02}-{day:02}" if year >= 0 else f"-{-year:04}-{month:02}-{day:02}"
        yield EdtfDate(text, (year, month, day), (year, month, day))


def check_pages(events: Sequence[Event]) -> list[BeautifulSoup]:
    """The pages of `events`: each event stands once on one of them, in order, and each page is
    linked with the next.
    """
    pages = list_pages(*events)
    shown = [read_page(page) for page in pages]
    listed = [name for page in shown for name in list_links(page)]
    assert sorted(listed) == sorted(event.id for event in events)
    places = {event.id: place for place, event in enumerate(make_index(*events).in_time)}
    for soup in shown:
        order = [places[name] for name in list_links(soup)]
        assert order == sorted(order)
    for page, soup in zip(pages, shown, strict=True):
        html = str(soup)
        assert len(html.encode()) <= MOST_BYTES
        assert len(soup.find_all()) <= MOST_NODES
        assert len(soup.select("h2")) == len(page.headings)
        ids = [tag["id"] for tag in soup.find_all(id=True)]
        assert len(ids) == len(set(ids))
        assert page.anchors == set(ids)
    titles = [page.title for page in pages]
    assert len(titles) == len(set(titles))
    for (page, soup), (later, later_soup) in pairwise(zip(pages, shown, strict=True)):
        root = "../" * page.url.count("/")
        assert {link["href"] for link in soup.select("[rel=next]")} == {root + later.url}
        root = "../" * later.url.count("/")
        assert {link["href"] for link in later_soup.select("[rel=prev]")} == {root + page.url}
    return shown


def list_bars(page: Tag) -> list[list[str]]:
    return [
        [" ".join(item.get_text().split()) for item in ways.select("li")]
        for ways in page.select("nav.fs-periods")
    ]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.none() | DATES, max_size=30), st.integers(1, 12))
def test_events_of_any_dates_stand_once_each_on_pages_of_few(
    dates: list[EdtfDate | None], most: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("factsheet.site.lists.cuts.MOST_ROWS", most)
        for page in check_pages(name_dates(*dates)):
            assert len(list_links(page)) <= most


def test_few_events_are_one_page_with_a_heading_for_each_year() -> None:
    index = make_index(
        make_event("z"), make_event("b", "2022-02-20"), make_event("a", "2022-02-20"), make_event("c", "2021"),
        make_event("d", "../2020"), make_event("e", "-4000"), make_event("f", date_words="in the coming days"),
    )  # fmt: skip
    (page,) = list_pages(*index.in_time)
    assert (page.url, page.src_uri, page.title) == ("timeline/", "timeline.md", "Timeline")
    soup = read_page(page)
    years = {
        section.h2["id"]: list_links(section) for section in soup.select("section:has(.fs-times)")
    }
    assert years == {
        "_open": ["d"],
        "_-4000": ["e"],
        "_2021": ["c"],
        "_2022": ["a", "b"],
        "_undated": ["f", "z"],
    }
    assert [heading.id for heading in page.headings] == list(years)
    assert [when.get_text() for when in soup.select(".fs-undated .fs-when")] == [
        "“in the coming days”",
        "no date given",
    ]
    assert not soup.select("nav")
    assert [words.get_text() for words in soup.select(".fs-broken + .fs-gap")] == [
        "6020 years in which no event begins",
        "13 months in which no event begins",
    ]


def test_a_day_stands_before_what_is_known_by_its_year_only_and_the_arrow_where_it_is_open() -> (
    None
):
    dates = ("../2020", "2022-01-01", "2022", "2022/..")
    (page,) = list_pages(*name_dates(*map(parse_date, dates)))
    soup = read_page(page)
    assert list_links(soup) == ["event-0", "event-1", "event-2", "event-3"]
    heads = [find_sign(soup, name)["d"] for name in ("event-0", "event-3")]
    assert ["L9 1L" in head for head in heads] == [True, False]


def test_without_events_the_page_says_so() -> None:
    (page,) = list_pages()
    assert "There are no events yet." in read_page(page).get_text()


def test_many_events_are_cut_by_year_and_month_and_the_newest_have_the_timeline_s_address() -> None:
    days = [f"2021-{month:02}-15" for month in (2, 3) for _ in range(MOST_ROWS)]
    events = name_dates(
        *map(
            parse_date,
            ["2021", "1990-05-05", "../1990", *days, "2021-01-01", "2022-06-01"],
        ),
        None,
    )
    pages = list_pages(*events)
    assert [(page.url, page.title) for page in pages] == [
        ("timeline/in_open/", "Timeline: Beginning not known"),
        ("timeline/in_1990/", "Timeline: 1990"),
        ("timeline/in_2021/", "Timeline: 2021, no month known"),
        ("timeline/in_2021-01/", "Timeline: January 2021"),
        ("timeline/in_2021-02/", "Timeline: February 2021"),
        ("timeline/in_2021-03/", "Timeline: March 2021"),
        ("timeline/", "Timeline"),
        ("timeline/in_undated/", "Timeline: Without a date"),
    ]
    shown = check_pages(events)
    years = [
        "Beginning not known 1",
        "1990 1",
        "30 years in which no event begins",
        "2021 402",
        "2022 1",
        "Without a date 1",
    ]
    assert list_bars(shown[6]) == [years]
    assert list_bars(shown[4]) == [
        years,
        ["no month known 1", "January 1", "February 200", "March 200"],
    ]
    current = shown[4].select("nav.fs-periods [aria-current=true]")
    assert [(link["href"], link.svg["height"]) for link in current] == [
        ("../../timeline/in_2021/", "28"),
        ("../../timeline/in_2021-02/", "28"),
    ]
    assert [page.select_one("h2")["id"] for page in shown[-2:]] == ["_2022", "_undated"]


@pytest.mark.parametrize(
    ("dates", "most"),
    [
        pytest.param([EdtfDate("2022-02-20", (2022, 2, 20), (2022, 2, 20))] * 10_000, 60, id="day"),
        pytest.param(list(count_up(738_000, 10_000)), 350, id="days in a row"),
        pytest.param(list(count_up(-60_000, 3_000, 7)), 40, id="before the year 1"),
        pytest.param([None] * 10_000, 60, id="no date"),
        pytest.param(list(count_up(-360_000, 2, 1_095_000)), 1, id="two, 3,000 years apart"),
    ],
)
def test_no_number_of_events_makes_a_page_too_long(dates: list[EdtfDate | None], most: int) -> None:
    assert len(check_pages(name_dates(*dates))) <= most


@pytest.mark.parametrize(
    "title", ["A very long title & " * 25, "\u05d0\u05d1\u05d2 " * 125, "<" * 500]
)
def test_no_title_makes_a_page_too_long(title: str) -> None:
    check_pages(name_dates(*count_up(738_000, 600), title=title))


def test_what_lasts_from_an_earlier_page_is_not_denied() -> None:
    days = ["2021-01-01"] * MOST_ROWS
    rest = ["2022-01-01"] * (MOST_ROWS - 1) + ["2022-12-01"]
    for first, words in (("2021", "10 months without an event"), ("2021/2022-06", "")):
        pages = list_pages(*name_dates(*map(parse_date, [first, *days, *rest])))
        (gap,) = read_page(pages[-1]).select(".fs-broken + .fs-gap")
        assert gap.get_text() == (words or "10 months in which no event begins")


def test_only_signs_that_occur_are_explained() -> None:
    (page,) = list_pages(make_event("a", "2022"), make_event("b", state="announced"))
    assert [sign.get_text().strip() for sign in read_page(page).select(".fs-signs li")] == [
        "within these days, or through them",
        "announced",
    ]


def test_the_name_of_a_month_is_that_of_the_page() -> None:
    days = [f"2021-{month:02}-15" for month in range(1, 13) for _ in range(30)]
    pages = list_pages(*name_dates(*map(parse_date, days)))
    assert [page.headings[0].title for page in pages] == [f"{name} 2021" for name in MONTHS]
    assert [page.headings[0].id for page in pages] == ["_2021"] * 12


@pytest.fixture(scope="module")
def small(small_facts: Corpus) -> BeautifulSoup:
    pages = build_pages(Shelf(Index(small_facts)))
    return read_page(next(page for page in pages if page.url == "timeline/"))


def find_entry(page: BeautifulSoup, event: str) -> Tag:
    return page.select_one(f'.fs-times li:has(> a[href="../events/{event}/"])')


def test_events_stand_where_their_dates_are(small: BeautifulSoup, small_facts: Corpus) -> None:
    same_day = find_entry(small, "first-call").find_parent("ol").select("ul")
    (day,) = (one for one in same_day if "first-call" in str(one))
    assert list_links(BeautifulSoup(f"<p class=fs-times>{day}</p>", "html.parser")) == [
        "first-call",
        "parade",
        "summit",
    ]
    assert find_entry(small, "second-parade").svg["class"][2:] == [
        "fs-day",
        "fs-doubt",
        "fs-hollow",
    ]
    assert find_entry(small, "border-march").svg["class"][2:] == ["fs-open"]
    undated = {event.id for event in small_facts.events.values() if not event.date}
    section = small.select_one("#_undated").find_parent("section")
    assert set(list_links(section)) == undated == {"second-call"}
    assert "“in the coming days”" in section.get_text()
