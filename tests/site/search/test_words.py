import pytest

from factsheet.looks import JOINER
from factsheet.site.search.words import fold_text, list_words
from support.words import WORDS


@pytest.mark.parametrize("text", WORDS)
def test_words_have_neither_case_nor_accents(text: str) -> None:
    assert list_words(text) == WORDS[text]


def test_marks_without_end_are_parted_before_they_are_put_into_their_order() -> None:
    """That takes the square of their number."""
    assert JOINER in fold_text("а" + "\u0301\u0323" * 20)
    assert list_words("a" + "\u0301\u0323" * 20) == ["a"]
