"""Check `number`: Every figure and date of the source is in the translation, and no other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from l10n.checks._text import prose
from l10n.lang import read_target_dates, read_target_quantities, write_quantity
from l10n.lang.ja import read_dates, read_quantities
from l10n.lang.ja.dates import Date
from l10n.model import Entry, Finding, Quantity, Severity, Term

# Small counts may be spelled, turned into a word (`half`, `both`) or left out.
_SMALL = 12


@dataclass(frozen=True, slots=True)
class _Read:
    """The amounts and dates of one side, parts of dates not among the amounts."""

    amounts: tuple[Quantity, ...]
    dates: tuple[Date, ...]

    @classmethod
    def source(cls, text: str) -> _Read:
        return cls(tuple(read_quantities(text)), tuple(read_dates(text)))

    @classmethod
    def target(cls, text: str, locale: str) -> _Read:
        dates = read_target_dates(text, locale)
        amounts = [
            q
            for q in read_target_quantities(text, locale)
            if not any(d.start < q.end and q.start < d.end for d in dates)
        ]
        return cls(tuple(amounts), tuple(dates))

    def date_parts(self) -> set[int]:
        """Years, months and days as bare numbers."""
        return {part for d in self.dates for part in (d.year, d.month, d.day) if part is not None}


def _is_met(wanted: Quantity, target: _Read) -> bool:
    same = any(q.value == wanted.value and _same_unit(wanted, q) for q in target.amounts)
    return (
        same or (not wanted.unit and wanted.value <= _SMALL) or wanted.value in target.date_parts()
    )


def _same_unit(source: Quantity, target: Quantity) -> bool:
    return source.unit == target.unit or not (source.unit and target.unit)


def _is_explained(made: Quantity, source: _Read) -> bool:
    if any(q.value == made.value and _same_unit(q, made) for q in source.amounts):
        return True
    return (not made.unit and made.value <= _SMALL) or made.value in source.date_parts()


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


class Number:
    """Every figure and date of the source is in the translation, and no other."""

    id = "number"
    severity: Severity = "error"
    summary = "Every figure and date of the source is in the translation, and no other."

    def run(
        self,
        entry: Entry,
        locale: str,
        terms: Sequence[Term],  # noqa: ARG002
    ) -> Iterator[Finding]:
        """See `Check` in plugin.py."""
        source = _Read.source(prose(entry.key.msgid))
        target = _Read.target(prose(entry.msgstr), locale)
        missing = [q for q in source.amounts if not _is_met(q, target)]
        invented = [q for q in target.amounts if not _is_explained(q, source)]
        if not missing and not invented:
            return
        wanted = ", ".join(write_quantity(_exact(q), locale) for q in missing)
        made = ", ".join(_shown(q) for q in invented)
        yield Finding(self.id, self.severity, _message(wanted, made), expected=wanted, found=made)
