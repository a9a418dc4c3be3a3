"""Check `unit`: Percentages, measures and spans of time have the unit of the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from l10n.checks import _figures
from l10n.lang import write_quantity
from l10n.lang._style import SIGNS
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
        for wanted, made in both.pairs:
            if wanted.unit in _MONEY or not wanted.unit or made.unit == wanted.unit:
                continue
            if made.unit in _OPEN.get(wanted.unit, ()) or wanted.unit == "quarter":
                continue
            if (
                made.unit
                and not _figures.same_span(wanted, made)
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
