"""The same problem in many places is told once, with what mends all of them."""

import json
from pathlib import Path

import pytest

from factsheet.pipeline.build import check_facts
from factsheet.pipeline.gathering import TOGETHER, gather_problems, summarize_warnings
from factsheet.problems import Position, Problem, Severity, format_json, format_terminal
from support.examples import write_corpus


def problem(rule: str, line: int, about: str = "", severity: Severity = "warning") -> Problem:
    return Problem(Position("facts/events/z.yml", line), rule, severity, "m", "h", about)


def tell(*problems: Problem) -> list[str]:
    return [
        f"{told.position.line}: {told.message}; {told.hint}" for told in gather_problems(problems)
    ]


def test_quotes_to_be_looked_up_are_one_line_with_the_command() -> None:
    unproven = [problem("quote-not-proven", line, f"sources/s{line % 2}") for line in range(5, 30)]
    assert tell(problem("a", 1), *unproven, problem("b", 40)) == [
        "1: m; h",
        "5: 25 quotes of 2 sources are not proven yet; run factsheet verify s0 s1",
        "40: m; h",
    ]


@pytest.mark.parametrize("rule", TOGETHER)
def test_a_single_problem_stays_as_it_is(rule: str) -> None:
    assert tell(problem(rule, 3, "sources/s")) == ["3: m; h"]


@pytest.mark.parametrize("rule", TOGETHER)
def test_all_of_a_rule_are_one_line(rule: str) -> None:
    (line,) = tell(problem(rule, 3, "sources/s"), problem(rule, 4, "sources/t"))
    assert "2 sources" in line
    assert line.endswith(" s t")


def test_a_command_for_many_sources_names_none() -> None:
    problems = [problem("source-without-archive", line, f"sources/s{line}") for line in range(9)]
    assert tell(*problems) == ["0: 9 sources have no archived copy; run factsheet archive"]


def test_what_no_command_mends_is_not_gathered() -> None:
    assert len(tell(problem("quote-not-proven", 1), problem("quote-not-proven", 2))) == 2
    assert len(tell(problem("a", 1, "sources/s"), problem("a", 2, "sources/s"))) == 2


EVENT = "title: T\nkind: dance\nstatements:\n" + "".join(
    f"  - id: s{number}\n    text: T\n    topic: {topic}\n    attributed_to: alice\n"
    "    evidence: {source: article, quote: a b}\n"
    for number, topic in enumerate(["strike-vote", "pay", "strike-vote", "the-cal"])
)


@pytest.fixture
def problems(tmp_path: Path) -> tuple[Problem, ...]:
    files = {"events/walk.yml": EVENT, "events/way.yml": EVENT}
    return check_facts(write_corpus(tmp_path, files))[1]


def test_what_the_vocabulary_lacks_is_told_once_with_the_line_to_add(
    problems: tuple[Problem, ...],
) -> None:
    lines = [format_terminal(told) for told in gather_problems(problems)]
    assert [line for line in lines if "error" in line] == [
        'facts/events/walk.yml:2:7: error: no event kind "dance", here and in 1 other place; write'
        ' "  dance: Dance" below event_kinds: in facts/vocabulary.yml [unknown-reference]',
        'facts/events/walk.yml:6:12: error: no topic "strike-vote", here and in 3 other places;'
        ' write "  strike-vote: Strike vote" below topics: in facts/vocabulary.yml'
        " [unknown-reference]",
        'facts/events/walk.yml:11:12: error: no topic "pay", here and in 1 other place; write'
        ' "  pay: Pay" below topics: in facts/vocabulary.yml [unknown-reference]',
        'facts/events/walk.yml:21:12: error: no topic "the-cal", here and in 1 other place; did you'
        ' mean "the-call"? If not, write "  the-cal: The cal" below topics: in facts/vocabulary.yml'
        " [unknown-reference]",
    ]


def test_the_lines_that_are_told_mend_the_vocabulary(
    tmp_path: Path, problems: tuple[Problem, ...]
) -> None:
    parts: dict[str, list[str]] = {"event_kinds:": ["  call: Call"], "topics:": ["  the-call: C"]}
    for told in gather_problems(problems):
        if told.severity == "error":
            _, line, rest = told.hint.split('"')[-3:]
            parts[rest.split()[1]].append(line)
    text = "".join(f"{name}\n" + "".join(f"{line}\n" for line in parts[name]) for name in parts)
    found = check_facts(write_corpus(tmp_path, {"vocabulary.yml": text}))[1]
    assert [one for one in found if one.severity == "error"] == []


def test_json_has_each_problem_and_nothing_of_what_gathers_them(
    problems: tuple[Problem, ...],
) -> None:
    entries = json.loads(format_json(problems))
    assert len(entries) == len(problems) > len(gather_problems(problems))
    assert {tuple(entry) for entry in entries} == {
        ("position", "rule", "severity", "message", "hint")
    }


def test_a_build_tells_its_warnings_on_one_line() -> None:
    unproven = [problem("quote-not-proven", line, f"sources/s{line % 2}") for line in range(3)]
    others = [problem("b", 1), problem("a", 1), problem("b", 2), problem("c", 1, severity="error")]
    assert summarize_warnings([*unproven, *others]) == (
        "6 warnings: a 1; b 2; 3 quotes of 2 sources are not proven yet (factsheet verify s0 s1);"
        " `factsheet check` lists them"
    )
    assert summarize_warnings([problem("quote-not-proven", 1, "sources/s")]) == (
        "1 warning: quote-not-proven 1; `factsheet check` lists them"
    )
    assert summarize_warnings([problem("c", 1, severity="error")]) == ""
