"""The table of article × locale."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

from l10n.cli.output import opened, tell
from l10n.cli.scope import Scope
from l10n.cli.table import shortened, table, width_of
from l10n.model import Coverage
from l10n.stages.status import Standing, standings

_COUNTS = ("approved", "draft", "stale", "untranslated")
_HEADS = (
    "article", "locale", *_COUNTS, "words left", "characters left", "oldest stale", "findings",
)  # fmt: skip
_NARROW = (
    "locale", "ap-\nproved", "draft", "stale", "untrans-\nlated", "words\nleft", "charac-\nters left",
    "oldest\nstale", "errors/\nwarn.",
)  # fmt: skip
_NAME = 16  # columns; what less shows of an article's name says little


def status(scope: Scope) -> None:
    """The table of article × locale, and of all of them."""
    found = standings(opened(scope), articles=scope.articles or (), locales=scope.locale or ())
    total = [_total(found)] if len(found) > 1 else []
    shown = _shown([_status_row(s) for s in (*found, *total)], columns())
    tell(scope, {"articles": [_data(one) for one in found]}, shown)


def columns() -> int:
    """How wide the terminal is; 0 where the output goes elsewhere, and may be as wide as it is."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 0


def _shown(rows: Sequence[tuple[str, ...]], width: int) -> str:
    """The table, as wide as it is, or else with heads of two lines and names of articles shortened, or
    else with each article on a line of its own."""
    wide = table(_HEADS, rows)
    if not width or width_of(wide) <= width:
        return wide
    heads = [head.replace(" ", "\n") for head in _HEADS]
    rest = width - width_of(table(heads[1:], [row[1:] for row in rows])) - 2
    if rest >= _NAME:
        return table(heads, [(shortened(row[0], rest), *row[1:]) for row in rows])
    first = {row[0]: number for number, row in reversed([*enumerate(rows)])}
    rows = sorted(rows, key=lambda row: first[row[0]])
    narrow = table(_NARROW, [_narrow(row) for row in rows]).split("\n")
    lines, last = narrow[: -len(rows)], ""
    for row, line in zip(rows, narrow[-len(rows) :], strict=True):
        lines += [shortened(row[0], width)] if row[0] != last else []
        lines.append(line)
        last = row[0]
    return "\n".join(lines)


def _narrow(row: tuple[str, ...]) -> tuple[str, ...]:
    """A row without its article; of the findings the numbers, of the approved no share."""
    _, locale, approved, *counts, findings = row
    found = [one.split(" ") for one in findings.split(", ") if " " in one]
    short = [next((n for n, word in found if word[0] == kind), "·") for kind in "ew"]
    return (locale, approved.partition(" ")[0], *counts, "/".join(short))


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
