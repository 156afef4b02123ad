"""What HTTP says around a document: who asks, where, with which status, and when to ask again."""

import re
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version

import httpx

from factsheet.fetching.bodies import BY_HAND
from factsheet.fetching.public_hosts import read_host
from factsheet.problems import quote_name
from factsheet.refusals import Refused

AGENT = "Factsheet"
# What parsers of URLs read differently, and a header's end.
TREACHEROUS = re.compile(r"[\x00-\x1f\x7f\\]")


def name_agent(contact: str) -> str:
    """The user agent (RFC 9110, section 10.1.5); `contact` only where it is a web address and nothing else."""
    try:
        release = version("factsheet")
    except PackageNotFoundError:
        release = "0"
    return f"{AGENT}/{release}" + (f" (+{contact})" if re.fullmatch(r"https?://[!-'*-~]+", contact) else "")


def read_url(text: str) -> httpx.URL:
    """`text` as an address that may be asked as far as its letters tell. Raises Refused where it may not."""
    try:
        url = httpx.URL(text)
    except (httpx.InvalidURL, ValueError) as error:
        raise Refused(f"{quote_name(text)} is not an address", "correct the address") from error
    if url.scheme not in ("http", "https"):
        raise Refused(f"{quote_name(text)} does not begin with http:// or https://", "correct the address")
    if TREACHEROUS.search(text) or b"@" in url.netloc or url.userinfo:
        raise Refused(f"{quote_name(text)} holds a user's name, a backslash or a control character", "leave it out")
    host = url.raw_host.decode("ascii")
    return url.copy_with(host=read_host(host), fragment=None)


def read_location(url: httpx.URL, headers: list[str]) -> httpx.URL:
    """Where an answer from `url` redirects to (RFC 9110, section 10.2.2)."""
    if len(set(headers)) != 1:
        raise Refused("the server redirects, but does not say clearly where to", BY_HAND)
    location = headers[0].strip()
    if TREACHEROUS.search(location):
        raise Refused(f"the server redirects to {quote_name(location)}, which is not an address", BY_HAND)
    try:
        return read_url(str(url.join(location)))
    except (httpx.InvalidURL, ValueError) as error:
        raise Refused(f"the server redirects to {quote_name(location)}, which is not an address", BY_HAND) from error


def check_status(response: httpx.Response) -> None:
    """Raises Refused unless the server answers that all is well."""
    if not response.is_success:
        raise refuse_status(response)


def refuse_status(response: httpx.Response) -> Refused:
    """The refusal of an answer by its status; another try may help with 429 and where the server fails (5xx)."""
    status = response.status_code
    again = read_retry_after(response.headers) if status == 429 or status >= 500 else None
    return Refused(f"the server answered {status}", f"check the address, or {BY_HAND}", status=status, again=again)


def read_retry_after(headers: httpx.Headers) -> float:
    """Seconds to wait before another try (RFC 9110, section 10.2.3); 0 where the server does not say.

    A date is counted from the server's own `Date`: nobody else's clock is asked.
    """
    text = headers.get("retry-after", "")
    if text.isdecimal():
        return float(text[:10])
    try:
        return max(0.0, (parsedate_to_datetime(text) - parsedate_to_datetime(headers["date"])).total_seconds())
    except (ValueError, TypeError, KeyError):
        return 0.0
