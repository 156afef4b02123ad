"""Statements and their evidence as a page shows them."""

from collections.abc import Mapping

from factsheet.facts.corpus import (
    StatementAt,
    choose_lead,
)
from factsheet.facts.prose import strip_prose
from factsheet.site.scope import (
    view_date,
)
from factsheet.site.views import (
    Figures,
)
from factsheet.voices.index import Tally
from factsheet.wording import cut_text

LONGEST_SUMMARY = 300
"""In characters."""

SHAPES: Mapping[str, str] = {
    "withdrawn": "✕",
    "disputed": "⇄",
    "accounts-differ": "≠",
    "corroborated": "●●",
    "one-report": "(●●)",
    "one-voice": "●",
    "unattributed": "○",
    "uncited": "□",
}


def view_figures(tally: Tally) -> Figures:
    """A tally as pages show it."""
    voices, sources = len(tally.voices), len(tally.sources)
    return Figures(
        tally.statements, sources, voices, tally.quotes, tally.proven, view_date(tally.latest)
    )


def summarize(statements: list[StatementAt]) -> str:
    """Plain text made of the lead statements, or of the first one, cut at a word."""
    lead = choose_lead(statements)
    text = " ".join(strip_prose(placed.statement.text) for placed in lead)
    return cut_text(text, LONGEST_SUMMARY)
