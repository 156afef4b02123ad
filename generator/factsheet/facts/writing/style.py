"""How texts and lists are written: what must stand in quotes, and how a file is indented."""

import json
import re
from typing import NamedTuple

from factsheet.facts.reader import FORBIDDEN

# What YAML takes for something else at the beginning of a text, within it, or at its end
# (YAML 1.1, section 9.1.3); the empty text is nothing in YAML.
MISREAD = re.compile(r"^[-?:,\[\]{}#&*!|>'\"%@`]|: | #|:$|^$|\n|^\s|\s$")
MISREAD_IN_BRACKETS = re.compile(rf"{MISREAD.pattern}|[\[\]{{}},:]")
"""The same for text between brackets."""
ANY = re.compile("")
"""Any text: it stands in quotes whether it must or not."""


class Style(NamedTuple):
    """How a file is indented: what stands below a key, the dash of a list's item below its key, and
    what stands behind a dash, each by so many columns. And the names of the fields whose texts on
    one line all stand in double quotes, whether they must or not.
    """

    step: int = 2
    dash: int = 2
    gap: int = 2
    quoted: frozenset[str] = frozenset()


SHIPPED_STYLE = Style()
"""How new files are written."""


def quote_text(text: str, misread: re.Pattern[str] = MISREAD) -> str:
    """Put `text` in quotes if YAML would read something else.

    Raises ValueError if it holds a character that facts may not have.
    """
    if FORBIDDEN.search(text):
        raise ValueError(f"facts may not hold a character of {text!r}")
    return json.dumps(text, ensure_ascii=False) if misread.search(text) else text
