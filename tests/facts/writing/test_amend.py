"""Single changes of a text, where they are least likely to find their place."""

import pytest

from factsheet.facts.files import LARGEST
from factsheet.facts.writing.amend import amend_text
from factsheet.facts.writing.changes import Insert, Put, Remove
from factsheet.facts.writing.merging import take_back_lines
from factsheet.problems import Refused

ORDER = ("title", "kind", "note")
LONG = "word " * 30 + "word"


@pytest.mark.parametrize(
    ("text", "change", "expected"),
    [
        ("# c\nkind: call\n", Put(("title",), "T", ORDER), "# c\ntitle: T\nkind: call\n"),
        ("- kind: call\n- x\n", Put((0, "title"), "T", ORDER), "- kind: call\n  title: T\n- x\n"),
        ("a:\n  # c\n  - x\n", Insert(("a", 0), "y"), "a:\n  # c\n  - y\n  - x\n"),
        ("a:\n  - x\n", Insert(("a", 0), {"b": "y"}), "a:\n  - b: y\n  - x\n"),
        ("a: [x, y] # c\n", Insert(("a", 0), "z, z"), 'a: ["z, z", x, y] # c\n'),
        ("a: [x,\n  y]\n", Insert(("a", 1), "z"), "a: [x, z,\n  y]\n"),
        ("a: []\n", Insert(("a", 0), "x"), "a: [x]\n"),
        ("a: {}\n", Put(("a", "b"), "x"), "a: {b: x}\n"),
        ("{a: x}\n", Put(("b",), {"c": ["y", "z"]}), "{a: x, b: {c: [y, z]}}\n"),
        ("a: {b: x, c: y}\n", Put(("a", "b"), ["x", "z"]), "a: {b: [x, z], c: y}\n"),
        ("a: {b: {c: x}}\n", Put(("a", "b"), [{"c": "x"}, {"c": "y"}]), "a: {b: [{c: x}, {c: y}]}\n"),
        ("a: {b: x}\n", Put(("a", "b"), {"c": "y"}), "a: {b: {c: y}}\n"),
        ("a: [x]\n", Remove(("a", 0)), "a: []\n"),
        ("a: {b: x, c: y}\n", Remove(("a", "b")), "a: {c: y}\n"),
        ("a: {b: x, c: y}\n", Remove(("a", "c")), "a: {b: x}\n"),
        ("- b: x\n  c: y\n", Remove((0, "b")), "- c: y\n"),
        ("a: x # c\nb: y\n", Put(("a",), ["y", "x"]), "a: [y, x] # c\nb: y\n"),
        ("a: # c\n  b: x\nc: y\n", Put(("a",), "x"), "a: x # c\nc: y\n"),
        ("a: x y z\n", Put(("a",), "x y"), "a: x y\n"),
        ("a: x y\n", Put(("a",), "x y z"), "a: x y z\n"),
        ("a: >-\n  x\n  y\nb: z\n", Put(("a",), "v w x\ny"), 'a: "v w x\\ny"\nb: z\n'),
        (f"a: b # c\nd: {LONG}\n", Put(("a",), LONG), f"a: >- # c\n  {LONG[:104]}\n  {LONG[105:]}\nd: {LONG}\n"),
        ("a: b\nb: |+\n  x\n\n", Put(("c",), "y"), "a: b\nc: y\nb: |+\n  x\n\n"),
    ],
)  # fmt: skip
def test_a_change_finds_its_place(text, change, expected):
    assert amend_text(text, [change]) == expected


@pytest.mark.parametrize(
    ("text", "change", "reason"),
    [
        ("a:\n  - - x\n", Insert(("a", 0, 0), "y"), "no place"),
        ("- b: x\n  # of c\n  c: y\n", Remove((0, "b")), "no place"),
        ("a: |+\n  x", Put(("b",), "y"), "by hand: write b: y"),
        ("a: |+\n  x", Insert(("b", 0), "y"), "there is no b.0"),
        ("a: x\n", Remove(("b",)), "there is no b"),
        ("a: x\n", Remove(("a", "b")), "there is no a.b"),
        ("a: [x]\n", Put(("a", 3), "y"), "there is no a.3"),
        ("a: [\n", Put(("b",), "y"), "line 1 cannot be read"),
        ("a: x\n", Put(("b",), "y" * LARGEST), "larger than 1 MiB"),
        ("a: x\n", Put(("b",), "\0"), "may not hold"),
    ],
)
def test_what_has_no_place_is_refused(text, change, reason):
    with pytest.raises(Refused) as caught:
        amend_text(text, [change])
    refusal = caught.value.refusal
    assert reason in f"{refusal.reason}; {refusal.hint}"


def test_what_differs_in_most_lines_is_not_compared_line_by_line():
    """Which would take the square of their number."""
    before = "a:\n" + "- x\n" * 3000
    theirs = "b:\n" + "- x\n- y\n" * 3000
    with pytest.raises(Refused):
        take_back_lines(before, before.replace("x", "z"), theirs)
