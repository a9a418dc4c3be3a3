"""Figures read from a text in a Style, as exact Decimals: what `_write.py` writes and more.

Digits and number words are tokens; scale words multiply (`_numerals.evaluate`); then each figure
looks left and right for signs, units, words of approximation and bounds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Literal, NamedTuple

from l10n.lang._numerals import Part, evaluate
from l10n.lang._style import SIGNS, SYMBOLS, Style
from l10n.model import Quantity

Bound = Literal["", "≥", "≤", ">", "<"]

ASCII_DIGITS = str.maketrans(
    "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९๐๑๒๓๔๕๖๗๘๙０１２３４５６７８９．，％٫٬٪",
    "01234567890123456789012345678901234567890123456789.,%.,%",
)
_GAP = r"[\s\u00a0\u202f\u2009-]?"
_GLUE = re.compile(r"[ \u00a0\u202f\u2009-]?")


class Figure(NamedTuple):
    """A number in the text, before anything around it is looked at."""

    value: Decimal
    start: int
    end: int
    digits: bool
    vague: bool
    factor: Decimal
    """What its scale words multiply with; 1 when there are none."""


class _Token(NamedTuple):
    kind: Literal["digits", "number", "scale", "and", "of", "several", "other"]
    value: Decimal
    start: int
    end: int
    plural: bool = False
    glued: bool = False
    """A conjunction is written together with the word: Arabic و."""


def _words(names: Sequence[str]) -> str:
    """An alternation, longest first; a name that ends in a letter ends a word."""
    wanted = sorted({name for name in names if name}, key=len, reverse=True)
    return (
        "|".join(re.escape(w) + (r"(?![^\W\d_])" if _spells(w) else "") for w in wanted) or "(?!)"
    )


def _spells(word: str) -> bool:
    return word[-1].isalpha() and ord(word[-1]) < 0x0E00


@dataclass(frozen=True, slots=True)
class _Tools:
    """A Style's patterns, compiled once."""

    style: Style
    token: re.Pattern[str]
    words: dict[str, tuple[Literal["number", "scale", "and", "of", "several"], Decimal, bool]]
    after: re.Pattern[str]
    before: re.Pattern[str]
    units: dict[str, str]
    percent_before: re.Pattern[str] | None
    phrases: re.Pattern[str] | None
    meanings: dict[str, Quantity]
    digit: re.Pattern[str]
    hints: tuple[str, ...]
    """One of these stands in every text that has a number word."""
    bounds: tuple[tuple[Bound, re.Pattern[str] | None, re.Pattern[str] | None], ...]
    about: tuple[re.Pattern[str] | None, re.Pattern[str] | None]
    to: re.Pattern[str]


@cache
def _tools(style: Style) -> _Tools:
    units = _unit_names(style)
    meanings = _phrases(style)
    adjectives = rf"(?:(?:{'|'.join(style.adjectives)})\s)?" if style.adjectives else ""
    of = r"(?:of |de |d['’]|di |do |da )?" if style.spaced else ""
    signs = sorted(SIGNS, key=len, reverse=True)
    names = [n for names in (*style.money.values(), *style.money_names.values()) for n in names]
    firsts = [n for n in names if "{}" not in n]
    edge = r"(?<![^\W\d_])" if style.spaced else ""
    bounds = tuple(
        (sign, *_around(style.bounds.get(sign, ()), style)) for sign in ("≥", "≤", ">", "<")
    )
    return _Tools(
        style,
        _token(style),
        _table(style),
        re.compile(
            rf"{_GAP}{of}{adjectives}{f'(?!{style.not_units})' if style.not_units else ''}(?P<unit>{_names_pattern(units)})",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?:(?<![A-Za-z])(?P<sign>{'|'.join(map(re.escape, signs))})|{edge}(?P<name>{_words(firsts)}))[\s\u00a0]?$",
            re.IGNORECASE,
        ),
        units,
        re.compile(rf"(?:{'|'.join(map(re.escape, style.percent_before))})\s?$", re.IGNORECASE)
        if style.percent_before
        else None,
        re.compile(rf"{edge}(?:{_words(list(meanings))})", re.IGNORECASE) if meanings else None,
        meanings,
        re.compile(r"\d"),
        _hints(style),
        bounds,  # type: ignore[arg-type]
        _around(style.about, style),
        re.compile(
            rf"\s?(?:[-–—~〜～]|{'|'.join(map(re.escape, style.to_words)) or '(?!)'})\s?(?:[$€£¥₩]|US\$)?",
            re.IGNORECASE,
        ),
    )


