"""Connections that lead to a checked address and to no other, and that end when time is up."""

import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager
from typing import Any, TypeVar

import httpcore2
import httpx2

from factsheet.fetching.public_hosts import Address
from factsheet.problems import Refused

T = TypeVar("T")


class Deadline:
    """The moment at which a download ends, whatever it waits for."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds left, more than 0. Raises Refused if there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise self._refuse("")
        return left

    @contextmanager
    def wait_for(self, lock: threading.Lock, pause: Callable[[], None]) -> Iterator[None]:
        """Hold `lock`, and pause before going on.

        The time for both is not counted: it is we who wait, not the server that is slow.
        """
        began = time.monotonic()
        with lock:
            pause()
            self._end += time.monotonic() - began
            yield

    def call(self, function: Callable[[], T]) -> T:
        """Call `function`, and raise Refused if it takes too long.

        It runs on a thread that is then left behind: the system's resolver knows no time limit.
        """
        future: Future[T] = Future()

        def run() -> None:
            try:
                future.set_result(function())
            except Exception as error:
                future.set_exception(error)

        threading.Thread(target=run, daemon=True).start()
        if not wait([future], self.left()).done:
            raise self._refuse(" to look up the host")
        return future.result()

    def _refuse(self, purpose: str) -> Refused:
        reason = f"it took longer than {self.seconds:g} s{purpose}"
        return Refused(reason, "try again later", retry_after=0)


class PinnedBackend(httpcore2.NetworkBackend):
    """Opens connections to `addresses`, in order until one answers, whatever host is asked for."""

    def __init__(
        self, addresses: Iterable[Address], deadline: Deadline, connect_seconds: float
    ) -> None:
        self.deadline = deadline
        self._addresses = tuple(addresses)
        self._connect_seconds = connect_seconds
        self._plain = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to `port` of a checked address; `host` decides only about the certificate."""
        failure: Exception = httpcore2.ConnectError("no address")
        for address in self._addresses:
            patience = min(self._connect_seconds, self.deadline.left())
            try:
                return TimedStream(
                    self._plain.connect_tcp(str(address), port, patience), self.deadline
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise failure


class TimedStream(httpcore2.NetworkStream):
    """A connection whose every step may take the time that is left, so that no drip outlasts it."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left())
        return TimedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class PinnedTransport(httpx2.BaseTransport):
    """Send the requests of httpx2 through `backend`, with certificates checked by `tls`."""

    def __init__(self, backend: PinnedBackend, tls: ssl.SSLContext) -> None:
        self._pool = httpcore2.ConnectionPool(
            ssl_context=tls, network_backend=backend, max_connections=1
        )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        url = httpcore2.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        answer = self._pool.handle_request(
            httpcore2.Request(
                request.method, url, headers=request.headers.raw, content=request.read()
            )
        )
        return httpx2.Response(answer.status, headers=answer.headers, stream=PinnedBody(answer))

    def close(self) -> None:
        self._pool.close()


class PinnedBody(httpx2.SyncByteStream):
    """The body of an answer, read from the connection piece by piece."""

    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
