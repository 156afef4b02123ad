"""The page on how to read a page."""

from typing import get_args

from factsheet.site.reference.reading import MEANINGS, build_reading_page
from factsheet.site.statements import SHAPES, TOLD
from factsheet.voices.status import Status


def test_every_status_is_explained_once_under_its_own_anchor() -> None:
    assert set(MEANINGS) == set(get_args(Status)) == set(SHAPES)
    text = build_reading_page()
    for status in MEANINGS:
        assert text.count(f'\n### <span id="{status}">{TOLD[status]}</span>\n') == 1
        assert SHAPES[status] in text
