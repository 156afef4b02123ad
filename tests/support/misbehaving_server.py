"""A server on 127.0.0.1 that answers, over real sockets, in every way that a server should not."""

import contextlib
import gzip
import socket
import ssl
import tempfile
import threading
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Self

Behaviour = Callable[["MisbehavingServer", socket.socket], bytes | None]
"""Answers on a connection. What it returns is sent last, when the request no longer counts as running."""

# For the names news.example and xn--bcher-kva.example, signed by itself and trusted by nobody but
# the tests.
KEY = """-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgiiVKJqzkGLHzF4lw
Si6XalaPyiP7zWXW1nR0K20jjMGhRANCAAQGk8CO62rA5z0wV3avkP92zQ7BggZd
GJmAZlXcVdyfoz3qn9Nq7Ybjq6EWkq7xJgJlcl8Z3DYm0Qvf+pnMK7Gb
-----END PRIVATE KEY-----
"""
CERTIFICATE = """-----BEGIN CERTIFICATE-----
MIIB4zCCAYigAwIBAgIUGKHlne++/Qa+aUbMv9D/90xIbrYwCgYIKoZIzj0EAwIw
GjEYMBYGA1UEAwwPZmFjdHNoZWV0IHRlc3RzMCAXDTI2MTEyMjE0NDcxN1oYDzIx
MjYxMDI5MTQ0NzE3WjAaMRgwFgYDVQQDDA9mYWN0c2hlZXQgdGVzdHMwWTATBgcq
hkjOPQIBBggqhkjOPQMBBwNCAAQGk8CO62rA5z0wV3avkP92zQ7BggZdGJmAZlXc
Vdyfoz3qn9Nq7Ybjq6EWkq7xJgJlcl8Z3DYm0Qvf+pnMK7Gbo4GpMIGmMB0GA1Ud
DgQWBBTA2iK0K+PwpSp1TzHp9p5onWpGOjAfBgNVHSMEGDAWgBTA2iK0K+PwpSp1
TzHp9p5onWpGOjAuBgNVHREEJzAlggxuZXdzLmV4YW1wbGWCFXhuLS1iY2hlci1r
dmEuZXhhbXBsZTAPBgNVHRMBAf8EBTADAQH/MA4GA1UdDwEB/wQEAwIChDATBgNV
HSUEDDAKBggrBgEFBQcDATAKBggqhkjOPQQDAgNJADBGAiEAmxESpFV2rcYDIQoa
YCUhoCJnw2r13tLXe4s+/UiXeqkCIQC2WwC15pqMoCFgcHh/1CwhzIM5pNxOGDgy
rBJ1IPk9CA==
-----END CERTIFICATE-----
"""


