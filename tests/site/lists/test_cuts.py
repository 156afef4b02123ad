"""How a long list is cut into pages."""

from collections.abc import Iterator, Sequence

from hypothesis import given
from hypothesis import strategies as st

from factsheet.facts.dates import EdtfDate, parse_date
from factsheet.site.lists.cuts import (
    COARSE,
    MOST_BARS,
    MOST_BYTES,
    MOST_ROWS,
    WHOLE,
    Cut,
    Knife,
    Step,
    list_places,
    order_trail,
    trace_date,
    trace_initial,
)
from support.pictures import DATES

DATED: Knife[EdtfDate | None] = Knife(trace_date, lambda _: 1_000, COARSE)
LETTERS = (Step("a", "A"),)


def cut_dates(dates: Sequence[str]) -> Cut[EdtfDate | None]:
    return DATED.cut(sorted(map(parse_date, dates), key=order_trail))


def cut_weights(weights: Sequence[int]) -> Cut[int]:
    return Knife(lambda _: LETTERS, lambda weight: weight).cut(weights)


def list_cuts(cut: Cut[EdtfDate | None]) -> Iterator[Cut[EdtfDate | None]]:
    yield cut
    for part in cut.cuts:
        yield from list_cuts(part)


def test_what_fits_on_one_page_is_not_cut() -> None:
    whole = cut_dates(["2022-02-20"] * 160)
    assert (whole.step, whole.slug, whole.cuts, len(whole.records)) == (WHOLE, "", (), 160)


def test_a_year_that_is_too_long_is_cut_by_month_and_a_month_by_number() -> None:
    dates = ["2021-05-01"] * 100 + ["2022-01-02"] * 90 + ["2022-02-20"] * 400 + ["2022"] * 2
    whole = cut_dates(dates)
    assert [(cut.slug, cut.step.title, cut.count) for cut in whole.cuts] == [
        ("in_2022", "2022", 492),
        ("in_2021", "2021", 100),
    ]
    assert [(cut.slug, cut.step.title, cut.count) for cut in whole.cuts[0].cuts] == [
        ("in_2022-00", "2022, no month known", 2),
        ("in_2022-02", "February 2022", 400),
        ("in_2022-01", "January 2022", 90),
    ]
    assert [(cut.slug, cut.step.title) for cut in whole.cuts[0].cuts[1].cuts] == [
        ("in_2022-02_1", "February 2022, part 1"),
        ("in_2022-02_2", "February 2022, part 2"),
        ("in_2022-02_3", "February 2022, part 3"),
    ]


def test_a_step_that_all_records_share_has_no_page_of_its_own() -> None:
    whole = cut_dates(["2022-02-20"] * 161)
    assert [cut.slug for cut in whole.cuts] == ["in_1", "in_2"]


def test_centuries_and_decades_stand_above_years_only_if_these_are_too_many() -> None:
    few = cut_dates([f"{year}-01-01" for year in range(1850, 1930) for _ in range(3)])
    assert [cut.slug for cut in few.cuts][:2] == ["in_1929", "in_1928"]
    many = cut_dates([f"{year}-01-01" for year in range(1100, 2000)])
    assert [cut.slug for cut in many.cuts][:2] == ["in_199x", "in_198x"]
    most = cut_dates([f"{year:04}-01-01" for year in range(1, 2000)])
    assert [cut.slug for cut in most.cuts][:2] == ["in_19xx", "in_18xx"]
    assert [cut.step.title for cut in most.cuts][-1] == "1 to 99"


def test_a_page_has_no_more_than_fits_in_rows_and_in_bytes() -> None:
    heavy = cut_weights([MOST_BYTES // 3] * 10)
    assert [cut.count for cut in heavy.cuts] == [3, 3, 3, 1]
    light = cut_weights([1] * (MOST_ROWS + 1))
    assert [cut.count for cut in light.cuts] == [MOST_ROWS, 1]


def test_more_parts_than_a_page_has_room_for_are_put_into_runs() -> None:
    whole = cut_weights([1] * (MOST_ROWS * (MOST_BARS + 1)))
    assert [(cut.slug, cut.step.title, cut.count) for cut in whole.cuts] == [
        ("in_1-100", "Parts 1 to 100", MOST_ROWS * MOST_BARS),
        ("in_101-101", "Parts 101 to 101", MOST_ROWS),
    ]


@given(st.lists(st.none() | DATES, max_size=400), st.integers(1, 4))
def test_every_record_stands_on_one_page_in_order_at_an_address_that_no_id_can_take(
    dates: list[EdtfDate | None], times: int
) -> None:
    ordered = sorted(dates * times, key=order_trail)
    whole = DATED.cut(ordered)
    cuts = list(list_cuts(whole))
    assert [date for cut in cuts if not cut.cuts for date in cut.records] == ordered
    assert all(cut.count == sum(part.count for part in cut.cuts) for cut in cuts if cut.cuts)
    assert all(len(cut.cuts) <= MOST_BARS and len(cut.records) <= MOST_ROWS for cut in cuts)
    slugs = [cut.slug for cut in cuts]
    assert len(set(slugs)) == len(slugs)
    assert all("_" in slug for slug in slugs[1:])


def test_pages_of_rows_have_those_before_and_after_them_and_others_those_beside() -> None:
    dates = ["2020-05-01"] * 170 + ["2021-05-01"] * 90 + ["2022-01-02"] * 90 + ["2022-02-20"] * 90
    places = {place.cut.slug: place for place in list_places(cut_dates(dates))}
    ways = {
        slug: (place.before and place.before.slug, place.after and place.after.slug)
        for slug, place in places.items()
    }
    assert ways == {
        "": (None, None),
        "in_2022": (None, "in_2021"),
        "in_2022-02": (None, "in_2022-01"),
        "in_2022-01": ("in_2022-02", "in_2021"),
        "in_2021": ("in_2022-01", "in_2020-05_1"),
        "in_2020-05": ("in_2021", None),
        "in_2020-05_1": ("in_2021", "in_2020-05_2"),
        "in_2020-05_2": ("in_2020-05_1", None),
    }
    assert [cut.slug for cut in places["in_2020-05_1"].above] == ["", "in_2020-05"]


def test_dates_outside_the_years_that_we_write_go_a_way_of_their_own() -> None:
    dates = [parse_date("-0044-03-15"), parse_date("Y12000"), None]
    trails = [[step.key for step in trace_date(date)] for date in dates]
    assert trails == [["before"] * 4, ["after"] * 4, ["undated"] * 4]
    assert [step.title for step in trace_date(parse_date("2022-02"))] == [
        "2000 to 2099",
        "2020 to 2029",
        "2022",
        "February 2022",
    ]


def test_names_stand_under_their_first_letter_without_accents() -> None:
    person = Step("person", "Persons")
    names = ["Élan", "«zed»", "Ødegaard", "Жуков", "42"]
    assert [trace_initial(person, name)[1] for name in names] == [
        Step("person_e", "Persons: E"),
        Step("person_z", "Persons: Z"),
        Step("person_ud8", "Persons: Ø"),
        Step("person_u416", "Persons: Ж"),
        Step("person_other", "Persons: no letter"),
    ]
