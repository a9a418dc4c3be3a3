"""Markdown: CommonMark, GFM's tables and footnotes, definition lists, and what site generators add.

markdown-it-py says which lines are which block (`_md_blocks.py`, `_md_rules.py`); the spans of
the text are found in the file itself, so that an edition is the file with spans replaced,
never Markdown written anew. `_md_write.py` keeps a msgstr in its place.
"""

from __future__ import annotations

import itertools
import re
import string
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from l10n.formats import (
    _frontmatter,
    _marks,
    _md_blocks,
    _md_code,
)
from l10n.formats._cut import Cut
from l10n.formats._md_blocks import Heading, Opaque, Paragraph, Region, Table
from l10n.formats._md_rules import Span, jsx_end
from l10n.formats._options import read_options
from l10n.lang import bullets
from l10n.lang.ja.sentences.words import GOES_ON, LINE_CARRIES_ON
from l10n.lazy import lazy
from l10n.model import Document, Part, Segment, Skeleton, compact, skeleton
from l10n.noun import noun

if TYPE_CHECKING:
    from markdown_it.token import Token

    from l10n.formats._html_open import Elements
    from l10n.plugin import Stamp

_HARD_BREAK = lazy(r"(?: {2,}|\\)$|<br\s*/?>\s*$", re.IGNORECASE)
_HEADING_ID = lazy(r"[ \t]*\{(?:[#.:]|/\*)[^{}]*\}[ \t]*$")
_LINE_ENDS = lazy(r"[ \t]*[\r\n]+[ \t]*")
_TASK = lazy(r"\[[ xX]\][ \t]+")
_ALERT = lazy(r"\[!\w+\][+-]?[ \t]*")
_DEEP_MARKERS = lazy(r"(?:(?:[>\-+*]|\d{1,9}[.)])[ \t]*)*")
_COMMENT = lazy(r"<!--.*?-->|\{/\*.*?\*/\}", re.DOTALL)
_ONLY_COMMENTS = lazy(r"\s*(?:(?:<!--.*?-->|\{/\*.*?\*/\})\s*)+", re.DOTALL)
_EDGE_COMMENT = lazy(r"(?:[ \t]*<!--(?:(?!-->).)*-->)+[ \t]*$", re.DOTALL)
_TITLE = r"(?:\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\))"
_DESTINATION = r"(?:<[^<>\r\n]*>|(?:[^\s()<>\\]|\\.|\([^\s()]*\))*)"
_IMAGE = lazy(
    rf"(?P<link>\[)?!\[(?P<alt>[^\[\]]*)\]\(\s*{_DESTINATION}(?:\s+(?P<title>{_TITLE}))?"
    rf"(?:\s+=\d*x\d*)?\s*\)"  # Zenn's size
    rf"(?(link)\]\(\s*{_DESTINATION}(?:\s+(?P<outer>{_TITLE}))?\s*\))",
    re.DOTALL,
)
_DEFINITION = lazy(
    rf"\[(?:\\.|[^\[\]\\])+\]:\s*{_DESTINATION}(?:\s+(?P<title>{_TITLE}))?\s*$", re.DOTALL
)
_PARAMETER = lazy(
    r"(?<![\w-])(?:(?:title|label|alt|placeholder|aria-label|description|summary|caption|heading)|text(?==.[^\"']*[ぁ-ヺ一-鿿]))"
    r"=(?:\"(?P<double>[^\"{}\\]*)\"|'(?P<single>[^'{}\\]*)')"
)
_WORD = frozenset(string.ascii_letters + string.digits)
_ABBREVIATION = lazy(r"\*\[[^\[\]]+\]:[ \t]+")  # of PHP Markdown Extra and Python-Markdown
_TITLE_LINE = lazy(r"\*\*[^*\s](?:[^*]*[^*\s])?\*\*$")
_ATTRIBUTE_LINE = lazy(r"\{[ \t]*(?:[#.:][\w-]|[\w-]+=)[^{}]*\}[ \t]*")  # of the picture above
_COMPONENT = lazy(r"<([A-Z][\w.]*)(?=[\s>])")
_CLOSED_LINE = frozenset("。．！？!?：:」』）)】＞>〉》")  # a list or a note may follow
_TAILS = frozenset(["\\", " ", "\t", ">", "}"])  # a hard break, spaces, a comment, an id
_QUOTES = {'"': "double", "'": "single", "(": "paren"}


