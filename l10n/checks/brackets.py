"""Check `brackets`: Brackets open and close in pairs."""

from __future__ import annotations

import re

from l10n.checks._pairs import Pairs
from l10n.checks._text import CODE, HOLE, prose
from l10n.lazy import lazy

_PAIRS = dict(zip(")]}）」』】》〉］", "([{（「『【《〈［", strict=True))
_OPEN = frozenset(_PAIRS.values())
_ANY = lazy("[()\\[\\]{}（）「」『』【】《》〈〉［］]")
# "a)", "1)" begin list items; ":)" and "(笑)" are no brackets of a sentence.
_LONE = lazy(r"^\s*[A-Za-z0-9]{1,2}[)）]|[:;]-?[)）]")


class Brackets(Pairs):
    """Brackets open and close in pairs."""

    id = "brackets"
    summary = "Brackets open and close in pairs."
    example = ("株式（普通株）を取得した。", "It bought shares (common stock.", "en")
    signs = _ANY

    def alone(self, text: str) -> tuple[str, int]:
        """The first bracket without a partner; full-width and ASCII ones may pair."""
        stack: list[tuple[str, int]] = []
        plain = prose(text) if "](" not in text else CODE.sub(_blank, text)
        for match in _ANY.finditer(_LONE.sub(_blank, plain)):
            sign = match[0]
            if sign in _OPEN:
                stack.append((sign, match.start()))
            elif not stack or _plain(stack.pop()[0]) != _plain(_PAIRS[sign]):
                return sign, match.start()
        return stack[-1] if stack else ("", -1)


def _blank(match: re.Match[str]) -> str:
    return HOLE * len(match[0])


def _plain(sign: str) -> str:
    return {"（": "(", "［": "["}.get(sign, sign)
