"""A block's text without its containers' markers, and the way back to the file.

An HTML block in a quotation has `> ` before each line. It is read without them, and what is
found in it is placed in the file again, markers included.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from l10n.formats._md_rules import Span
from l10n.model import Part, Segment, Skeleton


class Cut:
    """Lines of `source` put together, line ends included.

    >>> cut = Cut("> あ\\n> い", [(2, 3), (6, 7)])
    >>> cut.text, cut.place(2)
    ('あ\\nい', 6)
    """

    def __init__(self, source: str, lines: list[Span]) -> None:
        self.source = source
        self.virtual: list[int] = []
        self.real: list[int] = []
        pieces: list[str] = []
        length = 0
        end = -1
        for index, (start, stop) in enumerate(lines):
            if index + 1 < len(lines):
                stop += 2 if source.startswith("\r\n", stop) else 1
            if start != end:
                self.virtual.append(length)
                self.real.append(start)
            pieces.append(source[start:stop])
            length += stop - start
            end = stop
        self.text = "".join(pieces)

    def place(self, offset: int) -> int:
        """Where a character of `text` stands in the source."""
        index = bisect_right(self.virtual, offset) - 1
        return self.real[index] + offset - self.virtual[index]

    def placed(self, parts: Iterable[Part]) -> Iterator[Part]:
        """`parts` of `text` as parts of the source: they join to all of it."""
        if len(self.real) == 1:
            yield from parts
            return
        offset, position = 0, self.real[0]
        for part in parts:
            start = self.place(offset)
            end = self.place(offset + len(part.text) - 1) + 1
            if start > position:
                yield Skeleton(self.source[position:start])
            yield self._moved(part, offset, start, end)
            offset += len(part.text)
            position = end

    def _moved(self, part: Part, offset: int, start: int, end: int) -> Part:
        text = self.source[start:end]
        if not isinstance(part, Segment):
            return replace(part, text=text)
        folds = tuple(
            (self.place(offset + a - 1) + 1 - start if a else 0, self.place(offset + b) - start)
            for a, b in part.folds
        )
        return replace(part, text=text, folds=folds)
