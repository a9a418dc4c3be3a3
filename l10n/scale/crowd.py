"""The coordinator's side: texts and catalogs go out as batches, and are waited for with one progress bar."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

from l10n.budget import Budget
from l10n.crowd import Exam
from l10n.draft import Asked, Send, Work
from l10n.errors import EngineError, EngineInterrupted, EngineMissing, EngineRefused
from l10n.model import Catalog
from l10n.postgres import Base
from l10n.project import Project
from l10n.scale import tasks
from l10n.scale.queue import CHECKS, Item, Posted, Queue, groups
from l10n.shared import SharedMemory
from l10n.verdicts import Verdicts

R = TypeVar("R")
Progress = Callable[[str, int, int, int], None]
_PAUSE = 0.05
_LONGEST_PAUSE = 1.0
_ENTRIES = 300  # of catalogs in a batch: some tenths of a second of work
_SECONDS = 10  # of an engine's work in a batch, by its own pace
_INTERRUPTED = "run again to go on; no answer is asked for twice"


class Crowd:
    """The workers of a project, as a coordinator sees them; use as a context manager."""

    def __init__(self, project: Project, progress: Progress, *, patience: float = 60.0) -> None:
        self._project, self._progress, self._patience = project, progress, patience
        self._lock, self._stop = threading.Lock(), threading.Event()
        self._bars: dict[str, dict[Posted, tuple[int, int, int]]] = {}

    def stop(self) -> None:
        """Waits no more; what no worker has begun is taken back."""
        self._stop.set()

    def sender(self, project: Project, name: str, budget: Budget) -> Send:
        """What puts texts to the engine `name` of these workers."""
        run = _Run(project, name, budget)

        def send(batch: Sequence[Asked], work: Work, source: str, target: str) -> None:
            with self._base() as base:
                queue = Queue(base, project.config.heartbeat)
                waiting = list(batch)
                while waiting:  # again, when another coordinator took back what we waited for, too
                    self._send(queue, run, waiting, work, (source, target))
                    wanted = queue.unanswered([asked.key for asked in waiting])
                    waiting = [asked for asked in waiting if asked.key in wanted]

        return send

    def _send(
        self, queue: Queue, run: _Run, batch: Sequence[Asked], work: Work, pair: tuple[str, str]
    ) -> None:
        if run.failure:
            raise run.failure
        number, capabilities = run.number(queue, work, pair[1]), work.engine.capabilities
        most = max(capabilities.items, int(_SECONDS * capabilities.pace))
        items = [tasks.text_item(asked) for asked in batch]
        some = groups(items, min(self._project.config.batch, most))
        posted = queue.post(number, run.name, some, pair, again=work.retry)
        try:
            self._wait(queue, posted, run.name, run.budget)
        except EngineError as error:
            run.failure = error
            queue.withdraw(number)
            raise
        finally:
            wanted = queue.unanswered([item.key for item in items])
            answered = [item.size for item in items if item.key not in wanted]
            work.tally.asked += len(answered)
            work.tally.characters += sum(answered)

    def spread(self, work: Callable[[str], R], locales: Sequence[str]) -> Iterator[R]:
        """`work` of each locale, at the same time; results in order. Ctrl-C ends what waits."""
        with ThreadPoolExecutor(max(1, len(locales))) as pool:
            futures = [pool.submit(work, locale) for locale in locales]
            for future in futures:
                try:
                    yield future.result()
                except KeyboardInterrupt:
                    self.stop()
                    yield future.result()

    def judge(self, exams: Sequence[Exam]) -> list[list[Verdicts]]:
        """What the checks say of the entries of each catalog of each exam, as far as workers found
        it out: what they did not is for the coordinator to judge."""
        keys: list[list[str]] = []
        with self._base() as base:
            queue, memory = Queue(base, self._project.config.heartbeat), SharedMemory(base)
            if not queue.workers(CHECKS):
                return [[{} for _ in exam.catalogs] for exam in exams]
            runs, posted = [], Posted(frozenset(), 0, 0)
            for exam in exams:
                task = tasks.check_task(exam.locale, exam.terms, exam.levels)
                items = [tasks.catalog_item(catalog, task) for catalog in exam.catalogs]
                keys.append([item.key for item in items])
                if items:
                    runs.append(queue.open_run(task))
                    some = _by_entries(exam.catalogs, items)
                    posted = posted.with_(queue.post(runs[-1], CHECKS, some, ("", exam.locale)))
            with suppress(EngineError):
                self._wait(queue, posted, CHECKS, None)
            for run in runs:
                queue.withdraw(run)
            found = memory.answers([key for some in keys for key in some])
            base.rows("DELETE FROM answers WHERE key = ANY(%s)", [list(found)])
        return [
            [
                tasks.verdicts_of(found[key].text) if key in found and found[key].text else {}
                for key in some
            ]
            for some in keys
        ]

    def _base(self) -> Base:
        return Base(self._project.config.database, self._project.config.schema)

    def _wait(self, queue: Queue, posted: Posted, name: str, budget: Budget | None) -> None:
        """Returns when all that was posted has an answer; raises EngineError when that cannot be."""
        pause, idle, last = _PAUSE, 0.0, -1
        while True:
            left, size = queue.left(posted)
            self._show("checks" if name == CHECKS else "drafts", posted, left, size)
            kind, problem = queue.problem(posted)
            if kind == "budget" and budget:
                raise budget.spent(name)
            if problem:
                raise EngineRefused(problem)
            if not left:
                return
            if self._stop.wait(pause):
                raise EngineInterrupted("interrupted", fix=_INTERRUPTED)
            moved = left != last
            idle = 0.0 if moved or queue.workers(name) else idle + pause
            pause = _PAUSE if moved else min(2 * pause, _LONGEST_PAUSE)
            last = left
            if not moved:
                queue.revive()
            if idle > self._patience:
                raise EngineMissing(
                    f"no worker takes {name}",
                    cause=f"{left} requests have waited for {self._patience:.0f} s.",
                    fix=f"start `l10n worker --engine {name}` on a machine that has what it needs",
                )

    def _show(self, name: str, posted: Posted, left: int, size: int) -> None:
        """One bar over all that this coordinator waits for."""
        with self._lock:
            bar = self._bars.setdefault(name, {})
            bar[posted] = (
                max(0, posted.items - left),
                posted.items,
                max(0, posted.size - size),
            )
            done, total, characters = map(sum, zip(*bar.values(), strict=True))
            self._progress(name, done, total, characters)


class _Run:
    """The runs of batches for one engine, one a locale, opened when there is something to send."""

    def __init__(self, project: Project, name: str, budget: Budget) -> None:
        self.name, self.budget = name, budget
        self.failure: EngineError | None = None
        """What ended it in one locale; the others have not to find it out again."""
        self._project = project
        self._numbers: dict[str, int] = {}  # a locale has one thread

    def number(self, queue: Queue, work: Work, target: str) -> int:
        if target not in self._numbers:
            options = self._project.config.engines.get(self.name, {})
            limits = self.budget.limits
            self._numbers[target] = queue.open_run(
                {
                    "kind": "translate",
                    "engine": self.name,
                    "options": tasks.without_secrets(options),
                    "fingerprint": work.engine.fingerprint(target),
                    "start": self.budget.start,
                    "limits": [limits.characters, limits.cost],
                }
            )
        return self._numbers[target]


def _by_entries(catalogs: Sequence[Catalog], items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Catalogs in batches of about as much work."""
    group: list[Item] = []
    entries = 0
    for catalog, item in zip(catalogs, items, strict=True):
        group.append(item)
        entries += len(catalog.entries)
        if entries >= _ENTRIES:
            yield group
            group, entries = [], 0
    if group:
        yield group
