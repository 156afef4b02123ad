"""The statements of an event as rows: each stands once, with all that is said of it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from factsheet.facts.dates import parse_date
from factsheet.facts.load import read_corpus
from factsheet.proof.proofs import Copy, make_proof
from factsheet.proof.quotes import hash_quote
from factsheet.site.catalogue import Page, build_pages
from factsheet.site.render import load_templates
from factsheet.site.search.entries import EntryMaker
from factsheet.site.sections.telling import TellingView
from factsheet.site.shelf import Shelf
from factsheet.site.shipped import shipped_templates
from factsheet.site.statements import SHAPES
from factsheet.voices.index import Index
from support.examples import write_corpus, write_record
from support.pages import render_page, view_section

ENVIRONMENT = load_templates([])
READS = {"brief": "complete", "full": "complete", "partial": "partial"}


def passage(source: str, more: str = "", quote: str = "q") -> str:
    return f"{{source: {source}, quote: {quote}{more}}}"


def write(name: str, *passages: str, by: str = "alice", more: str = "") -> str:
    evidence = f", evidence: [{', '.join(passages)}]" if passages else ""
    return f"  - {{id: {name}, text: 'Sentence {name}.', attributed_to: {by}{evidence}{more}}}\n"


def build(tmp_path: Path, *statements: str, more: str = "") -> Page:
    files = {
        f"sources/{name}.yml": (
            f"title: The {name} one\nkind: article\nurl: https://{name}.example/\nread: {read}\n"
        )
        for name, read in READS.items()
    }
    files |= {f"proofs/{name}.yml": write_record(name) for name in READS}
    files["vocabulary.yml"] = "event_kinds: {call: Call}\ntopics: {one: One, two: Two}\n"
    files["events/talks.yml"] = "title: Talks\nkind: call\nstatements:\n" + "".join(statements)
    files["events/talk.yml"] = f"title: A talk\nkind: call\nstatements:\n{more or write('z')}"
    corpus, problems = read_corpus(write_corpus(tmp_path, files))
    assert problems == []
    return {page.url: page for page in build_pages(Shelf(Index(corpus)))}["events/talks/"]


def view(page: Page) -> TellingView:
    shown: TellingView = view_section(page, "_statements")
    return shown


def read(page: Page) -> BeautifulSoup:
    return BeautifulSoup(render_page(ENVIRONMENT, page), "html.parser")


def list_order(shown: TellingView) -> list[list[list[str]]]:
    """The ids of the rows, by block and topic; the lead first."""
    return [
        [[row.anchor for row in block.rows] for block in blocks]
        for blocks in (shown.lead, *(topic.blocks for topic in shown.topics))
    ]


def test_a_statement_stands_once_however_often_it_could(tmp_path: Path) -> None:
    page = build(
        tmp_path,
        write("a", passage("full"), passage("brief", ", relays: letter"), more=", lead: true"),
        write("b", passage("full"), more=", topic: two"),
        write("c", passage("full"), by="bob", more=', topic: one, differs: "#b"'),
        write("d", passage("brief"), more=", topic: two"),
    )
    text = read(page).get_text(" ")
    for name in "abcd":
        assert text.count(f"Sentence {name}.") == 1, name
    # What differs stands together where the first of it would stand.
    assert list_order(view(page)) == [[["a"]], [["c", "b"]], [["d"]]]


def test_what_differs_stands_under_the_note_that_says_in_what(tmp_path: Path) -> None:
    page = build(
        tmp_path,
        write("a", passage("full"), more=", note: Its own."),
        write("b", passage("full"), more=", topic: one, note: Of b."),
        write("c", passage("brief"), by="bob", more=', topic: one, differs: "#b", note: Why'),
        write("d", passage("brief"), by="bob", more=', topic: one, disputes: "#e", note: Denied'),
        write("e", passage("full"), more=", topic: one"),
    )
    shown = view(page)
    (blocks,) = (topic.blocks for topic in shown.topics)
    assert [(block.id, block.label, block.words) for block in blocks] == [
        ("differs", "Told differently", ("Why",)),
        ("disputed", "Disputed", ("Denied",)),
    ]
    assert [row.note for block in blocks for row in block.rows] == ["Of b.", "", "", ""]
    assert read(page).get_text().count("Why") == 1


def test_the_same_quote_of_one_article_stands_once_with_both_its_anchors(tmp_path: Path) -> None:
    page = build(
        tmp_path, write("a", passage("full"), passage("full", ", stance: denies"), passage("brief"))
    )
    row = read(page).select_one("#a")
    assert isinstance(row, Tag)
    assert len(row.select("q")) == 2
    anchors = [name for name in page.anchors if name.startswith("_a-")]
    assert len(anchors) == 3
    assert all(row.select_one(f"[id='{name}']") for name in anchors)


def test_cells_say_what_each_article_does_in_the_order_of_the_key(tmp_path: Path) -> None:
    page = build(
        tmp_path,
        write("a", passage("full"), passage("brief"), passage("partial")),
        write("b", passage("partial"), more=", topic: one"),
        write("c", passage("full"), more=', topic: two, differs: "#d"'),
        write("d", passage("brief"), by="bob", more=", topic: two"),
    )
    shown = view(page)
    rows = {row.anchor: row for blocks in (shown.lead, *(t.blocks for t in shown.topics)) for b in blocks for row in b.rows}  # fmt: skip
    signs = {name: [cell.sign for cell in row.cells] for name, row in rows.items()}
    assert [article.link.text for article in shown.key] == [
        "The brief one",
        "The full one",
        "The partial one",
    ]
    assert signs == {
        "a": ["carries", "carries", "carries"],
        "b": ["silent", "silent", "carries"],
        "c": ["differs", "carries", "unknown"],
        "d": ["carries", "differs", "unknown"],
    }
    assert [(one.carries, one.otherwise, one.left_out) for one in shown.key] == [
        (2, 1, 1),
        (2, 1, 1),
        (2, 0, 0),
    ]
    counted = [one.get_text() for one in read(page).select(".fs-key span")]
    assert counted == ["2, otherwise 1, left out 1", "2, otherwise 1, left out 1", "2"]


def test_rows_can_be_narrowed_to_an_account_or_to_what_is_left_out(tmp_path: Path) -> None:
    page = build(
        tmp_path,
        write("a", passage("full"), passage("brief")),
        write("b", passage("full"), by="bob", more=", topic: one"),
        write("c", passage("full"), by="own-voice", more=", topic: one"),
    )
    shown = view(page)
    assert [(choice.id, choice.label, choice.count) for choice in shown.choices] == [
        ("_voice-1", "Alice", 1),
        ("_voice-2", "Bob", 1),
        ("_voice-0", "the articles’ own words", 1),
    ]
    assert [(choice.id, choice.count) for choice in shown.left_out] == [("_without-1", 2)]
    unnamed = write("d", passage("full"), by="unnamed", more=", topic: one")
    other = build(tmp_path / "other", write("a", passage("full")), unnamed)
    assert view(other).choices[1].label == "nobody by name"
    body = read(page)
    for choice in (*shown.choices, *shown.left_out):
        assert body.select_one(f"a#{choice.id}")["href"] == f"#{choice.id}"
        assert choice.id in page.anchors
    assert "fs-v2" in body.select_one("#b")["class"]
    assert "fs-out1" in body.select_one("#b")["class"]


def test_what_differs_from_another_event_is_among_what_is_told_differently(tmp_path: Path) -> None:
    page = build(
        tmp_path,
        write("a", passage("full"), more=', differs: "#b"'),
        write("b", passage("brief"), by="bob"),
        write("c", passage("full"), more=', disputes: "talk#z"'),
        write("d", passage("full")),
        more=write("z", passage("brief"), by="bob"),
    )
    choice, *_ = view(page).choices
    assert (choice.id, choice.count) == ("_told-differently", 3)


def test_the_chief_voices_of_the_site_have_the_same_numbers_on_every_page(tmp_path: Path) -> None:
    elsewhere = "".join(
        write(f"z{number}", passage("full"), by=by)
        for number, by in enumerate(("own-voice",) * 5 + ("gazette",) * 3 + ("bob",) * 3)
    )
    page = build(
        tmp_path,
        write("a", passage("full")),
        write("b", passage("full", ", attributed_to: [alice, bob]"), more=", topic: one"),
        more=elsewhere,
    )
    assert [(choice.id, choice.label) for choice in view(page).choices] == [
        ("_voice-1", "Bob"),
        ("_voice-3", "Alice"),
    ]
    body = read(page)
    assert "fs-v1 fs-v3" in " ".join(body.select_one("#b")["class"])


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (write("a", passage("full")), "only"),
        (write("a", passage("full"), passage("brief", ", attributed_to: unnamed")), "one side"),
        (write("a", passage("full", ", attributed_to: [alice, bob]")), "both, in one report"),
        (
            write("a", passage("full"), passage("brief", ", attributed_to: bob")),
            "both sides",
        ),
        (write("a", passage("full"), by="own-voice"), "a report’s own words"),
        (write("a", passage("full"), by="unnamed"), "nobody by name"),
        (write("a", passage("full", ", stance: denies, attributed_to: bob")), "disputed"),
        (write("a"), "uncited"),
    ],
)
def test_how_a_statement_is_told_is_said_in_plain_words(
    tmp_path: Path, statement: str, words: str
) -> None:
    page = build(tmp_path, statement)
    (block,) = view(page).lead
    assert block.rows[0].said.status.words == words
    link = read(page).select_one("#a .fs-told")
    assert isinstance(link, Tag)
    assert str(link["href"]).startswith("../../reference/reading/#")


@pytest.mark.parametrize(
    ("passages", "told"),
    [
        (["state"], "State News’s own words (counted as Bob)"),
        (["state", "state"], "State News’s own words (counted as Bob)"),
        (["state", "nobody"], "the articles’ own words (State News’s counted as Bob)"),
        (["free"], "The Gazette’s own words"),
        (["nobody"], "a report’s own words"),
        (["nobody", "unknown"], "the articles’ own words"),
        (["free", "nobody"], "the articles’ own words (The Gazette’s among them)"),
        (["state", "free"], "both sides: State News (counted as Bob) and The Gazette"),
        (
            ["state", "free", "nobody"],
            "both sides: State News (counted as Bob) and The Gazette, and another report’s own words",
        ),
    ],
)
def test_own_words_that_are_counted_in_another_s_voice_say_whose_they_are(
    tmp_path: Path, passages: list[str], told: str
) -> None:
    files = {
        "actors/news.yml": (
            "name: State News\nkind: outlet\nvoice_of: {actor: bob, because: owned by him}\n"
        ),
        "vocabulary.yml": "event_kinds: {call: Call}\n",
        "events/talk.yml": "title: Talk\nkind: call\nstatements:\n"
        + write("a", *(passage(name) for name in passages), by="own-voice"),
    }
    for name, publisher in {
        "state": "news",
        "free": "gazette",
        "nobody": "",
        "unknown": "",
    }.items():
        more = f"publisher: {publisher}\n" if publisher else ""
        files[f"sources/{name}.yml"] = f"title: {name}\nkind: article\nread: partial\n{more}"
    index = Index(read_corpus(write_corpus(tmp_path, files))[0])
    pages = {page.url: page for page in build_pages(Shelf(index))}
    says = read(pages["events/talk/"]).select_one("#a .fs-says")
    assert isinstance(says, Tag)
    assert says.get_text() == told
    (entry,) = EntryMaker(index).enter_statements(index.corpus.events["talk"])
    assert str(entry.shown[3]).partition(" ")[2] == told


@pytest.mark.parametrize(
    ("repeated", "words"),
    [
        ((), "checked by the curators, word for word in our copies of the articles, on 22 February 2022."),
        (("full", "brief"), "on 22 February 2022, and repeated by the site’s build."),
        (("full",), "on 22 February 2022."),
    ],
)  # fmt: skip
def test_who_checked_the_quotes_is_said_once_and_whether_the_build_repeated_it(
    tmp_path: Path, repeated: tuple[str, ...], words: str
) -> None:
    build(tmp_path, write("a", passage("full", quote="one"), passage("brief", quote="two")))
    corpus, _ = read_corpus(tmp_path)
    proofs = {}
    for name in ("full", "brief"):
        source, pieces = corpus.sources[name], corpus.evidence_of_source[name]
        copy = Copy(f"{name} says: one or two.", hash_quote(name), None, "supplied")
        proofs[name] = make_proof(source, pieces, copy, parse_date("2022-02-22"))
    index = Index(replace(corpus, proofs=proofs))
    pages = {page.url: page for page in build_pages(Shelf(index, repeated=frozenset(repeated)))}
    told = read(pages["events/talks/"]).get_text()
    assert f"All 2 quotes were {words}" in told or words in told
    assert told.count("checked by the curators") == 1
    assert ("repeated by" in told) == (len(repeated) == 2)


def test_what_stands_to_another_event_is_a_line_with_a_link(tmp_path: Path) -> None:
    page = build(
        tmp_path,
        write("a", passage("full"), more=', echoes: ["talk#z", "talk#y"]'),
        more=write("z", passage("brief")) + write("y", passage("brief")),
    )
    (block,) = view(page).lead
    (across,) = block.rows[0].across
    assert across.words == "the same words, of"
    assert [(link.text, link.url) for link in across.targets] == [
        ("A talk", "../../events/talk/#z")
    ]
    assert "Sentence z." not in read(page).get_text()


def test_a_statement_that_was_withdrawn_is_struck_out_with_its_reason(tmp_path: Path) -> None:
    page = build(
        tmp_path,
        write("a", passage("full")),
        write("b", passage("full"), more=", withdrawn: {date: 2022-02-21, reason: It was wrong}"),
    )
    row = read(page).select_one("#b")
    assert isinstance(row, Tag)
    assert row.s.get_text() == "Sentence b."
    assert "It was wrong" in row.get_text()
    assert row.select(".fs-cells") == []


def test_the_head_says_that_others_tell_of_it_who_are_not_named(tmp_path: Path) -> None:
    unnamed = write("b", passage("full"), by="unnamed", more=", topic: one")
    for name, more, told in (
        ("x", unnamed, " and others not named"),
        ("y", write("b", by="unnamed"), ""),
    ):
        head = read(build(tmp_path / name, write("a", passage("full")), more)).select_one(
            ".fs-dateline"
        )
        assert isinstance(head, Tag)
        assert f"told by one side, Alice{told and ','}{told} · " in head.get_text()


def test_what_was_withdrawn_makes_no_side_and_no_article(tmp_path: Path) -> None:
    gone = ", withdrawn: {date: 2022-02-21, reason: It was wrong}"
    page = build(
        tmp_path, write("a", passage("full")), write("b", passage("brief"), by="bob", more=gone)
    )
    assert [side.speaker.text for side in page.view.head.sides] == ["Alice"]
    assert [article.link.text for article in view(page).key] == ["The full one"]


def test_a_sentence_links_nobody_whom_the_head_or_the_row_links(tmp_path: Path) -> None:
    names = ", ".join(f"[{name.title()}](actor:{name})" for name in ("alice", "bob", "gazette"))
    statement = write("a", passage("full")).replace("Sentence a", f"Of {names}")
    page = build(tmp_path, statement + "participants: [{actor: bob}]\n")
    sentence = read(page).select_one("#a .fs-sentence")
    assert isinstance(sentence, Tag)
    assert sentence.get_text().startswith("Of Alice, Bob, Gazette.")
    links = [link for link in sentence.select("a") if link["href"] != "#a"]
    assert [link.get_text() for link in links] == ["Gazette"]


@pytest.mark.parametrize(
    ("quote", "direction"), [("قال الرئيس ذلك", "auto"), ("he said", None), ("dit « où »", None)]
)
def test_a_quote_of_letters_from_right_to_left_has_their_direction(
    tmp_path: Path, quote: str, direction: str | None
) -> None:
    quoted = read(build(tmp_path, write("a", passage("full", quote=quote)))).q
    assert isinstance(quoted, Tag)
    assert quoted.get("dir") == direction


def test_the_stylesheet_has_the_sign_of_each_status() -> None:
    styles = (shipped_templates() / "assets" / "styles" / "rows.css").read_text("utf-8")
    declared = dict(re.findall(r'\.fs-([a-z-]+) { --fs-shape: "(.*) "; }', styles))
    assert declared == SHAPES


@pytest.mark.parametrize(("count", "passages"), [(1_000, 1), (60, 100), (300, 12), (5, 500)])
def test_a_page_stays_within_its_limits_and_every_statement_keeps_its_place(
    tmp_path: Path, count: int, passages: int
) -> None:
    words = "some words that the article has and which differ in each of them"
    statements = (
        write(f"s{number}", *(passage("full", quote=f"{words} {one}") for one in range(passages)))
        for number in range(count)
    )
    page = build(tmp_path, *statements)
    html = render_page(ENVIRONMENT, page)
    soup = BeautifulSoup(html, "html.parser")
    assert len(html.encode()) < 235_000  # and the frame
    assert len(soup.find_all()) < 4_700
    places = [soup.find(id=f"s{number}") for number in range(count)]
    rows = sum("fs-row" in place.get("class", []) for place in places)
    assert rows > 0
    assert [f"{place['id']}/" for place in places[rows:]] == [
        link["href"] for link in soup.select(".fs-short a")
    ]
    assert f"{count - rows} more, in short" in soup.get_text() or rows == count
