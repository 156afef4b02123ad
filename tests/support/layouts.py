"""Records written in any layout that YAML allows and people use: with lists indented or not, texts
in quotes or folded, single values or brackets, and comments everywhere.
"""

import re
import textwrap
from dataclasses import dataclass
from random import Random
from typing import Any

PLAIN = re.compile(r"[A-Za-z0-9é][A-Za-z0-9é ,.()-]*[A-Za-z0-9é.)]|[A-Za-z0-9é]")
FOLDABLE = re.compile(r"\S+( \S+)*")


@dataclass
class Layout:
    """How a file is laid out, as `random` decides. Each comment has another number."""

    random: Random
    dash: int
    gap: int
    step: int
    comments: int = 0

    def has(self, chance: float) -> bool:
        return self.random.random() < chance

    def comment(self) -> str:
        self.comments += 1
        return f"# comment {self.comments}"

    def behind(self) -> str:
        return f" {self.comment()}" if self.has(0.15) else ""

    def above(self, indent: int) -> list[str]:
        lines = [" " * indent + self.comment()] if self.has(0.1) else []
        return ["", *lines] if self.has(0.05) else lines


def draw_layout(random: Random) -> Layout:
    return Layout(
        random, random.choice([0, 2, 2, 4]), random.choice([2, 2, 4]), random.choice([2, 2, 4])
    )


def write_record(tree: dict[str, Any], layout: Layout) -> str:
    """The text of a file: with lines ends, byte order mark and last line as the layout has it."""
    lines = [line for name, value in tree.items() for line in _write_pair(name, value, 0, layout)]
    random = layout.random
    text = "\n".join(lines) + "\n" * random.choice([1, 1, 1, 2])
    if random.random() < 0.3:
        text = f"{layout.comment()}\n\n{text}"
    if random.random() < 0.2:
        text += layout.comment() + "\n"
    if random.random() < 0.2 and not text.endswith("\n\n"):
        text = text.removesuffix("\n")
    if random.random() < 0.2:
        text = text.replace("\n", "\r\n")
    return "\ufeff" + text if random.random() < 0.1 else text


def _write_pair(name: str, value: Any, indent: int, layout: Layout) -> list[str]:
    margin = " " * indent
    above = layout.above(indent)
    if isinstance(value, str):
        lines = _write_text(value, indent + layout.step, layout)
        return [*above, f"{margin}{name}: {lines[0]}", *lines[1:]]
    if layout.has(0.15) and _is_flat(value):
        return [*above, f"{margin}{name}: {write_flow(value, layout)}{layout.behind()}"]
    head = [*above, f"{margin}{name}:{layout.behind()}"]
    if isinstance(value, dict):
        below = indent + layout.step
        return head + [
            line for key in value for line in _write_pair(key, value[key], below, layout)
        ]
    if len(value) == 1 and isinstance(value[0], dict) and layout.has(0.2):  # a single value
        below = indent + layout.step
        (item,) = value
        return head + [line for key in item for line in _write_pair(key, item[key], below, layout)]
    return head + [
        line for item in value for line in _write_item(item, indent + layout.dash, layout)
    ]


def _write_item(item: Any, indent: int, layout: Layout) -> list[str]:
    margin, dash = " " * indent, "-".ljust(layout.gap)
    above = layout.above(indent)
    if isinstance(item, str):
        lines = _write_text(item, indent + layout.gap, layout)
        return [*above, margin + dash + lines[0], *lines[1:]]
    if layout.has(0.1) and _is_flat(item):
        return [*above, f"{margin}{dash}{write_flow(item, layout)}{layout.behind()}"]
    column = indent + layout.gap
    lines = [
        line for key, value in item.items() for line in _write_pair(key, value, column, layout)
    ]
    first = next(number for number, line in enumerate(lines) if line.strip()[:1] not in ("", "#"))
    return [*above, *lines[:first], margin + dash + lines[first][column:], *lines[first + 1 :]]


def _write_text(text: str, indent: int, layout: Layout) -> list[str]:
    """The lines of a text behind its key; those below are indented."""
    choices = ["double", "single"]
    choices += ["plain"] * 3 if PLAIN.fullmatch(text) else []
    choices += ["folded", "literal"] if FOLDABLE.fullmatch(text) else []
    choices += ["long plain"] if PLAIN.fullmatch(text) and " " in text else []
    choices += ["long double"] if FOLDABLE.fullmatch(text) and " " in text else []
    choice = layout.random.choice(choices)
    width = layout.random.choice([20, 60, 90])
    parts = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False) or [""]
    margin = " " * indent
    if choice == "folded":
        return [f">-{layout.behind()}", *(margin + part for part in parts)]
    if choice == "literal":
        return [f"|-{layout.behind()}", margin + text]
    if choice == "long plain":
        return [parts[0], *(margin + part for part in parts[1:])]
    if choice == "long double":
        parts = [part.replace("\\", "\\\\").replace('"', '\\"') for part in parts]
        return f'"{f"{chr(10)}{margin}".join(parts)}"'.split("\n")
    return [_quote(text, choice) + layout.behind()]


def _quote(text: str, choice: str) -> str:
    if choice == "plain":
        return text
    if choice == "single":
        return "'" + text.replace("'", "''") + "'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _is_flat(value: Any) -> bool:
    parts = value.values() if isinstance(value, dict) else value
    return all(
        isinstance(part, str) or (isinstance(value, list) and _is_flat(part)) for part in parts
    )


def write_flow(value: Any, layout: Layout) -> str:
    if isinstance(value, str):
        plain = re.fullmatch(r"[A-Za-z][A-Za-z ]*[A-Za-z]", value)
        return _quote(
            value,
            layout.random.choice(["plain", "single", "double"] if plain else ["single", "double"]),
        )
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {write_flow(value[key], layout)}" for key in value) + "}"
    return "[" + ", ".join(write_flow(item, layout) for item in value) + "]"
