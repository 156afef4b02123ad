"""Problems: what is wrong, where, by which rule, and what to do about it.

A problem is plain data. Nothing here prints: the formatters return text, and their caller decides
where it goes.
"""

import json
import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from typing import Literal

Severity = Literal["error", "warning"]

# Everything that could end a line or steer a terminal: a problem quotes text that strangers wrote.
UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


NEXT = 12
"""As many names before and behind a wrong one are compared with it."""


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file: path relative to the project's folder with forward slashes; line and
    column count from 1.
    """

    path: str
    line: int = 1
    column: int = 1


def position_at(path: str, text: str, offset: int) -> Position:
    """Find where the character number `offset` of `text`, which is the file at `path`, stands."""
    line_start = text.rfind("\n", 0, offset) + 1
    return Position(path, text.count("\n", 0, offset) + 1, offset - line_start + 1)


Location = tuple[str | int, ...]
"""The way to a node from the root of its file: keys and list indexes."""


@dataclass(frozen=True, slots=True)
class Place:
    """A node of a file of facts, or its key, by the way that leads there; its line is looked up
    when it is needed.
    """

    path: str
    location: Location = ()
    key: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, with the remedy in `hint` (empty if the message says it all).

    `about` is what would mend it wherever else it stands, as `sources/<id>` or `topics/<id>`; empty
    if it can only be mended here.
    """

    position: Position
    rule: str
    severity: Severity
    message: str
    hint: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule that facts keep, with what its documentation shows.

    `bad` and `good` are examples: one or more files, each begun by a comment line `# <path below
    the facts folder>`. The tests read each example and expect exactly this rule's problem in the
    bad one, and none of it in the good one.
    """

    id: str
    severity: Severity = "error"
    summary: str
    bad: str
    good: str

    def problem(self, position: Position, message: str, hint: str = "", about: str = "") -> Problem:
        return Problem(position, self.id, self.severity, message, hint, about)

    def finding(
        self,
        place: Place,
        message: str,
        hint: str = "",
        other: Place | None = None,
        about: str = "",
    ) -> "Finding":
        return Finding(self, place, message, hint, other, about)


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem whose line is not looked up yet, nor that of the `other` place with which its
    message ends, if there is one.
    """

    rule: Rule
    place: Place
    message: str
    hint: str = ""
    other: Place | None = None
    about: str = ""

    def locate(self, position: Position, other: Position | None = None) -> Problem:
        """Return the problem, whose places stand at `position` and at `other`."""
        end = f", {other.path}:{other.line}" if other else ""
        return self.rule.problem(position, self.message + end, self.hint, self.about)


def quote_name(text: str) -> str:
    """Put `text` in double quotes, shortened to 60 characters, for use in a message."""
    return f'"{text if len(text) <= 60 else text[:59] + "…"}"'


class KnownNames:
    """Names of which the nearest to a wrong one is found without a look at each.

    A slip of the pen leaves the beginning or the end of a name as it was, so only those that are
    next to it in the order of letters, read from either end, are compared.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.forwards = sorted(names)
        self.backwards = sorted(name[::-1] for name in self.forwards)

    def suggest(self, name: str) -> str:
        """Name the known name nearest to `name` in a hint; empty if none is near."""
        wrong = name[:80]
        near = _list_around(self.forwards, wrong)
        near += [known[::-1] for known in _list_around(self.backwards, wrong[::-1])]
        close = get_close_matches(wrong, list(dict.fromkeys(near)), n=1)
        return f"did you mean {quote_name(close[0])}?" if close else ""


def _list_around(names: list[str], name: str) -> list[str]:
    place = bisect_left(names, name)
    return names[max(0, place - NEXT) : place + NEXT]


def suggest_name(name: str, known: Iterable[str]) -> str:
    """Name the known name nearest to `name` in a hint; empty if none is near. For many names use
    `KnownNames`.
    """
    return KnownNames(known).suggest(name)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of `problems` is more than a warning."""
    return any(problem.severity == "error" for problem in problems)


def escape_unprintable(text: str) -> str:
    r"""Put `text` on one line, with every character that could forge a line or an escape sequence
    written as `\uXXXX`.
    """
    return UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def format_terminal(problem: Problem) -> str:
    """Format as `facts/events/x.yml:12:5: error: message; hint [rule]` on one line."""
    place = problem.position
    message = f"{problem.message}; {problem.hint}" if problem.hint else problem.message
    line = (
        f"{place.path}:{place.line}:{place.column}: {problem.severity}: {message} [{problem.rule}]"
    )
    return escape_unprintable(line)


def format_github(problem: Problem) -> str:
    """Format as a workflow command that GitHub shows as an annotation at the file and line.

    Data and properties are percent-escaped as the workflow commands of GitHub Actions ask, so that
    no text from a file can begin a command of its own.
    """
    place = problem.position
    properties = {
        "file": place.path,
        "line": str(place.line),
        "col": str(place.column),
        "title": problem.rule,
    }
    fields = ",".join(f"{name}={_escape_property(value)}" for name, value in properties.items())
    message = f"{problem.message}; {problem.hint}" if problem.hint else problem.message
    return f"::{problem.severity} {fields}::{_escape_data(escape_unprintable(message))}"


def format_json(problems: Iterable[Problem]) -> str:
    """Format all problems as one JSON array, in the order given."""
    entries = [asdict(problem) for problem in problems]
    for entry in entries:
        del entry["about"]
    return json.dumps(entries, ensure_ascii=True, indent=2)


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(escape_unprintable(text)).replace(":", "%3A").replace(",", "%2C")


@dataclass(frozen=True, slots=True)
class Refusal:
    """The answer if something is not done: `reason` says why, `hint` the remedy, if there is one.

    `status` is that of HTTP, or 0 if no server answered with one. `retry_after` is in how many
    seconds another attempt may help, or None if none would.
    """

    reason: str
    hint: str = ""
    status: int = 0
    retry_after: float | None = None


class Refused(Exception):
    """An exception that carries a refusal to the public function that returns it as a value."""

    def __init__(
        self, reason: str, hint: str = "", *, status: int = 0, retry_after: float | None = None
    ) -> None:
        super().__init__(reason)
        self.refusal = Refusal(reason, hint, status, retry_after)
