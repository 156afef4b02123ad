"""`blocks`: what a placeholder may ask for, what is said where it asks for what is not there, and
what is shown.
"""

from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from hypothesis import given
from hypothesis import strategies as st

from factsheet.checks.pages import BLOCKS, check_pages, check_placeholder
from factsheet.checks.placeholders import Placeholder
from factsheet.facts.corpus import Corpus
from factsheet.facts.dates import parse_date
from factsheet.facts.files import list_files
from factsheet.facts.load import read_corpus
from factsheet.facts.model import Event, Vocabulary
from factsheet.pipeline.build import Site, build_site
from factsheet.problems import Position, format_terminal
from factsheet.site.blocks import VIEWS, view_block
from factsheet.site.render import load_templates, render_block
from factsheet.site.scope import Scope
from factsheet.site.shelf import Shelf
from factsheet.site.statements import SHAPES
from factsheet.voices.index import Index
from support.examples import BASE, write_corpus
from support.places import SMALL

CORPUS, _ = read_corpus(SMALL)
EMPTY = Corpus(sources={}, actors={}, events={}, proofs={}, vocabulary=Vocabulary())
SITE = build_site(SMALL)
ENVIRONMENT = load_templates([])
SOUND = [
    "latest 1",
    "latest 100",
    "disputed 3",
    "timeline 20",
    "numbers",
    "finding first-call",
    "finding second-call",
    "event first-call",
    "event long-ago",
    "event second-call",
    *("statement first-call#length", "statement first-call#gone", "statement first-call#bare"),
    "statement second-call#words",
    "actor zed",
    "source herald-article",
    "source unknown-paper",
    "source readout",
]


def check(text: str, corpus: Corpus = CORPUS) -> list[str]:
    found = check_placeholder(corpus, Placeholder(text, Position("docs/x.md", 3, 1)))
    return [format_terminal(problem) for problem in found]


def show(text: str, url: str = "", corpus: Corpus = CORPUS) -> Tag:
    assert check(text, corpus) == []
    block = render_block(ENVIRONMENT, *view_block(Scope(Shelf(Index(corpus)), url), text))
    (found,) = BeautifulSoup(block, "html.parser").contents
    assert isinstance(found, Tag)
    return found


def fill(site: Site, content: str) -> tuple[str, list[str]]:
    told: list[str] = []
    return site.fill_blocks(content, content, "docs/x.md", "a/", told.append), told


def test_every_block_has_a_view_and_a_template() -> None:
    assert set(VIEWS) == set(BLOCKS) == {one.partition(" ")[0] for one in SOUND}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("event first-cal", 'no event "first-cal"; did you mean "first-call"?'),
        ("event zed", 'no event "zed"; the actor of that id does not fit here'),
        (
            "statement first-call#lenght",
            'no statement "first-call#lenght"; did you mean "first-call#length"?',
        ),
        (
            "statement first-call",
            'no statement "first-call"; the event of that id does not fit here',
        ),
        ("actor nobody-at-all", 'no actor "nobody-at-all"; add it, or correct the reference'),
        ("source x", 'no source "x"; add it, or correct the reference'),
        ("event", 'no block "event"; name one event: [facts: event <id>]'),
        ("event a b", 'no block "event a b"; name one event: [facts: event <id>]'),
        (
            "statement",
            (
                'no block "statement"; name one statement: [facts: statement'
                " <record-id>#<statement-id>]"
            ),
        ),
        *(
            (
                f"latest{wrong}",
                f'no block "latest{wrong}"; say how many, up to 100: [facts: latest 5]',
            )
            for wrong in ("", " 0", " -1", " 101", " 05", " five", " 5 6", " ²", " ５")
        ),
        ("disputed", 'no block "disputed"; say how many, up to 100: [facts: disputed 5]'),
        ("numbers 5", 'no block "numbers 5"; nothing stands after the name: [facts: numbers]'),
        ("lastest 5", 'no block "lastest 5"; did you mean "latest"?'),
        ("Timeline", 'no block "Timeline"; did you mean "timeline"?'),
        ("", f'no block ""; there are {", ".join(BLOCKS)}'),
        ("<b>\x1b[31m", f'no block "<b>\\u001b[31m"; there are {", ".join(BLOCKS)}'),
    ],
)
def test_what_is_not_there_is_an_error_that_says_what_to_do(text: str, message: str) -> None:
    assert check(text) == [f"docs/x.md:3:1: error: {message} [unknown-reference]"]


