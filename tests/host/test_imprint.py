"""The foot of each page: who runs the site, its licence and whom to write to, as mkdocs.yml says;
nothing that it does not say.
"""

from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from jinja2 import Environment
from mkdocs.theme import Theme

from factsheet.site.shipped import shipped_templates
from support.sites import build_faulty, copy_small, read_page

PUBLISHER = {"name": 'The "Gazette" <b>& friends</b>', "url": "https://gazette.example/?a&b"}
LICENSE = {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}
CONTACT = {"name": "the editors", "url": "mailto:editors@gazette.example"}


def show(**extra: Any) -> list[tuple[str, str | None]]:
    """The lines of the foot, and where each leads."""
    theme = Theme("material", custom_dir=str(shipped_templates() / "hosts" / "material"))
    env: Environment = theme.get_env()
    text = env.get_template("partials/copyright.html").render(config={"extra": extra})
    lines = BeautifulSoup(text, "html.parser").select(".fs-imprint")
    assert all(line.find("b") is None for line in lines)
    return [(line.get_text(), line.a["href"] if line.a else None) for line in lines]


def test_who_runs_the_site_is_told_as_it_is_written() -> None:
    assert show(publisher=PUBLISHER, license=LICENSE, contactPoint=CONTACT) == [
        (f"Published by {PUBLISHER['name']}", PUBLISHER["url"]),
        ("Licence: CC BY 4.0", LICENSE["url"]),
        ("Contact: the editors", CONTACT["url"]),
    ]


def test_what_is_not_written_is_not_told() -> None:
    assert show() == []
    assert show(publisher="", license={}, contactPoint={"name": ""}) == []
    assert show(license="CC0") == [("Licence: CC0", None)]
    assert show(contactPoint={"url": "mailto:a@b.example"}) == [
        ("Contact: mailto:a@b.example", "mailto:a@b.example")
    ]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//x.example", 7, "/x"])
def test_only_the_web_and_mail_are_led_to(url: object) -> None:
    assert show(publisher={"name": "Gazette", "url": url}) == [("Published by Gazette", None)]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = copy_small(tmp_path_factory.mktemp("imprint"))
    settings = (project / "mkdocs.yml").read_text("utf-8").partition("\nextra:")[0]
    extra = {"publisher": PUBLISHER, "contactPoint": CONTACT}
    (project / "mkdocs.yml").write_text(f"{settings}\nextra: {extra}\n", "utf-8")
    return build_faulty(project)


@pytest.mark.parametrize("path", ["", "method/", "events/", "events/summit/", "404.html"])
def test_every_page_has_it(site: Path, path: str) -> None:
    page = site / path if path.endswith(".html") else site / path / "index.html"
    foot = read_page(page).select_one("footer")
    assert foot is not None
    links = [link["href"] for link in foot.select(".fs-imprint a")]
    assert links == [PUBLISHER["url"], CONTACT["url"]]
    assert "Made with Material" in " ".join(foot.get_text().split())
