"""What passes for something else: links, names, and the letters of quotes."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from factsheet.pipeline.build import check_facts
from factsheet.problems import Problem
from support.examples import write_corpus

EVENT = """title: A walk
kind: call
statements:
  - id: walked
    text: '{}'
    attributed_to: alice
    evidence: {{source: article, quote: "{}"{}}}
"""


def check(root: Path, files: Mapping[str, str]) -> list[Problem]:
    return list(check_facts(write_corpus(root, files))[1])


def find(root: Path, rule: str, files: Mapping[str, str]) -> list[str]:
    """What is told by `rule`, with the path, the line and the remedy."""
    return [
        f"{one.position.path}:{one.position.line} {one.message}; {one.hint}"
        for one in check(root, files)
        if one.rule == rule
    ]


def write_text(text: str, quote: str = "they walked", more: str = "") -> dict[str, str]:
    return {"events/walk.yml": EVENT.format(text, quote, more)}


@pytest.mark.parametrize(
    ("link", "remedy"),
    [
        ("[Bob](bob)", "write [Bob](actor:bob)"),
        ("[Bob](ACTOR:bob)", "write [Bob](actor:bob)"),
        ("[*Bob*](actors:bob)", "write [Bob](actor:bob)"),
        ("[The  gazette](the-paper)", "write [The  gazette](actor:gazette)"),
        ("[it](talk#length)", "write [it](event:talk#length)"),
        ("[it](article)", "write [it](source:article)"),
        ("[it](../bob/)", "write actor:, event: or source: and an id, or an address"),
        ("[it](javascript:alert)", "write actor:, event: or source: and an id, or an address"),
        ("[it](//x.example)", "write actor:, event: or source: and an id, or an address"),
        ("[it](https://a:b@x.example)", "write actor:, event: or source: and an id, or an address"),
        ("[it]()", "write actor:, event: or source: and an id, or an address"),
    ],
)
def test_a_link_that_leads_nowhere_is_an_error_with_its_line_and_remedy(
    tmp_path: Path, link: str, remedy: str
) -> None:
    (problem,) = [
        one for one in check(tmp_path, write_text(f"{link} walked."))
        if one.rule == "link-without-kind"
    ]  # fmt: skip
    assert (problem.position.path, problem.position.line) == ("facts/events/walk.yml", 5)
    assert problem.severity == "error"
    assert problem.hint.startswith(remedy)


@pytest.mark.parametrize(
    "text",
    [
        "[Bob](actor:bob)",
        "[it](https://x.example/a)",
        r"\[Bob](bob)",
        "`[Bob](bob)`",
        "[Bob] (bob)",
    ],
)
def test_other_brackets_and_links_are_left_alone(tmp_path: Path, text: str) -> None:
    assert find(tmp_path, "link-without-kind", write_text(text)) == []


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("[Bob](actor:alice)", True),
        ("[bob](actor:alice)", True),
        ("[Bobby](actor:alice)", True),
        ("[Bob](actor:bob)", False),
        ("[He](actor:bob)", False),
        ("[https://x.example/a](https://x.example/b)", False),
        ("[https://x.example](https://y.example)", True),
        ("[www.x.example](https://y.example)", True),
        ("[https://x.example](actor:bob)", True),
    ],
)
def test_a_link_that_shows_another_name_or_address_is_told(
    tmp_path: Path, link: str, told: bool
) -> None:
    files = {**write_text(f"{link} walked."),
             "actors/bob.yml": "name: Bob\nkind: person\nother_names: Bobby\n"}  # fmt: skip
    assert bool(find(tmp_path, "link-misnamed", files)) == told


@pytest.mark.parametrize(
    "entity", ["&#8203;", "&#x202e;", "&ZeroWidthSpace;", "&shy;", "&#1052;acron", "&#9;"]
)
def test_an_entity_stands_for_nothing_that_may_not_stand_there(tmp_path: Path, entity: str) -> None:
    (problem,) = find(tmp_path, "misleading-entity", write_text(f"They{entity} walked."))
    assert problem.startswith("facts/events/walk.yml:5 ")


def test_honest_entities_and_those_in_code_are_left_alone(tmp_path: Path) -> None:
    text = "A &amp; B &lt; C&nbsp;D &eacute; `&#8203;`"
    assert find(tmp_path, "misleading-entity", write_text(text)) == []


@pytest.mark.parametrize(
    "files",
    [
        {"actors/bobby.yml": "name: Bob\nkind: person\n"},
        {"actors/bobby.yml": "name: BOB\nkind: person\n"},
        {"actors/bobby.yml": "name: Robert\nshort_name: Bob\nkind: person\n"},
        {"actors/bobby.yml": 'name: "Bob\\u00a0"\nkind: person\n'},
        {"actors/bobby.yml": 'name: "\\u0412\\u043e\\u042c"\nkind: person\n',
         "actors/bob.yml": 'name: "Bob"\nshort_name: "\\u0412\\u043e\\u042c"\nkind: person\n'},
        {"actors/ivan.yml": "name: Ivan\nkind: person\n", "actors/lvan.yml": "name: lvan\nkind: person\n"},
        {"actors/ussr.yml": "name: CCCP\nkind: state\n", "actors/union.yml": "name: СССР\nkind: state\n"},
        {"events/other.yml": "title: a Talk\nkind: call\ndate: 2022-02-20\n"},
        {"sources/other.yml": "title: T\nkind: article\nurl: https://gazette.example/talk/\n"},
        {"sources/other.yml": 'title: T\nkind: article\nurl: "https://gazette.example/talk#top"\n'},
    ],
)  # fmt: skip
def test_two_of_one_name_are_told_with_both_files(tmp_path: Path, files: dict[str, str]) -> None:
    (problem,) = find(tmp_path, "name-taken", files)
    assert problem.count("facts/") == 2


@pytest.mark.parametrize(
    "files",
    [
        {"actors/bobby.yml": "name: Bobby\nkind: person\nother_names: Bob\n"},
        {"actors/bob.yml": "name: Bob\nshort_name: Bob\nkind: person\n"},
        {"events/other.yml": "title: A talk\nkind: call\ndate: 2022-02-21\n"},
        {"sources/other.yml": "title: Alice and Bob talk\nkind: article\nnote: N\n"},
        {"sources/other.yml": "title: T\nkind: post\nurl: https://gazette.example/talk\npart_of: article\n"},
    ],
)  # fmt: skip
def test_what_can_be_told_apart_is_not_told(tmp_path: Path, files: dict[str, str]) -> None:
    assert find(tmp_path, "name-taken", files) == []


def test_what_nobody_sees_in_a_quote_is_told_until_the_note_says_that_the_article_has_it(
    tmp_path: Path,
) -> None:
    assert find(tmp_path, "quote-misleading", write_text("W", "they \\u2060walked")) == [
        'facts/events/walk.yml:7 the quote from "article" has U+2060 WORD JOINER, which nobody'
        " sees; copy the words again; if the article has it, say so in the evidence's note"
    ]
    answered = write_text("W", "they \\u2060walked", ", note: The article has it so")
    assert find(tmp_path, "quote-misleading", answered) == []


def test_a_quote_keeps_its_letters_and_what_is_ours_does_not(tmp_path: Path) -> None:
    tricked = "\\u041cacron"
    rules = {
        one.rule for one in check(tmp_path, write_text("W", tricked)) if one.severity == "error"
    }
    assert rules == set()
    for line in (f', translation: "{tricked}"', f', note: "{tricked}"', f', locator: "{tricked}"'):
        (tmp_path / line[2:6]).mkdir()
        found = check(tmp_path / line[2:6], write_text("W", "they walked", line))
        assert "misleading-character" in {one.rule for one in found}
