"""Check `brackets`: Brackets open and close in pairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from l10n.checks._text import CODE, prose
from l10n.lazy import lazy
from l10n.model import Entry, Finding, Severity, Term

_PAIRS = {
    ")": "(",
    "]": "[",
    "}": "{",
    "）": "（",
    "」": "「",
    "』": "『",
    "】": "【",
    "》": "《",
    "〉": "〈",
    "］": "［",
}
_OPEN = frozenset(_PAIRS.values())
_ANY = lazy("[()\\[\\]{}（）「」『』【】《》〈〉［］]")
# "a)", "1)" begin list items; ":)" and "(笑)" are no brackets of a sentence.
_LONE = lazy(r"^\s*[A-Za-z0-9]{1,2}[)）]|[:;]-?[)）]")


class Brackets:
    """Brackets open and close in pairs."""

    id = "brackets"
    severity: Severity = "warning"
    summary = "Brackets open and close in pairs."
    example = ("株式（普通株）を取得した。", "It bought shares (common stock.", "en")

    def run(
        self,
        entry: Entry,
        locale: str,  # noqa: ARG002 - part of the protocol
        terms: Sequence[Term],  # noqa: ARG002
    ) -> Iterator[Finding]:
        """See `Check` in plugin.py."""
        if not _ANY.search(entry.msgstr):
            return
        bad = _unpaired(entry.msgstr)
        if bad and not _unpaired(entry.key.msgid):
            message = f"{bad} has no partner"
            yield Finding(self.id, self.severity, message, found=bad)


def _unpaired(text: str) -> str:
    """The first bracket without a partner; full-width and ASCII ones may pair."""
    stack: list[str] = []
    sign: str
    for sign in _ANY.findall(
        _LONE.sub(" ", CODE.sub(" ", prose(text) if "](" not in text else text))
    ):
        if sign in _OPEN:
            stack.append(sign)
            continue
        wanted = _PAIRS[sign]
        if not stack or _plain(stack.pop()) != _plain(wanted):
            return sign
    return stack[-1] if stack else ""


def _plain(sign: str) -> str:
    return {"（": "(", "［": "["}.get(sign, sign)
