"""Check `url`: The URLs and mail addresses of the source stand in the translation unchanged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from l10n.checks import _text
from l10n.lazy import lazy
from l10n.model import Entry, Finding, Severity, Term

_MAIL = lazy(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


class Url:
    """The URLs and mail addresses of the source stand in the translation unchanged."""

    id = "url"
    severity: Severity = "error"
    summary = "The URLs and mail addresses of the source stand in the translation unchanged."
    example = ("https://example.com/a を見る。", "See https://example.com/b.", "en")

    def run(
        self,
        entry: Entry,
        locale: str,  # noqa: ARG002 - part of the protocol
        terms: Sequence[Term],  # noqa: ARG002
    ) -> Iterator[Finding]:
        """See `Check` in plugin.py."""
        for sign, what, pattern in (("://", "URL", _text.URL), ("@", "address", _MAIL)):
            if sign in entry.key.msgid or sign in entry.msgstr:
                source, target = map(pattern.findall, (entry.key.msgid, entry.msgstr))
                yield from _text.compare(self.id, self.severity, what, source, target)
