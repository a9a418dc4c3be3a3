"""Check `addition`: The translation says no more than the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from l10n.checks import _length
from l10n.model import Entry, Finding, Severity, Term


class Addition:
    """The translation says no more than the source."""

    id = "addition"
    severity: Severity = "warning"
    summary = "The translation says no more than the source."
    example = (
        "市場は成長した。これは予想どおりだ。",
        "The market grew. This was as expected. Analysts had been divided for months over how quickly the shift would come, and several of them have since revised their forecasts. Prices may follow, they said, although nobody expects that before the summer. Others are more careful and want to see the figures first.",
        "en",
    )

    def run(
        self,
        entry: Entry,
        locale: str,
        terms: Sequence[Term],  # noqa: ARG002
    ) -> Iterator[Finding]:
        """See `Check` in plugin.py."""
        found = _length.addition(entry.key.msgid, entry.msgstr, locale)
        if found:
            yield Finding(self.id, self.severity, found, found=entry.msgstr[:60])
