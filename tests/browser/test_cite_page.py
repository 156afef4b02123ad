"""Citing from a page, as a reader does it: with and without scripts."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Locator, Page

from factsheet.facts.corpus import Corpus
from factsheet.facts.load import read_corpus
from support.browser import HEIGHT, listening, open_page
from support.judges import find_violations
from support.sites import PUBLISHED, read_page

ADDRESS = PUBLISHED["SITE_URL"]
EVENT = "events/summit/"
CITED = "“The meeting lasted three hours.” In: “Zephyr and Åkesson meet at the highest level.” Factsheet,"
WIDTHS = (1440, 390)
HOSTILE = "<img src=x onerror='window.pwned=1'>“& done"


@pytest.fixture(scope="module")
def corpus(site: Path) -> Corpus:
    return read_corpus(site.parent)[0]


@pytest.fixture(params=WIDTHS)
def reader(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of a reader who may copy, on a wide screen and on a phone."""
    rights = ["clipboard-read", "clipboard-write"]
    with open_page(browser, request.param, permissions=rights) as page:
        yield page


def open_dialog(page: Page, address: str, statement: str = "lasted") -> Locator:
    page.goto(address)
    page.locator(f"#{statement} .fs-permalink").click()
    dialog = page.get_by_role("dialog", name="Cite this statement")
    dialog.wait_for()
    return dialog


def test_a_page_has_one_line_and_leads_to_its_files(site: Path, corpus: Corpus) -> None:
    records = {
        **{f"events/{name}": event.title for name, event in corpus.events.items()},
        **{f"actors/{name}": actor.name for name, actor in corpus.actors.items()},
        **{f"sources/{name}": source.name for name, source in corpus.sources.items()},
    }
    for path, title in records.items():
        page = read_page(site / path / "index.html")
        (line,) = page.select(".fs-citation")
        assert " ".join(title.split()) in line.get_text()
        assert line.get_text().endswith(f" {ADDRESS}{path}/")
        links = [link["href"] for link in page.select(".fs-cite-page .fs-detail a")]
        assert links == ["cite.bib", "cite.ris", "cite.json"]
        texts = [(site / path / name).read_text("utf-8") for name in links]
        assert [text[:6] for text in texts] == ["@misc{", "TY  - ", '[{"id"']
        assert all(f"{ADDRESS}{path}/" in text for text in texts)
        assert json.loads(texts[2])[0]["URL"] == f"{ADDRESS}{path}/"
        assert not page.find_all(string=lambda text: "@misc{" in text or "TY  - " in text)


def test_a_page_of_a_list_is_not_cited_and_files_are_no_pages(site: Path) -> None:
    for path in ("events", "statements", "timeline"):
        assert not (site / path / "cite.bib").exists()
        assert not read_page(site / path / "index.html").select(".fs-cite-page")
    assert "cite." not in (site / "sitemap.xml").read_text("utf-8")
    entries = list((site / "search" / "entries").glob("*.json"))
    assert entries
    assert not any("cite.bib" in path.read_text("utf-8") for path in entries)


def test_without_scripts_there_is_a_line_and_a_permalink(plain_page: Page, address: str) -> None:
    page = plain_page
    page.goto(address + EVENT)
    page.locator("#lasted .fs-permalink").click()
    assert page.url.endswith(f"{EVENT}#lasted")
    assert page.locator("dialog").count() == 0
    page.get_by_role("link", name="Cite this page", exact=True).click()
    assert page.url.endswith("#_cite")
    assert page.locator(".fs-citation").is_visible()


def test_the_sign_of_a_statement_says_how_to_cite_it_and_its_evidence(
    reader: Page, address: str
) -> None:
    dialog = open_dialog(reader, address + EVENT)
    assert reader.url == f"{address}{EVENT}#lasted"
    whole, ours, evidence, code = dialog.locator(".fs-citation").all_inner_texts()
    assert ours == f"{CITED} with sources up to 4 February 2001. {reader.url}"
    article = "Zephyr et Åkesson se sont vus à Klow, Le Télégraphe, 3 February 2001"
    assert evidence == f"“trois heures durant”, in: {article}. https://telegraph.example/klow"
    assert whole == f"{ours}\nEvidence: {evidence}"
    choice = dialog.get_by_label("Which quote")
    assert all(len(words) < 45 for words in choice.locator("option").all_inner_texts())
    choice.select_option(index=1)
    other = "“three hours of talks”, in: [Report that cites Nova], 4 February 2001."
    whole = f"{ours}\nEvidence: {other}"
    assert dialog.locator(".fs-citation").all_inner_texts() == [whole, ours, other, code]
    parts = {"Statement, quote and article": whole, "This statement": ours, "The evidence": other}
    for name, text in parts.items():
        dialog.get_by_role("button", name=f"Copy: {name}").click()
        dialog.get_by_role("button", name=f"Copied: {name}").wait_for()
        assert reader.evaluate("navigator.clipboard.readText()") == text
    for control in (*dialog.get_by_role("button").all(), dialog.get_by_role("combobox")):
        assert min(control.bounding_box()["width"], control.bounding_box()["height"]) >= 24
    box = dialog.bounding_box()
    width = reader.viewport_size["width"]
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["y"] + box["height"] <= HEIGHT
    assert reader.evaluate("document.documentElement.scrollWidth") <= width


