"""Figures read from a text in a Style, as exact Decimals: what `_write.py` writes and more.

Digits and number words are tokens; scale words multiply (`_numerals.evaluate`); then each figure
looks left and right for signs, units, words of approximation and bounds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Literal, NamedTuple

from l10n.lang._names import Names
from l10n.lang._numerals import Part, evaluate
from l10n.lang._style import PLAIN_UNITS, SIGNS, SYMBOLS, Style
from l10n.lazy import lazy
from l10n.model import Quantity
from l10n.noun import noun

Bound = Literal["", "≥", "≤", ">", "<"]

ASCII_DIGITS = str.maketrans(
    "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९๐๑๒๓๔๕๖๗๘๙０１２３４５６７８９．，％٫٬٪",
    "01234567890123456789012345678901234567890123456789.,%.,%",
)
_IS_OTHER = lazy(f"[{''.join(map(chr, ASCII_DIGITS))}]")


def ascii_digits(text: str) -> str:
    """`text` with ASCII digits and signs for Arabic, Thai, full-width ones; most texts have none.

    >>> ascii_digits("٢٠٢٥")
    '2025'
    """
    return text.translate(ASCII_DIGITS) if _IS_OTHER.search(text) else text


_GLUE = lazy(r"[ \u00a0\u202f\u2009-]?")


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


@noun
class _Tools:
    """A Style's patterns, compiled once."""

    style: Style
    token: re.Pattern[str]
    words: dict[str, tuple[Literal["number", "scale", "and", "of", "several"], Decimal, bool]]
    names: Names
    """Of units, behind a figure."""
    adjectives: re.Pattern[str] | None
    not_units: re.Pattern[str] | None
    signs: Names
    money: Names
    """Signs and names of currencies before a figure."""
    units: dict[str, str]
    percent_before: re.Pattern[str] | None
    phrases: Names
    meanings: dict[str, Quantity]
    digit: re.Pattern[str]
    hints: tuple[str, ...]
    """One of these stands in every text that has a number word."""
    bounds: tuple[tuple[Bound, re.Pattern[str] | None, re.Pattern[str] | None], ...]
    about: tuple[re.Pattern[str] | None, re.Pattern[str] | None]
    leads: tuple[str, ...]
    """One of these, in lower case, ends what stands before a figure that is signed, bounded or rough."""
    to: re.Pattern[str]
    half: re.Pattern[str] | None
    idioms: re.Pattern[str] | None
    words_of_bounds: dict[str, re.Pattern[str] | None]
    counter: re.Pattern[str] | None
    ordinal: re.Pattern[str] | None
    ordinal_before: re.Pattern[str] | None
    suffix: re.Pattern[str] | None
    """A half that is told behind a figure."""
    below: re.Pattern[str] | None
    """A denominator before a figure."""
    dated: re.Pattern[str] | None
    """A date that ends with its year."""


