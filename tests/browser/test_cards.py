"""The cards of citation markers, in a browser: by mouse, keyboard and touch."""

import itertools
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from bs4 import Tag
from playwright.sync_api import Browser, Locator, Page, Route, expect

from support.browser import HEIGHT, empty, open_page
from support.judges import find_violations
from support.sites import read_ids, read_page
from support.visits import WIDTHS, darkened

ORDER = "actors/pelican/"
ACTOR = "actors/zed/"
MARKER = ".fs-infobox .fs-markers > a"
OPEN = ".fs-markers:has(.fs-card)"
ELSEWHERE = ".fs-markers > a[href*='/events/']"
Open = Callable[..., Page]


HOURS = itertools.count(1)


@pytest.fixture(scope="session")
def timed_page(browser: Browser) -> Iterator[Page]:
    with open_page(browser) as opened:
        opened.clock.install(time=0)
        yield opened


@pytest.fixture
def page(timed_page: Page, address: str) -> Page:
    """A page whose clock stands still unless the test winds it on, at the actor that has most
    statements of its own.
    """
    empty(timed_page)
    timed_page.clock.resume()
    timed_page.goto(address + ORDER)
    timed_page.clock.pause_at(next(HOURS) * 3600)
    return timed_page


@pytest.fixture
def running_page(reused_page: Page) -> Page:
    """A page whose clock runs: axe waits for it."""
    empty(reused_page)
    return reused_page


def cards(page: Page) -> Locator:
    return page.locator(".fs-card")


BEFORE = """selector => {
  const all = [...document.querySelectorAll('a[href], button, input, select, summary')]
  const stops = all.filter(one => one.tabIndex >= 0 && one.checkVisibility())
  stops[stops.indexOf(document.querySelector(selector)) - 1].focus()
}"""


def tab_to(page: Page, selector: str) -> None:
    """Goes by the key to the first element that a selector finds, from the stop before it."""
    page.evaluate(BEFORE, selector)
    page.keyboard.press("Tab")
    assert is_in_focus(page, selector)


def tab_on_to(page: Page, selector: str) -> None:
    """Goes by the key, from where one is, to an element that a selector finds."""
    for _ in range(50):
        page.keyboard.press("Tab")
        if is_in_focus(page, selector):
            return
    raise AssertionError(f"Tab does not reach {selector}")


def is_in_focus(page: Page, selector: str) -> bool:
    return bool(page.evaluate("it => document.activeElement.matches(it)", selector))


def tell_focus(page: Page) -> tuple[str, bool]:
    """The words that have the focus, and whether they stand in a card."""
    words, inside = page.evaluate(
        "[document.activeElement.innerText, !!document.activeElement.closest('.fs-card')]"
    )
    return words, inside


def find_goals(page: Page, selector: str) -> list[str]:
    """The ids of the evidence that markers on a page lead to."""
    hrefs = page.locator(selector).evaluate_all("all => all.map(one => one.getAttribute('href'))")
    return [href.removeprefix("#") for href in hrefs]


def list_lit(page: Page) -> list[str]:
    return [
        one or ""
        for one in page.evaluate(
            "[...document.querySelectorAll('.fs-lit')].map(e => e.id || e.className)"
        )
    ]


def test_a_card_shows_what_the_evidence_shows(page: Page, site: Path) -> None:
    page.locator(MARKER).first.hover()
    page.clock.run_for(200)
    item = read_page(site / ORDER / "index.html").select_one(".fs-evidence > li")
    shown = cards(page).inner_text().split()
    assert [word for word in item.get_text(" ").split() if word not in " ".join(shown)] == []
    links = [link.get_attribute("href") for link in cards(page).get_by_role("link").all()]
    assert links == [
        *(urljoin(page.url, link["href"]) for link in item.select("a")),
        f"{page.url}#{item['id']}",
    ]
    assert cards(page).get_attribute("role") == "group"
    assert cards(page).get_attribute("aria-label") == "Evidence 1"
    assert page.locator(f"#{item['id']}").count() == 1


