"""What stands before a sentence and is none of its words: bullets, emoji, list numbers.

A mark with a no-break space behind it (`1.\u00a0Platz`) is a word of the sentence: that is how an
edition writes a translation that begins like a list item and is none.
"""

from __future__ import annotations

from l10n.lazy import lazy

SYMBOL = (
    r"(?:[\u2190-\u21ff\u2300-\u245f\u2500-\u2775\u2794-\u27bf\u2900-\u297f\u2b00-\u2bff"
    r"\U0001f000-\U0001faff]"
    r"[\ufe0e\ufe0f\u200d\U0001f3fb-\U0001f3ff]*|\d\ufe0f?\u20e3"
    r"|※(?:\d{1,2}(?=[\s.:：)）]))?[.:：)）]?|[・•‣⁃])(?!\u00a0)"
)
"""A bullet, an emoji, or ※ with its number."""
_CIRCLED = r"[\u2460-\u24ff\u2776-\u2793\u3251-\u325f\u32b1-\u32fe]"
# `1.x系` and `2.0版` are no list numbers, `1.概要` and `(1)概要` are; ①の場合 speaks of one.
NUMBER = (
    rf"(?:(?:[(（]?\d{{1,3}}[)）]|{_CIRCLED}+)"
    r"(?![のをが\d\u00a0]|から|まで|[、,・~〜～と及や]+[(（]?[\d\u2460-\u24ff])"
    r"|(?:[(（]?\d{1,3}|[\u2160-\u217f]+)[.．](?=[ \t\r\n\u3000]|[^\x00-\x7f\d\u00a0])"
    r"|[\u2160-\u217f]+(?=[ \t\r\n\u3000]))\s*(?!\d)"
)
"""A list number: `1.`, `(2)`, `③`, `Ⅳ.`."""
DASH = r"[-*+–—‐=](?=[ \t\u3000]+\S)\s+"
"""A bullet that is one only with a space behind it."""

_TYPED = lazy(rf"[ \u3000]*(?P<mark>[・•‣⁃◆◇■□●○◎▼▽▲△▶▷►★☆※✓✔✅☑]|{_CIRCLED})(?![\u00a0のをが、])")
_LEAD = lazy(rf"\s*(?:(?:{SYMBOL}|{NUMBER})\s*+)*+")
_TEXT_LEAD = lazy(rf"\s*(?:(?:{SYMBOL}|{NUMBER}|{DASH})\s*+)*+")
_SYMBOLS = lazy(rf"(?:{SYMBOL}\s*+)+")
_NUMBER_OR_DASH = lazy(rf"(?P<mark>{NUMBER}|{DASH})")


def end_of(text: str, start: int, end: int, *, plain: bool = False) -> int:
    """The offset behind what leads `text[start:end]`; `plain` text has `- ` bullets, too.

    >>> end_of("💡 1. 概要", 0, 7)
    5
    """
    lead = (_TEXT_LEAD if plain else _LEAD).match(text, start, end)
    return lead.end() if lead else start


def typed(text: str, start: int, end: int) -> str:
    """The bullet or circled number that the line `text[start:end]` begins with, as people type
    lists without Markdown; "" without one.

    >>> typed("　・りんご", 0, 5), typed("①と②", 0, 3), typed("※の印", 0, 3)
    ('・', '①', '')
    """
    found = _TYPED.match(text, start, end)
    return found["mark"] if found else ""


def disarmed(text: str) -> str:
    """`text` so that no reader takes its beginning for a bullet or a list number.

    Symbols go, a number or dash gets a no-break space; a text of nothing else stays.

    >>> disarmed("■ Overview"), disarmed("1. Platz")
    ('Overview', '1.\\xa0Platz')
    """
    symbols = _SYMBOLS.match(text)
    rest = text[symbols.end() :] if symbols else text
    mark = _NUMBER_OR_DASH.match(rest)
    if mark:
        rest = f"{mark['mark'].rstrip()}\u00a0{rest[mark.end() :]}"
    return rest.strip() or text
