"""The reader: a plain tree with positions, or problems; never an exception."""

import os
import sys
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from factsheet.facts.files import LARGEST
from factsheet.facts.reader import (
    DEEPEST,
    FORBIDDEN,
    MOST,
    Document,
    Tree,
    find_positions,
    read_file,
    read_text,
)
from factsheet.problems import Location, Place, Position, Problem
from support.examples import BASE

SAMPLES = [BASE["events/talk.yml"], BASE["sources/article.yml"], BASE["vocabulary.yml"]]

PIECES = st.sampled_from(
    [
        *(
            "- ",
            "? ",
            ": ",
            "[",
            "]",
            "{",
            "}",
            ",",
            "#",
            "&a ",
            "*a",
            "!t ",
            "<<: ",
            "---\n",
            "...\n",
            "%YAML 1.1\n",
        ),
        *(
            '"',
            "'",
            "\\",
            "|\n",
            ">-\n ",
            "\n",
            "\r\n",
            "\r",
            "\t",
            "  ",
            "\ufeff",
            "\x85",
            "\u2028",
            "\u202e",
            "\0",
        ),
        *('"\\ud800"', '"\\x00"', "a: b\n", "a:\n  ", "é", "🙂", "~", "=", "@", "`", "\ud800"),
    ]
)
NEAR_YAML = st.lists(PIECES, max_size=40).map("".join)


@st.composite
def mutated_files(draw: st.DrawFn) -> str:
    """A sound file of facts in which some pieces were cut out and others put in."""
    text = draw(st.sampled_from(SAMPLES))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 12)))
        text = text[:start] + draw(PIECES | st.text(max_size=3)) + text[end:]
    return text


ANY_TEXT = st.text() | NEAR_YAML | mutated_files()


def read(text: str) -> Document:
    document, problems = read_text(text, "x.yml")
    assert problems == []
    assert document is not None
    return document


def explain(text: str) -> list[tuple[int, int, str]]:
    document, problems = read_text(text, "x.yml")
    assert document is None
    return [(one.position.line, one.position.column, one.rule) for one in problems]


def find(text: str, location: Location, *, key: bool = False) -> Position:
    (position,) = find_positions(text, [Place("x.yml", location, key)])
    return position


def list_locations(tree: Tree, start: Location = ()) -> list[Location]:
    steps = (
        list(tree.items())
        if isinstance(tree, dict)
        else list(enumerate(tree))
        if isinstance(tree, list)
        else []
    )
    below = (list_locations(child, (*start, step)) for step, child in steps)
    return [start, *chain.from_iterable(below)]


def check_place(place: Position, text: str) -> None:
    """`place` is a character of `text`, or the end of one of its lines."""
    lines = text.removeprefix("\ufeff").split("\n")
    assert 1 <= place.line <= len(lines)
    assert 1 <= place.column <= len(lines[place.line - 1]) + 1


@example("? 0")
@given(ANY_TEXT)
def test_whatever_the_text_it_is_a_tree_or_problems_within_the_file(text: str) -> None:
    document, problems = read_text(text, "x.yml")
    assert (document is None) == bool(problems)
    assert len(problems) <= MOST
    for problem in problems:
        assert isinstance(problem, Problem)
        check_place(problem.position, text)
    if document is not None:
        for location in list_locations(document.tree):
            check_place(find(text, location), text)
            check_place(find(text, location, key=True), text)


def test_what_is_printable_is_not_forbidden() -> None:
    printable = filter(str.isprintable, map(chr, range(sys.maxunicode + 1)))
    assert list(filter(FORBIDDEN.search, printable)) == []


@given(ANY_TEXT)
def test_the_same_text_gives_the_same(text: str) -> None:
    assert read_text(text, "x.yml") == read_text(text, "x.yml")


