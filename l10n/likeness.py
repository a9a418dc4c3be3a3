"""How alike texts are, and which of many are likest, without comparing each with each.

Likeness is rapidfuzz's `ratio`: 100 × 2 × longest common subsequence ÷ both lengths, over
characters. (msgmerge compares UTF-8 bytes, where any two kana look alike.) An `Index` finds
candidates by the pairs of neighbouring characters they share: Japanese has no words to look up.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

RARE = 10
"""Pairs of a text that are looked up, rarest first: with 24, fewer right and 3 × slower."""
_CANDIDATES = 10
_FEW = 60_000  # comparisons that take less time than building an index
# Characters that our own code compares in less time than importing rapidfuzz takes.
_HANDFUL = 20_000
_compared = 0
_LONG = 10_000
"""Characters of a text that are compared: time grows with both lengths, and one msgid of a
million among 400 new sentences took a minute."""


class Index:
    """An index over texts, by their pairs of neighbouring characters."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._places: dict[str, list[int]] = {}
        for number, text in enumerate(texts):
            for pair in pairs(text):
                self._places.setdefault(pair, []).append(number)

    def candidates(self, text: str) -> list[int]:
        """Numbers of the texts that share most rare pairs with `text`, likest first.

        >>> Index(["株価が上がった。", "工場を建てた。"]).candidates("株価が下がった。")[0]
        0
        """
        found = [self._places[pair] for pair in pairs(text) if pair in self._places]
        return voted(sorted(found, key=len)[:RARE])


def voted(places: Iterable[Sequence[int]]) -> list[int]:
    """The numbers that stand in most of `places`, most first; of equals, the first seen."""
    votes: Counter[int] = Counter()
    for numbers in places:
        votes.update(numbers)
    return [number for number, _ in votes.most_common(_CANDIDATES)]


def pairs(text: str) -> Iterable[str]:
    """The different pairs of neighbouring characters of `text`; of one that is shorter, itself.

    In the text's order: a set's own order is another one in each process, and so would be which
    of two candidates that are equally like comes first."""
    return dict.fromkeys(map(str.__add__, text, text[1:])) or (text,)


def likest(
    wanted: Sequence[str], texts: Sequence[str], cutoff: float
) -> Iterable[tuple[float, int, int]]:
    """(likeness, number in `wanted`, number in `texts`) of pairs not below `cutoff` per cent.

    >>> [(i, j) for _, i, j in likest(["株価が下がった。"], ["工場。", "株価が上がった。"], 60)]
    [(0, 1)]
    """
    ratio = _ratio(len("".join(wanted)) * len(texts))
    everything = range(len(texts))
    index = None if len(wanted) * len(texts) <= _FEW else Index(texts)
    for i, text in enumerate(wanted):
        for j in everything if index is None else index.candidates(text):
            score = ratio(text[:_LONG], texts[j][:_LONG], cutoff)
            if score:
                yield score, i, j


def likeness(one: str, other: str) -> float:
    """How alike two texts are, in per cent.

    >>> round(likeness("株価が上がった。", "株価が下がった。"), 1)
    87.5
    """
    return _ratio(len(one))(one[:_LONG], other[:_LONG], 0.0)


def _ratio(characters: int) -> Callable[[str, str, float], float]:
    """rapidfuzz's `ratio`, or our own for the first few characters that a run compares."""
    global _compared
    _compared += characters
    if "rapidfuzz" not in sys.modules and _compared <= _HANDFUL:
        return _own_ratio
    from rapidfuzz import fuzz

    return lambda one, other, cutoff: fuzz.ratio(one, other, score_cutoff=cutoff)


def _own_ratio(one: str, other: str, cutoff: float) -> float:
    """The same figure as rapidfuzz's: the longest common subsequence by Hyyrö's bit vectors (2004)."""
    if not one or not other:
        return 0.0 if one or other else 100.0
    places: dict[str, int] = {}
    for place, char in enumerate(one):
        places[char] = places.get(char, 0) | 1 << place
    full = left = (1 << len(one)) - 1
    for char in other:
        met = left & places.get(char, 0)
        left = ((left + met) | (left - met)) & full
    common = len(one) - left.bit_count()
    size = len(one) + len(other)
    score = 100.0 * (1.0 - (size - 2 * common) / size)
    return score if score >= cutoff else 0.0


def part(one: str, other: str) -> float:
    """How much of the shorter text stands in the longer one, in per cent.

    >>> part("工場は熊本にある。", "工場は熊本にあるが、まだ動いていない。") > 80
    True
    """
    from rapidfuzz import fuzz

    return fuzz.partial_ratio(one[:_LONG], other[:_LONG])
