"""What other generators wrote is held against ours: nothing may be missing."""

from pathlib import Path

import pytest

from peers.check import check_facts, check_pages

RECORD = """\
title: Talk
statements:
  - {id: said, text: "[Ann Lee](actor:ann-lee) spoke.", evidence: [{source: paper, quote: "Lee spoke"}]}
"""
PAGE = """\
<html><body><article class="md-content__inner">
<h1>Talk</h1>
<ul><li class="fs-row" id="said"><p class="fs-says">nobody by name</p>
<div class="fs-sentence"><a href="../../actors/ann-lee/">Ann Lee</a> spoke.\xa0<a class="fs-permalink" href="#said">¶</a></div>
<p><a href="../../sources/paper/">The Paper</a> <q>Lee spoke</q> <a class="fs-go" href="https://paper.example/1">↗</a></p></li></ul>
</article></body></html>
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose site is built, with a copy of that site in `other`."""
    facts = tmp_path / "facts" / "events"
    facts.mkdir(parents=True)
    (facts / "talk.yml").write_text(RECORD, "utf-8")
    for name in ("site", "other"):
        folder = tmp_path / name / "events" / "talk"
        folder.mkdir(parents=True)
        (folder / "index.html").write_text(PAGE, "utf-8")
    return tmp_path


def test_a_page_that_shows_all_lacks_nothing(project: Path) -> None:
    written, missing = check_pages(project, project / "other")
    assert (written.pages, missing, check_facts(project)) == (1, [], [])


@pytest.mark.parametrize(
    ("shown", "other", "missing"),
    [
        (" spoke.\xa0", " ran.\xa0", ["1 x 'Ann Lee spoke.'", "1 x 'Lee spoke'"]),
        ("<q>Lee spoke", "<q>Lee ran", ["1 x 'Lee spoke'"]),
        (">The Paper", ">Paper", ["1 x 'The Paper'"]),
        ("//paper.example/1", "//paper.example/2", ["no link to https://paper.example/1"]),
        ("/sources/paper/", "/sources/", ["no link to https://example.org/sources/paper/"]),
    ],
)
def test_what_is_missing_on_a_page_is_named(
    project: Path, shown: str, other: str, missing: list[str]
) -> None:
    path = project / "other/events/talk/index.html"
    path.write_text(PAGE.replace(shown, other), "utf-8")
    assert check_pages(project, project / "other")[1] == [
        f"events/talk/: {each}" for each in missing
    ]


def test_a_page_that_is_missing_is_named(project: Path) -> None:
    (project / "other/events/talk/index.html").unlink()
    written, missing = check_pages(project, project / "other")
    assert (written.pages, missing) == (0, ["events/talk/: no page"])


def test_our_own_pages_are_held_against_the_facts(project: Path) -> None:
    path = project / "facts/events/talk.yml"
    path.write_text(RECORD.replace("spoke.", "spoke twice.").replace("paper", "book"), "utf-8")
    assert check_facts(project) == [
        "events/talk/: 'Ann Lee spoke twice.'",
        "events/talk/: no link to https://example.org/sources/book/",
    ]