def _hints(style: Style) -> tuple[str, ...]:
    """The number words without those that contain another: twenty, not twentyfold."""
    kept: list[str] = []
    for word in sorted(_table(style), key=len):
        if not any(other in word for other in kept):
            kept.append(word)
    return tuple(kept)


def _names_pattern(units: dict[str, str]) -> str:
    return _words(list(units))


def _unit_names(style: Style) -> dict[str, str]:
    """Name in lower case (signs as they are) → unit."""
    named: dict[str, str] = dict(SIGNS)
    for unit, signs in SYMBOLS.items():
        named |= dict.fromkeys(signs, unit)
    for table in (style.units, style.unit_names, style.money, style.money_names):
        for unit, names in table.items():
            named |= {name.lower(): unit for name in names if "{}" not in name}
    named |= dict.fromkeys((name.lower() for name in style.percent_names), "percent")
    return named | dict.fromkeys(style.tenths, "tenth")


def _phrases(style: Style) -> dict[str, Quantity]:
    found = {phrase.lower(): Quantity(Decimal(a) / b) for phrase, (a, b) in style.fractions.items()}
    for power, phrase in enumerate(style.vague, 1):
        found[phrase.lower()] = Quantity(Decimal(10) ** power, approximate=True, vague=True)
    for number, names in enumerate(style.quarters, 1):
        found |= {name.lower(): Quantity(Decimal(number), "quarter") for name in names}
    return found


def _around(
    templates: Sequence[str], style: Style
) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """(pattern that ends before a figure, pattern that begins after one) of the templates."""
    before = [t.removesuffix("{}").strip() for t in templates if t.endswith("{}")]
    after = [t.removeprefix("{}").strip() for t in templates if t.startswith("{}")]
    edge = r"(?<![^\W\d_])" if style.spaced else ""
    counter = rf"(?:\s?(?:{style.counters}))?" if style.counters else r"(?:\s[^\W\d_]+){0,2}?"
    left, right = ("|".join(map(re.escape, filter(None, words))) for words in (before, after))
    signs = r"(?:\s?(?:[$€£¥₩~]|US\$|R\$))?"
    return (
        re.compile(rf"{edge}(?:{left}){signs}[\s\u00a0]?$", re.IGNORECASE) if left else None,
        re.compile(rf"{counter}[\s\u00a0]?(?:{right})", re.IGNORECASE) if right else None,
    )


def _digits(style: Style) -> str:
    separators = ".,'’\u00a0\u202f\u2009" + (" " if style.space_groups else "")
    lakh = r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?(?!\d)|" if style.lakh else ""
    return (
        rf"(?<!\d)(?<!\d[.,])(?:{lakh}\d{{1,3}}(?P<g>[{separators}])\d{{3}}(?:(?P=g)\d{{3}})*"
        rf"(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?)"
    )


def _token(style: Style) -> re.Pattern[str]:
    if style.spaced:
        return re.compile(rf"(?P<digits>{_digits(style)})|(?P<word>{_LETTER}+\.?)")
    words = sorted(_table(style), key=len, reverse=True)
    return re.compile(rf"(?P<digits>{_digits(style)})|(?P<word>{'|'.join(map(re.escape, words))})")


def _table(
    style: Style,
) -> dict[str, tuple[Literal["number", "scale", "and", "of", "several"], Decimal, bool]]:
    table: dict[str, tuple[Literal["number", "scale", "and", "of", "several"], Decimal, bool]] = {}
    table |= {word: ("and", Decimal(0), False) for word in style.and_words}
    table |= {word: ("of", Decimal(0), False) for word in ("of", "de", "di") if style.spaced}
    table |= {word: ("number", Decimal(value), False) for word, value in style.spelled.items()}
    table |= {word: ("several", Decimal(0), False) for word in style.several}
    table |= {word.lower(): ("scale", value, False) for word, value in style.read_scales.items()}
    for value, forms in style.scales:
        several = len(forms) > 1
        for place, word in enumerate(forms):
            table[word.lower()] = ("scale", value, several and place > 0 and word != forms[0])
    return {unicodedata.normalize("NFC", word): meaning for word, meaning in table.items()}


