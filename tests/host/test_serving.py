"""A real server of a whole project: what it sees, and what it lets go of."""

import weakref
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure.files import Files

from factsheet.host.mkdocs.plugin import FactsheetPlugin
from support.sites import copy_valid, serve_site

CHANGED = {
    "facts": ("facts/events/talk.yml", "spoke for an hour"),
    "docs": ("docs/index.md", "Index"),
    "site_templates": ("site_templates/hosts/material/partials/copyright.html", "our own words"),
}
"""A file of each folder that is watched, and words in it that stand on the home page."""


@pytest.mark.parametrize("name", CHANGED)
def test_a_folder_that_is_removed_and_put_back_is_seen_again(tmp_path: Path, name: str) -> None:
    project, aside = copy_valid(tmp_path / "project"), tmp_path / "aside"
    templates = project / CHANGED["site_templates"][0]
    templates.parent.mkdir(exist_ok=True)
    templates.write_text("our own words")
    path, words = project / CHANGED[name][0], CHANGED[name][1]
    with serve_site(project) as served:
        assert words in served.read("")
        (project / name).rename(aside)
        if name == "docs":  # no site can be built without it
            served.wait_for_words("docs_dir")
        else:
            served.read_once("", lambda page: words not in page)
        aside.rename(project / name)
        served.read_once("", lambda page: words in page and "no such folder" not in page)
        path.write_text(path.read_text("utf-8").replace(words, "other words"), "utf-8")
        served.read_once("", lambda page: "other words" in page)


def test_a_folder_that_comes_while_the_site_is_served_is_seen(tmp_path: Path) -> None:
    project, aside = copy_valid(tmp_path / "project"), tmp_path / "aside"
    (project / "facts").rename(aside)
    with serve_site(project) as served:
        assert "no such folder" in served.read("")
        aside.rename(project / "facts")
        served.read_once("", lambda page: "spoke for an hour" in page)


def test_what_earlier_builds_made_is_let_go(tmp_path: Path) -> None:
    project = copy_valid(tmp_path)
    made: list[weakref.ref[object]] = []
    for _ in range(6):
        config = load_config(str(project / "mkdocs.yml"), site_dir=str(tmp_path / "served"))
        config.plugins.on_startup(command="serve", dirty=False)
        build(config, serve_url="http://127.0.0.1:8000/")
        plugin = config.plugins["factsheet"]
        assert isinstance(plugin, FactsheetPlugin)
        assert isinstance(plugin.files, Files)
        made += [weakref.ref(plugin.site), weakref.ref(plugin.files), weakref.ref(config)]
    alive = sum(ref() is not None for ref in made)
    assert alive <= 2 * 3, "more than the last build's and the one before's"
