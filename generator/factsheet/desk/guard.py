"""Who may use the desk: the browser that opened the address which was printed, and nobody else.

Pages of strangers in the same browser can send requests to this machine. So each request names us
in `Host` (against DNS rebinding), comes from our own pages (`Origin` and `Sec-Fetch-Site`), and
carries the session, a cookie that is neither sent along by other sites (`SameSite=Strict`, RFC
6265bis) nor shown to scripts. What is written is asked for by JSON alone, which no form can send.
"""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

NAMES = ("127.0.0.1", "localhost")
"""What this machine calls itself."""
SECRET_BYTES = 32
LARGEST = 16 * 1024 * 1024
"""The most bytes of a request: a page of an article as JSON has it."""
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
        " font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'none';"
        " base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""What answers tell the browser: load our own files alone; nobody may frame this, or keep it."""


def make_secret() -> str:
    """A word that nobody guesses."""
    return secrets.token_urlsafe(SECRET_BYTES)


@dataclass(frozen=True)
class Guard:
    """Lets requests through to `app` that come from the desk's own pages at `port`.

    Whoever opens an address with the `token` gets the session.
    """

    app: ASGIApp
    port: int
    token: str
    session: str = field(default_factory=make_secret)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        if scope["type"] == "http":
            answer = self._refuse(scope) or self._admit(scope)
            await (answer or self.app)(scope, receive, send_guarded)

    def _refuse(self, scope: Scope) -> Response | None:
        """Why a request is not from our own pages, whoever sends it."""
        headers = Headers(scope=scope)
        hosts = [f"{name}:{self.port}" for name in NAMES]
        host = headers.get("host", "")
        if host not in hosts:
            return PlainTextResponse("this is not the desk's address", 421)
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            return PlainTextResponse("other sites may not ask the desk", 403)
        origin = headers.get("origin")
        reads = scope["method"] in ("GET", "HEAD")
        if origin != f"http://{host}" and not (reads and origin is None):
            return PlainTextResponse("other sites may not ask the desk", 403)
        if reads:
            return None
        if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return PlainTextResponse("only JSON is taken", 415)
        length = headers.get("content-length", "")
        if not (length.isascii() and length.isdecimal() and int(length) <= LARGEST):
            return PlainTextResponse("this is too large, or does not say how large it is", 413)
        return None

    def _admit(self, scope: Scope) -> Response | None:
        """The session for a right token; a refusal without a session; None with one."""
        if _is_same(self._read_cookie(scope), self.session):
            return None
        query = parse_qs(scope["query_string"].decode("ascii", "replace"))
        if scope["method"] == "GET" and _is_same(query.get("token", [""])[0], self.token):
            answer = RedirectResponse("/", 303)
            answer.set_cookie(self.cookie, self.session, path="/", httponly=True, samesite="strict")
            return answer
        return PlainTextResponse("open the address that `factsheet desk` has printed", 403)

    @property
    def cookie(self) -> str:
        """The cookie's name. Browsers do not tell ports apart, so it does."""
        return f"factsheet-desk-{self.port}"

    def _read_cookie(self, scope: Scope) -> str:
        try:
            cookies = SimpleCookie(Headers(scope=scope).get("cookie", ""))
        except CookieError:
            return ""
        return cookies[self.cookie].value if self.cookie in cookies else ""


def _is_same(given: str, secret: str) -> bool:
    return hmac.compare_digest(given.encode(), secret.encode())
