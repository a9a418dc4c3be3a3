"""The queue: batches of requests in tables of ours, and one Procrastinate job that says a batch is due.

A request stands in `requests` until its answer is in `answers`, and is one row however many
coordinators want it: that is why nothing is asked twice, whoever is killed when. The job holds the
number of its batch and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any, NamedTuple

from procrastinate import App, RetryStrategy, SyncPsycopgConnector, sql
from procrastinate.connector import BaseConnector
from procrastinate.exceptions import ConnectorException

from l10n.postgres import Base, fit

if TYPE_CHECKING:
    from psycopg import Cursor

TASK = "l10n.batch"
CHECKS = "checks"
"""The queue of catalogs to be checked; that of an engine has its name."""
ATTEMPTS = 3
"""How often a batch is tried when its engine fails, each time by whoever comes first."""
DEATHS = 2
"""How many workers may die over one text that they had in hand alone."""
LOST = 3
"""Heartbeats without a sign of life, after which a worker's batch is another's."""


class Later(Exception):
    """A batch is put back into the queue."""


class Item(NamedTuple):
    """One thing to be found out, and what the answer is filed under."""

    key: str
    body: str
    size: int = 0
    """Characters that an engine is sent."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What a worker takes in hand."""

    number: int
    attempts: int
    """This one included."""
    task: Mapping[str, Any]
    """What all batches of a run have in common."""
    source: str
    target: str
    items: Sequence[Item]
    tries: Mapping[str, int]
    """How many workers have taken a request in hand alone."""


class Posted(NamedTuple):
    """Where requests of a coordinator wait, and how many there are."""

    batches: frozenset[int]
    items: int
    size: int

    def with_(self, other: Posted) -> Posted:
        """Both."""
        batches = self.batches | other.batches
        return Posted(batches, self.items + other.items, self.size + other.size)


def queue_app(connector: BaseConnector, wait: float) -> tuple[App, Any]:
    """Procrastinate's app, and the decorator of its one task, which is tried again after `wait` seconds."""
    app = App(connector=connector)
    retry = RetryStrategy(wait=max(1, round(wait)), retry_exceptions={Later})
    return app, app.task(name=TASK, retry=retry)


def prepare(base: Base) -> None:
    """Makes the queue's own tables, or brings them up to the version of Procrastinate that is installed."""

    def work(cursor: Cursor[tuple[Any, ...]]) -> None:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"l10n {base.schema}"])
        cursor.execute("SELECT name FROM queue_steps")
        done = {name for (name,) in cursor.fetchall()}
        steps = _steps()
        if done >= set(steps):
            return
        if done:
            for name, text in steps.items():
                if name not in done:
                    cursor.execute(text.encode())
        else:
            schema = resources.files("procrastinate.sql") / "schema.sql"
            cursor.execute(schema.read_text("utf-8").encode())
        cursor.executemany(
            "INSERT INTO queue_steps VALUES (%s) ON CONFLICT DO NOTHING", [[n] for n in steps]
        )

    base.run(work)


def _steps() -> dict[str, str]:
    """Procrastinate's migrations, oldest first."""
    folder = resources.files("procrastinate.sql") / "migrations"
    files = sorted((file for file in folder.iterdir()), key=lambda file: file.name)
    return {file.name: file.read_text("utf-8") for file in files if file.name.endswith(".sql")}


