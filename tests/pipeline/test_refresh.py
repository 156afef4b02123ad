"""What is kept of the facts while they are edited makes the same site as reading them anew."""

import os
import shutil
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from factsheet.pipeline.build import build_site, refresh_site
from support.places import SMALL

FILES = sorted(path.relative_to(SMALL).as_posix() for path in SMALL.glob("facts/*/*.yml"))
WORDS = ("Zephyr", "on 3 May", "not", "Σ", "<b>", "“q”")


class Editing(RuleBasedStateMachine):
    """Edits of one project, one file at a time."""

    folders: Any = None

    @initialize()
    def begin(self) -> None:
        self.root = Path(next(self.folders))
        shutil.copytree(SMALL / "facts", self.root / "facts")
        self.times = 0
        for path in self.root.rglob("*.yml"):
            self.stamp(path)
        self.kept: dict[Path, Any] = {}
        self.site = build_site(self.root, kept=self.kept)

    def stamp(self, path: Path) -> None:
        """No two writings of a file have the same time, and none is of just now."""
        self.times += 1
        os.utime(path, ns=(self.times, self.times))

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.write_text(text, "utf-8")
        self.stamp(path)

    @rule(name=st.sampled_from(FILES), word=st.sampled_from(WORDS), place=st.integers(0, 9))
    def change(self, name: str, word: str, place: int) -> None:
        """Put a word into a text or a title."""
        path = self.root / name
        if path.exists():
            parts = path.read_text("utf-8").split(" ")
            parts.insert(1 + place * len(parts) // 10, word)
            self.write(name, " ".join(parts))

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

    @invariant()
    def is_as_if_read_anew(self) -> None:
        self.site = refresh_site(self.site, self.root, self.kept)
        clean = build_site(self.root)
        assert self.site.facts.problems == clean.facts.problems
        errors = tuple(one for one in clean.facts.problems if one.severity == "error")
        assert self.site.facts.errors == errors
        assert [page.url for page in self.site.pages] == [page.url for page in clean.pages]
        for page, other in zip(self.site.pages[::7], clean.pages[::7], strict=True):
            assert self.site.find_page(page.url) == page
            html = self.site.render(page, page.make_body())
            assert html == clean.render(other, other.make_body())


def test_what_is_kept_of_edited_facts_makes_the_same_site(tmp_path_factory: Any) -> None:
    def make() -> Any:
        while True:
            yield tmp_path_factory.mktemp("edited") / "project"

    Editing.folders = make()
    steps = settings(
        max_examples=6, stateful_step_count=12, suppress_health_check=list(HealthCheck)
    )
    run = Editing.TestCase
    run.settings = steps
    run().runTest()
