"""Lineage: what has come by which way, and how few voices it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.facts.corpus import Corpus
from factsheet.facts.model import (
    Actor,
    Event,
    Evidence,
    Source,
    Statement,
    Vocabulary,
    VoiceOf,
    Withdrawn,
)
from factsheet.voices.lineage import (
    Lineage,
    Way,
    describe_lineage,
    has_steps,
    trace_lineage,
)

ACTORS = (
    Actor(id="harbour", name="Harbour Master", short_name="the Harbour", kind="body",
          voice_of=VoiceOf(actor="port", because="its office")),
    Actor(id="port", name="Port Alder", kind="state"),
    Actor(id="bay-news", name="Bay News", kind="outlet", voice_of=VoiceOf(actor="port", because="owned by it")),
    Actor(id="guild", name="Guild of Pilots", short_name="the Guild", kind="organization"),
    Actor(id="tide", name="The Tide", kind="outlet"),
)  # fmt: skip
PUBLISHERS = {
    "notice": ("readout", "harbour"), "poster": ("post", "harbour"), "letter": ("statement", "guild"),
    "leaflet": ("document", None), "wire": ("report", "tide"), "second-wire": ("report", None),
    "tide-1": ("article", "tide"), "bay-1": ("article", "bay-news"), "anon-1": ("article", None),
    "anon-2": ("article", None), "anon-3": ("article", None),
}  # fmt: skip
SOURCES: tuple[Source, ...] = tuple(
    Source(id=name, title=name, kind=kind, publisher=publisher)  # type: ignore[arg-type]
    for name, (kind, publisher) in PUBLISHERS.items()
)
OWN, UNNAMED = "own-voice", "unnamed"


def passage(name: str, *said_by: str, **more: Any) -> Evidence:
    given = {
        key: (value,) if isinstance(value, str) and key != "inferred" else value
        for key, value in more.items()
    }
    return Evidence(source=name, quote="q", attributed_to=said_by, **given)


def trace(*statements: Iterable[Evidence], **more: Any) -> tuple[Corpus, Lineage]:
    """The lineage of statements that have these passages."""
    made = tuple(
        Statement(id=f"s{number}", text="S", evidence=tuple(one), **more)
        for number, one in enumerate(statements)
    )
    event = Event(id="storm", title="A storm", kind="call", statements=made)
    corpus = Corpus(
        sources={one.id: one for one in SOURCES},
        actors={one.id: one for one in ACTORS},
        events={"storm": event},
        proofs={},
        vocabulary=Vocabulary(),
    )
    return corpus, trace_lineage(corpus, corpus.statements.values())


@dataclass(frozen=True)
class Case:
    """Passages by statement; the layers, the steps and the words expected."""

    statements: tuple[tuple[Evidence, ...], ...]
    layers: tuple[str, str, str]
    steps: str
    words: str


CASES = {
    "an article passes on a document": Case(
        ((passage("anon-1", "harbour", relays="notice"),),),
        ("notice", "", "anon-1"),
        "notice > anon-1: 1",
        "1 article passes on what 1 voice published: Port Alder (the Harbour).",
    ),
    "two documents of one voice, and each statement counts once": Case(
        (
            (
                passage("anon-1", "harbour", relays="notice"),
                passage("anon-1", "harbour", relays="notice", inferred="so we think"),
            ),
            (
                passage("anon-1", "harbour", relays="notice"),
                passage("anon-2", "harbour", relays="poster"),
            ),
        ),
        ("notice poster", "", "anon-1 anon-2"),
        "notice > anon-1: 2, poster > anon-2: 1",
        "2 articles pass on what 1 voice published: Port Alder (the Harbour).",
    ),
    "inferred throughout": Case(
        ((passage("anon-1", "harbour", relays="notice", inferred="so we think"),),),
        ("notice", "", "anon-1"),
        "notice > anon-1: 1?",
        "1 article passes on what 1 voice published: Port Alder (the Harbour).",
    ),
    "through two reports, the nearest first": Case(
        ((passage("anon-1", "harbour", relays="notice", via=("wire", "second-wire")),),),
        ("notice", "second-wire wire", "anon-1"),
        "notice > second-wire: 1, second-wire > wire: 1, wire > anon-1: 1",
        "1 article passes on what 1 voice published: Port Alder (the Harbour).",
    ),
    "a party without a document": Case(
        ((passage("anon-1", "guild", "harbour", via="wire", inferred="so we think"),),),
        ("@guild @port", "wire", "anon-1"),
        "@guild > wire: 1?, @port > wire: 1?, wire > anon-1: 1?",
        "1 article passes on what 2 voices said or published: the Guild and Port Alder (the"
        " Harbour).",
    ),
    "that a passage names a party is not inferred": Case(
        ((passage("anon-1", "guild", inferred="so we think"),),),
        ("@guild", "", "anon-1"),
        "@guild > anon-1: 1",
        "1 article passes on what 1 voice said or published: the Guild.",
    ),
    "an article that another repeats": Case(
        ((passage("bay-1", OWN), passage("anon-1", OWN, via="bay-1")),),
        ("", "bay-1", "anon-1"),
        "bay-1 > anon-1: 1",
        "1 of 2 articles passes on what 1 voice published: Port Alder (Bay News). "
        "1 article says something in its own words: Bay News (counted with Port Alder).",
    ),
    "an article stands on its own": Case(
        ((passage("anon-1", OWN),),),
        ("", "", "anon-1"),
        "",
        "1 article says something in its own words; its publisher is not known, and no voice is"
        " counted for it.",
    ),
    "own words, known and unknown": Case(
        (
            (
                passage("anon-1", OWN),
                passage("tide-1", OWN),
                passage("bay-1", OWN),
                passage("anon-2", OWN),
            ),
        ),
        ("", "", "anon-1 tide-1 bay-1 anon-2"),
        "",
        "4 articles say something in their own words: The Tide, Bay News (counted with Port Alder)"
        " and 2 of unknown publisher, for which no voice is counted.",
    ),
    "both pass on, and both speak for themselves": Case(
        (
            (
                passage("anon-1", "harbour", relays="notice"),
                passage("anon-2", "harbour", relays="notice"),
            ),
            (passage("anon-1", OWN), passage("anon-2", OWN)),
        ),
        ("notice", "", "anon-1 anon-2"),
        "notice > anon-1: 1, notice > anon-2: 1",
        "2 articles pass on what 1 voice published: Port Alder (the Harbour). Both say something in"
        " their own words; their publishers are not known, and no voice is counted for them.",
    ),
    "documents of unknown publishers add no voice": Case(
        ((passage("anon-1", "harbour", relays=("leaflet", "notice")),),),
        ("notice leaflet", "", "anon-1"),
        "leaflet > anon-1: 1, notice > anon-1: 1",
        "1 article passes on what 1 voice published: Port Alder (the Harbour); and 1 document of"
        " unknown publisher, which adds none.",
    ),
    "only a document of an unknown publisher": Case(
        ((passage("anon-1", UNNAMED, relays="leaflet"),),),
        ("leaflet", "", "anon-1"),
        "leaflet > anon-1: 1",
        "1 article passes on 1 document of unknown publisher; no voice is counted for it.",
    ),
    "nobody by name": Case(
        ((passage("anon-1", UNNAMED), passage("anon-2", UNNAMED)), (passage("anon-1", UNNAMED),)),
        ("", "", "anon-1 anon-2"),
        "",
        "In passages on 2 statements nobody is named.",
    ),
    "a document that we read and others pass on": Case(
        ((passage("notice", OWN), passage("anon-1", "harbour", relays="notice")),),
        ("notice", "", "anon-1"),
        "notice > anon-1: 1",
        "1 of 2 documents passes on what 1 voice published: Port Alder (the Harbour). "
        "1 document says something in its own words: the Harbour (counted with Port Alder).",
    ),
    "what was left out of the facts": Case(
        ((passage("gone", "ghost", relays="lost"),),),
        ("lost", "", "gone"),
        "lost > gone: 1",
        "1 article passes on 1 document of unknown publisher; no voice is counted for it.",
    ),
    "a source does not draw on itself": Case(
        ((passage("anon-1", OWN, relays="anon-1", via="anon-1"),),), ("", "", "anon-1"), "", ""
    ),
    "nothing": Case((), ("", "", ""), "", ""),
}


@pytest.mark.parametrize("name", CASES)
def test_lineage_and_its_words(name: str) -> None:
    case = CASES[name]
    corpus, found = trace(*case.statements)
    layers = tuple(
        " ".join(node.key for node in found.layer(one)) for one in ("document", "report", "article")
    )
    assert layers == case.layers
    steps = (
        f"{one.source} > {one.target}: {one.statements}{'' if one.stated else '?'}"
        for one in found.steps
    )
    assert ", ".join(sorted(steps)) == case.steps
    assert describe_lineage(corpus, found) == case.words


def test_a_step_that_any_passage_states_is_stated() -> None:
    said = passage("anon-1", "harbour", relays="notice", inferred="so we think")
    stated = passage("anon-1", "harbour", relays="notice")
    for order in ((said, stated), (stated, said)):
        _, found = trace(order)
        assert [one.stated for one in found.steps] == [True]


def test_a_withdrawn_statement_comes_from_nowhere() -> None:
    corpus, found = trace(
        [passage("anon-1", OWN), passage("anon-1", "harbour", relays="notice")],
        withdrawn=Withdrawn(date="2022-02-21", reason="x"),
    )
    assert found == Lineage()
    assert not has_steps(corpus, corpus.statements.values())


def test_ways_lead_from_the_document_by_its_reports_to_the_article() -> None:
    _, found = trace(
        [
            passage("anon-1", "harbour", relays="notice", via=("wire", "bay-1")),
            passage("anon-1", "harbour", relays="notice", via=("wire", "bay-1"), inferred="so"),
            passage("anon-1", "harbour", relays="notice", inferred="so we think"),
        ],
        [passage("anon-1", "harbour", relays="notice", inferred="so we think")],
        [passage("anon-2", "harbour", "guild"), passage("anon-2", OWN, via="wire", inferred="so")],
        [passage("anon-2", OWN), passage("anon-2", UNNAMED)],
    )
    assert found.ways == (
        Way(("notice", "bay-1", "wire", "anon-1"), 1, stated=True),
        Way(("notice", "anon-1"), 2, stated=False),
        Way(("@port", "anon-2"), 1, stated=True),
        Way(("@guild", "anon-2"), 1, stated=True),
        Way(("wire", "anon-2"), 1, stated=False),
    )


def test_documents_stand_voice_by_voice() -> None:
    order = ("leaflet", "notice", "letter", "poster")
    _, found = trace([passage("anon-1", UNNAMED, relays=order), passage("anon-1", "harbour")])
    assert [(node.key, node.voice) for node in found.layer("document")] == [
        ("notice", "port"), ("poster", "port"), ("@port", "port"), ("letter", "guild"), ("leaflet", ""),
    ]  # fmt: skip


def test_own_words_and_those_of_nobody_are_counted_where_they_begin() -> None:
    _, found = trace(
        [passage("anon-1", OWN), passage("anon-2", OWN, via="wire")],
        [passage("anon-1", UNNAMED), passage("anon-1")],
    )
    counted = {node.key: (node.own, node.unnamed, node.quoted) for node in found.nodes}
    assert counted == {"anon-1": (1, 1, True), "wire": (1, 0, False), "anon-2": (0, 0, True)}
    assert found.retold == {"wire"}


NAMES = st.sampled_from([*PUBLISHERS, "gone", "lost"])
PASSAGES = st.builds(
    passage,
    NAMES,
    st.sampled_from([OWN, UNNAMED, "harbour", "guild", "ghost"]),
    relays=st.lists(NAMES, max_size=2).map(tuple),
    via=st.lists(NAMES, max_size=3).map(tuple),
    inferred=st.sampled_from([None, "so we think"]),
)


@given(st.lists(st.lists(PASSAGES, max_size=4), max_size=4))
def test_whatever_the_passages_every_step_leads_from_node_to_node(
    statements: list[list[Evidence]],
) -> None:
    corpus, found = trace(*statements)
    keys = [node.key for node in found.nodes]
    assert len(keys) == len(set(keys))
    for one in found.steps:
        assert one.source in keys
        assert one.target in keys
        assert one.source != one.target
        assert 1 <= one.statements <= len(statements)
    assert has_steps(corpus, corpus.statements.values()) == bool(found.steps)
    assert {step for way in found.ways for step in pairwise(way.nodes)} == {
        (one.source, one.target) for one in found.steps
    }
    passed_on = {one.source for one in found.steps}
    assert {node.key for node in found.nodes if node.layer == "article"}.isdisjoint(passed_on)
    assert {node.key for node in found.nodes if node.quoted} == {
        one.source for some in statements for one in some
    }
    assert describe_lineage(corpus, found).count("None") == 0
