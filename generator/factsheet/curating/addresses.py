"""Addresses of sources: without what tracks readers, as the page itself gives them, and whether two
lead to the same page.
"""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from factsheet.facts.fields import is_web_address
from factsheet.proof.articles import decode_page

CANONICAL = re.compile(
    r"<link\s[^>]{0,500}?rel\s*=\s*[\"']?canonical\b[^>]{0,2000}>", re.IGNORECASE
)
HREF = re.compile(r"""href\s*=\s*["']?([^\s"'>]+)""", re.IGNORECASE)
HEAD = 512 * 1024
# Libraries that clean addresses also take away parameters such as `cid` and `source`, by which some
# sites name their articles; so only those are named here that never say what is read.
TRACKING = re.compile(
    r"(utm|mtm|pk|itm|oly|vero)_\w+|(fb|g|d|tw|y|ys)clid|msclkid|igsh(id)?|mc_[ce]id"
    r"|_g[al]|cmpid|ref_src|smid|xtor",
    re.IGNORECASE,
)
"""Parameters of addresses that tell who sent a reader, and not what is read."""


def strip_tracking(url: str) -> str:
    """An address without the parameters that track readers, and without its fragment; the rest of
    it stays letter for letter.
    """
    parts = urlsplit(url)
    kept = (part for part in parts.query.split("&") if not TRACKING.fullmatch(part.split("=")[0]))
    return urlunsplit((parts.scheme, parts.netloc, parts.path, "&".join(kept), ""))


def find_canonical(data: bytes, media_type: str, found: str) -> str:
    """The address of a document: the one that its page declares, if that is on the host where it
    was `found`, or if nobody knows where; else where it was found. Without what tracks readers; ""
    if there is none.
    """
    tag = None
    if not media_type.startswith("text/plain"):
        tag = CANONICAL.search(decode_page(data[:HEAD], media_type))
    address = HREF.search(tag[0]) if tag else None
    declared = address[1].replace("&amp;", "&") if address else ""
    is_its_own = is_web_address(declared) and (not found or name_host(declared) == name_host(found))
    url = declared if is_its_own else found
    return strip_tracking(url) if url else ""


def name_address(url: str) -> str:
    """What is the same for all addresses of a page: without scheme, tracking and final slash; "" if
    it is no address.
    """
    if not is_web_address(url):
        return ""
    parts = urlsplit(strip_tracking(url))
    query = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)))
    port = f":{parts.port}" if parts.port else ""
    return f"{name_host(url)}{port}{parts.path.rstrip('/')}?{query}"


def name_host(url: str) -> str:
    """The host of an address, without `www.`."""
    return (urlsplit(url).hostname or "").removeprefix("www.")
