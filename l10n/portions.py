"""A project of any size in bounded memory: some articles at a time, on all cores where that pays.

What a stage makes of an article depends on that article, its catalogs and the TM; what depends on
all articles of a project is done before or after, with a look at the catalogs on the disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from l10n.flow import Flow, chosen, over, silent, splitter, sweep
from l10n.parallel import spread
from l10n.project import Project, Writer
from l10n.segment import Splitter

if TYPE_CHECKING:
    from l10n.crowd import Crowd

_ROOM = 1_000_000
"""Bytes of articles, times locales, in one portion: some 60 catalogs of 120 entries, few enough
for the caches of what was read of their sentences."""
_T = TypeVar("_T")


@dataclass
class Plan:
    """The articles and locales that a run is over, and what all its portions have in common."""

    project: Project
    paths: Sequence[Path]
    locales: Sequence[str]
    touched: Mapping[Path, frozenset[str]] | None = None
    whole: bool = False
    """True for a run over all articles."""
    dry: bool = False
    progress: Callable[[str, int, int, int], None] = silent
    writer: Writer = field(init=False)
    """What all portions together have written."""
    learned: bool = False
    failed: set[str] = field(default_factory=set)
    booked: int | None = None
    crowd: Crowd | None = None
    receipts: bool = False
    """What was written is kept in mind, for receipts; of 60,000 catalogs that is 20 MB."""
    _swept: bool = False

    def __post_init__(self) -> None:
        self.writer = Writer(self.project, self.dry)

    @cached_property
    def split(self) -> Splitter:
        """What cuts sentences."""
        return splitter(self.project)

    @cached_property
    def portions(self) -> list[list[Path]]:
        """The articles, in order, a portion at a time; the first is one article, because the
        processes for the others start when it is done."""
        portions: list[list[Path]] = []
        room = 0
        for path in self.paths:
            room -= path.stat().st_size * len(self.locales)
            if room < 0 or len(portions) == 1:
                portions.append([])
                room = _ROOM
            portions[-1].append(path)
        few = sum(map(len, portions)) > 1 and self._size <= _ROOM
        return [[*self.paths]] if few else portions

    @property
    def is_one(self) -> bool:
        """True when all articles are one portion, and held together."""
        return len(self.portions) == 1

    @property
    def _size(self) -> int:
        return sum(path.stat().st_size for path in self.paths) * len(self.locales)

    def flow(self, paths: Sequence[Path]) -> Flow:
        """A run over some of the articles."""
        flow = over(self.project, paths, self.locales, self.touched, self.split, dry=self.dry)
        flow.whole = self.whole and len(paths) == len(self.paths)
        flow.progress, flow.learned = self.progress, self.learned
        flow.failed, flow.booked, flow.crowd = self.failed, self.booked, self.crowd
        return flow

    def together(self) -> Flow:
        """A run over all of the articles, held in memory together; what it writes the plan notes."""
        self._sweep()
        flow = self.flow(self.paths)
        flow.writer = self.writer
        return flow

    def each(
        self, work: Callable[[Flow], _T], portions: Sequence[Sequence[Path]], *, pays: bool = True
    ) -> Iterator[_T]:
        """`work` of a run over each portion, in order; what was written is noted in `writer`."""

        def done(paths: Sequence[Path]) -> tuple[_T, dict[str, None], dict[str, bytes]]:
            flow = self.flow(paths)
            result = work(flow)
            return result, flow.writer.changed, flow.writer.written

        self._sweep()
        for result, changed, written in spread(done, portions, pays=pays):
            self.writer.changed.update(changed)
            if self.receipts:
                self.writer.written.update(written)
            yield result

    def _sweep(self) -> None:
        if not self._swept:
            self._swept = True
            sweep(self.writer, self.paths, self.locales)


def plan(
    project: Project,
    *,
    articles: Sequence[Path] = (),
    locales: Sequence[str] = (),
    touched: Mapping[Path, frozenset[str]] | None = None,
    dry: bool = False,
    progress: Callable[[str, int, int, int], None] = silent,
) -> Plan:
    """A run over the chosen articles and locales (default: all); UsageError for one that is not
    there."""
    paths = chosen(project, articles, locales, touched)
    whole = not articles and touched is None
    wanted = list(locales or project.config.targets)
    return Plan(project, paths, wanted, touched, whole, dry, progress)
