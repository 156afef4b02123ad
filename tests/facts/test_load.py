"""The lines of problems are looked up in the files as they are then."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.facts.load import locate, place_findings
from factsheet.facts.reader import find_positions
from factsheet.problems import Place, Position, Rule

TEXT = "a: b\nc:\n  - d\n  - e: f\n    g: h\n"
RULE = Rule(id="rule", summary="A rule.", bad="", good="")
LOCATIONS: list[tuple[str | int, ...]] = [
    (), ("a",), ("a", 0), ("c",), ("c", 0), ("c", 1), ("c", 1, "e"), ("c", 1, "g"), ("c", 1, "x"),
    ("c", 2), ("x",), ("x", 0, "y"),
]  # fmt: skip
PLACES = st.builds(Place, st.just("x.yml"), st.sampled_from(LOCATIONS), st.booleans())


def write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")


def test_places_are_found_in_their_order_across_files(tmp_path: Path) -> None:
    write(tmp_path, one=TEXT, two="\n\nc: [d]\n")
    places = [
        Place("two.yml", ("c", 0)),
        Place("one.yml", ("c", 1, "g")),
        Place("two.yml", ("c",), key=True),
    ]
    assert locate(tmp_path, places) == [
        Position("two.yml", 3, 5),
        Position("one.yml", 5, 8),
        Position("two.yml", 3, 1),
    ]


def test_a_finding_becomes_the_problem_of_its_rule(tmp_path: Path) -> None:
    write(tmp_path, one=TEXT)
    (problem,) = place_findings(tmp_path, [RULE.finding(Place("one.yml", ("a",)), "wrong", "hint")])
    assert problem == RULE.problem(Position("one.yml", 1, 4), "wrong", "hint")


def test_a_finding_ends_with_the_other_place_that_it_names(tmp_path: Path) -> None:
    write(tmp_path, one=TEXT, two="\n\nc: [d]\n")
    place, other = Place("one.yml", ("a",)), Place("two.yml", ("c",))
    findings = [
        RULE.finding(place, "like", other=other),
        RULE.finding(other, "alone"),
        RULE.finding(other, "like", other=place),
    ]
    assert [problem.message for problem in place_findings(tmp_path, findings)] == [
        "like, two.yml:3",
        "alone",
        "like, one.yml:1",
    ]


@given(st.lists(PLACES, max_size=12))
def test_many_places_are_found_where_each_of_them_is(places: list[Place]) -> None:
    alone = [find_positions(TEXT, [place])[0] for place in places]
    assert find_positions(TEXT, places) == alone


def test_a_file_is_read_once_however_many_places_it_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, one=TEXT, two=TEXT)
    opened: list[str] = []
    read = Path.open

    def count(path: Path, mode: str) -> object:
        opened.append(path.name)
        return read(path, mode)

    monkeypatch.setattr(Path, "open", count)
    locate(tmp_path, [Place(name, place) for place in LOCATIONS for name in ("one.yml", "two.yml")])
    assert opened == ["one.yml", "two.yml"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("\n\nc:\n  - d\n  - g: h\n", 5, id="moved"),
        pytest.param("\na: b\nc:\n  - d\n", 4, id="not there any more"),
        pytest.param("\n\na text\n", 3, id="no mapping any more"),
        pytest.param("", 1, id="empty"),
        pytest.param("\n# nothing\n", 1, id="comments alone"),
        pytest.param("\n\nc: &a\n  - d\n  - g: h\n", 1, id="refused"),
        pytest.param("\n" + "[" * 10_000, 1, id="nested without end"),
        pytest.param("\na: b\nc:\n  - d\n  - [\n", 1, id="broken at the place"),
        pytest.param('\n"', 1, id="broken before it"),
    ],
)
def test_a_file_that_has_changed_has_the_line_of_what_is_there_now(
    tmp_path: Path, text: str, line: int
) -> None:
    write(tmp_path, one=text)
    (position,) = locate(tmp_path, [Place("one.yml", ("c", 1, "g"))])
    assert position.line == line


def test_a_file_that_is_gone_has_its_first_line(tmp_path: Path) -> None:
    (tmp_path / "folder.yml").mkdir()
    (tmp_path / "link.yml").symlink_to("folder.yml")
    names = ["nothing.yml", "folder.yml", "link.yml"]
    assert locate(tmp_path, [Place(name, ("a",)) for name in names]) == list(map(Position, names))
