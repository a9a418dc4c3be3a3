"""Languages meet here, in `Quantity` and `Date`; none of them knows another."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from l10n.lang import _style
from l10n.lang._style import Style
from l10n.lang.ja.dates import Date
from l10n.model import Quantity

__all__ = ["read_target_dates", "read_target_quantities", "write_date", "write_quantity"]


@cache
def _style_of(locale: str) -> Style:
    """The locale's style; a locale without a file of its own gets CLDR's separators."""
    for name in (locale, locale.split("_")[0]):
        if find_spec(f"l10n.lang.{name}"):
            style = getattr(import_module(f"l10n.lang.{name}"), "STYLE", None)
            if isinstance(style, Style):
                return style
    from babel.numbers import get_decimal_symbol, get_group_symbol

    return Style(decimal=get_decimal_symbol(locale), group=get_group_symbol(locale))


def write_quantity(quantity: Quantity, locale: str) -> str:
    """The amount as a native editor of `locale` writes it; the value is exact, never rounded.

    >>> from decimal import Decimal
    >>> write_quantity(Quantity(Decimal("97400000000"), "USD"), "de")
    '97,4 Milliarden Dollar'
    """
    return _style.write(quantity, _style_of(locale))


def read_target_quantities(text: str, locale: str) -> list[Quantity]:
    """The amounts in a text of `locale`, left to right, small spelled-out numbers included.

    >>> [str(q.value) for q in read_target_quantities("97,4 Milliarden Dollar", "de")]
    ['97400000000.0']

    Numbers in dates are among them: `read_target_dates` says which.
    """
    return _style.read(text, _style_of(locale))


def write_date(date: Date, locale: str) -> str:
    """The date as `locale` writes it in prose, as exactly as it is known.

    >>> write_date(Date(2025, 2, 11), "en")
    'February 11, 2025'
    """
    style = _style_of(locale)
    full, month, short = style.date
    if date.month is None:
        return style.year.format(y=date.year)
    template = month if date.day is None else full if date.year else short
    name = style.months[date.month - 1] if style.months else ""
    return template.format(y=date.year, m=date.month, d=date.day, M=name)


def read_target_dates(text: str, locale: str) -> list[Date]:
    """The dates in a text of `locale`, left to right.

    >>> read_target_dates("am 11. Februar 2025", "de")
    [Date(year=2025, month=2, day=11, start=3, end=19)]
    """
    return [_date(match, locale) for match in _dates(locale).finditer(text)]


@cache
def _dates(locale: str) -> re.Pattern[str]:
    style = _style_of(locale)
    numeric = r"(?P<ny>\d{4})[-/.](?P<nm>\d{1,2})[-/.](?P<nd>\d{1,2})(?!\d)"
    if not style.months:
        year, month, day = ("年", "月", "日") if "年" in style.year else ("년", "월", "일")
        words = rf"(?:(?P<y>\d{{4}}){year}\s?)?(?P<m>\d{{1,2}}){month}(?:\s?(?P<d>\d{{1,2}}){day})?"
        return re.compile(rf"{numeric}|{words}|(?P<only>\d{{4}}){year}")
    names = "|".join(style.months)
    short = "|".join(rf"{name[:3]}\." for name in style.months)
    words = (
        rf"(?:(?P<d>\d{{1,2}})(?:\.|er|st|nd|rd|th)?\s(?:de\s|of\s)?)?"
        rf"(?P<M>{names}|{short})(?:\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))?"
        rf"(?:,?\s(?:de\s|del\s)?(?P<y>\d{{4}}))?"
    )
    return re.compile(rf"{numeric}|{words}", re.IGNORECASE)


def _date(match: re.Match[str], locale: str) -> Date:
    part = match.groupdict()
    month = part.get("nm") or part.get("m")
    if part.get("M"):
        names = [name.lower()[:3] for name in _style_of(locale).months]
        full = [name.lower() for name in _style_of(locale).months]
        word = part["M"].lower()
        month = str((full.index(word) if word in full else names.index(word[:3])) + 1)
    year = part.get("ny") or part.get("y") or part.get("only")
    day = part.get("nd") or part.get("d") or part.get("d2")
    numbers = [int(value) if value else None for value in (year, month, day)]
    return Date(numbers[0], numbers[1], numbers[2], match.start(), match.end())
