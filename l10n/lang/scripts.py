"""Which languages write in Latin letters, and which have capitals."""

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
