"""What httpx sends requests through, so that a connection goes to an address that was checked and to no other."""

import ssl
from collections.abc import Iterator

import httpcore
import httpx

from factsheet.fetching.pinned import PinnedBackend


class PinnedTransport(httpx.BaseTransport):
    """What httpx sends requests through, with connections by `backend` and certificates checked by `tls`."""

    def __init__(self, backend: PinnedBackend, tls: ssl.SSLContext) -> None:
        self._pool = httpcore.ConnectionPool(ssl_context=tls, network_backend=backend, max_connections=1)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        answer = self._pool.handle_request(
            httpcore.Request(
                request.method,
                httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=request.read(),
            )
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=PinnedBody(answer))

    def close(self) -> None:
        self._pool.close()


class PinnedBody(httpx.SyncByteStream):
    """The body of an answer, read from the connection piece by piece."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
