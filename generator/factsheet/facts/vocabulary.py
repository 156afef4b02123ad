"""The kinds of events, actors and sources with their labels: those that every project has, and its
own.
"""

from collections.abc import Mapping
from typing import NamedTuple

from factsheet.facts.model import Kind, Vocabulary


class Label(NamedTuple):
    """What a kind is called: `one` of them within a line or a filter, `many` in a heading."""

    one: str
    many: str


SHIPPED: Mapping[Kind, Mapping[str, Label]] = {
    "event": {
        "call": Label("Telephone call", "Telephone calls"),
        "talks": Label("Talks", "Talks"),
        "meeting": Label("Meeting", "Meetings"),
        "summit": Label("Summit", "Summits"),
        "hearing": Label("Hearing", "Hearings"),
        "decision": Label("Decision", "Decisions"),
        "agreement": Label("Agreement", "Agreements"),
        "election": Label("Election", "Elections"),
        "protest": Label("Protest", "Protests"),
        "attack": Label("Attack", "Attacks"),
    },
    "actor": {
        "person": Label("Person", "Persons"),
        "state": Label("State", "States"),
        "body": Label("Body", "Bodies"),
        "organization": Label("Organization", "Organizations"),
        "company": Label("Company", "Companies"),
        "union": Label("Union", "Unions"),
        "party": Label("Party", "Parties"),
        "court": Label("Court", "Courts"),
        "group": Label("Group", "Groups"),
        "outlet": Label("Outlet", "Outlets"),
    },
    "source": {
        "article": Label("Article", "Articles"),
        "press-release": Label("Press release", "Press releases"),
        "statement": Label("Statement", "Statements"),
        "readout": Label("Readout", "Readouts"),
        "post": Label("Post", "Posts"),
        "report": Label("Report", "Reports"),
        "letter": Label("Letter", "Letters"),
        "judgment": Label("Judgment", "Judgments"),
        "broadcast": Label("Broadcast", "Broadcasts"),
        "video": Label("Video", "Videos"),
        "dataset": Label("Dataset", "Datasets"),
        "document": Label("Document", "Documents"),
    },
}
"""The kinds that no project has to name, in the order in which pages show them."""


PASSED_ON = ("press-release", "statement", "readout", "post")
"""The shipped kinds of source that are written to be passed on."""


def is_passed_on(vocabulary: Vocabulary, kind: str) -> bool:
    """Whether sources of this kind are written to be passed on: any share of their words may be
    quoted.
    """
    return kind in PASSED_ON or kind in vocabulary.passed_on


def merge_kinds(vocabulary: Vocabulary) -> Mapping[Kind, Mapping[str, Label]]:
    """All kinds that records may have: the project's own first, in its order, then the shipped
    ones that it does not name.
    """
    own: Mapping[Kind, Mapping[str, tuple[str, ...]]] = {
        "event": vocabulary.event_kinds,
        "actor": vocabulary.actor_kinds,
        "source": vocabulary.source_kinds,
    }
    return {
        name: {
            **{kind: Label(words[0], words[-1]) for kind, words in kinds.items()},
            **_list_rest(name, kinds),
        }
        for name, kinds in own.items()
    }


def _list_rest(name: Kind, own: Mapping[str, object]) -> Mapping[str, Label]:
    return {kind: label for kind, label in SHIPPED[name].items() if kind not in own}
