"""Addresses: of our own pages, relative to one another, and of a passage within somebody else's page."""

from typing import Literal
from urllib.parse import quote as percent_encode

from generator.quotes import GAP

Kind = Literal["event", "actor", "source"]


def make_url(kind: str, record_id: str) -> str:
    """The address of a record's page below the site's root: `events/<id>/`."""
    return f"{kind}s/{record_id}/"


def find_root(url: str) -> str:
    """The way from the page at `url` to the site's root: `../../` from `events/<id>/`."""
    return "../" * url.count("/")


def make_evidence_anchor(statement_id: str, index: int) -> str:
    """The anchor of a statement's piece of evidence. No statement's id begins with `_`, so none is like it."""
    return f"_{statement_id}-{index + 1}"


def link_passage(url: str, quote: str) -> str:
    """`url` with a text fragment that leads to `quote` (WICG, URL Fragment Text Directives); `[…]` spans a range."""
    passages = [" ".join(passage.split()) for passage in quote.split(GAP)]
    ends = [_encode(passage) for passage in passages if passage]
    if not ends:
        return url
    address = url.partition(":~:")[0]
    hash_mark = "" if "#" in address else "#"
    return f"{address}{hash_mark}:~:text={','.join(ends[:1] + ends[1:][-1:])}"


def _encode(passage: str) -> str:
    # A hyphen that stands as it is marks a prefix or a suffix in a text directive.
    return percent_encode(passage, safe="").replace("-", "%2D")
