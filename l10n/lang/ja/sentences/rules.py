"""The escape hatch: a project's own rules, as SRX has them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rules:
    """A project's `break` and `keep` patterns, compiled.

    A sentence ends where a `break` pattern's match ends, whatever stands there. No sentence
    ends inside or at the end of a `keep` pattern's match: `keep` wins over `break`, and both
    win over the built-in rules.

    >>> rules = Rules.compile(break_=["；"], keep=["第[0-9]+条。"])
    >>> rules.apply("第1条。を見よ；第2条。を見よ。", [4, 12])
    [8]
    """

    break_: tuple[re.Pattern[str], ...] = ()
    keep: tuple[re.Pattern[str], ...] = ()

    @classmethod
    def compile(cls, *, break_: Iterable[str] = (), keep: Iterable[str] = ()) -> Rules:
        """The rules; ValueError names the key, the pattern, the place and the cause.

        >>> Rules.compile(keep=["第[0-9+条"])
        Traceback (most recent call last):
        ValueError: keep[0] = '第[0-9+条' is no regular expression: unterminated character set at position 1
        """
        return cls(_compiled("break", break_), _compiled("keep", keep))

    def apply(self, text: str, ends: Iterable[int]) -> list[int]:
        """The ends of sentences in `text`, offsets in order, after these rules."""
        wanted = set(ends)
        for pattern in self.break_:
            wanted.update(match.end() for match in pattern.finditer(text))
        kept = [match.span() for pattern in self.keep for match in pattern.finditer(text)]
        return _outside(sorted(wanted), sorted(kept))


def _compiled(key: str, patterns: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    compiled = []
    for index, pattern in enumerate(patterns):
        try:
            compiled.append(re.compile(pattern, re.MULTILINE))
        except re.error as error:
            raise ValueError(
                f"{key}[{index}] = {pattern!r} is no regular expression: {error}"
            ) from error
    return tuple(compiled)


def _outside(ends: list[int], spans: list[tuple[int, int]]) -> list[int]:
    """The `ends` that lie in none of the `spans`; start excluded, end included."""
    outside: list[int] = []
    reach = index = 0  # reach: the furthest end of a span that starts before the offset
    for end in ends:
        while index < len(spans) and spans[index][0] < end:
            reach = max(reach, spans[index][1])
            index += 1
        empty = index < len(spans) and spans[index] == (end, end)
        if end > reach and not empty:
            outside.append(end)
    return outside
