"""Who may ask the review page for what: one ASGI middleware before everything else.

The page can write into a working tree, and any web site that a reviewer has open can send requests
to their machine. So: the server listens on the loopback, answers to its own name only (DNS
rebinding), takes a token from the address that it opened itself and turns it into a cookie that no
other site can send, and takes writes only from its own pages, as JSON, with a second secret.
"""

from __future__ import annotations

import asyncio
import hmac
import ipaddress
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Any

from l10n.errors import UsageError
from l10n.lazy import lazy

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LARGEST = 256 * 1024
"""Bytes of a request's body; the longest sentence has a thousandth of that."""
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
PREVIEW_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; media-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin"
)
"""No script runs in a preview, whatever an article, a msgstr or a template holds."""
_HOST = lazy(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[^:\[\]]+)(?::(?P<port>[0-9]{1,5}))?")
_LOCAL = ("127.0.0.1", "localhost", "[::1]")
_OPEN = ("/login", "/static/review.css")
_WAIT = 1.0  # seconds after a wrong password


@dataclass(slots=True)
class Secrets:
    """What this run of the server knows and nobody else does."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    """Stands in the address that is opened."""
    session: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    """Value of the cookie."""
    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    """Sent by our pages' script with every write."""
    password: str = ""
    """Asked for when the server can be reached from elsewhere."""

    def is_token(self, value: str) -> bool:
        """True for the token, when there is no password; in constant time."""
        return not self.password and _same(value, self.token)

    def is_password(self, value: str) -> bool:
        """True for the password, where there is one."""
        return bool(self.password) and _same(value, self.password)


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))


def is_loopback(host: str) -> bool:
    """True for a name or address that only this machine can reach.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def require_password(host: str, password: str) -> None:
    """UsageError when the page would be open to a network without a password."""
    if is_loopback(host) or len(password) >= 8:
        return
    raise UsageError(
        f"--host {host} opens the page to other machines",
        cause="Whoever can reach it could change your catalogs."
        if not password
        else "The password has fewer than 8 characters.",
        fix="set a password in the environment variable L10N_REVIEW_PASSWORD, or leave --host out",
    )


@dataclass(slots=True)
class Gate:
    """The middleware. `host` and `port` are those that the server listens on."""

    app: App
    secrets: Secrets
    host: str
    port: int

    @property
    def cookie(self) -> str:
        """The cookie's name; cookies do not know ports, and two projects may be open."""
        return f"l10n-review-{self.port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets a request through, or answers it."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":  # there are no web sockets here
            await send({"type": "websocket.close", "code": 1008})
            return
        headers = _headers(scope)
        refused = self._refusal(scope, headers)
        if refused:
            await _answer(send, *refused)
            return
        body = await _body(receive)
        if body is None:
            await _answer(send, 413, "The request is too large.")
            return
        await self.app(scope, _replayed(body, receive), _hardened(send, scope["path"]))

    def _refusal(self, scope: Scope, headers: MutableMapping[str, str]) -> tuple[int, str] | None:
        """(status, why) of what must not come in."""
        if not self._is_our_name(headers.get("host", "")):
            return 421, "This server answers to its own address only."
        writes = scope["method"] not in ("GET", "HEAD")
        site = headers.get("sec-fetch-site", "same-origin")
        if writes and headers.get("origin") != f"http://{headers['host']}":
            return 403, "A write from another page."
        if site == "cross-site" and (writes or headers.get("sec-fetch-mode") != "navigate"):
            return 403, "A request from another site."
        if not headers.get("content-length", "0").isdigit():
            return 400, "No length."
        if int(headers.get("content-length", "0")) > LARGEST:
            return 413, "The request is too large."
        if scope["path"] in _OPEN:
            return None
        if not _same(_cookie(headers, self.cookie), self.secrets.session):
            return 401, "Open the address that `l10n review` printed."
        if writes and not self._is_our_write(headers):
            return 403, "A write that our page did not send."
        return None

    def _is_our_write(self, headers: MutableMapping[str, str]) -> bool:
        kind = headers.get("content-type", "").split(";")[0].strip()
        return kind == "application/json" and _same(headers.get("x-l10n", ""), self.secrets.csrf)

    def _is_our_name(self, host: str) -> bool:
        """True for the address that we listen on. A page that can be reached from elsewhere has
        many addresses, but never a name: rebinding needs one."""
        match = _HOST.fullmatch(host)
        if not match or int(match["port"] or 80) != self.port:
            return False
        name = match["name"]
        if is_loopback(self.host):
            return name in _LOCAL
        try:
            ipaddress.ip_address(name.strip("[]"))
        except ValueError:
            return name in ("localhost", self.host)
        return True


def _headers(scope: Scope) -> dict[str, str]:
    """The headers; of one that stands twice, nothing is believed."""
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        key = name.decode("latin-1").lower()
        found[key] = "\0" if key in found else value.decode("latin-1")
    return found


def _cookie(headers: MutableMapping[str, str], name: str) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


async def _body(receive: Receive) -> bytes | None:
    """The whole body, or None when it goes on after the limit, whatever its length was said to be."""
    found = b""
    while True:
        message = await receive()
        found += bytes(message.get("body", b""))
        if len(found) > LARGEST:
            return None
        if not message.get("more_body", False):
            return found


def _replayed(body: bytes, receive: Receive) -> Receive:
    given = False

    async def replayed() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replayed


def _hardened(send: Send, path: str) -> Send:
    """Adds what every answer says: what may run, that nothing is kept, who may look."""
    policy = PREVIEW_POLICY if path.startswith(("/preview/", "/asset/")) else PAGE_POLICY
    kept = path.startswith("/static/")

    async def hardened(message: Message) -> None:
        if message["type"] == "http.response.start":
            known = {name.lower() for name, _ in message["headers"]}
            cache = b"private, max-age=86400" if kept else b"no-store"
            extra = {
                b"content-security-policy": policy.encode(),
                b"x-content-type-options": b"nosniff",
                b"referrer-policy": b"no-referrer",
                b"cross-origin-opener-policy": b"same-origin",
                b"cross-origin-resource-policy": b"same-origin",
                b"x-frame-options": b"SAMEORIGIN" if path.startswith("/preview/") else b"DENY",
                b"cache-control": cache,
            }
            more = [(name, value) for name, value in extra.items() if name not in known]
            message = {**message, "headers": [*message["headers"], *more]}
        await send(message)

    return hardened


async def _answer(send: Send, status: int, text: str) -> None:
    body = text.encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"cache-control", b"no-store"),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def slowed() -> None:
    """A wrong password costs whoever guesses a second."""
    await asyncio.sleep(_WAIT)
