"""The table of article × locale."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

from l10n.cli.output import opened, tell
from l10n.cli.scope import Scope
from l10n.cli.table import table
from l10n.model import Coverage
from l10n.stages.status import Standing, standings

_COUNTS = ("approved", "draft", "stale", "untranslated")


def status(scope: Scope) -> None:
    """The table of article × locale, and of all of them."""
    found = standings(opened(scope), articles=scope.articles or (), locales=scope.locale or ())
    left = ("words left", "characters left")
    heads = ("article", "locale", *_COUNTS, *left, "oldest stale", "findings")
    total = [_total(found)] if len(found) > 1 else []
    shown = table(heads, [_status_row(s) for s in (*found, *total)])
    tell(scope, {"articles": [_data(one) for one in found]}, shown)


def _data(s: Standing) -> dict[str, Any]:
    return {
        "article": s.article,
        "locale": s.locale,
        **{name: getattr(s.coverage, name) for name in _COUNTS},
        "errors": s.errors,
        "warnings": s.warnings,
        "characters_left": s.characters_left,
        "words_left": s.words_left,
        "oldest_stale": _oldest(s),
    }


def _total(standings: Sequence[Standing]) -> Standing:
    def every(count: Callable[[Standing], int]) -> int:
        return sum(count(s) for s in standings)

    covered = Coverage(
        every(lambda s: s.coverage.approved),
        every(lambda s: s.coverage.draft),
        every(lambda s: s.coverage.stale),
        every(lambda s: s.coverage.untranslated),
    )
    return Standing(
        "all",
        "",
        covered,
        every(lambda s: s.errors),
        every(lambda s: s.warnings),
        every(lambda s: s.characters_left),
        every(lambda s: s.words_left),
        min((s.oldest_stale for s in standings if s.oldest_stale), key=itemgetter(0), default=None),
    )


def _oldest(standing: Standing) -> dict[str, str | None] | None:
    if standing.oldest_stale is None:
        return None
    day, key = standing.oldest_stale
    return {"since": day.isoformat(), "msgid": key.msgid, "msgctxt": key.msgctxt}


def _status_row(standing: Standing) -> tuple[str, ...]:
    c = standing.coverage
    share = f"{c.approved} ({100 * c.approved // max(1, c.total)} %)"
    counts = (str(n) if n else "·" for n in (c.draft, c.stale, c.untranslated))
    found = [
        f"{n} {word}{'s' * (n != 1)}"
        for n, word in ((standing.errors, "error"), (standing.warnings, "warning"))
        if n
    ]
    left = (f"{n:,}" if n else "·" for n in (standing.words_left, standing.characters_left))
    oldest = standing.oldest_stale[0].isoformat() if standing.oldest_stale else "·"
    findings = ", ".join(found) or "·"
    return (standing.article, standing.locale, share, *counts, *left, oldest, findings)
