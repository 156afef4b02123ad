"""Read the text of a file as a plain tree of dicts, lists and text; refuse what facts have no use
for.

Every scalar is text: nothing here guesses at numbers, dates or truth values. YAML 1.1 by libyaml,
without anchors, aliases, tags, merge keys, directives and several documents.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from factsheet.facts.aids.indentation import find_misfit
from factsheet.facts.files import FILE_NOT_READABLE, NOT_UTF8, load_text
from factsheet.problems import Place, Position, Problem, Rule, position_at, quote_name

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree]"

DEEPEST = 20
MOST = 100
"""The most problems told of one file at a time: nobody reads more, and a file may hold a million
tabs.
"""

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
WRONG_INDENTATION = Rule(
    id="wrong-indentation",
    summary=(
        "What belongs together begins in one column: the fields of a record or an entry, and the"
        " entries of a list. What belongs to a field is indented more than that."
    ),
    bad="# actors/alice.yml\nname: Alice\n kind: person",
    good="# actors/alice.yml\nname: Alice\nkind: person",
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
    FILE_NOT_READABLE,
    NOT_UTF8,
    FORBIDDEN_CHARACTER,
    YAML_SYNTAX,
    WRONG_INDENTATION,
    YAML_FEATURE,
    DUPLICATE_KEY,
    NESTED_TOO_DEEP,
)

# Control characters but the ends of lines, NEL, LS, PS, direction marks and overrides, surrogates,
# non-characters.
FORBIDDEN = re.compile(
    "\r(?!\n)|[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
# Only a text in which one of these occurs can hold a refused feature, or nest so deeply that
# composing it would exhaust the stack. Such a text is read token by token first.
PROPERTIES = "&*!"
MARKER = re.compile(r"\n(?:[ ?:-]{100}|---|\.\.\.|%)")
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
    yaml.BlockMappingStartToken,
    yaml.BlockSequenceStartToken,
    yaml.FlowMappingStartToken,
    yaml.FlowSequenceStartToken,
)
CLOSING = (yaml.BlockEndToken, yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)


class _Loader(yaml.CBaseLoader):
    """A loader that resolves no tags: nobody asks for them, and resolving one for each scalar takes
    a fifth of the time.
    """

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:
        return ""

    def descend_resolver(self, current_node: Any, current_index: Any) -> None:
        return

    def ascend_resolver(self) -> None:
        return


@dataclass(frozen=True)
class Document:
    """One file of facts: its path as problems name it, its text, and the plain tree that stands in
    it.
    """

    path: str
    text: str = field(repr=False)
    tree: Tree


def _position(path: str, mark: Any) -> Position:
    return Position(path, mark.line + 1, mark.column + 1)


def read_file(path: Path, name: str) -> tuple[Document | None, list[Problem]]:
    """Read the file at `path`, which problems call `name`. There is no document if anything was
    refused.
    """
    text, problems = load_text(path, name)
    return read_text(text, name) if text is not None else (None, problems)


def read_text(text: str, name: str) -> tuple[Document | None, list[Problem]]:
    """Read YAML text that problems call `name`. There is no document if anything was refused."""
    problems = _refuse(text, name)
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
        tree = _build_tree(node, name, problems)
        if "\\" in text:
            problems += islice(_find_escaped(node, name), MOST)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return None, [_explain_yaml(error, text, name)]
    return (None, problems) if problems else (Document(name, text, tree), [])


def _refuse(text: str, name: str) -> list[Problem]:
    """List what must not be in a text; without it the text can be composed."""
    problems = list(islice(_find_forbidden(text, name), MOST))
    if not problems and _may_hold_refused(text):
        problems = list(islice(_find_refused(text, name), MOST))
    return problems


def _may_hold_refused(text: str) -> bool:
    return bool(
        any(sign in text for sign in PROPERTIES)
        or MARKER.search("\n" + text)
        or text.count("[") + text.count("{") > MANY_BRACKETS
    )


def _find_forbidden(text: str, name: str) -> Iterator[Problem]:
    if text.replace("\n", "").isprintable():
        return  # as most are; what is forbidden is not printable, which is found out sooner
    for match in FORBIDDEN.finditer(text):
        what = "a tab" if match[0] == "\t" else f"the character U+{ord(match[0]):04X}"
        hint = "indent with spaces" if match[0] == "\t" else "delete it"
        yield FORBIDDEN_CHARACTER.problem(
            position_at(name, text, match.start()), f"{what} is not allowed", hint
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
        position_at(name, text, min(mark.index, len(text.rstrip())))
        if mark is not None
        else Position(name)
    )
    if misfit := find_misfit(text, place.line) if mark is not None else None:
        place = Position(name, misfit.line, misfit.column)
        return WRONG_INDENTATION.problem(place, misfit.message, misfit.hint)
    context, problem = getattr(error, "context", None), getattr(error, "problem", None)
    reason = ", ".join(part for part in (context, problem) if part) or "not YAML"
    return YAML_SYNTAX.problem(
        place, reason, "text with : or # or a special first character stands in quotes"
    )


def _find_escaped(node: yaml.Node, name: str) -> Iterator[Problem]:
    r"""Find forbidden characters that only an escape such as `\u202e` gives."""
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


def _build_tree(node: yaml.Node, name: str, problems: list[Problem], depth: int = 1) -> Tree:
    if isinstance(node, yaml.ScalarNode):
        text: str = node.value
        return text
    if depth > DEEPEST:
        place = _position(name, node.start_mark)
        problems.append(
            NESTED_TOO_DEEP.problem(place, f"nested deeper than {DEEPEST}", "write it flat")
        )
        return ""
    if isinstance(node, yaml.SequenceNode):
        return [_build_tree(item, name, problems, depth + 1) for item in node.value]
    tree: dict[str, Tree] = {}
    for key_node, value_node in node.value:
        key = key_node.value
        if (not isinstance(key, str) or key == "<<" or key in tree) and len(problems) < MOST:
            problems.append(_explain_key(key_node, node, name))
        value = _build_tree(value_node, name, problems, depth + 1)
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


def compose_text(text: str) -> yaml.Node | None:
    """Compose `text` to nodes with marks of where they begin and end; None if it cannot be read."""
    if not _refuse(text, ""):
        with suppress(yaml.YAMLError, ValueError, RecursionError):
            return yaml.compose(text, Loader=_Loader)
    return None


def find_positions(text: str, places: Iterable[Place]) -> list[Position]:
    """Find where each of `places` stands in `text`: the nearest node above it if it is not there,
    the beginning if the text cannot be read.
    """
    root = compose_text(text)
    if root is None:
        return [Position(place.path) for place in places]
    end = len(text.rstrip())
    fields: _Fields = {}
    marks = ((place.path, _find_node(root, place, fields).start_mark) for place in places)
    # An empty node may stand behind the last line; editors have no such line.
    return [
        _position(path, mark) if mark.index < end else position_at(path, text, end)
        for path, mark in marks
    ]


_Fields: TypeAlias = dict[yaml.Node, dict[str, tuple[yaml.Node, yaml.Node]]]
"""The keys and values of mappings in which something was looked up."""


def _find_node(root: yaml.Node, place: Place, fields: _Fields) -> yaml.Node:
    """Find the node at `place`, or its key; the nearest node above it if it is not there."""
    key = node = root
    for step in place.location:
        if isinstance(node, yaml.MappingNode) and isinstance(step, str):
            if node not in fields:
                pairs = (pair for pair in node.value if isinstance(pair[0], yaml.ScalarNode))
                fields[node] = {key.value: (key, value) for key, value in pairs}
            if step not in fields[node]:
                return node
            key, node = fields[node][step]
        elif isinstance(node, yaml.SequenceNode):
            if not isinstance(step, int) or step >= len(node.value):
                return node
            key = node = node.value[step]
        elif isinstance(step, str):
            return node
        # A single value may be read as a list of one: its index leads to itself.
    return key if place.key else node
