"""Check `number`: Every figure of the source is in the translation, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from l10n.checks import _figures
from l10n.checks._text import pattern
from l10n.lang import style_of, write_quantity
from l10n.lang._read import ascii_digits
from l10n.lang._style import SIGNS
from l10n.lang.ja.dates import narrow
from l10n.lazy import lazy
from l10n.model import Entry, Finding, Quantity, Severity, Term

# Small counts may be spelled in ways no list has, or left out: 二人 "the couple".
_SMALL = 3
_SPELLED = 12
_OF = lazy(r"[\d一二三四五六七八九十](?:人|社|回|世帯|軒)(?:中|に|のうち)$")
_TOLD = ("percent", "USD", "JPY", "quarter")
_VERSION = lazy(
    r"(?:バージョン|ヴァージョン|[Vv]er(?:sion)?\.|(?<![A-Za-z])v)\s?(\d+(?:\.\d+)*)(?![\d.万億個つ回])"
    r"|(?<![\d.A-Za-z-])(\d+\.\d+\.\d+)(?![\d.])"
)
_VERSIONED = (".", "．", "ージョン", "v", "V")
"""One of these stands in every source with a version."""
_DOTTED = lazy(r"(?<![\d.,])\d+(?:\.\d+)*(?![\d,])")


def _exact(quantity: Quantity) -> Quantity:
    return replace(quantity, approximate=False, bound="")


def _shown(quantity: Quantity) -> str:
    value = format(quantity.value.normalize(), ",f")
    return f"{value} {quantity.unit}".strip()


def _message(wanted: str, made: str) -> str:
    if wanted and made:
        return f"the source says {wanted}; the translation says {made}"
    if wanted:
        return f"the figure {wanted} is missing"
    return f"the figure {made} is not in the source"


def _is_spelled(quantity: Quantity, text: str) -> bool:
    return not any(sign.isdigit() for sign in text[quantity.start : quantity.end])


class Number:
    """Every figure of the source is in the translation, and no other."""

    id = "number"
    severity: Severity = "error"
    summary = "Every figure of the source is in the translation, and no other."
    example = ("974億ドルを提示した。", "It offered $974 billion.", "en")

    def run(
        self,
        entry: Entry,
        locale: str,
        terms: Sequence[Term],  # noqa: ARG002
    ) -> Iterator[Finding]:
        """See `Check` in plugin.py."""
        both = _figures.read(entry.key.msgid, entry.msgstr, locale)
        missing = [
            q for q in both.missing if (q.unit or q.value > 0) and not _sums_up(q, both.source_text)
        ]
        invented = [
            q
            for q in both.invented
            if not _may_be_added(q, both, missing) and not _is_wrong_year(q, both)
        ]
        if missing and not invented:
            invented = _ones(both)
        if not invented and not any(q.vague for q in both.target):
            missing = [
                q
                for q in missing
                if q.value > _SMALL
                or _is_ratio(q, both.source_text)
                or (q.value == _SMALL and both.source_text.startswith("倍", q.end))
                or (q.unit in _TOLD and q.value > 1)
            ]
        yield from self._versions(both)
        yield from self._crossed(both)
        yield from self._signs(both, locale)
        if not missing and not invented:
            return
        yield self._finding(missing, invented, both, entry.msgstr, locale)

    def _crossed(self, both: _figures.Reading) -> Iterator[Finding]:
        """3年で5倍 as "threefold in five years": each figure has the other's unit."""
        open_ = [(w, m) for w, m in both.pairs if w.unit in _figures.SPANS and not m.unit]
        taken = [(w, m) for w, m in both.pairs if m.unit in _figures.SPANS and not w.unit]
        for wanted, made in open_:
            if any(m.unit == wanted.unit and m.value != wanted.value for _, m in taken):
                found = f"{wanted.value:f} {wanted.unit} and another figure have changed places"
                yield Finding(
                    self.id,
                    "warning",
                    found,
                    source_spans=((wanted.start, wanted.end),),
                    target_spans=((made.start, made.end),),
                )

    def _versions(self, both: _figures.Reading) -> Iterator[Finding]:
        """バージョン3.2.1 as version 2.3.1."""
        source = both.source_text
        if not any(map(source.__contains__, _VERSIONED)):
            return
        for match in _VERSION.finditer(narrow(source)):
            version = match[1] or match[2]
            if re.search(
                rf"(?<![\d.]){re.escape(version)}(?!\.?\d)", ascii_digits(both.target_text)
            ):
                continue
            made = [v for v in _DOTTED.findall(both.target_text) if v not in both.source_text]
            if made or version.isdecimal():
                found = made[0] if made else ""
                level: Severity = self.severity if found else "warning"
                message = _message(f"version {version}", found)
                yield Finding(self.id, level, message, expected=version, found=found)

    def _signs(self, both: _figures.Reading, locale: str) -> Iterator[Finding]:
        """氷点下5度 as "5 degrees"."""
        for wanted, made in both.pairs:
            if wanted.value >= 0 or made.value < 0 or wanted.unit not in ("°", "°C"):
                continue
            minus = style_of(locale).minus
            if minus and not pattern(minus).search(both.target_text):
                yield Finding(
                    self.id,
                    self.severity,
                    "the minus sign is lost",
                    expected=write_quantity(_exact(wanted), locale),
                    found=both.target_text[made.start : made.end],
                )

    def _finding(
        self,
        missing: Sequence[Quantity],
        invented: Sequence[Quantity],
        both: _figures.Reading,
        msgstr: str,
        locale: str,
    ) -> Finding:
        wanted = ", ".join(write_quantity(_exact(q), locale) for q in missing)
        made = ", ".join(_shown(q) for q in invented)
        sure = any(_is_certain(q) for q in missing) or (missing and invented)
        severity: Severity = self.severity if sure else "warning"
        fix = _repaired(both, missing, invented, msgstr, locale)
        spans = _spans(missing), _spans(invented)
        return Finding(
            self.id,
            severity,
            _message(wanted, made),
            expected=wanted,
            found=made,
            fix=fix,
            source_spans=spans[0],
            target_spans=spans[1],
        )