def test_a_card_keeps_the_words_that_the_host_marks_after_a_search(page: Page, site: Path) -> None:
    quote = read_page(site / ORDER / "index.html").select_one(".fs-evidence > li q").get_text()
    page.evaluate(
        "document.querySelector('.fs-evidence > li q').innerHTML = '<mark>a"
        " <mark>b</mark></mark> c'"
    )
    page.locator(MARKER).first.hover()
    page.clock.run_for(200)
    assert quote
    assert cards(page).locator("q").first.inner_html() == "a b c"


def test_by_mouse_a_card_stays_while_the_pointer_is_on_it(page: Page) -> None:
    marker = page.locator(MARKER).first
    marker.hover()
    page.clock.run_for(100)
    assert cards(page).count() == 0, "a card opens for a pointer that passes by"
    page.clock.run_for(100)
    assert marker.get_attribute("aria-expanded") == "true"
    page.locator(".fs-card cite").hover()
    page.clock.run_for(2000)
    assert cards(page).count() == 1
    page.locator("h1").hover()
    page.clock.run_for(100)
    page.locator(".fs-dateline").hover()
    page.clock.run_for(200)
    assert cards(page).count() == 0
    assert marker.get_attribute("aria-expanded") == "false"


def test_there_is_one_card_at_a_time(page: Page) -> None:
    markers = page.locator(MARKER)
    for index in range(3):
        markers.nth(index).hover()
        page.clock.run_for(500)
        assert [card.get_attribute("aria-label") for card in cards(page).all()] == [
            f"Evidence {index + 1}"
        ]
    tab_to(page, "#members .fs-markers > a")
    assert cards(page).count() == 1
    assert page.locator("[aria-expanded=true]:has(+ .fs-card-place)").evaluate(
        "e => e === document.activeElement"
    )


def test_a_click_follows_the_link_and_leaves_no_card(page: Page) -> None:
    page.locator(MARKER).nth(1).hover()
    page.clock.run_for(500)
    page.locator(MARKER).nth(1).click()
    page.clock.run_for(500)
    assert page.url.endswith(page.locator(MARKER).nth(1).get_attribute("href"))
    assert cards(page).count() == 0


def test_by_keyboard_focus_goes_through_the_card_and_on(page: Page) -> None:
    tab_to(page, MARKER)
    assert tell_focus(page) == ("1", False)
    described = page.locator(f"#{page.locator(MARKER).first.get_attribute('aria-describedby')}")
    assert described.inner_text().startswith("fut fondé")
    count = cards(page).get_by_role("link").count()
    steps = []
    for _ in range(count):
        page.keyboard.press("Tab")
        steps.append(tell_focus(page))
    assert all(inside for _, inside in steps)
    assert steps[-1][0] == "All evidence"
    page.keyboard.press("Tab")
    assert tell_focus(page) == ("2", False)
    assert [card.get_attribute("aria-label") for card in cards(page).all()] == ["Evidence 2"]
    tab_on_to(page, "a:not(.fs-markers a)")
    assert cards(page).count() == 0


def test_escape_closes_from_the_marker_and_from_the_card(page: Page) -> None:
    tab_to(page, MARKER)
    page.keyboard.press("Escape")
    assert cards(page).count() == 0
    assert tell_focus(page) == ("1", False)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert tell_focus(page)[1]
    page.keyboard.press("Escape")
    page.clock.run_for(1000)
    assert tell_focus(page) == ("2", False), "the focus is lost with the card"
    assert cards(page).count() == 0
    page.keyboard.press("Enter")
    assert page.url.endswith(page.locator(MARKER).nth(1).get_attribute("href"))


def test_escape_closes_the_card_under_the_pointer(page: Page) -> None:
    page.locator(MARKER).first.hover()
    page.clock.run_for(500)
    page.keyboard.press("Escape")
    page.clock.run_for(1000)
    assert cards(page).count() == 0


def test_the_first_tap_opens_and_the_second_follows(browser: Browser, address: str) -> None:
    with open_page(browser, 390, has_touch=True, is_mobile=True) as page:
        page.goto(address + ORDER)
        marker = page.locator(MARKER).first
        marker.tap()
        expect(cards(page)).to_have_count(1)
        assert "#" not in page.url
        page.locator(".fs-card .fs-quote").tap()
        assert cards(page).count() == 1, "a tap in the card closes it"
        page.locator("h1").tap()
        expect(cards(page)).to_have_count(0)
        marker.tap()
        page.locator(MARKER).nth(1).tap()
        expect(cards(page)).to_have_count(1)
        assert cards(page).get_attribute("aria-label") == "Evidence 2"
        page.locator(MARKER).nth(1).tap()
        page.wait_for_url(f"**{page.locator(MARKER).nth(1).get_attribute('href')}")
        expect(cards(page)).to_have_count(0)


