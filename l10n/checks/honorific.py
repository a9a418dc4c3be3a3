"""Check `honorific`: Japanese forms of address are not carried over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from l10n.checks._text import prose
from l10n.lang import prose_of
from l10n.lazy import lazy
from l10n.model import Entry, Finding, Severity, Term

_ADDRESS = lazy("さん|様|さま|氏|君|くん|ちゃん|先生|殿|先輩")


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text)


class Honorific:
    """Japanese forms of address are not carried over."""

    id = "honorific"
    severity: Severity = "info"
    summary = "Japanese forms of address are not carried over."
    example = ("田中さんが説明した。", "Tanaka-san explained it.", "en")

    def run(
        self,
        entry: Entry,
        locale: str,
        terms: Sequence[Term],  # noqa: ARG002
    ) -> Iterator[Finding]:
        """See `Check` in plugin.py."""
        left = prose_of(locale).honorifics
        if not left or not _ADDRESS.search(entry.key.msgid):
            return
        match = _pattern(left).search(prose(entry.msgstr))
        if match:
            found = entry.msgstr[max(0, match.start() - 12) : match.end()]
            message = f"a Japanese form of address is left over: {match[0].strip()}"
            yield Finding(
                self.id, self.severity, message, found=found, target_spans=(match.span(),)
            )
