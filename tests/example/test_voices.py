"""The voices of the example: what holds for any facts."""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from factsheet.facts.corpus import Corpus
from factsheet.facts.load import read_corpus
from factsheet.voices.status import Assessment, assess_corpus

ECHOES = re.compile(r"^ +echoes:.*\n(?: +- \".*\n)*", re.MULTILINE)


@pytest.fixture(scope="module")
def assessed(corpus: Corpus) -> Mapping[str, Assessment]:
    return assess_corpus(corpus)


def test_only_what_two_voices_say_is_corroborated(assessed: Mapping[str, Assessment]) -> None:
    single = {ref for ref, found in assessed.items() if len(found.voices) < 2}
    assert [ref for ref in single if assessed[ref].status == "corroborated"] == []


def test_an_echo_adds_nothing(
    project: Path, assessed: Mapping[str, Assessment], tmp_path: Path
) -> None:
    facts = shutil.copytree(project / "facts", tmp_path / "facts")
    for path in (facts / "events").iterdir():
        path.write_text(ECHOES.sub("", path.read_text("utf-8")), "utf-8")
    without, problems = read_corpus(tmp_path)
    assert problems == []
    assert without.related["echoes"] == {}
    assert assess_corpus(without) == assessed


def test_nobody_who_is_counted_as_another_is_a_voice(
    corpus: Corpus, assessed: Mapping[str, Assessment]
) -> None:
    counted = {actor.id for actor in corpus.actors.values() if actor.voice_of}
    assert [ref for ref, found in assessed.items() if counted & set(found.voices)] == []


def test_articles_of_unknown_publisher_add_no_voice(
    corpus: Corpus, assessed: Mapping[str, Assessment]
) -> None:
    unknown = {name for name, source in corpus.sources.items() if not source.publisher}
    own = [
        ref
        for ref, at in corpus.statements.items()
        if at.statement.attributed_to == ("own-voice",)
        and all(
            one.source in unknown and not one.attributed_to and not one.via
            for one in at.statement.evidence
        )
    ]
    assert own
    assert [ref for ref in own if assessed[ref].voices] == []