@pytest.mark.parametrize("path", ["disputed/", "sources/"])  # not as deep as what they lead to
def test_a_marker_that_leads_to_another_page_shows_that_pages_evidence(
    page: Page, address: str, site: Path, path: str
) -> None:
    asked: list[str] = []
    page.goto(address + path)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    page.wait_for_load_state("networkidle")
    page.on("request", lambda request: asked.append(request.url))
    marker = page.locator(f"{ELSEWHERE}, .fs-matrix td > a[href*='/events/']").first
    place, _, anchor = urljoin(page.url, marker.get_attribute("href")).partition("#")
    passage = find_passage(site / place.removeprefix(address) / "index.html", anchor)
    ways, others = passage.select(".fs-go"), passage.select("a:not(.fs-go)")
    for _ in range(2):
        marker.hover()
        page.clock.run_for(500)
        cards(page).get_by_text("All evidence").wait_for()
        links = [link.get_attribute("href") for link in cards(page).get_by_role("link").all()]
        assert links[:-1] == [urljoin(place, link["href"]) for link in [*others, *ways]]
        assert urljoin(page.url, links[-1]) == f"{place}#{anchor}"
        assert passage.q.get_text() in cards(page).inner_text()
        page.keyboard.press("Escape")
        page.locator("h1").hover()
    assert asked == [place]


def find_passage(path: Path, anchor: str) -> Tag:
    """The item of an event's page that an anchor names: its own, or a second one within."""
    target = read_ids(path)[anchor]
    return target if target.name == "li" else target.find_parent("li")


PASSAGES = ["summit/#_met-", "summit/#_lasted-", "border-march/#_told-"]
"""The evidence of statements: with ways and a place; the last inferred; the last with an anchor
within the item that quotes the same words."""


@pytest.mark.parametrize("goals", PASSAGES)
def test_a_card_says_in_words_what_a_row_says_in_signs(
    page: Page, address: str, site: Path, goals: str
) -> None:
    page.goto(f"{address}statements/")
    markers = page.locator(f".fs-markers > a[href*='/{goals}']")
    marker = markers.first if goals == PASSAGES[0] else markers.last
    place, _, anchor = urljoin(page.url, marker.get_attribute("href")).partition("#")
    passage = find_passage(site / place.removeprefix(address) / "index.html", anchor)
    marker.hover()
    page.clock.run_for(500)
    cards(page).get_by_text("All evidence").wait_for()
    signs = [link.get_text() for link in passage.select("li > a")]
    whole = read_page(site / place.removeprefix(address) / "index.html")
    (known,) = whole.select(f".fs-key a[href='{passage.select_one('li > a')['href']}']")
    words = [known.get_text()]
    words += [word for word in passage.get_text(" ").split() if word not in signs]
    shown = cards(page).inner_text()
    assert [word for word in words if word not in shown] == []
    ways = cards(page).locator(".fs-ways a").all_inner_texts()
    assert ways == [*(way["aria-label"] for way in passage.select(".fs-go")), "All evidence"]
    assert cards(page).locator("details, summary").count() == 0
    assert cards(page).locator("[id]").evaluate_all("all => all.map(one => one.id)") == [
        "_fs-quote"
    ]
    described = page.locator(f"#{marker.get_attribute('aria-describedby')}")
    assert described.inner_text() == passage.q.get_text()


def fail(route: Route) -> None:
    route.abort()


def lose(route: Route) -> None:
    route.fulfill(content_type="text/html", body="<p id=_gone-1>Not here.</p>")


