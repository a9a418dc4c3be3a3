"""When lines of a file came to be, asked of git."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

from l10n.lazy import lazy

_LINE = lazy(r"^([0-9a-f]{40,64}) \d+ (\d+)", re.MULTILINE)
_UNCOMMITTED = lazy(r"^0+$")


def since(path: Path, lines: Iterable[int]) -> dict[int, date]:
    """The day (UTC) of the commit that wrote each of `lines`; without those not committed.

    {} where there is no git, or no history of the file.
    """
    ranges = [f"-L{line},{line}" for line in sorted(set(lines))]
    if not ranges:
        return {}
    command = ["git", "blame", "--porcelain", *ranges, "--", path.name]
    try:
        done = subprocess.run(command, cwd=path.parent, capture_output=True, check=False)
    except OSError:
        return {}
    return _parsed(done.stdout.decode("utf-8", "replace")) if done.returncode == 0 else {}


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
