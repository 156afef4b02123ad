"""README's five minutes, done by a program as a newcomer does them: to a quote that is proven on the
page, and back.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from factsheet.pipeline.build import check_facts
from support.places import ROOT
from support.sites import build_faulty, copy_example

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BIN = Path(sys.executable).parent


def read_steps() -> list[tuple[str, str]]:
    """The blocks of the section, in order: their language and text."""
    _, _, rest = (ROOT / "README.md").read_text("utf-8").partition("## Add a fact in five minutes")
    section, _, _ = rest.partition("\n### ")
    return BLOCK.findall(section)


def run(project: Path, commands: str) -> str:
    """Runs what stands in a block, as a shell does, and returns what is shown."""
    done = subprocess.run(
        ["sh", "-c", commands.replace(".venv/bin/", f"{BIN}/")],
        cwd=project, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout


def list_files(project: Path) -> Mapping[str, bytes]:
    """The facts and the saved copies, by path."""

    def go_through() -> Iterator[tuple[str, bytes]]:
        for folder in ("facts", ".snapshots"):
            for path in sorted((project / folder).rglob("*")):
                if path.is_file() and path.name != ".gitignore":
                    yield path.relative_to(project).as_posix(), path.read_bytes()

    return dict(go_through())


def write_block(project: Path, block: str) -> Path:
    path = project / block.split()[1]
    path.write_text(block, "utf-8")
    return path


def test_the_five_minutes_end_with_a_proof_on_the_page_and_leave_nothing(tmp_path: Path) -> None:
    project = copy_example(tmp_path)
    shutil.copytree(ROOT / "practice", project / "practice")
    before = list_files(project)
    steps = read_steps()
    assert [language for language, _ in steps] == ["sh", "yaml", "sh", "text", "sh", "sh"]
    take_in, event, check, told, prove, undo = (text for _, text in steps)

    run(project, take_in)
    path = write_block(project, event)
    page = Path("site") / path.relative_to(project / "facts").with_suffix("") / "index.html"
    build_faulty(project)
    assert "○</span> quote not checked yet" in (project / page).read_text("utf-8")

    path.write_text(event.replace("source: winter-ferry", "source: winter-fery"), "utf-8")
    assert run(project, f"{check.strip()} || true") == told
    path.write_text(event, "utf-8")

    run(project, prove)
    problems = check_facts(project)[1]
    assert [one for one in problems if one.position.path.endswith(path.name)] == []
    build_faulty(project)
    html = (project / page).read_text("utf-8")
    assert "A decision on a seventh crew is expected in January</q></li>" in html
    assert "quote not checked yet" not in html

    run(project, undo)
    assert list_files(project) == before
