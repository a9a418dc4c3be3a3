"""A date or time of day as far as a text gives it: what all languages meet in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import Literal

from l10n.noun import noun

RelativeUnit = Literal["", "day", "week", "month", "year"]


@noun
class Date:
    """A calendar date and time as far as the text gives it; None is a part that it leaves out."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    """0 to 24 on the 24-hour clock; `half_day` is True when the text does not say which half."""
    minute: int | None = None
    weekday: int | None = None
    """0 is Monday, as in `datetime.date.weekday`."""
    decade: bool = False
    """True for 1970年代; `year` is its first year."""
    fiscal: bool = False
    """True for 年度: a year that begins in April in Japan."""
    relative: int | None = None
    """Steps from now: -3 for 3日前, 1 for 来年."""
    relative_unit: RelativeUnit = ""
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)
    half_day: bool = field(default=False, compare=False)

    def numbers(self) -> Iterator[int]:
        """The figures that may stand for it in a text: 2025, 2, 11, and 3 for 3日前.

        >>> list(Date(2025, 2, 11).numbers())
        [2025, 2, 11]
        """
        for part in (self.year, self.month, self.day, self.hour, self.minute):
            if part is not None:
                yield part
        if self.hour is not None and self.hour > 12:
            yield self.hour - 12
        if self.relative:
            yield abs(self.relative)