def read(text: str, style: Style) -> list[Quantity]:
    """The amounts in `text`, left to right; figures in model names and versions left out."""
    tools = _tools(style)
    plain = text.translate(ASCII_DIGITS) if not text.isascii() else text
    lower = plain.lower()
    found: list[Quantity] = []
    # A search in C for each phrase costs less than one pattern of them all at every character.
    if any(phrase in lower for phrase in tools.meanings):
        found, plain = _read_phrases(plain, tools)
    if not tools.digit.search(plain) and not any(word in lower for word in tools.hints):
        return found
    figures = list(_figures(plain, tools))
    # A unit that a name takes from both sides belongs to the figure that it touches.
    amounts: list[tuple[Quantity, Figure]] = []
    for figure in figures:
        if not amounts or figure.start >= amounts[-1][0].end:  # not the "cento" of "por cento"
            amounts.append((_amount(plain, figure, tools), figure))
    found += _ranges(plain, amounts, tools)
    return sorted(found, key=lambda quantity: quantity.start)


def _read_phrases(text: str, tools: _Tools) -> tuple[list[Quantity], str]:
    """The amounts that are phrases (a third, Q2, tens of thousands), and the text without them."""
    if tools.phrases is None:
        return [], text
    found = []
    for match in tools.phrases.finditer(text):
        meaning = tools.meanings[match[0].lower()]
        if meaning.vague and _is_told(text, match.start(), tools):
            continue  # 97,4 Milliarden is no "Milliarden"
        meaning, end = _multiplied(text, match.end(), meaning, tools)
        unit = meaning.unit
        named = tools.after.match(text, end)
        if named and not unit:
            unit, end = _unit(named["unit"], tools), named.end()
        bound = _bound(text, match.start(), end, tools)
        rough = meaning.approximate or _is_about(text, match.start(), end, tools)
        found.append(
            replace(
                meaning, unit=unit, bound=bound, approximate=rough, start=match.start(), end=end
            )
        )
    for quantity in found:
        text = text[: quantity.start] + "¦" * (quantity.end - quantity.start) + text[quantity.end :]
    return found, text


_ARTICLE = re.compile(r"[\s-](?:an?\s|de\s|di\s)?")


def _multiplied(text: str, end: int, meaning: Quantity, tools: _Tools) -> tuple[Quantity, int]:
    """Half a million is 500,000: a fraction before a scale word multiplies it."""
    gap = _ARTICLE.match(text, end)
    if not gap or meaning.vague or meaning.value >= 1 or not tools.style.spaced:
        return meaning, end
    word = tools.token.match(text, gap.end())
    known = _look_up(word["word"], tools) if word and word["word"] else None
    if not word or not known or known[0] != "scale" or known[1] < 1000:
        return meaning, end
    return replace(meaning, value=meaning.value * known[1]), word.end()


def _is_told(text: str, start: int, tools: _Tools) -> bool:
    """True when the number that a scale word multiplies stands before it."""
    before = text[max(0, start - 24) : start].rstrip(" \u00a0\u202f\u2009-")
    if before[-1:].isdigit():
        return True
    word = _LAST_WORD.search(before)
    known = _look_up(word[0], tools) if word and tools.style.spaced else None
    return bool(known and known[0] in ("number", "scale", "several"))


_LETTER = r"(?:[^\W\d_]|[\u0300-\u036f\u064b-\u065f\u0900-\u0963])"  # \w has no vowel signs
_LAST_WORD = re.compile(rf"{_LETTER}+$")


def _figures(text: str, tools: _Tools) -> Iterator[Figure]:
    run: list[_Token] = []
    for match in tools.token.finditer(text):
        if not match["digits"] and _look_up(match["word"], tools) is None and not run:
            continue
        token = _classify(match, tools)
        if token.kind == "number" and any(t.kind == "digits" for t in run) and _names(match, tools):
            token = token._replace(kind="other")  # 3 secondi, 5 năm: seconds and years
        if run and not _continues(text, run, token, tools):
            yield from _finish(text, run, tools)
            run = []
        if token.kind != "other" and (run or token.kind not in ("and", "of")):
            run.append(token)
    yield from _finish(text, run, tools)


