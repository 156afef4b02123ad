"""Voices that may be counted twice: what is asked, where, and how it is answered."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from factsheet.pipeline.build import check_facts
from support.examples import write_corpus

RULE = "voice-counted-twice"
HEAD = "title: A walk\nkind: call\nstatements:\n"
PASSED = "{source: article, quote: they walked, relays: letter}"
OWN = "{source: article, quote: it rained hard, attributed_to: own-voice}"


def statement(name: str, text: str, evidence: str, topic: str = "") -> str:
    lines = (
        f"  - id: {name}\n    text: {text}\n    attributed_to: alice\n    evidence: {evidence}\n"
    )
    return lines + (f"    topic: {topic}\n" if topic else "")


def find(root: Path, events: Mapping[str, str], **others: str) -> list[tuple[str, str]]:
    """Path and line, and message, of what is asked about the files `events`."""
    files = {f"events/{name}.yml": HEAD + text for name, text in events.items()}
    files |= {f"{name}.yml": text for name, text in others.items()}
    found = [one for one in check_facts(write_corpus(root, files))[1] if one.rule == RULE]
    return [(f"{one.position.path}:{one.position.line}", one.message) for one in found]


def walk(own: str = OWN, passed: str = PASSED, own_topic: str = "the-call", text: str = "It rained.") -> str:  # fmt: skip
    return statement("walked", "They walked.", passed, "the-call") + statement("rain", text, own, own_topic)  # fmt: skip


def test_a_topic_told_for_a_document_and_in_its_own_voice_is_asked_about_with_both_places(
    tmp_path: Path,
) -> None:
    assert find(tmp_path, {"walk": walk()}) == [
        (
            "facts/events/walk.yml:12",
            '"article" tells "it rained hard" in its own voice, and passes on "letter" for the'
            ' like: "they walked", facts/events/walk.yml:7',
        )
    ]


def test_a_party_that_is_passed_on_without_a_document_is_named(tmp_path: Path) -> None:
    ((_, message),) = find(tmp_path, {"walk": walk(passed="{source: article, quote: they walked}")})
    assert 'passes on "alice" for the like' in message


@pytest.mark.parametrize(
    "own",
    [
        OWN.replace("own-voice", "alice"),
        OWN.replace("}", ", relays: letter}"),
        OWN.replace("}", ", via: wire}"),
        OWN.replace("}", ", note: Its reporter stood in the rain.}"),
        OWN.replace("}", ", stance: denies}"),
        OWN.replace("article", "other"),
    ],
    ids=["attributed", "relays", "via", "answered", "denies", "another article"],
)
def test_what_is_answered_or_is_not_its_own_word_is_not_asked_about(
    tmp_path: Path, own: str
) -> None:
    files = {
        "sources/wire": "title: W\nkind: report\n",
        "sources/other": "title: O\nkind: article\npublisher: gazette\n",
    }
    assert find(tmp_path, {"walk": walk(own)}, **files) == []


@pytest.mark.parametrize(
    "passed",
    [
        "{source: article, quote: they walked, attributed_to: own-voice}",
        "{source: article, quote: they walked, attributed_to: unnamed}",
        "{source: article, quote: they walked, attributed_to: gazette}",
    ],
)
def test_an_article_that_passes_on_nobody_is_not_asked_about(tmp_path: Path, passed: str) -> None:
    assert find(tmp_path, {"walk": walk(passed=passed)}) == []


def test_an_article_whose_publisher_is_not_known_has_no_voice_to_ask_about(tmp_path: Path) -> None:
    anonymous = "title: T\nkind: article\nnote: N\n"
    assert find(tmp_path, {"walk": walk()}, **{"sources/article": anonymous}) == []


def test_another_topic_in_other_words_is_not_asked_about(tmp_path: Path) -> None:
    assert find(tmp_path, {"walk": walk(own_topic="")}) == []


def test_one_statement_told_both_ways_is_asked_about(tmp_path: Path) -> None:
    both = f"[{PASSED}, {OWN}]"
    assert len(find(tmp_path, {"walk": statement("walked", "They walked.", both)})) == 1


def test_the_like_in_another_file_is_asked_about_by_its_words(tmp_path: Path) -> None:
    events = {
        "walk": statement("harbour", "The harbour stays closed until spring.", PASSED),
        "rain": statement("closed", "Until the spring the harbour stays shut.", OWN),
    }
    ((place, message),) = find(tmp_path, events)
    assert place == "facts/events/rain.yml:7"
    assert "facts/events/walk.yml:7" in message


def test_names_that_two_statements_link_are_not_the_like(tmp_path: Path) -> None:
    linked = '"[Alice Marsh](actor:alice) met [Bob Alder](actor:bob)."'
    events = {
        "walk": statement("met", linked, "{source: article, quote: alice and bob, relays: letter}"),
        "rain": statement("sat", linked.replace("met", "sat by"),
                          "{source: article, quote: alice and bob, attributed_to: own-voice}"),
    }  # fmt: skip
    assert find(tmp_path, events) == []
