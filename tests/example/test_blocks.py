"""The blocks of facts that this repository's pages tell of."""

from factsheet.checks.pages import BLOCKS, check_placeholder
from factsheet.checks.placeholders import list_placeholders
from factsheet.facts.corpus import Corpus
from support.places import ROOT


def test_every_block_is_documented_and_every_documented_one_works(corpus: Corpus) -> None:
    shown = list(
        list_placeholders(
            (ROOT / "docs" / "contribute.md").read_text("utf-8"), "docs/contribute.md"
        )
    )
    assert {one.text.split()[0] for one in shown} == set(BLOCKS)
    assert [problem for one in shown for problem in check_placeholder(corpus, one)] == []
