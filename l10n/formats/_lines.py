"""Lines of a text with their offsets, for LF, CRLF and CR alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from l10n.lazy import lazy

_BREAKS = r"\r\n\v\f\x85\u2028\u2029"
_ANY_LINE = lazy(rf"([^{_BREAKS}]*)(\r\n|[{_BREAKS}]|$)")
_LINE = lazy(r"([^\r\n]*)(\r\n|\r|\n|$)")


class Line(NamedTuple):
    """One line without its line end: `source[start:end] == text`."""

    start: int
    end: int
    text: str


def lines_of(source: str, offset: int = 0) -> list[Line]:
    """All lines; offsets count from the start of the file (`offset` is where `source` begins).

    U+2028, U+2029 and U+0085 end no line here, as in CommonMark section 2.1; see `every_line`.

    >>> [line.text for line in lines_of("あ\\r\\nい")]
    ['あ', 'い']
    """
    lines = []
    for match in _LINE.finditer(source):
        lines.append(Line(match.start(1) + offset, match.end(1) + offset, match[1]))
        if match.end() == len(source):
            break
    return lines


def place_of(source: str, offset: int) -> tuple[int, int]:
    """(line, column) of an offset, both from 1.

    >>> place_of("あ\\r\\nいう", 4)
    (2, 2)
    """
    before = source[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def every_line(source: str) -> Iterator[Line]:
    """The lines of a plain text, one by one: Unicode's mandatory breaks (UAX #14, class BK, CR,
    LF, NL) end them, form feeds and U+2028 among them.

    >>> [line.text for line in every_line("あ\\fい\\u2028う")]
    ['あ', 'い', 'う']
    """
    for match in _ANY_LINE.finditer(source):
        yield Line(match.start(1), match.end(1), match[1])
        if match.end() == len(source):
            return
