"""Rules by unit: what stands in one file is checked by itself, and sees the rest by its ids alone."""

import inspect
from collections.abc import Iterator
from dataclasses import fields, replace
from itertools import chain
from pathlib import Path
from typing import Any, NoReturn

import pytest

from factsheet.checks import CHECKS, check_unit, check_whole, list_units
from factsheet.checks.references import find_references, list_actors
from factsheet.facts.corpus import Corpus
from factsheet.facts.load import read_corpus
from factsheet.problems import Finding, Rule
from support.examples import split_example, write_corpus

WHOLE = {
    "actor-not-mentioned",
    "circular-lineage",
    "circular-part",
    "circular-voice",
    "voice-too-far",
}
"""The rules that cannot be told of one file."""
EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.id}-{name}")
    for rule, _ in CHECKS
    for name, example in (("bad", rule.bad), ("good", rule.good))
]
INDEXES = (
    *(
        "actors_of_name",
        "evidence_of_source",
        "first_of_look",
        "proofs_of_copy",
        "quotes_of_source",
        "readings",
    ),
    *("records", "statements"),
)
"""What a corpus works out of all its records, once."""


def read(root: Path, example: str) -> Corpus:
    return read_corpus(write_corpus(root, {**split_example(example)}))[0]


def check_units(corpus: Corpus) -> Iterator[tuple[str, Finding]]:
    """The path of each unit's file, and what was found there."""
    for unit in list_units(corpus):
        for finding in check_unit(corpus, unit):
            yield corpus.place(unit).path, finding


def test_only_these_rules_need_the_whole_corpus() -> None:
    whole = {rule.id for rule, check in CHECKS if len(inspect.signature(check).parameters) == 1}
    assert whole == WHOLE


@pytest.mark.parametrize("rule", [rule for rule, _ in CHECKS], ids=lambda rule: rule.id)
def test_a_rule_is_broken_in_the_file_of_its_unit_or_in_the_whole(
    tmp_path: Path, rule: Rule
) -> None:
    corpus = read(tmp_path, rule.bad)
    units = list(check_units(corpus))
    assert [path for path, finding in units if finding.place.path != path] == []
    own = {finding.rule.id for _, finding in units}
    whole = {finding.rule.id for finding in check_whole(corpus)}
    assert rule.id in (whole if rule.id in WHOLE else own)
    assert own.isdisjoint(WHOLE)
    assert whole <= WHOLE


@pytest.mark.parametrize("rule", [rule for rule, _ in CHECKS], ids=lambda rule: rule.id)
def test_errors_can_be_asked_for_alone(tmp_path: Path, rule: Rule) -> None:
    corpus = read(tmp_path, rule.bad)

    def find(*, errors_only: bool) -> list[Finding]:
        units = (check_unit(corpus, unit, errors_only=errors_only) for unit in list_units(corpus))
        return [*chain(*units), *check_whole(corpus, errors_only=errors_only)]

    errors = [finding for finding in find(errors_only=False) if finding.rule.severity == "error"]
    assert find(errors_only=True) == errors


class _ById(dict[str, Any]):
    """What gives a value for its key, and refuses to be gone through."""

    def _refuse(self, *_: object) -> NoReturn:
        raise AssertionError("a rule went through everything")

    __iter__ = keys = values = items = _refuse


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_a_unit_sees_the_others_by_their_ids_alone(
    tmp_path: Path, rule: Rule, example: str
) -> None:
    corpus = read(tmp_path, example)
    names = [
        field.name for field in fields(Corpus) if isinstance(getattr(corpus, field.name), dict)
    ]
    by_id = replace(corpus, **{name: _ById(getattr(corpus, name)) for name in names})
    vars(by_id).update({name: _ById(getattr(corpus, name)) for name in INDEXES})
    for unit in list_units(corpus):
        if rule.id != "unknown-reference":  # what is nearest to a wrong name, all names tell
            assert check_unit(by_id, unit) == check_unit(corpus, unit)


EVERY_WAY = """# events/walk.yml
title: A walk
kind: call
participants: {actor: participant}
statements:
  - id: length
    text: "[A](actor:linked), [B](actor:holder#length) and [C](event:talk)"
    attributed_to: [attributed, own-voice, unnamed]
    speaker: speaker
    evidence: {source: article, quote: an hour, attributed_to: witness}

# actors/carol.yml
name: Carol
kind: person
voice_of: {actor: voice, because: her spokesman}
memberships: {organization: member}
statements: {id: age, text: T, attributed_to: own}

# sources/wire.yml
title: W
kind: report
publisher: publisher
"""
"""Each way in which a record may name an actor, and "holder", of which it names a statement."""


def test_the_actors_that_a_record_names_are_those_of_its_references(tmp_path: Path) -> None:
    actors: set[str] = set()
    for record in read(tmp_path, EVERY_WAY).records.values():
        named = {name for kind, name, _ in find_references(record) if kind == "actor"}
        assert list_actors(record) == named
        actors |= named
    assert actors == {
        *("alice", "attributed", "bob", "gazette", "linked", "member", "own", "participant"),
        *("publisher", "speaker", "voice", "witness"),
    }
