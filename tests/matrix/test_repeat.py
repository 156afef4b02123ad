"""`factsheet verify --check`, run for itself on every record with one thing in it altered."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from support.examples import write_corpus

COMMAND = Path(sys.executable).with_name("factsheet")
SOURCES = 10
TEXT = (
    "Talks number {0} began at noon.\nThey spoke for an hour about the border, and {0} men were"
    " there. Nobody signed. The talks will go on in May.\nTalks number {0} ended late."
)
QUOTES = ("spoke for an hour", "about the border […] were there", "will go on in May")


def write_project(root: Path) -> None:
    statements = "".join(
        f"  - id: s{number}\n    text: They spoke.\n    attributed_to: alice\n    evidence:\n"
        + "".join(f"      - {{source: report-{number}, quote: '{quote}'}}\n" for quote in QUOTES)
        for number in range(SOURCES)
    )
    files = {
        f"sources/report-{number}.yml": f"title: Report {number}\nkind: report\nnote: On paper.\n"
        for number in range(SOURCES)
    }
    files["events/talk.yml"] = f"title: A talk\nkind: call\nstatements:\n{statements}"
    write_corpus(root, files)
    (root / "copies").mkdir()
    for number in range(SOURCES):
        (root / "copies" / f"report-{number}.txt").write_text(TEXT.format(100 + number))


def run(root: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    command = [str(COMMAND), "verify", "--snapshots", "copies", *options]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def list_alterations(text: str) -> Iterator[str]:
    """The record with one of its values altered, each in turn; but for the day of the check, which
    no copy bears out.
    """
    for match in re.finditer(r"(?m)^ *(?:- )?(\w+): (.+)$", text):
        name, value = match[1], match[2]
        if name == "checked":
            continue
        altered = re.sub(r"[0-8a-eA-E]", lambda char: chr(ord(char[0]) + 1), value, count=1)
        if altered != value:
            yield text[: match.start(2)] + altered + text[match.end(2) :]


def test_no_altered_record_is_repeated(tmp_path: Path) -> None:
    write_project(tmp_path)
    names = [f"report-{number}" for number in range(SOURCES)]
    assert run(tmp_path, *names).returncode == 0
    folder = tmp_path / "facts" / "proofs"
    tried = 0
    for name in names:
        path = folder / f"{name}.yml"
        honest = path.read_text("utf-8")
        assert run(tmp_path, "--check", name).returncode == 0
        for altered in list_alterations(honest):
            path.write_text(altered, "utf-8")
            result = run(tmp_path, "--check", name)
            assert result.returncode == 1, altered
            tried += 1
        path.write_text(honest, "utf-8")
    assert tried >= 200
