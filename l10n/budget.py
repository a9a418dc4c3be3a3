"""The rate and the budget of engines, shared by all processes that use one TM file.

Two tables beside the TM's in `.l10n/tm.sqlite`: what was sent, row by row, and a token bucket
for each engine. Every reservation is one IMMEDIATE transaction, so that two processes cannot
both spend the last characters.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from l10n.database import connect
from l10n.errors import BudgetSpent

_SCHEMA = """
CREATE TABLE IF NOT EXISTS sent (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    engine TEXT NOT NULL, characters INTEGER NOT NULL, cost REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS rate (engine TEXT PRIMARY KEY, next REAL NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Limits:
    """The hard stops of a run; None is no limit."""

    characters: int | None = None
    cost: float | None = None
    """US dollars."""

    def __bool__(self) -> bool:
        return self.characters is not None or self.cost is not None


class Budget:
    """An open ledger; use as a context manager.

    The limits count what every process sends from the moment this one starts, or `since` a booking:
    two runs that start together share one budget, and a later run has its own.
    """

    def __init__(
        self,
        path: Path,
        limits: Limits | None = None,
        *,
        since: int | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._limits, self._clock = limits or Limits(), clock
        self._lock = threading.Lock()  # services call from several threads
        self._db = connect(path, "the ledger of engines", _SCHEMA, threads=True)
        row = self._db.execute("SELECT coalesce(max(number), 0) FROM sent").fetchone()
        self.start = int(row[0]) if since is None else since
        """The last booking that was there when the run began."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._db.close()

    @property
    def limited(self) -> bool:
        """True when there is a hard stop, so that texts are reserved in small portions."""
        return bool(self._limits)

    def admit(self, engine: str, sizes: Sequence[int], price: float) -> int:
        """How many of the texts of these sizes (in characters), from the first, may be sent to
        `engine` at `price` dollars a million characters; they are booked."""
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                characters, cost = self._sent()
                number = taken = 0
                for size in sizes:
                    if not self._allows(
                        characters + taken + size, cost + (taken + size) * price / 1e6
                    ):
                        break
                    number, taken = number + 1, taken + size
                if taken:
                    self._db.execute(
                        "INSERT INTO sent (engine, characters, cost) VALUES (?, ?, ?)",
                        (engine, taken, taken * price / 1e6),
                    )
            finally:
                self._db.execute("COMMIT")
        return number

    def sent(self) -> tuple[int, float]:
        """(characters, US dollars) sent by all processes since this one started."""
        with self._lock:
            return self._sent()

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
        now = self._clock()
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                row = self._db.execute(
                    "SELECT next FROM rate WHERE engine = ?", (engine,)
                ).fetchone()
                # A clock that was set back must not stop a run for hours.
                start = max(now, row[0]) if row and row[0] < now + 60 else now
                self._db.execute(
                    "INSERT OR REPLACE INTO rate VALUES (?, ?)", (engine, start + 1 / per_second)
                )
            finally:
                self._db.execute("COMMIT")
        return float(start - now)

    def _sent(self) -> tuple[int, float]:
        row = self._db.execute(
            "SELECT coalesce(sum(characters), 0), coalesce(sum(cost), 0) FROM sent WHERE number > ?",
            (self.start,),
        ).fetchone()
        return int(row[0]), float(row[1])

    def _allows(self, characters: int, cost: float) -> bool:
        most, dearest = self._limits.characters, self._limits.cost
        return (most is None or characters <= most) and (dearest is None or cost <= dearest + 1e-9)


@dataclass(frozen=True, slots=True)
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