@cache
def _tools(style: Style) -> _Tools:
    units = _unit_names(style)
    meanings = _phrases(style)
    signs = sorted(SIGNS, key=len, reverse=True)
    names = [n for names in (*style.money.values(), *style.money_names.values()) for n in names]
    firsts = [n for n in names if "{}" not in n]
    bounds = tuple(
        (sign, *_around(style.bounds.get(sign, ()), style)) for sign in ("≥", "≤", ">", "<")
    )
    return _Tools(
        style,
        _token(style),
        _table(style),
        Names(units),
        lazy(rf"(?:{'|'.join(style.adjectives)})\s", re.IGNORECASE) if style.adjectives else None,
        lazy(style.not_units, re.IGNORECASE) if style.not_units else None,
        Names(signs),
        Names(firsts),
        units,
        lazy(rf"(?:{'|'.join(map(re.escape, style.percent_before))})\s?$", re.IGNORECASE)
        if style.percent_before
        else None,
        Names(meanings),
        meanings,
        lazy(r"\d"),
        _hints(style),
        bounds,  # type: ignore[arg-type]
        _around(style.about, style),
        _leads(style, (*signs, *firsts)),
        lazy(
            rf"\s?(?:[-–—~〜～]|{'|'.join(map(re.escape, style.to_words)) or '(?!)'})\s?(?:[$€£¥₩]|US\$)?",
            re.IGNORECASE,
        ),
        lazy(style.half_after, re.IGNORECASE) if style.half_after else None,
        lazy(style.not_figures, re.IGNORECASE) if style.not_figures else None,
        {sign: _said(style.bounds.get(sign, ()), style) for sign in ("≥", "≤", ">", "<")},
        lazy(rf"\s?(?:{style.counters})") if style.counters else None,
        lazy(rf"(?:{style.ordinal})(?![^\W_])") if style.ordinal else None,
        lazy(rf"(?:{style.ordinal_before})$", re.IGNORECASE) if style.ordinal_before else None,
        lazy(style.half_suffix) if style.half_suffix else None,
        lazy(rf"(?<!\d)(?P<n>{style.denominator})\s?{style.fraction_sign}\s?$")
        if style.denominator
        else None,
        _dated(style),
    )


def _dated(style: Style) -> re.Pattern[str] | None:
    names = "|".join(map(re.escape, (*style.months, *style.month_names)))
    numeric = r"\d{1,2}[./-]\d{1,2}[./-]"
    if not names:
        return lazy(rf"{numeric}\d{{4}}$")
    de = rf"(?:{style.day_words})?" if style.day_words else ""
    return lazy(
        rf"(?:(?:{names})\.?,?\s(?:\d{{1,2}}[^\W\d_]{{0,2}},?\s)?{de}|{numeric})\d{{4}}$",
        re.IGNORECASE,
    )


@cache
def _edge(style: Style) -> re.Pattern[str] | None:
    """Where a word begins, a proclitic before it left out: ونصف; None: anywhere."""
    if not style.spaced:
        return None
    glued = rf"|(?<=\W[{style.proclitics}])" if style.proclitics else ""
    return lazy(rf"(?<![^\W\d_]){glued}")


class _Named(NamedTuple):
    """A unit behind a figure."""

    name: str
    end: int


def _named(text: str, start: int, tools: _Tools) -> _Named | None:
    """The unit that stands at `start`: km, of US dollars; the longest name, and rather a word between."""
    ends, style = tools.names.end, tools.style
    gap = text[start : start + 1]
    for after in (start + 1, start) if gap.isspace() or gap == "-" else (start,):
        of = _OF.match(text, after) if style.spaced else None
        for place in (of.end(), after) if of else (after,):
            word = tools.adjectives.match(text, place) if tools.adjectives else None
            for begin in (word.end(), place) if word else (place,):
                end = ends(text, begin)
                if end >= 0 and not (tools.not_units and tools.not_units.match(text, begin)):
                    return _Named(text[begin:end], end)
    return None


_OF = lazy(r"of |de |d['’]|di |do |da ", re.IGNORECASE)


class _Sign(NamedTuple):
    """A currency before a figure."""

    name: str
    is_sign: bool
    length: int
    """With the space behind it."""


def _sign(before: str, tools: _Tools) -> _Sign | None:
    """The sign or name of a currency that `before` ends with; the longest."""
    size = len(before)
    ends = (size - 1, size) if before[-1:].isspace() else (size,)
    for start in range(size):
        last = before[start - 1 : start]
        for end in ends:
            name = before[start:end]
            if name in tools.signs and not (last.isascii() and last.isalpha()):
                return _Sign(name, True, size - start)
        for end in ends:
            name = before[start:end]
            inside = tools.style.spaced and last.isalnum() and not last.isdecimal()
            if name in tools.money and not inside:
                return _Sign(name, False, size - start)
    return None


def _hints(style: Style) -> tuple[str, ...]:
    """The number words without those that contain another: twenty, not twentyfold."""
    kept: list[str] = []
    for word in sorted(_table(style), key=len):
        if not any(other in word for other in kept):
            kept.append(word)
    return tuple(kept)


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


