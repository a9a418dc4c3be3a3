"""How drafting is going: a line that is rewritten on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TextIO

_EVERY = 20.0
"""Seconds between two lines where nothing can be rewritten, as in a CI log."""


class Progress:
    """Writes to `stream`; called as `Flow.progress` is."""

    def __init__(self, stream: TextIO, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream, self._clock = stream, clock
        self._live = stream.isatty()
        self._locale, self._start, self._said = "", 0.0, 0.0
        self._done = 0

    def __call__(self, locale: str, done: int, total: int, characters: int) -> None:
        """Shows one more answer."""
        now = self._clock()
        if locale != self._locale or done <= self._done:  # the next engine, or the next articles
            self._locale, self._start, self._said = locale, now, now
        self._done = done
        line = describe(locale, done, total, characters, now - self._start)
        if self._live:
            self._stream.write(f"\r{line}\x1b[K" + ("\n" if done == total else ""))
        elif now - self._said >= _EVERY:
            self._stream.write(f"{line}\n")
            self._said = now
        self._stream.flush()


def describe(locale: str, done: int, total: int, characters: int, seconds: float) -> str:
    """One line: what is done, how fast, how long it will take.

    >>> describe("en", 30, 120, 1500, 60.0)
    'en  [█████               ] 30/120 segments  1,500 characters  0.5/s  3 min left'
    """
    bar = ("█" * (20 * done // max(total, 1))).ljust(20)
    line = f"{locale}  [{bar}] {done}/{total} segments  {characters:,} characters"
    if seconds <= 0 or done < 2:
        return line
    rate = done / seconds
    return f"{line}  {rate:.1f}/s  {duration((total - done) / rate)} left"


def duration(seconds: float) -> str:
    """A time in words, roughly.

    >>> duration(40), duration(200), duration(8000), duration(500_000)
    ('40 s', '3 min', '2.2 h', '5.8 days')
    """
    if seconds < 100:
        return f"{seconds:.0f} s"
    if seconds < 5400:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h" if seconds < 172_800 else f"{seconds / 86_400:.1f} days"
