"""The ledger as one HTML page: what to look at first, then the whole table. No script, no file beside it."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from l10n.lang.tags import direction, language_tag
from l10n.ledger import SIGNS, Cell, Row, shown

_DOUBTFUL = ("wrong", "missing")
_KEY = {
    "ok": "as in the source",
    "wrong": "another value",
    "missing": "not found",
    "unknown": "not known: look yourself",
    "untranslated": "not translated yet",
}
_STYLE = """
:root{color-scheme:light dark;--line:#d0d7de;--wrong:#ffd7d5;--missing:#fff1c2;--dim:#656d76;--head:#f6f8fa}
@media(prefers-color-scheme:dark){:root{--line:#3d444d;--wrong:#5d1f1c;--missing:#4d3d0a;--dim:#9198a1;--head:#212830}}
body{font:15px/1.45 system-ui,sans-serif;margin:0 auto;padding:1rem 1.25rem;max-width:110rem}
h1{font-size:1.4rem;margin:.2rem 0}h2{font-size:1.1rem;margin:1.6rem 0 .5rem}
.key span{margin-inline-end:1.2em;color:var(--dim)}
ol{padding:0;list-style:none}li{border:1px solid var(--line);border-inline-start:.4rem solid;border-radius:.3rem;padding:.5rem .75rem;margin:.5rem 0}
li.wrong{border-inline-start-color:#cf222e}li.missing{border-inline-start-color:#bf8700}
li p{margin:.2rem 0}.what b{font-size:1.05rem}.where{color:var(--dim)}
mark{background:var(--missing);color:inherit;padding:0 .1em}
.scroll{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{border:1px solid var(--line);padding:.25rem .55rem;text-align:start;vertical-align:top}
thead th{background:var(--head);position:sticky;top:0}
tbody th{font-weight:600;white-space:nowrap}tr.article th{background:var(--head)}
td.value{white-space:nowrap;text-align:end}small{color:var(--dim);font-weight:400}tbody small{display:block}tr.new>*{border-top-width:2px}
td.wrong{background:var(--wrong)}td.missing{background:var(--missing)}td.unknown,td.untranslated{color:var(--dim)}
@media print{thead th{position:static}li,tr{break-inside:avoid}}
"""


def as_html(rows: Sequence[Row], locales: Sequence[str]) -> str:
    """The page; each doubtful figure, date and name stands on top with both sentences."""
    marked = [(row, name, row.cells[name]) for row in rows for name in locales if name in row.cells]
    bad = [(row, name, cell) for row, name, cell in marked if cell.verdict in _DOUBTFUL]
    items = "".join(_item(row, locale, cell) for row, locale, cell in bad)
    todo = f"<h2>To look at</h2><ol>{items}</ol>" if bad else ""
    key = "".join(f"<span>{SIGNS[name]} {text}</span>" for name, text in _KEY.items())  # type: ignore[index]
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Ledger</title>'
        '<meta name="viewport" content="width=device-width">'
        f"<style>{_STYLE}</style></head><body><h1>{_count(rows, bad)}</h1>"
        f'<p class="key">{key}</p>{todo}<h2>All of them</h2>'
        f'<div class="scroll"><table><thead>{_head(rows, locales)}</thead>'
        f"<tbody>{''.join(_body(rows, locales))}</tbody></table></div></body></html>\n"
    )


def _count(rows: Sequence[Row], bad: Sequence[object]) -> str:
    kinds = Counter(row.kind for row in rows)
    told = ", ".join(f"{kinds[kind]} {kind}s" for kind in ("figure", "date", "name") if kinds[kind])
    return (
        f"{told or 'no figures'}: {len(bad)} to look at" if bad else f"{told}: all as in the source"
    )


def _head(rows: Sequence[Row], locales: Sequence[str]) -> str:
    """Locales with the number of their doubtful cells."""
    cells = ["<th>source</th><th>value</th>"]
    for locale in locales:
        count = sum(row.cells[locale].verdict in _DOUBTFUL for row in rows if locale in row.cells)
        note = f" <small>{count} to look at</small>" if count else ""
        cells.append(f"<th>{html.escape(language_tag(locale))}{note}</th>")
    return f"<tr>{''.join(cells)}</tr>"


def _body(rows: Sequence[Row], locales: Sequence[str]) -> Iterator[str]:
    for domain, group in groupby(rows, key=lambda row: row.domain):
        span = len(locales) + 2
        yield f'<tr class="article"><th colspan="{span}">{html.escape(domain)}</th></tr>\n'
        last = ""
        for row in group:
            yield _row(row, locales, new=row.msgid != last)
            last = row.msgid


def _row(row: Row, locales: Sequence[str], *, new: bool) -> str:
    sentence = f"<small>{html.escape(_short(row.msgid))}</small>" if new else ""
    cells = [
        f'<th lang="ja">{html.escape(row.source)}{sentence}</th>',
        f'<td class="value">{html.escape(row.value)}</td>',
    ]
    for locale in locales:
        cell = row.cells.get(locale, Cell("untranslated"))
        said = html.escape(shown(cell))
        cells.append(
            f'<td {_speech(locale)} class="{cell.verdict}" title="{html.escape(cell.msgstr)}">{said}</td>'
        )
    kind = ' class="new"' if new else ""
    return f'<tr{kind} title="{html.escape(row.msgid)}">{"".join(cells)}</tr>\n'


def _item(row: Row, locale: str, cell: Cell) -> str:
    found = f"<b {_speech(locale)}>{html.escape(cell.text or '—')}</b>"
    read = f" = {html.escape(cell.read)}" if cell.read else f" ({_KEY[cell.verdict]})"
    value = f" = {html.escape(row.value)}" if row.value else ""
    return (
        f'<li class="{cell.verdict}"><p class="what">{SIGNS[cell.verdict]} '
        f'<b lang="ja">{html.escape(row.source)}</b>{value} → {found}{read} '
        f'<span class="where">{html.escape(language_tag(locale))} · {html.escape(row.domain)}</span></p>'
        f'<p lang="ja">{_marked(row.msgid, row.source)}</p>'
        f"<p {_speech(locale)}>{_marked(cell.msgstr, cell.text)}</p></li>"
    )


def _speech(locale: str) -> str:
    return f'lang="{html.escape(language_tag(locale))}" dir="{direction(locale)}"'


def _marked(text: str, part: str) -> str:
    place = text.find(part) if part else -1
    if place < 0:
        return html.escape(text)
    before, after = text[:place], text[place + len(part) :]
    return f"{html.escape(before)}<mark>{html.escape(part)}</mark>{html.escape(after)}"


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
