"""Every figure, date and name of an article with its rendering in every locale, read back.

One table on which an editor sees whether the numbers of an edition are right.
"""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from l10n.checks import _figures
from l10n.checks.date import Said
from l10n.checks.glossary import is_rendered
from l10n.lang.ja import read_dates, read_quantities
from l10n.model import Catalog, Entry, Quantity, Term
from l10n.terms import find

Verdict = Literal["ok", "wrong", "missing", "untranslated"]
SIGNS: Mapping[Verdict, str] = {"ok": "✓", "wrong": "✗", "missing": "?", "untranslated": "·"}


@dataclass(frozen=True, slots=True)
class Cell:
    """What one locale makes of a figure, date or name."""

    verdict: Verdict
    text: str = ""
    """The rendering as it stands in the msgstr; "" when it was not found."""


@dataclass(frozen=True, slots=True)
class Row:
    """A figure, date or name of the source, and its renderings by locale."""

    domain: str
    kind: Literal["figure", "date", "name"]
    source: str
    value: str
    """The value in plain digits, an ISO date, or the approved rendering's source term."""
    msgid: str
    cells: Mapping[str, Cell]


def ledger(
    catalogs: Sequence[Catalog], terms: Mapping[str, Sequence[Term]] | None = None
) -> list[Row]:
    """The rows of one article, in its order; `catalogs` are its catalogs, one a locale."""
    entries = {c.locale: {e.key: e for e in c.active} for c in catalogs}
    rows: list[Row] = []
    for key in dict.fromkeys(e.key for c in catalogs for e in c.active):
        of_key = {locale: known.get(key) for locale, known in entries.items()}
        rows += _rows(catalogs[0].domain, key.msgid, of_key, terms or {})
    return rows


def _rows(
    domain: str,
    msgid: str,
    entries: Mapping[str, Entry | None],
    terms: Mapping[str, Sequence[Term]],
) -> Iterator[Row]:
    text = _figures.read(msgid, "", "en").source_text
    found: list[tuple[int, Row]] = []
    for q in read_quantities(text):
        cells = {locale: _figure(entry, q, locale) for locale, entry in entries.items()}
        found.append(
            (q.start, Row(domain, "figure", msgid[q.start : q.end], plain(q), msgid, cells))
        )
    for n, date in enumerate(read_dates(text)):
        cells = {locale: _date(entry, n, locale) for locale, entry in entries.items()}
        shown = "-".join(f"{p:02}" for p in (date.year, date.month, date.day) if p is not None)
        source = msgid[date.start : date.end]
        found.append((date.start, Row(domain, "date", source, shown, msgid, cells)))
    names = {hit.term.source: hit.start for known in terms.values() for hit in find(msgid, known)}
    for name, start in names.items():
        cells = {
            locale: _name(entry, name, terms.get(locale, ())) for locale, entry in entries.items()
        }
        found.append((start, Row(domain, "name", name, "", msgid, cells)))
    yield from (row for _, row in sorted(found, key=lambda pair: pair[0]))


def plain(quantity: Quantity) -> str:
    """The value in ASCII digits by threes, its unit, and what is said of it.

    >>> from decimal import Decimal
    >>> plain(Quantity(Decimal("97400000000"), "USD", approximate=True))
    '~97,400,000,000 USD'
    """
    value = format(quantity.value.normalize(), ",f")
    sign = quantity.bound or ("~" if quantity.approximate else "")
    return f"{sign}{value} {quantity.unit}".strip()


def _figure(entry: Entry | None, wanted: Quantity, locale: str) -> Cell:
    if entry is None or not entry.msgstr:
        return Cell("untranslated")
    both = _figures.read(entry.key.msgid, entry.msgstr, locale)
    for source, made in both.pairs:
        if source.start == wanted.start:
            same = not (source.unit and made.unit) or source.unit == made.unit
            right = same or _figures.same_span(source, made)
            return Cell("ok" if right else "wrong", entry.msgstr[made.start : made.end])
    small = not wanted.unit and wanted.value <= 3  # "the couple", "both"
    if not small and any(q.start == wanted.start for q in both.missing):
        made_up = [entry.msgstr[q.start : q.end] for q in both.invented]
        return Cell("wrong" if made_up else "missing", ", ".join(made_up))
    return Cell("ok")