def _names(match: re.Match[str], tools: _Tools) -> bool:
    return match[0].lower() in tools.units


def _classify(match: re.Match[str], tools: _Tools) -> _Token:
    start, end = match.span()
    if match["digits"]:
        return _Token("digits", _number(match["digits"], tools.style), start, end)
    word = match["word"]
    suffix = tools.style.suffixes.get(word.rstrip("."))
    if suffix is not None and start and match.string[start - 1].isdigit():
        return _Token("scale", suffix, start, end)
    known = _look_up(word, tools)
    if known is None:
        return _Token("other", Decimal(0), start, end)
    shown = end - 1 if word.endswith(".") and word.lower() not in tools.words else end
    glued = bool(tools.style.proclitics) and word.lower() not in tools.words
    return _Token(known[0], known[1], start, shown, known[2], glued)


def _look_up(
    word: str, tools: _Tools
) -> tuple[Literal["number", "scale", "and", "of", "several"], Decimal, bool] | None:
    lower = unicodedata.normalize("NFC", word.lower()) if not word.isascii() else word.lower()
    known = tools.words.get(lower) or tools.words.get(lower.rstrip("."))
    if known is None and tools.style.proclitics and lower[0] in tools.style.proclitics:
        known = tools.words.get(lower[1:])
    return known


def _continues(text: str, run: Sequence[_Token], token: _Token, tools: _Tools) -> bool:
    """True when `token` belongs to the figure that `run` has begun."""
    gap, last = text[run[-1].end : token.start], run[-1]
    style = tools.style
    if token.kind == "other" or not _GLUE.fullmatch(gap):
        return False
    if token.kind == "digits":
        if last.kind != "scale" or (not style.myriad and style.spaced):
            return (
                last.kind == "scale"
                and token.value < last.value
                and _scale_follows(text, token, tools, last)
            )
        follows = _scale_follows(text, token, tools, last)
        return token.value < last.value and (
            follows or (last.value == 10000 and (token.value >= 10 or not gap))
        )
    if token.kind in ("and", "of"):
        small = last.kind == "number" or (last.kind == "scale" and last.value <= 1000)
        return small if token.kind == "and" else last.kind == "scale"
    if token.kind == "scale":
        if gap and last.kind == "number" and not style.spaced:
            return False  # 이 만족: no numeral is split
        if style.native and text[last.start : last.end] in style.native:
            return False
        return last.kind != "of" or any(t.plural for t in run) or run[0].kind == "scale"
    if token.kind == "number":
        return _adds(run, token)
    return False


def _scale_follows(text: str, token: _Token, tools: _Tools, last: _Token) -> bool:
    after = tools.token.match(text, token.end) or tools.token.match(text, token.end + 1)
    if not after or not after["word"]:
        return False
    known = _look_up(after["word"], tools)
    return bool(known and known[0] == "scale" and known[1] < last.value)


def _adds(run: Sequence[_Token], token: _Token) -> bool:
    """True when a number word goes on the numeral: forty + two, but not two + forty."""
    spoken = [t for t in run if t.kind not in ("and", "of")]
    last = spoken[-1] if spoken else None
    if last is None or last.kind in ("digits", "several"):
        return False
    if last.kind == "scale":
        near = last.value < 10000 or any(t.kind == "number" for t in spoken)
        return token.value < last.value and near
    if run[-1].kind == "of":
        return False
    low, high = token.value, last.value
    if high < 10 and low >= 20 and low % 10 == 0 and low < 100 and high != 4:
        return token.glued  # خمسة وثلاثون: five and thirty
    if high == 10 and low in (7, 8, 9):
        return True  # dix-sept
    if low < 10:
        return (high % 10 == 0 and high >= 20) or (high >= 100 and high % 100 == 0)
    if low < 20:
        return high in (60, 80, 20) or (high >= 100 and high % 100 == 0)  # soixante-douze
    return (low < 100 and high >= 100 and high % 100 == 0) or (low == 20 and high == 4)


