"""Check `reading_speed`: a subtitle is short enough to be read while it is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from l10n.model import Entry, Finding, Severity, Term

_MOST = 84
"""Two lines of 42 characters, which is what broadcasters allow in Latin scripts."""


class ReadingSpeed:
    """A subtitle has at most 84 characters."""

    id = "reading_speed"
    severity: Severity = "warning"
    summary = "A subtitle has at most 84 characters."
    example = ("始めます。", "We are going to begin now, " * 4, "en")

    def run(self, entry: Entry, locale: str, terms: Sequence[Term]) -> Iterator[Finding]:
        """A finding for a msgstr that is longer; entries of other articles are none of its business."""
        length = len(entry.msgstr)
        if length > _MOST and any(name.endswith(".srt") for name in entry.references):
            yield Finding(
                self.id,
                self.severity,
                f"{length} characters are too long to read",
                expected=f"at most {_MOST}",
                found=str(length),
            )
