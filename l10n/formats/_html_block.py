"""A run of text and inline tags: which part of it a translator gets.

Tags at its edges that enclose nothing, or all of it, are no translator's business: of
`<b>半導体</b>` the msgid is 半導体, and `<img src="a.png">猫` begins with 猫.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from l10n.formats._html_rules import CODE, VOID, WHOLE
from l10n.formats._html_text import LETTER, trimmed
from l10n.formats._html_tokens import TOKEN

Range = tuple[int, int]


class Core(NamedTuple):
    """The part of a run that a translator gets: `text[start:end]`."""

    start: int
    end: int


class _Tag:
    """A tag of the run, and the one that it opens or closes an element with."""

    __slots__ = ("end", "mate", "name", "start")

    def __init__(self, name: str, start: int, end: int) -> None:
        self.name, self.start, self.end = name, start, end
        self.mate: _Tag | None = None


class _Nesting:
    """Pairs start tags with end tags; linear, however deep they nest."""

    def __init__(self) -> None:
        self.stack: list[_Tag] = []
        self.places: dict[str, list[int]] = {}
        self.code = 0  # open elements that hold code

    def open(self, tag: _Tag) -> None:
        self.places.setdefault(tag.name, []).append(len(self.stack))
        self.stack.append(tag)
        self.code += tag.name in CODE

    def close(self, tag: _Tag) -> None:
        places = self.places.get(tag.name)
        if not places:
            return
        while len(self.stack) > places[-1]:
            last = self.stack.pop()
            self.places[last.name].pop()
            self.code -= last.name in CODE
            if last.name == tag.name:
                last.mate, tag.mate = tag, last
                return


def core(text: str, start: int, end: int, quiet: Sequence[Range] = ()) -> Core | None:
    """What of `text[start:end]` is to be translated; None when there is nothing.

    `quiet` are its ranges that are not (inline `translate="no"`), in order.
    """
    if not quiet and (simple := _between_text(text, start, end)):
        return simple
    lead: list[_Tag] = []
    trail: list[_Tag] = []
    tags = lead
    nesting = _Nesting()
    first = last = (start, start)  # the first and the last piece of text
    readable = False
    position = start
    for match in TOKEN.finditer(text, start, end):
        begin, stop = match.span()
        if begin > position and _is_text(text, position, begin):
            last = (position, begin)
            if tags is lead:
                first, tags = last, trail
            elif trail:
                trail.clear()
            readable = readable or (not nesting.code and _is_readable(text, *last, quiet))
        position = stop
        tag = _Tag(match["tag"].lower(), begin, stop)
        tags.append(tag)
        if match["close"]:
            nesting.close(tag)
        elif tag.name not in VOID:
            nesting.open(tag)
    if position < end and _is_text(text, position, end):
        last = (position, end)
        first = last if tags is lead else first
        trail.clear()
        readable = readable or (not nesting.code and _is_readable(text, *last, quiet))
    if not readable:
        return None
    return _peeled(lead, trail, trimmed(text, *first)[0], trimmed(text, *last)[1])


def _between_text(text: str, start: int, end: int) -> Core | None:
    """The run without its spaces, when it begins and ends with text: nothing to peel then."""
    start, end = trimmed(text, start, end)
    if start == end or text[start] == "<" or text[end - 1] == ">":
        return None
    tag = text.find("<", start, end)
    return Core(start, end) if LETTER.search(text, start, tag if tag >= 0 else end) else None


def _is_text(text: str, start: int, end: int) -> bool:
    piece = text[start:end]
    if piece.isspace():
        return False
    if piece[0] in "&\ufeff":
        start, end = trimmed(text, start, end)
    return start < end


def covered(start: int, end: int, ranges: Sequence[Range]) -> bool:
    """True when one of the ranges, which are in order and disjoint, holds `start` to `end`."""
    place = bisect_right(ranges, (start, end))
    return any(a <= start and end <= b for a, b in ranges[max(0, place - 1) : place + 1])


def _is_readable(text: str, start: int, end: int, quiet: Sequence[Range]) -> bool:
    return not covered(start, end, quiet) and LETTER.search(text, start, end) is not None


def _peeled(lead: list[_Tag], trail: list[_Tag], first: int, last: int) -> Core:
    """The core: `lead` and `trail` are the tags before and after all text."""
    left, right = 0, len(trail)  # lead[left:] and trail[:right] stay
    while True:
        if left < len(lead) and (skip := _empty(lead, left, 1)):
            left += skip
        elif right > 0 and (skip := _empty(trail, right - 1, -1)):
            right -= skip
        elif left < len(lead) and right > 0 and _wraps(lead[left], trail[right - 1]):
            left, right = left + 1, right - 1
        else:
            break
    start = lead[left].start if left < len(lead) else first
    end = trail[right - 1].end if right else last
    return Core(start, end)


def _empty(tags: list[_Tag], index: int, step: int) -> int:
    """How many tags from `index` on (in the direction of `step`) enclose nothing."""
    mate = tags[index].mate
    if mate is None:
        return 1
    count = 1
    while 0 <= (at := index + step * count) < len(tags):
        count += 1
        if tags[at] is mate:
            return count
    return 0


def _wraps(first: _Tag, last: _Tag) -> bool:
    return first.mate is last and first.name not in WHOLE
