import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import pytest

from factsheet.facts.corpus import Corpus
from factsheet.facts.load import read_corpus
from factsheet.facts.model import Vocabulary
from factsheet.problems import Position, Problem
from factsheet.site.catalogue import Page, build_pages
from factsheet.site.render import list_words, load_templates, reveal_text
from factsheet.site.shelf import Shelf
from factsheet.site.shipped import shipped_templates
from factsheet.site.statements import SHAPES
from factsheet.site.views import Link
from factsheet.voices.index import Index
from support.pages import render_page
from support.places import EXPECTED_PAGES, SMALL

CORPUS, _ = read_corpus(SMALL)
EMPTY = Corpus(sources={}, actors={}, events={}, proofs={}, vocabulary=Vocabulary())
PROBLEM = Problem(
    Position("facts/events/x.yml", 3), "unknown-reference", "error", 'no source "<b>"', "write one"
)
PAGES = {page.url: page for page in build_pages(Shelf(Index(CORPUS)), lambda: [PROBLEM])}
ENVIRONMENT = load_templates([])
VOID = {"br", "hr", "img", "input", "wbr"}
PHRASING_ONLY = {"p", "h1", "h2", "h3", "b", "sup", "q", "cite", "span", "a", "summary"}
FLOW = {"p", "div", "ul", "ol", "li", "table", "section", "nav", "details", "h1", "h2", "h3"}


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.levels: list[int] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        assert tag not in {"script", "i", "img"}
        assert not (tag in FLOW and PHRASING_ONLY.intersection(self.open)), (tag, self.open)
        assert not (tag == "a" and "a" in self.open)
        self.ids += [found["id"] or ""] if "id" in found else []
        self.links += [found["href"] or ""] if tag == "a" else []
        self.levels += [int(tag[1])] if re.fullmatch("h[1-6]", tag) else []
        self.open += [] if tag in VOID else [tag]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def read(page: Page) -> Reader:
    reader = Reader()
    reader.feed(render_page(ENVIRONMENT, page))
    reader.close()
    assert reader.open == []
    return reader


@pytest.mark.parametrize("url", PAGES)
def test_a_page_looks_as_before(url: str, update: bool) -> None:
    snapshot = EXPECTED_PAGES / f"{url.strip('/').replace('/', '.')}.html"
    body = render_page(ENVIRONMENT, PAGES[url])
    if update:
        snapshot.write_text(body, "utf-8")
    assert body == snapshot.read_text("utf-8")


@pytest.mark.parametrize(
    "page", [*PAGES.values(), *build_pages(Shelf(Index(EMPTY)))], ids=lambda page: page.url
)
def test_a_page_is_sound_html(page: Page) -> None:
    assert render_page(ENVIRONMENT, page).startswith("<h1")
    found = read(page)
    assert len(found.ids) == len(set(found.ids))
    assert set(found.ids) == page.anchors
    assert {heading.id for heading in page.headings} <= set(found.ids)
    assert all(
        later <= earlier + 1 for earlier, later in zip(found.levels, found.levels[1:], strict=False)
    )


@pytest.mark.parametrize("url", PAGES)
def test_links_lead_somewhere(url: str) -> None:
    for link in read(PAGES[url]).links:
        if not link.startswith(("http://", "https://")):
            target, _, anchor = urljoin(f"https://x.example/{url}", link).partition("#")
            path = target.removeprefix("https://x.example/").partition("?")[0]
            if path == "reference/reading/":
                assert not anchor or anchor in SHAPES
                continue
            if path.removeprefix(url) in ("cite.bib", "cite.ris", "cite.json", "problems.csv"):
                assert not anchor
                continue
            page = PAGES[path]
            assert not anchor or anchor in page.anchors, link


def test_every_statement_and_row_has_a_marker_or_says_that_it_is_uncited() -> None:
    body = render_page(ENVIRONMENT, PAGES["events/first-call/"])
    # Borduria, and the statement that nothing carries.
    assert body.count('<span class="fs-uncited">uncited</span>') == 2
    assert "<s>The call was recorded.</s>" in body


def test_of_an_announced_event_the_page_says_as_of_when() -> None:
    body = render_page(ENVIRONMENT, PAGES["events/second-call/"])
    assert ">announced</a>; our sources do not say whether it took place" in body


def test_text_from_facts_never_becomes_markup() -> None:
    for page in PAGES.values():
        assert "<i>" not in render_page(ENVIRONMENT, page)
    assert "<b>Bureau</b>" not in render_page(ENVIRONMENT, PAGES["actors/aria-office/"])


def test_a_projects_own_template_wins(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "disputed.html").write_text("<h1>{{ page.title }}</h1>")
    environment = load_templates([tmp_path])
    assert render_page(environment, PAGES["disputed/"]) == "<h1>Disputed</h1>\n"
    assert "fs-title" in render_page(environment, PAGES["unknown/"])


def test_templates_are_found_and_nothing_in_them_is_random() -> None:
    assert (shipped_templates() / "pages" / "event.html").is_file()
    assert "random" not in ENVIRONMENT.filters
    assert "lipsum" not in ENVIRONMENT.globals


def test_list_words() -> None:
    words = [Link("A", "a/"), Link("<B>"), Link("C")]
    assert list_words(words) == '<a href="a/">A</a>, &lt;B&gt; and C'
    assert (list_words(words[1:]), list_words(words[2:]), list_words([])) == (
        "&lt;B&gt; and C",
        "C",
        "",
    )
    assert list_words(["<b>"]) == "&lt;b&gt;"


def test_names_of_any_script_leave_their_neighbours_in_place() -> None:
    isolated = ENVIRONMENT.get_template("macros/names.html").module.isolated
    assert isolated(["אבג", "<b>"]) == "<bdi>אבג</bdi>, <bdi>&lt;b&gt;</bdi>"


TITLES = {"ar": "عنوان", "he-IL": "כותרת", "ru": "Заголовок", "en-GB": "Calls"}


@pytest.mark.parametrize(("language", "title"), TITLES.items())
def test_a_title_in_another_language_says_so_wherever_it_is_linked(
    tmp_path: Path, language: str, title: str
) -> None:
    facts = shutil.copytree(SMALL / "facts", tmp_path / "facts")
    source = facts / "sources" / "herald-article.yml"
    text = source.read_text("utf-8").replace('"Zephyr calls Borduria"', title)
    source.write_text(text.replace("language: en", f"language: {language}"), "utf-8")
    bodies = {
        page.url: render_page(ENVIRONMENT, page)
        for page in build_pages(Shelf(Index(read_corpus(tmp_path)[0])))
    }
    marked = "" if language == "en-GB" else f' lang="{language}"'
    assert f'dir="auto"{marked}>{title}</h1>' in bodies["sources/herald-article/"]
    assert (f'{marked} dir="auto">{title}</a>' in bodies["sources/readout/"]) == bool(marked)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<b> & “c”", "&lt;b&gt; &amp; “c”"),
        (
            "<i>\u200b<b>",
            '&lt;i&gt;<span class="fs-sign" title="a character that is not what it seems to'
            ' be">U+200B</span>&lt;b&gt;',
        ),
        (
            "\u041cacron",
            '\u041c<span class="fs-sign" title="a character that is not what it seems to'
            ' be">U+041C</span>acron',
        ),
    ],
)
def test_the_words_of_others_show_what_is_not_what_it_seems(text: str, html: str) -> None:
    assert str(reveal_text(text)) == html
