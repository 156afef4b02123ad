"""What the search is given of each record. How it is found is tested in `test_search`."""

import pytest

from factsheet.facts.load import read_corpus
from factsheet.site.search import enter_actor, enter_event, enter_source
from factsheet.site.views import SearchEntry
from factsheet.voices.index import Index
from support.places import SMALL

INDEX = Index(read_corpus(SMALL)[0])
CORPUS = INDEX.corpus


def enter(event: str) -> dict[str, SearchEntry]:
    return {
        one.anchor: one
        for one in enter_event(INDEX, CORPUS.events[event], "telephone call", "The lead.")
    }


def test_an_event_tells_kind_date_and_place() -> None:
    page = enter("first-call")[""]
    assert (page.title, page.text) == ("Zephyr and <i>Borduria</i> speak", "The lead.")
    assert page.about == "Event · telephone call · 2 February 2001 · by telephone"


def test_an_event_has_every_name_of_all_on_its_page_each_word_once() -> None:
    assert enter("first-call")[""].names == (
        "Zed Zephyr Borduria The Daily Herald Office of the President Aria Blue House Bureau <b>A</b>"
    )


@pytest.mark.parametrize("name", sorted(CORPUS.events))
def test_every_statement_of_an_event_has_its_entry(name: str) -> None:
    assert list(enter(name)) == ["", *(one.id for one in CORPUS.events[name].statements)]


def test_a_statement_is_its_sentence_and_tells_who_says_it_when_and_how_it_stands() -> None:
    found = enter("first-call")
    assert found["length"].title == "Zed Zephyr and Borduria spoke for two hours."
    assert found["length"].about == "Statement · said by the Office · 2 February 2001 · disputed"
    assert found["bare"].about == "Statement · 2 February 2001 · uncited"
    assert found["gone"].about == "Statement · 2 February 2001 · withdrawn"


def test_a_statement_has_its_quotes_and_the_names_of_those_who_say_it() -> None:
    found = enter("first-call")
    assert found["length"].quotes == ("two well-known hours … by telephone", "deux heures")
    assert (
        found["length"].names
        == "Zed Zephyr Borduria Office of the President Aria The Blue House Bureau <b>A</b>"
    )
    assert found["no-call"].names == "Borduria"


def test_an_actor_tells_its_kind_and_other_names_and_ranks_above_the_rest() -> None:
    page, own, *_ = enter_actor(INDEX, CORPUS.actors["aria-office"], "What it is.")
    assert (page.title, page.about) == ("Office of the President of Aria", "Actor · body")
    assert page.text == "Also: The Blue House, Bureau <b>A</b>. What it is."
    assert page.names == "Office of the President Aria The Blue House Bureau <b>A</b>"
    assert page.boost > enter("first-call")[""].boost > own.boost
    assert (own.anchor, own.about) == ("speaks-for-aria", "Statement · one voice")


def test_a_source_tells_type_publisher_and_date() -> None:
    (page,) = enter_source(INDEX, CORPUS.sources["herald-article"], "")
    assert page.about == "Source · article · The Daily Herald · 3 February 2001"
    assert page.names == "A. Reporter B. Reporter The Daily Herald"
    (page,) = enter_source(INDEX, CORPUS.sources["unknown-paper"], "")
    assert (page.about, page.names) == ("Source · article", "")
