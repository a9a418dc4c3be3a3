"""When lines of a file came to be, asked of git."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

from l10n.errors import UsageError
from l10n.git import attempt, is_shallow
from l10n.lazy import lazy

_LINE = lazy(r"^([0-9a-f]{40,64}) \d+ (\d+)", re.MULTILINE)
_UNCOMMITTED = lazy(r"^0+$")


def since(path: Path, lines: Iterable[int]) -> dict[int, date]:
    """The day (UTC) of the commit that wrote each of `lines`; without those not committed.

    Nor those that a shallow clone cannot date. {} where there is no git, or no history of the file.
    """
    text = _blame(path, lines)
    unknown = _cut_off(path, text)
    return {line: day for line, day in _parsed(text).items() if line not in unknown}


def hidden(path: Path, lines: Iterable[int]) -> frozenset[int]:
    """Those of `lines` that are older than the history of a shallow clone."""
    return _cut_off(path, _blame(path, lines))


def _cut_off(path: Path, porcelain: str) -> frozenset[int]:
    """Lines of commits without parents: in a shallow clone they are only the oldest that are there."""
    oldest = _commits_without_parents(porcelain)
    if not oldest or not is_shallow(path.parent):
        return frozenset()
    return frozenset(int(m[2]) for m in _LINE.finditer(porcelain) if m[1] in oldest)


def _commits_without_parents(porcelain: str) -> frozenset[str]:
    """
    >>> _commits_without_parents("a" * 40 + " 1 1 1\\nauthor Y\\nboundary\\n\\tmsgid\\n") == {"a" * 40}
    True
    """
    found, commit = set(), ""
    for line in porcelain.split("\n"):
        if head := _LINE.match(line):
            commit = head[1]
        elif line == "boundary":
            found.add(commit)
    return frozenset(found)


def _blame(path: Path, lines: Iterable[int]) -> str:
    ranges = [f"-L{line},{line}" for line in sorted(set(lines))]
    if not ranges:
        return ""
    try:
        done = attempt("blame", "--porcelain", *ranges, "--", path.name, cwd=path.parent)
    except UsageError:  # no git
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def _parsed(porcelain: str) -> dict[int, date]:
    """
    >>> commit = "a" * 40
    >>> _parsed(f"{commit} 7 9 1\\nauthor Y\\nauthor-time 1739232000\\n\\tmsgid\\n")
    {9: datetime.date(2025, 2, 11)}
    """
    found: dict[int, str] = {}
    days: dict[str, date] = {}
    commit = ""
    for line in porcelain.split("\n"):
        if head := _LINE.match(line):
            commit = head[1]
            if not _UNCOMMITTED.match(commit):
                found[int(head[2])] = commit
        elif line.startswith("author-time "):
            days[commit] = datetime.fromtimestamp(int(line.split()[1]), UTC).date()
    return {number: days[commit] for number, commit in found.items() if commit in days}
