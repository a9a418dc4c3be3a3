"""Check `empty`: The translation holds nothing that a reader could see."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from l10n.checks._text import TAG
from l10n.model import Entry, Finding, Severity, Term


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
        # Most texts begin with a letter: they need no closer look.
        if entry.msgstr[:1].isalpha() or _says(entry.msgstr, entry.key.msgid):
            return
        if not _says(entry.key.msgid, ""):
            return
        yield Finding(self.id, self.severity, "the translation is blank: translate or empty it")


def _says(text: str, source: str) -> bool:
    """True when a text has a letter, a figure or a sign, not only spaces, stops and `source`'s tags.

    >>> _says("<b>…</b>", "<b>これ</b>"), _says("👏", ""), _says("<none>", "なし")
    (False, True, True)
    """
    words = TAG.sub(lambda match: "" if match[0] in source else match[0], text)
    return any(
        unicodedata.category(char)[0] in "LN" or unicodedata.category(char) == "So"
        for char in words
    )
