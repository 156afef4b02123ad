"""What the form is told: while it is filled in, and when it is saved."""

from collections.abc import Mapping
from typing import Any

from factsheet.desk.choices import list_statements, view_likely
from factsheet.desk.marking.acting import (
    Clash,
    save_proposal,
    show_draft,
    view_clash,
)
from factsheet.desk.marking.judging import Judged, judge_proposal, list_likely
from factsheet.desk.marking.proposals import Proposal, read_line, read_proposal
from factsheet.desk.preview import draw_statement
from factsheet.desk.state import Desk, read_copy, read_copy_text, read_facts
from factsheet.desk.strangers import find_strangers
from factsheet.facts.corpus import Corpus
from factsheet.facts.prose import strip_prose
from factsheet.proof.copies import Snapshot
from factsheet.proof.quotes import QUOTE_WORDS


def answer_look(desk: Desk, given: Mapping[str, Any]) -> Mapping[str, object]:
    """What a proposal would be: its quote, what the rules say, its row, and what is like it."""
    corpus, proposal = read_facts(desk), read_proposal(given)
    judged = judge_proposal(desk, corpus, proposal)
    likely = list_likely(desk, corpus, proposal, judged.quote)
    row = ""
    if judged.ref in judged.later.statements:
        row = draw_statement(desk.templates, judged.later, judged.ref)
    return {
        **_view_judged(judged),
        "row": row,
        "likely": view_likely(likely),
        "statements": list_statements(corpus, proposal.record, likely),
        "strangers": find_strangers(corpus, proposal.text, _read_text(desk, corpus, proposal)),
        "seen": show_draft(desk, judged.drafts[0]) if judged.drafts else "",
    }


def _read_text(desk: Desk, corpus: Corpus, proposal: Proposal) -> str:
    copy = read_copy(desk, corpus, proposal.source)
    return read_copy_text(copy.text).text if isinstance(copy, Snapshot) else ""


def answer_save(desk: Desk, given: Mapping[str, Any]) -> Mapping[str, object]:
    """What became of a proposal."""
    proposal, seen = read_proposal(given), read_line(given.get("seen", ""))
    outcome = save_proposal(desk, proposal, seen)
    if isinstance(outcome, Clash):
        return {"clash": view_clash(outcome)}
    told = _view_judged(outcome)
    if outcome.is_refused:
        return told
    statement = outcome.later.statements[outcome.ref].statement
    return {**told, "done": f"written: {strip_prose(statement.text)}"}


def _view_judged(judged: Judged) -> Mapping[str, object]:
    quote = judged.quote
    return {
        "quote": {
            "text": quote.text,
            "words": quote.words,
            "most": QUOTE_WORDS,
            "places": quote.places,
            "locator": quote.locator,
        },
        "id": judged.name,
        "ref": judged.ref,
        "refusal": judged.is_refused,
        "remarks": [
            {"severity": remark.severity, "message": remark.message, "hint": remark.hint}
            for remark in judged.remarks
        ],
    }
