"""Many names in a text, looked up in a dictionary.

An expression of 300 names, each with what may not follow it, takes 80 ms to compile, and a run after one edit
needs three languages of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

_ALIKE = str.maketrans("ſµςϐϑϵϰϖϱϕ", "sμσβθεκπρφ")


def _plain(text: str) -> str:
    """A text without regard to case, and as long as it was; µ and μ are one."""
    if text.isascii():
        return text.lower()
    lower = text.lower()
    if len(lower) != len(text):  # İ is two characters in lower case
        lower = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    return lower.translate(_ALIKE)


def _latin(char: str) -> bool:
    return "A" <= char <= "Z" or "a" <= char <= "z" or "À" <= char <= "ɏ" or "Ḁ" <= char <= "ỿ"


def _letter(char: str) -> bool:
    # \w has no vowel signs: किलो in किलोवाट
    return (char.isalnum() and not char.isdecimal()) or "\u0900" <= char <= "\u0963"


def _no_more(name: str) -> Callable[[str], bool] | None:
    """What may not follow a name: more letters; after km any other script may, as in 5km입니다."""
    last = name[-1]
    if ord(last) >= 0x0E00 or not (last.isalpha() or "\u0900" <= last <= "\u0963"):
        return None
    return _latin if name.isascii() else _letter


class Names:
    """Names that are found without regard to case, the longest first, and as whole words.

    >>> units = Names(["km", "km/h", "yen"])
    >>> [units.end("100 KM/H", 4), units.end("5 km입니다", 2), units.end("3 kms", 2)]
    [8, 4, -1]
    >>> [*units.spans("km, yens and Yen", {"km", "yen"})]
    [(0, 2), (13, 16)]
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._follows = {_plain(name): _no_more(name) for name in names if name}
        sizes: dict[str, set[int]] = {}
        for name in self._follows:
            sizes.setdefault(name[0], set()).add(len(name))
        self._sizes = {first: sorted(of, reverse=True) for first, of in sizes.items()}

    def end(self, text: str, start: int) -> int:
        """Where the longest name that begins at `start` ends, or -1."""
        sizes = self._sizes.get(_plain(text[start : start + 1]))
        if sizes is None:
            return -1
        ahead = _plain(text[start : start + sizes[0] + 1])
        for size in sizes:
            name = ahead[:size]
            if name in self._follows:
                follows = self._follows[name]
                if size >= len(ahead) or not (follows and follows(ahead[size])):
                    return start + size
        return -1

    def spans(
        self, text: str, among: Iterable[str], edge: re.Pattern[str] | None = None
    ) -> Iterator[tuple[int, int]]:
        """(start, end) of the names in a text, left to right, those that overlap too; `among` holds
        all that stand in it.

        With `edge`, only where that matches: before a word.
        """
        plain = _plain(text)
        starts: set[int] = set()
        for name in map(_plain, among):
            at = plain.find(name)
            while at >= 0:
                starts.add(at)
                at = plain.find(name, at + 1)
        for start in sorted(starts):
            if edge and not edge.match(text, start):
                continue
            end = self.end(text, start)
            if end >= 0:
                yield start, end

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._follows
