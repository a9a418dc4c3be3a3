"""Figures set with spaces around them, as many manuals and web pages do: 2025 年 2 月, 約 14.8 兆円."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from l10n.lang._date import Date
from l10n.lazy import lazy
from l10n.model import Quantity

_Read = TypeVar("_Read", Date, Quantity)
_SPACES = " \u00a0\u2009\u202f\u3000"
_LETTER = "ぁ-ゖァ-ヺー一-鿿々〇"
# Behind 万 only where the figure before it is spaced too: 100万 5000円 are two amounts.
_GAP = lazy(
    rf"(?<=[0-9０-９])[{_SPACES}](?=[{_LETTER}])"
    rf"|(?<=[0-9０-９][{_SPACES}][万億兆])[{_SPACES}](?=[0-9０-９])"
    rf"|(?<![十百千万億兆])(?<=[{_LETTER}])[{_SPACES}](?=[0-9０-９])"
)


def read_closed(read: Callable[[str], Sequence[_Read]], text: str) -> list[_Read]:
    """What `read` finds in `text` without the spaces between figures and Japanese, at its place in
    `text`.

    >>> from l10n.lang.ja import read_dates
    >>> [(date.year, date.month, date.start, date.end) for date in read_dates("去る 2025 年 2 月に")]
    [(2025, 2, 3, 13)]
    """
    gaps: list[int] = [match.start() for match in _GAP.finditer(text)] if _has_space(text) else []
    if not gaps:
        return list(read(text))
    # Of each gap the place that it has when those before it are closed.
    places = [gap - number for number, gap in enumerate(gaps)]

    def opened(found: _Read) -> _Read:
        start = found.start + bisect_left(places, found.start + 1)
        end = found.end + bisect_left(places, found.end)
        return replace(found, start=start, end=end)

    return [opened(found) for found in read(_GAP.sub("", text))]


def _has_space(text: str) -> bool:
    return any(space in text for space in _SPACES)
