"""The house: who imports whom, how long things are, and that what is public is explained."""

import ast
import sys
from collections.abc import Iterator

import pytest

from support.places import ROOT

PACKAGE = ROOT / "generator" / "factsheet"

LONGEST_MODULE = 400
LONGEST_FUNCTION = 30

LIBRARIES = {
    "click": ("cli", "commands"),
    "edtf": ("facts",),
    "httpcore2": ("fetching",),
    "httpx2": ("fetching",),
    "jinja2": ("site.render", "pipeline", "host.mkdocs"),
    "markdown_it": ("facts.prose",),
    "markupsafe": ("facts.prose", "site.render", "site.views"),
    "mkdocs": ("host.mkdocs",),
    "protego": ("fetching.robots",),
    "pydantic": ("facts",),
    "pydantic_core": ("facts",),
    "trafilatura": ("proof.articles",),
    "webencodings": ("proof.articles",),
    "yaml": ("facts.reader",),
}
"""Which packages or modules may import each library that is not Python's own."""

FILES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
    if path != PACKAGE / "__init__.py" and "site_templates" not in path.parts
}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def parse(name: str) -> ast.Module:
    return ast.parse(FILES[name].read_text(encoding="utf-8"))


def find_imports(tree: ast.Module) -> Iterator[str]:
    """The dotted names that a module imports, anywhere in it; for `from a import b` both `a` and
    `a.b`.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def find_strangers(name: str) -> Iterator[str]:
    """The libraries that the module `name` imports without leave."""
    libraries = {imported.partition(".")[0] for imported in find_imports(parse(name))}
    for library in libraries - sys.stdlib_module_names - {"factsheet"}:
        places = LIBRARIES.get(library, ())
        if not any(f"{name}.".startswith(f"{place}.") for place in places):
            yield library


def count_code(function: ast.FunctionDef | ast.AsyncFunctionDef, source: list[str]) -> int:
    """The lines of a function that hold code: no docstring, no empty line, no comment line."""
    skipped: set[int] = set()
    if ast.get_docstring(function) is not None:
        skipped = set(range(function.body[0].lineno, (function.body[0].end_lineno or 0) + 1))
    lines = range(function.lineno, (function.end_lineno or 0) + 1)
    texts = (source[number - 1].strip() for number in lines if number not in skipped)
    return sum(bool(text) and not text.startswith("#") for text in texts)


@pytest.mark.parametrize("name", FILES)
def test_a_library_is_imported_only_where_it_may_be(name: str) -> None:
    assert list(find_strangers(name)) == []


@pytest.mark.parametrize("name", FILES)
def test_a_module_has_at_most_400_lines(name: str) -> None:
    assert len(FILES[name].read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("name", FILES)
def test_a_function_has_at_most_30_lines_of_code(name: str) -> None:
    source = FILES[name].read_text(encoding="utf-8").splitlines()
    lengths = {
        node.name: count_code(node, source)
        for node in ast.walk(parse(name))
        if isinstance(node, FUNCTIONS)
    }
    assert {
        function: length for function, length in lengths.items() if length > LONGEST_FUNCTION
    } == {}


@pytest.mark.parametrize("name", FILES)
def test_every_module_and_every_public_function_is_explained(name: str) -> None:
    tree = parse(name)
    public = [node for node in tree.body if isinstance(node, FUNCTIONS) and node.name[0] != "_"]
    explained = [
        node for node in public if ast.get_docstring(node) or node.name.startswith("check_")
    ]
    assert ast.get_docstring(tree)
    assert [node.name for node in public if node not in explained] == []


def test_the_counter_of_code_lines_leaves_out_docstrings_and_comments() -> None:
    text = 'def f(\n    a,\n):\n    """One.\n\n    Two.\n    """\n    # why\n\n    return a\n'
    (function,) = ast.parse(text).body
    assert isinstance(function, ast.FunctionDef)
    assert count_code(function, text.splitlines()) == 4
