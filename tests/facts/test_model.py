"""The model: which values its kinds of field take."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from factsheet.facts import model

ADAPTERS = {
    name: TypeAdapter(getattr(model, name))
    for name in ("Id", "ActorRef", "Ref", "Language", "Url", "Flag", "Date", "Text")
}

TAKEN = {
    "Id": ["a", "a-b", "2022-call", "a" * 80],
    "ActorRef": ["alice", "own-voice", "unnamed"],
    "Ref": ["talk#length", "#length"],
    "Language": ["en", "pt-BR", "sr-Latn-RS"],
    "Url": [
        "https://gazette.example/a?b=c#d",
        "http://gazette.example:8080/",
        "https://münchen.example/ü",
        "HTTPS://X.EXAMPLE",
        "https://[2001:db8::1]/",
    ],
    "Flag": ["true", "false"],
    "Date": ["2022-02-20", "2022-02-18/.."],
    "Text": ["a", "<script>", "a\nb"],
}

REFUSED: dict[str, list[Any]] = {
    "Id": ["", "A", "a_b", "-a", "a" * 81, "a\n", "é", "index", "own-voice", "unnamed", ["a"], "a b", "１"],
    "ActorRef": ["", "Alice", "a#b"],
    "Ref": ["talk", "#", "talk#", "talk#a#b", "Talk#a", "talk#_a-1", "#a\n"],
    "Language": ["", "english!", "e", "en_GB", "en-", "the English language"],
    "Url": [
        "", "gazette.example", "//gazette.example", "/x", "javascript:alert(1)", " https://x.example", "https://",
        "java\nscript:alert(1)", "data:text/html,x", "ftp://x.example", "mailto:a@x.example", "https:///x",
        "https://a:b@x.example", "https://a@x.example", "http://[", "http://[::1", "https://x.example:port/",
        "https://x.example/a b", 'https://x.example/"', "https://x.example/<", "https://x.example\\@y.example",
        "https://x.example/\n", "https://x.example/`", "https://x.example/{a}", ["https://x.example"],
    ],
    "Flag": ["True", "yes", "1", "", ["true"], {"a": "b"}],
    "Date": ["", "soon", "2022-13", ["2022"], {"year": "2022"}],
    "Text": ["", " ", "\n", ["a"], {"a": "b"}],
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "value"), [(kind, value) for kind, values in TAKEN.items() for value in values]
)
def test_a_value_is_taken(kind: str, value: str) -> None:
    found = ADAPTERS[kind].validate_python(value)
    assert getattr(found, "text", str(found).lower() if kind == "Flag" else found) == value


@pytest.mark.parametrize(
    ("kind", "value"), [(kind, value) for kind, values in REFUSED.items() for value in values]
)
def test_a_value_is_refused(kind: str, value: object) -> None:
    with pytest.raises(ValidationError):
        ADAPTERS[kind].validate_python(value)


@given(st.sampled_from(sorted(ADAPTERS)), st.text() | st.from_regex(r"https?://\S*"))
def test_whatever_the_text_a_field_takes_it_or_refuses_it(kind: str, text: str) -> None:
    with suppress(ValidationError):
        ADAPTERS[kind].validate_python(text)


@given(st.text())
def test_an_address_that_is_taken_stays_in_its_attribute(text: str) -> None:
    address = f"https://x.example/{text}"
    try:
        ADAPTERS["Url"].validate_python(address)
    except ValidationError:
        return
    assert not set('"<> \t\r\n') & set(address)


def test_a_single_value_becomes_a_list_of_one() -> None:
    names = TypeAdapter(model.Many[model.Text])
    assert names.validate_python("a") == ("a",)
    assert names.validate_python(["a", "b"]) == ("a", "b")


def test_space_around_a_text_is_dropped() -> None:
    assert ADAPTERS["Text"].validate_python(" a\n") == "a"


def test_records_cannot_be_changed() -> None:
    actor = model.Actor(id="alice", name="Alice", kind="person")
    with pytest.raises(AttributeError):
        actor.name = "Bob"  # type: ignore[misc]
