"""Addresses: of our own pages, relative to one another, and of a passage within somebody else's
page.
"""

from collections import Counter

from factsheet.facts.model import Kind, Statement
from factsheet.proof.quotes import hash_quote

PICTURE = "picture.png"
"""The picture of a record's page, beside it."""
CLIPPING = "embed-{}.html"
"""A statement to be embedded, beside its record's page, by its id: a folder for each would be most
of what a site takes the time to write.
"""
TOP = "_top"  # the anchor of every page's title


def make_url(kind: Kind, record_id: str) -> str:
    """The address of a record's page below the site's root: `events/<id>/`."""
    return f"{kind}s/{record_id}/"


def climb_to_root(url: str) -> str:
    """The way from the page at `url` to the site's root: `../../` from `events/<id>/`."""
    return "../" * url.count("/")


def make_evidence_anchors(statement: Statement) -> tuple[str, ...]:
    """The anchors of a statement's pieces of evidence: its id and four hexadecimal digits of the
    quote's hash, so that a passage keeps its anchor when others are put before it.

    Of pieces with the same digits all but the first have their number among these at the end. One
    without a quote has the digits of no words. No statement's id begins with `_`, so none is like
    an anchor.
    """
    anchors: list[str] = []
    counts: Counter[str] = Counter()
    for evidence in statement.evidence:
        anchor = f"_{statement.id}-{hash_quote(evidence.quote or '')[:4]}"
        counts[anchor] += 1
        anchors.append(anchor if counts[anchor] == 1 else f"{anchor}-{counts[anchor]}")
    return tuple(anchors)


def link_passage(url: str, fragment: str) -> str:
    """`url` at the passage that the text directive of the value `fragment` leads to (WICG, URL
    Fragment Text Directives); `url` as it is if the fragment is empty."""
    if not fragment:
        return url
    address = url.partition(":~:")[0]
    hash_mark = "" if "#" in address else "#"
    return f"{address}{hash_mark}:~:text={fragment}"
