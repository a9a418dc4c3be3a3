"""The amounts and dates of an entry, source against target: what five checks look at.

Read once an entry (the checks run one after the other on it), so that all of them together cost
one reading of each side.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from l10n.checks._text import HOLE, prose
from l10n.lang import read_target_quantities, style_of
from l10n.lang._numerals import roman
from l10n.lang._read_dates import read_dates as target_reader
from l10n.lang.ja import read_dates, read_quantities
from l10n.lang.ja.dates import Date
from l10n.lang.scripts import is_latin
from l10n.lazy import lazy
from l10n.model import Quantity
from l10n.noun import noun

SPANS = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})
_HOLDER = lazy(r"%(?:\d+\$)?\(?[\w]*\)?[-+#0]*\d*(?:\.\d+)?l*[a-zA-Z]|\{[^{}]*\}|XQ\d+X")
_NAMES = lazy(r"[A-Za-z][A-Za-z]*[-‑ \u00a0]?\d[\w.]*(?:-\d\w*)*|\d[\d.]*[A-Za-z][\w-]*", re.ASCII)
_LETTER = lazy("[A-Za-z]")
_DIGITS = lazy(r"\d+(?:[.,]\d+)*")
_GROUPED = lazy(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_ROMAN = lazy(r"(?<![A-Za-z])[IVX]{1,6}(?=[^A-Za-z]|$|e\b|ème\b)")
_WORD = lazy(r"[^\W\d_]+")
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_HALVES = (Decimal("0.5"), Decimal(50))
_CLOCK = lazy("時(?![間代点期])|[:：]")
_SECONDS = {
    "second": Decimal(1), "minute": Decimal(60), "hour": Decimal(3600), "day": Decimal(86400),
    "week": Decimal(604800), "month": Decimal(2629746), "year": Decimal(2629746) * 12,
}  # fmt: skip


@noun
class Reading:
    """Both sides of an entry, and which amount stands for which."""

    source: tuple[Quantity, ...]
    target: tuple[Quantity, ...]
    source_dates: tuple[Date, ...]
    target_dates: tuple[Date, ...]
    pairs: tuple[tuple[Quantity, Quantity], ...]
    missing: tuple[Quantity, ...]
    """Amounts of the source that the target does not have."""
    invented: tuple[Quantity, ...]
    """Amounts of the target that nothing in the source explains."""
    source_text: str
    target_text: str


def _blank(match: re.Match[str]) -> str:
    return HOLE * len(match[0])


@lru_cache(maxsize=4096)  # a source is read once for all languages
def _read_source(msgid: str) -> tuple[str, tuple[Quantity, ...], tuple[Date, ...]]:
    source = _HOLDER.sub(_blank, prose(msgid))
    return source, tuple(read_quantities(source)), tuple(read_dates(source))


@lru_cache(maxsize=8192)  # drafts are repaired before they are checked
def read(msgid: str, msgstr: str, locale: str) -> Reading:
    """The figures of an entry, those in code, URLs, tags, placeholders and names left out."""
    source, wanted, dates = _read_source(msgid)
    target = _HOLDER.sub(_blank, prose(msgstr))
    if not wanted and not dates and not _DIGITS.search(target):
        return Reading((), (), (), (), (), (), (), source, target)
    target = _without_names(source, target, wanted)
    numbers = dates or _DIGITS.search(target)
    target_dates = target_reader(target, style_of(locale), dates) if numbers else []
    if not any(date.hour is not None for date in dates):
        # 15 horas is no time of day where the source has none
        timed = _CLOCK.search(source) is not None
        target_dates = [d for d in target_dates if not _is_span(d, target, timed=timed)]
    off = any(_OFF.match(source, q.end) for q in wanted)
    made = [q for q in read_target_quantities(target, locale) if not _inside(q, target_dates)]
    if off:  # 七折 is 3割引
        made = [
            replace(q, value=100 - q.value) if target[q.start : q.end].endswith("折") else q
            for q in made
        ]
    pairs, missing, left = _match(wanted, made)
    _match_swapped(pairs, missing, left, target, style_of(locale).decimal)
    _match_shares(wanted, missing, left)
    _match_centuries(source, target, missing, left)
    _match_spans(missing, left, made, wanted, (source, target))
    _match_lengths(missing, left, made, wanted, (source, target))
    _match_heights(missing, left, target)
    dates = _without_quarters(source, dates, left)
    if locale.split("_")[0] in _FORTNIGHT:
        _match_fortnights(missing, left)
    _match_rounded(pairs, missing, left, source)
    missing = [
        q
        for q in missing
        if not _is_met(q, made, target_dates, target, locale)
        and not any(_is_converted(q, other) or _is_late(q, other, source) for other in made)
    ]
    invented = _invented(left, wanted, dates, source, locale) if left else []
    return Reading(
        wanted,
        tuple(made),
        dates,
        tuple(target_dates),
        tuple(pairs),
        tuple(missing),
        tuple(invented),
        source,
        target,
    )


def _invented(
    left: Sequence[Quantity],
    wanted: Sequence[Quantity],
    dates: Sequence[Date],
    source: str,
    locale: str,
) -> list[Quantity]:
    """What of the target's amounts nothing in the source explains."""
    loose = _loose(source, wanted)
    if style_of(locale).buddhist:
        loose |= {Decimal(d.year + 543) for d in dates if d.year is not None}
    return [
        q
        for q in left
        if not any(_is_converted(other, q) for other in wanted)
        and (_is_other_half(q, source) or not _is_explained(q, wanted, dates, loose, source))
    ]


