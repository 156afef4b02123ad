"""Voices and status: who says it, how many independently, and words that never suggest more."""

from dataclasses import dataclass, field
from typing import Any, get_args

import pytest

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
from factsheet.voices.status import (
    Status,
    VoiceStep,
    assess_corpus,
    assess_statement,
    find_speakers,
    name_actor,
    trace_voice,
)
from factsheet.wording import count_things, join_names

ACTORS = (
    Actor(id="harbour", name="Office of the Harbour Master", short_name="the Harbour", kind="body",
          voice_of=VoiceOf(actor="port", because="office of the port")),
    Actor(id="captain", name="Ada Marsh", kind="person", voice_of=VoiceOf(actor="harbour", because="its head")),
    Actor(id="port", name="Port Alder", kind="state"),
    Actor(id="bay-news", name="Bay News", kind="outlet", voice_of=VoiceOf(actor="port", because="owned by the port")),
    Actor(id="guild", name="Guild of Pilots", short_name="the Guild", kind="organization"),
    Actor(id="tide", name="The Tide", kind="outlet"),
    Actor(id="gull", name="The Gull", kind="outlet"),
)  # fmt: skip


def source(name: str, publisher: str | None, kind: Any = "article") -> Source:
    return Source(id=name, title=name, kind=kind, publisher=publisher)


SOURCES = (
    source("tide-1", "tide"), source("tide-2", "tide"), source("gull-1", "gull"), source("gull-2", "gull"),
    source("bay-1", "bay-news"), source("anon-1", None), source("anon-2", None), source("anon-report", None, "report"),
    Source(id="tide-1-post", title="P", kind="post", publisher="guild", part_of="tide-1"),
    Source(id="unread", title="U", kind="article", publisher="guild", read="no"),
    source("wire", "guild", "report"), source("notice", "harbour", "readout"),
)  # fmt: skip

HARBOUR, CAPTAIN, GUILD, OWN, UNNAMED = (
    ("harbour",),
    ("captain",),
    ("guild",),
    ("own-voice",),
    ("unnamed",),
)


def passage(name: str, *said_by: str, **more: Any) -> Evidence:
    return Evidence(source=name, quote="q", attributed_to=said_by, **more)


def build(*statements: Statement, actors: tuple[Actor, ...] = ACTORS) -> Corpus:
    event = Event(id="storm", title="A storm", kind="call", statements=statements)
    return Corpus(
        sources={one.id: one for one in SOURCES},
        actors={one.id: one for one in actors},
        events={"storm": event},
        proofs={},
        vocabulary=Vocabulary(),
    )


@dataclass(frozen=True)
class Case:
    """A statement `x` by its evidence and fields, beside others; and the assessment expected."""

    status: str
    reason: str
    voices: int
    evidence: tuple[Evidence, ...] = ()
    attributed_to: tuple[str, ...] = ()
    more: dict[str, Any] = field(default_factory=dict)
    others: tuple[Statement, ...] = ()


def other(**given: Any) -> Statement:
    return Statement(
        **{
            "id": "y",
            "text": "Y",
            "attributed_to": GUILD,
            "evidence": (passage("gull-1"),),
            **given,
        }
    )


SAID = (passage("tide-1", *HARBOUR),)
WITHDRAWN = Withdrawn(date="2022-02-21", reason="the copy was misread")

