"""Whether a source was read completely: held against its record, without the copy."""

from pathlib import Path

import pytest

from factsheet.facts.corpus import Corpus
from factsheet.facts.dates import parse_date
from factsheet.facts.load import read_corpus
from factsheet.proof.judgement import find_misfits
from factsheet.proof.proofs import Copy, format_proof, make_proof
from factsheet.proof.reading.completeness import find_readings, judge_completeness
from factsheet.proof.reading.coverage import MOST_LISTED, hash_sentence, record_sentences
from support.examples import write_corpus, write_record

HEADING = "Talks in Klow"
SAID = "They spoke for an hour."
LEFT = "Nobody else was there."
TEXT = f"{HEADING}\n{SAID} {LEFT}"
WITHDRAWN = ", withdrawn: {date: 2022-02-21, reason: misread}"


def write_talk(
    folder: Path, *quotes: str, aside: str = "", record: str = "", more: str = ""
) -> Corpus:
    """A corpus whose article is said to be read completely, with a statement for each quote."""
    statements = "".join(
        f"  - {{id: s{number}, text: T, attributed_to: alice, evidence: "
        f"{{source: article, quote: '{quote}'}}{more}}}\n"
        for number, quote in enumerate(quotes)
    )
    files = {
        "sources/article.yml": f"title: T\nkind: article\nnote: N\nread: complete\n{aside}",
        "events/talk.yml": "title: A talk\nkind: call\n"
        + (f"statements:\n{statements}" if quotes else ""),
    }
    if record:
        files["proofs/article.yml"] = record
    folder.mkdir()
    corpus, problems = read_corpus(write_corpus(folder, files))
    assert problems == []
    return corpus


def make_record(corpus: Corpus, text: str = TEXT) -> str:
    """The record that `verify` writes for the article, whose copy is `text`."""
    copy = Copy(text, "0" * 64, None, "supplied")
    source, pieces = corpus.sources["article"], corpus.evidence_of_source["article"]
    return format_proof(make_proof(source, pieces, copy, parse_date("2026-11-22")))


def set_aside(*sentences: str) -> str:
    marks = ", ".join(f"{hash_sentence(sentence)}: a heading" for sentence in sentences)
    return f"set_aside: {{{marks}}}\n"


def judge(corpus: Corpus) -> str:
    """The verdict on the article, which is published as read completely only if it holds."""
    judged = judge_completeness(corpus, "article")
    assert judged is not None
    verdict = judged.verdict
    assert (find_readings(corpus)["article"] == "complete") == (verdict == "complete")
    return verdict


def test_a_record_tells_sentences_and_those_without_a_statement(tmp_path: Path) -> None:
    corpus = write_talk(tmp_path / "a", "for an hour")
    record = make_record(corpus)
    assert (
        f"""sentences:
  count: 3
  uncited:
    - {hash_sentence(HEADING)}
    - {hash_sentence(LEFT)}
quotes:
"""
        in record
    )
    assert not {"Klow", "Nobody", "spoke"} & set(record.replace("%20", " ").split())


@pytest.mark.parametrize(
    ("quotes", "aside", "verdict"),
    [
        (("for an hour", "Nobody else"), (HEADING,), "complete"),
        (("for an hour", "Nobody else"), (), "gaps"),
        (("for an hour",), (HEADING,), "gaps"),
        (("for an hour",), (HEADING, LEFT), "complete"),
        (("hour. Nobody", "in Klow"), (), "complete"),
    ],
)
def test_each_sentence_has_a_statement_or_is_set_aside(
    tmp_path: Path, quotes: tuple[str, ...], aside: tuple[str, ...], verdict: str
) -> None:
    record = make_record(write_talk(tmp_path / "a", *quotes))
    corpus = write_talk(
        tmp_path / "b", *quotes, aside=set_aside(*aside) if aside else "", record=record
    )
    assert judge(corpus) == verdict