def _is_other_half(made: Quantity, source: str) -> bool:
    """True for the "six minutes" of 半年."""
    if made.unit not in _SECONDS or "半" not in source:
        return False
    said = [word for word in _HALF_SPANS if word in source]
    shown = any(made.value in _TOLD[word] for word in said)
    return shown and made.unit not in [_HALF_SPANS[word] for word in said]


def _without_names(source: str, target: str, wanted: Sequence[Quantity]) -> str:
    """`target` with names that hold digits blanked when the source has them too: GPT-4, 7B, iPhone 16."""
    if not _LETTER.search(source):
        return target
    for match in _NAMES.finditer(source.translate(_WIDE)):
        if any(q.start < match.end() and match.start() < q.end for q in wanted):
            continue
        name = match[0].replace("\u00a0", " ")
        for form in {
            name,
            name.replace(" ", "\u00a0"),
            name.replace(" ", ""),
            name.replace("-", "‑"),
        }:
            target = target.replace(form, "·" * len(form))
    return target


def _is_span(date: Date, text: str, *, timed: bool) -> bool:
    """True for 15 horas, 2 h 15 and the score of 2:10, which are no times of day.

    `timed` where the source has a sign of one, though none was read.
    """
    if date.hour is None or date.relative_unit:
        return False
    return not timed or (date.minute is None and ":" not in text[date.start : date.end])


def _inside(quantity: Quantity, dates: Sequence[Date]) -> bool:
    return any(d.start < quantity.end and quantity.start < d.end for d in dates)


def _match(
    wanted: Sequence[Quantity], made: Sequence[Quantity]
) -> tuple[list[tuple[Quantity, Quantity]], list[Quantity], list[Quantity]]:
    """(pairs of equal value, amounts of the source without one, amounts of the target left)."""
    left, pairs, missing = list(made), [], []
    for quantity in wanted:
        same = [other for other in left if equal(quantity, other) and _may_pair(quantity, other)]
        best = next((o for o in same if o.unit == quantity.unit), same[0] if same else None)
        if best is None:
            again = [other for other in made if equal(quantity, other)]
            if not again:
                missing.append(quantity)
            continue
        pairs.append((quantity, best))
        left.remove(best)
    return pairs, missing, left


def _may_pair(wanted: Quantity, made: Quantity) -> bool:
    """False for "the second quarter" where the source doubles something."""
    return made.unit != "quarter" or wanted.unit in ("quarter", "")  # 第2・四半期


