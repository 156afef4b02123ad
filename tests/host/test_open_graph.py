"""What a page tells those who share a link to it: by Open Graph, escaped, and the same whatever the
page's kind.
"""

from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from factsheet.facts.load import read_corpus
from support.plugin import check_frames, find_sentinels
from support.sites import build_faulty, copy_small, read_page

ADDRESS = "https://site.example/facts/"
EVENT = "events/summit/"
HEADING = '# "Ours" & theirs &lt;script&gt;alert(1)&lt;/script&gt; `a<b`\n'
FRONT = (
    '---\ntitle: \'"Ours" & "theirs"\'\ndescription: \'x" onload="alert(1) & more\'\n---\n\nText.\n'
)
BLOCK = '<meta name="own">{% include "partials/open-graph.html" %}'
OWN = f'{{% extends "base.html" %}}{{% block extrahead %}}{BLOCK}{{% endblock %}}'


def read_tags(site: Path, path: str) -> dict[str, str]:
    found = read_page(site / path / "index.html").head.select(
        "meta[property^='og:'], meta[name^='twitter:']"
    )
    names = [one.get("property") or one["name"] for one in found]
    assert len(names) == len(set(names))
    assert all(set(one.attrs) <= {"property", "name", "content"} for one in found)
    return {name: one["content"] for name, one in zip(names, found, strict=True)}


def write_project(folder: Path) -> Path:
    project = copy_small(folder)
    (project / "docs" / "heading.md").write_text(HEADING, "utf-8")
    (project / "docs" / "front.md").write_text(FRONT, "utf-8")
    settings = project / "mkdocs.yml"
    named = settings.read_text("utf-8").replace(
        "site_name: Factsheet", "site_name: 'Facts & \"sheets\"'"
    )
    settings.write_text(named, "utf-8")
    return project


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_faulty(write_project(tmp_path_factory.mktemp("shared")), SITE_URL=ADDRESS)


def test_a_record_is_told_by_its_title_and_its_lead_statements(site: Path) -> None:
    corpus, _ = read_corpus(site.parent)
    event = corpus.events[EVENT.split("/")[1]]
    tags = read_tags(site, EVENT)
    assert tags.pop("og:description").startswith(
        "Zed Zephyr and Prudence Åkesson met in Klow on Friday, 2 February 2001. The"
    )
    assert tags == {
        "og:type": "article",
        "og:site_name": 'Facts & "sheets"',
        "og:title": event.title,
        "og:url": ADDRESS + EVENT,
        "og:image": f"{ADDRESS}{EVENT}picture.png",
        "og:image:width": "800",
        "og:image:height": "420",
        "og:image:alt": event.title,
        "twitter:card": "summary_large_image",
    }
    assert (site / EVENT / "picture.png").exists()


def test_a_page_without_a_picture_names_none(site: Path) -> None:
    for path in ("events/", "sources/readout/", "method/", ""):
        tags = read_tags(site, path)
        assert not [name for name in tags if "image" in name]
        assert tags["twitter:card"] == "summary"


@pytest.mark.parametrize(
    "path", ["events/", "disputed/", "actors/elan/", "sources/readout/", "method/"]
)
def test_every_page_has_its_own_title_and_address(site: Path, path: str) -> None:
    tags = read_tags(site, path)
    soup = read_page(site / path / "index.html")
    assert soup.title.get_text() == f'{tags["og:title"]} - Facts & "sheets"'
    assert tags["og:url"] == soup.find("link", rel="canonical")["href"] == ADDRESS + path
    assert tags["og:description"] == soup.find("meta", {"name": "description"})["content"]


def test_the_home_page_is_the_site(site: Path) -> None:
    tags = read_tags(site, "")
    assert (tags["og:type"], tags["og:title"], tags["og:url"]) == (
        "website",
        'Facts & "sheets"',
        ADDRESS,
    )


def test_titles_of_pages_written_by_hand_are_text(site: Path) -> None:
    assert read_tags(site, "heading")["og:title"] == '"Ours" & theirs <script>alert(1)</script> a<b'
    tags = read_tags(site, "front")
    assert (tags["og:title"], tags["og:description"]) == (
        '"Ours" & "theirs"',
        'x" onload="alert(1) & more',
    )


def test_without_the_sites_address_none_is_told(tmp_path: Path) -> None:
    site = build_faulty(copy_small(tmp_path))
    tags = read_tags(site, EVENT)
    assert "og:url" not in tags
    assert tags["og:title"]
    text = read_page(site / EVENT / "index.html").select_one(".fs-cite-page").get_text()
    assert f"with sources up to 4 February 2001. {EVENT}\n" in text
    assert "does not know its own address" in text


def test_a_projects_own_main_template_includes_the_tags(tmp_path: Path) -> None:
    project = copy_small(tmp_path)
    theme = project / "site_templates" / "hosts" / "material"
    (theme / "main.html").write_text(OWN, "utf-8")
    site = build_faulty(project)
    assert read_page(site / EVENT / "index.html").find("meta", {"name": "own"})
    assert read_tags(site, EVENT)["og:title"]


def test_frames_hold_with_the_sites_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", ADDRESS)
    config = load_config(str(write_project(tmp_path) / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    assert check_frames(config) > 30
    assert find_sentinels(config) == []
