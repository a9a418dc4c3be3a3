"""What stages know of workers on other machines: `l10n.scale` has them, and only `--distributed` loads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from l10n.check import Level
from l10n.model import Catalog, Term
from l10n.project import Project
from l10n.verdicts import Verdicts

if TYPE_CHECKING:
    from l10n.budget import Budget
    from l10n.draft import Send

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Exam:
    """Catalogs of one locale for the checks, and what they are judged by."""

    locale: str
    catalogs: Sequence[Catalog]
    terms: Sequence[Term]
    levels: Mapping[str, Level]


class Crowd(Protocol):
    """Workers on other machines."""

    def sender(self, project: Project, name: str, budget: Budget) -> Send:
        """What puts texts to the engine `name` of these workers."""

    def spread(self, work: Callable[[str], R], locales: Sequence[str]) -> Iterator[R]:
        """`work` of each locale, at the same time; results in order."""

    def judge(self, exams: Sequence[Exam]) -> list[list[Verdicts]]:
        """What the checks say of the entries of each catalog of each exam, as far as workers found
        it out."""
