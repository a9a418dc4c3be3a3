"""A run of text and inline tags: which part of it a translator gets.

Tags at its edges that enclose nothing, or all of it, are no translator's business: of
`<b>半導体</b>` the msgid is 半導体, and `<img src="a.png">猫` begins with 猫.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from l10n.formats._html_rules import CODE, VOID, WHOLE
from l10n.formats._html_text import LETTER, trimmed
from l10n.formats._html_tokens import TOKEN

Range = tuple[int, int]


class Core(NamedTuple):
    """The part of a run that a translator gets: `text[start:end]`."""

    start: int
    end: int


class _Edge:
    """A tag before the first or after the last text of a run."""

    __slots__ = ("end", "mate", "name", "opens", "start")

    def __init__(self, start: int, end: int, name: str, *, opens: bool) -> None:
        self.start, self.end, self.name, self.opens = start, end, name, opens
        self.mate: _Edge | None = None


class _Nesting:
    """Pairs start tags with end tags; linear, however deep they nest."""

    def __init__(self) -> None:
        self.stack: list[_Edge] = []
        self.places: dict[str, list[int]] = {}

    def open(self, edge: _Edge) -> None:
        self.places.setdefault(edge.name, []).append(len(self.stack))
        self.stack.append(edge)

    def close(self, edge: _Edge) -> None:
        places = self.places.get(edge.name)
        if not places:
            return
        while len(self.stack) > places[-1] + 1:
            self.places[self.stack.pop().name].pop()
        places.pop()
        edge.mate = self.stack.pop()
        edge.mate.mate = edge

    @property
    def in_code(self) -> bool:
        """True inside `<code>` and its like."""
        return any(self.places.get(name) for name in CODE)


def core(text: str, start: int, end: int, quiet: Sequence[Range] = ()) -> Core | None:
    """What of `text[start:end]` is to be translated; None when there is nothing.

    `quiet` are its ranges that are not (inline `translate="no"`), in order.
    """
    lead: list[_Edge] = []
    trail: list[_Edge] = []
    nesting = _Nesting()
    first = last = -1  # where the text begins and ends
    readable = False
    for begin, stop, edge in _pieces(text, start, end):
        if edge is not None:
            (lead if first < 0 else trail).append(edge)
            _nest(nesting, edge)
            continue
        a, b = trimmed(text, begin, stop)
        if a == b:
            continue
        first, last = (a if first < 0 else first), b
        trail.clear()
        if not readable and not nesting.in_code:
            readable = bool(LETTER.search(text, a, b)) and not _covered(a, b, quiet)
    return _peeled(lead, trail, first, last) if readable else None


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int, _Edge | None]]:
    """(start, end, the tag or None for text), in order."""
    position = start
    for match in TOKEN.finditer(text, start, end):
        if match.start() > position:
            yield position, match.start(), None
        position = match.end()
        name = (match["tag"] or "").lower()
        yield match.start(), position, _Edge(*match.span(), name, opens=not match["close"])
    if position < end:
        yield position, end, None


def _nest(nesting: _Nesting, edge: _Edge) -> None:
    if not edge.opens:
        nesting.close(edge)
    elif edge.name and edge.name not in VOID:
        nesting.open(edge)


def _covered(start: int, end: int, quiet: Sequence[Range]) -> bool:
    return any(a <= start and end <= b for a, b in quiet)


def _peeled(lead: list[_Edge], trail: list[_Edge], first: int, last: int) -> Core:
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


def _empty(edges: list[_Edge], index: int, step: int) -> int:
    """How many tags from `index` on (in the direction of `step`) enclose nothing."""
    edge = edges[index]
    if edge.mate is None:
        return 1
    count = 1
    while 0 <= (at := index + step * count) < len(edges):
        count += 1
        if edges[at] is edge.mate:
            return count
    return 0


def _wraps(first: _Edge, last: _Edge) -> bool:
    return first.mate is last and first.name not in WHOLE