CASES = {
    "one party, one article": Case(
        "one-voice", "Said by the Harbour; passed on by 1 article.", 1, SAID
    ),
    "one party, many articles": Case(
        "one-voice",
        "Said by the Harbour; passed on by 4 articles.",
        1,
        tuple(passage(name) for name in ("tide-1", "tide-2", "gull-1", "anon-1")),
        HARBOUR,
    ),
    "an article counts once": Case(
        "one-voice",
        "Said by the Harbour; passed on by 1 article.",
        1,
        (passage("tide-1"), passage("tide-1")),
        HARBOUR,
    ),
    "two parties in one article": Case(
        "one-report",
        "Said by both the Harbour and the Guild; passed on by 1 article.",
        2,
        (passage("tide-1", *HARBOUR), passage("tide-1", *GUILD)),
    ),
    "two parties, each in an article of its own": Case(
        "corroborated",
        "Said by both the Harbour and the Guild; passed on by 2 articles in all.",
        2,
        (passage("tide-1", *HARBOUR), passage("gull-1", *GUILD)),
    ),
    "one of two parties in a second article": Case(
        "corroborated",
        "Said by both the Harbour and the Guild; passed on by 2 articles in all.",
        2,
        (passage("tide-1", *HARBOUR, *GUILD), passage("gull-1", *GUILD)),
    ),
    "two parties in one article, and nobody's word in another": Case(
        "one-report",
        "Said by both the Harbour and the Guild; passed on by 1 article, and told without a known"
        " voice by 1 article. What we have read of their words comes from one report.",
        2,
        (passage("tide-1", *HARBOUR, *GUILD), passage("gull-1", *UNNAMED)),
    ),
    "two parties in two parts of one article": Case(
        "one-report",
        "Said by both the Harbour and the Guild; passed on by 2 documents in all. What we have read"
        " of their words comes from one report.",
        2,
        (passage("tide-1", *HARBOUR), passage("tide-1-post", *GUILD)),
    ),
    "two parties in two articles by way of one report": Case(
        "one-report",
        "Said by both the Harbour and the Guild; passed on by 2 articles in all. What we have read"
        " of their words comes from one report.",
        2,
        (passage("tide-1", *HARBOUR, via=("wire",)), passage("gull-1", *GUILD, via=("wire",))),
    ),
    "two parties in an article and in one that has it from there": Case(
        "one-report",
        "Said by both the Harbour and the Guild; passed on by 2 articles in all. What we have read"
        " of their words comes from one report.",
        2,
        (passage("tide-1", *HARBOUR), passage("gull-1", *GUILD, via=("tide-1",))),
    ),
    "two parties in one document that two articles pass on": Case(
        "one-report",
        "Said by both the Harbour and the Guild; passed on by 2 articles in all. What we have read"
        " of their words comes from one report.",
        2,
        tuple(passage(name, *HARBOUR, *GUILD, relays=("notice",)) for name in ("tide-1", "gull-1")),
    ),
    "each party's own document, in one article": Case(
        "one-report",
        "Said by both the Harbour and the Guild; passed on by 1 article.",
        2,
        (
            passage("tide-1", *HARBOUR, relays=("notice",)),
            passage("tide-1", *GUILD, relays=("wire",)),
        ),
    ),
    "each party's own document, in an article of its own": Case(
        "corroborated",
        "Said by both the Harbour and the Guild; passed on by 2 articles in all.",
        2,
        (
            passage("tide-1", *HARBOUR, relays=("notice",)),
            passage("gull-1", *GUILD, relays=("wire",)),
        ),
    ),
    "a second article that is not quoted was not read": Case(
        "one-report",
        "Said by both the Harbour and the Guild; passed on by 2 articles in all. What we have read"
        " of their words comes from one report.",
        2,
        (passage("tide-1", *HARBOUR), Evidence(source="gull-1", attributed_to=GUILD)),
    ),
    "a second article of which it is said that nobody read it": Case(
        "one-report",
        "Said by both the Harbour and the Guild; passed on by 2 articles in all. What we have read"
        " of their words comes from one report.",
        2,
        (passage("tide-1", *HARBOUR), passage("unread", *GUILD)),
    ),
    "own words that pass on a document add no voice": Case(
        "one-voice",
        "Said by the Harbour; passed on by 1 article, and told without a known voice by 1 article.",
        1,
        (
            passage("tide-1", *HARBOUR, relays=("notice",)),
            passage("gull-1", *OWN, relays=("notice",)),
        ),
    ),
    "nothing but own words that pass on a document": Case(
        "unattributed",
        "Passed on by 1 article in its own words; no voice is counted for it.",
        0,
        (passage("gull-1", *OWN, relays=("notice",)),),
    ),
    "own words of two that pass on a document": Case(
        "unattributed",
        "Passed on by 2 articles in their own words; no voice is counted for them.",
        0,
        tuple(passage(name, *OWN, relays=("notice",)) for name in ("gull-1", "tide-1")),
    ),
    "three voices": Case(
        "one-report",
        "Said by the Harbour, the Guild and The Gull; passed on by 1 article.",
        3,
        (passage("tide-1", *HARBOUR, *GUILD, "gull"),),
    ),
    "two actors, one voice": Case(
        "one-voice",
        "Said by the Harbour and Ada Marsh, counted as one voice (Port Alder); passed on by 2"
        " articles in all.",
        1,
        (passage("tide-1", *HARBOUR), passage("gull-1", *CAPTAIN)),
    ),
    "three actors, two voices": Case(
        "one-report",
        "Said by the Harbour, Ada Marsh and the Guild, counted as 2 voices; passed on by 1"
        " article.",
        2,
        (passage("tide-1", *HARBOUR, *CAPTAIN, *GUILD),),
    ),
    "own voice": Case(
        "one-voice", "Said by The Tide directly, in 1 article.", 1, (passage("tide-1", *OWN),)
    ),
    "own voice, again": Case(
        "one-voice",
        "Said by The Tide directly, in 2 articles.",
        1,
        (passage("tide-1", *OWN), passage("tide-2", *OWN)),
    ),
    "own voice of a document": Case(
        "one-voice", "Said by the Harbour directly, in 1 document.", 1, (passage("notice", *OWN),)
    ),
    "own voice of two publishers": Case(
        "corroborated",
        "Said by both The Tide and The Gull directly, in 2 articles in all.",
        2,
        (passage("tide-1", *OWN), passage("gull-1", *OWN)),
    ),
    "an outlet of the party adds no voice": Case(
        "one-voice",
        "Said by the Harbour and Bay News, counted as one voice (Port Alder); told by 2 articles in"
        " all.",
        1,
        (passage("tide-1", *HARBOUR), passage("bay-1", *OWN)),
    ),
    "party and own voice": Case(
        "corroborated",
        "Said by both the Harbour and The Gull; told by 2 articles in all.",
        2,
        (passage("tide-1", *HARBOUR), passage("gull-1", *OWN)),
    ),
    "own voice via a report is the report's": Case(
        "one-voice",
        "Said by the Guild; passed on by 1 article.",
        1,
        (passage("tide-1", *OWN, via=("wire",)),),
    ),
    "own voice via two reports is the last one's": Case(
        "one-voice",
        "Said by the Guild; passed on by 1 article.",
        1,
        (passage("tide-1", *OWN, via=("gull-1", "wire")),),
    ),
    "a party's account via a report is the party's": Case(
        "one-voice",
        "Said by the Harbour; passed on by 1 article.",
        1,
        (passage("tide-1", *HARBOUR, via=("wire",)),),
    ),
    "own voice of an unknown publisher": Case(
        "unattributed",
        "Said by 1 article of unknown publisher, in its own words; no voice is counted for it.",
        0,
        (passage("anon-1", *OWN),),
    ),
    "own voice of unknown publishers": Case(
        "unattributed",
        "Said by 2 articles of unknown publisher, in their own words; no voice is counted for"
        " them.",
        0,
        (passage("anon-1", *OWN), passage("anon-2", *OWN)),
    ),
    "unnamed": Case(
        "unattributed",
        "Attributed to nobody by name; told by 1 article.",
        0,
        (passage("tide-1", *UNNAMED),),
    ),
    "not attributed at all": Case(
        "unattributed", "Attributed to nobody by name; told by 1 article.", 0, (passage("tide-1"),)
    ),
    "via a report of unknown publisher": Case(
        "unattributed",
        "Told by 1 article; whose voice it is could not be established.",
        0,
        (passage("tide-1", *OWN, via=("anon-report",)),),
    ),
    "unnamed and of unknown publisher": Case(
        "unattributed",
        "Told by 2 articles; whose voice it is could not be established.",
        0,
        (passage("tide-1", *UNNAMED), passage("anon-1", *OWN)),
    ),
    "an article that names nobody adds nothing to a party": Case(
        "one-voice",
        "Said by the Harbour; passed on by 1 article, and told without a known voice by 1 article.",
        1,
        (passage("tide-1", *HARBOUR), passage("gull-1", *UNNAMED)),
    ),
    "an article of unknown publisher adds nothing to a party": Case(
        "one-voice",
        "Said by the Harbour; passed on by 1 article, and told without a known voice by 2"
        " articles.",
        1,
        (passage("tide-1", *HARBOUR), passage("anon-1", *OWN), passage("anon-2", *OWN)),
    ),
    "an echo corroborates nothing": Case(
        "one-voice",
        "Said by the Harbour; passed on by 1 article.",
        1,
        SAID,
        (),
        {"echoes": ("#y",)},
        (other(),),
    ),
    "a later statement corroborates nothing": Case(
        "one-voice",
        "Said by the Harbour; passed on by 1 article.",
        1,
        SAID,
        (),
        {},
        (other(updates=("#x",)),),
    ),
    "denied by a passage": Case(
        "disputed",
        "Said by the Harbour; passed on by 1 article. Denied by the Guild.",
        1,
        (*SAID, passage("gull-1", *GUILD, stance="denies")),
    ),
    "denied by two": Case(
        "disputed",
        "Said by the Harbour; passed on by 1 article. Denied by the Guild and The Gull.",
        1,
        (*SAID, passage("gull-1", *GUILD, *OWN, stance="denies")),
    ),
    "denied by nobody named": Case(
        "disputed",
        "Said by the Harbour; passed on by 1 article. Denied by a source.",
        1,
        (*SAID, passage("gull-1", *UNNAMED, stance="denies")),
    ),
    "a denial without attribution is not the word of those who say it": Case(
        "disputed",
        "Said by the Harbour; passed on by 1 article. Denied by a source.",
        1,
        (passage("tide-1"), passage("gull-1", stance="denies")),
        HARBOUR,
    ),
    "only denied": Case(
        "disputed",
        "No passage supports it. Denied by the Guild.",
        0,
        (passage("gull-1", *GUILD, stance="denies"),),
    ),
    "it disputes another": Case(
        "disputed",
        "Said by the Harbour; passed on by 1 article. It denies another statement.",
        1,
        SAID,
        (),
        {"disputes": ("#y",)},
        (other(),),
    ),
    "another disputes it": Case(
        "disputed",
        "Said by the Harbour; passed on by 1 article. Another statement denies it.",
        1,
        SAID,
        (),
        {},
        (other(disputes=("storm#x",)),),
    ),
    "each disputes the other": Case(
        "disputed",
        "Said by the Harbour; passed on by 1 article. It denies another statement. Another"
        " statement denies it.",
        1,
        SAID,
        (),
        {"disputes": ("#y",)},
        (other(disputes=("#x",)),),
    ),
    "a withdrawn statement disputes nothing": Case(
        "one-voice",
        "Said by the Harbour; passed on by 1 article.",
        1,
        SAID,
        (),
        {"differs": ("#y",)},
        (other(disputes=("#x",), withdrawn=WITHDRAWN),),
    ),
    "a statement does not dispute itself": Case(
        "one-voice",
        "Said by the Harbour; passed on by 1 article.",
        1,
        SAID,
        (),
        {"disputes": ("#x",)},
    ),
    "it differs from another": Case(
        "accounts-differ",
        "Said by the Harbour; passed on by 1 article. Another account differs.",
        1,
        SAID,
        (),
        {"differs": ("#y",)},
        (other(),),
    ),
    "another differs from it": Case(
        "accounts-differ",
        "Said by the Harbour; passed on by 1 article. Another account differs.",
        1,
        SAID,
        (),
        {},
        (other(differs=("#x",)),),
    ),
    "disputed outweighs differing and two voices": Case(
        "disputed",
        "Said by both the Harbour and the Guild; passed on by 1 article. Another statement"
        " denies it.",
        2,
        (passage("tide-1", *HARBOUR, *GUILD),),
        (),
        {"differs": ("#y",)},
        (other(disputes=("#x",)),),
    ),
    "differing outweighs two voices": Case(
        "accounts-differ",
        "Said by both the Harbour and the Guild; passed on by 1 article. Another account differs.",
        2,
        (passage("tide-1", *HARBOUR, *GUILD),),
        (),
        {"differs": ("#y",)},
        (other(),),
    ),
    "withdrawn": Case(
        "withdrawn",
        "Withdrawn (21 February 2022): the copy was misread. Said by the Harbour; passed on by 1"
        " article.",
        1,
        SAID,
        (),
        {"withdrawn": WITHDRAWN},
    ),
    "withdrawn and disputed": Case(
        "withdrawn",
        "Withdrawn (21 February 2022): the copy was misread. Said by the Harbour; passed on by 1"
        " article. Another statement denies it.",
        1,
        SAID,
        (),
        {"withdrawn": WITHDRAWN},
        (other(disputes=("#x",)),),
    ),
    "withdrawn and uncited": Case(
        "withdrawn",
        "Withdrawn (February 2022): it was wrong. No passage of a source is given for it.",
        0,
        (),
        (),
        {"withdrawn": Withdrawn(date="2022-02", reason="it was wrong.")},
    ),
    "uncited": Case("uncited", "No passage of a source is given for it.", 0, (), HARBOUR),
    "uncited though another disputes it": Case(
        "uncited",
        "No passage of a source is given for it.",
        0,
        (),
        HARBOUR,
        {},
        (other(disputes=("#x",)),),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_statement_has_its_status_and_its_reason_in_words(name: str) -> None:
    case = CASES[name]
    statement = Statement(
        id="x", text="X", attributed_to=case.attributed_to, evidence=case.evidence, **case.more
    )  # fmt: skip
    corpus = build(statement, *case.others)
    found = assess_statement(corpus, corpus.statements["storm#x"])
    assert (found.status, found.reason, len(found.voices)) == (
        case.status,
        case.reason,
        case.voices,
    )
    assert found == assess_corpus(corpus)["storm#x"]


@pytest.mark.parametrize("status", get_args(Status))
def test_every_status_is_reached(status: str) -> None:
    assert status in {case.status for case in CASES.values()}


def test_the_steps_to_a_voice_show_the_reason() -> None:
    corpus = build(
        Statement(id="x", text="X", evidence=(passage("tide-1", "captain", "bay-news"),))
    )
    found = assess_statement(corpus, corpus.statements["storm#x"])
    assert found.voices == ("port",)
    assert found.actors == ("captain", "bay-news")
    assert found.steps == (
        VoiceStep("captain", "harbour", "its head"),
        VoiceStep("harbour", "port", "office of the port"),
        VoiceStep("bay-news", "port", "owned by the port"),
    )


def test_a_circle_of_voices_ends_where_it_closes() -> None:
    circle = (
        Actor(id="a", name="A", kind="body", voice_of=VoiceOf(actor="b", because="x")),
        Actor(id="b", name="B", kind="body", voice_of=VoiceOf(actor="a", because="y")),
        Actor(id="c", name="C", kind="body", voice_of=VoiceOf(actor="c", because="z")),
    )
    assert trace_voice(build(actors=circle), "a") == ("b", (VoiceStep("a", "b", "x"),))
    assert trace_voice(build(actors=circle), "c") == ("c", ())


def test_articles_and_voices_of_what_is_not_there_are_survived() -> None:
    corpus = build(
        Statement(id="x", text="X", evidence=(passage("gone", *OWN), passage("tide-1", "ghost")))
    )
    found = assess_statement(corpus, corpus.statements["storm#x"])
    assert found.articles == ("gone", "tide-1")
    assert (
        found.reason
        == "Said by ghost; passed on by 1 article, and told without a known voice by 1 article."
    )
    assert trace_voice(corpus, "ghost") == ("ghost", ())


@pytest.mark.parametrize(
    ("evidence", "speakers"),
    [
        (passage("tide-1", *HARBOUR), ("harbour",)),
        (passage("tide-1", *OWN), ("tide",)),
        (passage("tide-1", *OWN, *HARBOUR), ("harbour", "tide")),
        (passage("tide-1", *OWN, via=("gull-1", "wire")), ("guild",)),
        (passage("tide-1", *OWN, via=("gull-1", "anon-report")), ()),
        (passage("tide-1", *OWN, via=("gone",)), ()),
        (passage("anon-1", *OWN), ()),
        (passage("tide-1", *UNNAMED), ()),
        (passage("tide-1"), ("captain",)),
    ],
)
def test_who_asserts_what_a_passage_says(evidence: Evidence, speakers: tuple[str, ...]) -> None:
    statement = Statement(id="x", text="X", attributed_to=CAPTAIN, evidence=(evidence,))
    assert find_speakers(build(statement), statement, evidence) == speakers


def test_relaying_a_document_adds_no_voice_of_its_publisher() -> None:
    corpus = build(
        Statement(id="x", text="X", evidence=(passage("tide-1", *GUILD, relays=("notice",)),))
    )
    assert assess_statement(corpus, corpus.statements["storm#x"]).actors == GUILD


@pytest.mark.parametrize(
    ("names", "joined"),
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")],
)
def test_names_are_joined_as_in_a_sentence(names: list[str], joined: str) -> None:
    assert join_names(names) == joined


@pytest.mark.parametrize(
    ("number", "noun", "plural", "shown"),
    [
        (1, "article", "", "1 article"),
        (0, "article", "", "0 articles"),
        (2, "body", "bodies", "2 bodies"),
    ],
)
def test_things_are_counted_in_singular_and_plural(
    number: int, noun: str, plural: str, shown: str
) -> None:
    assert count_things(number, noun, plural) == shown


def test_an_actor_is_named_by_its_short_name_where_it_has_one() -> None:
    assert [name_actor(build(), one) for one in ("harbour", "tide", "ghost")] == [
        "the Harbour",
        "The Tide",
        "ghost",
    ]
