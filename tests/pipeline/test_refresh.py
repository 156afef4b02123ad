"""What is kept of the facts while they are edited makes the same site as reading them anew."""

from pathlib import Path
from typing import Any

from hypothesis.stateful import initialize, invariant

from factsheet.pipeline.build import build_site, refresh_site
from support.editing import Editing, run_edits


class Refreshing(Editing):
    """Takes in each edit, as a server does."""

    @initialize()
    def begin(self) -> None:
        super().begin()
        self.kept: dict[Path, Any] = {}
        self.site = build_site(self.root, kept=self.kept)

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
    run_edits(Refreshing, tmp_path_factory, runs=6, edits=12)
