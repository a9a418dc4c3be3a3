"""The board: how far each article is in each locale, counted from the catalogs as they are.

Counts of catalogs that have not changed are kept in `.l10n/board.json`, a cache that can be deleted.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Any

from l10n import atomic, po
from l10n.errors import CatalogError
from l10n.model import State
from l10n.project import Project
from l10n.review.inspector import Stamp, stamp
from l10n.review.session import Place


@dataclass(frozen=True, slots=True)
class Cell:
    """One article in one locale."""

    counts: tuple[int, int, int, int] = (0, 0, 0, 0)
    """Entries that are approved, drafts, stale, untranslated."""
    problem: str = ""
    """Why there are no counts: no catalog yet, or one that cannot be read."""
    findings: tuple[int, int] | None = None
    """(errors, warnings), where the checks have looked at all of it."""

    @property
    def total(self) -> int:
        """All entries."""
        return sum(self.counts)


class Board:
    """The counts of a project, each catalog counted once for each of its versions."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.path = project.memory.with_name("board.json")
        self._known: dict[str, list[Any]] = self._read()
        self._dirty = False
        self._lock = Lock()

    def _read(self) -> dict[str, list[Any]]:
        try:
            known = json.loads(self.path.read_bytes())
        except (OSError, ValueError):
            return {}
        return known if isinstance(known, dict) else {}

    def cells(
        self,
        domains: Iterable[str],
        locales: Iterable[str],
        findings: Callable[[Place], tuple[int, int] | None] = lambda _: None,
    ) -> dict[Place, Cell]:
        """The cell of each article in each locale."""
        places = [Place(domain, locale) for domain in domains for locale in locales]
        with self._lock:
            made = {place: self._cell(place, findings) for place in places}
            self._write()
        return made

    def _cell(self, place: Place, findings: Callable[[Place], tuple[int, int] | None]) -> Cell:
        path = self.project.catalog(*place)
        mark: Stamp = stamp(path)
        if not any(mark):
            return Cell(problem="no catalog yet")
        name = f"{place.locale}/{place.domain}"
        known = self._known.get(name)
        if not (isinstance(known, list) and len(known) == 2 and known[0] == list(mark)):
            try:
                counts = po.count_states(path.read_bytes(), self.project.display(path))
            except (CatalogError, OSError) as error:
                return Cell(problem=str(error).split("\n")[0])
            known = self._known[name] = [list(mark), [counts[state] for state in _ORDER]]
            self._dirty = True
        a, b, c, d = known[1]
        return Cell((a, b, c, d), findings=findings(place))

    def _write(self) -> None:
        if self._dirty:
            self._dirty = False
            self.path.parent.mkdir(parents=True, exist_ok=True)
            data = json.dumps(self._known, ensure_ascii=False, separators=(",", ":"))
            atomic.write(self.path, data.encode("utf-8"), durable=False)


_ORDER = (State.APPROVED, State.DRAFT, State.STALE, State.UNTRANSLATED)