@pytest.mark.parametrize("answer", [fail, lose])
def test_where_there_is_no_evidence_to_show_the_link_works_as_ever(
    browser: Browser, address: str, answer: Callable[[Route], None]
) -> None:
    with open_page(browser, 390, has_touch=True) as page:
        page.goto(address + ACTOR)
        page.route(
            "**/events/*/",
            lambda route, request: route.continue_() if navigates(request) else answer(route),
        )
        marker = page.locator(ELSEWHERE).first
        goal = urljoin(page.url, marker.get_attribute("href"))
        with page.expect_request("**/events/*/"):
            marker.hover()
        expect(cards(page)).to_have_count(0)
        expect(marker).to_have_attribute("aria-expanded", "false")
        marker.tap()
        page.wait_for_url(goal)


def navigates(request: object) -> bool:
    return bool(getattr(request, "is_navigation_request", bool)())


STRANGE = """<{0}><li id="{1}"><p style="color:red" onclick="window.pwned=1" id="x">Kept
<img src=x onerror="window.pwned=2"><script>window.pwned=3</script><svg><a href="y">y</a></svg><form><input></form>
<a href="javascript:window.pwned=4" target="_top">script</a> <a href="data:,x">data</a> <a href="../near/">near</a>
</p></li></{0}>"""
FOLDED = """<details open id="x" onclick="window.pwned=5" ontoggle="window.pwned=6"><summary onclick="window.pwned=7"
style="x"><b>why</b><img src=x onerror="window.pwned=8"></summary><script>window.pwned=9</script> so</details>
<a class="fs-go" aria-label="&lt;img src=x onerror='window.pwned=10'&gt;" href="javascript:window.pwned=11">go</a></li>"""


@pytest.mark.parametrize("kind", ["fs-evidence", "fs-passages"])
def test_only_what_evidence_is_made_of_comes_into_a_card(
    page: Page, address: str, kind: str
) -> None:
    page.goto(address + ACTOR)
    marker = page.locator(ELSEWHERE).first
    place, _, anchor = urljoin(page.url, marker.get_attribute("href")).partition("#")
    strange = STRANGE.format(f"ol class={kind}", anchor)
    if kind == "fs-passages":
        strange = strange.replace("</li>", FOLDED)
    page.route(place, lambda route: route.fulfill(content_type="text/html", body=strange))
    marker.hover()
    page.clock.run_for(500)
    cards(page).get_by_text("All evidence").wait_for()
    assert cards(page).locator("*:not(p, a, b)").count() == 0
    names = page.evaluate(
        "[...document.querySelectorAll('.fs-card *')].flatMap(e => e.getAttributeNames())"
    )
    assert sorted(set(names)) == ["class", "href", "id"]
    assert page.locator("#x").count() == 0
    links = [link.get_attribute("href") for link in cards(page).locator("a").all()]
    gone = [None] if kind == "fs-passages" else []
    assert links == [None, None, urljoin(place, "../near/"), *gone, f"{place}#{anchor}"]
    assert page.evaluate("window.pwned") is None


PLACES = """() => {
  const [faults, stood] = [[], [0, 0]];
  const touch = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const low = () => document.getElementById('_evidence').getBoundingClientRect().top + scrollY;
  const [height, before] = [document.documentElement.scrollHeight, low()];
  const blocks = ['start', 'center', 'end', 'nearest'];
  const markers = [...document.querySelectorAll('.fs-markers > a')].map(one => blocks.map(block => [one, block])).flat();
  markers.forEach(([marker, block], index) => {
    document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape'}));
    marker.blur();
    marker.scrollIntoView({block});
    marker.focus();
    const [card, at] = [document.querySelector('.fs-card')?.getBoundingClientRect(), marker.getBoundingClientRect()];
    if (!card) return faults.push([index, 'no card']);
    const header = document.querySelector('.md-header').getBoundingClientRect().bottom;
    stood[card.top > at.top ? 0 : 1] += 1;
    if (card.left < 0 || card.right > innerWidth || card.top < header || card.bottom > innerHeight)
      faults.push([index, 'outside', card]);
    if (card.height < 60 || card.width < 300) faults.push([index, 'squeezed', card]);
    if (touch(card, at)) faults.push([index, 'covers its marker', card, at]);
    if (document.documentElement.scrollWidth > innerWidth) faults.push([index, 'overflow']);
    if (document.documentElement.scrollHeight !== height || Math.abs(low() - before) > 1) faults.push([index, 'shift']);
  });
  return [faults, stood];
}"""