@pytest.mark.parametrize("text", SOUND)
@pytest.mark.parametrize("url", ["", "page/", "a/b/c/"])
def test_links_lead_to_anchors_of_pages_from_any_depth(text: str, url: str) -> None:
    pages = {page.url: page for page in SITE.pages}
    found = [link["href"] for link in show(text, url).find_all(href=True)]
    links = [link for link in found if not link.startswith("https://")]
    assert links or text == "numbers"
    for link in links:
        address, _, anchor = link.removeprefix("../" * url.count("/")).partition("#")
        assert link.count("../") == url.count("/")
        if address == "reference/reading/":
            assert anchor in SHAPES
            continue
        assert not anchor or anchor in pages[address].anchors


@pytest.mark.parametrize("text", SOUND)
def test_a_block_has_no_heading_no_id_and_is_not_found_twice(text: str) -> None:
    block = show(text)
    assert "data-search-exclude" in block.attrs
    assert block.find_all(["h1", "h2", "h3", "h4", "h5", "h6"]) == []
    assert block.find_all(id=True) == []
    assert not block.select("p p, p ul, p div")


@given(st.text())
def test_any_text_is_a_block_or_a_mistake(text: str) -> None:
    text = " ".join(text.split())
    assert check(text) or view_block(Scope(Shelf(Index(CORPUS)), ""), text)


def list_entries(block: Tag) -> list[str]:
    return [one.get_text() for one in block.select(".fs-entry")]


def test_the_latest_events_are_the_newest_that_took_place_then_the_others() -> None:
    assert list_entries(show("latest 2")) == ["Zephyr and <i>Borduria</i> speak", "Long ago"]
    assert list_entries(show("latest 9"))[2:] == ["The second call"]
    future = replace(CORPUS.events["second-call"], date=CORPUS.events["first-call"].date)
    corpus = replace(CORPUS, events={**CORPUS.events, "second-call": future})
    assert list_entries(show("latest 3", corpus=corpus)) == [
        "Zephyr and <i>Borduria</i> speak",
        "Long ago",
        "The second call",
    ]


def test_the_most_disputed_events_are_counted() -> None:
    block = show("disputed 5")
    assert list_entries(block) == ["Zephyr and <i>Borduria</i> speak", "The second call"]
    first, second = (
        " ".join(item.find_all("p")[-1].get_text().split()) for item in block.find_all("li")
    )
    assert first == "⇄ disputed: 2"
    assert second == "≠ told differently: 1"
    newer = replace(CORPUS.events["second-call"], date=parse_date("2002"))
    corpus = replace(CORPUS, events={**CORPUS.events, "second-call": newer})
    assert list_entries(show("disputed 1", corpus=corpus)) == ["Zephyr and <i>Borduria</i> speak"]


def test_the_numbers_are_those_of_all_statements() -> None:
    tally = Index(CORPUS).tally(CORPUS.statements)
    text = " ".join(show("numbers").get_text().split())
    assert (
        f"{len(CORPUS.statements)} statements {len(tally.sources)} articles {len(tally.voices)}"
        " voices" in text
    )
    assert f"{tally.proven} of {tally.quotes} quotes found in our copies" in text


def test_an_event_shows_its_lead_as_rows_with_the_names_of_the_articles() -> None:
    block = show("event first-call", "x/")
    assert block.find("a").get_text() == "Zephyr and <i>Borduria</i> speak"
    (row,) = block.select(".fs-row")
    articles = row.select(".fs-passages li > a:first-child")
    assert [(link["href"], link.get_text()) for link in articles] == [
        ("../sources/herald-article/", "The Daily Herald"),
        ("../sources/unknown-paper/", "[Unknown paper]"),
    ]
    assert row.select(".fs-cells") == []


