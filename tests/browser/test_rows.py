"""The pages of events, actors and sources say much on little room: measured on our own facts. The
call of 20 February 2022 has 49 statements and 85 passages in five articles, the Kremlin speaks in
30, and Sputnik's article carries 30.
"""

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response

from support.browser import HEIGHT, open_page, serve_folder
from support.sites import read_page

CALL = "events/macron-putin-call-2022-02-20/"
KREMLIN, SPUTNIK = "actors/kremlin/", "sources/sputnik-nato-effort/"
SIGHT = """all => all.filter(one => one.checkVisibility() && one.getBoundingClientRect().bottom
    <= innerHeight).length"""

TOP = """row => {
  const parts = [row];
  for (let part = row; !part.matches('.fs-topic'); part = part.parentElement) {
    const before = part.previousElementSibling;
    if (before?.matches('p, h2')) parts.push(before);
    else if (before) break;
  }
  return Math.min(...parts.map(one => one.getBoundingClientRect().top));
}"""
"""The upper edge of a row, with the words above it and the heading if it is the first."""
COVERED = """rows => rows.map(row => {
  row.dispatchEvent(new PointerEvent('pointerover', {bubbles: true, pointerType: 'mouse'}));
  const control = row.querySelector('.fs-copy');
  const box = control.getBoundingClientRect();
  const clear = getComputedStyle(control).backgroundColor === 'rgba(0, 0, 0, 0)';
  const words = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
  const found = [];
  while (words.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(words.currentNode);
    for (const one of control.contains(words.currentNode) ? [] : range.getClientRects()) {
      const [wide, high] = [['left', 'right'], ['top', 'bottom']].map(
        ([from, to]) => Math.min(box[to], one[to]) - Math.max(box[from], one[from]));
      if (wide > 0 && high > (clear ? 6 : 2)) found.push(words.currentNode.textContent);
    }
  }
  return found;
})"""
"""The words that the control of each row covers; where it has no ground, words of other lines are
to be read through its edges.
"""
AT_THE_END = "scrollY + innerHeight > document.documentElement.scrollHeight - 2"


@pytest.fixture(scope="module")
def site(example_site: Path) -> Path:
    return example_site


@pytest.mark.parametrize(
    ("path", "width", "most"),
    [
        (CALL, 1440, 6_000),
        (CALL, 390, 10_000),
        (KREMLIN, 1440, 5_400),
        (KREMLIN, 390, 8_300),
        (SPUTNIK, 1440, 5_100),
        (SPUTNIK, 390, 9_100),
    ],
)
def test_the_page_is_short(page: Page, address: str, path: str, width: int, most: int) -> None:
    page.set_viewport_size({"width": width, "height": HEIGHT})
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollHeight") <= most


def test_the_first_screen_has_ten_quotes(page: Page, address: str) -> None:
    page.goto(address + CALL)
    assert page.locator("article q").evaluate_all(SIGHT) >= 10


def test_the_page_is_printed_on_eight_sheets_at_most(page: Page, address: str) -> None:
    page.goto(address + CALL)
    assert 3 < page.pdf(format="A4").count(b"/Type /Page\n") <= 8


@pytest.mark.parametrize(
    ("path", "most", "compressed", "nodes"),
    [
        (CALL, 100_000, 16_000, 1_800),
        (KREMLIN, 82_000, 13_500, 1_350),
        (SPUTNIK, 99_000, 16_000, 1_700),
    ],
)
def test_the_page_is_light(
    plain_page: Page, address: str, site: Path, path: str, most: int, compressed: int, nodes: int
) -> None:
    html = (site / path / "index.html").read_bytes()
    assert len(html) <= most
    assert len(gzip.compress(html)) <= compressed
    plain_page.goto(address + path)
    assert plain_page.evaluate("document.querySelectorAll('*').length") <= nodes


@pytest.mark.parametrize(("path", "number"), [(CALL, 49), (KREMLIN, 37), (SPUTNIK, 30)])
def test_every_sentence_stands_once_in_the_body(site: Path, path: str, number: int) -> None:
    """Two statements, of two events, may have the same sentence."""
    body = read_page(site / path / "index.html").body
    assert body is not None
    text = " ".join(body.get_text().split())
    rows = body.select(".fs-row .fs-sentence")
    assert len(rows) >= number
    sentences = [" ".join(row.get_text().strip("¶→\xa0 \n").split()) for row in rows]
    rowed = " ".join(sentences)
    assert {one: text.count(one) for one in sentences if text.count(one) != rowed.count(one)} == {}


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_a_name_beside_a_row_can_be_hit_with_a_finger(page: Page, address: str, width: int) -> None:
    """Target Size (Minimum), WCAG 2.2, 2.5.8: a line of names is 24 pixels apart from the next, or
    the name stands in running text.
    """
    page.set_viewport_size({"width": width, "height": HEIGHT})
    page.goto(address + CALL)
    pitch = page.locator(".fs-says").evaluate_all(
        "all => all.map(one => parseFloat(getComputedStyle(one).lineHeight))"
    )
    assert len(pitch) == 49
    assert width > 960 or min(pitch) >= 24


