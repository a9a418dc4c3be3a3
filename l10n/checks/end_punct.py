"""Check `end_punct`: A question ends as a question, a statement as a statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from l10n.lang import prose_of
from l10n.lazy import lazy
from l10n.model import Entry, Finding, Severity, Term

_CLOSERS = "\"'”’»«」』）)]】*_ \u00a0\u202f\u200f\n\U0001f300-\U0001faff"
_ENDS = frozenset("。．.!！?？…")  # what nearly all texts end with needs no search
_TAIL = lazy(rf"[{_CLOSERS.replace(']', chr(92) + ']')}\ufe0f]+$")
_ASKS = lazy(
    r"[？?]|(?:か|かな|かしら|だろう|でしょう|の|のか|って|ますか|ね|よね)[。．.」]*$|[何誰]|どう|なぜ|どこ|いつ|どれ|どの"
)


class EndPunct:
    """A question ends as a question, a statement as a statement."""

    id = "end_punct"
    severity: Severity = "warning"
    summary = "A question ends as a question, a statement as a statement."
    example = ("本当ですか？", "It is true.", "en")

    def run(
        self,
        entry: Entry,
        locale: str,
        terms: Sequence[Term],  # noqa: ARG002
    ) -> Iterator[Finding]:
        """See `Check` in plugin.py."""
        language = locale.split("_")[0]
        source, target = (
            text if text[-1:] in _ENDS else _TAIL.sub("", text)
            for text in (entry.key.msgid, entry.msgstr)
        )
        if not source or not target:
            return
        marks = "?？؟;" if language == "el" else "?？؟"
        asks, asked = source[-1] in "?？", target[-1] in marks
        if asks and not any(sign in target for sign in marks) and prose_of(locale).questions:
            yield Finding(
                self.id, self.severity, "the source asks; the translation does not", expected="?"
            )
        elif asked and not _ASKS.search(source) and source[-1] in "。．.!！":
            yield Finding(
                self.id,
                self.severity,
                "the translation asks; the source does not",
                found=target[-1],
            )
        if language == "es":
            yield from self._spanish(entry.msgstr)
        if source[-1] in "。．" and target[-1].isalpha() and language not in ("th", "lo", "km"):
            yield Finding(
                self.id,
                "info",
                "the full stop is missing",
                expected="。" if language == "zh" else ".",
            )

    def _spanish(self, text: str) -> Iterator[Finding]:
        """¿ and ¡ open what ? and ! close (Ortografía, 2010, 3.4.9)."""
        for opening, closing in ("¿?", "¡!"):
            if text.rstrip(_CLOSERS).endswith(closing) and opening not in text:
                found = f"{closing} without {opening}"
                yield Finding(self.id, self.severity, found, expected=opening, found=closing)
