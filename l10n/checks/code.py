"""Check `code`: Inline code is byte for byte that of the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from l10n.checks import _text
from l10n.model import Entry, Finding, Severity, Term


class Code:
    """Inline code is byte for byte that of the source."""

    id = "code"
    severity: Severity = "error"
    summary = "Inline code is byte for byte that of the source."
    example = ("`make`を使う。", "Use `Make`.", "en")

    def run(
        self,
        entry: Entry,
        locale: str,  # noqa: ARG002 - part of the protocol
        terms: Sequence[Term],  # noqa: ARG002
    ) -> Iterator[Finding]:
        """See `Check` in plugin.py."""
        if not any("`" in text or "<code" in text for text in (entry.key.msgid, entry.msgstr)):
            return
        source, target = (
            [match["body"] or match["html"] for match in _text.CODE.finditer(text)]
            for text in (entry.key.msgid, entry.msgstr)
        )
        yield from _text.compare(self.id, self.severity, "code", source, target)
