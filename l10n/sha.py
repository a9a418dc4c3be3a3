"""SHA-256 without OpenSSL, which takes 5 ms and 3.7 MB to load: as much as reading 1,000 entries."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

_LARGE = 1_000_000  # bytes, from which on OpenSSL is faster in spite of that


def hexdigest(data: bytes) -> str:
    """The SHA-256 of `data`, in hexadecimal.

    >>> hexdigest(b"")[:8]
    'e3b0c442'
    """
    return str((_own() if len(data) < _LARGE else _openssl())(data).hexdigest())


@cache
def _own() -> Callable[[bytes], Any]:
    """Python's own: `_sha2`, before 3.12 `_sha256`; OpenSSL's in a Python built without it."""
    for name in ("_sha2", "_sha256"):
        try:
            return import_module(name).sha256  # type: ignore[no-any-return]
        except ImportError:
            continue
    return _openssl()


def _openssl() -> Callable[[bytes], Any]:
    import hashlib

    return hashlib.sha256
