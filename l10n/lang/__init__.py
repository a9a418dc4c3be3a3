"""Languages meet here, in `Quantity` and `Date`; none of them knows another.

What reads and writes figures is imported where it is used: this page is loaded with every
module below it, and most commands need only one of those.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from l10n.lang._date import Date
    from l10n.lang._prose import Prose
    from l10n.lang._style import Style
    from l10n.model import Quantity

__all__ = [
    "Date",
    "foreign_language",
    "likely_language",
    "prose_of",
    "read_target_dates",
    "read_target_quantities",
    "style_of",
    "write_date",
    "write_quantity",
]


def __getattr__(name: str) -> Any:
    if name != "Date":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from l10n.lang._date import Date

    return Date


@cache
def style_of(locale: str) -> Style:
    """The locale's style; a locale without a file of its own gets CLDR's separators and names."""
    from l10n.lang._style import Style

    language = locale.split("_")[0]
    for name in (locale, language, _RELATIVES.get(locale, ""), _RELATIVES.get(language, "")):
        if name and find_spec(f"l10n.lang.{name}"):
            module = import_module(f"l10n.lang.{name}")
            style = getattr(module, "STYLES", {}).get(locale) or getattr(module, "STYLE", None)
            if isinstance(style, Style):
                return style
    return _from_cldr(locale)


_RELATIVES = {
    "zh": "zh_Hans",
    "zh_CN": "zh_Hans",
    "zh_TW": "zh_Hant",
    "zh_HK": "zh_Hant",
    "pt": "pt_BR",
}


def _from_cldr(locale: str) -> Style:
    """What Babel's CLDR data says of a locale: separators, months, weekdays, scale words."""
    from babel import Locale
    from babel.numbers import get_decimal_symbol, get_group_symbol

    from l10n.lang._style import Style

    data = Locale.parse(locale)
    months = tuple(str(data.months["format"]["wide"][n]) for n in range(1, 13))
    return Style(
        decimal=get_decimal_symbol(locale),
        group=get_group_symbol(locale),
        plural=_cldr_plural(data),
        months=months,
        weekdays=tuple(str(data.days["format"]["wide"][n]) for n in range(7)),
        date=("{d} {M} {y}", "{M} {y}", "{d} {M}"),
    )


def _cldr_plural(data: object) -> Callable[..., int]:
    forms = sorted(getattr(data, "plural_form").tags | {"other"})  # noqa: B009 - untyped
    return lambda value: forms.index(getattr(data, "plural_form")(value))  # noqa: B009


def prose_of(locale: str) -> Prose:
    """What the checks know of the locale's running text."""
    return style_of(locale).prose


def foreign_language(text: str, source: str, locale: str) -> str:
    """The language that a translation in Latin letters is in by mistake; "" when there is none.

    >>> foreign_language("Wir haben das nicht gewusst.", "知らなかった。", "en")
    'de'
    >>> foreign_language("We did not know that.", "知らなかった。", "en")
    ''
    """
    name, sure = likely_language(text, source, locale)
    return name if sure else ""


def likely_language(text: str, source: str, locale: str) -> tuple[str, bool]:
    """(the language that a translation seems to be in by mistake or "", whether that is sure).

    >>> likely_language("Nova função disponível.", "新機能が利用できます。", "es")
    ('pt_BR', True)
    """
    from l10n.lang import _which

    return _which.foreign(text, source, locale, prose_of)


def write_quantity(quantity: Quantity, locale: str) -> str:
    """The amount as a native editor of `locale` writes it; the value is exact, never rounded.

    >>> from decimal import Decimal
    >>> from l10n.model import Quantity
    >>> write_quantity(Quantity(Decimal("97400000000"), "USD"), "de")
    '97,4 Milliarden Dollar'
    >>> write_quantity(Quantity(Decimal("9740000000"), "USD", approximate=True), "ko")
    '약 97억 4천만 달러'
    """
    from l10n.lang import _write

    return _write.write(quantity, style_of(locale))


def read_target_quantities(text: str, locale: str) -> list[Quantity]:
    """The amounts in a text of `locale`, left to right, spelled-out numbers included.

    >>> [str(q.value) for q in read_target_quantities("97,4 Milliarden Dollar", "de")]
    ['97400000000.0']

    Numbers in dates are among them: `read_target_dates` says which.
    """
    from l10n.lang import _read

    return _read.read(text, style_of(locale))


def write_date(date: Date, locale: str) -> str:
    """The date as `locale` writes it in prose, as exactly as it is known.

    >>> from l10n.lang import Date
    >>> write_date(Date(2025, 2, 11), "en"), write_date(Date(2025, 2, 11), "th")
    ('February 11, 2025', '11 กุมภาพันธ์ 2568')
    """
    from l10n.lang import _write

    return _write.write_date(date, style_of(locale))


def read_target_dates(text: str, locale: str) -> list[Date]:
    """The dates and times of day in a text of `locale`, left to right.

    >>> [(d.year, d.month, d.day) for d in read_target_dates("am 11. Februar 2025", "de")]
    [(2025, 2, 11)]
    """
    from l10n.lang import _read_dates

    return _read_dates.read_dates(text, style_of(locale))