def _finish(text: str, run: list[_Token], tools: _Tools) -> Iterator[Figure]:
    """The figure of a run, if it is one."""
    while run and run[-1].kind in ("and", "of", "several"):
        run = run[:-1]
    spoken = [token for token in run if token.kind not in ("and", "of")]
    if not spoken:
        return
    start, end = spoken[0].start, spoken[-1].end
    digits = any(token.kind == "digits" for token in spoken)
    vague = spoken[0].kind == "several"
    if vague:
        spoken = spoken[1:]
        if not spoken or spoken[0].kind != "scale":
            return
    elif spoken[0].kind == "scale":
        word = text[start:end].lower()
        if spoken[0].plural and tools.style.spaced:
            vague = True
        elif word not in tools.style.plain_scales and not _stands_alone(text, spoken, tools):
            return
    if digits and _in_a_name(text, start, end, tools):
        return
    if len(spoken) == 1 and text[start:end].lower() in tools.style.articles:
        return
    if not digits and not vague and not _is_counted(text, spoken, end, tools):
        return
    factor = Decimal(1)
    for token in reversed(spoken):
        if token.kind != "scale":
            break
        factor *= token.value
    yield Figure(evaluate(_parts(spoken)), start, end, digits, vague, factor)


def _stands_alone(text: str, spoken: Sequence[_Token], tools: _Tools) -> bool:
    """千人, 십만 명, mil personas: a scale word that needs no number before it."""
    first = text[spoken[0].start : spoken[0].end].lower()
    if first in tools.style.plain_scales:
        return True
    if tools.style.spaced or spoken[0].value >= 10000:
        return False
    return len(spoken) > 1 or text[spoken[0].end : spoken[0].end + 1] in _COUNTED_ALONE


_COUNTED_ALONE = frozenset("人名个個年家倍天명년")  # 千人, but not the city of 千岁


def _is_counted(text: str, spoken: Sequence[_Token], end: int, tools: _Tools) -> bool:
    """Spelled numerals of languages without spaces count only before a counter or with 万."""
    style = tools.style
    if style.spaced or not style.counters:
        return True
    if len(spoken) == 1 and text[spoken[0].start : end] in style.articles:
        return False
    if len(spoken) > 1 and spoken[-1].kind == "scale" and spoken[-1].value >= 10000:
        return True
    if tools.percent_before and tools.percent_before.search(
        text[max(0, spoken[0].start - 8) : spoken[0].start]
    ):
        return True
    return bool(re.compile(rf"\s?(?:{style.counters})").match(text, end)) or bool(
        tools.after.match(text, end)
    )


def _parts(spoken: Sequence[_Token]) -> Iterator[Part]:
    held: Decimal | None = None
    for place, token in enumerate(spoken):
        if token.kind == "scale":
            if held is not None:
                yield "number", held
                held = None
            yield "scale", token.value
        elif held is None:
            held = token.value
        elif held == 4 and token.value == 20:
            held = Decimal(80)  # quatre-vingts
        elif token.value < 10 and held < 10 and place:
            held = held * 10 + token.value  # 二〇二五
        else:
            held += token.value
    if held is not None:
        yield "number", held


def _in_a_name(text: str, start: int, end: int, tools: _Tools) -> bool:
    """GPT-4, H100, v2.0, XQ1X, 3.11.2: a letter, or a letter and a hyphen, stands right before."""
    before = text[max(0, start - 3) : start]
    last = before[-1:]
    if last.isascii() and (last.isalpha() or last in ("_", "/", "#", "@")) and last:
        return not tools.before.search(text[max(0, start - 5) : start])
    if last in ("-", "‑", ".") and before[-2:-1].isascii() and before[-2:-1].isalnum():
        return not (before[-2:-1].isdigit() and last == "-")
    after = text[end : end + 1]
    if after == "." and text[end + 1 : end + 2].isdigit():
        return True
    if not (
        text[end - 1 : end].isdigit() and after.isascii() and (after.isalpha() or after == "_")
    ):
        return False
    style = tools.style
    if style.ordinal and re.compile(rf"(?:{style.ordinal})(?![^\W_])").match(text, end):
        return False
    return not tools.after.match(text, end)


