"""GNU msgfmt as a judge of catalogs, where gettext is installed."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from l10n.model import Finding

_LINE = re.compile(r"^.*?:(?P<line>\d+): (?P<message>(?!warning: ).+)$", re.MULTILINE)

_UTF8 = re.compile(rb"\"[^\"\n]*charset=UTF-8\\n", re.IGNORECASE)
_DOMAIN = re.compile(rb"domain[ \t]*\"")
_EMPTY = re.compile(rb'(?<=\n\n)(?:#[.:] .*\n)*msgid ".*"\nmsgstr ""\n\n')
_AT_ONCE = 64


@cache
def _program() -> str:
    from shutil import which

    return which("msgfmt") or ""


def doubtful(paths: Sequence[Path]) -> list[Path]:
    """Of PO files, those that `msgfmt -c` may refuse; nothing without gettext.

    A process takes 2 ms and a catalog half of one, so that many go to one process, a domain each;
    only if it refuses something each of them is doubtful.
    """
    if not _program():
        return []
    found: list[Path] = []
    for start in range(0, len(paths), _AT_ONCE):
        some = {path: path.read_bytes() for path in paths[start : start + _AT_ONCE]}
        plain = {path: data for path, data in some.items() if _is_plain(data)}
        said = (_EMPTY.sub(b"", data) for data in plain.values())  # no more is judged by msgfmt
        parts = [b'domain "%d"\n\n%s\n' % one for one in enumerate(said)]
        refused = bool(parts) and not _accepts(b"\n".join(parts))
        found += [path for path in some if refused or path not in plain]
    return found


def _is_plain(data: bytes) -> bool:
    """True when a file says the same in another one: it is UTF-8, and has no domains of its own."""
    head = data[:4096]
    return bool(_UTF8.search(head)) and head[:3] != codecs.BOM_UTF8 and not _DOMAIN.search(data)


def _accepts(data: bytes) -> bool:
    import subprocess
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:  # for the files that it makes of the domains
        command = [_program(), "--check", "-"]
        return not subprocess.run(command, input=data, cwd=folder, capture_output=True).returncode


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
