"""Check `currency`: Money is in the currency of the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from l10n.checks import _figures
from l10n.lang import style_of, write_quantity
from l10n.lang._style import SIGNS
from l10n.lazy import lazy
from l10n.model import Entry, Finding, Severity, Term

_WORD = lazy(r"[^\W\d_]+")
_MONEY = frozenset(SIGNS.values()) | {"MXN", "TRY"}
# ドル alone may be any dollar: "Canadian dollars" is read as dollars in some languages.
_DOLLARS = frozenset({"USD", "CAD", "AUD", "TWD", "HKD", "SGD"})


def _is_named(unit: str, text: str, locale: str, *, whole: bool = False) -> bool:
    """True when the text names the currency somewhere: "the yen rose to 149.80".

    `whole` where the name has to be a word of its own.

    >>> _is_named("JPY", "The yen rose to 149.80.", "en")
    True
    """
    style = style_of(locale)
    names = (*style.money.get(unit, ()), *style.money_names.get(unit, ()))
    lower = text.lower()
    known = [name.lower() for name in names if len(name) > 1 and "{}" not in name]
    if whole and style.spaced:
        return not set(known).isdisjoint(_WORD.findall(lower))
    return any(name in lower for name in known)


# What says in a source that its ドル is not the American one.
_WHOSE = {
    "CAD": ("カナダ", "加"), "AUD": ("豪", "オーストラリア"), "TWD": ("台湾", "台"), "HKD": ("香港",),
    "SGD": ("シンガポール", "星"),
}  # fmt: skip


def _may_be(made: str, wanted: str, source: str) -> bool:
    """True for the dollars of the country that the source speaks of.

    >>> _may_be("CAD", "USD", "カナダの家賃は2000ドルだ。"), _may_be("HKD", "USD", "20億ドル")
    (True, False)
    """
    if wanted == "CNY" and made in ("TWD", "HKD"):
        return "人民元" not in source  # 元 of Taiwan and Hong Kong
    if not {wanted, made} <= _DOLLARS:
        return False
    return made == "USD" or any(name in source for name in _WHOSE[made])


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
        yield from self._rates(both, locale)
        for wanted, made in both.pairs:
            if wanted.unit not in _MONEY or made.unit == wanted.unit:
                continue
            if made.unit in _MONEY and not _may_be(made.unit, wanted.unit, both.source_text):
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

    def _rates(self, both: _figures.Reading, locale: str) -> Iterator[Finding]:
        """1ドル=154円 as "154 yen against the euro": another currency is named without a figure."""
        wanted = {q.unit for q in both.source if q.unit in _MONEY}
        if not wanted:
            return
        told = {q.unit for q in both.target} | {
            unit for unit in wanted if _is_named(unit, both.target_text, locale)
        }
        for lost in wanted - told:
            if lost == "USD" and told & _DOLLARS:
                continue
            for unit in sorted(_COMMON - wanted - {lost}):
                if _is_named(unit, both.target_text, locale, whole=True):
                    message = f"the source says {lost}; the translation says {unit}"
                    yield Finding(self.id, self.severity, message, expected=lost, found=unit)
                    return


_COMMON = frozenset({"USD", "EUR", "JPY", "GBP"})
