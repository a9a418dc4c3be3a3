"""Engine `offline`: a small language model on this machine. Gist drafts, honest about it.

One worker process per core with one thread each (1.84 times one process; two threads are slower),
which is asked for up to four texts at once. Figures and names come in the target's form from the caller, and every
answer is verified: one with a fault is asked for again under a grammar, then at a temperature; one that
seems to have lost a name or a part of the sentence is compared with a second one.
"""

from __future__ import annotations

import hashlib
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from decimal import Decimal
from importlib.util import find_spec
from typing import Any, NamedTuple

from l10n.engines import _gguf, _offline_model, _offline_names, _offline_prompt, _offline_verify
from l10n.engines._offline_examples import EXAMPLES, examples_of
from l10n.engines._offline_prompt import Profile, Prompt, Shown, needs_token
from l10n.errors import ConfigError, EngineError, EngineMissing, LocaleUnsupported, did_you_mean
from l10n.lang import write_quantity
from l10n.model import Quantity
from l10n.plugin import Answer, Capabilities, EngineSettings, Request

_OPTIONS = ("model", "profile", "workers", "threads", "pivot")
# Tokens that a character of the source may become, by target: Qwen cuts Hindi into single signs.
_LENGTHS = {"hi": 8, "th": 5, "ar": 4}


class _Try(NamedTuple):
    """How a text is asked for."""

    forced: bool = False
    """Under the grammar, and without approved pairs (a model copies their figures)."""
    warmth: float = 0.0
    """Temperature; sampled from a fixed seed, so that a run is repeatable."""
    in_order: bool = False
    """The spans stand as in the source."""


_TRIES = (_Try(), _Try(forced=True), _Try(warmth=0.5), _Try(forced=True, warmth=0.3, in_order=True))
Detail = tuple[tuple[str, str], ...]
# Texts that a worker is asked for at once: eight are no quicker for each.
_SLOTS = 4


class _Case(NamedTuple):
    """A text as it is asked for."""

    number: int
    request: Request
    """With places in the target's words."""
    names: tuple[str, ...]
    """These words."""
    source: str
    target: str


