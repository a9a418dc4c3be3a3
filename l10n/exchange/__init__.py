"""Catalogs in the formats of other translators' tools, and back: XLIFF 1.2 and 2.0, TMX, CSV, XLSX;
terms as TBX-Basic, CSV, XLSX."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import PurePath
from typing import Protocol, cast

from l10n.errors import UsageError, did_you_mean
from l10n.exchange.termbase import AppliedTerms, TermUnit, apply_terms, template_of, terms_of
from l10n.exchange.units import Applied, Unit, apply, filled, units_of

__all__ = [
    "Applied",
    "AppliedTerms",
    "TermUnit",
    "Unit",
    "apply",
    "apply_terms",
    "codec",
    "filled",
    "holds_terms",
    "read_terms",
    "taken",
    "template_of",
    "terms_of",
    "units_of",
    "write_terms",
]

_MODULES = {
    "xliff-1.2": "xliff12",
    "xliff-2.0": "xliff20",
    "tmx": "tmx",
    "csv": "csv",
    "xlsx": "xlsx",
}
_SUFFIXES = {
    ".xlf": "xliff-1.2",
    ".xliff": "xliff-1.2",
    ".tmx": "tmx",
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".tbx": "tbx",
}
_FOR_TERMS = ("tbx", "csv", "xlsx")


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
    name = _named(path, name)
    if name == "xliff-1.2" and b"urn:oasis:names:tc:xliff:document:2" in data[:2000]:
        name = "xliff-2.0"
    if name not in _MODULES:
        raise UsageError(
            f'"{path.name}" has no format that is known',
            fix="give --as; " + did_you_mean(name or path.suffix, list(_MODULES)),
        )
    return cast("Codec", import_module(f"l10n.exchange.{_MODULES[name]}"))


def taken(units: Sequence[Unit], path: PurePath, name: str = "") -> Sequence[Unit]:
    """Those that the file will hold: a TMX has approved texts alone."""
    if _named(path, name) != "tmx":
        return units
    from l10n.exchange import tmx

    return tmx.taken(units)


def _named(path: PurePath, name: str) -> str:
    return name or _SUFFIXES.get(path.suffix.lower(), "")


def holds_terms(path: PurePath, name: str = "", data: bytes = b"") -> bool:
    """True for a file of terms: TBX, or a table that has no column `msgid`."""
    name = _named(path, name)
    if name not in ("csv", "xlsx") or not data:
        return name == "tbx"
    from l10n.exchange import _table, _terms_table

    read = _table.read_csv if name == "csv" else _table.read_xlsx
    return _terms_table.holds_terms(read(data, str(path))[0])


def write_terms(units: Sequence[TermUnit], source: str, path: PurePath, name: str = "") -> bytes:
    """The file that holds terms, in all their languages; `source` is the language of the terms."""
    from l10n.exchange import _table, _terms_table, tbx

    name = _term_format(path, name)
    if name == "tbx":
        return tbx.write(units, source)
    write = _table.write_csv if name == "csv" else _table.write_xlsx
    return write(_terms_table.FIELDS, _terms_table.rows_of(units))


def read_terms(data: bytes, source: str, path: PurePath, name: str = "") -> list[TermUnit]:
    """The terms in a file; UsageError with place, cause, fix."""
    from l10n.exchange import _table, _terms_table, tbx

    name = _term_format(path, name)
    if name == "tbx":
        return tbx.read(data, str(path), source)
    read = _table.read_csv if name == "csv" else _table.read_xlsx
    return _terms_table.units_of_rows(*read(data, str(path)), source, str(path))


def _term_format(path: PurePath, name: str) -> str:
    name = _named(path, name)
    if name not in _FOR_TERMS:
        hint = did_you_mean(name or path.suffix, list(_FOR_TERMS))
        raise UsageError(f'"{path.name}" is no file for terms', fix=f"give --as; {hint}")
    return name
