"""Check `list_marker`: A list marker at the start is kept as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from l10n.lazy import lazy
from l10n.model import Entry, Finding, Severity, Term

_BULLET = lazy(r"\s*[・･•●○◆◇■□▶▷►‣▪▫※*–—✓✔✅☑→·-](?=\s|[^\s\d*-])")
_NUMBER = lazy(r"\s*[(（]?(?:(?P<n>\d{1,2})[.)．、）](?!\d)|(?P<c>[①-⑳]))")


class ListMarker:
    """A list marker at the start is kept as one."""

    id = "list_marker"
    severity: Severity = "warning"
    summary = "A list marker at the start is kept as one."
    example = ("・新機能の追加", "New features", "en")

    def run(
        self,
        entry: Entry,
        locale: str,  # noqa: ARG002 - part of the protocol
        terms: Sequence[Term],  # noqa: ARG002
    ) -> Iterator[Finding]:
        """See `Check` in plugin.py."""
        source, target = entry.key.msgid, entry.msgstr
        if source[:1].isalpha():
            return
        number = _NUMBER.match(source)
        if number:
            kept = _NUMBER.match(target)
            wanted = number["n"] or str(ord(number["c"]) - ord("①") + 1)
            made = (kept["n"] or str(ord(kept["c"]) - ord("①") + 1)) if kept else ""
            if wanted != made and not target.lstrip().startswith(wanted):
                yield Finding(
                    self.id, self.severity, f"the number {wanted} of the list item is gone"
                )
        elif _BULLET.match(source) and not _BULLET.match(target):
            marker = source.lstrip()[0]
            if marker in "–—" or (marker in "*-" and source.lstrip()[1:2] != " "):
                return  # a dash of speech, emphasis, a minus sign
            message = f"the list marker {marker} is gone"
            yield Finding(self.id, self.severity, message, expected=marker, found=target[:1])
