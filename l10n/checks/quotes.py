"""Check `quotes`: Quotation marks open and close in pairs."""

from __future__ import annotations

from l10n.checks._pairs import Pairs
from l10n.checks._text import prose
from l10n.lazy import lazy

_MARKS = lazy('["“”„«»「」『』]')
_INCHES = lazy(r"(?<=\d)[\"”]")


class Quotes(Pairs):
    """Quotation marks open and close in pairs."""

    id = "quotes"
    summary = "Quotation marks open and close in pairs."
    example = ("「最高の製品だ」と述べた。", "He called it “the best product.", "en")
    signs = _MARKS

    def alone(self, text: str) -> tuple[str, int]:
        """The last mark of a kind whose count is odd; „ “ and ” are one kind, « and » pair."""
        plain = prose(text)
        straight, curly = plain.count('"'), sum(map(plain.count, "“”„"))
        if straight % 2:
            straight -= len(_INCHES.findall(plain))  # 5" is five inches
        for odd, signs in (
            (straight % 2, '"'),
            (curly % 2, "“”„"),
            (_differ(plain, "«»"), "«»"),
            *((_differ(plain, pair), pair) for pair in ("「」", "『』")),
        ):
            if odd:
                place = max(plain.rfind(sign) for sign in signs)
                return plain[place], place
        return "", -1


def _differ(text: str, pair: str) -> bool:
    return text.count(pair[0]) != text.count(pair[1])