def _match_swapped(
    pairs: list[tuple[Quantity, Quantity]],
    missing: list[Quantity],
    left: list[Quantity],
    target: str,
    decimal: str,
) -> None:
    """Pairs £12,000 in a language that would write 12.000: `number_format` speaks of it."""
    for wanted in list(missing):
        for made in left:
            digits = _DIGITS.search(target, made.start, made.end)
            if not digits or not _GROUPED.fullmatch(digits[0]) or decimal not in digits[0]:
                continue
            if decimal == "." and made.value != Decimal(digits[0].replace(",", "")):
                continue  # 1.017 million is no 1,017 million to an English reader
            if wanted.value == made.value * 1000 ** digits[0].count(decimal):
                pairs.append((wanted, replace(made, value=wanted.value)))
                missing.remove(wanted)
                left.remove(made)
                break


def _match_shares(
    wanted: Sequence[Quantity], missing: list[Quantity], left: list[Quantity]
) -> None:
    """Strikes out shares told as two counts on one side: 3割 is three in ten, 4人に1人 a quarter."""
    for quantity in list(missing):
        share = _share(quantity)
        told = _parts_of(share, left, need_one=False) if share else ()
        if told:
            missing.remove(quantity)
            for part in told:
                left.remove(part)
    for quantity in list(left):
        share = _share(quantity)
        told = _parts_of(share, wanted, need_one=True) if share else ()
        if told and any(part in missing for part in told):
            left.remove(quantity)
            missing[:] = [q for q in missing if q not in told]


def _share(quantity: Quantity) -> Decimal | None:
    value = quantity.value / 100 if quantity.unit == "percent" else quantity.value
    return value if 0 < value < 1 and not quantity.vague else None


def _parts_of(
    share: Decimal, counts: Sequence[Quantity], *, need_one: bool
) -> tuple[Quantity, ...]:
    """The two counts whose quotient is `share`; the 1 of "one in four" may be an article."""
    whole = [q for q in counts if q.value >= 1 and q.value % 1 == 0 and not q.unit]
    for above in whole:
        for below in whole:
            if below.value <= 10**6 and above.value / below.value == share:
                return above, below
    alone = [q for q in whole if Decimal(1) / q.value == share and q.value <= 20]
    return () if need_one else tuple(alone[:1])


def _match_spans(
    missing: list[Quantity],
    left: list[Quantity],
    made: Sequence[Quantity],
    wanted: Sequence[Quantity],
    texts: tuple[str, str],
) -> None:
    """Strikes out a span told in two units on one side: 4年6か月 is four years and a half."""
    pairs = _neighbours(wanted, texts[0], _LARGER)
    open_ = (pair for pair in pairs if any(q in missing for q in pair))
    _match_told_in_two(open_, missing, left, _lasts_as_long)
    _match_told_in_two(_neighbours(made, texts[1], _LARGER), left, missing, _lasts_as_long)
    for small in [q for q in left if q.unit in _LARGER]:  # "an hour and thirty minutes"
        whole = small.value * _SECONDS[small.unit] + _SECONDS[_LARGER[small.unit]]
        one = next((q for q in missing if _lasts(q) == whole), None)
        if one is not None:
            missing.remove(one)
            left.remove(small)


_LARGER = {"month": "year", "minute": "hour", "second": "minute", "day": "week"}
_APART = 8


def _neighbours(
    amounts: Sequence[Quantity], text: str, larger: Mapping[str, str]
) -> list[tuple[Quantity, Quantity]]:
    """Amounts that stand together, the larger unit first: 1時間30分, two years and six months."""
    return [
        (large, small)
        for large, small in itertools.pairwise(amounts)
        if larger.get(small.unit) == large.unit
        and small.start - large.end <= _APART
        and not _STOP.search(text, large.end, small.start)
    ]


_PARTS = {"cm": "m", "m": "km", "g": "kg"}
_METRE = lazy(r"(?i)\b(?:u[nm] metro|un mètre|einen? meter|ein meter)\s(?:y |e |con )?$")


def _match_told_in_two(
    pairs: Iterable[tuple[Quantity, Quantity]],
    mine: list[Quantity],
    singles: list[Quantity],
    is_same: Callable[[Quantity, tuple[Quantity, Quantity]], bool],
) -> None:
    """Strikes out pairs of one side, from `mine`, with what is the same in one unit on the other."""
    for pair in pairs:
        one = next((q for q in singles if is_same(q, pair)), None)
        if one is not None:
            singles.remove(one)
            mine[:] = [q for q in mine if q not in pair]


