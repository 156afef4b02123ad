"""One file's text to a plain tree of dicts, lists and text, with positions; refuses what facts have no use for.

Every scalar is text: nothing here guesses at numbers, dates or truth values. YAML 1.1 by libyaml, less anchors,
aliases, tags, merge keys, directives and several documents.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from generator.problems import Position, Problem, Rule, quote_name

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree]"
Location = tuple[str | int, ...]
"""The way to a node from the root of the tree: keys and list indexes."""

LARGEST = 1024 * 1024
DEEPEST = 20

FILE_NOT_READABLE = Rule(
    id="file-not-readable",
    summary="A file of facts can be read, is a file of its own (no link) and has at most 1 MiB.",
    bad="# actors/alice.yml -> ../elsewhere.yml",
    good="# actors/alice.yml\nname: Alice\nkind: person",
)
NOT_UTF8 = Rule(
    id="not-utf-8",
    summary="Facts are UTF-8. Save the file with that encoding.",
    bad="# actors/alice.yml\nname: Zo\\xeb\nkind: person",
    good="# actors/alice.yml\nname: Zoë\nkind: person",
)
FORBIDDEN_CHARACTER = Rule(
    id="forbidden-character",
    summary="No tabs, control characters, characters that turn the direction of text, or Unicode line breaks, whether "
    "written as they are or as an escape such as `\\u202e`.",
    bad='# actors/alice.yml\nname: "Alice \\u202e"\nkind: person',
    good='# actors/alice.yml\nname: "Alice"\nkind: person',
)
YAML_SYNTAX = Rule(
    id="yaml-syntax",
    summary="The file is YAML. Text that holds `: ` or ` #`, or begins with a special character, stands in quotes.",
    bad="# actors/alice.yml\nname: Alice: a person\nkind: person",
    good='# actors/alice.yml\nname: "Alice: a person"\nkind: person',
)
YAML_FEATURE = Rule(
    id="yaml-feature",
    summary="Facts are written out: no anchors (`&a`), aliases (`*a`), tags (`!a`), merge keys (`<<`), directives "
    "(`%…`) and no second document (`---`).",
    bad="# actors/alice.yml\nname: &name Alice\nkind: person\nother_names: *name",
    good="# actors/alice.yml\nname: Alice\nkind: person\nother_names: Ally",
)
DUPLICATE_KEY = Rule(
    id="duplicate-key",
    summary="A key stands once in its mapping.",
    bad="# actors/alice.yml\nname: Alice\nkind: person\nname: Bob",
    good="# actors/alice.yml\nname: Alice\nkind: person\nother_names: Bob",
)
NESTED_TOO_DEEP = Rule(
    id="nested-too-deep",
    summary=f"Lists and mappings are nested at most {DEEPEST} deep.",
    bad="# actors/alice.yml\nname: Alice\nkind: person\nother_names: " + "[" * 30 + "]" * 30,
    good="# actors/alice.yml\nname: Alice\nkind: person\nother_names: [Ally, Al]",
)
RULES = (
    FILE_NOT_READABLE, NOT_UTF8, FORBIDDEN_CHARACTER, YAML_SYNTAX, YAML_FEATURE, DUPLICATE_KEY, NESTED_TOO_DEEP,
)  # fmt: skip

# C0 and C1 controls but the line feed and carriage return, NEL, LS, PS, direction marks and overrides, surrogates, non-characters.
FORBIDDEN = re.compile(
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
# Only a text in which one of these occurs can hold a refused feature, or nest so deeply that composing it would
# exhaust the stack. Such a text is read token by token first.
SUSPECT = re.compile(r"[&*!]|^[ ?-]{100}|^(?:---|\.\.\.|%)", re.MULTILINE)
MANY_BRACKETS = 200

REFUSED_TOKENS = {
    yaml.AnchorToken: ("an anchor", "write the value out where it is needed"),
    yaml.AliasToken: ("an alias", "write the value out here; text that begins with * stands in quotes"),
    yaml.TagToken: ("a tag", "leave it out; text that begins with ! stands in quotes"),
    yaml.DirectiveToken: ("a directive", "leave the line out"),
    yaml.DocumentStartToken: ("a document marker", "leave the line out: one file holds one record"),
    yaml.DocumentEndToken: ("a document marker", "leave the line out: one file holds one record"),
}
OPENING = (
    yaml.BlockMappingStartToken, yaml.BlockSequenceStartToken, yaml.FlowMappingStartToken, yaml.FlowSequenceStartToken,
)  # fmt: skip
CLOSING = (yaml.BlockEndToken, yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)


@dataclass(frozen=True)
class Document:
    """One file of facts: its path as problems name it, its text, and the plain tree that stands in it."""

    path: str
    text: str
    tree: Tree

    def position(self, location: Location = (), *, key: bool = False) -> Position:
        """Where the node at `location` stands, or its key if `key`; the nearest node above it where there is none."""
        node = best = _compose(self.text)
        for index, step in enumerate(location):
            pair = _find_child(node, step)
            if pair is None:
                break
            node = pair[1]
            best = pair[0] if key and index == len(location) - 1 else node
        return _position(self.path, best.start_mark) if best is not None else Position(self.path)


@lru_cache(maxsize=4)
def _compose(text: str) -> yaml.Node | None:
    # Positions are found by composing again, where a problem asks for one: kept marks of every node fill the memory.
    root: yaml.Node | None = yaml.compose(text, Loader=yaml.CBaseLoader)
    return root


def _find_child(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        return next((pair for pair in node.value if pair[0].value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return (node.value[step], node.value[step])
    return None


def _position(path: str, mark: Any) -> Position:
    return Position(path, mark.line + 1, mark.column + 1)


def _position_at(path: str, text: str, offset: int) -> Position:
    line_start = text.rfind("\n", 0, offset) + 1
    return Position(path, text.count("\n", 0, offset) + 1, offset - line_start + 1)


def read_file(path: Path, name: str) -> tuple[Document | None, list[Problem]]:
    """Reads the file at `path`, which problems call `name`. Returns no document where anything was refused."""
    try:
        if path.is_symlink() or not path.is_file():
            return None, [FILE_NOT_READABLE.problem(Position(name), "not a file", "replace the link by a file")]
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        return None, [FILE_NOT_READABLE.problem(Position(name), f"cannot be read: {error.strerror}")]
    if len(data) > LARGEST:
        return None, [FILE_NOT_READABLE.problem(Position(name), "larger than 1 MiB", "split the record")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = _position_at(name, data[: error.start].decode("utf-8"), error.start)
        return None, [NOT_UTF8.problem(place, "not UTF-8 from here on", "save the file as UTF-8")]
    return read_text(text, name)


def read_text(text: str, name: str) -> tuple[Document | None, list[Problem]]:
    """Reads YAML text that problems call `name`. Returns no document where anything was refused."""
    problems = list(_find_forbidden(text, name))
    if not problems and _may_hold_refused(text):
        problems = list(_find_refused(text, name))
    if problems:
        return None, problems
    try:
        node = yaml.compose(text, Loader=yaml.CBaseLoader)
        if node is None:
            return None, [
                YAML_SYNTAX.problem(Position(name), "the file is empty", "write a record, or delete the file")
            ]
        tree = _build_tree(node, name, problems)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return None, [_explain_yaml(error, name)]
    return (None, problems) if problems else (Document(name, text, tree), [])


def _may_hold_refused(text: str) -> bool:
    return bool(SUSPECT.search(text)) or text.count("[") + text.count("{") > MANY_BRACKETS


def _find_forbidden(text: str, name: str) -> Iterator[Problem]:
    for match in FORBIDDEN.finditer(text):
        what = "a tab" if match[0] == "\t" else f"the character U+{ord(match[0]):04X}"
        hint = "indent with spaces" if match[0] == "\t" else "delete it"
        yield FORBIDDEN_CHARACTER.problem(_position_at(name, text, match.start()), f"{what} is not allowed", hint)


def _find_refused(text: str, name: str) -> Iterator[Problem]:
    depth = 0
    try:
        for token in yaml.scan(text, Loader=yaml.CBaseLoader):
            place = _position(name, token.start_mark)
            if type(token) in REFUSED_TOKENS:
                what, hint = REFUSED_TOKENS[type(token)]
                yield YAML_FEATURE.problem(place, f"{what} is not allowed", hint)
            depth += isinstance(token, OPENING) - isinstance(token, CLOSING)
            if depth > DEEPEST:
                yield NESTED_TOO_DEEP.problem(place, f"nested deeper than {DEEPEST}", "write it flat")
                return
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        yield _explain_yaml(error, name)


def _explain_yaml(error: Exception, name: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = _position(name, mark) if mark is not None else Position(name)
    context, problem = getattr(error, "context", None), getattr(error, "problem", None)
    reason = ", ".join(part for part in (context, problem) if part) or "not YAML"
    return YAML_SYNTAX.problem(place, reason, "text with : or # or a special first character stands in quotes")


def _build_tree(node: yaml.Node, name: str, problems: list[Problem], depth: int = 1) -> Tree:
    if isinstance(node, yaml.ScalarNode):
        value: str = node.value
        if FORBIDDEN.search(value):
            place = _position(name, node.start_mark)
            problems.append(FORBIDDEN_CHARACTER.problem(place, "an escape gives a character that is not allowed"))
        return value
    if depth > DEEPEST:
        place = _position(name, node.start_mark)
        problems.append(NESTED_TOO_DEEP.problem(place, f"nested deeper than {DEEPEST}", "write it flat"))
        return ""
    if isinstance(node, yaml.SequenceNode):
        return [_build_tree(item, name, problems, depth + 1) for item in node.value]
    tree: dict[str, Tree] = {}
    for key_node, value_node in node.value:
        key = _read_key(key_node, node, name, tree, problems)
        tree[key] = _build_tree(value_node, name, problems, depth + 1)
    return tree


def _read_key(node: yaml.Node, mapping: yaml.Node, name: str, tree: dict[str, Tree], problems: list[Problem]) -> str:
    place = _position(name, node.start_mark)
    if not isinstance(node, yaml.ScalarNode):
        problems.append(YAML_SYNTAX.problem(place, "a list or mapping cannot be a key", "write a field's name"))
        return ""
    key: str = node.value
    if key in tree:
        first = next(pair[0] for pair in mapping.value if pair[0].value == key).start_mark.line + 1
        problems.append(DUPLICATE_KEY.problem(place, f"{quote_name(key)} stands here and in line {first}", "keep one"))
    if key == "<<":
        problems.append(YAML_FEATURE.problem(place, "a merge key is not allowed", "write the keys out"))
    if FORBIDDEN.search(key):
        problems.append(FORBIDDEN_CHARACTER.problem(place, "an escape gives a character that is not allowed"))
    return key