def test_the_dialog_works_by_keyboard(page: Page, address: str) -> None:
    page.goto(address + EVENT)
    page.locator("#lasted .fs-permalink").focus()
    for key in ("Enter", "Escape"):
        page.keyboard.press(key)
        is_open = key == "Enter"
        page.locator("dialog").wait_for(state="visible" if is_open else "detached")
        inside = page.evaluate("Boolean(document.activeElement.closest('dialog'))")
        assert inside == is_open
    assert page.evaluate("document.activeElement.hash") == "#lasted"


def test_a_click_with_another_key_is_the_links(page: Page, address: str) -> None:
    page.goto(address + EVENT)
    page.locator("#lasted .fs-permalink").click(modifiers=["Alt"])
    assert page.locator("dialog").count() == 0


def test_a_statement_of_an_actor_is_cited_with_its_numbered_evidence(
    page: Page, address: str
) -> None:
    dialog = open_dialog(page, f"{address}actors/aria-office/", "in-its-own-words")
    _, ours, evidence, _ = dialog.locator(".fs-citation").all_inner_texts()
    assert ours.startswith("“The Office calls itself the Blue House.” In: “")
    assert ours.endswith("/actors/aria-office/#in-its-own-words")
    assert "Zephyr calls Borduria, The Daily Herald, 3 February 2001" in evidence
    assert "https://herald.example/calls" in evidence


def test_words_that_look_like_html_are_shown_as_text(page: Page, address: str, site: Path) -> None:
    soup = BeautifulSoup((site / EVENT / "index.html").read_text("utf-8"), "html.parser")
    for place in ("#lasted q", "#lasted .fs-sentence"):
        soup.select_one(place).insert(0, HOSTILE)
    for item in soup.select(".fs-key > li"):
        item["data-imprint"] = HOSTILE
    page.route(
        "**/events/summit/", lambda route: route.fulfill(body=str(soup), content_type="text/html")
    )
    dialog = open_dialog(page, address + EVENT)
    assert all(HOSTILE in text for text in dialog.locator(".fs-citation").all_inner_texts()[:3])
    assert HOSTILE[:15] in dialog.locator("option").first.inner_text()
    assert dialog.locator("img").count() == 0
    assert page.evaluate("window.pwned") is None


@pytest.mark.parametrize(
    "look", [{"color_scheme": "dark"}, {"forced_colors": "active"}], ids=["dark", "forced"]
)
def test_the_dialog_can_be_read_in_the_readers_colours(
    browser: Browser, address: str, look: dict[str, str]
) -> None:
    with open_page(browser, **look) as page:
        dialog = open_dialog(page, address + EVENT)
        style = "(one) => { const style = getComputedStyle(one); return [style.color, style.backgroundColor, style.borderTopWidth]; }"
        colour, ground, border = dialog.evaluate(style)
        assert "rgba(0, 0, 0, 0)" not in (colour, ground)
        assert colour != ground
        assert border == "1px"


def test_the_script_is_small(site: Path) -> None:
    assert len(gzip.compress((site / "assets" / "scripts" / "cite.js").read_bytes())) < 3328


def test_the_address_of_a_page_and_of_a_statement_can_be_copied(reader: Page, address: str) -> None:
    reader.goto(f"{address}{EVENT}?q=x#_cite")
    head = reader.locator(".fs-tools").get_by_role("button", name="Copy link: This page")
    head.click()
    reader.locator(".fs-tools").get_by_role("button", name="Link copied: This page").wait_for()
    assert reader.get_by_role("status").inner_text() == "Link copied: This page"
    assert reader.evaluate("navigator.clipboard.readText()") == address + EVENT
    assert reader.locator(".fs-copy").count() == 0
    reader.locator("#lasted .fs-permalink").focus()
    reader.keyboard.press("Tab")
    assert reader.evaluate("document.activeElement.ariaLabel") == "Cite this statement"
    reader.keyboard.press("Tab")
    assert reader.evaluate("document.activeElement.matches('.fs-copy > button')")
    reader.keyboard.press("Enter")
    reader.get_by_role("status").get_by_text("Link copied: This statement").wait_for()
    assert reader.evaluate("navigator.clipboard.readText()") == f"{address}{EVENT}#lasted"
    reader.locator("#lasted .fs-permalink").click()
    dialog = reader.get_by_role("dialog")
    ours = dialog.locator(".fs-citation").first.inner_text()
    assert ours.startswith(CITED), "the button is no part of the sentence"
    reader.evaluate("navigator.clipboard.writeText('')")
    dialog.get_by_role("button", name="Copy link").click()
    dialog.get_by_role("button", name="Link copied").wait_for()
    assert reader.evaluate("navigator.clipboard.readText()") == f"{address}{EVENT}#lasted"


