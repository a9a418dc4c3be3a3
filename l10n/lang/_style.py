"""How a language writes figures: the data that `de.py`, `ko.py` … fill in, and its readers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from l10n.model import Quantity

_NAMES_TOO = {
    "USD": ("USD",),
    "JPY": ("JPY",),
    "EUR": ("EUR",),
    "CNY": ("CNY", "RMB"),
    "KRW": ("KRW",),
    "GBP": ("GBP",),
}
_ARABIC = str.maketrans("٠١٢٣٤٥٦٧٨٩０１２３４５６７８９．，", "01234567890123456789.,")


@dataclass(frozen=True, slots=True)
class Style:
    """What a native editor does with figures in one locale."""

    decimal: str = "."
    group: str = ","
    scales: tuple[tuple[Decimal, str, str], ...] = ()
    """(value, singular, plural), largest first: the words that writing uses."""
    read_scales: Mapping[str, Decimal] = field(default_factory=dict)
    """Further words (lower case) that reading knows: bn, Mrd., billions."""
    money: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Unit → (template with {}, template after a scale word): `${}`; `{} Dollar`."""
    money_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Unit → words and signs that name it, before or after the figure."""
    percent: str = "{}%"
    percent_names: tuple[str, ...] = ("%", "％")
    about: str = "{}"
    spelled: Mapping[str, int] = field(default_factory=dict)
    space: str = " "
    """Between a figure and its scale word."""
    months: tuple[str, ...] = ()
    date: tuple[str, str, str] = ("{y}-{m:02}-{d:02}", "{y}-{m:02}", "{m:02}-{d:02}")
    """year-month-day, year-month, month-day; {M} is the month's name."""
    year: str = "{y}"
    signs_first: bool = False
    max_fraction: int = 3
    myriad: bool = False
    """Figures may chain scale words (9억 7천만) and group by 万."""


def write(quantity: Quantity, style: Style) -> str:
    """The exact figure in this style, with its unit; `about` when it is approximate."""
    figure, scaled = _figure(quantity.value, style)
    text = figure
    if quantity.unit == "percent":
        text = style.percent.format(figure)
    elif quantity.unit in style.money:
        text = style.money[quantity.unit][scaled].format(figure)
    elif quantity.unit:
        text = f"{figure} {quantity.unit}"
    return style.about.format(text) if quantity.approximate else text


def _figure(value: Decimal, style: Style) -> tuple[str, bool]:
    """(figure with scale word or plain, whether it has a scale word); the value is never rounded."""
    for size, one, many in style.scales:
        scaled = value / size
        if abs(scaled) < 1 or scaled * size != value:
            continue
        if -int(scaled.normalize().as_tuple().exponent) <= style.max_fraction:
            word = one if abs(scaled) < 2 and scaled == 1 else many
            number = _plain(scaled, style)
            # 5000亿, 5000억: a figure below 万 takes no comma before a scale word
            number = number.replace(style.group, "") if style.myriad else number
            return f"{number}{style.space}{word}", True
        break
    return _plain(value, style), False


def _plain(value: Decimal, style: Style) -> str:
    digits = format(value.normalize(), ",f") if value != 0 else "0"
    return digits.replace(",", "\0").replace(".", style.decimal).replace("\0", style.group)


def read(text: str, style: Style) -> list[Quantity]:
    """The amounts in `text`, left to right; figures in model names and versions left out."""
    plain = text.translate(_ARABIC)
    return [
        q for match in _pattern(_Frozen(style)).finditer(plain) if (q := _read(plain, match, style))
    ]


class _Frozen:
    """A Style as a cache key, by identity: each locale has one."""

    def __init__(self, style: Style) -> None:
        self.style = style

    def __hash__(self) -> int:
        return id(self.style)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Frozen) and other.style is self.style


@cache
def _pattern(frozen: _Frozen) -> re.Pattern[str]:
    style = frozen.style
    digits = r"\d{1,3}(?:[.,\u00a0\u202f\u2009' ]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?"
    scale = _alternatives(_scale_words(style))
    signs = _alternatives([w for names in _money(style).values() for w in names])
    spelled = _alternatives(list(style.spelled))
    chain = rf"(?:\s?(?:{digits})\s?(?:{scale}))*(?:\s?\d[\d,]*(?!\d))?" if style.myriad else ""
    figure = rf"(?:{digits})(?:[\s\u00a0-]?(?:{scale}))*{chain}"
    if style.myriad:
        figure = rf"(?:(?:{digits})\s?(?:{scale})+){chain}|{figure}"
    words = rf"|(?P<word>(?<![\w-])(?:{spelled})(?![\w-])(?:\s(?:{scale}))*)" if spelled else ""
    if spelled and style.myriad:
        words = rf"|(?P<word>(?:{spelled})(?=\s?(?:{_COUNTERS})))"
    return re.compile(
        rf"(?P<before>(?<![A-Za-z])(?:{signs})\s?)?(?:(?P<digits>{figure}){words})"
        rf"(?P<after>[\s\u00a0]?(?:de\s|d['’]|di\s)?(?:[A-Za-z.]+\s)?(?:{signs})(?![a-z]))?"
        rf"(?P<percent>[\s\u00a0\u202f]?(?:{_alternatives(list(style.percent_names))}))?",
        re.IGNORECASE,
    )


