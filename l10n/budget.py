"""The rate and the budget of engines, shared by all processes that use one TM.

Two tables beside the TM's: what was sent, row by row, and a token bucket for each engine. Every
reservation is one exclusive transaction, so that two processes cannot both spend the last
characters.
"""

from __future__ import annotations

import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Self, TypeVar

from l10n.database import connect
from l10n.errors import BudgetSpent
from l10n.noun import noun

_SCHEMA = """
CREATE TABLE IF NOT EXISTS sent (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    engine TEXT NOT NULL, characters INTEGER NOT NULL, cost REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS rate (engine TEXT PRIMARY KEY, next REAL NOT NULL);
"""


@noun
class Limits:
    """The hard stops of a run; None is no limit."""

    characters: int | None = None
    cost: float | None = None
    """US dollars."""

    def __bool__(self) -> bool:
        return self.characters is not None or self.cost is not None


T = TypeVar("T")
Execute = Callable[..., Sequence[Any] | None]
"""Runs one statement with its values, `?` for each; the first row of what it found."""


class Budget(ABC):
    """An open ledger; use as a context manager. Where it is kept is abstract.

    The limits count what every process sends from the moment this one starts or `since`
    a booking: two runs that start together share one budget, and a later run has its own.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        since: int | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._limits, self._clock = limits or Limits(), clock
        self.start = self._run(_last) if since is None else since
        """The last booking that was there when the run began."""

    @abstractmethod
    def _run(self, work: Callable[[Execute], T]) -> T:
        """What `work` returns, while no other process does the like."""

    @abstractmethod
    def close(self) -> None:
        """Lets go of files and connections."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def limits(self) -> Limits:
        """The hard stops."""
        return self._limits

    @property
    def limited(self) -> bool:
        """True when there is a hard stop, so that texts are reserved in small portions."""
        return bool(self._limits)

    def admit(self, engine: str, sizes: Sequence[int], price: float) -> int:
        """How many of the texts of these sizes (in characters), from the first, may be sent to
        `engine` at `price` dollars a million characters; they are booked."""

        def work(execute: Execute) -> int:
            characters, cost = self._sent(execute)
            number = taken = 0
            for size in sizes:
                if not self._allows(characters + taken + size, cost + (taken + size) * price / 1e6):
                    break
                number, taken = number + 1, taken + size
            if taken:
                execute(
                    "INSERT INTO sent (engine, characters, cost) VALUES (?, ?, ?)",
                    engine, taken, taken * price / 1e6,
                )  # fmt: skip
            return number

        return self._run(work)

    def sent(self) -> tuple[int, float]:
        """(characters, US dollars) sent by all processes since this one started."""
        return self._run(self._sent)

    def spent(self, engine: str) -> BudgetSpent:
        """The error that says which limit stopped `engine`."""
        characters, cost = self.sent()
        limit, now = f"--max-chars {self._limits.characters}", f"{characters} characters"
        if self._limits.cost is not None and self._limits.characters is None:
            limit, now = f"--max-cost {self._limits.cost:g}", f"${cost:.2f}"
        return BudgetSpent(
            f"{limit} is reached: engine {engine} was stopped",
            cause=f"{now} sent by all runs since this one started; nothing over the limit was sent.",
            fix="run again with a higher limit; what was answered is not asked again",
        )

    def turn(self, engine: str, per_second: float) -> float:
        """Seconds to wait until the caller's turn; 0 without a rate. Each call takes one turn."""
        if per_second <= 0:
            return 0.0

        def work(execute: Execute) -> float:
            now = self._now(execute)
            row = execute("SELECT next FROM rate WHERE engine = ?", engine)
            # A clock that was set back must not stop a run for hours.
            start = max(now, row[0]) if row and row[0] < now + 60 else now
            execute(
                "INSERT INTO rate VALUES (?, ?) ON CONFLICT (engine) DO UPDATE SET next = excluded.next",
                engine, start + 1 / per_second,
            )  # fmt: skip
            return float(start - now)

        return self._run(work)

    def _now(self, execute: Execute) -> float:  # noqa: ARG002 - of a shared ledger, its server's
        return self._clock()

    def _sent(self, execute: Execute) -> tuple[int, float]:
        row = execute(
            "SELECT coalesce(sum(characters), 0), coalesce(sum(cost), 0) FROM sent WHERE number > ?",
            self.start,
        )
        assert row is not None
        return int(row[0]), float(row[1])

    def _allows(self, characters: int, cost: float) -> bool:
        most, dearest = self._limits.characters, self._limits.cost
        return (most is None or characters <= most) and (dearest is None or cost <= dearest + 1e-9)


def _last(execute: Execute) -> int:
    row = execute("SELECT coalesce(max(number), 0) FROM sent")
    assert row is not None
    return int(row[0])


class FileBudget(Budget):
    """A ledger in an SQLite file, for the processes of one machine."""

    def __init__(
        self,
        path: Path,
        limits: Limits | None = None,
        *,
        since: int | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._lock = threading.Lock()  # services call from several threads
        self._db = connect(path, "the ledger of engines", _SCHEMA, threads=True)
        super().__init__(limits, since=since, clock=clock)

    def close(self) -> None:
        """Closes the file."""
        self._db.close()

    def _run(self, work: Callable[[Execute], T]) -> T:
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                return work(lambda query, *values: self._db.execute(query, values).fetchone())
            finally:
                self._db.execute("COMMIT")


@noun
class Account:
    """The ledger of one engine: what `EngineSettings` hands to it."""

    budget: Budget
    engine: str

    def turn(self, per_second: float) -> float:
        """Seconds to wait until this engine's turn."""
        return self.budget.turn(self.engine, per_second)

    def spend(self, characters: int, price: float) -> None:
        """Books texts that are sent once more; BudgetSpent when the limit is reached."""
        if not self.budget.admit(self.engine, [characters], price):
            raise self.budget.spent(self.engine)
