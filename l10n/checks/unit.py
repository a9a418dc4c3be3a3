"""Check `unit`: Percentages, measures and spans of time have the unit of the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from l10n.checks import _figures
from l10n.checks._text import pattern
from l10n.lang import style_of, write_quantity
from l10n.lang._style import SIGNS, Style
from l10n.lazy import lazy
from l10n.model import Entry, Finding, Severity, Term

_MONEY = frozenset(SIGNS.values())
# キロ is a kilometre or a kilogram, 度 any degree: the target says which.
_OPEN = {"k": {"km", "kg"}, "°": {"°C", "°F", "°"}, "t": {"t"}, "minute": {"m"}}


class Unit:
    """Percentages, measures and spans of time have the unit of the source."""

    id = "unit"
    severity: Severity = "error"
    summary = "Percentages, measures and spans of time have the unit of the source."
    example = ("3時間かかった。", "It took 3 minutes.", "en")

    def run(
        self,
        entry: Entry,
        locale: str,
        terms: Sequence[Term],  # noqa: ARG002
    ) -> Iterator[Finding]:
        """See `Check` in plugin.py."""
        both = _figures.read(entry.key.msgid, entry.msgstr, locale)
        named = {q.unit for q in both.target}
        yield from self._rates(both, style_of(locale))
        for wanted, made in both.pairs:
            if wanted.unit in _MONEY or not wanted.unit or made.unit == wanted.unit:
                continue
            if made.unit in _OPEN.get(wanted.unit, ()) or wanted.unit == "quarter":
                continue
            if (
                made.unit
                and not _figures.same_span(wanted, made)
                and not _figures.same_measure(wanted, made)
                and wanted.value != Decimal("0.5")
            ):
                found = f"the source says {wanted.unit}; the translation says {made.unit}"
            elif (
                wanted.unit in ("percent", "permille")
                and not made.unit
                and made.value >= 1  # a tenth
                and wanted.unit not in named
            ):
                found = f"the unit is lost: {wanted.unit}"
            else:
                continue
            yield Finding(
                self.id,
                self.severity if made.unit else "warning",
                found,
                expected=write_quantity(wanted, locale),
                found=entry.msgstr[made.start : made.end],
                source_spans=((wanted.start, wanted.end),),
                target_spans=((made.start, made.end),),
            )

    def _rates(self, both: _figures.Reading, style: Style) -> Iterator[Finding]:
        """週2回 as "twice a month"."""
        wanted = _counted_by(both.source_text)
        if len(wanted) != 1 or not style.rates:
            return
        text = both.target_text
        told = {span for span, words in style.rates.items() if pattern(words).search(text)}
        (span,) = wanted
        if told and span not in told and not any(q.unit == span for q in both.target):
            other = " or ".join(sorted(told))
            message = f"the source counts by the {span}; the translation counts by the {other}"
            yield Finding(self.id, "warning", message, expected=span, found=other)


@lru_cache(maxsize=4096)  # a source is read once for all languages
def _counted_by(source: str) -> frozenset[str]:
    """The spans of time by which a source counts something."""
    if not any(map(source.__contains__, _SIGNS)):
        return frozenset()
    return frozenset(span for span, sign in _RATES if sign.search(source))


_SIGNS = ("毎", "速", "給", "額", "率", "俸", "利", "収", "謝", "々", "回", "日に", "日あ", "日当", "1日", "一日", "週", "月に", "年に", "1時間", "月1", "月2", "月3", "年1", "年2")  # fmt: skip
"""One of these stands in every source that an expression below finds."""
_N = r"[\d一二三四五六七八九十]+(?:[〜～-]\d+)?"
_RATES = (
    ("second", lazy(r"秒速|毎秒")),
    ("minute", lazy(r"分速|毎分")),
    ("hour", lazy(r"時速|毎時|時給|1時間(?:に|当たり|あたり|につき)")),
    ("day", lazy(rf"(?:1|一)日(?:に|当たり|あたり|につき)?、?{_N}(?:回|杯|錠|個|粒|食|本|時間)|毎日|日給|日額")),
    ("week", lazy(rf"(?<!\d)週(?:に|に?約)?{_N}(?:回|日|時間)|毎週|週給|週1(?!間)")),
    ("month", lazy(rf"(?<![\d一二三四五六七八九十])(?:ひと)?月(?:に|に?約)?{_N}(?:回|万|円|冊|本|日(?!に|から|まで|、))|毎月|月額|月給|月々|月謝")),
    ("year", lazy(rf"(?<![\d一二三四五六七八九十])年(?:に|に?約)?{_N}(?:回|冊|本|日|%|パーセント)|毎年|年額|年利|年率|年俸|年収|年1回")),
)  # fmt: skip
