"""Where the TM and the ledger of a project are: files of its own, or the database of `[scale]`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.budget import Budget, FileBudget, Limits
from l10n.project import Project
from l10n.tm import Memory, Store

if TYPE_CHECKING:
    from l10n.postgres import Base


def open_memory(project: Project) -> Store:
    """The TM, open; UsageError when it cannot be used."""
    if not project.config.database:
        return Memory(project.memory)
    from l10n.shared import SharedMemory

    return SharedMemory(open_base(project))


def open_budget(
    project: Project, limits: Limits | None = None, *, since: int | None = None
) -> Budget:
    """The ledger of engines, open."""
    if not project.config.database:
        return FileBudget(project.memory, limits, since=since)
    from l10n.shared import SharedBudget

    return SharedBudget(open_base(project), limits, since=since)


def open_base(project: Project) -> Base:
    """A connection to the database of `[scale]`."""
    from l10n.postgres import Base

    return Base(project.config.database, project.config.schema)
