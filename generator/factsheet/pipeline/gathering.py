"""The same problem in many places, told once with what mends all of them.

Twenty-five quotes that nobody looked up yet would hide what matters. What another program reads is
not gathered: each problem has its line there.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from factsheet.checks.proofs import QUOTE_CHANGED, QUOTE_NOT_PROVEN
from factsheet.checks.readings import READING_NOT_CHECKED
from factsheet.checks.records import SOURCE_WITHOUT_ARCHIVE
from factsheet.checks.references import UNKNOWN_REFERENCE
from factsheet.problems import Problem
from factsheet.wording import count_things

LISTED = 8
"""A command names so many sources; without a name it takes all of them."""


class Together(NamedTuple):
    """How two or more problems of a rule are told together, and the command that mends them."""

    message: str
    command: str


TOGETHER: Mapping[str, Together] = {
    QUOTE_NOT_PROVEN.id: Together("{quotes} of {sources} are not proven yet", "verify"),
    QUOTE_CHANGED.id: Together(
        "{quotes} of {sources}, or what they are used for, were changed since they were proven",
        "verify",
    ),
    READING_NOT_CHECKED.id: Together(
        "{sources} are said to be read completely, and no record tells whether that holds",
        "verify",
    ),
    SOURCE_WITHOUT_ARCHIVE.id: Together("{sources} have no archived copy", "archive"),
}


def gather_problems(problems: Iterable[Problem]) -> list[Problem]:
    """The same problems, in their order; those that one act mends are told where the first of them
    stands.
    """
    groups: dict[tuple[str, str], list[Problem]] = {}
    for number, problem in enumerate(problems):
        groups.setdefault(_find_key(problem, number), []).append(problem)
    return [_join(group) if len(group) > 1 else group[0] for group in groups.values()]


def summarize_warnings(problems: Iterable[Problem]) -> str:
    """The warnings among `problems` on one line: what one command mends, and how many there are by
    each other rule. Empty if there are none.
    """
    warnings = [problem for problem in problems if problem.severity == "warning"]
    groups: dict[tuple[str, bool], list[Problem]] = {}
    for warning in warnings:
        groups.setdefault((warning.rule, not warning.about), []).append(warning)
    parts = [_summarize(groups[key]) for key in sorted(groups)]
    count = count_things(len(warnings), "warning")
    return f"{count}: {'; '.join(parts)}; `factsheet check` lists them" if warnings else ""


def _find_key(problem: Problem, number: int) -> tuple[str, str]:
    """What is the same for problems that are told together; `number` is the problem's own."""
    if problem.about and problem.rule in TOGETHER:
        return problem.rule, ""
    if problem.about and problem.rule == UNKNOWN_REFERENCE.id:
        return problem.rule, problem.about
    return "", str(number)


def _join(group: Sequence[Problem]) -> Problem:
    first = group[0]
    if first.rule in TOGETHER:
        message, command = _tell_together(group)
        return Problem(first.position, first.rule, first.severity, message, f"run {command}")
    places = count_things(len(group) - 1, "other place")
    message = f"{first.message}, here and in {places}"
    return Problem(first.position, first.rule, first.severity, message, first.hint)


def _summarize(group: Sequence[Problem]) -> str:
    rule, about = group[0].rule, group[0].about
    if rule not in TOGETHER or not about or len(group) == 1:
        return f"{rule} {len(group)}"
    message, command = _tell_together(group)
    return f"{message} ({command})"


def _tell_together(group: Sequence[Problem]) -> tuple[str, str]:
    """What is wrong, and the command that mends it."""
    together = TOGETHER[group[0].rule]
    names = sorted({problem.about.partition("/")[2] for problem in group})
    message = together.message.format(
        quotes=count_things(len(group), "quote"), sources=count_things(len(names), "source")
    )
    listed = names if len(names) <= LISTED else ()
    return message, " ".join(("factsheet", together.command, *listed))