_COUNTERS = "个|名|家|年|倍|座|种|位|명|개|곳|년|배|가지|번째|대|사람|달"


def _alternatives(words: list[str]) -> str:
    escaped = sorted((re.escape(word) for word in words if word), key=len, reverse=True)
    ended = [
        word + (r"(?!\w)" if word[-1].isascii() and word[-1].isalpha() else "") for word in escaped
    ]
    return "|".join(ended) or r"(?!)"


def _scale_words(style: Style) -> list[str]:
    return [*style.read_scales, *(w for _, one, many in style.scales for w in (one, many))]


def _money(style: Style) -> Mapping[str, tuple[str, ...]]:
    return {
        unit: (*style.money_names.get(unit, ()), *names) for unit, names in _NAMES_TOO.items()
    } | {u: n for u, n in style.money_names.items() if u not in _NAMES_TOO}


def _read(text: str, match: re.Match[str], style: Style) -> Quantity | None:
    start, end = match.span()
    before = text[max(0, start - 2) : start]
    if not match["before"] and _in_a_name(text, before, end, match):
        return None
    word = match.groupdict().get("word")
    value = _spelled(word, style) if word else _value(match["digits"], style)
    unit = "percent" if match["percent"] else ""
    for named in (match["after"], match["before"]):
        unit = unit or _unit(named, style)
    return Quantity(value, unit, start=start, end=end)


def _in_a_name(text: str, before: str, end: int, match: re.Match[str]) -> bool:
    """GPT-4, H100, v2.0, XQ1X: a letter (or a letter and a hyphen) stands right before."""
    last = before[-1:]
    if last.isascii() and (last.isalpha() or last in ("_", "/", "#")):
        return True
    if last in ("-", "‑", ".") and before[:1].isascii() and before[:1].isalnum():
        return True
    after = text[end : end + 1]
    attached = (
        text[end - 1 : end].isdigit() and after.isascii() and (after.isalpha() or after == "_")
    )
    return attached and not match["after"]


def _unit(named: str | None, style: Style) -> str:
    if not named:
        return ""
    wanted = named.strip().lower()
    best = ("", "")
    for unit, names in _money(style).items():
        for name in names:
            if wanted.endswith(name.lower()) and len(name) > len(best[1]):
                best = (unit, name)
    return best[0]


def _spelled(word: str, style: Style) -> Decimal:
    first, _, rest = word.lower().partition(" ")
    value = Decimal(style.spelled.get(first, style.spelled.get(word.lower(), 0)))
    return value * _product(rest, style)


def _product(words: str, style: Style) -> Decimal:
    known = _known_scales(style)
    factor = Decimal(1)
    rest = words.lower().strip(" \u00a0-")
    while rest:
        name = max((n for n in known if rest.startswith(n)), key=len, default="")
        if not name:
            return factor
        factor *= known[name]
        rest = rest[len(name) :].strip(" \u00a0-")
    return factor


def _known_scales(style: Style) -> dict[str, Decimal]:
    known = {word.lower(): value for word, value in style.read_scales.items()}
    for value, one, many in style.scales:
        known |= {one.lower(): value, many.lower(): value}
    return known


def _value(figure: str, style: Style) -> Decimal:
    total = Decimal(0)
    for digits, words in _pairs(figure):
        total += _number(digits, style) * _product(words, style)
    return total


def _pairs(figure: str) -> Iterator[tuple[str, str]]:
    pieces = re.findall(r"(\d[\d.,\u00a0\u202f\u2009' ]*)([^\d]*)", figure)
    for digits, words in pieces:
        yield digits.rstrip(" .,\u00a0\u202f"), words


def _number(digits: str, style: Style) -> Decimal:
    """A digit string under the locale's separators; 97.4 in German text is still 97.4."""
    digits = re.sub(r"[\u00a0\u202f\u2009' ]", "", digits)
    group, decimal = (",", ".") if style.decimal == "." else (".", ",")
    if re.fullmatch(rf"\d{{1,3}}(?:\{group}\d{{3}})+(?:\{decimal}\d+)?", digits):
        digits = digits.replace(group, "")
    digits = digits.replace(decimal, ".")
    if digits.count(".") > 1 or "," in digits:
        digits = (
            digits.replace(",", ".")
            if digits.count(",") == 1 and "." not in digits
            else digits.replace(",", "")
        )
    return Decimal(digits) if digits.count(".") <= 1 else Decimal(digits.replace(".", ""))
