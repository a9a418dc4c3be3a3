"""Check `url`: The URLs of the source stand in the translation unchanged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from l10n.checks import _text
from l10n.model import Entry, Finding, Severity, Term


class Url:
    """The URLs of the source stand in the translation unchanged."""

    id = "url"
    severity: Severity = "error"
    summary = "The URLs of the source stand in the translation unchanged."
    example = ("https://example.com/a を見る。", "See https://example.com/b.", "en")

    def run(
        self,
        entry: Entry,
        locale: str,  # noqa: ARG002 - part of the protocol
        terms: Sequence[Term],  # noqa: ARG002
    ) -> Iterator[Finding]:
        """See `Check` in plugin.py."""
        if not any("://" in text for text in (entry.key.msgid, entry.msgstr)):
            return
        source, target = (_text.URL.findall(text) for text in (entry.key.msgid, entry.msgstr))
        yield from _text.compare(self.id, self.severity, "URL", source, target)
