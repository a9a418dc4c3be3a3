"""Which languages write in Latin letters, which have capitals, and where a word ends in Japanese."""

from __future__ import annotations

from l10n.lang.tags import language

_LATIN = "en de fr es pt it id vi nl pl cs sv da nb fi tr ro hu sk sl hr et lt lv ca ms"
_OTHERS = "ru uk be bg mk sr el hy"
LATIN = frozenset(_LATIN.split())
_CASED = LATIN | frozenset(_OTHERS.split())


def is_latin(locale: str) -> bool:
    """True for a locale in Latin letters.

    >>> is_latin("pt_BR"), is_latin("ru")
    (True, False)
    """
    return language(locale) in LATIN


def has_case(locale: str) -> bool:
    """True for a locale whose sentences begin with a capital.

    >>> has_case("ru"), has_case("th")
    (True, False)
    """
    return language(locale) in _CASED


def is_word(text: str, start: int, end: int) -> bool:
    """True when `text[start:end]` is no part of a longer word in katakana or Latin letters.

    アップル stands not in アップルパイ, nor AI in OpenAI.

    >>> is_word("OpenAIとAI", 4, 6), is_word("OpenAIとAI", 7, 9)
    (False, True)
    """
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return not (_same_run(before, text[start]) or _same_run(text[end - 1], after))


def _same_run(left: str, right: str) -> bool:
    """True when two characters belong to one word: both Latin, or both katakana."""
    if not left or not right:
        return False
    latin = left.isascii() and right.isascii() and left.isalnum() and right.isalnum()
    return latin or (_is_katakana(left) and _is_katakana(right))


def _is_katakana(char: str) -> bool:
    return "ァ" <= char <= "ヺ" or char == "ー"
