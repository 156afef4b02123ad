"""Every kind of page is for everyone: no script, no mouse, no eyes, a small screen, large letters,
dark, right to left.

Judged on the built site in Chromium, by axe-core and by the Nu HTML checker.
"""

import gzip
import re
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from playwright.sync_api import Browser, Page

from support.browser import open_page
from support.judges import Message, check_html, find_violations
from support.sites import build_site, copy_project, read_page

PUBLISHED = {"SITE_URL": "https://facts.example/", "REPO_URL": "https://code.example/someone/facts"}
RECORDS = ("events", "actors", "sources")
WIDTHS = (1440, 390)
NAVIGATION = """
nav:
  - Home: index.md
  - More:
      - How to contribute: contribute.md
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(copy_project(tmp_path_factory.mktemp("everyone")), **PUBLISHED)


@pytest.fixture(scope="module")
def pages(site: Path) -> list[str]:
    """Each page that is the only one of its kind; of records, those with the most, with the least,
    and special ones.
    """
    found = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]
    few = [path for path in found if path.count("/") != 2 or not path.startswith(RECORDS)]
    for kind in RECORDS:
        sizes = sorted((path.stat().st_size, path) for path in site.glob(f"{kind}/*/index.html"))
        few += [path.relative_to(site).as_posix() for _, path in (sizes[0], sizes[-1])]
    for mark, kind in (
        ("announced as of", "events"),
        ("no date given", "events"),
        ("We have not read", "sources"),
    ):
        few += [
            path
            for path in found
            if path.startswith(f"{kind}/") and mark in read_page(site / path).text
        ][:1]
    return list(dict.fromkeys(few))


@pytest.fixture(scope="module")
def most(site: Path) -> str:
    """The page with most on it."""
    return (
        max(site.glob("events/*/index.html"), key=lambda path: path.stat().st_size)
        .relative_to(site)
        .as_posix()
    )


def test_there_are_pages_of_every_kind(pages: list[str]) -> None:
    fixed = {
        "404.html",
        "index.html",
        "disputed/index.html",
        "gaps/index.html",
        "method/index.html",
    }
    assert fixed | {f"{kind}/index.html" for kind in RECORDS} <= set(pages)
    assert {
        kind: sum(path.startswith(f"{kind}/") for path in pages) >= 3 for kind in RECORDS
    } == dict.fromkeys(RECORDS, True)


def test_pages_and_what_they_load_of_ours_are_light(site: Path) -> None:
    ours = [path for name in ("styles", "scripts") for path in (site / "assets" / name).iterdir()]
    assert len(ours) > 10
    assert sum(len(gzip.compress(path.read_bytes())) for path in ours) < 30_000
    weights = {path: len(gzip.compress((site / path).read_bytes())) for path in list_html(site)}
    assert {path: weight for path, weight in weights.items() if weight > 60_000} == {}


def tell(found: dict[str, list[str]]) -> str:
    """What was found, a line for each; "" where nothing was."""
    return "\n".join(f"{path}: {line}" for path, lines in found.items() for line in lines)


def open_all(page: Page) -> None:
    """Opens what is folded up, so that it is judged as well."""
    page.evaluate(
        "document.querySelectorAll('article details').forEach(one => { one.open = true })"
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(
    browser: Browser, address: str, pages: list[str], width: int, scheme: str
) -> None:
    found: dict[str, list[str]] = {}
    with open_page(browser, width, color_scheme=scheme) as page:
        for path in pages:
            page.goto(address + path)
            open_all(page)
            found[path] = find_violations(page)
        shade = page.evaluate("document.body.dataset.mdColorScheme")
        page.goto(address)
        page.locator(
            "label[for=__search]:visible"
        ).first.click() if width < 500 else page.keyboard.press("/")
        page.keyboard.type("macron")
        page.locator(".md-search-result__item").first.wait_for()
        found["the search"] = find_violations(page)
        if width < 500:
            page.goto(address)
            page.locator("label[for=__drawer]:visible").first.click()
            found["the drawer"] = find_violations(page)
    assert shade == {"light": "default", "dark": "slate"}[scheme]
    assert not tell(found), tell(found)


def test_the_html_checker_finds_nothing_but_what_the_bare_theme_has(
    site: Path, tmp_path: Path
) -> None:
    bare = copy_project(tmp_path / "bare")
    settings = (
        (bare / "mkdocs.yml")
        .read_text("utf-8")
        .partition("\nnav:")[0]
        .replace("  - factsheet\n", "")
    )
    (bare / "mkdocs.yml").write_text(settings + NAVIGATION, "utf-8")
    for path in (bare / "docs").rglob("*.md"):
        path.write_text("# Bare\n\nA paragraph.\n\n## A heading\n", "utf-8")
    build_site(bare, **PUBLISHED)
    known = {name_message(one) for one in check_html(bare / "site", list_html(bare / "site"))}
    assert known, "the checker said nothing at all"
    assert [
        one for one in check_html(site, list_html(site)) if name_message(one) not in known
    ] == []


def name_message(message: Message) -> tuple[str, str, str]:
    """A message without its page, and without the numbers that the theme gives to the entries of
    its navigation.
    """
    return message.kind, message.text, re.sub(r"\d+", "0", message.markup)


def list_html(site: Path) -> list[str]:
    return [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]


def test_no_page_asks_another_host_whatever_one_does(
    browser: Browser, address: str, pages: list[str]
) -> None:
    with open_page(browser) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        for path in pages:
            page.goto(address + path)
            open_all(page)
            for marker in page.locator(".fs-markers a").all()[:2]:
                marker.hover()
                marker.focus()
        page.keyboard.press("Escape")
        page.keyboard.press("/")
        page.keyboard.type("macron")
        page.locator(".md-search-result__item").first.wait_for()
        page.wait_for_load_state("networkidle")
    assert len(asked) > len(pages)
    assert [url for url in asked if not url.startswith((address, "data:"))] == []


# What is read on a page. A form is there for scripts alone, as is what a group's heading says to
# its items (fs-apart); and what is folded up can be opened without one.
UNREAD = """[...document.querySelectorAll('article :is(h1, h2, h3, h4, p, li, dt, dd, th, td, q, cite, figure, svg)')]
  .filter(one => !one.closest('form, .fs-apart, details:not([open]) > :not(summary)') && one.textContent.trim())
  .filter(one => !one.checkVisibility({opacityProperty: true, visibilityProperty: true}))
  .map(one => one.outerHTML.slice(0, 200))"""


def test_everything_can_be_read_without_scripts(
    browser: Browser, address: str, pages: list[str]
) -> None:
    hidden = {}
    for width in WIDTHS:
        with open_page(browser, width, java_script_enabled=False) as page:
            for path in pages:
                page.goto(address + path)
                hidden[f"{path} at {width}"] = page.evaluate(UNREAD)
    assert not tell(hidden), tell(hidden)


def test_without_scripts_a_marker_leads_to_the_evidence(
    browser: Browser, address: str, most: str
) -> None:
    with open_page(browser, 390, java_script_enabled=False) as page:
        page.goto(address + most)
        markers = page.locator(".fs-statement .fs-markers a")
        targets = [urldefrag(marker.get_attribute("href") or "")[1] for marker in markers.all()]
        assert len(targets) > 50
        assert [
            one for one in targets if not page.locator(f"[id='{one}'] q").first.is_visible()
        ] == []
        markers.nth(40).click()
        assert page.url.endswith(f"#{targets[40]}")
        page.wait_for_function(
            "place => document.getElementById(place).getBoundingClientRect().top < 400",
            arg=targets[40],
        )


# Whether the element in focus looks otherwise than before; and which elements had the focus, by the
# script below. The switch between themes is shown by its label; the theme's way back to the top is
# there while one scrolls up; and its search opens as the focus comes in.
WATCH = """() => {
  const sides = ['Top', 'Right', 'Bottom', 'Left'].map(side => `border${side}Color`)
  const names = ['outlineStyle', 'outlineWidth', 'boxShadow', 'backgroundColor', 'textDecorationLine', ...sides]
  const look = one => names.map(name => getComputedStyle(one)[name]).join()
  const can = 'a[href], button, input, select, textarea, summary, [tabindex="0"]'
  const all = [...document.querySelectorAll(can)]
  const name = one => one.outerHTML.slice(0, 200)
  const reached = new Set(), unseen = []
  const before = new Map([...all, ...document.querySelectorAll('.md-option + label')].map(one => [one, look(one)]))
  document.addEventListener('focusin', ({target: one}) => {
    reached.add(one)
    if (one.matches('.md-top, .md-search *')) return
    const seen = one.matches('.md-option') ? one.nextElementSibling : one
    const box = seen.getBoundingClientRect()
    const shown = seen.checkVisibility({opacityProperty: true, visibilityProperty: true}) && box.width && box.height
    if (!shown || (before.has(seen) && before.get(seen) === look(seen))) unseen.push(`unseen: ${name(one)}`)
  })
  const stop = one => one.tabIndex >= 0 && !one.disabled && !one.matches('.md-top') &&
    one.checkVisibility({visibilityProperty: true})
  const radios = one => one.type !== 'radio'  // of several only one is reached, the others by arrows
  window.stops = all.filter(one => stop(one) && radios(one))
  window.missed = () => window.stops.filter(one => !reached.has(one)).map(one => `missed: ${name(one)}`)
  window.unseen = () => unseen
  return window.stops.length
}"""


@pytest.mark.parametrize("width", WIDTHS)
def test_the_keyboard_reaches_everything_and_one_sees_where_it_is(
    browser: Browser, address: str, pages: list[str], width: int
) -> None:
    found = {}
    with open_page(browser, width) as page:
        page.route(
            "**/cards.js", lambda route: route.abort()
        )  # it adds stops behind markers, and has its own tests
        for path in pages:
            page.goto(address + path)
            for _ in range(page.evaluate(WATCH)):
                page.keyboard.press("Tab")
            for _ in range(20):  # a field for a date has several stops
                if page.evaluate("missed().length"):
                    page.keyboard.press("Tab")
            found[path] = page.evaluate("[...missed(), ...unseen()]")
    assert not tell(found), tell(found)


def test_the_first_stop_skips_to_the_content(
    browser: Browser, address: str, pages: list[str]
) -> None:
    wrong = {}
    with open_page(browser) as page:
        for path in pages:
            page.goto(address + path)
            page.keyboard.press("Tab")
            skip = page.locator(":focus")
            box = skip.bounding_box() if skip.count() else None
            if not page.locator(".md-skip:focus").count() or not box or box["y"] < 0:
                wrong[path] = ["no link that skips, or none that is seen"]
                continue
            page.keyboard.press("Enter")
            page.keyboard.press("Tab")
            before = "article h1 ~ * a[href]:not(.fs-crumbs a, .headerlink)"
            if page.evaluate(
                "document.activeElement.closest('article') === null &&"
                f" !!document.querySelector('{before}')"
            ):
                wrong[path] = ["does not lead into the content"]
            else:
                wrong[path] = page.evaluate(LEFT_OUT)
    assert not tell(wrong), tell(wrong)


# What of the content stands before where the skipping link has led, and is therefore passed over.
LEFT_OUT = """(() => {
  const all = [...document.querySelectorAll('article :is(p, li, td, h2)')]
  const missed = all.filter(one => document.activeElement.compareDocumentPosition(one) & 2)
  return missed.filter(one => one.querySelector('a[href]') && !one.contains(document.activeElement))
    .map(one => one.outerHTML.slice(0, 100)).slice(0, 1)
})()"""


WIDER = """width => {
  const shown = [...document.querySelectorAll('article *, .md-header *, .md-footer *')].filter(one => one.clientWidth)
  const cut = one => one.scrollWidth > one.clientWidth + 2 && !one.matches('.fs-unseen') &&
    ['hidden', 'clip'].includes(getComputedStyle(one).overflowX) && getComputedStyle(one).textOverflow !== 'ellipsis'
  const found = shown.filter(one => one.closest('article') && cut(one)).map(one => one.outerHTML.slice(0, 200))
  if (document.documentElement.scrollWidth > width) found.unshift(`wide: ${document.documentElement.scrollWidth}`,
    ...shown.filter(one => one.getBoundingClientRect().right > width + 1).slice(0, 3).map(one => one.outerHTML))
  return found
}"""
LARGE = "html { font-size: 250% !important }"  # the theme's 125 %, doubled


@pytest.mark.parametrize(
    ("width", "large"), [(390, False), (320, False), (720, False), (1440, True), (640, True)]
)
def test_nothing_is_wider_than_the_screen_or_cut_off(
    browser: Browser, address: str, pages: list[str], width: int, large: bool
) -> None:
    found = {}
    with open_page(browser, width) as page:
        for path in pages:
            page.goto(address + path)
            open_all(page)
            if large:
                page.add_style_tag(content=LARGE)
            found[path] = page.evaluate(WIDER, width)
    assert not tell(found), tell(found)


# Colours of a picture's parts that stay as they are where a reader forces the colours of the
# system.
UNFORCED = """() => {
  const probe = document.body.appendChild(document.createElement('i'))
  const system = ['CanvasText', 'Canvas', 'LinkText', 'VisitedText', 'GrayText', 'Highlight', 'HighlightText']
  const known = ['rgba(0, 0, 0, 0)'].concat(system.map(name => {
    probe.style.color = name
    return getComputedStyle(probe).color
  }))
  probe.remove()
  const wrong = (one, name) => !['none', ...known].includes(getComputedStyle(one)[name])
  const shapes = [...document.querySelectorAll('article svg :is(path, circle, rect, line, polygon, polyline, text)')]
  return [shapes.length, shapes.filter(one => wrong(one, 'fill') || wrong(one, 'stroke'))
    .map(one => [one.outerHTML.slice(0, 120), getComputedStyle(one).fill, getComputedStyle(one).stroke].join(' '))]
}"""


def test_pictures_follow_the_colours_that_a_reader_forces(
    browser: Browser, address: str, pages: list[str]
) -> None:
    found, shapes = {}, 0
    with open_page(browser, forced_colors="active", color_scheme="dark") as page:
        for path in pages:
            page.goto(address + path)
            open_all(page)
            number, found[path] = page.evaluate(UNFORCED)
            shapes += number
    assert shapes > 100
    assert not tell(found), tell(found)


MOVING = """[...document.querySelectorAll('article *')].filter(one => {
  const {animationName, transitionDuration} = getComputedStyle(one)
  return animationName !== 'none' || transitionDuration.split(', ').some(time => parseFloat(time) > 0.001)
}).map(one => one.outerHTML.slice(0, 120))"""


def test_nothing_moves_for_whoever_asked_for_no_motion(
    browser: Browser, address: str, most: str
) -> None:
    with open_page(browser) as page:
        page.goto(address + most)
        assert page.evaluate(MOVING) == []
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# HTML has no form for dates that are uncertain, and for those of which one end or the day is not
# known.
IN_WORDS = re.compile(
    rf"(?<!from )(?<!until )(?<!to )(?<!in )(?<!\d )\b(?:\d{{1,2}} )?(?:{MONTHS}) \d{{4}}\b(?! \(|"
    r" to )"
)
DATED = "article :is(.fs-dateline, .fs-detail, .fs-who, .fs-figures, td):not(.fs-where *)"


def test_dates_in_words_have_their_exact_form(site: Path) -> None:
    # Not in pictures, where there is no element for it, nor in the list that repeats one word for
    # word.
    loose, dated = [], 0
    for path in list_html(site):
        for place in read_page(site / path).select(DATED):
            dated += len(place.select("time[datetime]"))
            for text in place.find_all(string=IN_WORDS):
                if not text.find_parent(["q", "cite", "a", "time", "summary", "svg"]):
                    loose.append(f"{path}: {text.strip()}")
    assert dated > 80
    assert loose == []
