"""Check `date`: Years, months, days and hours are those of the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from l10n.checks import _figures
from l10n.lang import read_target_dates, style_of, write_date
from l10n.lang._style import Style
from l10n.lang.ja.dates import Date
from l10n.lazy import lazy
from l10n.model import Entry, Finding, Severity, Term

_YEAR = lazy(r"(?<!\d)\d{4}(?!\d)")
_NUMBER = lazy(r"\d+")
SPANS = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})
_HALF_LOST = ("the half of the day", "")
_CLOCK24 = ("de", "fr", "es", "it", "pt", "ru", "id", "vi")  # CLDR: H is preferred
_UNSAID = frozenset({11, 12, 0, 24, 1, 13})  # noon and midnight have names, one an article


class DateCheck:
    """Years, months, days and hours are those of the source."""

    id = "date"
    severity: Severity = "error"
    summary = "Years, months, days and hours are those of the source."
    example = ("令和7年2月11日に発表した。", "It was announced on February 11, 2024.", "en")

    def run(
        self,
        entry: Entry,
        locale: str,
        terms: Sequence[Term],  # noqa: ARG002
    ) -> Iterator[Finding]:
        """See `Check` in plugin.py."""
        both = _figures.read(entry.key.msgid, entry.msgstr, locale)
        other = _other_period(both, style_of(locale)) if "前" in both.source_text else ""
        if other:
            yield Finding(self.id, "warning", f"another period: {other}", found=other)
        if not both.source_dates:
            return
        said = Said(both, locale)
        for date in both.source_dates:
            wrong = list(said.wrong(date))
            if not wrong:
                continue
            changed = any(other for _, other in wrong)
            level: Severity = self.severity if changed else "warning"
            if wrong == [_HALF_LOST]:
                level = "info"
            found = ", ".join(other for _, other in wrong if other)
            yield Finding(
                self.id,
                level,
                _message([part for part, _ in wrong], found),
                expected=write_date(date, locale),
                found=found,
                fix=_repaired(both, date, entry.msgstr, locale) if changed else "",
                source_spans=((date.start, date.end),),
                target_spans=tuple((d.start, d.end) for d in both.target_dates),
            )


def _message(parts: Sequence[str], found: str) -> str:
    what = " and ".join(parts)
    return (
        f"{what} of the date: the translation says {found}"
        if found
        else f"{what} of the date is missing"
    )


def _repaired(both: _figures.Reading, date: Date, msgstr: str, locale: str) -> str:
    """The msgstr with its one wrong date put right; "" when it is not certain which, or how."""
    told = [
        made
        for made in both.target_dates
        if _shape(made) == _shape(date)
        and all(_parts(made) != _parts(d) for d in both.source_dates)
    ]
    if len(told) != 1:
        return _with_year(both, date, msgstr, locale)
    made = told[0]
    text = _put_right(msgstr[made.start : made.end], made, date, style_of(locale))
    fixed = msgstr[: made.start] + text + msgstr[made.end :]
    read = read_target_dates(fixed, locale)
    return fixed if any(_parts(again) == _parts(date) for again in read) else ""


def _parts(date: Date) -> tuple[int | None, ...]:
    return date.year, date.month, date.day


def _shape(date: Date) -> tuple[bool, ...]:
    dated = date.month is not None and not date.decade and date.relative is None
    return (dated, *(part is not None for part in _parts(date)))


def _put_right(text: str, made: Date, wanted: Date, style: Style) -> str:
    """The words of a date with year, month and day exchanged, and all else as it stands."""
    shift = 543 if style.buddhist and made.year and str(made.year) not in text else 0
    numbers = [(made.day, wanted.day)]
    if made.year and wanted.year:
        numbers.append((made.year + shift, wanted.year + shift))
    for before, after in numbers:
        if before is not None and before != after:
            text = re.sub(rf"(?<!\d)0?{before}(?!\d)", str(after), text, count=1)
    if made.month and wanted.month and made.month != wanted.month:
        name = style.months[made.month - 1] if style.months else ""
        if name and name.lower() in text.lower():
            place = text.lower().index(name.lower())
            return text[:place] + style.months[wanted.month - 1] + text[place + len(name) :]
        return re.sub(rf"(?<!\d)0?{made.month}(?=[月월./-])", str(wanted.month), text, count=1)
    return text


def _with_year(both: _figures.Reading, date: Date, msgstr: str, locale: str) -> str:
    """The msgstr with the one year that the source does not have put right."""
    known = {d.year for d in both.source_dates}
    shift = 543 if style_of(locale).buddhist else 0
    years = [
        y for y in _YEAR.findall(both.target_text) if {int(y), int(y) - shift}.isdisjoint(known)
    ]
    years = [y for y in years if 1000 < int(y) < 2700]
    if date.year is None or date.month is not None or date.decade or len(years) != 1:
        return ""
    right = date.year + (shift if int(years[0]) > 2300 else 0)
    return msgstr.replace(years[0], str(right)) if msgstr.count(years[0]) == 1 else ""


class Said:
    """What the target says of dates: its dates, and every number that may be part of one."""

    def __init__(self, both: _figures.Reading, locale: str) -> None:
        self.source, self.dates = both.source_dates, both.target_dates
        self.text, self.amounts = both.target_text, both.target
        self.source_text = both.source_text
        self.style = style_of(locale)
        self.thai = locale.startswith("th")
        self.clock24 = locale.split("_")[0] in _CLOCK24
        self.years = {d.year for d in self.dates if d.year} | {
            int(y) for y in _YEAR.findall(both.target_text)
        }
        self.values = {int(q.value) for q in both.target if q.value == int(q.value)}
        self.values |= {int(n) for n in _NUMBER.findall(both.target_text) if len(n) < 5}
        self.hours = self.values | {int(q.value) for q in both.target if q.value % 1 in _QUARTERS}
        self.explained = {n for d in both.source_dates for n in d.numbers()}
        self.explained |= {int(q.value) for q in both.source if q.value == int(q.value)}
        self.explained |= {int(n) for n in _NUMBER.findall(both.source_text) if len(n) < 5}

    def wrong(self, date: Date) -> Iterator[tuple[str, str]]:
        """(part, what the target has instead) of each part of `date` that is not there."""
        yield from self._year(date)
        if self._is_another_day(date):
            yield "the day", "/".join(str(n) for n in self._full()[0])
            return
        yield from self._month(date)
        if date.day is not None and date.day not in self._days() | self.values:
            yield "the day", self._other([d.day for d in self.dates])
        yield from self._hour(date)
        days = [d.weekday for d in self.dates if d.weekday is not None]
        if date.weekday is not None and days and date.weekday not in days:
            yield "the weekday", _WEEKDAYS[days[0]]
        yield from self._relative(date)

    def _full(self) -> list[tuple[int, int]]:
        """(month, day) of the target's dates that have both, what the source has left out."""
        wanted, month = set(), None
        for made in self.source:
            month = made.month or month  # 5月9日から11日まで
            wanted.add((month, made.day))
        found = [(d.month, d.day) for d in self.dates if d.month and d.day]
        return [(m, d) for m, d in found if m and d and (m, d) not in wanted]

    def _is_another_day(self, date: Date) -> bool:
        """True when the target has a full date, and it is not this one: 11/2 for 2/11."""
        if not (date.month and date.day) or not self._full():
            return False
        return all((d.month, d.day) != (date.month, date.day) for d in self.dates) and (
            date.month not in {d.month for d in self.dates} or date.day not in self._days()
        )

    def _days(self) -> set[int]:
        return {d.day for d in self.dates if d.day is not None}

    def _other(self, parts: Sequence[int | None]) -> str:
        known = [p for p in parts if p is not None and p not in self.explained]
        return str(known[0]) if known else ""

    def _year(self, date: Date) -> Iterator[tuple[str, str]]:
        year = date.year
        named = [d.year for d in self.dates if d.decade and d.year is not None]
        if year is not None and date.decade and named:
            if all(self._is_other_decade(year, other) for other in named):
                yield "the decade", f"{named[0] % 100}s"
            return
        if year is None or year in self.years or (self.thai and year + 543 in self.years):
            return
        told = {y for y in self.years if 1000 < y < 2700} - self.explained
        if (
            (year % 100 in self.values and not told)
            or year in self.values
            or (date.decade and self.values & {year // 10})
        ):
            return
        if date.decade and not any(y not in self.explained for y in self.years):
            return  # "the sixties"
        others = sorted(y for y in self.years if y not in self.explained and 1000 < y < 2700)
        yield "the year", str(others[0]) if others else ""

    def _is_other_decade(self, year: int, other: int) -> bool:
        century = str(other) in self.text and other // 100 != year // 100  # 1590s for 1990年代
        return century or year % 100 != other % 100

    def _month(self, date: Date) -> Iterator[tuple[str, str]]:
        month = date.month
        if month is None or month in {d.month for d in self.dates}:
            return
        named = [d.month for d in self.dates if d.month is not None]
        if month in self.values and (not named or self._is_range(month)):
            return
        wanted = {d.month for d in self.source}
        others = [str(m) for m in named if m not in wanted]
        yield "the month", others[0] if others else ""

    def _is_range(self, month: int) -> bool:
        """4至6月: the first month of a range has no sign of its own."""
        pattern = rf"(?<!\d){month}\s?[-~–〜～至到]\s?\d{{1,2}}\s?[月월]"
        return re.search(pattern, self.text) is not None

    def _hour(self, date: Date) -> Iterator[tuple[str, str]]:
        if date.hour is None:
            return
        times = [d for d in self.dates if d.hour is not None]
        hours = {date.hour}
        if date.hour < _NOON and _EVENING.search(self.source_text, 0, date.start):
            hours.add(date.hour + _NOON)  # 午後2時から8時まで
        same = [d for d in times if any(_same_hour(hour, d) for hour in hours)]
        if same:
            minutes = {d.minute for d in same}
            if (date.minute and None not in minutes and date.minute not in minutes) or (
                date.minute is None and self._has_other_minute(date, minutes)
            ):
                yield "the minute", str(same[0].minute)
            elif date.minute and minutes == {None} and not self._says_minute(date.minute):
                yield "the minute", ""
            elif self.clock24 and all(d.half_day and d.hour != date.hour for d in same):
                yield _HALF_LOST
            return
        other = [d for d in times if d.hour is not None and d.hour % 12 == date.hour % 12] or times
        half_lost = bool(other) and (other[0].hour or 0) % 12 == date.hour % 12
        unsaid = date.hour in _UNSAID and not times
        told = {date.hour, date.hour % 12}
        if (date.minute or 0) >= 30 and not times:
            told |= {(date.hour + 1) % 12}  # a quarter to ten
        if not half_lost and (unsaid or self.hours & told):
            if date.minute and not times and date.minute not in self.values:
                yield from self._minute()
            return
        yield "the hour", f"{other[0].hour}:{other[0].minute or 0:02}" if other else ""

    def _says_minute(self, minute: int) -> bool:
        told = minute in self.values or 60 - minute in self.values
        return (
            told
            or _PARTS.search(self.text.lower()) is not None
            or any(q.value % 1 in _QUARTERS for q in self.amounts)
        )

    def _minute(self) -> Iterator[tuple[str, str]]:
        """8.50 for 8時05分, which is no clock of any language."""
        other = [n for n in self.values - self.explained if 0 < n < 60]
        if len(other) == 1 and other[0] > _HOURS:
            yield "the minute", str(other[0])

    def _has_other_minute(self, date: Date, minutes: set[int | None]) -> bool:
        """True for 14:05 where the source has 14時, and no word that it is roughly then."""
        if _ROUGHLY.match(self.source_text, date.end):
            return False
        return not any(m is None or m == 0 or m in self.explained for m in minutes)

    def _is_other_span(self, date: Date) -> bool:
        """True when the number of steps is there, but of months instead of weeks."""
        steps = abs(date.relative or 0)
        if steps < 2:
            return False  # 来週 has no number: "next Monday, for one day"
        units = {q.unit for q in self.amounts if q.value == steps} & SPANS
        return bool(units) and date.relative_unit not in units

    def _is_other_count(self, date: Date) -> bool:
        """True for "four days ago" where the source says 3日前."""
        steps = abs(date.relative or 0)
        told = {q.value for q in self.amounts if q.unit == date.relative_unit and not q.vague}
        return steps > 1 and steps not in self.values and bool(told - self.explained)

    def _is_other_way(self, date: Date) -> bool:
        """True for "three days after" where the source says 3日前."""
        steps = date.relative or 0
        own, other = (self.style.ago, self.style.later)[:: 1 if steps < 0 else -1]
        lower = self.text.lower()
        if not own or any(word in lower for word in own):
            return False
        for amount in self.amounts:
            if amount.value == abs(steps) and amount.unit == date.relative_unit:
                before, after = lower[: amount.start].rstrip(), lower[amount.end :].lstrip()
                if before.endswith(other) or after.startswith(other):
                    return True
        return False

    def _is_other_step(self, date: Date) -> bool:
        """True when 来週 became "next month"."""
        units = {d.relative_unit for d in self.source}
        return abs(date.relative or 0) == 1 and any(
            d.relative == date.relative and d.relative_unit not in units for d in self.dates
        )

    def _relative(self, date: Date) -> Iterator[tuple[str, str]]:
        if date.relative is None:
            return
        same = [d for d in self.dates if d.relative_unit == date.relative_unit]
        if same and all(d.relative != date.relative for d in same) and abs(date.relative) < 3:
            wanted = {d.relative for d in self.source if d.relative_unit == date.relative_unit}
            if not any(d.relative in wanted for d in same):
                yield "the time", f"{same[0].relative:+d} {same[0].relative_unit}"
        elif (not same and self._is_other_step(date)) or self._is_other_span(date):
            yield "the time", "another unit of time"
        elif self._is_other_count(date) or (
            abs(date.relative) > 3 and abs(date.relative) not in self.values
        ):
            yield "the number of steps", ""
        elif self._is_other_way(date):
            yield "the direction in time", ""


_ROUGHLY = lazy("半|過ぎ|すぎ|前|ごろ|頃|台|[:：]|近く|まわ")
_QUARTERS = (Decimal("0.5"), Decimal("0.25"), Decimal("0.75"))  # tres y media, सवा नौ
_HOURS, _NOON = 24, 12
_EVENING = lazy("午後|夜|夕")
_PARTS = lazy(
    "刻|半|반|rưỡi|ครึ่ง|demi|media|meia|mezz|half|halb|half|половин|quart|viertel|cuarto|четверт|quarter|साढ़े|सवा|पौने|نصف|ربع|ثلث|setengah|seperempat|kém|sebelum|moins|menos|meno|без|إلا"
)
_COMPARED = {"year": "前年", "month": "前月", "week": "前週", "day": "前日"}


def _other_period(both: _figures.Reading, style: Style) -> str:
    """What the target compares with instead: "the previous month" for 前年比; or ""."""
    wanted = {unit for unit, word in _COMPARED.items() if word in both.source_text}
    if not wanted:
        return ""
    wanted |= {d.relative_unit for d in both.source_dates}
    text = both.target_text.lower()
    told = {
        phrase: unit
        for phrase, (steps, unit) in style.relative.items()
        if steps == -1 and phrase in text
    }
    other = [phrase for phrase, unit in told.items() if unit not in wanted]
    return other[0] if other and wanted.isdisjoint(told.values()) else ""


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _same_hour(hour: int, made: Date) -> bool:
    if made.hour is None:
        return False
    return made.hour % 24 == hour % 24 or (made.half_day and made.hour % 12 == hour % 12)
