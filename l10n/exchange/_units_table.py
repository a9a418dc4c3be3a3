"""Units as rows of a table: one an entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from l10n.errors import UsageError
from l10n.exchange._table import Row
from l10n.exchange.units import Unit
from l10n.model import Key, State

FIELDS = ("article", "msgctxt", "msgid", "msgstr", "state", "note", "comments", "language")
_JOINED = "joined"


def rows_of(units: Sequence[Unit], target: str) -> Iterator[tuple[str, ...]]:
    """A row a unit; an empty `msgctxt` is none."""
    for unit in units:
        state = _JOINED if unit.joined else unit.state.value
        comments = "\n".join(unit.comments)
        context, msgid = unit.key
        yield unit.domain, context or "", msgid, unit.target, state, unit.note, comments, target


def units_of_rows(heads: Sequence[str], rows: Sequence[Row], place: str) -> tuple[list[Unit], str]:
    """The units and their language tag; a row whose `state` is `approved` is approved."""
    missing = [name for name in ("article", "msgid", "msgstr") if name not in heads]
    if missing:
        fix = f"its first row must name the columns {', '.join(FIELDS)}"
        raise UsageError(f"no column {', '.join(missing)}", place=f"{place}:1", fix=fix)
    tags = {row["language"] for row in rows if row.get("language")}
    if len(tags) > 1:
        raise UsageError(
            "several target languages in one file",
            place=place,
            cause=", ".join(sorted(tags)),
            fix="import a table for each language",
        )
    return [_unit(row) for row in rows], next(iter(tags), "")


def _unit(row: Row) -> Unit:
    named = row.get("state", "").strip().casefold()  # a spreadsheet likes capitals
    comments = tuple(row["comments"].split("\n")) if row.get("comments") else ()
    key = Key(row.get("msgctxt") or None, row["msgid"])
    target, joined = row["msgstr"], named == _JOINED and not row["msgstr"]
    state = State.APPROVED if joined or named == State.APPROVED.value else State.STALE
    state = state if target or joined else State.UNTRANSLATED
    return Unit(row["article"], key, target, state, comments=comments, joined=joined)
