"""Wrong indentation: called that, at the line where it begins, with the remedy that mends it."""

import re

import pytest

from factsheet.facts.aids.indentation import find_misfit
from factsheet.facts.reader import read_text

HEAD = "title: T\nstatements:\n  - id: a\n    text: x y\n"

WRONG = {
    "a space too few": (
        HEAD + "   topic: z\n    note: n\n",
        '5:4 "topic" is indented by 3 spaces, as nothing that it could belong to; '
        'indent it by 4 spaces, as "text" in line 4',
    ),
    "a space too many": (
        HEAD + "     topic: z\n",
        '5:6 "topic" is indented by 5 spaces, as nothing that it could belong to; '
        'indent it by 4 spaces, as "text" in line 4',
    ),
    "as the dashes": (
        HEAD + "  topic: z\n",
        '5:3 "topic" is indented by 2 spaces, as nothing that it could belong to; '
        'indent it by 4 spaces, as "text" in line 4',
    ),
    "a record's field": (
        "name: Carol\n kind: person\n",
        '2:2 "kind" is indented by 1 space, as nothing that it could belong to; '
        'do not indent it, as "name" in line 1',
    ),
    "the first line": (
        "# a comment\n\n name: Carol\nkind: person\n",
        '3:2 "name" is indented by 1 space, as nothing that it could belong to; '
        "do not indent the fields of a record",
    ),
    "an entry": (
        HEAD + " - id: b\n   text: y\n",
        '5:2 "-" is indented by 1 space, as nothing that it could belong to; '
        'indent it by 2 spaces, as "-" in line 3',
    ),
    "the first entry without a dash": (
        HEAD.replace("- id", "id").replace("    text", "  text") + "  - id: b\n",
        "5:3 an entry of a list is indented as the fields above it; "
        "begin each entry with -, the first one too, or leave the - out here",
    ),
    "a text not indented": (
        HEAD.replace("x y", ">-\n    She said so\n    topic: z"),
        '5:5 the text of "text" in line 4 goes on here, but is not indented as such; '
        "indent it by 6 spaces",
    ),
    "a text's second line": (
        HEAD + "    and more\n    topic: z\n",
        '5:5 the text of "text" in line 4 goes on here, but is not indented as such; '
        "indent it by 6 spaces",
    ),
    "an entry's second line": (
        "name: Carol\nother_names:\n  - Caroline\n  of Klow\nkind: person\n",
        "4:3 the text of the entry in line 3 goes on here, but is not indented as such; "
        "indent it by 4 spaces",
    ),
}


@pytest.mark.parametrize(("text", "expected"), WRONG.values(), ids=WRONG)
def test_wrong_indentation_is_called_that(text: str, expected: str) -> None:
    document, (problem,) = read_text(text, "x.yml")
    place = f"{problem.position.line}:{problem.position.column}"
    assert document is None
    assert f"{place} {problem.message}; {problem.hint}" == expected
    assert problem.rule == "wrong-indentation"


OTHERWISE_WRONG = {
    "a colon": HEAD + "    note: He said: no\n",
    "a colon in the second line": HEAD + "      and so: on\n",
    "a quotation mark": HEAD.replace("x y", '"x') + "    topic: z\n",
    "a bracket": HEAD + "    evidence: {source: a, quote: [b}\n",
    "no space after the colon": HEAD + "    topic:z\n    note: n\n",
    "no space after the dash": HEAD.replace("- id", "-id"),
    "a sign": HEAD + "% n\n",
    "a text in quotes over lines": HEAD + '    note: "a\n  b:\n c"\n    topic: %\n',
    "a block of text": HEAD + "    note: >-\n      b\n\n       c: d\n\n    topic: %\n",
    "a list over lines": HEAD + "    echoes: [\n  a,\n b]\n    topic: %\n",
    "lists in the column of their field": (
        "statements:\n- id: a\n  evidence:\n  - source: a\n    note: n\n  topic: b\n\ntitle: %\n"
    ),
}


@pytest.mark.parametrize("text", OTHERWISE_WRONG.values(), ids=OTHERWISE_WRONG)
def test_what_else_is_wrong_is_not_called_indentation(text: str) -> None:
    document, (problem,) = read_text(text, "x.yml")
    assert document is None
    assert problem.rule == "yaml-syntax"


SOUND = """title: A talk
participants:
  - actor: alice
    role: host

  - {actor: bob}
statements:
  # the first
  - id: length
    text: >-
      It lasted an hour,
      and more.
    evidence:
      - source: article
        quote: "for an hour:
          an hour"
        relays: [letter,
          wire]
      - source: letter
        quote: an hour
        note: plain
          and long
    differs:
      - "#end"
      - talk#end
  - id: end
    text: It ended.
note: |
  A note
    with: this
"""


def move_line(text: str, number: int, column: int) -> str:
    lines = text.split("\n")
    lines[number - 1] = " " * column + lines[number - 1].lstrip(" ")
    return "\n".join(lines)


@pytest.mark.parametrize("number", range(1, SOUND.count("\n") + 1))
@pytest.mark.parametrize("step", [-2, -1, 1])
def test_who_does_as_told_mends_the_file(number: int, step: int) -> None:
    column = len(SOUND.split("\n")[number - 1]) - len(SOUND.split("\n")[number - 1].lstrip(" "))
    text = move_line(SOUND, number, max(0, column + step))
    for _ in range(40):
        document, problems = read_text(text, "x.yml")
        if document is not None:
            return
        (problem,) = problems
        assert problem.rule == "wrong-indentation"
        spaces = re.match(r"indent it by (\d+)", problem.hint)
        text = move_line(text, problem.position.line, int(spaces[1]) if spaces else 0)
    pytest.fail(text)


def test_a_sound_file_has_none() -> None:
    assert find_misfit(SOUND, SOUND.count("\n")) is None
