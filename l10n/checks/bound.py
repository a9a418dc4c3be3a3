"""Check `bound`: At least, at most, more than and less than are those of the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from l10n.checks import _figures
from l10n.checks._text import denied_once
from l10n.lang import style_of, write_quantity
from l10n.lang._read import says
from l10n.model import Entry, Finding, Quantity, Severity, Term

_WORDS = {"≥": "at least", "≤": "at most", ">": "more than", "<": "less than"}


def _is_loose(wanted: Quantity, made: Quantity, source: str, locale: str) -> bool:
    """20人以上 is "more than 20" to everybody, and so is 3時間以上; 50人足らず is "knapp 50"."""
    if {wanted.bound, made.bound} == {"≥", ">"}:
        if locale.split("_")[0] in _ADULTS and source[wanted.end : wanted.end + 1] in "歳才":
            return True
        measured = bool(wanted.unit) or wanted.value >= _ROUND
        return measured and source[wanted.end : wanted.end + 1] not in _LIMITS
    return wanted.approximate and made.approximate and not made.bound


_ROUND = 10
_ADULTS = ("es", "it", "pt", "ru")  # mayores de 18, старше 18 лет: of age from that birthday on
_LIMITS = ("歳", "才", "点", "級")  # 18歳以上 and "over 18" differ by what readers count


_OTHER_SIDE = ({"<", "≥"}, {">", "≤"})


def turned(wanted: Quantity, made: Quantity) -> bool:
    """True for one limit told from its other side: "no entry under 18" is "entry from 18".

    Which of the two denies, the sentences have to say; a denial goes with one side alone.

    >>> from decimal import Decimal
    >>> turned(Quantity(Decimal(18), bound="<"), Quantity(Decimal(18), bound="≥"))
    True
    """
    return wanted.value == made.value and {wanted.bound, made.bound} in _OTHER_SIDE


def _denied_once(wanted: Quantity, made: Quantity, entry: Entry, locale: str) -> bool:
    """Whether one side alone denies, the words of the limits left out: 不到10万 is no "not"."""
    msgid, msgstr = entry.key.msgid, entry.msgstr
    around = msgstr[: max(0, made.start - 4)] + " " + msgstr[made.end + 4 :]
    return denied_once(msgid[: wanted.start] + msgid[wanted.end :], around, locale)


class Bound:
    """At least, at most, more than and less than are those of the source."""

    id = "bound"
    severity: Severity = "warning"
    summary = "At least, at most, more than and less than are those of the source."
    example = ("10万人以上が参加した。", "Fewer than 100,000 people took part.", "en")

    def run(
        self,
        entry: Entry,
        locale: str,
        terms: Sequence[Term],  # noqa: ARG002
    ) -> Iterator[Finding]:
        """See `Check` in plugin.py."""
        both = _figures.read(entry.key.msgid, entry.msgstr, locale)
        for wanted, made in both.pairs:
            if not wanted.bound or made.bound == wanted.bound or wanted.vague:
                continue
            if (
                wanted.value != made.value
                or wanted.value <= 1
                or (
                    _is_loose(wanted, made, both.source_text, locale)
                    and not _denied_once(wanted, made, entry, locale)
                )
            ):
                continue
            if turned(wanted, made) and _denied_once(wanted, made, entry, locale):
                continue
            if not made.bound and says(both.target_text, wanted.bound, style_of(locale)):
                continue
            said = _WORDS[made.bound] if made.bound else "nothing of the kind"
            # 以内 has many renderings: "the 30 days after the purchase"
            open_end = wanted.bound == "≤" and not made.bound
            yield Finding(
                self.id,
                "info" if open_end else self.severity,
                f"the source says {_WORDS[wanted.bound]}; the translation says {said}",
                expected=write_quantity(wanted, locale),
                found=entry.msgstr[max(0, made.start - 16) : made.end],
                source_spans=((wanted.start, wanted.end),),
                target_spans=((made.start, made.end),),
            )
