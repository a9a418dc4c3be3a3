"""Markdown: CommonMark with GFM tables, strikethrough, task lists, footnotes and front matter.

markdown-it-py says which lines are which block; the spans of the text are then found in the
file itself, so that an edition is the file with spans replaced, never Markdown written anew.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from l10n.formats import _frontmatter
from l10n.formats._lines import Line, lines_of
from l10n.formats._options import read_options
from l10n.formats.html import fragment_parts
from l10n.model import Document, Part, Segment, Skeleton
from l10n.plugin import Stamp

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_HARD_BREAK = re.compile(r"(?: {2,}|\\)$|<br\s*/?>\s*$", re.IGNORECASE)
_HEADING_ID = re.compile(r"\s*\{#[^}\s]+\}\s*$")
_TASK = re.compile(r"\[[ xX]\]\s+")
_BLOCK_MARKER = re.compile(r"(?P<sign>#{1,6}|={1,}|-{3,}|`{3,}|~{3,}|[-+*>]|\d{1,9}(?=[.)]))")
_TAG = re.compile(r"</?[A-Za-z][^>]*>?|<!--|<[?!]")
_BARE_PIPE = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Options:
    """`[formats.markdown]`."""


class Markdown:
    """The `markdown` format."""

    name = "markdown"
    suffixes: tuple[str, ...] = (".md", ".markdown")

    def __init__(self, options: Mapping[str, Any] = MappingProxyType({})) -> None:
        self.options = read_options(Options, options, self.name)

    def outline(self, text: str) -> tuple[str, ...]:
        """The types of all block tokens in order."""
        body = text[_frontmatter.length(text, "") :].removeprefix("\ufeff")
        return tuple(token.type for token in _parser().parse(body))

    def parse(self, name: str, text: str) -> Document:
        """Front matter values and the inline content of every block as segments."""
        head = _frontmatter.length(text, name)
        spans = [*_frontmatter.spans(text[:head], name), *_Walk(text, head).spans()]
        return Document(name, self.name, tuple(_parts(text, spans)))

    def write(self, segment: Segment, msgstr: str) -> str:
        """`msgstr` on one line, unable to become block structure, a cell or a new tag."""
        if segment.syntax.startswith("yaml"):
            return _frontmatter.write(segment, msgstr)
        if segment.syntax.startswith("html"):
            from l10n.formats.html import Html

            return Html().write(segment, msgstr)
        known = set(_TAG.findall(segment.text))
        text = " ".join(msgstr.split("\n")).strip()
        text = _TAG.sub(lambda m: m[0] if m[0] in known else "&lt;" + m[0][1:], text)
        if segment.syntax == "markdown-cell":
            text = _BARE_PIPE.sub(r"\\|", text)
        return _disarm(text, segment.text)

    def stamp(self, text: str, stamp: Stamp) -> str:
        """The article with `lang`, `translation` (and `dir: rtl`) in its front matter."""
        return _frontmatter.stamp(text, stamp)


def _disarm(text: str, source: str) -> str:
    """`text` with a leading block marker escaped, where the source does not begin with one.

    A msgstr `1. Platz` in a German paragraph would open a list (CommonMark section 5.2).
    """
    marker = _BLOCK_MARKER.match(text)
    if not marker or text.startswith(("**", "~~", "__")) or _BLOCK_MARKER.match(source):
        return text
    sign = marker["sign"]
    rest = text[marker.end() :]
    if sign.isdigit():
        return f"{sign}\\{rest}" if re.match(r"[.)](\s|$)", rest) else text
    structural = sign[0] in ">=`~" or len(sign) >= 3 or not rest or rest[0].isspace()
    return f"\\{text}" if structural else text


def _parts(text: str, spans: Iterable[tuple[int, tuple[Part, ...]]]) -> Iterator[Part]:
    position = 0
    for start, parts in spans:
        if start > position:
            yield Skeleton(text[position:start])
        yield from parts
        position = start + sum(len(part.text) for part in parts)
    if position < len(text):
        yield Skeleton(text[position:])


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.use(footnote_plugin)
    # Inline rules are not needed: spans are cut from the file by sentence, not by token.
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


class _Walk:
    """One pass over the block tokens that finds where each block's text stands in the file."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.start = start
        self.lines = lines_of(text[start:], start)
        self.headings: list[tuple[int, str]] = []
        self.open: list[str] = []
        self.row = (0, 0)  # line of the table row, offset up to which its cells are found

    def spans(self) -> Iterator[tuple[int, tuple[Part, ...]]]:
        """(offset, parts) of each block, in file order."""
        body = self.text[self.start :].removeprefix("\ufeff")
        position = self.start
        found: list[tuple[int, tuple[Part, ...]]] = []
        for token in _parser().parse(body):
            found.extend(self._token(token))
        for start, parts in sorted(found, key=lambda span: span[0]):
            if start >= position:
                yield start, parts
                position = start + sum(len(part.text) for part in parts)

    def _token(self, token: Token) -> Iterator[tuple[int, tuple[Part, ...]]]:
        if token.type == "tr_open" and token.map:
            self.row = (token.map[0], self.lines[token.map[0]].start)
        if token.nesting == 1:
            heading = token.type == "heading_open"
            self.open.append(f"heading {token.tag[1:]}" if heading else token.type)
        elif token.nesting == -1:
            self.open.pop()
        elif token.type == "inline" and token.content.strip():
            cell = self.open[-1] in ("th_open", "td_open")
            yield from self._cell(token) if cell else self._block(token)
        elif token.type == "html_block" and token.map:
            yield from self._html(token.map)

    def _role(self) -> str:
        inner = self.open[-1] if self.open else "paragraph_open"
        if inner.startswith("heading"):
            return inner
        for name, role in (
            ("footnote_reference_open", "footnote"),
            ("list_item_open", "list item"),
            ("blockquote_open", "quotation"),
        ):
            if name in self.open:
                return role
        return "paragraph"

    def _section(self) -> str:
        return " › ".join(title for _, title in self.headings)

    def _html(self, lines: list[int]) -> Iterator[tuple[int, tuple[Part, ...]]]:
        first, last = self.lines[lines[0]], self.lines[min(lines[1], len(self.lines)) - 1]
        raw = self.text[first.start : last.end]
        yield first.start, fragment_parts(raw, self._section())

    def _cell(self, token: Token) -> Iterator[tuple[int, tuple[Part, ...]]]:
        index, cursor = self.row
        line = self.lines[index]
        # a cell's content has its escaped pipes unescaped (GFM section 4.10)
        for wanted in (token.content, token.content.replace("|", r"\|")):
            at = self.text.find(wanted, cursor, line.end)
            if at >= 0:
                self.row = (index, at + len(wanted))
                role = "table heading" if self.open[-1] == "th_open" else "table cell"
                yield at, (Segment(wanted, role, "markdown-cell", self._section()),)
                return

    def _block(self, token: Token) -> Iterator[tuple[int, tuple[Part, ...]]]:
        assert token.map is not None
        role = self._role()
        found = list(self._located(token.content, token.map[0]))
        if role.startswith("heading"):
            level = int(role[-1])
            self.headings = [h for h in self.headings if h[0] < level]
        section = self._section()
        for run in _unbroken(found):
            yield run[0].start, self._segment(run, role, section)
        if role.startswith("heading"):
            self.headings.append((level, _HEADING_ID.sub("", token.content).replace("\n", "")))

    def _segment(self, run: list[Line], role: str, section: str) -> tuple[Part, ...]:
        start, end = run[0].start, run[-1].end
        folds = [(a.end, b.start) for a, b in itertools.pairwise(run)]
        tail = _HARD_BREAK.search(run[-1].text)
        if role.startswith("heading"):
            tail = _HEADING_ID.search(run[-1].text)
        stop = end - len(tail[0]) if tail else end
        task = _TASK.match(run[0].text) if role == "list item" else None
        begin = start + len(task[0]) if task else start
        text = self.text[begin:stop]
        segment = Segment(text, role, "markdown", section)
        segment = replace(segment, folds=tuple((a - begin, b - begin) for a, b in folds))
        parts: list[Part] = [segment] if text.strip() else [Skeleton(text)]
        if task:
            parts.insert(0, Skeleton(task[0]))
        if tail:
            parts.append(Skeleton(self.text[stop:end]))
        return tuple(part for part in parts if part.text)

    def _located(self, content: str, first: int) -> Iterator[Line]:
        """Where each line of a block's content stands in the file.

        Container markers (`> `, list indentation) stand before it, so it is searched from the
        right; an ATX heading's closing `##` stands after it.
        """
        for index, wanted in enumerate(content.split("\n"), first):
            if index >= len(self.lines):
                return
            line = self.lines[index]
            at = line.text.replace("\0", "\ufffd").rfind(wanted)
            if at >= 0:
                begin = line.start + at
                yield Line(begin, begin + len(wanted), self.text[begin : begin + len(wanted)])


def _unbroken(lines: list[Line]) -> Iterator[list[Line]]:
    """Runs of lines without a hard line break inside."""
    run: list[Line] = []
    for line in lines:
        run.append(line)
        if _HARD_BREAK.search(line.text):
            yield run
            run = []
    if run:
        yield run
