"""CSV for people with a spreadsheet: one row an entry, UTF-8 with a mark so that Excel sees it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from l10n.errors import UsageError
from l10n.exchange.units import Unit
from l10n.model import Key, State

_FIELDS = ("article", "msgctxt", "msgid", "msgstr", "state", "note", "language")


def write(units: Sequence[Unit], source: str, target: str) -> bytes:  # noqa: ARG001 - a Codec
    """The table; an empty `msgctxt` is none."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(_FIELDS)
    for unit in units:
        context, msgid = unit.key
        table.writerow(
            (unit.domain, context or "", msgid, unit.target, unit.state.value, unit.note, target)
        )
    return out.getvalue().encode("utf-8-sig")


def read(data: bytes, place: str) -> tuple[list[Unit], str]:
    """The units; a row whose `state` is `approved` is approved."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(
            "not UTF-8", place=place, cause=str(error), fix="save it as CSV UTF-8"
        ) from error
    rows = csv.DictReader(io.StringIO(text, newline=""))
    missing = [
        name for name in ("article", "msgid", "msgstr") if name not in (rows.fieldnames or ())
    ]
    if missing:
        fix = f"its first row must name the columns {', '.join(_FIELDS)}"
        raise UsageError(f"no column {', '.join(missing)}", place=f"{place}:1", fix=fix)
    units, tag = [], ""
    for row in rows:
        approved = (row.get("state") or "").strip() == State.APPROVED.value
        target = row["msgstr"] or ""
        state = State.APPROVED if approved else State.STALE
        key = Key(row.get("msgctxt") or None, row["msgid"] or "")
        tag = tag or row.get("language") or ""
        units.append(
            Unit(row["article"] or "", key, target, state if target else State.UNTRANSLATED)
        )
    return units, tag
