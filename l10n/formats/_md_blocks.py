"""Markdown's blocks with the place of their text, found a region of the file at a time.

Most of an article is headings, paragraphs, flat lists, tables and fenced code between blank
lines: where their lines begin with a letter or with inline markup, CommonMark leaves nothing
to decide, and regular expressions read them. What is between them goes to markdown-it-py,
region by region, so that memory does not grow with the file. A region ends where a blank
line is followed by a line that no open container can own; an unclosed fence or HTML block at
its end makes it grow.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from l10n.formats._md_rules import Span, atx_span, block_parser, cell_spans
from l10n.lazy import lazy
from l10n.model import Spans
from l10n.noun import noun

if TYPE_CHECKING:
    from markdown_it.token import Token

_EOL = r"(?>\r\n|\r|\n|\Z)"
_REST = rf"[^\r\n]*+{_EOL}"
# A letter, or anything outside ASCII: no block marker begins so.
_PLAIN = r"[^\x00-@\[-`{-\x7f]"
# What else cannot begin a block: emphasis, code, images, links, figures, and the other signs.
_TEXT = (
    rf"(?:{_PLAIN}|[\"'(),./;%&^\]}}]|\\[!-/:-@\[-`{{-~]|\d++(?![.)])|\*{{1,2}}[^*\s]|_{{1,2}}[^_\s]"
    r"|`{1,2}[^`\s]|!\[|\$[^$\s]|\[[^\]\[^\r\n]++\]\("
    # no line under the heading of a table, which would make one of what stands before
    r"|\|[-:| \t]*+[^-:| \t\r\n])"
)
_MARK = r"\[\^[^\]\s]+\](?!:)"
_BLANK = lazy(r"(?:[ \t]*+(?>\r\n|\r|\n))++")
# A blank line or the end must follow; then no `: ` (the definition of a term), or no line that
# is indented as the content of a list item or footnote is.
_END = r"(?=[ \t]*+(?:\r|\n|\Z))"
_NO_TERM = rf"{_END}(?![ \t]*+(?>\r\n|\r|\n)[ \t]*+[:~][ \t])"
_NO_MORE = rf"{_END}(?!(?:[ \t]*+(?>\r\n|\r|\n))++[ \t]++[^ \t\r\n])"
_MORE_LINES = rf"(?:[ \t]*+{_TEXT}{_REST})*+"
_HEADING = lazy(rf"(?P<sign>#{{1,6}})(?:[ \t][^\r\n]*+)?{_EOL}")
_PARAGRAPH = lazy(rf"(?!import\b|export\b){_TEXT}{_REST}{_MORE_LINES}{_NO_TERM}")
_MARKER = r"(?:[-*+]|\d{1,9}[.)]) {1,4}"
_ITEM = lazy(rf"{_MARKER}(?=\[[ xX]\] {_TEXT}|{_TEXT}){_REST}{_MORE_LINES}")
_LIST = lazy(rf"(?:{_ITEM.pattern})++{_NO_MORE}")
_NOTE = lazy(rf"\[\^[^\]\s]+\]: ++(?:{_TEXT}|{_MARK}){_REST}{_MORE_LINES}")
_NOTES = lazy(rf"(?:{_NOTE.pattern})++{_NO_MORE}")
_QUOTE = lazy(rf"(?:> ?\[!\w+\][ \t]*+{_EOL})?(?:> ?{_TEXT}{_REST})++{_END}")
_FENCE = lazy(r"(?P<sign>`{3,}|~{3,})[^`\r\n]*+(?>\r\n|\r|\n)")
_TABLE = lazy(rf"\|{_REST}\|[ \t]*+:?-[|:\- \t]*+{_EOL}(?:\|{_REST})*+{_END}")
_PREFIX = lazy(rf"{_MARKER}|\[\^[^\]\s]+\]: +|> ?|[ \t]*")
_BOUNDARY = lazy(rf"(?:(?<=\n)|(?<=\r)(?!\n))[ \t]*+(?>\r\n|\r|\n)(?=[#<\[!`]|{_PLAIN})")
_LINE = lazy(_REST)
_COLUMN = lazy(r":?-+:?")
_LONG = 10_000
"""Characters of a paragraph whose lines are kept close together."""
_LONGEST_CODE = 100_000
"""Characters in which a fence is looked for its end; longer code goes the careful way."""
_UNCLOSED = ("fence", "html_block", "math", "template")


@noun
class Heading:
    """An ATX heading; its content is `text[start:end]`."""

    level: int
    start: int
    end: int


@noun
class Paragraph:
    """A paragraph in at most one container: the span of each of its lines."""

    lines: Sequence[Span]
    role: str


@noun
class Table:
    """A table: for each row the spans of its cells. The first row is the heading."""

    rows: Iterable[list[Span]]
    """Found while they are asked for, once."""
    start: int
    end: int


@noun
class Opaque:
    """A block without text for translators; it takes up the author's marks."""


