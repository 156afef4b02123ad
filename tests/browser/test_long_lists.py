"""Lists that are too long for one page, in a browser."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from support.judges import find_violations
from support.sites import PUBLISHED, build_faulty, copy_small
from support.visits import WIDTHS, visit

MARCHES, ALL = 231, 241
"""How many there are: three a day, and with the events of the small site."""
MAY = "events/in_2021-05/"
EVENT = """title: March {number}
kind: {kind}
date: 2021-{month:02}-{day:02}
statements:
  - id: told
    text: Some march for the {number}th time.
    attributed_to: zed
    evidence: {{source: herald-article, quote: march}}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = copy_small(tmp_path_factory.mktemp("long"))
    for number in range(MARCHES):
        kind, month, day = ("parade", "call")[number % 2], number % 7 + 1, number % 28 + 1
        path = project / "facts" / "events" / f"march-{number}.yml"
        path.write_text(EVENT.format(number=number, kind=kind, month=month, day=day), "utf-8")
    return build_faulty(project, **PUBLISHED)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["events/", MAY, "statements/"])
def test_a_part_of_a_list_is_for_everyone(page: Page, address: str, path: str, width: int) -> None:
    faults = visit(page, address + path, width)
    assert faults == [], "\n".join(faults)


def test_bars_and_links_lead_to_every_event_without_a_script(
    plain_page: Page, address: str
) -> None:
    page = plain_page
    page.goto(f"{address}events/")
    assert page.locator(".fs-group h2").all_inner_texts() == [
        f"{ALL} events¶",
        "The newest¶",
        "Most disputed or told differently¶",
    ]
    bars = page.locator(".fs-bars > li")
    margins = "bars => bars.map(bar => getComputedStyle(bar).marginLeft)"
    assert set(bars.evaluate_all(margins)) == {"0px"}
    assert sum(int(bar.locator("span").inner_text()) for bar in bars.all()) == ALL
    for box in (bar.locator("rect").bounding_box() for bar in bars.all()):
        assert box is not None
        assert box["width"] > 0
    while page.locator(".fs-bars").count():
        page.locator(".fs-bars a").first.click()
    shown: list[str] = []
    while True:
        shown += page.locator(".fs-items > li > a").all_inner_texts()
        if not page.locator("a[rel=next]").count():
            break
        page.locator("a[rel=next]").first.click()
    assert len(shown) == len(set(shown)) == ALL
    page.locator(".fs-crumbs a").first.click()
    assert page.url == f"{address}events/"


def test_a_filter_draws_50_rows_of_all_pages_and_more_when_asked(page: Page, address: str) -> None:
    rows = page.locator(".fs-drawn > li")
    page.goto(f"{address}events/?kind=parade&sort=oldest")
    expect(page.locator(".fs-filters [role=status]")).to_contain_text(f"of {ALL} events")
    found = int(page.locator(".fs-filters [role=status]").inner_text().split()[0])
    assert found > 100
    expect(rows).to_have_count(50)
    page.get_by_role("button", name="Show 50 more").evaluate("more => (more.click(), more.click())")
    expect(page.get_by_role("button", name=f"Show {found - 100} more")).to_be_enabled()
    expect(rows).to_have_count(100)
    expect(rows.nth(50).locator("a")).to_be_focused()
    page.get_by_role("button", name=f"Show {found - 100} more").click()
    expect(rows).to_have_count(found)
    expect(page.locator(".fs-more-rows")).to_be_hidden()
    rows.last.locator("a").click()
    page.wait_for_url("**/events/*/")


def test_a_combobox_that_is_open_is_for_everyone(page: Page, address: str) -> None:
    page.goto(f"{address}statements/")
    page.locator(".fs-controls [name=party]").click()
    expect(page.locator("#_options-party [role=option]").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert find_violations(page) == []


@pytest.mark.parametrize("sort", ["", "oldest"])
def test_words_are_looked_for_in_every_row_some_at_a_time(
    page: Page, address: str, site: Path, sort: str
) -> None:
    script = (site / "assets/scripts/lists.js").read_text("utf-8")
    few = script.replace("AT_ONCE = 50", "AT_ONCE = 2").replace(
        "MOST_READ = 8000", "MOST_READ = 20"
    )
    assert few != script
    page.route(
        "**/lists.js*", lambda route: route.fulfill(body=few, content_type="text/javascript")
    )
    page.goto(f"{address}statements/?words=march+7&sort={sort}")
    found = page.locator(".fs-filters [role=status]", has_not_text="looking")
    expected = [number for number in range(MARCHES) if "7" in f"{number}"]
    expect(found).to_have_text(re.compile(rf"^{len(expected)} of \d+ statements$"))
    while page.locator(".fs-more-rows").is_visible():
        page.locator(".fs-more-rows").click()
    titles = page.locator(".fs-drawn > li > a").all_inner_texts()
    assert sorted(titles) == sorted(f"Some march for the {number}th time." for number in expected)
