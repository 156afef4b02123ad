"""The page on how to read a page."""

import re
from typing import get_args

from bs4 import BeautifulSoup
from markdown import Markdown

from factsheet.site.reference.reading import MEANINGS, build_reading_page
from factsheet.site.statements import SHAPES, TOLD
from factsheet.voices.status import Status


def test_every_status_is_explained_once_under_its_own_anchor() -> None:
    assert set(MEANINGS) == set(get_args(Status)) == set(SHAPES)
    text = build_reading_page()
    shown = Markdown(extensions=["toc", "tables"]).convert(text)
    ids = [element["id"] for element in BeautifulSoup(shown, "html.parser").select("[id]")]
    assert len(ids) == len(set(ids))
    for status in MEANINGS:
        assert re.findall(rf"\n### (?:<.*>)?{TOLD[status]}(?:<.*>)?\n", text)
        assert ids.count(status) == 1
        assert SHAPES[status] in text


def test_no_words_stand_for_two_statuses() -> None:
    words = [one for told, *_ in MEANINGS.values() for one in re.split(", (?:or )?", told)]
    assert len(words) == len(set(words)) > 12
