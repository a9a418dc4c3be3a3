"""Amounts in Japanese text, as exact Decimals."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

from l10n.lang.ja.dates import read_dates
from l10n.model import Quantity

_WIDE = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")
_SCALES = {"万": 10**4, "億": 10**8, "兆": 10**12, "京": 10**16}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_KANJI = {char: value for value, char in enumerate("〇一二三四五六七八九")}
_MONEY = {
    "米ドル": "USD", "ドル": "USD", "円": "JPY", "ユーロ": "EUR", "人民元": "CNY", "元": "CNY",
    "ウォン": "KRW", "ポンド": "GBP", "スイスフラン": "CHF", "ルピー": "INR", "台湾ドル": "TWD",
    "豪ドル": "AUD", "カナダドル": "CAD",
}  # fmt: skip
_SIGNS = {"$": "USD", "＄": "USD", "US$": "USD", "¥": "JPY", "￥": "JPY", "€": "EUR", "£": "GBP"}
_PERCENT = ("%", "パーセント")
_COUNTERS = "人|社|台|個|件|年間|年|カ月|か月|ヶ月|日間|時間|分|秒|回|倍|割|本|冊|名|つ|校|国|枚|歳|店|基|万|億|兆"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_GROUP = rf"(?:{_DIGITS})(?:[十百千])?"
_FIGURE = re.compile(
    rf"(?P<sign>US\$|[$＄¥￥€£])?\s?(?P<digits>{_GROUP}(?:[万億兆京](?:{_GROUP})?)*)"
    rf"|(?P<kanji>[一二三四五六七八九十百千〇]+(?:[万億兆](?:[一二三四五六七八九十百千〇]+)?)*)(?=(?:{_COUNTERS}))"
)
_UNIT = re.compile("|".join(sorted((*_MONEY, *_PERCENT), key=len, reverse=True)))
_BOUND = re.compile("以上|以下|以内|未満|超")
_BOUNDS: dict[str, Literal["≥", "≤", ">", "<"]] = {
    "以上": "≥", "以下": "≤", "以内": "≤", "未満": "<", "超": ">",
}  # fmt: skip
_APPROXIMATE = re.compile(r"(?:約|およそ|ほぼ)\s?$")
_ROUGHLY = re.compile("前後|程度|ほど|くらい|ぐらい|余り")
_TIME = re.compile(
    r"\d{1,2}:\d{2}(?::\d{2})?|(?:午前|午後)\d{1,2}時(?:半|\d{1,2}分)?|\d{1,2}時(?!間)(?:\d{1,2}分)?"
)
_NOT_FIGURES = re.compile(
    "[一十][時部方分理般番体定種層新切応環]|万が一|唯一|統一|第三者|一歩|一つ|一人ひとり|一連|一貫|一覧|一緒|一気|千歳|千葉|千代田|八百屋|百貨店|三菱|三井|四国|九州|六本木|二の次"
)


def read_quantities(text: str) -> list[Quantity]:
    """The amounts in Japanese text, left to right, with their place in it.

    >>> [(int(q.value), q.unit) for q in read_quantities("約97億4000万ドル")]
    [(9740000000, 'USD')]

    Units are ISO 4217 codes, `percent`, or "" for bare numbers and counters. Dates, times,
    versions and model names (GPT-4) are no amounts, nor are 一方 and 十分.
    """
    plain = text.translate(_WIDE)
    taken = [(d.start, d.end) for d in read_dates(text)]
    taken += [m.span() for pattern in (_TIME, _NOT_FIGURES) for m in pattern.finditer(plain)]
    found: list[Quantity] = []
    for match in _FIGURE.finditer(plain):
        start, end = match.span("digits") if match["digits"] else match.span("kanji")
        if any(a < end and start < b for a, b in taken) or _in_a_name(plain, start, end):
            continue
        if not found or start >= found[-1].end:
            found.append(_quantity(plain, match, start, end))
    return found


def _in_a_name(text: str, start: int, end: int) -> bool:
    """True for GPT-4, H100, v2.0, 3nm-like codes and parts of longer digit strings."""
    before, after = text[max(0, start - 2) : start], text[end : end + 1]
    if before[-1:].isascii() and (before[-1:].isalpha() or before[-1:] in ("_", "/", ".")):
        return True
    if before[-1:] == "-" and before[:1].isascii() and before[:1].isalnum():
        return True
    return (
        bool(after)
        and after.isascii()
        and (after.isalpha() or after in "_/")
        and after not in "kKmM"
    )


def _quantity(text: str, match: re.Match[str], start: int, end: int) -> Quantity:
    value = _value(match["digits"] or match["kanji"])
    unit = _SIGNS.get(match["sign"] or "", "")
    if match["sign"]:
        start = match.start("sign")
    name = _UNIT.match(text, end)
    if name and not unit:
        unit = "percent" if name[0] in _PERCENT else _MONEY[name[0]]
        end = name.end()
    if text.startswith("割", end):
        value, unit, end = _tenths(text, value, end)
    bound = _BOUND.match(text, end)
    before = _APPROXIMATE.search(text, 0, start)
    roughly = _ROUGHLY.match(text, end)
    return Quantity(
        value,
        unit,
        approximate=bool(before or roughly),
        bound=_BOUNDS[bound[0]] if bound else "",
        start=before.start() if before else start,
        end=end,
    )


def _tenths(text: str, value: Decimal, end: int) -> tuple[Decimal, str, int]:
    """3割5分 is 35 per cent."""
    percent = value * 10
    rest = re.compile(r"割(?:([\d一二三四五六七八九])分)?").match(text, end)
    assert rest is not None
    if rest[1]:
        percent += _value(rest[1])
    return percent, "percent", rest.end()


def _value(figure: str) -> Decimal:
    """The value of a figure whose groups are scaled by 万億兆.

    >>> _value("1兆2,300億")
    Decimal('1230000000000')
    """
    total = Decimal(0)
    for group, scale in re.findall(r"([^万億兆京]+)([万億兆京]?)", figure):
        total += _group(group) * _SCALES.get(scale, 1)
    return total


def _group(group: str) -> Decimal:
    if re.fullmatch(r"[\d,.]+", group):
        return Decimal(group.replace(",", ""))
    total, current = Decimal(0), Decimal(0)
    seen = False
    for part in re.findall(r"[\d,.]+|.", group):
        if part in _SMALL:
            total += (current if seen else Decimal(1)) * _SMALL[part]
            current, seen = Decimal(0), False
        else:
            digit = Decimal(_KANJI[part]) if part in _KANJI else Decimal(part.replace(",", ""))
            current, seen = current * 10 + digit if part in _KANJI else digit, True
    return total + current