class Queue:
    """The queue as a coordinator uses it; for one thread."""

    def __init__(self, base: Base, heartbeat: float) -> None:
        self._base, self._heartbeat = base, heartbeat
        prepare(base)
        self._app, task = queue_app(SyncPsycopgConnector(), heartbeat)

        @task  # type: ignore[untyped-decorator]
        def batch(number: int) -> None:
            raise NotImplementedError  # a worker has its own

        self._task = batch

    def open_run(self, task: Mapping[str, Any]) -> int:
        """The number of a new run, which all its batches share; forgets runs that are over."""
        self._base.rows(
            "DELETE FROM batches WHERE made < now() - interval '1 day' AND NOT EXISTS "
            "(SELECT FROM requests WHERE batch = batches.number)"
        )
        self._base.rows(
            "DELETE FROM runs WHERE made < now() - interval '1 day' AND NOT EXISTS "
            "(SELECT FROM batches WHERE run = runs.number)"
        )
        text = json.dumps(task, ensure_ascii=True)
        query = "INSERT INTO runs (task) VALUES (%s) RETURNING number"
        return int(self._base.rows(query, [text])[0][0])

    def post(
        self,
        run: int,
        queue: str,
        groups: Iterable[Sequence[Item]],
        pair: tuple[str, str],
        *,
        again: bool = False,
    ) -> Posted:
        """Puts each group into the queue as a batch; what waits there already is waited for.

        What has an answer by the time a worker comes to it is left out, unless it is asked `again`.
        """
        batches: set[int] = set()
        items = size = 0
        for group in groups:
            batches |= self._post(run, queue, group, pair, again=again)
            items += len(group)
            size += sum(item.size for item in group)
        return Posted(frozenset(batches), items, size)

    def _post(
        self, run: int, queue: str, items: Sequence[Item], pair: tuple[str, str], *, again: bool
    ) -> set[int]:
        keys = [item.key for item in items]

        def work(cursor: Cursor[tuple[Any, ...]]) -> set[int]:
            cursor.execute(
                "INSERT INTO batches (run, source, target) VALUES (%s, %s, %s) RETURNING number",
                [run, *pair],
            )
            (number,) = cursor.fetchone() or (0,)
            cursor.execute(
                "INSERT INTO requests (key, batch, place, body, size, again) "
                "SELECT key, %s, place, body, size, %s FROM unnest(%s::text[], %s::text[], %s::int[]) "
                "WITH ORDINALITY AS new (key, body, size, place) ORDER BY key "
                "ON CONFLICT (key) DO NOTHING",
                [
                    number,
                    again,
                    keys,
                    [fit(item.body) for item in items],
                    [item.size for item in items],
                ],
            )
            mine = cursor.rowcount
            if mine:
                self._defer(queue, number, cursor)
            else:
                cursor.execute("DELETE FROM batches WHERE number = %s", [number])
            if mine == len(items):
                return {number}
            cursor.execute("SELECT DISTINCT batch FROM requests WHERE key = ANY(%s)", [keys])
            return {row[0] for row in cursor.fetchall()}

        return self._base.run(work)

    def _defer(self, queue: str, number: int, cursor: Cursor[tuple[Any, ...]]) -> None:
        options = {"queue": queue, "connection": cursor.connection}
        try:
            self._task.configure(**options).defer(number=number)
        except ConnectorException as error:
            # the line broke here and not in a query of ours: `Base.run` knows psycopg's own errors
            raise error.__cause__ or error from None

    def left(self, posted: Posted) -> tuple[int, int]:
        """(requests, characters) that have no answer yet."""
        query = "SELECT count(*), coalesce(sum(size), 0) FROM requests WHERE batch = ANY(%s)"
        ((items, size),) = self._base.rows(query, [list(posted.batches)])
        return int(items), int(size)

    def unanswered(self, keys: Sequence[str]) -> set[str]:
        """Which of these requests have no answer."""
        query = (
            "SELECT key FROM unnest(%s::text[]) AS wanted (key) WHERE NOT EXISTS "
            "(SELECT FROM answers WHERE answers.key = wanted.key)"
        )
        return {key for (key,) in self._base.rows(query, [list(keys)])}

    def problem(self, posted: Posted) -> tuple[str, str]:
        """(kind, text) of what stopped a batch for good; ("", "")."""
        query = "SELECT kind, problem FROM batches WHERE number = ANY(%s) AND problem <> '' LIMIT 1"
        return next(iter(self._base.rows(query, [list(posted.batches)])), ("", ""))

    def workers(self, queue: str) -> int:
        """How many workers that are alive take batches of a queue."""
        query = (
            "SELECT count(*) FROM presence WHERE %s = ANY(queues) "
            "AND seen > clock_timestamp() - make_interval(secs => %s)"
        )
        return int(self._base.rows(query, [queue, LOST * self._heartbeat])[0][0])

    def withdraw(self, run: int) -> None:
        """Takes batches of a run back that no worker has begun; what is under way is answered."""
        self._base.rows("DELETE FROM batches WHERE run = %s AND attempts = 0", [run])

    def revive(self) -> int:
        """How many batches of dead workers were put back."""
        return revive(self._base, LOST * self._heartbeat)


