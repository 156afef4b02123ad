"""The folder of broken files: each ends in a problem with file, line and rule, all of them in one
run.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from factsheet.facts.files import LARGEST
from factsheet.pipeline.build import check_facts
from factsheet.pipeline.gathering import gather_problems
from factsheet.problems import Problem, format_github, format_terminal
from support.examples import BASE, write_corpus
from support.places import BROKEN

EXPECTED = BROKEN / "expected.txt"
"""The errors of each broken file, one in a line: `<path below the facts folder>:<line>: <rule>`."""

CAROL = "name: Carol\nkind: person\n"


def link_to_file(path: Path) -> None:
    path.symlink_to("alice.yml")


def link_to_nothing(path: Path) -> None:
    path.symlink_to("nowhere.yml")


def link_to_folder(path: Path) -> None:
    path.symlink_to("../sources", target_is_directory=True)


def text(content: str) -> Callable[[Path], None]:
    return lambda path: path.write_text(content, encoding="utf-8") and None


GENERATED: dict[str, tuple[Callable[[Path], object], int, str]] = {
    "actors/link.yml": (link_to_file, 1, "file-not-readable"),
    "actors/link-to-nothing.yml": (link_to_nothing, 1, "file-not-readable"),
    "actors/link-to-folder.yml": (link_to_folder, 1, "file-not-readable"),
    "actors/folder.yml": (Path.mkdir, 1, "file-not-readable"),
    "actors/pipe.yml": (os.mkfifo, 1, "file-not-readable"),
    "actors/over-1-mib.yml": (text(CAROL + "#" * LARGEST), 1, "file-not-readable"),
    "actors/brackets.yml": (text("[" * LARGEST), 1, "nested-too-deep"),
    "actors/braces.yml": (text("{" * LARGEST), 1, "nested-too-deep"),
    "actors/dashes.yml": (text("- " * (LARGEST // 2)), 1, "nested-too-deep"),
    "actors/question-marks.yml": (text("? " * (LARGEST // 2)), 1, "nested-too-deep"),
    "actors/dashes-after-colon.yml": (
        text("? a\n: " + "- " * (LARGEST // 2 - 4)),
        2,
        "nested-too-deep",
    ),
    "actors/tabs.yml": (text("\t" * LARGEST), 1, "forbidden-character"),
    "actors/aliases.yml": (text("- *a\n" * (LARGEST // 5)), 1, "yaml-feature"),
    "actors/duplicate-keys.yml": (
        text("".join(f"k{i}: v\n" for i in range(20_000)) * 2),
        20_001,
        "duplicate-key",
    ),
    "actors/unknown-keys.yml": (
        text(CAROL + "".join(f"k{i}: v\n" for i in range(50_000))),
        3,
        "unknown-field",
    ),
    "actors/one-long-word.yml": (text("a" * LARGEST), 1, "invalid-value"),
    "actors/with space.yml": (text(CAROL), 1, "invalid-id"),
    "actors/line\nend.yml": (text(CAROL), 1, "invalid-id"),
    "actors/line-end\n.yml": (text(CAROL), 1, "invalid-id"),
    "actors/\N{RIGHT-TO-LEFT OVERRIDE}.yml": (text(CAROL), 1, "invalid-id"),
    "actors/zoë.yml": (text(CAROL), 1, "invalid-id"),
    "actors/-dash.yml": (text(CAROL), 1, "invalid-id"),
    "actors/two.dots.yml": (text(CAROL), 1, "invalid-id"),
    "actors/index.yml": (text(CAROL), 1, "invalid-id"),
    "actors/own-voice.yml": (text(CAROL), 1, "invalid-id"),
    f"actors/{'a' * 81}.yml": (text(CAROL), 1, "invalid-id"),
    os.fsdecode(b"actors/\xff.yml"): (text(CAROL), 1, "invalid-id"),
    "actors/BOB.yml": (text(CAROL), 1, "invalid-id"),
    "actors/carol.yaml": (text(CAROL), 1, "unexpected-file"),
    "actors/carol.json": (text("{}"), 1, "unexpected-file"),
    "actors/notes.md": (text("Notes"), 1, "unexpected-file"),
    "actors/without-ending": (text(CAROL), 1, "unexpected-file"),
    "people": (Path.mkdir, 1, "unexpected-file"),
    "carol.yml": (text(CAROL), 1, "unexpected-file"),
    "proofs.yml": (text(CAROL), 1, "unexpected-file"),
}
"""What cannot live in the folder: by its path below the facts folder how it is made, and the line
and rule expected.
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_corpus(tmp_path_factory.mktemp("broken"))
    shutil.copytree(BROKEN / "facts", root / "facts", dirs_exist_ok=True)
    for name, (make, _, _) in GENERATED.items():
        make(root / "facts" / name)
    return root


