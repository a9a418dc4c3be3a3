"""The SQLite files of `.l10n/`: opened in one way, and told of in one way when they cannot be used."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from l10n.errors import UsageError

T = TypeVar("T")


def connect(
    path: Path | None, what: str, schema: str, *, threads: bool = False, wal: bool = True
) -> sqlite3.Connection:
    """The open file at `path`, made if it is missing, with `schema` in it; None: in memory alone.

    Every statement outside `BEGIN` and `COMMIT` is durable by itself; readers do not wait for
    writers (WAL; without `wal` they do, and `look_up` can read it). With `threads` several of ours may use it, one at a time. Raises UsageError
    saying that `what` cannot be used.
    """
    place = path or Path(":memory:")
    with explained(place, what):
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
        base = sqlite3.connect(
            place, timeout=30, isolation_level=None, check_same_thread=not threads
        )
        base.execute(f"PRAGMA journal_mode={'WAL' if wal else 'DELETE'}")
        base.executescript(schema)
        return base


@contextmanager
def changing(path: Path, what: str, schema: str) -> Iterator[sqlite3.Connection]:
    """The file at `path` for one transaction: all that is changed inside is durable together, or
    nothing of it when something fails. Not in WAL mode, so that `look_up` can read it. Raises UsageError like `connect`.
    """
    with explained(path, what), closing(connect(path, what, schema, wal=False)) as base:
        base.execute("BEGIN IMMEDIATE")
        yield base
        base.execute("COMMIT")


def look_up(path: Path, ask: Callable[[sqlite3.Connection], T], nothing: T) -> T:
    """What `ask` reads in the file at `path`, of which no byte and no neighbour is touched.

    `nothing` when it is not there or cannot be read: what it holds is only a memory of work, and
    a run that goes on without it does the work again. A file in WAL mode would grow neighbours.
    """
    try:
        place = f"{path.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(place, timeout=30, uri=True)) as base:
            return ask(base)
    except sqlite3.Error:
        return nothing


def writable(path: Path) -> bool:
    """False where what a look at a project has found cannot be kept: a checkout may be read-only."""
    near = next((one for one in (path, *path.parents) if one.exists()), path)
    return os.access(near, os.W_OK)


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
