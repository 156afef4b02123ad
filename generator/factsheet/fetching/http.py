"""HTTP around a document: who asks, where, with which status, and when to ask again."""

import re
import zlib
from collections.abc import Iterable
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version

import httpx2

from factsheet.fetching.public_hosts import read_host
from factsheet.problems import Refused, quote_name
from factsheet.proof.articles import find_charset

AGENT = "Factsheet"
# What parsers of URLs read differently, and a header's end.
TREACHEROUS = re.compile(r"[\x00-\x1f\x7f\\]")


def name_agent(contact: str) -> str:
    """The user agent (RFC 9110, section 10.1.5), with `contact` if that is just a web address."""
    try:
        release = version("factsheet")
    except PackageNotFoundError:
        release = "0"
    is_address = re.fullmatch(r"https?://[!-'*-~]+", contact)
    return f"{AGENT}/{release} (+{contact})" if is_address else f"{AGENT}/{release}"


def read_url(text: str) -> httpx2.URL:
    """Read `text` as an address that may, syntactically, be asked. Raises Refused if it may not."""
    try:
        url = httpx2.URL(text)
    except (httpx2.InvalidURL, ValueError) as error:
        raise Refused(f"{quote_name(text)} is not an address", "correct the address") from error
    if url.scheme not in ("http", "https"):
        raise Refused(
            f"{quote_name(text)} does not begin with http:// or https://", "correct the address"
        )
    if TREACHEROUS.search(text) or b"@" in url.netloc or url.userinfo:
        raise Refused(
            f"{quote_name(text)} holds a user's name, a backslash or a control character",
            "leave it out",
        )
    host = url.raw_host.decode("ascii")
    return url.copy_with(host=read_host(host), fragment=None)


def read_location(url: httpx2.URL, headers: list[str]) -> httpx2.URL:
    """Where an answer from `url` redirects to (RFC 9110, section 10.2.2).

    Raises Refused if that is not clear, or may not be asked.
    """
    if len(set(headers)) != 1:
        raise Refused("the server redirects, but does not say clearly where to", SAVE_PAGE)
    location = headers[0].strip()
    reason = f"the server redirects to {quote_name(location)}, which is not an address"
    if TREACHEROUS.search(location):
        raise Refused(reason, SAVE_PAGE)
    try:
        return read_url(str(url.join(location)))
    except (httpx2.InvalidURL, ValueError) as error:
        raise Refused(reason, SAVE_PAGE) from error


def check_status(response: httpx2.Response) -> None:
    """Raise Refused unless the server answers that all is well."""
    if not response.is_success:
        raise refuse_status(response)


def refuse_status(response: httpx2.Response) -> Refused:
    """The refusal of an answer by its status.

    Another attempt may help with 429, and if the server fails (5xx).
    """
    status = response.status_code
    may_recover = status == 429 or status >= 500
    return Refused(
        f"the server answered {status}",
        f"check the address, or {SAVE_PAGE}",
        status=status,
        retry_after=read_retry_after(response.headers) if may_recover else None,
    )


def read_retry_after(headers: httpx2.Headers) -> float:
    """Seconds to wait before another attempt (RFC 9110, section 10.2.3), or 0 if not said.

    A date is counted from the server's own `Date`: nobody else's clock is asked.
    """
    text = headers.get("retry-after", "")
    if text.isdecimal():
        return float(text[:10])
    try:
        wait = parsedate_to_datetime(text) - parsedate_to_datetime(headers["date"])
    except (ValueError, TypeError, KeyError):
        return 0.0
    return max(0.0, wait.total_seconds())


MEDIA_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
SAVE_PAGE = "save the page from a browser and take it with: factsheet snapshot SOURCE FILE"

# The codings of RFC 9110, section 8.4.1, that the standard library can unpack up to a limit, by
# their `wbits`. A server that sends another was not asked to.
CODINGS = {"gzip": 31, "x-gzip": 31, "deflate": 15}


def read_media_type(header: str) -> str:
    """Read a `Content-Type`, in small letters: `text/html`, `text/html; charset=utf-8`.

    Raises Refused if it is not that of a page or text.
    """
    media_type = header.partition(";")[0].strip().lower()
    if not media_type:
        raise Refused("the document does not say what kind of file it is", SAVE_PAGE)
    if media_type not in MEDIA_TYPES:
        raise Refused(f"the document is {media_type[:60]}, not a page or text", SAVE_PAGE)
    charset = find_charset(header)
    return f"{media_type}; charset={charset}" if charset else media_type


def read_body(chunks: Iterable[bytes], coding: str, size: int, *, cut: bool = False) -> bytes:
    """Read the body in `chunks`, unpacked as `coding` (`Content-Encoding`) says.

    Raises Refused if it has more than `size` bytes, packed or unpacked; with `cut`, drops the rest
    instead. Never holds more than about three times `size`.
    """
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > size:
            if not cut:
                raise refuse_size(size)
            del body[size:]
            break
    name = coding.strip().lower()
    return bytes(body) if name in ("", "identity") else _unpack(body, name, size, cut)


def _unpack(body: bytearray, coding: str, size: int, cut: bool) -> bytes:
    if coding not in CODINGS:
        reason = f'the server packed the document as "{coding[:40]}", which it was not asked to'
        raise Refused(reason, SAVE_PAGE)
    # Some servers send deflate without the zlib header that RFC 9110, section 8.4.1.2, asks for.
    is_bare = coding == "deflate" and not _has_zlib_header(body)
    unpacker = zlib.decompressobj(-15 if is_bare else CODINGS[coding])
    try:
        data = unpacker.decompress(body, size + 1)
    except zlib.error as error:
        raise Refused(
            "the document is packed in a way that cannot be unpacked", SAVE_PAGE
        ) from error
    if cut:
        return data[:size]
    if len(data) > size:
        raise refuse_size(size)
    if not unpacker.eof or unpacker.unused_data:
        raise Refused("the packed document ends too early, or goes on after its end", SAVE_PAGE)
    return data


def _has_zlib_header(body: bytearray) -> bool:
    """Whether `body` begins with the two bytes of RFC 1950, section 2.2."""
    return len(body) > 1 and body[0] & 15 == 8 and (body[0] << 8 | body[1]) % 31 == 0


def refuse_size(size: int) -> Refused:
    """The refusal of a document of more than `size` bytes."""
    return Refused(
        f"the document is larger than {size:,} bytes",
        "save its text and take it with: factsheet snapshot",
    )
