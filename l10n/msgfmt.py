"""GNU msgfmt as a judge of catalogs, where gettext is installed."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from l10n.model import Finding

_LINE = re.compile(r"^.*?:(?P<line>\d+): (?P<message>(?!warning: ).+)$", re.MULTILINE)

_UTF8 = re.compile(rb"\"[^\"\n]*charset=UTF-8\\n", re.IGNORECASE)
_DOMAIN = re.compile(rb"domain[ \t]*\"")
_FEW, _AT_ONCE, _MOST = 8, 64, 8_000_000  # files, files, bytes


@cache
def _program() -> str:
    from shutil import which

    return which("msgfmt") or ""


def doubtful(paths: Sequence[Path]) -> list[Path]:
    """Of PO files, those that `msgfmt -c` may refuse; nothing without gettext.

    A process takes 2 ms and a catalog half of one, so that many go to one process, a domain each;
    only if it refuses something each of them is doubtful. So are a few: a look at a small project
    writes nothing anywhere, and the one process needs a folder.
    """
    if not _program():
        return []
    if len(paths) < _FEW:
        return list(paths)
    return [path for some in _portions(paths) for path in _doubtful(some)]


def _portions(paths: Iterable[Path]) -> Iterator[list[Path]]:
    """Files in groups of which one process is asked: not too many, not too large."""
    some: list[Path] = []
    size = 0
    for path in paths:
        size += path.stat().st_size
        if some and (len(some) == _AT_ONCE or size > _MOST):
            yield some
            some, size = [], path.stat().st_size
        some.append(path)
    if some:
        yield some


def _doubtful(paths: Sequence[Path]) -> list[Path]:
    files = {path: path.read_bytes() for path in paths}
    plain = {path: data for path, data in files.items() if _is_plain(data)}
    parts = [b'domain "%d"\n\n%s\n' % one for one in enumerate(map(_said, plain.values()))]
    refused = bool(parts) and not _accepts(b"\n".join(parts))
    return [path for path in paths if refused or path not in plain]


def _is_plain(data: bytes) -> bool:
    """True when a file says the same in another one: it is UTF-8, and has no domains of its own."""
    head = data[:4096]
    return bool(_UTF8.search(head)) and head[:3] != codecs.BOM_UTF8 and not _DOMAIN.search(data)


def _said(data: bytes) -> bytes:
    """A file without its untranslated entries: msgfmt leaves them out, and judges none of them."""
    entries = data.split(b"\n\n")
    left = [e for e in entries if not e.endswith(b'\nmsgstr ""') or e.count(b"\nmsgstr") > 1]
    return b"\n\n".join(left)


def _accepts(data: bytes) -> bool:
    import subprocess
    from tempfile import TemporaryDirectory

    try:
        with TemporaryDirectory() as folder:  # for the files that it makes of the domains
            command = [_program(), "--check", "-"]
            done = subprocess.run(command, input=data, cwd=folder, capture_output=True, check=False)
    except OSError:  # no place for such a folder: each file is asked for by itself, without one
        return False
    return not done.returncode


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
