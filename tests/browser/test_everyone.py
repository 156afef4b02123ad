"""Every kind of page is for everyone: no script, no mouse, no eyes, a small screen, large letters,
dark, right to left.

Judged in Chromium, by axe-core and by the Nu HTML checker, on the site of the small corpus; the
pages written by hand, on the example's.
"""

import gzip
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from playwright.sync_api import Browser, Locator, Page

from support.browser import HEIGHT, open_page, serve_folder
from support.judges import Message, check_html, find_violations
from support.sites import PUBLISHED, build_site, copy_example, list_html, read_page
from support.visits import NARROW, WIDTHS, tell, visit, visit_without_scripts

RICH = "events/summit/"
"""The page with most on it."""

LISTS = (
    "events/",
    "actors/",
    "sources/",
    "statements/",
    "timeline/",
    "disputed/",
    "unknown/",
    "to-do/",
)
RECORDS = (
    *(RICH, "events/first-call/", "events/second-call/", "events/long-ago/", "events/state-visit/"),
    *("events/border-march/", "events/second-parade/"),
    *("actors/aria-office/", "actors/zed/", "actors/herald/", "actors/syldavia/"),
    *("sources/herald-article/", "sources/telegraph-report/", "sources/unknown-paper/"),
    "sources/readout/",
)
"""Those with most and with least of each kind, and those with something special."""

BY_HAND = ("", "method/", "contribute/")
PAGES = (
    *(
        ("small", path)
        for path in (*LISTS, *RECORDS, "search/", "contribute/", "a/b/nested/", "404.html")
    ),
    *(("example", path) for path in (*BY_HAND, "reference/format/", "reference/rules/")),
)
BARE = "nav:\n  - Home: index.md\n  - More:\n      - How to contribute: contribute.md\n"

each_page = pytest.mark.parametrize(("name", "path"), PAGES)
each_width = pytest.mark.parametrize("width", WIDTHS)


@pytest.fixture(scope="module")
def sites(small_site: Path, example_site: Path) -> dict[str, Path]:
    return {"small": small_site, "example": example_site}


@pytest.fixture(scope="module")
def addresses(sites: dict[str, Path]) -> Iterator[dict[str, str]]:
    """Where the sites are served: at the paths of their published addresses, which pages of errors
    lead to.
    """
    with ExitStack() as stack:
        served = {
            name: stack.enter_context(serve_folder(site.parent)) for name, site in sites.items()
        }
        yield {name: f"{root}{sites[name].name}/" for name, root in served.items()}


@each_width
@each_page
def test_a_page_is_for_everyone(
    addresses: dict[str, str], page: Page, name: str, path: str, width: int
) -> None:
    faults = visit(page, addresses[name] + path, width)
    assert faults == [], "\n".join(faults)


@each_page
def test_a_page_can_be_read_without_scripts(
    addresses: dict[str, str], plain_page: Page, name: str, path: str
) -> None:
    faults = visit_without_scripts(plain_page, addresses[name] + path)
    assert faults == [], "\n".join(faults)


def find_file(sites: dict[str, Path], name: str, path: str) -> Path:
    file = sites[name] / path
    return file if path.endswith(".html") else file / "index.html"


def list_features(page: Path) -> set[str]:
    """Our classes on a page, and the elements that they are on."""
    return {
        f"{one.name}.{name}"
        for one in read_page(page).select("[class*=fs-]")
        for name in one["class"]
        if name.startswith("fs-")
    }


def test_the_pages_have_everything_that_any_page_has(
    sites: dict[str, Path], small_site: Path
) -> None:
    visited = {find_file(sites, name, path) for name, path in PAGES}
    seen = {feature for page in visited for feature in list_features(page)}
    for path in list_html(small_site):
        assert list_features(small_site / path) - seen == set(), path


def test_pages_and_what_they_load_of_ours_are_light(small_site: Path) -> None:
    assets = small_site / "assets"
    ours = [assets / "factsheet.css", *(assets / "scripts").iterdir()]
    assert len(ours) > 2
    assert sum(len(gzip.compress(path.read_bytes())) for path in ours) < 30_000
    weights = {
        path: len(gzip.compress((small_site / path).read_bytes())) for path in list_html(small_site)
    }
    assert {path: weight for path, weight in weights.items() if weight > 20_000} == {}