def _date(entry: Entry | None, number: int, locale: str) -> Cell:
    if entry is None or not entry.msgstr:
        return Cell("untranslated")
    both = _figures.read(entry.key.msgid, entry.msgstr, locale)
    date = both.source_dates[number]
    wrong = list(Said(both, locale).wrong(date))
    near = [
        d
        for d in both.target_dates
        if {d.year, d.month, d.day, d.hour} & {date.year, date.month, date.day, date.hour} - {None}
    ]
    text = entry.msgstr[near[0].start : near[0].end] if near else ""
    if not wrong:
        return Cell("ok", text)
    changed = ", ".join(other for _, other in wrong if other)
    return Cell("wrong" if changed else "missing", text or changed)


def _name(entry: Entry | None, name: str, terms: Sequence[Term]) -> Cell:
    if entry is None or not entry.msgstr:
        return Cell("untranslated")
    term = next((t for t in terms if t.source == name), None)
    target = term.target if term else ""
    if not target:
        return Cell("ok")
    found = entry.msgstr.casefold().find(target.casefold())
    if found >= 0:
        return Cell("ok", entry.msgstr[found : found + len(target)])
    return Cell("ok", target) if is_rendered(target, entry.msgstr) else Cell("missing")


HEADS = ("article", "kind", "source", "value")


def lines(rows: Sequence[Row], locales: Sequence[str]) -> list[tuple[str, ...]]:
    """The rows as strings, a verdict's sign before each rendering: `✓ $97.4 billion`."""
    return [
        (
            row.domain,
            row.kind,
            row.source,
            row.value,
            *(_shown(row.cells.get(locale)) for locale in locales),
        )
        for row in rows
    ]


def _shown(cell: Cell | None) -> str:
    return f"{SIGNS[cell.verdict]} {cell.text}".rstrip() if cell else SIGNS["untranslated"]


def as_csv(rows: Sequence[Row], locales: Sequence[str]) -> str:
    """CSV (RFC 4180, but with line feeds), the sentence in its last column."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow([*HEADS, *locales, "sentence"])
    for line, row in zip(lines(rows, locales), rows, strict=True):
        writer.writerow([*line, row.msgid])
    return made.getvalue()


def as_html(rows: Sequence[Row], locales: Sequence[str]) -> str:
    """One HTML page with the table; wrong cells are marked, the sentence is the row's title."""
    head = "".join(f"<th>{html.escape(name)}</th>" for name in (*HEADS, *locales))
    body = "".join(_html_row(row, locales) for row in rows)
    style = (
        "body{font:14px system-ui}table{border-collapse:collapse}"
        "th,td{border:1px solid #ccc;padding:.2em .5em;text-align:start;unicode-bidi:plaintext}"
        ".wrong{background:#fbd5d5}.missing{background:#fdf0c4}.untranslated{color:#999}"
    )
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Ledger</title>'
        f"<style>{style}</style></head><body><table><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></body></html>\n"
    )


def _html_row(row: Row, locales: Sequence[str]) -> str:
    cells = [
        f'<td lang="ja">{html.escape(row.source)}</td>'
        if name == row.source
        else f"<td>{html.escape(name)}</td>"
        for name in (row.domain, row.kind, row.source, row.value)
    ]
    for locale in locales:
        cell = row.cells.get(locale, Cell("untranslated"))
        tag = locale.replace("_", "-")
        cells.append(f'<td lang="{tag}" class="{cell.verdict}">{html.escape(_shown(cell))}</td>')
    return f'<tr title="{html.escape(row.msgid)}">{"".join(cells)}</tr>\n'
