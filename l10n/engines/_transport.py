"""The HTTP that deep-translator should have had: a deadline, a size cap, no redirects.

deep-translator sets no timeout at all, and `requests`' own stops a silent server but not one
that drips; so bodies are read against a monotonic deadline. A `Transport` stands in for the
name `requests` inside one deep_translator module; nothing of `requests` itself is changed.
"""

from __future__ import annotations

import time
from typing import Any

from l10n.errors import EngineRefused, EngineTransient

_MOST = 2 * 1024 * 1024


class Transport:
    """Stands in for `requests` in a deep_translator module."""

    def __init__(self, timeout: float, base_url: str = "") -> None:
        import requests

        self._timeout = timeout
        self._base = base_url
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
        options |= {"timeout": self._timeout, "stream": True, "allow_redirects": False}
        try:
            response = self._requests.request(method, self._base or url, **options)
            with response:
                body = self._read(response, deadline)
        except self._requests.RequestException as error:
            # the message of a requests error holds the URL, and a URL may hold a key
            raise EngineTransient(
                "the server cannot be reached", cause=type(error).__name__
            ) from None
        response._content = body
        response.encoding = (
            response.encoding if "charset" in response.headers.get("content-type", "") else "utf-8"
        )
        _judge(response)
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


def _judge(response: Any) -> None:
    status = response.status_code
    if status in (401, 403, 456):
        raise EngineRefused(
            f"the server refuses (HTTP {status})", fix="check the key and the quota of the service"
        )
    if status == 429 or status >= 500:
        raise EngineTransient(f"HTTP {status}", retry_after=_seconds(response))
    if status >= 300:
        raise EngineRefused(f"HTTP {status}", fix="check the address of the service")


def _seconds(response: Any) -> float | None:
    value = response.headers.get("Retry-After", "")
    return float(value) if value.isdigit() else None
