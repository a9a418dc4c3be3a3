"""Check `number_format`: Figures are written with the separators of the target language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from l10n.checks import _figures
from l10n.lang import style_of
from l10n.lang._read import ascii_digits
from l10n.lazy import lazy
from l10n.model import Entry, Finding, Severity, Term

_RUN = lazy(r"(?<![\d.,A-Za-z·/-])\d{1,3}(?:[.,]\d+)+(?![\d.,]*[\dA-Za-z/]|-\d)")

_GROUPED = lazy(r"\d{1,3}(?:,\d{3})+")


class NumberFormat:
    """Figures are written with the separators of the target language."""

    id = "number_format"
    severity: Severity = "warning"
    summary = "Figures are written with the separators of the target language."
    example = ("14.8兆円になった。", "Es sind 14.8 Billionen Yen.", "de")

    def run(
        self,
        entry: Entry,
        locale: str,
        terms: Sequence[Term],  # noqa: ARG002
    ) -> Iterator[Finding]:
        """See `Check` in plugin.py."""
        both = _figures.read(entry.key.msgid, entry.msgstr, locale)
        if not both.source:
            return
        style = style_of(locale)
        if style.decimal not in (".", ",") or style.digits:
            return
        for wanted, made in both.pairs:
            text = ascii_digits(both.target_text[made.start : made.end])
            for match in _RUN.finditer(text):
                right = _right(match[0], style.decimal)
                if locale in _AMERICAN_SPANISH and _GROUPED.fullmatch(match[0]):
                    continue  # 97,400 is right in Mexico
                if right == match[0] and _means(match[0], wanted.value, style.decimal):
                    right = match[0].replace(style.decimal, style.group)
                if right == match[0]:
                    continue
                place = made.start + match.start()
                fix = entry.msgstr[:place] + right + entry.msgstr[place + len(match[0]) :]
                yield Finding(
                    self.id,
                    self.severity,
                    f"{match[0]} is not how {locale} writes it",
                    expected=right,
                    found=match[0],
                    fix=fix,
                    target_spans=((place, place + len(match[0])),),
                )


_AMERICAN_SPANISH = frozenset(
    {"es_419", "es_MX", "es_US", "es_PR", "es_GT", "es_HN", "es_DO", "es_PA"}
)


def _means(figure: str, value: Decimal, decimal: str) -> bool:
    """True when 12,500 stands for twelve thousand in a language that writes 12.500."""
    parts = figure.split(decimal)
    grouped = len(parts) > 1 and all(len(part) == 3 for part in parts[1:])
    return grouped and Decimal("".join(parts)) == value


def _right(figure: str, decimal: str) -> str:
    """97.4 for a language with a decimal comma is 97,4; 1,234.5 is 1.234,5."""
    group = "," if decimal == "." else "."
    if re.fullmatch(rf"\d{{1,3}}(?:\{group}\d{{3}})+(?:\{decimal}\d+)?|\d+\{decimal}\d+", figure):
        return figure
    return figure.translate(str.maketrans(".,", ",."))
