"""Dates and times in Japanese text, with eras, decades, fiscal years and 3日前."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from l10n.lang._date import Date, RelativeUnit
from l10n.lang.ja.spaced import read_closed
from l10n.lazy import lazy

__all__ = ["Date", "date_spans", "read_dates"]

# First year of each era, by Gregorian count (calendar of the Cabinet Office).
_ERAS = {"令和": 2019, "平成": 1989, "昭和": 1926, "大正": 1912, "明治": 1868} | {
    "R": 2019, "H": 1989, "S": 1926, "㋿": 2019,
}  # fmt: skip
DIGITS = str.maketrans("０１２３４５６７８９％：／＄￥", "0123456789%:/$¥")
_KANJI = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0}
_DAYS = "月火水木金土日"
_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_Y = r"(?:\d{4}|[一二][〇零一二三四五六七八九]{3})"
_WEEKDAY = rf"(?:\s?[(（](?P<@w>[{_DAYS}])(?:曜日?)?(?:[・･,、]?祝)?[)）]|(?P<@v>[{_DAYS}])曜日?)?"
_MD = rf"(?P<@m>{_N})月(?!間)(?:(?P<@d>{_N})日(?!間){_WEEKDAY}|(?P<@part>上旬|中旬|下旬|末))?"
_YEAR_TAIL = r"(?P<@fiscal>度(?!合))?(?P<@decade>代)?"


def _named(pattern: str, prefix: str) -> str:
    return pattern.replace("@", prefix)


_DATE = lazy(
    rf"(?P<era>令和|平成|昭和|大正|明治)(?P<eray>元|{_N})年{_named(_YEAR_TAIL, 'e')}(?:の?{_named(_MD, 'e')})?"
    rf"|(?P<short>(?<![A-Za-z])[RHS])(?P<ry>\d{{1,2}})[./](?P<rm>\d{{1,2}})[./](?P<rd>\d{{1,2}})(?!\d)"
    rf"|(?<![\d,.])(?P<y>{_Y})(?:会計)?年(?!間|[前後]に?|ぶり|以[上下]|もの|分){_named(_YEAR_TAIL, 'g')}(?:の?{_named(_MD, 'g')})?"
    rf"|(?<![\d/.-])(?P<sy>\d{{4}})(?P<sep>[/.-])(?P<sm>0?[1-9]|1[0-2])(?P=sep)(?P<sd>0?[1-9]|[12]\d|3[01])(?![\d/-]){_named(_WEEKDAY, 's')}"
    rf"|(?<![\d/.-])(?P<ymy>(?:19|20)\d\d)/(?P<ymm>0?[1-9]|1[0-2])(?![\d/])"
    rf"|(?<![\d一二三四五六七八九十]){_named(_MD, 'o')}"
    rf"|(?<![\d一二三四五六七八九十/])(?P<mdm>0?[1-9]|1[0-2])/(?P<mdd>0?[1-9]|[12]\d|3[01])\s?[(（](?P<mdw>[{_DAYS}])[)）]"
    rf"|(?:(?<=日から)|(?<=日[〜～~ー–-]))(?P<dde>\d{{1,2}})日(?=まで|にかけて|[(（][{_DAYS}])(?:[(（](?P<dwe>[{_DAYS}])[)）])?"
    rf"|(?<![\d一二三四五六七八九十何数])(?!1日に(?:つき|約|およそ|平均|最大|最低|少なくとも|[数何\d一二三四五六七八九十]))(?P<dd>\d{{1,2}})日(?=に|付|[(（][{_DAYS}]|夜|朝|未明|早朝|深夜|昼|夕|午|発表|、(?!\d{{1,2}}日間))(?:[(（](?P<dw>[{_DAYS}])[)）])?"
    rf"|(?<![\d一二三四五六七八九十何数])(?P<decade2>\d0)年代"
    rf"|(?<!\d)['’](?P<y2>\d\d)年"
    rf"|(?<!\d)(?P<rangey>\d{{4}})(?=[〜～~ー–-]\d{{2,4}}年)"
    rf"|(?<=\d\d\d\d[〜～~ー–-])(?P<tail>\d\d)年(?!間)"
    rf"|(?<![\d一二三四五六七八九十])(?P<rangem>{_N})(?=[〜～~ー–-]{_N}月(?!間))"
    rf"|(?P<lone>[{_DAYS}])曜日?"
)
_TIME = lazy(
    r"(?<![\d:])(?P<h>\d{1,2}):(?P<min>[0-5]\d)(?::[0-5]\d)?(?![\d:])"
    rf"|(?P<half>午前|午後|朝|夜|夕方|深夜|未明|昼|AM|PM|am|pm)の?\s?(?P<h2>{_N})(?:時(?:(?P<thirty>半)|(?P<min2>{_N})分)?|:(?P<min3>[0-5]\d))"
    rf"|(?<![\d一二三四五六七八九十])(?P<h3>\d{{1,2}})時(?!間|点|代|期|のおやつ)(?:(?P<thirty3>半)|(?P<min4>{_N})分)?"
    r"|(?P<noon>正午)"
)
_RELATIVE_WORDS: dict[str, tuple[int, RelativeUnit]] = {
    "一昨年": (-2, "year"), "昨年度": (-1, "year"), "前年度": (-1, "year"), "昨年": (-1, "year"),
    "去年": (-1, "year"), "来年度": (1, "year"), "翌年度": (1, "year"), "来年": (1, "year"),
    "再来年": (2, "year"), "今年度": (0, "year"), "本年度": (0, "year"), "今年": (0, "year"),
    "先月": (-1, "month"), "来月": (1, "month"), "今月": (0, "month"), "先週": (-1, "week"),
    "再来週": (2, "week"), "再来月": (2, "month"), "先々週": (-2, "week"), "先々月": (-2, "month"),
    "来週": (1, "week"), "今週": (0, "week"), "一昨日": (-2, "day"), "昨日": (-1, "day"),
    "明後日": (2, "day"), "明日": (1, "day"),
}  # fmt: skip
_RELATIVE = lazy(
    "(?P<word>" + "|".join(sorted(_RELATIVE_WORDS, key=len, reverse=True)) + ")"
    r"|(?<![\d一二三四五六七八九十数何,.])(?P<n>\d{1,3}|[一二三四五六七八九十]{1,3})(?P<u>日|週間|か月|カ月|ヶ月|ヵ月|年)"
    r"(?P<way>前(?!後)|後(?!半))"
)
_SPANS: dict[str, RelativeUnit] = {"日": "day", "週間": "week", "年": "year"}
_HINT = lazy(r"[年月日曜時/:午度代後前]|(?:昨|明|先|来|今)[年月日週]|[RHS]\d|\d[.-]\d")


_DATE_START = lazy(r"[\d令平昭大明RHS'’〇零一二三四五六七八九十月火水木金土日]")
_TIME_START = lazy(r"[\d午朝夜夕深未昼正AaPp]")
_RELATIVE_START = lazy(r"[\d一二三四五六七八九十昨前去来翌再今本先明]")


def scan(pattern: re.Pattern[str], starts: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches of `pattern`, which is tried only where `starts` finds its first character.

    Three times as fast as `finditer` on Japanese prose, where few characters begin a figure.
    """
    place = starts.search(text)
    while place:
        match = pattern.match(text, place.start())
        if match and match.end() > match.start():
            yield match
        place = starts.search(text, match.end() if match else place.start() + 1)


