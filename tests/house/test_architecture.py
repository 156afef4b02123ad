"""The house: who imports whom, how long things are, and that what is public is explained."""

import ast
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from support.places import ROOT

PACKAGE = ROOT / "generator" / "factsheet"

FULLEST_FOLDER = 12
LONGEST_MODULE = 400
LONGEST_FUNCTION = 30

LIBRARIES = {
    "PIL": ("site.sharing.picture",),
    "click": ("cli", "commands", "host.mkdocs"),
    "confusable_homoglyphs": ("looks",),
    "edtf": ("facts",),
    "font_source_serif_pro": ("site.sharing.picture",),
    "httpcore2": ("fetching",),
    "httpx2": ("fetching",),
    "jinja2": ("site.render", "host.mkdocs"),
    "markdown": ("host.hand_written",),
    "markdown_it": ("facts.prose",),
    "markupsafe": (
        "facts.prose",
        "site.drawing",
        "site.render",
        "site.sections.rows",
        "site.views",
    ),
    "mkdocs": ("host.mkdocs",),
    "protego": ("fetching.robots",),
    "pydantic": ("facts",),
    "pydantic_core": ("facts",),
    "regex": ("looks", "site.search.words"),
    "starlette": ("desk.app", "desk.guard"),
    "trafilatura": ("proof.extraction",),
    "platformdirs": ("pipeline.past",),
    "uvicorn": ("desk.server",),
    "watchdog": ("host.watching", "host.mkdocs"),
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


def count_code(function: ast.FunctionDef | ast.AsyncFunctionDef, source: list[str]) -> int:
    """The lines of a function that hold code: no docstring, no empty line, no comment line."""
    skipped: set[int] = set()
    if ast.get_docstring(function) is not None:
        skipped = set(range(function.body[0].lineno, (function.body[0].end_lineno or 0) + 1))
    lines = range(function.lineno, (function.end_lineno or 0) + 1)
    texts = (source[number - 1].strip() for number in lines if number not in skipped)
    return sum(bool(text) and not text.startswith("#") for text in texts)


def find_strangers(name: str) -> Iterator[str]:
    """The libraries that the module `name` imports without leave."""
    libraries = {imported.partition(".")[0] for imported in find_imports(parse(name))}
    for library in libraries - sys.stdlib_module_names - {"factsheet"}:
        places = LIBRARIES.get(library, ())
        if not any(f"{name}.".startswith(f"{place}.") for place in places):
            yield library


def find_long_functions(name: str) -> Iterator[str]:
    source = FILES[name].read_text(encoding="utf-8").splitlines()
    for node in ast.walk(parse(name)):
        if isinstance(node, FUNCTIONS) and count_code(node, source) > LONGEST_FUNCTION:
            yield node.name


def find_unexplained(name: str) -> Iterator[str]:
    """What in a module is public and has no docstring: itself, and its functions. The functions of
    rules are explained by their rules.
    """
    tree = parse(name)
    if not ast.get_docstring(tree):
        yield "the module itself"
    functions = (node for node in tree.body if isinstance(node, FUNCTIONS))
    for function in functions:
        if not function.name.startswith(("_", "check_")) and not ast.get_docstring(function):
            yield function.name


def judge(find: Callable[[str], Iterable[str]]) -> dict[str, list[str]]:
    """What `find` finds, by the modules in which it finds something."""
    found = {name: sorted(find(name)) for name in FILES}
    return {name: faults for name, faults in found.items() if faults}


def test_modules_are_found() -> None:
    assert {"cli", "facts.model", "host.mkdocs.plugin"} <= set(FILES)


def test_a_library_is_imported_only_where_it_may_be() -> None:
    assert judge(find_strangers) == {}


def test_every_library_of_the_table_is_imported() -> None:
    imported = {one.partition(".")[0] for name in FILES for one in find_imports(parse(name))}
    assert set(LIBRARIES) - imported == set()


def test_a_folder_holds_at_most_12_modules() -> None:
    folders = Counter(path.parent for path in FILES.values() if path.name != "__init__.py")
    full = {str(folder): count for folder, count in folders.items() if count > FULLEST_FOLDER}
    assert full == {}


def test_a_module_has_at_most_400_lines() -> None:
    lengths = {name: len(path.read_text("utf-8").splitlines()) for name, path in FILES.items()}
    assert {name: count for name, count in lengths.items() if count > LONGEST_MODULE} == {}


def test_a_function_has_at_most_30_lines_of_code() -> None:
    assert judge(find_long_functions) == {}


def test_every_module_and_every_public_function_is_explained() -> None:
    assert judge(find_unexplained) == {}


def test_the_counter_of_code_lines_leaves_out_docstrings_and_comments() -> None:
    text = 'def f(\n    a,\n):\n    """One.\n\n    Two.\n    """\n    # why\n\n    return a\n'
    (function,) = ast.parse(text).body
    assert isinstance(function, ast.FunctionDef)
    assert count_code(function, text.splitlines()) == 4


TESTS = ROOT / "tests"
AT_HOME = (
    "browser/test_editors.py",
    "browser/test_everyone.py",
    "browser/test_rows.py",
    "commands/test_cli.py",
    "conftest.py",
)
"""Which tests beside those of the example and of the house look at this repository: at its pages,
and how editors read its facts.
"""


def test_only_the_examples_tests_look_at_the_facts_of_this_repository() -> None:
    looking = {
        path.relative_to(TESTS).as_posix()
        for path in TESTS.rglob("*.py")
        if re.search(r"\bROOT\b|\bcopy_example\b|\bexample_site\b", path.read_text("utf-8"))
    }
    elsewhere = {
        path for path in looking if not path.startswith(("example/", "house/", "support/"))
    }
    assert elsewhere == set(AT_HOME)
