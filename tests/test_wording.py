"""Numbers, lists and documents in words."""

import pytest

from factsheet.wording import count_things, join_names, name_documents


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 articles"), (1, "1 article"), (2, "2 articles")]
)
def test_things_are_counted(number: int, words: str) -> None:
    assert count_things(number, "article") == words


def test_a_plural_may_be_given() -> None:
    assert count_things(2, "body", "bodies") == "2 bodies"


@pytest.mark.parametrize(
    ("names", "words"), [("", ""), ("A", "A"), ("AB", "A and B"), ("ABC", "A, B and C")]
)
def test_names_are_joined(names: str, words: str) -> None:
    assert join_names(names) == words


@pytest.mark.parametrize(
    ("kinds", "noun"),
    [([], "article"), (["article"], "article"), (["article", "post"], "document")],
)
def test_documents_are_articles_if_all_of_them_are(kinds: list[str], noun: str) -> None:
    assert name_documents(kinds) == noun
