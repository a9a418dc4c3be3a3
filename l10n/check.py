"""Stage: a catalog through the checks. Finds, never edits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from l10n.model import Catalog, Finding, Severity, State, Term
from l10n.plugin import Check

Level = Severity | Literal["off"]


def check(
    catalog: Catalog,
    checks: Sequence[Check],
    *,
    terms: Sequence[Term] = (),
    file: str = "",
    levels: Mapping[str, Level] | None = None,
) -> tuple[Finding, ...]:
    """The findings of all entries that have a msgstr, in catalog order.

    `levels` overrides a check's severity, or turns it off. Stale entries are left out: their
    text belongs to another source, and `status` counts them.
    """
    chosen = levels or {}
    active = [rule for rule in checks if chosen.get(rule.id) != "off"]
    found = []
    for entry in catalog.active:
        if not entry.msgstr or entry.state is State.STALE:
            continue
        for rule in active:
            for finding in rule.run(entry, catalog.locale, terms):
                level = chosen.get(rule.id, finding.severity)
                placed = replace(finding, key=entry.key, locale=catalog.locale)
                placed = replace(placed, file=file, line=entry.line)
                found.append(placed if level == "off" else replace(placed, severity=level))
    return tuple(found)