def revive(base: Base, seconds: float) -> int:
    """Puts back the batches of workers not heard of for some seconds; how many there were.

    One process at a time: what one has put back another worker may have begun already.
    """

    def work(cursor: Cursor[tuple[Any, ...]]) -> int:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"{base.schema} revive"])
        cursor.execute(
            sql.queries["select_stalled_jobs_by_heartbeat"].encode(),
            {"queue": None, "task_name": TASK, "seconds_since_heartbeat": seconds},
        )
        rows = cursor.fetchall()
        for row in rows:
            again = {"job_id": row[0], "retry_at": None, "new_priority": None}
            again |= {"new_queue_name": None, "new_lock": None}
            cursor.execute(sql.queries["retry_job"].encode(), again)
        return len(rows)

    return base.run(work)


# --- a worker's side --------------------------------------------------------------------------


def begin(base: Base, number: int) -> Batch | None:
    """A batch, taken in hand; None when it was withdrawn, or is done."""
    rows = base.rows(
        "UPDATE batches SET attempts = attempts + 1 FROM runs "
        "WHERE batches.number = %s AND runs.number = batches.run AND problem = '' "
        "RETURNING attempts, runs.task, source, target",
        [number],
    )
    base.rows(  # of two coordinators, one may have posted what the other had just been answered
        "DELETE FROM requests USING answers "
        "WHERE batch = %s AND answers.key = requests.key AND NOT again",
        [number],
    )
    query = "SELECT key, body, size, tries FROM requests WHERE batch = %s ORDER BY place"
    found = base.rows(query, [number])
    if not rows or not found:
        return None
    attempts, task, source, target = rows[0]
    items = [Item(*row[:3]) for row in found]
    tries = {row[0]: row[3] for row in found}
    return Batch(number, attempts, json.loads(task), source, target, items, tries)


def try_alone(base: Base, key: str) -> None:
    """Notes that a worker takes one request in hand: if it dies, that is the one."""
    base.rows("UPDATE requests SET tries = tries + 1 WHERE key = %s", [key])


def give_up(base: Base, number: int, kind: str, problem: str) -> None:
    """Ends a batch for good: its requests may be posted anew."""

    def work(cursor: Cursor[tuple[Any, ...]]) -> None:
        cursor.execute(
            "UPDATE batches SET kind = %s, problem = %s WHERE number = %s",
            [kind, fit(problem), number],
        )
        cursor.execute("DELETE FROM requests WHERE batch = %s", [number])

    base.run(work)


def show_presence(base: Base, worker: str, queues: Sequence[str]) -> None:
    """Says that a worker is alive, and what it takes."""
    base.rows(
        "INSERT INTO presence VALUES (%s, %s, clock_timestamp()) "
        "ON CONFLICT (worker) DO UPDATE SET queues = excluded.queues, seen = excluded.seen",
        [worker, list(queues)],
    )
    base.rows("DELETE FROM presence WHERE seen < now() - interval '1 day'")


def leave(base: Base, worker: str) -> None:
    """Says that a worker has gone."""
    base.rows("DELETE FROM presence WHERE worker = %s", [worker])


def waiting(base: Base, number: int) -> int:
    """How many requests of a batch have no answer."""
    return int(base.rows("SELECT count(*) FROM requests WHERE batch = %s", [number])[0][0])


def groups(items: Sequence[Item], most: int) -> Iterator[Sequence[Item]]:
    """Items in groups of at most `most`.

    >>> [len(group) for group in groups([Item("a", ""), Item("b", ""), Item("c", "")], 2)]
    [2, 1]
    """
    for start in range(0, len(items), most):
        yield items[start : start + most]
