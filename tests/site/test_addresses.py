from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.facts.model import Evidence, Statement
from factsheet.proof.quotes import hash_quote
from factsheet.site.addresses import climb_to_root, link_passage, make_evidence_anchors


@pytest.mark.parametrize(
    ("url", "fragment", "expected"),
    [
        ("https://x.example/a", "two%20words", "https://x.example/a#:~:text=two%20words"),
        ("https://x.example/a#part", "one,three", "https://x.example/a#part:~:text=one,three"),
        ("https://x.example/a#:~:text=old", "new", "https://x.example/a#:~:text=new"),
        ("https://x.example/a", "", "https://x.example/a"),
    ],
)
def test_link_passage(url: str, fragment: str, expected: str) -> None:
    assert link_passage(url, fragment) == expected


def test_find_root() -> None:
    assert (climb_to_root("events/x/"), climb_to_root("events/"), climb_to_root("")) == (
        "../../",
        "../",
        "",
    )


QUOTES = st.sampled_from(["one", "two words", "“two words”", "3", None])


def make_statement(statement_id: str, quotes: Sequence[str | None]) -> Statement:
    evidence = tuple(Evidence(source="article", quote=quote) for quote in quotes)
    return Statement(id=statement_id, text="Something was said.", evidence=evidence)


@given(st.dictionaries(st.sampled_from(["a", "a-2", "a-b97a9e", "b"]), st.lists(QUOTES)))
def test_no_two_pieces_of_evidence_of_a_record_have_one_anchor(statements: dict[str, list]) -> None:
    anchors = [
        anchor
        for statement_id, quotes in statements.items()
        for anchor in make_evidence_anchors(make_statement(statement_id, quotes))
    ]
    assert len(anchors) == len(set(anchors))


def test_an_anchor_is_made_of_the_quote_and_counts_only_the_same_quotes() -> None:
    digits = hash_quote("two words")[:4]
    anchors = make_evidence_anchors(make_statement("a", ["two words", "one", "two  words"]))
    assert anchors[::2] == (f"_a-{digits}", f"_a-{digits}-2")


@given(st.lists(QUOTES, unique_by=lambda quote: hash_quote(quote or "")[:4]), st.data())
def test_a_passage_put_in_moves_no_other(quotes: list[str | None], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(quotes)))
    more = [*quotes[:place], "another one", *quotes[place:]]
    before = make_evidence_anchors(make_statement("a", quotes))
    after = make_evidence_anchors(make_statement("a", more))
    assert after[:place] + after[place + 1 :] == before