@noun
class Options:
    """`[formats.markdown]`."""

    front_matter: tuple[str, ...] = _frontmatter.TRANSLATED
    """Keys whose values are translated; `seo.title` is `title` below `seo`."""
    code_comments: bool = False
    """True: Japanese comments and strings of fenced code are translated too (Pygments)."""


class Markdown:
    """The `markdown` format."""

    name = "markdown"
    suffixes: tuple[str, ...] = (".md", ".markdown", ".mdx")

    def __init__(self, options: Mapping[str, Any] = MappingProxyType({})) -> None:
        self.options = read_options(Options, options, self.name)

    def outline(self, text: str) -> tuple[str, ...]:
        """Blocks in order; after each its links, images, code and footnote marks, sorted."""
        from l10n.formats import _md_outline

        return _md_outline.outline(text[_body(text, "") :])

    def parse(self, name: str, text: str) -> Document:
        """Front matter values and the text of every block as segments.

        Raises SourceError with line and column for front matter that cannot be read, and for
        an author's mark that means nothing where it stands.
        """
        return Document(name, self.name, tuple(self.parts(name, text)))

    def parts(self, name: str, text: str) -> Iterator[Part]:
        """The same parts one by one, while the article is read; the errors come with them."""
        head = _frontmatter.length(text, name)
        front = _frontmatter.spans(text[:head], name, self.options.front_matter)
        walk = _Walk(text, _body(text, name), name.endswith(".mdx"), self.options)
        yield from _parts(text, itertools.chain(front, walk.spans()))
        _marks.refuse_strays(text, name, walk.ranges)

    def write(self, segment: Segment, msgstr: str) -> str:
        """`msgstr` on one line, unable to become a block, a cell, a tag or a link of its own."""
        if msgstr == segment.msgid:
            return segment.text
        msgstr = _LINE_ENDS.sub(" ", msgstr)
        if segment.syntax.startswith("html"):
            from l10n.formats.html import Html

            return Html().write(segment, msgstr)
        if segment.syntax.startswith(("yaml", "toml")):
            return _frontmatter.write(segment, msgstr)
        if segment.syntax.startswith("code"):
            return _md_code.write(segment, msgstr)
        from l10n.formats import _md_write

        return _md_write.write(segment, msgstr)

    def stamp(self, text: str, stamp: Stamp) -> str:
        """The article with `lang`, `translation` (and `dir: rtl`) in its front matter."""
        return _frontmatter.stamp(text, stamp)


def _body(text: str, name: str) -> int:
    """Where the article begins: behind the front matter, or the BOM."""
    return _frontmatter.length(text, name) or int(text.startswith("\ufeff"))


Located = tuple[int, tuple[Part, ...]]


def _parts(text: str, spans: Iterable[Located]) -> Iterator[Part]:
    position = 0
    for start, parts in spans:
        if start < position:  # markdown-it gave a place twice: the first stands
            continue
        if start > position:
            yield skeleton(text[position:start])
        yield from parts
        position = start
        for part in parts:
            position += len(part.text)
    if position < len(text):
        yield skeleton(text[position:])


class _Marks(NamedTuple):
    """What the author asked for the block that follows."""

    skip: bool = False
    note: str = ""
    context: str | None = None

    def under(self, outer: _Marks) -> _Marks:
        """These marks inside a block that has `outer`."""
        note = "\n".join(text for text in (outer.note, self.note) if text)
        context = outer.context if self.context is None else self.context
        return _Marks(self.skip or outer.skip, note, context)

    def apply(self, parts: tuple[Part, ...]) -> tuple[Part, ...]:
        """`parts` with the note and the context; as skeleton when skipped."""
        if self == _NO_MARKS:
            return parts
        if self.skip:
            return (Skeleton("".join(part.text for part in parts)),)
        return tuple(
            replace(part, note=self.note or part.note, msgctxt=self.context or part.msgctxt)
            if isinstance(part, Segment)
            else part
            for part in parts
        )


_NO_MARKS = _Marks()