def _match_heights(missing: list[Quantity], left: list[Quantity], target: str) -> None:
    """Strikes out bare figures that are centimetres behind a metre that is an article: un metro
    noventa."""
    for made in list(left):
        if made.unit or not 10 <= made.value < 100 or not _METRE.search(target[: made.start]):
            continue
        tall = Quantity(made.value + 100, "cm")
        one = next((q for q in missing if q.value == tall.value or same_measure(q, tall)), None)
        if one is not None:
            missing.remove(one)
            left.remove(made)


def _match_lengths(
    missing: list[Quantity],
    left: list[Quantity],
    made: Sequence[Quantity],
    wanted: Sequence[Quantity],
    texts: tuple[str, str],
) -> None:
    """Strikes out a measure told in two units on one side: 1メートル90センチ is 190 cm."""
    _match_told_in_two(_neighbours(wanted, texts[0], _PARTS), missing, left, _is_as_long)
    _match_told_in_two(_neighbours(made, texts[1], _PARTS), left, missing, _is_as_long)


def _is_as_long(one: Quantity, pair: tuple[Quantity, Quantity]) -> bool:
    """True for 190 cm and the two amounts of 1メートル90センチ."""
    parts = (q.value * _SIZES[q.unit][1] for q in pair)
    unit = pair[1].unit
    total = Quantity(sum(parts, Decimal(0)) / _SIZES[unit][1], unit)
    return same_measure(one, total) or one == total


_STOP = lazy("[。、.;:()]")


def _lasts_as_long(one: Quantity, pair: tuple[Quantity, Quantity]) -> bool:
    return _lasts(one) == sum((q.value * _SECONDS[q.unit] for q in pair), Decimal(0))


def _lasts(quantity: Quantity) -> Decimal | None:
    """Seconds of a span, if it is one."""
    scale = _SECONDS.get(quantity.unit)
    return None if scale is None else quantity.value * scale


_OFF = lazy(r"(?:の?値?引|オフ|OFF|off|安く)")


_LAST = 20
_LAST_CENTURY = lazy(
    r"(?i)last century|siglo pasado|siècle dernier|século passado|secolo scorso|vergangenen jahrhundert|vorigen jahrhundert|прошлого века|上[个個]?世[纪紀]|지난 세기|القرن الماضي|पिछली सदी|ศตวรรษที่แล้ว|thế kỷ trước|abad lalu"
)


def _match_centuries(
    source: str, target: str, missing: list[Quantity], left: list[Quantity]
) -> None:
    """Strikes out 20世紀 with the "nineteen-hundreds", il Novecento."""
    for quantity in list(missing):
        if source.startswith("世紀", quantity.end):
            hundreds = (quantity.value - 1) * 100
            made = next((q for q in left if q.value in (hundreds, hundreds % 1000)), None)
            if made is None and quantity.value == _LAST and _LAST_CENTURY.search(target):
                missing.remove(quantity)
            elif made is not None:
                missing.remove(quantity)
                left.remove(made)


_QUARTER = lazy(r"(?<!\d)(10|[147])月?[〜～~ー–-](1[0-2]|[369])月期")


def _without_quarters(
    source: str, dates: tuple[Date, ...], left: list[Quantity]
) -> tuple[Date, ...]:
    """The dates but for those of 7〜9月期 where the translation has "the third quarter".

    Takes that quarter out of `left`.
    """
    if "月期" not in source:
        return dates
    for match in _QUARTER.finditer(source.translate(_WIDE)):
        first, last = int(match[1]), int(match[2])
        told = [q for q in left if q.unit == "quarter" and q.value * 3 == last == first + 2]
        if told:
            left.remove(told[0])
            dates = tuple(d for d in dates if not match.start() <= d.start < match.end())
    return dates


def _match_rounded(
    pairs: list[tuple[Quantity, Quantity]],
    missing: list[Quantity],
    left: list[Quantity],
    source: str,
) -> None:
    """Pairs 97億4000万 with "about 9.7 billion" and with "more than 9.7 billion"."""
    for wanted in list(missing):
        in_the = source.startswith("台", wanted.end)  # 9秒台 is "under ten seconds"
        made = next(
            (
                q
                for q in left
                if _is_rounded(wanted, q)
                or (in_the and q.bound == "<" and q.value - wanted.value == 1)
            ),
            None,
        )
        if made is not None:
            pairs.append((wanted, made))
            missing.remove(wanted)
            left.remove(made)