_IS_WIDE = lazy(f"[{''.join(map(chr, DIGITS))}]")


def narrow(text: str) -> str:
    """`text` with ASCII digits and signs for full-width ones; few texts have any.

    >>> narrow("２０２５年")
    '2025年'
    """
    return text.translate(DIGITS) if _IS_WIDE.search(text) else text


def read_dates(text: str) -> list[Date]:
    """The dates and times in Japanese text, left to right, eras turned into Gregorian years.

    >>> [(d.year, d.month, d.day, d.weekday) for d in read_dates("令和7年2月11日(火)")]
    [(2025, 2, 11, 1)]
    >>> [(d.hour, d.minute) for d in read_dates("午後3時半から")]
    [(15, 30)]
    """
    return read_closed(_read, text)


@lru_cache(maxsize=4096)  # figures ask where dates stand; the checks ask again, in each language
def _read(text: str) -> tuple[Date, ...]:
    plain = narrow(text)
    if not _HINT.search(plain):
        return ()
    found = [_date(match) for match in scan(_DATE, _DATE_START, plain)]
    spans = [(date.start, date.end) for date in found]
    for pattern, starts, make in (
        (_TIME, _TIME_START, _time),
        (_RELATIVE, _RELATIVE_START, _relative),
    ):
        for match in scan(pattern, starts, plain):
            if not any(a < match.end() and match.start() < b for a, b in spans):
                found.append(make(match))
    return tuple(sorted(found, key=lambda date: date.start))


