"""What drafting did: counted by `draft.py`, told by the commands."""

from __future__ import annotations

from dataclasses import field

from l10n.errors import EngineError
from l10n.noun import record


@record
class Tally:
    """What drafting did."""

    drafted: int = 0
    from_memory: int = 0
    asked: int = 0
    """Texts sent to an engine; journaled answers cost nothing."""
    characters: int = 0
    """Characters of them."""
    refused: int = 0
    """Entries left untranslated because the answer was unusable."""
    left: int = 0
    """Entries that are still untranslated after all engines."""
    failures: list[EngineError] = field(default_factory=list)
    """Engines that failed; what they answered before is kept."""
    skipped: list[EngineError] = field(default_factory=list)
    """Engines of a chain that are not there, with another to take their place."""

    def add(self, other: Tally) -> None:
        """Counts what another part of the run did; an error that both met is told once."""
        for name in ("drafted", "from_memory", "asked", "characters", "refused", "left"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for mine, theirs in ((self.failures, other.failures), (self.skipped, other.skipped)):
            told = {str(error) for error in mine}
            mine += [error for error in theirs if str(error) not in told]