def test_gaps_are_counted(tmp_path: Path) -> None:
    record = make_record(write_talk(tmp_path / "a", "for an hour"))
    corpus = write_talk(tmp_path / "b", "for an hour", record=record, aside=set_aside(HEADING))
    judged = judge_completeness(corpus, "article")
    assert judged is not None
    assert (judged.missing, judged.sentences) == (1, 3)


def test_without_a_record_or_with_one_of_old_nothing_is_known(tmp_path: Path) -> None:
    assert judge(write_talk(tmp_path / "a", "for an hour")) == "unknown"
    old = write_record("article").partition("sentences")[0]
    assert judge(write_talk(tmp_path / "b", "for an hour", record=old)) == "unknown"


def test_a_copy_that_breaks_off_is_no_whole_article(tmp_path: Path) -> None:
    text = f"{SAID} Then the"
    record = make_record(write_talk(tmp_path / "a", "for an hour", "Then the"), text)
    quotes = ("for an hour", "Then the")
    assert judge(write_talk(tmp_path / "b", *quotes, record=record)) == "broken off"
    whole = set_aside("Then the")
    assert judge(write_talk(tmp_path / "c", *quotes, record=record, aside=whole)) == "complete"


def test_a_quote_that_is_taken_away_leaves_its_sentence_without(tmp_path: Path) -> None:
    quotes = ("for an hour", "Nobody else", "in Klow")
    record = make_record(write_talk(tmp_path / "a", *quotes))
    assert judge(write_talk(tmp_path / "b", *quotes, "spoke", record=record)) == "complete"
    assert judge(write_talk(tmp_path / "c", *quotes[:2], record=record)) == "unknown"
    withdrawn = write_talk(tmp_path / "d", *quotes, record=record, more=WITHDRAWN)
    assert judge(withdrawn) == "changed"


def test_a_record_that_cannot_be_bears_out_nothing(tmp_path: Path) -> None:
    forged = write_record("article", f"{{count: 1, uncited: {'0' * 16}, more: 1}}")
    corpus = write_talk(tmp_path / "a", "for an hour", record=forged)
    assert judge(corpus) == "unknown"
    assert [misfit.reason for misfit in find_misfits(corpus, "article")] == [
        "it has 1 sentence, and 2 without a statement"
    ]


def test_what_was_withdrawn_before_carries_no_sentence(tmp_path: Path) -> None:
    record = make_record(write_talk(tmp_path / "a", "for an hour", more=WITHDRAWN))
    assert "withdrawn: talk#s0" in record
    everything = set_aside(HEADING, LEFT, SAID)
    corpus = write_talk(
        tmp_path / "b", "for an hour", record=record, aside=everything, more=WITHDRAWN
    )
    assert judge(corpus) == "complete"
    some = set_aside(HEADING, LEFT)
    corpus = write_talk(tmp_path / "c", "for an hour", record=record, aside=some, more=WITHDRAWN)
    assert judge(corpus) == "gaps"


def test_a_sentence_that_stands_twice_needs_one_statement(tmp_path: Path) -> None:
    corpus = write_talk(tmp_path / "a", "for an hour")
    record = make_record(corpus, f"{SAID} {SAID}")
    assert "count: 2\n" in record
    assert "uncited" not in record


def test_of_very_many_sentences_a_record_counts_those_it_does_not_list(tmp_path: Path) -> None:
    corpus = write_talk(tmp_path / "a", "for an hour")
    text = " ".join(f"This is number {number}." for number in range(MOST_LISTED + 7))
    sentences = record_sentences(text, corpus.evidence_of_source["article"], {})
    assert (sentences.count, len(sentences.uncited), sentences.more) == (
        MOST_LISTED + 7,
        MOST_LISTED,
        7,
    )
    aside = set_aside(*text.replace(". ", ".\n").splitlines())
    record = make_record(corpus, text)
    assert judge(write_talk(tmp_path / "b", "for an hour", record=record, aside=aside)) == "gaps"
