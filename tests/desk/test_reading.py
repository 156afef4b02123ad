"""An article sentence by sentence, with what the facts have of it."""

from pathlib import Path

from factsheet.desk.reading import Article, read_article
from factsheet.desk.state import read_facts
from factsheet.problems import Refusal
from factsheet.proof.reading.coverage import hash_sentence
from support.desk import make_desk, make_project

EVENT = """\
title: A strike ends
kind: protest
statements:
  - id: talks
    text: The talks took long.
    attributed_to: own-voice
    evidence:
      - {source: ferry-strike, quote: The talks had lasted}
      - {source: ferry-strike, quote: had lasted eleven hours}
      - {source: ferry-strike, quote: words that are not there}
  - id: retold
    text: The talks took nine hours.
    withdrawn: {date: 2031-05-05, reason: a slip}
    attributed_to: ostra-courier
    evidence: {source: ferry-strike, quote: nine hours}
"""


def read(project: Path) -> Article:
    desk = make_desk(project)
    corpus = read_facts(desk)
    article = read_article(desk, corpus, corpus.sources["ferry-strike"])
    assert isinstance(article, Article)
    return article


def test_without_facts_every_sentence_is_open(tmp_path: Path) -> None:
    article = read(make_project(tmp_path))
    assert article.open == len(article.sentences) == 11
    assert article.sentences[4].words[0].text == (
        "The talks had lasted eleven hours, according to the company."
    )
    assert all(sentence.begins for sentence in article.sentences)


def test_words_that_are_quoted_are_marked_where_they_stand(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    (project / "facts/events/strike.yml").write_text(EVENT, "utf-8")
    article = read(project)
    talks, union = article.sentences[4:6]
    assert [(run.text, len(run.refs)) for run in talks.words] == [
        ("The talks ", 1),
        ("had lasted", 1),
        (" eleven hours", 1),
        (", according to the company.", 0),
    ]
    assert [(note.ref, note.says, note.state) for note in talks.notes] == [
        ("strike#talks", "its own words", "unproven")
    ]
    assert not talks.is_open
    assert [(note.ref, note.stands) for note in union.notes] == [("strike#retold", False)]
    assert union.is_open
    assert [note.ref for note in article.lost] == ["strike#talks"]
    assert article.quoted == 8


def test_what_is_set_aside_is_not_open(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    hash_ = hash_sentence("By a reporter of the Ostra Courier, 4 May 2031")
    source = project / "facts/sources/ferry-strike.yml"
    source.write_text(f"{source.read_text('utf-8')}set_aside: {{{hash_}: byline}}\n", "utf-8")
    article = read(project)
    assert article.sentences[1].aside == "byline"
    assert article.open == 10


def test_without_a_copy_there_is_nothing_to_read(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    (project / ".snapshots/ferry-strike.txt").unlink()
    desk = make_desk(project)
    corpus = read_facts(desk)
    refusal = read_article(desk, corpus, corpus.sources["ferry-strike"])
    assert isinstance(refusal, Refusal)
    assert "no saved copy" in refusal.reason
