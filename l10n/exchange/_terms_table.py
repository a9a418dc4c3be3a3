"""Terms as rows of a table: one a term and language.

Read is also the table that people make by themselves: a column a language, named by its tag.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from l10n.errors import UsageError
from l10n.exchange._table import Row
from l10n.exchange.termbase import TermUnit
from l10n.lazy import lazy
from l10n.model import State

FIELDS = ("term", "translation", "language", "state", "aliases", "forbidden", "keep", "note")
_COMMA = lazy(r"[,、]\s*")
_TAG = lazy(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def holds_terms(heads: Sequence[str]) -> bool:
    """True for the columns of a table of terms, False for those of a table of entries."""
    return "msgid" not in heads


def rows_of(units: Sequence[TermUnit]) -> Iterator[tuple[str, ...]]:
    """A row a unit."""
    for unit in units:
        lists = ", ".join(unit.aliases), ", ".join(unit.forbidden), "yes" if unit.keep else ""
        yield unit.source, unit.target, unit.tag, unit.state.value, *lists, unit.note


def units_of_rows(
    heads: Sequence[str], rows: Sequence[Row], source: str, place: str
) -> list[TermUnit]:
    """The units of a table; `source` is the language tag of the terms.

    Where no column says otherwise a rendering counts as approved: people send the terms that
    they have agreed on.
    """
    if "term" in heads and "translation" in heads and "language" in heads:
        return [_unit(row) for row in rows if row["term"].strip()]
    by_tag = {head: head.replace("_", "-") for head in heads if _TAG.fullmatch(head)}
    column = next((head for head, tag in by_tag.items() if _same(tag, source)), "")
    if not column or len(by_tag) < 2:
        raise UsageError(
            "not a table of terms",
            place=f"{place}:1",
            cause=f"columns: {', '.join(heads)}",
            fix=f"name the columns {', '.join(FIELDS)}; or by language: {source}, en, …",
        )
    return [
        TermUnit(row[column].strip(), tag, row[head].strip(), _state(row[head], State.APPROVED))
        for row in rows
        if row[column].strip()
        for head, tag in by_tag.items()
        if head != column
    ]


def _same(tag: str, source: str) -> bool:
    """True for `ja` and for `ja-JP`, where `ja` is looked for."""
    return tag.lower() == source.lower() or tag.lower().startswith(source.lower() + "-")


def _unit(row: Row) -> TermUnit:
    approved = "state" not in row or row["state"].strip().casefold() == State.APPROVED.value
    target = row["translation"].strip()
    return TermUnit(
        row["term"].strip(),
        row["language"].strip(),
        target,
        _state(target, State.APPROVED if approved else State.STALE),
        _names(row, "aliases"),
        _names(row, "forbidden"),
        bool(row.get("keep", "").strip()),
        row.get("note", "").strip(),
    )


def _names(row: Row, column: str) -> tuple[str, ...]:
    return tuple(filter(None, _COMMA.split(row.get(column, "").strip())))


def _state(target: str, state: State) -> State:
    return state if target.strip() else State.UNTRANSLATED
