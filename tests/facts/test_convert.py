"""From a plain tree to a record, or to problems that a curator understands."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.facts.convert import convert_document
from factsheet.facts.model import RECORD_TYPES, Actor, Event, Source, Vocabulary
from factsheet.facts.reader import MOST, read_text
from factsheet.facts.testimony import Proof
from factsheet.problems import format_terminal

TYPES = (*RECORD_TYPES.values(), Vocabulary)
NAMES = sorted(
    {name for one in (*TYPES, Source) for name in one.__dataclass_fields__}
    | {"", "x", "<<", "0", "[key]"}
)


def convert(text: str, record_type: type[Any]) -> tuple[Any, list[str]]:
    document, problems = read_text(text, "x.yml")
    assert document is not None, problems
    record, found = convert_document(document, record_type, "carol")
    return record, [format_terminal(one).removeprefix("x.yml:") for one in found]


WRONG: dict[str, tuple[type[Any], str, list[str]]] = {
    "root is text": (
        Actor,
        "Carol",
        ["1:1: error: the file must hold a mapping of fields [invalid-value]"],
    ),
    "field missing": (
        Actor,
        "kind: person",
        ['1:1: error: "name" is missing; add it [missing-field]'],
    ),
    "several at once": (
        Actor,
        "kind: Human\nnaem: C",
        [
            '1:1: error: "name" is missing; add it [missing-field]',
            (
                '1:7: error: "kind" must be an id: lower-case letters a to z, digits and hyphens, 1'
                " to 80 of them [invalid-value]"
            ),
            '2:1: error: "naem" is no field here; did you mean "name"? [unknown-field]',
        ],
    ),
    "a statement's field beside the statements": (
        Event,
        "title: T\nkind: call\nstatements: {id: a, text: T}\ntopic: x\nsource: y",
        [
            (
                '4:1: error: "topic" is no field here; it is a field of statements; indent it as the'
                " fields there [unknown-field]"
            ),
            (
                '5:1: error: "source" is no field here; it is a field of evidence; indent it as the'
                " fields there [unknown-field]"
            ),
        ],
    ),
    "a statement's and an event's field among the evidence": (
        Event,
        "title: T\nkind: call\nstatements:\n  - id: a\n    text: T\n    evidence:\n"
        "      source: y\n      topic: x\n      place: z",
        [
            (
                '8:7: error: "topic" is no field here; it is a field of statements; indent it less'
                " [unknown-field]"
            ),
            (
                '9:7: error: "place" is no field here; it is a field of the record itself; indent it'
                " less [unknown-field]"
            ),
        ],
    ),
    "id given": (
        Actor,
        "name: C\nkind: person\nid: carol",
        [
            '3:1: error: "id" is no field; the file\'s name is the id; leave the line out'
            " [unknown-field]"
        ],
    ),
    "empty text": (
        Actor,
        "name:\nkind: person",
        ['1:6: error: "name" is empty; write a value, or leave the line out [invalid-value]'],
    ),
    "list for text": (
        Actor,
        "name: [C]\nkind: person",
        ['1:7: error: "name" must be text [invalid-value]'],
    ),
    "text for mapping": (
        Actor,
        "name: C\nkind: person\nvoice_of: bob",
        ['3:11: error: "voice_of" must be a mapping of fields [invalid-value]'],
    ),
    "unknown field in a list": (
        Actor,
        "name: C\nkind: person\nmemberships:\n  - organization: g\n    since: 2022",
        [
            '5:5: error: "since" is no field here; known here: organization, role, start, end, per'
            " [unknown-field]"
        ],
    ),
    "unknown field in a single value": (
        Actor,
        "name: C\nkind: person\nmemberships: {organization: g, rloe: x}",
        ['3:32: error: "rloe" is no field here; did you mean "role"? [unknown-field]'],
    ),
    "in the second of a list": (
        Actor,
        "name: C\nkind: person\nother_names: [D, '']",
        [
            '3:18: error: "other_names" is empty; write a value, or leave the line out'
            " [invalid-value]"
        ],
    ),
    "name in a mapping of names": (
        Actor,
        "name: C\nkind: person\nidentifiers: {Wiki Data: Q1}",
        [
            '3:15: error: "identifiers.Wiki Data" must be an id: lower-case letters a to z, digits'
            " and hyphens, 1 to 80 of them [invalid-value]"
        ],
    ),
    "label in three parts": (
        Vocabulary,
        "actor_kinds: {tribe: [Tribe, Tribes, Tribal]}",
        [
            '1:22: error: "actor_kinds.tribe" must be a label, or a list of two: what one of them is'
            " called, and several [invalid-value]"
        ],
    ),
    "label that is a mapping": (
        Vocabulary,
        "actor_kinds: {tribe: {one: Tribe}}",
        ['1:22: error: "actor_kinds.tribe" must be text [invalid-value]'],
    ),
    "choice": (
        Event,
        "title: T\nkind: call\nstate: over",
        [
            '3:8: error: "state" must be one of: occurred, announced, cancelled [invalid-value]',
        ],
    ),
    "date": (
        Source,
        "title: T\nkind: article\nissued: soon",
        [
            '3:9: error: "issued" "soon" is not a date in EDTF; write 2022-02-20, 2022-02,'
            " 2022-02-24?, 2022-02-18/.. or 2022-02-XX [invalid-value]"
        ],
    ),
    "flag": (
        Event,
        "title: T\nkind: call\nstatements: [{id: a, text: T, lead: yes}]",
        ['3:37: error: "statements.lead" must be true or false [invalid-value]'],
    ),
    "neither title nor description": (
        Source,
        "kind: article\nlanguage: in English",
        [
            '1:1: error: "title" is missing; add it, or described_as [missing-field]',
            '2:11: error: "language" must be a language tag of BCP 47, such as en or pt-BR'
            " [invalid-value]",
        ],
    ),
    "title and description": (
        Source,
        "described_as: A letter\nkind: article\ntitle: T",
        [
            '1:1: error: "described_as" stands beside "title"; keep title if that is as published'
            " [invalid-value]",
        ],
    ),
    "address": (
        Source,
        "title: T\nkind: article\nurl: x.example",
        [
            '3:6: error: "url" must be an address that begins with http:// or https://, and holds'
            " no space, quotation mark, password or look-alike letter [invalid-value]"
        ],
    ),
    "reference deep down": (
        Event,
        "title: T\nkind: call\nstatements:\n  - id: a\n    text: T\n    disputes: b",
        [
            '6:15: error: "statements.disputes" must name a statement as record-id#statement-id, or'
            ' "#statement-id" in the same file [invalid-value]'
        ],
    ),
    "missing deep down": (
        Event,
        (
            "title: T\nkind: call\nstatements:\n  - id: a\n    text: T\n    evidence:\n      -"
            " quote: q"
        ),
        ['7:9: error: "statements.evidence.source" is missing; add it [missing-field]'],
    ),
    "number": (
        Proof,
        f"words: many\nsha256: {'0' * 64}\ntext_sha256: {'0' * 64}\ncharacters: 900\nchecked: 2022-02-22\nmethod: supplied",
        ['1:8: error: "words" must be a whole number [invalid-value]'],
    ),
    "number too small": (
        Proof,
        f"words: 0\nsha256: {'0' * 64}\ntext_sha256: {'0' * 64}\ncharacters: 900\nchecked: 2022-02-22\nmethod: supplied",
        ['1:8: error: "words" must be 1 or more [invalid-value]'],
    ),
    "reserved id": (
        Event,
        "title: T\nkind: own-voice",
        ['2:7: error: "kind" is a reserved id; choose another [invalid-value]'],
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_mistake_is_told_with_its_place_and_what_is_allowed(case: str) -> None:
    record_type, text, expected = WRONG[case]
    record, problems = convert(text, record_type)
    assert record is None
    assert problems == expected


def test_a_sound_tree_becomes_a_record_under_the_id_of_its_file() -> None:
    record, problems = convert("name: Carol\nkind: person\nother_names: Caro", Actor)
    assert problems == []
    assert record == Actor(id="carol", name="Carol", kind="person", other_names=("Caro",))


def test_single_values_and_lists_become_the_same_record() -> None:
    single = (
        "title: T\nkind: call\nstatements: {id: a, text: T, attributed_to: bob, evidence: {source:"
        " s, quote: q}}"
    )
    listed = (
        "title: T\nkind: call\nstatements: [{id: a, text: T, attributed_to: [bob], evidence:"
        " [{source: s, quote: q}]}]"
    )
    assert convert(single, Event) == convert(listed, Event)
    assert convert(single, Event)[0].statements[0].evidence[0].quote == "q"


def test_flags_and_dates_are_read() -> None:
    record, _ = convert(
        "title: T\nkind: call\ndate: 2022-02\nstatements: [{id: a, text: T, lead: true}]", Event
    )
    assert record.statements[0].lead is True
    assert record.date.latest == (2022, 2, 28)


def test_a_file_of_many_mistakes_tells_the_first_hundred() -> None:
    _, problems = convert(
        "name: C\nkind: person\n" + "".join(f"k{i}: v\n" for i in range(1000)), Actor
    )
    assert len(problems) == MOST


def trees() -> st.SearchStrategy[object]:
    words = st.text(max_size=5) | st.sampled_from(
        ["alice", "#a", "true", "2022", "person", "article", "own-voice", "call"]
    )
    return st.recursive(
        words,
        lambda below: (
            st.lists(below, max_size=3)
            | st.dictionaries(st.sampled_from(NAMES) | words, below, max_size=5)
        ),
        max_leaves=20,
    )


def write_flow(tree: object) -> str:
    """`tree` as YAML, all text in quotes."""
    if isinstance(tree, dict):
        return (
            "{"
            + ", ".join(f"{write_flow(key)}: {write_flow(value)}" for key, value in tree.items())
            + "}"
        )
    if isinstance(tree, list):
        return "[" + ", ".join(map(write_flow, tree)) + "]"
    return "'" + str(tree).replace("'", "''") + "'"


@given(trees(), st.sampled_from(TYPES))
def test_whatever_the_tree_it_is_a_record_or_problems(tree: object, record_type: type[Any]) -> None:
    document, problems = read_text(write_flow(tree), "x.yml")
    if document is None:
        assert problems
        return
    record, found = convert_document(document, record_type, "carol")
    assert (record is None) == bool(found)
    assert convert_document(document, record_type, "carol") == (record, found)
    for problem in found:
        assert problem.position.line == 1 or "\n" in write_flow(tree)
        assert problem.message