def _is_rounded(wanted: Quantity, made: Quantity) -> bool:
    """True when `made` is `wanted` to fewer digits and says that it is about, over or under."""
    if made.vague or wanted.vague or wanted.value < 13 or made.value <= 0:
        return False
    if wanted.unit and made.unit and wanted.unit != made.unit:
        return False
    step = Decimal(1).scaleb(int(made.value.normalize().as_tuple().exponent))
    down = wanted.value // step * step
    near = abs(wanted.value - made.value) <= wanted.value * _NEAR and step <= wanted.value
    if made.bound in (">", "≥"):
        return near and made.value == down
    if made.bound in ("<", "≤"):
        return near and made.value == down + step
    return near and made.approximate and made.value in (down, down + step)


_FORTNIGHT = ("fr", "es", "pt", "it")


def _match_fortnights(missing: list[Quantity], left: list[Quantity]) -> None:
    """Strikes out 2週間 with quinze jours, and a week with huit jours."""
    for wanted in [q for q in missing if q.unit == "week"]:
        made = next((q for q in left if q.unit == "day" and q.value == wanted.value * 7 + 1), None)
        if made is not None:
            missing.remove(wanted)
            left.remove(made)


_NEAR = Decimal("0.05")
# Target unit, (unit of the source, factor): conversion factors of NIST SP 811.
_FACTORS = {
    "mi": ("km", "0.621371"), "ft": ("m", "3.28084"), "in": ("cm", "0.393701"),
    "lb": ("kg", "2.20462"), "ac": ("ha", "2.47105"), "mi²": ("km²", "0.386102"),
    "gal": ("L", "0.264172"), "oz": ("g", "0.035274"), "yd": ("m", "1.09361"),
    "ft²": ("m²", "10.7639"), "m²": ("坪", "3.30579"), "km": ("nmi", "1.852"),
}  # fmt: skip


def _is_converted(wanted: Quantity, made: Quantity) -> bool:
    """True for the same measure in the reader's unit: 100キロ is "62 miles".

    >>> _is_converted(Quantity(Decimal(100), "km"), Quantity(Decimal(62), "mi"))
    True
    """
    if made.unit == "°F" and wanted.unit in ("°C", "°"):
        return abs(wanted.value * 9 / 5 + 32 - made.value) <= 1
    unit, factor = _FACTORS.get(made.unit, ("", "0"))
    if wanted.unit != unit and not (wanted.unit == "k" and unit in ("km", "kg")):
        return False
    exact = wanted.value * Decimal(factor)
    return bool(unit) and abs(exact - made.value) <= exact * _NEAR


def equal(one: Quantity, other: Quantity) -> bool:
    """True for the same amount: 14 days are two weeks, 50 % is a half."""
    if one.vague or other.vague:
        return one.vague and other.vague and one.value == other.value
    if one.value == other.value:
        return True
    if same_span(one, other) or same_measure(one, other):
        return True
    for share, part in ((one, other), (other, one)):
        if share.unit == "percent" and not part.unit and share.value == part.value * 100:
            return True
    if {one.value, other.value} == set(_HALVES):
        return "percent" in (one.unit, other.unit)
    return one.value == -other.value and one.value < 0  # "-5%" is "fell 5%"


# Factor to the least unit of its kind (SI prefixes).
_SIZES = {
    "mm": ("m", 1), "cm": ("m", 10), "m": ("m", 1000), "km": ("m", 10**6),
    "mg": ("g", 1), "g": ("g", 1000), "kg": ("g", 10**6), "t": ("g", 10**9),
    "mL": ("L", 1), "cL": ("L", 10), "dL": ("L", 100), "L": ("L", 1000),
    "kW": ("W", 10**3), "MW": ("W", 10**6), "GW": ("W", 10**9),
    "bp": ("%", 1), "percent": ("%", 100),
}  # fmt: skip