@given(data=st.binary() | ANY_TEXT.map(lambda text: text.encode("utf-8", "surrogatepass")) | NEAR_YAML.map(
    lambda text: b"\xef\xbb\xbf" + text.encode("utf-8", "surrogatepass") + b"\xe9"
))  # fmt: skip
def test_whatever_the_bytes_they_are_a_tree_or_problems(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yml"
    path.write_bytes(data)
    document, problems = read_file(path, "any.yml")
    assert (document is None) == bool(problems)
    for problem in problems:
        check_place(problem.position, data.decode("utf-8", "replace"))


@pytest.mark.parametrize(
    "word", ["NO", "yes", "null", "~", "12:30", "2022-02-20", "0o17", "1e3", ".inf", "0x1F", "="]
)
def test_every_scalar_is_text(word: str) -> None:
    assert read(f"a: {word}\n").tree == {"a": word}


def test_a_tree_is_of_mappings_lists_and_text() -> None:
    text = "a: [b, {c: 'd'}]\ne:\n  - f: |\n      g\n      h\n    i:\n"
    assert read(text).tree == {"a": ["b", {"c": "d"}], "e": [{"f": "g\nh\n", "i": ""}]}


@pytest.mark.parametrize(
    ("location", "key", "line", "column"),
    [
        ((), False, 1, 1),
        (("a",), False, 1, 4),
        (("a",), True, 1, 1),
        (("a", 1), False, 1, 8),
        (("a", 1, "c"), False, 1, 12),
        (("a", 1, "c"), True, 1, 9),
        (("e", 0, "g"), False, 4, 8),
        (("e", 0, "g"), True, 4, 5),
        (("e", "g"), False, 3, 3),
        (("x",), False, 1, 1),
        (("e", 7, "g"), False, 3, 3),
        (("a", 0, 0), False, 1, 5),
        (("h", 0, "i"), False, 5, 8),
        (("h", 0, "j", 0), False, 5, 14),
    ],
)
def test_a_node_is_found_where_it_stands_and_the_nearest_above_it_where_there_is_none(
    location: Location, key: bool, line: int, column: int
) -> None:
    text = "a: [b, {c: d}]\ne:\n  - f: é🙂\n    g: x\nh: {i: k, j: l}\n"
    assert find(text, location, key=key) == Position("x.yml", line, column)


def test_columns_count_characters_and_not_bytes() -> None:
    assert explain('é: "🙂🙂" x\n') == [(1, 9, "yaml-syntax")]
    assert explain("éé🙂\t\n") == [(1, 4, "forbidden-character")]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_both_ends_of_line_count_alike(ending: str) -> None:
    text = ending.join(["a: b", "a: c", ""])
    assert explain(text) == [(2, 1, "duplicate-key")]
    assert explain(ending.join(["a: b", "b: \x07"])) == [(2, 4, "forbidden-character")]


@pytest.mark.parametrize("text", ["a: [b", "a: [b\n", "a: [b\n\n\n"])
def test_what_is_missing_at_the_end_is_missed_at_the_end_of_the_last_line(text: str) -> None:
    assert explain(text) == [(1, 6, "yaml-syntax")]


def test_an_empty_node_behind_the_last_line_stands_at_its_end() -> None:
    assert find("a: b\n?\n", ("",)) == Position("x.yml", 2, 2)


def test_a_byte_order_mark_in_front_counts_for_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.yml"
    path.write_bytes("\ufeffa: b\na: c\n".encode())
    _, (problem,) = read_file(path, "x.yml")
    assert problem.position == Position("x.yml", 2, 1)


def test_where_utf_8_ends_is_counted_in_characters_after_the_byte_order_mark(
    tmp_path: Path,
) -> None:
    path = tmp_path / "x.yml"
    path.write_bytes(b"\xef\xbb\xbf" + "a: b\né🙂: ".encode() + b"\xff")
    _, (problem,) = read_file(path, "x.yml")
    assert (problem.position, problem.rule) == (Position("x.yml", 2, 5), "not-utf-8")


def test_every_forbidden_character_of_a_file_is_told() -> None:
    found = explain("a: \x07b\nc: \u202ed\t\n")
    assert found == [
        (1, 4, "forbidden-character"),
        (2, 4, "forbidden-character"),
        (2, 6, "forbidden-character"),
    ]


@pytest.mark.parametrize(
    "fine", ["a: é", "a: '\u00a0'", "a: 🙂", "a: \u200d", "a: 'b & c * d ! e'", "a: b&c", "a: x---"]
)
def test_what_only_looks_suspect_is_read(fine: str) -> None:
    assert isinstance(read(fine).tree, dict)


@pytest.mark.parametrize(
    ("deep", "deeper"),
    [
        ("[" * DEEPEST + "]" * DEEPEST, "[" * (DEEPEST + 1) + "]" * (DEEPEST + 1)),
        ("- " * DEEPEST + "x", "- " * (DEEPEST + 1) + "x"),
        (
            "{a: " * DEEPEST + "b" + "}" * DEEPEST,
            "{a: " * (DEEPEST + 1) + "b" + "}" * (DEEPEST + 1),
        ),
    ],
)
def test_nesting_ends_at_the_same_depth_however_it_is_written(deep: str, deeper: str) -> None:
    read(deep)
    assert [rule for _, _, rule in explain(deeper)] == ["nested-too-deep"]
    assert [rule for _, _, rule in explain("# & would be suspect\n" + deeper)] == [
        "nested-too-deep"
    ]


@pytest.mark.parametrize(
    "bomb",
    [
        pytest.param("[" * LARGEST, id="brackets"),
        pytest.param("{" * LARGEST, id="braces"),
        pytest.param("- " * (LARGEST // 2), id="dashes"),
        pytest.param("? " * (LARGEST // 2), id="question marks"),
        pytest.param("? a\n: " + "- " * 500_000, id="dashes after a colon"),
        pytest.param("".join(" " * depth + "a:\n" for depth in range(1000)), id="indentation"),
        pytest.param("? a\n:" + " - ? " * 200_000, id="mixed"),
    ],
)
def test_deep_nesting_ends_before_it_exhausts_the_stack(bomb: str) -> None:
    assert [rule for _, _, rule in explain(bomb)] == ["nested-too-deep"]


def test_a_duplicate_key_tells_where_the_first_is() -> None:
    _, (problem,) = read_text("a: b\n\nc: d\na: e\n", "x.yml")
    assert problem.message == '"a" stands here and in line 1'
    assert problem.position == Position("x.yml", 4, 1)


def test_a_file_of_many_mistakes_tells_the_first_hundred() -> None:
    assert len(explain("\t" * 1000)) == MOST
    assert len(explain("a: b\n" * 1000)) == MOST
    assert len(explain("- *a\n" * 1000)) == MOST
    assert len(explain('- "\\0"\n' * 1000)) == MOST


def test_a_file_may_have_1_mib_and_no_more(tmp_path: Path) -> None:
    path = tmp_path / "x.yml"
    path.write_text("a: b\n" + "#" * (LARGEST - 5))
    assert read_file(path, "x.yml")[1] == []
    path.write_text("a: b\n" + "#" * (LARGEST - 4))
    _, (problem,) = read_file(path, "x.yml")
    assert (problem.rule, problem.message) == ("file-not-readable", "larger than 1 MiB")


def test_links_folders_and_pipes_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "real.yml").write_text("a: b")
    (tmp_path / "link.yml").symlink_to("real.yml")
    (tmp_path / "folder.yml").mkdir()
    os.mkfifo(tmp_path / "pipe.yml")
    for name in ("link.yml", "folder.yml", "pipe.yml", "missing.yml"):
        document, (problem,) = read_file(tmp_path / name, name)
        assert document is None
        assert problem.rule == "file-not-readable"


def test_a_file_that_the_system_does_not_hand_over_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "x.yml").write_text("a: b")
    monkeypatch.setattr(Path, "open", refuse)
    _, (problem,) = read_file(tmp_path / "x.yml", "x.yml")
    assert problem.message == "cannot be read: Permission denied"
