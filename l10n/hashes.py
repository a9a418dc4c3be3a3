"""SHA-256 without OpenSSL, which takes 5 ms and 3.7 MB to load: as much as reading 1,000 entries."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

_LARGE = 50_000  # bytes; from here on OpenSSL, fifteen times as fast, is worth loading


def sha256(data: bytes) -> str:
    """The SHA-256 of `data`, in hexadecimal.

    >>> sha256(b"")[:8]
    'e3b0c442'
    """
    if len(data) < _LARGE and "hashlib" not in sys.modules:
        return str(_own()(data).hexdigest())
    import hashlib

    return hashlib.sha256(data).hexdigest()


@cache
def _own() -> Callable[[bytes], Any]:
    """Python's own: `_sha2`, before 3.12 `_sha256`; OpenSSL's in a Python that was built without."""
    for module in ("_sha2", "_sha256", "hashlib"):
        try:
            return import_module(module).sha256  # type: ignore[no-any-return]
        except ImportError:
            continue
    raise ImportError("sha256")
