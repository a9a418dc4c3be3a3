"""`l10n worker`: takes batches from the queue, asks engines or runs checks, and journals what comes."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

import psycopg
from procrastinate import PsycopgConnector
from procrastinate.exceptions import ConnectorException, ProcrastinateException

from l10n import plugins
from l10n.budget import Account, Limits
from l10n.check import judge
from l10n.draft import Work, send
from l10n.errors import BudgetSpent, EngineError, EngineMissing, UsageError
from l10n.flow import silent
from l10n.plugin import Engine, EngineSettings
from l10n.postgres import Base, parameters, shown
from l10n.project import Project
from l10n.scale import tasks
from l10n.scale.queue import (
    ATTEMPTS,
    CHECKS,
    DEATHS,
    LOST,
    Batch,
    Item,
    Later,
    begin,
    give_up,
    leave,
    prepare,
    queue_app,
    revive,
    show_presence,
    try_alone,
    waiting,
)
from l10n.shared import SharedBudget, SharedMemory
from l10n.tally import Tally
from l10n.tm import Recorded

_PATIENCE = 600.0
"""Seconds that a worker waits for a database that went away, as a coordinator does."""


@dataclass(slots=True)
class Done:
    """What a worker has done since it began."""

    batches: int = 0
    texts: int = 0
    catalogs: int = 0


@dataclass(slots=True)
class _Held:
    """The engine that a worker has at hand, and what the batches that it is for have in common."""

    task: Mapping[str, Any]
    engine: Engine
    budget: SharedBudget


@dataclass(slots=True)
class Worker:
    """One worker: one batch at a time."""

    project: Project
    """Of a checkout, or of the environment's config alone."""
    engines: Sequence[str]
    say: Callable[[str], None] = print
    done: Done = field(default_factory=Done)
    _held: _Held | None = None
    _stopping: bool = False
    _loop: asyncio.AbstractEventLoop | None = None
    _work: asyncio.Future[None] | None = None
    _since: float = 0.0
    """When the database was there last."""

    @property
    def name(self) -> str:
        """Machine and process."""
        return f"{socket.gethostname()}:{os.getpid()}"

    @property
    def queues(self) -> list[str]:
        """What it takes."""
        return [*self.engines, CHECKS]

    def run(self, *, drain: bool = False) -> Done:
        """Works until it is told to stop; with `drain`, until the queue is empty.

        A stop (SIGTERM, Ctrl-C) lets the batch in hand end. When the database goes away, what was
        answered is held until it is back.
        """
        for name in ("procrastinate", "psycopg.pool"):  # we say it in our words
            logging.getLogger(name).setLevel(logging.CRITICAL)
        config = self.project.config
        with Base(config.database, config.schema) as base:
            prepare(base)
            self._since = time.monotonic()
            while not self._stopping:
                try:
                    asyncio.run(self._session(base, drain=drain))
                    if drain:
                        break
                except (psycopg.Error, ProcrastinateException, OSError, UsageError) as error:
                    if time.monotonic() > self._since + _PATIENCE:
                        raise UsageError(
                            "the shared database has gone",
                            place=shown(config.database),
                            cause=str(error),
                            fix="start PostgreSQL, then the worker again",
                        ) from error
                    self.say(f"the database went away, waiting for it: {error}")
                    time.sleep(min(1.0, config.heartbeat))
            leave(base, self.name)
        self._put_down()
        return self.done

    async def _session(self, base: Base, *, drain: bool) -> None:
        config = self.project.config
        beat = config.heartbeat
        told = parameters(config.database, config.schema)
        connector = PsycopgConnector(
            conninfo=told.pop("conninfo"), kwargs=told, min_size=1, max_size=4, timeout=10
        )
        app, task = queue_app(connector, beat)

        @task  # type: ignore[untyped-decorator]
        def batch(number: int) -> None:
            self._take(base, number)

        async with app.open_async():
            work = asyncio.ensure_future(
                app.run_worker_async(
                    queues=self.queues, name=self.name, wait=not drain, delete_jobs="always",
                    install_signal_handlers=False, update_heartbeat_interval=beat,
                    stalled_worker_timeout=LOST * beat, fetch_job_polling_interval=min(5.0, beat),
                )
            )  # fmt: skip
            care = asyncio.ensure_future(self._care(base.url, base.schema, beat))
            self._work, self._loop = work, asyncio.get_running_loop()
            self._loop.set_exception_handler(self._complain)
            for sign in (signal.SIGTERM, signal.SIGINT):
                with suppress(NotImplementedError, RuntimeError):  # not on Windows, nor in a thread
                    self._loop.add_signal_handler(sign, self.stop)
            if self._stopping:
                work.cancel()
            try:
                await asyncio.wait([work, care], return_when=asyncio.FIRST_COMPLETED)
            finally:
                care.cancel()
                work.cancel()
                ended = await asyncio.gather(work, care, return_exceptions=True)
            for error in ended:
                if isinstance(error, Exception):
                    raise error

    def stop(self) -> None:
        """Lets the batch in hand end, then makes `run` return; from any thread."""
        self._stopping = True
        if self._loop and self._work:
            with suppress(RuntimeError):  # the loop has ended by itself
                self._loop.call_soon_threadsafe(self._work.cancel)

    def _complain(self, loop: asyncio.AbstractEventLoop, told: dict[str, Any]) -> None:
        """Says of a job that the queue did not let us end, in a line, what procrastinate leaves to
        the loop with a traceback: its answers are in the TM, and whoever has it now finds them."""
        error = told.get("exception")
        if isinstance(error, ConnectorException):
            cause = str(error.__cause__ or error).strip().partition("\n")[0]
            self.say(f"a batch that is done was another worker's by then: {cause}")
        else:
            loop.default_exception_handler(told)

    async def _care(self, url: str, schema: str, beat: float) -> None:
        """A sign of life each heartbeat; and what dead workers had in hand is put back."""

        def once(base: Base) -> None:
            show_presence(base, self.name, self.queues)
            revive(base, LOST * beat)
            self._since = time.monotonic()

        base = await asyncio.to_thread(Base, url, schema, patience=beat)
        try:
            while True:
                await asyncio.to_thread(once, base)
                await asyncio.sleep(beat)
        finally:
            base.close()

    # --- one batch ----------------------------------------------------------------------------

    def _take(self, base: Base, number: int) -> None:
        """Finds out what a batch asks for; raises Later when it is to be tried again."""
        batch = begin(base, number)
        if batch is None:
            return
        self.done.batches += 1
        try:
            if batch.task["kind"] == "check":
                self._check(base, batch)
            else:
                self._translate(base, batch)
        except BudgetSpent as error:
            give_up(base, number, "budget", str(error))
        except EngineError as error:
            self.say(f"batch {number}: {error}")
            if batch.attempts >= ATTEMPTS:
                give_up(base, number, "engine", str(error))
            else:
                raise Later from error

    def _translate(self, base: Base, batch: Batch) -> None:
        held, memory, tally = self._hold(batch, base), SharedMemory(base), Tally()

        def ask(items: Sequence[Item]) -> None:
            work = Work(held.engine, memory, tally, lambda *_: silent("", 0, 0, 0), held.budget)
            send([tasks.asked_of(item) for item in items], work, batch.source, batch.target)

        try:
            self._carefully(base, batch, ask)
        finally:
            self.done.texts += tally.asked

    def _hold(self, batch: Batch, base: Base) -> _Held:
        """The engine and the budget of a batch, kept for the next one that needs the same: a model
        loads slowly, and batches of several locales take turns."""
        task = {name: value for name, value in batch.task.items() if name != "fingerprint"}
        if self._held is None or self._held.task != task:
            self._put_down()
            since, limits = task["start"], Limits(*task["limits"])
            budget = SharedBudget(Base(base.url, base.schema), limits, since=since)
            try:
                self._held = _Held(task, self._engine(task, budget), budget)
            except BaseException:
                budget.close()
                raise
        wanted = batch.task["fingerprint"]
        found = self._held.engine.fingerprint(batch.target)
        if wanted != found:
            raise EngineMissing(
                f'engine "{task["engine"]}" on {self.name} is another than the coordinator\'s',
                cause=f"{found}, not {wanted}",
                fix="install the same version of honyaku and of the model on all machines",
            )
        return self._held

    def _put_down(self) -> None:
        held, self._held = self._held, None
        if held:
            held.engine.close()
            held.budget.close()

    def _engine(self, task: Mapping[str, Any], budget: SharedBudget) -> Engine:
        """The engine with the options that the coordinator has, ready to be asked."""
        name = task["engine"]
        own = self.project.config.engines.get(name, {})
        options = {**task["options"], **_own(own, self.project)}
        settings = EngineSettings(
            options, self.project.root, os.environ, ledger=Account(budget, name)
        )
        engine = plugins.engine(name, settings, place="engine")
        if missing := engine.ready():
            raise EngineMissing(f'engine "{name}" is not ready on {self.name}', cause=missing)
        return engine

    def _check(self, base: Base, batch: Batch) -> None:
        task = batch.task
        if task["code"] != tasks.code_mark():
            raise EngineMissing(
                f"{self.name} has another version of honyaku than the coordinator",
                fix="install the same version on all machines",
            )
        rules, memory = plugins.checks(), SharedMemory(base)

        def look(items: Sequence[Item]) -> None:
            for item in items:
                found = tasks.judge_item(
                    item, task, lambda c, terms: judge(c, rules, terms=terms, levels=task["levels"])
                )
                memory.record(item.key, Recorded(found, "", ()))
                self.done.catalogs += 1

        self._carefully(base, batch, look)

    def _carefully(self, base: Base, batch: Batch, work: Callable[[Sequence[Item]], None]) -> None:
        """`work` of a batch at once; item by item after it failed, so that a bad one fails alone."""
        if batch.attempts == 1:
            try:
                work(batch.items)
            except EngineError:
                raise
            except Exception as error:
                raise Later from error
            if waiting(base, batch.number):  # the engine left some out
                raise Later
            return
        for item in batch.items:
            if batch.tries[item.key] >= DEATHS:
                _refuse(base, item, f"{DEATHS} workers died over it")
                continue
            try_alone(base, item.key)
            try:
                work([item])
            except EngineError:
                raise
            except Exception as error:  # noqa: BLE001 - a plugin's fault is told in the catalog
                _refuse(base, item, f"{type(error).__name__}: {error}")
        for item in batch.items if waiting(base, batch.number) else ():
            if SharedMemory(base).answer(item.key) is None:
                _refuse(base, item, "no answer")


