"""`article.<tag>.json`: what an edition is, for the program that publishes it."""

from __future__ import annotations

import json
from typing import Any

from l10n.lang import read_target_quantities, tags
from l10n.lang.ja import read_quantities
from l10n.model import Piece, digest
from l10n.plugin import Bundle, Facts, Page


def write(page: Page, bundle: Bundle, facts: Facts, url: str = "", **more: Any) -> bytes:
    """The sidecar of one edition as JSON."""
    edition = bundle.editions[page.locale]
    coverage = page.coverage
    total = max(1, coverage.total)
    pages = facts.pages[page.domain]
    data: dict[str, Any] = {
        "locale": page.tag,
        "dir": page.direction,
        "title": page.title,
        "description": page.description,
        "slug": page.slug,
        "date": page.date,
        "updated": page.updated,
        "source": {
            "path": page.name,
            "locale": tags.language_tag(facts.source_locale),
            "digest": digest(bundle.editions[facts.source_locale].text),
        },
        "translation": page.translation or ("original" if page.source else ""),
        "indexed": page.indexed,
        "alternates": {other.tag: other.slug for other in pages.values()},
    }
    if url:
        data["url"] = url
    if not page.source:
        data |= {
            "language_tag": _transformed(page, facts),
            "coverage": round(page.translated, 4),
            "reviewed": round(coverage.approved / total, 4),
            "segments": {
                "approved": coverage.approved,
                "draft": coverage.draft,
                "stale": coverage.stale,
                "untranslated": coverage.untranslated,
            },
            "engine": page.engine,
            "figures": [row for piece in edition.pieces for row in _figures(piece, page.locale)],
        }
    return (json.dumps(data | more, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _transformed(page: Page, facts: Facts) -> str:
    """The tag with RFC 6497's transform extension: `en-t-ja-t0-und` is machine-translated."""
    source = tags.language_tag(facts.source_locale).lower()
    machine = "-t0-und" if page.translation == "machine" else ""
    return f"{page.tag}-t-{source}{machine}"


def _figures(piece: Piece, locale: str) -> list[dict[str, str]]:
    """The ledger: each amount of a translated segment as the source and the edition have it."""
    if piece.segment is None or not piece.translated:
        return []
    amounts = read_quantities(piece.segment.msgid)
    if not amounts:
        return []
    values = {quantity.value for quantity in read_target_quantities(piece.words, locale)}
    rows = []
    for quantity in amounts:
        text = piece.segment.msgid[quantity.start : quantity.end]
        row = {"source": text, "value": format(quantity.value, "f"), "unit": quantity.unit}
        rows.append(row | {"found": "yes" if quantity.value in values else "no"})
    return rows
