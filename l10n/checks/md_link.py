"""Check `md_link`: Markdown links point where the source's point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from l10n.checks import _text
from l10n.lazy import lazy
from l10n.model import Entry, Finding, Severity, Term

_GAP = lazy(r"\]\s+\((?=https?:|[./#])")


class MdLink:
    """Markdown links point where the source's point."""

    id = "md_link"
    severity: Severity = "error"
    summary = "Markdown links point where the source's point."
    example = ("[公式](https://example.com)へ。", "See the [site] (https://example.com).", "en")

    def run(
        self,
        entry: Entry,
        locale: str,  # noqa: ARG002 - part of the protocol
        terms: Sequence[Term],  # noqa: ARG002
    ) -> Iterator[Finding]:
        """See `Check` in plugin.py."""
        if not any("]" in text for text in (entry.key.msgid, entry.msgstr)):
            return
        source, target = (_text.LINK.findall(text) for text in (entry.key.msgid, entry.msgstr))
        yield from _text.compare(self.id, self.severity, "link target", source, target)
        if _GAP.search(entry.msgstr) and not _GAP.search(entry.key.msgid):
            fix = _GAP.sub("](", entry.msgstr)
            yield Finding(self.id, self.severity, "a space breaks the link: ] (", fix=fix)
