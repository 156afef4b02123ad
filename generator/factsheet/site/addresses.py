"""Addresses: of our own pages, relative to one another, and of a passage within somebody else's
page.
"""

TOP = "_top"  # the anchor of every page's title


def make_url(kind: str, record_id: str) -> str:
    """The address of a record's page below the site's root: `events/<id>/`."""
    return f"{kind}s/{record_id}/"


def find_root(url: str) -> str:
    """The way from the page at `url` to the site's root: `../../` from `events/<id>/`."""
    return "../" * url.count("/")


def make_evidence_anchor(statement_id: str, index: int) -> str:
    """The anchor of a statement's piece of evidence. No statement's id begins with `_`, so none is
    like it.
    """
    return f"_{statement_id}-{index + 1}"


def link_passage(url: str, fragment: str) -> str:
    """`url` at the passage that the text directive of the value `fragment` leads to (WICG, URL
    Fragment Text Directives); `url` as it is where the fragment is empty."""
    if not fragment:
        return url
    address = url.partition(":~:")[0]
    hash_mark = "" if "#" in address else "#"
    return f"{address}{hash_mark}:~:text={fragment}"