def test_a_statement_is_a_row_under_its_event() -> None:
    block = show("statement first-call#length")
    text = " ".join(block.get_text().split())
    assert text.startswith(
        "2 February 2001 · Zephyr and <i>Borduria</i> speak disputed: the Office"
    )
    assert "spoke for two hours." in text
    assert block.select_one(".fs-permalink")["href"] == "events/first-call/#length"
    assert block.find("q").get_text() == "two well-known hours […] by telephone"


def test_a_statement_with_many_passages_shows_three_and_leads_to_the_rest(tmp_path: Path) -> None:
    passages = ", ".join(f"{{source: article, quote: word {number}}}" for number in range(5))
    event = BASE["events/talk.yml"].partition("    evidence:")[0] + f"    evidence: [{passages}]\n"
    corpus, problems = read_corpus(write_corpus(tmp_path, {"events/talk.yml": event}))
    assert problems == []
    block = show("statement talk#length", corpus=corpus)
    assert len(block.find_all("q")) == 3
    assert block.find("a", href="events/talk/#length", string="2 more")


def test_a_timeline_shows_as_many_events_as_it_is_asked_for_and_those_the_latest() -> None:
    def list_events(text: str) -> set[str]:
        return {link["href"] for link in show(text).select("a[href*='events/']")}

    dated = {f"events/{event.id}/" for event in CORPUS.events.values() if event.date}
    assert list_events("timeline 100") == dated
    assert len(CORPUS.events) > len(dated) > 1
    assert list_events("timeline 1") == list_events("latest 1")


def test_a_timeline_says_which_events_it_shows_if_there_are_others() -> None:
    def read_words(text: str, **events: Event) -> list[str]:
        block = show(text, corpus=replace(EMPTY, events=events)) if events else show(text)
        return [one.get_text() for one in block.select("p.fs-detail")]

    assert read_words("timeline 1") == ["1 of 3 events: the newest."]
    assert read_words("timeline 5") == ["2 of 3 events: those with a date."]
    assert read_words("timeline 5", only=CORPUS.events["first-call"]) == []


def test_a_timeline_shows_events_without_a_date_if_none_has_one() -> None:
    undated = Event(id="never", title="Never", kind="call")
    corpus = replace(EMPTY, events={undated.id: undated})
    assert show("timeline 5", corpus=corpus).select_one("a")["href"] == "events/never/"


def test_without_events_the_blocks_say_so() -> None:
    assert show("latest 5", corpus=EMPTY).get_text().strip() == "There are no events yet."
    assert show("timeline 20", corpus=EMPTY).get_text().strip() == "There are no events yet."
    assert (
        show("disputed 5", corpus=EMPTY).get_text().strip()
        == "Nothing is disputed yet, or told differently."
    )
    assert "0 statements" in " ".join(show("numbers", corpus=EMPTY).get_text().split())


def test_a_mistake_is_told_and_shown_as_text_in_its_place() -> None:
    content, told = fill(SITE, "<h2>A</h2>\n<p>[facts: event &lt;b&gt;]</p>\n<p>B</p>")
    (line,) = told
    assert line == (
        'docs/x.md:2:4: error: no event "<b>"; add it, or correct the reference [unknown-reference]'
    )
    soup = BeautifulSoup(content, "html.parser")
    assert soup.select_one(".fs-problem[role=alert][data-search-exclude]").get_text() == line
    assert soup.find("b") is None


def test_a_record_that_is_left_out_is_its_own_files_mistake(tmp_path: Path) -> None:
    (tmp_path / "facts" / "events").mkdir(parents=True)
    (tmp_path / "facts" / "events" / "talk.yml").write_text("title: [\n", "utf-8")
    site = build_site(tmp_path)
    content, told = fill(site, "<p>[facts: event talk]</p><p>[facts: statement talk#x]</p>")
    assert told == []
    assert content.count("is left out until the errors of its file are mended") == 2


