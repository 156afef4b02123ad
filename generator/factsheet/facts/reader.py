"""One file's text to a plain tree of dicts, lists and text, with positions; refuses what facts have
no use for.

Every scalar is text: nothing here guesses at numbers, dates or truth values. YAML 1.1 by libyaml,
less anchors, aliases, tags, merge keys, directives and several documents.
"""

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from factsheet.problems import Position, Problem, Rule, quote_name

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree]"
Location = tuple[str | int, ...]
"""The way to a node from the root of the tree: keys and list indexes."""

LARGEST = 1024 * 1024
DEEPEST = 20
MOST = 100
"""The most problems told of one file at a time: nobody reads more, and a file may hold a million
tabs.
"""

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
    summary=(
        "No tabs, control characters, characters that turn the direction of text, or Unicode line"
        " breaks, whether written as they are or as an escape such as `\\u202e`."
    ),
    bad='# actors/alice.yml\nname: "Alice \\u202e"\nkind: person',
    good='# actors/alice.yml\nname: "Alice"\nkind: person',
)
YAML_SYNTAX = Rule(
    id="yaml-syntax",
    summary=(
        "The file is YAML. Text that holds `: ` or ` #`, or begins with a special character, stands"
        " in quotes."
    ),
    bad="# actors/alice.yml\nname: Alice: a person\nkind: person",
    good='# actors/alice.yml\nname: "Alice: a person"\nkind: person',
)
YAML_FEATURE = Rule(
    id="yaml-feature",
    summary=(
        "Facts are written out: no anchors (`&a`), aliases (`*a`), tags (`!a`), merge keys (`<<`),"
        " directives (`%…`) and no second document (`---`)."
    ),
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

# Control characters but the ends of lines, NEL, LS, PS, direction marks and overrides, surrogates,
# non-characters.
FORBIDDEN = re.compile(
    "\r(?!\n)|[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
# Only a text in which one of these occurs can hold a refused feature, or nest so deeply that
# composing it would exhaust the stack. Such a text is read token by token first.
SUSPECT = re.compile(r"[&*!]|^[ ?:-]{100}|^(?:---|\.\.\.|%)", re.MULTILINE)
MANY_BRACKETS = 200

REFUSED_TOKENS = {
    yaml.AnchorToken: ("an anchor", "write the value out where it is needed"),
    yaml.AliasToken: (
        "an alias",
        "write the value out here; text that begins with * stands in quotes",
    ),
    yaml.TagToken: ("a tag", "leave it out; text that begins with ! stands in quotes"),
    yaml.DirectiveToken: ("a directive", "leave the line out"),
    yaml.DocumentStartToken: ("a document marker", "leave the line out: one file holds one record"),
    yaml.DocumentEndToken: ("a document marker", "leave the line out: one file holds one record"),
}
OPENING = (
    yaml.BlockMappingStartToken, yaml.BlockSequenceStartToken, yaml.FlowMappingStartToken, yaml.FlowSequenceStartToken,
)  # fmt: skip
CLOSING = (yaml.BlockEndToken, yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)


class _Loader(yaml.CBaseLoader):
    """Resolves no tag at all: nobody asks, and asking for each scalar takes a fifth of the time."""

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:
        return ""

    def descend_resolver(self, current_node: Any, current_index: Any) -> None:
        return

    def ascend_resolver(self) -> None:
        return


@dataclass(frozen=True)
class Document:
    """One file of facts: its path as problems name it, the plain tree that stands in it, and where
    its nodes stand.
    """

    path: str
    tree: Tree
    places: "array[int]"
    """Line and column of every node in the order of the text: kept marks would fill the memory."""

    def position(self, location: Location = (), *, key: bool = False) -> Position:
        """Where the node at `location` stands, or its key if `key`; the nearest node above it where
        there is none.
        """
        tree, node, best = self.tree, 0, 0
        for index, step in enumerate(location):
            if isinstance(step, int) and not isinstance(tree, list):
                continue  # a single value that was read as a list of one
            child = _find_child(tree, node, step)
            if child is None:
                break
            tree, node = child
            best = (
                node - 1 if key and index == len(location) - 1 and isinstance(step, str) else node
            )
        line, column = divmod(self.places[best], LARGEST)
        return Position(self.path, line + 1, column + 1)


def _find_child(tree: Tree, node: int, step: str | int) -> tuple[Tree, int] | None:
    """The child `step` of `tree`, which is node number `node` of its file, and the child's own
    number.
    """
    node += 1
    if isinstance(tree, dict):
        for key, value in tree.items():
            if key == step:
                return value, node + 1
            node += 1 + _count_nodes(value)
    elif isinstance(tree, list):
        for index, item in enumerate(tree):
            if index == step:
                return item, node
            node += _count_nodes(item)
    return None


def _count_nodes(tree: Tree) -> int:
    if isinstance(tree, str):
        return 1
    values = tree.values() if isinstance(tree, dict) else tree
    keys = len(tree) if isinstance(tree, dict) else 0
    return 1 + keys + sum(map(_count_nodes, values))


def _position(path: str, mark: Any) -> Position:
    return Position(path, mark.line + 1, mark.column + 1)


def _position_at(path: str, text: str, offset: int) -> Position:
    line_start = text.rfind("\n", 0, offset) + 1
    return Position(path, text.count("\n", 0, offset) + 1, offset - line_start + 1)


def read_file(path: Path, name: str) -> tuple[Document | None, list[Problem]]:
    """Reads the file at `path`, which problems call `name`. Returns no document where anything was
    refused.
    """
    try:
        if path.is_symlink() or not path.is_file():
            return None, [
                FILE_NOT_READABLE.problem(
                    Position(name), "not a file", "replace the link by a file"
                )
            ]
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        return None, [
            FILE_NOT_READABLE.problem(Position(name), f"cannot be read: {error.strerror}")
        ]
    if len(data) > LARGEST:
        return None, [
            FILE_NOT_READABLE.problem(Position(name), "larger than 1 MiB", "split the record")
        ]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        sound = error.object[: error.start].decode("utf-8")
        place = _position_at(name, sound, len(sound))
        return None, [NOT_UTF8.problem(place, "not UTF-8 from here on", "save the file as UTF-8")]
    return read_text(text, name)


def read_text(text: str, name: str) -> tuple[Document | None, list[Problem]]:
    """Reads YAML text that problems call `name`. Returns no document where anything was refused."""
    problems = list(islice(_find_forbidden(text, name), MOST))
    if not problems and _may_hold_refused(text):
        problems = list(islice(_find_refused(text, name), MOST))
    if problems:
        return None, problems
    try:
        node = yaml.compose(text, Loader=_Loader)
        if node is None:
            return None, [
                YAML_SYNTAX.problem(
                    Position(name), "the file is empty", "write a record or delete it"
                )
            ]
        places = array("Q")
        tree = _build_tree(node, name, problems, places)
        _clamp(places, text)
        if "\\" in text:
            problems += islice(_find_escaped(node, name), MOST)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return None, [_explain_yaml(error, text, name)]
    return (None, problems) if problems else (Document(name, tree, places), [])


def _may_hold_refused(text: str) -> bool:
    return bool(SUSPECT.search(text)) or text.count("[") + text.count("{") > MANY_BRACKETS


def _find_forbidden(text: str, name: str) -> Iterator[Problem]:
    for match in FORBIDDEN.finditer(text):
        what = "a tab" if match[0] == "\t" else f"the character U+{ord(match[0]):04X}"
        hint = "indent with spaces" if match[0] == "\t" else "delete it"
        yield FORBIDDEN_CHARACTER.problem(
            _position_at(name, text, match.start()), f"{what} is not allowed", hint
        )


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
                yield NESTED_TOO_DEEP.problem(
                    place, f"nested deeper than {DEEPEST}", "write it flat"
                )
                return
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        yield _explain_yaml(error, text, name)


def _explain_yaml(error: Exception, text: str, name: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    # libyaml has the end of a text in the line after its last; editors have no such line.
    place = (
        _position_at(name, text, min(mark.index, len(text.rstrip())))
        if mark is not None
        else Position(name)
    )
    context, problem = getattr(error, "context", None), getattr(error, "problem", None)
    reason = ", ".join(part for part in (context, problem) if part) or "not YAML"
    return YAML_SYNTAX.problem(
        place, reason, "text with : or # or a special first character stands in quotes"
    )


def _clamp(places: "array[int]", text: str) -> None:
    """Moves empty nodes that stand behind the last line of `text` to its end."""
    end = _position_at("", text, len(text.rstrip()))
    last = (end.line - 1) * LARGEST + end.column - 1
    index = len(places) - 1
    while places[index] > last:
        places[index] = last
        index -= 1


def _find_escaped(node: yaml.Node, name: str) -> Iterator[Problem]:
    """Forbidden characters that only an escape such as `\\u202e` gives."""
    if isinstance(node, yaml.ScalarNode):
        if match := FORBIDDEN.search(node.value):
            message = f"an escape gives the character U+{ord(match[0]):04X}, which is not allowed"
            yield FORBIDDEN_CHARACTER.problem(
                _position(name, node.start_mark), message, "delete the escape"
            )
        return
    children = chain.from_iterable(node.value) if isinstance(node, yaml.MappingNode) else node.value
    for child in children:
        yield from _find_escaped(child, name)


def _build_tree(
    node: yaml.Node, name: str, problems: list[Problem], places: "array[int]", depth: int = 1
) -> Tree:
    mark = node.start_mark
    places.append(mark.line * LARGEST + mark.column)
    if isinstance(node, yaml.ScalarNode):
        text: str = node.value
        return text
    if depth > DEEPEST:
        place = _position(name, mark)
        problems.append(
            NESTED_TOO_DEEP.problem(place, f"nested deeper than {DEEPEST}", "write it flat")
        )
        return ""
    if isinstance(node, yaml.SequenceNode):
        return [_build_tree(item, name, problems, places, depth + 1) for item in node.value]
    tree: dict[str, Tree] = {}
    for key_node, value_node in node.value:
        key, mark = key_node.value, key_node.start_mark
        places.append(mark.line * LARGEST + mark.column)
        if (not isinstance(key, str) or key == "<<" or key in tree) and len(problems) < MOST:
            problems.append(_explain_key(key_node, node, name))
        value = _build_tree(value_node, name, problems, places, depth + 1)
        if isinstance(key, str):
            tree[key] = value
    return tree


def _explain_key(node: yaml.Node, mapping: yaml.Node, name: str) -> Problem:
    place = _position(name, node.start_mark)
    if not isinstance(node, yaml.ScalarNode):
        return YAML_SYNTAX.problem(
            place, "a list or mapping cannot be a key", "write a field's name"
        )
    if node.value == "<<":
        return YAML_FEATURE.problem(place, "a merge key is not allowed", "write the keys out")
    first = (
        next(pair[0] for pair in mapping.value if pair[0].value == node.value).start_mark.line + 1
    )
    return DUPLICATE_KEY.problem(
        place, f"{quote_name(node.value)} stands here and in line {first}", "keep one"
    )
