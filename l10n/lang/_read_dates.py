"""Dates and times of day read from a text in a Style."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from l10n.lang._date import Date
from l10n.lang._read import ascii_digits
from l10n.lang._style import Style
from l10n.lazy import lazy
from l10n.noun import noun


@noun
class _Tools:
    patterns: tuple[tuple[_Hint, re.Pattern[str]], ...]
    """(what is there in each lower-case text that has one, pattern of dates)."""
    clock: _Hint
    time: re.Pattern[str]
    months: dict[str, int]
    weekdays: dict[str, int]
    days: re.Pattern[str]
    """Their names."""
    relative: re.Pattern[str] | None
    decade: _Hint
    decades: re.Pattern[str] | None


_Hint = Callable[[str], object]
"""Truthy for a text that a slow pattern may find something in. A search for a digit and what
follows it, or for plain strings, costs a tenth of a pattern that looks at each character."""


def _any_of(words: Sequence[str]) -> _Hint:
    return lambda lower: any(map(lower.__contains__, words))


@cache
def _tools(style: Style) -> _Tools:
    months = {name.lower(): n for n, name in enumerate(style.months, 1)}
    months |= dict(style.month_names.items())
    weekdays = {name.lower(): n for n, name in enumerate(style.weekdays)}
    weekdays |= dict(style.weekday_names)
    edge = r"(?<![^\W\d_])" if style.spaced else ""
    end = r"(?![^\W\d_])" if style.spaced else ""
    days = "|".join(re.escape(n) for n in sorted(weekdays, key=len, reverse=True)) or "(?!)"
    relative = "|".join(re.escape(n) for n in sorted(style.relative, key=len, reverse=True))
    east = style.order == "ymd"
    words = _east(style) if east else _west(style, months)
    hints = ("年", "月", "日", "號", "号", "년", "월", "일") if east else tuple(months)
    by_day = lazy(rf"{edge}(?P<weekday>{days}){end}", re.IGNORECASE)
    return _Tools(
        (
            (lazy(r"\d[-/.]\d{1,2}[-/.]\d").search, lazy(_NUMERIC)),
            (_any_of(hints), lazy(words, re.IGNORECASE)),
            (_any_of(tuple(weekdays)), by_day),
            (lazy(r"\d\.\d{1,2}\.").search, lazy(_SHORT)),
            (lazy(r"\d0(?:['’]?s|er|-[хе]|-an)").search, lazy(_DECADE)),
        ),
        _clock_hint(style),
        _time(style),
        months,
        weekdays,
        by_day,
        lazy(rf"{edge}(?:{relative}){end}", re.IGNORECASE) if relative else None,
        _decade_hint(style),
        _decades(style),
    )


def _decade_hint(style: Style) -> _Hint:
    figure, named = lazy(r"\d0").search, _any_of(tuple(style.decades))
    return lambda lower: figure(lower) or named(lower)


def _decades(style: Style) -> re.Pattern[str] | None:
    """The decades that are named (nineties) or told by two digits (años 90)."""
    if not style.decade_forms:
        return None
    words = "|".join(map(re.escape, sorted(style.decades, key=len, reverse=True))) or "(?!)"
    figure = rf"(?:(?<!\d)(?P<@d>(?:1[5-9]|20|)\d0)(?!\d)|(?P<@w>{words}))"
    edge, end = (r"(?<![^\W\d_])", r"(?![^\W\d_])") if style.spaced else ("", "")
    forms = [
        edge + re.escape(form).replace(r"\{\}", figure.replace("@", f"f{n}")) + end
        for n, form in enumerate(style.decade_forms)
    ]
    # a name that says that it is a decade needs nothing around it: Neunzigerjahre
    alone = [w for w in style.decades if w.endswith(style.decade_endings)]
    if style.decade_endings and alone:
        names = "|".join(map(re.escape, sorted(alone, key=len, reverse=True)))
        forms.insert(0, rf"{edge}(?P<xw>{names}){end}")
    return lazy("|".join(forms), re.IGNORECASE)


_NUMERIC = (
    r"(?<![\d.,/-])(?P<ny>\d{4})(?P<s1>[-/.])(?P<nm>\d{1,2})(?P=s1)(?P<nd>\d{1,2})(?![\d/-])"
    r"|(?<![\d.,/-])(?P<a>\d{1,2})(?P<s2>[-/.])(?P<b>\d{1,2})(?P=s2)(?P<c>\d{4})(?!\d)"
)


# 29.12. and 3.1.: German, Russian and their neighbours write the stop of an ordinal
_SHORT = r"(?<![\d.,/-])(?P<d>0?[1-9]|[12]\d|3[01])\.\s?(?P<m>0?[1-9]|1[0-2])\.(?!\d)"


_DECADE = r"(?<![\d.,])(?P<dy>(?:1[5-9]|20)\d0)(?=['’]?s\b|er\b|-[хе]\b|-an\b)"


def _east(style: Style) -> str:
    year, month, day = ("年", "月", "日") if "年" in style.year else ("년", "월", "일")
    day = "[日号號]" if day == "日" else day
    n = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})" if year == "年" else r"\d{1,2}"
    y = r"(?:\d{4}|[一二][〇零一二三四五六七八九]{3})" if year == "年" else r"\d{4}"
    month_end = "(?![间間份])" if year == "年" else ""
    return (
        rf"(?P<y>{y}){year}(?P<dec>代|대)?(?:\s?(?P<m>{n}){month}{month_end}(?:\s?(?P<d>{n}){day}(?![내간]))?)?"
        rf"|(?<![\d一二三四五六七八九十])(?P<m2>{n}){month}{month_end}(?:份)?(?:\s?(?P<d2>{n}){day}(?![내간]))?"
        rf"|(?<![\d一二三四五六七八九十])(?P<d3>\d{{1,2}}){day}(?=[，,、]|에|부터|[(（]|\s?오[전후]|上午|下午|凌晨|晚)"
    )


def _west(style: Style, months: dict[str, int]) -> str:
    names = "|".join(re.escape(n) for n in sorted(months, key=len, reverse=True)) or "(?!)"
    de = rf"(?:{style.day_words})?" if style.day_words else ""
    suffix = rf"(?:{style.day_suffix})?" if style.day_suffix else ""
    era = r"(?:(?:พ\.ศ\.|ค\.ศ\.|ปี)\s?)?" if style.buddhist else ""
    year = rf"(?:,?\s?(?:{de}){era}(?P<y>\d{{4}})(?!\d))?"
    edge = r"(?<![^\W\d_])" if style.spaced else ""
    edge += f"[{style.proclitics}]?" if style.proclitics else ""
    end = r"(?![^\W\d_])" if style.spaced else ""
    return (
        rf"(?:(?<![\d.,])(?P<d>\d{{1,2}}){suffix}(?:\s?[-–—]\s?\d{{1,2}}{suffix})?[\s\u00a0]?{de}(?:the\s)?)?{edge}(?P<M>{names}){end}\.?"
        rf"(?:[\s\u00a0](?P<d2>0?[1-9]|[12]\d|3[01]){suffix}(?![\d:.,]*\d)(?!\s?[ap]\.?m))?{year}"
    )


def _time(style: Style) -> re.Pattern[str]:
    half = "|".join(re.escape(w) for w in (*style.morning, *style.evening)) or "(?!)"
    clock = style.clock or "(?!)"
    gap = "" if style.order == "ymd" else r"[\s\u00a0\u202f]?"
    return lazy(
        rf"(?:(?P<half>{half})\s?)?(?:"
        rf"(?<![\d:.,])(?P<h>\d{{1,2}}):(?P<min>[0-5]\d)(?![\d:])[\s\u00a0]?(?P<ampm>[ap]\.?m\b\.?)?"
        rf"|(?<![\d:.,])(?P<h2>\d{{1,2}}){gap}(?:{clock})(?:\s?(?P<min2>[0-5]?\d)(?:分|분)?|(?P<thirty>半|\s?반|\s?rưỡi|ครึ่ง|\s(?:et demie|y media|e meia|e mezz[ao])))?"
        rf"|{_spelled_clock(style)}"
        rf"|{_dotted_clock(style)}|{_told_clock(style)}"
        r"|(?<![\d:.,])(?P<h3>\d{1,2})[\s\u00a0]?(?P<ampm3>[ap]\.?m\b\.?)"
        rf"|(?:{style.half_to or '(?!)'})(?P<to>\d{{1,2}}(?!\d)|{_hours(style)})"
        r"|(?P<noon>\bnoon\b|\bmidi\b|\bmediodía\b|\bmeio-dia\b|\bmezzogiorno\b|\bполдень\b|中午|정오)"
        r"|(?P<midnight>\b(?:midnight|minuit|medianoche|meia-noite|mezzanotte|mitternacht|полночь|полуночи)\b|午夜|자정|เที่ยงคืน|nửa đêm|tengah malam|منتصف الليل|आधी रात))"
        rf"(?:[\s\u00a0]?(?:(?P<am>{style.before_noon or '(?!)'})|(?P<pm>{style.after_noon or '(?!)'})))?",
        re.IGNORECASE,
    )


def _dotted_clock(style: Style) -> str:
    """11.40 Uhr, 11.40 น., pukul 11.40: a full stop where a word says that it is a time."""
    if not style.dotted_clock:
        return r"(?P<h5>(?!))(?P<min5>(?!))"
    before, after = style.dotted_clock
    figure = r"(?<![\d:.,])(?P<@>\d{1,2})\.(?P<min@>[0-5]\d)(?!\.?\d)"
    led = f"(?<={before})" if before else ""
    return (
        (led + figure + (rf"(?=\s?{after})" if after else ""))
        .replace("@", "5")
        .replace("<5>", "<h5>")
    )


def _told_clock(style: Style) -> str:
    """Las 10 de la noche, diez de la noche: what makes it an hour is the half of the day."""
    halves = "|".join(filter(None, (style.before_noon, style.after_noon)))
    if not halves or not style.spaced:
        return r"(?P<h6>(?!))(?P<h7>(?!))(?P<thirty7>(?!))(?P<quarter>(?!))"
    names = [w for w, n in style.spelled.items() if 1 <= n <= 12 and len(w) > 1]
    names = [] if style.half_to else names  # halb vier nachmittags is no four o'clock
    hours = "|".join(map(re.escape, sorted(names, key=len, reverse=True))) or "(?!)"
    half = r"(?P<thirty7>\s(?:et demie|y media|e meia|e mezz[ao]))?"
    quarter = r"(?P<quarter>\s(?:et quart|y cuarto|e um quarto|e un quarto))?"
    return rf"(?:(?<![\d:.,])(?P<h6>\d{{1,2}})|(?<![^\W\d_])(?<!\b[ye]\s)(?P<h7>{hours})){half}{quarter}(?=\s(?:{halves}))"


_MIDNIGHTS = ("midnight", "minuit", "medianoche", "meia-noite", "mezzanotte", "mitternacht", "полноч", "полуноч", "午夜", "자정", "เที่ยงคืน", "nửa đêm", "tengah malam", "منتصف الليل", "आधी रात")  # fmt: skip


def _clock_hint(style: Style) -> _Hint:
    """What stands in every text that `_time` finds something in."""
    gap = "" if style.order == "ymd" else r"[\s\u00a0\u202f]?"
    of_day = rf"{gap}(?:{style.clock or '(?!)'})"
    dotted = r"|\.[0-5]\d" if style.dotted_clock else ""
    figure = lazy(
        rf"\d(?::[0-5]\d|{of_day}|[\s\u00a0]?[ap]\.?m{dotted})|\s(?:{style.before_noon or '(?!)'}|{style.after_noon or '(?!)'})",
        re.IGNORECASE,
    ).search
    named = _any_of(
        (
            "noon",
            "midi",
            "mediodía",
            "meio-dia",
            "mezzogiorno",
            "полдень",
            *_MIDNIGHTS,
            "中午",
            "정오",
            "halb",
            "половин",
            *"点點时時",
        )
    )
    return lambda lower: figure(lower) or named(lower)


def _spelled_clock(style: Style) -> str:
    """九点半, 下午三點: an hour in numerals where something says that it is one."""
    if not style.clock or "年" not in style.year:
        return r"(?P<h4>(?!))(?P<thirty4>(?!))"
    before = "|".join((*style.morning, *style.evening))
    numeral = r"十[一二]?|[一二两兩三四五六七八九]"
    around = rf"(?:(?<=(?:{'|'.join(w for w in before.split('|') if len(w) == 2)}))|(?=(?:{numeral})[点點时時](?:[半整钟鐘前后後左]|[一二三四五]?十)))"
    return rf"{around}(?<![一二三四五六七八九十])(?P<h4>{numeral})[点點时時](?P<thirty4>半)?"


def _hours(style: Style) -> str:
    names = [w for w, n in style.spelled.items() if 1 <= n <= 12] if style.half_to else []
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True))) or "(?!)"


def read_dates(text: str, style: Style, like: Sequence[Date] | None = None) -> list[Date]:
    """The dates and times in `text`, left to right.

    `like` are the dates of the source: without a weekday, a decade or a 3日前 among them nobody asks
    for those of the translation, and three quarters of the work are left.
    """
    tools = _tools(style)
    plain = text if text.isascii() else ascii_digits(text)
    lower = plain.lower()
    found: list[Date] = []
    for hint, pattern in tools.patterns:
        if pattern is tools.days and like is not None and all(d.weekday is None for d in like):
            continue
        if hint(lower):
            found += [d for d in _days(plain, pattern, style, tools) if not _overlaps(d, found)]
    told = "0" in plain or like is None or any(d.decade for d in like)
    if tools.decades and told and tools.decade(lower):
        made = (_decade(m, style) for m in tools.decades.finditer(plain))
        found += [d for d in made if not _overlaps(d, found)]
    for name, hour in style.clock_names.items():
        place = lower.find(name)
        if place >= 0:
            told_at = Date(hour=hour, start=place, end=place + len(name))
            found += [told_at] if not _overlaps(told_at, found) else []
    if tools.clock(lower):
        for match in tools.time.finditer(plain):
            date = _clock(match, style)
            if not _overlaps(date, found):
                found.append(date)
    steps_matter = like is None or any(d.relative is not None for d in like)
    if tools.relative and steps_matter and any(map(lower.__contains__, style.relative)):
        for match in tools.relative.finditer(plain):
            steps, unit = style.relative.get(match[0].lower(), (0, ""))
            counted = plain[: match.start()].rstrip()[-1:].isdigit()  # 3 hari sebelumnya
            if unit and not counted:
                found.append(
                    Date(relative=steps, relative_unit=unit, start=match.start(), end=match.end())
                )
    return sorted(found, key=lambda date: date.start)


def _decade(match: re.Match[str], style: Style) -> Date:
    figure = next(value for value in match.groups() if value)
    year = int(figure) if figure.isdigit() else style.decades[figure.lower()]
    full = year if year >= 1000 else 1900 + year
    return Date(full, decade=True, start=match.start(), end=match.end())


def _overlaps(date: Date, found: list[Date]) -> bool:
    return any(other.start < date.end and date.start < other.end for other in found)


def _days(text: str, pattern: re.Pattern[str], style: Style, tools: _Tools) -> Iterator[Date]:
    for match in pattern.finditer(text):
        part = match.groupdict()
        name = part.get("M")
        if name and not _is_month(text, match, name, style):
            continue
        weekday = (
            tools.weekdays.get((part["weekday"] or "").lower()) if part.get("weekday") else None
        )
        year, month, day = _parts(part, style, tools)
        if month is not None and not 1 <= month <= 12:
            continue
        decade = bool(part.get("dec") or part.get("dy"))
        if style.buddhist and year is not None and year > 2300:
            year -= 543
        yield Date(
            year, month, day, weekday=weekday, decade=decade, start=match.start(), end=match.end()
        )


def _is_month(text: str, match: re.Match[str], name: str, style: Style) -> bool:
    """May, März, März., but not "may" and "march"."""
    if style.case_months and not name[0].isupper():
        return False
    if text.strip(" .") == name:
        return True  # the cell of a calendar
    known = name.lower() in (m.lower() for m in style.months)
    part = match.groupdict()
    near = part.get("d") or part.get("d2") or part.get("y")
    if (
        not known and name.isascii() and len(name) < 5
    ):  # an abbreviation counts beside a day or year, or with its stop
        return bool(near) or text[match.end() - 1 : match.end()] == "."
    return not (name in ("May", "Mai", "March") and not near and match.start("M") == 0)


def _parts(
    part: dict[str, str | None], style: Style, tools: _Tools
) -> tuple[int | None, int | None, int | None]:
    def first(*names: str) -> int | None:
        return next((_number(part[n] or "") for n in names if part.get(n)), None)

    if part.get("a"):
        a, b = first("a"), first("b")
        day, month = (b, a) if style.order == "mdy" else (a, b)
        return first("c"), month, day
    month = first("nm", "m", "m2")
    if part.get("M"):
        month = tools.months.get((part["M"] or "").lower())
    return first("ny", "y", "dy"), month, first("nd", "d", "d2", "d3")


_KANJI = {sign: n for n, sign in enumerate("〇一二三四五六七八九")} | {"零": 0}


_TWO = str.maketrans("两兩", "二二")


def _number(digits: str) -> int:
    if digits.isdecimal():
        return int(digits)
    if "十" not in digits:
        return int("".join(str(_KANJI[sign]) for sign in digits))
    tens, _, ones = digits.partition("十")
    return (_KANJI[tens] if tens else 1) * 10 + (_KANJI[ones] if ones else 0)


_NOON = 12


def _clock(match: re.Match[str], style: Style) -> Date:
    if match["noon"] or match["midnight"]:
        hour = 12 if match["noon"] else 0
        return Date(hour=hour, minute=0, start=match.start(), end=match.end())
    if match["to"]:  # halb vier is 3:30
        told = match["to"].lower()
        hour = int(told) if told.isdigit() else int(style.spelled[told])
        return Date(
            hour=hour - 1 or 12, minute=30, start=match.start(), end=match.end(), half_day=True
        )
    figure = match["h"] or match["h2"] or match["h3"] or match["h5"] or match["h6"]
    if match["h7"]:
        hour = int(style.spelled[match["h7"].lower()])
    else:
        hour = int(figure) if figure else _number(match["h4"].translate(_TWO))
    minute = match["min"] or match["min2"] or match["min5"]
    if match["thirty"] or match["thirty4"] or match["thirty7"]:
        minute = "30"
    if match["quarter"]:
        minute = "15"
    mark = (match["ampm"] or match["ampm3"] or "").lower()
    half = (match["half"] or "").lower()
    if half in style.night and hour == _NOON:
        hour = 24
    evening = (
        mark.startswith("p")
        or match["pm"] is not None
        or half in (w.lower() for w in style.evening)
    )
    if evening and hour < 12:
        hour += 12
    elif (mark.startswith("a") or half or match["am"]) and hour == 12 and not evening:
        hour = 0
    return Date(
        hour=hour,
        minute=int(minute) if minute else None,
        start=match.start(),
        end=match.end(),
        half_day=not (mark or half or match["am"] or match["pm"]) and hour <= 12,
    )
