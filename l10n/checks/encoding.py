"""Check `encoding`: No character was lost or garbled on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from l10n.lazy import lazy
from l10n.model import Entry, Finding, Severity, Term

_GARBLED = lazy(
    "\ufffd|[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[™œ\u009d\u0093\u0094“”¦¢]|[ãäåæçèé][\u0080-\u00bf€‚„…†‡‰‹‘’“”•–—™›]{1,2}[ãäåæçèé\u0080-\u00bf]|[à-ï][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{2}[à-ï\u0080-\u00bf]|[ØÙÚÛ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ][ØÙÚÛ]|ï¿½|[ÐÑ][\u0080-\u00bf‚„…†‡‰‹‘’“”•–—™›][ÐÑ]|ï»¿"
)
_CONTROL = lazy(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufeff\ufffe\uffff]"
)


class Encoding:
    """No character was lost or garbled on the way."""

    id = "encoding"
    severity: Severity = "error"
    summary = "No character was lost or garbled on the way."
    example = ("カフェを開いた。", "He opened a cafÃ©.", "en")

    def run(
        self,
        entry: Entry,
        locale: str,  # noqa: ARG002 - part of the protocol
        terms: Sequence[Term],  # noqa: ARG002
    ) -> Iterator[Finding]:
        """See `Check` in plugin.py."""
        if entry.msgstr.isascii() and entry.msgstr.isprintable():
            return
        for pattern, what in ((_GARBLED, "garbled characters"), (_CONTROL, "control characters")):
            match = pattern.search(entry.msgstr)
            if match and not pattern.search(entry.key.msgid):
                around = entry.msgstr[max(0, match.start() - 8) : match.end() + 8]
                span = (match.span(),)
                yield Finding(self.id, self.severity, what, found=ascii(around), target_spans=span)
                return
