"""HTTP with a deadline, a size cap and no redirects; every failure becomes one of our errors.

`requests`' own timeout stops a silent server but not one that drips, so bodies are read against
a monotonic deadline. No message holds a URL, a body or a header: any of them may hold a key.

A `Transport` can stand in for the name `requests` inside one deep_translator module, which sets
no timeout at all; nothing of `requests` itself is changed.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from l10n.errors import AnswerRejected, EngineRefused, EngineTransient, EngineUnreachable

_MOST = 2 * 1024 * 1024
_CONNECT = 10.0
"""Seconds in which a server takes a connection, if there is a way to it at all."""
_BLOCKED = ("unusual traffic", "captcha", "/sorry/", "are you a robot", "access denied")


class Transport:
    """A client; `look` is shown every answer that HTTP calls a success, and may refuse it."""

    def __init__(
        self, timeout: float, base_url: str = "", look: Callable[[Any], None] | None = None
    ) -> None:
        import requests

        self._timeout, self._base, self._look = timeout, base_url, look
        self._requests = requests
        self.exceptions = requests.exceptions
        self.utils = requests.utils

    def get(self, url: str, **options: Any) -> Any:
        """`requests.get` under the deadline."""
        return self._send("GET", url, **options)

    def post(self, url: str, **options: Any) -> Any:
        """`requests.post` under the deadline."""
        return self._send("POST", url, **options)

    def request(self, method: str, url: str, **options: Any) -> Any:
        """`requests.request` under the deadline."""
        return self._send(method, url, **options)

    def _send(self, method: str, url: str, **options: Any) -> Any:
        deadline = time.monotonic() + self._timeout
        patience = min(_CONNECT, self._timeout), self._timeout
        options |= {"timeout": patience, "stream": True, "allow_redirects": False}
        address = self._base or url
        try:
            response = self._requests.request(method, address, **options)
            with response:
                body = self._read(response, deadline)
        except self._requests.RequestException as error:
            raise _failure(error, address) from None
        response._content = body
        response.encoding = (
            response.encoding if "charset" in response.headers.get("content-type", "") else "utf-8"
        )
        _judge(response)
        if self._look:
            self._look(response)
        return response

    def _read(self, response: Any, deadline: float) -> bytes:
        body = bytearray()
        for block in response.iter_content(4096):
            body += block
            if len(body) > _MOST:
                raise EngineTransient("the server's answer is too big", cause=f"over {_MOST} bytes")
            if time.monotonic() > deadline:
                raise EngineTransient(f"no whole answer within {self._timeout:g} s")
        return bytes(body)


def _failure(error: Exception, address: str) -> EngineRefused | EngineTransient:
    """Our error for one of `requests`: no way to the server, a bad address, or bad luck."""
    import requests
    from urllib3.exceptions import NewConnectionError

    reason = getattr(error.args[0], "reason", None) if error.args else None
    reason = getattr(reason, "original_error", reason)  # behind a proxy
    host = urlsplit(address).hostname or "the server"
    if isinstance(reason, NewConnectionError) or isinstance(error, requests.ConnectTimeout):
        kind = "its name was not found" if "Name" in type(reason).__name__ else "nobody answers"
        return EngineUnreachable(
            f"no connection to {host}",
            cause=f"{kind}: no network, or no such server",
            fix="check the network and the address of the service, then run again",
        )
    if isinstance(error, requests.exceptions.SSLError):
        return EngineRefused(f"the certificate of {host} is not trusted", fix="check base_url")
    if isinstance(error, (ValueError, requests.exceptions.InvalidSchema)):
        return EngineRefused("the address of the service is no URL", fix="check base_url")
    return EngineTransient("the connection broke", cause=type(error).__name__)


def _judge(response: Any) -> None:
    """Raises for a status that is no success.

    What is wrong with the texts (400, 413, 414, 422) is AnswerRejected, so that a batch is cut
    until the bad text is alone.
    """
    status = response.status_code
    if status in (401, 403):
        raise EngineRefused(f"the server refuses the key (HTTP {status})", fix="check the key")
    if status in (402, 456) or (status == 429 and b"insufficient_quota" in response.content):
        raise EngineRefused(
            f"the quota of the service is used up (HTTP {status})",
            fix="wait until it is renewed, or use another engine",
        )
    if status in (400, 413, 414, 422):
        raise AnswerRejected(f"the server refuses the text (HTTP {status})")
    if status in (408, 425, 429) or status >= 500:
        raise EngineTransient(
            f"the server is busy or broken (HTTP {status})", retry_after=_seconds(response)
        )
    if status >= 300 or status < 200:
        raise EngineRefused(
            f"no service at this address (HTTP {status})", fix="check base_url and the model"
        )


def refuse_page(response: Any) -> None:
    """EngineTransient for a web page where data was due: a captcha, a proxy's log-in, a portal."""
    if response.content.lstrip()[:1] == b"<":
        raise blocked(response.text)


def blocked(text: str) -> EngineTransient:
    """The error for a page that came instead of a translation."""
    known = any(sign in text.lower() for sign in _BLOCKED)
    return EngineTransient(
        "the service answers with a web page instead of a translation",
        cause="it takes this machine for a robot" if known else "",
        fix="wait, or use another engine",
    )


def _seconds(response: Any) -> float | None:
    """What Retry-After asks for: seconds, or a date (RFC 9110, section 10.2.3)."""
    from email.utils import parsedate_to_datetime

    value = response.headers.get("Retry-After", "").strip()
    if value.isdigit():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except (TypeError, ValueError):
        return None
