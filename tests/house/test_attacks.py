"""The list of attacks in SECURITY.md: at least fifty, each with a test that is there."""

import ast
import re

from support.places import ROOT

ROW = re.compile(r"^\| .+ \| `(tests/\S+\.py)::(test_\w+)` \|$", re.MULTILINE)
LIST = (ROOT / "SECURITY.md").read_text("utf-8").partition("## What was tried")[2]


def test_the_list_has_fifty_attacks_and_every_row_names_a_test() -> None:
    rows = [line for line in LIST.splitlines() if line.startswith("| ")]
    heads = [line for line in rows if line.startswith("| tried ")]
    assert len(rows) - len(heads) == len(ROW.findall(LIST)) >= 50


def test_every_test_of_the_list_is_there() -> None:
    missing = [
        f"{path}::{name}" for path, name in ROW.findall(LIST) if name not in list_tests(path)
    ]
    assert missing == []


def list_tests(path: str) -> set[str]:
    """The functions of a file of tests; none if there is no such file."""
    if not (ROOT / path).is_file():
        return set()
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