@each_width
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_search_and_the_drawer(
    browser: Browser, address: str, width: int, scheme: str
) -> None:
    faults: list[str] = []
    with open_page(browser, width, color_scheme=scheme) as page:
        page.goto(address)
        shade = page.evaluate("document.body.dataset.mdColorScheme")
        if width == NARROW:
            page.locator("label[for=__drawer]:visible").first.click()
            faults += tell("the drawer", find_violations(page))
            page.goto(address)
            page.locator("label[for=__search]:visible").first.click()
        else:
            page.keyboard.press("/")
        page.keyboard.type("zephyr")
        page.locator(".fs-hits a").first.wait_for()
        faults += tell("the search", find_violations(page))
        page.goto(f"{address}search/?q=zephyr")
        page.locator(".fs-facets option:nth-child(2)").first.wait_for(state="attached")
        faults += tell("the page of the search", find_violations(page))
    assert shade == {"light": "default", "dark": "slate"}[scheme]
    assert faults == [], "\n".join(faults)


def test_the_html_checker_finds_nothing_but_what_the_bare_theme_has(
    sites: dict[str, Path], tmp_path: Path
) -> None:
    sites = {"bare": build_bare(tmp_path / "bare"), **sites}
    for name, site in sites.items():
        shutil.copytree(site, tmp_path / "judged" / name)
    messages = list(check_html(tmp_path / "judged", list_html(tmp_path / "judged")))
    known = {name_message(one) for one in messages if one.page.startswith("bare/")}
    assert known, "the checker said nothing at all"
    assert [one for one in messages if name_message(one) not in known] == []


def build_bare(folder: Path) -> Path:
    """A site of the theme alone, with our settings but without our plugin."""
    project = copy_example(folder)
    settings = (project / "mkdocs.yml").read_text("utf-8").partition("\nnav:")[0]
    (project / "mkdocs.yml").write_text(
        settings.replace("  - factsheet\n", "") + f"\n{BARE}", "utf-8"
    )
    for path in (project / "docs").rglob("*.md"):
        path.write_text("# Bare\n\nA paragraph.\n\n## A heading\n\n![A picture](assets/page.png)\n")
    return build_site(project, **PUBLISHED)


def name_message(message: Message) -> tuple[str, str, str]:
    """A message without its page, and without the numbers that the theme gives to the entries of
    its navigation. One that is no more than a hint is the same for all elements of a name.
    """
    markup = re.sub(r"\d+", "0", message.markup.strip())
    return message.kind, message.text, markup.split()[0] if message.kind == "info" else markup


def test_no_search_asks_another_host(browser: Browser, address: str) -> None:
    with open_page(browser) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address)
        page.keyboard.press("/")
        page.keyboard.type("zephyr")
        page.locator(".fs-hits a").first.wait_for()
        page.wait_for_load_state("networkidle")
    assert any("search/index.json" in url for url in asked)
    assert [url for url in asked if not url.startswith((address, "data:"))] == []


def test_without_scripts_an_address_leads_to_its_quote_even_if_it_is_folded_away(
    browser: Browser, address: str
) -> None:
    with open_page(browser, NARROW, java_script_enabled=False) as page:
        page.goto(address + RICH)
        anchors = page.locator(".fs-passages li").locator("xpath=(.|*)[@id]")
        ids = anchors.evaluate_all("all => all.map(one => one.id)")
        targets = [f"{address}{RICH}#{one}" for one in ids]
        assert len(targets) > 10
        folded = [one for one in targets if not find_goal(page, one).is_visible()]
        assert len(folded) > 1
        for target in targets:
            page.goto("about:blank")
            page.goto(target)
            goal = find_goal(page, target)
            assert goal.is_visible(), target
            assert 0 < goal.evaluate("one => one.getBoundingClientRect().top") < HEIGHT, target


def find_goal(page: Page, url: str) -> Locator:
    """The quote that an address leads to: its anchor's, or the one that this stands beside."""
    anchor = urldefrag(url)[1]
    return page.locator(f"li:is([id='{anchor}'], :has(> [id='{anchor}'])) q").first


MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# HTML has no form for dates that are uncertain, and for those of which one end or the day is not
# known.
IN_WORDS = re.compile(
    rf"(?<!from )(?<!until )(?<!to )(?<!in )(?<!\d )\b(?:\d{{1,2}} )?(?:{MONTHS}) \d{{4}}\b(?! \(|"
    r" to )"
)
DATED = "article :is(.fs-dateline, .fs-detail, .fs-says, .fs-figures, td):not(.fs-where *)"


def test_dates_in_words_have_their_exact_form(small_site: Path) -> None:
    # Not in pictures, where there is no element for it; nor in the list that repeats one word for
    # word; nor in the reason of a status, which is worked out without HTML.
    loose, dated = [], 0
    for path in list_html(small_site):
        for place in read_page(small_site / path).select(DATED):
            dated += len(place.select("time[datetime]"))
            for text in place.find_all(string=IN_WORDS):
                apart = text.find_parent(["q", "cite", "a", "time", "summary", "svg"])
                if not apart and not text.strip().startswith("Withdrawn ("):
                    loose.append(f"{path}: {text.strip()}")
    assert dated > 40
    assert loose == []
