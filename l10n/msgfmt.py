"""GNU msgfmt as a judge of catalogs, where gettext is installed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from l10n.model import Finding

_LINE = re.compile(r"^.*?:(?P<line>\d+): (?P<message>(?!warning: ).+)$", re.MULTILINE)


@cache
def _program() -> str:
    from shutil import which

    return which("msgfmt") or ""


def refused(path: Path, display: str, locale: str) -> Iterator[Finding]:
    """What `msgfmt -c` refuses in a PO file, as findings of `catalogue`; nothing without gettext.

    Its warnings about headers that translators' tools fill in are left out.
    """
    if not _program():
        return
    import subprocess

    done = subprocess.run(
        [_program(), "--check", "--output-file", os.devnull, str(path)],
        env={**os.environ, "LC_ALL": "C"},
        capture_output=True,
        check=False,
    )
    if done.returncode == 0:
        return
    for match in _LINE.finditer(done.stderr.decode("utf-8", "replace")):
        message = f"msgfmt -c: {match['message']}"
        line = int(match["line"])
        yield Finding("catalogue", "error", message, locale=locale, file=display, line=line)
