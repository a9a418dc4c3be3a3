"""Catalogs in the formats of other translators' tools, and back: XLIFF 1.2 and 2.0, TMX, CSV."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import PurePath
from typing import Protocol, cast

from l10n.errors import UsageError, did_you_mean
from l10n.exchange.units import Applied, Unit, apply, units_of

__all__ = ["Applied", "Unit", "apply", "codec", "units_of"]

_MODULES = {
    "xliff-1.2": "xliff12",
    "xliff-2.0": "xliff20",
    "tmx": "tmx",
    "csv": "csv",
}
_SUFFIXES = {
    ".xlf": "xliff-1.2",
    ".xliff": "xliff-1.2",
    ".tmx": "tmx",
    ".csv": "csv",
}


class Codec(Protocol):
    """One format. Locales are language tags (BCP 47)."""

    def write(self, units: Sequence[Unit], source: str, target: str) -> bytes:
        """The file that holds `units`."""

    def read(self, data: bytes, place: str) -> tuple[list[Unit], str]:
        """The units in a file and its target's language tag; UsageError with place, cause, fix."""


def codec(path: PurePath, name: str = "", data: bytes = b"") -> Codec:
    """The codec called `name`, else the one for the suffix of `path`.

    An XLIFF file to be read says its version itself, in `data`.
    """
    name = name or _SUFFIXES.get(path.suffix.lower(), "")
    if name == "xliff-1.2" and b"urn:oasis:names:tc:xliff:document:2" in data[:2000]:
        name = "xliff-2.0"
    if name not in _MODULES:
        raise UsageError(
            f'"{path.name}" has no format that is known',
            fix="give --as; " + did_you_mean(name or path.suffix, list(_MODULES)),
        )
    return cast("Codec", import_module(f"l10n.exchange.{_MODULES[name]}"))
