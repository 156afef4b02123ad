"""The generated page that says how statements are to be read: what each status and sign means."""

from collections.abc import Mapping

from factsheet.site.statements import SHAPES, TOLD
from factsheet.voices.status import Status

INTRODUCTION = """---
title: How to read a page
---

# How to read a page

Every statement is a row: who says it, the sentence, the words of the articles that carry it, and
which articles these are. The edge of a row and the names beside it say whose account it is. The
three voices that say most on this site have the same edges on every page; the others get theirs in
the order in which a page shows them. What differs stands together, under the curators' words on
what it differs in. The status is computed from the passages; no curator chooses it.

**That four articles pass on a party's account shows that the party said it, not that it is so.**
The site does not say who is right. It shows who says what, in which passage, and how many
independent voices there are.

| sign | beside a quote or in a row |
|---|---|
| ← | the article passes on that document, and says so |
| ⇠ | it passes it on as the curators infer; *why* gives their reason |
| ↗ | leads to the article, at the passage if that stands there once |
| A, B … | the articles that carry the statement; letters are the same on every page |
| – | an article that we have read completely leaves it out |
| ≠ | an article tells the same matter otherwise |
| · | not known: we have not read that article completely |
| blank | the article does not tell of that event at all |

## What the statuses mean, and what they do not
"""
MEANINGS: Mapping[Status, tuple[str, str, str]] = {
    "corroborated": (
        "both sides, several sides",
        "two or more voices say it, and we have read two articles or documents in which they speak",
        "that it is true: two voices can err, and both can rest on a third that we do not know of",
    ),
    "one-report": (
        "both, in one report",
        "two voices say it, as far as one article tells, or as several tell that have it from one"
        " report or one document",
        "that each of them said so itself: one report's word stands for both",
    ),
    "one-voice": (
        "only, one side, only this side, or the own words of a publisher that is named",
        "one voice says it, in however many articles; others who say it are not named, or"
        " their articles' publishers are not known",
        "that it is doubtful",
    ),
    "unattributed": (
        "nobody by name, or a report's or the articles' own words, without a publisher's name",
        "no voice could be counted for it: nobody is named, and if articles say it themselves,"
        " their publishers are not known or they pass on a document",
        "that nobody said it",
    ),
    "accounts-differ": (
        "told differently",
        "another account tells it otherwise, and neither denies the other",
        "that one of them is wrong",
    ),
    "disputed": (
        "disputed",
        "a quoted passage denies it, or it denies another statement",
        "that it is false",
    ),
    "withdrawn": (
        "withdrawn",
        "we should not have written it; it stays visible, struck through, with the reason",
        "that a source has withdrawn it",
    ),
    "uncited": ("uncited", "it has no evidence yet", "anything about its truth"),
}
"""The words on pages for each status, what it means, and what it does not mean."""


def build_reading_page() -> str:
    """The page as Markdown; the anchor of each status is its id."""
    sections = (
        f"### {_write_heading(status)}\n\n{SHAPES[status]} On pages: *{words}*."
        f" It means that {means}. It does not mean {not_means}.\n"
        for status, (words, means, not_means) in MEANINGS.items()
    )
    return "\n".join([INTRODUCTION, *sections])


def _write_heading(status: Status) -> str:
    """The words of a status, with its anchor if Markdown does not make that of them."""
    words = TOLD[status]
    return words if words.lower() == status else f'<span id="{status}">{words}</span>'
