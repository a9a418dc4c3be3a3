"""Figures and dates written in a Style. Values are exact, never rounded."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache

from l10n.lang._date import Date
from l10n.lang._style import SYMBOLS, Style, form
from l10n.model import Quantity

_TIGHT = frozenset({"°C", "°F", "°", "percent", "permille"})


def write(quantity: Quantity, style: Style) -> str:
    """The figure with its unit, and the words for about, at least, less than …"""
    limited = quantity.bound or quantity.approximate
    text = _measured(quantity, _governed(style) if limited else style)
    if quantity.approximate and not quantity.vague:
        text = style.about[0].format(text)
    if quantity.bound and quantity.bound in style.bounds:
        text = style.bounds[quantity.bound][0].format(text)
    return text


@cache
def _governed(style: Style) -> Style:
    return replace(style, plural=style.governed) if style.governed else style


def _measured(quantity: Quantity, style: Style) -> str:
    value, unit = quantity.value, quantity.unit
    if unit == "quarter" and value in (1, 2, 3, 4):
        return style.quarters[int(value) - 1][0]
    phrase = _fraction(value, style) if not unit else ""
    if phrase:
        return phrase
    if quantity.vague and _power(value) in range(1, len(style.vague) + 1):
        figure, scaled, index = style.vague[_power(value) - 1], True, 99
    else:
        figure, scaled, index = _figure(value, style)
    if unit == "percent":
        return style.percent.format(figure)
    if quantity.vague and style.vague_of and (unit in style.money or unit in style.units):
        name = style.units.get(unit) or style.money_names.get(unit) or style.money[unit]
        return f"{figure}{style.vague_of}{name[-1] if unit in style.units else name[0]}"
    if unit in style.money:
        return _money(figure, unit, style, scaled=scaled, index=index)
    if unit in style.units:
        return figure + _before(unit, style, scaled=scaled) + form(style.units[unit], index)
    if unit in SYMBOLS:
        return figure + ("" if unit in _TIGHT else style.unit_space) + SYMBOLS[unit][0]
    return f"{figure} {unit}" if unit else figure


def _before(unit: str, style: Style, *, scaled: bool) -> str:
    if not scaled or style.of == " ":
        return style.unit_space
    name = style.units[unit][-1]
    return style.of_vowel if style.of_vowel and name[0] in "aeiouyhéè" else style.of


def _money(figure: str, unit: str, style: Style, *, scaled: bool, index: int) -> str:
    forms = style.money[unit]
    if "{}" in forms[0]:
        sign = "-" if figure.startswith("-") else ""
        return sign + forms[0].format(figure.removeprefix("-"))
    if not scaled:
        return figure + style.money_space + form(forms, index)
    name = forms[-1]
    of = style.of_vowel if style.of_vowel and name[0].lower() in "aeiou" else style.of
    return figure + (of if of != " " else style.money_space) + name


def _power(value: Decimal) -> int:
    return value.adjusted() if value == Decimal(1).scaleb(value.adjusted()) else 0


def _fraction(value: Decimal, style: Style) -> str:
    if not 0 < value < 1 or value not in (Decimal("0.5"), *_THIRDS):
        return ""
    return next(
        (phrase for phrase, (a, b) in style.fractions.items() if Decimal(a) / b == value), ""
    )


_THIRDS = (Decimal(1) / 3, Decimal(2) / 3)


def _figure(value: Decimal, style: Style) -> tuple[str, bool, int]:
    """(figure, whether it ends in a scale word, plural index for what follows)."""
    chained = _chain(value, style) if style.myriad else ""
    if chained:
        return chained, not chained[-1].isdigit(), 0
    for size, forms in style.scales:
        scaled = value / size
        if abs(scaled) < 1 or scaled * size != value:
            continue
        if -int(scaled.normalize().as_tuple().exponent) <= style.max_fraction:
            number = _plain(scaled, style)
            # 5000亿: a figure below 万 takes no comma before a scale word
            number = number.replace(style.group, "") if style.myriad else number
            word = form(forms, style.plural(scaled))
            return f"{number}{style.space}{word}", True, 99
        break
    return _plain(value, style), False, style.plural(value)


def _chain(value: Decimal, style: Style) -> str:
    """97억 4천만: whole figures by ten thousands, as Korean editors write them."""
    if not style.space or value != int(value) or abs(value) < 10000:
        return ""
    rest, groups = abs(int(value)), list[str]()
    for size, forms in style.scales:
        count, rest = divmod(rest, int(size))
        if count >= 10000:
            return ""
        if count:
            thousands = count >= 1000 and count % 1000 == 0 and bool(groups)
            groups.append(f"{count // 1000}천{forms[0]}" if thousands else f"{count}{forms[0]}")
    if 0 < rest < 10 and groups:
        return ""  # 3만 5시간 may be read as two figures
    if rest:
        groups.append(f"{rest // 1000}천" if rest % 1000 == 0 else str(rest))
    return ("-" if value < 0 else "") + style.space.join(groups)


def _plain(value: Decimal, style: Style) -> str:
    digits = format(value.normalize(), "f") if value != 0 else "0"
    sign, digits = ("-", digits[1:]) if digits.startswith("-") else ("", digits)
    whole, _, fraction = digits.partition(".")
    text = sign + _grouped(whole, style) + (style.decimal + fraction if fraction else "")
    return text.translate(str.maketrans("0123456789", style.digits)) if style.digits else text


def _grouped(whole: str, style: Style) -> str:
    if len(whole) < 3 + style.min_group:
        return whole
    head, tail, size = whole[:-3], whole[-3:], 2 if style.lakh else 3
    groups = [head[max(0, n - size) : n] for n in range(len(head), 0, -size)][::-1]
    return style.group.join([*groups, tail])


def write_date(date: Date, style: Style) -> str:
    """The date (and time) in prose, as exactly as it is known."""
    if style.buddhist and date.year is not None and not date.decade:
        date = replace(date, year=date.year + 543)
    parts = [_day(date, style)]
    if date.hour is not None:
        parts.append(f"{date.hour}:{date.minute or 0:02}")
    text = " ".join(part for part in parts if part)
    return text.translate(str.maketrans("0123456789", style.digits)) if style.digits else text


def _day(date: Date, style: Style) -> str:
    if date.month is None:
        if date.year is None:
            return ""
        return (style.decade if date.decade else style.year).format(y=date.year)
    full, month, short = style.date
    template = month if date.day is None else full if date.year else short
    if date.year is None and date.day is None:
        template = style.month
    name = style.months[date.month - 1] if style.months else ""
    return template.format(y=date.year, m=date.month, d=date.day, M=name)
