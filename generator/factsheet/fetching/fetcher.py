"""The polite and safe download of one document.

Strangers write the addresses in facts, and servers redirect where they like. So each request goes
to a checked address and to no other, is bounded in time and size, asks robots.txt first (RFC 9309),
carries no cookies and takes nothing from the environment. What goes wrong comes back as a
`Refusal`, never as an exception.
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
    httpcore2.NetworkError,
    httpcore2.ProtocolError,
    httpcore2.UnsupportedProtocol,
    httpx2.HTTPError,
    httpx2.InvalidURL,
    OSError,
    ValueError,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one document may cost: seconds, all redirects and robots.txt included; and bytes."""

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
    """What the download asks of the machine. Only tests, whose server is local, differ from it.

    Articles stand at the standard ports. Any other is a slip, or leads to a service that is not
    meant for us.
    """

    resolve: Resolve = resolve_host
    allow: Allow = is_public
    ports: frozenset[int] = frozenset({80, 443})
    tls: Callable[[], ssl.SSLContext] = trust_authorities


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A document: `media_type` with the charset if the server names one, `data` unpacked."""

    url: str
    final_url: str
    media_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Probed:
    """An address that answered, without its document; `final_url` is where it redirects, if so."""

    url: str
    final_url: str


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent besides our own headers; with a `form` it is a POST."""

    form: Mapping[str, str] | None = None
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)


PLAIN = Request()


def do_not_pause(host: str) -> None:
    """Pause like those who ask each host once or twice: not at all."""


class Fetcher:
    """Downloads documents, by one request per host at a time, and remembers each robots.txt.

    Several threads may share it.
    """

    def __init__(
        self,
        contact: str = "",
        limits: Limits | None = None,
        network: Network | None = None,
        pause: Callable[[str], None] = do_not_pause,
    ) -> None:
        """Call `pause` with the host before each request, while no other to that host runs."""
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
        """Download `url`, following redirects."""
        try:
            first = read_url(url)
            final, (media_type, data) = self._follow(
                first, Deadline(self._limits.seconds), self._read_document, self._check_robots
            )
        except Refused as refused:
            return refused.refusal
        return Fetched(url=url, final_url=str(final), media_type=media_type, data=data)

    def probe(self, url: str) -> Probed | Refusal:
        """Ask whether anything stands at `url`, of whatever kind and size, following redirects."""
        try:
            first = read_url(url)
            final, _ = self._follow(
                first, Deadline(self._limits.seconds), check_status, self._check_robots
            )
        except Refused as refused:
            return refused.refusal
        return Probed(str(first), str(final))

    def call(self, url: str, request: Request) -> bytes | Refusal:
        """Call a service that is made for programs, and return its answer.

        A person wants the call, so robots.txt, which is for crawlers (RFC 9309, section 1), is not
        asked first. Redirects are refused: headers may hold a key.
        """
        try:
            deadline = Deadline(self._limits.seconds)
            answer = self._ask(read_url(url), deadline, self._read_answer, request)
        except Refused as refused:
            return refused.refusal
        if isinstance(answer, httpx2.URL):
            return Refusal("the service redirects", "try again later")
        return answer

    def _follow(
        self,
        url: httpx2.URL,
        deadline: Deadline,
        read: Callable[[httpx2.Response], T],
        check: Callable[[httpx2.URL, Deadline], None],
    ) -> tuple[httpx2.URL, T]:
        """Follow redirects; return the last address and what `read` makes of its answer.

        Each address on the way goes through `check` first.
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
        """Send one request; return what `read` makes of the answer, or where it redirects."""
        host, port = url.raw_host.decode("ascii"), self._check_port(url)
        with self._guard:
            lock = self._locks.setdefault(host, threading.Lock())
        try:
            with deadline.wait_for(lock, lambda: self._pause(host)):
                resolved = deadline.call(lambda: tuple(self._network.resolve(host, port)))
                addresses = check_addresses(host, resolved, self._network.allow)
                backend = PinnedBackend(addresses, deadline, self._limits.connect_seconds)
                return self._send(url, backend, read, request)
        except LATE as error:
            deadline.left()
            raise Refused(
                f"{quote_name(host)} did not answer in time", "try again later", retry_after=0
            ) from error
        except BROKEN as error:
            reason = f"{quote_name(host)} failed: {escape_unprintable(str(error))[:160]}"
            raise Refused(reason, f"try again later, or {SAVE_PAGE}", retry_after=0) from error

    def _check_port(self, url: httpx2.URL) -> int:
        port = {"http": 80, "https": 443}[url.scheme] if url.port is None else url.port
        if port not in self._network.ports:
            reason = f"port {port} is not one at which articles are published"
            raise Refused(reason, "correct the address")
        return port

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
            reason = f"robots.txt of {quote_name(url.host)} asks programs to leave this page alone"
            raise Refused(reason, SAVE_PAGE)

    def _find_robots(self, url: httpx2.URL, deadline: Deadline) -> Robots | Refusal:
        if url not in self._robots:
            try:
                _, robots = self._follow(url, deadline, self._read_robots, lambda *_: None)
                self._robots[url] = robots
            except Refused as refused:
                self._robots[url] = refused.refusal
        return self._robots[url]

    def _read_robots(self, response: httpx2.Response) -> Robots:
        """Read the rules; none (4xx) allow all, and a server that fails allows nothing.

        So RFC 9309, section 2.3.1. 429 counts as a failure: it asks us to stay away.
        """
        status = response.status_code
        if status == 200:
            return read_robots(_read_body(response, self._limits.robots_size, cut=True), AGENT)
        return ALLOW_ALL if 400 <= status < 500 and status != 429 else DISALLOW_ALL


def _read_body(response: httpx2.Response, size: int, *, cut: bool = False) -> bytes:
    announced = response.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > size and not cut:
        raise refuse_size(size)
    coding = response.headers.get("content-encoding", "")
    return read_body(response.iter_raw(), coding, size, cut=cut)
