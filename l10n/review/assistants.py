"""Suggestions for an entry: the TM, the other languages, and engines, each asked on demand."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any, TypeVar

from l10n import plugins
from l10n.budget import Budget
from l10n.errors import EngineError, L10nError
from l10n.flow import Flow, start
from l10n.model import Entry, Key
from l10n.plugin import Engine
from l10n.project import Writer
from l10n.review.session import Desk, Place
from l10n.review.views import language, state_word
from l10n.stages.memory import learn
from l10n.stages.stores import open_budget, open_memory
from l10n.stages.suggest import suggest
from l10n.stages.translate import load_engine, new_engine
from l10n.tm import Store

T = TypeVar("T")
_MATCHES = 4
_NOT_ASKED = ("tm", "pseudo")  # the TM is asked anyway, and pseudo-text helps nobody review


class Assistants:
    """The TM and the engines, each in a thread of its own: SQLite and models stay where they are."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._memory_thread = ThreadPoolExecutor(1, "tm")
        self._engine_thread = ThreadPoolExecutor(1, "engines")
        self._memory: Store | None = None
        self._budget: Budget | None = None
        self._engines: dict[str, Engine] = {}

    def close(self) -> None:
        """Ends worker processes and connections."""
        self._on(self._engine_thread, self._close_engines)
        self._on(self._memory_thread, self._close_memory)
        self._engine_thread.shutdown()
        self._memory_thread.shutdown()

    @staticmethod
    def _on(thread: ThreadPoolExecutor, work: Callable[..., T], *args: Any) -> T:
        return thread.submit(work, *args).result()

    def _close_engines(self) -> None:
        for engine in self._engines.values():
            engine.close()
        if self._budget:
            self._budget.__exit__(None, None, None)

    def _close_memory(self) -> None:
        if self._memory:
            self._memory.__exit__(None, None, None)

    # --- the TM -------------------------------------------------------------------------------

    def matches(self, entry: Entry, place: Place) -> list[dict[str, Any]]:
        """What the TM offers, best first, the entry's own text left out."""
        return self._on(self._memory_thread, self._matches, entry, place)

    def _matches(self, entry: Entry, place: Place) -> list[dict[str, Any]]:
        if self._memory is None:
            self._memory = open_memory(self.desk.project)
        project = self.desk.project
        learn(Flow(project, [place.locale], [], Writer(project)), self._memory)
        exact = self._memory.exact(place.locale, entry.key.msgid)
        found = self._memory.matches(place.locale, entry.key.msgid)
        ordered = [*([exact] if exact else []), *(one for one in found if one != exact)]
        seen: set[str] = {entry.msgstr}
        made: list[dict[str, Any]] = []
        for match in ordered:
            own = match.domain == place.domain and match.text.msgid == entry.key.msgid
            if match.text.msgstr in seen or (own and not match.adapted):
                continue
            seen.add(match.text.msgstr)
            made.append(
                {
                    "score": int(match.score),
                    "msgid": match.text.msgid,
                    "msgstr": match.text.msgstr,
                    "domain": match.domain,
                    "by": match.text.origin or "approved",
                    "adapted": match.adapted,
                }
            )
        return made[:_MATCHES]

    # --- the other languages ------------------------------------------------------------------

    def others(self, key: Key, place: Place) -> list[dict[str, Any]]:
        """The same entry in the project's other locales, where it has a text."""
        made = []
        for locale in self.desk.locales:
            try:
                sheet = self.desk.sheet(Place(place.domain, locale))
            except L10nError:
                continue  # whoever opens that catalog is told what is wrong with it
            entry = next((e for e in sheet.catalog.active if e.key == key), None)
            if locale != place.locale and entry is not None and entry.msgstr:
                word = {"msgstr": entry.msgstr, "state": entry.state.value}
                made.append({**language(locale), **word, "word": state_word(entry)})
        return made

    # --- engines ------------------------------------------------------------------------------

    def ready(self) -> list[str]:
        """The engines that can be asked now, those of the config first."""
        return self._on(self._engine_thread, self._ready)

    def _ready(self) -> list[str]:
        config = self.desk.project.config.engine
        names = dict.fromkeys([*config, *sorted(plugins.names("engines"))])
        return [
            name
            for name in names
            if (name not in _NOT_ASKED or name in config) and name != "tm" and self._is_ready(name)
        ]

    def _is_ready(self, name: str) -> bool:
        try:
            return not new_engine(self.desk.project, name).ready()
        except (EngineError, L10nError):
            return False

    def suggestion(self, place: Place, key: Key, engine: str) -> str:
        """One engine's text; EngineError when it has none."""
        return self._on(self._engine_thread, self._suggestion, place, key, engine)

    def _suggestion(self, place: Place, key: Key, engine: str) -> str:
        project = self.desk.project
        if self._budget is None:
            self._budget = open_budget(project)
        if engine not in self._engines:
            self._engines[engine] = load_engine(project, engine, self._budget)
        path = self.desk.names()[place.domain]
        flow = start(project, articles=[path], locales=[place.locale], dry=True)
        flow.catalogs[place] = replace(self.desk.sheet(place).catalog)
        return suggest(flow, self._engines[engine], place.domain, key, self._budget)
