"""Check `start_case`: A sentence begins with a capital letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from l10n.checks._text import prose
from l10n.lang.scripts import has_case
from l10n.lazy import lazy
from l10n.model import Entry, Finding, Severity, Term

# A longer word, then a stop: no abbreviation.
_NEXT = lazy(r"(?<=[^\W\d_]{4})[.!?][\s\u00a0]+(?P<word>[^\W\d_]{2,})")
_FIRST = lazy(r"[\"'“‘«„¿¡(\[*_\s\u00a0\u202f]*(?P<word>[^\W\d_]+)")


class StartCase:
    """A sentence begins with a capital letter."""

    id = "start_case"
    severity: Severity = "info"
    summary = "A sentence begins with a capital letter."
    example = ("会社は否定した。", "the company denied it.", "en")

    def run(
        self,
        entry: Entry,
        locale: str,
        terms: Sequence[Term],  # noqa: ARG002
    ) -> Iterator[Finding]:
        """See `Check` in plugin.py."""
        if not has_case(locale):
            return
        text, source = prose(entry.msgstr), entry.key.msgid
        for match in _places(text, source):
            word = match["word"]
            whole = text[match.start("word") :].split()[0].strip('.,;:!?»”"')
            if word.islower() and word not in source and whole.isalpha():
                place = match.start("word")
                fix = entry.msgstr[:place] + word[0].upper() + entry.msgstr[place + 1 :]
                message = f'"{word}" begins the sentence'
                yield Finding(self.id, self.severity, message, found=word, fix=fix)
                return


def _places(text: str, source: str) -> Iterator[re.Match[str]]:
    """Where sentences begin: at the start when the source is one, and behind a full stop."""
    first = _FIRST.match(text)
    if first and source.rstrip("」』）) ")[-1:] in _STOPS:
        yield first
    if sum(map(source.count, _STOPS)) > 1:
        yield from _NEXT.finditer(text)


_STOPS = "。！？!?"