@pytest.mark.parametrize("width", WIDTHS)
def test_every_card_stands_inside_the_window_beside_its_marker(
    browser: Browser, address: str, width: int
) -> None:
    with open_page(browser, width) as page:
        page.goto(address + ORDER)
        page.keyboard.press("Tab")
        faults, (under, over) = page.evaluate(PLACES)
        assert faults == []
        assert min(under, over) > 5, "the test does not try both sides"


def test_a_card_moves_with_its_marker_and_closes_when_that_is_gone(page: Page) -> None:
    tab_to(page, MARKER)
    top = "document.querySelector('{}').getBoundingClientRect().top"
    gap = f"{top.format('.fs-card')} - {top.format('[aria-expanded=true]')}"
    before = page.evaluate(gap)
    page.evaluate("scrollBy(0, 50)")
    page.wait_for_function("scrollY >= 50")
    page.wait_for_function(f"Math.abs({gap} - {before}) < 1")
    page.evaluate("scrollBy(0, 3000)")
    expect(cards(page)).to_have_count(0)


def test_a_marker_lights_up_its_evidence_and_its_place(page: Page) -> None:
    goal = find_goals(page, "#founded .fs-markers > a")[0]
    page.locator("#founded .fs-markers > a").first.hover()
    assert list_lit(page) == ["founded", goal]
    page.locator(MARKER).first.hover()
    assert list_lit(page) == ["fs-lit", goal]
    page.locator("h1").hover()
    page.clock.run_for(1000)
    assert list_lit(page) == []
    tab_to(page, MARKER)
    assert page.locator("td.fs-lit, .fs-evidence > .fs-lit").count() == 2


def test_evidence_lights_up_its_statement_and_its_markers(page: Page) -> None:
    goal = find_goals(page, "#founded .fs-markers > a")[1]
    page.locator(f"#{goal} q").first.hover()
    leading = page.locator(f".md-content a[href='#{goal}']").count()
    assert page.locator("a.fs-lit").count() == leading > 2
    assert page.locator("#founded.fs-lit").count() == 1
    assert page.locator(".fs-lit").count() == leading + 1
    page.locator(f"#{find_goals(page, '#members .fs-markers > a')[0]} cite a").focus()
    page.locator("h1").hover()
    assert page.locator("#members.fs-lit").count() == 1
    assert page.locator("#founded.fs-lit").count() == 0


def test_the_target_of_the_address_lights_up_its_other_half(page: Page, address: str) -> None:
    first, second = find_goals(page, "#members .fs-markers > a")
    page.goto(f"{address}{ORDER}#{first}")
    expect(page.locator("#members")).to_have_class(re.compile("fs-lit"))
    page.evaluate("location.hash = 'members'")
    expect(page.locator(f"#{second}")).to_have_class(re.compile("fs-lit"))
    assert list_lit(page) == [first, second]


def test_without_javascript_markers_lead_to_evidence_and_back(
    browser: Browser, address: str
) -> None:
    with open_page(browser, java_script_enabled=False) as page:
        page.goto(address + ORDER)
        goal = page.locator(MARKER).first.get_attribute("href")
        page.locator(MARKER).first.hover()
        page.locator(MARKER).first.click()
        assert page.url == f"{address}{ORDER}{goal}"
        assert cards(page).count() == 0
        expect(page.locator(f"{goal}")).to_be_in_viewport()
        page.locator(".fs-carries a[href$='#founded']").click()
        expect(page.locator("#founded")).to_be_in_viewport()


@pytest.mark.parametrize("path", [ORDER, ACTOR, "disputed/"])
def test_axe_finds_nothing_in_an_open_card(running_page: Page, address: str, path: str) -> None:
    page = running_page
    page.goto(address + path)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        tab_to(page, ".fs-markers > a")
        cards(page).get_by_text("All evidence").wait_for()
        assert find_violations(page, within=OPEN) == []
        with darkened(page):
            assert find_violations(page, within=OPEN) == []
        page.keyboard.press("Escape")


def test_no_card_is_printed(page: Page) -> None:
    tab_to(page, MARKER)
    expect(cards(page)).to_be_visible()
    page.emulate_media(media="print")
    expect(cards(page)).to_be_hidden()
