"""The polite and safe download of one document.

Facts name addresses that strangers wrote, and servers redirect where they like. So each request
goes to an address that was checked and to no other, is bounded in time and size, asks robots.txt
first (RFC 9309), carries no cookies and takes nothing from the environment. What goes wrong comes
back as a `Refusal`, never as an exception.
"""

import ssl
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TypeVar

import httpcore2
import httpx2

from factsheet.fetching.http import (
    AGENT,
    SAVE_PAGE,
    check_status,
    name_agent,
    read_body,
    read_location,
    read_media_type,
    read_url,
    refuse_size,
    refuse_status,
)
from factsheet.fetching.pinned import Deadline, PinnedBackend, PinnedTransport
from factsheet.fetching.public_hosts import Allow, Resolve, check_addresses, is_public, resolve_host
from factsheet.fetching.robots import ALLOW_ALL, DISALLOW_ALL, LARGEST, Robots, read_robots
from factsheet.problems import Refusal, Refused, escape_unprintable, quote_name
from factsheet.proof.articles import check_text

T = TypeVar("T")

REDIRECTS = (301, 302, 303, 307, 308)
LATE = (httpcore2.TimeoutException, httpx2.TimeoutException)
BROKEN = (
    httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.UnsupportedProtocol, httpx2.HTTPError, httpx2.InvalidURL,
    OSError, ValueError,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one document may cost: time in seconds, with all redirects and robots.txt; sizes in
    bytes.
    """

    seconds: float = 30
    connect_seconds: float = 10
    size: int = 10 * 1024 * 1024
    robots_size: int = LARGEST
    redirects: int = 5


@cache
def trust_authorities() -> ssl.SSLContext:
    """Check certificates and names, by the system's authorities and none from the environment."""
    return httpx2.create_ssl_context(trust_env=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """What the download asks of the machine. Only tests, whose server is at 127.0.0.1, give
    anything of their own.

    Articles stand at the standard ports; another one is a slip, or has us knock at a service that
    is none of ours.
    """

    resolve: Resolve = resolve_host
    allow: Allow = is_public
    ports: frozenset[int] = frozenset({80, 443})
    tls: Callable[[], ssl.SSLContext] = trust_authorities


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A document as it came: `media_type` with the charset if the server names one, `data`
    unpacked.
    """

    url: str
    final_url: str
    media_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Probed:
    """An address that answered, without its document: `final_url` differs from `url` where it
    redirects.
    """

    url: str
    final_url: str


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent apart from our own headers; with a `form` it is a POST."""

    form: Mapping[str, str] | None = None
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)


PLAIN = Request()


def do_not_pause(host: str) -> None:
    """The pause before a request of those who ask each host once or twice."""


class Fetcher:
    """Downloads documents, one request per host at a time whichever threads ask, and remembers each
    robots.txt.
    """

    def __init__(
        self,
        contact: str = "",
        limits: Limits | None = None,
        network: Network | None = None,
        pause: Callable[[str], None] = do_not_pause,
    ) -> None:
        """`pause` is called with the host before each request, while no other request to that host
        runs.
        """
        self._pause = pause
        self._limits = limits or Limits()
        self._network = network or Network()
        self._headers = {
            "User-Agent": name_agent(contact),
            "Accept": "text/html, application/xhtml+xml, text/plain;q=0.9",
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
        }
        self._guard = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}
        self._robots: dict[httpx2.URL, Robots | Refusal] = {}

    def fetch(self, url: str) -> Fetched | Refusal:
        """Downloads `url`, following redirects."""
        try:
            first = read_url(url)
            final, (media_type, data) = self._follow(
                first, Deadline(self._limits.seconds), self._read_document, self._check_robots
            )
        except Refused as refused:
            return refused.refusal
        return Fetched(url=url, final_url=str(final), media_type=media_type, data=data)

    def probe(self, url: str) -> Probed | Refusal:
        """Asks whether something stands at `url`, of whatever kind and size, following redirects."""
        try:
            first = read_url(url)
            final, _ = self._follow(
                first, Deadline(self._limits.seconds), check_status, self._check_robots
            )
        except Refused as refused:
            return refused.refusal
        return Probed(str(first), str(final))

    def call(self, url: str, request: Request) -> bytes | Refusal:
        """What a service made for programs answers, asked as a person wants it; so robots.txt,
        which is for crawlers (RFC 9309, section 1), is not asked first. Redirects are refused:
        headers may hold a key."""
        try:
            answer = self._ask(
                read_url(url), Deadline(self._limits.seconds), self._read_answer, request
            )
        except Refused as refused:
            return refused.refusal
        return (
            Refusal("the service redirects", "try again later")
            if isinstance(answer, httpx2.URL)
            else answer
        )

    def _follow(
        self,
        url: httpx2.URL,
        deadline: Deadline,
        read: Callable[[httpx2.Response], T],
        check: Callable[[httpx2.URL, Deadline], None],
    ) -> tuple[httpx2.URL, T]:
        """The last address and what `read` makes of its answer; `check` sees each address on the
        way first.
        """
        seen: set[httpx2.URL] = set()
        while len(seen) <= self._limits.redirects:
            if url in seen:
                raise Refused("the server redirects in a circle", SAVE_PAGE)
            seen.add(url)
            check(url, deadline)
            answer = self._ask(url, deadline, read)
            if not isinstance(answer, httpx2.URL):
                return url, answer
            url = answer
        raise Refused(f"the server redirects more than {self._limits.redirects} times", SAVE_PAGE)

    def _ask(
        self,
        url: httpx2.URL,
        deadline: Deadline,
        read: Callable[[httpx2.Response], T],
        request: Request = PLAIN,
    ) -> T | httpx2.URL:
        """One request: what `read` makes of the answer, or where it redirects to."""
        host = url.raw_host.decode("ascii")
        port = {"http": 80, "https": 443}[url.scheme] if url.port is None else url.port
        if port not in self._network.ports:
            raise Refused(
                f"port {port} is not one at which articles are published", "correct the address"
            )
        with self._guard:
            lock = self._locks.setdefault(host, threading.Lock())
        try:
            with deadline.wait_for(lock, lambda: self._pause(host)):
                found = deadline.call(lambda: tuple(self._network.resolve(host, port)))
                addresses = check_addresses(host, found, self._network.allow)
                return self._send(
                    url,
                    PinnedBackend(addresses, deadline, self._limits.connect_seconds),
                    read,
                    request,
                )
        except LATE as error:
            deadline.left()
            raise Refused(
                f"{quote_name(host)} did not answer in time", "try again later", retry_after=0
            ) from error
        except BROKEN as error:
            reason = f"{quote_name(host)} failed: {escape_unprintable(str(error))[:160]}"
            raise Refused(reason, f"try again later, or {SAVE_PAGE}", retry_after=0) from error

    def _send(
        self,
        url: httpx2.URL,
        backend: PinnedBackend,
        read: Callable[[httpx2.Response], T],
        request: Request,
    ) -> T | httpx2.URL:
        # A client for each request, so that no cookie and no connection outlives it.
        transport = PinnedTransport(backend, self._network.tls())
        with (
            httpx2.Client(
                transport=transport,
                trust_env=False,
                timeout=self._limits.seconds,
                headers=self._headers,
            ) as client,
            client.stream(
                "GET" if request.form is None else "POST",
                url,
                data=request.form,
                headers=request.headers,
            ) as response,
        ):
            if response.status_code in REDIRECTS:
                return read_location(url, response.headers.get_list("location"))
            return read(response)

    def _read_document(self, response: httpx2.Response) -> tuple[str, bytes]:
        if response.status_code != 200:
            raise refuse_status(response)
        media_type = read_media_type(response.headers.get("content-type", ""))
        data = _read_body(response, self._limits.size)
        check_text(data)
        return media_type, data

    def _read_answer(self, response: httpx2.Response) -> bytes:
        check_status(response)
        return _read_body(response, self._limits.size)

    def _check_robots(self, url: httpx2.URL, deadline: Deadline) -> None:
        robots = self._find_robots(url.copy_with(raw_path=b"/robots.txt"), deadline)
        if isinstance(robots, Refusal):
            raise Refused(f"{robots.reason} (asked for robots.txt first)", robots.hint)
        if not robots.allows(url.raw_path.decode("ascii")):
            raise Refused(
                f"robots.txt of {quote_name(url.host)} asks programs to leave this page alone",
                SAVE_PAGE,
            )

    def _find_robots(self, place: httpx2.URL, deadline: Deadline) -> Robots | Refusal:
        if place not in self._robots:
            try:
                self._robots[place] = self._follow(
                    place, deadline, self._read_robots, lambda *_: None
                )[1]
            except Refused as refused:
                self._robots[place] = refused.refusal
        return self._robots[place]

    def _read_robots(self, response: httpx2.Response) -> Robots:
        """RFC 9309, section 2.3.1: where there is none (4xx) all is allowed, where the server fails
        nothing.

        429 is taken for a failure, too: it asks us to stay away.
        """
        status = response.status_code
        if status == 200:
            return read_robots(_read_body(response, self._limits.robots_size, cut=True), AGENT)
        return ALLOW_ALL if 400 <= status < 500 and status != 429 else DISALLOW_ALL


def _read_body(response: httpx2.Response, size: int, *, cut: bool = False) -> bytes:
    announced = response.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > size and not cut:
        raise refuse_size(size)
    return read_body(
        response.iter_raw(), response.headers.get("content-encoding", ""), size, cut=cut
    )