class MisbehavingServer:
    """Answers each path as `serve` says, and anything else with 404. Counts what it is asked."""

    def __init__(self, *, tls: bool = False) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._tls = make_server_tls() if tls else None
        self._answers: dict[str, bytes | Behaviour] = {}
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()
        self._active: Counter[str] = Counter()
        self.closing = threading.Event()
        self.port: int = self._listener.getsockname()[1]
        self.connections = 0
        self.requests: list[tuple[str, str]] = []
        self.heads: list[str] = []
        self.server_names: list[str] = []
        self.most_at_once: Counter[str] = Counter()

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        with contextlib.suppress(OSError):  # wakes the thread that waits in accept
            socket.create_connection(("127.0.0.1", self.port)).close()
        for thread in self._threads:  # the one that accepts comes first, and starts no more
            thread.join()
        self._listener.close()

    def serve(self, path: str, answer: bytes | Behaviour) -> None:
        self._answers[path] = answer

    def paths(self) -> list[str]:
        """What was asked for, robots.txt apart."""
        return [path for _, path in self.requests if path != "/robots.txt"]

    def _start(self, function: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=function, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            if self.closing.is_set():
                connection.close()
                return
            self.connections += 1
            self._start(self._answer, connection)

    def _answer(self, connection: socket.socket) -> None:
        connection.settimeout(20)  # no test hangs for ever
        with contextlib.suppress(OSError):
            if self._tls is not None:
                self._tls.sni_callback = lambda _, name, __: self.server_names.append(name)
                connection = self._tls.wrap_socket(connection, server_side=True)
            self._reply(connection)
        connection.close()

    def _reply(self, connection: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            received = connection.recv(4096)
            if not received:
                return
            head += received
            if head.startswith(b"\x16"):  # somebody wants TLS
                connection.sendall(ok(b"plain only", status="400 Bad Request"))
                return
        text = head.decode("latin-1")
        path = text.split(" ")[1]
        host = next(
            line[6:].rpartition(":")[0]
            for line in text.split("\r\n")
            if line.lower().startswith("host: ")
        )
        with self._lock:
            self.requests.append((host, path))
            self.heads.append(text)
        with self._count(host):
            answer = self._answers.get(path, ok(b"nothing here", status="404 Not Found"))
            last = answer if isinstance(answer, bytes) else answer(self, connection)
        if last is not None:
            connection.sendall(last)

    @contextlib.contextmanager
    def _count(self, host: str) -> Iterator[None]:
        """Counts a request to `host` as running. It must be over before the last byte is sent: with
        that byte the client may ask again, before this thread runs on.
        """
        with self._lock:
            self._active[host] += 1
            self.most_at_once[host] = max(self.most_at_once[host], self._active[host])
        try:
            yield
        finally:
            with self._lock:
                self._active[host] -= 1


def make_server_tls() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "both.pem"
        file.write_text(KEY + CERTIFICATE)
        context.load_cert_chain(file)
    return context


def make_client_tls() -> ssl.SSLContext:
    """Trusts the server's certificate and checks the host's name."""
    return ssl.create_default_context(cadata=CERTIFICATE)


def ok(body: bytes, media_type: str = "text/html", *headers: str, status: str = "200 OK") -> bytes:
    """A sound answer."""
    lines = [
        f"HTTP/1.1 {status}",
        f"Content-Type: {media_type}",
        f"Content-Length: {len(body)}",
        *headers,
        "",
        "",
    ]
    return "\r\n".join(lines).encode() + body


def redirect(location: str, status: str = "302 Found") -> bytes:
    head = f"HTTP/1.1 {status}\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n"
    return head.encode("latin-1", errors="replace")


def repeat(start: bytes, piece: bytes) -> Behaviour:
    """Sends `start`, then `piece` for ever, as fast as it is taken."""

    def behave(server: MisbehavingServer, connection: socket.socket) -> None:
        connection.sendall(start)
        while not server.closing.is_set():
            connection.sendall(piece)

    return behave


def drip(start: bytes, piece: bytes = b"a") -> Behaviour:
    """Sends `start`, then `piece` for ever, some hundred times a second: no single step is slow."""

    def behave(server: MisbehavingServer, connection: socket.socket) -> None:
        connection.sendall(start)
        while not server.closing.wait(0.01):
            connection.sendall(piece)

    return behave


def stay_silent(server: MisbehavingServer, connection: socket.socket) -> None:
    """Takes the request and never answers; notices when the client goes."""
    while not server.closing.is_set() and connection.recv(1):
        pass


def hang_up(server: MisbehavingServer, connection: socket.socket) -> None:
    """Closes without a word."""


def count_in_chunks(body: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(body), body)


def pack_bomb(size: int, wbits: int) -> bytes:
    """`size` zero bytes, packed as `wbits` says (see zlib)."""
    packer = zlib.compressobj(1, zlib.DEFLATED, wbits)
    block = bytes(1024 * 1024)
    return b"".join([*(packer.compress(block) for _ in range(size // len(block))), packer.flush()])


def pack_gzip(body: bytes) -> bytes:
    return gzip.compress(body, mtime=0)
