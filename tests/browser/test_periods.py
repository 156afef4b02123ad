"""The ways from a page of the timeline to the others, where there are too many events for one."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from support.browser import HEIGHT
from support.sites import PUBLISHED, build_faulty, copy_small, read_page
from support.visits import WIDTHS, visit

FEBRUARY = "timeline/in_2021-02/"
EVENT = "title: {title}\nkind: parade\ndate: {date}\n"
DATES = ("1564", *(f"2021-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 22)))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = copy_small(tmp_path_factory.mktemp("periods"))
    for number, date in enumerate(DATES):
        path = project / "facts" / "events" / f"march-{number}.yml"
        path.write_text(EVENT.format(title=f"March {number}", date=date), "utf-8")
    return build_faulty(project, **PUBLISHED)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["timeline/", FEBRUARY])
def test_a_period_is_for_everyone(page: Page, address: str, path: str, width: int) -> None:
    faults = visit(page, address + path, width)
    assert faults == [], "\n".join(faults)


@pytest.mark.parametrize("width", [320, 1440])
def test_every_bar_leads_to_its_period_and_the_current_one_is_marked(
    plain_page: Page, address: str, width: int
) -> None:
    plain_page.set_viewport_size({"width": width, "height": HEIGHT})
    plain_page.goto(address + FEBRUARY)
    bars = plain_page.locator(".fs-periods a")
    assert plain_page.locator(".fs-periods [aria-current]").all_inner_texts() == [
        "2021\n252",
        "February\n21",
    ]
    for bar in bars.all():
        box = bar.bounding_box()
        assert box["height"] >= 24
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    addresses = bars.evaluate_all("bars => bars.map(bar => bar.href)")
    assert len(addresses) > 14
    for url in addresses:
        assert plain_page.goto(url).status == 200
    plain_page.goto(address + FEBRUARY)
    plain_page.locator("[rel=next]").first.click()
    assert plain_page.url == f"{address}timeline/in_2021-03/"


def test_the_sitemap_has_every_period_and_the_navigation_marks_the_timeline(site: Path) -> None:
    sitemap = (site / "sitemap.xml").read_text("utf-8")
    assert f"/{FEBRUARY}<" in sitemap
    page = read_page(site / FEBRUARY / "index.html")
    assert page.select_one(".md-tabs__item--active").get_text().strip() == "Timeline"
