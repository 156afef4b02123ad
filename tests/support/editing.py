"""Random edits of a project: words, names, removals, renames, files that are broken and mended."""

import os
import re
import shutil
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from support.places import SMALL

FILES = sorted(path.relative_to(SMALL).as_posix() for path in SMALL.glob("facts/*/*.yml"))
WORDS = ("Zephyr", "on 3 May", "not", "Σ", "<b>", "“q”")
NAMES = sorted(Path(name).stem for name in FILES if "proofs" not in name and "links" not in name)
WORDED = re.compile(r'\b(?:title|name|short_name|text|note|reason): *"?(?=[\w\[])')
"""Where a text begins that may be any."""
FIELDS = (
    ("supports", "denies"), ("complete", "partial"), ("disputes", "differs"), ("echoes", "updates"),
    ("relays", "via"), ("2001", "2003"), ("claim", "own-words"), ("lead: true", "lead: false"),
)  # fmt: skip


class Editing(RuleBasedStateMachine):
    """Edits of one project, one file at a time; a class below this one says what is done then."""

    folders: Any = None

    @initialize()
    def begin(self) -> None:
        self.root = Path(next(self.folders))
        shutil.copytree(SMALL / "facts", self.root / "facts")
        self.times = 0
        for path in self.root.rglob("*.yml"):
            self.stamp(path)

    def stamp(self, path: Path) -> None:
        """No two writings of a file have the same time, and none is of just now."""
        self.times += 1
        os.utime(path, ns=(self.times, self.times))

    def read(self, name: str) -> str:
        path = self.root / name
        return path.read_text("utf-8") if path.exists() else ""

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.write_text(text, "utf-8")
        self.stamp(path)

    def put(self, name: str, text: str, old: str, new: str, number: int) -> None:
        """Put `new` in the place of one of those where `old` stands."""
        places = list(re.finditer(rf"(?<![\w#-]){re.escape(old)}(?![\w#-])", text))
        if places:
            place = places[number % len(places)]
            self.write(name, text[: place.start()] + new + text[place.end() :])

    @rule(name=st.sampled_from(FILES), word=st.sampled_from(WORDS), place=st.integers(0, 9))
    def change(self, name: str, word: str, place: int) -> None:
        """Put a word into a text or a title."""
        if text := self.read(name):
            parts = text.split(" ")
            parts.insert(1 + place * len(parts) // 10, word)
            self.write(name, " ".join(parts))

    @rule(name=st.sampled_from(FILES), number=st.integers(0, 9))
    def reword(self, name: str, number: int) -> None:
        """Say something else in one of the texts of a file, in which nothing is wrong then."""
        text = self.read(name)
        places = list(WORDED.finditer(text))
        if places:
            end = places[number % len(places)].end()
            self.write(name, f"{text[:end]}Anew {number}: {text[end:]}")

    @rule()
    def mend_all(self) -> None:
        for name in FILES:
            self.mend(name)

    @rule(data=st.data(), name=st.sampled_from(FILES), other=st.sampled_from(NAMES))
    def name_another(self, data: st.DataObject, name: str, other: str) -> None:
        """Name another record where one is named."""
        text = self.read(name)
        named = [one for one in NAMES if one in text]
        if named:
            self.put(
                name, text, data.draw(st.sampled_from(named)), other, data.draw(st.integers(0, 9))
            )

    @rule(name=st.sampled_from(FILES), field=st.sampled_from(FIELDS), number=st.integers(0, 9))
    def say_otherwise(self, name: str, field: tuple[str, str], number: int) -> None:
        """Change how something is meant."""
        text = self.read(name)
        old, new = field if field[0] in text else field[::-1]
        self.put(name, text, old, new, number)

    @rule(name=st.sampled_from(FILES))
    def remove(self, name: str) -> None:
        (self.root / name).unlink(missing_ok=True)

    @rule(name=st.sampled_from(FILES), other=st.sampled_from(FILES))
    def rename(self, name: str, other: str) -> None:
        if (self.root / name).exists():
            (self.root / name).rename(self.root / other)

    @rule(name=st.sampled_from(FILES))
    def break_off(self, name: str) -> None:
        if (self.root / name).exists():
            self.write(name, "title: [\n")

    @rule(name=st.sampled_from(FILES))
    def mend(self, name: str) -> None:
        self.write(name, (SMALL / name).read_text("utf-8"))


def edit(path: Path, old: str, new: str) -> None:
    """Put `new` in the place of `old`, which stands in a file."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def run_edits(
    machine: type[Editing], factory: Any, *, number: int = 0, runs: int, edits: int
) -> None:
    """Run so many `edits`, so many times, in folders that `factory` makes; `number` says
    which ones.
    """

    def make_folders() -> Any:
        while True:
            yield factory.mktemp("edited") / "project"

    machine.folders = make_folders()
    run = seed(number)(machine).TestCase
    run.settings = settings(
        max_examples=runs, stateful_step_count=edits, suppress_health_check=list(HealthCheck)
    )
    run().runTest()