class Offline:
    """The embedded engine; see `Engine` in plugin.py."""

    name = "offline"

    def __init__(self, settings: EngineSettings) -> None:
        for key in settings.options:
            if key not in _OPTIONS:
                place = "[engines.offline]"
                raise ConfigError(
                    f'unknown key "{key}"', place=place, fix=did_you_mean(key, _OPTIONS)
                )
        self._own = settings.options.get("model", "")
        self._project = settings.project
        self._environ = dict(settings.environ)
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2
        self._count = int(settings.options.get("workers", cores))
        self._threads = int(settings.options.get("threads", 1))
        self.capabilities = Capabilities(
            figures=True,
            emphasis=False,
            examples=True,
            pivot=str(settings.options.get("pivot", "en")),
            pace=0.3 * max(1, self._count),
        )
        self._workers: list[_Worker] = []
        self._mark = ""
        self._chosen: Profile | None = None
        wanted = settings.options.get("profile")
        if wanted is not None:
            if wanted not in _offline_prompt.PROFILES:
                raise ConfigError(
                    f'profile = "{wanted}" is not known',
                    place="[engines.offline]",
                    fix=did_you_mean(str(wanted), list(_offline_prompt.PROFILES)),
                )
            self._chosen = _offline_prompt.PROFILES[wanted]

    def ready(self) -> str:
        """ "" or what is missing, with the pip command."""
        if find_spec("xllamacpp") is None:
            return f"xllamacpp is not installed: {_offline_model.INSTALL}"
        if not self._own:
            return _offline_model.missing()
        path = self._project / self._own
        return "" if path.is_file() else f"no model at {self._own}: check [engines.offline] model"

    def fingerprint(self, target: str) -> str:
        """Model, prompt version, and the restrictions of this target."""
        profile = self._profile().name
        return f"offline/{self._model_mark()}/{profile}/{_offline_prompt.VERSION}/{target}"

    def _profile(self) -> Profile:
        """How this model is asked: as the config says, or as its file does."""
        if self._chosen is None:
            self._chosen = _offline_prompt.CHATML
            if self._own:
                path = self._project / self._own
                self._chosen = _offline_prompt.profile_of(_gguf.metadata(path))
        return self._chosen

    def _model_mark(self) -> str:
        """8 hex digits that name the model file."""
        if not self._own:
            return _offline_model.SHA256[:8]
        if not self._mark:
            with (self._project / self._own).open("rb") as file:
                self._mark = hashlib.file_digest(file, "sha256").hexdigest()[:8]
        return self._mark

    def check_locales(self, source: str, target: str) -> None:
        """Japanese or English into the locales that there are example pairs for."""
        known = tuple(name for name in EXAMPLES if name != "ja")
        if source not in ("ja", "en") or not examples_of(target):
            raise LocaleUnsupported(
                f"engine offline does not translate {source} into {target}",
                fix=f"another engine for this target; known: {', '.join(known)}",
            )

    def translate(
        self, requests: Sequence[Request], *, source: str, target: str
    ) -> Iterator[Answer]:
        """Answers as the workers finish them."""
        self._start()
        tasks: queue.SimpleQueue[list[_Case]] = queue.SimpleQueue()
        done: queue.SimpleQueue[Answer | Exception] = queue.SimpleQueue()
        cases = [
            _Case(index, *_offline_names.written(request, source, target), source, target)
            for index, request in enumerate(requests)
        ]
        for group in self._groups(cases):
            tasks.put(group)
        for worker in self._workers:
            job = (worker, tasks, done)
            threading.Thread(target=self._drain, args=job, daemon=True).start()
        for _ in requests:
            answer = done.get()
            if isinstance(answer, Exception):
                raise answer
            yield answer

    def close(self) -> None:
        """Ends the workers."""
        for worker in self._workers:
            worker.close()
        self._workers = []

    def _start(self) -> None:
        if self._workers:
            return
        missing = self.ready()
        if missing:
            raise EngineMissing("engine offline is not ready", cause=missing)
        cache = _offline_model.cache_folder(self._environ)
        model = self._project / self._own if self._own else _offline_model.bundled(cache)
        shape = (str(model), str(self._threads), str(self._slots()), str(cache / "heads"))
        self._workers = [_Worker(*shape) for _ in range(max(1, self._count))]

    def _slots(self) -> int:
        """Texts at once; a chat is asked for one text."""
        return 1 if self._profile().chat else _SLOTS

    def _groups(self, cases: list[_Case]) -> Iterator[list[_Case]]:
        """The texts that are asked for at once: alike in length, since the longest answer holds up
        the others, and with the same beginning of a prompt. The longest go first, so that the
        workers end together. How many workers there are makes no difference: four texts at once
        may be put in other words than two."""
        least = 1 if self._slots() == 1 else 2  # of a few texts, some for a second worker
        for with_token in (False, True):
            some = [case for case in cases if needs_token(case.request.text) == with_token]
            some.sort(key=lambda case: len(case.request.text), reverse=True)
            size = min(self._slots(), max(1, -(-len(some) // least)))
            yield from (some[i : i + size] for i in range(0, len(some), size))

    def _drain(
        self,
        worker: _Worker,
        tasks: queue.SimpleQueue[list[_Case]],
        done: queue.SimpleQueue[Answer | Exception],
    ) -> None:
        while True:
            try:
                group = tasks.get_nowait()
            except queue.Empty:
                return
            try:
                firsts = self._ask(worker, group, _TRIES[0])
                for case, first in zip(group, firsts, strict=True):
                    done.put(self._answer(worker, case, first))
            except Exception as error:  # noqa: BLE001 - raised in the caller's thread
                done.put(error)
                return

    def _answer(self, worker: _Worker, case: _Case, first: dict[str, Any]) -> Answer:
        """The first answer without fault or doubt; the one with the fewest doubts when there is
        none, and no text when all have faults."""
        request, target = case.request, case.target
        usable: list[tuple[int, float, str]] = []
        problem = ""
        for how in _TRIES:
            if how.forced and usable:
                continue  # what is only doubtful holds its spans already
            made = first if how is _TRIES[0] else self._ask(worker, [case], how)[0]
            text = _offline_verify.restored(str(made["text"]).strip(), request.spans)
            wrong = "was cut off" if made["cut"] else ""
            if how.forced and not wrong:
                wrong = _offline_verify.forced_problem(request, text, target)
            wrong = wrong or _offline_verify.problem(request.text, text, request.spans, target)
            problem = problem or wrong
            if not wrong:
                usable.append((_doubts(case, text), -float(made["logprob"]), text))
                if not usable[-1][0] or len(usable) > 1:
                    break
        if not usable:
            return Answer(case.number, problem=problem)
        _, surprise, text = min(usable)
        return Answer(case.number, text, detail=self._detail(-surprise))

    def _ask(self, worker: _Worker, cases: list[_Case], how: _Try) -> list[dict[str, Any]]:
        """What the model says to texts of one pair of locales; under the grammar, to one."""
        request, source, target = cases[0].request, cases[0].source, cases[0].target
        longest = _LENGTHS.get(target.split("_")[0], 3 if source == "ja" else 1)
        limit = min(400, 24 + longest * max(len(case.request.text) for case in cases))
        prompts = [_offline_prompt.prompt(self._profile(), _shown(case, how)) for case in cases]
        grammar = _offline_verify.free_grammar(target)
        if how.forced:
            grammar = _offline_verify.grammar(
                request.text, request.spans, target, in_order=how.in_order
            )
        fresh = how is _TRIES[0]  # else the slots hold the text, which is not read again
        return worker.ask(
            prompts, limit, grammar, self._profile().stop, warmth=how.warmth, fresh=fresh
        )

    def _detail(self, logprob: float) -> Detail:
        return (("model", self._model_mark()), ("logprob", f"{logprob:.2f}"))


def _doubts(case: _Case, text: str) -> int:
    """How much an answer without a fault seems to have lost."""
    request, target = case.request, case.target
    found = _offline_verify.doubts(request.text, text, request.spans, target, locale=case.source)
    return len(found) + sum(not _offline_names.stands(name, text) for name in case.names)


def _shown(case: _Case, how: _Try) -> Shown:
    pairs = () if how.forced else case.request.examples
    return Shown(case.request.text, case.source, case.target, *_figures(case.target), pairs)


def _figures(target: str) -> tuple[str, str]:
    """The figures of the third example in the target's form."""
    money = write_quantity(Quantity(Decimal(2_400_000_000), "USD"), target)
    return money, write_quantity(Quantity(Decimal(30_000)), target)


class _Worker:
    """A model process: one question at a time over pipes."""

    def __init__(self, *shape: str) -> None:
        command = [sys.executable, "-m", "l10n.engines._offline_worker", *shape]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def ask(
        self,
        prompts: Sequence[Prompt | list[dict[str, str]]],
        limit: int,
        grammar: str,
        stop: Sequence[str],
        *,
        warmth: float = 0.0,
        fresh: bool = True,
    ) -> list[dict[str, Any]]:
        """The model's answers, one for each prompt: all have the same head, or there is one chat.

        With `fresh`, nothing of an earlier question is left. EngineError when the process died or
        refused.
        """
        task: dict[str, Any] = {"id": 0, "limit": limit, "grammar": grammar, "stop": list(stop)}
        task |= {"temperature": warmth, "fresh": fresh}
        first = prompts[0]
        if isinstance(first, Prompt):
            tails = [one.tail for one in prompts if isinstance(one, Prompt)]
            task |= {"head": first.head, "tails": tails}
        else:
            task["messages"] = first
        pipe_in, pipe_out = self._process.stdin, self._process.stdout
        assert pipe_in is not None
        assert pipe_out is not None
        try:
            pipe_in.write(json.dumps(task) + "\n")
            pipe_in.flush()
            line = pipe_out.readline()
        except (BrokenPipeError, ValueError):
            line = ""
        if not line:
            raise EngineError(
                "a worker of engine offline died",
                cause=f"exit status {self._process.poll()}; each worker needs 1.5 GB of memory",
                fix="run again; set [engines.offline] workers = 1 if memory is short",
            )
        made: dict[str, Any] = json.loads(line)
        if "error" in made:
            raise EngineError("the offline model refused a request", cause=made["error"])
        answers: list[dict[str, Any]] = made["answers"]
        return answers

    def close(self) -> None:
        """Ends the process."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()
