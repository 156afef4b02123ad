"""Which statements support the rows of an event: those that are named, or the first that may."""

from dataclasses import replace
from typing import Any

import pytest

from factsheet.facts.corpus import RowName, support_participants, support_row
from factsheet.facts.model import Event, EventSupport, Evidence, Participant, Statement, Withdrawn

PASSAGE = Evidence(source="article", quote="for an hour")
DENIAL = Evidence(source="article", quote="not an hour", stance="denies")
ALICE, BOB = Participant(actor="alice"), Participant(actor="bob")


def support_one(event: Event, participant: Participant) -> tuple[str, ...]:
    """What supports that `participant` took part in `event`."""
    ((_, refs),) = support_participants(replace(event, participants=(participant,)))
    return refs


def state(name: str, text: str = "Nothing is linked.", **fields: Any) -> Statement:
    return Statement(id=name, text=text, **{"evidence": (PASSAGE,), **fields})


def make_event(*statements: Statement, **fields: Any) -> Event:
    return Event(id="talk", title="A talk", kind="call", statements=statements, **fields)


GONE = Withdrawn(date="2022", reason="a mistake")
ABOUT_BOB = state("second", "[Bob](actor:bob) spoke.")
THIRD = state("third", "[Alice](actor:alice) and [Bob](actor:bob) spoke.")


def test_a_participant_rests_on_the_first_statement_that_links_to_the_actor() -> None:
    event = make_event(state("first"), ABOUT_BOB, THIRD)
    assert support_one(event, BOB) == ("#second",)
    assert support_one(event, ALICE) == ("#third",)


def test_a_participant_whom_no_statement_links_to_rests_on_none() -> None:
    other = "[Bob](source:bob), [Bob](event:bob) and `[Bob](actor:bob)`"
    event = make_event(state("first", other, speaker="bob", attributed_to="bob"))
    assert support_one(event, BOB) == ()


def test_what_per_names_goes_before_the_default() -> None:
    event = make_event(ABOUT_BOB, THIRD, per=EventSupport(place=("#third", "walk#way")))
    assert support_one(event, Participant(actor="bob", per="#third")) == ("#third",)
    assert support_row(event, "place") == ("#third", "walk#way")
    assert support_row(event, "date") == ("#second",)


@pytest.mark.parametrize("name", ["date", "place", "state"])
def test_date_place_and_state_rest_on_the_first_statement(name: RowName) -> None:
    assert support_row(make_event(THIRD, ABOUT_BOB), name) == ("#third",)
    assert support_row(make_event(), name) == ()


@pytest.mark.parametrize("fields", [{"evidence": ()}, {"evidence": (DENIAL,)}, {"withdrawn": GONE}])
def test_a_statement_that_nothing_carries_or_that_was_withdrawn_supports_nothing(
    fields: dict[str, Any],
) -> None:
    event = make_event(state("first", ABOUT_BOB.text, **fields), THIRD)
    assert support_one(event, BOB) == ("#third",)
    assert support_row(event, "date") == ("#third",)
