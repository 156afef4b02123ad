"""What the forms of the lists offer, and the traits by which items are filtered and sorted."""

from factsheet.facts.dates import parse_date
from factsheet.facts.load import read_corpus
from factsheet.site.pages.actors import view_actors
from factsheet.site.pages.events import view_events
from factsheet.site.pages.sources import view_sources
from factsheet.site.render import load_templates
from factsheet.site.sections.filters import FilterForm, build_form, find_parties
from factsheet.site.shelf import Shelf
from factsheet.site.views import Traits
from factsheet.voices.index import Index
from support.places import SMALL

CORPUS, _ = read_corpus(SMALL)
INDEX = Index(CORPUS)


def list_choices(form: FilterForm | None) -> dict[str, list[tuple[str, int]]]:
    assert form is not None
    return {
        one.key: [(option.value, option.count) for option in one.options] for one in form.filters
    }


def print_traits(traits: Traits) -> str:
    return load_templates([]).get_template("macros/traits.html").module.traits(traits)


def test_traits_print_ids_days_and_numbers_and_escape_what_is_no_id() -> None:
    traits = Traits(
        {"kind": ("call",), "party": (), "x": ("a", '"><b>')},
        parse_date("2022-02"),
        {"articles": 5},
    )
    assert (
        print_traits(traits)
        == ' data-kind="call" data-x="a &#34;&gt;&lt;b&gt;" data-from="20220201" data-to="20220228"'
        ' data-articles="5"'
    )
    assert print_traits(Traits({}, parse_date("2022-02-18/.."))) == ' data-from="20220218"'
    assert print_traits(Traits({})) == ""


def test_days_are_numbers_in_their_order_also_before_the_year_1() -> None:
    days = ["-0044-03-15", "-0044-04-01", "-0043-01-01", "0099-12-31", "2022-02-20"]
    found = [Traits({}, parse_date(day)).attributes["from"] for day in days]
    assert found == sorted(found)
    assert found[-1] == 20220220


def test_a_filter_has_two_options_or_is_left_out() -> None:
    traits = [Traits({"kind": ("b",), "one": ("x",)}), Traits({"kind": ("a", "z"), "one": ("x",)})]
    labels = {"b": "Bee", "c": "Cee", "a": "Ay"}
    form = build_form(
        "thing", traits, (("kind", "Kind", labels), ("one", "One", {})), {"": "As it is"}
    )
    assert list_choices(form) == {"kind": [("b", 1), ("a", 1), ("z", 1)]}
    assert form is not None
    assert [option.label for option in form.filters[0].options] == ["Bee", "Ay", "z"]
    assert (form.one, form.many, form.dated) == ("thing", "things", False)


def test_sorts_and_days_are_offered_where_they_change_something() -> None:
    sorts = {"": "As it is", "newest": "Newest", "title": "Title", "articles": "Articles"}
    same = [Traits({}, parse_date("2022"), {"articles": 2})] * 2
    other = Traits({}, parse_date("2021"), {"articles": 3})
    form, full = (
        build_form("thing", same, (), sorts),
        build_form("thing", [*same, other], (), sorts),
    )
    assert form is not None
    assert full is not None
    assert (form.dated, [key for key, _ in form.sorts]) == (False, ["", "title"])
    assert (full.dated, [key for key, _ in full.sorts]) == (True, list(sorts))
    assert build_form("thing", same[:1], (), sorts) is None
    assert build_form("thing", [Traits({})] * 2, (), {"": "As it is"}) is None


def test_what_the_lists_of_events_actors_and_sources_offer() -> None:
    events, actors, sources = (
        view(Shelf(INDEX)).head.form for view in (view_events, view_actors, view_sources)
    )
    assert list_choices(events)["state"] == [("occurred", 2), ("announced", 1)]
    assert {"party", "status"} <= list_choices(events).keys()
    assert sum(number for _, number in list_choices(actors)["kind"]) == len(CORPUS.actors)
    assert {value for value, _ in list_choices(actors)["party"]} <= INDEX.speaks_for.keys()
    assert ("_other", 1) in list_choices(sources)["outlet"]
    assert sum(number for _, number in list_choices(sources)["read"]) == len(CORPUS.sources)


def test_a_party_is_who_says_it_and_in_whose_voice_that_is_counted() -> None:
    (ref,) = [ref for ref, found in INDEX.assessments.items() if found.steps][:1]
    found = INDEX.assessments[ref]
    assert {*found.actors, *found.voices} <= set(find_parties(INDEX, (ref,)))
    assert len(find_parties(INDEX, (ref,))) > len(found.actors)
