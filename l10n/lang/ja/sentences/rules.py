"""The escape hatch: a project's own rules, as SRX has them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain

from l10n.lang.ja.sentences.clause import GAP, after, back
from l10n.noun import noun


@noun
class Rules:
    """A project's `break` and `keep` patterns, compiled; `^` and `$` match at line ends.

    - A sentence ends where a `break` pattern's match ends, whatever stands there: `；` breaks after
      each ；, and `。(?=※)` or `(?=※)` before each ※. The white space after it belongs to it.
    - No sentence ends inside a `keep` pattern's match or at its end: `第[0-9]+条。` keeps 第3条。を whole.
    - `keep` wins over `break`, and both win over the built-in rules.

    >>> from l10n.lang.ja import split_sentences
    >>> rules = Rules.compile(break_=["；"], keep=["第[0-9]+条。"])
    >>> split_sentences("第1条。 目的；第2条。 範囲。以上。", rules=rules)
    ['第1条。 目的；', '第2条。 範囲。', '以上。']
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
        """The ends of sentences in `text`, offsets in order, after these rules.

        >>> Rules.compile(break_=["；"], keep=["二。"]).apply("一；二。三。", [4])
        [2]
        """
        if not (self.break_ or self.keep):
            return list(ends)
        wanted = set(ends)
        for pattern in self.break_:
            wanted.update(after(GAP, text, match.end()) for match in pattern.finditer(text))
        # with and without the white space after the sentence
        places = [(back(text, 0, end), end) for end in sorted(wanted)]
        spans = sorted(match.span() for pattern in self.keep for match in pattern.finditer(text))
        kept = _covered(chain.from_iterable(places), spans)
        return [end for words_end, end in places if words_end not in kept and end not in kept]


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


def _covered(places: Iterable[int], spans: list[tuple[int, int]]) -> set[int]:
    """The `places`, in order, that lie in one of the sorted `spans`: its end does, its start not."""
    covered: set[int] = set()
    reach = index = 0  # reach: the furthest end of the spans that start before the place
    for place in places:
        while index < len(spans) and spans[index][0] < place:
            reach = max(reach, spans[index][1])
            index += 1
        if place <= reach or (index < len(spans) and spans[index] == (place, place)):
            covered.add(place)
    return covered
