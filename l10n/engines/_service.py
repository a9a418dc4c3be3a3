"""What all online engines share: batches, patience, bisection, and a look at every answer.

A subclass says how one call is made (`call`); this page says when it is made again. A passing
fault is retried with jitter under one total deadline, a refusal stops the engine at once, a bad
text is cut out of its batch, and nothing is yielded that `_answers.problem` finds fault with.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import replace
from typing import Any

from l10n.engines import _answers, _codes
from l10n.errors import (
    AnswerRejected,
    ConfigError,
    EngineError,
    EngineRefused,
    EngineTransient,
    did_you_mean,
)
from l10n.plugin import Answer, Capabilities, EngineSettings, Request

_OPTIONS = ("base_url", "timeout", "retries", "patience", "connections", "rate", "price", "codes")
_IN_A_ROW = 5
Pair = tuple[str, str]
Numbered = list[tuple[int, Request]]


class Service:
    """An online engine; see `Engine` in plugin.py."""

    name = ""
    version = "2"
    """Part of the fingerprint: what an answer looked like before it may not be reused."""
    capabilities = Capabilities()
    key_variables: tuple[str, ...] = ()
    """Environment variables of the keys, in the order of `self.keys`."""
    key_needed = False
    options: tuple[str, ...] = ()
    """Options of this service besides the common ones."""
    rate = 0.0
    """Calls a second; 0 is no limit."""
    connections = 4

    def __init__(
        self, settings: EngineSettings, *, sleep: Callable[[float], None] | None = None
    ) -> None:
        known = (*_OPTIONS, *self.options)
        for key in settings.options:
            if key not in known:
                place = f"[engines.{self.name}]"
                raise ConfigError(f'unknown key "{key}"', place=place, fix=did_you_mean(key, known))
        option = settings.options.get
        self.base = str(option("base_url", ""))
        self.timeout = float(option("timeout", 30))
        self.keys = tuple(settings.environ.get(name, "") for name in self.key_variables)
        self.settings = settings
        self._retries = int(option("retries", 6))
        self._patience = float(option("patience", 120))
        self._rate = float(option("rate", self.rate))
        self._threads = max(1, int(option("connections", self.connections)))
        self._codes: Mapping[str, str] = option("codes", {})
        if "price" in settings.options:
            self.capabilities = replace(self.capabilities, price=float(option("price", 0)))
        self._stop = threading.Event()
        self._answered, self._refused = False, 0
        self._failure: EngineError | None = None
        self._sleep = sleep or self._nap

    def call(self, requests: Sequence[Request], pair: Pair) -> Sequence[object]:
        """The service's answers to some texts, in order: one HTTP call, no retry."""
        raise NotImplementedError

    def fingerprint(self, target: str) -> str:
        """The service and the target; a service does not tell its version."""
        return f"{self.name}/{self.version}/{target}"

    def ready(self) -> str:
        """ "" or the variable that must hold the key."""
        for variable, key in zip(self.key_variables, self.keys, strict=True):
            if self.key_needed and not key:
                return f"set the environment variable {variable} to your key"
        return ""

    def check_locales(self, source: str, target: str) -> None:
        """EngineRefused for a locale without a code of this service."""
        for locale in (source, target):
            if locale not in self._codes:
                _codes.code(self.name, locale)

    def pair(self, source: str, target: str) -> Pair:
        """The service's codes of the two locales; `codes` of the config goes first."""
        own = self._codes.get
        return (
            own(source) or _codes.code(self.name, source, source=True),
            own(target) or _codes.code(self.name, target),
        )

    def translate(
        self, requests: Sequence[Request], *, source: str, target: str
    ) -> Iterator[Answer]:
        """Answers batch by batch; a bad text fails alone, a refusing service ends the run."""
        pair = self.pair(source, target)
        most = self.capabilities.characters
        fitting = []
        for index, request in enumerate(requests):
            if self.length(request.text) > most:
                yield Answer(index, problem=f"longer than the {most} that {self.name} takes")
            else:
                fitting.append((index, request))
        self.prepare([request for _, request in fitting], pair)
        self._stop.clear()
        self._failure = None
        pool = ThreadPoolExecutor(self._threads)
        try:
            batches = self._batches(fitting)
            yield from self._collect({pool.submit(self._settle, b, pair, target) for b in batches})
        finally:
            self._stop.set()
            pool.shutdown(cancel_futures=True)

    def prepare(self, requests: Sequence[Request], pair: Pair) -> None:
        """Called once before the first call, with all texts."""

    def close(self) -> None:
        """Nothing stays open between calls."""

    def _collect(self, pending: set[Future[list[Answer]]]) -> Iterator[Answer]:
        """Answers as calls end. On Ctrl-C no new call starts, and what is paid for is kept.

        Problems are held back until the service has answered anything: when it never does, the
        engine is what is wrong, and no text is marked as refused.
        """
        held: list[Answer] = []
        done: set[Future[list[Answer]]] = set()
        try:
            while pending:
                done, pending = wait(pending, return_when=FIRST_COMPLETED)
                while done:
                    held += done.pop().result()
                while held and self._answered:
                    yield held.pop(0)
        except (KeyboardInterrupt, EngineRefused, EngineTransient):
            held = held if self._answered else []
            yield from (*held, *self._paid(done, pending))
            raise
        yield from held

    def _paid(self, *groups: set[Future[list[Answer]]]) -> Iterator[Answer]:
        """The answers of calls that were under way when the run had to stop."""
        self._stop.set()
        for future in set().union(*groups):
            if future.cancel():
                continue
            try:
                yield from (answer for answer in future.result() if answer.text)
            except (EngineRefused, EngineTransient):
                continue  # the first failure is the one that is told

    def _batches(self, requests: Numbered) -> Iterator[Numbered]:
        """The texts packed by what one call takes."""
        batch: Numbered = []
        size = 0
        for index, request in requests:
            length = self.length(request.text)
            full = len(batch) >= self.capabilities.items
            full = full or size + length > self.capabilities.characters
            if batch and (full or not self.together(batch[-1][1], request)):
                yield batch
                batch, size = [], 0
            batch.append((index, request))
            size += length
        if batch:
            yield batch

    def length(self, text: str) -> int:
        """The length of a text as the service counts it; in characters."""
        return len(text)

    def together(self, one: Request, other: Request) -> bool:  # noqa: ARG002 - for subclasses
        """True when two texts may travel in one call."""
        return True

    def _settle(self, batch: Numbered, pair: Pair, target: str) -> list[Answer]:
        """An answer or a problem for each text: batches that fail are cut in two, texts whose
        answer is bad are asked once more, alone."""
        try:
            texts = self._patiently([request for _, request in batch], pair)
            if len(texts) != len(batch):
                raise AnswerRejected(f"{len(texts)} answers to {len(batch)} texts")
        except AnswerRejected as error:
            return self._cut(batch, pair, target, error.what)
        answers = []
        for (index, request), text in zip(batch, texts, strict=True):
            wrong = _answers.problem(request, text, target)
            if not wrong:
                self._answered = True
                answers.append(Answer(index, str(text).strip()))
            else:
                answers += self._cut([(index, request)], pair, target, wrong, alone=len(batch) == 1)
        return answers

    def _cut(
        self, batch: Numbered, pair: Pair, target: str, why: str, *, alone: bool = True
    ) -> list[Answer]:
        """A failed batch in halves; the problem of a text that was asked `alone`."""
        if len(batch) == 1 and not alone:
            return self._again(batch, pair, target)
        if len(batch) == 1:
            self._refused += 1
            if not self._answered and self._refused >= _IN_A_ROW:
                raise EngineRefused(
                    f"{self.name} answered none of the first {self._refused} texts",
                    cause=why,
                    fix="check the options of this engine; no text was marked as refused",
                )
            return [Answer(batch[0][0], problem=why)]
        half = len(batch) // 2
        return [
            answer
            for part in (batch[:half], batch[half:])
            for answer in self._again(part, pair, target)
        ]

    def _again(self, batch: Numbered, pair: Pair, target: str) -> list[Answer]:
        self._book(request for _, request in batch)
        return self._settle(batch, pair, target)

    def _book(self, requests: Iterable[Request]) -> None:
        """Books what is sent once more; the first time was booked by who called us."""
        characters = sum(len(request.text) for request in requests)
        self.settings.ledger.spend(characters, self.capabilities.price)

    def _patiently(self, requests: Sequence[Request], pair: Pair) -> Sequence[object]:
        """One call's answers; passing faults are retried under a total deadline."""
        from tenacity import (
            Retrying,
            retry_if_exception_type,
            stop_after_attempt,
            stop_before_delay,
        )

        retrying = Retrying(
            retry=retry_if_exception_type(EngineTransient),
            stop=stop_after_attempt(self._retries) | stop_before_delay(self._patience),
            wait=_wait,
            sleep=self._sleep,
            reraise=True,
        )
        try:
            return retrying(self._in_turn, requests, pair)
        except (EngineRefused, EngineTransient) as error:
            self._failure = self._failure or error  # threads that come later are told the same
            self._stop.set()
            raise

    def _in_turn(self, requests: Sequence[Request], pair: Pair) -> Sequence[object]:
        if self._stop.is_set():
            raise self._failure or EngineRefused(f"engine {self.name} was stopped")
        pause = self.settings.ledger.turn(self._rate)
        if pause:
            self._sleep(pause)
        return self.call(requests, pair)

    def _nap(self, seconds: float) -> None:
        """Sleeps until the time is over or the run is stopped."""
        self._stop.wait(seconds)


def _wait(state: Any) -> float:
    """Full jitter up to 1, 2, 4 … 30 seconds, or what the server asks for."""
    from tenacity import wait_random_exponential

    error = state.outcome.exception() if state.outcome else None
    asked = getattr(error, "retry_after", None)
    return float(asked) if asked is not None else wait_random_exponential(max=30)(state)
