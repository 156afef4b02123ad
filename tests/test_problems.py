"""Problems and the forms in which they are shown."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.problems import (
    Position,
    Problem,
    escape_unprintable,
    format_github,
    format_json,
    format_terminal,
    has_errors,
    quote_name,
    suggest_name,
)

PROBLEM = Problem(Position("facts/events/x.yml", 12, 5), "some-rule", "error", "wrong", "mend it")

NASTY = st.text(
    st.one_of(st.characters(), st.sampled_from("\r\n\0\x1b\x85\u2028\u202e\ud800%:,;]`"))
) | st.sampled_from(
    [
        "\n::error::forged",
        "\r::set-output name=a::b",
        "%0A::error::forged",
        "::stop-commands::x",
        "\x1b[2J",
        "\ud83d",
    ]
)
PROBLEMS = st.builds(
    Problem,
    st.builds(Position, NASTY, st.integers(1, 10**6), st.integers(1, 10**6)),
    st.from_regex(r"[a-z]{1,9}(-[a-z]{1,9}){0,3}", fullmatch=True),
    st.sampled_from(["error", "warning"]),
    NASTY,
    NASTY,
)


def test_the_terminal_shows_place_message_hint_and_rule() -> None:
    assert format_terminal(PROBLEM) == "facts/events/x.yml:12:5: error: wrong; mend it [some-rule]"


def test_a_problem_without_a_hint_ends_in_its_message() -> None:
    bare = Problem(Position("x.yml"), "some-rule", "warning", "wrong")
    assert format_terminal(bare) == "x.yml:1:1: warning: wrong [some-rule]"
    assert format_github(bare) == "::warning file=x.yml,line=1,col=1,title=some-rule::wrong"


def test_github_gets_an_annotation_at_file_and_line() -> None:
    expected = "::error file=facts/events/x.yml,line=12,col=5,title=some-rule::wrong; mend it"
    assert format_github(PROBLEM) == expected


def test_github_properties_and_data_are_escaped() -> None:
    odd = Problem(Position("a,b:c%0A.yml"), "some-rule", "error", "50% of\n::error::x")
    assert format_github(odd) == (
        "::error file=a%2Cb%3Ac%250A.yml,line=1,col=1,title=some-rule::50%25 of\\u000a::error::x"
    )


def test_json_holds_every_field() -> None:
    assert json.loads(format_json([PROBLEM])) == [
        {
            "position": {"path": "facts/events/x.yml", "line": 12, "column": 5},
            "rule": "some-rule",
            "severity": "error",
            "message": "wrong",
            "hint": "mend it",
        }
    ]


def test_problems_sort_by_path_line_and_column() -> None:
    places = [("a", 2, 1), ("b", 1, 1), ("a", 1, 9), ("a", 1, 10)]
    problems = [Problem(Position(*place), "r", "error", "m") for place in places]
    assert [one.position for one in sorted(problems)] == [
        Position(*place) for place in sorted(places)
    ]


@given(PROBLEMS)
def test_whatever_the_text_the_terminal_gets_one_line_that_steers_nothing(problem: Problem) -> None:
    line = format_terminal(problem)
    assert len(line.splitlines()) == 1
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", line)
    line.encode()


@given(PROBLEMS)
def test_whatever_the_text_github_gets_one_command(problem: Problem) -> None:
    line = format_github(problem)
    assert len(line.splitlines()) == 1
    command, fields, data = re.fullmatch(r"::(error|warning) (.*?)::(.*)", line, re.DOTALL).groups()  # type: ignore[union-attr]
    assert command == problem.severity
    assert [field.split("=")[0] for field in fields.split(",")] == ["file", "line", "col", "title"]
    assert ":" not in fields
    assert not re.search("%(?!25|0A|0D|3A|2C)", fields + data)
    line.encode()


@given(st.lists(PROBLEMS, max_size=3))
def test_whatever_the_text_json_can_be_read_back(problems: list[Problem]) -> None:
    text = format_json(problems)
    assert text.isascii()
    assert [one["message"] for one in json.loads(text)] == [one.message for one in problems]


@pytest.mark.parametrize(
    "char",
    "\n\r\t\0\x1b\x7f\x85\x9b\u2028\u2029\u202e\u2067\u200f\u061c\ufeff\ud800\uffff",
)
def test_what_could_forge_a_line_is_written_as_an_escape(char: str) -> None:
    assert escape_unprintable(f"a{char}b") == f"a\\u{ord(char):04x}b"


def test_other_text_is_shown_as_it_is() -> None:
    assert (
        escape_unprintable("Élysée, Київ, 北京 – “quoted” 🙂") == "Élysée, Київ, 北京 – “quoted” 🙂"
    )


@pytest.mark.parametrize(("length", "shown"), [(60, "x" * 60), (61, "x" * 59 + "…")])
def test_long_names_are_shortened_to_60_characters(length: int, shown: str) -> None:
    assert quote_name("x" * length) == f'"{shown}"'


def test_the_nearest_known_name_is_suggested() -> None:
    assert suggest_name("sputnk", ["kremlin", "sputnik"]) == 'did you mean "sputnik"?'


def test_nothing_is_suggested_where_no_name_is_near() -> None:
    assert suggest_name("weather", ["kremlin", "sputnik"]) == ""
    assert suggest_name("weather", []) == ""


def test_warnings_are_no_errors() -> None:
    warning = Problem(Position("x"), "r", "warning", "m")
    assert not has_errors([])
    assert not has_errors([warning])
    assert has_errors([warning, PROBLEM])
