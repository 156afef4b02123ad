"""What filters know of the rows of a list."""

import json

from factsheet.facts.dates import parse_date
from factsheet.site.lists.table import Option, Traits, format_table, make_table


def test_a_column_gives_the_places_of_options_which_have_the_order_of_their_labels() -> None:
    traits = [Traits({"kind": ("b",)}), Traits({"kind": ("a", "z")}), Traits({"kind": ()})]
    table = make_table(traits, {"kind": {"b": "Bee", "c": "Cee", "a": "Ay"}})
    assert table.options["kind"] == (
        Option("b", "Bee", 1),
        Option("a", "Ay", 1),
        Option("z", "z", 1),
    )
    assert table.columns["kind"] == [0, [1, 2], []]


def test_days_are_numbers_in_their_order_also_before_the_year_1() -> None:
    days = ["-0044-03-15", "-0044-04-01", "-0043-01-01", "0099-12-31", "2022-02-20"]
    column = make_table([Traits({}, parse_date(day)) for day in days], {}).columns["days"]
    numbers = [cell for cell in column if isinstance(cell, int)]
    assert numbers == sorted(numbers)
    assert numbers[-1] == 20220220
    assert len(numbers) == len(days)


def test_a_stretch_has_its_first_and_its_last_day_and_may_be_open() -> None:
    dates = [parse_date("2022-02"), parse_date("2022-02-18/.."), None]
    column = make_table([Traits({}, date) for date in dates], {}).columns["days"]
    assert column == [[20220201, 20220228], [20220218, None], None]


def test_titles_are_ranked() -> None:
    table = make_table([Traits({}, title=title) for title in ("c", "a", "b")], {})
    assert table.columns["title"] == [2, 0, 1]


def test_the_files_are_the_columns_and_what_is_typed() -> None:
    traits = [Traits({"kind": ("<b>",), "party": ("p",)}, numbers={"articles": 3})]
    table = make_table(traits, {"kind": {}, "party": {"p": "Élan"}})
    files = {
        name: json.loads(text)
        for name, text in format_table(table, ["party"], ["kind", "party", "articles"], [("", 1)])
    }
    assert files == {
        "filters.json": {"pages": [["", 1]], "options": {"party": [["p", "Élan", 1]]}},
        "by-kind.json": [0],
        "by-party.json": [0],
        "by-articles.json": [3],
    }