def _amount(text: str, figure: Figure, tools: _Tools) -> Quantity:
    start, end, unit, value = figure.start, figure.end, "", figure.value
    named = tools.after.match(text, end)
    if named:
        unit, end = _unit(named["unit"], tools), named.end()
    sign = tools.before.search(text[max(0, start - 24) : start])
    if sign and (not unit or unit in SIGNS.values()):
        made = SIGNS.get(sign["sign"].upper() if sign["sign"] else "") or _unit(
            sign["sign"] or sign["name"], tools
        )
        if not unit or sign["sign"]:
            unit, start = unit or made, start - len(sign[0])
    if not unit and tools.percent_before:
        share = tools.percent_before.search(text[max(0, start - 10) : start])
        if share:
            unit, start = "percent", start - len(share[0])
    if unit == "tenth":
        value, unit = value * 10, "percent"
    if _is_minus(text, start):
        value, start = -value, start - 1
    bound = _bound(text, start, end, tools)
    rough = figure.vague or _is_about(text, start, end, tools)
    return Quantity(value, unit, rough, bound, figure.vague, start, end)


def _is_minus(text: str, start: int) -> bool:
    """True for a minus sign right before a figure, not for the dash of a range or a compound."""
    if text[start - 1 : start] not in ("-", "−", "–"):
        return False
    before = text[max(0, start - 4) : start - 1]
    return (not before or before[-1] in " (（\u00a0:") and not before.rstrip()[-1:].isdigit()


def _unit(name: str, tools: _Tools) -> str:
    exact = tools.units.get(name)
    return exact if exact is not None else tools.units.get(name.lower(), _folded(name, tools))


def _folded(name: str, tools: _Tools) -> str:
    """A unit by its name without regard to case: KM is km where nothing else is."""
    return next((u for known, u in tools.units.items() if known.lower() == name.lower()), "")


def _bound(text: str, start: int, end: int, tools: _Tools) -> Bound:
    window = text[max(0, start - 32) : start]
    best: tuple[int, Bound] = (0, "")
    for bound, before, after in tools.bounds:
        left = before.search(window) if before else None
        right = after.match(text, end) if after else None
        for match in (left, right):
            if match and len(match[0].strip()) > best[0]:
                best = len(match[0].strip()), bound
    return best[1]


def _is_about(text: str, start: int, end: int, tools: _Tools) -> bool:
    before, after = tools.about
    if before and before.search(text[max(0, start - 24) : start]):
        return True
    return bool(after and after.match(text, end))


def _ranges(text: str, amounts: Sequence[tuple[Quantity, Figure]], tools: _Tools) -> list[Quantity]:
    """The amounts, the first of "3 to 5 million" with the scale and unit of the second."""
    found = [quantity for quantity, _ in amounts]
    for place in range(len(found) - 1):
        low, high = found[place], found[place + 1]
        if not 0 < high.start - low.end < 12 or not tools.to.fullmatch(text[low.end : high.start]):
            continue
        ends = amounts[place][1], amounts[place + 1][1]
        value = low.value
        if (
            ends[0].factor == 1
            and ends[1].factor > 1
            and ends[0].value < ends[1].value / ends[1].factor
        ):
            value *= ends[1].factor
        found[place] = replace(low, value=value, unit=low.unit or high.unit)
        if low.unit and not high.unit:
            found[place + 1] = replace(high, unit=low.unit)
    return found


def _number(digits: str, style: Style) -> Decimal:
    """A digit string under the locale's separators; 97.4 in German text is still 97.4.

    >>> _number("1.234,5", Style(decimal=",", group="."))
    Decimal('1234.5')
    """
    digits = re.sub(r"[\u00a0\u202f\u2009'’ ]", "", digits)
    group, decimal = (",", ".") if style.decimal in (".", "٫") else (".", ",")
    if style.lakh and re.fullmatch(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?", digits):
        return Decimal(digits.replace(",", ""))
    if re.fullmatch(rf"\d{{1,3}}(?:\{group}\d{{3}})+(?:\{decimal}\d+)?", digits):
        return Decimal(digits.replace(group, "").replace(decimal, "."))
    if digits.count(decimal) > 1:  # 1.234.567 where the stop is the decimal sign
        return Decimal(digits.replace(decimal, "").replace(group, "."))
    if group in digits and decimal not in digits:
        return Decimal(digits.replace(group, "."))
    if group in digits and digits.index(group) > digits.index(decimal):  # 1,234.5 in German
        return Decimal(digits.replace(decimal, "").replace(group, "."))
    return Decimal(digits.replace(group, "").replace(decimal, "."))
