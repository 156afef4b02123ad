"""The signs and words of statuses, and statements in figures and in short."""

from collections.abc import Iterable, Mapping

from factsheet.facts.corpus import StatementAt, choose_lead
from factsheet.facts.prose import strip_prose
from factsheet.site.scope import view_date
from factsheet.site.views import Figures
from factsheet.voices.index import Tally
from factsheet.voices.status import Status
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
OPPOSED: tuple[Status, ...] = ("disputed", "accounts-differ")
"""What another account, or a passage, stands against."""
TOLD: Mapping[Status, str] = {
    "withdrawn": "Withdrawn",
    "disputed": "Disputed",
    "accounts-differ": "Told differently",
    "corroborated": "Both or several sides",
    "one-report": "Both or several, in one report",
    "one-voice": "Only one side",
    "unattributed": "Nobody by name",
    "uncited": "Uncited",
}
"""The statuses in the order of how they are found, in the words of rows."""


def view_figures(tally: Tally) -> Figures:
    """A tally as pages show it."""
    voices, sources = len(tally.voices), len(tally.sources)
    return Figures(
        tally.statements, sources, voices, tally.quotes, tally.proven, view_date(tally.latest)
    )


def summarize(statements: Iterable[StatementAt]) -> str:
    """Plain text made of the lead statements, or of the first one, cut at a word."""
    lead = choose_lead(statements)
    text = " ".join(strip_prose(placed.statement.text) for placed in lead)
    return cut_text(text, LONGEST_SUMMARY)
