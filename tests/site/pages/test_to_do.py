"""What is to be done: made of the problems that the rules found, and of nothing else."""

import csv
import io
from collections.abc import Sequence

import pytest
from bs4 import BeautifulSoup

from factsheet.checks import RULES
from factsheet.facts.corpus import Corpus
from factsheet.pipeline.build import check_facts
from factsheet.problems import Position, Problem
from factsheet.site.catalogue import build_pages
from factsheet.site.pages import to_do
from factsheet.site.pages.to_do import make_to_do, write_problems
from factsheet.site.render import load_templates
from factsheet.site.section import SectionView
from factsheet.site.shelf import Shelf
from factsheet.voices.index import Index
from support.pages import render_page
from support.places import SMALL

CORPUS, PROBLEMS = check_facts(SMALL)


def show(problems: Sequence[Problem], corpus: Corpus = CORPUS) -> tuple[SectionView, ...]:
    return make_to_do(Shelf(Index(corpus)), lambda: problems).view().sections


def find(rule: str, path: str = "facts/events/x.yml", line: int = 3) -> Problem:
    severity = next(one.severity for one in RULES if one.id == rule)
    return Problem(Position(path, line), rule, severity, "a message", "a hint")


def test_every_problem_counts_once_under_its_rule() -> None:
    counts = {section.heading.id: section.view.count for section in show(PROBLEMS)}
    rules = [problem.rule for problem in PROBLEMS]
    assert PROBLEMS
    assert {anchor: int(count.split()[0]) for anchor, count in counts.items()} == {
        f"_{rule}": rules.count(rule) for rule in rules
    }


def test_errors_come_first_then_the_order_of_the_rules() -> None:
    found = [find(rule) for rule in ("quote-not-proven", "row-without-per", "unknown-reference")]
    headings = [section.heading for section in show(found)]
    assert [heading.id for heading in headings] == [
        "_unknown-reference",
        "_row-without-per",
        "_quote-not-proven",
    ]
    assert headings[1].title == "Row without per"
    assert make_to_do(Shelf(Index(CORPUS)), lambda: found).headings == tuple(headings)


@pytest.mark.parametrize(
    ("path", "text", "url"),
    [
        (
            "facts/events/first-call.yml",
            "Zephyr and <i>Borduria</i> speak",
            "../events/first-call/",
        ),
        ("facts/actors/borduria.yml", "Borduria", "../actors/borduria/"),
        ("facts/sources/readout.yml", None, "../sources/readout/"),
        ("facts/proofs/readout.yml", None, "../sources/readout/"),
        ("facts/links/readout.yml", None, "../sources/readout/"),
        ("facts/events/x.yml", "facts/events/x.yml:3", ""),
        ("facts/vocabulary.yml", "facts/vocabulary.yml:3", ""),
    ],
)
def test_a_problem_leads_to_the_record_that_has_it(path: str, text: str | None, url: str) -> None:
    (section,) = show([find("unknown-reference", path)])
    (gap,) = section.view.gaps
    assert gap.link.url == url
    assert gap.link.text == (CORPUS.sources["readout"].title if text is None else text)
    assert gap.words == "a message; a hint" + (f" · {path}:3" if url else "")


def test_of_many_problems_the_first_are_shown_and_the_rest_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(to_do, "SHOWN", 2)
    (section,) = show([find("unknown-reference", line=line) for line in (3, 1, 2)])
    assert [gap.link.text for gap in section.view.gaps] == [
        "facts/events/x.yml:1",
        "facts/events/x.yml:2",
    ]
    assert (section.view.count, section.view.more) == ("3 errors", 1)


@pytest.mark.parametrize("words", ["short", "&" * 2000, "道" * 2000, "<a href>" * 300])
def test_the_page_is_light_however_many_rules_find_how_much(words: str) -> None:
    problems = [
        Problem(Position(f"facts/events/{'x' * 80}.yml", line), rule.id, rule.severity, words)
        for rule in RULES
        for line in range(100)
    ]
    pages = build_pages(Shelf(Index(CORPUS)), lambda: problems)
    (page,) = [page for page in pages if page.kind == "to-do"]
    body = render_page(load_templates([]), page)
    soup = BeautifulSoup(body, "html.parser")
    assert len(body.encode()) <= 200_000  # the frame has the rest of 250 kB and of 5,000 nodes
    assert len(soup.find_all()) <= 4_500
    sections = soup.find_all("section")
    assert len(sections) == len(RULES)
    assert all(section.li for section in sections)
    assert (len(sections[0].find_all("li")) == 10) == (words == "short")


def test_what_a_rule_asks_is_said_with_its_code_as_code() -> None:
    (section,) = show([find("row-without-per")])
    assert "<code>per</code>" in section.view.summary


def test_the_file_beside_it_has_every_problem_and_no_formula() -> None:
    evil = Problem(Position("facts/events/x.yml", 3), "unknown-reference", "error", '=1+"1"', "@a")
    ((name, text),) = write_problems([evil, find("row-without-per", line=1)])
    assert name == "problems.csv"
    assert list(csv.reader(io.StringIO(text))) == [
        ["severity", "rule", "file", "line", "message", "hint"],
        ["warning", "row-without-per", "facts/events/x.yml", "1", "a message", "a hint"],
        ["error", "unknown-reference", "facts/events/x.yml", "3", '\'=1+"1"', "'@a"],
    ]
