"""The translation memory: approved texts, and the journal of every answer an engine gave.

One SQLite file, `.l10n/tm.sqlite`. It can be deleted: approved texts come from the catalogs
on every run, and only paid answers that no catalog holds would be asked for again.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from l10n.errors import UsageError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (
    key TEXT PRIMARY KEY, text TEXT NOT NULL, problem TEXT NOT NULL, detail TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS approved (
    locale TEXT NOT NULL, msgid TEXT NOT NULL, msgstr TEXT NOT NULL, domain TEXT NOT NULL,
    PRIMARY KEY (locale, msgid, domain)
);
"""


class Recorded(NamedTuple):
    """An engine's answer as journaled: a text, or the problem that left none."""

    text: str
    problem: str
    detail: tuple[tuple[str, str], ...]


def answer_key(fingerprint: str, source: str, target: str, text: str) -> str:
    """What an answer is filed under: everything that it depends on."""
    parts = json.dumps([fingerprint, source, target, text], ensure_ascii=True)
    return hashlib.sha256(parts.encode()).hexdigest()


class Memory:
    """An open TM; use as a context manager. Each `record` is durable when it returns."""

    def __init__(self, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=30, isolation_level=None)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.executescript(_SCHEMA)
        except (sqlite3.Error, OSError) as error:
            raise UsageError(
                "the translation memory cannot be opened",
                place=str(path),
                cause=str(error),
                fix="make its folder writable; delete the file if it is damaged",
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._db.close()

    def answer(self, key: str) -> Recorded | None:
        """The journaled answer, or None when the engine was never asked this."""
        row = self._db.execute(
            "SELECT text, problem, detail FROM answers WHERE key = ?", (key,)
        ).fetchone()
        if row is None:
            return None
        return Recorded(row[0], row[1], tuple((k, v) for k, v in json.loads(row[2])))

    def record(self, key: str, answer: Recorded) -> None:
        """Journals an answer."""
        detail = json.dumps(answer.detail, ensure_ascii=False)
        self._db.execute(
            "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)",
            (key, answer.text, answer.problem, detail),
        )

    def learn(self, domain: str, locale: str, pairs: Iterable[tuple[str, str]]) -> None:
        """Makes `pairs` (msgid, msgstr) the approved texts of one catalog."""
        self._db.execute("BEGIN IMMEDIATE")
        self._db.execute("DELETE FROM approved WHERE domain = ? AND locale = ?", (domain, locale))
        self._db.executemany(
            "INSERT OR REPLACE INTO approved VALUES (?, ?, ?, ?)",
            ((locale, msgid, msgstr, domain) for msgid, msgstr in pairs),
        )
        self._db.execute("COMMIT")

    def approved(self, locale: str, msgid: str) -> tuple[str, str] | None:
        """(msgstr, domain) of an approved translation of `msgid` in any article, or None."""
        row = self._db.execute(
            "SELECT msgstr, domain FROM approved WHERE locale = ? AND msgid = ? "
            "ORDER BY domain LIMIT 1",
            (locale, msgid),
        ).fetchone()
        return (row[0], row[1]) if row else None
