"""Which line of a file that is not YAML is indented wrongly.

A parser says where it was lost, which is often some lines after the one that somebody indented by a
space too few. So the lines are read once more as people see them: by the columns in which fields
and entries of lists begin.
"""

import re
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from factsheet.problems import quote_name
from factsheet.wording import count_things

LINE = re.compile(
    r"(?P<indent> *)(?P<dashes>(?:- +){0,20})(?:(?P<key>[a-z][a-z_]*):(?= |$))? *(?P<rest>.*)"
)
NEAR_KEY = re.compile(r"-?[a-z][a-z_]*:")
WORDS = re.compile(r"[\w\"'“‘«(]")
BLOCK = re.compile(r"[|>][0-9+-]{0,2}(?: +#.*)?$")
CLOSING = {'"': '"', "'": "'", "[": "]", "{": "}"}


class Misfit(NamedTuple):
    """What is indented wrongly: line and column, from 1, and the remedy."""

    line: int
    column: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class _Level:
    """Fields or entries of a list that begin in one column, from 0: the last of them is `name`, in
    the line `line`; `is_open` if nothing stands behind its colon, so that more may belong to it.
    """

    kind: Literal["field", "entry"]
    column: int
    line: int
    name: str
    is_open: bool


class _Outline:
    """The levels that are open where the next line begins, the outermost first."""

    def __init__(self) -> None:
        self.levels: list[_Level] = []

    def enter(
        self, kind: Literal["field", "entry"], column: int, line: int, name: str
    ) -> Misfit | None:
        """Take a field or an entry, unless it fits nothing above it."""
        before = tuple(self.levels)
        while self.levels and self.levels[-1].column > column:
            self.levels.pop()
        if kind == "field" and len(self.levels) > 1 and self.levels[-2].column == column:
            self.levels.pop()  # a list may stand in the column of the field that it belongs to
        inner = self.levels[-1] if self.levels else None
        is_next = inner is not None and (inner.kind, inner.column) == (kind, column)
        begins = inner.is_open and before[-1] == inner if inner else not before and not column
        if not (is_next or begins):
            return _explain(before, kind, column, line, name)
        if is_next:
            self.levels.pop()
        self.levels.append(_Level(kind, column, line, name, is_open=True))
        return None

    def close(self) -> None:
        """Something stands behind the last colon, or dash: nothing more belongs to it."""
        self.levels[-1] = replace(self.levels[-1], is_open=False)


def find_misfit(text: str, last: int) -> Misfit | None:
    """Find the first line of `text` that is indented as nothing above it, up to the line `last`,
    from 1; none if the lines do not show one.
    """
    outline, closing = _Outline(), ""
    block: int | None = None  # the column of a text in lines of its own, from 0; 0 before its first
    for number, line in enumerate(text.split("\n", last)[:last], 1):
        match = LINE.fullmatch(line.rstrip())
        if match is None or not match[0].strip():
            continue
        column = len(match["indent"])
        if closing:
            closing = "" if closing in line else closing
        elif block is not None and column > max(block - 1, outline.levels[-1].column):
            block = block or column
        elif not match["rest"].startswith("#"):
            if misfit := _enter_line(outline, number, match, block or 0):
                return misfit
            value = match["rest"] if match["key"] or match["dashes"] else ""
            block = 0 if BLOCK.match(value) else None
            end = CLOSING.get(value[:1], "")
            closing = end if end and end not in value[1:] else ""
    return None


def _enter_line(outline: _Outline, number: int, match: re.Match[str], block: int) -> Misfit | None:
    column = len(match["indent"])
    if not match["key"] and not match["dashes"]:
        return _judge_text(outline, number, column, match["rest"], block)
    for dash in re.finditer(r"- +", match["dashes"]):
        if misfit := outline.enter("entry", column + dash.start(), number, "-"):
            return misfit
    if match["key"]:
        column += len(match["dashes"])
        if misfit := outline.enter("field", column, number, match["key"]):
            return misfit
    if match["rest"]:
        outline.close()
    return None


def _judge_text(
    outline: _Outline, number: int, column: int, text: str, block: int
) -> Misfit | None:
    """What is wrong with a line that begins neither a field nor an entry: it goes on with the text
    of the field above, whose lines begin in the column `block` if that is not 0.
    """
    if not outline.levels or NEAR_KEY.match(text) or not WORDS.match(text):
        return None
    above = outline.levels[-1]
    if column >= (block or above.column + 1):
        return None
    name = "the entry" if above.kind == "entry" else quote_name(above.name)
    message = f"the text of {name} in line {above.line} goes on here, but is not indented as such"
    return Misfit(number, column + 1, message, f"indent it by {block or above.column + 2} spaces")


def _explain(
    levels: tuple[_Level, ...], kind: Literal["field", "entry"], column: int, line: int, name: str
) -> Misfit:
    """Say in which column a line that fits nothing may have been meant to begin."""
    spaces = count_things(column, "space")
    message = f"{quote_name(name)} is indented by {spaces}, as nothing that it could belong to"
    like = [level for level in levels if level.kind == kind]
    if not levels:
        return Misfit(line, column + 1, message, "do not indent the fields of a record")
    if not like:
        message = "an entry of a list is indented as the fields above it"
        hint = "begin each entry with -, the first one too, or leave the - out here"
        return Misfit(line, column + 1, message, hint)
    nearest = min(like, key=lambda level: (abs(level.column - column), -level.column))
    spaces = count_things(nearest.column, "space")
    hint = f"indent it by {spaces}" if nearest.column else "do not indent it"
    hint = f"{hint}, as {quote_name(nearest.name)} in line {nearest.line}"
    return Misfit(line, column + 1, message, hint)
