"""Plain tables for terminals, aligned by East Asian width."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The rows under their heads, columns two spaces apart.

    >>> print(table(("a", "b"), [("記事", "1")]))
    a     b
    記事  1
    """
    lines = [tuple(heads), *(tuple(row) for row in rows)]
    widths = [max(_width(line[i]) for line in lines) for i in range(len(heads))]
    return "\n".join(
        "  ".join(
            cell + " " * (w - _width(cell)) for cell, w in zip(line, widths, strict=True)
        ).rstrip()
        for line in lines
    )


def _width(text: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in text)
