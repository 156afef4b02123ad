"""The rules on statements that go beyond their quotes: which quotes count, and how a curator
accepts it.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from factsheet.checks.english.claims import find_claims, find_unsupported
from factsheet.facts.corpus import Corpus, StatementAt
from factsheet.facts.prose import strip_prose
from factsheet.pipeline.build import check_facts
from support.examples import write_corpus

RULES = ("statement-beyond-quotes",)
QUOTE = "source: article, quote: for an hour, attributed_to: alice"


def find(
    root: Path, text: str, *evidence: str, more: str = "", files: Mapping[str, str] | None = None
) -> list[str]:
    """Line, column and message of our problems with a statement of this text and evidence."""
    lines = "".join(f"      - {{{one}}}\n" for one in evidence)
    event = (
        f"title: T\nkind: call\nstatements:\n  - id: length\n    text: '{text}'\n{more}   "
        f" evidence:\n{lines}"
    )
    problems = check_facts(write_corpus(root, {"events/walk.yml": event, **(files or {})}))[1]
    return [
        f"{one.position.line}:{one.position.column} {one.message}"
        for one in problems
        if one.rule in RULES
    ]


def test_each_thing_that_no_quote_has_is_named_once(tmp_path: Path) -> None:
    found = find(tmp_path, "On Monday they did not, did not speak for two hours on Monday.", QUOTE)
    assert found == [
        (
            '5:11 the date "Monday", the number "two" and the negation "not" stand in none of its'
            " quotes"
        ),
    ]


def test_two_days_of_one_date_are_named_together(tmp_path: Path) -> None:
    found = find(tmp_path, "They spoke on 20 and 21 February.", QUOTE)
    assert found == ['5:11 the date "20 and 21 February" stands in none of its quotes']


def test_a_single_thing_is_named_in_the_singular(tmp_path: Path) -> None:
    assert find(tmp_path, "They spoke on Monday.", QUOTE) == [
        '5:11 the date "Monday" stands in none of its quotes'
    ]


def test_quotes_count_together_and_so_do_translations(tmp_path: Path) -> None:
    french = (
        "source: article, quote: ce dimanche, language: fr, translation: this Sunday,"
        " attributed_to: alice"
    )
    assert find(tmp_path, "They spoke on Sunday for one hour.", QUOTE, french) == []
    assert len(find(tmp_path, "They spoke on Sunday for one hour.", QUOTE)) == 1


def test_digits_count_in_a_quote_of_any_language(tmp_path: Path) -> None:
    assert (
        find(
            tmp_path,
            "They spoke for 45 minutes.",
            "source: article, quote: три часа 45 минут, language: ru",
        )
        == []
    )


def test_a_date_in_another_field_does_not_bear_out_the_text(tmp_path: Path) -> None:
    more = "    said_on: 2022-02-20\n"
    found = find(tmp_path, "They spoke on Sunday, 20 February 2022.", QUOTE, more=more)
    assert found == [
        '5:11 the date "Sunday", the date "20 February" and the number "2022" stand in none of its'
        " quotes"
    ]


def test_links_are_read_as_their_words(tmp_path: Path) -> None:
    assert len(find(tmp_path, "They spoke on [Monday](event:talk).", QUOTE)) == 1
    assert (
        find(
            tmp_path,
            "[Alice](actor:alice-21) spoke for [an hour](https://example.org/2022/45).",
            QUOTE,
        )
        == []
    )


def test_a_number_in_the_name_of_a_linked_actor_claims_nothing(tmp_path: Path) -> None:
    files = {"actors/g7.yml": "name: Group of Seven\nkind: group\nother_names: [G7, Group of 8]\n"}
    assert (
        find(
            tmp_path,
            "The [G7](actor:g7), that is [seven](actor:g7) or [eight](actor:g7), spoke.",
            QUOTE,
            files=files,
        )
        == []
    )
    assert len(find(tmp_path, "The G7 spoke.", QUOTE, files=files)) == 1


def test_a_passage_that_denies_bears_out_nothing_beside_one_that_supports(tmp_path: Path) -> None:
    denial = "source: article, quote: not 45 minutes, stance: denies, attributed_to: bob"
    assert len(find(tmp_path, "They did not speak for 45 minutes.", QUOTE, denial)) == 1
    assert (
        '"45" and the negation "not"'
        in find(tmp_path, "They did not speak for 45 minutes.", QUOTE, denial)[0]
    )


def test_what_is_known_only_through_its_denial_has_its_number_from_there_but_no_negation(
    tmp_path: Path,
) -> None:
    denial = "source: article, quote: not 45 minutes, stance: denies, attributed_to: bob"
    assert find(tmp_path, "They spoke for 45 minutes.", denial) == []
    assert find(tmp_path, "They did not speak for 45 minutes.", denial) == [
        '5:11 the negation "not" stands in none of its quotes'
    ]


@pytest.mark.parametrize("evidence", ["source: article", "source: article, translation: Monday"])
def test_a_statement_without_quotes_is_left_to_other_rules(tmp_path: Path, evidence: str) -> None:
    assert find(tmp_path, "They spoke on Monday.", evidence) == []


def test_a_withdrawn_statement_is_left_alone(tmp_path: Path) -> None:
    more = "    withdrawn: {date: 2022-02-22, reason: It was wrong.}\n"
    assert find(tmp_path, "They spoke on Monday.", QUOTE, more=more) == []


def test_a_note_accepts_what_it_names_and_nothing_else(tmp_path: Path) -> None:
    more = '    note: The passage says "today"; it is of a Monday.\n'
    assert find(tmp_path, "They spoke on Monday.", QUOTE, more=more) == []
    assert find(tmp_path, "They spoke on Monday for two hours.", QUOTE, more=more) == [
        '5:11 the number "two" stands in none of its quotes, nor in its note'
    ]


def list_quotes(at: StatementAt) -> list[str]:
    return [text for one in at.statement.evidence for text in (one.quote, one.translation) if text]


def list_altered(corpus: Corpus) -> Iterator[tuple[str, StatementAt, str]]:
    """The texts of statements with another number, another day, or a negation that no quote has."""
    for ref, at in corpus.statements.items():
        text = strip_prose(at.statement.text)
        for claim in find_claims(text):
            if claim.kind == "number":
                yield ref, at, text.replace(claim.words, "1,501")
            if claim.kind == "date":
                yield ref, at, text.replace(claim.words, "Wednesday").replace("2022", "2023")
        if not find_unsupported("It is not so.", list_quotes(at)):
            continue
        for word in ("is", "are", "was", "were", "says", "has", "have"):
            if f" {word} " in text:
                yield ref, at, text.replace(f" {word} ", f" {word} not ", 1)


def is_kept(at: StatementAt) -> bool:
    """Whether the quotes of a statement have all that its text claims."""
    return bool(at.statement.evidence) and not find_unsupported(
        strip_prose(at.statement.text), list_quotes(at)
    )


def test_statements_that_keep_the_rule_do_not_when_altered(small_facts: Corpus) -> None:
    altered = [one for one in list_altered(small_facts) if is_kept(one[1])]
    assert len(altered) > 10
    missed = [
        (ref, text) for ref, at, text in altered if not find_unsupported(text, list_quotes(at))
    ]
    assert missed == []


def test_no_statement_of_the_small_corpus_goes_beyond_its_quotes(small_facts: Corpus) -> None:
    beyond = {
        ref
        for ref, at in small_facts.statements.items()
        if at.statement.evidence and not is_kept(at)
    }
    assert beyond == set()
