"""What is written is read back as the same record, in the style of the facts."""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.facts import fields as kinds
from factsheet.facts.convert import convert_document
from factsheet.facts.dates import parse_date
from factsheet.facts.model import (
    EITHER_OF,
    RECORD_TYPES,
    Actor,
    Archive,
    Event,
    Evidence,
    Participant,
    Source,
    Statement,
    Vocabulary,
)
from factsheet.facts.reader import FORBIDDEN, read_text
from factsheet.facts.testimony import LinkCheck
from factsheet.facts.writing.writer import WIDTH, format_field, format_record
from factsheet.looks import explain_sign
from support.places import LAID_OVER, SMALL

PIECES = st.sampled_from(
    ["word", "two words", ": ", ":", " #", "#", "- ", "-", "? ", "*a", "&a", "!a", "|", ">", "'", '"', "%", "@", "`",
     "[", "]", "{", "}", ",", "\\", "\n", "\r\n", "  ", " ", "---", "...", "<<", "~", "no", "2022", "é", "🙂", "\u00a0", "\u3000",
     "[Zed](actor:zed)", "a sentence that is longer than most and goes on for a while, until the line is full"]
)  # fmt: skip
VERBATIM = (
    (st.text() | st.lists(PIECES, max_size=12).map("".join))
    .map(lambda text: FORBIDDEN.sub("", text).strip())
    .filter(lambda text: text and not FORBIDDEN.search(text))
)
TEXTS = VERBATIM.filter(lambda text: not explain_sign(text))
IDS = st.sampled_from(["a", "b-1", "no", "null", "12", "1e3", "0", "x" * 80])
DATES = st.sampled_from(["2022-02-20", "2022-02", "2022-02-24?", "2022-02-18/..", "2022-02-XX"])
SCALARS: Mapping[Any, st.SearchStrategy[Any]] = {
    kinds.Text: TEXTS,
    kinds.Label: TEXTS,
    kinds.Sentence: TEXTS,
    kinds.Verbatim: VERBATIM,
    kinds.Id: IDS,
    **dict.fromkeys((kinds.SourceId, kinds.ActorId, kinds.Topic), IDS),
    **dict.fromkeys((kinds.SourceKind, kinds.ActorKind, kinds.EventKind), IDS),
    kinds.ActorRef: IDS | st.sampled_from([kinds.OWN_VOICE, kinds.UNNAMED]),
    kinds.Ref: st.sampled_from(["a#b", "#b"]),
    kinds.Language: st.sampled_from(["en", "no", "pt-BR"]),
    kinds.Sha256: st.sampled_from(["0" * 64, "1e" * 32]),
    kinds.ShortHash: st.sampled_from(["0" * 16, "1e" * 8, "1234567890123456"]),
    kinds.Ranges: st.sampled_from(["no", "0-7", "12-14 90-100"]),
    kinds.Fragment: st.text(st.sampled_from("aZ0%._~!$'()*+;:@/?,-"), min_size=1, max_size=9),
    kinds.Url: st.sampled_from(["https://x.example/a", "http://x.example/?a=b:#c,d", "https://x.example/é'*-:"]),
    kinds.Flag: st.booleans(),
    kinds.Date: DATES.map(parse_date),
    kinds.Labels: st.lists(TEXTS, min_size=1, max_size=2).map(tuple),
}  # fmt: skip


def make_values(annotation: Any) -> st.SearchStrategy[Any]:
    """Any value that a field of the model may have."""
    if annotation in SCALARS:
        return SCALARS[annotation]
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin in (Union, types.UnionType):
        return st.one_of(map(make_values, arguments))
    if origin is Annotated:
        return make_values(arguments[0])
    if origin is tuple:
        return st.lists(make_values(arguments[0]), max_size=2).map(tuple)
    if origin is dict:
        return st.dictionaries(*map(make_values, arguments), max_size=2)
    if is_dataclass(annotation):
        return make_records(annotation)
    return {int: st.integers(1), type(None): st.none()}[annotation]


def make_records(record_type: type[Any]) -> st.SearchStrategy[Any]:
    hints = get_type_hints(record_type, include_extras=True)
    values = {field.name: make_values(hints[field.name]) for field in fields(record_type)}
    if names := EITHER_OF.get(record_type):
        choices = (
            {written: TEXTS, missing: st.none()} for written, missing in (names, names[::-1])
        )
        return st.one_of(st.builds(record_type, **{**values, **choice}) for choice in choices)
    return st.builds(record_type, **values)


def read_back(text: str, record: Any) -> Any:
    document, problems = read_text(text, "x.yml")
    assert problems == []
    assert document is not None
    found, flaws = convert_document(document, type(record), record.id)
    assert flaws == []
    return found


@pytest.mark.parametrize("record_type", RECORD_TYPES.values(), ids=list(RECORD_TYPES))
def test_any_record_is_read_back_as_it_was(record_type: type[Any]) -> None:
    @given(make_records(record_type))
    def check(record: Any) -> None:
        text = format_record(record, "A comment.")
        assert read_back(text, record) == record
        assert format_record(read_back(text, record), "A comment.") == text

    check()


