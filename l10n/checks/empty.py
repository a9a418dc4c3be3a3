"""Check `empty`: The translation holds nothing that a reader could see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from l10n.model import Entry, Finding, Severity, Term

_INVISIBLE = " \t\n\r\u00a0\u200b\u200c\u200d\u2060\u3000\ufeff"


class Empty:
    """The translation holds nothing that a reader could see."""

    id = "empty"
    severity: Severity = "error"
    summary = "The translation holds nothing that a reader could see."
    example = ("株価が上がった。", "\u200b", "en")

    def run(
        self,
        entry: Entry,
        locale: str,  # noqa: ARG002 - part of the protocol
        terms: Sequence[Term],  # noqa: ARG002
    ) -> Iterator[Finding]:
        """See `Check` in plugin.py."""
        if not entry.msgstr.strip(_INVISIBLE):
            yield Finding(self.id, self.severity, "the translation is blank: translate or empty it")
