"""Which statements support the rows of an event's infobox: those that `per` names, or the first
that may.
"""

from typing import Literal

from factsheet.facts.model import Event, Participant, Statement
from factsheet.facts.prose import find_links

RowName = Literal["date", "place", "state"]


def support_participant(event: Event, participant: Participant) -> tuple[str, ...]:
    """The statements that support that somebody took part: those that `per` names; otherwise the
    first standing one of the event that links to the actor. None if there is none.
    """
    linking = (
        f"#{statement.id}"
        for statement in event.statements
        if _may_support(statement) and _links_to(statement, participant.actor)
    )
    return participant.per or tuple(linking)[:1]


def support_row(event: Event, name: RowName) -> tuple[str, ...]:
    """The statements that support the date, the place or the state of an event: those that `per`
    names; otherwise the first standing one. None if there is none.
    """
    per = event.per
    named = {"date": per.date, "place": per.place, "state": per.state}[name]
    return (
        named
        or tuple(f"#{statement.id}" for statement in event.statements if _may_support(statement))[
            :1
        ]
    )


def _may_support(statement: Statement) -> bool:
    """Whether a statement stands, and a passage supports it."""
    supported = any(piece.stance == "supports" for piece in statement.evidence)
    return supported and statement.withdrawn is None


def _links_to(statement: Statement, actor: str) -> bool:
    return any(link[:2] == ("actor", actor) for link in find_links(statement.text))