def test_there_is_one_button_beside_the_statement_that_is_pointed_to(
    page: Page, address: str
) -> None:
    page.goto(address + EVENT)
    for name in ("lasted", "met"):
        row = page.locator(f"#{name}")
        before = row.bounding_box()
        row.hover()
        assert page.locator(".fs-copy").count() == 1
        assert row.locator(".fs-permalink + .fs-copy").is_visible()
        assert row.bounding_box() == before
        assert row.locator(".fs-copy button").all_inner_texts() == ["Cite", "Copy link"]
    page.locator("#met").get_by_role("button", name="Cite this statement").click()
    assert page.get_by_role("dialog").is_visible()
    assert "choose the ¶ after its sentence" in page.locator(".fs-cite-page").inner_text()


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_the_tools_of_a_page_stand_beside_the_way_to_it(
    page: Page, address: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": HEIGHT})
    for path in (EVENT, "sources/herald-article/"):
        page.goto(address + path)
        page.locator(".fs-tools button").first.wait_for()
        crumbs, tools = (page.locator(name).bounding_box() for name in (".fs-crumbs", ".fs-tools"))
        assert crumbs["x"] + crumbs["width"] <= tools["x"]
        assert tools["x"] + tools["width"] <= width
        assert crumbs["width"] > 80


@pytest.mark.parametrize("width", [320, 390])
def test_the_control_of_a_statement_stays_on_the_page(
    browser: Browser, address: str, width: int
) -> None:
    rights = ["clipboard-read", "clipboard-write"]
    with open_page(browser, width, permissions=rights) as page:
        page.goto(address + EVENT)
        for link in page.locator(".fs-telling .fs-permalink").all():
            link.focus()
            box, mark = page.locator(".fs-copy").bounding_box(), link.bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
            beside = box["x"] >= mark["x"] + mark["width"] - 1
            assert beside or box["y"] + box["height"] <= mark["y"] + 4, "the ¶ can be hit"
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_nothing_covers_the_lines_below(browser: Browser, address: str) -> None:
    rights = ["clipboard-read", "clipboard-write"]
    with open_page(browser, 390, permissions=rights, has_touch=True, is_mobile=True) as page:
        page.goto(address + EVENT)
        page.locator("#lasted .fs-permalink").tap()
        close = page.get_by_role("dialog").get_by_role("button", name="Close")
        close.tap()
        page.locator("dialog").wait_for(state="detached")
        assert page.url.endswith(f"{EVENT}#lasted")
        assert page.locator(".fs-copy:visible").count() == 0


def test_a_page_can_be_printed_from_its_head(page: Page, address: str) -> None:
    page.goto(address + EVENT)
    page.evaluate("window.print = () => { window.printed = true }")
    page.locator(".fs-tools").get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed")


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_the_line_above_the_title_has_room_for_both_its_ends(
    browser: Browser, address: str, width: int
) -> None:
    with open_page(browser, width) as page:
        for path in (EVENT, "actors/aria-office/", "sources/readout/"):
            page.goto(address + path)
            crumbs, tools = (
                page.locator(name).bounding_box() for name in (".fs-crumbs", ".fs-tools")
            )
            beside = crumbs["x"] + crumbs["width"] <= tools["x"]
            assert beside or crumbs["y"] + crumbs["height"] <= tools["y"], path


@pytest.mark.parametrize("path", [EVENT, "actors/aria-office/"])
def test_the_code_shows_the_statement_in_another_page(page: Page, address: str, path: str) -> None:
    name = {"events/summit/": "lasted"}.get(path, "in-its-own-words")
    dialog = open_dialog(page, address + path, name)
    code = dialog.locator(".fs-citation").last.inner_text()
    goal = dialog.get_by_role("link", name="Look at it").get_attribute("href")
    assert goal == f"{address}{path}embed-{name}.html"
    sentence = page.locator(f"#{name} .fs-sentence").inner_text().partition(".")[0]
    page.route(f"{address}host/", lambda route: route.fulfill(body=code, content_type="text/html"))
    with listening(page) as asked:
        page.goto(f"{address}host/")
        frame = page.frame_locator("iframe")
        assert frame.get_by_role("heading").inner_text().startswith(sentence)
    assert [one for one in asked if "favicon" not in one] == [f"{address}host/", goal]
    frame.get_by_role("link").last.click()
    page.wait_for_url(f"{address}{path}#{name}")


@pytest.mark.parametrize("width", [320, 1440])
def test_a_clipping_is_for_everyone(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": HEIGHT})
    for path in (f"{EVENT}embed-lasted.html", "actors/aria-office/embed-in-its-own-words.html"):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.goto(address + path)
            assert find_violations(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
            assert (ground == "rgb(255, 255, 255)") == (scheme == "light")


def test_clippings_are_not_found_by_searching_the_site(site: Path) -> None:
    assert (site / EVENT / "embed-lasted.html").is_file()
    assert "embed-lasted" not in (site / "sitemap.xml").read_text("utf-8")