def _ones(both: _figures.Reading) -> list[Quantity]:
    """The 1 in digits of "1 siung" for 3片: unlike "one" it is no article.

    None where the source has a 1 itself, or something that stands in pairs, shares or rates.
    """
    if any(q.value == 1 for q in both.source) or _ONE.search(both.source_text):
        return []
    digits = [q for q in both.target if q.value == 1 and both.target_text[q.start] == "1"]
    return [q for q in digits if both.target_text[q.end : q.end + 1] not in (":", "/", "-", "–")]


_ONE = lazy("[1１一Ⅰ壱初元]|毎|各|ごと|最も|トップ|首位|第")


def _is_wrong_year(made: Quantity, both: _figures.Reading) -> bool:
    """True for a year in the place of the source's, of which `date` speaks."""
    digits = both.target_text[made.start : made.end]
    if made.unit or len(digits) != 4 or not digits.isdecimal() or not 1000 < made.value < 2700:
        return False
    return any(
        d.year and not d.decade and str(d.year) not in both.target_text for d in both.source_dates
    )


def _sums_up(quantity: Quantity, source: str) -> bool:
    """True for the 4 of A、B、C、Dの4社, which other languages leave out.

    >>> from decimal import Decimal
    >>> text = "A社、B社、C社、D社の4社が出資する。"
    >>> _sums_up(Quantity(Decimal(4), start=text.index("4")), text)
    True
    """
    before = source[: quantity.start].split("。")[-1]
    if not before.endswith("の") or not 1 < quantity.value < 10:
        return False
    return sum(map(before.count, "、・と")) >= quantity.value - 1


def _is_ratio(quantity: Quantity, source: str) -> bool:
    """True for the 2 of 3人に2人, without which it is another share."""
    return quantity.value > 1 and _OF.search(source, 0, quantity.start) is not None


def _is_certain(missing: Quantity) -> bool:
    """True for what no other words can say: money, percentages, large figures.

    Half a century, an hour and a half: a small figure may be told in ways that no list has.
    """
    return missing.value >= 1000 or missing.unit in _EXACT


_EXACT = frozenset(SIGNS.values()) | {"percent"}


def _spans(quantities: Sequence[Quantity]) -> tuple[tuple[int, int], ...]:
    return tuple((q.start, q.end) for q in quantities)


def _may_be_added(made: Quantity, both: _figures.Reading, missing: Sequence[Quantity]) -> bool:
    """One of many small figures a language adds: "two of them", "the first"."""
    if made.value < 1:
        return not any(q.value < 1 for q in missing)  # a third became two thirds
    spelled = _is_spelled(made, both.target_text)
    if spelled and not made.unit and made.value in _POWERS:
        return not any(q.value >= _LARGE for q in missing)  # mil gracias, ألف "he wrote"
    if made.unit in ("", "day", "year", "month", "week", "hour") and spelled:
        small = made.value <= _SPELLED
        return small and not any(_could_be(q, made) for q in missing)
    return False


_POWERS = (100, 1000)
_LARGE = 10


def _could_be(wanted: Quantity, made: Quantity) -> bool:
    """True when `made` may be a wrong rendering of `wanted`: three became four."""
    if wanted.unit and made.unit and wanted.unit != made.unit:
        return False
    return 1 < wanted.value <= 20 and made.value > 1


def _repaired(
    both: _figures.Reading,
    missing: Sequence[Quantity],
    invented: Sequence[Quantity],
    msgstr: str,
    locale: str,
) -> str:
    """The target with its one wrong figure put right, when there is one on each side."""
    if len(missing) != 1 or len(invented) != 1 or missing[0].vague:
        return ""
    wanted, made = missing[0], invented[0]
    if wanted.unit and made.unit and wanted.unit != made.unit:
        return ""
    if _is_spelled(made, both.target_text):
        return ""
    text = write_quantity(_exact(replace(wanted, unit=wanted.unit if made.unit else "")), locale)
    return msgstr[: made.start] + text + msgstr[made.end :]
