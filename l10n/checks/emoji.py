"""Check `emoji`: The emoji of the source are in the translation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from l10n.checks import _text
from l10n.lazy import lazy
from l10n.model import Entry, Finding, Severity, Term

_EMOJI = lazy(
    "[\U0001f000-\U0001faff\u2600-\u27bf\u2b50\u2b55\u2b1b\u2b1c\u231a\u231b\u23e9-\u23f3]"
)
_TEXT = frozenset("★☆♪♭♯✓✔✕✖✗✘❶❷❸❹❺➀➁➂➃➔➜➡")


class Emoji:
    """The emoji of the source are in the translation."""

    id = "emoji"
    severity: Severity = "warning"
    summary = "The emoji of the source are in the translation."
    example = ("完成しました🎉", "It is done.", "en")

    def run(
        self,
        entry: Entry,
        locale: str,  # noqa: ARG002 - part of the protocol
        terms: Sequence[Term],  # noqa: ARG002
    ) -> Iterator[Finding]:
        """See `Check` in plugin.py."""
        if entry.msgstr.isascii() and entry.key.msgid.isascii():
            return
        source, target = (
            [sign for sign in _EMOJI.findall(text) if sign not in _TEXT]
            for text in (entry.key.msgid, entry.msgstr)
        )
        yield from _text.compare(self.id, self.severity, "emoji", source, target)