def test_on_a_screen_for_a_desk_every_quote_is_in_sight_and_on_a_phone_three_are_folded(
    browser: Browser, site: Path
) -> None:
    shown = []
    with serve_folder(site.parent) as root:
        for width in (1440, 390):
            with open_page(browser, width, java_script_enabled=False) as page:
                page.goto(f"{root}{site.name}/{CALL}")
                quotes = page.locator(".fs-passages q")
                shown.append((quotes.count(), page.locator(".fs-passages q:visible").count()))
    (wide, wide_shown), (narrow, narrow_shown) = shown
    assert wide == wide_shown == narrow
    assert 0 < narrow_shown < narrow


def test_a_letter_says_the_name_of_its_article_where_one_points_to_it(
    page: Page, address: str
) -> None:
    page.goto(address + CALL)
    marks = page.locator("#call-length .fs-passages li > a:not(.fs-go)")
    named = marks.evaluate_all("all => all.map(one => `${one.textContent} ${one.title}`)")
    articles = page.locator(".fs-key > li").evaluate_all(
        "all => all.map(one => `${one.querySelector('b').textContent} ${one.querySelector('a').textContent}`)"
    )
    assert len(named) == 2
    assert set(named) < set(articles)


@pytest.mark.parametrize("choice", ["_told-differently", "_voice-1", "_voice-0", "_without-1"])
def test_rows_are_narrowed_to_as_many_as_the_choice_says(
    page: Page, address: str, choice: str
) -> None:
    page.goto(f"{address}{CALL}#{choice}")
    counted = page.locator(f"#{choice}").evaluate("one => one.nextSibling.textContent")
    rows = page.locator(".fs-telling .fs-row:visible")
    assert rows.count() == int(counted.split()[0].strip(",")) > 0
    topics = page.locator(".fs-topic:visible")
    assert topics.count() == topics.filter(has=page.locator(".fs-row:visible")).count() > 0


def test_a_page_asks_for_nothing_that_is_not_there(page: Page, address: str) -> None:
    missing: list[str] = []

    def note(response: Response) -> None:
        if response.status == 404 and "favicon" not in response.url:
            missing.append(response.url)

    page.on("response", note)
    for path in ("", CALL, KREMLIN, SPUTNIK, "disputed/"):
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
    page.remove_listener("response", note)
    assert missing == []


def test_letters_are_explained_before_they_are_used(page: Page, address: str) -> None:
    for path in (KREMLIN, "disputed/"):
        page.goto(address + path)
        key, row = (page.locator(name).first.bounding_box() for name in (".fs-key", ".fs-cells"))
        assert key["y"] < row["y"], path
    page.goto(address + KREMLIN)
    headings = page.locator(".fs-runs > h2").evaluate_all("all => all.map(one => one.id)")
    assert headings[-1] == "_own"


@pytest.mark.parametrize("width", [390, 1440])
def test_where_a_link_leads_what_a_row_stands_under_is_in_sight(
    page: Page, address: str, width: int
) -> None:
    """The heading of the first row of a topic, and the words above the first of those that differ:
    neither the head of the site nor the line of topics covers them.
    """
    page.set_viewport_size({"width": width, "height": HEIGHT})
    page.goto(address + CALL)
    names = page.locator(".fs-topic .fs-row").evaluate_all("all => all.map(one => one.id)")
    assert len(names) > 40
    for name in names:
        page.goto(f"{address}{CALL}#{name}")
        row = page.locator(f"#{name}")
        line = page.locator(".fs-topics").bounding_box()
        assert row.evaluate(TOP) >= line["y"] + line["height"] - 1, name
        assert row.bounding_box()["y"] < HEIGHT / 2 or page.evaluate(AT_THE_END), name


def test_a_status_that_leads_nowhere_does_not_look_like_a_link(page: Page, address: str) -> None:
    page.goto(address)
    drawn = page.locator("b.fs-status").evaluate_all(
        "all => all.map(one => [getComputedStyle(one).borderBottomStyle, getComputedStyle(one).textDecorationLine])"
    )
    assert drawn
    assert {line for lines in drawn for line in lines} == {"none"}


@pytest.mark.parametrize("width", [390, 1440])
def test_the_control_of_a_statement_covers_nothing_of_its_row(
    page: Page, address: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": HEIGHT})
    for path in (CALL, KREMLIN, SPUTNIK):
        page.goto(address + path)
        covered = page.locator(".fs-row").evaluate_all(COVERED)
        assert len(covered) >= 30
        assert [words for row in covered for words in row] == []


@pytest.mark.parametrize("width", [390, 1440])
def test_what_has_no_date_stands_where_what_has_one_does(
    page: Page, address: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": HEIGHT})
    page.goto(f"{address}timeline/")
    left = "all => [...new Set(all.map(one => one.getBoundingClientRect().left))]"
    dated = page.locator(".fs-times > li:not(.fs-undated) > ul > li").evaluate_all(left)
    assert page.locator(".fs-undated > ul > li").evaluate_all(left) == dated
