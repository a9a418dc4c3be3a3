"""Markdown's blocks with the place of their text, found a region of the file at a time.

Most of an article is headings and paragraphs that begin with a letter, between blank lines:
CommonMark leaves nothing to decide there, and one regular expression reads them. What is
between them goes to markdown-it-py, region by region, so that memory does not grow with
the file. A region ends where a blank line is followed by a line that no open container can
own; an unclosed fence or HTML block at its end makes it grow.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from l10n.formats._md_rules import Span, atx_span, block_parser

if TYPE_CHECKING:
    from markdown_it.token import Token

_EOL = r"(?:\r\n?|\n|\Z)"
# A letter, or anything outside ASCII: no block marker begins so.
_PLAIN = r"[^\x00-@\[-`{-\x7f]"
_BLANK = re.compile(r"(?:[ \t]*+(?:\r\n?|\n))++")
# A blank line or the end must follow, and then no `: ` (the definition of a term).
_END = r"(?=[ \t]*+(?:\r|\n|\Z))(?![ \t]*+(?:\r\n?|\n)[ \t]*+[:~][ \t])"
_HEADING = re.compile(rf"(?P<sign>#{{1,6}})(?:[ \t][^\r\n]*+)?{_EOL}")
_PARAGRAPH = re.compile(rf"(?!import\b|export\b)(?:{_PLAIN}[^\r\n]*+{_EOL})++{_END}")
_BOUNDARY = re.compile(rf"(?:(?<=\n)|(?<=\r)(?!\n))[ \t]*+(?:\r\n?|\n)(?=[#<\[!`]|{_PLAIN})")
_LINE = re.compile(rf"[^\r\n]*+{_EOL}")
_UNCLOSED = ("fence", "html_block", "math", "template")


@dataclass(frozen=True, slots=True)
class Heading:
    """An ATX heading; its content is `text[start:end]`."""

    level: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph outside all containers: the span of each of its lines."""

    lines: list[Span]


@dataclass(frozen=True, slots=True)
class Region:
    """What markdown-it-py made of a part of the file; its offsets are those of `source`."""

    tokens: list[Token]
    source: str
    """The part with line ends as LF, as the tokens' offsets count it."""
    start: int
    """Where the part begins in the file."""
    folded: list[int]
    """Where in `source` a LF stands for CR LF."""
    unfinished: bool
    """True when a closing `$$` or template tag was looked for and is not in this part."""

    def place(self, offset: int) -> int:
        """An offset in `source` as an offset in the file."""
        return self.start + offset + (bisect_left(self.folded, offset) if self.folded else 0)


Block = Heading | Paragraph | Region


def blocks(text: str, start: int, *, mdx: bool = False) -> Iterator[Block]:
    """Everything below the front matter, in file order; time and memory are linear."""
    end = len(text)
    while start < end:
        blank = _BLANK.match(text, start)
        start = blank.end() if blank else start
        heading = _HEADING.match(text, start)
        if heading:
            stop = len(heading[0].rstrip("\r\n")) + start
            yield Heading(len(heading["sign"]), *atx_span(text, start, stop))
            start = heading.end()
        elif paragraph := _PARAGRAPH.match(text, start):
            yield Paragraph(list(_lines(text, start, paragraph.end())))
            start = paragraph.end()
        elif start < end:
            region, start = _region(text, start, mdx=mdx)
            yield region


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end:
        match = _LINE.match(text, start, end)
        assert match is not None
        yield start, start + len(match[0].rstrip("\r\n"))
        start = match.end()


def _region(text: str, start: int, *, mdx: bool) -> tuple[Region, int]:
    """The region at `start` and where it ends: longer until its last block is closed."""
    boundaries = 1
    while True:
        stop = start
        for _ in range(boundaries):
            boundary = _BOUNDARY.search(text, stop)
            stop = boundary.end() if boundary else len(text)
        region = _parse(text, start, stop, mdx=mdx)
        if stop >= len(text) or not _open_at_end(region):
            return region, stop
        boundaries *= 4


def _open_at_end(region: Region) -> bool:
    """True when the last block took the blank line at the end too: a closed one would not."""
    last = region.tokens[-1] if region.tokens else None
    if region.unfinished:
        return True
    if last is None or last.type not in _UNCLOSED or not last.map:
        return False
    return last.map[1] >= region.source.count("\n")


def _parse(text: str, start: int, stop: int, *, mdx: bool) -> Region:
    part = text[start:stop].replace("\0", "\ufffd")
    folded: list[int] = []
    if "\r" in part:
        pairs = re.finditer("\r\n", part)
        folded = [match.start() - index for index, match in enumerate(pairs)]
        part = part.replace("\r\n", "\n").replace("\r", "\n")
    env: dict[str, object] = {"mdx": mdx}
    tokens = block_parser().parse(part, env)
    return Region(tokens, part, start, folded, bool(env.get("missing")))
