"""Text in pictures: cut by what its letters take."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.site.pictures.text import cut_text, measure
from support.pictures import TEXTS


@pytest.mark.parametrize(
    ("text", "width", "line"),
    [
        ("one  two\nthree", 90, "one two three"),
        ("one two three", 60, "one two…"),
        ("one two three", 38, "one…"),
        ("新华社报道", 40, "新华…"),
        ("", 60, ""),
    ],
)
def test_text_is_cut_by_what_its_letters_take(text: str, width: int, line: str) -> None:
    assert cut_text(text, width) == line


@given(TEXTS, st.integers(40, 300))
def test_text_that_is_cut_is_no_wider(text: str, width: int) -> None:
    assert measure(cut_text(text, width)) <= width


def test_marks_that_combine_take_no_room() -> None:
    assert measure("e\u0301") == measure("e")
