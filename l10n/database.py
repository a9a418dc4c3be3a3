"""The SQLite files of `.l10n/`: opened in one way, and told of in one way when they cannot be used."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from l10n.errors import UsageError


def connect(
    path: Path | None, what: str, schema: str, *, threads: bool = False
) -> sqlite3.Connection:
    """The open file at `path`, made if it is missing, with `schema` in it; None: in memory alone.

    Every statement outside `BEGIN` and `COMMIT` is durable by itself; readers do not wait for
    writers (WAL). With `threads` several of ours may use it, one at a time. Raises UsageError
    saying that `what` cannot be used.
    """
    place = path or Path(":memory:")
    with explained(place, what):
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
        base = sqlite3.connect(
            place, timeout=30, isolation_level=None, check_same_thread=not threads
        )
        base.execute("PRAGMA journal_mode=WAL")
        base.executescript(schema)
        return base


@contextmanager
def explained(path: Path, what: str) -> Iterator[None]:
    """Makes errors of SQLite and of the disk a UsageError: `what` at `path` cannot be used."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise UsageError(
            f"{what} cannot be used",
            place=str(path),
            cause=str(error),
            fix="make its folder writable; delete the file if it is damaged",
        ) from error
