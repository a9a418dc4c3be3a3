"""Check `bound`: At least, at most, more than and less than are those of the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from l10n.checks import _figures
from l10n.checks._text import denied_once, pattern
from l10n.lang import prose_of, style_of, write_quantity
from l10n.lang._read import bound_words, says
from l10n.lang._style import Style
from l10n.lang.ja.negation import denial
from l10n.lazy import lazy
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


_LIMIT = lazy("未満|に満たない|満たない|足らず")
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


def _is_opposite(wanted: Quantity, made: Quantity, source: str) -> bool:
    """True for "more than an hour" for 1時間以内, which no idiom explains."""
    return not denial(source) and {wanted.bound[:1], made.bound[:1]} in (
        {"≤", ">"},
        {"≥", "<"},
        {"<", ">"},
        {"≥", "≤"},
    )


def _denied_once(made: Quantity, entry: Entry, locale: str) -> bool:
    """Whether one side alone denies, the words of the limits left out: 不到10万 is no "not"."""
    msgid, msgstr = entry.key.msgid, entry.msgstr
    around = msgstr[: max(0, made.start - 4)] + " " + msgstr[made.end + 4 :]
    words = bound_words(made.bound, style_of(locale)) if made.bound else None
    if words and words.search(msgstr):
        around = words.sub(" ", msgstr)
    return denied_once(_LIMIT.sub("", msgid), around, locale)


_UNTIL = lazy(r"[頃ごろ末内中)）曜日]{0,3}(?:まで|以前|締め?切|必着)")
_SINCE = lazy(
    r"[頃ごろ末初め旬)）曜日]{0,3}(?:から|以降|以後|[〜～](?!\d)|スタート|開始|より(?=[、開受実施適販発順]))"
)


def _side(both: _figures.Reading) -> str:
    """ "until" or "since" when the times of the source are all one or all the other, else ""."""
    sides = set()
    for date in both.source_dates:
        if date.relative is None or both.source_text[date.start].isdigit():
            until = _UNTIL.match(both.source_text, date.end)
            since = _SINCE.match(both.source_text, date.end)
            sides.add("until" if until else "since" if since else "")
    return sides.pop() if len(sides) == 1 else ""


def _told_otherwise(both: _figures.Reading, side: str, style: Style) -> str:
    """The words before or behind a date that make it the other end: "from 11" for 11時まで."""
    said, opposite = (style.until, style.since) if side == "until" else (style.since, style.until)
    text = both.target_text
    if not opposite or pattern(said).search(text):
        return ""
    places = [(d.start, d.end) for d in both.target_dates if d.relative is None]
    hours = {d.hour for d in both.source_dates} | {(d.hour or 0) % 12 for d in both.source_dates}
    places += [(q.start, q.end) for q in both.target if not q.unit and q.value in hours]
    steps = {abs(d.relative) for d in both.source_dates if d.relative}
    places += [(q.start, q.end) for q in both.target if q.unit and q.value in steps]
    for start, end in places:
        for match in pattern(opposite).finditer(text, max(0, start - 24), end + 16):
            gap = text[match.end() : start] if match.end() <= start else text[end : match.start()]
            if len(gap) <= _NEAR and not _BREAK.search(gap):
                return match[0]
    return ""


_NEAR = 10
_BREAK = lazy("[,.;:、，。()]")


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
        side = _side(both) if both.source_dates else ""
        said = _told_otherwise(both, side, style_of(locale)) if side else ""
        if said:
            message = f"the source says {side} when; the translation has “{said.strip()}”"
            yield Finding(self.id, self.severity, message, found=said.strip())
        yield from self._days_before(both, style_of(locale))
        yield from self._kept_limits(both, locale)
        for wanted, made in both.pairs:
            if not wanted.bound or made.bound == wanted.bound or wanted.vague:
                continue
            if (
                wanted.value != made.value
                or (wanted.value <= 1 and not _is_opposite(wanted, made, both.source_text))
                or (
                    _is_loose(wanted, made, both.source_text, locale)
                    and not _denied_once(made, entry, locale)
                )
            ):
                continue
            if turned(wanted, made) and _denied_once(made, entry, locale):
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

    def _days_before(self, both: _figures.Reading, style: Style) -> Iterator[Finding]:
        """最低でも3日前に as "at most three days in advance"."""
        for date in both.source_dates:
            if date.relative is None or not _AT_LEAST.search(both.source_text, 0, date.start):
                continue
            told = {made.bound for made in both.target if made.value == abs(date.relative)}
            if not told and says(both.target_text, "≤", style):  # "une semaine" is no figure
                told = {""} if says(both.target_text, "≥", style) else {"≤"}
            for bound in ("≤", "<"):
                if bound in told:
                    message = f"the source says at least; the translation says {_WORDS[bound]}"
                    yield Finding(self.id, self.severity, message)

    def _kept_limits(self, both: _figures.Reading, locale: str) -> Iterator[Finding]:
        """25度を超えないように as "keep it above 25 degrees"."""
        language = prose_of(locale)
        for wanted, made in both.pairs:
            kept = _KEPT.match(both.source_text, wanted.end)
            if not kept or made.bound not in ((">", "≥") if kept["over"] else ("<", "≤")):
                continue
            text = both.target_text
            if not pattern(language.no).search(text) and not pattern(language.negative).search(
                text
            ):
                said = _WORDS[made.bound]
                message = (
                    f"the source sets a limit from the other side; the translation says {said}"
                )
                yield Finding(self.id, self.severity, message)


_KEPT = lazy(
    r"[^\d。、]{0,3}を(?:(?P<over>超え|こえ|越え|上回[らる])|下回[らる])(?:ない|ません|ず|ぬ|(?:こと)?の?[はが]?ない)"
)
_AT_LEAST = lazy("(?:最低でも|最低|少なくとも)$")
