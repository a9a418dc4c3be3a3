"""Plain tables for terminals, aligned by East Asian width."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The rows under their heads, columns two spaces apart; a head may have several lines.

    >>> print(table(("a", "b\\nc"), [("記事", "1")]))
          b
    a     c
    記事  1
    """
    tall = max(head.count("\n") for head in heads)
    stacked = [head.split("\n") for head in heads]
    stacked = [[""] * (tall + 1 - len(head)) + head for head in stacked]
    lines = [*zip(*stacked, strict=True), *(tuple(row) for row in rows)]
    widths = [max(_width(line[i]) for line in lines) for i in range(len(heads))]
    return "\n".join(
        "  ".join(
            cell + " " * (w - _width(cell)) for cell, w in zip(line, widths, strict=True)
        ).rstrip()
        for line in lines
    )


def width_of(text: str) -> int:
    """The columns that the longest line takes."""
    return max(map(_width, text.split("\n")))


def shortened(text: str, width: int) -> str:
    """`text` with "…" in its middle where it takes more columns; the end of a path tells most.

    >>> shortened("source/春の記事.md", 12)
    'sou…記事.md'
    """
    if _width(text) <= width:
        return text
    start, end = "", ""
    for char in text:
        if _width(start + char) > (width - 1) // 3:
            break
        start += char
    for char in reversed(text):
        if _width(start + char + end) > width - 1:
            break
        end = char + end
    return f"{start}…{end}"


def _width(text: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in text)