def test_pages_are_checked_without_a_host(tmp_path: Path) -> None:
    pages = tmp_path / "docs"
    (pages / "sub").mkdir(parents=True)
    (pages / "sub" / "b.md").write_text(
        "---\ntitle: B\n---\n\n[facts: event nope]\n\n[facts: event first-call]\n"
    )
    (pages / "a.md").write_text("```\n[facts: nope]\n```\n\n[facts: latest]\n\n[facts: latest]\n")
    (pages / "c.md").write_bytes(b"\xff")
    (pages / "d.md").mkdir()
    (pages / "e.txt").write_text("[facts: nope]\n")
    found = [
        format_terminal(problem).partition(": ")[0]
        for problem in check_pages(CORPUS, tmp_path, list_files(tmp_path, tmp_path / "docs")[0])
    ]
    assert found == ["docs/a.md:5:1", "docs/a.md:7:1", "docs/sub/b.md:5:1"]
    assert list(check_pages(CORPUS, tmp_path, [])) == []


def test_a_projects_own_block_wins(tmp_path: Path) -> None:
    (tmp_path / "sections" / "blocks").mkdir(parents=True)
    (tmp_path / "sections" / "blocks" / "numbers.html").write_text("{{ view.statements }}")
    own = load_templates([tmp_path])
    block = render_block(own, *view_block(Scope(Shelf(Index(CORPUS)), ""), "numbers"))
    assert BeautifulSoup(block, "html.parser").get_text().strip() == str(len(CORPUS.statements))


def test_a_finding_sets_each_account_beside_the_others_with_its_sentence_and_quote() -> None:
    block = show("finding first-call", "x/")
    assert block.figcaption is not None
    assert "Zephyr and <i>Borduria</i> speak" in block.figcaption.get_text()
    assert "Disputed." in block.figcaption.get_text()
    told = [
        (
            item.b.get_text(),
            item.select_one(".fs-permalink")["href"],
            [quote.get_text() for quote in item.find_all("q")],
            [link["href"] for link in item.select("small a")],
        )
        for item in block.find_all("li")
    ]
    event, herald = "../events/first-call/", "../sources/herald-article/"
    assert told == [
        (
            "the Office, and a report’s own words",
            f"{event}#length",
            ["two well-known hours […] by telephone"],
            [herald],
        ),
        ("Borduria", f"{event}#no-call", ["no call"], [herald]),
    ]
    assert "spoke for two hours." in block.li.get_text()
    assert "Nothing is disputed here" in show("finding long-ago").get_text()


def test_a_finding_shows_an_account_without_a_quote_by_its_sentence(tmp_path: Path) -> None:
    event = """title: Talks
kind: call
statements:
  - {id: a, text: It was long., attributed_to: alice, disputes: "#b"}
  - {id: b, text: It was short., attributed_to: bob, evidence: {source: article, quote: short}}
  - {id: c, text: It was brief., attributed_to: bob, disputes: "#a"}
"""
    corpus, _ = read_corpus(write_corpus(tmp_path, {"events/talks.yml": event}))
    items = [item.get_text(" ", strip=True) for item in show("finding talks", corpus=corpus)("li")]
    assert items == ["Bob It was short. → short The Gazette", "Alice It was long. →"]


def write_quarrel(folder: Path, count: int) -> Corpus:
    """An event of which each of many statements disputes the first, and all of them lead."""
    note, evidence = "&" * 900, "{source: article, quote: q}"
    statements = "".join(
        f"  - {{id: s{number}, text: {'道' * 300}, lead: true, note: '{number} {note}',"
        f" attributed_to: {'alice' if number else 'bob'}, evidence: {evidence}"
        f"{', disputes: ' + chr(34) + '#s0' + chr(34) if number else ''}}}\n"
        for number in range(count)
    )
    files = {"events/talks.yml": f"title: Talks\nkind: call\nstatements:\n{statements}"}
    return read_corpus(write_corpus(folder, files))[0]


@pytest.mark.parametrize("name", ["event", "finding"])
def test_a_block_stays_light_however_much_an_event_has(tmp_path: Path, name: str) -> None:
    block = show(f"{name} talks", corpus=write_quarrel(tmp_path, 300))
    assert len(str(block).encode()) <= 100_000
    assert len(block.find_all()) <= 1_000
    if name == "event":
        left = 300 - len(block.select(".fs-row"))
        assert 0 < left < 300
        assert block.find("a", href="events/talks/", string=f"and {left} more")
    else:
        assert len(block.find_all("li")) == 2
