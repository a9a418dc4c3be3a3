"""Dates in Japanese text, with eras."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

# First year of each era, by Gregorian count (calendar of the Cabinet Office).
_ERAS = {"令和": 2019, "平成": 1989, "昭和": 1926, "大正": 1912, "明治": 1868}
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_WEEKDAY = r"(?:\s?[(（][月火水木金土日](?:曜日?)?[)）])?"
_DATE = re.compile(
    rf"(?P<era>令和|平成|昭和|大正|明治)(?P<eray>元|\d{{1,2}})年(?!代)(?:度(?!合))?(?:(?P<em>\d{{1,2}})月(?:(?P<ed>\d{{1,2}})日{_WEEKDAY})?)?"
    rf"|(?<!\d)(?P<y>\d{{4}})(?:会計)?年(?!代|間)(?:度(?!合))?(?:(?P<m>\d{{1,2}})月(?:(?P<d>\d{{1,2}})日{_WEEKDAY})?)?"
    rf"|(?<![\d/.-])(?P<sy>\d{{4}})(?P<sep>[/-])(?P<sm>\d{{1,2}})(?P=sep)(?P<sd>\d{{1,2}})(?![\d/-])"
    rf"|(?<!\d)(?P<om>\d{{1,2}})月(?P<od>\d{{1,2}})日{_WEEKDAY}"
)


@dataclass(frozen=True, slots=True)
class Date:
    """A calendar date as far as the text gives it; None is a part that it leaves out."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


def read_dates(text: str) -> list[Date]:
    """The dates in Japanese text, left to right, eras turned into Gregorian years.

    >>> read_dates("令和7年2月11日(火)")
    [Date(year=2025, month=2, day=11, start=0, end=12)]
    """
    return [_date(match) for match in _DATE.finditer(text.translate(_DIGITS))]


def _date(match: re.Match[str]) -> Date:
    part = match.groupdict()
    if part["era"]:
        count = 1 if part["eray"] == "元" else int(part["eray"])
        year: int | None = _ERAS[part["era"]] + count - 1
    else:
        year = _number(part["y"] or part["sy"])
    month = _number(part["em"] or part["m"] or part["sm"] or part["om"])
    day = _number(part["ed"] or part["d"] or part["sd"] or part["od"])
    return Date(year, month, day, match.start(), match.end())


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None