@noun
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


Block = Heading | Paragraph | Table | Opaque | Region


def blocks(text: str, start: int, *, mdx: bool = False, code: bool = False) -> Iterator[Block]:
    """Everything below the front matter, in file order; time and memory are linear.

    With `code` the caller wants fenced code as markdown-it-py's tokens.
    """
    end = len(text)
    while start < end:
        if text[start] in " \t\r\n" and (blank := _BLANK.match(text, start)):
            start = blank.end()
            continue
        found, stop = _simple(text, start, code=code)
        if found is None:
            region, start = _region(text, start, mdx=mdx)
            yield region
            continue
        start = stop
        if isinstance(found, Iterator):
            yield from found
        else:
            yield found


Simple = Heading | Paragraph | Table | Opaque | Iterator[Paragraph]
"""What regular expressions can read; a list gives its items, and footnotes that follow each other
are given one by one, too."""


def simple(text: str) -> Iterator[tuple[int, Simple | None]]:
    """(start, block) as far as regular expressions read a text; (start, None) where they stop."""
    start = 0
    while start < len(text):
        if text[start] in " \t\r\n" and (blank := _BLANK.match(text, start)):
            start = blank.end()
            continue
        found, stop = _simple(text, start, code=False)
        yield start, found
        if found is None:
            return
        start = stop


def _simple(text: str, start: int, *, code: bool) -> tuple[Simple | None, int]:
    """The block at `start` and its end, if regular expressions can tell; else (None, start)."""
    if paragraph := _PARAGRAPH.match(text, start):
        end = paragraph.end()
        if text.find("\n", start) == end - 1 and text.find("\r", start, end) < 0:
            return Paragraph([(start, end - 1)], "paragraph"), end
        return Paragraph(_spans(text, start, end), "paragraph"), end
    sign = text[start]
    if sign == "#" and (heading := _HEADING.match(text, start)):
        stop = start + len(heading[0].rstrip("\r\n"))
        return Heading(len(heading["sign"]), *atx_span(text, start, stop)), heading.end()
    if sign in "-*+0123456789" and (found := _LIST.match(text, start)):
        return _items(text, start, found.end()), found.end()
    if sign == ">" and (found := _QUOTE.match(text, start)):
        return Paragraph(_spans(text, *found.span()), "quotation"), found.end()
    if sign == "[" and (found := _NOTES.match(text, start)):
        return _notes(text, start, found.end()), found.end()
    if sign == "|" and (found := _TABLE.match(text, start)):
        table = _table(text, *found.span())
        return (table, found.end()) if table else (None, start)
    if sign in "`~" and not code and (fence := _FENCE.match(text, start)):
        sign = fence["sign"]
        close = re.compile(rf"^ {{0,3}}{sign[0]}{{{len(sign)},}}[ \t]*{_EOL}", re.MULTILINE)
        if closing := close.search(text, fence.end(), fence.end() + _LONGEST_CODE):
            return Opaque(), closing.end()
    return None, start


def _table(text: str, start: int, end: int) -> Table | None:
    """The table in lines that all begin with `|`; None when the columns do not agree."""
    body = _lines(text, start, end)
    head, rule = next(body), next(body)
    heads, rules = list(cell_spans(text, *head)), list(cell_spans(text, *rule))
    columns = all(_COLUMN.fullmatch(text, *span) for span in rules)
    if not columns or len(heads) != len(rules):
        return None
    rows = (list(cell_spans(text, *row))[: len(heads)] for row in body)
    return Table(itertools.chain([heads], rows), start, end)


def _items(text: str, start: int, end: int) -> Iterator[Paragraph]:
    for item in _ITEM.finditer(text, start, end):
        yield Paragraph(_spans(text, *item.span()), "list item")


def _notes(text: str, start: int, end: int) -> Iterator[Paragraph]:
    for note in _NOTE.finditer(text, start, end):
        yield Paragraph(_spans(text, *note.span()), "footnote")


def _spans(text: str, start: int, end: int) -> Sequence[Span]:
    lines = _lines(text, start, end)
    return list(lines) if end - start < _LONG else Spans(lines)


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    """The lines' spans, behind the container's marker and the indentation."""
    while start < end:
        match = _LINE.match(text, start, end)
        assert match is not None
        stop = match.end()
        while stop > start and text[stop - 1] in "\r\n":
            stop -= 1
        if text[start] < "\x80":
            prefix = _PREFIX.match(text, start, stop)
            start = prefix.end() if prefix else start
        yield start, stop
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
