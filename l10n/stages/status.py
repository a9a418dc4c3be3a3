"""Where each article stands in each locale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from l10n.build import coverage
from l10n.flow import Article, Flow
from l10n.lazy import lazy
from l10n.model import Catalog, Coverage, Finding, Key, State
from l10n.stages.check import check_stage
from l10n.stages.update import merge_only

if TYPE_CHECKING:
    from datetime import date


_WORD = lazy(r"[A-Za-z0-9À-ɏ]+(?:[.,'’-][A-Za-z0-9À-ɏ]+)*|[^\W_]")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one article stands in one locale."""

    article: str
    locale: str
    coverage: Coverage
    errors: int
    warnings: int
    characters_left: int = 0
    """Of the source sentences that nobody has approved yet, spaces not counted."""
    words_left: int = 0
    """The same in words, as word processors count Japanese: each character is one, and each
    run of Latin letters and digits."""
    oldest_stale: tuple[date, Key] | None = None
    """The stale entry that has waited longest, by git's history of the catalog."""


def standings(flow: Flow) -> list[Standing]:
    """Article × locale, against the source as it is now; writes nothing."""
    merge_only(flow)
    findings = check_stage(flow)
    found = []
    for article, locale in flow.each():
        place = article.document.domain, locale
        oldest = _oldest_stale(flow.project.catalog(*place), flow.catalogs[place])
        standing = _standing(article, locale, flow.catalogs[place], findings[place])
        found.append(replace(standing, oldest_stale=oldest))
    return found


def _standing(
    article: Article, locale: str, catalog: Catalog, findings: Sequence[Finding]
) -> Standing:
    entries = {entry.key: entry for entry in catalog.active}
    left = [e.key.msgid for e in catalog.active if e.state is not State.APPROVED]
    return Standing(
        article.document.name,
        locale,
        coverage(article.document, entries),
        sum(f.severity == "error" for f in findings),
        sum(f.severity == "warning" for f in findings),
        sum(len("".join(msgid.split())) for msgid in left),
        sum(len(_WORD.findall(msgid)) for msgid in left),
    )


def _oldest_stale(path: Path, catalog: Catalog) -> tuple[date, Key] | None:
    from l10n.history import since

    stale = {e.line: e.key for e in catalog.active if e.state is State.STALE and e.line}
    days = since(path, stale)
    first = min(days, key=lambda line: (days[line], line), default=None)
    return None if first is None else (days[first], stale[first])