@given(st.dictionaries(IDS, SCALARS[kinds.Labels], min_size=1, max_size=3))
def test_any_vocabulary_is_read_back_as_it_was(labels: dict[str, tuple[str, ...]]) -> None:
    vocabulary = Vocabulary(event_kinds=labels)
    assert read_back(format_record(vocabulary), vocabulary) == vocabulary


FILES = [
    (path, record_type)
    for project in (SMALL, LAID_OVER)
    for folder, record_type in RECORD_TYPES.items()
    for path in sorted((project / "facts" / folder).glob("*.yml"))
]


@pytest.mark.parametrize(("path", "record_type"), FILES, ids=lambda one: getattr(one, "stem", ""))
def test_every_record_of_the_small_corpus_is_read_back_as_it_was(
    path: Any, record_type: type[Any]
) -> None:
    document, _ = read_text(path.read_text("utf-8"), "x.yml")
    assert document is not None
    record, _ = convert_document(document, record_type, path.stem)
    assert read_back(format_record(record), record) == record  # type: ignore[arg-type]


WRITTEN = """\
# A comment.
title: "A talk: the first"
date: 2022-02-18/..
kind: call
state: announced
participants:
  - actor: alice
    role: host
  - actor: bob
per:
  date: "#length"
statements:
  - id: length
    text: "[Alice](actor:alice) spoke."
    attributed_to: alice
    evidence:
      - source: article
        quote: an hour
        via:
          - wire
          - letter
  - id: again
    text: >-
      This sentence is longer than a line may be, so it is folded at its spaces, and no quotation mark is
      needed: not even for a colon, nor for "these" # and that.
    lead: true
"""


def test_a_record_is_written_in_the_style_of_the_facts() -> None:
    event = Event(
        id="talk",
        title="A talk: the first",
        kind="call",
        date=parse_date("2022-02-18/.."),
        state="announced",
        participants=(Participant(actor="alice", role="host"), Participant(actor="bob")),
        per={"date": "#length"},  # type: ignore[arg-type]
        statements=(
            Statement(
                id="length",
                text="[Alice](actor:alice) spoke.",
                attributed_to=("alice",),
                evidence=(Evidence(source="article", quote="an hour", via=("wire", "letter")),),
            ),
            Statement(
                id="again",
                text="This sentence is longer than a line may be, so it is folded at its spaces, and no"
                ' quotation mark is needed: not even for a colon, nor for "these" # and that.',
                lead=True,
            ),
        ),
    )
    assert format_record(event, "A comment.") == WRITTEN


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("A talk", "note: A talk"),
        ("Alice's talk, of an hour (or so)", "note: Alice's talk, of an hour (or so)"),
        ("no", "note: no"),
        ("1,500", "note: 1,500"),
        ("https://x.example/a#b", "note: https://x.example/a#b"),
        ("a: b", 'note: "a: b"'),
        ("a #b", 'note: "a #b"'),
        ("a:", 'note: "a:"'),
        ('"a"', r'note: "\"a\""'),
        ("#a", 'note: "#a"'),
        ("- a", 'note: "- a"'),
        ("a\nb", r'note: "a\nb"'),
    ],
)
def test_text_stands_in_quotes_only_where_it_must(text: str, line: str) -> None:
    assert format_field("note", text) == [line]
    assert format_field("note", text, "    ") == [f"    {line}"]


def test_no_line_is_longer_than_it_must_be() -> None:
    note = "word " * 100 + "word"
    text = format_record(
        Actor(id="a", name="A", kind="person", statements=(Statement(id="b", text=note),))
    )
    assert max(map(len, text.splitlines())) <= WIDTH
    assert len(text.splitlines()) == 10


def test_text_that_cannot_be_folded_stays_on_its_line() -> None:
    source = Source(
        id="a", title="x" * 200 + "  y", kind="article", url="https://x.example/" + "a" * 200
    )
    assert len(format_record(source).splitlines()) == 3


def test_a_list_of_one_is_a_single_value_unless_it_has_fields() -> None:
    actor = Actor(id="a", name="A", kind="person", other_names=("B",))
    assert format_record(actor) == "name: A\nkind: person\nother_names: B\n"


def test_fields_of_a_part_stand_below_its_name() -> None:
    archive = Archive(url="https://x.example/a", date=parse_date("2022-02-21"))
    lines = ["archive:", "  url: https://x.example/a", "  date: 2022-02-21"]
    assert format_field("archive", archive) == lines


@pytest.mark.parametrize("char", ["\t", "\0", "\u202e", "\u2028", "\ud800"])
def test_what_facts_may_not_hold_is_not_written(char: str) -> None:
    check = LinkCheck(id="a", checked=parse_date("2022-02-21"))
    with pytest.raises(ValueError, match="may not hold"):
        format_field("note", f"a{char}b")
    assert format_record(check) == "checked: 2022-02-21\n"