def same_measure(one: Quantity, other: Quantity) -> bool:
    """True for the same length, mass, volume or power in two units: 18 cl and 180 mL.

    >>> same_measure(Quantity(Decimal(1500), "m"), Quantity(Decimal("1.5"), "km"))
    True
    """
    if "bp" in (one.unit, other.unit) and "" in (one.unit, other.unit):  # 0.25ポイント
        basis, points = (one, other) if one.unit == "bp" else (other, one)
        return basis.value == points.value * 100
    size, wanted = _SIZES.get(one.unit), _SIZES.get(other.unit)
    if one.unit == "k" and wanted and wanted[0] in "mg":
        size = (wanted[0], 10**6)
    if not size or not wanted or size[0] != wanted[0]:
        return False
    return one.value * size[1] == other.value * wanted[1]


def same_span(one: Quantity, other: Quantity) -> bool:
    """True for the same span of time in two units: a fortnight and 14 days.

    >>> same_span(Quantity(Decimal(2), "week"), Quantity(Decimal(14), "day"))
    True
    """
    if one.unit not in _SECONDS or other.unit not in _SECONDS:
        return False
    return one.value * _SECONDS[one.unit] == other.value * _SECONDS[other.unit]


def _is_met(
    wanted: Quantity, made: Sequence[Quantity], dates: Sequence[Date], target: str, locale: str
) -> bool:
    """True when the target says it in another way than as the same figure."""
    value = wanted.value
    if wanted.vague:
        return not any(q.vague for q in made)  # "countless": no other power of ten
    if value == Decimal("0.5"):
        return not any(_share(q) for q in made)  # 半数 became a third
    if value in _numbers(dates):
        return True
    if _is_one_span(wanted, target, locale) or _is_bare_scale(wanted, target, locale):
        return True
    if value % 1 == Decimal("0.5") and any(q.value == Decimal("0.5") for q in made):
        return True
    if value == int(value) and 0 < value < 40 and _ROMAN.search(target):
        return any(roman(match) == value for match in _ROMAN.findall(target))
    if locale.startswith("zh") and value == int(value) and 3 < value < 100:
        return _han(int(value)) in target  # 九局, 四强
    return value == int(value) and 2 < value < 100 and _begins_a_word(int(value), target, locale)


def _is_one_span(wanted: Quantity, target: str, locale: str) -> bool:
    """True for 24時間 told as "a day", which has no figure."""
    seconds = _lasts(wanted)
    unit = next((u for u, length in _SECONDS.items() if length == seconds), "")
    if not unit or unit == wanted.unit:
        return False
    style = style_of(locale)
    names = (*style.units.get(unit, ())[:1], *style.unit_names.get(unit, ()))
    words = set(_WORD.findall(target.lower())) if style.spaced else ()
    return any(name.lower() in (words or target) for name in names)


def _is_bare_scale(wanted: Quantity, target: str, locale: str) -> bool:
    """True for 1兆円企業 as 万亿日元企业, "a member of the trillion-yen club"."""
    style = style_of(locale)
    names = [forms[0] for scale, forms in style.scales if scale == wanted.value]
    names += [name for name, scale in style.read_scales.items() if scale == wanted.value > 1000]
    return any(name.lower() in target.lower() for name in names)


def _begins_a_word(value: int, target: str, locale: str) -> bool:
    """True when a word begins as the number does: viertgrößte, fünfköpfig, seizième."""
    words = _WORD.findall(target.lower())
    spelled = [name for name, number in style_of(locale).spelled.items() if number == value]
    stems = tuple(name[:-1] if len(name) > 4 else name for name in spelled if len(name) > 2)
    long = [stem for stem in stems if len(stem) > 3]  # verzehnfacht
    stems += _GREEK.get(value, ()) if is_latin(locale) else ()
    return any(word.startswith(stems) or any(s in word for s in long) for word in words)


def _han(value: int) -> str:
    """The numeral of 1 to 99 in Chinese.

    >>> _han(9), _han(12), _han(40)
    ('九', '十二', '四十')
    """
    tens, ones = divmod(value, 10)
    digits = " 一二三四五六七八九"
    return ((digits[tens] if tens > 1 else "") + "十" if tens else "") + digits[ones].strip()


