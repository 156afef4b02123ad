import pytest

from factsheet.site.search.words import list_words
from support.words import WORDS


@pytest.mark.parametrize("text", WORDS)
def test_words_have_neither_case_nor_accents(text: str) -> None:
    assert list_words(text) == WORDS[text]


def test_marks_without_end_take_no_time_without_end() -> None:
    """Putting them into their order takes the square of their number."""
    assert len(list_words("a" + "\u0301\u0323" * 100_000)) == 1