class _Walk:
    """One pass over the blocks that makes parts of them, under headings and authors' marks."""

    def __init__(self, text: str, start: int, mdx: bool, options: Options) -> None:
        self.text = text
        self.start = start
        self.options = options
        self.syntax = "markdown-mdx" if mdx else "markdown"
        self.headings: list[tuple[int, str]] = []
        self.section = ""
        self.open: list[str] = []
        self.marked: list[tuple[int, _Marks]] = [(-1, _NO_MARKS)]
        self.pending = _NO_MARKS
        self.skipping = False
        self.ranges: list[tuple[int, _marks.Mark]] = []  # where skipped ranges begin and end
        self.untranslated: Elements | None = None  # `<div translate="no">` that is still open

    def spans(self) -> Iterator[Located]:
        """(offset, parts) of each block, in file order."""
        code, mdx = self.options.code_comments, self.syntax != "markdown"
        for block in _md_blocks.blocks(self.text, self.start, mdx=mdx, code=code):
            if isinstance(block, Region):
                for token in block.tokens:
                    yield from self._token(token, block)
            elif isinstance(block, Paragraph) and (words := self._words(block)):
                yield block.lines[0][0], (words,)
            elif isinstance(block, Table) and self._is_unmarked(block):
                yield from self._plain(block)  # row by row: it may be the whole file
            else:
                yield from self._marked(self._plain(block))

    def _is_unmarked(self, table: Table) -> bool:
        """True when no author's mark stands in a table, and none before concerns it."""
        if self.pending is not _NO_MARKS or len(self.marked) > 1 or self.skipping:
            return False
        return self.untranslated is None and self.text.find("<!--", table.start, table.end) < 0

    def _words(self, block: Paragraph) -> Segment | None:
        """A paragraph of one line of words, as most are: nothing to ask or to take off it."""
        if len(block.lines) > 1 or self.pending is not _NO_MARKS or len(self.marked) > 1:
            return None
        if self.skipping or self.untranslated is not None:
            return None
        start, end = block.lines[0]
        text = self.text[start:end]
        return Segment(text, block.role, self.syntax, self.section) if _is_bare(text) else None

    def _plain(self, block: Heading | Paragraph | Table | Opaque) -> Iterator[Located]:
        if isinstance(block, Paragraph):
            yield from self._lines(block.lines, block.role, self.syntax)
        elif isinstance(block, Table):
            for number, row in enumerate(block.rows):
                for cell in row:
                    yield from self._cell([cell], "td_open" if number else "th_open")
        elif isinstance(block, Heading):
            self._leave(block.level)
            if block.start < block.end:
                yield from self._heading([(block.start, block.end)], block.level, "-heading")

    # marks

    def _taken(self, *, html: bool = False) -> _Marks:
        """What holds for the block that begins here; the pending marks are used up."""
        skipping = not html and (self.skipping or self.untranslated is not None)
        if self.pending is _NO_MARKS and len(self.marked) == 1 and not skipping:
            return _NO_MARKS
        marks, self.pending = self.pending, _NO_MARKS
        marks = marks.under(self.marked[-1][1])
        return marks._replace(skip=True) if skipping else marks

    def _marked(self, content: Iterable[Located], *, html: bool = False) -> Iterator[Located]:
        """A block's parts under the marks before it, and those in a comment at its end.

        A block of HTML is skipped by its own reader: a range may begin or end in it.
        """
        before = self._taken(html=html)
        located = list(content)
        if html:  # what its last comment says is meant for the next block
            marks = before
        elif before is _NO_MARKS and self.pending is _NO_MARKS:
            yield from located
            return
        else:
            marks, self.pending = self.pending.under(before), _NO_MARKS
        for start, parts in located:
            yield start, marks.apply(parts)

    def _read_marks(self, raw: str, place: Callable[[int], int]) -> None:
        """The marks in the comments of `raw`; `place` says where its characters stand."""
        for comment in _COMMENT.finditer(raw):
            body = comment[0]
            mark = _marks.read(body if body[0] == "<" else f"<!--{body[3:-3]}-->")
            if mark:
                self._mark(mark, place(comment.start()))

    def _mark(self, mark: _marks.Mark, at: int) -> None:
        if mark.kind in ("skip-start", "skip-end", "unknown"):
            self.ranges.append((at, mark))
            if mark.kind != "unknown":
                self.skipping = mark.kind == "skip-start"
        elif mark.kind == "skip":
            self.pending = self.pending._replace(skip=True)
        elif mark.kind == "note":
            self.pending = _Marks(note=mark.text).under(self.pending)
        else:
            self.pending = self.pending._replace(context=mark.text)

    # blocks

    def _token(self, token: Token, region: Region) -> Iterator[Located]:
        if token.nesting == 1:
            if self.pending != _NO_MARKS:
                self.marked.append((token.level, self._taken()))
            heading = token.type == "heading_open"
            self.open.append(f"heading {token.tag[1:]}" if heading else token.type)
            if heading:
                self._leave(int(token.tag[1:]))
        if token.nesting == -1:
            self.open.pop()
            if self.marked[-1][0] == token.level:
                self.marked.pop()
            return
        if token.type == "html_block" and self._only_marks(token, region):
            return
        if token.type == "template":
            start, end = token.meta["titles"][0]
            if region.source.startswith("{/*", start):
                self._read_marks(region.source[start:end], lambda at: region.place(start + at))
                return
        if token.nesting == 0 or token.type == "admonition_open":
            html = token.type == "html_block"
            yield from self._marked(self._content(token, region), html=html)

    def _only_marks(self, token: Token, region: Region) -> bool:
        if not token.content.lstrip().startswith("<!--"):
            return False
        cut = self._cut(token, region)
        if not _ONLY_COMMENTS.fullmatch(cut.text):
            return False
        self._read_marks(cut.text, cut.place)
        return True

    def _cut(self, token: Token, region: Region) -> Cut:
        spans = [(region.place(a), region.place(b)) for a, b in token.meta["lines"]]
        return Cut(self.text, spans)

    def _content(self, token: Token, region: Region) -> Iterator[Located]:
        if token.type == "inline":
            yield from self._inline(token, region)
        elif token.type == "html_block":
            yield from self._html(token, region)
        elif token.type == "fence" and self.options.code_comments:
            yield from self._code(token, region)
        elif token.type == "reference":
            yield from self._definition(token, region)
        elif token.type == "jsx":
            yield from self._parameters(token, region, "html-attr")
        elif token.type == "template":
            yield from self._parameters(token, region, "markdown-parameter")
        else:
            for span in token.meta.get("titles", ()):
                start, end = region.place(span[0]), region.place(span[1])
                quoted = token.type == "admonition_open"
                syntax = "markdown-title-double" if quoted else "markdown-label"
                yield start, (self._piece(start, end, "container title", syntax),)

    def _piece(self, start: int, end: int, role: str, syntax: str) -> Segment:
        return Segment(self.text[start:end], role, syntax, self.section)

    def _inline(self, token: Token, region: Region) -> Iterator[Located]:
        spans = [(region.place(a), region.place(b)) for a, b in token.meta["lines"]]
        inner = self.open[-1] if self.open else ""
        if inner in ("th_open", "td_open"):
            yield from self._cell(spans, inner)
        elif inner.startswith("heading"):
            atx = bool(spans) and self.text[: spans[0][0]].rstrip(" \t").endswith("#")
            yield from self._heading(spans, int(inner[-1]), "-heading" if atx else "")
        elif token.meta.get("deep"):
            start, end = spans[0]
            markers = _DEEP_MARKERS.match(self.text, start, end)
            spans = [(markers.end() if markers else start, end)]
            yield from self._lines(spans, self._role(), self.syntax)
        else:
            yield from self._lines(spans, self._role(), self.syntax)

    def _role(self) -> str:
        for name, role in (
            ("footnote_reference_open", "footnote"),
            ("list_item_open", "list item"),
            ("dt_open", "definition term"),
            ("dd_open", "definition"),
            ("blockquote_open", "quotation"),
        ):
            if name in self.open:
                return role
        return "paragraph"

    def _leave(self, level: int) -> None:
        """Closes the sections that a heading of `level` ends."""
        self.headings = [above for above in self.headings if above[0] < level]
        self.section = " › ".join(title for _, title in self.headings)

    def _heading(self, spans: list[Span], level: int, kind: str) -> Iterator[Located]:
        yield from self._lines(spans, f"heading {level}", self.syntax + kind)
        title = "".join(self.text[start:end].strip(" \t") for start, end in spans)
        self.headings.append((level, _HEADING_ID.sub("", title)))
        self.section = " › ".join(title for _, title in self.headings)

    def _cell(self, spans: list[Span], inner: str) -> Iterator[Located]:
        if not spans or spans[0][0] == spans[0][1]:
            return
        start, end = spans[0]
        role = "table heading" if inner == "th_open" else "table cell"
        bare = self.text[max(0, start - 1)] not in "| \t"
        syntax = f"{self.syntax}-cell" + ("-first" if bare else "")
        text = self.text[start:end]
        if _is_bare(text):
            yield start, (Segment(text, role, syntax, self.section),)
        else:
            yield start, self._run([(start, end)], role, syntax)

    def _html(self, token: Token, region: Region) -> Iterator[Located]:
        cut = self._cut(token, region)
        parts = self._fragment(cut)
        opening = next((n for n, part in enumerate(parts) if part.text.strip()), 0)
        if parts and isinstance(parts[opening], Segment):
            # a tag that is not closed opens the block: without its `<` it would be none
            skeleton = Skeleton(parts[opening].text)
            parts = (*parts[:opening], skeleton, *parts[opening + 1 :])
        yield cut.place(0), tuple(cut.placed(parts))

    def _fragment(self, cut: Cut) -> tuple[Part, ...]:
        """The parts of a block of HTML; what it leaves open holds for the blocks behind it."""
        from l10n.formats._html_rules import Options as HtmlOptions
        from l10n.formats._html_walk import Walk as HtmlWalk

        walk = HtmlWalk(
            cut.text,
            HtmlOptions(),
            self.section,
            elements=self.untranslated,
            skipping=self.skipping,
        )
        parts = walk.document_parts()
        self.skipping = walk.skipping
        if told := walk.pending:
            skip = told.get("translate") == "no"
            self.pending = _Marks(skip, told.get("note", ""), told.get("context"))
        self.ranges += [(cut.place(at), mark) for at, mark in walk.ranges]
        walk.elements.imply("p")
        self.untranslated = walk.elements if walk.elements.say.off else None
        return parts

    def _code(self, token: Token, region: Region) -> Iterator[Located]:
        if token.meta["lines"]:
            cut = self._cut(token, region)
            yield cut.place(0), tuple(cut.placed(_md_code.parts(cut.text, token.info)))

    def _definition(self, token: Token, region: Region) -> Iterator[Located]:
        """The title of a link reference definition (CommonMark section 4.7)."""
        start, end = (region.place(offset) for offset in token.meta["lines"][0])
        match = _DEFINITION.match(self.text, start, end)
        if match and match["title"]:
            yield self._title(match, 0, "link title")

    def _title(self, match: re.Match[str], base: int, role: str) -> Located:
        start, end = base + match.start("title") + 1, base + match.end("title") - 1
        quote = _QUOTES[match["title"][0]]
        return start, (self._piece(start, end, role, f"markdown-title-{quote}"),)

    def _parameters(self, token: Token, region: Region, syntax: str) -> Iterator[Located]:
        """What readers see of a component's attributes or a template tag's parameters.

        Plain strings, never expressions: `<Card title="題">`, `{{< figure caption="題" >}}`.
        """
        start, end = (region.place(offset) for offset in token.meta["titles"][0])
        yield from self._labels(start, end, syntax)

    def _labels(self, start: int, end: int, syntax: str) -> Iterator[tuple[int, tuple[Segment]]]:
        for match in _PARAMETER.finditer(self.text, start, end):
            quote = "double" if match["double"] is not None else "single"
            at, stop = match.span(quote)
            if at < stop:
                yield at, (self._piece(at, stop, "label", f"{syntax}-{quote}"),)

    # runs of lines

    def _lines(self, lines: Sequence[Span], role: str, syntax: str) -> Iterator[Located]:
        """A block's text as one segment for each run of lines without a hard line break."""
        alert = _ALERT.match(self.text, *lines[0]) if role == "quotation" else None
        if alert:  # GitHub's `> [!NOTE]`, Obsidian's `> [!note] 題`
            title = (alert.end(), lines[0][1])
            if title[0] < title[1]:
                yield title[0], self._run([title], "container title", syntax)
            lines = lines[1:]
        for run in self._unbroken(lines):
            if parts := self._run(run, role, syntax):
                yield run[0][0], parts

    def _unbroken(self, lines: Sequence[Span]) -> Iterator[Sequence[Span]]:
        """Runs of lines without a hard line break inside."""
        if len(lines) == 1:
            yield lines
            return
        units = [self._unit(*line) for line in lines]
        typed = any(units)
        breaks = [
            n
            for n, line in enumerate(lines)
            if self._breaks(*line) or (typed and self._begins_unit(lines, units, n + 1))
        ]
        breaks = self._outside(lines, breaks) if breaks else []
        begin = 0
        for n in breaks:
            yield lines[begin : n + 1]
            begin = n + 1
        if begin < len(lines):
            yield lines[begin:]

    def _breaks(self, start: int, end: int) -> bool:
        return self.text[end - 1 : end] in ("\\", " ", ">") and bool(
            _HARD_BREAK.search(self.text, max(start, end - 80), end)
        )

    def _unit(self, start: int, end: int) -> str:
        """What makes a line a unit although no block ends: its bullet, or `picture`."""
        first = self.text[start : start + 1]
        if "ぁ" <= first <= "ヺ" or "一" <= first <= "鿿" or first in _WORD:
            return ""
        if first in ("!", "[") and self.text.find("![", start, start + 3) >= 0:
            return (
                "picture" if _IMAGE.fullmatch(self.text, start, self._trimmed(start, end)) else ""
            )
        if first == "*" and (_ABBREVIATION.match(self.text, start, end)):
            return "abbreviation"
        if first == "*" and _TITLE_LINE.match(self.text, start, self._trimmed(start, end)):
            return "title"
        bullet = bullets.typed(self.text, start, end)
        return "number" if bullet and bullet.isnumeric() else bullet

    def _begins_unit(self, lines: Sequence[Span], units: list[str], n: int) -> bool:
        """True when line `n` does not carry on the one before: a picture stands in one of them,
        or it is an item of a list as people type it, `・りんご`.

        One ※ or ① at the beginning of a line may be where a sentence was wrapped.
        """
        if n >= len(lines):
            return False
        before, unit = units[n - 1], units[n]
        if "picture" in (before, unit) or before == "abbreviation":
            return True
        if before == "title" and (n == 1 or self._closed(lines[n - 2])):
            start = lines[n][0]  # **題**|本文, but **Rust**は速い wrapped
            return not (GOES_ON.match(self.text, start) or LINE_CARRIES_ON.match(self.text, start))
        if not unit or unit == "title":
            return False
        following = units[n + 1] if n + 1 < len(lines) else ""
        return self._closed(lines[n - 1]) or unit in (before, following)

    def _closed(self, line: Span) -> bool:
        return self.text[line[1] - 1] in _CLOSED_LINE

    def _outside(self, lines: Sequence[Span], breaks: list[int]) -> list[int]:
        """The breaks that are not inside a code span, a tag or a link's brackets."""
        from l10n.formats import _md_inline

        text = "\n".join(self.text[start:end] for start, end in lines)
        inside = _md_inline.spans(text) if re.search(r"[`<\[]", text) else []
        starts = [start for start, _ in inside]
        ends = list(itertools.accumulate(end - start + 1 for start, end in lines))
        outside = []
        for n in breaks:
            at = bisect_left(starts, ends[n] - 1) - 1
            if at < 0 or inside[at][1] <= ends[n] - 1:
                outside.append(n)
        return outside

    def _run(self, run: Sequence[Span], role: str, syntax: str) -> tuple[Part, ...]:
        """One segment, with what stands before and behind its words as skeleton."""
        text = self.text
        start, end = run[0][0], run[-1][1]
        if start >= end:
            return ()
        stop = end
        if text[end - 1 : end] in _TAILS:
            stop = self._stop(max(start, run[-1][0]), end, role)
        begin = start
        if text[start] == "{" and _ATTRIBUTE_LINE.fullmatch(text, start, stop):
            return (Skeleton(text[start:end]),)
        if text[start] == "*" and (abbreviation := _ABBREVIATION.match(text, start, stop)):
            begin = abbreviation.end()
        if text[start] == "[" and role == "list item" and (task := _TASK.match(text, start, stop)):
            begin = task.end()
        folds: Sequence[Span] = ()
        if len(run) > 1:
            pairs = itertools.pairwise(run)
            ends = ((self._trimmed(*a) - begin, b[0] - begin) for a, b in pairs)
            folds = compact(ends, len(run))
        if text[begin] == "<" and self.syntax == "markdown-mdx" and not folds:
            begin, stop, head = self._unwrapped(begin, stop)
        else:
            head = ()
        segment = Segment(text[begin:stop], role, syntax, self.section, folds=folds)
        if head:
            return (*head, segment, Skeleton(text[stop:end]))
        if begin == start and stop == end and text[start] not in "![":
            return (segment,)
        pictured = segment.text.startswith(("![", "[!["))
        middle = self._pictures(segment, begin) if pictured else (segment,)
        parts = (Skeleton(text[start:begin]), *middle, Skeleton(text[stop:end]))
        return tuple(part for part in parts if part.text)

    def _unwrapped(self, start: int, stop: int) -> tuple[int, int, tuple[Part, ...]]:
        """What a component on one line holds, and its opening tag as parts; nothing is taken off
        when it is none: `<TabItem label="題">文。</TabItem>`."""
        name = _COMPONENT.match(self.text, start, stop)
        begin = jsx_end(self.text, start, stop) if name else -1
        end = self.text.rfind("</", begin, stop) if begin >= 0 else -1
        if not name or end < 0 or self.text[end:stop].rstrip() != f"</{name[1]}>":
            return start, stop, ()
        if self.text.find(f"<{name[1]}", begin, end) >= 0 or not self.text[begin:end].strip():
            return start, stop, ()
        parts: list[Part] = []
        position = start
        for at, (piece,) in self._labels(start, begin, "html-attr"):
            parts += [Skeleton(self.text[position:at]), piece]
            position = at + len(piece.text)
        while begin < end and self.text[begin] in " \t":
            begin += 1
        return begin, self._trimmed(begin, end), (*parts, Skeleton(self.text[position:begin]))

    def _trimmed(self, start: int, end: int) -> int:
        """`end` without the spaces in front of a soft line break."""
        while end > start and self.text[end - 1] in " \t":
            end -= 1
        return end

    def _stop(self, start: int, end: int, role: str) -> int:
        """Where the words of a last line end: before a hard break, an id, a comment, spaces."""
        text = self.text
        last = text[end - 1 : end]
        if last == ">" and (comment := _EDGE_COMMENT.search(text, max(start, end - 2000), end)):
            found = comment
            self._read_marks(comment[0], lambda at: found.start() + at)
            end = comment.start()
        elif last == "}" and role.startswith("heading"):
            identifier = _HEADING_ID.search(text, start, end)
            end = identifier.start() if identifier else end
        if tail := _HARD_BREAK.search(text, max(start, end - 80), end):
            end = tail.start()
        return self._trimmed(start, end)

    def _pictures(self, segment: Segment, base: int) -> tuple[Part, ...]:
        """Images that stand alone: their texts and titles are segments of their own."""
        text = segment.text
        images: list[re.Match[str]] = []
        position = 0
        while image := _IMAGE.match(text, position):
            images.append(image)
            position = image.end()
            while text[position : position + 1] in (" ", "\t"):
                position += 1
        if position < len(text):
            return (segment,)
        parts: list[Part] = []
        position = 0
        for start, end, role, syntax in itertools.chain.from_iterable(map(_readable, images)):
            parts.append(Skeleton(text[position:start]))
            if start < end:
                parts.append(self._piece(base + start, base + end, role, syntax))
            position = end
        return (*parts, Skeleton(text[position:]))


def _is_bare(text: str) -> bool:
    """True when a line has nothing at its edges that is no word of it, for `_run` to look at."""
    if not text or text[-1] in _TAILS:
        return False
    return text[0] not in "{*[!<" or text.startswith("**")


def _readable(image: re.Match[str]) -> Iterator[tuple[int, int, str, str]]:
    """(start, end, role, syntax) of an image's text and of the titles it has."""
    yield *image.span("alt"), "image text", "markdown-alt"
    for name, role in (("title", "image title"), ("outer", "link title")):
        if image[name]:
            start, end = image.span(name)
            yield start + 1, end - 1, role, f"markdown-title-{_QUOTES[image[name][0]]}"