def _refuse(base: Base, item: Item, problem: str) -> None:
    SharedMemory(base).record(item.key, Recorded("", problem, ()))


def _own(options: Mapping[str, Any], project: Project) -> Mapping[str, Any]:
    """What this machine says itself: all that its environment says, or what its checkout must not
    tell others."""
    if project.file == ENVIRONMENT:
        return options
    told = tasks.without_secrets(options)
    return {name: value for name, value in options.items() if told.get(name) != value}


ENVIRONMENT = "the environment"
"""What is named as the config's file where there is none."""


def without_checkout() -> Project:
    """A project of nothing but variables of the environment: what a worker needs of one."""
    from pathlib import Path

    from l10n.config import load

    loaded = load({}, ENVIRONMENT)
    if loaded.problems:
        raise loaded.problems[0]
    return replace(Project(Path.cwd(), loaded.config), file=ENVIRONMENT)


def ready_engines(project: Project, chosen: Sequence[str]) -> list[str]:
    """The engines that this machine can ask: those chosen, or of those known the ones that are ready."""
    if chosen:
        return list(chosen)
    known = (
        project.config.engine if project.file != ENVIRONMENT else sorted(plugins.names("engines"))
    )
    found = []
    for name in known:
        settings = EngineSettings(project.config.engines.get(name, {}), project.root, os.environ)
        with suppress(EngineError):
            engine = plugins.engine(name, settings, place="engine")
            if engine.capabilities.answers and not engine.ready():
                found.append(name)
            engine.close()
    return found