def date_spans(text: str) -> list[tuple[int, int]]:
    """Where dates and times stand: no amounts there."""
    return [(date.start, date.end) for date in read_dates(text)]


def _date(match: re.Match[str]) -> Date:
    part = match.groupdict()

    def first(*names: str) -> str | None:
        return next((part[name] for name in names if part[name]), None)

    weekday = first("ew", "ev", "gw", "gv", "sw", "sv", "ow", "ov", "mdw", "dw", "dwe", "lone")
    if part["tail"]:  # 2020〜25年
        century = match.string[match.start() - 5 : match.start() - 3]
        return Date(int(century + part["tail"]), start=match.start(), end=match.end())
    decade = bool(first("edecade", "gdecade", "decade2"))
    return Date(
        _year(part),
        _number(first("em", "rm", "gm", "sm", "ymm", "om", "mdm", "rangem")),
        _number(first("ed", "rd", "gd", "sd", "od", "mdd", "dd", "dde")),
        weekday=_DAYS.index(weekday) if weekday else None,
        decade=decade,
        fiscal=bool(first("efiscal", "gfiscal")),
        start=match.start(),
        end=match.end(),
    )


def _year(part: dict[str, str | None]) -> int | None:
    for era, count in (("era", "eray"), ("short", "ry")):
        if part[era]:
            years = _number(part[count]) or 1
            return _ERAS[part[era] or ""] + years - 1
    if part["decade2"]:
        return 1900 + int(part["decade2"]) if int(part["decade2"]) > 20 else None
    if part["y2"]:
        return (1900 if int(part["y2"]) > 50 else 2000) + int(part["y2"])
    return _number(part["y"] or part["sy"] or part["ymy"] or part["rangey"])


def _number(digits: str | None) -> int | None:
    """25, 二十五 and 二〇二五 as int; 元 (the first year) is 1."""
    if not digits:
        return None
    if digits == "元":
        return 1
    if digits[0].isdigit() and digits[0] not in _KANJI:
        return int(digits)
    if "十" not in digits:
        return int("".join(str(_KANJI[sign]) for sign in digits))
    tens, _, ones = digits.partition("十")
    return (_KANJI[tens] if tens else 1) * 10 + (_KANJI[ones] if ones else 0)


_EVENING = ("午後", "夜", "夕方", "PM", "pm")


def _time(match: re.Match[str]) -> Date:
    if match["noon"]:
        return Date(hour=12, minute=0, start=match.start(), end=match.end())
    hour = _number(match["h"] or match["h2"] or match["h3"])
    minute = _number(match["min"] or match["min2"] or match["min3"] or match["min4"])
    if match["thirty"] or match["thirty3"]:
        minute = 30
    half = match["half"] or ""
    night = half == "夜" and hour is not None and hour < 5  # 夜の1時 is after midnight
    if hour is not None and half in _EVENING and hour < 12 and not night:
        hour += 12
    if half in ("夜", "深夜") and hour == 12:
        hour = 24
    if half == "昼" and hour is not None and hour < 6:
        hour += 12
    return Date(hour=hour, minute=minute, start=match.start(), end=match.end())


def _relative(match: re.Match[str]) -> Date:
    if match["word"]:
        steps, unit = _RELATIVE_WORDS[match["word"]]
    else:
        steps = _number(match["n"]) or 0
        steps = -steps if match["way"] == "前" else steps
        unit = _SPANS.get(match["u"], "month")
    fiscal = (match["word"] or "").endswith("年度")
    return Date(
        relative=steps, relative_unit=unit, fiscal=fiscal, start=match.start(), end=match.end()
    )
