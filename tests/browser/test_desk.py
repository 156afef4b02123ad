"""The reading desk in a browser: an article is curated from nothing, by keyboard alone, and nobody
else gets in.
"""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from factsheet.facts.load import read_corpus
from factsheet.pipeline.build import check_facts
from factsheet.problems import format_terminal
from factsheet.proof.judgement import tally_quotes
from support.browser import WIDTH, open_page, serve_folder
from support.desk import FERRY, make_project
from support.judges import find_violations
from support.places import PRACTICE
from support.visits import tell

PROGRAM = "from factsheet.cli import main; main()"
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/\?token=\S+")
FIRST_LINES = """\
title: Ferry strike ends
date: 2031-05-04
kind: protest
statements:
  - id: crews-ended-strike-sunday
    text: The crews ended their strike on Sunday evening.
    attributed_to: ostra-lines
    topic: end
    evidence:
      - source: ferry-crews-lake-ostra-end
        quote: ended their strike on Sunday evening
  - id: boats-leave-again-5
"""
MOST_KEYS = 90
"""As many keystrokes does a statement take."""


@contextmanager
def run_desk(project: Path) -> Iterator[str]:
    """The desk over a project, as a user starts it; gives the printed address."""
    command = [sys.executable, "-u", "-c", PROGRAM, "desk", "--no-open", "--port", "0"]
    process = subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        found = ADDRESS.search(process.stdout.readline())
        assert found
        yield found[0]
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)


