"""The voices of the real facts, worked out by hand from the files: who says it, counted once, and
nobody twice.
"""

import re
import shutil
from pathlib import Path

import pytest

from factsheet.facts.load import read_corpus
from factsheet.voices.status import assess_corpus
from support.places import ROOT

CORPUS, _ = read_corpus(ROOT)
ASSESSED = assess_corpus(CORPUS)
FIRST, SECOND = "macron-putin-call-2022-02-20", "macron-putin-call-2022-02-21"

BY_HAND = {
    # Made by both presidencies, in one sentence of one article.
    f"{FIRST}#agreed-intensify-diplomacy": ("corroborated", "russia france", 1),
    # Sputnik says it itself and is counted as Russia; the Élysée says it in its post; four
    # publishers are unknown.
    f"{FIRST}#call-on-sunday": ("corroborated", "russia france", 5),
    # The Élysée's, as Euronews passes it on: Euronews adds no voice, nor does the article of
    # unknown publisher.
    f"{FIRST}#call-length": ("one-voice", "france", 2),
    # The Kremlin's account in three articles, one of them by way of Sputnik, one by way of Lusa.
    f"{FIRST}#expedient-diplomacy": ("accounts-differ", "russia", 3),
    # The Kremlin says it, and Putin says it: four articles, one voice.
    f"{FIRST}#nato-pushes-force": ("one-voice", "russia", 4),
    # The Kremlin's; a second article names nobody.
    f"{FIRST}#minsk-refusal": ("one-voice", "russia", 2),
    # The own words of an article whose publisher is unknown, though they retell the Kremlin's
    # readout.
    f"{FIRST}#in-depth-discussion": ("unattributed", "", 1),
    # Sputnik's own words, and an article that has them from Sputnik.
    "donbas-fighting#military-activity-up": ("one-voice", "russia", 2),
    "donbas-fighting#mutual-accusations": ("accounts-differ", "russia", 2),
    # Sputnik's own heading above the Élysée's account.
    "highest-level-meeting#new-security-order-heading": ("one-voice", "russia", 1),
    # Russia's, in the words of the statement on the first call: an echo, not a second voice.
    f"{SECOND}#imitating-negotiation": ("one-voice", "russia", 1),
    "osce-ceasefire-violations#violations-in-24-hours": ("one-voice", "osce", 1),
    "contact-group-meeting#zelensky-supports-convening": ("one-voice", "ukraine", 1),
    "russian-troops-at-border#preparation-for-invasion": ("disputed", "", 1),
    "tension-over-ukraine#strong-tension": ("unattributed", "", 1),
}
"""Status, voices and number of articles. Statements on who holds an office are below, with the
corroborated ones.
"""

CORROBORATED = {
    f"{FIRST}#agreed-intensify-diplomacy",
    f"{FIRST}#call-on-sunday",
}
"""All of them. Nothing else is said by two voices."""


@pytest.mark.parametrize("ref", BY_HAND)
def test_voices_are_those_worked_out_by_hand(ref: str) -> None:
    found = ASSESSED[ref]
    status, voices, articles = BY_HAND[ref]
    assert (found.status, set(found.voices), len(found.articles)) == (
        status,
        set(voices.split()),
        articles,
    )


def test_only_what_two_voices_say_is_corroborated() -> None:
    assert {
        ref for ref, found in ASSESSED.items() if found.status == "corroborated"
    } == CORROBORATED


def test_no_statement_is_corroborated_on_the_strength_of_an_echo(tmp_path: Path) -> None:
    echoing = [ref for ref in ASSESSED if CORPUS.related["echoes"].get(ref)]
    assert len(echoing) > 20
    assert [ref for ref in echoing if ASSESSED[ref].status == "corroborated"] == []
    shutil.copytree(ROOT / "facts", tmp_path / "facts")
    for path in (tmp_path / "facts" / "events").iterdir():
        path.write_text(
            re.sub(r"^ +echoes:.*\n(?: +- \".*\n)*", "", path.read_text("utf-8"), flags=re.M),
            "utf-8",
        )
    without, _ = read_corpus(tmp_path)
    assert without.related["echoes"] == {}
    assert assess_corpus(without) == ASSESSED


@pytest.mark.parametrize("actor", ["kremlin", "vladimir-putin", "sputnik", "sergei-lavrov"])
def test_these_count_as_the_voice_of_russia(actor: str) -> None:
    said = [found for found in ASSESSED.values() if actor in found.actors]
    assert all("russia" in found.voices for found in said)
    assert all(actor not in found.voices for found in ASSESSED.values())


def test_articles_of_unknown_publisher_add_no_voice() -> None:
    unknown = {
        name
        for name, source in CORPUS.sources.items()
        if CORPUS.readings[name] != "no" and not source.publisher
    }
    assert len(unknown) == 4
    own = [
        ref
        for ref, at in CORPUS.statements.items()
        if at.statement.evidence
        and at.statement.attributed_to == ("own-voice",)
        and all(
            one.source in unknown and not one.attributed_to and not one.via
            for one in at.statement.evidence
        )
    ]
    assert len(own) > 30
    assert [ref for ref in own if ASSESSED[ref].voices] == []