def _said(templates: Sequence[str], style: Style) -> re.Pattern[str] | None:
    words = sorted({t.replace("{}", "").strip() for t in templates}, key=len, reverse=True)
    long = [re.escape(w) for w in words if len(w) > (4 if style.spaced else 1)]
    edge = r"(?<![^\W\d_])" if style.spaced else ""
    return lazy(rf"{edge}(?:{'|'.join(long)})", re.IGNORECASE) if long else None


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
    if style.particles:
        signs = rf"(?:\s(?:{'|'.join(style.particles)}))?{signs}"
    return (
        lazy(rf"{edge}(?:{left}){signs}[\s\u00a0]?$", re.IGNORECASE) if left else None,
        lazy(rf"{counter}[\s\u00a0]?(?:{right})", re.IGNORECASE) if right else None,
    )


def _leads(style: Style, signs: Sequence[str]) -> tuple[str, ...]:
    told = [t for sign in ("≥", "≤", ">", "<") for t in style.bounds.get(sign, ())]
    before = [t.removesuffix("{}").strip() for t in (*told, *style.about) if t.endswith("{}")]
    return tuple(
        {
            lead.lower()
            for lead in (*before, *style.particles, *signs, "$", "€", "£", "¥", "₩", "~")
            if lead
        }
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
        return lazy(rf"(?P<digits>{_digits(style)})|(?P<word>{_LETTER}+\.?)")
    words = sorted(_table(style), key=len, reverse=True)
    return lazy(
        rf"(?P<digits>{_digits(style)})|{_PREFIXED}(?P<word>{'|'.join(map(re.escape, words))})"
    )


# 千 and 兆 of 120万千瓦, 30千克, 200兆瓦: the prefixes of units (GB 3100, China)
_PREFIXED = r"(?!千瓦|(?<=[万亿萬億\d])千[克米卡赫]|兆[瓦赫帕])"


def _table(
    style: Style,
) -> dict[str, tuple[Literal["number", "scale", "and", "of", "several"], Decimal, bool]]:
    table: dict[str, tuple[Literal["number", "scale", "and", "of", "several"], Decimal, bool]] = {}
    table |= {word: ("and", Decimal(0), False) for word in style.and_words}
    table |= {word: ("of", Decimal(0), False) for word in ("of", "de", "di") if style.spaced}
    table |= {word: ("number", Decimal(value), False) for word, value in style.spelled.items()}
    table |= {word: ("number", value, False) for word, value in style.partials.items()}
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
    plain = text if text.isascii() else ascii_digits(text)
    lower = plain.lower()
    if tools.idioms and tools.idioms.search(lower):
        plain = tools.idioms.sub(_hidden, plain)
        lower = plain.lower()
    found: list[Quantity] = []
    # A search in C for each phrase costs less than one pattern of them all at every character.
    told = [phrase for phrase in tools.meanings if phrase in lower]
    if told:
        found, plain = _read_phrases(plain, told, tools)
    if not tools.digit.search(plain) and not any(map(lower.__contains__, tools.hints)):
        return found
    figures = list(_figures(plain, tools))
    # A unit that a name takes from both sides belongs to the figure that it touches.
    amounts: list[tuple[Quantity, Figure]] = []
    for figure in figures:
        if not amounts or figure.start >= amounts[-1][0].end:  # not the "cento" of "por cento"
            amounts.append((_amount(plain, figure, tools), figure))
    amounts = _halved(plain, amounts, found, tools)
    found += _ranges(plain, amounts, tools)
    return sorted(found, key=lambda quantity: quantity.start)


_TAKEN = "¦"
"""Stands for characters that were read already."""


def _hidden(match: re.Match[str]) -> str:
    return _TAKEN * len(match[0])


def _halved(
    text: str, amounts: Sequence[tuple[Quantity, Figure]], phrases: list[Quantity], tools: _Tools
) -> list[tuple[Quantity, Figure]]:
    """The amounts, each with the half told behind it: "two and a half years", "dos millones y medio".

    Takes such halves out of `phrases`.
    """
    if tools.half is None or not phrases:
        return list(amounts)
    made = []
    for amount, figure in amounts:
        half = next((q for q in phrases if q.start >= amount.end and _is_half(q)), None)
        if half is None or not tools.half.fullmatch(text[amount.end : half.start]):
            made.append((amount, figure))
            continue
        phrases.remove(half)
        # "two and a half million" multiplies both, مليونين ونصف المليون has its million already
        whole = half.value >= 1 > amount.value / half.value
        factor = half.value * 2 if whole else Decimal(1)
        part = half.value if half.value >= 1 else half.value * figure.factor
        total = replace(
            amount,
            value=amount.value * factor + part,
            unit=amount.unit or half.unit,
            start=amount.start,
            end=half.end,
        )
        made.append((total, figure))
    return made


def _is_half(quantity: Quantity) -> bool:
    value = quantity.value
    return not quantity.vague and (value == _HALF or (value >= 50 and _is_power(value * 2)))


_HALF, _QUARTER, _ONE_HALF = Decimal("0.5"), Decimal("0.25"), Decimal("1.5")


def _is_power(value: Decimal) -> bool:
    return value == Decimal(1).scaleb(value.adjusted())


def _read_phrases(text: str, told: Sequence[str], tools: _Tools) -> tuple[list[Quantity], str]:
    """The amounts that are phrases (a third, Q2, tens of thousands), and the text without them.

    `told` are the phrases that stand in the text, as words or as parts of others.
    """
    found, place = [], 0
    for start, end in tools.phrases.spans(text, told, _edge(tools.style)):
        if start < place:
            continue
        meaning = tools.meanings[text[start:end].lower()]
        if (meaning.vague or meaning.value == _ONE_HALF) and _is_told(text, start, tools):
            continue  # 97,4 Milliarden is no "Milliarden"
        if text[start] == "半" and text[start - 1 : start] in ("个", "個"):
            continue  # 两个半小时
        place = end
        meaning, end = _multiplied(text, end, meaning, tools)
        unit = meaning.unit
        gap = _AN.match(text, end)
        named = _named(text, gap.end() - 1 if gap else end, tools)
        if named and not unit:
            unit, end = _unit(named.name, tools), named.end
        bound = _bound(text, start, end, tools)
        rough = meaning.approximate or _is_about(text, start, end, tools)
        found.append(
            replace(meaning, unit=unit, bound=bound, approximate=rough, start=start, end=end)
        )
    for quantity in found:
        text = (
            text[: quantity.start] + _TAKEN * (quantity.end - quantity.start) + text[quantity.end :]
        )
    return found, text


_AN = lazy(r"\s(?:of )?an?\s")  # half an hour
_ARTICLE = lazy(r"[\s-](?:an?\s|de\s|di\s)?")


def _multiplied(text: str, end: int, meaning: Quantity, tools: _Tools) -> tuple[Quantity, int]:
    """Half a million is 500,000: a fraction before a scale word multiplies it."""
    gap = _ARTICLE.match(text, end)
    if not gap or meaning.vague or meaning.value >= 1 or not tools.style.spaced:
        return meaning, end
    word = tools.token.match(text, gap.end())
    known = _look_up(word["word"], tools) if word and word["word"] else None
    if not word or not known or known[0] != "scale" or known[1] < 12:
        return meaning, end
    return replace(meaning, value=meaning.value * known[1]), word.end()


def _is_told(text: str, start: int, tools: _Tools) -> bool:
    """True when the number that a scale word multiplies stands before it."""
    before = text[max(0, start - 24) : start].rstrip(" \u00a0\u202f\u2009-")
    if before[-1:].isdigit():
        return True
    if not tools.style.spaced:  # สองชั่วโมงครึ่ง
        return before.endswith(tuple(tools.words)) and text[start] not in _MYRIADS
    word = _LAST_WORD.search(before)
    known = _look_up(word[0], tools) if word else None
    return bool(known and known[0] in ("number", "scale", "several"))


_MYRIADS = "数數수几幾"
_LETTER = r"(?:[^\W\d_]|[\u0300-\u036f\u064b-\u065f\u0900-\u0963])"  # \w has no vowel signs
_LAST_WORD = lazy(rf"{_LETTER}+$")


def _figures(text: str, tools: _Tools) -> Iterator[Figure]:
    run: list[_Token] = []
    known = tools.words
    # Nearly all words of a text are known to nobody: two look-ups less for each.
    plain = tools.style.spaced and not tools.style.proclitics
    plain = plain and unicodedata.is_normalized("NFC", text)
    for match in tools.token.finditer(text):
        if not run and match.lastgroup == "word":
            if plain and match[0].rstrip(".").lower() not in known:
                continue
            if not _begins(text, match, tools):
                continue
        token = _classify(match, tools)
        if token.kind == "scale" and run and _is_told_again(text, run, token):
            place = max(n for n, t in enumerate(run) if t.kind == "scale") + 1
            yield from _finish(text, run[:place], tools)
            run = [t for t in run[place:] if t.kind not in ("and", "of")]
        if token.kind == "number" and any(t.kind == "digits" for t in run) and _names(match, tools):
            token = token._replace(kind="other")  # 3 secondi, 5 năm: seconds and years
        if run and not _continues(text, run, token, tools):
            yield from _finish(text, run, tools)
            run = []
        if not run and token.kind != "digits" and not _begins(text, match, tools):
            continue
        if token.kind != "other" and (run or token.kind not in ("and", "of")):
            run.append(token)
    yield from _finish(text, run, tools)


def _begins(text: str, match: re.Match[str], tools: _Tools) -> bool:
    """True when a word can begin a figure: a known one, and in Korean not inside another word."""
    inside = tools.style.native and _LAST_WORD.search(
        text[max(0, match.start() - 1) : match.start()]
    )
    return not inside and _look_up(match["word"], tools) is not None


def _is_told_again(text: str, run: Sequence[_Token], token: _Token) -> bool:
    """True when the run has had its millions and now come more: "three million and five million"."""
    same = [n for n, t in enumerate(run) if t.kind == "scale" and t.value == token.value]
    if not same or token.value < 1000 or not _GLUE.fullmatch(text[run[-1].end : token.start]):
        return False
    after = run[same[-1] + 1 :]
    larger = any(t.kind == "scale" and t.value > token.value for t in after)
    return not larger and any(t.kind in ("number", "digits") for t in after)


def _names(match: re.Match[str], tools: _Tools) -> bool:
    return match[0].lower() in tools.units


def _classify(match: re.Match[str], tools: _Tools) -> _Token:
    start, end = match.span()
    if match["digits"]:
        return _Token("digits", _number(match["digits"], tools.style), start, end)
    word = match["word"]
    suffix = tools.style.suffixes.get(word.rstrip("."))
    if suffix is not None and start and _is_suffix(match.string, start, end):
        return _Token("scale", suffix, start, end)
    known = _look_up(word, tools)
    if known is None:
        return _Token("other", Decimal(0), start, end)
    shown = end - 1 if word.endswith(".") and word.lower() not in tools.words else end
    glued = bool(tools.style.proclitics) and word.lower() not in tools.words
    return _Token(known[0], known[1], start, shown, known[2], glued)


def _is_suffix(text: str, start: int, end: int) -> bool:
    """True for the M of 3.5M and of 3,5 M€, where a scale letter stands before a sign of money."""
    if text[start - 1].isdigit():
        return True
    return text[end : end + 2].lstrip()[:1] in ("$", "€", "£", "¥") and text[start - 2].isdigit()


def _look_up(
    word: str, tools: _Tools
) -> tuple[Literal["number", "scale", "and", "of", "several"], Decimal, bool] | None:
    lower = unicodedata.normalize("NFC", word.lower()) if not word.isascii() else word.lower()
    known = tools.words.get(lower) or tools.words.get(lower.rstrip("."))
    if known is None and tools.style.proclitics and lower[0] in tools.style.proclitics:
        known = tools.words.get(lower[1:]) or tools.words.get(lower[1:].rstrip("."))
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
        word = text[token.start : token.end].lower()
        if word.rstrip(".") in style.teens and last.kind == "number":
            return 2 <= last.value <= 9 or last.value == 1
        if text[last.start : last.end].lower() in style.partials:
            return token.value >= 1
        return _adds(run, token, tools)
    return False


def _scale_follows(text: str, token: _Token, tools: _Tools, last: _Token) -> bool:
    after = tools.token.match(text, token.end) or tools.token.match(text, token.end + 1)
    if not after or not after["word"]:
        return False
    known = _look_up(after["word"], tools)
    return bool(known and known[0] == "scale" and known[1] < last.value)


def _adds(run: Sequence[_Token], token: _Token, tools: _Tools) -> bool:
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
        return (high % 10 == 0 and high >= (10 if tools.style.ten_and else 20)) or (
            high >= 100 and high % 100 == 0
        )
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
        plain = _is_plain(word, tools.style)
        if spoken[0].plural and tools.style.spaced and not plain:
            vague = True
        elif not plain and not _stands_alone(text, spoken, tools):
            return
    if tools.below and text[end : end + 3].lstrip().startswith(tools.style.fraction_sign):
        return  # the denominator: 五分之三
    if digits and _in_a_name(text, start, end, tools):
        return
    if len(spoken) == 1 and text[start:end].lower() in tools.style.articles:
        named = _named(text, end, tools)
        half = tools.half.match(text, named.end) if tools.half and named else None
        behind = tools.suffix is not None and tools.suffix.match(text, end)  # một năm rưỡi
        if not behind and (not half or text[half.end() : half.end() + 1] != _TAKEN):
            return  # but "une heure et demie"
    if not digits and not vague and not _is_counted(text, spoken, end, tools):
        return
    factor = Decimal(1)
    for token in reversed(spoken):
        if token.kind != "scale":
            break
        factor *= token.value
    yield Figure(evaluate(_parts(spoken)), start, end, digits, vague, factor)


def _is_plain(word: str, style: Style) -> bool:
    """True for a scale word that is a number by itself, with or without a proclitic: لعقدٍ."""
    glued = bool(style.proclitics) and word[:1] in style.proclitics
    return word in style.plain_scales or (glued and word[1:] in style.plain_scales)


def _stands_alone(text: str, spoken: Sequence[_Token], tools: _Tools) -> bool:
    """千人, 십만 명, mil personas: a scale word that needs no number before it."""
    first = text[spoken[0].start : spoken[0].end].lower()
    if _is_plain(first, tools.style):
        return True
    if tools.style.spaced or spoken[0].value >= 10000:
        return False
    if len(spoken) > 1:
        return True
    return tools.counter is not None and (
        _NO_COUNTER.match(text, spoken[0].end) is None
        and tools.counter.match(text, spoken[0].end) is not None
    )


# 千人 and 十座, but not the units 千克, 千瓦, the words 十分, 百步, the city of 千岁
_NO_COUNTER = lazy(
    "分(?![钟鐘])|[克米瓦点點字月日号號大强強度步里岁歲层層番般者对對周週条條行万萬억조만일월]"
)


def _is_counted(text: str, spoken: Sequence[_Token], end: int, tools: _Tools) -> bool:
    """Spelled numerals of languages without spaces count only before a counter or with 万."""
    style = tools.style
    if style.spaced or tools.counter is None:
        return True
    if len(spoken) == 1 and text[spoken[0].start : end] in style.articles:
        return False
    if text[spoken[0].start : end] in style.certain:
        return True
    large = len(spoken) > 1 and spoken[-1].kind == "scale" and spoken[-1].value >= 10000
    if large and not style.native:
        return True
    if tools.percent_before and tools.percent_before.search(
        text[max(0, spoken[0].start - 8) : spoken[0].start]
    ):
        return True
    return bool(tools.counter.match(text, end)) or bool(_named(text, end, tools))


def _parts(spoken: Sequence[_Token]) -> Iterator[Part]:
    held: Decimal | None = None
    for place, token in enumerate(spoken):
        if token.kind == "scale":
            if held is not None:
                yield "number", held + 1 if abs(held) == _QUARTER else held  # सवा लाख: 1.25
                held = None
            yield "scale", token.value
        elif held is None:
            held = token.value
        elif held % 1 and abs(held) <= _HALF:
            held += token.value  # साढ़े तीन
        elif held == 4 and token.value == 20:
            held = Decimal(80)  # quatre-vingts
        elif token.value < 10 and held < 10 and place:
            held = held * 10 + token.value  # 二〇二五
        else:
            held += token.value
    if held is not None:
        yield "number", held


_PLAIN_UNIT = lazy(PLAIN_UNITS)


def _in_a_name(text: str, start: int, end: int, tools: _Tools) -> bool:
    """GPT-4, H100, v2.0, XQ1X, 3.11.2: a letter, or a letter and a hyphen, stands right before."""
    before = text[max(0, start - 4) : start]
    last = before[-1:]
    if tools.ordinal_before and tools.ordinal_before.search(before):
        return False
    if last.isascii() and (last.isalpha() or last in ("_", "/", "#", "@")) and last:
        return not _sign(text[max(0, start - 5) : start], tools)
    if last in ("-", "‑", ".") and before[-2:-1].isascii() and before[-2:-1].isalnum():
        return not (before[-2:-1].isdigit() and last == "-")
    after = text[end : end + 1]
    if after == "." and text[end + 1 : end + 2].isdigit():
        return True
    if not (
        text[end - 1 : end].isdigit() and after.isascii() and (after.isalpha() or after == "_")
    ):
        return False
    if (tools.ordinal and tools.ordinal.match(text, end)) or _PLAIN_UNIT.match(text, end):
        return False
    return not _named(text, end, tools)


def _amount(text: str, figure: Figure, tools: _Tools) -> Quantity:
    start, end, unit, value = figure.start, figure.end, "", figure.value
    below = tools.below.search(text[max(0, start - 8) : start]) if tools.below else None
    if below and value and not (tools.percent_before and tools.percent_before.search(below[0])):
        divisor = _spoken(below["n"], tools)
        value, start = value / divisor if divisor else value, start - len(below[0])
    half = tools.suffix.match(text, end) if tools.suffix else None
    if half:
        value += _HALF * figure.factor
    shortened = text[end : end + 1] == "." and figure.factor > 1 and not text[end - 1].isdigit()
    named = _named(text, end + shortened, tools)  # Mrd. Dollar
    if named:
        unit, end = _unit(named.name, tools), named.end
    led = _is_led(text, start, tools)
    sign = _sign(text[max(0, start - 24) : start], tools) if led else None
    if sign and (not unit or unit in SIGNS.values()):
        made = (sign.is_sign and SIGNS.get(sign.name.upper())) or _unit(sign.name, tools)
        if not unit or sign.is_sign:
            unit, start = unit or made, start - sign.length
    if not unit and tools.percent_before:
        share = tools.percent_before.search(text[max(0, start - 10) : start])
        if share:
            unit, start = "percent", start - len(share[0])
    if unit == "tenth":
        value, unit = (value * 10 if value < 10 else value), "percent"
    cents = _CENTS.match(text, end) if unit in _MONEY and value % 1 == 0 else None
    if cents:
        value, end = value + Decimal(cents["n"]) / 100, cents.end()
    if _is_minus(text, start):
        value, start = -value, start - 1
    bound = _bound(text, start, end, tools)
    rough = figure.vague or _is_about(text, start, end, tools)
    return Quantity(value, unit, rough, bound, figure.vague, start, end)


_MONEY = frozenset(SIGNS.values())
# 34 рубля 84 копейки, 3 euros and 20 cents
_CENTS = lazy(
    r"[\s\u00a0](?:and |und |et |y |e |и )?(?P<n>\d{1,2})[\s\u00a0]?"
    r"(?:cents?|pence|centimes?|centavos?|céntimos?|cêntimos?|centesim[io]|копе\w+|коп\.|sen|पैसे)(?![^\W_])",
    re.IGNORECASE,
)


def _spoken(numeral: str, tools: _Tools) -> Decimal:
    """The value of digits or of a spelled numeral."""
    if numeral.isdecimal():
        return Decimal(numeral)
    known = [_look_up(sign, tools) for sign in numeral]
    return evaluate(("scale" if k[0] == "scale" else "number", k[1]) for k in known if k)


def _is_minus(text: str, start: int) -> bool:
    """True for a minus sign right before a figure, not for the dash of a range or a compound."""
    if text[start - 1 : start] not in ("-", "−", "–"):
        return False
    before = text[max(0, start - 4) : start - 1]
    apart = not before or before[-1] in " (（\u00a0:" or before[-1] >= "\u0e00"  # 约-9,000
    return apart and not before.rstrip()[-1:].isdigit()


def _unit(name: str, tools: _Tools) -> str:
    exact = tools.units.get(name)
    return exact if exact is not None else tools.units.get(name.lower(), _folded(name, tools))


def _folded(name: str, tools: _Tools) -> str:
    """A unit by its name without regard to case: KM is km where nothing else is."""
    return next((u for known, u in tools.units.items() if known.lower() == name.lower()), "")


def bound_words(bound: Bound, style: Style) -> re.Pattern[str] | None:
    """What finds the words of a bound in a text; None where the language has none of them."""
    return _tools(style).words_of_bounds[bound]


def says(text: str, bound: Bound, style: Style) -> bool:
    """True when the words of a bound stand anywhere in a text: "at least another six"."""
    words = bound_words(bound, style)
    return words is not None and words.search(text) is not None


def _is_led(text: str, start: int, tools: _Tools) -> bool:
    """False where no sign and no word stands before a figure that says anything of it: most."""
    return text[max(0, start - 32) : start].rstrip().lower().endswith(tools.leads)


def _bound(text: str, start: int, end: int, tools: _Tools) -> Bound:
    window = text[max(0, start - 32) : start]
    led = _is_led(text, start, tools)
    best: tuple[int, Bound] = (0, "")
    for bound, before, after in tools.bounds:
        left = before.search(window) if before and led else None
        right = after.match(text, end) if after else None
        for match in (left, right):
            if match and len(match[0].strip()) > best[0]:
                best = len(match[0].strip()), bound
    return best[1]


def _is_about(text: str, start: int, end: int, tools: _Tools) -> bool:
    before, after = tools.about
    if before and _is_led(text, start, tools) and before.search(text[max(0, start - 24) : start]):
        return True
    return bool(after and after.match(text, end))


def _ranges(text: str, amounts: Sequence[tuple[Quantity, Figure]], tools: _Tools) -> list[Quantity]:
    """The amounts, the first of "3 to 5 million" with the scale and unit of the second."""
    found = [quantity for quantity, _ in amounts]
    for place in range(len(found) - 1):
        low, high = found[place], found[place + 1]
        if not 0 < high.start - low.end < 12 or not tools.to.fullmatch(text[low.end : high.start]):
            continue
        if low.unit and high.unit and low.unit != high.unit:
            continue  # up 16.5% to 33 billion
        if tools.dated and not low.unit and tools.dated.search(text[: low.end]):
            continue  # from April 1, 2024 to €3.5 million
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
