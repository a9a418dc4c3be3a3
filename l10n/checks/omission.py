"""Check `omission`: The translation says no less than the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from l10n.checks import _length
from l10n.model import Entry, Finding, Severity, Term


class Omission:
    """The translation says no less than the source."""

    id = "omission"
    severity: Severity = "warning"
    summary = "The translation says no less than the source."
    example = (
        "同社は来月から新しい工場の建設を始め、地域の住民を優先して採用する方針を明らかにした。完成後は海外への輸出も検討している。",
        "It builds a plant.",
        "en",
    )

    def run(
        self,
        entry: Entry,
        locale: str,
        terms: Sequence[Term],  # noqa: ARG002
    ) -> Iterator[Finding]:
        """See `Check` in plugin.py."""
        found = _length.omission(entry.key.msgid, entry.msgstr, locale)
        if found:
            yield Finding(self.id, self.severity, found, found=entry.msgstr[:60])
