"""What the forms of the lists offer."""

from factsheet.facts.dates import parse_date
from factsheet.facts.load import read_corpus
from factsheet.site.lists.actors import list_actors
from factsheet.site.lists.events import list_events
from factsheet.site.lists.filters import MOST_OPTIONS, FilterForm, build_form, find_parties
from factsheet.site.lists.sources import list_sources
from factsheet.site.lists.table import Traits, make_table
from factsheet.site.shelf import Shelf
from factsheet.voices.index import Index
from support.places import SMALL

CORPUS, _ = read_corpus(SMALL)
INDEX = Index(CORPUS)


def list_choices(form: FilterForm | None) -> dict[str, list[tuple[str, int]]]:
    assert form is not None
    return {
        choice.key: [(option.value, option.count) for option in choice.options]
        for choice in form.filters
    }


def test_a_filter_has_two_options_or_is_left_out() -> None:
    traits = [Traits({"kind": ("b",), "one": ("x",)}), Traits({"kind": ("a",), "one": ("x",)})]
    choices = (("kind", "Kind", {"b": "Bee", "a": "Ay"}), ("one", "One", dict[str, str]()))
    table = make_table(traits, {key: labels for key, _, labels in choices})
    form = build_form("thing", table, choices, {"": "As it is"}, "in things")
    assert list_choices(form) == {"kind": [("b", 1), ("a", 1)]}
    assert form is not None
    assert (form.one, form.many, form.dated) == ("thing", "things", False)


def test_sorts_and_days_are_offered_where_they_change_something() -> None:
    sorts = {"": "As it is", "newest": "Newest", "title": "Title", "articles": "Articles"}
    same = [Traits({}, parse_date("2022"), {"articles": 2})] * 2
    other = Traits({}, parse_date("2021"), {"articles": 3}, title="other")
    form, full = (
        build_form("thing", make_table(traits, {}), (), sorts, "")
        for traits in (same, [*same, other])
    )
    assert form is not None
    assert (form.dated, [key for key, _ in form.sorts]) == (False, ["", "title"])
    assert full is not None
    assert (full.dated, [key for key, _ in full.sorts]) == (True, list(sorts))


def test_a_filter_of_parties_or_of_many_options_is_typed() -> None:
    many = [Traits({"kind": (f"k-{number}",)}) for number in range(MOST_OPTIONS + 1)]
    few = [Traits({"party": ("a",), "state": ("x",)}), Traits({"party": ("b",), "state": ("y",)})]
    typed = {
        choice.key: choice.typed
        for traits in (many, few)
        for key in traits[0].ids
        if (form := build_form("thing", make_table(traits, {key: {}}), ((key, "", {}),), {}, ""))
        for choice in form.filters
    }
    assert typed == {"kind": True, "party": True, "state": False}


def test_what_the_lists_of_events_actors_and_sources_offer() -> None:
    shelf = Shelf(INDEX)
    events, actors, sources = (
        list_choices(form)
        for form in (list_events(shelf).form, list_actors(shelf).form, list_sources(shelf).form)
    )
    assert events["state"] == [("occurred", 2), ("announced", 1)]
    assert {"party", "status"} <= events.keys()
    assert sum(number for _, number in actors["kind"]) == len(CORPUS.actors)
    assert {value for value, _ in actors["party"]} <= INDEX.speaks_for.keys()
    assert ("_other", 1) in sources["outlet"]
    assert sum(number for _, number in sources["read"]) == len(CORPUS.sources)


def test_a_party_is_who_says_it_and_in_whose_voice_that_is_counted() -> None:
    ref, assessment = next(
        (ref, assessment) for ref, assessment in INDEX.assessments.items() if assessment.steps
    )
    parties = find_parties(INDEX, (ref,))
    assert {*assessment.actors, *assessment.voices} <= set(parties)
    assert len(parties) > len(assessment.actors)