def leap(words: int, key: str) -> list[str]:
    """The strokes of a key that go so many words on."""
    return [f"Control+{key}"] * (words // 5) + [key] * (words % 5)


@dataclass
class Hand:
    """A person at the keyboard, whose keystrokes are counted."""

    page: Page
    keys: int = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def write(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.keys += len(text)

    def choose(self, field: str, name: str) -> None:
        """Goes on to a field, and chooses what begins with `name` there."""
        while self.page.evaluate("document.activeElement.id") != f"c-{field}":
            self.press("Tab")
        self.write(name)
        self.page.locator(f"#l-{field} [role=option]").first.wait_for()
        self.press("Enter")

    def clear(self, field: str) -> None:
        """Goes on to a field, and takes away what is chosen there."""
        while self.page.evaluate("document.activeElement.id") != f"c-{field}":
            self.press("Tab")
        self.press("Backspace")

    def add(self, field: str, text: str) -> None:
        """Goes on to a field among those that are seldom needed, and writes into it."""
        while self.page.evaluate("document.activeElement.tagName") != "SUMMARY":
            self.press("Tab")
        if not self.page.evaluate("document.activeElement.parentElement.open"):
            self.press("Enter")
        while self.page.evaluate("document.activeElement.id") != field:
            self.press("Tab")
        self.write(text)

    def make(self, kind: str, letters: str) -> None:
        """Makes what is not known, of the kind that begins with `letters`."""
        self.page.locator(f"#make-{kind}[open]").wait_for()
        self.write(letters)
        self.press("Enter")
        self.page.locator(f"#make-{kind}:not([open])").wait_for(state="attached")

    def mark(self, first: int, last: int) -> None:
        """Marks words of the sentence by their numbers, from 1, and opens the form."""
        self.press(*leap(first, "ArrowRight"), *leap(last - first, "Shift+ArrowRight"), "Enter")

    def save(self) -> None:
        self.press("Control+Enter")
        self.page.locator("#said", has_text="ritten").wait_for()
        assert self.page.locator("#composer").is_hidden(), self.page.inner_text("#said")

    def set_aside(self, words: str) -> None:
        self.press("x")
        self.write(words)
        self.press("Enter")
        self.page.locator(".sentence:focus .set-aside").wait_for()


def add_ferry(page: Page, hand: Hand) -> None:
    """Adds the article by its text; pasting is a stroke."""
    hand.press("s", "Tab", "Tab")
    page.fill("#pasted", FERRY.read_text("utf-8"))
    page.get_by_role("button", name="Look at it").press("Enter")
    page.locator("#adding[open]").wait_for()
    page.fill("#add-issued", "2031-05-04")
    page.fill("#add-language", "en")
    page.focus("#c-publisher")
    hand.choose("publisher", "Ostra Courier")
    hand.make("actor", "out")
    page.locator("#adding .chips li").wait_for()
    page.get_by_role("button", name="Add it").press("Enter")
    page.wait_for_url("**/read/*")
    page.locator("body.ready").wait_for()


def curate(page: Page) -> list[int]:
    """Curates the article; the keystrokes of each statement."""
    hand = Hand(page)
    strokes: list[int] = []

    def note() -> None:
        hand.save()
        strokes.append(hand.keys)
        hand.keys = 0

    add_ferry(page, hand)
    hand.keys = 0
    hand.press("n")
    hand.set_aside("headline")
    hand.press("n")
    hand.set_aside("byline")
    hand.keys = 0

    hand.press("n")
    hand.mark(8, 13)
    hand.write("The crews ended their strike on Sunday evening.")
    hand.choose("attributed_to", "Ostra Lines")
    hand.make("actor", "comp")
    hand.choose("topic", "The end")
    hand.choose("record", "Ferry strike ends")
    hand.make("event", "pro")
    note()
    hand.press("n")
    hand.mark(2, 8)
    hand.write("Boats leave again at 5 a.m.")
    note()
    hand.press("n")
    hand.mark(3, 6)
    hand.write("The talks lasted eleven hours.")
    note()
    hand.press("n")
    hand.mark(14, 15)
    hand.write("The talks lasted nine hours.")
    hand.clear("attributed_to")
    hand.choose("attributed_to", "Ostra Deckhands")
    hand.make("actor", "u")
    note()
    hand.press("n")
    hand.mark(6, 10)
    hand.write("Pay rises by 4 percent.")
    hand.choose("attributed_to", "Ostra L")
    note()
    hand.press("n")
    hand.mark(5, 8)
    hand.write("No worker is dismissed.")
    hand.clear("attributed_to")
    hand.clear("attributed_to")
    hand.choose("attributed_to", "Ostra L")
    note()
    hand.press("n")
    hand.mark(3, 9)
    hand.write("Dismissals had been planned.")
    page.locator("#likely button").first.wait_for()
    hand.clear("attributed_to")
    hand.choose("attributed_to", "Ostra D")
    note()
    hand.press("n")
    hand.mark(1, 5)
    hand.write("12,000 passengers use the ferries on a working day.")
    hand.clear("attributed_to")
    hand.choose("attributed_to", "the art")
    hand.add("remark", "Its own figure.")
    note()
    hand.press("n")
    hand.set_aside("caption")
    page.get_by_role("button", name="read completely").press("Enter")
    page.get_by_text("· read completely").wait_for()
    return strokes


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path)


@contextmanager
def reading(browser: Browser, project: Path, width: int = WIDTH, **settings: Any) -> Iterator[Page]:
    """The article on a page of its own."""
    with run_desk(project) as address, open_page(browser, width, **settings) as page:
        failures: list[str] = []
        page.on("pageerror", lambda error: failures.append(str(error)))
        page.goto(address)
        page.get_by_role("link", name="Ferry crews").click()
        page.locator("body.ready").wait_for()
        yield page
        assert failures == []


def test_an_article_is_curated_from_nothing_by_keyboard(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    with run_desk(tmp_path) as address, open_page(browser) as page:
        page.goto(address)
        page.locator("body.ready").wait_for()
        strokes = curate(page)
    assert len(strokes) == 8
    assert mean(strokes) <= MOST_KEYS
    corpus, _ = read_corpus(tmp_path)
    _, problems = check_facts(tmp_path)
    assert [format_terminal(problem) for problem in problems] == []
    assert tally_quotes(corpus).proven == 8
    assert [(name, source.read) for name, source in corpus.sources.items()] == [
        ("ferry-crews-lake-ostra-end", "complete")
    ]
    (event,) = (tmp_path / "facts/events").iterdir()
    assert event.read_text("utf-8").startswith(FIRST_LINES)


def test_words_are_marked_by_mouse_and_the_rules_speak_while_typing(
    browser: Browser, project: Path
) -> None:
    with reading(browser, project) as page:
        words = page.get_by_text("About 12,000 passengers")
        words.dblclick(position={"x": 20, "y": 10})
        page.locator("#quote", has_text=re.compile("^About$")).wait_for()
        page.fill("#text", "They are twelve.")
        page.get_by_text("the statement is of no event yet").wait_for()
        page.fill("#c-record", "Boats")
        page.get_by_role("option", name="Make “Boats”").click()
        page.locator("#make-event[open]").get_by_role("button", name="Make it").click()
        page.get_by_text("the number").wait_for()
        row = page.frame_locator("#row").locator(".fs-sentence")
        assert row.inner_text().startswith("They are twelve.")
        assert page.locator("#remarks .error").count() == 1


def test_a_draft_is_there_after_a_reload_and_after_a_refusal(
    browser: Browser, project: Path
) -> None:
    with reading(browser, project) as page:
        hand = Hand(page)
        hand.press("n")
        hand.mark(1, 2)
        hand.write("Crews end it.")
        hand.press("Control+Enter")
        page.get_by_text("Not written.").wait_for()
        page.reload()
        page.locator("body.ready").wait_for()
        assert page.input_value("#text") == "Crews end it."
        page.get_by_text("stands once").wait_for()
        assert page.inner_text("#quote") == "Ferry crews"
        hand.press("Escape")
    assert not list((project / "facts" / "events").iterdir())


def test_a_file_changed_meanwhile_is_shown_beside_the_draft(
    browser: Browser, project: Path
) -> None:
    event = project / "facts" / "events" / "strike.yml"
    event.write_text("title: Strike\nkind: protest\n", "utf-8")
    with reading(browser, project) as page:
        hand = Hand(page)
        hand.press("n")
        hand.mark(1, 4)
        hand.write("Crews end it.")
        hand.choose("attributed_to", "the art")
        hand.choose("record", "Strike")
        page.frame_locator("#row").locator(".fs-sentence").wait_for()
        event.write_text("title: Strike\nkind: protest\nplace: Veld\n", "utf-8")
        hand.press("Control+Enter")
        page.locator("#clash[open]").wait_for()
        assert "+place: Veld" in page.inner_text("#theirs")
        assert "+    text: Crews end it." in page.inner_text("#ours")
        page.get_by_role("button", name="Write it all the same").click()
        page.get_by_text("written: Crews end it.").wait_for()
        written = event.read_text("utf-8")
        hand.press("z")
        page.get_by_text("undone: add the statement").wait_for()
        hand.mark(1, 4)
        assert page.input_value("#text") == "Crews end it."  # to be mended
    assert "place: Veld\nstatements:\n" in written
    assert event.read_text("utf-8") == "title: Strike\nkind: protest\nplace: Veld\n"


STRANGER = """
const told = [];
const attempt = async (name, act) => {
  try { told.push(`${name}: ${await act()}`); } catch { told.push(`${name}: refused`); }
};
await attempt("read", async () => (await fetch(desk)).status);
await attempt("read with the session", async () => (await fetch(desk, { credentials: "include" })).status);
await attempt("read blindly", async () => (await fetch(desk, { mode: "no-cors", credentials: "include" })).type);
await attempt("write", async () => (await fetch(`${desk}do/make`, { method: "POST", credentials: "include",
  headers: { "Content-Type": "application/json" }, body: given })).status);
await attempt("write as text", async () => (await fetch(`${desk}do/make`, { method: "POST", credentials: "include",
  mode: "no-cors", headers: { "Content-Type": "text/plain" }, body: given })).type);
await attempt("script", () => new Promise((done, failed) => {
  const script = document.createElement("script");
  script.src = `${desk}desk.js`; script.onload = () => done("loaded"); script.onerror = failed;
  document.head.append(script); }));
await attempt("image", () => new Promise((done, failed) => {
  const image = new Image(); image.onload = () => done("loaded"); image.onerror = failed; image.src = desk; }));
await attempt("frame", () => new Promise((done, failed) => {
  const frame = document.createElement("iframe");
  frame.onload = () => { try { done(frame.contentDocument.body.innerText); } catch { failed(); } };
  frame.src = desk; document.body.append(frame); }));
const form = document.createElement("form");
Object.assign(form, { method: "POST", action: `${desk}do/make`, enctype: "text/plain", target: "elsewhere" });
const field = document.createElement("input");
Object.assign(field, { name: given.slice(0, -1) + ', "x": "', value: '"}' });
form.append(field); document.body.append(form);
const other = document.createElement("iframe");
other.name = "elsewhere"; document.body.append(other);
await new Promise((done) => { other.onload = done; form.submit(); });
return told;
"""
ACTOR = '{"make": "actor", "name": "Intruder", "kind": "person"}'


def test_a_page_of_somebody_else_in_the_same_browser_can_neither_read_nor_write(
    browser: Browser, project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("stranger")
    (folder / "index.html").write_text("<!doctype html><title>Stranger</title><body>", "utf-8")
    with reading(browser, project) as page, serve_folder(folder) as elsewhere:
        desk = page.url.partition("read/")[0]
        other = page.context.new_page()
        # The same site for cookies, which do not tell ports apart, and a wholly foreign one.
        for address in (elsewhere, elsewhere.replace("127.0.0.1", "localhost")):
            other.goto(address)
            told = other.evaluate(
                f"async ({{ desk, given }}) => {{ {STRANGER} }}", {"desk": desk, "given": ACTOR}
            )
            assert told == [
                "read: refused",
                "read with the session: refused",
                "read blindly: refused",
                "write: refused",
                "write as text: refused",
                "script: refused",
                "image: refused",
                "frame: refused",
            ]
        page.reload()
        assert page.locator(".sentence").count() == 11
    assert [path.name for path in (project / "facts" / "actors").iterdir()] == ["ostra-courier.yml"]


def test_the_readme_leads_from_an_article_to_a_proven_statement_and_back(
    browser: Browser, tmp_path: Path
) -> None:
    (tmp_path / "facts").mkdir()
    quote = "A decision on a seventh crew is expected in January"
    with run_desk(tmp_path) as address, open_page(browser) as page:
        page.goto(address)
        page.locator("body.ready").wait_for()
        hand = Hand(page)
        hand.press("s")
        page.set_input_files("#file", PRACTICE / "winter-ferry.txt")
        page.get_by_role("button", name="Look at it").click()
        page.get_by_role("button", name="Add it").click()
        page.locator("body.article.ready").wait_for()
        box = page.get_by_text(quote).bounding_box()
        assert box
        page.mouse.move(box["x"] + 1, box["y"] + 10)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] - 1, box["y"] + box["height"] - 5)
        page.mouse.up()
        page.locator("#quote", has_text=re.compile(f"^{quote}$")).wait_for()
        hand.write("A decision on a seventh crew for the ferry is expected in January.")
        hand.choose("attributed_to", "the art")
        hand.choose("record", "A seventh crew for the ferry")
        page.get_by_role("button", name="Make it").click()
        page.frame_locator("#row").get_by_text("A decision on a seventh crew").first.wait_for()
        hand.save()
        corpus, _ = read_corpus(tmp_path)
        assert tally_quotes(corpus).proven == 1
        page.locator(".note", has_text="A decision on a seventh crew for the ferry").wait_for()
        for done in ("add the statement", "make"):
            hand.press("z")
            page.locator("#said", has_text=f"undone: {done}").wait_for()
        hand.press("z")
        page.get_by_text("There is no source yet.").wait_for()
    assert list((tmp_path / "facts").rglob("*.yml")) == []


@pytest.mark.parametrize("width", [WIDTH, 1024])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_desk_is_for_everyone(browser: Browser, project: Path, width: int, scheme: str) -> None:
    faults: list[str] = []
    with reading(browser, project, width, color_scheme=scheme) as page:
        faults += tell("an article", find_violations(page))
        hand = Hand(page)
        hand.press("n")
        hand.mark(1, 4)
        hand.write("Crews end it.")
        page.get_by_text("of no event yet").wait_for()
        page.locator("summary").click()
        page.fill("#c-topic", "The")
        page.locator("#l-topic [role=option]").first.wait_for()
        faults += tell("the form", find_violations(page))
        hand.press("Escape", "Escape", "x")
        page.locator("#aside[open]").wait_for()
        faults += tell("a dialog", find_violations(page))
        hand.press("Escape", "?")
        page.locator("#help[open]").wait_for()
        faults += tell("the keys", find_violations(page))
        for path in ("changes", ""):
            page.goto(page.url.partition("read/")[0].partition("changes")[0] + path)
            faults += tell(path or "the shelf", find_violations(page))
            wide = "document.documentElement.scrollWidth > innerWidth"
            assert not page.evaluate(wide), path
    assert faults == [], "\n".join(faults)
