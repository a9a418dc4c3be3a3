"""PostgreSQL as several machines share it: a connection that comes back, and tables with a version.

Only `[scale] database` leads here, and the driver (`pip install 'honyaku[postgres]'`) is loaded when it does. All
tables of a project are in one schema of PostgreSQL, so that projects can share a database.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit, urlunsplit

from l10n.errors import UsageError
from l10n.lazy import lazy

if TYPE_CHECKING:
    from psycopg import Connection, Cursor

T = TypeVar("T")
INSTALL = "pip install 'honyaku[postgres]'"
_SCHEMA = lazy(r"[a-z_][a-z0-9_]{0,62}")
_UNFIT = lazy(r"[\x00\ud800-\udfff]")
_PATIENCE = 600.0
"""Seconds that a run waits for a database that went away: a restart, a cable, a fail-over."""
_NETWORK = {
    # A peer that is gone without a word is given up after half a minute, not after TCP's two hours.
    "connect_timeout": 10, "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}  # fmt: skip

MIGRATIONS: tuple[str, ...] = (
    # 1: the TM. `pairs` are the neighbouring characters of the plain msgid, see shared.py.
    """
    CREATE TABLE answers (
        key text PRIMARY KEY, text text NOT NULL, problem text NOT NULL, detail text NOT NULL
    );
    CREATE TABLE texts (
        number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        locale text NOT NULL, msgid text COLLATE "C" NOT NULL, msgstr text NOT NULL,
        domain text COLLATE "C" NOT NULL, origin text NOT NULL, shape text NOT NULL,
        pairs bigint[] NOT NULL
    );
    CREATE UNIQUE INDEX texts_place ON texts (domain, locale, md5(msgid));
    CREATE INDEX texts_msgid ON texts (locale, md5(msgid)) WHERE origin = '';
    CREATE INDEX texts_shape ON texts (locale, md5(shape)) WHERE origin = '';
    CREATE INDEX texts_pairs ON texts USING gin (pairs);
    CREATE TABLE learned (
        domain text NOT NULL, locale text NOT NULL, mark text NOT NULL, PRIMARY KEY (domain, locale)
    );
    """,
    # 2: the ledger of engines.
    """
    CREATE TABLE sent (
        number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        engine text NOT NULL, characters bigint NOT NULL, cost double precision NOT NULL
    );
    CREATE TABLE rate (engine text PRIMARY KEY, next double precision NOT NULL);
    """,
    # 3: what waits for workers, see scale/queue.py.
    """
    CREATE TABLE runs (
        number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, task text NOT NULL,
        made timestamptz NOT NULL DEFAULT now()
    );
    CREATE TABLE batches (
        number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        run bigint NOT NULL REFERENCES runs, source text NOT NULL, target text NOT NULL,
        attempts integer NOT NULL DEFAULT 0, kind text NOT NULL DEFAULT '',
        problem text NOT NULL DEFAULT '', made timestamptz NOT NULL DEFAULT now()
    );
    CREATE INDEX batches_run ON batches (run);
    CREATE TABLE requests (
        key text PRIMARY KEY, batch bigint NOT NULL REFERENCES batches ON DELETE CASCADE,
        place integer NOT NULL, body text NOT NULL, size integer NOT NULL,
        again boolean NOT NULL, tries integer NOT NULL DEFAULT 0
    );
    CREATE INDEX requests_batch ON requests (batch);
    CREATE TABLE presence (
        worker text PRIMARY KEY, queues text[] NOT NULL, seen timestamptz NOT NULL
    );
    CREATE TABLE queue_steps (name text PRIMARY KEY);
    """,
)
"""What makes version n of the tables from version n - 1. One that was released is never changed."""


def shown(url: str) -> str:
    """An address without its password, for messages.

    >>> shown("postgresql://mt:geheim@db.example/magazine")
    'postgresql://mt@db.example/magazine'
    """
    parts = urlsplit(url)
    user, at, host = parts.netloc.rpartition("@")
    bare = user.partition(":")[0] + at + host
    return urlunsplit((parts.scheme, bare, parts.path, "", ""))


def fit(text: str) -> str:
    """`text` as PostgreSQL can hold it: U+FFFD for NUL and lone surrogates, which no draft may have.

    >>> fit("a\\0b")
    'a\ufffdb'
    """
    return _UNFIT.sub("\ufffd", text)


def parameters(url: str, schema: str) -> dict[str, Any]:
    """What psycopg is given to connect: patient with a server, impatient with a dead line."""
    if not _SCHEMA.fullmatch(schema):
        raise UsageError(
            f'"{schema}" is no name of a PostgreSQL schema',
            place="scale.schema",
            fix='lower-case letters, digits and _: schema = "magazine"',
        )
    return {"conninfo": url, "options": f"-c search_path={schema}", **_NETWORK}


class Base:
    """A connection for one thread at a time, which is made anew when it breaks.

    Use as a context manager. Raises UsageError when there is no driver or no server, or when the
    tables are of a newer version of honyaku.
    """

    def __init__(
        self,
        url: str,
        schema: str = "l10n",
        *,
        patience: float = _PATIENCE,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.url, self.schema = url, schema
        self._patience, self._sleep, self._clock = patience, sleep, clock
        self._lock = threading.RLock()
        self._connection: Connection[tuple[Any, ...]] | None = None
        self._parameters = parameters(url, schema)
        self._psycopg = _driver()
        try:
            self._connect()
            migrate(self)
        except self._psycopg.Error as error:
            self._drop()
            raise self._gone(error) from error
        except UsageError:
            self._drop()
            raise

    def run(self, work: Callable[[Cursor[tuple[Any, ...]]], T]) -> T:
        """What `work` returns, in one transaction of its own; done again when the line breaks.

        A line may break after the commit and before we hear of it: `work` must do no harm when it
        is done twice.
        """
        with self._lock:
            given_up = self._clock() + self._patience
            pause = 0.05
            while True:
                try:
                    connection = self._connection or self._connect()
                    with connection.transaction(), connection.cursor() as cursor:
                        return work(cursor)
                except (self._psycopg.OperationalError, self._psycopg.InterfaceError) as error:
                    self._drop()
                    if self._clock() + pause > given_up:
                        raise self._gone(error) from error
                self._sleep(pause)
                pause = min(2 * pause, 5.0)

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of one query."""

        def ask(cursor: Cursor[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
            cursor.execute(query.encode(), values)
            return cursor.fetchall() if cursor.description else []

        return self.run(ask)

    def close(self) -> None:
        """Closes the connection."""
        with self._lock:
            self._drop()

    def __enter__(self) -> Base:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _connect(self) -> Connection[tuple[Any, ...]]:
        self._connection = self._psycopg.connect(**self._parameters, autocommit=True)
        return self._connection

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _gone(self, error: Exception) -> UsageError:
        return UsageError(
            "the shared database cannot be used",
            place=shown(self.url),
            cause=str(error).replace(self.url, shown(self.url)),
            fix="start PostgreSQL, or mend [scale] database; what was answered is kept",
        )


def migrate(base: Base, *, to: int | None = None) -> None:
    """Makes the tables, or brings them up to the version of this program (or `to`).

    Several programs may start at once: one of them does it. UsageError when a newer honyaku has
    been here: what it changed is not for us to guess.
    """
    last = len(MIGRATIONS) if to is None else to

    def found(cursor: Cursor[tuple[Any, ...]]) -> int | None:
        cursor.execute("SELECT to_regclass('version') IS NOT NULL")
        (there,) = cursor.fetchone() or (False,)
        if not there:
            return None
        cursor.execute("SELECT number FROM version")
        (number,) = cursor.fetchone() or (0,)
        return int(number)

    def work(cursor: Cursor[tuple[Any, ...]]) -> None:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"l10n {base.schema}"])
        cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {base.schema}".encode())
        number = found(cursor)
        if number is None:
            cursor.execute("CREATE TABLE version (number integer NOT NULL)")
            cursor.execute("INSERT INTO version VALUES (0)")
        for step in MIGRATIONS[number or 0 : last]:
            cursor.execute(step.encode())
        cursor.execute("UPDATE version SET number = %s WHERE number < %s", [last, last])

    number = base.run(found)
    if number is not None and number > len(MIGRATIONS):
        raise UsageError(
            f"the tables of the shared database have version {number}",
            place=shown(base.url),
            cause=f"This honyaku knows versions up to {len(MIGRATIONS)}.",
            fix="update honyaku on this machine",
        )
    if number is None or number < last:
        base.run(work)


def _driver() -> Any:
    try:
        import psycopg
    except ImportError as error:
        raise UsageError(
            "[scale] database needs a driver for PostgreSQL", cause=str(error), fix=INSTALL
        ) from error
    return psycopg
