"""Check `currency`: Money is in the currency of the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from l10n.checks import _figures
from l10n.lang import style_of, write_quantity
from l10n.lang._style import SIGNS
from l10n.model import Entry, Finding, Severity, Term

_MONEY = frozenset(SIGNS.values()) | {"MXN", "TRY"}
# ドル alone may be any dollar: "Canadian dollars" is read as dollars in some languages.
_DOLLARS = frozenset({"USD", "CAD", "AUD", "TWD", "HKD", "SGD"})


def _is_named(unit: str, text: str, locale: str) -> bool:
    """True when the text names the currency somewhere: "the yen rose to 149.80".

    >>> _is_named("JPY", "The yen rose to 149.80.", "en")
    True
    """
    style = style_of(locale)
    names = (*style.money.get(unit, ()), *style.money_names.get(unit, ()))
    lower = text.lower()
    return any(name.lower() in lower for name in names if len(name) > 1 and "{}" not in name)


class Currency:
    """Money is in the currency of the source."""

    id = "currency"
    severity: Severity = "error"
    summary = "Money is in the currency of the source."
    example = ("974億円を投じる。", "It invests $97.4 billion.", "en")

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
            if wanted.unit not in _MONEY or made.unit == wanted.unit:
                continue
            if made.unit in _MONEY and not {wanted.unit, made.unit} <= _DOLLARS:
                found = f"the source says {wanted.unit}; the translation says {made.unit}"
            elif (
                not made.unit
                and wanted.value != 1
                and not _is_named(wanted.unit, both.target_text, locale)
                and wanted.unit not in named
                and not (named & _DOLLARS)
            ):
                found = f"the currency is lost: {wanted.unit}"
            else:
                continue
            text = write_quantity(replace(wanted, approximate=False, bound=""), locale)
            fix = entry.msgstr[: made.start] + text + entry.msgstr[made.end :]
            sure = bool(made.unit)
            yield Finding(
                self.id,
                self.severity if sure else "warning",
                found,
                expected=text,
                found=entry.msgstr[made.start : made.end],
                fix=fix,
                source_spans=((wanted.start, wanted.end),),
                target_spans=((made.start, made.end),),
            )
