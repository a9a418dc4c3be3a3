"""XLSX (Office Open XML) for people with a spreadsheet: the table of `csv.py`, every cell text."""

from __future__ import annotations

from collections.abc import Sequence

from l10n.exchange._table import read_xlsx, write_xlsx
from l10n.exchange._units_table import FIELDS, rows_of, units_of_rows
from l10n.exchange.units import Unit


def write(units: Sequence[Unit], source: str, target: str) -> bytes:  # noqa: ARG001 - a Codec
    """The workbook."""
    return write_xlsx(FIELDS, rows_of(units, target))


def read(data: bytes, place: str) -> tuple[list[Unit], str]:
    """The units; a row whose `state` is `approved` is approved."""
    return units_of_rows(*read_xlsx(data, place), place)
