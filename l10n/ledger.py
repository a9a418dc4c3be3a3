"""Every figure, date and name of an article with its rendering in every locale, read back.

One table on which an editor sees whether the numbers of an edition are right.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from l10n.checks import _figures
from l10n.checks.date import Said
from l10n.checks.glossary import is_rendered
from l10n.lang._date import Date
from l10n.lang.ja import read_dates, read_quantities
from l10n.ledger_names import Name, names, persons, rendering
from l10n.model import Catalog, Entry, Quantity, Term
from l10n.terms import find

Verdict = Literal["ok", "wrong", "missing", "unknown", "untranslated"]
SIGNS: Mapping[Verdict, str] = {
    "ok": "✓", "wrong": "✗", "missing": "?", "unknown": "–", "untranslated": "·",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """What one locale makes of a figure, date or name."""

    verdict: Verdict
    text: str = ""
    """The rendering as it stands in the msgstr; "" when it was not found."""
    read: str = ""
    """What the rendering says, in the form of `Row.value`; "" for names and what was not found."""
    msgstr: str = ""


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
    """The rows of one article, in its order; `catalogs` are its catalogs, one a locale.

    A name that is rendered in the same way again has one row.
    """
    entries = {c.locale: {e.key: e for e in c.active} for c in catalogs}
    keys = list(dict.fromkeys(e.key for c in catalogs for e in c.active))
    known = persons(key.msgid for key in keys)
    rows: list[Row] = []
    told: set[tuple[str, tuple[tuple[str, str], ...]]] = set()
    for key in keys:
        of_key = {locale: of_locale.get(key) for locale, of_locale in entries.items()}
        for row in _rows(catalogs[0].domain, key.msgid, of_key, terms or {}, known):
            said = row.source, tuple((c.verdict, c.text) for c in row.cells.values())
            if row.kind != "name" or said not in told:
                rows.append(row)
            told.add(said)
    return rows


def _rows(
    domain: str,
    msgid: str,
    entries: Mapping[str, Entry | None],
    terms: Mapping[str, Sequence[Term]],
    known: Collection[str],
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
        shown = iso(date)
        source = msgid[date.start : date.end]
        found.append((date.start, Row(domain, "date", source, shown, msgid, cells)))
    hits = [hit for of_locale in terms.values() for hit in find(msgid, of_locale)]
    taken = [
        *((hit.start, hit.end) for hit in hits),
        *((q.start, q.end) for q in read_quantities(text)),
    ]
    for other in names(text, known):
        if not any(
            other.start < end and start < other.start + len(other.text) for start, end in taken
        ):
            cells = {locale: _other_name(entry, other, locale) for locale, entry in entries.items()}
            found.append((other.start, Row(domain, "name", other.text, "", msgid, cells)))
    for name, start in {hit.term.source: hit.start for hit in hits}.items():
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


def iso(date: Date) -> str:
    """A date in ISO 8601 as far as it is known, with its hour: `2025-02-11`, `15:30`.

    >>> iso(Date(2025, 2, 11)), iso(Date(hour=15, minute=30))
    ('2025-02-11', '15:30')
    """
    day = "-".join(f"{p:02}" for p in (date.year, date.month, date.day) if p is not None)
    hour = "" if date.hour is None else f"{date.hour:02}:{date.minute or 0:02}"
    return " ".join(filter(None, (day + "s" * date.decade, hour)))


def _figure(entry: Entry | None, wanted: Quantity, locale: str) -> Cell:
    if entry is None or not entry.msgstr:
        return Cell("untranslated")
    both = _figures.read(entry.key.msgid, entry.msgstr, locale)
    for source, made in both.pairs:
        if source.start == wanted.start:
            same = not (source.unit and made.unit) or source.unit == made.unit
            right = same or _figures.same_span(source, made)
            text = entry.msgstr[made.start : made.end]
            return Cell("ok" if right else "wrong", text, plain(made), entry.msgstr)
    small = not wanted.unit and wanted.value <= 3  # "the couple", "both"
    if not small and any(q.start == wanted.start for q in both.missing):
        made_up = ", ".join(entry.msgstr[q.start : q.end] for q in both.invented)
        read = ", ".join(plain(q) for q in both.invented)
        return Cell("wrong" if made_up else "missing", made_up, read, entry.msgstr)
    return Cell("ok", msgstr=entry.msgstr)


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
    read = iso(near[0]) if near else ""
    if not text and date.year is not None and str(date.year) in entry.msgstr:
        text = read = str(date.year)
    if not wrong:
        return Cell("ok", text, read, entry.msgstr)
    changed = ", ".join(other for _, other in wrong if other)
    return Cell("wrong" if changed else "missing", text or changed, read, entry.msgstr)


def _name(entry: Entry | None, name: str, terms: Sequence[Term]) -> Cell:
    if entry is None or not entry.msgstr:
        return Cell("untranslated")
    term = next((t for t in terms if t.source == name), None)
    target = term.target if term else ""
    if not target:
        return Cell("ok", msgstr=entry.msgstr)
    found = entry.msgstr.casefold().find(target.casefold())
    if found >= 0:
        return Cell("ok", entry.msgstr[found : found + len(target)], msgstr=entry.msgstr)
    verdict: Verdict = "ok" if is_rendered(target, entry.msgstr) else "missing"
    return Cell(verdict, target if verdict == "ok" else "", msgstr=entry.msgstr)


def _other_name(entry: Entry | None, name: Name, locale: str) -> Cell:
    """A name that the termbase does not have."""
    if entry is None or not entry.msgstr:
        return Cell("untranslated")
    return Cell(*rendering(name, entry.key.msgid, entry.msgstr, locale), msgstr=entry.msgstr)


HEADS = ("article", "kind", "source", "value")


def lines(rows: Sequence[Row], locales: Sequence[str]) -> list[tuple[str, ...]]:
    """The rows as strings, a verdict's sign before each rendering: `✓ $97.4 billion`."""
    return [
        (
            row.domain,
            row.kind,
            row.source,
            row.value,
            *(shown(row.cells.get(locale)) for locale in locales),
        )
        for row in rows
    ]


def shown(cell: Cell | None) -> str:
    """A verdict's sign with the rendering, and what it says where that is another value."""
    if cell is None:
        return SIGNS["untranslated"]
    read = f" = {cell.read}" if cell.verdict == "wrong" and cell.read not in ("", cell.text) else ""
    return f"{SIGNS[cell.verdict]} {cell.text}{read}".rstrip()


def as_csv(rows: Sequence[Row], locales: Sequence[str]) -> str:
    """CSV (RFC 4180, but with line feeds), the sentence in its last column."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow([*HEADS, *locales, "sentence"])
    for line, row in zip(lines(rows, locales), rows, strict=True):
        writer.writerow([*line, row.msgid])
    return made.getvalue()