@pytest.fixture(scope="module")
def problems(project: Path) -> tuple[Problem, ...]:
    return check_facts(project)[1]


def list_errors(problems: Iterable[Problem]) -> list[str]:
    """The errors of the files in the folder, as they stand in `expected.txt`."""
    lines = {}
    for problem in problems:
        name = problem.position.path.removeprefix("facts/")
        if problem.severity == "error" and (BROKEN / "facts" / name).is_file():
            lines[f"{name}:{problem.position.line}: {problem.rule}"] = None
    return list(lines)


def test_every_broken_file_ends_in_exactly_the_expected_errors(
    problems: tuple[Problem, ...], update: bool
) -> None:
    found = list_errors(problems)
    if update:
        EXPECTED.write_text("\n".join(found) + "\n", encoding="utf-8")
    assert found == EXPECTED.read_text(encoding="utf-8").splitlines()


def test_no_broken_file_goes_without_an_error(problems: tuple[Problem, ...]) -> None:
    wrong = {problem.position.path for problem in problems if problem.severity == "error"}
    files = {path.relative_to(BROKEN).as_posix() for path in (BROKEN / "facts").rglob("*.yml")}
    assert len(files) > 200
    assert files - wrong == {"facts/actors/same-id.yml"}, (
        "the first of two files with one id is the sound one"
    )


@pytest.mark.parametrize("name", GENERATED)
def test_what_cannot_live_in_the_folder_ends_in_the_expected_error(
    problems: tuple[Problem, ...], name: str
) -> None:
    _, line, rule = GENERATED[name]
    found = [
        (one.position.line, one.rule) for one in problems if one.position.path == f"facts/{name}"
    ]
    assert (line, rule) in found


def test_one_file_has_at_most_a_hundred_problems_of_each_stage(
    problems: tuple[Problem, ...],
) -> None:
    per_file = [sum(one.position.path == f"facts/{name}" for one in problems) for name in GENERATED]
    assert max(per_file) == 100


def test_sound_files_among_broken_ones_have_no_errors(problems: tuple[Problem, ...]) -> None:
    wrong = {problem.position.path for problem in problems if problem.severity == "error"}
    assert not wrong & {f"facts/{name}" for name in BASE}


def test_every_problem_is_one_printable_line_in_every_format(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        assert format_terminal(problem).isprintable()
        assert format_github(problem).isprintable()


@pytest.mark.parametrize("style", ["terminal", "github", "json"])
def test_the_command_reports_them_all_without_a_traceback(
    project: Path, problems: tuple[Problem, ...], style: str
) -> None:
    code = "import sys; from factsheet.cli import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", code, "check", "--format", style]
    path = os.pathsep.join(sys.path)
    ended = subprocess.run(
        command,
        cwd=project,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": path},
        check=False,
    )
    assert ended.returncode == 1
    assert b"Traceback" not in ended.stdout + ended.stderr
    if style != "json":
        told = problems if style == "github" else gather_problems(problems)
        assert len(ended.stdout.splitlines()) == len(told)