_GREEK = {30: ("trenten", "treintañ", "triginta"), 40: ("quadragen", "quarantenn", "cuarent"), 50: ("quinquag", "cinquantenn", "cincuent"), 60: ("sexag", "sessantenn"), 70: ("septuag", "settantenn"), 80: ("octog", "ottantenn"), 90: ("nonag", "novantenn"), 10: ("teen", "adolesc", "remaja"), 4: ("tetra", "quadr", "cuadr"), 5: ("penta", "quint"), 6: ("hexa", "sextu"), 7: ("hepta",), 8: ("octa",)}  # fmt: skip


def _numbers(dates: Sequence[Date]) -> set[int]:
    return {number for date in dates for number in date.numbers()}


def _loose(source: str, wanted: Sequence[Quantity]) -> set[Decimal]:
    """The digits of the source that stand in names and versions."""
    return set(_loose_values(source.translate(_WIDE), wanted))


_TOLD = {"半世紀": (50,), "四半世紀": (25,), "半年": (6,), "半日": (12,), "半月": (15, 2), "一昼夜": (24,), "隔週": (2,), "隔月": (2,), "倍増": (2, 100), "半減": (50,), "倍に": (2,), "倍の": (2,), "倍近": (2,), "倍以上": (2,), "倍ほど": (2,), "ダブル": (2,), "ペア": (2,)}  # fmt: skip
_HALF_SPANS = {"半年": "month", "半日": "hour", "半世紀": "year", "四半世紀": "year"}
_ROMAN_SIGN = lazy("[Ⅰ-Ⅻ]")
_CENTURIES = lazy(r"(\d+|[一二三四五])世紀")
_ROMAN_SOURCE = lazy(r"(?<![A-Za-z])[IVX]+(?![A-Za-z])")


def _loose_values(source: str, wanted: Sequence[Quantity]) -> Iterator[Decimal]:
    for word, values in _TOLD.items():
        if word in source:
            yield from map(Decimal, values)
    for match in _CENTURIES.finditer(source):
        count = match[1] if match[1].isdigit() else str("一二三四五".index(match[1]) + 1)
        yield Decimal(count) * 100
    plain = unicodedata.normalize("NFKC", source) if _ROMAN_SIGN.search(source) else source
    yield from (Decimal(roman(match)) for match in _ROMAN_SOURCE.findall(plain))
    for match in _DIGITS.finditer(source):
        if not any(q.start < match.end() and match.start() < q.end for q in wanted):
            yield from (Decimal(part) for part in re.split("[.,]", match[0]))
            if match[0].count(".") == 1 and "," not in match[0]:
                yield Decimal(match[0])


def _is_late(wanted: Quantity, made: Quantity, source: str) -> bool:
    """True for 後半10分 of a football match, which is the 55th minute elsewhere."""
    second = wanted.unit == "minute" and source.endswith("後半", 0, wanted.start)
    return second and made.value == wanted.value + 45


def _is_explained(
    made: Quantity,
    wanted: Sequence[Quantity],
    dates: Sequence[Date],
    loose: set[Decimal],
    source: str,
) -> bool:
    if made.vague or made.value in loose or made.value in _numbers(dates):
        return True
    if any(equal(q, made) and _may_pair(q, made) for q in wanted):
        return True
    if any(q.vague and q.value <= made.value < q.value * 10 for q in wanted):
        return True  # 十数年 is "more than ten years"
    if any(_is_late(q, made, source) for q in wanted):
        return True
    if any(source.startswith("代", q.end) and made.value == q.value + 9 for q in wanted):
        return True  # 20代: aged 20 to 29
    if any(
        d.hour is not None and made.value == d.hour + Decimal(d.minute or 0) / 100 for d in dates
    ):
        return True  # 6.30 for 6時30分
    weeks = [abs(d.relative) for d in dates if d.relative and d.relative_unit == "week"]
    if made.unit == "day" and any(made.value in (7 * n, 7 * n + 1) for n in weeks):
        return True  # dans quinze jours
    # 昭和50年代 is 1975; a year's last two digits; 4割引 is 60 per cent of the price
    if any(
        d.year is not None and made.value in (d.year % 100, d.year - 1, d.year // 100 + 1)
        for d in dates
        if d.decade
    ):
        return True
    return made.value == Decimal("0.5") or (made.value == 1 and not made.unit)
